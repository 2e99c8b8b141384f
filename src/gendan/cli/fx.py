"""gendan fx: what other currencies are worth."""

from decimal import Decimal, InvalidOperation
from typing import Annotated

import typer

from gendan import dates, places
from gendan.cli import params
from gendan.cli.session import current
from gendan.core.exposure import exposure as reckon
from gendan.errors import Refused
from gendan.show import exposure as show_exposure
from gendan.show import out
from gendan.show import settings as show
from gendan.store import orders, settings
from gendan.text import Text

app = params.group("What other currencies are worth, and what open orders risk · 汇率与敞口")


def _rate(words: str) -> Decimal:
    try:
        rate = Decimal(words)
    except InvalidOperation:
        rate = Decimal("NaN")
    if not (rate.is_finite() and rate > 0):
        raise Refused(
            Text(f"{words!r} is no exchange rate", f"{words!r} 不是汇率"),
            Text("write a number above 0: 1.08", "请写大于 0 的数：1.08"),
        )
    return rate


@app.command("set")
def set_(
    ctx: typer.Context,
    currency: Annotated[str, typer.Argument(metavar="CUR", help="ISO code · 币种")],
    rate: Annotated[str, typer.Argument(metavar="RATE", help="Base currency for 1 unit · 1 单位折合本位币")],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="From which day on, default today · 生效日")] = None,
) -> None:  # fmt: skip
    """Set what one unit of a currency is worth in the base currency · 设置汇率"""
    here = current(ctx)
    code, value = places.currency(currency), _rate(rate)
    base = here.book.settings["base_currency"]
    if code == base:
        raise Refused(
            Text(f"{code} is the base currency", f"{code} 是本位币"),
            Text(
                "`gendan config base_currency` changes it", "用 `gendan config base_currency` 修改"
            ),
        )
    day = dates.read_when(on, here.today, back=True).day if on else here.today
    with here.write() as work:
        settings.set_rate(work, code, day, value)
    out.say(show.rate_set(code, value, base, day), here.lang)


@app.command("list")
def list_(ctx: typer.Context, json: params.Json = False, csv: params.Csv = False) -> None:
    """Show the exchange rates · 查看汇率"""
    form = params.form(json, csv)
    here = current(ctx)
    out.emit(
        show.rates(settings.rates(here.book), here.book.settings["base_currency"]), form, here.lang
    )


@app.command()
def exposure(ctx: typer.Context, json: params.Json = False, csv: params.Csv = False) -> None:
    """Open orders by currency, and what a move of the rate costs · 外币订单敞口与汇率波动损失"""
    form = params.form(json, csv)
    here = current(ctx)
    found = reckon(
        orders.listed(here.book, open_only=True),
        settings.rates(here.book),
        here.book.settings["base_currency"],
        here.today,
    )
    out.emit(show_exposure.sheet(found), form, here.lang)
    if form is out.Form.TABLE and found.positions:
        out.emit(show_exposure.moves(found), form, here.lang)
