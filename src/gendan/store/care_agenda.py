"""The index of what complaints, actions, risks and inspections ask for, made anew from their rows."""

from collections.abc import Sequence
from datetime import date

from gendan.core.care import Care
from gendan.store import actions, calendars, complaints, inspections, risks
from gendan.store.db import Book


def refresh(book: Book, today: date) -> None:
    """
    Make the whole index anew; call it inside a transaction.

    A book has some dozens of these at a time, so they are not told apart.
    """
    days = calendars.Calendars(book.conn, today)
    rows: Sequence[Care] = [
        *complaints.wanted(book, days),
        *actions.wanted(book),
        *risks.wanted(book),
        *inspections.wanted(book),
    ]
    book.conn.execute("DELETE FROM care_agenda")
    book.conn.executemany(
        "INSERT INTO care_agenda VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (row.kind, row.item, row.customer, row.order_id, row.owner, row.due.isoformat(),
             (row.shows or row.due).isoformat(), *row.why)
            for row in rows
        ],
    )  # fmt: skip
    days.save()
