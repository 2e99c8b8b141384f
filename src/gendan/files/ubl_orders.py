"""UBL 2 Order and OrderChange → orders."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from gendan.core.faults import Place
from gendan.core.order_fields import HEADER_WORDS, LINE_WORDS, GivenLine, plain
from gendan.files import order_fields, ubl_fields
from gendan.files.markup import Element
from gendan.files.orders import OrderFile, OrderRow
from gendan.files.records import Record
from gendan.files.ubl_fields import BUYER, HEADER, PARTY, Reader, unknown
from gendan.text import Text

ORDER: Mapping[str, Sequence[str]] = {
    **HEADER,
    "order_date": ("IssueDate",),
    "currency": ("DocumentCurrencyCode", "PricingCurrencyCode"),
    "ship_by": (
        "Delivery/Despatch/RequestedDespatchDate",
        "Delivery/RequestedDeliveryPeriod/EndDate",
        "Delivery/LatestDeliveryDate",
    ),
    "forwarder": tuple(
        f"{base}/PartyName/Name"
        for base in ("FreightForwarderParty", "Delivery/Shipment/Consignment/FreightForwarderParty")
    ),
}
GONE = ("2", "cancelled", "deleted")
"""LineStatusCode of a line that an OrderChange takes away (UN/ECE 1229, and OIOUBL's words)."""


def orders(data: bytes, name: str) -> OrderFile:
    """
    The one order of a UBL Order or OrderChange.

    An OrderChange changes the lines that it names; the others stay.

    Raises:
        Refused: It is no such document.
    """
    reader = Reader(data, name, ("Order", "OrderChange"))
    root, change = reader.root, reader.root.name == "OrderChange"
    number_at = root.first("OrderReference/ID") if change else root.first("ID")
    number = reader.read(number_at, order_fields.number)
    if number_at is None:
        reader.missing(
            root, "OrderReference/ID" if change else "ID", Text("the order number", "订单号")
        )
    reader.key = number or ""
    header = _header(reader)
    if "order_date" not in header and root.first("IssueDate") is None:
        reader.missing(root, "IssueDate", HEADER_WORDS["order_date"])
    if change:  # the day of the change is not the day of the order
        header.pop("order_date", None)
    for code, element in reader.currencies().items():
        if header.setdefault("currency", code) != code:
            told = Text(f"in {code}, the order is in {header['currency']}",
                        f"币种 {code}，订单币种 {header['currency']}")  # fmt: skip
            reader.fault(element.place, told)
    names = _buyer(root)
    if not names:
        reader.missing(root, BUYER, Text("the customer", "客户"))
    lines = [_order_line(reader, line) for line in root.all("OrderLine/LineItem")]
    if not lines:
        reader.missing(root, "OrderLine", Text("every line", "明细"))
    rest = unknown(root)
    if lines and rest:
        lines[0] = lines[0]._replace(extra={**rest, **lines[0].extra})
    kept = dict.fromkeys(key for line in lines for key in line.extra)
    row = OrderRow(
        record=Record(Place(name, None, 0), {}, {"order": "ID", "customer": BUYER}, {}, []),
        number=number or "",
        names=names,
        header=header,
        lines=lines,
        good=not reader.faults,
        whole=not change,
    )
    return OrderFile(rows=[row], faults=reader.faults, unknown=list(kept))


def _header(reader: Reader) -> dict[str, str]:
    found = {
        field: reader.read(reader.root.first(*paths), order_fields.HEADER[field])
        for field, paths in ORDER.items()
    }
    return {field: value for field, value in found.items() if value is not None}


def _buyer(root: Element) -> list[str]:
    """What the document calls the customer: our code for it first, then its names, then its own."""
    paths = ("SupplierAssignedAccountID", *(f"Party/{end}" for end in PARTY),
             "Party/PartyIdentification/ID", "CustomerAssignedAccountID")  # fmt: skip
    return list(dict.fromkeys(text for path in paths if (text := root.text(f"{BUYER}/{path}"))))


def _order_line(reader: Reader, line: Element) -> GivenLine:
    where = ubl_fields.item(line)
    quantity = line.first("Quantity")
    where |= {
        field: element
        for field, path in (("line", "ID"), ("quantity", "Quantity"), ("amount", "LineExtensionAmount"))
        if (element := line.first(path)) is not None
    }  # fmt: skip
    fields = {
        name: value
        for name in LINE_WORDS
        if (value := reader.read(where.get(name), order_fields.LINE[name])) is not None
    }
    for name, path in (("sku", "Item/SellersItemIdentification/ID"), ("quantity", "Quantity")):
        if name not in where:
            reader.missing(line, path, LINE_WORDS[name])
    if quantity is not None and (code := quantity.attributes.get("unitCode")):
        fields["unit"] = code
    price = ubl_fields.price(reader, line, quantity)
    if price is not None:
        fields["unit_price"] = plain(price)
        if off := ubl_fields.reduction(reader, line, price * Decimal(fields.get("quantity", "0"))):
            fields["discount"] = plain(off)
    gone = line.text("LineStatusCode").casefold() in GONE
    return GivenLine(fields, unknown(line), gone=gone)
