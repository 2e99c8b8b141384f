"""What is said after a plan was made, a step done or moved, a customer told."""

from collections.abc import Sequence
from datetime import date

from gendan.core.forecasts import Forecast
from gendan.core.milestones import Plan, ship_by_of
from gendan.core.plans import Step, outlasting
from gendan.core.sop import CHECK_ORDER, FINAL_INSPECTION
from gendan.core.stands import Stand
from gendan.dates import spoken
from gendan.show.words import counted, days_words
from gendan.text import Lang, Text, joined, listed, same

FIRST = 3
"""How many nodes a sentence names."""


def too_short(stand: Stand, leaves: date) -> Text:
    """That the lead is too short: when the goods could leave, and which nodes cannot be met."""
    steps = stand.unmet
    names, many = _first(steps), counted(len(steps), "node")
    return Text(
        f"the lead is too short, from order to shipment it takes until {leaves}; "
        f"{many} cannot be met: {names.en}",
        f"交期太紧，自下单起最早 {leaves} 出运；{len(steps)} 个节点已无法按时：{names.zh}",
    )


def in_the_past(stand: Stand) -> Text:
    """That open steps lie in the past: nobody knows whether they are done."""
    number, steps = stand.order.number, stand.past
    names, many = _first(steps), counted(len(steps), "open node")
    key = steps[0].node.key
    return Text(
        f"{many} in the past: {names.en}; done? `gendan done {number} {key} --on DATE`",
        f"{len(steps)} 个未完成节点日期已过：{names.zh}；如已完成："
        f"`gendan done {number} {key} --on 日期`",
    )


def _first(steps: Sequence[Step]) -> Text:
    """The first of some steps, each with the day promised for it."""
    names = joined(
        [
            Text(f"{s.node.name.en} {s.promised}", f"{s.node.name.zh} {s.promised}")
            for s in steps[:FIRST]
        ],
        zh="、",
    )
    more = "…" if len(steps) > FIRST else ""
    return Text(f"{names.en}{more}", f"{names.zh}{more}")


def moved(found: Sequence[tuple[Step, date]]) -> list[Text]:
    """Which days a new schedule moved, and which it could not, since somebody said why not."""
    if not found:
        return [Text("nothing moved", "没有节点变动")]
    return [_moved(step, day) for step, day in found]


def _moved(step: Step, day: date) -> Text:
    name, stays = step.node.name, outlasting(step, day)
    if stays is None:
        return Text(f"{name.en}: {step.promised} → {day}", f"{name.zh}：{step.promised} → {day}")
    return Text(
        f"{name.en}: to be {day}, stays {stays.day} ({stays.why})",
        f"{name.zh}：应为 {day}，仍为 {stays.day}（{stays.why}）",
    )


def done(number: str, step: Step, on: date) -> Text:
    """That a step is done, and how far from the day that was promised."""
    name, day, off = step.node.name, spoken(on), (on - step.promised).days
    count = days_words(abs(off))
    when = (
        same("")
        if not off
        else Text(f", {count.en} {'late' if off > 0 else 'early'}", f"，{'晚' if off > 0 else '早'} {count.zh}")
    )  # fmt: skip
    return Text(
        f"order {number}: {name.en} done {day.en}{when.en}",
        f"订单 {number}：{name.zh} 已于 {day.zh} 完成{when.zh}",
    )


def slipped(number: str, step: Step, to: date) -> Text:
    """From which day to which a step moved."""
    name, day = step.node.name, spoken(to)
    return Text(
        f"order {number}: {name.en} moved from {step.promised} to {day.en}",
        f"订单 {number}：{name.zh} 由 {step.promised} 改为 {day.zh}",
    )


def cannot_be_kept(day: date, now: Forecast) -> Text:
    """That a step cannot end on the day that was typed, and when it will."""
    return Text(
        f"note: {day} cannot be kept, what comes before it ends later: forecast {now.day}",
        f"注意：前置节点结束较晚，{day} 无法做到：预计 {now.day}",
    )


def day_off(day: date) -> Text:
    """That nobody works on the day that was typed; it stays."""
    said = spoken(day)
    return Text(f"note: {said.en} is a day off", f"注意：{said.zh} 不是工作日")


def effects(stand: Stand, found: Sequence[tuple[Forecast, date]], ship_before: date) -> list[Text]:
    """What a change moved in the forecast, and when the goods will leave now."""
    lines = [
        Text(
            f"  {f.step.node.name.en}: {day} → {f.day}", f"  {f.step.node.name.zh}：{day} → {f.day}"
        )
        for f, day in found
    ]
    by, leaves = ship_by_of(stand.order, stand.plan), stand.leaves
    late = days_words((leaves - by).days)
    state = (
        Text(f"{late.en} after ship-by {by}", f"比交期 {by} 晚 {late.zh}")
        if leaves > by
        else Text(f"ship-by {by} is kept", f"交期 {by} 可以保证")
    )
    ship = f"{ship_before} → {leaves}" if ship_before != leaves else f"{leaves}"
    return [
        *lines,
        Text(f"forecast ship {ship}: {state.en}", f"预计出运 {ship}：{state.zh}"),
    ]


def to_tell(number: str, key: str) -> Text:
    """That the customer is to be told of a node, and how."""
    return Text(
        f"tell the customer: `gendan draft {number} {key}`, then `gendan told {number} {key}`",
        f"请告知客户：`gendan draft {number} {key}` 生成消息，告知后用 `gendan told {number} {key}`",
    )


def told(number: str, step: Step, customer: str) -> Text:
    """That the customer knows; it counts as a contact."""
    name = step.node.name
    return Text(
        f"order {number}: {customer} was told of {name.en}; logged as a contact",
        f"订单 {number}：已告知 {customer}：{name.zh}；计为一次联系",
    )


def told_note(number: str, ends: Forecast, lang: Lang) -> str:
    """What the log of contacts says of it: the day on which it was done, or will end."""
    name, day = ends.step.node.name, ends.day
    return (
        Text(f"{number}: {name.en} done {day}", f"{number}：{name.zh} {day} 完成")
        if ends.step.done is not None
        else Text(f"{number}: {name.en} expected {day}", f"{number}：{name.zh} 预计 {day}")
    ).into(lang)


def bars(gates: Sequence[str], plan: Plan, number: str, *, refused: bool) -> list[Text]:
    """
    What keeps gates shut, one line a gate, its key in brackets.

    Args:
        gates: Those that are shut.
        plan: The order's plan.
        number: The order's number.
        refused: Whether goods were refused at the final inspection.
    """
    names = {one.node.key: one.node.name for one in plan.steps}
    record = f"`gendan inspect add {number} --stage final …`"
    words = {
        CHECK_ORDER: Text(
            f"check-order has not cleared the order ({CHECK_ORDER})",
            f"check-order 未放行（{CHECK_ORDER}）",
        ),
        FINAL_INSPECTION: Text(
            f"no passed final inspection is in the book ({FINAL_INSPECTION}): {record} records it",
            f"没有终检合格记录（{FINAL_INSPECTION}）：用 {record} 登记",
        )
        if not refused
        else Text(
            f"goods were refused at the final inspection ({FINAL_INSPECTION}): "
            f"`gendan inspect show {number}`, then {record} for the next round",
            f"终检有不合格货物（{FINAL_INSPECTION}）：见 `gendan inspect show {number}`，复检用 {record}",
        ),
    }
    return [
        words[gate]
        if gate in words
        else Text(f"{names[gate].en} is not done ({gate})", f"{names[gate].zh} 未完成（{gate}）")
        if gate in names
        else Text(f"{gate} is not done", f"{gate} 未完成")
        for gate in gates
    ]


def skipped(steps: Sequence[Step]) -> Text:
    """Which predecessors of a step that was done are not done."""
    names = joined(
        [
            Text(f"{s.node.name.en} ({s.node.key})", f"{s.node.name.zh}（{s.node.key}）")
            for s in steps
        ],
        zh="、",
    )
    return Text(
        f"note: not done yet, though it comes before: {names.en}",
        f"注意：前置节点尚未完成：{names.zh}",
    )


def no_inspection(number: str) -> Text:
    """That the gate of the final inspection stands open, and why."""
    return Text(
        f"no final inspection of {number} is waited for: neither the order nor the policy asks for one",
        f"订单 {number} 不等终检：订单和制度均未要求检验",
    )


def plan_again(numbers: Sequence[str]) -> Text:
    """That plans of some orders still follow the former ship-by date, and how to plan them anew."""
    names = listed(numbers)
    return Text(
        f"note: the plan of {names.en} still follows the former ship-by date: "
        f"`gendan plan {numbers[0]} --again`",
        f"注意：{names.zh} 的计划仍按原交期：请用 `gendan plan {numbers[0]} --again` 重新排期",
    )
