"""CSV in every encoding that Excel and WPS write → rows of text (crm-formats.md §2.4)."""

import csv
import io

from gendan.errors import Refused
from gendan.files.chance import by_chance
from gendan.files.zips import MOST_CELLS, no_spreadsheet, too_large
from gendan.text import Text

MOST_PLAIN = 30_000_000
MOST_FIELD = 1_000_000


def rows(data: bytes, name: str) -> list[list[str]]:
    """
    The rows of a CSV file: UTF-8 with or without BOM, UTF-16 or GB18030; `,` `;` or tab.

    Raises:
        Refused: Something else, too large, or cut off; the line is named.
    """
    if len(data) > MOST_PLAIN:
        raise too_large(name)
    text = _decoded(data, name)
    csv.field_size_limit(MOST_FIELD)
    sample = text[:65536].splitlines()[:25]
    delimiter = max(",;\t", key=lambda mark: max((line.count(mark) for line in sample), default=0))
    if text.count(delimiter) + text.count("\n") > MOST_CELLS:
        raise too_large(name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found = []
    try:
        found += [[cell.strip() for cell in row] for row in reader]
    except csv.Error as error:
        raise _unreadable_at(name, reader.line_num, str(error)) from error
    return found


def _decoded(data: bytes, name: str) -> str:
    start = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<", b"{\\rtf", b"%pdf", b"mime-version:")):
        raise no_spreadsheet(name, None)
    codes = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    text, fault = None, 0
    marked = data.startswith(b"\xef\xbb\xbf")
    for code in codes:
        try:
            text = data.decode(code)
        except UnicodeDecodeError as error:
            fault = error.start
            continue
        if code != "utf-8-sig" or marked or not by_chance(text):
            break
    if text is None:
        raise _unreadable_at(name, data.count(b"\n", 0, fault) + 1, ", ".join(codes))
    if (nul := text.find("\x00")) >= 0:
        raise _unreadable_at(name, text.count("\n", 0, nul) + 1, "NUL")
    return text


def _unreadable_at(name: str, line: int, why: str) -> Refused:
    return Refused(
        Text(
            f"{name}, line {line}: cannot be read ({why})",
            f"{name} 第 {line} 行无法读取（{why}）",
        ),
        Text(
            "save it again as CSV UTF-8 or .xlsx and try again", "请另存为 CSV UTF-8 或 .xlsx 再试"
        ),
    )
