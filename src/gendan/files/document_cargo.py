"""What a booking says of its goods without naming items: packages, weight, volume, marks."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gendan.core.documents import Told
from gendan.files.document_cells import cells
from gendan.files.document_labels import label
from gendan.files.document_table import Table, spot
from gendan.files.document_terms import labelled
from gendan.files.document_totals import TOTALLED, begins
from gendan.files.document_values import normal


def cargo(table: Table) -> Iterator[tuple[str, Told]]:
    """
    The terms that the columns of such a table tell.

    Figures are those of its last total row, else the sum of the column; texts that run down a
    column, as marks do, are one value.
    """
    grid = table.grid
    rows = grid.rows[table.body :]
    totals = [row for row, line in enumerate(rows) if any(begins(cell) for cell in line)]
    figures = cells(table).figures
    for field in TOTALLED:
        values = {
            row: value for row, value in enumerate(figures.get(field, ())) if value is not None
        }
        stated = [row for row in totals if row in values]
        if values:
            row = stated[-1] if stated else next(iter(values))
            total = values[row] if stated else sum(values.values(), Decimal(0))
            place = table.columns[field].place
            yield field, Told(f"{total:f}", spot(grid, table.body + row, place))
    for column in table.terms:
        for term, value in normal(column.head.field, running(rows, column.place)):
            yield term, Told(value, spot(grid, table.body, column.place))


def running(rows: Sequence[Sequence[str]], place: int) -> str:
    """What runs down a column to the first blank, total or labelled cell, as marks do."""
    lines: list[str] = []
    for line in rows:
        cell = line[place] if place < len(line) else ""
        if not cell or begins(cell) or label(cell) or labelled([cell]):
            break
        lines.append(cell)
    return "\n".join(lines)
