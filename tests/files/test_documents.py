"""Packing lists, invoices and bookings as they really come: a table of layouts."""

import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter

from gendan.core.documents import Document, DocumentKind, Row
from gendan.files import documents

PACKING, INVOICE, BOOKING = DocumentKind
Merged = Sequence[tuple[int, int, int, int]]


def workbook(*sheets: tuple[str, Sequence[Sequence[object]], Merged]) -> bytes:
    """An .xlsx of named sheets: rows, and merged ranges as top, left, bottom, right from 0."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    for name, rows, merged in sheets:
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell not in ("", None):
                    page.write(number, place, cell)
        for top, left, bottom, right in merged:
            page.merge_range(top, left, bottom, right, rows[top][left])
    book.close()
    return file.getvalue()


def read(content: str | bytes, kind: DocumentKind = PACKING) -> Document:
    data = content.encode() if isinstance(content, str) else content
    return documents.read(data, "list", kind)


def told(row: Row) -> dict[str, str]:
    """What a row says, without its place."""
    fields = row._asdict()
    del fields["sheet"], fields["row"], fields["group"]
    return {name: f"{value}" for name, value in fields.items() if value not in (None, "")}


def rows(document: Document) -> list[str]:
    """Item, colour, size, quantity and unit of each row, in one line each."""
    return [
        " ".join(filter(None, (r.sku, r.color, r.size, f"{r.quantity:f}", r.unit)))
        for r in document.rows
    ]


def groups(document: Document) -> list[int]:
    return [row.group for row in document.rows]


def totals(document: Document) -> list[tuple[int, Mapping[str, str], bool]]:
    return [
        (t.row, {name: f"{value:f}" for name, value in t.values.items()}, t.labelled)
        for t in document.totals
    ]


def terms(document: Document) -> dict[str, list[str]]:
    return {term: [told.value for told in values] for term, values in document.terms.items()}


def test_titles_table_totals_and_footers() -> None:
    document = read(
        "ACME SUPPLY CO LTD\n"
        "PACKING LIST\n"
        "P.O. NO.: PO-1001,,,INVOICE NO.: IN-7\n"
        "FROM: NINGBO TO: HAMBURG,,,DATE:,2026-11-02\n"
        "Marks: ACME / HAMBURG / C/NO. 1-25\n"
        "\n"
        "C/No.,Item No. 货号,Description,QTY (PCS),CTNS,G.W.(KGS),N.W.(KGS),CBM\n"
        '1-10,AB-1,Mug,"1,000",10,120.5,110,0.5\n'
        "11-25,AB-2,Plate,1500 PCS,15,150 KGS,140,0.75\n"
        "TOTAL:,,,2500,25,270.5,250,1.25\n"
        "\n"
        "SAY TOTAL TWENTY-FIVE CARTONS ONLY\n"
        "Total cartons: 25\n"
        "TOTAL G.W.: 270.5 KGS\n"
        "FREIGHT PREPAID\n"
    )
    assert told(document.rows[0]) == {
        "sku": "AB-1", "quantity": "1000", "unit": "PCS", "description": "Mug", "cartons": "10",
        "carton_no": "1-10", "gross": "120.5", "net": "110", "volume": "0.5",
    }  # fmt: skip
    assert rows(document) == ["AB-1 1000 PCS", "AB-2 1500 PCS"]
    assert totals(document) == [
        (10, {"quantity": "2500", "cartons": "25", "gross": "270.5", "net": "250", "volume": "1.25"}, True)
    ]  # fmt: skip
    assert terms(document) == {
        "order": ["PO-1001"], "invoice_no": ["IN-7"], "pol": ["NINGBO"], "pod": ["HAMBURG"],
        "date": ["2026-11-02"], "marks": ["ACME / HAMBURG / C/NO. 1-25"], "cartons": ["25"],
        "gross": ["270.5"], "freight": ["prepaid"],
    }  # fmt: skip
    assert document.title == "PACKING LIST"
    assert document.spot(document.rows[1], "gross").cell == "F9"
    assert document.said("date")[0].spot.cell == "E4"
    assert document.unknown == []


HEADINGS: Mapping[str, tuple[str, list[str]]] = {
    "English over Chinese": (
        "Item No.,Description,QTY,CTNS\n货号,品名,数量,箱数\nA1,Mug,5,1\n",
        ["A1 5"],
    ),
    "a quantity over its units": (
        "Item No.,Description,Quantity,,CTNS\n,,PCS,SF,\nA1,Tile,100,250.5,10\nA2,Tile,20,50,2\n",
        ["A1 100 PCS", "A2 20 PCS"],
    ),
    "units in a row of their own": ("Item No.,QTY,G.W.\n,PCS,KGS\nA1,5,2\n", ["A1 5 PCS"]),
    "metres": ("品号,Qty (MTR)\nA1,5.5\n", ["A1 5.5 MTR"]),
    "two languages in one cell": ("Art. No. 货号,数量 QTY\nA1,5\n", ["A1 5"]),
    "full width": ("Ｉｔｅｍ Ｎｏ．,ＱＴＹ（ＰＣＳ）\nA1,１，０００\n", ["A1 1000 PCS"]),
    "the total is the quantity": (
        "Item No,QTY,CTNS,TTL QTY\nA1,24,10,240\nA2,12,5,60\n",
        ["A1 240", "A2 60"],
    ),
    "总数量": ("货号,数量,箱数,总数量\nA1,24,10,240\n", ["A1 240"]),
    "pieces per carton times cartons": ("货号,每箱数量,箱数\nA1,24,10\n", ["A1 240"]),
    "two equal quantities": ('Item No,Qty,Quantity\nA1,5,5\nA2,"1,000",1000\n', ["A1 5", "A2 1000"]),
    "what was shipped": ("Item No,Order Qty,Shipped Qty\nA1,10,8\n", ["A1 8"]),
    "件数 beside a quantity": ("货号,数量,件数\nA1,100,10\n", ["A1 100"]),
    "件数 beside cartons": ("货号,件数,箱数\nA1,100,10\n", ["A1 100"]),
    "Item counts": ("Item,Model,Qty\n1,M-1,5\n2,M-2,6\n", ["M-1 5", "M-2 6"]),
    "Item names": ("Item,Qty\nM-1,5\nM-2,6\n", ["M-1 5", "M-2 6"]),
    "No. counts": ("No.,货号,数量\n1,A1,5\n2,A2,6\n", ["A1 5", "A2 6"]),
    "尺码 beside a colour": ("货号,颜色,尺码,数量,毛重\nA1,红,38,5,9\n", ["A1 红 38 5"]),
    "codes as floats": ("货号,数量\n12345.0,5\n", ["12345 5"]),
    "units in cells": ("Item No,Qty\nA1,100 PCS\nA2,5 DOZ\n", ["A1 100 PCS", "A2 5 DOZ"]),
    "semicolons": ("货号;数量;单位\nA1;5;件\n", ["A1 5 件"]),
    "headings once more": ("Item No,Qty\nA1,5\nItem No,Qty\nA2,6\n", ["A1 5", "A2 6"]),
    "an item named once": (
        ("Item No,Description,Colour,Size,Qty\nA1,Shirt,,,\n,,Red,M,1\n,,Red,L,2\n"
        "A2,Pants,Black,32,3\n,,,33,4\n"),
        ["A1 Red M 1", "A1 Red L 2", "A2 Black 32 3", "A2 33 4"],
    ),
    "an item in cartons that go on": ("C/No,Item No,Qty\n1-2,A1,10\n3,,5\n", ["A1 10", "A1 5"]),
    "ditto": ("Item No,Colour,Qty\nA1,Red,5\n同上,Blue,6\n", ["A1 Red 5", "A1 Blue 6"]),
    "numbered lines without goods": ("序号,货号,数量,金额\n1,A1,5,10\n2,,,0\n3,,,0\n", ["A1 5"]),
    "row 25": ("\n" * 24 + "Item No,Qty\nA1,5\n", ["A1 5"]),
}  # fmt: skip


@pytest.mark.parametrize("name", HEADINGS)
def test_headings(name: str) -> None:
    content, expected = HEADINGS[name]
    assert rows(read(content)) == expected


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(code: str) -> None:
    assert rows(read("货号,数量（件）\n晨光1,5\n".encode(code))) == ["晨光1 5 件"]


WEIGHTS: Mapping[str, tuple[str, dict[str, str]]] = {
    "of one carton": (
        "货号,数量,箱数,单箱毛重,总毛重,外箱尺寸\nA1,240,10,12.5,125,50*40*30cm\n",
        {"gross_each": "12.5", "gross": "125", "carton_size": "50*40*30cm", "cartons": "10"},
    ),
    "plain beside a total": (
        "Item No,Qty,G.W.,T.G.W.,N.W./CTN\nA1,5,2,10,1.5\n",
        {"gross_each": "2", "gross": "10", "net_each": "1.5"},
    ),
    "Per carton over G.W.": (
        "Item No,QTY,G.W.,\n,PCS,PER CTN,TOTAL\nA1,5,2,10\n",
        {"gross_each": "2", "gross": "10"},
    ),
    "尺码 beside weights": (
        "货号,数量,毛重,净重,尺码\nA1,5,12,10,0.05\n",
        {"gross": "12", "net": "10", "volume": "0.05"},
    ),
    "measurement of sizes": (
        "Item No,Qty,Measurement\nA1,5,50x40x30\n",
        {"carton_size": "50x40x30"},
    ),
    "three sides": ("Item No,Qty,L,W,H\nA1,5,50,40,30\n", {"carton_size": "50x40x30"}),
    "pounds and grams": (
        "Item No,Qty,G.W.(LBS),N.W.\nA1,5,10,500 G\n",
        {"gross": "4.5359237", "net": "0.5"},
    ),
    "prices": (
        "Item No,Qty,Unit,FCA SVAY RIENG USD/PC,Discount,Amount (USD)\nA1,5,SET,US$1.25,15%,5.31\n",
        {"unit_price": "1.25", "discount": "0.15", "amount": "5.31"},
    ),
    "packing in words": (
        "Item No,Packing,CTNS,Qty\nA1,12 PCS/CTN,2,24\n",
        {"pcs_per_carton": "12", "cartons": "2"},
    ),
    "nothing in a cell": ("Item No,Qty,CTNS\nA1,5,-\n", {}),
}


@pytest.mark.parametrize("name", WEIGHTS)
def test_weights_and_prices(name: str) -> None:
    content, expected = WEIGHTS[name]
    (row,) = read(content, INVOICE).rows
    for field, value in expected.items():
        found = getattr(row, field)
        assert found == (Decimal(value) if isinstance(found, Decimal) else value), field
    named = {"sku", "quantity", *expected}
    assert named == set(told(row)) - {"unit"}


def test_merged_headings_and_cartons() -> None:
    document = read(
        workbook(
            (
                "Sheet1",
                [
                    ["C/NO", "Item No.", "Colour", "Quantity", "", "CTNS", "G.W.", "N.W."],
                    ["", "", "", "PCS", "SF", "", "", ""],
                    ["1-5", "A1", "Red", 50, 9, 5, 60, "20"],
                    ["", "", "Blue", 50, 9, "", "", "20"],
                    ["", "A2", "Red", 30, 9, "", "", "10"],
                    ["6", "A3", "Red", 10, 9, 1, 5, 4],
                    ["", "", "", 140, "", 6, 65, 54],
                ],
                [
                    (0, 0, 1, 0),
                    (0, 3, 0, 4),
                    (2, 0, 4, 0),
                    (2, 5, 4, 5),
                    (2, 6, 4, 6),
                    (2, 1, 3, 1),
                ],
            )
        )
    )
    assert rows(document) == ["A1 Red 50 PCS", "A1 Blue 50 PCS", "A2 Red 30 PCS", "A3 Red 10 PCS"]
    assert groups(document) == [1, 1, 1, 2]
    assert [row.gross for row in document.rows] == [60, None, None, 5]
    assert totals(document)[0][2] is False
    assert [told.value for told in document.unknown] == ["Quantity SF"]


def test_mixed_cartons_without_merged_cells() -> None:
    document = read(
        "箱号,货号,颜色,数量,箱数,毛重\n"
        "1,A1,红,10,1,12\n"
        ",A2,蓝,10,,\n"
        "2,A1,红,5,1,12\n"
        "2,A2,蓝,5,,\n"
        "3-4,A3,绿,20,2,24\n"
        "总计,,,50,4,48\n"
    )
    assert groups(document) == [1, 1, 2, 2, 3]
    assert [row.carton_no for row in document.rows] == ["1", "", "2", "2", "3-4"]


def test_the_same_carton_number_of_two_orders_is_two_cartons() -> None:
    document = read("PO No.,C/No.,Item No,Qty,CTNS\nP1,1,A1,1,1\nP2,1,A1,1,1\n")
    assert groups(document) == [1, 2]
    assert [row.order for row in document.rows] == ["P1", "P2"]
    assert terms(document)["order"] == ["P1", "P2"]


TOTALS: Mapping[str, tuple[str, list[tuple[int, dict[str, str], bool]]]] = {
    "in one cell": (
        "Item No,Qty,CTNS\nA1,5,1\nTOTAL: 1 CTNS 5 PCS,,\n",
        [(3, {"cartons": "1", "quantity": "5"}, True)],
    ),
    "in the item column": (
        "C/NO,Item No,Qty,CTNS\n1,A1,5,1\n,合计 5 件,5,1 CTN\n",
        [(3, {"quantity": "5", "cartons": "1"}, True)],
    ),
    "subtotals": (
        "Item No,Qty\nA1,5\n小计,5\nA2,6\nSUB TOTAL,6\nGrand Total:,11\n",
        [(3, {"quantity": "5"}, True), (5, {"quantity": "6"}, True), (6, {"quantity": "11"}, True)],
    ),
    "a lone figure": (
        "Item No,Qty,CBM\nA1,5,1\n,,\n,,1\n",
        [(4, {"volume": "1"}, False)],
    ),
    "a lone figure in the wrong column": (
        "Item No,Qty,Unit Volume\nA1,5,1\n,,\n,,1\n",
        [(4, {}, False)],
    ),
    "a quantity of nothing": (
        "Item No,Qty\nA1,5\n,7\n",
        [(3, {"quantity": "7"}, False)],
    ),
}


@pytest.mark.parametrize("name", TOTALS)
def test_totals(name: str) -> None:
    content, expected = TOTALS[name]
    assert totals(read(content)) == expected


def test_totals_know_what_they_add_up() -> None:
    document = read("Item No,Qty\nA1,5\nA2,6\n小计,11\nA3,6\n小计,6\n")
    assert [(t.start, t.first, t.last) for t in document.totals] == [(0, 0, 2), (0, 2, 3)]


def test_spots_count_what_stands_before_the_table() -> None:
    data = workbook(("PL", [[], [], ["", "", "Item No", "Qty"], ["", "", "A1", 5]], []))
    document = read(data)
    assert document.spot(document.rows[0], "quantity").cell == "D4"


SHEETS: Mapping[str, tuple[DocumentKind, Sequence[tuple[str, Sequence[Sequence[Any]]]], list[str]]] = {
    "by the tab": (
        PACKING,
        [("INV", [["Item No", "Qty", "Price"], ["A1", 5, 1]]), (" PL ", [["Item No", "Qty"], ["A2", 5]]),
         ("CON", [["Item No", "Qty"], ["A3", 5]])],
        ["A2 5"],
    ),
    "by the title": (
        INVOICE,
        [("Sheet1", [["PACKING LIST"], ["Item No", "Qty"], ["A1", 5]]),
         ("Sheet2", [["COMMERCIAL INVOICE"], ["Item No", "Qty"], ["A2", 5]])],
        ["A2 5"],
    ),
    "by the columns": (
        PACKING,
        [("1", [["Item No", "Qty", "Unit Price"], ["A1", 5, 1]]), ("2", [["Item No", "Qty", "CTNS"], ["A2", 5, 1]])],
        ["A2 5"],
    ),
    "two that both say it": (
        PACKING,
        [("PL 1", [["Item No", "Qty"], ["A1", 5]]), ("PL 2", [["Item No", "Qty"], ["A2", 5]])],
        ["A1 5", "A2 5"],
    ),
    "one without a table": (
        PACKING,
        [("cover", [["Dear Sirs"]]), ("Sheet2", [["Item No", "Qty"], ["A2", 5]])],
        ["A2 5"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
def test_sheets(name: str) -> None:
    kind, sheets, expected = SHEETS[name]
    document = read(workbook(*((title, content, []) for title, content in sheets)), kind)
    assert rows(document) == expected
    assert {row.sheet for row in document.rows} == set(document.sheets)
