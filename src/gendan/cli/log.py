"""gendan log: a contact took place; the clock restarts."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

import typer

from gendan import dates
from gendan.cli import params
from gendan.cli.clock import say_unpublished
from gendan.cli.session import Session, current
from gendan.core import history
from gendan.core.customers import Channel, Customer
from gendan.core.followup import Appointment
from gendan.core.interactions import InteractionKind
from gendan.core.kinds import Kind
from gendan.core.words import NOTE_LIMIT, clean
from gendan.errors import BadCommandLine, Refused
from gendan.show import interactions as show
from gendan.show import out
from gendan.store import agenda, customers, interactions
from gendan.text import Text

app = params.single()


@app.command()
def log(
    ctx: typer.Context,
    customer: params.Customer,
    note: Annotated[str | None, typer.Argument(metavar="[NOTE]", help="What was said · 沟通内容")] = None,
    channel: Annotated[Channel | None, typer.Option("-c", "--channel", case_sensitive=False, help="How · 联系方式")] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="WHEN", help="When it was, default now · 联系时间，默认现在")] = None,
    next_: Annotated[str | None, typer.Option("--next", metavar="DATE", help="Promised for · 约定下次联系日期")] = None,
    wait: Annotated[str | None, typer.Option("--wait", metavar="DATE", help="We wait for them until · 等客户至")] = None,
    no_answer: Annotated[bool, typer.Option("--no-answer", help="An attempt only · 未接通")] = False,
    in_: Annotated[bool, typer.Option("--in", help="The customer wrote or called · 客户来信或来电")] = False,
) -> None:  # fmt: skip
    """Log a contact; the clock restarts · 记录联系，重新计时"""
    kind = _kind(no_answer, in_, next_, wait)
    here = current(ctx)
    when = _moment(here, at)
    promise = dates.read_when(next_, here.today) if next_ is not None else None
    wait_until = here.day(wait)
    for day in (promise.day if promise else None, wait_until):
        _not_past(day, here.today)
    text = (
        clean(note, Text("the note", "内容"), NOTE_LIMIT, lines=True)
        if note and note.strip()
        else None
    )
    with here.write() as work:
        found = customers.active(here.book, customer)
        interactions.add(
            work,
            found.id,
            kind,
            when,
            channel or found.channel or Channel.PHONE,
            note=text,
            promised=promise.day if promise else None,
            promised_time=f"{promise.time:%H:%M}" if promise and promise.time else None,
            wait_until=wait_until,
        )
    _report(here, found, kind, when)
    if promise is not None:
        _report_promise(here, found, promise)
    if wait_until is not None:
        out.say(show.waiting(wait_until), here.lang)


def _kind(no_answer: bool, in_: bool, next_: str | None, wait: str | None) -> InteractionKind:
    if no_answer and (in_ or next_ or wait):
        raise BadCommandLine(
            Text(
                "--no-answer stands alone: the date stays as it is",
                "--no-answer 须单独使用：日期保持不变",
            ),
            Text(
                "`gendan snooze CUSTOMER DATE --why T` moves it",
                "如需改期：`gendan snooze 客户 日期 --why 原因`",
            ),
        )
    if in_ and wait:
        raise BadCommandLine(
            Text(
                "--in and --wait exclude each other: they wrote, so it is our turn",
                "--in 与 --wait 不能同时使用：客户已来信，轮到我们回复",
            ),
            Text("log the two one after the other", "请分两次记录"),
        )
    if no_answer:
        return InteractionKind.NO_ANSWER
    return InteractionKind.IN if in_ else InteractionKind.CONTACT


def _moment(here: Session, at: str | None) -> datetime:
    if at is None:
        return here.now
    when = dates.read_moment(at, here.now)
    if when > here.now:
        day = dates.spoken(when.date())
        raise Refused(
            Text(f"{day.en} {when:%H:%M} is in the future", f"{day.zh} {when:%H:%M} 是将来的时间"),
            Text(
                "--at says when it was; --next says when you promised to call",
                "--at 是已发生的时间；约定下次联系请用 --next",
            ),
        )
    return when


def _not_past(day: date | None, today: date) -> None:
    if day is not None and day < today:
        said = dates.spoken(day)
        raise Refused(
            Text(f"{said.en} has passed", f"{said.zh} 已过去"),
            Text("name a day from today on", "请写今天或之后的日期"),
        )


def _report(here: Session, customer: Customer, kind: InteractionKind, when: datetime) -> None:
    """Say what was logged and when they are due, from the rows that it left."""
    rows = {row.kind: row for row in agenda.of(here.book, customer.id)}
    clock = rows.get(Kind.PROMISE) or rows[Kind.CONTACT]
    out.say(show.logged(customer, kind, when, _then(kind, clock, rows)), here.lang)
    if clock.kind is Kind.CONTACT:
        say_unpublished(here, clock.due.year)


def _report_promise(here: Session, customer: Customer, promise: dates.When) -> None:
    out.say(show.promised(promise.day, promise.time), here.lang)
    past = agenda.history_of(here.book, customer.id, here.today)
    if past is not None and promise.day > (limit := history.limit_of(past)):
        out.tell(show.stretched(promise.day, limit), here.lang)


def _then(kind: InteractionKind, clock: Appointment, rows: Mapping[Kind, Appointment]) -> Text:
    if kind is InteractionKind.NO_ANSWER:
        return show.shown_again(min(row.shows_on for row in rows.values()), clock.attempts)
    if kind is InteractionKind.IN and Kind.REPLY in rows:
        return show.reply_due(rows[Kind.REPLY].due)
    return show.next_due(clock.due)
