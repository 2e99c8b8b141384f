"""Every late order: past its ship-by date, forecast to be, or gone after it (contract §7)."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gendan.core.delays import Delay, blame, cause, delay_of, owed
from gendan.core.milestones import Plan, outlook, ship_by_of
from gendan.core.orders import Order
from gendan.core.sop import reached
from gendan.core.workdays import Works


class Standing(StrEnum):
    """How far a delay has come; in the order in which they matter."""

    OVERDUE = "overdue"
    FORECAST = "forecast"
    SHIPPED = "shipped"


class Late(NamedTuple):
    """A late order and how far its delay has come; once shipped, its forecast is the actual day."""

    delay: Delay
    standing: Standing


def late_orders(
    orders: Iterable[Order], plans: Mapping[str, Plan], today: date, works: Works
) -> list[Late]:
    """
    Those that are late: overdue ones first, then forecast, then shipped ones; the longest first.

    Args:
        orders: Open and shipped ones; cancelled ones are never late.
        plans: Their plans by order id, or what stands for one (milestones.unplanned).
        today: The present day; an order is overdue from the day after its ship-by date.
        works: On which days we work.
    """
    found = []
    for order in orders:
        plan = plans.get(order.id)
        if plan is None:
            continue
        if order.open:
            delay = delay_of(order, plan, today, works)
        else:
            delay = _left_late(order, plan, today, works)
        if delay is not None:
            found.append(Late(delay, _standing(order, delay, today)))
    ranks = list(Standing)
    return sorted(
        found,
        key=lambda one: (
            ranks.index(one.standing),
            -one.delay.days_late,
            one.delay.ship_by,
            one.delay.order,
        ),
    )


def _standing(order: Order, delay: Delay, today: date) -> Standing:
    if not order.open:
        return Standing.SHIPPED
    return Standing.OVERDUE if delay.ship_by < today else Standing.FORECAST


def _left_late(order: Order, plan: Plan, today: date, works: Works) -> Delay | None:
    """
    The delay of an order that has left, None where it left in time or was cancelled.

    It hung at the latest step that was done late; what nobody noted as done explains nothing. The
    customer knows it who was told that day, or of any step that comes with or after the shipment.
    """
    left, ship_by = order.shipped_date, ship_by_of(order, plan)
    if left is None or order.cancelled or left <= ship_by:
        return None
    found = outlook(order, _departed(plan, left), today, works)
    done = [one for one in found if one.step.done is not None]
    step = cause(done, plan.ships, works).step
    reason, party = blame(step, plan, ship_by)
    since = reached(plan.nodes, [plan.ships], forward=True)
    heard_since = any(one.step.told is not None for one in done if one.step.node.key in since)
    return Delay(
        order=order.number,
        customer=order.customer,
        ship_by=ship_by,
        forecast_ship=left,
        cause=step.node if plan.made else None,
        reason=reason,
        party=party,
        told=heard_since or not owed(left, ship_by, plan.told),
    )


def _departed(plan: Plan, left: date) -> Plan:
    """The plan with its shipping node done."""
    return plan._replace(
        steps=[
            step._replace(done=step.done or left) if step.node.key == plan.ships else step
            for step in plan.steps
        ]
    )
