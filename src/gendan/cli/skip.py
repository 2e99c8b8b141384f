"""gendan skip: close this round without a contact."""

import typer

from gendan.cli import params
from gendan.cli.clock import next_due
from gendan.cli.session import current
from gendan.core.interactions import MarkKind
from gendan.core.words import reason
from gendan.show import interactions as show
from gendan.show import out
from gendan.store import customers, interactions

app = params.single()


@app.command()
def skip(ctx: typer.Context, customer: params.Customer, why: params.Why) -> None:
    """Close this round without a contact · 跳过本轮，从今天重新计时"""
    here = current(ctx)
    why = reason(why)
    with here.write() as work:
        found = customers.active(here.book, customer)
        interactions.mark(work, found.id, MarkKind.SKIP, why=why)
    out.say(show.skipped(found, next_due(here, found)), here.lang)
