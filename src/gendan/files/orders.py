"""A list of orders from a spreadsheet: one row a line, the header's fields repeated."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gendan import places
from gendan.core.faults import Fault
from gendan.core.orders import Line, Order
from gendan.core.words import CODE_LIMIT
from gendan.errors import Refused
from gendan.files import records
from gendan.files.fields import discount, full_date, long, price, quantity, short
from gendan.files.headings import ORDERS
from gendan.files.records import Record
from gendan.files.sheets import Grid
from gendan.text import Text, same

REQUIRED = ("order", "customer", "order_date", "sku", "quantity")
EVERY_ROW = ("order", "sku", "quantity")
OWN_FIELDS = ("order_date", "ship_by", "shipped_date", "currency", "owner", "forwarder")
OTHER_FIELDS = ("incoterm", "place", "payment", "payment_kind", "pol", "pod", "marks", "consignee",
                "notify", "partial", "tolerance", "deposit", "inspection", "documents")  # fmt: skip
LINE_CELLS = ("customer_item", "description", "spec", "color", "size", "pcs_per_carton", "cartons",
              "barcode", "hs_code", "origin", "supplier")  # fmt: skip
DAYS = ("order_date", "ship_by", "shipped_date")
NUMBERS: Mapping[str, Callable[[str], Decimal]] = {
    "quantity": quantity,
    "unit_price": price,
    "discount": discount,
    "amount": price,
}


class OrderRow(NamedTuple):
    """
    One order of a file, with the customer as it is written there and its first record.

    `order` is None where a row of it is faulty; its customer and number are still to be checked.
    """

    record: Record
    number: str
    customer: str
    order: Order | None


class OrderFile(NamedTuple):
    """A whole file: its orders, all faults, and the headings that were only kept."""

    rows: Sequence[OrderRow]
    faults: Sequence[Fault]
    unknown: Sequence[str]


def read(grids: Sequence[Grid], *, customer_wanted: bool = True) -> OrderFile:
    """
    The orders of a spreadsheet; an order with a fault in any of its rows is left out whole.

    Args:
        grids: All sheets of the file.
        customer_wanted: Whether a column must name the customer.

    Raises:
        Refused: No sheet has the headings of an order list.
    """
    required = [name for name in REQUIRED if customer_wanted or name != "customer"]
    found = records.find(grids, ORDERS, required)
    by_number: dict[str, list[Record]] = {}
    faults: list[Fault] = []
    all_records = records.records(found)
    if not all_records:
        raise Refused(
            Text(
                f"{found.grid.file}: headings, but no rows",
                f"{found.grid.file}：只有表头，没有数据",
            ),
            Text("fill in the rows below the headings", "请在表头下填写数据"),
        )
    for record in all_records:
        by_number.setdefault(record.cells.get("order", "").casefold(), []).append(record)
    rows = []
    for group in by_number.values():
        order = _order(group, required)
        found_here = [fault for record in group for fault in record.faults]
        faults += found_here
        rows.append(
            OrderRow(
                record=group[0],
                number=group[0].cells.get("order", ""),
                customer=next((c for r in group if (c := r.cells.get("customer"))), ""),
                order=None if found_here else order,
            )
        )
    return OrderFile(
        rows=rows, faults=sorted(faults, key=lambda f: f.place.row), unknown=found.unknown
    )


def _order(group: Sequence[Record], required: Sequence[str]) -> Order | None:
    first = group[0]
    key = first.cells.get("order", "")
    for record in group:
        for name in EVERY_ROW:
            if not record.cells.get(name):
                record.fault(name, key, Text(f"{name} is missing", f"缺少 {name}"))
    number = first.read("order", short(Text("the order number", "订单号"), CODE_LIMIT), key)
    head = {name: _same(group, name, key) for name in ("customer", *OWN_FIELDS, *OTHER_FIELDS)}
    for name in required:
        if name not in EVERY_ROW and head[name] is None:
            first.fault(name, key, Text(f"{name} is missing", f"缺少 {name}"))
    days = {name: _checked(first, name, head[name], full_date, key) for name in DAYS}
    currency = _checked(first, "currency", head["currency"], places.currency, key)
    lines = [_line(record, place, key) for place, record in enumerate(group, start=1)]
    _no_line_twice(group, lines, key)
    ordered, ship_by, shipped = (date.fromisoformat(d) if d else None for d in days.values())
    if number is None or ordered is None or any(line is None for line in lines):
        return None
    return Order(
        number=number,
        customer=head["customer"] or "",
        order_date=ordered,
        ship_by=ship_by,
        shipped_date=shipped,
        currency=currency,
        owner=head["owner"],
        forwarder=head["forwarder"],
        cells={name: value for name in OTHER_FIELDS if (value := head[name])},
        lines=[line for line in lines if line is not None],
    )


def _same(group: Sequence[Record], name: str, key: str) -> str | None:
    """A field of the header, which every row of an order must repeat alike or leave empty."""
    value: str | None = None
    for record in group:
        words = record.read(name, long(same(name)), key)
        if words is None:
            continue
        if value is None:
            value = words
        elif words != value:
            told = Text(
                f"order {key} has {value!r} in an earlier row, {words!r} here",
                f"订单 {key} 前面的行为 {value!r}，本行为 {words!r}",
            )
            record.fault(name, key, told)
    return value


def _checked(
    record: Record, name: str, words: str | None, check: Callable[[str], str], key: str
) -> str | None:
    if words is None:
        return None
    try:
        return check(words)
    except Refused as refusal:
        record.fault(name, key, records.told(refusal))
        return None


def _line(record: Record, place: int, key: str) -> Line | None:
    sku = record.read("sku", short(Text("the item number", "货号")), key)
    numbers = {name: record.read(name, check, key) for name, check in NUMBERS.items()}
    texts = {
        name: record.read(name, long(same(name)), key) for name in (*LINE_CELLS, "unit", "line")
    }
    if sku is None or numbers["quantity"] is None:
        return None
    return Line(
        line=texts["line"] or str(place),
        sku=sku,
        quantity=numbers["quantity"],
        unit=texts["unit"],
        unit_price=numbers["unit_price"],
        discount=numbers["discount"] or Decimal(0),
        amount=numbers["amount"],
        cells={name: value for name in LINE_CELLS if (value := texts[name])},
        extra=dict(record.extra),
    )


def _no_line_twice(group: Sequence[Record], lines: Sequence[Line | None], key: str) -> None:
    seen: dict[str, int] = {}
    for record, line in zip(group, lines, strict=True):
        if line is None or "line" not in record.headings:
            continue
        before = seen.setdefault(line.line, record.place.row)
        if before != record.place.row:
            told = Text(
                f"line {line.line} stands already in row {before}",
                f"行号 {line.line} 与第 {before} 行重复",
            )
            record.fault("line", key, told)
