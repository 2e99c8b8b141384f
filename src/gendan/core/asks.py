"""A row of the morning list that an order asks for, and the words that such rows have in common."""

from datetime import date
from typing import NamedTuple

from gendan.core.forecasts import Forecast
from gendan.core.kinds import Kind
from gendan.core.plans import Step
from gendan.text import Text


class Wanted(NamedTuple):
    """A row of the morning list that an order asks for; it is shown from `due` on."""

    kind: Kind
    item: str
    due: date
    why: Text


def named(step: Step, state: Text) -> Text:
    """How a step stands, behind its name."""
    name = step.node.name
    return Text(f"{name.en}, {state.en}", f"{name.zh}，{state.zh}")


def done_on(day: date) -> Text:
    """On which day it was done."""
    return Text(f"done {day}", f"{day} 完成")


def promised(step: Step) -> Text:
    """Until when an open step was promised, the day that holds first, and why that moved."""
    if step.slip is None:
        return Text(f"planned {step.planned}", f"计划 {step.planned}")
    return _moved(step, step.slip.day)


def due_on(one: Forecast) -> Text:
    """When an open step is to end, the day that holds first."""
    if one.ended is not None:
        return Text(f"sailed {one.day}, not ticked", f"{one.day} 已开航，尚未登记完成")
    return promised(one.step) if one.day == one.step.promised else _moved(one.step, one.day)


def _moved(step: Step, day: date) -> Text:
    why = (f": {step.slip.why}", f"：{step.slip.why}") if step.slip is not None else ("", "")
    return Text(
        f"now {day}, planned {step.planned}{why[0]}", f"现为 {day}，原计划 {step.planned}{why[1]}"
    )
