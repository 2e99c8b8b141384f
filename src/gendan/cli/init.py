"""gendan init: a new, empty book."""

from typing import Annotated

import typer

from gendan import places
from gendan.cli import params
from gendan.cli.session import current, machine_zone
from gendan.show import out
from gendan.store.db import create_book
from gendan.text import Text

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
    create_book(here.path, settings).close()
    out.emit_lines(
        [
            Text(f"new book: {here.path}", f"已新建账本：{here.path}"),
            Text(
                f"home country {settings['home_country']}, time zone {settings['timezone']}, "
                f"base currency {settings['base_currency']} (`gendan config` changes them)",
                f"国家 {settings['home_country']}，时区 {settings['timezone']}，"
                f"本位币 {settings['base_currency']}（可用 `gendan config` 修改）",
            ),
            Text(
                "next: gendan import customers.xlsx · gendan customer add CODE NAME",
                "下一步：gendan import customers.xlsx · gendan customer add 编号 名称",
            ),
        ],
        here.lang,
    )
