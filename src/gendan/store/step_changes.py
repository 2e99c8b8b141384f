"""What happens to the steps of plans: planned, done, moved to another day, told to the customer."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from gendan.core.milestones import Plan
from gendan.core.plans import Party, Step
from gendan.core.sop import Node, as_row
from gendan.dates import iso
from gendan.store.db import Book
from gendan.store.steps import SHIPS, plan_of
from gendan.store.values import utc
from gendan.store.write import Value, Writing
from gendan.text import Text


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
    on: date | None,
    *,
    evidence: str | None,
    waived: Sequence[tuple[str, str]],
) -> None:
    """
    A step of an order (id) is done; what the customer heard of it while it was open is past.

    Args:
        work: The open transaction.
        order_id: The order.
        key: The step.
        on: The day; None for the shipping node, whose day is the order's.
        evidence: What proves it.
        waived: The gates that were shut, each with the reason for which that was no hindrance.
    """
    work.update(
        "steps",
        _ids(work.book, order_id)[key],
        done=iso(on),
        done_by=work.who,
        evidence=evidence,
        told_at=None,
    )
    for gate, why in waived:
        work.insert(
            "gate_waivers", order_id=order_id, key=key, gate=gate, why=why, at=utc(work.now)
        )


def left(work: Writing, order_id: str, on: date | None) -> None:
    """
    The day on which an order (id) left is another one, or None: it has not left.

    The customer does not know that; and what was noted of a departure that was none is void.
    """
    found = plan_of(work.book, order_id)
    if found is None:
        return
    ident = _ids(work.book, order_id)[found.ships]
    if on is not None:
        work.update("steps", ident, told_at=None)
        return
    work.update("steps", ident, told_at=None, done_by=None, evidence=None)
    rows = work.book.conn.execute(
        "SELECT id FROM gate_waivers WHERE order_id = ? AND key = ?", (order_id, found.ships)
    ).fetchall()
    for row in rows:
        work.delete("gate_waivers", row["id"])


def slip(work: Writing, order_id: str, key: str, to: date, why: str, party: Party) -> None:
    """A step of an order (id) gets a revised day; those before it are kept."""
    _add_slip(work, _ids(work.book, order_id)[key], to, why, party)


def told(work: Writing, order_id: str, step: Step) -> None:
    """The customer was told how a step of an order (id) stands now."""
    ident = _ids(work.book, order_id)[step.node.key]
    work.update("steps", ident, told_at=utc(work.now), told_slips=len(step.slips))


def ship_told(work: Writing, order_id: str, day: date) -> None:
    """The customer was told on which day an order (id) leaves."""
    work.insert("ship_days_told", order_id=order_id, day=day.isoformat(), at=utc(work.now))


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
