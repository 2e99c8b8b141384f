"""What a logged contact, a snooze or a pause comes to, in words."""

from collections.abc import Sequence
from datetime import date, datetime, time

from gendan.core.customers import CHANNEL_WORDS, Customer
from gendan.core.interactions import Interaction, InteractionKind
from gendan.dates import iso, spoken
from gendan.show.sheet import Column, Sheet
from gendan.show.words import days_words, instant
from gendan.text import Text, same

KIND_WORDS = {
    InteractionKind.CONTACT: Text("contact", "已联系"),
    InteractionKind.NO_ANSWER: Text("no answer", "未接通"),
    InteractionKind.IN: Text("they wrote", "客户来信"),
}

COLUMNS: Sequence[Column[Interaction]] = (
    Column("at", Text("When", "时间"), lambda i: instant(i.at), says=lambda i: f"{i.at:%Y-%m-%d %H:%M}"),
    Column("kind", Text("What", "类型"), lambda i: i.kind, says=lambda i: KIND_WORDS[i.kind]),
    Column("channel", Text("How", "方式"), lambda i: i.channel, says=lambda i: CHANNEL_WORDS[i.channel]),
    Column("note", Text("Note", "内容"), lambda i: i.note, brief=2),
    Column("promised", Text("Promised", "承诺日"), lambda i: iso(i.promised)),
    Column("by", Text("By", "记录人"), lambda i: i.by),
)  # fmt: skip


def sheet(items: Sequence[Interaction]) -> Sheet[Interaction]:
    """The last contacts with a customer, newest first."""
    return Sheet(
        title=Text("Last contacts", "最近联系"),
        columns=COLUMNS,
        rows=items,
        empty=Text("No contact was ever logged.", "尚无联系记录。"),
    )


def logged(customer: Customer, kind: InteractionKind, at: datetime, then: Text) -> Text:
    """What was logged, with its day as it was understood, and what comes of it."""
    what, day = KIND_WORDS[kind], spoken(at.date())
    return Text(
        f"{customer.code} {customer.name}: {what.en}, {day.en} {at:%H:%M}; {then.en}",
        f"{customer.code} {customer.name}：{what.zh}，{day.zh} {at:%H:%M}；{then.zh}",
    )


def next_due(day: date) -> Text:
    """When a customer is due by its clock."""
    then = spoken(day)
    return Text(f"next due {then.en}", f"下次应联系 {then.zh}")


def shown_again(day: date, attempts: int) -> Text:
    """After how many attempts, and when the row is shown again."""
    then = spoken(day)
    return Text(
        f"attempt {attempts}; shown again on {then.en}", f"第 {attempts} 次未接通；{then.zh} 再显示"
    )


def reply_due(due: date) -> Text:
    """That they wait for an answer."""
    day = spoken(due)
    return Text(f"they wait for an answer, due {day.en}", f"客户等待回复，应于 {day.zh} 回复")


def promised(day: date, at: time | None) -> Text:
    """What was promised, as it was understood."""
    when, clock = spoken(day), f" {at:%H:%M}" if at is not None else ""
    return Text(f"promised for {when.en}{clock}", f"约定 {when.zh}{clock} 联系")


def waiting(until: date) -> Text:
    """Until when we wait for them."""
    day = spoken(until)
    return Text(f"waiting for them until {day.en}", f"等待客户至 {day.zh}")


def hidden_until(customer: Customer, day: date, why: str | None) -> Text:
    """That a row is not shown before a day."""
    when, reason = spoken(day), f" ({why})" if why else ""
    return Text(
        f"{customer.code} {customer.name}: not shown before {when.en}{reason}",
        f"{customer.code} {customer.name}：{when.zh} 前不再显示{reason}",
    )


def skipped(customer: Customer, next_due: date | None) -> Text:
    """That a round was closed without a contact."""
    then = spoken(next_due) if next_due is not None else same("–")
    return Text(
        f"{customer.code} {customer.name}: round skipped; next due {then.en}",
        f"{customer.code} {customer.name}：本轮跳过；下次应联系 {then.zh}",
    )


def resumed(customer: Customer, next_due: date | None) -> Text:
    """That a pause has ended."""
    then = spoken(next_due) if next_due is not None else same("–")
    return Text(
        f"{customer.code} {customer.name}: followed up again; due {then.en}",
        f"{customer.code} {customer.name}：恢复跟进；应联系 {then.zh}",
    )


def stretched(promised: date, limit: date) -> Text:
    """A warning that a promise is later than the rule allows."""
    late, day, last = days_words((promised - limit).days), spoken(promised), spoken(limit)
    return Text(
        f"note: {day.en} is {late.en} later than the cadence allows ({last.en}); counted as stretched",
        f"注意：{day.zh} 比联系频率允许的 {last.zh} 晚 {late.zh}，计为“延长”",
    )
