"""The index of whose turn it is, made anew from history (performance.md §2)."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from gendan.core.cadence import rule_of
from gendan.core.customers import Customer, State
from gendan.core.followup import Appointment, Working, appointments
from gendan.core.history import History, pauses
from gendan.core.kinds import Kind
from gendan.core.settings import cadence_rules
from gendan.core.workdays import both_work, works
from gendan.dates import iso
from gendan.store import calendars, customers, interactions
from gendan.store.db import Book
from gendan.store.guard import cannot_write
from gendan.store.values import day, json_list

CHUNK = 500


class Ordered(NamedTuple):
    """Dates of a customer's orders that are not cancelled: the latest so far, the next ahead."""

    latest: date | None
    ahead: date | None


def refresh(book: Book, today: date, only: Iterable[str] | None = None) -> None:
    """
    Make the agenda of some customers anew; call it inside a transaction.

    This is the one function that decides what the morning list is made of: every command that
    changes a fact ends with it, and it can rebuild the whole table at any time.

    Args:
        book: The open book.
        today: The present day in the book's time zone.
        only: Customers (ids) to do; None for all.
    """
    days = calendars.Calendars(book.conn, today)
    if only is None:
        rows = book.conn.execute("SELECT id FROM customers ORDER BY id").fetchall()
        only = [row["id"] for row in rows]
    pending = iter(only)
    while chunk := list(islice(pending, CHUNK)):
        _refresh_chunk(book, today, chunk, days)
    days.save()


def of(book: Book, customer: str) -> list[Appointment]:
    """The rows of one customer (id), as they stand in the index."""
    rows = book.conn.execute("SELECT * FROM agenda WHERE customer = ? ORDER BY due", (customer,))
    return [
        Appointment(
            kind=Kind(row["kind"]),
            due=date.fromisoformat(row["due"]),
            shows_on=date.fromisoformat(row["shows_on"]),
            interval_days=row["interval_days"],
            base=date.fromisoformat(row["base"]),
            source=row["source"],
            attempts=row["attempts"],
            snoozes=row["snoozes"],
        )
        for row in rows
    ]


def history_of(book: Book, customer: str, today: date) -> History | None:
    """All that the clock of one customer (id) depends on; None if it is not active."""
    return next((history for _, history, _ in _histories(book, [customer], today)), None)


def working(book: Book, country: str | None, days: calendars.Calendars) -> Working:
    """On which days we work, and on which both sides do."""
    home = book.settings["home_country"]
    return Working(works(home, days), both_work(home, country, days))


def upkeep(book: Book, now: datetime) -> bool:
    """
    What time alone has changed: orders that were dated ahead, make-up days since announced.

    Returns:
        False where nothing can be written now: a reader neither waits nor fails for it.
    """
    today = now.astimezone(book.zone).date()
    try:
        with book.locked(patient=False):
            _keep_up(book, today)
    except sqlite3.OperationalError as error:
        if not cannot_write(error):
            raise
        return False
    return True


def _keep_up(book: Book, today: date) -> None:
    if calendars.outdated(book.conn, today) and calendars.look_again(book.conn, today):
        refresh(book, today)
        _refresh_things(book, today)
    else:
        rows = book.conn.execute(
            "SELECT customer FROM agenda WHERE stale_on <= ?", (today.isoformat(),)
        ).fetchall()
        refresh(book, today, {row["customer"] for row in rows})


def _refresh_things(book: Book, today: date) -> None:
    from gendan.store import care_agenda, order_agenda

    order_agenda.refresh(book, today)
    care_agenda.refresh(book, today)


def _refresh_chunk(book: Book, today: date, ids: Sequence[str], days: calendars.Calendars) -> None:
    book.conn.executemany("DELETE FROM agenda WHERE customer = ?", [(i,) for i in ids])
    book.conn.executemany(
        "INSERT INTO agenda VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        list(_rows(book, today, ids, days)),
    )


def _rows(
    book: Book, today: date, ids: Sequence[str], days: calendars.Calendars
) -> Iterator[tuple[str | int | None, ...]]:
    for customer, history, ahead in _histories(book, ids, today):
        paused = [m.until for m in pauses(history)]
        for item in appointments(history, working(book, customer.country, days)):
            yield (
                customer.id,
                item.kind,
                item.due.isoformat(),
                item.shows_on.isoformat(),
                item.interval_days,
                item.base.isoformat(),
                item.source,
                item.attempts,
                item.snoozes,
                iso(paused[-1]) if paused else None,
                iso(ahead),
            )


def _histories(
    book: Book, ids: Sequence[str], today: date
) -> Iterator[tuple[Customer, History, date | None]]:
    """The active ones of some customers with their history, and their next order dated ahead."""
    rules, orders = cadence_rules(book.settings), _ordered(book, ids, today)
    contacts, marks = interactions.of(book, ids), interactions.marks_of(book, ids)
    for customer in customers.by_ids(book, ids):
        if customer.state is State.ACTIVE:
            history = History(
                rule=rule_of(customer, rules),
                since=customer.since,
                ordered=orders[customer.id].latest,
                interactions=contacts[customer.id],
                marks=marks[customer.id],
            )
            yield customer, history, orders[customer.id].ahead


def _ordered(book: Book, ids: Sequence[str], today: date) -> dict[str, Ordered]:
    rows = book.conn.execute(
        """
        SELECT customer,
               max(CASE WHEN order_date <= :today THEN order_date END) AS latest,
               min(CASE WHEN order_date >  :today THEN order_date END) AS ahead
        FROM orders
        WHERE NOT cancelled AND customer IN (SELECT value FROM json_each(:ids))
        GROUP BY customer
        """,
        {"today": today.isoformat(), "ids": json_list(ids)},
    )
    found: dict[str, Ordered] = defaultdict(lambda: Ordered(None, None))
    for row in rows:
        found[row["customer"]] = Ordered(day(row["latest"]), day(row["ahead"]))
    return found
