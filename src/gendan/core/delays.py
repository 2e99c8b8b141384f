"""Will the goods leave in time, where does it hang, and does the customer know? (contract §7)."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from gendan.core.milestones import Plan, Told, outlook, ship_by_of, step_of
from gendan.core.orders import Order
from gendan.core.plans import Forecast, Party, Step, forecast_ship
from gendan.core.sop import Node
from gendan.core.workdays import Works, plus


class Delay(NamedTuple):
    """
    An order that will leave after its ship-by date.

    `cause`: the node at which it hangs, None without a plan; `reason` and `party` of that node's
    latest slip, else the vessel's; `told`: the customer knows the forecast day.
    """

    order: str
    customer: str
    ship_by: date
    forecast_ship: date
    cause: Node | None = None
    reason: str | None = None
    party: Party | None = None
    told: bool = False

    @property
    def days_late(self) -> int:
        """Days from ship-by date to forecast."""
        return (self.forecast_ship - self.ship_by).days


def delay_of(order: Order, plan: Plan | None, today: date, works: Works) -> Delay | None:
    """
    The delay of an order as things stand, None where it can leave in time or has left.

    Without a plan it is late once its ship-by date has passed: today is then the earliest day.
    """
    if not order.open:
        return None
    if plan is None:
        if order.ship_by is None or order.ship_by >= today:
            return None
        return Delay(order.number, order.customer, order.ship_by, today)
    if step_of(plan, plan.ships).done is not None:
        return None
    found = outlook(order, plan, today, works)
    leaves, ship_by = forecast_ship(found, plan.ships), ship_by_of(order, plan)
    if leaves <= ship_by:
        return None
    step = cause(found, plan.ships, works).step
    reason, party = blame(step, plan, ship_by)
    return Delay(
        order=order.number,
        customer=order.customer,
        ship_by=ship_by,
        forecast_ship=leaves,
        cause=step.node,
        reason=reason,
        party=party,
        told=not owed(leaves, ship_by, plan.told),
    )


def blame(step: Step, plan: Plan, ship_by: date) -> tuple[str | None, Party | None]:
    """
    Why and on whose side the delay of an order arose that hangs at a step.

    As somebody said; else a vessel that leaves after the ship-by date explains the shipping node.
    """
    slip = step.slips[-1] if step.slips else None
    if slip is not None and not slip.agreed:
        return slip.why, slip.party
    if step.node.key == plan.ships and plan.etd is not None and plan.etd > ship_by:
        return f"ETD {plan.etd}", Party.FORWARDER
    return None, None


def owed(leaves: date, ship_by: date, told: Told | None) -> bool:
    """
    Whether the customer is owed the day on which the goods leave.

    A late one they have to hear; and who was told a day once, hears every other one too.
    """
    return leaves != told.ship if told is not None else leaves > ship_by


def ship_told(step: Step, plan: Plan, delay: Delay | None, leaves: date) -> date | None:
    """
    The ship day that a customer who is told of a step hears with it, where that is to be kept.

    It is told with the shipping node, with the step at which the shipment hangs and, while it
    hangs at none, with a step whose new day they did not know.
    """
    if step_of(plan, plan.ships).done is not None or (delay is None and plan.told is None):
        return None
    here = step.node.key
    if delay is None:
        return leaves if here == plan.ships or step.told_slips < len(step.slips) else None
    hangs = (plan.ships, delay.cause.key) if delay.cause is not None else (plan.ships,)
    return leaves if here in hangs else None


def heard(step: Step, today: date) -> bool:
    """
    Whether the customer knows how a step stands: that it is done, or the day promised for it.

    A day that passed after it was told is news again.
    """
    if step.done is not None:
        return step.told is not None
    if step.told is None or step.told_slips < len(step.slips):
        return False
    return today <= step.promised or step.told.date() > step.promised


def cause(found: Sequence[Forecast], ships: str, works: Works) -> Forecast:
    """
    The step at which a late shipment hangs.

    From the shipping node back to the latest predecessor as long as that alone explains the day;
    a step that is done explains itself where it was slipped, else its late predecessor does.
    """
    by_key = {one.step.node.key: one for one in found}
    here = by_key[ships]
    while True:
        node = here.step.node
        late = [by_key[k] for k in node.after if k in by_key and by_key[k].slack < 0]
        if not late or (here.step.done is not None and here.step.slips):
            return here
        worst = max(late, key=lambda one: plus(one.day, node.days, works))
        if here.step.done is None and plus(worst.day, node.days, works) < here.day:
            return here
        here = worst


def knock_on(before: Sequence[Forecast], after: Sequence[Forecast]) -> list[tuple[Forecast, date]]:
    """The open steps that end on another day than before, each with the day before."""
    days = {one.step.node.key: one.day for one in before}
    return [
        (one, days[one.step.node.key])
        for one in after
        if one.step.done is None and days.get(one.step.node.key, one.day) != one.day
    ]
