"""Parts of the file of a complaint: its words, times, moves, files, and what happened before."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from gendan.core.actions import STAND_WORDS, Action
from gendan.core.attached import Attached
from gendan.core.complaints import (
    DECISION_WORDS,
    FIELD_WORDS,
    STATE_WORDS,
    TYPE_WORDS,
    Complaint,
    Move,
)
from gendan.core.repeats import Repeat
from gendan.core.targets import TARGET_WORDS, Standing, Target
from gendan.show.sheet import Column, Sheet
from gendan.show.words import NOTHING, amount, instant
from gendan.text import Text, joined, same

HEADS: Mapping[str, Text] = {
    "text": Text("Complaint", "投诉内容"),
    "type": Text("Problem type", "问题类型"),
    "remedy": Text("Asked for", "客户要求"),
    "order": Text("Order", "订单号"),
    "caused": Text("Causes known", "原因查明时间"),
    **FIELD_WORDS,
}
MEASURED = {"quantity": "unit", "cost": "currency"}
"""Numbers, and the field with their unit."""

KEPT_WORDS: Mapping[str, Text] = {
    "met": Text("in time", "按时"),
    "met late": Text("late", "逾期完成"),
    "open": Text("open", "未到期"),
    "overdue": Text("overdue", "已逾期"),
}


def type_words(code: str | None) -> Text:
    """A problem type in words, a dash for none."""
    return NOTHING if code is None else TYPE_WORDS[code]


def value_words(complaint: Complaint, field: str) -> Text | None:
    """A field of the 8D in words, with its unit; None where it is empty."""
    value = complaint.cells.get(field)
    if value is None:
        return None
    if field == "decision":
        return DECISION_WORDS[value]
    unit = complaint.cells.get(MEASURED.get(field, ""))
    if unit is None:
        return same(value)
    return same(f"{unit} {amount(Decimal(value))}" if field == "cost" else f"{value} {unit}")


def targets(found: Sequence[Standing], now: datetime) -> Sheet[Standing]:
    """The time targets of a complaint: until when, when met, whether in time."""
    columns: Sequence[Column[Standing]] = (
        Column("target", Text("Target", "时限"), lambda s: s.target, says=lambda s: TARGET_WORDS[s.target]),
        Column("within", Text("Within", "限时"), lambda s: s.within),
        Column("deadline", Text("Until", "截止"), lambda s: instant(s.deadline), says=lambda s: minute(s.deadline)),
        Column("met", Text("Met", "完成"), lambda s: instant(s.met), says=lambda s: minute(s.met) if s.met else "–"),
        Column("state", Text("State", "状态"), lambda s: s.state(now), says=lambda s: KEPT_WORDS[s.state(now)]),
    )  # fmt: skip
    return Sheet(
        Text("Time targets", "时限"), columns, found, Text("No time targets.", "没有时限。")
    )


def limits(customer: str | None, rows: Mapping[Target, tuple[str, bool]]) -> Sheet[Target]:
    """The time limits of a customer, or of the book."""
    columns: Sequence[Column[Target]] = (
        Column("target", Text("Target", "时限"), lambda t: t, says=lambda t: TARGET_WORDS[t]),
        Column("within", Text("Within", "限时"), lambda t: rows[t][0] or None, says=lambda t: rows[t][0] or Text("no limit", "不限")),
        Column("own", Text("Set by", "依据"), lambda t: rows[t][1],
               says=lambda t: Text("for this customer", "该客户专设") if rows[t][1] else Text("policy", "签核规则 policy")),
    )  # fmt: skip
    whose = Text(f" of {customer}", f"（{customer}）") if customer else same("")
    return Sheet(
        Text(f"Time limits for complaints{whose.en}", f"投诉处理时限{whose.zh}"),
        columns,
        list(rows),
        Text("No time limits.", "没有时限。"),
    )


def repeats(found: Sequence[Repeat]) -> Sheet[Repeat]:
    """The earlier complaints that have something in common with one."""
    columns: Sequence[Column[Repeat]] = (
        Column("id", Text("No.", "编号"), lambda r: r.earlier.n, right=True),
        Column("opened", Text("Opened", "收到"), lambda r: instant(r.earlier.at), says=lambda r: f"{r.earlier.at:%Y-%m-%d}"),
        Column("customer", Text("Customer", "客户"), lambda r: r.earlier.customer),
        Column("same", Text("Same", "相同之处"), lambda r: [t.en for t in r.same], says=lambda r: joined(r.same, ", ", "、")),
        Column("state", Text("State", "状态"), lambda r: r.earlier.state, says=lambda r: STATE_WORDS[r.earlier.state]),
        Column("text", Text("Complaint", "投诉内容"), lambda r: r.earlier.text, brief=2),
        Column("actions", Text("Actions then", "当时措施"), lambda r: [a.n for a in r.actions], says=lambda r: taken(r.actions)),
    )  # fmt: skip
    return Sheet(
        Text("Has happened before (12 months)", "曾发生过（12 个月内）"),
        columns,
        found,
        Text("Nothing like it in the 12 months before.", "此前 12 个月内没有类似投诉。"),
    )


def taken(actions: Sequence[Action]) -> Text:
    """Corrective actions in one cell: what, and whether it was effective."""
    told = [
        Text(f"{a.text} ({STAND_WORDS[a.stand].en})", f"{a.text}（{STAND_WORDS[a.stand].zh}）")
        for a in actions
    ]
    return joined(told, "; ", "；") if told else NOTHING


def files(found: Sequence[Attached]) -> Sheet[Attached]:
    """Photos and reports that were kept."""
    columns: Sequence[Column[Attached]] = (
        Column("name", Text("File", "文件"), lambda f: f.name),
        Column("size", Text("Bytes", "字节"), lambda f: f.size, says=lambda f: f"{f.size:,}", right=True),
        Column("at", Text("Given", "提供时间"), lambda f: instant(f.at), says=lambda f: minute(f.at)),
        Column("who", Text("By", "提供人"), lambda f: f.who),
        Column("sha256", None, lambda f: f.sha256),
    )  # fmt: skip
    return Sheet(Text("Files", "文件"), columns, found, Text("No files.", "没有文件。"))


def moves(found: Sequence[Move]) -> Sheet[Move]:
    """What became of a complaint, oldest first."""
    columns: Sequence[Column[Move]] = (
        Column("at", Text("When", "时间"), lambda m: instant(m.at), says=lambda m: minute(m.at)),
        Column("state", Text("State", "状态"), lambda m: m.state, says=lambda m: STATE_WORDS[m.state]),
        Column("who", Text("By", "操作人"), lambda m: m.who),
        Column("note", Text("Note", "说明"), lambda m: m.note, says=lambda m: m.note or NOTHING),
    )  # fmt: skip
    return Sheet(Text("History", "经过"), columns, found, Text("No move yet.", "状态尚无变更。"))


def minute(moment: datetime) -> str:
    """A moment as people read it."""
    return f"{moment:%Y-%m-%d %H:%M}"
