"""The rows of the book's settings and of its exchange rates."""

from datetime import date
from decimal import Decimal

from gendan.core.policy import RULES
from gendan.store.db import Book
from gendan.store.write import Writing

Rates = dict[str, list[tuple[date, Decimal]]]
"""Per currency: day and rate (base currency for one unit), in the order of the days."""


def change(work: Writing, key: str, value: str) -> None:
    """Set one setting of the book."""
    known = work.book.conn.execute("SELECT 1 FROM settings WHERE key = ?", (key,)).fetchone()
    if known is None:
        work.put("settings", {"key": key, "value": value})
    else:
        work.update("settings", key, value=value)


def policy(book: Book) -> dict[str, str]:
    """The settings of the sign-off policy that the book has; see core.policy for the others."""
    rows = book.conn.execute("SELECT key, value FROM settings")
    return {row["key"]: row["value"] for row in rows if row["key"] in RULES}


def set_rate(work: Writing, currency: str, on: date, rate: Decimal) -> None:
    """Set what one unit of a currency is worth in the base currency from a day on."""
    base = work.book.settings["base_currency"]
    known = work.book.conn.execute(
        "SELECT id FROM rates WHERE base = ? AND currency = ? AND on_day = ?",
        (base, currency, on.isoformat()),
    ).fetchone()
    if known is None:
        work.insert("rates", currency=currency, base=base, on_day=on.isoformat(), rate=f"{rate:f}")
    else:
        work.update("rates", known["id"], rate=f"{rate:f}")


def rates(book: Book) -> Rates:
    """The exchange rates into the present base currency; those into another one are kept."""
    found: Rates = {}
    for row in book.conn.execute(
        "SELECT * FROM rates WHERE base = ? ORDER BY currency, on_day",
        (book.settings["base_currency"],),
    ):
        pair = (date.fromisoformat(row["on_day"]), Decimal(row["rate"]))
        found.setdefault(row["currency"], []).append(pair)
    return found
