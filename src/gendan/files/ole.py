"""Is an old workbook (.xls) harmless to open, and which of its cells hold an error?"""

import struct
from collections.abc import Iterator, Mapping, Sequence

from gendan.files.flaws import MOST_FLAWS, Flaw
from gendan.files.zips import MOST_CELLS, no_spreadsheet, too_large
from gendan.text import Text

_FREE = 0xFFFFFFF0
"""Sector numbers from here on are none: the chain ends."""
_CELLS = frozenset(
    (0x02, 0x03, 0x04, 0x05, 0x06, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x206, 0x27E, 0x406)
)
_NUMBERS, _ERROR, _FORMULA = 0xBD, 0x205, 0x06
_DIMENSIONS, _SHEET, _PASSWORD = 0x200, 0x85, 0x2F
_BEGIN = (0x09, 0x209, 0x409, 0x809)
_SHOWN = {
    0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A",
}  # fmt: skip


def inspect(data: bytes, name: str) -> Mapping[str, Sequence[Flaw]]:
    """
    The cells that show an error, by sheet.

    Raises:
        Refused: One far cell would make a sheet of millions (reliability.md §4), or the file is
            cut off.
    """
    found: dict[str, Sequence[Flaw]] = {}
    try:
        for stream in _streams(data):
            book = _Book(stream)
            if book.cells > MOST_CELLS:
                raise too_large(name)
            found |= book.flaws
    except (struct.error, IndexError, ValueError) as error:
        raise no_spreadsheet(name, str(error)) from error
    return found


def _streams(data: bytes) -> Iterator[bytes]:
    """The streams that hold a workbook ([MS-CFB]): short ones lie in sectors of their own."""
    size = {3: 512, 4: 4096}[data[26]] if data[26] in (3, 4) else 0
    if not size:
        raise ValueError("OLE")
    directory, cutoff, short = struct.unpack_from("<I4xII", data, 48)
    more, _ = struct.unpack_from("<II", data, 68)
    sectors = list(struct.unpack_from("<109I", data, 76))
    for sector in range(len(data) // size):
        if more >= _FREE or sector > len(data) // size:
            break
        *next_ones, more = struct.unpack_from(f"<{size // 4}I", data, size * (more + 1))
        sectors += next_ones
    table: list[int] = []
    for sector in sectors:
        if sector < _FREE:
            table += struct.unpack_from(f"<{size // 4}I", data, size * (sector + 1))
    body = data[size:]
    entries = _chain(body, table, directory, size)
    shorts = _chain(body, table, short, size)
    short_table = list(struct.unpack(f"<{len(shorts) // 4}I", shorts))
    container = b""
    for at in range(0, len(entries) - 127, 128):
        entry = entries[at : at + 128]
        title = entry[: max(0, min(64, entry[64]) - 2)].decode("utf-16-le", "replace").casefold()
        first, length = struct.unpack_from("<II", entry, 116)
        if entry[66] == 5:
            container = _chain(body, table, first, size)
        elif title in ("workbook", "book"):
            in_short = length < cutoff
            found = (
                _chain(container, short_table, first, 64)
                if in_short
                else _chain(body, table, first, size)
            )
            yield found[:length]


def _chain(body: bytes, table: Sequence[int], first: int, size: int) -> bytes:
    """The sectors of a chain, one after the other; one that bites its tail ends."""
    parts: list[bytes] = []
    sector = first
    while sector < _FREE and sector < len(table) and len(parts) <= len(table):
        parts.append(body[sector * size : (sector + 1) * size])
        sector = table[sector]
    return b"".join(parts)


class _Book:
    """The cells of a workbook stream ([MS-XLS]): how many its sheets span, and its errors."""

    def __init__(self, stream: bytes) -> None:
        self.stream = stream
        self.cells = self.rows = self.columns = self.promised = 0
        self.titles: dict[int, str] = {}
        self.flaws: dict[str, list[Flaw]] = {}
        self.title = ""
        place = 0
        while place + 4 <= len(stream):
            kind, length = struct.unpack_from("<HH", stream, place)
            if kind == _PASSWORD and length >= 2 and any(stream[place + 4 : place + 6]):
                return
            self._record(kind, place + 4, length, place)
            place += 4 + length
        self._sheet_ends()

    def _record(self, kind: int, start: int, length: int, place: int) -> None:
        stream = self.stream
        if kind in _CELLS and length >= 6:
            row, column = struct.unpack_from("<HH", stream, start)
            self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)
            if kind in (_ERROR, _FORMULA):
                self._error(kind, start, length, row, column)
        elif kind == _NUMBERS and length >= 6:
            row, column = struct.unpack_from("<HH", stream, start)
            last = struct.unpack_from("<H", stream, start + length - 2)[0]
            self.rows, self.columns = max(self.rows, row + 1), max(self.columns, last + 1)
        elif kind == _DIMENSIONS:
            # The reader makes room for what this record promises.
            shape = "<IIHH" if length >= 14 else "<HHHH"
            top, bottom, left, right = struct.unpack_from(shape, stream, start)
            self.promised = max(self.promised, (bottom - top) * (right - left))
        elif kind in _BEGIN:
            self._sheet_ends()
            self.title = self.titles.get(place, "")
        elif kind == _SHEET and length > 8:
            self._titled(start, length)

    def _sheet_ends(self) -> None:
        self.cells += max(self.promised, self.rows * self.columns)
        self.rows = self.columns = self.promised = 0

    def _titled(self, start: int, length: int) -> None:
        """Where a sheet begins and what its tab says."""
        place, letters = struct.unpack_from("<I2xB", self.stream, start)
        wide = self.stream[start + 7] & 1
        raw = self.stream[start + 8 : start + length][: letters * (2 if wide else 1)]
        self.titles[place] = raw.decode("utf-16-le" if wide else "latin-1", "replace")

    def _error(self, kind: int, start: int, length: int, row: int, column: int) -> None:
        value = self.stream[start + 6 : start + 14]
        if kind == _ERROR:
            code = value[0] if length >= 8 and value[1] else None
        else:
            code = (
                value[2] if length >= 14 and value[6:8] == b"\xff\xff" and value[0] == 2 else None
            )
        found = self.flaws.setdefault(self.title, [])
        if code is not None and len(found) < MOST_FLAWS:
            shown = _SHOWN.get(code, "#?")
            letters = (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)
            told = Text(f"the cell shows {shown}", f"单元格显示 {shown}")
            found.append(Flaw(f"{letters}{row + 1}", told))
