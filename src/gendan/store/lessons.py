"""The rows of lessons, and which of them an order must heed."""

import sqlite3
from collections.abc import Mapping

from gendan.core.customers import Customer
from gendan.core.lessons import Lesson, concerning
from gendan.core.numbered import number_of, unknown
from gendan.core.orders import Order
from gendan.store.db import Book
from gendan.store.values import day, local, utc
from gendan.store.write import Value, Writing
from gendan.text import Text

NOUN = Text("lesson", "教训")
ALL = "lesson list --all"


def listed(
    book: Book, *, n: int | None = None, complaint: str | None = None, customer: str | None = None
) -> list[Lesson]:
    """Lessons by number, retired ones too: of a number, from a complaint (id), of a customer (id), or all."""
    rows = book.conn.execute(
        """
        SELECT l.*, c.code, p.n AS complaint_n FROM lessons AS l
        LEFT JOIN customers AS c ON c.id = l.customer
        LEFT JOIN complaints AS p ON p.id = l.complaint
        WHERE (:n IS NULL OR l.n = :n) AND (:complaint IS NULL OR l.complaint = :complaint)
          AND (:customer IS NULL OR l.customer = :customer)
        ORDER BY l.n
        """,
        {"n": n, "complaint": complaint, "customer": customer},
    )
    return [_from_row(book, row) for row in rows]


def get(book: Book, words: str) -> Lesson:
    """
    The one lesson that these words name: `1`, `#1`, `K1`.

    Raises:
        Unknown: There is none.
    """
    found = listed(book, n=number_of(words, "K", NOUN, ALL))
    if not found:
        raise unknown(NOUN, words, ALL)
    return found[0]


def of_order(book: Book, order: Order) -> list[Lesson]:
    """The lessons that an order, with its lines, must heed."""
    return concerning(listed(book), order)


def standing(book: Book, customer: Customer) -> list[Lesson]:
    """The lessons that concern every order of a customer and are not retired."""
    return [one for one in listed(book, customer=customer.id) if one.retired is None]


def add(work: Writing, text: str, fields: Mapping[str, Value]) -> Lesson:
    """A new lesson; its number is the next one."""
    n = work.book.conn.execute("SELECT coalesce(max(n), 0) + 1 FROM lessons").fetchone()[0]
    work.insert("lessons", n=n, text=text, at=utc(work.now), **fields)
    return listed(work.book, n=n)[0]


def retire(work: Writing, lesson: Lesson, why: str) -> None:
    """A lesson concerns no order from today on."""
    work.update("lessons", lesson.id, retired=work.now.date().isoformat(), retired_why=why)


def _from_row(book: Book, row: sqlite3.Row) -> Lesson:
    return Lesson(
        n=row["n"],
        text=row["text"],
        at=local(row["at"], book.zone),
        who=row["made_by"],
        story=row["story"],
        customer=row["code"],
        item=row["sku"],
        supplier=row["supplier"],
        check=row["check_code"],
        complaint=row["complaint_n"],
        retired=day(row["retired"]),
        retired_why=row["retired_why"],
        id=row["id"],
        entry=row["entry"],
    )
