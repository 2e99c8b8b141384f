"""Documents that cannot be read: every fault with its place; whatever comes, nothing else raises."""

import contextlib
import csv
import io
import struct
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gendan.core.documents import Document, DocumentKind
from gendan.errors import REFUSED, Refused
from gendan.files import documents, ole, sheets

SHEET = "xl/worksheets/sheet1.xml"


def refused(content: str | bytes, kind: DocumentKind = DocumentKind.PACKING) -> Refused:
    data = content.encode() if isinstance(content, str) else content
    with pytest.raises(Refused) as caught:
        documents.read(data, "list", kind)
    assert caught.value.exit_code == REFUSED
    assert caught.value.hint.zh
    return caught.value


def test_every_fault_with_its_place() -> None:
    refusal = refused("Item No,Description,Qty,CTNS\nA1,x,abc,1\nA2,x,,1\n,Cup,5,2\nA3,x,5,?\n")
    assert [fault.en for fault in refusal.faults] == [
        "list, row 2, column 'Qty': 'abc' is not a number; write 1234.5 or 1,234.5",
        "list, row 3, column 'Qty': the quantity is missing",
        "list, row 4, column 'Item No': the item number is missing",
        "list, row 5, column 'CTNS': '?' is not a number; write 1234.5 or 1,234.5",
    ]


FAULTY: Mapping[str, tuple[str, str]] = {
    "no headings": ("a,b\nc,d\n", "no headings"),
    "no quantity": ("Item No,Colour\nA1,Red\n", "quantity"),
    "no item": ("Description,Qty\nMug,5\n", "item number"),
    "no rows": ("Item No,Qty\n", "no rows"),
    "only totals": ("Item No,Qty\nTOTAL,5\n", "no rows"),
    "headings too far down": ("\n" * 25 + "Item No,Qty\nA1,5\n", "no headings"),
    "two quantities": ("Item No,Qty,Quantity\nA1,1,2\n", "1 fault"),
    "a second table": ("Item No,Qty,Price\nA1,1,2\nItem No,Price,Qty\nA2,2,3\n", "1 fault"),
    "commas as points": ('Item No,Qty\nA1,"1.234,50"\n', "1 fault"),
    "a decimal comma": ('Item No,Qty\nA1,"1,5"\n', "1 fault"),
    "no pieces per carton": ("Item No,PCS/CTN,CTNS\nA1,24,10\nA2,,5\n", "1 fault"),
    "colours that do not come": ("Item No,Colour,Qty\nA1,,\nA2,Red,5\n", "1 fault"),
    "HTML": ("<html><table><tr><td>Item No</td></tr></table></html>", "not a spreadsheet"),
    "MHTML": ("MIME-Version: 1.0\nContent-Type: multipart/related\n", "not a spreadsheet"),
    "an invoice as packing list": ("COMMERCIAL INVOICE\nItem No,Qty,Price\nA1,5,1\n", "no packing list"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTY)
def test_refused(name: str) -> None:
    content, told = FAULTY[name]
    assert told in refused(content).text.en


def book(*names: str, rows: list[list[object]] | None = None) -> bytes:
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, {"in_memory": True})
    for name in names:
        page = made.add_worksheet(name)
        for number, row in enumerate(rows or [["Item No", "Qty"], ["A1", 5]]):
            page.write_row(number, 0, row)
    made.close()
    return file.getvalue()


@pytest.mark.parametrize("names", [("Sheet1", "Sheet2"), ("PL", "PL (2)"), ("PL 1", "PL old")])
def test_of_several_sheets_none_is_guessed(names: tuple[str, str]) -> None:
    assert "several sheets" in refused(book(*names)).text.en


def test_cells_without_a_value_are_named() -> None:
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, {"in_memory": True})
    page = made.add_worksheet("PL")
    page.write_row(0, 0, ["Item No", "Qty", "Amount"])
    page.write_row(1, 0, ["A1", 5])
    page.write_formula("C2", "=#REF!", None, "#REF!")
    page.write_row(2, 0, ["A2", 5])
    page.write_formula("C3", "=1+1", None, "")
    made.close()
    assert [fault.en for fault in refused(file.getvalue()).faults] == [
        "list, sheet PL, row 2, column 'C': the cell shows #REF!",
        (
            "list, sheet PL, row 3, column 'C': a formula that was never calculated: "
            "open the file in Excel or WPS and save it"
        ),
    ]


def changed(change: Callable[[bytes], bytes], rename: str = SHEET) -> bytes:
    """A workbook whose sheet is written otherwise than Excel does."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book("PL"))) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            data = old.read(item)
            if item.filename == SHEET:
                new.writestr(rename, change(data))
            else:
                new.writestr(item.filename, data.replace(SHEET[3:].encode(), rename[3:].encode()))
    return file.getvalue()


def beside(cells: bytes) -> Callable[[bytes], bytes]:
    return lambda sheet: sheet.replace(b"</sheetData>", cells + b"</sheetData>")


FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
BOMBS: Mapping[str, Callable[[], bytes]] = {
    "800 MB": lambda: changed(beside(b" " * 800_000_000)),
    "millions of cells": lambda: changed(beside(b"<row>" + b"<c><v>1</v></c>" * 3_000_000 + b"</row>")),
    "a far cell": lambda: changed(beside(FAR)),
    "quoted otherwise": lambda: changed(beside(FAR.replace(b'"', b"'"))),
    "blanks around": lambda: changed(beside(FAR.replace(b'r="', b'\n r = "'))),
    "another attribute first": lambda: changed(beside(FAR.replace(b"<c ", b'<c t="n" '))),
    "a prefix": lambda: changed(
        lambda sheet: beside(FAR.replace(b"<", b"<x:").replace(b"<x:/", b"</x:"))(sheet).replace(
            b"<worksheet ",
            b'<worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ',
        )
    ),
    "no references": lambda: changed(
        beside(b'<row r="1048576">' + b"<c><v>1</v></c>" * 16_000 + b"</row>")
    ),
    "a sheet named otherwise": lambda: changed(beside(FAR), "xl/worksheets/one.dat"),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_bombs(name: str) -> None:
    data = BOMBS[name]()
    start = time.process_time()
    assert "too large" in refused(data).text.en
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "cells",
    [FAR.replace(b"><v>1</v></c>", b' s="0"/>'), b""],
    ids=["a far cell that is only coloured", "a dimension that is not true"],
)
def test_far_cells_that_hold_nothing_do_no_harm(cells: bytes) -> None:
    data = changed(
        lambda sheet: beside(cells)(sheet).replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    )
    assert len(documents.read(data, "list.xlsx", DocumentKind.PACKING).rows) == 1


def old_book(*cells: bytes) -> bytes:
    """An .xls with one stream of records: a header, the table of sectors, a directory, the stream."""
    begin, end = (
        struct.pack("<HHHHII", 0x809, 12, 0x600, 0x10, 0, 0)[:16],
        struct.pack("<HH", 0x0A, 0),
    )
    stream = b"".join([begin, *cells, end]).ljust(4096, b"\0")
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(76, b"\0") + b"\xff" * 436)
    struct.pack_into("<H4xHH", header, 24, 62, 9, 6)
    struct.pack_into("<H", header, 26, 3)
    struct.pack_into("<II", header, 44, 1, 1)
    struct.pack_into("<IIIII", header, 56, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<I", header, 76, 0)
    table = struct.pack("<10I", 0xFFFFFFFD, 0xFFFFFFFE, 3, 4, 5, 6, 7, 8, 9, 0xFFFFFFFE)
    directory = b""
    for name, kind, first, length in (("Root Entry", 5, 0xFFFFFFFE, 0), ("Workbook", 2, 2, 4096)):
        entry = bytearray(name.encode("utf-16-le").ljust(128, b"\0"))
        struct.pack_into("<HB", entry, 64, 2 * len(name) + 2, kind)
        struct.pack_into("<II", entry, 116, first, length)
        directory += entry
    return bytes(header) + table.ljust(512, b"\xff") + directory.ljust(512, b"\0") + stream


def number(row: int, column: int) -> bytes:
    return struct.pack("<HHHHHd", 0x203, 14, row, column, 0, 1.0)


@pytest.mark.parametrize(
    "record",
    [number(65_535, 255), struct.pack("<HHIIHHH", 0x200, 14, 0, 0xFFFFFFFF, 0, 256, 0)],
    ids=["a far cell", "dimensions that are not true"],
)
def test_an_old_workbook_that_grows(record: bytes) -> None:
    assert ole.inspect(old_book(number(0, 0), number(1000, 20)), "list.xls") == {}
    assert "too large" in refused(old_book(number(0, 0), record)).text.en


def test_an_old_workbook_with_an_error() -> None:
    error = struct.pack("<HHHHHBB", 0x205, 8, 4, 2, 0, 23, 1)
    (flaw,) = ole.inspect(old_book(error), "list.xls")[""]
    assert (flaw.cell, flaw.what.en) == ("C5", "the cell shows #REF!")


def test_a_zip_that_is_no_workbook() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "hello")
    assert "not a spreadsheet" in refused(file.getvalue()).text.en


def test_a_hidden_sheet_is_not_read() -> None:
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, {"in_memory": True})
    for name in ("PL", "PL draft"):
        page = made.add_worksheet(name)
        page.write_row(0, 0, ["Item No", "Qty"])
        page.write_row(1, 0, [name, 5])
    page.hide()
    made.close()
    document = documents.read(file.getvalue(), "list.xlsx", DocumentKind.PACKING)
    assert [row.sku for row in document.rows] == ["PL"]


def test_loading(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with pytest.raises(Refused, match="cannot read"):
        sheets.load(path)
    path.write_bytes(b"")
    with pytest.raises(Refused, match="empty"):
        sheets.load(path)
    path.write_bytes(b"a,b\n")
    assert sheets.read_bytes(sheets.load(path), path.name)[0].rows == [["a", "b"]]


HEADS = (
    "Item No.", "QTY", "CTNS", "C/NO", "G.W.", "N.W.", "CBM", "Colour", "Size", "Description", "No.", "Item",
    "件数", "尺码", "Meas", "PCS/CTN", "TTL QTY", "Unit", "Unit Price (USD)", "Amount", "Marks", "PO No.",
    "FOB NINGBO", "货号", "数量", "Discount", "L", "W", "H", "Order qty", "Shipped qty",
)  # fmt: skip
CELLS = (
    "", "", "1", "2", "3.5", "A-1", "B2", "Red", "M", "TOTAL", "合计", "TOTAL: 25 CTNS", "1,000", "1.234,50",
    "100 PCS", "1-5", "P.O. NO.: PO-1", "FROM: A TO: B", "同上", '"', "SAY TOTAL USD", "Total cartons: 5",
    "FREIGHT PREPAID", "0", "-5", "1e5", "１２", "50x40x30", "Freight", "Less", "5%", "n/a", ":", "订单号",
    "MARKS:", "To", "From", "Date:", "46023",
)  # fmt: skip
words = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=8)
cells = st.one_of(st.sampled_from(CELLS), st.sampled_from(HEADS), words)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    above=st.lists(st.lists(cells, max_size=8), max_size=4),
    heads=st.lists(st.sampled_from(HEADS), min_size=1, max_size=10, unique=True),
    below=st.lists(st.lists(cells, min_size=3, max_size=10), max_size=10),
    kind=st.sampled_from(DocumentKind),
)
def test_whatever_a_file_holds(
    above: list[list[str]], heads: list[str], below: list[list[str]], kind: DocumentKind
) -> None:
    file = io.StringIO()
    csv.writer(file).writerows([*above, heads, *below])
    document: Document | None = None
    with contextlib.suppress(Refused):
        document = documents.read(file.getvalue().encode(), "list.csv", kind)
    if document is not None:
        assert all(row.sku and row.quantity.is_finite() for row in document.rows)
        assert document.rows or document.terms


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=20))
def test_a_damaged_workbook(place: int, damage: bytes) -> None:
    whole = book("PL")
    data = whole[:place] + damage + whole[place + len(damage) :]
    with contextlib.suppress(Refused):
        documents.read(data, "list.xlsx", DocumentKind.PACKING)
