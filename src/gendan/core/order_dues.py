"""What an order asks for, and from which day: nodes to do, customers to tell, papers to sign."""

from collections.abc import Sequence
from datetime import date

from gendan.core.asks import Wanted, done_on, due_on, named, promised
from gendan.core.kinds import Kind
from gendan.core.milestones import Plan, applying, before_order, outlook
from gendan.core.orders import Order
from gendan.core.plans import Step
from gendan.core.ship_day import ship_day
from gendan.core.sop import CHECK_ORDER, reached
from gendan.core.workdays import Works
from gendan.text import Text, joined


def wanted(order: Order, plan: Plan, works: Works) -> list[Wanted]:
    """
    Every row that the plan of an order asks for, now or on a day to come if nothing happens.

    None of them depends on the day on which it is looked at, so they can be kept.

    Args:
        order: The order.
        plan: Its plan, or what stands for one (milestones.unplanned): that asks for no node.
        works: On which days we work.
    """
    if order.cancelled:
        return []
    plan = applying(order, plan)
    told = {row.item: row for row in _untold(plan)}
    if order.open:
        news = ship_day(order, plan, works)
        if news is not None and (news.item not in told or news.due <= told[news.item].due):
            told[news.item] = news  # one debt a node: the older one
    return [*_to_do(order, plan, works), *told.values()]


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


def _to_do(order: Order, plan: Plan, works: Works) -> list[Wanted]:
    """
    The open steps, each from the day on which it is to end if all that is known now holds.

    A slip or a late end before it moves that day; that a day before it passed in silence does
    not, lest one forgotten tick hide all that follows. Once shipped, only what comes after it; until
    then nothing of that. What lies before the order by its nature (the quotation) is not asked for:
    the order is here; and nobody could do anything before it came.
    """
    if not plan.made:
        return []
    leads = reached(plan.nodes, [plan.ships], forward=False)
    follows = reached(plan.nodes, [plan.ships], forward=True) - {plan.ships}
    away = not order.open or plan.voyage.sailed is not None
    hidden = (set() if order.open else leads) | (set() if away else follows)
    return [
        Wanted(Kind.NODE, one.step.node.key, one.day, named(one.step, due_on(one)))
        for one in outlook(order, plan, order.order_date, works)
        if one.step.done is None
        and one.step.node.key not in hidden
        and not before_order(one.step.node)
    ]


def _untold(plan: Plan) -> list[Wanted]:
    """
    What the customer is to be told at every node that has the flag.

    A new day of a step that all that waits for it has overtaken is no news any more.
    """
    rows = []
    for step in plan.steps:
        if not step.node.tell:
            continue
        if step.done is not None and step.told is None:
            rows.append(_tell(step, step.done, done_on(step.done)))
        elif step.done is None and step.told_slips < len(step.slips) and not _passed(step, plan):
            slip = step.slips[step.told_slips]
            rows.append(_tell(step, slip.at.date(), promised(step)))
    return rows


def _passed(step: Step, plan: Plan) -> bool:
    """Whether all that waits for a step is done, so that it was passed over."""
    waiting = [one.done is not None for one in plan.steps if step.node.key in one.node.waits]
    return bool(waiting) and all(waiting)


def _tell(step: Step, since: date, state: Text) -> Wanted:
    why = named(step, Text(f"{state.en}; customer not told", f"{state.zh}；尚未告知客户"))
    return Wanted(Kind.FEEDBACK, step.node.key, since, why)
