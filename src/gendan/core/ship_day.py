"""From which day on is a customer owed the day of shipment, and what is said of it? (contract §7)."""

from collections.abc import Sequence
from datetime import date

from gendan.core.asks import Wanted, done_on, named
from gendan.core.delays import blame, cause, owed
from gendan.core.forecasts import Forecast, forecast_ship
from gendan.core.kinds import Kind
from gendan.core.milestones import Plan, outlook, ship_by_of
from gendan.core.orders import Order
from gendan.core.plans import Step
from gendan.core.workdays import ONE_DAY, Works, back
from gendan.text import Text, same


def ship_day(order: Order, plan: Plan, works: Works) -> Wanted | None:
    """
    That the customer is owed the day of shipment, now or from the first day on which it will be so.

    Looks from the order, or from what they were last told, day by day as if nothing else happened.
    None where no day to come will change it: all vessels have sailed.
    """
    by, on = ship_by_of(order, plan), order.order_date
    if plan.told is not None:
        on = max(on, plan.told.at.date())
    while True:
        found = outlook(order, plan, on, works)
        leaves = forecast_ship(found, plan.ships)
        if owed(leaves, by, plan.told):
            return _news(order, plan, found, on, works)
        holds = order._replace(ship_by=by if plan.told is None else leaves)
        until = [
            _holds(one, plan, works)
            for one in outlook(holds, plan, on, works)
            if one.ended is None and one.limit is not None
        ]
        if not until:
            return None
        on = max(on, min(until)) + ONE_DAY


def _holds(one: Forecast, plan: Plan, works: Works) -> date:
    """
    The last day on which a step may be open without moving the shipment.

    Once its own day has passed it goes to the next working day (forecasts.forecast), so that a
    holiday uses up what is left of its time when it begins.
    """
    limit = one.limit or one.day
    if one.step.node.key == plan.ships:
        return limit
    return max(min(one.step.promised, limit), back(limit, works))


def _news(order: Order, plan: Plan, found: Sequence[Forecast], on: date, works: Works) -> Wanted:
    """That the customer is owed the day of shipment as it is forecast on a day: that day first."""
    by, leaves, told = ship_by_of(order, plan), forecast_ship(found, plan.ships), plan.told
    ships = next(one for one in found if one.step.node.key == plan.ships)
    here = cause(found, plan.ships, works) if leaves > by else ships
    when = _when(ships, here, found, on)
    why = _because(here, plan, by) if leaves > by else same("")
    told_it = (
        Text(
            f" instead of {by}{why.en}; customer not told",
            f"，而非 {by}{why.zh}；尚未告知客户",
        )
        if told is None
        else Text(
            f"{why.en}; the customer was told {told.ship}",
            f"{why.zh}；曾告知客户 {told.ship}",
        )
    )
    words = Text(f"{when.en}{told_it.en}", f"{when.zh}{told_it.zh}")
    return Wanted(Kind.FEEDBACK, here.step.node.key, max(on, _arose(plan, here.step)), words)


def _when(ships: Forecast, here: Forecast, found: Sequence[Forecast], on: date) -> Text:
    """When the goods leave; at the earliest, where every day of silence can make it later."""
    day = ships.day
    if ships.ended is not None:
        return Text(f"sailed {day}", f"已于 {day} 开航")
    silent = any(one.ended is None and one.step.promised < on for one in found if one is not ships)
    if silent or (here is ships and ships.step.promised < on and day == on):
        return Text(f"will leave {day} or later", f"最早 {day} 出运")
    return Text(f"will leave {day}", f"将于 {day} 出运")


def _because(here: Forecast, plan: Plan, by: date) -> Text:
    """Why, in brackets: as somebody said, the vessel, or how the step stands at which it hangs."""
    reason, _ = blame(here.step, plan, by)
    if not plan.made and reason is None:
        why = Text("not shipped, no plan", "未出运，无计划")
    elif reason is not None and here.step.node.key == plan.ships:
        why = same(reason)
    else:
        state = done_on(here.ended) if here.ended else Text("not done", "未完成")
        why = named(here.step, same(reason) if reason is not None else state)
    return Text(f" ({why.en})", f"（{why.zh}）")


def _arose(plan: Plan, step: Step) -> date:
    """The day before which nobody could know: that of the step's end, or of its latest slip."""
    if step.done is not None:
        return step.done
    if step.slips:
        return step.slips[-1].at.date()
    if plan.told is None:
        return date.min
    since = plan.told.at
    noted = [one.done for one in plan.steps if one.done is not None and one.done >= since.date()]
    noted += [s.at.date() for one in plan.steps for s in one.slips if s.at > since]
    return min(noted, default=date.min)
