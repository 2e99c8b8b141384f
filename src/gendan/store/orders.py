"""The rows of orders and their lines."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from gendan.core.forms import folded
from gendan.core.orders import Line, Order, OrderRequirement
from gendan.dates import iso
from gendan.errors import Duplicate, Refused, Unknown
from gendan.store.db import Book
from gendan.store.values import day, json_list
from gendan.store.write import Value, Writing
from gendan.text import Text

NOUN = Text("order", "订单")
NO_DISCOUNT = Decimal(0)


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
    if numbers(work.book, [_as_kept(work.book, order.number)]):
        raise Duplicate(
            NOUN,
            order.number,
            Text(
                f"`gendan order show {order.number}` shows it",
                f"用 `gendan order show {order.number}` 查看",
            ),
        )
    ident = work.insert("orders", number=order.number, customer=customer_id, **head(order))
    for position, line in enumerate(order.lines, start=1):
        add_line(work, ident, position, line)
    return ident


def add_line(work: Writing, order_id: str, position: int, line: Line) -> str:
    """Add one line to an order (id); returns its id."""
    return work.insert("order_lines", order_id=order_id, position=position, **line_row(line))


def head(order: Order) -> dict[str, Value]:
    """The header as it is stored, beside number and customer."""
    return {
        "order_date": order.order_date.isoformat(),
        "ship_by": iso(order.ship_by),
        "shipped_date": iso(order.shipped_date),
        "currency": order.currency,
        "owner": order.owner,
        "forwarder": order.forwarder,
        "cells": json.dumps(dict(order.cells), ensure_ascii=False),
    }


def line_row(line: Line) -> dict[str, Value]:
    """A line as it is stored."""
    return {
        "line": line.line,
        "sku": line.sku,
        "quantity": f"{line.quantity:f}",
        "unit": line.unit,
        "unit_price": None if line.unit_price is None else f"{line.unit_price:f}",
        "discount": f"{line.discount:f}",
        "amount": None if line.amount is None else f"{line.amount:f}",
        "cells": json.dumps(dict(line.cells), ensure_ascii=False),
        "extra": json.dumps(dict(line.extra), ensure_ascii=False),
    }


def cancel(work: Writing, number: str, why: str) -> Order:
    """
    Cancel an order, as it was found.

    Raises:
        Unknown: No order has this number.
        Refused: It is cancelled already, or has shipped.
    """
    order = still_open(work.book, number)
    work.update("orders", order.id, cancelled=1, cancel_why=why)
    return order


def still_open(book: Book, number: str) -> Order:
    """
    One order that still has to be shipped.

    Raises:
        Unknown: No order has this number.
        Refused: It is cancelled, or has shipped.
    """
    order = get(book, number)
    if not order.open:
        raise Refused(
            Text(f"order {order.number} is not open", f"订单 {order.number} 不是未出运状态"),
            Text(
                f"`gendan order show {order.number}` tells its state",
                f"用 `gendan order show {order.number}` 查看状态",
            ),
        )
    return order


def get(book: Book, number: str) -> Order:
    """
    One order with its lines.

    Raises:
        Unknown: No order has this number.
    """
    found = _select(book, "WHERE o.number = :number", {"number": _as_kept(book, number)})
    if not found:
        raise Unknown(
            NOUN, number, Text("`gendan order list` shows all", "用 `gendan order list` 查看全部")
        )
    return found[0]


def _as_kept(book: Book, number: str) -> str:
    """The number as the book has it: full width, dashes and blanks are only form."""
    typed = number.strip()
    if book.conn.execute("SELECT 1 FROM orders WHERE number = ?", (typed,)).fetchone() is None:
        for row in book.conn.execute("SELECT number FROM orders"):
            if folded(row["number"]) == folded(typed):
                return str(row["number"])
    return typed


def by_numbers(book: Book, wanted: Sequence[str]) -> list[Order]:
    """Those of these orders that are in the book."""
    return _select(
        book, "WHERE o.number IN (SELECT value FROM json_each(:wanted))", {"wanted": json_list(wanted)}
    )  # fmt: skip


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


def requirements(book: Book, order_id: str) -> list[OrderRequirement]:
    """What the customer asked for in an order (id), in the order in which it was noted."""
    rows = book.conn.execute(
        "SELECT * FROM order_requirements WHERE order_id = ? ORDER BY n", (order_id,)
    )
    return [
        OrderRequirement(
            n=row["n"],
            id=row["id"],
            text=row["text"],
            source=row["source"],
            confirmed=day(row["confirmed"]),
            who=row["made_by"],
            entry=row["entry"],
        )
        for row in rows
    ]


def makers(book: Book, order_id: str) -> set[str]:
    """Everybody who entered or amended an order (id), its lines or requirements, or took that back."""
    rows = book.conn.execute(
        """
        SELECT made_by FROM orders WHERE id = :id
        UNION SELECT made_by FROM order_lines WHERE order_id = :id
        UNION SELECT made_by FROM order_requirements WHERE order_id = :id
        UNION SELECT made_by FROM amendments WHERE order_id = :id
        UNION SELECT j.who FROM journal AS j JOIN changes AS c ON c.entry = j.seq
        WHERE j.undoes IS NOT NULL AND (
            (c.tbl = 'orders' AND c.row = :id)
            OR (c.tbl IN ('order_lines', 'order_requirements', 'amendments')
                AND (json_extract(coalesce(c.new, c.old), '$.order_id') = :id
                     OR c.row IN (SELECT id FROM order_lines WHERE order_id = :id)
                     OR c.row IN (SELECT id FROM order_requirements WHERE order_id = :id)))
        )
        """,
        {"id": order_id},
    )
    return {row["made_by"] for row in rows}


def _select(book: Book, where: str, values: dict[str, str | bool | None]) -> list[Order]:
    heads = book.conn.execute(
        f"""
        SELECT o.*, c.code FROM orders AS o JOIN customers AS c ON c.id = o.customer
        {where} ORDER BY o.order_date DESC, o.number
        """,
        values,
    ).fetchall()
    rows = book.conn.execute(
        """
        SELECT order_id, line, sku, quantity, unit, unit_price, discount, amount, cells, extra
        FROM order_lines WHERE order_id IN (SELECT value FROM json_each(?))
        ORDER BY order_id, position
        """,
        (json_list([head["id"] for head in heads]),),
    ).fetchall()
    # Fields by place, and all cells in one text: an order may have ten thousand lines.
    cells = json.loads(f"[{','.join([row[-2] for row in rows])}]")
    extras = json.loads(f"[{','.join([row[-1] for row in rows])}]")
    lines: dict[str, list[Line]] = {head["id"]: [] for head in heads}
    for row, known, other in zip(rows, cells, extras, strict=True):
        order, line, sku, quantity, unit, price, discount, amount, _, _ = row
        lines[order].append(
            Line(
                line,
                sku,
                Decimal(quantity),
                unit,
                None if price is None else Decimal(price),
                NO_DISCOUNT if discount == "0" else Decimal(discount),
                None if amount is None else Decimal(amount),
                known,
                other,
            )
        )
    return [_order(head, lines[head["id"]]) for head in heads]


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
