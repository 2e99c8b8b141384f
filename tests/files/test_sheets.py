"""Spreadsheets as rows of text that know where they stand; hostile files are refused first."""

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from gendan.errors import REFUSED, Refused
from gendan.files import sheets
from gendan.files.sheets import blank, numbered, read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_csv(tmp_path: Path, encoding: str, mark: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f'编号{mark}名称\r\n1{mark}"义乌{mark} 小商品"\r\n\r\n'.encode(encoding))
    (grid,) = read(path)
    assert (grid.file, grid.sheet, grid.first) == ("a.csv", None, 1)
    assert [list(row) for row in grid.rows][:2] == [["编号", "名称"], ["1", f"义乌{mark} 小商品"]]


def test_a_workbook_with_several_sheets(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    first, second = book.add_worksheet("One"), book.add_worksheet("二")
    first.write_row(0, 0, ["a", 1, 1.5, True])
    first.write(1, 0, 0.1 + 0.2)
    second.write(4, 2, "far")
    second.write_datetime(5, 2, datetime(2026, 3, 2), day)  # noqa: DTZ001 - as a cell has it
    book.close()
    one, two = read(path)
    assert [one.sheet, two.sheet] == ["One", "二"]
    assert list(one.rows[0]) == ["a", "1", "1.5", "TRUE"]
    assert one.rows[1][0] == "0.3"
    found = [(number, cell) for number, row in numbered(two, -1) for cell in row if cell]
    assert found == [(5, "far"), (6, "2026-03-02")]


def test_rows_know_their_number(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("head\n\none\n")
    (grid,) = read(path)
    assert [n for n, row in numbered(grid, 0) if not blank(row)] == [3]


def test_a_row_after_a_cell_of_several_lines_knows_its_number(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('head\n"two\nlines"\none\n')
    (grid,) = read(path)
    assert [n for n, row in numbered(grid, 0)] == [2, 3], "as a spreadsheet counts"


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>", b"  <?xml version='1.0'?>", b"%PDF-1.4", b"{\\rtf1}", b"a,b\x00c\n", b"PK\x03\x04",
     b"\xd0\xcf\x11\xe0", b'a,"b\n', b"x" * 1_100_000, b"\xff\xfe\x00\x00"],
    ids=lambda c: repr(c[:10]),
)  # fmt: skip
def test_no_spreadsheet(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(Refused) as caught:
        read(path)
    assert caught.value.exit_code == REFUSED
    assert caught.value.hint.zh


def test_far_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_BYTES", 10)
    path = tmp_path / "a.csv"
    path.write_text("a,b,c,d,e,f,g\n")
    with pytest.raises(Refused):
        read(path)


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "XFD1"])
def test_one_far_cell(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    page.write("A1", "here")
    page.write(cell, "far")
    book.close()
    if cell == "XFD1048576":
        with pytest.raises(Refused):
            read(path)
    else:
        (grid,) = read(path)
        assert grid.rows[0][0] == "here"


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        read(tmp_path)


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_every_encoding_that_excel_writes(tmp_path: Path, code: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("编号\t名称\nA1\t晨光\n".encode(code))
    assert read(path)[0].rows == [["编号", "名称"], ["A1", "晨光"]]


def test_a_fault_of_the_encoding_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"code,name\nA1,One\nA2,T\xff\xffwo\n")
    with pytest.raises(Refused) as caught:
        read(path)
    assert "line 3" in caught.value.text.en
