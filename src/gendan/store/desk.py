"""What an order is checked against beside its own rows: its customer and what they always want."""

from datetime import date
from typing import NamedTuple

from gendan.core.checklist import Always
from gendan.core.customers import Customer
from gendan.core.orders import Order
from gendan.errors import Refused
from gendan.store import customers, orders
from gendan.store.db import Book
from gendan.text import Text


class Origin(NamedTuple):
    """Where an order comes from: the journal entry that made it, and its customer."""

    entry: int
    customer: Customer


def order(book: Book, number: str) -> Order:
    """
    An order that may still be checked.

    Raises:
        Unknown: No order has this number.
        Refused: It is cancelled.
    """
    found = orders.get(book, number)
    if found.cancelled:
        raise Refused(
            Text(f"order {found.number} is cancelled", f"订单 {found.number} 已取消"),
            Text(
                f"`gendan order show {found.number}` tells why; nothing of it may ship",
                f"用 `gendan order show {found.number}` 查看原因，不得出货",
            ),
        )
    return found


def known(book: Book, number: str) -> None:
    """
    Whether there is such an order at all, before a file is read for it.

    Raises:
        Unknown: No order has this number.
    """
    if not orders.numbers(book, [number.strip()]):
        orders.get(book, number)


def origin(book: Book, order_id: str) -> Origin:
    """The entry and the customer of an order (id)."""
    row = book.conn.execute(
        "SELECT entry, customer FROM orders WHERE id = ?", (order_id,)
    ).fetchone()
    return Origin(row["entry"], customers.by_ids(book, [row["customer"]])[0])


def always(book: Book, customer_id: str) -> list[Always]:
    """What a customer (id) always wants, oldest first, counted from 1."""
    rows = book.conn.execute(
        "SELECT * FROM requirements WHERE customer = ? ORDER BY entry, id", (customer_id,)
    )
    return [
        Always(n, row["id"], row["text"], date.fromisoformat(row["since"]), row["entry"])
        for n, row in enumerate(rows, start=1)
    ]


def open_complaint(book: Book, customer_id: str) -> bool:
    """Whether a customer (id) has a complaint that is not closed."""
    found = book.conn.execute(
        "SELECT 1 FROM complaints WHERE customer = ? AND state <> 'closed' LIMIT 1", (customer_id,)
    )
    return found.fetchone() is not None
