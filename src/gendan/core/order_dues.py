"""What an order asks for, and from which day: nodes to do, customers to tell, papers to sign."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from gendan.core.delays import cause, owed
from gendan.core.kinds import Kind
from gendan.core.milestones import Plan, applying, before_order, outlook, ship_by_of, step_of
from gendan.core.orders import Order
from gendan.core.plans import Step, forecast_ship
from gendan.core.sop import CHECK_ORDER, reached
from gendan.core.workdays import ONE_DAY, Works
from gendan.text import Text, joined


class Wanted(NamedTuple):
    """A row of the morning list that an order asks for; it is shown from `due` on."""

    kind: Kind
    item: str
    due: date
    why: Text


def wanted(order: Order, plan: Plan, works: Works) -> list[Wanted]:
    """
    Every row that the plan of an order asks for, now or on a day to come if nothing happens.

    None of them depends on the day on which it is looked at, so they can be kept.

    Args:
        order: The order.
        plan: Its plan.
        works: On which days we work.
    """
    if order.cancelled:
        return []
    plan = applying(order, plan)
    told = {row.item: row for row in _untold(plan)}
    if order.open:
        news = _ship_day(order, plan, works)
        if news is not None and (news.item not in told or news.due < told[news.item].due):
            told[news.item] = news  # one debt a node: the older one
    return [*_next(order, plan), *told.values()]


def unsigned(since: date, levels: Sequence[Text]) -> Wanted:
    """That an order with a packing list waits for sign-offs (see store/order_agenda.py)."""
    who = joined(levels, en=", ", zh="、")
    return Wanted(
        Kind.SIGNOFF,
        CHECK_ORDER,
        since,
        Text(
            f"packing list of {since}, not signed: {who.en}",
            f"装箱单（{since}）尚未签核：{who.zh}",
        ),
    )


def _next(order: Order, plan: Plan) -> list[Wanted]:
    """
    The open steps whose predecessors are all done; once shipped, only what comes after it.

    What lies before the order by its nature (the quotation) is not asked for: the order is here.
    A short lead plans some before the order: nobody could do them before it came.
    """
    still = {s.node.key for s in plan.steps if s.done is None and not before_order(s.node)}
    if not order.open:
        still -= reached(plan.nodes, [plan.ships], forward=False)
    return [
        Wanted(
            Kind.NODE,
            step.node.key,
            max(step.promised, order.order_date),
            _named(step, _promise(step)),
        )
        for step in plan.steps
        if step.node.key in still and not still.intersection(step.node.after)
    ]


def _untold(plan: Plan) -> list[Wanted]:
    """What the customer is to be told at every node that has the flag."""
    rows = []
    for step in plan.steps:
        if not step.node.tell:
            continue
        if step.done is not None and step.told is None:
            rows.append(_tell(step, step.done, _done(step.done)))
        elif step.done is None and step.told_slips < len(step.slips):
            slip = step.slips[step.told_slips]
            rows.append(_tell(step, slip.at.date(), _promise(step)))
    return rows


def _ship_day(order: Order, plan: Plan, works: Works) -> Wanted | None:
    """
    That the customer is owed the day of shipment; or the first day on which that will be so.

    Looks from the order, or from what they were last told, day by day as if nothing else happened.
    """
    if step_of(plan, plan.ships).done is not None:
        return None
    leads = reached(plan.nodes, [plan.ships], forward=False)
    still = {s.node.key for s in plan.steps if s.done is None and not before_order(s.node)} & leads
    by, on = ship_by_of(order, plan), order.order_date
    if plan.told is not None:
        on = max(on, plan.told.at.date())
    while True:
        found = outlook(order, plan, on, works)
        leaves = forecast_ship(found, plan.ships)
        if owed(leaves, by, plan.told):
            if leaves <= by:
                return _news(order, plan, step_of(plan, plan.ships), on)
            return _news(order, plan, cause(found, plan.ships, works).step, on)
        # It holds until the first step has passed the latest day for it; a day off may follow.
        holds = order._replace(ship_by=by if plan.told is None else leaves)
        latest = [
            one.day + timedelta(days=one.slack)
            for one in outlook(holds, plan, on, works)
            if one.step.node.key in still
        ]
        on = max(on, min(latest)) + ONE_DAY


def _news(order: Order, plan: Plan, step: Step, on: date) -> Wanted:
    """That the customer is owed the day of shipment, which hangs at a step, from a day on."""
    about = _named(step, _promise(step) if step.done is None else _done(step.done))
    by, told = ship_by_of(order, plan), plan.told
    why = (
        Text(
            f"ship-by {by} cannot be kept: {about.en}; customer not told",
            f"交期 {by} 无法保证：{about.zh}；尚未告知客户",
        )
        if told is None
        else Text(
            f"ship day {told.ship} that the customer was told has changed: {about.en}",
            f"曾告知客户 {told.ship} 出运，现已变化：{about.zh}",
        )
    )
    return Wanted(Kind.FEEDBACK, step.node.key, max(on, _arose(plan, step)), why)


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


def _tell(step: Step, since: date, state: Text) -> Wanted:
    why = _named(step, Text(f"{state.en}; customer not told", f"{state.zh}；尚未告知客户"))
    return Wanted(Kind.FEEDBACK, step.node.key, since, why)


def _named(step: Step, state: Text) -> Text:
    name = step.node.name
    return Text(f"{name.en}, {state.en}", f"{name.zh}，{state.zh}")


def _done(day: date) -> Text:
    return Text(f"done {day}", f"{day} 完成")


def _promise(step: Step) -> Text:
    """Until when an open step was promised, and why that moved."""
    planned = Text(f"planned {step.planned}", f"计划 {step.planned}")
    if not step.slips:
        return planned
    slip = step.slips[-1]
    return Text(
        f"{planned.en}, now {slip.day} ({slip.why})",
        f"{planned.zh}，现改为 {slip.day}（{slip.why}）",
    )
