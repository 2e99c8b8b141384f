"""An order as plain texts by canonical column (contract §5), and the columns' names for people."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import count
from typing import NamedTuple

from gendan.core.orders import NOTHING, Line, Order
from gendan.text import Text

DAYS = ("order_date", "ship_by", "shipped_date")
OWN = (*DAYS, "currency", "owner", "forwarder")
"""Fields of the header that an Order has as its own; all others are its cells."""

HEADER_WORDS: Mapping[str, Text] = {
    "order_date": Text("Ordered", "下单日期"),
    "ship_by": Text("Ship by", "交期"),
    "shipped_date": Text("Shipped", "出运日期"),
    "currency": Text("Currency", "币种"),
    "incoterm": Text("Incoterm", "贸易术语"),
    "place": Text("Named place", "指定地点"),
    "payment": Text("Payment", "付款条件"),
    "payment_kind": Text("Payment kind", "付款类型"),
    "deposit": Text("Deposit %", "定金 %"),
    "pol": Text("Port of loading", "装运港"),
    "pod": Text("Port of discharge", "目的港"),
    "marks": Text("Shipping marks", "唛头"),
    "consignee": Text("Consignee", "收货人"),
    "notify": Text("Notify party", "通知人"),
    "partial": Text("Partial shipment", "分批装运"),
    "tolerance": Text("Tolerance", "溢短装"),
    "inspection": Text("Inspection", "验货"),
    "documents": Text("Documents", "随附单据"),
    "owner": Text("Owner", "负责人"),
    "forwarder": Text("Forwarder", "货代"),
}
"""Every field of the header beside number and customer, in the order in which they are shown."""

LINE_WORDS: Mapping[str, Text] = {
    "line": Text("Line", "行号"),
    "sku": Text("Item", "货号"),
    "customer_item": Text("Customer's item", "客户货号"),
    "description": Text("Description", "品名"),
    "spec": Text("Spec", "规格"),
    "color": Text("Colour", "颜色"),
    "size": Text("Size", "尺码"),
    "quantity": Text("Quantity", "数量"),
    "unit": Text("Unit", "单位"),
    "unit_price": Text("Unit price", "单价"),
    "discount": Text("Discount", "折扣"),
    "amount": Text("Amount", "金额"),
    "tolerance": Text("Tolerance", "溢短装"),
    "pcs_per_carton": Text("Pcs per carton", "每箱数量"),
    "cartons": Text("Cartons", "箱数"),
    "barcode": Text("Barcode", "条码"),
    "hs_code": Text("HS code", "海关编码"),
    "origin": Text("Origin", "原产地"),
    "supplier": Text("Supplier", "供应商"),
}
"""Every field of a line, in the order in which they are shown."""

HEADER_CELLS = tuple(field for field in HEADER_WORDS if field not in OWN)
LINE_CELLS = tuple(
    field
    for field in LINE_WORDS
    if field not in ("line", "sku", "quantity", "unit", "unit_price", "discount", "amount")
)
"""Fields of a line that a Line keeps in its cells."""

Fields = Mapping[str, str]


class GivenLine(NamedTuple):
    """
    A line as somebody gave it: checked texts by field, blanks left out, and columns unknown.

    `gone`: it says itself that it is ordered no more (UBL OrderChange).
    """

    fields: Fields
    extra: Fields = NOTHING
    gone: bool = False


def header_of(order: Order) -> dict[str, str]:
    """The header as texts, what is empty left out."""
    own = {
        "order_date": order.order_date.isoformat(),
        "ship_by": order.ship_by.isoformat() if order.ship_by else None,
        "shipped_date": order.shipped_date.isoformat() if order.shipped_date else None,
        "currency": order.currency,
        "owner": order.owner,
        "forwarder": order.forwarder,
    }
    found = own | dict(order.cells)
    return {field: value for field in HEADER_WORDS if (value := found.get(field))}


def fields_of(line: Line) -> dict[str, str]:
    """A line as texts, what is empty and a discount of nothing left out."""
    own = {
        "line": line.line,
        "sku": line.sku,
        "quantity": plain(line.quantity),
        "unit": line.unit,
        "unit_price": None if line.unit_price is None else plain(line.unit_price),
        "discount": plain(line.discount) if line.discount else None,
        "amount": None if line.amount is None else plain(line.amount),
    }
    found = own | dict(line.cells)
    return {field: value for field in LINE_WORDS if (value := found.get(field))}


def order_from(number: str, customer: str, header: Fields, lines: Iterable[Line]) -> Order:
    """The order that these checked texts describe."""
    days = {
        name: date.fromisoformat(header[name]) for name in ("ship_by", "shipped_date") if name in header
    }  # fmt: skip
    return Order(
        number=number,
        customer=customer,
        order_date=date.fromisoformat(header["order_date"]),
        ship_by=days.get("ship_by"),
        shipped_date=days.get("shipped_date"),
        currency=header.get("currency"),
        owner=header.get("owner"),
        forwarder=header.get("forwarder"),
        cells={field: header[field] for field in HEADER_CELLS if field in header},
        lines=tuple(lines),
    )


def line_from(fields: Fields, extra: Fields = NOTHING) -> Line:
    """The line that these checked texts describe."""
    price, amount = fields.get("unit_price"), fields.get("amount")
    return Line(
        line=fields["line"],
        sku=fields["sku"],
        quantity=Decimal(fields["quantity"]),
        unit=fields.get("unit"),
        unit_price=None if price is None else Decimal(price),
        discount=Decimal(fields.get("discount", "0")),
        amount=None if amount is None else Decimal(amount),
        cells={field: fields[field] for field in LINE_CELLS if field in fields},
        extra=dict(extra),
    )


def lines_from(given: Sequence[GivenLine]) -> list[Line]:
    """New lines; those without a number are counted on from the highest that was given."""
    free = count(next_number(line.fields.get("line", "") for line in given))
    return [
        line_from({**line.fields, "line": line.fields.get("line") or str(next(free))}, line.extra)
        for line in given
    ]


def next_number(lines: Iterable[str]) -> int:
    """The number after the highest; what is no number does not count."""
    numbers = [int(line) for line in lines if line.isascii() and line.isdigit()]
    return max(numbers, default=0) + 1


def plain(value: Decimal) -> str:
    """A decimal as text, never with an exponent, without needless zeros."""
    return f"{value.normalize():f}"
