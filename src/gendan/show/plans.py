"""The plan of an order: planned, revised, actual, slack, and a bar a node."""

from collections.abc import Sequence
from datetime import date

from gendan.core.forecasts import Forecast, Light
from gendan.core.milestones import ship_by_of
from gendan.core.plans import Slip
from gendan.core.stands import Stand
from gendan.dates import iso
from gendan.show.sheet import Column, Json, Sheet
from gendan.show.words import days_words, instant
from gendan.text import Text, joined, same

BAR = 16
"""Columns of a bar."""
LIGHT_WORDS = {
    Light.RED: Text("late", "延误"),
    Light.AMBER: Text("near", "紧张"),
    Light.GREEN: Text("in time", "正常"),
    Light.DONE: Text("done", "完成"),
    Light.IDLE: Text("n/a", "不适用"),
}
LIGHT_STYLES = {
    Light.RED: "red",
    Light.AMBER: "yellow",
    Light.GREEN: "green",
    Light.DONE: "dim",
    Light.IDLE: "dim",
}
OVERDUE = Text("overdue", "已过期")
"""An open step whose day has passed."""
TO_TELL = "★"
"""At a step of which the customer is to be told."""


def sheet(
    stand: Stand | None, number: str, *, bars: bool, foot: Sequence[Text] = ()
) -> Sheet[Forecast]:
    """
    The steps of a plan, one a row.

    Args:
        stand: How it stands; None where nothing does. What stands for a plan is none.
        number: The order.
        bars: Whether to draw the bars.
        foot: What is said below.
    """
    if stand is not None and not stand.plan.made:
        stand = None
    rows = stand.found if stand is not None else []
    past = [step.node.key for step in stand.past] if stand is not None else []
    columns = [
        *_columns(past),
        *([_bar(rows)] if bars and rows else []),
    ]
    return Sheet(
        title=title(stand) if stand is not None else Text("Plan", "计划"),
        columns=columns,
        rows=rows,
        empty=Text(
            f"No plan: `gendan plan {number}` makes it.", f"没有计划：用 `gendan plan {number}` 制定。"
        ),
        foot=[*_legend(rows), *foot],
    )  # fmt: skip


def title(stand: Stand) -> Text:
    """When the goods will leave, against when they must."""
    number, by, leaves = stand.order.number, ship_by_of(stand.order, stand.plan), stand.leaves
    if stand.order.cancelled:
        return Text(
            f"Plan of {number}: ship by {by}, cancelled", f"订单 {number} 的计划：交期 {by}，已取消"
        )
    left = next(one for one in stand.found if one.step.node.key == stand.plan.ships).step.done
    late = days_words((leaves - by).days)
    over = Text(f", {late.en} late", f"，晚 {late.zh}") if leaves > by else same("")
    how = Text("shipped", "已出运") if left is not None else Text("will ship", "预计出运")
    return Text(
        f"Plan of {number}: ship by {by}, {how.en} {leaves}{over.en}",
        f"订单 {number} 的计划：交期 {by}，{how.zh} {leaves}{over.zh}",
    )


def _slips(slips: Sequence[Slip]) -> Json:
    return [
        {
            "day": s.day.isoformat(),
            "why": s.why,
            "party": s.party,
            "who": s.who,
            "at": instant(s.at),
            "agreed": s.agreed,
        }
        for s in slips
    ]


def _revised(one: Forecast) -> str:
    """Every revised day, the one that holds last."""
    holds = one.step.slip
    rest = [slip for slip in one.step.slips if slip is not holds]
    return " → ".join(_short(slip.day) for slip in (*rest, *([holds] if holds else []))) or "–"


def _actual(one: Forecast) -> str:
    if one.step.done is not None:
        return _short(one.step.done)
    return f"({_short(one.day)})" if one.day != one.step.promised else "–"


def _short(day: date) -> str:
    """A day without its year: a plan does not last so long."""
    return f"{day:%m-%d}"


def _state(one: Forecast, past: Sequence[str]) -> Text:
    words = OVERDUE if one.step.node.key in past else LIGHT_WORDS[one.light]
    waived = [
        Text(
            f"{past.gate} waived by {past.who}: {past.why}",
            f"{past.who} 豁免 {past.gate}：{past.why}",
        )
        for past in one.step.waived
    ]
    return joined([words, *([one.idle] if one.idle else []), *waived])


def _waived(one: Forecast) -> Json:
    return [
        {"gate": past.gate, "why": past.why, "who": past.who, "at": instant(past.at)}
        for past in one.step.waived
    ]


def _legend(rows: Sequence[Forecast]) -> list[Text]:
    """What the marks mean that the table has."""
    marks = []
    if any(_actual(one).startswith("(") for one in rows):
        marks.append(Text("(day): as things stand", "（日期）：目前预计"))
    if any(_told(one) == same(TO_TELL) for one in rows):
        marks.append(Text(f"{TO_TELL} the customer is to be told", f"{TO_TELL} 须反馈客户"))
    return [joined(marks, "; ", "；")] if marks else []


def _told(one: Forecast) -> Text:
    step = one.step
    if step.done is not None and step.told is not None:
        return same(f"{step.told:%m-%d}")
    owed = (step.done is not None and step.node.tell) or step.told_slips < len(step.slips)
    return Text("not yet", "未告知") if owed else same(TO_TELL if step.node.tell else "–")


def _columns(past: Sequence[str]) -> Sequence[Column[Forecast]]:
    """All but the bar; `past` are the keys of open steps whose day has passed."""
    return (
        Column("node", None, lambda f: f.step.node.key),
        Column("name", Text("Node", "节点"), lambda f: f.step.node.name),
        Column("role", None, lambda f: f.step.node.role),
        Column("plan", Text("Plan", "计划"), lambda f: f.step.planned.isoformat(), says=lambda f: _short(f.step.planned)),
        Column("revised", Text("Revised", "调整"), lambda f: iso(f.step.revised), says=_revised),
        Column("actual", Text("Actual", "实际"), lambda f: iso(f.step.done), says=_actual),
        Column("forecast", None, lambda f: f.day.isoformat()),
        Column("slack", Text("Slack", "余量"), lambda f: f.slack, right=True,
               says=lambda f: "–" if f.light in (Light.DONE, Light.IDLE) else str(f.slack),
               style=lambda f: LIGHT_STYLES[f.light]),
        Column("light", Text("State", "状态"), lambda f: f.light, says=lambda f: _state(f, past),
               style=lambda f: LIGHT_STYLES[f.light]),
        Column("idle", None, lambda f: f.idle),
        Column("tell", None, lambda f: f.step.node.tell),
        Column("told", Text("Told", "告知"), lambda f: instant(f.step.told), says=_told),
        Column("told_slips", None, lambda f: f.step.told_slips),
        Column("slips", None, lambda f: _slips(f.step.slips)),
        Column("evidence", None, lambda f: f.step.evidence),
        Column("waived", None, _waived),
        Column("can_be_met", None, lambda f: not f.unmet),
    )  # fmt: skip


def _bar(rows: Sequence[Forecast]) -> Column[Forecast]:
    """Each node on the days of the whole plan: ○ planned, ━ moved by, ◆ to come, ● done."""
    days = [day for one in rows for day in (one.step.planned, one.day)]
    first, span = min(days), max((max(days) - min(days)).days, 1)

    def _place(day: date) -> int:
        return (day - first).days * (BAR - 1) // span

    def _drawn(one: Forecast) -> str:
        planned, ends = _place(one.step.planned), _place(one.day)
        cells = ["·"] * BAR
        for n in range(min(planned, ends), max(planned, ends)):
            cells[n] = "━"
        cells[planned] = "○"
        cells[ends] = "●" if one.step.done is not None else "◆" if ends != planned else "○"
        return "".join(cells)

    return Column(
        "bar",
        Text(f"Bar {_short(first)}…{_short(max(days))}", f"图 {_short(first)}…{_short(max(days))}"),
        lambda f: None,
        says=_drawn,
        style=lambda f: LIGHT_STYLES[f.light],
        table_only=True,
        wide=True,
    )


MADE: Sequence[Column[Stand]] = (
    Column("order", Text("Order", "订单号"), lambda m: m.order.number),
    Column("customer", Text("Customer", "客户"), lambda m: m.order.customer),
    Column("ship_by", Text("Ship by", "交期"), lambda m: ship_by_of(m.order, m.plan).isoformat()),
    Column("forecast_ship", Text("Will ship", "预计出运"), lambda m: m.leaves.isoformat()),
    Column("sop", Text("Procedure", "流程"), lambda m: m.plan.sop),
    Column("nodes", Text("Nodes", "节点"), lambda m: len(m.plan.steps), right=True),
    Column("cannot_be_met", Text("Too late", "来不及"), lambda m: len(m.unmet), right=True,
           style=lambda m: "red" if m.unmet else ""),
)  # fmt: skip


def made(rows: Sequence[Stand]) -> Sheet[Stand]:
    """The orders that got a plan."""
    return Sheet(
        title=Text(f"Planned: {len(rows)} orders", f"已制定计划：{len(rows)} 个订单"),
        columns=MADE,
        rows=rows,
        empty=Text("Every open order has a plan.", "所有未出运订单都有计划。"),
    )
