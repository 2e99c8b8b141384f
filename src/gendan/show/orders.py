"""Orders as a list, and the file of one."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from gendan.core.order_fields import HEADER_WORDS, LINE_CELLS, LINE_WORDS, OWN, header_of
from gendan.core.orders import Amendment, Difference, Line, Order, OrderRequirement
from gendan.dates import iso, spoken
from gendan.show import amendments
from gendan.show.sheet import Column, Field, Page, Says, Sheet
from gendan.show.words import NOTHING, amount, number, said
from gendan.text import Text, joined

INSPECTION_WORDS = {
    "none": Text("none", "免检"),
    "final": Text("final", "尾期检验"),
    "all": Text("incoming, in-line and final", "来料、中期、尾期检验"),
}
SHOWN_CELLS = ("description", "spec", "color", "size")
"""Cells of a line that have a column of their own."""


def state(order: Order) -> Text:
    """Whether an order is open, shipped or cancelled."""
    if order.cancelled:
        return Text("cancelled", "已取消")
    return Text("open", "未出运") if order.open else Text("shipped", "已出运")


COLUMNS: Sequence[Column[Order]] = (
    Column("order", Text("Order", "订单号"), lambda o: o.number),
    Column("customer", Text("Customer", "客户"), lambda o: o.customer),
    Column("order_date", Text("Ordered", "下单日期"), lambda o: iso(o.order_date)),
    Column("ship_by", Text("Ship by", "交期"), lambda o: iso(o.ship_by)),
    Column("shipped_date", Text("Shipped", "出运日期"), lambda o: iso(o.shipped_date)),
    Column("state", Text("State", "状态"), lambda o: state(o).en, says=state),
    Column("lines", Text("Lines", "行数"), lambda o: len(o.lines), right=True, wide=True),
    Column("quantity", None, lambda o: number(quantity(o))),
    Column("currency", Text("Cur.", "币种"), lambda o: o.currency),
    Column("value", Text("Value", "金额"), lambda o: number(o.value), says=lambda o: amount(o.value), right=True),
    Column("owner", Text("Owner", "负责人"), lambda o: o.owner, wide=True),
)  # fmt: skip


def quantity(order: Order) -> Decimal:
    """Sum of the ordered quantities, whatever their units."""
    return sum((line.quantity for line in order.lines), Decimal(0))


def sheet(orders: Sequence[Order]) -> Sheet[Order]:
    """Orders, one a row."""
    return Sheet(
        title=Text(f"Orders: {len(orders)}", f"订单：{len(orders)}"),
        columns=COLUMNS,
        rows=orders,
        empty=Text("No orders.", "没有订单。"),
    )


def _cell(field: str) -> Column[Line]:
    """A field of a line that people read among the others, and scripts under its own key."""
    return Column(field, None, lambda n: n.cells.get(field))


LINE_COLUMNS: Sequence[Column[Line]] = (
    Column("line", Text("Line", "行"), lambda n: n.line),
    Column("sku", Text("Item", "货号"), lambda n: n.sku),
    Column("description", Text("Description", "品名"), lambda n: n.cells.get("description"), spare=True),
    Column("spec", Text("Spec", "规格"), lambda n: n.cells.get("spec"), wide=True, spare=True),
    Column("color", Text("Colour", "颜色"), lambda n: n.cells.get("color"), spare=True),
    Column("size", Text("Size", "尺码"), lambda n: n.cells.get("size"), spare=True),
    Column("quantity", Text("Qty", "数量"), lambda n: number(n.quantity), right=True),
    Column("unit", Text("Unit", "单位"), lambda n: n.unit, spare=True),
    Column("unit_price", Text("Price", "单价"), lambda n: number(n.unit_price), right=True, spare=True),
    Column("discount", Text("Disc.", "折扣"), lambda n: number(n.discount), says=lambda n: _discount(n),
           right=True, wide=True, spare=True),
    Column("amount", None, lambda n: number(n.amount)),
    Column("value", Text("Value", "金额"), lambda n: number(n.value), says=lambda n: _worth(n), right=True, spare=True),
    *(_cell(field) for field in LINE_CELLS if field not in SHOWN_CELLS),
    Column("cells", None, lambda n: dict(n.cells)),
    Column("extra", Text("Also", "其他"), lambda n: dict(n.extra), says=lambda n: _also(n), wide=True, spare=True),
)  # fmt: skip


def _discount(line: Line) -> Says:
    return said(number(line.discount)) if line.discount else NOTHING


def _worth(line: Line) -> Says:
    """What a line is worth; nothing is said where nobody said a price."""
    return NOTHING if line.amount is None and line.unit_price is None else amount(line.value)


def _also(line: Line) -> Text:
    """The fields of a line that have no column, and what gendan has no field for."""
    cells = [
        Text(f"{LINE_WORDS[field].en}: {value}", f"{LINE_WORDS[field].zh}：{value}")
        for field in LINE_CELLS
        if field not in SHOWN_CELLS and (value := line.cells.get(field))
    ]
    extra = [Text(f"{key}: {value}", f"{key}：{value}") for key, value in line.extra.items()]
    return joined([*cells, *extra], "; ", "；") if cells or extra else NOTHING


NO_SECTIONS: Mapping[str, Sheet[Any]] = MappingProxyType({})


class Folder(NamedTuple):
    """All that the file of one order shows; `sections`: what other files make of it, by key."""

    order: Order
    requirements: Sequence[OrderRequirement]
    amendments: Sequence[Amendment]
    sections: Mapping[str, Sheet[Any]] = NO_SECTIONS


def requirements(rows: Sequence[OrderRequirement]) -> Sheet[OrderRequirement]:
    """What the customer asked for: our reading, their own words, whether they confirmed."""
    columns: Sequence[Column[OrderRequirement]] = (
        Column("item", Text("No.", "编号"), lambda r: r.item),
        Column("text", Text("Our reading", "我方理解"), lambda r: r.text),
        Column("source", Text("Their words", "客户原话"), lambda r: r.source),
        Column("confirmed", Text("Confirmed", "客户确认"), lambda r: iso(r.confirmed),
               says=lambda r: iso(r.confirmed) or Text("not yet", "未确认")),
        Column("who", Text("Noted by", "记录人"), lambda r: r.who),
    )  # fmt: skip
    return Sheet(
        title=Text("Requirements", "客户要求"),
        columns=columns,
        rows=rows,
        empty=Text("No requirements of this order alone.", "本单无特别要求。"),
    )


def lines(order: Order) -> Sheet[Line]:
    """The lines of an order."""
    return Sheet(
        title=Text(f"Lines: {len(order.lines)}", f"明细：{len(order.lines)} 行"),
        columns=LINE_COLUMNS,
        rows=order.lines,
        empty=Text("No lines.", "没有明细。"),
    )


def page(folder: Folder) -> Page:
    """The file of one order: header, lines, what was asked for, what was amended."""
    order, header = folder.order, header_of(folder.order)
    fields = [
        Field("state", Text("State", "状态"), state(order).en, state(order)),
        Field("order", Text("Order", "订单号"), order.number),
        Field("customer", Text("Customer", "客户"), order.customer),
    ]
    for field, words in HEADER_WORDS.items():
        value = header.get(field)
        shown = words if value is not None or field in OWN else None
        says = INSPECTION_WORDS.get(value or "") if field == "inspection" else None
        fields.append(Field(field, shown, value, says or said(value)))
        if field == "currency":
            worth = amount(order.value)
            fields.append(Field("value", Text("Value", "金额"), number(order.value), worth))
    return Page(
        Text(f"Order {order.number}", f"订单 {order.number}"),
        fields,
        {
            "lines": lines(order),
            "requirements": requirements(folder.requirements),
            **folder.sections,
            "amendments": amendments.sheet(folder.amendments),
        },
    )


def added(order: Order) -> Text:
    """That an order is in the book, with what was understood."""
    day = spoken(order.order_date)
    by = spoken(order.ship_by) if order.ship_by is not None else None
    return Text(
        f"order {order.number} of {order.customer} added, ordered {day.en}"
        + (f", ship by {by.en}" if by else "")
        + f"; next: gendan order line add {order.number} SKU QTY",
        f"订单 {order.number}（{order.customer}）已添加，下单 {day.zh}"
        + (f"，交期 {by.zh}" if by else "")
        + f"；下一步：gendan order line add {order.number} 货号 数量",
    )


def amended(order: Order, changes: Sequence[Difference]) -> list[Text]:
    """What an amendment changed, the header and each line of the order on a line."""
    told = [Text(f"order {order.number} amended", f"订单 {order.number} 已修改")]
    told += [Text(f"  {t.en}", f"  {t.zh}") for t in amendments.lines(changes)]
    return told


def required(order: Order, requirement: OrderRequirement) -> Text:
    """That a requirement is on the checklist, and whether the customer confirmed our reading."""
    on = requirement.confirmed
    name, text = requirement.item, requirement.text
    if on is None:
        return Text(
            f"order {order.number}, {name}: {text}; the customer has not confirmed this reading "
            f"(`gendan order confirm {order.number} {name}` when they do)",
            f"订单 {order.number}，{name}：{text}；客户尚未确认我方理解"
            f"（确认后用 `gendan order confirm {order.number} {name}`）",
        )
    return Text(
        f"order {order.number}, {name}: {text}; confirmed by the customer {spoken(on).en}",
        f"订单 {order.number}，{name}：{text}；客户已于 {spoken(on).zh} 确认",
    )


def cancelled(order: Order, why: str) -> Text:
    """That an order counts no more."""
    return Text(f"order {order.number} cancelled ({why})", f"订单 {order.number} 已取消（{why}）")
