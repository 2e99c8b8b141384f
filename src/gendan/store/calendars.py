"""Working days of a country: looked up once a year in `holidays`, kept in the book."""

import sqlite3
import warnings
from contextlib import suppress
from datetime import date, timedelta

from gendan.core.workdays import plain_week
from gendan.store.db import Book

LOOK_AGAIN = timedelta(days=7)
"""How often a year is looked up again whose make-up days were not yet announced."""


class Calendars:
    """
    The calendars that one command needs.

    Call it with a country and a year: it answers from memory, else from the book, else from the
    library; what came from the library is kept by `save`.
    """

    def __init__(self, conn: sqlite3.Connection, today: date) -> None:
        self._conn = conn
        self._today = today
        self._known: dict[tuple[str, int], str] = {}
        self._unpublished: set[tuple[str, int]] = set()
        self.found: list[tuple[str, int, str, int, str]] = []

    def __call__(self, country: str, year: int) -> str:
        """One character a day of the year: `1` where the country works."""
        if (days := self._known.get((country, year))) is not None:
            return days
        row = self._conn.execute(
            "SELECT days, published FROM calendars WHERE country = ? AND year = ?", (country, year)
        ).fetchone()
        days, published = row if row is not None else self._look_up(country, year)
        if not published:
            self._unpublished.add((country, year))
        self._known[country, year] = days
        return str(days)

    def unpublished(self, country: str, year: int) -> bool:
        """Whether the make-up days of a year are not announced yet, as far as it was asked."""
        self(country, year)
        return (country, year) in self._unpublished

    def keep(self, book: Book) -> None:
        """Keep what was looked up, in a transaction of its own."""
        # Only a cache: what the command has done must not fail because of it.
        with suppress(sqlite3.OperationalError):
            if self.found:
                with book.locked(patient=False):
                    self.save()

    def save(self) -> None:
        """Keep what was looked up; call it inside a transaction."""
        self._conn.executemany(
            "INSERT OR REPLACE INTO calendars VALUES (?, ?, ?, ?, ?)", self.found
        )
        self.found.clear()

    def _look_up(self, country: str, year: int) -> tuple[str, int]:
        days, published = look_up(country, year, self._today)
        self.found.append((country, year, days, int(published), self._today.isoformat()))
        return days, int(published)


def outdated(conn: sqlite3.Connection, today: date) -> bool:
    """Whether an unannounced year should be looked up again."""
    row = conn.execute(
        "SELECT 1 FROM calendars WHERE published = 0 AND looked_up <= ? LIMIT 1",
        ((today - LOOK_AGAIN).isoformat(),),
    ).fetchone()
    return row is not None


def look_again(conn: sqlite3.Connection, today: date) -> bool:
    """Look unannounced years up again; returns whether any of them changed."""
    changed = False
    rows = conn.execute("SELECT country, year, days FROM calendars WHERE published = 0").fetchall()
    for country, year, before in rows:
        days, published = look_up(country, year, today)
        changed = changed or days != before
        conn.execute(
            "UPDATE calendars SET days = ?, published = ?, looked_up = ?"
            " WHERE country = ? AND year = ?",
            (days, int(published), today.isoformat(), country, year),
        )
    return changed


def look_up(country: str, year: int, today: date) -> tuple[str, bool]:
    """
    The working days of a year and whether its make-up days are known, from the library.

    Nationwide holidays only; lunar feasts as the library estimates them. A country that had
    make-up days in the years before, but none in this one, has not announced them yet.
    """
    # Costs more than everything else together, and only once per country and year.
    import holidays

    try:
        with warnings.catch_warnings():
            # It warns of years before its records begin; for those the plain week is right.
            warnings.simplefilter("ignore")
            calendar = holidays.country_holidays(country, years=range(year - 10, year + 1))
    except NotImplementedError:
        return plain_week(year), True
    calendar.expand = False
    first = date(year, 1, 1)
    count = (date(year + 1, 1, 1) - first).days
    days = "".join(
        "1" if calendar.is_working_day(first + timedelta(days=n)) else "0" for n in range(count)
    )
    habit = {day.year for day in calendar.weekend_workdays if year - 10 <= day.year <= year}
    return days, year in habit or len(habit) < 2 or year < today.year
