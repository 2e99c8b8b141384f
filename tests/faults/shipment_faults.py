"""Seeded faults of a whole shipment and of its documents: O01–O22, D01–D11."""

from datetime import date
from decimal import Decimal

from .changes import (
    BLACK_M,
    BLACK_S,
    CUP,
    LONG_RING,
    RING,
    SOCKS,
    WHITE_M,
    all_of,
    asks,
    head,
    packed,
    says,
    summed,
    written,
)  # fmt: skip
from .goods import ORDER, Mutation, Shipment
from .line_faults import Fault, without

OTHER = "PO-7002"
ELSEWHERE = "Sturmwald Import AG, Am Deich 4, Bremen"


def numbered(**numbers: str) -> Mutation:
    """Carton numbers as they are written, by the name of the row."""
    places = {"black_s": BLACK_S, "black_m": BLACK_M, "white_m": WHITE_M, "socks": SOCKS}
    return all_of(
        *(written("packing", places[name], carton_no=told) for name, told in numbers.items())
    )


def first(*argv: str) -> Mutation:
    """A command that is given before the order is entered."""

    def change(shipment: Shipment) -> None:
        shipment.first.append(argv)

    return change


def below(told: str) -> Mutation:
    """A line below the packing list."""

    def change(shipment: Shipment) -> None:
        shipment.packing.foot.append([told])

    return change


def moment(now: str) -> Mutation:
    """Compared on another day."""

    def change(shipment: Shipment) -> None:
        shipment.now = f"{now}T09:00:00+08:00"

    return change


def lacks(kind: str) -> Mutation:
    """A document that is not given."""

    def change(shipment: Shipment) -> None:
        setattr(shipment, kind, None)

    return change


def priced(shipment: Shipment) -> None:
    """A packing list that shows prices."""
    shipment.packing.headings["unit_price"] = "UNIT PRICE"


def box(size: str) -> Mutation:
    """A carton size of the socks, in all sums."""
    return packed(SOCKS, carton_size=size)


def without_sums(*fields: str) -> Mutation:
    """The booking says nothing of these totals."""
    return says("booking", **dict.fromkeys(fields))


CIF = all_of(head(incoterm="CIF", place="Hamburg"), says("packing", incoterm="CIF Hamburg"),
             says("invoice", incoterm="CIF Hamburg"))  # fmt: skip
FCA = all_of(head(incoterm="FCA", place="Ningbo"), says("packing", incoterm="FCA Ningbo"),
             says("invoice", incoterm="FCA Ningbo"))  # fmt: skip

TERMS = {
    "no named place": Fault(head(incoterm="FOB", place=""), "O01"),
    "no such Incoterm": Fault(head(incoterm="FOC", place="Ningbo"), "O01"),
    "an Incoterm of 2010": Fault(
        all_of(head(incoterm="DAT", place="Hamburg"), says("invoice", incoterm="DAT Hamburg"),
               says("packing", incoterm=None)), "O01"
    ),
    "another Incoterm": Fault(says("invoice", incoterm="CIF Hamburg"), "O01"),
    "another Incoterm in the packing list": Fault(says("packing", incoterm="EXW Ningbo"), "O01"),
    "another named place": Fault(says("invoice", incoterm="FOB Shanghai"), "O01"),
    "a sea term by air": Fault(says("booking", mode="AIR FREIGHT"), "O01", "warn"),
    "freight paid by the wrong side": Fault(says("booking", freight="FREIGHT PREPAID"), "O02"),
    "freight not paid under CIF": Fault(CIF, "O02"),
    "no deposit": Fault(head(deposit="30"), "O03"),
    "on board too late": Fault(says("booking", etd=date(2026, 4, 21)), "O04"),
    "the day has passed": Fault(
        all_of(says("booking", etd=None), moment("2026-04-21")), "O04", "warn"
    ),
    "no longer to be shipped, under a letter of credit": Fault(
        all_of(head(payment_kind="L/C"), says("booking", etd=None), moment("2026-04-21")), "O04"
    ),
    "shipped too late": Fault(
        all_of(asks("order", "amend", ORDER, "shipped_date=2026-04-21"), says("booking", etd=None),
               moment("2026-04-22")), "O04"
    ),
    "a part of what may not be parted": Fault(
        all_of(head(partial="not allowed"), without(SOCKS)), "O05"
    ),
    "less than what may not be parted": Fault(
        all_of(head(partial="prohibited"), packed(BLACK_S, quantity=Decimal(220), cartons=Decimal(11))),
        "O05",
    ),
    "on the way into another ship, under a letter of credit": Fault(
        all_of(head(payment_kind="L/C"), says("booking", transhipment="via Singapore")), "O06", "warn"
    ),
    "another port of discharge": Fault(says("invoice", pod="Rotterdam"), "O07"),
    "another port of loading": Fault(says("booking", pol="Shanghai"), "O07"),
    "another port in the booking": Fault(says("booking", pod="Antwerp"), "O07"),
    "another port in the packing list": Fault(says("packing", pod="Hamina"), "O07"),
    "another consignee": Fault(says("booking", consignee=ELSEWHERE), "O08"),
    "another consignee in the packing list": Fault(says("packing", consignee=ELSEWHERE), "O08"),
    "another consignee in the invoice": Fault(says("invoice", consignee=ELSEWHERE), "O08"),
    "another to be notified": Fault(says("booking", notify=ELSEWHERE), "O08"),
    "another house number": Fault(
        says("booking", consignee="Nordvinter Handel GmbH, Hafenweg 21, 20457 Hamburg"), "O08"
    ),
    "other marks": Fault(says("packing", marks="N/M"), "O09"),
    "other marks in the invoice": Fault(
        says("invoice", marks="NORDVINTER / PO-7011 / HAMBURG / C/NO. 1-UP"), "O09"
    ),
    "other marks in the booking": Fault(
        says("booking", marks="NORDWINTER / PO-7001 / HAMBURG / C/NO. 1-UP"), "O09"
    ),
    "no dash in the marks": Fault(
        says("packing", marks="NORDVINTER / PO7001 / HAMBURG / C/NO. 1-UP"), "O09"
    ),
    "accounts that differ": Fault(
        all_of(asks("policy", "bank_account", "6217 0001 2345 678"),
               says("invoice", bank="6217 0001 2345 687")), "O21"
    ),
}  # fmt: skip

CARTONS = {
    "more in a carton than ordered": Fault(
        packed(BLACK_S, pcs_per_carton=24, cartons=Decimal(10)), "O10"
    ),
    "less in a carton than ordered": Fault(
        packed(SOCKS, pcs_per_carton=25, cartons=Decimal(60)), "O10"
    ),
    "numbers that overlap": Fault(numbered(black_m="12-29"), "O11"),
    "numbers that overlap at one end": Fault(numbered(black_s="1-13"), "O11"),
    "numbers inside others": Fault(numbered(white_m="14-19"), "O11"),
    "numbers around others": Fault(numbered(black_s="1-40"), "O11"),
    "the same numbers": Fault(numbered(white_m="31-33"), "O11"),
    "a gap": Fault(numbered(socks="41-70"), "O11"),
    "a gap at the beginning": Fault(numbered(black_s="2-13"), "O11"),
    "a range turned round": Fault(numbered(black_s="12-1"), "O11"),
    "more numbers than cartons": Fault(
        written("packing", LONG_RING, carton_no="82", shared=False), "O11"
    ),
    "the total of cartons": Fault(summed("packing", cartons=Decimal(83)), "O11"),
    "cartons told otherwise below": Fault(below("TOTAL: 82 CTNS"), "O11 D03"),
    "cartons told otherwise in words": Fault(
        below("SAY TOTAL EIGHTY-TWO (82) CARTONS ONLY"), "O11 D03", "warn"
    ),
    "cartons in the booking": Fault(says("booking", cartons=82), "O11 D03"),
    "cartons that do not hold the pieces": Fault(packed(BLACK_S, cartons=Decimal(11)), "O12"),
    "the total as pieces per carton": Fault(written("packing", SOCKS, pcs_per_carton=1500), "O12"),
    "pieces per carton by one": Fault(written("packing", WHITE_M, pcs_per_carton=21), "O12"),
    "the total of pieces": Fault(summed("packing", quantity=Decimal(2500)), "O12 L05 D03"),
    "the total of pieces in the invoice": Fault(
        summed("invoice", quantity=Decimal(2500)), "O12 L05 L09 D02", "warn"
    ),
    "net over gross": Fault(packed(SOCKS, net_each=Decimal("7.3")), "O13", "warn"),
    "net equal to gross": Fault(packed(SOCKS, net_each=Decimal("7.2")), "O13", "warn"),
    "net over gross in a mixed carton": Fault(packed(RING, net_each=Decimal(13)), "O13", "warn"),
    "weighs nothing": Fault(written("packing", CUP, net=Decimal(0), gross=Decimal(0)), "O13", "warn"),
    "the total of gross weight": Fault(summed("packing", gross=Decimal(600)), "O13", "warn"),
    "the total of net weight": Fault(summed("packing", net=Decimal(300)), "O13", "warn"),
    "gross weight in the booking": Fault(
        all_of(says("booking", gross=Decimal(700)), without_sums("vgm")), "O13 D03", "warn"
    ),
    "volume that the size does not make": Fault(written("packing", CUP, volume=Decimal("0.8")), "O14", "warn"),
    "a side of a carton": Fault(written("packing", SOCKS, carton_size="40x40x35"), "O14", "warn"),
    "the total of volume": Fault(summed("packing", volume=Decimal("4.0")), "O14", "warn"),
    "volume in the booking": Fault(says("booking", volume=Decimal(9)), "O14 D03", "warn"),
    "too much for comfort in the container": Fault(box("100x100x100"), "O15", "warn"),
    "more than the container holds": Fault(box("120x100x100"), "O15"),
    "more than the container carries": Fault(packed(SOCKS, gross_each=Decimal(1000)), "O15"),
    "a container's check digit": Fault(says("booking", container="CSQU3054384"), "O16"),
    "a container's digits swapped": Fault(says("booking", container="CSQU3045383"), "O16"),
    "two containers": Fault(says("packing", container="MWCU6059784"), "O16"),
    "a weight that is not the container's": Fault(says("booking", vgm=Decimal(3200)), "O17", "warn"),
    "by air": Fault(all_of(FCA, says("booking", mode="AIR", container_type=None)), "O18", "info"),
}  # fmt: skip

PAPERS = {
    "an invoice after the ship": Fault(says("invoice", date=date(2026, 4, 12)), "O19", "warn"),
    "an invoice before the order": Fault(says("invoice", date=date(2026, 1, 4)), "O19", "warn"),
    "a packing list before its invoice": Fault(says("packing", date=date(2026, 2, 27)), "O19 D03", "warn"),
    "something asked for and not done": Fault(
        asks("order", "require", ORDER, "label in German", "--source", "Bitte deutsch",
             "--confirmed", "2026-02-01"), "O20"
    ),
    "a reading that nobody confirmed": Fault(
        all_of(asks("order", "require", ORDER, "label in German", "--source", "Bitte deutsch"),
               asks("tick", ORDER, "R1", "--evidence", "photo")), "O20", "warn"
    ),
    "what this customer always wants": Fault(
        first("customer", "require", "NORD", "no wooden pallets", "--kind", "packing"), "O20"
    ),
    "no countersigned PI": Fault(head(documents="PI"), "D01"),
    "another order's invoice": Fault(says("invoice", order=OTHER), "D02"),
    "an invoice to somebody else": Fault(
        says("invoice", buyer="Sturmwald Import AG", consignee=None), "D02", "warn"
    ),
    "no invoice where one is asked for": Fault(
        all_of(head(documents="CI,PL"), lacks("invoice")), "D02"
    ),
    "another order's packing list": Fault(says("packing", order=OTHER), "D03"),
    "the packing list of another invoice": Fault(
        says("packing", invoice_no="HL-26013"), "D03", "warn"
    ),
    "prices in the packing list": Fault(priced, "D03", "info"),
    "no bill of lading": Fault(head(documents="PL,BL"), "D04"),
    "no certificate of origin": Fault(head(documents="CO"), "D05"),
    "no insurance": Fault(head(documents="INS"), "D06"),
    "no fumigation": Fault(head(documents="FUM"), "D07"),
    "no inspection certificate": Fault(head(documents="IC"), "D08"),
    "no test report": Fault(head(documents="MSDS"), "D10"),
    "no customs declaration": Fault(head(documents="VAT"), "D11"),
}  # fmt: skip
