"""An invented shipment in which everything is right, as plain data that faults and forms change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from random import Random
from typing import Any

Cell = Any
Row = dict[str, Cell]

ORDER = "PO-7001"
TARE = Decimal(2200)
HEAD = {
    "order": ORDER, "customer": "NORD", "order_date": "2026-01-05", "ship_by": "2026-04-20",
    "currency": "USD", "incoterm": "FOB", "place": "Ningbo", "payment": "T/T after B/L copy",
    "payment_kind": "", "pol": "Ningbo", "pod": "Hamburg",
    "marks": "NORDVINTER / PO-7001 / HAMBURG / C/NO. 1-UP",
    "consignee": "Nordvinter Handel GmbH, Hafenweg 12, 20457 Hamburg",
    "notify": "Kaiwind Spedition GmbH, Kaistrasse 3, Hamburg", "partial": "", "tolerance": "",
    "deposit": "", "inspection": "", "documents": "",
}  # fmt: skip
LINE_FIELDS = (
    "line", "sku", "customer_item", "description", "color", "size", "quantity", "unit",
    "unit_price", "amount", "pcs_per_carton", "cartons", "barcode", "hs_code", "origin",
)  # fmt: skip
PACKING = {
    "carton_no": "C/NO.", "sku": "ITEM NO.", "customer_item": "CUSTOMER ITEM",
    "description": "DESCRIPTION", "color": "COLOUR", "size": "SIZE", "quantity": "QTY",
    "unit": "UNIT", "pcs_per_carton": "QTY PER CARTON", "cartons": "CTNS", "net": "N.W. (KGS)",
    "gross": "G.W. (KGS)", "carton_size": "CARTON SIZE", "volume": "CBM", "barcode": "BARCODE",
    "hs_code": "HS CODE", "origin": "ORIGIN",
}  # fmt: skip
INVOICE = {
    "sku": "ITEM NO.", "customer_item": "CUSTOMER ITEM", "description": "DESCRIPTION OF GOODS",
    "color": "COLOUR", "size": "SIZE", "quantity": "QTY", "unit": "UNIT",
    "unit_price": "UNIT PRICE", "amount": "AMOUNT", "barcode": "BARCODE", "hs_code": "HS CODE",
    "origin": "ORIGIN",
}  # fmt: skip
LABELS = {
    "order": "P.O. NO.", "invoice_no": "INVOICE NO.", "date": "DATE", "buyer": "MESSRS",
    "consignee": "CONSIGNEE", "notify": "NOTIFY PARTY", "pol": "PORT OF LOADING",
    "pod": "PORT OF DISCHARGE", "incoterm": "PRICE TERM", "payment": "PAYMENT TERM",
    "marks": "SHIPPING MARKS", "currency": "CURRENCY", "freight": "FREIGHT",
    "container": "CONTAINER NO.", "container_type": "CONTAINER TYPE", "seal": "SEAL NO.",
    "vgm": "VGM (KGS)", "tare": "TARE (KGS)", "etd": "ETD", "vessel": "VESSEL",
    "cartons": "TOTAL CARTONS", "gross": "TOTAL G.W. (KGS)", "volume": "TOTAL CBM",
    "bank": "BANK ACCOUNT", "mode": "MODE OF TRANSPORT", "transhipment": "TRANSHIPMENT",
}  # fmt: skip
ADDED = ("quantity", "cartons", "net", "gross", "volume", "amount")
PER_CARTON = ("net", "gross", "volume")


@dataclass
class Paper:
    """One document before it is written: terms above, the table, what stands below; `form` is how."""

    titles: list[str]
    terms: dict[str, Cell]
    headings: dict[str, str]
    rows: list[Row]
    total: Row = field(default_factory=dict)
    foot: list[list[Cell]] = field(default_factory=list)
    name: str = "paper.xlsx"
    form: dict[str, Any] = field(default_factory=dict)


@dataclass
class Shipment:
    """An order, its three documents, and the commands `first` and after it that `asks` for more."""

    head: dict[str, str]
    lines: list[Row]
    packing: Paper
    invoice: Paper | None
    booking: Paper | None
    first: list[tuple[str, ...]] = field(default_factory=list)
    asks: list[tuple[str, ...]] = field(default_factory=list)
    now: str = "2026-03-02T09:00:00+08:00"


Mutation = Callable[[Shipment], None]


def ean(number: int) -> str:
    """A 13-digit barcode with its check digit: weights 1 and 3 from the left."""
    digits = f"690123{number:06d}"
    odd, even = (sum(map(int, digits[start::2])) for start in (0, 1))
    return digits + str(-(odd + 3 * even) % 10)


def _goods() -> list[Row]:
    """Nine lines: colours and sizes of one item, five units, and two that share a carton."""
    columns = (
        "sku", "customer_item", "description", "color", "size", "quantity", "unit", "unit_price",
        "pcs_per_carton", "cartons", "net_each", "gross_each", "carton_size", "hs_code",
    )  # fmt: skip
    shirt = ("TS-1050", "ND 4401", "T-shirt, 100% cotton")
    table: Sequence[tuple[Cell, ...]] = [
        (*shirt, "Black", "S", 240, "PCS", "3.20", 20, 12, "4.0", "5.0", "40x30x25", "6109.10"),
        (*shirt, "Black", "M", 360, "PCS", "3.20", 20, 18, "4.1", "5.1", "40x30x25", "6109.10"),
        (*shirt, "White", "M", 120, "PCS", "3.20", 20, 6, "4.1", "5.1", "40x30x25", "6109.10"),
        (*shirt, "White", "XL", 60, "PCS", "3.45", 20, 3, "4.4", "5.4", "40x30x25", "6109.10"),
        ("SK-3315", "ND 4402", "Sports socks", "Light Grey", "39-42", 1500, "PR", "0.85", 50, 30,
         "6.0", "7.2", "40x40x25", "6115.95"),
        ("CUP-I20", "ND 4403", "Enamel cup", "Red", "", 20, "DOZ", "14.40", 2, 10, "9.0", "10.5",
         "50x40x25", "7323.94"),
        ("FAB 2071-A", "ND 4404", "Cotton fabric, printed", "Navy", "", "120.5", "MTR", "6.75", None,
         1, "20.0", "21.4", "120x25x20", "5208.32"),
        ("KEY-501", "ND 4405", "Key ring", "Red", "", 40, "SET", "2.10", None, 1, "10.0", "12.0",
         "50x40x25", "8308.10"),
        ("KEY-502", "ND 4406", "Key ring, long", "Blue", "", 30, "SET", "2.30", None, None, None,
         None, "", "8308.10"),
    ]  # fmt: skip
    goods = []
    for place, values in enumerate(table, start=1):
        row: Row = dict(zip(columns, values, strict=True))
        row |= {"line": str(place), "barcode": ean(place), "origin": "China"}
        for name in ("quantity", "unit_price", "cartons", "net_each", "gross_each"):
            row[name] = None if row[name] is None else Decimal(row[name])
        row["shared"] = row["cartons"] is None
        goods.append(row)
    return goods


def good() -> Shipment:
    """The shipment with which nothing is wrong."""
    shared = {"order": ORDER, "invoice_no": "HL-26031"}
    ports = {"pol": "Ningbo", "pod": "Hamburg"}
    buyer = {"buyer": "Nordvinter Handel GmbH", "consignee": HEAD["consignee"]}
    marks = {"marks": HEAD["marks"]}
    term = {"incoterm": "FOB Ningbo"}
    dates = {"date": date(2026, 3, 1)}
    made = Shipment(
        head=dict(HEAD),
        lines=_goods(),
        packing=Paper(
            titles=["HARBOUR LANTERN TRADING CO., LTD.", "PACKING LIST"],
            terms=shared | dates | buyer | ports | term | marks,
            headings=dict(PACKING),
            rows=_goods(),
            name="packing.xlsx",
        ),
        invoice=Paper(
            titles=["HARBOUR LANTERN TRADING CO., LTD.", "COMMERCIAL INVOICE"],
            terms=shared | dates | buyer | ports | term | marks | {"currency": "USD"},
            headings=dict(INVOICE),
            rows=_goods(),
            name="invoice.xlsx",
        ),
        booking=Paper(
            titles=["BOOKING NOTE"],
            terms={
                "order": ORDER, "consignee": HEAD["consignee"], "notify": HEAD["notify"],
                **ports, **marks, "vessel": "Morning Tern 12W", "etd": date(2026, 4, 10),
                "container_type": "20GP", "container": "CSQU3054383", "seal": "HL002718",
                "freight": "FREIGHT COLLECT", "tare": TARE,
            },
            headings={},
            rows=[],
            name="booking.xlsx",
        ),
    )  # fmt: skip
    settle(made)
    for line, row in zip(made.lines, made.invoice.rows, strict=True):
        line["amount"] = row["amount"]
    return made


def varied(rng: Random) -> Shipment:
    """The same goods in other numbers: as good as the good shipment."""
    made = good()
    for place in range(len(made.lines)):
        line = made.lines[place]
        other: Row = {
            "unit_price": Decimal(rng.randrange(1, 50_000)) / rng.choice([100, 1000, 10_000])
        }
        if line["pcs_per_carton"] is None:
            other["quantity"] = Decimal(rng.randrange(1, 3000))
        else:
            other |= {
                "cartons": Decimal(rng.randrange(2, 60)),
                "pcs_per_carton": rng.randrange(2, 150),
            }
            other["quantity"] = other["cartons"] * other["pcs_per_carton"]
        for rows in (made.lines, made.packing.rows, made.invoice.rows):
            rows[place] |= other
    settle(made)
    for line, row in zip(made.lines, made.invoice.rows, strict=True):
        line["amount"] = row["amount"]
    return made


def settle(shipment: Shipment) -> None:
    """Make every sum, number of cartons and amount follow from the rows: only what was packed counts."""
    _cartons(shipment.packing.rows)
    _add_up(shipment.packing)
    if shipment.invoice is not None:
        for row in shipment.invoice.rows:
            row["amount"] = cents(row["quantity"] * row["unit_price"])
        _add_up(shipment.invoice)
        words = f"SAY TOTAL U.S. DOLLARS {spelled(shipment.invoice.total['amount'])} ONLY"
        shipment.invoice.foot = [[words]]
    if shipment.booking is not None:
        total = shipment.packing.total
        shipment.booking.terms |= {name: total[name] for name in ("cartons", "gross", "volume")}
        shipment.booking.terms["vgm"] = total["gross"] + TARE


def _cartons(rows: Sequence[Row]) -> None:
    """Number the cartons from 1, and give each group its weights and its volume."""
    following = 1
    for row in rows:
        if row["shared"]:
            row |= dict.fromkeys(("carton_no", "cartons", *PER_CARTON, "carton_size"))
            continue
        last = following + int(row["cartons"]) - 1
        row["carton_no"] = f"{following}-{last}" if last > following else str(following)
        following = last + 1
        sides = [Decimal(side) for side in row["carton_size"].split("x")]
        each = {"net": row["net_each"], "gross": row["gross_each"]}
        each["volume"] = sides[0] * sides[1] * sides[2] / 1_000_000
        row |= {name: each[name] * row["cartons"] for name in PER_CARTON}


def _add_up(paper: Paper) -> None:
    paper.total = {
        name: sum((row[name] for row in paper.rows if row.get(name) is not None), Decimal(0))
        for name in ADDED
        if name in paper.headings
    }


def cents(value: Decimal) -> Decimal:
    """To the cent, half up."""
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


ONES = (
    "ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN",
    "ELEVEN", "TWELVE", "THIRTEEN", "FOURTEEN", "FIFTEEN", "SIXTEEN", "SEVENTEEN", "EIGHTEEN",
    "NINETEEN",
)  # fmt: skip
TENS = ("TWENTY", "THIRTY", "FORTY", "FIFTY", "SIXTY", "SEVENTY", "EIGHTY", "NINETY")


def spelled(value: Decimal) -> str:
    """An amount below a billion in words, as invoices write it."""
    whole, part = divmod(int(value * 100), 100)
    return _words(whole) + (f" AND CENTS {_words(part)}" if part else "")


def _words(number: int) -> str:
    for size, name in ((1_000_000, "MILLION"), (1000, "THOUSAND"), (100, "HUNDRED")):
        if number >= size:
            rest = f" {_words(number % size)}" if number % size else ""
            return f"{_words(number // size)} {name}{rest}"
    if number < 20:
        return ONES[number]
    return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")


def groups(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows, those that share a carton together."""
    place = 0
    numbered = [(place := place + (not row["shared"]), row) for row in rows]
    return [[row for _, row in found] for _, found in groupby(numbered, key=lambda pair: pair[0])]
