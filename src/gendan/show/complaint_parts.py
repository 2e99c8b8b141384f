"""Parts of the file of a complaint: its words, times, moves, files, and what happened before."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from gendan.core.actions import STAND_WORDS, Action
from gendan.core.attached import Attached
from gendan.core.complaints import (
    DECISION_WORDS,
    FIELD_WORDS,
    STATE_WORDS,
    TYPE_WORDS,
    Complaint,
    Move,
    Round,
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
    "contained": Text("Contained", "采取临时措施时间"),
    "caused": Text("Causes known", "原因查明时间"),
    **FIELD_WORDS,
}
MEASURED = {"quantity": "unit", "cost": "currency"}
"""Numbers, and the field with their unit."""

Kept = tuple[int | None, Attached]
"""A file, and the number of the action that it proves; None: of the complaint itself."""

KEPT_WORDS: Mapping[str, Text] = {
    "met": Text("in time", "按时"),
    "met late": Text("late", "逾期完成"),
    "not needed": Text("not needed", "无须"),
    "open": Text("open", "未到期"),
    "overdue": Text("overdue", "已逾期"),
}


class Said(NamedTuple):
    """One field of an earlier round: which round, until when it held, its words."""

    round: int
    until: datetime
    field: str
    words: str


def type_words(code: str | None) -> Text:
    """A problem type in words, a dash for none."""
    return NOTHING if code is None else TYPE_WORDS[code]


def value_words(complaint: Complaint, field: str) -> Text | None:
    """A field of the 8D in words, with its unit; None where it is empty."""
    value = complaint.cells.get(field)
    if value is None:
        return None
    unit = complaint.cells.get(MEASURED.get(field, ""))
    if unit is None:
        return cell_words(field, value)
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
    """The earlier complaints about the same as one."""
    return _before(
        [repeat for repeat in found if repeat.again],
        Text("Has happened before (12 months)", "曾发生过（12 个月内）"),
        Text("Nothing like it in the 12 months before.", "此前 12 个月内没有类似投诉。"),
    )


def history(found: Sequence[Repeat]) -> Sheet[Repeat]:
    """The earlier complaints of the same customer about something else."""
    return _before(
        [repeat for repeat in found if not repeat.again],
        Text("Other complaints of this customer (12 months)", "该客户的其他投诉（12 个月内）"),
        Text("No other complaint of this customer in the 12 months before.",
             "此前 12 个月内该客户没有其他投诉。"),
    )  # fmt: skip


def _before(found: Sequence[Repeat], title: Text, empty: Text) -> Sheet[Repeat]:
    columns: Sequence[Column[Repeat]] = (
        Column("id", Text("No.", "编号"), lambda r: r.earlier.n, right=True),
        Column("opened", Text("Opened", "收到"), lambda r: instant(r.earlier.at), says=lambda r: f"{r.earlier.at:%Y-%m-%d}"),
        Column("customer", Text("Customer", "客户"), lambda r: r.earlier.customer),
        Column("same", Text("Same", "相同之处"), lambda r: [t.en for t in r.same], says=lambda r: joined(r.same, ", ", "、")),
        Column("state", Text("State", "状态"), lambda r: r.earlier.state, says=lambda r: STATE_WORDS[r.earlier.state]),
        Column("text", Text("Complaint", "投诉内容"), lambda r: r.earlier.text, brief=2),
        Column("actions", Text("Actions then", "当时措施"), lambda r: [a.n for a in r.actions], says=lambda r: taken(r.actions)),
    )  # fmt: skip
    return Sheet(title, columns, found, empty)


def rounds(found: Sequence[Round]) -> Sheet[Said]:
    """What was said of a complaint before it came again."""
    rows = [
        Said(n, one.until, field, words)
        for n, one in enumerate(found, 1)
        for field, words in one.cells.items()
    ]
    columns: Sequence[Column[Said]] = (
        Column("round", Text("Round", "轮次"), lambda s: s.round, right=True),
        Column("until", Text("Reopened", "重开"), lambda s: instant(s.until), says=lambda s: minute(s.until)),
        Column("field", Text("Part", "项目"), lambda s: s.field, says=lambda s: FIELD_WORDS[s.field]),
        Column("text", Text("What was said", "当时内容"), lambda s: s.words, says=lambda s: cell_words(s.field, s.words)),
    )  # fmt: skip
    return Sheet(
        Text("Before it was reopened", "重开前"),
        columns,
        rows,
        Text("Never reopened.", "未曾重开。"),
    )


def cell_words(field: str, words: str) -> Text:
    """A field of the 8D in words, without a unit."""
    return DECISION_WORDS[words] if field == "decision" else same(words)


def taken(actions: Sequence[Action]) -> Text:
    """Corrective actions in one cell: what, and whether it was effective."""
    told = [
        Text(f"{a.text} ({STAND_WORDS[a.stand].en})", f"{a.text}（{STAND_WORDS[a.stand].zh}）")
        for a in actions
    ]
    return joined(told, "; ", "；") if told else NOTHING


def files(own: Sequence[Attached], proofs: Mapping[int, Sequence[Attached]]) -> Sheet[Kept]:
    """Photos and reports of a complaint, then those of its actions by their numbers."""
    rows: list[Kept] = [(None, file) for file in own]
    rows += [(n, file) for n, found in proofs.items() for file in found]
    columns: Sequence[Column[Kept]] = (
        Column("name", Text("File", "文件"), lambda f: f[1].name),
        Column("action", Text("Of", "属于"), lambda f: f[0],
               says=lambda f: Text("complaint", "投诉") if f[0] is None else Text(f"action {f[0]}", f"措施 {f[0]}")),
        Column("size", Text("Bytes", "字节"), lambda f: f[1].size, says=lambda f: f"{f[1].size:,}", right=True),
        Column("at", Text("Given", "提供时间"), lambda f: instant(f[1].at), says=lambda f: minute(f[1].at)),
        Column("who", Text("By", "提供人"), lambda f: f[1].who),
        Column("sha256", None, lambda f: f[1].sha256),
    )  # fmt: skip
    return Sheet(Text("Files", "文件"), columns, rows, Text("No files.", "没有文件。"))


def moves(found: Sequence[Move]) -> Sheet[Move]:
    """What became of a complaint, oldest first."""
    columns: Sequence[Column[Move]] = (
        Column("at", Text("When", "时间"), lambda m: instant(m.at), says=lambda m: minute(m.at)),
        Column("state", Text("State", "状态"), lambda m: m.state, says=lambda m: STATE_WORDS[m.state]),
        Column("who", Text("By", "操作人"), lambda m: m.who),
        Column("note", Text("Note", "说明"), lambda m: m.note, says=lambda m: m.note or NOTHING),
        Column("said", Text("Told the customer", "告知客户"), lambda m: m.said, says=lambda m: m.said or NOTHING, spare=True),
    )  # fmt: skip
    return Sheet(Text("History", "经过"), columns, found, Text("No move yet.", "状态尚无变更。"))


def minute(moment: datetime) -> str:
    """A moment as people read it."""
    return f"{moment:%Y-%m-%d %H:%M}"
