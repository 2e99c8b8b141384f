"""Two entries are one customer: what belongs to the one that goes moves to the other."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from gendan.core.customers import Customer, State
from gendan.store.customers import edit
from gendan.store.write import Writing

MOVES_WITH = (
    "interactions", "marks", "people", "requirements", "orders", "sop_uses", "complaints", "lessons",
)  # fmt: skip
"""Tables whose rows go with a customer that is merged; of its time limits, see `_limits`."""


class Merged(NamedTuple):
    """How many rows moved, and which time limits for complaints did not: the other has its own."""

    moved: int
    dropped: Sequence[tuple[str, str]]


def merge(work: Writing, gone: Customer, into: Customer) -> Merged:
    """Move all that belongs to one customer to another."""
    moved, dropped = _limits(work, gone, into)
    has_main = work.book.conn.execute(
        "SELECT 1 FROM people WHERE customer = ? AND main", (into.id,)
    ).fetchone()
    for table in MOVES_WITH:
        rows = work.book.conn.execute(
            f"SELECT id FROM {table} WHERE customer = ?", (gone.id,)
        ).fetchall()
        for row in rows:
            # The main contact of the one that stays remains the only one.
            main = {"main": 0} if table == "people" and has_main else {}
            work.update(table, row["id"], customer=into.id, **main)
        moved += len(rows)
    names = [*into.aliases, gone.code, gone.name, *gone.aliases]
    kept = [n for n in dict.fromkeys(names) if n not in (into.code, into.name)]
    work.update("customers", gone.id, state=State.MERGED, merged_into=into.id, aliases="[]")
    # Found under its old names from now on is the one that it became.
    work.book.conn.execute("DELETE FROM lookup WHERE customer = ?", (gone.id,))
    edit(work, into.id, {"aliases": json.dumps(kept, ensure_ascii=False)})
    return Merged(moved, dropped)


def _limits(work: Writing, gone: Customer, into: Customer) -> Merged:
    """Move the time limits for complaints that the other lacks, and take away the rest."""
    own, theirs = (
        work.book.conn.execute(
            "SELECT id, target, within FROM complaint_targets WHERE customer = ? ORDER BY entry, id",
            (customer.id,),
        ).fetchall()
        for customer in (gone, into)
    )
    known = {row["target"] for row in theirs}
    dropped = [row for row in own if row["target"] in known]
    for row in own:
        if row in dropped:
            work.delete("complaint_targets", row["id"])
        else:
            work.update("complaint_targets", row["id"], customer=into.id)
    return Merged(len(own) - len(dropped), [(row["target"], row["within"]) for row in dropped])
