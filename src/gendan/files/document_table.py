"""Where the table of a packing list or invoice stands in a sheet: its headings, one to three rows."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gendan.core.documents import Spot, Told
from gendan.core.faults import Fault
from gendan.files import document_headings
from gendan.files.document_choice import Column
from gendan.files.document_columns import settled
from gendan.files.document_headings import Head
from gendan.files.document_labels import COLUMN_TERMS, label
from gendan.files.document_numbers import figure
from gendan.files.flaws import column_name
from gendan.files.sheets import Grid

HEADER_WITHIN = 25
"""Rows of a sheet in which its headings are looked for (order-check.md §5.2)."""
MOST_HEADING_ROWS = 3


class Table(NamedTuple):
    """
    The table of a sheet: its headings stand in rows `[top:body]` of the grid.

    `columns` by field of Row, `terms` those that hold a term of the document; `unknown` are
    headings without a field.
    """

    grid: Grid
    top: int
    body: int
    columns: Mapping[str, Column]
    terms: Sequence[Column]
    unknown: Sequence[Told]
    faults: Sequence[Fault]

    @property
    def complete(self) -> bool:
        """Whether it says which item, and how many."""
        return "sku" in self.columns and (
            "quantity" in self.columns or {"pcs_per_carton", "cartons"} <= set(self.columns)
        )


def letter(grid: Grid, place: int) -> str:
    """A column as a spreadsheet names it: A … Z, AA …"""
    return column_name(grid.left + place + 1)


def spot(grid: Grid, row: int, place: int) -> Spot:
    """Where a cell of a grid stands."""
    return Spot(grid.file, grid.sheet, f"{letter(grid, place)}{grid.first + row}")


def find(grid: Grid) -> Table | None:
    """The table with the most known headings that comes first; None where no row has two."""
    best: Table | None = None
    for table in _candidates(grid):
        if table.complete:
            return table
        if len(table.columns) > max(1, len(best.columns) if best else 0):
            best = table
    return best


def is_heading(row: Sequence[str]) -> bool:
    """Whether most cells of a row are headings that gendan knows, and none is a figure."""
    filled = [cell for cell in row if cell]
    known = 0
    for cell in filled:
        if ":" in cell[:-1] or "：" in cell[:-1]:
            continue
        if document_headings.read(cell).known or label(cell) is not None:
            known += 1
        elif (found := figure(cell)) is not None and found.value is not None:
            return False
    return 2 * known > len(filled)


def repeated(table: Table, row: Sequence[str]) -> bool | None:
    """Whether a row of headings repeats those of its table; None where it heads no goods."""
    heads = table.grid.rows[table.top : table.body]
    if any(list(row) == list(head) for head in heads):
        return True
    named = [document_headings.read(cell).field for cell in row if cell]
    if "sku" not in named or not {"quantity", "shipped", "ordered", "cartons"} & set(named):
        return None
    return all(
        field in {document_headings.read(head[place]).field for head in heads if place < len(head)}
        for place, cell in enumerate(row)
        if (field := document_headings.read(cell).field)
    )


def _candidates(grid: Grid) -> Iterator[Table]:
    last = max(0, HEADER_WITHIN - grid.first + 1)
    for top, row in enumerate(grid.rows[:last]):
        if not is_heading(row):
            continue
        height = 1
        while height < MOST_HEADING_ROWS and top + height < len(grid.rows):
            below = grid.rows[top + height]
            if not any(below) or not is_heading(below):
                break
            height += 1
        for rows in range(height, 0, -1):
            table = _table(grid, top, rows)
            # A row of labels above the headings is not part of them.
            while rows > 1 and len(_table(grid, table.top, 1).columns) < 2:
                less = _table(grid, table.top + 1, rows - 1)
                if _fields(less) != _fields(table):
                    break
                table, rows = less, rows - 1
            yield table


def _fields(table: Table) -> dict[str, int]:
    return {field: column.place for field, column in table.columns.items()}


def _table(grid: Grid, top: int, height: int) -> Table:
    body = top + height
    found: list[Column] = []
    terms: list[Column] = []
    strange: list[Column] = []
    for place, pieces in enumerate(_stacks(grid, top, height)):
        heading = " ".join(dict.fromkeys(pieces))
        head = _head(pieces)
        term = label(heading) or next((label(piece) for piece in pieces if label(piece)), None)
        if head.field and not (term in COLUMN_TERMS and head.field in ("item?", "sku")):
            found.append(Column(place, heading, head))
        elif term in COLUMN_TERMS:
            terms.append(Column(place, heading, Head(field=term or "")))
        elif heading:
            strange.append(Column(place, heading, head))
    columns, left_over, faults = settled(grid, body, found, strange)
    unknown = [
        Told(column.heading, spot(grid, top, column.place)) for column in (*strange, *left_over)
    ]
    return Table(grid, top, body, columns, terms, unknown, faults)


def _stacks(grid: Grid, top: int, height: int) -> list[list[str]]:
    """The texts of the heading rows above each other, by column; merged cells reach all columns."""
    rows = [list(row) for row in grid.rows[top : top + height]]
    width = max(map(len, rows))
    for row in rows:
        row += [""] * (width - len(row))
    for first, left, last, right in grid.merged:
        if first < top + height and last >= top and right > left:
            row = rows[max(first, top) - top]
            if 0 <= left < width:
                row[left : right + 1] = [row[left]] * (min(right, width - 1) - left + 1)
    if height > 1 and not grid.merged:
        _spanned(rows)
    return [[row[place] for row in rows if row[place]] for place in range(width)]


def _spanned(rows: list[list[str]]) -> None:
    """Without merged ranges: a unit below nothing belongs to the heading on its left."""
    for place in range(1, len(rows[0])):
        below = document_headings.read(rows[1][place])
        if rows[0][place] or not below.known or not rows[1][place - 1]:
            continue
        if below.field in ("", "quantity", "weight?", "cartons"):
            rows[0][place] = rows[0][place - 1]


def _head(pieces: Sequence[str]) -> Head:
    """The heads above each other as one; the lower one tells more."""
    unique = list(dict.fromkeys(pieces))
    joined = document_headings.read(" ".join(unique))
    if joined.field or not unique:
        return joined
    head = Head()
    for piece in unique:
        more = document_headings.read(piece)
        field = head.field if more.field in ("", "weight?") and head.field else more.field
        if more.field == "shipped" and head.field not in ("", "quantity", "ordered", "pieces?"):
            field = head.field
        head = Head(
            field=field,
            scope=more.scope or head.scope,
            units=head.units + more.units,
            currency=more.currency or head.currency,
            incoterm=more.incoterm or head.incoterm,
            place=more.place or head.place,
            rank=more.rank or head.rank,
        )
    if head.field == "quantity" and head.scope == "each":
        return head._replace(field="pcs_per_carton", scope="")
    return head
