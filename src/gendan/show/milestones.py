"""What is said after a plan was made, a step done or moved, a customer told."""

from collections.abc import Sequence
from datetime import date

from gendan.core.milestones import Plan, ship_by_of
from gendan.core.plans import Forecast, Step
from gendan.core.sop import CHECK_ORDER, FINAL_INSPECTION
from gendan.dates import spoken
from gendan.show.plans import Stand
from gendan.show.words import days_words
from gendan.text import Lang, Text, joined, same

OUTSIDE_WORDS = {
    CHECK_ORDER: Text("check-order has not cleared the order", "check-order 未放行"),
    FINAL_INSPECTION: Text("no passed final inspection is in the book", "没有终检合格记录"),
}


def too_short(steps: Sequence[Step]) -> Text:
    """Which nodes can no longer be met, and so that the lead is too short."""
    names = joined(
        [Text(f"{s.node.name.en} {s.promised}", f"{s.node.name.zh} {s.promised}") for s in steps],
        zh="、",
    )
    return Text(
        f"the lead is too short, {len(steps)} nodes cannot be met: {names.en}",
        f"交期太紧，{len(steps)} 个节点已无法按时：{names.zh}",
    )


def moved(found: Sequence[tuple[Step, date]]) -> list[Text]:
    """Which days a new schedule moved."""
    if not found:
        return [Text("nothing moved", "没有节点变动")]
    return [
        Text(f"{s.node.name.en}: {s.promised} → {day}", f"{s.node.name.zh}：{s.promised} → {day}")
        for s, day in found
    ]


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


def to_tell(number: str, step: Step) -> Text:
    """That the customer is to be told, and how."""
    key = step.node.key
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


def told_note(number: str, step: Step, lang: Lang) -> str:
    """What the log of contacts says of it."""
    name = step.node.name
    if step.done is not None:
        return Text(
            f"{number}: {name.en} done {step.done}", f"{number}：{name.zh} {step.done} 完成"
        ).into(lang)
    return Text(
        f"{number}: {name.en}, now {step.promised}", f"{number}：{name.zh} 现定 {step.promised}"
    ).into(lang)


def bars(gates: Sequence[str], plan: Plan) -> list[Text]:
    """What keeps gates shut, one line a gate."""
    names = {one.node.key: one.node.name for one in plan.steps}
    return [
        OUTSIDE_WORDS[gate]
        if gate in OUTSIDE_WORDS
        else Text(f"{names[gate].en} is not done ({gate})", f"{names[gate].zh} 未完成（{gate}）")
        if gate in names
        else Text(f"{gate} is not done", f"{gate} 未完成")
        for gate in gates
    ]
