"""The morning list: who, why, what next, and whether they are at work now."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from gendan.core.actions import VERIFY
from gendan.core.customers import CHANNEL_WORDS, Channel
from gendan.core.dues import Due
from gendan.core.kinds import Kind
from gendan.core.targets import TARGET_WORDS, Target
from gendan.dates import spoken
from gendan.show.sheet import Column, Sheet
from gendan.show.words import days_words, first_words, instant, rule_words
from gendan.text import Text, joined, same


class Row(NamedTuple):
    """A due with the list's date, and the customer's clock; no local time where no zone is known."""

    due: Due
    today: date
    local: datetime | None
    open: bool | None


RECENT = 300
"""Days within which a date needs no year."""

NEXT = {
    Kind.PROMISE: Text("as promised", "按约联系"),
    Kind.REPLY: Text("answer", "回复"),
    Kind.WAITING: Text("chase", "催问"),
    Kind.NODE: Text("see to it", "办理"),
    Kind.FEEDBACK: Text("tell them", "告知客户"),
    Kind.SIGNOFF: Text("sign", "签核"),
    Kind.ACTION: Text("carry out", "落实措施"),
    Kind.RISK: Text("review", "复核风险"),
    Kind.INSPECTION: Text("inspect", "检验"),
}


def why(row: Row) -> Text:
    """Why a customer is on the list, in one sentence; its other rows are told too."""
    due = row.due
    parts = [_reason(due, row.today), *(_reason(other, row.today) for other in due.also)]
    if due.attempts:
        tried = "once" if due.attempts == 1 else f"{due.attempts} times"
        parts.append(Text(f"tried {tried} without answer", f"联系 {due.attempts} 次未接通"))
    if due.snoozes:
        put_off = "once" if due.snoozes == 1 else f"{due.snoozes} times"
        parts.append(Text(f"snoozed {put_off}", f"已推迟 {due.snoozes} 次"))
    return joined(parts, "; ", "；")


def next_step(row: Row) -> Text:
    """What to do about it; whoever wrote is answered first."""
    kinds = [row.due.kind, *(other.kind for other in row.due.also)]
    if Kind.REPLY in kinds:
        return NEXT[Kind.REPLY]
    asked = (row.due.item or "").rpartition(" ")[2]
    if row.due.kind is Kind.COMPLAINT:
        return TARGET_WORDS[Target(asked)]
    if row.due.kind is Kind.ACTION and asked == VERIFY:
        return Text("verify", "验证效果")
    if row.due.kind in NEXT:
        return NEXT[row.due.kind]
    if row.due.channel in (None, Channel.PHONE):
        return Text("call", "打电话")
    return CHANNEL_WORDS[row.due.channel]


def last_contact(row: Row) -> Text:
    """When and how they were last reached, and what was said."""
    due = row.due
    if due.customer is None:
        return same("–")
    if due.last_contact is None or due.last_channel is None:
        return Text("never", "从未联系")
    channel = CHANNEL_WORDS[due.last_channel]
    day = due.last_contact.date()
    when = f"{day:%m-%d}" if (row.today - day).days < RECENT else str(day)
    note = Text(f": {due.last_note}", f"：{due.last_note}") if due.last_note else same("")
    return Text(f"{when} {channel.en}{note.en}", f"{when} {channel.zh}{note.zh}")


def local_time(row: Row) -> str:
    """Their clock, with a mark when their office is open: ● open, ○ closed."""
    if row.local is None:
        return "–"
    return f"{row.local:%H:%M} {'●' if row.open else '○'}"


COLUMNS: Sequence[Column[Row]] = (
    Column("kind", None, lambda r: r.due.kind),
    Column("due", None, lambda r: r.due.due.isoformat()),
    Column(
        "days_over",
        Text("Over", "逾期"),
        lambda r: r.due.days_over(r.today),
        right=True,
        style=lambda r: _heat(r.due.ratio(r.today)),
    ),
    Column("ratio", None, lambda r: r.due.ratio(r.today)),
    Column("interval_days", None, lambda r: r.due.interval_days),
    Column("customer", None, lambda r: r.due.customer),
    Column("name", None, lambda r: r.due.name),
    Column(
        "who",
        Text("Customer", "客户"),
        lambda r: r.due.customer,
        says=lambda r: _who(r.due),
        brief=2,
        table_only=True,
    ),
    Column("tier", Text("Tier", "级别"), lambda r: r.due.tier),
    Column("owner", None, lambda r: r.due.owner),
    Column("order", None, lambda r: r.due.order),
    Column("item", None, lambda r: r.due.item),
    Column("why", Text("Why", "原因"), why, brief=4),
    Column("last_contact", None, lambda r: instant(r.due.last_contact)),
    Column("last_channel", None, lambda r: r.due.last_channel),
    Column("last_note", None, lambda r: r.due.last_note),
    Column(
        "last",
        Text("Last contact", "上次联系"),
        lambda r: None,
        says=last_contact,
        brief=2,
        table_only=True,
    ),
    Column("next", Text("Next", "下一步"), lambda r: None, says=next_step, table_only=True),
    Column("attempts", None, lambda r: r.due.attempts),
    Column("snoozes", None, lambda r: r.due.snoozes),
    Column("country", None, lambda r: r.due.country),
    Column("timezone", None, lambda r: r.due.timezone),
    Column(
        "local_time",
        Text("Their time", "当地时间"),
        lambda r: instant(r.local),
        says=local_time,
        style=lambda r: "" if r.open else "dim",
    ),
    Column("office_open", None, lambda r: r.open),
    Column("channel", None, lambda r: r.due.channel),
)


def sheet(rows: Sequence[Row], today: date, total: int) -> Sheet[Row]:
    """The list of a day; `total` counts the rows that are not shown too."""
    day = spoken(today)
    foot = []
    if total > len(rows):
        rest = total - len(rows)
        foot.append(
            Text(
                f"… and {rest} more: --limit {total} shows all",
                f"…… 还有 {rest} 条：加 --limit {total} 查看全部",
            )
        )
    return Sheet(
        title=Text(f"Due on {day.en}: {total}", f"{day.zh} 待跟进：{total} 条"),
        columns=COLUMNS,
        rows=rows,
        empty=Text(f"Nobody is due on {day.en}.", f"{day.zh} 没有待跟进客户。"),
        foot=foot,
    )


def plain(rows: Sequence[Row], today: date) -> list[Text]:
    """Short lines without a frame, to paste into a chat."""
    day = spoken(today)
    lines = [Text(f"Due on {day.en}: {len(rows)}", f"{day.zh} 待跟进：{len(rows)} 条")]
    for number, row in enumerate(rows, start=1):
        due, reason = row.due, why(row)
        who = f"{number}. {_who(due)}" + (f" ({due.tier})" if due.tier else "")
        over = _over(due.days_over(row.today))
        lines.append(
            Text(
                f"{who}, {over.en}: {first_words(reason.en, 80)}",
                f"{who}，{over.zh}：{first_words(reason.zh, 80)}",
            )
        )
    return lines


def not_kept_up() -> Text:
    """That the list could not be brought up to the day, and what it may lack."""
    return Text(
        "note: the book cannot be written just now; what fell due by the calendar alone may be "
        "missing: run it again in a moment",
        "注意：账本暂不可写，仅因日期推移而到期的事项可能未列出，请稍后重试",
    )


def how_to_begin() -> list[Text]:
    """What to type where there is no book yet."""
    return [
        Text("There is no book yet. To begin:", "还没有账本。开始使用："),
        Text("  gendan demo                   a book to try things on", "  gendan demo                   先用示例账本试试"),
        Text("  gendan init                   your own book", "  gendan init                   新建自己的账本"),
        Text("  gendan import customers.xlsx  your customers from Excel", "  gendan import customers.xlsx  从 Excel 导入客户"),
        Text("  gendan due                    who is due today", "  gendan due                    今天该跟进谁"),
    ]  # fmt: skip


def _who(due: Due) -> str:
    """The customer; a risk belongs to its owner alone."""
    return f"{due.customer} {due.name}" if due.customer else due.owner or "–"


def _over(days: int) -> Text:
    if days == 0:
        return Text("today", "今天")
    count = days_words(abs(days))
    if days > 0:
        return Text(f"{count.en} over", f"逾期 {count.zh}")
    return Text(f"in {count.en}", f"还有 {count.zh}")


def _heat(ratio: float) -> str:
    return "bold red" if ratio >= 1 else "red" if ratio > 0 else ""


def _reason(due: Due, today: date) -> Text:
    if due.asks is not None:
        if due.order is None or due.kind in (Kind.COMPLAINT, Kind.ACTION):  # their words name it
            return due.asks
        return Text(f"{due.order}: {due.asks.en}", f"{due.order}：{due.asks.zh}")
    # What was said in the last contact stands in its own column; it is not said twice.
    new = due.said if due.said and due.said != due.last_note else ""
    said = Text(f": {new}", f"：{new}") if new else same("")
    if due.kind is Kind.PROMISE:
        at = f" {due.promised_time}" if due.promised_time else ""
        return Text(f"promised for {due.due}{at}{said.en}", f"约定 {due.due}{at} 联系{said.zh}")
    if due.kind is Kind.REPLY:
        return Text(f"they wrote on {due.said_on}{said.en}", f"客户 {due.said_on} 来信{said.zh}")
    if due.kind is Kind.WAITING:
        return Text(
            f"waiting for them since {due.said_on}{said.en}", f"{due.said_on} 起等待客户{said.zh}"
        )
    rule, gap = rule_words(due.rule), days_words((today - due.base).days)
    if due.last_contact is None:
        return Text(f"{rule.en}, never contacted ({gap.en})", f"{rule.zh}，从未联系（已 {gap.zh}）")
    return Text(f"{rule.en}, last {gap.en} ago", f"{rule.zh}，已 {gap.zh}未联系")
