"""gendan snooze: not today, but do not forget."""

import typer

from gendan.cli import clock, params
from gendan.cli.session import current
from gendan.core.interactions import MarkKind

app = params.single()


@app.command()
def snooze(
    ctx: typer.Context, customer: params.Customer, date: clock.Until, why: params.Why
) -> None:
    """Not shown before a date · 推迟显示，应联系日不变"""
    clock.hide(current(ctx), customer, date, MarkKind.SNOOZE, why)
