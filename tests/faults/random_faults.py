"""Faults by chance: a family, then a place and a value that `random` picks."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from .changes import CLOTH, RING, invoiced, packed, paper, says, summed, written
from .goods import Shipment, ean
from .line_faults import STRANGER, besides, both, swapped, without

Chance = Callable[[Shipment, Random], None]
ROWS = 9
LOOKALIKE = {"0": "O", "O": "0", "1": "I", "I": "1", "5": "S", "S": "5", "8": "B", "2": "Z"}
PLACES = ("Rotterdam", "Shanghai", "Antwerp", "Hamina", "Ningde")


class Family(NamedTuple):
    """One kind of fault and the codes of which one must say so."""

    change: Chance
    codes: str


def _place(rng: Random) -> int:
    return rng.randrange(ROWS)


def _missing(shipment: Shipment, rng: Random) -> None:
    without(_place(rng), *rng.choice([("packing",), ("packing", "invoice")]))(shipment)


def _extra(shipment: Shipment, rng: Random) -> None:
    fields = STRANGER | {"sku": f"{rng.choice('QWXYZ')}X-{rng.randrange(10, 99)}"}
    kinds = rng.choice([("packing",), ("invoice",), ("packing", "invoice")])
    besides(RING, *kinds, **fields, quantity=Decimal(rng.randrange(1, 50)))(shipment)


def _pieces(shipment: Shipment, rng: Random) -> None:
    place, step = _place(rng), rng.choice([-3, -2, -1, 1, 2, 3])
    quantity = shipment.packing.rows[place]["quantity"] + step
    rng.choice([packed, invoiced, both])(place, quantity=quantity)(shipment)


def _carton(shipment: Shipment, rng: Random) -> None:
    place = rng.randrange(6)
    row = shipment.packing.rows[place]
    cartons = row["cartons"] + rng.choice([-2, -1, 1, 2])
    both(place, cartons=cartons, quantity=cartons * row["pcs_per_carton"])(shipment)


def _times(shipment: Shipment, rng: Random) -> None:
    place = _place(rng)
    factor = Decimal(rng.choice(["0", "-1", "2", "10", "0.1", "12", "0.5"]))
    rng.choice([packed, invoiced, both])(
        place, quantity=shipment.packing.rows[place]["quantity"] * factor
    )(shipment)


def _lookalike(shipment: Shipment, rng: Random) -> None:
    place = _place(rng)
    number = shipment.packing.rows[place]["sku"]
    at = rng.choice([at for at, char in enumerate(number) if char in LOOKALIKE])
    both(place, sku=number[:at] + LOOKALIKE[number[at]] + number[at + 1 :])(shipment)


def _swapped_digits(shipment: Shipment, rng: Random) -> None:
    place = _place(rng)
    chars = list(shipment.packing.rows[place]["sku"])
    pairs = [at for at in range(len(chars) - 1) if chars[at] != chars[at + 1]]
    at = rng.choice([at for at in pairs if chars[at].isalnum() and chars[at + 1].isalnum()])
    chars[at], chars[at + 1] = chars[at + 1], chars[at]
    both(place, sku="".join(chars))(shipment)


def _dash(shipment: Shipment, rng: Random) -> None:
    place = _place(rng)
    both(place, sku=shipment.packing.rows[place]["sku"].replace("-", ""))(shipment)


def _colour(shipment: Shipment, rng: Random) -> None:
    place = _place(rng)
    colours = {"Green", "Pink", "Dark Grey", "White", "Black"}
    mine = {
        row["color"]
        for row in shipment.packing.rows
        if row["sku"] == shipment.packing.rows[place]["sku"]
    }
    both(place, color=rng.choice(sorted(colours - mine)))(shipment)


def _size(shipment: Shipment, rng: Random) -> None:
    both(rng.randrange(5), size=rng.choice(["XXL", "3XL", "XS", "43-46"]))(shipment)


def _unit(shipment: Shipment, rng: Random) -> None:
    place = _place(rng)
    units = {"PCS", "SET", "DOZ", "KG", "BAG", "YD"} - {shipment.packing.rows[place]["unit"]}
    rng.choice([packed, both])(place, unit=rng.choice(sorted(units)))(shipment)


def _twice(shipment: Shipment, rng: Random) -> None:
    besides(_place(rng), *rng.choice([("packing",), ("invoice",)]))(shipment)


def _swapped_lines(shipment: Shipment, rng: Random) -> None:
    first, second = rng.sample(range(6), 2)
    swapped(first, second, "quantity", "pcs_per_carton", "cartons")(shipment)


def _per_carton(shipment: Shipment, rng: Random) -> None:
    place = rng.randrange(6)
    row = shipment.packing.rows[place]
    written("packing", place, pcs_per_carton=row["pcs_per_carton"] + rng.choice([-1, 1, 10]))(
        shipment
    )


def _numbers(shipment: Shipment, rng: Random) -> None:
    place = rng.randrange(6)
    low, high = map(int, shipment.packing.rows[place]["carton_no"].split("-"))
    move = rng.choice([-3, -1, 1, 3]) if place else rng.choice([1, 3])
    written("packing", place, carton_no=f"{low + move}-{high + move}")(shipment)


def _sum(shipment: Shipment, rng: Random) -> None:
    kind = rng.choice(["packing", "packing", "invoice"])
    name = rng.choice(sorted(paper(shipment, kind).total))
    summed(kind, **{name: paper(shipment, kind).total[name] * rng.choice([2, 3]) + 7})(shipment)


def _marks(shipment: Shipment, rng: Random) -> None:
    marks = str(shipment.packing.terms["marks"])
    places = range(marks.index("C/NO"))
    at = rng.choice([at for at in places if marks[at].isalnum()])
    other = rng.choice(sorted(set("KQXZ34679") - {marks[at]}))
    says(_kind(rng), marks=marks[:at] + other + marks[at + 1 :])(shipment)


def _barcode(shipment: Shipment, rng: Random) -> None:
    place, at = _place(rng), rng.randrange(13)
    code = shipment.packing.rows[place]["barcode"]
    other = rng.choice([digit for digit in "0123456789" if digit != code[at]])
    rng.choice([packed, invoiced])(place, barcode=code[:at] + other + code[at + 1 :])(shipment)


def _other_barcode(shipment: Shipment, rng: Random) -> None:
    rng.choice([packed, invoiced])(_place(rng), barcode=ean(rng.randrange(20, 999)))(shipment)


def _net(shipment: Shipment, rng: Random) -> None:
    place = rng.randrange(RING)
    over = shipment.packing.rows[place]["gross_each"] * Decimal(rng.choice(["1", "1.1", "2"]))
    packed(place, net_each=over)(shipment)


def _price(shipment: Shipment, rng: Random) -> None:
    place, step = _place(rng), Decimal(rng.choice(["-0.01", "0.01", "0.001", "1", "-0.1"]))
    invoiced(place, unit_price=paper(shipment, "invoice").rows[place]["unit_price"] + step)(
        shipment
    )


def _amount(shipment: Shipment, rng: Random) -> None:
    place, step = _place(rng), Decimal(rng.choice(["-0.02", "0.02", "9", "-90", "100"]))
    written("invoice", place, amount=paper(shipment, "invoice").rows[place]["amount"] + step)(
        shipment
    )


def _kind(rng: Random) -> str:
    return rng.choice(["packing", "invoice", "booking"])


def _origin(shipment: Shipment, rng: Random) -> None:
    other = rng.choice(["Vietnam", "India", "Turkey"])
    rng.choice([packed, invoiced])(_place(rng), origin=other)(shipment)


def _hs(shipment: Shipment, rng: Random) -> None:
    other = rng.choice(["9503.00", "4202.92", "6302.60"])
    rng.choice([packed, invoiced])(_place(rng), hs_code=other)(shipment)


def _words(shipment: Shipment, rng: Random) -> None:
    other = rng.choice(["Umbrella", "Glass bowl", "Wool scarf, 30% silk"])
    rng.choice([packed, invoiced])(_place(rng), description=other)(shipment)


def _volume(shipment: Shipment, rng: Random) -> None:
    place = rng.randrange(CLOTH)
    written("packing", place, volume=shipment.packing.rows[place]["volume"] * rng.choice([2, 10]))(
        shipment
    )


def _late(shipment: Shipment, rng: Random) -> None:
    etd = paper(shipment, "booking").terms["etd"]
    says("booking", etd=etd + timedelta(days=rng.randrange(11, 60)))(shipment)


FAMILIES: Mapping[str, Family] = {
    "missing": Family(_missing, "L01 L04"),
    "extra": Family(_extra, "L01"),
    "pieces": Family(_pieces, "L05"),
    "carton": Family(_carton, "L05"),
    "times": Family(_times, "L05"),
    "look-alike": Family(_lookalike, "L02"),
    "digits swapped": Family(_swapped_digits, "L02"),
    "dash": Family(_dash, "L02"),
    "colour": Family(_colour, "L04"),
    "size": Family(_size, "L04"),
    "unit": Family(_unit, "L05 L06"),
    "row twice": Family(_twice, "L05"),
    "lines swapped": Family(_swapped_lines, "L04 L05"),
    "pieces per carton": Family(_per_carton, "O12"),
    "carton numbers": Family(_numbers, "O11"),
    "totals": Family(_sum, "L05 L09 O11 O12 O13 O14 D02 D03"),
    "marks": Family(_marks, "O09"),
    "barcode": Family(_barcode, "L11"),
    "other barcode": Family(_other_barcode, "L11"),
    "net over gross": Family(_net, "O13"),
    "price": Family(_price, "L07"),
    "amount": Family(_amount, "L09"),
    "currency": Family(lambda s, rng: says("invoice", currency=rng.choice(["EUR", "CNY"]))(s), "L08"),
    "ports": Family(
        lambda s, rng: says(_kind(rng), **{rng.choice(["pol", "pod"]): rng.choice(PLACES)})(s), "O07"
    ),
    "consignee": Family(lambda s, rng: says(_kind(rng), consignee="Sturmwald AG")(s), "O08"),
    "Incoterm": Family(
        lambda s, rng: says(rng.choice(["packing", "invoice"]), incoterm=rng.choice(
            ["CIF Hamburg", "EXW Ningbo", "FCA Ningbo", "FOB Shanghai"]))(s), "O01"
    ),
    "origin": Family(_origin, "L12"),
    "HS code": Family(_hs, "L10"),
    "description": Family(_words, "L03"),
    "volume": Family(_volume, "O14"),
    "too late": Family(_late, "O04"),
    "other order": Family(
        lambda s, rng: says(rng.choice(["packing", "invoice"]), order=f"PO-{rng.randrange(8000, 9000)}")(s),
        "D02 D03",
    ),
}  # fmt: skip
