"""The tables that are made from others: are they what they would be, and made anew."""

import sqlite3
from datetime import datetime

from gendan.store import agenda, care_agenda, customers, order_agenda
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

    Args:
        book: The open book.
        now: The present moment.
        fix: Whether to leave them as they should be.
    """
    agenda.upkeep(book, now)
    today = now.astimezone(book.zone).date()
    with book.locked():
        before = _contents(book.conn)
        book.conn.execute("SAVEPOINT made_anew")
        for table in TABLES:
            book.conn.execute(f"DELETE FROM {table}")
        ids = [row["id"] for row in book.conn.execute("SELECT id FROM customers ORDER BY id")]
        customers.reindex(Writing(book, now, "", 0, ""), ids)
        agenda.refresh(book, today)
        order_agenda.refresh(book, today)
        care_agenda.refresh(book, today)
        after = _contents(book.conn)
        if not fix:
            book.conn.execute("ROLLBACK TO made_anew")
        book.conn.execute("RELEASE made_anew")
    return [table for table in TABLES if before[table] != after[table]]


def _contents(conn: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: sorted((tuple(row) for row in conn.execute(query)), key=repr)
        for table, query in TABLES.items()
    }
