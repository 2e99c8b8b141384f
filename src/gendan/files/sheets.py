"""Spreadsheets → rows of text that know where they stand; hostile files are refused first."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, NamedTuple

from gendan.errors import Refused
from gendan.text import Text, listed

MOST_BYTES = 100_000_000
MOST_UNPACKED = 300_000_000
MOST_CELLS = 20_000_000
MOST_FIELD = 1_000_000


class Grid(NamedTuple):
    """One sheet as text: `rows` from row `first` (counted from 1) on; `sheet` None for CSV."""

    file: str
    sheet: str | None
    first: int
    rows: Sequence[Sequence[str]]


def read(path: Path, sheet: str | None = None) -> list[Grid]:
    """
    The sheets of a spreadsheet: .xlsx, .xls, .ods, or CSV with `,` `;` or tab.

    CSV may be UTF-8, with or without BOM, UTF-16 or GB18030 (crm-formats.md §2.4).

    Args:
        path: The file.
        sheet: The one sheet that is wanted; all of them where it is None.

    Raises:
        Refused: Missing, empty, no spreadsheet, no such sheet, protected by a password, or far
            too large.
    """
    grids = _read(path)
    if sheet is None:
        return grids
    chosen = [grid for grid in grids if grid.sheet == sheet]
    if not chosen:
        names = listed([grid.sheet for grid in grids if grid.sheet])
        raise Refused(
            Text(f"{path.name} has no sheet {sheet!r}", f"{path.name} 没有工作表 {sheet!r}"),
            Text(f"there are {names.en or 'none'}", f"现有：{names.zh or '无'}"),
        )
    return chosen


def _read(path: Path) -> list[Grid]:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as error:
        raise Refused(
            Text(f"cannot read {path}: {error.strerror}", f"无法读取 {path}：{error.strerror}"),
            Text("check the path", "请检查文件路径"),
        ) from error
    if size == 0:
        raise Refused(
            Text(f"{path.name} is empty", f"{path.name} 是空文件"),
            Text("save it again, with its headings and rows", "请重新保存，须含表头和数据"),
        )
    if size > MOST_BYTES:
        raise _too_large(path)
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _workbook(path, zipped=head.startswith(b"PK"))
    return [_csv(path)]


def _workbook(path: Path, *, zipped: bool) -> list[Grid]:
    # Reads xlsx, xls and ods, ten times faster than openpyxl (performance.md §5).
    import python_calamine as calamine

    if zipped:
        _guard(path)
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        grids = []
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            first = (sheet.start[0] if sheet.start is not None else 0) + 1
            rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=True)]
            grids.append(Grid(path.name, name, first, rows))
    except calamine.PasswordError:
        raise Refused(
            Text(f"{path.name} is protected by a password", f"{path.name} 有密码保护"),
            Text("save it without one and try again", "请另存为无密码的文件再试"),
        ) from None
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise _no_spreadsheet(path, str(error)) from error
    return grids


def _guard(path: Path) -> None:
    """Refuse a file that grows without bounds: total size, and one far cell (reliability.md §4)."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(item.file_size for item in archive.infolist()) > MOST_UNPACKED:
                raise _too_large(path)
            for item in archive.infolist():
                if re.fullmatch(r"xl/worksheets/[^/]+\.xml", item.filename):
                    with archive.open(item) as sheet:
                        if _cells(sheet) > MOST_CELLS:
                            raise _too_large(path)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError) as error:
        raise _no_spreadsheet(path, str(error)) from error


def _cells(sheet: IO[bytes]) -> int:
    """The area that the cells of a sheet span, however few they are."""
    columns = rows = unpacked = 0
    rest = b""
    while block := sheet.read(1 << 20):
        unpacked += len(block)
        if unpacked > MOST_UNPACKED:
            return MOST_CELLS + 1
        block = rest + block
        for letters, digits in re.findall(rb'<c [^>]*?r="([A-Z]{1,3})([0-9]{1,7})"', block):
            column = 0
            for letter in letters:
                column = column * 26 + letter - 64
            columns, rows = max(columns, column), max(rows, int(digits))
        rest = block[-64:]
    return columns * rows


def _csv(path: Path) -> Grid:
    text = _decoded(path, path.read_bytes())
    csv.field_size_limit(MOST_FIELD)
    sample = text[:65536].splitlines()[:25]
    delimiter = max(",;\t", key=lambda mark: max((line.count(mark) for line in sample), default=0))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    try:
        rows += [[cell.strip() for cell in row] for row in reader]
    except csv.Error as error:
        raise _unreadable_at(path, reader.line_num, str(error)) from error
    return Grid(path.name, None, 1, rows)


def _decoded(path: Path, data: bytes) -> str:
    if data[:5].lstrip().lower().startswith((b"<", b"{\\rtf", b"%pdf")):
        raise _no_spreadsheet(path, None)
    codes = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    text, fault = None, 0
    for code in codes:
        try:
            text = data.decode(code)
            break
        except UnicodeDecodeError as error:
            fault = error.start
    if text is None:
        raise _unreadable_at(path, data.count(b"\n", 0, fault) + 1, ", ".join(codes))
    if (nul := text.find("\x00")) >= 0:
        raise _unreadable_at(path, text.count("\n", 0, nul) + 1, "NUL")
    return text


def _text(cell: object) -> str:
    """A cell as people see it: whole numbers without `.0`, days as ISO dates."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        # 15 digits are what a spreadsheet shows: 0.1 + 0.2 is 0.3.
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip() if cell is not None else ""


def blank(row: Sequence[str]) -> bool:
    """Whether a row says nothing."""
    return not any(cell.strip() for cell in row)


def numbered(grid: Grid, after: int) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of a grid after one of them, with the number that a spreadsheet shows."""
    for place, row in enumerate(grid.rows):
        if place > after:
            yield grid.first + place, row


def _too_large(path: Path) -> Refused:
    return Refused(
        Text(f"{path.name} is far too large for a list", f"{path.name} 过大"),
        Text("delete empty rows and far cells, or split it", "请删除多余的空行、空列，或拆分文件"),
    )


def _no_spreadsheet(path: Path, why: str | None) -> Refused:
    reason = f" ({why})" if why else ""
    return Refused(
        Text(
            f"{path.name} is not a spreadsheet that can be read{reason}",
            f"{path.name} 不是可读取的表格文件{reason}",
        ),
        Text("save it as .xlsx or .csv and try again", "请另存为 .xlsx 或 .csv 再试"),
    )


def _unreadable_at(path: Path, line: int, why: str) -> Refused:
    return Refused(
        Text(
            f"{path.name}, line {line}: cannot be read ({why})",
            f"{path.name} 第 {line} 行无法读取（{why}）",
        ),
        Text(
            "save it again as CSV UTF-8 or .xlsx and try again", "请另存为 CSV UTF-8 或 .xlsx 再试"
        ),
    )
