"""Rows in and out, each change remembered for the journal: every field, old and new."""

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime

from gendan.core.seal import BEFORE_FIRST, FIRST, Seal, Written
from gendan.store.db import Book
from gendan.store.values import new_id, utc

Value = str | int | None
Row = Mapping[str, Value]

KEYS = {"settings": "key"}
"""Primary keys that are not called `id`."""

CARES = frozenset({
    "complaints", "complaint_moves", "complaint_targets", "actions", "risks", "inspections", "customers",
    "orders", "order_lines", "steps",
})  # fmt: skip
"""What is written to one of these can change what is due of complaints, risks and the like."""


def head(conn: sqlite3.Connection) -> tuple[int, str]:
    """The number of the last entry, and its hash."""
    row = conn.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row is not None else (FIRST - 1, BEFORE_FIRST)


class Writing:
    """
    The open transaction of one command.

    Remembers what it changes for the journal, and which customers (`touched`) and `orders` must be
    made anew in the agenda at its end; `cares`: what is due of complaints, risks and the like too.

    Attributes:
        book: The book that is written.
        now: The moment of the command, in the book's time zone.
        who: Who gave the command; written to every row.
        entry: Number of its journal entry.
        before: The hash of the entry before it.
        undoes: The entry that it takes back, if it is an undo.
    """

    def __init__(self, book: Book, now: datetime, who: str, entry: int, before: str) -> None:
        self.book = book
        self.now = now
        self.who = who
        self.entry = entry
        self.before = before
        self.undoes: int | None = None
        self.changed = 0
        self._seal = Seal(before)
        self.everybody = False
        self.touched: set[str] = set()
        self.orders: set[str] = set()
        self.cares = False

    def insert(self, table: str, **values: Value) -> str:
        """Add a row that this command's user made; returns its new id."""
        row = {"id": new_id(self.now), **values, "entry": self.entry, "made_by": self.who}
        self.put(table, row)
        return str(row["id"])

    def put(self, table: str, row: Row) -> None:
        """Add a whole row as it is."""
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        # RETURNING: the journal keeps the whole row, defaults included.
        found = self.book.conn.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING *", tuple(row.values())
        ).fetchone()
        self._record(table, found[KEYS.get(table, "id")], None, dict(found))

    def update(self, table: str, key: str, **values: Value) -> dict[str, tuple[Value, Value]]:
        """Change fields of a row; returns those that really changed, old and new."""
        name = KEYS.get(table, "id")
        found = self.book.conn.execute(f"SELECT * FROM {table} WHERE {name} = ?", (key,)).fetchone()
        changed = {k: (found[k], v) for k, v in values.items() if found[k] != v}
        if changed:
            fields = ", ".join(f"{k} = ?" for k in changed)
            self.book.conn.execute(
                f"UPDATE {table} SET {fields} WHERE {name} = ?",
                (*(new for _, new in changed.values()), key),
            )
            self._record(
                table,
                key,
                {k: old for k, (old, _) in changed.items()},
                {k: new for k, (_, new) in changed.items()},
            )
            self._touch(table, key, dict(found))
        return changed

    def delete(self, table: str, key: str) -> None:
        """Take a row away; the journal keeps it."""
        name = KEYS.get(table, "id")
        found = self.book.conn.execute(f"SELECT * FROM {table} WHERE {name} = ?", (key,)).fetchone()
        self.book.conn.execute(f"DELETE FROM {table} WHERE {name} = ?", (key,))
        self._record(table, key, dict(found), None)

    def close(self, command: str) -> None:
        """Write the journal entry of all that was changed, chained to the one before."""
        entry = (self.entry, utc(self.now), self.who, command, self.undoes)
        self.book.conn.execute(
            "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)", (*entry, self._seal.close(*entry))
        )
        self.book.unsealed = 0

    def _record(self, table: str, key: str, old: Row | None, new: Row | None) -> None:
        change = Written(self.changed, table, key, _json(old), _json(new))
        self.book.conn.execute(
            "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?)", (self.entry, *change)
        )
        self._seal.add(change)
        self.changed += 1
        self.book.unsealed = self.changed
        for row in (old, new):
            if row is not None:
                self._touch(table, key, row)

    def _touch(self, table: str, key: str, row: Row) -> None:
        if table == "settings":
            self.everybody = True
        elif table == "customers":
            self.touched.add(key)
        elif row.get("customer") is not None:
            self.touched.add(str(row["customer"]))
        self.cares |= table in CARES
        if table == "orders":
            self.orders.add(key)
        elif row.get("order_id") is not None:
            self.orders.add(str(row["order_id"]))
        elif table == "slips" and "step" in row:
            self.orders.update(self._order_of(row["step"]))
        if table in ("complaints", "lessons"):  # who must sign, and whether they have since
            self.orders.update(self._waiting())

    def _order_of(self, step: Value) -> list[str]:
        found = self.book.conn.execute("SELECT order_id FROM steps WHERE id = ?", (step,))
        return [row["order_id"] for row in found.fetchall()]

    def _waiting(self) -> list[str]:
        """Open orders that have been packed."""
        found = self.book.conn.execute(
            """
            SELECT DISTINCT o.id FROM orders AS o JOIN evidence AS e ON e.order_id = o.id
            WHERE e.kind = 'packing' AND o.shipped_date IS NULL AND NOT o.cancelled
            """
        )
        return [row["id"] for row in found.fetchall()]


def _json(row: Row | None) -> str | None:
    return None if row is None else json.dumps(dict(row), ensure_ascii=False)
