"""What a packing list, an invoice or a booking says, before anything is compared."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from gendan.text import Text


class DocumentKind(StrEnum):
    """Which document of a shipment."""

    PACKING = "packing"
    INVOICE = "invoice"
    BOOKING = "booking"


DOCUMENT_WORDS: Mapping[DocumentKind, Text] = {
    DocumentKind.PACKING: Text("packing list", "装箱单"),
    DocumentKind.INVOICE: Text("invoice", "发票"),
    DocumentKind.BOOKING: Text("booking", "订舱单"),
}


class Spot(NamedTuple):
    """
    Where a value stands.

    `sheet` is None for CSV and XML; `cell` as a spreadsheet names it (`C7`), for XML the element
    and its place, empty for the whole file.
    """

    file: str
    sheet: str | None = None
    cell: str = ""


class Row(NamedTuple):
    """
    One row of goods, as it is written; blank cells are empty texts or None.

    Numbers are finite; the quantity may be 0 or negative, which a check finds. Weights are kg and
    volumes m³: `gross`, `net`, `volume` of all cartons of the row, `gross_each` … of one carton.
    `group` tells which rows share their cartons (mixed or merged): same number, same cartons.
    """

    sheet: str | None
    row: int
    sku: str
    quantity: Decimal
    unit: str = ""
    order: str = ""
    line: str = ""
    customer_item: str = ""
    description: str = ""
    spec: str = ""
    color: str = ""
    size: str = ""
    unit_price: Decimal | None = None
    discount: Decimal | None = None
    amount: Decimal | None = None
    cartons: Decimal | None = None
    carton_no: str = ""
    pcs_per_carton: Decimal | None = None
    gross: Decimal | None = None
    net: Decimal | None = None
    volume: Decimal | None = None
    gross_each: Decimal | None = None
    net_each: Decimal | None = None
    volume_each: Decimal | None = None
    carton_size: str = ""
    barcode: str = ""
    hs_code: str = ""
    origin: str = ""
    group: int = 0


class Total(NamedTuple):
    """
    A row that adds up others.

    `values` by field of Row (`quantity cartons gross net volume amount`); it may stand for the
    rows `[first:last]` of the document (a subtotal) or for `[start:last]` (all of its sheet so
    far). `labelled` tells whether it says so (`Total`, `合计`) or is a row of bare figures.
    """

    sheet: str | None
    row: int
    values: Mapping[str, Decimal]
    start: int
    first: int
    last: int
    labelled: bool = True


class Told(NamedTuple):
    """Something a document says once, outside its rows, and where."""

    value: str
    spot: Spot


TERMS = (
    "order", "invoice_no", "date", "buyer", "consignee", "notify", "currency", "incoterm",
    "place", "payment", "pol", "pod", "marks", "freight", "container", "container_type", "seal",
    "vgm", "tare", "etd", "vessel", "transhipment", "mode", "quantity", "cartons", "gross",
    "net", "volume", "amount", "amount_words", "charges", "bank", "sample",
)  # fmt: skip
"""
What a document can say outside its rows, or in a column that is the same for all.

`order`: every order number that is named; `date`: of the document; `freight`: prepaid or collect;
`mode`: sea, air, courier, rail, road as written; `quantity … amount`: stated totals that stand
apart (`Total cartons: 25`); `charges`: freight, insurance, discounts below the line, signed.
"""

NO_TERMS: Mapping[str, Sequence[Told]] = MappingProxyType({})


class Document(NamedTuple):
    """
    One document, read.

    `terms` by the names of TERMS, every distinct value once; `columns` by sheet: the letter of
    each field's column (in XML its element, `#` for the number of the line; `""` for fields that
    have none); `unknown`: headings and labels that gendan has no field for, kept and
    shown; `sheets` those that were read.
    """

    kind: DocumentKind
    file: str
    rows: Sequence[Row]
    totals: Sequence[Total] = ()
    terms: Mapping[str, Sequence[Told]] = NO_TERMS
    columns: Mapping[str | None, Mapping[str, str]] = MappingProxyType({})
    unknown: Sequence[Told] = ()
    sheets: Sequence[str] = ()
    title: str = ""

    def spot(self, row: Row | Total, field: str) -> Spot:
        """Where a field of a row stands; the row's beginning where it has no column of its own."""
        columns = self.columns.get(row.sheet, {})
        column = columns.get(field) or columns.get("", "A")
        if "#" in column:
            return Spot(self.file, row.sheet, column.replace("#", str(row.row)))
        return Spot(self.file, row.sheet, f"{column}{row.row}")

    def has(self, field: str) -> bool:
        """Whether there is a column for a field of Row."""
        return any(field in fields for fields in self.columns.values())

    def said(self, term: str) -> Sequence[Told]:
        """Every distinct value of a term."""
        return self.terms.get(term, ())
