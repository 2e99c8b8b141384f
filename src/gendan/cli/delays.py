"""gendan delays: which orders will leave after their ship-by date, why, and whether they know."""

import typer

from gendan.cli import milestones as shared
from gendan.cli import params
from gendan.cli.session import current
from gendan.core.delays import delay_of
from gendan.show import delays as show
from gendan.show import out
from gendan.store import orders, steps

app = params.single()


@app.command()
def delays(ctx: typer.Context, json: params.Json = False, csv: params.Csv = False) -> None:
    """Orders that will leave late, why, and whether the customer knows · 将延误的订单、原因及是否已告知"""
    form = params.form(json, csv)
    here = current(ctx)
    days = shared.calendars(here)
    home = shared.home(here, days)
    found = orders.listed(here.book, open_only=True)
    plans = steps.plans(here.book, [order.id for order in found])
    late = [delay_of(order, plans.get(order.id), here.today, home) for order in found]
    rows = [one for one in late if one is not None]
    rows.sort(key=lambda one: (-one.days_late, one.ship_by, one.order))
    out.emit(show.sheet(rows), form, here.lang)
    days.keep(here.book)
