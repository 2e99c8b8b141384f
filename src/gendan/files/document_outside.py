"""Goods that stand outside the table of a sheet: above, below or beside it, or in a sentence."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from gendan.core.documents import Row
from gendan.core.faults import Fault, Place
from gendan.files import document_headings
from gendan.files.document_labels import label
from gendan.files.document_numbers import figure
from gendan.files.document_table import Table, is_heading
from gendan.files.document_terms import MOST_SENTENCE, labelled
from gendan.files.document_totals import begins
from gendan.files.document_values import CONTAINER
from gendan.text import Text

COUNTED = frozenset(("quantity", "shipped", "ordered", "pieces?"))
"""Headings of quantities."""
MOST_WORDS = 4
"""Words of a cell that may name goods: an address has more, or commas."""
_ITEM = re.compile(r"(?<![\w\-./])(?:[^\W\d_]+[\-./]?\d|\d+[\-./]?[^\W\d_])[\w\-./]*")
_COUNT = re.compile(
    r"(?<![\w.,\-])(\d{1,9}(?:,\d{3})*+)\s*+(?:(?:pcs?|pces?|pieces?|prs|pairs?|doz(?:ens?)?|sets?(?!\s+of)|units?)\b|"
    r"[个只双套件台支条打])",
    re.IGNORECASE,
)
_RATE = re.compile(r"\bper\b|\beach\b|\bevery\b|每|/\s?(?:ctn|carton|box|case|箱)", re.IGNORECASE)


def outside(table: Table, notes: Sequence[int], rows: Sequence[Row]) -> Iterator[Fault]:
    """
    A fault for every row with goods that no column of the table holds.

    Args:
        table: Where the headings stand.
        notes: Rows of the grid below them that are neither goods nor totals.
        rows: The goods that were read.
    """
    grid, seen = table.grid, set(notes)
    total = sum((row.quantity for row in rows if row.quantity is not None), Decimal(0))
    second = Text("a second table: put all goods into one", "第二个表格：请将货物并入同一表格")
    words = Text("goods outside the table", "货物不在表格内")
    counted: dict[int, list[Decimal]] = {}
    for number in (*_headed(table), *_beside(table, seen)):
        yield _fault(table, number, second)
    for number in (*range(table.top), *notes):
        cells = grid.rows[number]
        above = grid.rows[number - 1] if number else ()
        if _like_goods(cells, above):
            yield _fault(table, number, second)
        elif found := [count for cell in cells for count in _counts(cell, total)]:
            counted[number] = found
    # Figures that add up to all goods tell of them once more: by colour, or by container.
    if sum(count for found in counted.values() for count in found) != total:
        for number in counted:
            yield _fault(table, number, words)


def _fault(table: Table, number: int, what: Text) -> Fault:
    return Fault(
        Place(table.grid.file, table.grid.sheet, table.grid.first + number), None, "", what
    )


def _headed(table: Table) -> Iterator[int]:
    """The first row below headings of goods that stand above the table."""
    headed = False
    for number, row in enumerate(table.grid.rows[: table.top]):
        if headed and any(_number(cell) is not None for cell in row):
            yield number
            return
        if any(row) and is_heading(row):
            fields = {document_headings.read(cell).field for cell in row if cell}
            headed = bool(fields & COUNTED) and bool(fields & {"sku", "description", "item?"})


def _beside(table: Table, notes: set[int]) -> Iterator[int]:
    """Rows of the table that name goods where no heading stands."""
    rows = table.grid.rows
    width = max(map(len, rows[table.body :]), default=0)
    heads = rows[table.top : table.body]
    covered = {
        place
        for top, left, bottom, right in table.grid.merged
        if top < table.body and bottom >= table.top
        for place in range(left, right + 1)
    }
    free = [
        place
        for place in range(width)
        if place not in covered and not any(place < len(head) and head[place] for head in heads)
    ]
    for number in range(table.body, len(rows)) if free else ():
        cells = [rows[number][place] for place in free if place < len(rows[number])]
        if number not in notes and _like_goods(cells, ()):
            yield number


def _number(cell: str) -> Decimal | None:
    found = figure(cell)
    if found is None or found.currency or found.value is None:
        return None
    return found.value if found.value == found.value.to_integral_value() else None


def _like_goods(cells: Sequence[str], above: Sequence[str]) -> bool:
    """Whether an item number stands before a whole number, and no label explains either."""
    filled = [(place, cell) for place, cell in enumerate(cells) if cell]
    before = ""
    for (place, cell), (_, beside) in pairwise(filled):
        head = above[place] if place < len(above) else ""
        explained = label(before) or (label(head) and not document_headings.read(head).field)
        if _names(cell) and not explained and _number(beside) is not None:
            return True
        before = cell
    return False


def _names(cell: str) -> bool:
    return (
        len(cell.split()) <= MOST_WORDS
        and "," not in cell
        and _ITEM.search(cell) is not None
        and figure(cell) is None
        and CONTAINER.search(cell) is None
        and label(cell) is None
        and not begins(cell)
        and not labelled([cell])
    )


def _counts(cell: str, total: Decimal) -> list[Decimal]:
    """The pieces that a sentence counts beside those of a carton; item numbers make them other goods."""
    if not cell or len(cell) > MOST_SENTENCE or begins(cell) or _RATE.search(cell):
        return []
    if label(cell) or any(term != "-" for term, _, _ in labelled([cell])):
        return []
    found = [Decimal(count.replace(",", "")) for count in _COUNT.findall(cell)]
    if found and _ITEM.search(_COUNT.sub(" ", cell)):
        return [*found, total + 1]
    return [] if found == [total] else found
