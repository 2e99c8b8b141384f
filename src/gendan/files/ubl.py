"""UBL 2 DespatchAdvice → packing list, Invoice → invoice, to compare with an order."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from gendan.core.documents import Document, DocumentKind, Row, Spot, Told
from gendan.core.order_fields import LINE_WORDS, plain
from gendan.core.words import NOTE_LIMIT, clean
from gendan.errors import Refused
from gendan.files import ubl_fields
from gendan.files.fields import decimal
from gendan.files.markup import Element
from gendan.files.ubl_fields import BUYER, HEADER, PARTY, TECHNICAL, Reader
from gendan.text import Text

LINES = {
    DocumentKind.PACKING: ("DespatchAdvice", "DespatchLine", "DeliveredQuantity"),
    DocumentKind.INVOICE: ("Invoice", "InvoiceLine", "InvoicedQuantity"),
}
SUMS = ("TaxExclusiveAmount", "TaxInclusiveAmount", "AllowanceTotalAmount", "ChargeTotalAmount",
        "PrepaidAmount", "PayableRoundingAmount")  # fmt: skip
MODES = {"1": "sea", "2": "rail", "3": "road", "4": "air"}
"""UN/ECE Recommendation 19."""

TERMS: Mapping[str, Sequence[str]] = {
    **HEADER,
    "order": ("OrderReference/ID", "DespatchLine/OrderLineReference/OrderReference/ID",
              "InvoiceLine/OrderLineReference/OrderReference/ID"),
    "date": ("IssueDate",),
    "currency": ("DocumentCurrencyCode",),
    "buyer": tuple(f"{base}/Party/{end}" for base in (BUYER, "AccountingCustomerParty") for end in PARTY),
    "bank": ("PaymentMeans/PayeeFinancialAccount/ID",),
    "etd": ("Shipment/Delivery/Despatch/ActualDespatchDate", "Shipment/Delivery/Despatch/EstimatedDespatchDate"),
    "vessel": ("Shipment/ShipmentStage/TransportMeans/MaritimeTransport/VesselName",),
    "container": ("Shipment/TransportHandlingUnit/TransportEquipment/ID",),
    "seal": ("Shipment/TransportHandlingUnit/TransportEquipment/TransportEquipmentSeal/ID",),
}  # fmt: skip


def document(data: bytes, name: str, kind: DocumentKind) -> Document:
    """
    A DespatchAdvice as a packing list, an Invoice as an invoice.

    Raises:
        Refused: It is no such document, or with all its faults.
    """
    if kind not in LINES:
        raise Refused(
            Text(f"{name}: a booking cannot be read from XML", f"{name}：订舱单不支持 XML"),
            Text("save it as .xlsx or .csv", "请另存为 .xlsx 或 .csv"),
        )
    title, lines, quantity = LINES[kind]
    reader = Reader(data, name, (title,))
    found = [(line, _where(line, quantity)) for line in reader.root.all(lines)]
    for line, _ in found:
        line.text("ID")  # the document's own count says nothing about the goods
    rows = [_row(reader, n, line, where) for n, (line, where) in enumerate(found, start=1)]
    if not rows:
        reader.missing(reader.root, lines, Text("every line", "明细"))
    terms = _terms(reader, kind)
    if reader.faults:
        faults = [fault.told() for fault in reader.faults]
        raise Refused(
            Text(f"{name}: {len(faults)} fault{'s' * (len(faults) > 1)}", f"{name}：{len(faults)} 处错误"),
            Text("mend the document and give it again", "请修改文件后重新提供"),
            faults,
        )  # fmt: skip
    columns = {
        field: f"{lines}[#]{element.place.removeprefix(line.place)}"
        for line, where in reversed(found)
        for field, element in where.items()
    }
    unknown = {
        ubl_fields.general(element): Spot(name, None, element.place)
        for element in reader.root.unused()
        if element.name not in TECHNICAL
    }
    proforma = kind is DocumentKind.INVOICE and reader.root.text("InvoiceTypeCode") == "325"
    return Document(
        kind=kind,
        file=name,
        rows=rows,
        terms=terms,
        columns={None: {**columns, "": f"{lines}[#]"}},
        unknown=[Told(path, spot) for path, spot in unknown.items()],
        title="Proforma Invoice" if proforma else title,
    )


def _where(line: Element, quantity: str) -> dict[str, Element]:
    """The elements of a line by our field."""
    paths = {
        "quantity": (quantity,),
        "order": ("OrderLineReference/OrderReference/ID",),
        "line": ("OrderLineReference/LineID",),
        "unit_price": ("Price/PriceAmount",),
        "amount": ("LineExtensionAmount",),
        "gross": ("Shipment/GrossWeightMeasure",),
        "net": ("Shipment/NetWeightMeasure",),
        "volume": ("Shipment/GrossVolumeMeasure",),
    }
    found = {name: element for name, path in paths.items() if (element := line.first(*path))}
    return {**ubl_fields.item(line), **found}


def _row(reader: Reader, n: int, line: Element, where: Mapping[str, Element]) -> Row:
    for name, path in (("sku", "Item/SellersItemIdentification/ID"), ("quantity", "quantity")):
        if name not in where:
            reader.missing(line, path, LINE_WORDS[name])
    texts = {
        name: reader.read(where.get(name), _text) or ""
        for name in ("sku", "order", "line", "customer_item", "description", "spec", "color",
                     "size", "barcode", "hs_code", "origin")
    }  # fmt: skip
    element = where.get("quantity")
    quantity = reader.read(element, decimal) or Decimal(0)
    price = ubl_fields.price(reader, line, element)
    off = ubl_fields.reduction(reader, line, price * quantity) if price is not None else None
    return Row(
        sheet=None,
        row=n,
        sku=texts["sku"],
        quantity=quantity,
        unit=element.attributes.get("unitCode", "") if element is not None else "",
        order=texts["order"] or reader.root.text("OrderReference/ID"),
        line=texts["line"],
        customer_item=texts["customer_item"],
        description=texts["description"],
        spec=texts["spec"],
        color=texts["color"],
        size=texts["size"],
        unit_price=price,
        discount=off or None,
        amount=reader.read(where.get("amount"), decimal),
        gross=reader.measure(where.get("gross"), "kg"),
        net=reader.measure(where.get("net"), "kg"),
        volume=reader.measure(where.get("volume"), "m3"),
        barcode=texts["barcode"],
        hs_code=texts["hs_code"],
        origin=texts["origin"],
        group=n,
    )


def _terms(reader: Reader, kind: DocumentKind) -> dict[str, list[Told]]:
    """What the document says once; of several places for a thing, the best that has it."""
    root = reader.root
    found = {name: _told(reader, paths) for name, paths in TERMS.items()}
    if kind is DocumentKind.INVOICE:
        found["invoice_no"] = _told(reader, ("ID",))
        known = {told.value.upper() for told in found["currency"]}
        for code, place in reader.currencies().items():
            if code not in known:
                found["currency"] = [*found["currency"], _one(reader, code, place)]
        found |= _money(reader)
    for name, path, base in (
        ("gross", "Shipment/GrossWeightMeasure", "kg"),
        ("net", "Shipment/NetWeightMeasure", "kg"),
        ("volume", "Shipment/GrossVolumeMeasure", "m3"),
    ):
        element = root.first(path)
        value = reader.measure(element, base)
        if element is not None and value is not None:
            found[name] = [_one(reader, plain(value), element)]
    mode = root.first("Shipment/ShipmentStage/TransportModeCode")
    if mode is not None:
        mode.used = True
        found["mode"] = [_one(reader, MODES.get(mode.words, mode.words), mode)]
    return {name: values for name, values in found.items() if values}


def _told(reader: Reader, paths: Sequence[str]) -> list[Told]:
    """Every distinct value at the first of these paths that has any."""
    for path in paths:
        values: dict[str, Told] = {}
        for element in reader.root.all(path):
            words = reader.read(element, _text)
            if words:
                values.setdefault(words, _one(reader, words, element))
        if values:
            return list(values.values())
    return []


def _money(reader: Reader) -> dict[str, list[Told]]:
    """The total before anything was prepaid, and all that lies between it and the lines."""
    whole = reader.root.first("LegalMonetaryTotal/PayableAmount")
    if whole is None:
        return {}
    sums = {name: _sum(reader, name) for name in SUMS}
    due = _sum(reader, "PayableAmount") + sums["PrepaidAmount"]
    taxed = reader.root.first("LegalMonetaryTotal/TaxInclusiveAmount") is not None
    tax = sums["TaxInclusiveAmount"] - sums["TaxExclusiveAmount"] if taxed else Decimal(0)
    rounded = sums["PayableRoundingAmount"]
    between = sums["ChargeTotalAmount"] - sums["AllowanceTotalAmount"] + tax + rounded
    found = {"amount": [_one(reader, plain(due), whole)]}
    lines = reader.root.first("LegalMonetaryTotal/LineExtensionAmount")
    if lines is not None and (total := _sum(reader, "LineExtensionAmount")) != due:
        found["amount"].append(_one(reader, plain(total), lines))
    if between:
        found["charges"] = [_one(reader, plain(between), whole)]
    return found


def _sum(reader: Reader, name: str) -> Decimal:
    return reader.read(reader.root.first(f"LegalMonetaryTotal/{name}"), decimal) or Decimal(0)


def _one(reader: Reader, words: str, element: Element) -> Told:
    return Told(words, Spot(reader.file, None, element.place))


def _text(words: str) -> str:
    return clean(words, Text("the element", "该元素"), NOTE_LIMIT, lines=True)
