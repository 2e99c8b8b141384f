"""The rows of what passed between us and a customer."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from gendan.core.customers import Channel
from gendan.core.interactions import Interaction, InteractionKind, Mark, MarkKind
from gendan.dates import iso
from gendan.store.db import Book
from gendan.store.values import day, json_list, local, utc
from gendan.store.write import Writing


def add(
    work: Writing,
    customer: str,
    kind: InteractionKind,
    at: datetime,
    channel: Channel,
    *,
    note: str | None = None,
    promised: date | None = None,
    promised_time: str | None = None,
    wait_until: date | None = None,
    recorded_at: datetime | None = None,
) -> str:
    """Log one interaction of a customer (id), recorded now if not said otherwise."""
    return work.insert(
        "interactions",
        customer=customer,
        kind=kind,
        at=utc(at),
        recorded_at=utc(recorded_at or work.now),
        channel=channel,
        note=note,
        promised=iso(promised),
        promised_time=promised_time,
        wait_until=iso(wait_until),
    )


def mark(
    work: Writing, customer: str, kind: MarkKind, *, until: date | None = None, why: str | None
) -> str:
    """Note a decision about a customer's clock; returns its id."""
    return work.insert(
        "marks",
        customer=customer,
        kind=kind,
        at=utc(work.now),
        until=iso(until),
        why=why,
    )


def of(book: Book, customers: Sequence[str]) -> dict[str, list[Interaction]]:
    """All interactions of some customers (ids), oldest first."""
    found: dict[str, list[Interaction]] = defaultdict(list)
    for row in book.conn.execute(
        """
        SELECT * FROM interactions
        WHERE customer IN (SELECT value FROM json_each(?))
        ORDER BY at, entry
        """,
        (json_list(customers),),
    ):
        found[row["customer"]].append(
            Interaction(
                id=row["id"],
                kind=InteractionKind(row["kind"]),
                at=local(row["at"], book.zone),
                recorded_at=local(row["recorded_at"], book.zone),
                entry=row["entry"],
                channel=Channel(row["channel"]),
                note=row["note"],
                promised=day(row["promised"]),
                promised_time=row["promised_time"],
                wait_until=day(row["wait_until"]),
                by=row["made_by"],
            )
        )
    return found


def marks_of(book: Book, customers: Sequence[str]) -> dict[str, list[Mark]]:
    """All decisions about the clocks of some customers (ids), oldest first."""
    found: dict[str, list[Mark]] = defaultdict(list)
    for row in book.conn.execute(
        """
        SELECT * FROM marks
        WHERE customer IN (SELECT value FROM json_each(?))
        ORDER BY at, entry
        """,
        (json_list(customers),),
    ):
        found[row["customer"]].append(
            Mark(
                id=row["id"],
                kind=MarkKind(row["kind"]),
                at=local(row["at"], book.zone),
                entry=row["entry"],
                until=day(row["until"]),
                why=row["why"],
                by=row["made_by"],
            )
        )
    return found
