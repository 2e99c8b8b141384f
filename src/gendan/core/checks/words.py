"""Sentences that several checks share."""

from collections.abc import Sequence
from decimal import Decimal

from gendan.core.checks.case import Case
from gendan.core.documents import DOCUMENT_WORDS, Document, DocumentKind, Row, Spot, Told
from gendan.core.forms import figure
from gendan.core.orders import Line
from gendan.text import Text

DONE = {
    DocumentKind.PACKING: Text("packed", "装箱"),
    DocumentKind.INVOICE: Text("invoiced", "开票"),
    DocumentKind.BOOKING: Text("booked", "订舱"),
}
AXIS_WORDS = {
    "color": Text("colour", "颜色"),
    "size": Text("size", "尺码"),
    "unit": Text("unit", "单位"),
}
MEND = Text("correct the document, or amend the order if the customer agreed",
            "请更正单据；若客户已同意，请修改订单")  # fmt: skip
NO_DOCUMENT = Text("neither a packing list nor an invoice to compare", "没有可比较的装箱单或发票")
NO_PACKING = Text("no packing list to look at", "没有可核对的装箱单")
NO_INVOICE = Text("no invoice was given", "未提供发票")


def nothing_to_compare(case: Case) -> Text | None:
    """Why line checks do not apply: no document of this order."""
    return None if any(True for _ in case.joined()) else NO_DOCUMENT


def no_packing(case: Case) -> Text | None:
    """Why packing checks do not apply: no packing list, or one of another order."""
    return None if _is_ours(case, DocumentKind.PACKING) else NO_PACKING


def the_packing(case: Case) -> Document:
    """The packing list, where `no_packing` has said that there is one."""
    assert case.packing is not None  # noqa: S101 - else the check does not apply
    return case.packing


def no_invoice(case: Case) -> Text | None:
    """Why money checks do not apply: no invoice, or one of another order."""
    return None if _is_ours(case, DocumentKind.INVOICE) else NO_INVOICE


def _is_ours(case: Case, kind: DocumentKind) -> bool:
    comparison = case.compared.get(kind)
    return comparison is not None and not comparison.ours.foreign


def noun(document: Document) -> Text:
    """What a document is called."""
    return DOCUMENT_WORDS[document.kind]


def measured(quantity: Decimal | None, unit: str) -> str | None:
    """A quantity with its unit."""
    return None if quantity is None else f"{figure(quantity)} {unit}".strip()


def variant(line: Line) -> str:
    """An item with its colour and size, as the order names them."""
    return _named(line.sku, [line.cells.get("color"), line.cells.get("size")])


def row_variant(row: Row) -> str:
    """An item with its colour and size, as a document names them."""
    return _named(row.sku, [row.color, row.size])


def _named(item: str, axes: Sequence[str | None]) -> str:
    known = [axis for axis in axes if axis]
    return f"{item} ({', '.join(known)})" if known else item


def ordered_unit(lines: Sequence[Line]) -> str:
    """The unit in which an item was ordered, as it is written."""
    return next((line.unit for line in lines if line.unit), "")


def spot(document: Document, rows: Sequence[Row], field: str) -> Spot | None:
    """Where the first of some rows says a field."""
    return document.spot(rows[0], field) if rows else None


def where(told: Sequence[Told]) -> Spot | None:
    """Where a term stands."""
    return told[0].spot if told else None
