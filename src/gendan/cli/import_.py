"""gendan import: customers and orders from Excel, WPS or CSV."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gendan.cli import exchange, order_import, params
from gendan.cli.partner_guard import Allow
from gendan.cli.session import current
from gendan.errors import Refused
from gendan.files import customers, orders, records, sheets
from gendan.files.headings import CUSTOMERS, ORDERS
from gendan.text import Text

app = params.single()


class What(StrEnum):
    """What a file holds."""

    CUSTOMERS = "customers"
    ORDERS = "orders"


@app.command()
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=".xlsx .xls .ods .csv .tsv")],
    what: Annotated[What | None, typer.Option("--what", help="What it holds, default: by its headings · 内容类型，默认按表头判断")] = None,
    sheet: params.SheetName = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check only, write nothing · 仅检查，不写入")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave faulty rows out and list them · 跳过并列出有误的行")] = False,
    allow_partner: Allow = None,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Customers or orders from a spreadsheet · 从表格导入客户或订单"""
    form = params.form(json, csv)
    here = current(ctx)
    grids = sheets.read(file, sheet)
    kind = what or _what(file, grids)
    if kind is What.CUSTOMERS:
        done = exchange.import_customers(here, file, grids, dry_run, skip_bad)
    else:
        how = order_import.How(dry=dry_run, skip=skip_bad, allow=allow_partner)
        done = order_import.import_orders(here, file, orders.read(grids), how)
    exchange.report(here, done, form)


def _what(file: Path, grids: list[sheets.Grid]) -> What:
    """By the headings, where only one reading is possible; a guess never writes."""
    is_orders = records.has(grids, ORDERS, orders.REQUIRED)
    is_customers = records.has(grids, CUSTOMERS, customers.REQUIRED)
    if is_orders != is_customers:
        return What.ORDERS if is_orders else What.CUSTOMERS
    if not is_orders:
        raise Refused(
            Text(
                f"{file.name} has the headings of neither customers nor orders",
                f"{file.name} 既没有客户表头，也没有订单表头",
            ),
            Text(
                f"customers need {', '.join(customers.REQUIRED)}; orders {', '.join(orders.REQUIRED)}",
                "客户须有编号、名称；订单须有订单号、客户、订单日期、货号、数量",
            ),
        )
    raise Refused(
        Text(
            f"{file.name}: its headings do not tell whether it holds customers or orders",
            f"{file.name}：无法根据表头判断是客户还是订单",
        ),
        Text(
            "say so with --what customers or --what orders",
            "请用 --what customers（客户）或 --what orders（订单）指定",
        ),
    )
