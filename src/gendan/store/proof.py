"""Do the rows that a verdict rests on say what the journal says was written to them?"""

import json
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from gendan.core.chain import Where, differing, last_written
from gendan.store import chain
from gendan.store.chain import REMINDER
from gendan.store.db import Book
from gendan.store.guard import damaged
from gendan.store.values import json_list
from gendan.store.write import KEYS

Rows = dict[Where, dict[str, Any]]


class Part(NamedTuple):
    """Which rows of a table count: those that have this in that column; all where it has none."""

    column: str = ""
    of: str = ""


OF_ORDER = Part("order_id", "order")
OF_CUSTOMER = Part("customer", "customer")
ALL = Part()
RELIED: Mapping[str, Part] = {
    "orders": Part("id", "order"),
    "order_lines": OF_ORDER,
    "order_requirements": OF_ORDER,
    "amendments": OF_ORDER,
    "evidence": OF_ORDER,
    "ticks": OF_ORDER,
    "waivers": OF_ORDER,
    "signoffs": OF_ORDER,
    "inspections": OF_ORDER,
    "customers": Part("id", "customer"),
    "requirements": OF_CUSTOMER,
    "complaints": OF_CUSTOMER,
    "lessons": ALL,
    "signers": ALL,
    "rates": ALL,
    "settings": ALL,
}
"""What decides whether an order may ship; the content of files is held by its own SHA-256."""


def hold(book: Book, order_id: str) -> None:
    """
    Make sure that everything an order's (id) clearance rests on is as the journal has it.

    A flipped bit can turn a sign-off, a waiver or the policy into another one that reads well; no
    check of SQLite finds it (docs/reliability.md). It cannot do so twice in the same way.

    Raises:
        BookError: A row is otherwise, gone, or was never written by a command, or the journal
            that should tell so does not hold.
    """
    found = book.conn.execute("SELECT customer FROM orders WHERE id = ?", (order_id,)).fetchone()
    of = {"order": order_id, "customer": found["customer"]}
    standing = _standing(book.conn, of)
    relied: set[int] = set()
    for flaw in differing(_told(book.conn, of, standing, relied), sorted(standing.items())):
        raise damaged(book.path, chain.told(flaw))
    signed = [row["entry"] for (table, _), row in standing.items() if table == "signoffs"]
    for flaw in chain.broken(book, relied, min([*signed, sys.maxsize])):
        raise damaged(book.path, chain.told(flaw))


def _standing(conn: sqlite3.Connection, of: Mapping[str, str]) -> Rows:
    """The rows that count, as the tables have them."""
    rows: Rows = {}
    for table, part in RELIED.items():
        where = f"WHERE {part.column} = ?" if part.column else ""
        values = (of[part.of],) if part.column else ()
        for row in conn.execute(f"SELECT * FROM {table} {where}", values):
            key = row[KEYS.get(table, "id")]
            if table != "settings" or not key.startswith(REMINDER):
                rows[table, key] = dict(row)
    return rows


def _told(
    conn: sqlite3.Connection, of: Mapping[str, str], standing: Rows, relied: set[int]
) -> Iterator[tuple[Where, int, dict[str, Any] | None]]:
    """
    The same rows, and such as are gone, as the journal's changes made them.

    The numbers of the entries that did so are added to `relied`.
    """
    wholes = [table for table, part in RELIED.items() if not part.column]
    changes = conn.execute(
        """
        SELECT tbl, row, entry, old, new FROM changes WHERE (tbl, row) IN (
            SELECT tbl, row FROM changes
            WHERE tbl IN (SELECT value FROM json_each(:wholes))
               OR row IN (SELECT value FROM json_each(:rows))
               OR instr(new, :order) OR instr(new, :customer)
        )
        ORDER BY tbl, row, entry, n
        """,
        {**of, "wholes": json_list(wholes), "rows": json_list([key for _, key in standing])},
    )
    for (table, key), group in groupby(changes, key=lambda change: (change[0], change[1])):
        steps = [tuple(change) for change in group]
        state = last_written((_fields(old), _fields(new)) for *_, old, new in steps)
        if (table, key) in standing or _counts(table, state, of):
            relied.update(step[2] for step in steps)
            yield (table, key), steps[-1][2], state


def _counts(table: str, state: dict[str, Any] | None, of: Mapping[str, str]) -> bool:
    """Whether a row that the journal tells of should be among those that count."""
    part = RELIED.get(table)
    if part is None or state is None:
        return False
    return not part.column or state.get(part.column) == of[part.of]


def _fields(text: str | None) -> dict[str, Any] | None:
    return None if text is None else json.loads(text)
