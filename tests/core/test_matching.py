"""The full outer join: what is found, and what is one fault and not two."""

from typing import Any

import pytest

from .shipment import codes, findings, invoice, line, order, packing, row

RED = {"color": "Red", "size": "M"}
BLUE = {"color": "Blue", "size": "M"}


@pytest.mark.parametrize(
    ("lines", "rows", "expected"),
    [
        pytest.param([line()], [row()], [], id="equal"),
        pytest.param([line()], [row(quantity="60"), row(quantity="40")], [], id="split rows add up"),
        pytest.param([line(quantity="60"), line(quantity="40")], [row()], [], id="two lines of one item"),
        pytest.param([line("AB-1234 ")], [row("ａｂ—1234")], [], id="form is no difference"),
        pytest.param([line(unit="PCS")], [row(unit="件")], [], id="unit synonyms"),
        pytest.param([line(quantity="10", unit="DOZ")], [row(quantity="120")], [], id="dozens"),
        pytest.param([line(quantity="5", unit="CTN", pcs_per_carton="24")], [row(quantity="120")], [], id="cartons ordered"),
        pytest.param([line(customer_item="K-9")], [row("k-9")], [], id="the customer's item number"),
        pytest.param([line(**RED), line(**BLUE)], [row(quantity="200")], [], id="an axis that lacks is summed over"),
        pytest.param([line(size="M"), line("CD-77")], [row(size="M"), row("CD-77", size="-")], [], id="a dash is no size"),
        pytest.param([line(size="M"), line("CD-77")], [row(size="M"), row("CD-77", size="L")], ["L04"], id="a size that was not asked for"),
        pytest.param([line()], [row(quantity="99")], ["L05"], id="one short"),
        pytest.param([line()], [row(quantity="101")], ["L05"], id="one over"),
        pytest.param([line()], [row(quantity="0")], ["L05"], id="nothing"),
        pytest.param([line()], [row(quantity="110"), row(quantity="-10")], ["L05"], id="less than nothing"),
        pytest.param([line()], [row(), row()], ["L05"], id="row twice"),
        pytest.param([line(), line("CD-77")], [row()], ["L01"], id="missing"),
        pytest.param([line()], [row(), row("ZZ-900")], ["L01"], id="extra"),
        pytest.param([line()], [row("AB-1324")], ["L02"], id="transposed"),
        pytest.param([line()], [row("AB1234")], ["L02"], id="a missing dash is no form"),
        pytest.param([line("AB-1034")], [row("AB-1O34")], ["L02"], id="O for 0"),
        pytest.param([line()], [row(quantity="60"), row("AB-1324", "40")], ["L02"], id="part of it is another"),
        pytest.param([line()], [row("ZZ-9")], ["L01", "L01"], id="not alike"),
        pytest.param([line()], [row(unit="SET")], ["L06"], id="other unit"),
        pytest.param([line()], [row(unit="DOZ")], ["L06"], id="same figure in another unit"),
        pytest.param([line(unit="")], [row(unit="KG")], ["L06"], id="no unit against a weight"),
        pytest.param([line(**RED)], [row(**BLUE)], ["L04"], id="other colour alone"),
        pytest.param([line(**RED), line(**BLUE)], [row(**BLUE), row(**BLUE)], ["L04"], id="both in one colour"),
        pytest.param([line(**RED), line(**BLUE)], [row(**RED, quantity="60"), row(**BLUE), row(**BLUE, quantity="40")], ["L04"], id="part of one in the other's colour"),
        pytest.param([line(**RED), line(**BLUE)], [row(**RED)], ["L01"], id="a colour missing is a missing line"),
        pytest.param([line(**RED), line(**BLUE)], [row(**RED), row(color="", size="M")], ["L04"], id="no colour is not the right one"),
        pytest.param([line(quantity="100", **RED), line(quantity="50", **BLUE)], [row(quantity="50", **RED), row(quantity="100", **BLUE)], ["L04", "L05", "L05"], id="two lines swapped"),
        pytest.param([line(), line("CD-77", "200")], [row(quantity="200"), row("CD-77", "100")], ["L05", "L05"], id="two items swapped"),
    ],
)  # fmt: skip
def test_join(lines: list[Any], rows: list[Any], expected: list[str]) -> None:
    assert codes(order(*lines), packing(*rows)) == expected


def test_both_documents_are_compared() -> None:
    found = findings(order(line()), packing(row()), invoice(row(quantity="90", unit_price="1.25")))
    assert [(f.code, f.problem.actual) for f in found] == [("L05", "90")]


def test_inside_the_tolerance_the_documents_must_still_agree() -> None:
    both = packing(row(quantity="103")), invoice(row(quantity="102", unit_price="1.25"))
    found = findings(order(line(), tolerance="±5%"), *both)
    assert [(f.code, f.problem.expected, f.problem.actual) for f in found] == [
        ("L05", "103", "102")
    ]


def test_rows_of_other_orders_are_left_out() -> None:
    mixed = packing(row(order="PO-1"), row("ZZ-9", order="PO-2"), terms={"order": ["PO-1", "PO-2"]})
    assert codes(order(line()), mixed) == []


@pytest.mark.parametrize("named", ["PO-2", "PO1", "PO-11", "PO-2 / PO-3"])
def test_another_orders_list_blocks_and_nothing_else_is_said(named: str) -> None:
    assert codes(order(line()), packing(row("ZZ-9"), terms={"order": named})) == ["D03"]


@pytest.mark.parametrize("named", ["PO-1", "po－1", "PO-1 / PO-2", "PO-1, PO-2", "PO-1、PO-2"])
def test_our_order_among_others(named: str) -> None:
    assert codes(order(line()), packing(row(), terms={"order": named})) == []


def test_both_numbers_and_where_it_stands() -> None:
    (found,) = findings(order(line()), packing(row(quantity="99")))
    problem = found.problem
    assert (problem.line, problem.sku) == ("1", "AB-1234")
    assert (problem.expected, problem.actual, problem.delta) == ("100", "99", "-1")
    assert problem.source is not None
    assert problem.source.file == "packing.xlsx"
    assert problem.source.cell == "B2"


RED_C1 = {**RED, "customer_item": "C1", "barcode": "4006381333931"}
BLUE_C2 = {**BLUE, "customer_item": "C2", "barcode": "6291041500213"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([row("C1", "60"), row("C2", "40")], [], id="their numbers tell the colours"),
        pytest.param([row("C1", "40"), row("C2", "60")], ["L04", "L05", "L05"], id="swapped"),
        pytest.param([row("C1", "100")], ["L04"], id="all in one colour"),
        pytest.param([row(quantity="40", barcode="4006381333931"), row(quantity="60", barcode="6291041500213")], ["L04", "L05", "L05"], id="by barcode"),
        pytest.param([row(quantity="60", **RED, customer_item="C2"), row(quantity="40", **BLUE, customer_item="C1")], ["L01", "L01"], id="their numbers on the wrong colours"),
    ],
)  # fmt: skip
def test_what_names_one_colour(rows: list[Any], expected: list[str]) -> None:
    lines = [line(quantity="60", **RED_C1), line(quantity="40", **BLUE_C2)]
    assert codes(order(*lines), packing(*rows)) == expected


def test_a_substitute_is_compared_like_the_item_itself() -> None:
    assert codes(order(line()), packing(row("AB-1324", "7"))) == ["L02", "L05"]
    assert codes(order(line(**RED)), packing(row("AB-1324", **BLUE))) == ["L02", "L04"]
    assert codes(order(line()), packing(row("AB-1324", unit="SET"))) == ["L02", "L06"]
