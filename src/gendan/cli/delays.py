"""gendan delays: which orders are past their ship-by date or will be, why, and whether they know."""

from typing import Annotated

import typer

from gendan.cli import milestones as shared
from gendan.cli import params
from gendan.cli.session import current
from gendan.core.lateness import late_orders
from gendan.show import delays as show
from gendan.show import out
from gendan.store import orders, steps
from gendan.text import Text

app = params.single()


@app.command()
def delays(
    ctx: typer.Context,
    shipped: Annotated[bool, typer.Option("--shipped", help="Also those that left late · 含已延误出运的订单")] = False,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Orders that are late or will be, why, and whether the customer knows · 已逾期或将延误的订单、原因及是否已告知"""
    form = params.form(json, csv)
    here = current(ctx)
    days = shared.calendars(here)
    found = orders.listed(here.book, open_only=not shipped)
    plans = steps.standing(here.book, found)
    rows = late_orders(
        out.track(found, Text("looking", "检查"), here.lang),
        plans,
        here.today,
        shared.home(here, days),
    )
    out.emit(show.sheet(rows, shipped=shipped), form, here.lang)
    days.keep(here.book)
