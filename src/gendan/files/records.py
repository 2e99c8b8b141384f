"""From a grid to records: find the headings wherever they are, then name every cell."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from gendan.core.faults import Fault, Place
from gendan.errors import Refused
from gendan.files.headings import LINE_OR_ITEM, folded, mapped
from gendan.files.sheets import Grid, blank, numbered
from gendan.text import Text, joined, listed

HEADER_WITHIN = 25
"""Rows in which the headings are looked for: titles stand above them (order-check.md §5.2)."""

TOTALS = frozenset(("total", "totals", "grand total", "subtotal", "合计", "总计", "小计"))

T = TypeVar("T")


class Record(NamedTuple):
    """
    One row: `cells` by our field, `headings` tells what the file calls it, `extra` the rest.

    Faults gather in `faults` while its cells are read.
    """

    place: Place
    cells: Mapping[str, str]
    headings: Mapping[str, str]
    extra: Mapping[str, str]
    faults: list[Fault]

    def read(self, name: str, check: Callable[[str], T], key: str) -> T | None:
        """A cell, checked; None where it is empty or faulty, and then the fault is kept."""
        words = self.cells.get(name, "")
        if not words:
            return None
        try:
            return check(words)
        except Refused as refusal:
            self.fault(name, key, told(refusal))
            return None

    def fault(self, name: str | None, key: str, what: Text) -> None:
        """Keep a fault of this row."""
        heading = self.headings.get(name, name) if name is not None else None
        self.faults.append(Fault(place=self.place, column=heading, key=key, what=what))


def _total(row: Sequence[str], cells: Mapping[str, str]) -> bool:
    """Whether a row only adds up the others: `Total` or `合计` and numbers, no other word."""
    words = [cell for cell in cells.values() if cell and not re.fullmatch(r"[\d.,\s]+", cell)]
    first = next(cell for cell in row if cell)
    return folded(first) in TOTALS and all(folded(word) in TOTALS for word in words)


def told(refusal: Refused) -> Text:
    """A refusal as a fault of a row: what is wrong, and what to write instead."""
    return joined([refusal.text, refusal.hint], "; ", "；")


class Found(NamedTuple):
    """A grid whose headings were found: in which row, which column is which field."""

    grid: Grid
    header: int
    fields: Mapping[int, str]

    @property
    def unknown(self) -> list[str]:
        """Headings that gendan has no field for; their cells are kept."""
        row = self.grid.rows[self.header]
        return [head for place, head in enumerate(row) if head and place not in self.fields]


def find(
    grids: Sequence[Grid], known: Mapping[str, Sequence[str]], required: Sequence[str]
) -> Found:
    """
    The one sheet, and in it the first row, that has all required headings.

    Raises:
        Refused: None has (what is missing and what was found is named), or several sheets have:
            which of them counts is not guessed.
    """
    found = [fit for grid in grids if (fit := _fit(grid, known, required)) is not None]
    if len(found) == 1:
        _whole(found[0].grid)
        return found[0]
    if not found:
        raise _missing(grids, known, required)
    names = listed([fit.grid.sheet or "" for fit in found])
    raise Refused(
        Text(
            f"{grids[0].file}: several sheets have these headings: {names.en}",
            f"{grids[0].file}：多个工作表有相同表头：{names.zh}",
        ),
        Text("import them one by one with --sheet NAME", "请用 --sheet 名称 逐个导入"),
    )


def _whole(grid: Grid) -> None:
    """Refuse a sheet with cells that show no value: a reader takes them for empty."""
    if not grid.flaws:
        return
    sheet = Text(f", sheet {grid.sheet}", f"，工作表 {grid.sheet}") if grid.sheet else Text("", "")
    raise Refused(
        Text(f"{grid.file}: cells without a value", f"{grid.file}：有单元格没有值"),
        Text("mend them in Excel or WPS and save the file", "请在 Excel 或 WPS 中修正并保存"),
        [
            Text(
                f"{grid.file}{sheet.en}, cell {flaw.cell}: {flaw.what.en}",
                f"{grid.file}{sheet.zh}，单元格 {flaw.cell}：{flaw.what.zh}",
            )
            for flaw in grid.flaws
        ],
    )


def _fit(grid: Grid, known: Mapping[str, Sequence[str]], required: Sequence[str]) -> Found | None:
    for place, row in enumerate(grid.rows[:HEADER_WITHIN]):
        fields = _resolved(grid, place, mapped(row, known))
        if set(required) <= set(fields.values()):
            return Found(grid, place, fields)
    return None


def has(grids: Sequence[Grid], known: Mapping[str, Sequence[str]], required: Sequence[str]) -> bool:
    """Whether some sheet has all required headings."""
    return any(_fit(grid, known, required) is not None for grid in grids)


def records(found: Found) -> list[Record]:
    """The rows below the headings; blank ones, repeated headings and totals are left out."""
    heads = found.grid.rows[found.header]
    names = {name: heads[place] for place, name in found.fields.items()}
    result = []
    for number, row in numbered(found.grid, found.header):
        cells = {name: row[place] for place, name in found.fields.items() if place < len(row)}
        if blank(row) or list(row) == list(heads) or _total(row, cells):
            continue
        extra = {
            (heads[place] if place < len(heads) and heads[place] else f"column {place + 1}"): cell
            for place, cell in enumerate(row)
            if cell and place not in found.fields
        }
        place = Place(file=found.grid.file, sheet=found.grid.sheet, row=number)
        result.append(Record(place, cells, names, extra, []))
    return result


def _resolved(grid: Grid, header: int, fields: dict[int, str]) -> dict[int, str]:
    """`Item` and `No.` are line numbers where their cells count up from 1, else item numbers."""
    for place, heading in enumerate(grid.rows[header]):
        if place in fields or folded(heading) not in LINE_OR_ITEM:
            continue
        cells = [row[place] for _, row in numbered(grid, header) if place < len(row) and row[place]]
        counts = cells == [str(n) for n in range(1, len(cells) + 1)]
        name = "line" if counts else "sku"
        if name not in fields.values():
            fields[place] = name
    return fields


def _missing(
    grids: Sequence[Grid], known: Mapping[str, Sequence[str]], required: Sequence[str]
) -> Refused:
    """What is missing in the row that comes nearest to the headings."""
    rows = [row for grid in grids for row in grid.rows[:HEADER_WITHIN]]
    nearest = max(rows, key=lambda row: len(mapped(row, known)), default=())
    have = mapped(nearest, known).values()
    file = grids[0].file
    if not have:
        return Refused(
            Text(f"{file}: no headings found", f"{file}：未找到表头"),
            Text(
                f"the first rows must name the columns: {', '.join(required)}",
                f"前几行须有列名：{'、'.join(required)}",
            ),
        )
    lacking = [name for name in required if name not in have]
    wanted = "; ".join(f"{name} ({', '.join(known[name][:2])} …)" for name in lacking)
    headings = listed([head for head in nearest if head])
    return Refused(
        Text(f"{file}: heading missing: {wanted}", f"{file}：缺少表头：{wanted}"),
        Text(f"found: {headings.en}", f"已有：{headings.zh}"),
    )
