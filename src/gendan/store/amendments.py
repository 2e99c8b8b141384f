"""What stood before: every change of an order is made here, and kept beside it."""

import json
from collections.abc import Callable, Sequence
from itertools import groupby

from gendan.core.amendments import check_change, differences
from gendan.core.journal import Change
from gendan.core.order_fields import HEADER_CELLS, LINE_CELLS, LINE_WORDS
from gendan.core.orders import Amendment, Difference, Order
from gendan.store import orders, step_changes
from gendan.store.db import Book
from gendan.store.values import json_list, local, utc
from gendan.store.write import Writing

NUMBERED = {"amendments": ("n",), "order_lines": ("position", "line")}
"""Columns of which an order has each value once."""


def listed(book: Book, order_id: str) -> list[Amendment]:
    """The amendments of an order (id), oldest first."""
    rows = book.conn.execute("SELECT * FROM amendments WHERE order_id = ? ORDER BY n", (order_id,))
    return [
        Amendment(
            n=row["n"],
            at=local(row["at"], book.zone),
            who=row["made_by"],
            why=row["why"],
            changes=[Difference(**change) for change in json.loads(row["changes"])],
        )
        for row in rows
    ]


def amend(work: Writing, before: Order, after: Order, *, why: str | None) -> list[Difference]:
    """
    Make a stored order what it is to be, and keep what stood before; returns what changed.

    Raises:
        Refused: The order is closed, or would have left before it came.
    """
    changes = differences(before, after)
    if not changes:
        return changes
    check_change(before, after, changes)
    stored = _line_ids(work.book, before.id)
    wanted = {line.line: line for line in after.lines}
    for line, group in groupby(changes, lambda change: change.line):
        if line is None:
            row = orders.head(after)
            fields = {c.field if c.field not in HEADER_CELLS else "cells" for c in group}
            work.update("orders", before.id, **{field: row[field] for field in fields})
            if "shipped_date" in fields:
                step_changes.left(work, before.id, after.shipped_date)
        elif line not in wanted:
            work.delete("order_lines", stored[line])
        elif line not in stored:
            place = _next(work.book, before.id, "order_lines")
            orders.add_line(work, before.id, place, wanted[line])
        else:
            row = orders.line_row(wanted[line])
            columns = {_column(change.field) for change in group}
            work.update("order_lines", stored[line], **{name: row[name] for name in columns})
    work.insert(
        "amendments",
        order_id=before.id,
        n=_next(work.book, before.id, "amendments"),
        at=utc(work.now),
        why=why,
        changes=json.dumps([change._asdict() for change in changes], ensure_ascii=False),
    )
    return changes


def _line_ids(book: Book, order_id: str) -> dict[str, str]:
    rows = book.conn.execute("SELECT id, line FROM order_lines WHERE order_id = ?", (order_id,))
    return {row["line"]: row["id"] for row in rows}


def _column(field: str) -> str:
    if field in LINE_CELLS:
        return "cells"
    return field if field in LINE_WORDS else "extra"


def _next(book: Book, order_id: str, table: str) -> int:
    found = book.conn.execute(
        f"SELECT coalesce(max({NUMBERED[table][0]}), 0) + 1 FROM {table} WHERE order_id = ?",
        (order_id,),
    ).fetchone()
    return int(found[0])


def standing(
    book: Book, changes: Sequence[Change], changed: Callable[[Book, Change], bool]
) -> set[tuple[str, str]]:
    """
    The rows of a journal entry that must stay, so that no amendment is taken back by half.

    Where one row of an order cannot go back to what it was, all that the entry amended of that
    order stays, else the order would differ from its own history.

    Args:
        book: The book.
        changes: What the entry changed.
        changed: Whether a row is no longer what a change made it.
    """
    if not any(change.table == "amendments" for change in changes):
        return set()
    amended: dict[str, list[Change]] = {}
    for change, order in zip(changes, _orders_of(book, changes), strict=True):
        if order is not None:
            amended.setdefault(order, []).append(change)
    return {
        (change.table, change.row)
        for group in amended.values()
        if any(change.table == "amendments" for change in group)
        and any(_taken(book, c) if c.new is None else changed(book, c) for c in group)
        for change in group
    }


def _orders_of(book: Book, changes: Sequence[Change]) -> list[str | None]:
    """Which order (id) each changed row belongs to, None for what belongs to none."""
    lines = [c.row for c in changes if c.table == "order_lines"]
    rows = book.conn.execute(
        """
        SELECT id, order_id FROM order_lines WHERE id IN (SELECT value FROM json_each(:lines))
        UNION -- of a line that was dropped since, the journal still knows whose it was
        SELECT row, json_extract(old, '$.order_id') FROM changes
        WHERE tbl = 'order_lines' AND new IS NULL AND row IN (SELECT value FROM json_each(:lines))
        """,
        {"lines": json_list(lines)},
    )
    whose: dict[str, str] = {row["id"]: row["order_id"] for row in rows}
    found = []
    for change in changes:
        if change.table == "order_lines":
            found.append(whose.get(change.row))
        elif change.table == "amendments":
            found.append((change.old or change.new or {}).get("order_id"))
        else:
            found.append(change.row if change.table == "orders" else None)
    return found


def _taken(book: Book, change: Change) -> bool:
    """Whether the place of a row that the entry took away has another row now."""
    old = change.old or {}
    return any(
        book.conn.execute(
            f"SELECT 1 FROM {change.table} WHERE order_id = ? AND {column} = ?",
            (old["order_id"], old[column]),
        ).fetchone()
        is not None
        for column in NUMBERED.get(change.table, ())
    )
