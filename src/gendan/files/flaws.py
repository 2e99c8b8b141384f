"""Which cells of a sheet in XML hold no value: errors and formulas that nobody calculated."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from gendan.text import Text

MOST_FLAWS = 50
"""Cells of a sheet that are named; more would tell nothing new."""

_ERROR = re.compile(rb"""\st\s*+=\s*+["']e["']""")
_SHOWN = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)</")
_UNCALCULATED = re.compile(
    rb"<(?:\w+:)?f(?=[\s/>])(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f\s*+>)\s*+"
    rb"(?:<(?:\w+:)?v\s*+>\s*+</(?:\w+:)?v\s*+>|<(?:\w+:)?v\s*+/>)?\s*+</(?:\w+:)?c\s*+>"
)
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>])([^>]*)>")
_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s>])([^>]*)>")
_TEXT = re.compile(rb"""\st\s*+=\s*+["']str["']""")
_PLACE = re.compile(rb"""\sr\s*+=\s*+["']([A-Za-z]+[0-9]+|[0-9]+)["']""")


class Flaw(NamedTuple):
    """A cell that shows no value: `cell` as `C7`, and what stands there instead."""

    cell: str
    what: Text


def flawed(xml: bytes) -> Iterator[Flaw]:
    """Errors (`#REF!`) and formulas that nobody calculated: a reader sees empty cells there."""
    found = 0
    # Most sheets have neither: a plain search is ten times cheaper than the patterns.
    errors = _ERROR.finditer(xml) if b'"e"' in xml or b"'e'" in xml else ()
    formulas = _UNCALCULATED.finditer(xml) if b"<f" in xml or b":f" in xml else ()
    for error in errors:
        if (cell := _cell(xml, error.start())) is None:
            continue
        shown = _SHOWN.search(xml, cell.end(), max(xml.find(b"</c", cell.end()), cell.end()) + 1)
        told = shown[1].decode("utf-8", "replace") if shown else "#"
        yield Flaw(_place(xml, cell), Text(f"the cell shows {told}", f"单元格显示 {told}"))
        if (found := found + 1) == MOST_FLAWS:
            return
    for formula in formulas:
        cell = _cell(xml, formula.start())
        if cell is None or _TEXT.search(cell[1]):
            continue
        yield Flaw(
            _place(xml, cell),
            Text(
                "a formula that was never calculated: open the file in Excel or WPS and save it",
                "公式未计算：请用 Excel 或 WPS 打开并保存",
            ),
        )
        if (found := found + 1) == MOST_FLAWS:
            return


def _cell(xml: bytes, at: int) -> re.Match[bytes] | None:
    """The tag of the cell that a place stands in, or right behind."""
    return _CELL.match(xml, max(xml.rfind(b"<", 0, at), 0))


def _place(xml: bytes, cell: re.Match[bytes]) -> str:
    """Where a cell stands; one that does not say so is counted."""
    if found := _PLACE.search(cell[1]):
        return found[1].decode()
    rows = list(_ROW.finditer(xml, 0, cell.start()))
    number = _PLACE.search(rows[-1][1]) if rows else None
    row = int(number[1]) if number and number[1].isdigit() else len(rows)
    column = len(_CELL.findall(xml, rows[-1].end() if rows else 0, cell.end()))
    return f"{column_name(column)}{row}"


def column_name(number: int) -> str:
    """A column as a spreadsheet names it, counted from 1: A … Z, AA …"""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
