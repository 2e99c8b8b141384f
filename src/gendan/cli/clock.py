"""What the commands that move a customer's clock share."""

from datetime import date
from typing import Annotated

import typer

from gendan import dates
from gendan.cli.session import Session
from gendan.core.customers import Customer
from gendan.core.interactions import MarkKind
from gendan.core.kinds import CLOCK_KINDS
from gendan.core.words import reason
from gendan.errors import Refused
from gendan.show import interactions as show
from gendan.show import out
from gendan.show.words import unpublished
from gendan.store import agenda, calendars, customers, interactions
from gendan.text import Text

Until = Annotated[
    str, typer.Argument(metavar="DATE", help="First day to show it again · 恢复显示日期")
]


def hide(here: Session, words: str, date_words: str, kind: MarkKind, why: str) -> None:
    """Hide a customer's rows until a day, for a reason: a snooze or a pause."""
    until = later_day(here, date_words)
    why = reason(why)
    with here.write() as work:
        found = customers.active(here.book, words)
        interactions.mark(work, found.id, kind, until=until, why=why)
    out.say(show.hidden_until(found, until, why), here.lang)


def next_due(here: Session, customer: Customer) -> date | None:
    """When a customer is due by its clock, after what was just written."""
    rows = agenda.of(here.book, customer.id)
    return next((row.due for row in rows if row.kind in CLOCK_KINDS), None)


def later_day(here: Session, words: str) -> date:
    """A day after today; today would hide nothing."""
    day = dates.read_day(words, here.today)
    if day <= here.today:
        said = dates.spoken(day)
        raise Refused(
            Text(f"{said.en} is not after today", f"{said.zh} 不在今天之后"),
            Text("name a later day: tomorrow, +3d, fri", "请写之后的日期：明天、+3d、周五"),
        )
    return day


def say_unpublished(here: Session, year: int) -> None:
    """Say so if the make-up days of a year are not announced yet at home."""
    home = here.book.settings["home_country"]
    days = calendars.Calendars(here.book.conn, here.today)
    if days.unpublished(home, year):
        out.tell(unpublished(year, home), here.lang)
    days.keep(here.book)
