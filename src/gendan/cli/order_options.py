"""The fields of an order on the command line: one option a field, checked as in files."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from gendan import dates
from gendan.cli.session import Session
from gendan.core.order_fields import DAYS
from gendan.files import order_fields

Number = Annotated[str, typer.Argument(metavar="NUMBER", help="Order number · 订单号")]
LOOKING_BACK = ("order_date", "shipped_date")
"""Days that have passed: what people leave out of them (`fri`, `11-18`) looks back."""


def _option(*names: str, metavar: str, help: str) -> Any:
    return typer.Option(*names, metavar=metavar, help=help)


Date = Annotated[
    str | None,
    _option(
        "--date",
        "--order-date",
        metavar="DATE",
        help="Ordered on, default today · 下单日期，默认今天",
    ),
]
ShipBy = Annotated[str | None, _option("--ship-by", metavar="DATE", help="Latest shipment · 交期")]
Currency = Annotated[
    str | None,
    _option("--currency", metavar="CUR", help="Default: the customer's · 币种，默认客户币种"),
]
Incoterm = Annotated[str | None, _option("--incoterm", metavar="T", help="FOB, CIF … · 贸易术语")]
Place = Annotated[str | None, _option("--place", metavar="T", help="Named place · 指定地点")]
Payment = Annotated[
    str | None, _option("--payment", metavar="T", help="Terms of payment · 付款条件")
]
PaymentKind = Annotated[
    str | None, _option("--payment-kind", metavar="T", help="T/T, L/C, D/P … · 付款类型")
]
Pol = Annotated[str | None, _option("--pol", metavar="T", help="Port of loading · 装运港")]
Pod = Annotated[str | None, _option("--pod", metavar="T", help="Port of discharge · 目的港")]
Marks = Annotated[str | None, _option("--marks", metavar="T", help="Shipping marks · 唛头")]
Consignee = Annotated[str | None, _option("--consignee", metavar="T", help="Consignee · 收货人")]
Notify = Annotated[str | None, _option("--notify", metavar="T", help="Notify party · 通知人")]
Partial = Annotated[
    str | None, _option("--partial", metavar="T", help="allowed, not allowed · 分批装运")
]
Tolerance = Annotated[
    str | None, _option("--tolerance", metavar="T", help="More or less: ±5%, +3/-0% · 溢短装")
]
Owner = Annotated[str | None, _option("--owner", metavar="NAME", help="Who handles it · 负责人")]
Forwarder = Annotated[str | None, _option("--forwarder", metavar="NAME", help="Forwarder · 货代")]
Deposit = Annotated[
    str | None,
    _option("--deposit", metavar="PERCENT", help="Due before production: 30 · 定金百分比"),
]
Inspection = Annotated[
    str | None,
    _option(
        "--inspection",
        metavar="T",
        help="none, final, all (incoming, in-line, final) · all 为来料、中期、尾期",
    ),
]
Documents = Annotated[
    str | None,
    _option("--documents", metavar="CODES", help="Go with the goods: CI,PL,BL,CO · 随附单据"),
]

Unit = Annotated[str | None, _option("--unit", metavar="T", help="PCS, SET, DOZ … · 单位")]
Price = Annotated[
    str | None, _option("--price", "--unit-price", metavar="N", help="For one unit · 单价")
]
Discount = Annotated[str | None, _option("--discount", metavar="N", help="0.15 or 15% · 折扣")]
Amount = Annotated[
    str | None, _option("--amount", metavar="N", help="As the customer states it · 金额")
]
CustomerItem = Annotated[
    str | None, _option("--customer-item", metavar="T", help="Their item number · 客户货号")
]
Description = Annotated[
    str | None, _option("--description", metavar="T", help="Description · 品名")
]
Spec = Annotated[str | None, _option("--spec", metavar="T", help="Specification · 规格")]
Color = Annotated[str | None, _option("--color", "--colour", metavar="T", help="Colour · 颜色")]
Size = Annotated[str | None, _option("--size", metavar="T", help="Size · 尺码")]
PcsPerCarton = Annotated[
    str | None, _option("--pcs-per-carton", metavar="N", help="Pieces per carton · 每箱数量")
]
Cartons = Annotated[str | None, _option("--cartons", metavar="N", help="Cartons · 箱数")]
Barcode = Annotated[str | None, _option("--barcode", metavar="T", help="EAN, UPC · 条码")]
HsCode = Annotated[str | None, _option("--hs-code", metavar="T", help="HS code · 海关编码")]
Origin = Annotated[str | None, _option("--origin", metavar="T", help="Country of origin · 原产地")]
Supplier = Annotated[str | None, _option("--supplier", metavar="T", help="Factory · 供应商")]
LineTolerance = Annotated[
    str | None, _option("--tolerance", metavar="T", help="This line's own clause · 本行溢短装")
]
LineNumber = Annotated[str | None, _option("--line", metavar="N", help="Default: the next · 行号，默认顺延")]  # fmt: skip


def header(here: Session, given: Mapping[str, str | None]) -> dict[str, str]:
    """The fields of a header that were given, checked; days in the words that people type."""
    return {
        field: header_field(here, field, words)
        for field, words in given.items()
        if words is not None
    }


def header_field(here: Session, field: str, words: str) -> str:
    """One field of a header, checked."""
    if field in DAYS:
        back = field in LOOKING_BACK
        return dates.read_day(words, here.today, back=back).isoformat()
    return order_fields.HEADER[field](words)


def line(given: Mapping[str, str | None]) -> dict[str, str]:
    """The fields of a line that were given, checked."""
    return {
        field: order_fields.LINE[field](words) for field, words in given.items() if words is not None
    }  # fmt: skip
