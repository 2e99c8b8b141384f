"""The rows of plans: every node of an order, every promised day, what the customer was told."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from gendan.core.forecasts import UNKNOWN
from gendan.core.milestones import Plan, Told, unplanned
from gendan.core.orders import Order
from gendan.core.plans import Party, Slip, Step, Waived
from gendan.core.sop import Node, from_row
from gendan.errors import Refused
from gendan.store import shipments
from gendan.store.db import Book
from gendan.store.values import day, json_list, local
from gendan.text import Text

SHIPS = "ships"
"""Beside the fields of a node: whether the goods leave on it."""


def steps(book: Book, order_id: str) -> list[Step]:
    """The steps of an order (id) in the order of its plan; none without a plan."""
    return listed(book, [order_id]).get(order_id, [])


def listed(book: Book, order_ids: Sequence[str]) -> dict[str, list[Step]]:
    """The steps of some orders (ids); those without a plan are left out."""
    return {order: list(plan.steps) for order, plan in plans(book, order_ids).items()}


def plan_of(book: Book, order_id: str) -> Plan | None:
    """The plan of an order (id), None where it has none."""
    return plans(book, [order_id]).get(order_id)


def needed(book: Book, order_id: str, number: str) -> Plan:
    """
    The plan of an order (id and number).

    Raises:
        Refused: It has none.
    """
    found = plan_of(book, order_id)
    if found is None:
        raise Refused(
            Text(f"order {number} has no plan", f"订单 {number} 还没有计划"),
            Text(f"`gendan plan {number}` makes it", f"用 `gendan plan {number}` 制定"),
        )
    return found


def plans(book: Book, order_ids: Sequence[str]) -> dict[str, Plan]:
    """
    The plans of some orders (ids); those without one are left out.

    The day on which an order left is the order's own, its shipping node has it from there.
    """
    ids = json_list(order_ids)
    waived = _waived(book, ids)
    slips: dict[str, list[Slip]] = defaultdict(list)
    for row in book.conn.execute(
        """
        SELECT s.* FROM slips AS s JOIN steps AS t ON t.id = s.step
        WHERE t.order_id IN (SELECT value FROM json_each(?)) ORDER BY s.entry, s.id
        """,
        (ids,),
    ):
        slips[row["step"]].append(_slip(row, book))
    found: dict[str, list[Step]] = defaultdict(list)
    about: dict[str, tuple[str, str]] = {}
    for row in book.conn.execute(
        """
        SELECT s.*, o.shipped_date FROM steps AS s JOIN orders AS o ON o.id = s.order_id
        WHERE s.order_id IN (SELECT value FROM json_each(?)) ORDER BY s.order_id, s.position
        """,
        (ids,),
    ):
        node = json.loads(row["node"])
        order = row["order_id"]
        step = _step(row, from_row(node), slips.get(row["id"], ()), book)
        step = step._replace(waived=waived.get((order, step.node.key), ()))
        if node[SHIPS]:
            about[order] = (row["sop"], row["key"])
            step = step._replace(done=day(row["shipped_date"]))
        found[order].append(step)
    voyages, told = shipments.voyages(book, order_ids), _told(book, ids)
    return {
        order: Plan(*about[order], steps, voyages.get(order, UNKNOWN), told.get(order))
        for order, steps in found.items()
    }


def standing(book: Book, orders: Iterable[Order]) -> dict[str, Plan]:
    """
    The plans of some orders by id, and what stands for the plan of those that have none.

    An order with neither a plan nor a ship-by date is left out: nothing says when it must leave.
    """
    by_id = {order.id: order for order in orders}
    found = plans(book, list(by_id))
    bare = [ident for ident in by_id if ident not in found]
    voyages, told = shipments.voyages(book, bare), _told(book, json_list(bare))
    for ident in bare:
        plan = unplanned(by_id[ident], voyages.get(ident, UNKNOWN), told.get(ident))
        if plan is not None:
            found[ident] = plan
    return found


def planned(book: Book) -> list[str]:
    """The ids of all orders that have a plan."""
    rows = book.conn.execute("SELECT DISTINCT order_id FROM steps ORDER BY order_id")
    return [row["order_id"] for row in rows]


def _waived(book: Book, ids: str) -> dict[tuple[str, str], list[Waived]]:
    """The gates that were passed, by order (a JSON list of ids) and node."""
    found: dict[tuple[str, str], list[Waived]] = defaultdict(list)
    for row in book.conn.execute(
        """
        SELECT * FROM gate_waivers WHERE order_id IN (SELECT value FROM json_each(?))
        ORDER BY entry, gate
        """,
        (ids,),
    ):
        one = Waived(row["gate"], row["why"], row["made_by"], local(row["at"], book.zone))
        found[row["order_id"], row["key"]].append(one)
    return found


def _told(book: Book, ids: str) -> dict[str, Told]:
    """What the customers of some orders (a JSON list of ids) were last told of the ship day."""
    rows = book.conn.execute(
        """
        SELECT * FROM ship_days_told WHERE order_id IN (SELECT value FROM json_each(?))
        ORDER BY entry, id
        """,
        (ids,),
    )
    return {
        row["order_id"]: Told(date.fromisoformat(row["day"]), local(row["at"], book.zone))
        for row in rows
    }


def _slip(row: sqlite3.Row, book: Book) -> Slip:
    return Slip(
        day=date.fromisoformat(row["day"]),
        why=row["why"],
        party=Party(row["party"]),
        who=row["made_by"],
        at=local(row["at"], book.zone),
        agreed=bool(row["agreed"]),
    )


def _step(row: sqlite3.Row, node: Node, slips: Sequence[Slip], book: Book) -> Step:
    return Step(
        node=node,
        planned=date.fromisoformat(row["planned"]),
        slips=slips,
        done=day(row["done"]),
        evidence=row["evidence"],
        told=local(row["told_at"], book.zone) if row["told_at"] else None,
        told_slips=row["told_slips"],
    )
