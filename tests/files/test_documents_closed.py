"""Documents that could hide goods: whatever cannot be placed is a fault, never left out."""

import contextlib
import io
import os
import re
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from gendan.core.documents import Document, DocumentKind
from gendan.errors import Refused
from gendan.files import documents, sheets

PACKING, INVOICE = DocumentKind.PACKING, DocumentKind.INVOICE


def read(content: str | bytes, kind: DocumentKind = PACKING) -> Document:
    return documents.read(content.encode() if isinstance(content, str) else content, "list", kind)


def faults(content: str | bytes) -> str:
    with pytest.raises(Refused) as caught:
        read(content)
    return "\n".join([caught.value.text.en, *(fault.en for fault in caught.value.faults)])


def quantities(content: str | bytes) -> dict[str, str]:
    return {row.sku: f"{row.quantity:f}" for row in read(content).rows}


Rows = Sequence[Sequence[object]]
HEAD, GOODS = ["Item No.", "Qty", "Unit"], [["AB-1", 100, "PCS"], ["CD-2", 50, "PCS"]]


def workbook(
    pages: Mapping[str, Rows], hidden: str = "", merged: Sequence[tuple[int, int, int, int]] = ()
) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    for name, rows in pages.items():
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        for top, left, bottom, right in merged:
            page.merge_range(top, left, bottom, right, rows[top][left])
        if name == hidden:
            page.hide()
    book.close()
    return file.getvalue()


SHIPPED = (
    "Packed", "Shipped", "Actual", "Actual Qty", "Packed (PCS)", "Loaded", "Loaded Qty", "Qty loaded",
    "Delivered", "Dispatched", "Dispatched qty", "Despatched", "Pcs packed", "Final Qty", "实装", "实装数",
    "实际", "装柜数量", "出货", "实出数量", "实发数量", "出货数", "发货数",
)  # fmt: skip


@pytest.mark.parametrize("ordered", ["Order Qty", "Qty", "订单数量", "Ordered", "Contract Qty"])
@pytest.mark.parametrize("shipped", SHIPPED)
def test_what_was_shipped_counts(ordered: str, shipped: str) -> None:
    content = f"Item No.,{ordered},{shipped}\nAB-1,100,90\nCD-2,50,50\n"
    assert quantities(content) == {"AB-1": "90", "CD-2": "50"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Order Qty", "Balance"), ("Order Qty", "Short"), ("Order Qty", "XYZ"), ("Qty", "Balance"),
        ("Qty", "Extra pcs FOC"), ("Qty", "实收"), ("Packed Qty", "Actual Qty"), ("Shipped Qty", "实装数"),
    ],
)  # fmt: skip
def test_two_columns_that_could_be_the_quantity(one: str, other: str) -> None:
    told = faults(f"Item No.,{one},{other}\nAB-1,100,90\nCD-2,50,50\n")
    assert repr(one) in told
    assert repr(other) in told


@pytest.mark.parametrize("other", ["Inner Qty", "Pallet qty", "Remark", "Balance"])
def test_other_columns_beside_a_quantity_do_no_harm(other: str) -> None:
    cell = "0" if other == "Balance" else "12"
    assert quantities(f"Item No.,Qty,{other}\nAB-1,100,{cell}\n") == {"AB-1": "100"}


def test_a_weight_over_actual_is_no_quantity() -> None:
    document = read("Item No.,Qty,Weight,\n,,Actual,\nAB-1,100,9,\n")
    assert [f"{row.quantity}" for row in document.rows] == ["100"]


HIDDEN: Mapping[str, tuple[str, str]] = {
    "cartons without a quantity": ("Item No.,Qty,Cartons\nAB-1,100,10\nVASE,,5\n", "row 3, column 'Qty': the quantity is missing"),
    "mixed cartons": ("Item No.,Qty,Cartons\nAB-1,100,10\nRED VASE,mixed,5\n", "row 3, column 'Qty': the quantity is missing"),
    "a weight without a quantity": ("Item No.,Description,Qty,G.W.\nAB-1,m,100,10\nVASE,red vase 5 pcs,,20\n", "row 3, column 'Qty'"),
    "a carton number": ("Ctn No.,Item No.,Qty\n1,AB-1,100\n2,BIG RED VASE,\n", "row 3, column 'Qty'"),
    "a price": ("Item No.,Qty,Unit Price\nAB-1,100,2\nBIG RED VASE,,3\n", "row 3, column 'Qty'"),
    "a label beside a bad number": ("Item No.,Qty,Unit,Note2\nAB-1,100,PCS,\nXX-9,2O,PCS,PO No: PO-1\n", "row 3, column 'Qty': '2O'"),
    "a label in the description": ("Item No.,Description,Qty\nAB-1,mug,100\nXX-9,Sample: vase,20+5\nCD-2,plate,50\n", "'20+5'"),
    "an item in words": ("Item No.,Qty\nAB-1,100\nXX-9: 20 pcs,\n", "row 3"),
    "a sentence": ("Item No.,Qty\nAB-1,100\nalso in carton 9: 20 pcs XX-9\n", "row 3"),
    "a sentence that counts as many": ("Item No.,Qty\nAB-1,100\nalso in carton 9: 100 pcs XX-9\n", "row 3"),
    "two headings below, aside": ("Item No.,Qty,Unit,,\nAB-1,100,PCS,,\n,,,Item No.,Qty\n,,,XX-9,20\n", "a second table"),
    "two headings below": ("Item No.,Colour,Qty\nAB-1,red,100\nItem No.,Qty,\nXX-9,20,\n", "a second table"),
    "unknown headings aside": ("Item No.,Qty,Unit,,,\nAB-1,100,PCS,,,\n,,,Spare parts,Pieces,Ctn\n,,,XX-9,20,1\n", "a second table"),
    "no headings aside": ("Item No.,Qty,Unit,,,\nAB-1,100,PCS,,,\nSpare parts free of charge:\n,,,XX-9,20,PCS\n", "a second table"),
    "beside, no headings": ("Item No.,Qty,Unit,,,\nAB-1,100,PCS,,XX-9,20\n", "a second table"),
    "above": ("XX-9,20,PCS\nItem No.,Qty,Unit\nAB-1,100,PCS\n", "a second table"),
    "above, other headings": ("Goods,Pieces\nXX-9,20\n\nItem No.,Qty\nAB-1,100\n", "a second table"),
    "above, without numbers": ("Description,Qty\nvase,20\n\nItem No.,Qty\nAB-1,100\n", "a second table"),
    "a rate": ("Item No.,Qty,Cartons\nAB-1,100 PCS/CTN,2\n", "'100 PCS/CTN' is not a number"),
    "a rate without a unit": ("Item No.,Qty,Cartons\nAB-1,100/CTN,2\n", "'100/CTN' is not a number"),
    "a raised figure": ("Item No.,Qty\nAB-1,100²\n", "'100²' is not a number"),
    "a circled figure": ("Item No.,Qty\nAB-1,10①\n", "is not a number"),
    "two items": ("SKU,Item Code,Qty\nAB-1,AB-1,100\nCD-2,YY-8,50\n", "A3 'CD-2', B3 'YY-8'"),
    "two colours": ("Item No.,Color,颜色,Qty\nAB-1,red,蓝,100\n", "B2 'red', C2 '蓝'"),
    "two colours in words": ("Item No.,Color,Shade,Qty\nAB-1,red,blue,100\n", "B2 'red', C2 'blue'"),
    "another specification": ("Item No.,Specification,Qty\nAB-1,white,95\n,RED VASE,5\n", "the item number is missing"),
    "another description": ("Item No.,Description,Color,Qty\nAB-1,mug,white,95\n,vase,red,5\n", "the item number is missing"),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_goods_are_never_left_out(name: str) -> None:
    content, told = HIDDEN[name]
    assert told in faults(content)


@pytest.mark.parametrize("item", ["TTL-100", "Total care kit 2", "Total plates 9"])
def test_an_item_may_begin_like_a_total(item: str) -> None:
    content = f"Item No.,Qty\nAB-1,100\nCD-2,50\n{item},150\n"
    assert quantities(content) == {"AB-1": "100", "CD-2": "50", item: "150"}


@pytest.mark.parametrize(
    "label", ["TOTAL", "TOTAL:", "TOTAL 2 STYLES", "G. TOTAL", "Total (PCS)", "合计", "合计 Total"]
)
def test_a_total_in_the_column_of_items(label: str) -> None:
    document = read(f"Item No.,Qty\nAB-1,100\nCD-2,50\n{label},150\n")
    assert len(document.rows) == 2
    assert len(document.totals) == 1


HARMLESS = (
    "For ACME SUPPLY CO LTD\n", "TOTAL: 150 PCS IN 15 CTNS\n", "150 PCS IN 15 CTNS\n",
    "RED: 100 PCS\nBLUE: 50 PCS\n",
    "Packed 24 pcs per carton\n", "Country of origin: China\n", "Bank: X 12 Road, Swift: ABCD1234\n",
    "Total cartons:,15\n", ",,Signature\n",
)  # fmt: skip


@pytest.mark.parametrize("note", HARMLESS)
def test_ordinary_notes_are_no_goods(note: str) -> None:
    content = f"ACME\nUnit 5A,,\nPACKING LIST\nItem No.,Qty,Unit\nAB-1,100,PCS\nCD-2,50,PCS\n{note}"
    assert quantities(content) == {"AB-1": "100", "CD-2": "50"}


def test_notes_below_the_rows_are_told() -> None:
    document = read("Item No.,Qty\nAB-1,100\n\nGIFT BOX RED EXTRA\nPrepared by: Li\n")
    assert [told.value for told in document.unknown] == ["GIFT BOX RED EXTRA"]


def test_colours_in_two_languages() -> None:
    content = "Item No.,Color,颜色,Qty\nA1,red,红色,1\nA1,navy,藏青,2\n"
    assert [row.color for row in read(content).rows] == ["red", "navy"]


OTHERS: Mapping[str, Mapping[str, Rows]] = {
    "a further page": {"PACKING LIST": [HEAD, *GOODS], "Page 2": [HEAD, ["XX-9", 20, "PCS"]]},
    "a further sheet": {"PL": [HEAD, *GOODS], "Sheet2": [HEAD, ["AB-1", 20, "PCS"]]},
    "a second container": {"PL": [HEAD, *GOODS], "Container 2": [["PO-1"], HEAD, ["XX-9", 20, "PCS"]]},
    "one without cartons": {
        "A": [[*HEAD, "Cartons"], *([*row, 1] for row in GOODS)],
        "B": [HEAD, ["XX-9", 20, "PCS"]],
    },
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_a_second_sheet_with_goods(name: str) -> None:
    pages = OTHERS[name]
    told = faults(workbook(pages))
    assert all(page in told for page in pages)


@pytest.mark.parametrize(
    ("other", "head"),
    [("Invoice", HEAD), ("Draft", HEAD), ("PL old", HEAD), ("Sheet2", [*HEAD[:2], "Unit Price"])],
)
def test_a_second_sheet_that_says_what_it_is(other: str, head: Sequence[str]) -> None:
    pages = {"Packing": [HEAD, *GOODS], other: [head, ["XX-9", 20, 3]]}
    if other == "PL old":
        assert "several sheets" in faults(workbook(pages))
    else:
        assert read(workbook(pages)).sheets == ["Packing"]


def test_a_hidden_sheet_with_goods_is_told() -> None:
    document = read(workbook({"PL": [HEAD, *GOODS], "PL 2": [HEAD, ["XX-9", 20, "PCS"]]}, "PL 2"))
    assert document.sheets == ["PL"]
    assert [told.spot.sheet for told in document.unknown] == ["PL 2"]


SHEET = "xl/worksheets/sheet1.xml"


def changed(change: Callable[[str], str]) -> bytes:
    """A workbook with a formula in B4, written otherwise than Excel does."""
    data, file = workbook({"PL": [HEAD, *GOODS, ["VASE", "=4+5", "PCS"]]}), io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            content = old.read(item)
            new.writestr(
                item.filename,
                change(content.decode()).encode() if item.filename == SHEET else content,
            )
    return file.getvalue()


CELL = re.compile(r'<c r="B4".*?</c>')
FLAWS: Mapping[str, str] = {
    "an error": '<c s="1" r="B4" t="e"><v>#REF!</v></c>',
    "an error, quoted otherwise": "<c t='e' r='B4'><v>#REF!</v></c>",
    "no value": '<c s="0" r="B4"><f>4+5</f></c>',
    "an empty value": '<c s="0" r = "B4"><f>4+5</f><v></v></c>',
    "no reference": "<c><f>4+5</f></c>",
    "a shared formula": '<c s="0" r="B4"><f t="shared" si="0"/><v/></c>',
}


@pytest.mark.parametrize("name", FLAWS)
def test_cells_without_a_value_however_they_are_written(name: str) -> None:
    told = faults(changed(lambda sheet: CELL.sub(lambda _: FLAWS[name], sheet)))
    assert "row 4, column 'B'" in told


def test_an_empty_text_is_a_value() -> None:
    cell = '<c s="0" r="B4" t="str"><f>4+5</f><v></v></c>'
    assert len(read(changed(lambda sheet: CELL.sub(lambda _: cell, sheet))).rows) == 2


LINES = [["Line", "Item No.", "Qty", "Unit", "G.W."], [1, "AB-1", 100, "PCS", 10], ["", "", "", "", 12],
         [2, "CD-2", 50, "PCS", 5]]  # fmt: skip
ODD: Mapping[str, Callable[[], bytes]] = {
    "a merged line number": lambda: workbook({"PL": LINES}, merged=[(1, 0, 2, 0)]),
    "a long line number": lambda: f"Line,Item No.,Qty,G.W.\n1,A1,5,1\n{'1' * 45},,,12\n".encode(),
    "a longer carton number": lambda: (
        f"Ctn No.,Item No.,Qty\n{'1' * 5000},A1,5\n{'1' * 5000},,5\n".encode()
    ),
    "a huge number": lambda: b"Item No.,Qty,Cartons,Pcs/Ctn\nA1,1e99,1e99,1e99\nTOTAL,1e99,,\n",
}


@pytest.mark.parametrize("name", ODD)
def test_whatever_a_grid_holds(name: str) -> None:
    with contextlib.suppress(Refused):
        assert read(ODD[name]()).rows


def test_what_nobody_thought_of_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("x not in list")

    monkeypatch.setattr(documents, "choose", fail)
    assert "x not in list" in faults("Item No.,Qty\nAB-1,5\n")


SLOW: Mapping[str, str] = {
    "a total of many digits": "Item No.,Qty,N\nA1,5,\nTOTAL,," + "1" * 30000 + "\n",
    "labels": '"' + "a ," * 10000 + ':x"\nItem No.,Qty\nA1,5\n',
    "colons": '"' + "a, b" * 5000 + ":" + ": " * 5000 + '"\nItem No.,Qty\nA1,5\n',
    "a route": "from " + "a to " * 6000 + "\x01\nItem No.,Qty\nA1,5\n",
    "blanks": "freight" + " " * 30000 + "x\nItem No.,Qty\nA1,5\n",
    "a size": "Item No.,Qty,Carton size\nA1,5,1" + " " * 30000 + "y\n",
    "many long cells": (("freight" + " " * 900 + "x,") * 30 + "\n") * 20 + "Item No.,Qty\nA1,5\n",
}


@pytest.mark.parametrize("name", SLOW)
def test_long_cells_take_no_time(name: str) -> None:
    start = time.process_time()
    assert read(SLOW[name]).rows
    assert time.process_time() - start < 2


def test_only_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (Path("/dev/zero"), tmp_path / "pipe", tmp_path):
        with pytest.raises(Refused):
            sheets.load(path)
