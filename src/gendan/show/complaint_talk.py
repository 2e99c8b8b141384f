"""What the commands of complaints say: what was opened, moved, changed, and what comes next."""

from collections.abc import Sequence
from datetime import datetime

from gendan.core.complaint_moves import MOVES, named
from gendan.core.complaints import STATE_WORDS, Complaint, State
from gendan.core.repeats import Repeat
from gendan.core.targets import TARGET_WORDS, Standing, Target
from gendan.show.complaint_parts import HEADS, MEASURED, minute, taken, type_words, value_words
from gendan.show.words import NOTHING
from gendan.text import Text, joined, listed, same

MOST_REPEATS = 5
"""Earlier complaints that are told at once; `complaint show` has all."""


def opened(
    complaint: Complaint, targets: Sequence[Standing], found: Sequence[Repeat]
) -> list[Text]:
    """The number of a new complaint, until when what is due, and what happened before."""
    order = f", order {complaint.order}" if complaint.order else ""
    order_zh = f"，订单 {complaint.order}" if complaint.order else ""
    told = [
        Text(f"complaint {complaint.n} of {complaint.customer}{order}: {complaint.text}",
             f"{complaint.customer} 的投诉 {complaint.n}{order_zh}：{complaint.text}"),
    ]  # fmt: skip
    for one in targets:
        do = TARGET_WORDS[one.target]
        until = minute(one.deadline)
        told.append(Text(f"  {do.en} by {until}", f"  {until} 前{do.zh}"))
    return told + repeated(found)


def repeated(found: Sequence[Repeat]) -> list[Text]:
    """That something like it happened before, when, and what was done then."""
    again = [repeat for repeat in found if repeat.again]
    told = []
    if again:
        told.append(
            Text(
                f"happened before: {len(again)} in 12 months",
                f"曾发生过：12 个月内 {len(again)} 次",
            )
        )
    for repeat in again[:MOST_REPEATS]:
        one, alike = repeat.earlier, joined(repeat.same, ", ", "、")
        then = taken(repeat.actions)
        told.append(
            Text(
                f"  complaint {one.n} of {one.at:%Y-%m-%d} (same {alike.en}): {one.text}; "
                f"actions then: {then.en}",
                f"  {one.at:%Y-%m-%d} 投诉 {one.n}（{alike.zh}相同）：{one.text}；当时措施：{then.zh}",
            )
        )
    rest = len(again) - MOST_REPEATS
    if rest > 0:
        told.append(Text(f"  … and {rest} more: `gendan complaint show`", f"  …… 另有 {rest} 次：`gendan complaint show`"))  # fmt: skip
    others = [f"{repeat.earlier.n}" for repeat in found if not repeat.again]
    if others:
        numbers = listed(others)
        told.append(
            Text(f"other complaints of this customer in 12 months: {numbers.en}",
                 f"该客户 12 个月内的其他投诉：{numbers.zh}")
        )  # fmt: skip
    return told


def moved(complaint: Complaint, to: State) -> list[Text]:
    """Which state a complaint has now, which can come next, and what must be said anew."""
    here, there = STATE_WORDS[complaint.state], STATE_WORDS[to]
    then = joined([named(state) for state in MOVES[to]], ", ", "、")
    told = [
        Text(
            f"complaint {complaint.n}: {here.en} → {there.en}; next: {then.en}",
            f"投诉 {complaint.n}：{here.zh} → {there.zh}；之后可变为：{then.zh}",
        )
    ]
    if to is State.REOPENED:
        edit = f"gendan complaint edit {complaint.n} --confirm FIELD"
        told.append(
            Text(
                f"what was said is kept, and asked for again; what still holds: `{edit}`",
                f"原有内容已存档，须重新填写；仍然成立的：`{edit}`",
            )
        )
    return told


def edited(before: Complaint, after: Complaint, files: Sequence[str]) -> list[Text]:
    """What changed of a complaint, old and new, and which files were added."""
    told = [Text(f"  file {name} added", f"  已添加文件 {name}") for name in files]
    for field, words in HEADS.items():
        old, new = _value(before, field), _value(after, field)
        if old != new and field not in MEASURED.values():
            told.append(
                Text(f"  {words.en}: {old.en} → {new.en}", f"  {words.zh}：{old.zh} → {new.zh}")
            )
    head = Text("changed", "已修改") if told else Text("nothing changed", "没有变化")
    return [Text(f"complaint {after.n}: {head.en}", f"投诉 {after.n}：{head.zh}"), *told]


def _value(complaint: Complaint, field: str) -> Text:
    if field == "type":
        return type_words(complaint.type)
    if field in ("contained", "caused"):
        at: datetime | None = getattr(complaint, field)
        return same(minute(at)) if at else NOTHING
    if field in ("text", "remedy", "order"):
        return same(getattr(complaint, field) or "–")
    return value_words(complaint, field) or NOTHING


def limited(customer: str, target: Target, within: str | None) -> Text:
    """That a customer has a time limit of its own, or the policy's again."""
    do = TARGET_WORDS[target]
    if within is None:
        return Text(
            f"{customer}: {do.en}: as the policy says", f"{customer}：{do.zh}：按签核规则 policy"
        )
    limit = Text(within or "no limit", within or "不限")
    return Text(f"{customer}: {do.en} within {limit.en}", f"{customer}：{do.zh}时限 {limit.zh}")
