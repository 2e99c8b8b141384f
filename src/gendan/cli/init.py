"""gendan init: a new, empty book."""

from typing import Annotated

import typer

from gendan import places
from gendan.cli import params
from gendan.cli.session import current, machine_zone
from gendan.show import out
from gendan.show import settings as show
from gendan.store.db import create_book

app = params.single()


@app.command()
def init(
    ctx: typer.Context,
    home_country: Annotated[str, typer.Option("--home-country", metavar="CC", help="Country whose working days are yours · 所在国家")] = "CN",
    timezone: Annotated[str | None, typer.Option("--timezone", metavar="TZ", help="Time zone, default the machine's · 时区，默认本机")] = None,
    base_currency: Annotated[str, typer.Option("--base-currency", metavar="CUR", help="Currency for tiers · 本位币")] = "USD",
) -> None:  # fmt: skip
    """Make a new book · 新建账本"""
    here = current(ctx)
    settings = {
        "home_country": places.country(home_country),
        "timezone": places.time_zone(timezone or machine_zone()),
        "base_currency": places.currency(base_currency),
    }
    create_book(here.path, settings, here.opening(settings["timezone"]))
    out.emit_lines(show.new_book(here.path, settings), here.lang)
    here.opened().close()
