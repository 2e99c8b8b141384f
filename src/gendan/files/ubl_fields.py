"""Where UBL 2 keeps our fields, and reading them with every fault and its place."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from gendan.core.faults import Fault, Place
from gendan.core.units import unit
from gendan.errors import Refused
from gendan.files import markup
from gendan.files.fields import decimal
from gendan.files.markup import Element
from gendan.files.records import told
from gendan.text import Text

SPACE = "urn:oasis:names:specification:ubl:schema:xsd:"
BUYER = "BuyerCustomerParty"
PARTY = ("PartyName/Name", "PartyLegalEntity/RegistrationName")
LOCATION = ("Name", "Description", "Address/CityName", "ID")

T = TypeVar("T")


def _under(bases: Sequence[str], ends: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{base}/{end}" for base in bases for end in ends)


def _shipment(path: str) -> tuple[str, str]:
    return f"Delivery/Shipment/{path}", f"Shipment/{path}"


HEADER: Mapping[str, Sequence[str]] = {
    "incoterm": ("DeliveryTerms/ID", "DeliveryTerms/SpecialTerms"),
    "place": _under(("DeliveryTerms/DeliveryLocation",), LOCATION),
    "payment": ("PaymentTerms/Note",),
    "pol": _under((*_shipment("ShipmentStage/LoadingPortLocation"), *_shipment("LastExitPortLocation")), LOCATION),
    "pod": _under((*_shipment("ShipmentStage/UnloadingPortLocation"), *_shipment("FirstArrivalPortLocation")), LOCATION),
    "marks": _shipment("TransportHandlingUnit/ShippingMarks"),
    "consignee": _under((*_shipment("Consignment/ConsigneeParty"), "Delivery/DeliveryParty", "DeliveryCustomerParty/Party"), PARTY),
    "notify": _under((*_shipment("Consignment/NotifyParty"), "Delivery/NotifyParty"), PARTY),
}  # fmt: skip
"""What orders, despatch advices and invoices keep in the same places, the best place first."""

ITEM: Mapping[str, Sequence[str]] = {
    "sku": _under(
        (
            "Item/SellersItemIdentification",
            "Item/BuyersItemIdentification",
            "Item/StandardItemIdentification",
        ),
        ("ID",),
    ),
    "customer_item": ("Item/BuyersItemIdentification/ID",),
    "description": ("Item/Name", "Item/Description"),
    "origin": ("Item/OriginCountry/IdentificationCode", "Item/OriginCountry/Name"),
}
PROPERTIES: Mapping[str, Sequence[str]] = {
    "color": ("color", "colour", "颜色"),
    "size": ("size", "尺码", "尺寸"),
    "spec": ("spec", "specification", "规格"),
}
"""How an AdditionalItemProperty is named that we have a field for."""

TECHNICAL = frozenset(
    ("UBLVersionID", "CustomizationID", "ProfileID", "ProfileExecutionID", "UUID", "IssueTime",
     "LineCountNumeric", "OrderTypeCode", "InvoiceTypeCode", "DespatchAdviceTypeCode",
     "EndpointID", "CopyIndicator", "ChargeIndicator", "SequenceNumberID")
)  # fmt: skip
"""Elements that are about the message, not about the goods."""


class Reader:
    """
    One file being read: its root, and the faults that gather meanwhile.

    Attributes:
        file: Its name.
        root: The document.
        key: The number that faults are about.
        faults: What was wrong so far.
    """

    def __init__(self, data: bytes, file: str, roots: Sequence[str]) -> None:
        self.file = file
        self.root = markup.parsed(data, file)
        self.faults: list[Fault] = []
        if self.root.name not in roots or self.root.space != f"{SPACE}{self.root.name}-2":
            wanted = " / ".join(roots)
            raise Refused(
                Text(
                    f"{file} holds {self.root.name!r}, not a UBL 2 document of the kind {wanted}",
                    f"{file} 的内容是 {self.root.name!r}，不是 UBL 2 的 {wanted}",
                ),
                Text("export it as UBL 2, or save it as .xlsx or .csv", "请导出为 UBL 2，或另存为 .xlsx、.csv"),
            )  # fmt: skip
        self.key = self.root.text("ID")

    def fault(self, place: str, what: Text) -> None:
        """Keep a fault of an element."""
        self.faults.append(
            Fault(Place(self.file, None, 0), place or self.root.name, self.key, what)
        )

    def missing(self, element: Element, name: str, what: Text) -> None:
        """Keep that an element lacks something."""
        place = f"{element.place}/{name}".strip("/")
        self.fault(place, Text(f"{what.en} is missing", f"缺少{what.zh}"))

    def read(self, element: Element | None, check: Callable[[str], T]) -> T | None:
        """The text of an element, checked; None where it is empty or faulty."""
        if element is None or not element.words:
            return None
        element.used = True
        try:
            return check(element.words)
        except Refused as refusal:
            self.fault(element.place, told(refusal))
            return None

    def currencies(self) -> dict[str, Element]:
        """The currencies of prices and amounts, as each element names its own."""
        found: dict[str, Element] = {}
        for element in self.root.inside(("PriceAmount", "LineExtensionAmount", "PayableAmount")):
            if code := element.attributes.get("currencyID", "").strip().upper():
                found.setdefault(code, element)
        return found

    def measure(self, element: Element | None, base: str) -> Decimal | None:
        """A weight in kg or a volume in m³, by its unitCode."""
        value = self.read(element, decimal)
        if element is None or value is None:
            return None
        code = element.attributes.get("unitCode", "")
        known = unit(code)
        if known is None or known.base != base:
            told = Text(
                f"unit {code!r} cannot be turned into {base}", f"单位 {code!r} 无法换算为 {base}"
            )
            self.fault(element.place, told)  # fmt: skip
            return None
        return value * known.factor


def item(line: Element) -> dict[str, Element]:
    """The elements that say what a line is about, by our field."""
    found = {name: element for name, paths in ITEM.items() if (element := line.first(*paths))}
    standard = line.first("Item/StandardItemIdentification/ID")
    if standard is not None and standard.words.isdigit() and len(standard.words) in (8, 12, 13, 14):
        found["barcode"] = standard
    for code in (
        *line.all("Item/CommodityClassification/CommodityCode"),
        *line.all("Item/CommodityClassification/ItemClassificationCode"),
    ):
        # Other lists (UNSPSC) have eight digits too: only what calls itself a tariff is one.
        if code.name == "CommodityCode" or code.attributes.get("listID", "").upper().startswith(
            "HS"
        ):
            found.setdefault("hs_code", code)
    for entry in line.all("Item/AdditionalItemProperty"):
        name, value = entry.first("Name"), entry.first("Value")
        for field, names in PROPERTIES.items():
            if name and value and name.words.casefold() in names and field not in found:
                name.used = True
                found[field] = value
    return found


def price(reader: Reader, line: Element, quantity: Element | None) -> Decimal | None:
    """
    Price of one unit of the line's quantity: the stated amount ÷ the quantity that it is for.

    A price for another unit (per dozen, the quantity in pieces) is converted where that is known.
    """
    amount = reader.read(line.first("Price/PriceAmount"), decimal)
    base = line.first("Price/BaseQuantity")
    size = reader.read(base, decimal) if base is not None else Decimal(1)
    if amount is None or size is None:
        return None
    if base is not None and quantity is not None:
        codes = [e.attributes.get("unitCode", "") for e in (base, quantity)]
        per, whole = (unit(code) for code in codes)
        if per is not None and whole is not None:
            if per.base != whole.base:
                told = Text(
                    f"the price is per {codes[0]}, the quantity in {codes[1]}",
                    f"单价单位 {codes[0]} 与数量单位 {codes[1]} 不同",
                )
                reader.fault(base.place, told)  # fmt: skip
                return None
            size = size * per.factor / whole.factor
    if size <= 0:
        reader.fault(line.place, Text("the price is for a quantity of 0", "单价对应的数量为 0"))
        return None
    return amount / size


def reduction(reader: Reader, line: Element, gross: Decimal) -> Decimal:
    """What is taken off a line, as a fraction of quantity × price."""
    off = Decimal(0)
    for entry in line.all("AllowanceCharge"):
        if entry.text("ChargeIndicator").casefold() == "false":
            off += reader.read(entry.first("Amount"), decimal) or Decimal(0)
    return off / gross if off and gross else Decimal(0)


def general(element: Element) -> str:
    """Where an element stands, whichever of its like it is: `InvoiceLine/Note`."""
    return re.sub(r"\[\d+\]", "", element.place)


def unknown(element: Element) -> dict[str, str]:
    """What has no field of ours, by its path below an element; kept and shown, and told once."""
    found = {}
    for entry in element.all("Item/AdditionalItemProperty"):
        name, value = entry.first("Name"), entry.first("Value")
        if name and value and not value.used:
            found[name.words] = value.words
            name.used = value.used = True
    rest = [below for below in element.unused() if below.name not in TECHNICAL]
    start = len(element.place) + 1 if element.place else 0
    found |= {below.place[start:]: below.words for below in rest}
    for below in rest:
        below.used = True
    return found
