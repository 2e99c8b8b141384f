"""The rows of shipments, and their cut-offs for the morning list."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from itertools import groupby

from gendan.core.shipments import Shipment, State, Voyage, Waiting, voyage, waiting
from gendan.errors import Refused, Unknown
from gendan.store.db import Book
from gendan.store.values import json_list
from gendan.store.write import Writing
from gendan.text import Text

NOUN = Text("shipment", "出运")


def of(book: Book, order_id: str) -> list[Shipment]:
    """The shipments of an order (id), in their order."""
    return [_from_row(row) for row in _rows(book, [order_id])]


def listed(book: Book, *, number: str | None = None, open_only: bool = False) -> list[Shipment]:
    """Shipments, of one order or of all; the open ones alone, the earliest ETD first."""
    rows = book.conn.execute(
        """
        SELECT s.*, o.number, c.code FROM shipments AS s
        JOIN orders AS o ON o.id = s.order_id JOIN customers AS c ON c.id = o.customer
        WHERE (:number IS NULL OR o.number = :number)
          AND (NOT :open OR (o.shipped_date IS NULL AND NOT o.cancelled))
        ORDER BY o.order_date DESC, o.number, s.n
        """,
        {"number": number, "open": open_only},
    )
    found = [_from_row(row) for row in rows]
    if not open_only:
        return found
    still = [one for one in found if one.state is State.OPEN]
    return sorted(still, key=lambda one: one.cells.get("etd", "9999"))


def get(book: Book, order_id: str, number: str, n: int) -> Shipment:
    """
    One shipment of an order (id and number).

    Raises:
        Unknown: The order has no such shipment.
    """
    for one in of(book, order_id):
        if one.n == n:
            return one
    raise Unknown(
        Text(f"{NOUN.en} of order {number}", f"订单 {number} 的{NOUN.zh}"),
        str(n),
        Text(
            f"`gendan shipment list {number}` shows them",
            f"用 `gendan shipment list {number}` 查看",
        ),
    )


def alive(book: Book, order_id: str, number: str, n: int) -> Shipment:
    """
    One shipment of an order that was not cancelled.

    Raises:
        Unknown: The order has no such shipment.
        Refused: It is cancelled.
    """
    found = get(book, order_id, number, n)
    if found.state is State.CANCELLED:
        raise Refused(
            Text(
                f"shipment {n} of order {number} is cancelled", f"订单 {number} 的出运 {n} 已取消"
            ),
            Text(
                "`gendan undo` takes a cancellation back; `gendan shipment add` begins another",
                "取消有误可用 `gendan undo` 撤销；新的出运请用 `gendan shipment add`",
            ),
        )
    return found


def add(work: Writing, order_id: str, cells: Mapping[str, str]) -> Shipment:
    """Add a shipment to an order (id); its number is the next one."""
    n = work.book.conn.execute(
        "SELECT coalesce(max(n), 0) + 1 FROM shipments WHERE order_id = ?", (order_id,)
    ).fetchone()[0]
    work.insert("shipments", order_id=order_id, n=n, cells=_json(cells))
    return of(work.book, order_id)[-1]


def edit(work: Writing, shipment: Shipment, cells: Mapping[str, str]) -> Shipment:
    """The shipment with these fields in the place of its own."""
    work.update("shipments", shipment.id, cells=_json(cells))
    return shipment._replace(cells=cells)


def cutoffs(book: Book, order_ids: Sequence[str]) -> list[Waiting]:
    """The cut-offs still to be met of these orders (ids) that are open, for the morning list."""
    return [
        found
        for row in _rows(book, order_ids)
        if row["shipped_date"] is None and not row["cancelled"]
        for found in waiting(row["order_id"], _from_row(row))
    ]


def voyages(book: Book, order_ids: Sequence[str]) -> dict[str, Voyage]:
    """What the shipments of these orders (ids) say of departure and arrival, as far as they have any."""
    rows = groupby(_rows(book, order_ids), lambda row: str(row["order_id"]))
    return {order: voyage(map(_from_row, group)) for order, group in rows}


def _rows(book: Book, order_ids: Sequence[str]) -> list[sqlite3.Row]:
    return book.conn.execute(
        """
        SELECT s.*, o.number, o.shipped_date, o.cancelled, c.code FROM shipments AS s
        JOIN orders AS o ON o.id = s.order_id JOIN customers AS c ON c.id = o.customer
        WHERE s.order_id IN (SELECT value FROM json_each(?)) ORDER BY s.order_id, s.n
        """,
        (json_list(order_ids),),
    ).fetchall()


def _from_row(row: sqlite3.Row) -> Shipment:
    return Shipment(
        order=row["number"],
        customer=row["code"],
        n=row["n"],
        cells=json.loads(row["cells"]),
        id=row["id"],
    )


def _json(cells: Mapping[str, str]) -> str:
    return json.dumps(dict(cells), ensure_ascii=False)
