"""gendan pause: leave them alone until a date."""

from typing import Annotated

import typer

from gendan.cli import params
from gendan.cli.clock import later_day
from gendan.cli.session import current
from gendan.core.interactions import MarkKind
from gendan.core.words import NOTE_LIMIT, clean
from gendan.show import interactions as show
from gendan.show import out
from gendan.store import customers, interactions
from gendan.text import Text

app = params.single()


@app.command()
def pause(
    ctx: typer.Context,
    customer: params.Customer,
    date: Annotated[
        str, typer.Argument(metavar="DATE", help="First day to show it again · 恢复显示日期")
    ],
    why: params.Why,
) -> None:
    """Not followed up until a date · 暂停跟进，到期自动恢复"""
    here = current(ctx)
    found = customers.active(here.book, customer)
    until = later_day(here, date)
    reason = clean(why, Text("the reason", "原因"), NOTE_LIMIT, lines=True)
    with here.write() as work:
        interactions.mark(work, found.id, MarkKind.PAUSE, until=until, why=reason)
    out.say(show.hidden_until(found, until, reason), here.lang)
