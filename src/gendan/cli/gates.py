"""The gates of a milestone: which are shut, and passing them one by one with a reason."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

import typer

from gendan.cli.session import Session
from gendan.core.gates import NO_INSPECTION, Passing, barred, outside, passing, skipped
from gendan.core.milestones import Plan, applying, step_of
from gendan.core.orders import Order
from gendan.core.plans import Step
from gendan.core.sop import CHECK_ORDER, FINAL_INSPECTION
from gendan.core.words import reason
from gendan.errors import BadCommandLine, Refused
from gendan.show import milestones as say
from gendan.text import Text, listed

Waive = Annotated[list[str] | None, typer.Option("--waive", metavar="GATE", help="Which gate, where several are shut; may repeat · 豁免哪个条件，可重复")]  # fmt: skip
Why = Annotated[list[str] | None, typer.Option("--why", metavar="T", help="Pass a gate that is shut, with the reason; one, or one each · 豁免原因")]  # fmt: skip


class Way(NamedTuple):
    """
    How a step can be done.

    `waived`: gates that were passed, each with its reason; `skipped`: predecessors that are not
    done; `unasked`: whether the gate of the final inspection is open as nobody asks for one.
    """

    waived: Sequence[tuple[str, str]]
    skipped: Sequence[Step]
    unasked: bool


def way(
    here: Session, order: Order, plan: Plan, step: Step, named: Sequence[str], why: Sequence[str]
) -> Way:
    """
    How a step can be done now.

    Args:
        here: The session.
        order: The order.
        plan: Its plan.
        step: The step of it.
        named: The gates that are to be passed.
        why: One reason for all of them, or one each.

    Raises:
        BadCommandLine: Gates and reasons do not belong together.
        Refused: A gate is shut and was not passed, or none is that was.
    """
    if (named and not why) or len(why) not in (0, 1, len(named)):
        raise BadCommandLine(
            Text("gates and reasons do not match", "条件与原因不对应"),
            Text(
                "--waive GATE --why REASON: one reason for all, or one for each",
                "--waive 条件 --why 原因：一个原因用于全部，或逐一对应",
            ),
        )
    plan = applying(order, plan)
    step = step_of(plan, step.node.key)
    inspection, passed = _inspection(here, order, step)
    open_outside = outside(
        cleared=_cleared(here, order, step),
        inspection=inspection,
        final_inspection_passed=passed,
    )
    shut = barred(step, plan, open_outside)
    found = passing(shut, named, [reason(words) for words in why])
    bars = say.bars(found.left, plan, order.number, refused=passed is False)
    _refuse(order, step, shut, found, bars, asked=bool(why))
    unasked = FINAL_INSPECTION in step.node.gates and inspection == NO_INSPECTION and passed is None
    return Way(found.waived, skipped(step, plan), unasked)


def _refuse(
    order: Order,
    step: Step,
    shut: Sequence[str],
    found: Passing,
    bars: Sequence[Text],
    *,
    asked: bool,
) -> None:
    name = step.node.name
    if asked and not shut:
        raise Refused(
            Text(
                f"no gate of {name.en} is shut, so there is nothing to pass",
                f"{name.zh}没有未满足的前置条件，无需豁免",
            ),
            Text(
                "leave --why out; --evidence takes a remark", "请去掉 --why；备注可写在 --evidence"
            ),
        )
    if found.open_:
        words, keys = listed([repr(word) for word in found.open_]), listed(shut)
        raise Refused(
            Text(f"no shut gate of {name.en}: {words.en}", f"{name.zh}没有这个条件：{words.zh}"),
            Text(f"shut are {keys.en}", f"未满足的有：{keys.zh}"),
        )
    if found.left:
        several = len(shut) > 1
        raise Refused(
            Text(
                f"{name.en} of order {order.number} has to wait",
                f"订单 {order.number} 的{name.zh}须等待前置条件",
            ),
            Text(
                "do that first, or pass each by name: "
                + " ".join(f"--waive {gate}" for gate in shut)
                + " --why REASON; it is kept",
                "请先完成前置条件，或逐项豁免并留档："
                + " ".join(f"--waive {gate}" for gate in shut)
                + " --why 原因",
            )
            if several
            else Text(
                "do that first, or pass with --why REASON, which is kept",
                "请先完成前置条件，或用 --why 原因 豁免并留档",
            ),
            bars,
        )


def _cleared(here: Session, order: Order, step: Step) -> bool:
    """Whether check-order lets the order ship; asked only where the step waits for it."""
    if CHECK_ORDER not in step.node.gates:
        return False
    # Only here: it reads every document of the order.
    from gendan.cli.desk import verdict_of

    return verdict_of(here, order)[1].cleared


def _inspection(here: Session, order: Order, step: Step) -> tuple[str, bool | None]:
    """
    Which inspection order and policy ask for, and whether the goods passed the final one.

    Looked up only where the step waits for it.
    """
    if FINAL_INSPECTION not in step.node.gates:
        return NO_INSPECTION, None
    from gendan.cli.desk import asked_of
    from gendan.store import inspections

    return asked_of(here.book, order).inspection, inspections.final_passed(here.book, order.id)
