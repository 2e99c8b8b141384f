"""A list of orders from a spreadsheet: one row a line, the header's fields repeated."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from gendan.core.faults import Fault
from gendan.core.order_fields import (
    HEADER_WORDS,
    LINE_WORDS,
    Fields,
    GivenLine,
    lines_from,
    order_from,
)
from gendan.core.orders import Order
from gendan.core.words import CODE_LIMIT
from gendan.errors import Refused
from gendan.files import markup, order_fields, records, sheets
from gendan.files.fields import long, short
from gendan.files.headings import ORDERS
from gendan.files.records import Found, Record
from gendan.files.sheets import Grid
from gendan.text import Text, same

REQUIRED = ("order", "customer", "order_date", "sku", "quantity")
EVERY_ROW = ("order", "sku", "quantity")
MERGED_DOWN = frozenset(
    ("order", "customer", *HEADER_WORDS, "sku", "customer_item", "description", "spec", "color",
     "size", "unit", "hs_code", "origin", "supplier")
)  # fmt: skip
"""Columns whose vertically merged cell counts for all its rows; a merged number would not."""


class OrderRow(NamedTuple):
    """
    One order of a file, with its number and customer as they are written there.

    `names`: what the file calls the customer, the best first; `header` and `lines` are checked
    texts by field; `good` is False where a row of it is faulty; its customer and number are still
    to be checked. `whole`: it names every line (all but a UBL OrderChange do).
    """

    record: Record
    number: str
    names: Sequence[str]
    header: Fields
    lines: Sequence[GivenLine]
    good: bool
    whole: bool = True

    def order(self) -> Order:
        """The order that a good row describes; whose it is remains to be found."""
        return order_from(self.number, "", self.header, lines_from(self.lines))


class OrderFile(NamedTuple):
    """A whole file: its orders, all faults, and the headings that were only kept."""

    rows: Sequence[OrderRow]
    faults: Sequence[Fault]
    unknown: Sequence[str]


def load(path: Path, sheet: str | None, *, customer_wanted: bool = True) -> OrderFile:
    """
    The orders of a file: a spreadsheet, CSV, or one UBL Order.

    Raises:
        Refused: It cannot be read, or holds no orders.
    """
    data = sheets.load(path)
    if markup.looks_like(data):
        # Most orders come as spreadsheets.
        from gendan.files import ubl_orders

        return ubl_orders.orders(data, path.name)
    return read(sheets.read_bytes(data, path.name, sheet), customer_wanted=customer_wanted)


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
    found = _filled(records.find(grids, ORDERS, required))
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
        row = _order(group, required)
        faults += [fault for record in group for fault in record.faults]
        rows.append(row)
    return OrderFile(
        rows=rows, faults=sorted(faults, key=lambda f: f.place.row), unknown=found.unknown
    )


def _filled(found: Found) -> Found:
    """The rows with every cell that is merged downwards repeated, where that is what it means."""
    rows: list[Sequence[str]] = list(found.grid.rows)
    for top, left, bottom, _right in found.grid.merged:
        if top <= found.header or found.fields.get(left) not in MERGED_DOWN:
            continue
        words = rows[top][left] if left < len(rows[top]) else ""
        for place in range(top + 1, min(bottom + 1, len(rows))):
            row = [*rows[place], *[""] * (left + 1 - len(rows[place]))]
            row[left] = words
            rows[place] = row
    return found._replace(grid=found.grid._replace(rows=rows))


def _order(group: Sequence[Record], required: Sequence[str]) -> OrderRow:
    first = group[0]
    key = first.cells.get("order", "")
    for record in group:
        for name in EVERY_ROW:
            if not record.cells.get(name):
                _missing(record, name, key)
    number = first.read("order", short(Text("the order number", "订单号"), CODE_LIMIT), key)
    own_clauses = _own_clauses(group)
    customer = _same(group, "customer", key)
    if customer is None and "customer" in required:
        _missing(first, "customer", key)
    header = {}
    for name, check in order_fields.HEADER.items():
        if name == "tolerance" and own_clauses:
            continue
        words = _same(group, name, key)
        if words is None and name in required:
            _missing(first, name, key)
        value = _checked(first, name, words, check, key)
        if value is not None:
            header[name] = value
    fields = [name for name in LINE_WORDS if name != "tolerance" or own_clauses]
    lines = [_line(record, fields, key) for record in group]
    _no_line_twice(group, key)
    return OrderRow(
        record=first,
        number=number or key,
        names=[customer] if customer else [],
        header=header,
        lines=lines,
        good=not any(record.faults for record in group),
    )


def _own_clauses(group: Sequence[Record]) -> bool:
    """
    Whether each line has a more-or-less clause of its own.

    One clause that stands in the first row, and is repeated or left out below it, is the order's.
    """
    clauses = [record.cells.get("tolerance", "") for record in group]
    return any(clause not in ("", clauses[0]) for clause in clauses)


def _missing(record: Record, name: str, key: str) -> None:
    words = {**HEADER_WORDS, **LINE_WORDS}.get(name, Text("", ""))
    record.fault(name, key, Text(f"{name} is missing", f"缺少{words.zh or name}"))


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


def _line(record: Record, fields: Sequence[str], key: str) -> GivenLine:
    values = {name: record.read(name, order_fields.LINE[name], key) for name in fields}
    return GivenLine({k: v for k, v in values.items() if v is not None}, dict(record.extra))


def _no_line_twice(group: Sequence[Record], key: str) -> None:
    seen: dict[str, int] = {}
    for record in group:
        line = record.cells.get("line", "")
        before = seen.setdefault(line, record.place.row)
        if line and before != record.place.row:
            told = Text(
                f"line {line} stands already in row {before}", f"行号 {line} 与第 {before} 行重复"
            )
            record.fault("line", key, told)
