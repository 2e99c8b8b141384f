"""A packing list, an invoice or a booking from whatever file it comes in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gendan.core.documents import Document, DocumentKind, Row, Told, Total
from gendan.core.faults import Fault, Place
from gendan.errors import Refused
from gendan.files import (
    document_cargo,
    document_outside,
    document_rows,
    document_terms,
    document_values,
)
from gendan.files.document_sheets import Page, choose, hidden
from gendan.files.document_table import Table, letter, spot
from gendan.files.sheets import Grid, read_bytes
from gendan.files.zips import no_spreadsheet
from gendan.text import Text

MOST_TOLD = 200
"""Distinct values of one term that are kept."""


class _Part(NamedTuple):
    """What one sheet gives to the document."""

    rows: Sequence[Row]
    totals: Sequence[Total]
    said: Sequence[tuple[str, Told]]
    unknown: Sequence[Told]
    faults: Sequence[Fault]


def read(data: bytes, name: str, kind: DocumentKind) -> Document:
    """
    A document, read: .xlsx, .xls, .ods, CSV, or UBL where it is XML.

    Args:
        data: What the file holds.
        name: Its name, for those who read about it.
        kind: What it was given as.

    Raises:
        Refused: Unreadable, no column of items or quantities, no rows, or faulty cells: every
            fault with its sheet, row and column. A booking may have terms alone.
    """
    if _xml(data):
        from gendan.files import ubl

        return ubl.document(data, name, kind)
    try:
        return _read(read_bytes(data, name), name, kind)
    except (ArithmeticError, LookupError, RecursionError, ValueError) as error:
        # A grid that nobody thought of is no fault of gendan's: it is one document less.
        raise no_spreadsheet(name, f"{type(error).__name__}: {str(error)[:100]}") from error


def _read(grids: Sequence[Grid], name: str, kind: DocumentKind) -> Document:
    pages = choose(grids, kind)
    parts: list[_Part] = []
    for page in pages:
        parts.append(_part(page, sum(len(part.rows) for part in parts), kind))
    rows = [row for part in parts for row in part.rows]
    terms = _terms(told for part in parts for told in part.said)
    _refuse(name, kind, [fault for part in parts for fault in part.faults], rows, terms)
    return Document(
        kind=kind,
        file=name,
        rows=rows,
        totals=[total for part in parts for total in part.totals],
        terms=terms,
        columns={page.grid.sheet: _letters(page.table) for page in pages if page.table is not None},
        unknown=[*hidden(grids), *(told for part in parts for told in part.unknown)],
        sheets=[page.grid.sheet for page in pages if page.grid.sheet is not None],
        title=next((page.title for page in pages if page.title), ""),
    )


def _xml(data: bytes) -> bool:
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if data.startswith((b"\xff\xfe<\x00", b"\xfe\xff\x00<")):
        return True
    return (
        start.startswith(b"<")
        and b"<html" not in start.lower()
        and (start.startswith(b"<?xml") or b"urn:oasis:names:specification:ubl" in start)
    )


def _part(page: Page, start: int, kind: DocumentKind) -> _Part:
    grid, table = page.grid, page.table
    faults = [_flawed(grid, flaw.cell, flaw.what) for flaw in grid.flaws]
    if table is None or not table.complete:
        heads = range(table.top, table.body) if table is not None else ()
        found = document_terms.said(grid.rows, set(range(len(grid.rows))).difference(heads))
        goods = document_cargo.cargo(table) if table is not None else ()
        return _Part((), (), [*_told(grid, found), *goods], _unknown(grid, found), faults)
    body = document_rows.read(table, start, kind)
    found = document_terms.said(grid.rows, [*range(table.top), *body.notes])
    said = [*_told(grid, found), *_of_columns(table, body), *_of_headings(table, body)]
    unknown = [*table.unknown, *_unknown(grid, found), *_words(grid, body, found)]
    beyond = document_outside.outside(table, body.notes, body.rows)
    return _Part(body.rows, body.totals, said, unknown, [*faults, *body.faults, *beyond])


def _told(grid: Grid, found: document_terms.Said) -> list[tuple[str, Told]]:
    return [(term.term, Told(term.value, spot(grid, term.row, term.where))) for term in found.terms]


def _unknown(grid: Grid, found: document_terms.Said) -> list[Told]:
    return [Told(text, spot(grid, row, place)) for text, row, place in found.unknown]


def _words(grid: Grid, body: document_rows.Body, found: document_terms.Said) -> Iterator[Told]:
    """What stands between rows of goods or below them and is neither label nor total."""
    for row in body.notes:
        if row not in found.rows:
            place = next(at for at, cell in enumerate(grid.rows[row]) if cell)
            yield Told(grid.rows[row][place], spot(grid, row, place))


def _of_columns(table: Table, body: document_rows.Body) -> Iterator[tuple[str, Told]]:
    """Terms that stand in a column of their own."""
    grid = table.grid
    for column in table.terms:
        first: dict[str, int] = {}
        for row in body.rows:
            cells = grid.rows[row.row - grid.first]
            value = cells[column.place] if column.place < len(cells) else ""
            if value and len(first) < MOST_TOLD:
                first.setdefault(value, row.row - grid.first)
        if column.head.field == "marks" and _lines(first):
            first = {document_cargo.running(grid.rows[table.body :], column.place): table.body}
        for value, number in first.items():
            for term, told in document_values.normal(column.head.field, value):
                yield term, Told(told, spot(grid, number, column.place))


def _of_headings(table: Table, body: document_rows.Body) -> Iterator[tuple[str, Told]]:
    """Currency and Incoterm that headings name, and currencies that stand beside the prices."""
    grid = table.grid
    for field in ("unit_price", "amount"):
        if (column := table.columns.get(field)) is None:
            continue
        where, head = spot(grid, table.body - 1, column.place), column.head
        for term in ("currency", "incoterm", "place"):
            if value := getattr(head, term):
                yield term, Told(value, where)
        for code, number in body.currency:
            yield "currency", Told(code, spot(grid, number, column.place))


def _lines(marks: Mapping[str, int]) -> bool:
    """Whether the cells of a column are the lines of one mark, not a whole mark each."""
    return len(marks) > 1 and not any("\n" in mark or "/" in mark for mark in marks)


def _terms(said: Iterator[tuple[str, Told]]) -> Mapping[str, Sequence[Told]]:
    """Every distinct value of every term, where it stands first; each charge is one of its own."""
    terms: dict[str, dict[object, Told]] = {}
    for term, told in said:
        key = told if term == "charges" else told.value
        terms.setdefault(term, {}).setdefault(key, told)
    return {term: list(values.values()) for term, values in terms.items()}


def _letters(table: Table) -> dict[str, str]:
    letters = {field: letter(table.grid, column.place) for field, column in table.columns.items()}
    for column in table.terms:
        if column.head.field == "order":
            letters.setdefault("order", letter(table.grid, column.place))
    return letters


def _flawed(grid: Grid, cell: str, what: Text) -> Fault:
    row = int("".join(char for char in cell if char.isdigit()))
    column = cell.rstrip("0123456789")
    return Fault(Place(grid.file, grid.sheet, row), column, "", what)


def _refuse(
    name: str,
    kind: DocumentKind,
    faults: Sequence[Fault],
    rows: Sequence[Row],
    terms: Mapping[str, Sequence[Told]],
) -> None:
    """All faults at once; nothing to compare is a fault of its own."""
    if faults:
        ordered = sorted(faults, key=lambda fault: (fault.place.sheet or "", fault.place.row))
        raise Refused(
            Text(
                f"{name}: {len(faults)} {'fault' if len(faults) == 1 else 'faults'}; nothing was compared",
                f"{name}：{len(faults)} 处错误，未作比较",
            ),
            Text("correct the file and give it again", "请更正文件后重新提供"),
            [fault.told() for fault in ordered],
        )
    if not rows and not (kind is DocumentKind.BOOKING and terms):
        raise Refused(
            Text(f"{name}: headings, but no rows", f"{name}：只有表头，没有数据"),
            Text("fill in the rows below the headings", "请在表头下填写数据"),
        )
