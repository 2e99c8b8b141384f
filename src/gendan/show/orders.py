"""Orders as a list, and the file of one."""

from collections.abc import Sequence
from decimal import Decimal

from gendan.core.orders import Line, Order
from gendan.dates import iso
from gendan.show.sheet import Column, Field, Json, Page, Sheet
from gendan.show.words import amount, number
from gendan.text import Text, same


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
    Column("lines", Text("Lines", "行数"), lambda o: len(o.lines), right=True),
    Column("quantity", None, lambda o: number(quantity(o))),
    Column("currency", Text("Cur.", "币种"), lambda o: o.currency),
    Column("value", Text("Value", "金额"), lambda o: number(o.value), says=lambda o: amount(o.value), right=True),
    Column("owner", Text("Owner", "负责人"), lambda o: o.owner),
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


LINE_COLUMNS: Sequence[Column[Line]] = (
    Column("line", Text("Line", "行"), lambda n: n.line),
    Column("sku", Text("Item", "货号"), lambda n: n.sku),
    Column("description", Text("Description", "品名"), lambda n: n.cells.get("description")),
    Column("spec", Text("Spec", "规格"), lambda n: n.cells.get("spec")),
    Column("color", None, lambda n: n.cells.get("color")),
    Column("size", None, lambda n: n.cells.get("size")),
    Column("quantity", Text("Qty", "数量"), lambda n: number(n.quantity), right=True),
    Column("unit", Text("Unit", "单位"), lambda n: n.unit),
    Column("unit_price", Text("Price", "单价"), lambda n: number(n.unit_price), right=True),
    Column("discount", Text("Disc.", "折扣"), lambda n: number(n.discount), right=True),
    Column("amount", None, lambda n: number(n.amount)),
    Column("value", Text("Value", "金额"), lambda n: number(n.value), says=lambda n: amount(n.value), right=True),
    Column("cells", None, lambda n: dict(n.cells)),
    Column("extra", Text("Also", "其他列"), lambda n: dict(n.extra),
           says=lambda n: "; ".join(f"{k}: {v}" for k, v in (*_other(n), *n.extra.items())) or "–"),
)  # fmt: skip

SHOWN_CELLS = ("description", "spec")


def _other(line: Line) -> list[tuple[str, str]]:
    return [(k, v) for k, v in line.cells.items() if k not in SHOWN_CELLS]


def page(order: Order) -> Page:
    """The file of one order: its header, then its lines."""
    head: list[tuple[str, Text, Json]] = [
        ("order", Text("Order", "订单号"), order.number),
        ("customer", Text("Customer", "客户"), order.customer),
        ("order_date", Text("Ordered", "下单日期"), iso(order.order_date)),
        ("ship_by", Text("Ship by", "交期"), iso(order.ship_by)),
        ("shipped_date", Text("Shipped", "出运日期"), iso(order.shipped_date)),
        ("currency", Text("Currency", "币种"), order.currency),
        ("value", Text("Value", "金额"), number(order.value)),
        ("owner", Text("Owner", "负责人"), order.owner),
        ("forwarder", Text("Forwarder", "货代"), order.forwarder),
    ]
    fields = [Field("state", Text("State", "状态"), state(order).en, state(order))]
    fields += [Field(key, text, value, str(value or "–")) for key, text, value in head]
    fields += [Field(key, same(key), value, value) for key, value in order.cells.items()]
    lines = Sheet(
        title=Text(f"Lines: {len(order.lines)}", f"明细：{len(order.lines)} 行"),
        columns=LINE_COLUMNS,
        rows=order.lines,
        empty=Text("No lines.", "没有明细。"),
    )
    return Page(Text(f"Order {order.number}", f"订单 {order.number}"), fields, {"lines": lines})


def cancelled(order: Order, why: str) -> Text:
    """That an order counts no more."""
    return Text(f"order {order.number} cancelled ({why})", f"订单 {order.number} 已取消（{why}）")
