"""What an order asks for, and from which day: nodes to do, customers to tell, papers to sign."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from gendan.core.delays import cause, heard
from gendan.core.kinds import Kind
from gendan.core.milestones import Plan, as_shipped, before_order, outlook, ship_by_of, step_of
from gendan.core.orders import Order
from gendan.core.plans import Forecast, Step
from gendan.core.sop import CHECK_ORDER, reached
from gendan.core.workdays import ONE_DAY, Works
from gendan.text import Text, joined


class Wanted(NamedTuple):
    """A row of the morning list that an order asks for; it is shown from `due` on."""

    kind: Kind
    item: str
    due: date
    why: Text


def wanted(order: Order, plan: Plan, today: date, works: Works) -> list[Wanted]:
    """
    Every row that the plan of an order asks for, now or on a day to come if nothing happens.

    None of them depends on the day on which it is looked at, so they can be kept.

    Args:
        order: The order.
        plan: Its plan.
        today: The present day.
        works: On which days we work.
    """
    if order.cancelled:
        return []
    plan = as_shipped(order, plan)
    told = {row.item: row for row in _untold(plan)}
    if order.open:
        late = _late(order, plan, today, works)
        if late is not None and (late.item not in told or late.due < told[late.item].due):
            told[late.item] = late  # one debt a node: the older one
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
    """
    still = {s.node.key for s in plan.steps if s.done is None and not before_order(s.node)}
    if not order.open:
        still -= reached(plan.nodes, [plan.ships], forward=False)
    return [
        Wanted(Kind.NODE, step.node.key, step.promised, _named(step, _promise(step)))
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


def _late(order: Order, plan: Plan, today: date, works: Works) -> Wanted | None:
    """
    That the shipment is late and the customer does not know; or the first day that will be so.

    Days to come are looked at as if nothing happened until then; what was told holds until its day.
    """
    if step_of(plan, plan.ships).done is not None:
        return None
    leads = reached(plan.nodes, [plan.ships], forward=False)
    still = [
        step
        for step in plan.steps
        if step.node.key in leads and step.done is None and not before_order(step.node)
    ]
    last = max(today, *(step.promised for step in still)) + ONE_DAY
    on = today
    while on <= last:
        found = {one.step.node.key: one for one in outlook(order, plan, on, works)}
        if found[plan.ships].slack >= 0:
            # In time until the first of them has passed its latest day; a day off may follow it.
            on = max(on, min(_latest(found[step.node.key]) for step in still)) + ONE_DAY
            last = max(last, on)
            continue
        step = cause(list(found.values()), plan.ships, works).step
        if not heard(step, on):
            since = on if on > today else _since(step, found[step.node.key], today)
            return _cannot_be_kept(step, since, ship_by_of(order, plan))
        on += ONE_DAY
    return None


def _cannot_be_kept(step: Step, since: date, ship_by: date) -> Wanted:
    about = _named(step, _promise(step) if step.done is None else _done(step.done))
    return Wanted(
        Kind.FEEDBACK,
        step.node.key,
        since,
        Text(
            f"ship-by {ship_by} cannot be kept: {about.en}; customer not told",
            f"交期 {ship_by} 无法保证：{about.zh}；尚未告知客户",
        ),
    )


def _since(step: Step, stands: Forecast, today: date) -> date:
    """Since when the shipment is late: its latest slip, its late end, or the latest day passed."""
    if step.done is not None:
        return step.done
    if today > step.promised and step.told_slips == len(step.slips) and step.told is not None:
        return step.promised + ONE_DAY  # what they were told held until then
    if step.slips:
        return step.slips[-1].at.date()
    return min(today, _latest(stands) + ONE_DAY)


def _latest(one: Forecast) -> date:
    """The last day on which a step can end without delaying the shipment."""
    return one.day + timedelta(days=one.slack)


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
