"""gendan done: a milestone of an order is reached."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from gendan.cli import gates, params
from gendan.cli import milestones as shared
from gendan.cli.session import current
from gendan.core.delays import knock_on
from gendan.core.milestones import Plan, before_order, step_named, step_of
from gendan.core.orders import Order
from gendan.core.plans import Step
from gendan.core.words import NOTE_LIMIT, clean
from gendan.dates import spoken
from gendan.errors import Refused
from gendan.show import milestones as say
from gendan.show import out
from gendan.store import amendments, desk, step_changes, steps
from gendan.store.write import Writing
from gendan.text import Text

app = params.single()


@app.command()
def done(
    ctx: typer.Context,
    number: shared.Number,
    node: shared.NodeName,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="When, default today · 完成日期，默认今天")] = None,
    told: Annotated[bool, typer.Option("--told", help="The customer was told · 已告知客户")] = False,
    evidence: Annotated[str | None, typer.Option("--evidence", metavar="T", help="What proves it · 凭证说明")] = None,
    waive: gates.Waive = None,
    why: gates.Why = None,
) -> None:  # fmt: skip
    """A milestone is reached · 节点已完成"""
    here = current(ctx)
    day = shared.past(here, on)
    proof = (
        clean(evidence, Text("the evidence", "凭证"), NOTE_LIMIT, lines=True) if evidence else None
    )
    with here.write() as work:
        days = shared.calendars(here)
        order = desk.order(here.book, number)
        plan = steps.needed(here.book, order.id, order.number)
        step = still_to_do(order, step_named(order.number, plan, node))
        _possible(order, step, day)
        way = gates.way(here, order, plan, step, waive or [], why or [])
        before = shared.stand(here, order, plan, days)
        _keep(work, before.order, plan, step, day, evidence=proof, waived=way.waived)
        after = shared.again(here, before, days)
        if told:
            shared.tell(here, work, after, step_of(after.plan, step.node.key), None, days)
            after = shared.again(here, before, days)
        days.save()
    out.say(say.done(order.number, step, day), here.lang)
    moved = knock_on(before.found, after.found)
    if moved or before.leaves != after.leaves:
        out.emit_lines(say.effects(after, moved, before.leaves), here.lang)
    if way.skipped:
        out.tell(say.skipped(way.skipped), here.lang)
    if way.unasked:
        out.tell(say.no_inspection(order.number), here.lang)
    shared.remind(here, after, step if step.node.tell and not told else None, days)


def still_to_do(order: Order, step: Step) -> Step:
    """
    A step that is still to be done.

    Raises:
        Refused: It is done, or does not apply to the order.
    """
    if step.done is not None:
        raise Refused(
            Text(
                f"{step.node.name.en} of order {order.number} was done on {step.done}",
                f"订单 {order.number} 的{step.node.name.zh}已于 {step.done} 完成",
            ),
            Text(
                "`gendan journal` shows the entry, `gendan undo ENTRY` takes it back",
                "用 `gendan journal` 查看条目，用 `gendan undo 条目` 撤销",
            ),
        )
    return shared.applies(order, step)


def _possible(order: Order, step: Step, day: date) -> None:
    """
    Whether a step can have been done on a day.

    Raises:
        Refused: The order had not come yet.
    """
    if day >= order.order_date or before_order(step.node):
        return
    came, said = spoken(order.order_date), spoken(day)
    raise Refused(
        Text(
            f"{said.en} lies before order {order.number}, which came on {came.en}",
            f"{said.zh} 早于订单 {order.number} 的下单日 {came.zh}",
        ),
        Text(
            "name the day on which it was done; a wrong order date is mended with "
            f"`gendan order amend {order.number} order_date=…`",
            "请写实际完成的日期；下单日期有误可用 "
            f"`gendan order amend {order.number} order_date=…` 修改",
        ),
    )


def _keep(
    work: Writing,
    order: Order,
    plan: Plan,
    step: Step,
    day: date,
    *,
    evidence: str | None,
    waived: Sequence[tuple[str, str]],
) -> None:
    """Keep that a step is done; where the goods leave on it, the order has the day."""
    key = step.node.key
    if key == plan.ships:
        amendments.amend(work, order, order._replace(shipped_date=day), why=f"done {key}")
    own = None if key == plan.ships else day
    step_changes.done(work, order.id, key, own, evidence=evidence, waived=waived)
