"""Is a zipped workbook (.xlsx, .ods) harmless to open, and which of its cells hold no value?"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence

from gendan.errors import Refused
from gendan.files.flaws import Flaw, flawed
from gendan.text import Text

MOST_UNPACKED = 120_000_000
"""Bytes of all parts together, pictures left out: honest sheets of this size have 3 000 000 cells."""
MOST_CELLS = 2_000_000
"""Cells that the used area of a sheet spans: they are all made when it is opened."""
MOST_TOGETHER = 8_000_000
"""The same of all sheets, reckoned roughly: an ordinary sheet counts as 26 columns × 9,999 rows."""
MOST_EXACT = 25_000_000
"""Bytes of a sheet that is looked through tag by tag."""
_FAR = re.compile(rb'<c r="(?![A-Za-z][0-9]{1,4}")(?:([A-Za-z]{1,3})([0-9]{1,9})")?')


def inspect(data: bytes, name: str) -> Mapping[str, Sequence[Flaw]]:
    """
    The cells without a value, by sheet.

    Raises:
        Refused: The file grows without bounds (reliability.md §4), is encrypted or no workbook.
    """
    cells = 0
    flaws: dict[str, list[Flaw]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part, content in _parts(archive, name):
                area = _area(part, content)
                cells += area
                if area > MOST_CELLS or cells > MOST_TOGETHER:
                    raise too_large(name)
                if found := list(flawed(content)):
                    flaws[part] = found
            return _by_sheet(archive, flaws) if flaws else {}
    except (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError) as error:
        raise no_spreadsheet(name, str(error)) from error
    except (RuntimeError, KeyError) as error:
        raise no_spreadsheet(name, "encrypted or incomplete") from error


def too_large(name: str) -> Refused:
    """The refusal of a file that would not fit into memory."""
    return Refused(
        Text(f"{name} is far too large for a list", f"{name} 过大"),
        Text("delete empty rows and far cells, or split it", "请删除多余的空行、空列，或拆分文件"),
    )


def no_spreadsheet(name: str, why: str | None) -> Refused:
    """The refusal of a file that is something else."""
    reason = f" ({why})" if why else ""
    return Refused(
        Text(
            f"{name} is not a spreadsheet that can be read{reason}",
            f"{name} 不是可读取的表格文件{reason}",
        ),
        Text("save it as .xlsx or .csv and try again", "请另存为 .xlsx 或 .csv 再试"),
    )


def _parts(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, bytes]]:
    """Every part that could hold cells, unpacked."""
    left = MOST_UNPACKED
    for item in archive.infolist():
        if item.filename == "xl/workbook.bin":
            raise no_spreadsheet(name, "xlsb")
        if item.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise no_spreadsheet(name, "zip")
        if item.compress_type == zipfile.ZIP_STORED and item.filename.startswith("xl/media/"):
            continue
        # The directory may lie about the size, and the reader does not believe it either.
        item.file_size = 1 << 62
        with archive.open(item) as part:
            content = part.read(left + 1)
        left -= len(content)
        if left < 0:
            raise too_large(name)
        if b"<" in content[:512]:
            yield item.filename, content


def _area(part: str, xml: bytes) -> int:
    """How many cells a sheet's used area spans, however few they are."""
    if part == "content.xml":
        return _exact(xml)
    if b"sheetData" not in xml:
        return 0
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData")
    tags = xml.count(b"<c", start, end)
    if tags > MOST_CELLS:
        return tags
    if start < 0 or b":c" in xml or xml.count(b'<c r="', start, end) != tags:
        return _exact(xml)
    # Most sheets have no cell beyond column Z or row 9,999; only the others are looked at.
    far = _FAR.findall(xml, start, end)
    if any(not row for _, row in far):
        return _exact(xml)
    width = max([26, *map(_column, {letters for letters, _ in far})])
    area = width * max([9_999, *(int(row) for _, row in far)])
    # Cells that are only coloured reach far in honest sheets, and nobody makes them.
    return area if area <= MOST_CELLS else _exact(xml)


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - 64
    return column


def _exact(xml: bytes) -> int:
    """The same for a sheet that is not written as Excel writes it, read as XML: slow and sure."""
    from xml.parsers import expat

    if len(xml) > MOST_EXACT:
        return MOST_CELLS + 1
    span = _Span()
    parser = expat.ParserCreate()
    parser.StartElementHandler = span.start
    parser.EndElementHandler = span.end
    parser.CharacterDataHandler = span.text
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
    return span.cells


class _Span:
    """Follows rows and cells of a sheet; only cells with something in them count."""

    def __init__(self) -> None:
        self.cells = self.row = self.column = self.rows = self.columns = 0
        self.repeat = self.repeated = 1
        self.filled = self.seen = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens: a row or cell says where it stands and how often it is repeated."""
        tag = tag.rpartition(":")[2]
        if tag in ("table", "sheetData"):
            self.row = self.rows = self.columns = 0
        elif tag in ("row", "table-row"):
            self.row = int(attributes.get("r", self.row + 1))
            self.repeated = int(attributes.get("table:number-rows-repeated", 1))
            self.column, self.seen = 0, False
        elif tag in ("c", "table-cell", "covered-table-cell"):
            self.column += 1
            self.repeat = int(attributes.get("table:number-columns-repeated", 1))
            if found := re.fullmatch(r"([A-Za-z]{1,3})([0-9]{1,9})", attributes.get("r", "")):
                self.column, self.row = _column(found[1].encode()), int(found[2])
            self.filled = "office:value-type" in attributes
        elif tag in ("f", "v", "is"):
            self.filled = True

    def text(self, _words: str) -> None:
        """Words within a cell fill it."""
        self.filled = self.filled or self.column > 0

    def end(self, tag: str) -> None:
        """A tag closes: a filled cell widens the sheet."""
        tag = tag.rpartition(":")[2]
        if tag in ("c", "table-cell", "covered-table-cell"):
            self.column += self.repeat - 1
            if self.filled:
                self.columns, self.seen = max(self.columns, self.column), True
                self.rows = max(self.rows, self.row)
            self.filled = False
        elif tag == "table-row":
            self.row += self.repeated - 1
            if self.seen:
                self.rows = max(self.rows, self.row)
        elif tag in ("table", "sheetData"):
            self.cells += self.rows * self.columns


def _by_sheet(
    archive: zipfile.ZipFile, flaws: Mapping[str, Sequence[Flaw]]
) -> dict[str, Sequence[Flaw]]:
    """What the parts of an xlsx are called in its tabs."""
    from xml.etree import ElementTree

    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - expat limits entities
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error
    targets = {
        link.get("Id"): "xl/" + link.get("Target", "").removeprefix("/xl/") for link in links
    }
    found: dict[str, Sequence[Flaw]] = {}
    for sheet in book.iter():
        key = next((value for name, value in sheet.items() if name.endswith("}id")), None)
        if sheet.tag.endswith("}sheet") and (part := targets.get(key)) in flaws:
            found[sheet.get("name", "")] = flaws[part or ""]
    return found
