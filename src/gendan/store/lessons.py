"""The rows of lessons, and which of them an order must heed."""

import sqlite3
from collections.abc import Mapping, Sequence

from gendan.core.customers import Customer
from gendan.core.forms import folded
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
    book: Book,
    *,
    n: int | None = None,
    complaint: str | None = None,
    customer: str | None = None,
    earlier: bool = False,
) -> list[Lesson]:
    """
    Lessons by number, retired ones too: of a number, from a complaint (id), of a customer (id), or all.

    As they are worded now; with `earlier`, in all their wordings, oldest first.
    """
    rows = book.conn.execute(
        """
        SELECT l.*, c.code, p.n AS complaint_n FROM lessons AS l
        LEFT JOIN customers AS c ON c.id = l.customer
        LEFT JOIN complaints AS p ON p.id = l.complaint
        WHERE (:n IS NULL OR l.n = :n) AND (:complaint IS NULL OR l.complaint = :complaint)
          AND (:customer IS NULL OR l.customer = :customer)
          AND (:earlier OR l.ended IS NULL OR l.retired IS NOT NULL)
        ORDER BY l.n, l.entry
        """,
        {"n": n, "complaint": complaint, "customer": customer, "earlier": earlier},
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


def wordings(book: Book, lesson: Lesson) -> list[Lesson]:
    """All wordings of a lesson, the one that holds last."""
    return listed(book, n=lesson.n, earlier=True)


def of_order(book: Book, order: Order) -> list[Lesson]:
    """The lessons that an order, with its lines, must heed."""
    left = None if order.open else _left(book, order.id)
    return concerning(listed(book, earlier=left is not None), order, left)


def of_customer(book: Book, customer: Customer, orders: Sequence[Order]) -> list[Lesson]:
    """
    The lessons that hold and concern a customer: its own, of its complaints, for its open orders.

    Args:
        book: The open book.
        customer: The customer.
        orders: Its open orders.
    """
    rows = book.conn.execute("SELECT n FROM complaints WHERE customer = ?", (customer.id,))
    own = {row["n"] for row in rows}
    live = [one for one in listed(book) if one.ended is None]
    heeded = {one.n for order in orders for one in concerning(live, order)}
    return [
        one
        for one in live
        if one.everywhere
        or one.customer == customer.code
        or one.complaint in own
        or one.n in heeded
    ]


def add(work: Writing, text: str, fields: Mapping[str, Value]) -> Lesson:
    """A new lesson; its number is the next one."""
    n = work.book.conn.execute("SELECT coalesce(max(n), 0) + 1 FROM lessons").fetchone()[0]
    work.insert("lessons", n=n, text=text, at=utc(work.now), **fields)
    return listed(work.book, n=n)[0]


def edit(work: Writing, lesson: Lesson, fields: Mapping[str, Value]) -> Lesson:
    """The lesson in another wording; what was ticked, signed and shipped was so in the one before."""
    found = work.book.conn.execute("SELECT * FROM lessons WHERE id = ?", (lesson.id,)).fetchone()
    if all(found[key] == value for key, value in fields.items()):
        return lesson
    kept = {key: found[key] for key in found.keys() if key not in ("id", "entry", "made_by")}  # noqa: SIM118 - a Row iterates its values
    work.update("lessons", lesson.id, ended=work.entry)
    work.insert("lessons", **{**kept, "at": utc(work.now), **fields})
    return listed(work.book, n=lesson.n)[0]


def retire(work: Writing, lesson: Lesson, why: str) -> None:
    """A lesson concerns no order from now on."""
    day = work.now.date().isoformat()
    work.update("lessons", lesson.id, retired=day, retired_why=why, ended=work.entry)


def strange(book: Book, item: str | None, supplier: str | None) -> list[str]:
    """Those of an item and a supplier that no order, partner or complaint knows: a slip, perhaps."""
    known: set[str] = set()
    for row in book.conn.execute(
        """
        SELECT sku, json_extract(cells, '$.customer_item'), json_extract(cells, '$.supplier')
        FROM order_lines
        UNION SELECT json_extract(cells, '$.item'), json_extract(cells, '$.supplier'), NULL
        FROM complaints
        UNION SELECT code, name, value FROM partners LEFT JOIN json_each(partners.aliases)
        """
    ):
        known |= {folded(name) for name in row if name}
    return [name for name in (item, supplier) if name is not None and folded(name) not in known]


def _left(book: Book, order_id: str) -> int:
    """
    The journal entry by which an order (id) had shipped: it came so, or that day was added.

    Another day, typed later, does not change when it left.
    """
    found = book.conn.execute(
        """
        SELECT coalesce(max(a.entry), (SELECT entry FROM orders WHERE id = :id))
        FROM amendments AS a, json_each(a.changes) AS c
        WHERE a.order_id = :id AND json_extract(c.value, '$.field') = 'shipped_date'
          AND json_extract(c.value, '$.old') IS NULL
        """,
        {"id": order_id},
    ).fetchone()
    return int(found[0])


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
        round=row["round"],
        retired=day(row["retired"]),
        retired_why=row["retired_why"],
        id=row["id"],
        entry=row["entry"],
        ended=row["ended"],
    )
