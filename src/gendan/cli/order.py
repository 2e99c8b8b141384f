"""gendan order: orders in, amended, listed and shown."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from gendan import dates
from gendan.cli import exchange, milestones, order_add, order_amend, order_import, params
from gendan.cli.cases import order_cases
from gendan.cli.partner_guard import Allow
from gendan.cli.session import current
from gendan.core.words import reason
from gendan.files import orders as order_files
from gendan.show import complaints, out, plans, shipments
from gendan.show import orders as show
from gendan.store import amendments, customers, orders
from gendan.store import shipments as store_shipments

app = params.group("Orders: add, import, amend, show … · 订单：添加、导入、修改、查看……")
app.command()(order_add.add)
app.add_typer(order_add.lines, name="line")
app.command()(order_amend.amend)
app.command()(order_amend.require)
app.command()(order_amend.confirm)


@app.command("import")
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=".xlsx .xls .ods .csv .tsv .xml (UBL)")],
    as_customer: Annotated[str | None, typer.Option("--as-customer", metavar="CODE", help="All orders are this customer's · 全部归于该客户")] = None,
    sheet: params.SheetName = None,
    update: Annotated[bool, typer.Option("--update", help="Amend orders that exist, list what changed · 修改已有订单并列出变化")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check only, write nothing · 仅检查，不写入")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave faulty orders out and list them · 跳过并列出有误的订单")] = False,
    allow_partner: Allow = None,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Orders from a spreadsheet or UBL · 从表格或 UBL 导入订单"""
    form = params.form(json, csv)
    here = current(ctx)
    read = order_files.load(file, sheet, customer_wanted=as_customer is None)
    how = order_import.How(dry_run, skip_bad, update, as_customer, allow_partner)
    exchange.report(here, order_import.import_orders(here, file, read, how), form)


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
    """One order: lines, requirements, plan, shipments … · 查看订单：明细、要求、节点、出运……"""
    form = params.form(json, csv)
    here = current(ctx)
    found = orders.get(here.book, number)
    days = milestones.calendars(here)
    folder = show.Folder(
        order=found,
        requirements=orders.requirements(here.book, found.id),
        amendments=amendments.listed(here.book, found.id),
        sections={
            "plan": plans.sheet(
                milestones.stand_of(here, found, days),
                found.number,
                bars=out.on_terminal(sys.stdout),
            ),
            "shipments": shipments.sheet(store_shipments.of(here.book, found.id), of_one=True),
            "complaints": complaints.sheet(order_cases(here, found.id)),
        },
    )
    out.emit_page(show.page(folder), form, here.lang)
    days.keep(here.book)


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
