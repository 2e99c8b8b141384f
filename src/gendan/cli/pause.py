"""gendan pause: leave them alone until a date."""

import typer

from gendan.cli import clock, params
from gendan.cli.session import current
from gendan.core.interactions import MarkKind

app = params.single()


@app.command()
def pause(
    ctx: typer.Context, customer: params.Customer, date: clock.Until, why: params.Why
) -> None:
    """Not followed up until a date · 暂停跟进，到期自动恢复"""
    clock.hide(current(ctx), customer, date, MarkKind.PAUSE, why)
