"""gendan order: orders in, listed and shown."""

from pathlib import Path
from typing import Annotated

import typer

from gendan import dates
from gendan.cli import exchange, params
from gendan.cli.session import current
from gendan.core.words import reason
from gendan.files import sheets
from gendan.show import orders as show
from gendan.show import out
from gendan.store import customers, orders

app = params.group("Orders: import, list, show, cancel · 订单：导入、列表、查看、取消")


@app.command("import")
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=".xlsx .xls .ods .csv .tsv")],
    as_customer: Annotated[str | None, typer.Option("--as-customer", metavar="CODE", help="All orders are this customer's · 全部归于该客户")] = None,
    sheet: params.SheetName = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check only, write nothing · 仅检查，不写入")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave faulty orders out and list them · 跳过并列出有误的订单")] = False,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Orders from a spreadsheet, one row a line · 从表格导入订单，每行一个明细"""
    form = params.form(json, csv)
    here = current(ctx)
    done = exchange.import_orders(
        here, file, sheets.read(file, sheet), dry_run, skip_bad, as_customer
    )
    exchange.report(here, done, form)


@app.command("list")
def list_(
    ctx: typer.Context,
    customer: Annotated[str | None, typer.Option("--customer", metavar="CODE", help="Only this customer's · 仅某客户")] = None,
    owner: Annotated[str | None, typer.Option("--owner", metavar="NAME", help="Only this owner's · 仅某负责人")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Only those not shipped yet · 仅未出运")] = False,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Ordered on or after · 下单日期起")] = None,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Orders, newest first · 订单列表"""
    form = params.form(json, csv)
    here = current(ctx)
    found = orders.listed(
        here.book,
        customer_id=customers.find(here.book, customer).id if customer is not None else None,
        owner=owner,
        open_only=open_,
        since=dates.read_when(since, here.today, back=True).day if since is not None else None,
    )
    out.emit(show.sheet(found), form, here.lang)


@app.command("show")
def show_(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Order number · 订单号")],
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:
    """One order with its lines · 查看订单及明细"""
    form = params.form(json, csv)
    here = current(ctx)
    out.emit_page(show.page(orders.get(here.book, number)), form, here.lang)


@app.command()
def cancel(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Order number · 订单号")],
    why: params.Why,
) -> None:
    """Cancel an order; it counts no more · 取消订单，不再计入"""
    here = current(ctx)
    why = reason(why)
    with here.write() as work:
        found = orders.cancel(work, number, why)
    out.say(show.cancelled(found, why), here.lang)
