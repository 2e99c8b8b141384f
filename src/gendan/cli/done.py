"""gendan done: a milestone of an order is reached."""

from datetime import date
from typing import Annotated

import typer

from gendan.cli import milestones as shared
from gendan.cli import params
from gendan.cli.session import Session, current
from gendan.core.delays import knock_on
from gendan.core.milestones import Plan, step_named
from gendan.core.orders import Order
from gendan.core.plans import Step, barred
from gendan.core.sop import CHECK_ORDER
from gendan.core.words import NOTE_LIMIT, clean, reason
from gendan.errors import Refused
from gendan.show import milestones as say
from gendan.show import out
from gendan.store import amendments, desk, steps
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
    why: Annotated[str | None, typer.Option("--why", help="Pass a gate that is shut, with the reason · 豁免前置条件的原因")] = None,
) -> None:  # fmt: skip
    """A milestone is reached · 节点已完成"""
    here = current(ctx)
    day = shared.past(here, on)
    proof = (
        clean(evidence, Text("the evidence", "凭证"), NOTE_LIMIT, lines=True) if evidence else None
    )
    why = reason(why) if why is not None else None
    with here.write() as work:
        days = shared.calendars(here)
        order = desk.order(here.book, number)
        plan = steps.needed(here.book, order.id, order.number)
        step = still_to_do(order, step_named(order.number, plan, node))
        waived = _passed(here, order, plan, step, why)
        before = shared.stand(here, order, plan, days)
        steps.done(work, order.id, step.node.key, day, evidence=proof, waived=waived)
        order = _shipped(work, order, plan, step, day)
        if told:
            shared.tell(here, work, order, step._replace(done=day), None)
        after = shared.stand(here, order, steps.needed(here.book, order.id, order.number), days)
        days.save()
    out.say(say.done(order.number, step, day), here.lang)
    moved = knock_on(before.found, after.found)
    if moved or before.leaves != after.leaves:
        out.emit_lines(say.effects(after, moved, before.leaves), here.lang)
    if step.node.tell and not told:
        out.tell(say.to_tell(order.number, step), here.lang)


def still_to_do(order: Order, step: Step) -> Step:
    """
    A step that is still to be done.

    Raises:
        Refused: It is done.
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
    return step


def _passed(here: Session, order: Order, plan: Plan, step: Step, why: str | None) -> str | None:
    """
    The reason with which the gates of a step that are shut are passed, None where all are open.

    Raises:
        Refused: One is shut and no reason was given, or a reason where none is.
    """
    shut = barred(step, plan.steps, {CHECK_ORDER: _cleared(here, order, step)})
    if shut and why is None:
        raise Refused(
            Text(
                f"{step.node.name.en} of order {order.number} has to wait",
                f"订单 {order.number} 的{step.node.name.zh}须等待前置条件",
            ),
            Text(
                "do that first, or pass with --why REASON, which is kept",
                "请先完成前置条件，或用 --why 原因 豁免并留档",
            ),
            say.bars(shut, plan),
        )
    if why is not None and not shut:
        raise Refused(
            Text(
                f"no gate of {step.node.name.en} is shut, so there is nothing to pass",
                f"{step.node.name.zh}没有未满足的前置条件，无需豁免",
            ),
            Text(
                "leave --why out; --evidence takes a remark", "请去掉 --why；备注可写在 --evidence"
            ),
        )
    return why


def _cleared(here: Session, order: Order, step: Step) -> bool:
    """Whether check-order lets the order ship; asked only where the step waits for it."""
    if CHECK_ORDER not in step.node.gates:
        return False
    # Only here: it reads every document of the order.
    from gendan.cli.desk import verdict_of

    return verdict_of(here, order)[1].cleared


def _shipped(work: Writing, order: Order, plan: Plan, step: Step, day: date) -> Order:
    """The order, with its shipped date where the step is the one on which the goods leave."""
    if step.node.key != plan.ships or order.shipped_date is not None:
        return order
    left = order._replace(shipped_date=day)
    amendments.amend(work, order, left, why=f"done {step.node.key}")
    return left
