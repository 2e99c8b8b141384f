"""Every check: a fault that it finds, and why it sometimes does not apply."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gendan.core.checklist import Item, ItemKind
from gendan.core.checks import CHECKS
from gendan.core.checks.case import Case, Limits
from gendan.core.checks.registry import Outcome, Problem, Severity
from gendan.core.documents import Spot, Told, Total
from gendan.core.inspections import Inspection
from gendan.text import same

from .shipment import (
    booking,
    codes,
    findings,
    inspected,
    invoice,
    line,
    order,
    packing,
    results,
    row,
)

PRICED = {"unit_price": "1.25", "amount": "125"}


def total(last: int, *, labelled: bool = True, **values: str) -> Total:
    return Total(None, last + 2, {k: Decimal(v) for k, v in values.items()}, 0, 0, last, labelled)


def item(name: str, kind: ItemKind, **more: Any) -> Item:
    return Item(name, kind, same("as agreed"), **more)


def one(*documents: Any, **cells: Any) -> tuple[Any, ...]:
    """An order of one line with these terms, and these documents."""
    return order(line(), **cells), *documents


PACKED = packing(row())
BILLED = invoice(row(**PRICED))

FAULTS: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("L01", (order(), PACKED), {}),
    ("L01", (order(line(customer_item="K-1")), packing(row(customer_item="K-2"))), {}),
    ("L02", one(packing(row("AB-1243"))), {}),
    ("L03", (order(line(description="Ceramic mug 350 ml")), packing(row(description="Glass mug 350ml"))), {}),
    ("L03", (order(line(spec="350 ml")), packing(row(spec="300 ml"))), {}),
    ("L04", (order(line(color="Red")), packing(row(color="Rot"))), {}),
    ("L04", (order(line(size="S"), line(size="M")), packing(row(quantity="200"), unknown=[Told("S", Spot("p.xlsx")), Told("M", Spot("p.xlsx"))])), {}),
    ("L05", one(packing(row(quantity="99"))), {}),
    ("L06", one(packing(row(unit="KG"))), {}),
    ("L07", one(PACKED, invoice(row(unit_price="1.26"))), {}),
    ("L07", one(PACKED, invoice(row())), {}),
    ("L07", (order(line(unit="")), PACKED, invoice(row(unit_price="9"))), {}),
    ("L09", one(PACKED, invoice(row(**PRICED), terms={"charges": "9900"})), {}),
    ("O08", one(packing(row(), terms={"consignee": "Acmexis Holdings"}), consignee="Acme"), {}),
    ("L05", (order(line(), line("CD-7"), tolerance="±5 pcs"), packing(row(quantity="98"), row("CD-7"))), {}),
    ("L05", one(packing(row(quantity="92")), tolerance="按合约，不允许溢短装", payment_kind="L/C"), {}),
    ("O12", one(packing(row(quantity="60"), row(quantity="40"), totals=[total(2, quantity="40"), total(2, quantity="40")])), {}),
    ("L07", (order(line(discount="0.1")), PACKED, invoice(row(unit_price="1.25"))), {}),
    ("L07", (order(line(quantity="60"), line(quantity="40", price="2")), PACKED, invoice(row(quantity="40", unit_price="1.25"), row(quantity="60", unit_price="2"))), {}),
    ("L08", one(PACKED, invoice(row(**PRICED), terms={"currency": "EUR"})), {}),
    ("L09", one(PACKED, invoice(row(unit_price="1.25", amount="125.01"))), {}),
    ("L09", one(PACKED, invoice(row(**PRICED), totals=[total(1, amount="152")])), {}),
    ("L09", one(PACKED, invoice(row(**PRICED), terms={"amount": "USD 152.00"})), {}),
    ("L09", one(PACKED, invoice(row(**PRICED), terms={"amount_words": "SAY US DOLLARS ONE HUNDRED FIFTY TWO ONLY"})), {}),
    ("L10", (order(line(hs_code="6911.10")), packing(row(hs_code="6912.00"))), {}),
    ("L10", (order(line(hs_code="69111")), PACKED), {}),
    ("L11", (order(line(barcode="4006381333932")), PACKED), {}),
    ("L11", (order(line(barcode="4006381333931")), packing(row(barcode="6291041500213"))), {}),
    ("L11", (order(line(barcode="4006381333931"), line("CD-7", barcode="4006381333931")), packing(row(), row("CD-7"))), {}),
    ("L12", (order(line(origin="China")), packing(row(origin="Vietnam"))), {}),
    ("L13", one(PACKED), {"inspection_asked": "final"}),
    ("L13", one(PACKED), {"inspection_asked": "final", "inspections": [inspected(99)]}),
    ("L13", one(PACKED), {"inspection_asked": "final", "inspections": [inspected(faults=1)]}),
    ("L13", one(PACKED), {"inspection_asked": "final", "inspections": [inspected(faults=None)]}),
    ("L13", one(PACKED), {"inspection_asked": "final", "inspections": [inspected(goods="AB-1235")]}),
    ("L13", one(PACKED), {"inspection_asked": "final", "inspections": [inspected(stage="inline")]}),
    ("L13", one(PACKED), {"inspection_asked": "all", "inspections": [inspected()]}),
    ("L13", one(PACKED), {"inspection_asked": "whatever", "inspections": [inspected()]}),
    ("L13", one(PACKED), {"inspection_asked": "final", "inspections": [inspected(), inspected(10, n=2, faults=1)]}),
    ("L13", one(PACKED), {"inspections": [inspected(faults=1)]}),
    ("O01", one(PACKED, incoterm="FOB", pol="Ningbo"), {}),
    ("O01", one(PACKED, incoterm="DAT", place="Hamburg"), {}),
    ("O01", one(packing(row(), terms={"incoterm": "CIF Ningbo"}), incoterm="FOB", place="Ningbo"), {}),
    ("O01", one(packing(row(), terms={"incoterm": "FOB Shanghai"}), incoterm="FOB", place="Ningbo"), {}),
    ("O01", one(packing(row(), terms={"incoterm": "FOB"}), incoterm="FOB", place="Ningbo"), {}),
    ("O02", one(PACKED, booking(freight="FREIGHT PREPAID"), incoterm="FOB Ningbo"), {}),
    ("O03", one(PACKED), {"checklist": [item("deposit", ItemKind.DEPOSIT)]}),
    ("O04", (order(line(), ship_by=date(2026, 4, 1)), PACKED, booking(etd="2026-04-02")), {}),
    ("O04", (order(line(), ship_by=date(2026, 2, 1), payment_kind="L/C"), PACKED), {}),
    ("O04", (order(line(), ship_by=date(2026, 2, 1)), PACKED), {}),
    ("L05", one(PACKED, invoice(row(**PRICED), totals=[total(1, quantity="99")])), {}),
    ("L08", one(PACKED, invoice(row(**PRICED), terms={"amount_words": "SAY EUROS ONE HUNDRED TWENTY FIVE ONLY"})), {}),
    ("O11", one(packing(row(carton_no="1-5"), terms={"amount_words": "SAY TOTAL SIX (6) CARTONS ONLY"})), {}),
    ("D03", one(packing(row(), terms={"invoice_no": "A-1"}), invoice(row(**PRICED), terms={"invoice_no": "A-2"})), {}),
    ("D04", one(PACKED, booking(order="PO-2")), {}),
    ("O05", one(packing(row(quantity="50")), partial="not allowed"), {}),
    *(("O05", one(packing(row(quantity="50")), partial=words), {}) for words in ("no partial", "一次出齐", "否", "禁止", "maybe")),
    ("D03", one(invoice(row(**PRICED)), packing(row(**PRICED))), {}),
    ("O06", one(PACKED, booking(transhipment="Singapore"), payment_kind="L/C"), {}),
    ("O07", one(packing(row(), terms={"pod": "Bremen"}), pod="Hamburg"), {}),
    ("O08", one(packing(row(), terms={"consignee": "Other GmbH"}), consignee="Acme GmbH"), {}),
    ("O08", one(booking(notify="Other GmbH"), PACKED, notify="Acme GmbH"), {}),
    ("O09", one(packing(row(), terms={"marks": "ACME\nBREMEN"}), marks="ACME / HAMBURG"), {}),
    ("O10", (order(line(pcs_per_carton="20")), packing(row(cartons="4", pcs_per_carton="25"))), {}),
    ("O10", (order(line(pcs_per_carton="20")), packing(row(cartons="4"))), {}),
    ("O11", one(packing(row(quantity="50", carton_no="1-5", group=1), row(quantity="50", carton_no="5-9", group=2))), {}),
    ("O11", one(packing(row(quantity="50", carton_no="1-9", group=1), row(quantity="50", carton_no="3-5", group=2))), {}),
    ("O11", one(packing(row(quantity="50", carton_no="1-4", group=1), row(quantity="50", carton_no="6-9", group=2))), {}),
    ("O11", one(packing(row(carton_no="1-5", cartons="4"))), {}),
    ("O11", one(packing(row(carton_no="1-UP"))), {}),
    ("O11", one(packing(row(carton_no="1-5"), totals=[total(1, cartons="6")])), {}),
    ("O11", one(packing(row(carton_no="1-5")), booking(cartons="6 CTNS")), {}),
    ("O10", (order(line(pcs_per_carton="12")), packing(row(carton_no="1-10", pcs_per_carton="10"))), {}),
    ("O10", (order(line(pcs_per_carton="12")), packing(row(carton_no="1-10"))), {}),
    ("O11", one(packing(row(quantity="50", carton_no="2-5", group=1), row(quantity="50", carton_no="6-9", group=2))), {}),
    ("O13", one(packing(row(gross="10", net="9"), totals=[total(1, labelled=False, quantity="100", gross="99")])), {}),
    ("O12", one(packing(row(cartons="5", pcs_per_carton="24"))), {}),
    ("O12", one(packing(row(), totals=[total(1, quantity="101")])), {}),
    ("O12", one(packing(row(), totals=[total(1, quantity="101", labelled=False)])), {}),
    ("O13", one(packing(row(gross="9", net="10"))), {}),
    ("O13", one(packing(row(gross="10", net="10"))), {}),
    ("O13", one(packing(row(gross="10", net="0"))), {}),
    ("O13", one(packing(row(gross="10", net="9"), totals=[total(1, gross="12")])), {}),
    ("O14", one(packing(row(cartons="4", carton_size="50x40x30", volume="0.5"))), {}),
    ("O14", one(packing(row(volume="0.5"), totals=[total(1, volume="0.6")])), {}),
    ("O15", one(packing(row(volume="34")), booking(container_type="1x20GP")), {}),
    ("O16", one(PACKED, booking(container="CSQU3054384")), {}),
    ("O16", one(packing(row(), terms={"container": "CSQU3054383"}), booking(container="MWCU6059784")), {}),
    ("O17", one(packing(row(gross="10000")), booking(vgm="13500 KGS", tare="2200")), {}),
    ("O17", one(packing(row(gross="10000")), booking(vgm="9000")), {}),
    ("O19", one(packing(row(), terms={"date": "2026-01-01"})), {}),
    ("O19", one(packing(row(), terms={"date": "2026-02-01"}), invoice(row(**PRICED), terms={"date": "2026-02-02"})), {}),
    ("O20", one(PACKED), {"checklist": [item("C1", ItemKind.STANDING)]}),
    ("O20", one(PACKED), {"checklist": [item("R1", ItemKind.REQUIREMENT)]}),
    ("O20", one(PACKED), {"checklist": [item("K1", ItemKind.LESSON)]}),
    ("O21", one(PACKED, invoice(row(**PRICED), terms={"bank": "A/C 999"})), {"limits": Limits(bank_account="123-456")}),
    ("O22", (order(line(extra={"Sample No.": "S-1"})), packing(row(), terms={"sample": "S-2"})), {}),
    ("D02", one(PACKED), {"documents_asked": ["CI"]}),
    ("D02", one(PACKED, invoice(row("ZZ"), terms={"order": "PO-2"})), {}),
    ("D02", one(PACKED, invoice(row(**PRICED), terms={"buyer": "Other Ltd"})), {"buyer": ["Acme"]}),
    ("D02", one(PACKED, invoice(row(**PRICED), title="PROFORMA INVOICE"), payment_kind="LC"), {}),
    ("D03", one(), {}),
    ("D03", one(packing(row(), terms={"order": "PO-2"})), {}),
    *((code, one(PACKED), {"checklist": [item(name, ItemKind.DOCUMENT)]}) for code, name in (
        ("D01", "PI"), ("D04", "BL"), ("D05", "CO"), ("D06", "INS"), ("D07", "FUM"), ("D08", "IC"),
        ("D10", "MSDS"), ("D11", "VAT"))),
]  # fmt: skip
ONLY_TELL = {"O18", "D09"}
"""They reckon what people must know; there is nothing that could be wrong."""


@pytest.mark.parametrize(("code", "given", "more"), FAULTS)
def test_fault_is_found(code: str, given: tuple[Any, ...], more: dict[str, Any]) -> None:
    assert code in codes(*given, **more)


def test_every_check_has_a_fault_that_it_finds() -> None:
    assert {code for code, _, _ in FAULTS} | ONLY_TELL == CHECKS.keys()


def test_every_code_of_the_facts_has_its_check() -> None:
    families = {"L": 13, "O": 22, "D": 11}
    assert CHECKS.keys() == {
        f"{f}{n:02}" for f, most in families.items() for n in range(1, most + 1)
    }


def test_every_check_names_its_source_and_both_titles() -> None:
    for check in CHECKS.values():
        assert "order-check.md" in check.source
        assert check.title.en
        assert any("\u4e00" <= char <= "\u9fff" or char == "=" for char in check.title.zh)


HARMLESS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((order(line(quantity="120.5", unit="KG", price="6.75")), packing(row(quantity="120.5", unit="KG")), invoice(row(quantity="120.5", unit="KG", amount="813.38"))), {}),
    ((order(line(quantity="20", unit="DOZ", pcs_per_carton="2")), packing(row(quantity="240", cartons="10", pcs_per_carton="24"))), {}),
    (one(packing(row(carton_no="1-5"), terms={"amount_words": "SAY TOTAL FIVE (5) CARTONS ONLY"})), {}),
    (one(PACKED, booking(order="PO-1", freight="PAYABLE AT DESTINATION"), incoterm="FOB Ningbo"), {}),
    (one(PACKED, BILLED), {}),
    (one(packing(row(), terms={"incoterm": "FOB NINGBO, CHINA (INCOTERMS 2020)"}), incoterm="FOB", place="Ningbo"), {}),
    (one(packing(row(), terms={"marks": "Acme\nHamburg\nC/NO. 1-25"}), marks="ACME / HAMBURG / C/NO. 1-UP"), {}),
    (one(packing(row(), terms={"marks": "N/M"}), marks="No marks"), {}),
    (one(packing(row(), terms={"consignee": "ACME GmbH., Hauptstr. 1, Hamburg"}), consignee="Acme GmbH"), {}),
    (one(packing(row(), terms={"pod": "HAMBURG PORT, GERMANY"}), pod="Hamburg"), {}),
    ((order(line(description="Ceramic mug 350 ml, 3×4")), packing(row(description="CERAMIC  MUG 350ML 3x4 陶瓷杯"))), {}),
    ((order(line(hs_code="691110")), packing(row(hs_code="6911.10.0000"))), {}),
    ((order(line(origin="China")), packing(row(origin="MADE IN CHINA"))), {}),
    ((order(line(pcs_per_carton="24")), packing(row(quantity="96", cartons="4", pcs_per_carton="24"), row(quantity="4", cartons="1", pcs_per_carton="4"))), {}),
    (one(packing(row(quantity="60", cartons="2", pcs_per_carton="30", carton_no="1-2", group=1, gross="20", net="9"), row(quantity="40", pcs_per_carton="20", group=1, net="9"))), {}),
    (one(packing(row(quantity="60", cartons="2", pcs_per_carton="50", carton_no="1-2", group=1), row(quantity="40", group=1))), {}),
    (one(packing(row(carton_no="F134-F136", cartons="3"))), {}),
    ((order(line("CD-7"), line()), packing(row("CD-7"), row(quantity="60"), row(quantity="40"), totals=[total(3, quantity="100"), total(3, quantity="200")])), {}),
    (one(packing(row(gross="10.4", net="9"), totals=[total(1, gross="10", net="9")])), {}),
    (one(packing(row(cartons="4", gross="5", net="4"), totals=[total(1, gross="20", net="16")])), {}),
    (one(packing(row(volume="0.24", cartons="4", carton_size="50*40*30cm"), totals=[total(1, volume="0.24")])), {}),
    (one(packing(row(quantity="50", volume="2"), row(quantity="50", volume="3"), totals=[total(2, labelled=False, gross="5")])), {}),
    (one(PACKED, invoice(row(unit_price="1.25", amount="125"), totals=[total(1, amount="135")], terms={"charges": "10"})), {}),
    ((order(line(price="0.00278765", quantity="7000")), packing(row(quantity="7000")), invoice(row(quantity="7000", unit_price="0.00278765", amount="19.51355"))), {}),
    ((order(line(discount="0.1")), PACKED, invoice(row(unit_price="1.125"))), {}),
    ((order(line(price="15", quantity="10", unit="DOZ")), packing(row(quantity="120")), invoice(row(quantity="120", unit_price="1.25"))), {}),
    ((order(line(), ship_by=date(2026, 4, 1)), PACKED, booking(etd="2026-04-01")), {}),
    (one(PACKED, booking(container="CSQU 305438-3")), {}),
    *((one(PACKED, booking(container=words)), {}) for words in ("1x20GP", "1*40HQ", "20GP x 1", "LCL", "1X40'HC", "TBA")),
    (one(packing(row(), terms={"pol": "NINGBO"}), pol="宁波"), {}),
    *((one(packing(row(quantity="100"))), {"today": date(2026, 3, 2)}) for _ in "x"),
    (one(packing(row(gross="10000")), booking(vgm="12200", tare="2250 KGS")), {}),
    (one(PACKED), {"inspection_asked": "final", "inspections": [inspected()]}),
    (one(PACKED), {"inspection_asked": "final", "inspections": [inspected(goods="AB-1234")]}),
    (one(PACKED), {"inspection_asked": "final", "inspections": [inspected(60), inspected(40, n=2)]}),
    (one(PACKED), {"inspection_asked": "final", "inspections": [inspected(faults=1), inspected(n=2, first=1, round=2)]}),
    (one(PACKED), {"inspection_asked": "all", "inspections": [inspected(9, stage="incoming"), inspected(9, n=2, stage="inline"), inspected(n=3)]}),
    (one(PACKED), {"inspections": [inspected(faults=1, stage="inline")]}),
]  # fmt: skip


@pytest.mark.parametrize(("given", "more"), HARMLESS)
def test_harmless_forms_raise_nothing(given: tuple[Any, ...], more: dict[str, Any]) -> None:
    assert [f.problem.message.en for f in findings(*given, **more)] == []


def test_what_does_not_apply_says_why() -> None:
    ran = results(*one(PACKED))
    applied = {code for code, result in ran.items() if result.outcome is not Outcome.NOT_APPLICABLE}
    assert applied == {"L01", "L02", "L03", "L04", "L05", "L06", "O12", "D03"}
    for code in ran.keys() - applied:
        why = ran[code].why
        assert why is not None, code
        assert why.en, code
        assert why.zh != why.en, code


def test_a_check_that_raises_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_case: Case) -> Iterator[Problem]:
        raise ZeroDivisionError("oops")

    monkeypatch.setitem(CHECKS, "L05", CHECKS["L05"]._replace(look=broken))
    result = results(*one(PACKED))["L05"]
    assert result.outcome is Outcome.BROKEN
    assert [f.blocks for f in result.findings] == [True]
    assert "ZeroDivisionError: oops" in result.findings[0].problem.message.en


def test_a_reason_that_raises_blocks_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_case: Case) -> None:
        raise KeyError("oops")

    monkeypatch.setitem(CHECKS, "O18", CHECKS["O18"]._replace(unless=broken))
    assert results(*one(PACKED))["O18"].findings[0].severity is Severity.BLOCK


def l13(asked: str, *found: Inspection) -> list[tuple[str, str]]:
    ran = results(*one(PACKED), inspection_asked=asked, inspections=found)["L13"]
    return [(f.severity, f.problem.message.en) for f in ran.findings]


def fixes(asked: str, *found: Inspection) -> list[str]:
    ran = results(*one(PACKED), inspection_asked=asked, inspections=found)["L13"]
    return [f.problem.fix.en for f in ran.findings]


def test_what_an_inspection_lacks_is_told() -> None:
    assert l13("final") == [("block", "AB-1234: 0 of 100 units passed the final inspection")]
    assert l13(
        "final", inspected(60, goods="AB-1234"), inspected(40, n=2, goods="AB-1234", faults=1)
    ) == [
        ("block", "AB-1234: 60 of 100 units passed the final inspection (inspection 2: 40 refused)")
    ]
    assert l13("final", inspected(faults=None)) == [
        ("block", "final inspection: 0 of 100 units passed (inspection 1 is not decided)")
    ]
    assert l13("all", inspected()) == [
        ("block", "no incoming inspection passed"),
        ("block", "no in-line inspection passed"),
    ]


def test_the_remedy_is_a_command_for_each_line() -> None:
    assert fixes("final") == [
        "when the report is there: `gendan inspect add PO-1 --stage final --line 1 --lot 100`"
    ]
    assert fixes("final", inspected(99)) == fixes("final")
    assert fixes("final", inspected(faults=1)) == [
        (
            "sort the goods and inspect them again: "
            "`gendan inspect add PO-1 --stage final --again 1 --lot 100`"
        )
    ]


def test_goods_that_failed_may_be_those_that_passed() -> None:
    same = (inspected(goods="AB-1234"), inspected(n=2, goods="AB-1234", faults=1))
    told = (
        "block",
        (
            "final inspection of AB-1234 (inspection 2: 100 refused): lots of 200 units where 100 can be "
            "(inspections 1, 2), so its goods may be among those that passed"
        ),
    )
    assert l13("final", *same) == [told]
    assert l13("final", inspected(), inspected(10, n=2, faults=1))[0][0] == "block"
    assert "gendan waive PO-1 L13" in fixes("final", *same)[0]


def test_refused_goods_beside_those_that_passed_are_told() -> None:
    warned = [("warn", "final inspection of whole order (inspection 2: 10 refused)")]
    assert l13("none", inspected(), inspected(10, n=2, faults=1)) == warned
    more = (order(line(tolerance="±10%")), PACKED)
    ran = results(
        *more, inspection_asked="final", inspections=(inspected(), inspected(10, n=2, faults=1))
    )["L13"]
    assert [(f.severity, f.problem.message.en) for f in ran.findings] == warned


def test_goods_that_changed_since_their_inspection_are_named() -> None:
    assert l13("final", inspected(line="1", goods="AB-1")) == [
        (
            "block",
            (
                "AB-1234: 0 of 100 units passed the final inspection "
                "(inspection 1 was of AB-1, now AB-1234)"
            ),
        )
    ]


def test_units_of_the_line_are_explained() -> None:
    ran = results(
        order(line(quantity="4", unit="CTN", pcs_per_carton="25")), inspection_asked="final"
    )
    assert [f.problem.message.en for f in ran["L13"].findings] == [
        "AB-1234: 0 of 100 units (4 CTN = 100 PCS) passed the final inspection"
    ]


def test_equal_findings_have_different_keys() -> None:
    same_rows = packing(row(quantity="110"), row(quantity="-10"), row(quantity="-10"))
    keys = [f.key for f in results(*one(same_rows))["L05"].findings]
    assert len(keys) == len(set(keys)) == 3


def test_unconfirmed_reading_is_a_finding_that_does_not_block() -> None:
    wish = item("R1", ItemKind.REQUIREMENT, source="logo 12 mm please")
    found = [f for f in findings(*one(PACKED), checklist=[wish]) if f.problem.item is None]
    assert [(f.code, f.severity, f.problem.expected) for f in found] == [
        ("O20", Severity.WARN, "logo 12 mm please")
    ]
