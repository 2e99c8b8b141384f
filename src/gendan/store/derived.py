"""The tables that are made from others: are they what they would be, and made anew."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime

from gendan.store import agenda, backup, care_agenda, customers, order_agenda
from gendan.store.db import Book
from gendan.store.write import Writing

TABLES = {
    "agenda": "SELECT customer, kind, due, shows_on, interval_days, base, source, attempts, snoozes, "
    "paused_until FROM agenda",
    "order_agenda": "SELECT * FROM order_agenda WHERE kind <> 'feedback'",
    "care_agenda": "SELECT * FROM care_agenda",
    "lookup": "SELECT * FROM lookup",
}
"""What of each is the same on whichever day it was made: not what is late only since some day."""


def differing(book: Book, now: datetime, *, fix: bool) -> list[str]:
    """
    The derived tables that are not what they are made from; past the journal, like themselves.

    Without `fix` the book is only read: what should be is made in a copy of it.

    Args:
        book: The open book.
        now: The moment for which they should hold.
        fix: Whether to leave them as they should be.
    """
    with _workshop(book, fix=fix) as shown:
        agenda.upkeep(shown, now)
        today = now.astimezone(book.zone).date()
        with shown.locked():
            before = _contents(shown.conn)
            for table in TABLES:
                shown.conn.execute(f"DELETE FROM {table}")
            ids = [row["id"] for row in shown.conn.execute("SELECT id FROM customers ORDER BY id")]
            customers.reindex(Writing(shown, now, "", 0, ""), ids)
            agenda.refresh(shown, today)
            order_agenda.refresh(shown, today)
            care_agenda.refresh(shown, today)
            after = _contents(shown.conn)
    return [table for table in TABLES if before[table] != after[table]]


@contextmanager
def _workshop(book: Book, *, fix: bool) -> Iterator[Book]:
    """The book itself, or a copy that is gone afterwards; SQLite keeps it where it has room."""
    if fix:
        yield book
        return
    with closing(sqlite3.connect("", isolation_level=None)) as conn:
        conn.row_factory = sqlite3.Row
        backup.flow(book.conn, conn)
        yield Book(conn, book.path)


def _contents(conn: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: sorted((tuple(row) for row in conn.execute(query)), key=repr)
        for table, query in TABLES.items()
    }
