"""The rows of plans: every node of an order, every promised day, what the customer was told."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from gendan.core.milestones import Plan
from gendan.core.plans import Party, Slip, Step
from gendan.core.sop import Node, as_row, from_row
from gendan.dates import iso
from gendan.errors import Refused
from gendan.store.db import Book
from gendan.store.values import day, json_list, local, utc
from gendan.store.write import Value, Writing
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
    """The plans of some orders (ids); those without one are left out."""
    ids = json_list(order_ids)
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
        SELECT * FROM steps WHERE order_id IN (SELECT value FROM json_each(?))
        ORDER BY order_id, position
        """,
        (ids,),
    ):
        node = json.loads(row["node"])
        found[row["order_id"]].append(_step(row, from_row(node), slips.get(row["id"], ()), book))
        if node[SHIPS]:
            about[row["order_id"]] = (row["sop"], row["key"])
    return {order: Plan(*about[order], steps) for order, steps in found.items()}


def planned(book: Book) -> list[str]:
    """The ids of all orders that have a plan."""
    rows = book.conn.execute("SELECT DISTINCT order_id FROM steps ORDER BY order_id")
    return [row["order_id"] for row in rows]


def add(work: Writing, order_id: str, plan: Plan) -> None:
    """Keep the first plan of an order (id)."""
    for position, step in enumerate(plan.steps, start=1):
        _insert(work, order_id, position, plan, step)


def replan(
    work: Writing,
    order_id: str,
    plan: Plan,
    gone: Sequence[str],
    moved: Mapping[str, date],
    why: str,
) -> None:
    """
    Make the plan of an order (id) what a new schedule wants; every day that was promised stays.

    A customer who knew the old day of a step knows the new one: it was agreed with the ship-by date.

    Args:
        work: The open transaction.
        order_id: The order.
        plan: Its steps as they are to be, those of `moved` still on their old day.
        gone: Keys of steps that it loses.
        moved: The new day of each step that moves, by key.
        why: What every moved step says of it.
    """
    ids = _ids(work.book, order_id)
    for key in gone:
        work.delete("steps", ids.pop(key))
    free = (
        1
        + work.book.conn.execute(
            "SELECT coalesce(max(position), 0) FROM steps WHERE order_id = ?", (order_id,)
        ).fetchone()[0]
    )
    for step in plan.steps:
        key = step.node.key
        if key not in ids:
            _insert(work, order_id, free, plan, step)
            free += 1
            continue
        work.update("steps", ids[key], node=_node(step.node, plan), sop=plan.sop)
        if key in moved:
            _add_slip(work, ids[key], moved[key], why, Party.OTHER, agreed=True)
            if step.told_slips == len(step.slips):
                work.update("steps", ids[key], told_slips=step.told_slips + 1)


def done(
    work: Writing,
    order_id: str,
    key: str,
    on: date,
    *,
    evidence: str | None,
    waived: str | None,
) -> None:
    """A step of an order (id) is done; what the customer heard of it while it was open is past."""
    work.update(
        "steps",
        _ids(work.book, order_id)[key],
        done=on.isoformat(),
        done_by=work.who,
        evidence=evidence,
        waived=waived,
        told_at=None,
    )


def slip(work: Writing, order_id: str, key: str, to: date, why: str, party: Party) -> None:
    """A step of an order (id) gets a revised day; those before it are kept."""
    _add_slip(work, _ids(work.book, order_id)[key], to, why, party)


def told(work: Writing, order_id: str, step: Step) -> None:
    """The customer was told how a step of an order (id) stands now."""
    ident = _ids(work.book, order_id)[step.node.key]
    work.update("steps", ident, told_at=utc(work.now), told_slips=len(step.slips))


def _insert(work: Writing, order_id: str, position: int, plan: Plan, step: Step) -> None:
    work.insert(
        "steps",
        order_id=order_id,
        position=position,
        key=step.node.key,
        node=_node(step.node, plan),
        sop=plan.sop,
        planned=iso(step.planned),
    )


def _node(node: Node, plan: Plan) -> Value:
    """A node as a plan keeps it: what done means is read in the template, not kept with each order."""
    row = as_row(node._replace(standard=Text("", "")))
    return json.dumps({**row, SHIPS: node.key == plan.ships}, ensure_ascii=False)


def _add_slip(
    work: Writing, step_id: str, to: date, why: str, party: Party, *, agreed: bool = False
) -> None:
    work.insert(
        "slips",
        step=step_id,
        day=to.isoformat(),
        why=why,
        party=party,
        at=utc(work.now),
        agreed=int(agreed),
    )


def _ids(book: Book, order_id: str) -> dict[str, str]:
    rows = book.conn.execute("SELECT id, key FROM steps WHERE order_id = ?", (order_id,))
    return {row["key"]: row["id"] for row in rows}


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
        waived=row["waived"],
    )
