"""The columns of a table while it is decided which of them holds what."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from gendan.core.faults import Fault, Place
from gendan.files.document_headings import Head, key
from gendan.files.document_numbers import figure
from gendan.files.sheets import Grid
from gendan.text import Text

SAMPLE = 200
"""Filled cells that tell what a column holds."""
_BOX = re.compile(r"\d\s*+(?:[cm]m)?+\s*+[x×*✕]\s*+\d", re.IGNORECASE)


class Column(NamedTuple):
    """A column of the table: its place in the grid's rows, its heading and what that says."""

    place: int
    heading: str
    head: Head


class Choice:
    """
    Columns by field while it is decided which of them counts; the others are `left`.

    Args:
        grid: The sheet.
        body: Its first row below the headings.
        found: Columns whose heading is known.
        strange: Those whose heading is not.
    """

    def __init__(
        self, grid: Grid, body: int, found: Sequence[Column], strange: Sequence[Column] = ()
    ) -> None:
        self.grid, self.body, self.strange = grid, body, strange
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
