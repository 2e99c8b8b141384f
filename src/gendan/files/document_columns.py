"""Which column is which field, where headings alone do not tell (order-check.md §5.1)."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from gendan.core.faults import Fault, Place
from gendan.files.document_headings import Head, key
from gendan.files.document_numbers import figure
from gendan.files.document_units import UNITS
from gendan.files.sheets import Grid
from gendan.text import Text

SAMPLE = 200
"""Filled cells that tell what a column holds."""
WEIGHED = ("gross", "net", "volume")
_BOX = re.compile(r"\d\s*(?:cm|mm)?\s*[x×*✕]\s*\d", re.IGNORECASE)
_RANGE = re.compile(r"\D{0,6}\d+\s*[-~～–—至/]+\s*\D{0,6}\d+")


class Column(NamedTuple):
    """A column of the table: its place in the grid's rows, its heading and what that says."""

    place: int
    heading: str
    head: Head


class _Choice:
    """Columns by field while it is decided which of them counts; the others are `left`."""

    def __init__(self, grid: Grid, body: int, found: Sequence[Column]) -> None:
        self.grid, self.body = grid, body
        self.by: dict[str, list[Column]] = {}
        self.left: list[Column] = []
        self.faults: list[Fault] = []
        for column in found:
            self.by.setdefault(column.head.field, []).append(column)

    def has(self, *fields: str) -> bool:
        """Whether one of the fields has a column."""
        return any(self.by.get(field) for field in fields)

    def move(self, column: Column, field: str) -> None:
        """Give a column another field, or none where that field has one."""
        self.by[column.head.field].remove(column)
        if field and not self.by.get(field):
            self.by[field] = [column._replace(head=column.head._replace(field=field))]
        else:
            self.doubled(column, self.by.get(field, ()))
            self.left.append(column)

    def decide(self, field: str, choice: Callable[[Column], str]) -> None:
        """Settle every column of an uncertain field."""
        for column in list(self.by.get(field, ())):
            self.move(column, choice(column))

    def cells(self, column: Column, most: int = SAMPLE) -> list[str]:
        """The first filled cells below a heading."""
        place, cells = column.place, []
        for row in self.grid.rows[self.body :]:
            if place < len(row) and row[place]:
                cells.append(row[place])
                if len(cells) == most:
                    break
        return cells

    def numeric(self, column: Column) -> bool:
        """Whether most of its cells are numbers."""
        cells = self.cells(column)
        return 2 * sum(figure(cell) is not None for cell in cells) > len(cells)

    def doubled(self, kept: Column, others: Sequence[Column]) -> None:
        """Two columns of one heading that differ: nobody can tell which of them is meant."""
        for other in others:
            if key(other.heading) == key(kept.heading) and self.values(kept) != self.values(other):
                self.fault(kept, [kept, other])

    def values(self, column: Column) -> list[str]:
        """All cells below a heading, numbers as numbers."""
        cells = (row[column.place] if column.place < len(row) else "" for row in self.grid.rows)
        read = ((cell, figure(cell)) for cell in list(cells)[self.body :])
        return [f"{f.value}" if f is not None and f.value is not None else cell for cell, f in read]

    def fault(self, column: Column, several: Sequence[Column]) -> None:
        """Columns of which only one can be meant."""
        names = ", ".join(repr(column.heading) for column in several)
        place = Place(self.grid.file, self.grid.sheet, self.grid.first + self.body - 1)
        what = Text(
            f"several columns could be meant, and they differ: {names}",
            f"多列含义相同但内容不同：{names}",
        )
        self.faults.append(Fault(place, column.heading, "", what))

    def boxes(self, column: Column) -> bool:
        """Whether its cells are sizes of cartons: `50x40x30`."""
        return any(_BOX.search(cell) for cell in self.cells(column))


def settled(
    grid: Grid, body: int, found: Sequence[Column]
) -> tuple[Mapping[str, Column], Sequence[Column], Sequence[Fault]]:
    """
    One column for each field, those that got none, and what cannot be decided.

    Args:
        grid: The sheet.
        body: Its first row below the headings.
        found: Columns whose heading is known.
    """
    choice = _Choice(grid, body, found)
    _numbered(choice)
    _packed(choice)
    _counted(choice)
    _measured(choice)
    _weighed(choice)
    _priced(choice)
    columns: dict[str, Column] = {}
    for field, same in choice.by.items():
        if same:
            columns[field], *others = sorted(same, key=lambda column: column.head.rank)
            choice.doubled(columns[field], others)
            choice.left += others
    if not {"length", "width", "height"} <= set(columns) or "carton_size" in columns:
        choice.left += [columns.pop(f) for f in ("length", "width", "height") if f in columns]
    return columns, sorted(choice.left, key=lambda column: column.place), choice.faults


def _numbered(choice: _Choice) -> None:
    """`Item` and `No.` are line numbers where they count 1, 2, 3 …, else item or carton numbers."""

    def _field(column: Column) -> str:
        cells = choice.cells(column)
        digits = [cell for cell in cells if cell.isdigit()]
        if digits and digits == [str(n) for n in range(1, len(digits) + 1)]:
            return "line"
        if key(column.heading) == "no" and cells and all(map(_RANGE.match, cells[:-1] or cells)):
            return "carton_no"
        if choice.has("sku"):
            return "" if choice.has("description") else "description"
        return "sku"

    choice.decide("item?", _field)


def _packed(choice: _Choice) -> None:
    """Quantities in cartons are cartons; `件数` are cartons beside a quantity, else pieces."""
    for column in list(choice.by.get("cartons", ())):
        cells = choice.cells(column)
        if cells and 2 * sum(_RANGE.match(cell) is not None for cell in cells) > len(cells):
            choice.move(column, "carton_no")
    for column in list(choice.by.get("quantity", ())):
        kinds = {UNITS.get(unit) for unit in column.head.units}
        if "package" in kinds and (len(choice.by["quantity"]) > 1 or choice.has("pcs_per_carton")):
            choice.move(column, "cartons")

    def _pieces(column: Column) -> str:
        kinds = {UNITS.get(key(unit)) for unit in column.head.units}
        if "package" in kinds:
            return "cartons"
        if choice.has("quantity", "shipped", "ordered") and "count" not in kinds:
            return "cartons"
        if choice.has("pcs_per_carton") and not choice.has("cartons"):
            return "cartons"
        return "" if choice.has("quantity") else "quantity"

    choice.decide("pieces?", _pieces)


def _counted(choice: _Choice) -> None:
    """Of several quantities: what was shipped, then the total, then the one in pieces."""
    for column in list(choice.by.get("shipped", ())):
        for other in list(choice.by.get("quantity", ())):
            choice.move(other, "")
        choice.move(column, "quantity")
    choice.decide("packed?", lambda _: "pcs_per_carton" if choice.has("quantity") else "quantity")
    made = choice.has("pcs_per_carton") and choice.has("cartons")
    choice.decide("ordered", lambda _: "" if made or choice.has("quantity") else "quantity")
    several = list(choice.by.get("quantity", ()))
    if len(several) < 2:
        return
    kept = _one_quantity(choice, several)
    for column in several:
        if column is not kept:
            total = kept is not None and kept.head.scope == "total" != column.head.scope
            choice.move(column, "pcs_per_carton" if total and choice.has("cartons") else "")


def _one_quantity(choice: _Choice, several: Sequence[Column]) -> Column:
    totals = [column for column in several if column.head.scope == "total"]
    if len(totals) == 1:
        return totals[0]
    if len({tuple(choice.values(column)) for column in several}) == 1:
        return several[0]
    pieces = [
        column for column in several if "count" in {UNITS.get(unit) for unit in column.head.units}
    ]
    others = {UNITS.get(unit, "") for c in several if c not in pieces for unit in c.head.units}
    if len(pieces) == 1 and others and others <= {"measure", "package", "space"}:
        return pieces[0]
    choice.fault(several[0], several)
    return several[0]


def _measured(choice: _Choice) -> None:
    """Volumes, and the sizes of goods and of cartons that look like them."""
    choice.decide("weight?", lambda _: "gross")
    heavy = choice.has(*WEIGHED, "cartons", "carton_no")

    def _measure(column: Column) -> str:
        return "carton_size" if choice.boxes(column) else "volume"

    def _ruler(column: Column) -> str:
        if choice.boxes(column):
            return "carton_size" if heavy else "size"
        beside = choice.has("color") or not heavy
        return "size" if beside or not choice.numeric(column) else "volume"

    choice.decide("measure?", _measure)
    choice.decide("ruler?", _ruler)
    for column in list(choice.by.get("volume", ())):
        if choice.boxes(column):
            choice.move(column, "carton_size")
    for column in list(choice.by.get("carton_size", ())):
        if choice.cells(column) and choice.numeric(column):
            choice.move(column, "volume")


def _weighed(choice: _Choice) -> None:
    """Of one carton where the heading says so, or where another column is the total."""
    for field in WEIGHED:
        same = list(choice.by.get(field, ()))
        total = any(column.head.scope == "total" for column in same)
        for column in same:
            if column.head.scope == "each" or (total and column.head.scope != "total"):
                choice.move(column, f"{field}_each")


def _priced(choice: _Choice) -> None:
    """`Unit` is a price where its cells are numbers."""
    choice.decide(
        "unit?",
        lambda column: (
            "unit_price"
            if choice.cells(column) and choice.numeric(column) and not choice.has("unit_price")
            else "unit"
        ),
    )
