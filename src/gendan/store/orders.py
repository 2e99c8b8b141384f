"""The rows of orders and their lines."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from gendan.core.orders import Line, Order
from gendan.dates import iso
from gendan.errors import Duplicate, Refused, Unknown
from gendan.store.db import Book
from gendan.store.values import day, json_list
from gendan.store.write import Writing
from gendan.text import Text

NOUN = Text("order", "订单")


def numbers(book: Book, wanted: Sequence[str]) -> set[str]:
    """Which of these order numbers exist already, folded to small letters."""
    rows = book.conn.execute(
        "SELECT number FROM orders WHERE number IN (SELECT value FROM json_each(?))",
        (json_list(wanted),),
    )
    return {row["number"].lower() for row in rows}


def add(work: Writing, customer_id: str, order: Order) -> str:
    """
    Add an order with its lines; returns its id.

    Raises:
        Duplicate: The number is taken.
    """
    if numbers(work.book, [order.number]):
        raise Duplicate(
            NOUN,
            order.number,
            Text(
                f"`gendan order show {order.number}` shows it",
                f"用 `gendan order show {order.number}` 查看",
            ),
        )
    ident = work.insert(
        "orders",
        number=order.number,
        customer=customer_id,
        order_date=order.order_date.isoformat(),
        ship_by=iso(order.ship_by),
        shipped_date=iso(order.shipped_date),
        currency=order.currency,
        owner=order.owner,
        forwarder=order.forwarder,
        cells=json.dumps(dict(order.cells), ensure_ascii=False),
    )
    for position, line in enumerate(order.lines, start=1):
        add_line(work, ident, position, line)
    return ident


def add_line(work: Writing, order_id: str, position: int, line: Line) -> str:
    """Add one line to an order (id); returns its id."""
    return work.insert(
        "order_lines",
        order_id=order_id,
        position=position,
        line=line.line,
        sku=line.sku,
        quantity=f"{line.quantity:f}",
        unit=line.unit,
        unit_price=None if line.unit_price is None else f"{line.unit_price:f}",
        discount=f"{line.discount:f}",
        amount=None if line.amount is None else f"{line.amount:f}",
        cells=json.dumps(dict(line.cells), ensure_ascii=False),
        extra=json.dumps(dict(line.extra), ensure_ascii=False),
    )


def cancel(work: Writing, number: str, why: str) -> Order:
    """
    Cancel an order, as it was found.

    Raises:
        Unknown: No order has this number.
        Refused: It is cancelled already, or has shipped.
    """
    order = get(work.book, number)
    if not order.open:
        raise Refused(
            Text(f"order {order.number} is not open", f"订单 {order.number} 不是未出运状态"),
            Text(
                f"`gendan order show {order.number}` tells its state",
                f"用 `gendan order show {order.number}` 查看状态",
            ),
        )
    work.update("orders", order.id, cancelled=1, cancel_why=why)
    return order


def get(book: Book, number: str) -> Order:
    """
    One order with its lines.

    Raises:
        Unknown: No order has this number.
    """
    found = _select(book, "WHERE o.number = :number", {"number": number.strip()})
    if not found:
        raise Unknown(
            NOUN, number, Text("`gendan order list` shows all", "用 `gendan order list` 查看全部")
        )
    return found[0]


def listed(
    book: Book,
    *,
    customer_id: str | None = None,
    owner: str | None = None,
    open_only: bool = False,
    since: date | None = None,
) -> list[Order]:
    """Orders with their lines, newest first."""
    where = """
        WHERE (:customer IS NULL OR o.customer = :customer)
          AND (:owner IS NULL OR o.owner = :owner COLLATE NOCASE)
          AND (:since IS NULL OR o.order_date >= :since)
          AND (NOT :open OR (o.shipped_date IS NULL AND NOT o.cancelled))
    """
    return _select(
        book,
        where,
        {
            "customer": customer_id,
            "owner": owner,
            "open": open_only,
            "since": iso(since),
        },
    )


def _select(book: Book, where: str, values: dict[str, str | bool | None]) -> list[Order]:
    heads = book.conn.execute(
        f"""
        SELECT o.*, c.code FROM orders AS o JOIN customers AS c ON c.id = o.customer
        {where} ORDER BY o.order_date DESC, o.number
        """,
        values,
    ).fetchall()
    lines: dict[str, list[Line]] = {head["id"]: [] for head in heads}
    for row in book.conn.execute(
        """
        SELECT * FROM order_lines WHERE order_id IN (SELECT value FROM json_each(?))
        ORDER BY order_id, position
        """,
        (json_list(lines),),
    ):
        lines[row["order_id"]].append(_line(row))
    return [_order(head, lines[head["id"]]) for head in heads]


def _line(row: sqlite3.Row) -> Line:
    return Line(
        line=row["line"],
        sku=row["sku"],
        quantity=Decimal(row["quantity"]),
        unit=row["unit"],
        unit_price=None if row["unit_price"] is None else Decimal(row["unit_price"]),
        discount=Decimal(row["discount"]),
        amount=None if row["amount"] is None else Decimal(row["amount"]),
        cells=json.loads(row["cells"]),
        extra=json.loads(row["extra"]),
    )


def _order(row: sqlite3.Row, lines: Sequence[Line]) -> Order:
    return Order(
        id=row["id"],
        number=row["number"],
        customer=row["code"],
        order_date=date.fromisoformat(row["order_date"]),
        ship_by=day(row["ship_by"]),
        shipped_date=day(row["shipped_date"]),
        currency=row["currency"],
        owner=row["owner"],
        forwarder=row["forwarder"],
        cancelled=bool(row["cancelled"]),
        cells=json.loads(row["cells"]),
        lines=tuple(lines),
    )
