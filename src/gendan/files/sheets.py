"""Spreadsheets → rows of text that know where they stand; hostile files are refused first."""

import io
import stat
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import NamedTuple

from gendan.errors import Refused
from gendan.files import ole, plain, zips
from gendan.files.flaws import Flaw
from gendan.files.zips import no_spreadsheet, too_large
from gendan.text import Text, listed

MOST_BYTES = 100_000_000


class Grid(NamedTuple):
    """
    One sheet as text: `rows` from row `first` (counted from 1) on; `sheet` None for CSV.

    `left` columns stand empty before the first; `merged` are the merged ranges as top, left,
    bottom, right, counted from 0 within `rows`, last ones included. `flaws` are cells that show
    no value, `hidden` sheets nobody sees.
    """

    file: str
    sheet: str | None
    first: int
    rows: Sequence[Sequence[str]]
    left: int = 0
    merged: Sequence[tuple[int, int, int, int]] = ()
    flaws: Sequence[Flaw] = ()
    hidden: bool = False


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
    return read_bytes(load(path), path.name, sheet)


def load(path: Path) -> bytes:
    """
    What a file holds.

    Raises:
        Refused: Missing, no ordinary file, empty or far too large.
    """
    try:
        # A pipe or a device may never end; opening one may already wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise _no_file(path)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(
            Text(f"cannot read {path}: {error.strerror}", f"无法读取 {path}：{error.strerror}"),
            Text("check the path", "请检查文件路径"),
        ) from error
    if len(data) > MOST_BYTES:
        raise too_large(path.name)
    if not data:
        raise _empty(path.name)
    return data


def read_bytes(data: bytes, name: str, sheet: str | None = None) -> list[Grid]:
    """
    The same from what a file holds, for evidence that is stored.

    Args:
        data: Content of the file.
        name: Its name, for those who read about it; the content tells what it is.
        sheet: The one sheet that is wanted; all of them where it is None.

    Raises:
        Refused: As `read`.
    """
    if not data:
        raise _empty(name)
    if len(data) > MOST_BYTES:
        raise too_large(name)
    if data.startswith(b"PK\x03\x04"):
        grids = _workbook(data, name, zips.inspect(data, name))
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        grids = _workbook(data, name, ole.inspect(data, name))
    else:
        grids = [Grid(name, None, 1, plain.rows(data, name))]
    if sheet is None:
        return grids
    chosen = [grid for grid in grids if grid.sheet == sheet]
    if not chosen:
        names = listed([grid.sheet for grid in grids if grid.sheet])
        raise Refused(
            Text(f"{name} has no sheet {sheet!r}", f"{name} 没有工作表 {sheet!r}"),
            Text(f"there are {names.en or 'none'}", f"现有：{names.zh or '无'}"),
        )
    return chosen


def _workbook(data: bytes, name: str, flaws: Mapping[str, Sequence[Flaw]]) -> list[Grid]:
    # Reads xlsx, xls and ods, ten times faster than openpyxl (performance.md §5).
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        hidden = {
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible != calamine.SheetVisibleEnum.Visible
        }
        grids = []
        for title in book.sheet_names:
            sheet = book.get_sheet_by_name(title)
            top, left = sheet.start or (0, 0)
            grids.append(
                Grid(
                    file=name,
                    sheet=title,
                    first=top + 1,
                    rows=_rows(sheet.to_python(skip_empty_area=True)),
                    left=left,
                    merged=[
                        (a - top, b - left, c - top, d - left)
                        for (a, b), (c, d) in sheet.merged_cell_ranges or ()
                    ],
                    flaws=flaws.get(title, ()),
                    hidden=title in hidden,
                )
            )
    except calamine.PasswordError:
        raise Refused(
            Text(f"{name} is protected by a password", f"{name} 有密码保护"),
            Text("save it without one and try again", "请另存为无密码的文件再试"),
        ) from None
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise no_spreadsheet(name, str(error)) from error
    except BaseException as error:
        # A broken file can make the Rust side panic, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise no_spreadsheet(name, None) from error
    return grids


class _Written(dict[float, str]):
    """Numbers as text; equal ones are written once, which is most of a long list."""

    def __missing__(self, number: float) -> str:
        text = self[number] = _text(number)
        return text


def _rows(cells: Sequence[Sequence[object]]) -> list[list[str]]:
    written = _Written()
    return [
        [
            cell.strip()
            if type(cell) is str
            else written[cell]
            if type(cell) is float
            else _text(cell)
            for cell in row
        ]
        for row in cells
    ]


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


def _no_file(path: Path) -> Refused:
    return Refused(
        Text(f"{path} is not an ordinary file", f"{path} 不是普通文件"),
        Text("give the file itself, not a folder or a device", "请提供文件本身，而非文件夹或设备"),
    )


def _empty(name: str) -> Refused:
    return Refused(
        Text(f"{name} is empty", f"{name} 是空文件"),
        Text("save it again, with its headings and rows", "请重新保存，须含表头和数据"),
    )
