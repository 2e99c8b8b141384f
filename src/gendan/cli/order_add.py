"""gendan order add, gendan order line add: an order typed in by hand."""

from typing import Annotated

import typer

from gendan.cli import order_options as o
from gendan.cli import params
from gendan.cli.partner_guard import Allow, Guard
from gendan.cli.session import current
from gendan.core.amendments import with_line
from gendan.core.order_fields import order_from
from gendan.files import order_fields
from gendan.show import orders as show
from gendan.show import out
from gendan.store import amendments, customers, orders

lines = params.group("The lines of an order · 订单明细")


def add(
    ctx: typer.Context,
    number: o.Number,
    customer: params.Customer,
    order_date: o.Date = None,
    ship_by: o.ShipBy = None,
    currency: o.Currency = None,
    incoterm: o.Incoterm = None,
    place: o.Place = None,
    payment: o.Payment = None,
    payment_kind: o.PaymentKind = None,
    pol: o.Pol = None,
    pod: o.Pod = None,
    marks: o.Marks = None,
    consignee: o.Consignee = None,
    notify: o.Notify = None,
    partial: o.Partial = None,
    tolerance: o.Tolerance = None,
    owner: o.Owner = None,
    forwarder: o.Forwarder = None,
    deposit: o.Deposit = None,
    inspection: o.Inspection = None,
    documents: o.Documents = None,
    allow_partner: Allow = None,
) -> None:
    """Add an order; its lines follow · 添加订单，明细另加"""
    here = current(ctx)
    header = {"order_date": here.today.isoformat()} | o.header(
        here,
        {
            "order_date": order_date, "ship_by": ship_by, "currency": currency,
            "incoterm": incoterm, "place": place, "payment": payment,
            "payment_kind": payment_kind, "pol": pol, "pod": pod, "marks": marks,
            "consignee": consignee, "notify": notify, "partial": partial, "tolerance": tolerance,
            "owner": owner, "forwarder": forwarder, "deposit": deposit, "inspection": inspection,
            "documents": documents,
        },
    )  # fmt: skip
    name = order_fields.number(number)
    guard = Guard(here, allow_partner)
    with here.write() as work:
        found = customers.active(here.book, customer)
        if found.currency is not None:
            header.setdefault("currency", found.currency)
        added = order_from(name, found.code, header, [])
        guard.check(None, added)
        orders.add(work, found.id, added)
    out.say(show.added(added), here.lang)
    guard.tell()


@lines.command("add")
def add_line(
    ctx: typer.Context,
    number: o.Number,
    sku: Annotated[str, typer.Argument(metavar="SKU", help="Item number · 货号")],
    quantity: Annotated[str, typer.Argument(metavar="QTY", help="How many · 数量")],
    unit: o.Unit = None,
    price: o.Price = None,
    discount: o.Discount = None,
    amount: o.Amount = None,
    customer_item: o.CustomerItem = None,
    description: o.Description = None,
    spec: o.Spec = None,
    color: o.Color = None,
    size: o.Size = None,
    pcs_per_carton: o.PcsPerCarton = None,
    cartons: o.Cartons = None,
    barcode: o.Barcode = None,
    hs_code: o.HsCode = None,
    origin: o.Origin = None,
    supplier: o.Supplier = None,
    tolerance: o.LineTolerance = None,
    line: o.LineNumber = None,
    allow_partner: Allow = None,
) -> None:
    """Add a line to an order; it is kept as an amendment · 添加订单明细，计入修改记录"""
    here = current(ctx)
    fields = o.line(
        {
            "sku": sku, "quantity": quantity, "unit": unit, "unit_price": price,
            "discount": discount, "amount": amount, "customer_item": customer_item,
            "description": description, "spec": spec, "color": color, "size": size,
            "pcs_per_carton": pcs_per_carton, "cartons": cartons, "barcode": barcode,
            "hs_code": hs_code, "origin": origin, "supplier": supplier, "tolerance": tolerance,
            "line": line,
        }
    )  # fmt: skip
    guard = Guard(here, allow_partner)
    with here.write() as work:
        before = orders.get(here.book, number)
        after = with_line(before, fields)
        guard.check(before, after)
        changes = amendments.amend(work, before, after, why=None)
    out.emit_lines(show.amended(before, changes), here.lang)
    guard.tell()
