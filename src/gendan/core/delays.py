"""Will the goods leave in time, where does it hang, and does the customer know? (contract §7)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gendan.core.forecasts import Forecast, forecast_ship
from gendan.core.milestones import Plan, Told, outlook, ship_by_of, step_of
from gendan.core.orders import Order
from gendan.core.plans import Party, Step
from gendan.core.sop import Node
from gendan.core.workdays import Works, plus


class Delay(NamedTuple):
    """
    An order that will leave after its ship-by date.

    `cause`: the node at which it hangs, None where nobody made a plan; `reason` and `party` of
    that node's latest slip, else the vessel's; `told`: the customer knows the forecast day.
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


def delay_of(order: Order, plan: Plan, today: date, works: Works) -> Delay | None:
    """
    The delay of an order as things stand, None where it can leave in time or has left.

    Args:
        order: The order.
        plan: Its plan, or what stands for one (milestones.unplanned).
        today: The present day.
        works: On which days we work.
    """
    if not order.open:
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
        cause=step.node if plan.made else None,
        reason=reason,
        party=party,
        told=not owed(leaves, ship_by, plan.told),
    )


def blame(
    step: Step, plan: Plan, ship_by: date, *, known: int | None = None
) -> tuple[str | None, Party | None]:
    """
    Why and on whose side the delay of a step arose.

    As somebody said; but a vessel that leaves later still explains the shipping node, for it
    has overtaken what was said.

    Args:
        step: The step.
        plan: Its plan.
        ship_by: The day by which the order must leave.
        known: How many of its slips the customer knows: the reasons of all others are given.
            None for the latest one alone.
    """
    etd = plan.voyage.etd if step.node.key == plan.ships else None
    said = step.said if etd is None or step.promised >= etd else None
    if said is not None:
        fresh = step.slips[known:] if known is not None else ()
        whys = [slip.why for slip in fresh if not slip.agreed] or [said.why]
        return "; ".join(dict.fromkeys(whys)), said.party
    if etd is not None and etd > ship_by:
        return f"{'sailed' if plan.voyage.sailed else 'ETD'} {etd}", Party.FORWARDER
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
    hangs at none, with an open step whose new day they did not know.
    """
    if step_of(plan, plan.ships).done is not None or (delay is None and plan.told is None):
        return None
    here = step.node.key
    if delay is None:
        moved = step.done is None and step.told_slips < len(step.slips)
        return leaves if here == plan.ships or moved else None
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

    From the shipping node back, always to what alone explains the day of the step reached so far.
    """
    by_key = {one.step.node.key: one for one in found}
    here = by_key[ships]
    while (behind := _behind(here, by_key, works)) is not None:
        here = behind
    return here


def _behind(here: Forecast, by_key: Mapping[str, Forecast], works: Works) -> Forecast | None:
    """
    The latest of what a step waits for that alone explains its day; None where nothing does.

    A step that has ended explains itself where somebody said why, or where it could still have
    ended in time after what was done late before it; what is open before it, nobody waited for.
    """
    node = here.step.node
    before = [by_key[key] for key in node.waits if key in by_key]
    ends = {one.step.node.key: plus(one.day, node.days, works) for one in before}
    if here.ended is None:
        late = [one for one in before if one.slack < 0 and ends[one.step.node.key] >= here.day]
    elif here.step.said is not None:
        late = []
    else:
        late = [
            one
            for one in before
            if one.ended is not None
            and one.day > one.step.agreed
            and ends[one.step.node.key] > (here.limit or here.step.agreed)
        ]
    return max(late, key=lambda one: ends[one.step.node.key], default=None)


def knock_on(before: Sequence[Forecast], after: Sequence[Forecast]) -> list[tuple[Forecast, date]]:
    """The open steps that end on another day than before, each with the day before."""
    days = {one.step.node.key: one.day for one in before}
    return [
        (one, days[one.step.node.key])
        for one in after
        if one.step.done is None and days.get(one.step.node.key, one.day) != one.day
    ]
