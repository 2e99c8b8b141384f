"""Seeded faults of single lines, L01–L13: what is wrong, the codes that must say so, how gravely."""

from collections.abc import Sequence
from copy import deepcopy
from decimal import Decimal
from typing import NamedTuple

from .changes import (
    BLACK_M,
    BLACK_S,
    CLOTH,
    CUP,
    LONG_RING,
    RING,
    SOCKS,
    WHITE_M,
    WHITE_XL,
    all_of,
    asks,
    head,
    invoiced,
    line,
    packed,
    paper,
    says,
    summed,
    written,
)  # fmt: skip
from .forms import charged
from .goods import ORDER, Cell, Mutation, Row, Shipment, ean, settle

FINAL = ("inspect", "add", ORDER, "--stage", "final", "--lot", "2711")
"""A lot of all the goods, in base units; what was found in it is not said."""

LOOSE = ("--level", "S-1", "--aql-major", "1000")
"""A plan that hardly anything fails."""

UNITS = (240, 360, 120, 60, 1500, 240, 121, 40, 30)
"""Base units of each line, whole ones."""


def whole(*, lot: int = 2711, critical: int = 0, major: int = 0, minor: int = 0) -> tuple[str, ...]:
    """A final inspection of the whole order; letter K: 125 units, 7 major, 10 minor are accepted."""
    counts = ("--critical", str(critical), "--major", str(major), "--minor", str(minor))
    return (*FINAL[:-1], str(lot), *counts)


def lot_of(place: int) -> tuple[str, ...]:
    """A final inspection that a line passed."""
    return (*whole(lot=UNITS[place]), "--line", str(place + 1))


def inspected(*inspections: tuple[str, ...], asked: str = "final") -> Mutation:
    """An inspection is asked for, and these were made."""
    return all_of(head(inspection=asked), *(asks(*argv) for argv in inspections))


class Fault(NamedTuple):
    """A change and what must find it: one of the `codes`, with this severity or a graver one."""

    change: Mutation
    codes: str
    severity: str = "block"


def without(place: int, *kinds: str) -> Mutation:
    """A row that is not there."""

    def change(shipment: Shipment) -> None:
        for rows in _rows(shipment, kinds or ("packing", "invoice")):
            gone = rows.pop(place)
            if place < len(rows) and rows[place]["shared"]:
                keep = ("shared", "cartons", "net_each", "gross_each", "carton_size")
                rows[place] |= {name: gone[name] for name in keep}
        settle(shipment)

    return change


def besides(source: int, *kinds: str, **fields: Cell) -> Mutation:
    """One more row, like another except for some fields."""

    def change(shipment: Shipment) -> None:
        for rows in _rows(shipment, kinds or ("packing", "invoice")):
            rows.append(deepcopy(rows[source]) | fields)
        settle(shipment)

    return change


def both(place: int, **fields: Cell) -> Mutation:
    """The same in the packing list and in the invoice."""
    return all_of(packed(place, **fields), invoiced(place, **fields))


def swapped(first: int, second: int, *fields: str) -> Mutation:
    """Two rows have each other's values, in both documents."""

    def change(shipment: Shipment) -> None:
        for rows in _rows(shipment, ("packing", "invoice")):
            a, b = rows[first], rows[second]
            for name in fields:
                a[name], b[name] = b[name], a[name]
        settle(shipment)

    return change


def split(place: int, *cartons: int) -> Mutation:
    """A row in parts of so many cartons; what is packed follows from them."""

    def change(shipment: Shipment) -> None:
        rows = shipment.packing.rows
        whole = rows[place]
        each = whole["quantity"] / whole["cartons"]
        rows[place : place + 1] = [
            whole | {"cartons": Decimal(part), "quantity": each * part} for part in cartons
        ]
        settle(shipment)

    return change


def clause(clauses: str, default: str) -> Mutation:
    """A tolerance for every line, and another for the first."""

    def change(shipment: Shipment) -> None:
        for each in shipment.lines:
            each["tolerance"] = default
        shipment.lines[0]["tolerance"] = clauses

    return change


def everything_twice(shipment: Shipment) -> None:
    """Every row doubled in quantity and cartons."""
    for row in shipment.packing.rows:
        row["quantity"] *= 2
        row["cartons"] = row["cartons"] and row["cartons"] * 2
    settle(shipment)


def in_words(words: str, currency: str = "U.S. DOLLARS") -> Mutation:
    """Another amount in words."""

    def change(shipment: Shipment) -> None:
        paper(shipment, "invoice").foot = [[f"SAY TOTAL {currency} {words} ONLY"]]

    return change


def _rows(shipment: Shipment, kinds: Sequence[str]) -> list[list[Row]]:
    papers = {"packing": shipment.packing, "invoice": shipment.invoice}
    return [found.rows for kind in kinds if (found := papers[kind]) is not None]


def sku(place: int, number: str) -> Mutation:
    """Another item number, in both documents."""
    return both(place, sku=number)


STRANGER = {"sku": "ZX-99", "customer_item": "", "description": "Umbrella", "color": "", "size": "",
            "barcode": "", "shared": False, "cartons": Decimal(1)}  # fmt: skip
TS_105O = sku(BLACK_S, "TS-105O")

ITEMS = {
    "a line is missing": Fault(without(SOCKS), "L01"),
    "a line is missing from the packing list": Fault(without(CUP, "packing"), "L01"),
    "a line is missing from the invoice": Fault(without(CUP, "invoice"), "L01"),
    "the last line is missing": Fault(without(LONG_RING), "L01"),
    "the first of a mixed carton is missing": Fault(without(RING), "L01"),
    "one size of four is missing": Fault(without(WHITE_XL), "L01 L04"),
    "a line too many": Fault(besides(RING, **STRANGER), "L01"),
    "one piece of a line too many": Fault(besides(RING, **STRANGER, quantity=Decimal(1)), "L01"),
    "a line too many in the invoice": Fault(besides(RING, "invoice", **STRANGER), "L01"),
    "a line too many for nothing": Fault(besides(CLOTH, **STRANGER, unit_price=Decimal(0)), "L01"),
    "a colour too many": Fault(besides(CUP, color="Green", barcode=ean(77)), "L01 L04"),
    "O for 0": Fault(TS_105O, "L02"),
    "I for 1 in the packing list": Fault(packed(SOCKS, sku="SK-33I5"), "L02"),
    "1 for I": Fault(sku(CUP, "CUP-120"), "L02"),
    "l for 1": Fault(sku(RING, "KEY-50l"), "L02"),
    "S for 5": Fault(sku(RING, "KEY-S01"), "L02"),
    "5 for S": Fault(sku(SOCKS, "5K-3315"), "L02"),
    "a Cyrillic letter": Fault(sku(RING, "КEY-501"), "L01 L02"),
    "digits swapped": Fault(sku(BLACK_S, "TS-1005"), "L02"),
    "digits swapped in all rows of an item": Fault(
        all_of(*(sku(place, "TS-1500") for place in range(4))), "L02"
    ),
    "letters swapped": Fault(sku(CUP, "CPU-I20"), "L02"),
    "no dash": Fault(sku(SOCKS, "SK3315"), "L02"),
    "no dash in the invoice": Fault(invoiced(SOCKS, sku="SK3315"), "L02"),
    "a blank for the dash": Fault(sku(SOCKS, "SK 3315"), "L01 L02"),
    "one digit more": Fault(sku(SOCKS, "SK-33155"), "L02"),
    "one digit less": Fault(sku(SOCKS, "SK-315"), "L02"),
    "one digit other": Fault(sku(SOCKS, "SK-3316"), "L02"),
    "a number that another line has": Fault(sku(RING, "KEY-502"), "L01 L02 L04"),
    "two lines swapped": Fault(swapped(RING, LONG_RING, "quantity"), "L05"),
    "two item numbers swapped": Fault(swapped(RING, CUP, "sku"), "L01 L02 L04 L05 L06"),
    "another colour": Fault(both(CUP, color="Blue"), "L04"),
    "another colour in the packing list": Fault(packed(CUP, color="Blue"), "L04"),
    "another colour in the invoice": Fault(invoiced(CUP, color="Blue"), "L04"),
    "a colour misread": Fault(both(CUP, color="Rad"), "L04"),
    "a colour of another line": Fault(both(BLACK_S, color="White"), "L04"),
    "another size": Fault(both(SOCKS, size="43-46"), "L04"),
    "a size of another line": Fault(both(WHITE_XL, size="M"), "L01 L04 L05"),
    "a size that the order does not name": Fault(both(CUP, size="XL"), "L01 L04", "info"),
    "no size in one row of several": Fault(both(BLACK_S, size=""), "L01 L04"),
    "two colours swapped": Fault(swapped(BLACK_M, WHITE_M, "color"), "L04 L05"),
    "two sizes swapped": Fault(swapped(BLACK_S, BLACK_M, "size"), "L04 L05"),
    "one carton in another size": Fault(
        all_of(
            both(BLACK_S, quantity=Decimal(220), cartons=Decimal(11)),
            both(BLACK_M, quantity=Decimal(380), cartons=Decimal(19)),
        ),
        "L04 L05",
    ),
    "another description in the packing list": Fault(
        packed(CUP, description="Glass cup"), "L03", "warn"
    ),
    "another description in the invoice": Fault(
        invoiced(BLACK_S, description="T-shirt, 100% polyester"), "L03", "warn"
    ),
    "another specification": Fault(
        all_of(line(CUP, description="Enamel cup, 8 cm"), packed(CUP, description="Enamel cup, 9 cm")),
        "L03",
        "warn",
    ),
}  # fmt: skip

QUANTITIES = {
    "one piece less": Fault(written("packing", BLACK_S, quantity=Decimal(239)), "L05"),
    "one piece more": Fault(written("packing", SOCKS, quantity=Decimal(1501)), "L05"),
    "one set less": Fault(both(RING, quantity=Decimal(39)), "L05"),
    "one set more": Fault(both(LONG_RING, quantity=Decimal(31)), "L05"),
    "a tenth of a metre less": Fault(both(CLOTH, quantity=Decimal("120.4")), "L05"),
    "a millimetre more": Fault(both(CLOTH, quantity=Decimal("120.501")), "L05"),
    "a carton less": Fault(both(BLACK_S, quantity=Decimal(220), cartons=Decimal(11)), "L05"),
    "a carton more": Fault(both(SOCKS, quantity=Decimal(1550), cartons=Decimal(31)), "L05"),
    "a carton less in the packing list": Fault(
        packed(SOCKS, quantity=Decimal(1450), cartons=Decimal(29)), "L05"
    ),
    "one less in the invoice": Fault(invoiced(RING, quantity=Decimal(39)), "L05"),
    "one more in the invoice": Fault(invoiced(SOCKS, quantity=Decimal(1501)), "L05"),
    "a dozen for a score": Fault(both(CUP, quantity=Decimal(19)), "L05"),
    "nothing": Fault(both(RING, quantity=Decimal(0)), "L05"),
    "less than nothing": Fault(both(RING, quantity=Decimal(-40)), "L05"),
    "two rows that cancel out": Fault(besides(RING, quantity=Decimal(-5)), "L05"),
    "a row of nothing beside it": Fault(besides(SOCKS, quantity=Decimal(-1500)), "L05"),
    "digits swapped": Fault(both(BLACK_S, quantity=Decimal(420), cartons=Decimal(21)), "L05"),
    "ten times": Fault(both(RING, quantity=Decimal(400)), "L05"),
    "everything twice": Fault(everything_twice, "L05"),
    "a row twice": Fault(besides(CUP), "L05"),
    "a row twice in the packing list": Fault(besides(BLACK_S, "packing"), "L05"),
    "a row twice in the invoice": Fault(besides(CUP, "invoice"), "L05"),
    "a row of a mixed carton twice": Fault(besides(LONG_RING, "packing"), "L05"),
    "a split that lacks a carton": Fault(split(BLACK_S, 5, 6), "L05"),
    "a split with a carton more": Fault(split(SOCKS, 10, 10, 11), "L05"),
    "over the tolerance of the order": Fault(
        all_of(head(tolerance="3%"), both(RING, quantity=Decimal("41.3"))), "L05"
    ),
    "under the tolerance of the order": Fault(
        all_of(head(tolerance="±3%"), both(BLACK_M, quantity=Decimal(340), cartons=Decimal(17))),
        "L05",
    ),
    "short where only more is allowed": Fault(
        all_of(head(tolerance="+5/-0 %"), both(LONG_RING, quantity=Decimal(29))), "L05"
    ),
    "a line whose own clause is tighter": Fault(
        all_of(clause("0", "10%"), both(BLACK_S, quantity=Decimal(220), cartons=Decimal(11))), "L05"
    ),
    "a pair less under a letter of credit": Fault(
        all_of(head(payment_kind="L/C"), both(SOCKS, quantity=Decimal(1499))), "L05"
    ),
    "too many metres under a letter of credit": Fault(
        all_of(head(payment_kind="L/C"), both(CLOTH, quantity=Decimal("126.6"))), "L05"
    ),
    "metres under no letter of credit": Fault(
        all_of(head(payment_kind="T/T"), both(CLOTH, quantity=Decimal(121))), "L05"
    ),
    "another unit": Fault(both(BLACK_S, unit="SET"), "L06"),
    "another unit in the packing list": Fault(packed(RING, unit="PCS"), "L06"),
    "another unit in the invoice": Fault(invoiced(CLOTH, unit="YD"), "L05 L06"),
    "pieces for pairs": Fault(both(SOCKS, unit="PCS"), "L05 L06"),
    "pieces for dozens": Fault(both(CUP, unit="PCS"), "L05 L06"),
    "kilos for metres": Fault(both(CLOTH, unit="KG"), "L06"),
    "cartons for pieces": Fault(both(BLACK_S, unit="CTN"), "L05 L06"),
    "a unit that nobody knows": Fault(both(RING, unit="BUNDLE"), "L06"),
}

MONEY_AND_CODES = {
    "a cent more a piece": Fault(invoiced(BLACK_S, unit_price=Decimal("3.21")), "L07"),
    "a cent less a piece": Fault(invoiced(CLOTH, unit_price=Decimal("6.74")), "L07"),
    "the fourth decimal": Fault(invoiced(SOCKS, unit_price=Decimal("0.8501")), "L07"),
    "two prices swapped": Fault(
        all_of(
            invoiced(RING, unit_price=Decimal("2.30")),
            invoiced(LONG_RING, unit_price=Decimal("2.10")),
        ),
        "L07",
    ),
    "for nothing": Fault(invoiced(RING, unit_price=Decimal(0)), "L07"),
    "the price of a dozen for one piece": Fault(
        invoiced(CUP, quantity=Decimal(240), unit="PCS"), "L07"
    ),
    "another currency": Fault(says("invoice", currency="EUR"), "L08"),
    "an amount that is not price times quantity": Fault(
        written("invoice", BLACK_S, amount=Decimal("786.00")), "L09"
    ),
    "a cent in an amount": Fault(written("invoice", SOCKS, amount=Decimal("1275.01")), "L09"),
    "the total": Fault(summed("invoice", amount=Decimal("5000.00")), "L09"),
    "the words": Fault(in_words("FIVE THOUSAND"), "L09"),
    "the words in another currency": Fault(
        in_words("FIVE THOUSAND FORTY AND CENTS THIRTY-EIGHT", "EUROS"), "L08 L09", "warn"
    ),
    "charges that do not add up": Fault(charged(Decimal(120), Decimal(130)), "L09"),
    "another HS code in the invoice": Fault(invoiced(CUP, hs_code="7013.37"), "L10", "warn"),
    "another HS code in the packing list": Fault(packed(CUP, hs_code="7323.99"), "L10", "warn"),
    "a barcode's check digit": Fault(both(RING, barcode=ean(8)[:-1] + "0"), "L11"),
    "a barcode's digits swapped": Fault(packed(RING, barcode="6091230000089"), "L11"),
    "a barcode of another item": Fault(packed(RING, barcode=ean(9)), "L11"),
    "a barcode that nobody gave": Fault(invoiced(CUP, barcode=ean(55)), "L11"),
    "the order's own barcode": Fault(
        all_of(line(RING, barcode=ean(8)[:-1] + "0"), both(RING, barcode=ean(8)[:-1] + "0")), "L11"
    ),
    "one barcode for two items": Fault(
        all_of(line(RING, barcode=ean(9)), both(RING, barcode=ean(9))), "L11"
    ),
    "one barcode for two items of which the order names none": Fault(
        all_of(
            line(RING, barcode=""),
            line(LONG_RING, barcode=""),
            packed(RING, barcode=ean(55)),
            packed(LONG_RING, barcode=ean(55)),
        ),
        "L11",
    ),
    "made elsewhere": Fault(both(CUP, origin="Vietnam"), "L12", "warn"),
    "made elsewhere in the packing list": Fault(packed(SOCKS, origin="India"), "L12", "warn"),
    "no accepted inspection": Fault(head(inspection="final"), "L13"),
    "an inspection that failed": Fault(inspected(whole(major=15)), "L13"),
    "a critical fault": Fault(inspected(whole(critical=1)), "L13"),
    "an inspection that is a draft": Fault(inspected((*whole(), "--draft")), "L13"),
    "faults that nobody counted": Fault(inspected(FINAL), "L13"),
    "one piece not inspected": Fault(inspected(whole(lot=2710)), "L13"),
    "one line not inspected": Fault(inspected(*map(lot_of, range(8))), "L13"),
    "a line inspected short": Fault(
        inspected(*map(lot_of, range(8)), (*lot_of(8), "--lot", "29")), "L13"
    ),
    "a lot taken in part": Fault(
        inspected((*whole(), "--accept", "2700", "--why", "sorted")), "L13"
    ),
    "a part of a lot that failed": Fault(
        inspected((*whole(major=15), "--accept", "2710", "--why", "x"), whole(lot=1)), "L13"
    ),
    "the same goods inspected again, and failed": Fault(
        inspected(whole(), whole(critical=1)), "L13"
    ),
    "the same goods again, not decided": Fault(inspected(whole(), (*whole(), "--draft")), "L13"),
    "failed goods as another lot by a looser plan": Fault(
        inspected(whole(major=15), (*whole(), "--new-lot", *LOOSE)), "L13"
    ),
    "a next round by a looser plan": Fault(inspected(whole(major=15), (*whole(), *LOOSE)), "L13"),
    "a refused line beside a lot of all": Fault(
        inspected((*lot_of(3), "--critical", "1"), whole()), "L13"
    ),
    "a lot of all before a refused line": Fault(
        inspected(whole(), (*lot_of(3), "--critical", "1")), "L13"
    ),
    "a re-inspection that failed": Fault(inspected(whole(minor=22), whole(minor=22)), "L13"),
    "an accepted lot that failed later": Fault(
        inspected(whole(), (*whole(critical=1), "--again", "1")), "L13"
    ),
    "another stage": Fault(inspected((*whole(), "--stage", "inline")), "L13"),
    "goods changed since": Fault(
        all_of(
            inspected(*map(lot_of, range(9))),
            asks("order", "amend", ORDER, "--line", "6", "color=Green"),
            both(CUP, color="Green"),
        ),
        "L13",
    ),
    "only the final one of all": Fault(inspected(whole(), asked="all"), "L13"),
    "refused goods beside the others": Fault(
        inspected(whole(), (*whole(lot=9, critical=1), "--new-lot")), "L13"
    ),
    "refused goods that nobody asked about": Fault(
        inspected(whole(major=15), asked=""), "L13", "warn"
    ),
}
