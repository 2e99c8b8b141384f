"""The shipment of goods.py as files: .xlsx with or without merged cells, .csv in many encodings."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

from .goods import HEAD, LABELS, LINE_FIELDS, Cell, Paper, Row, Shipment

Grid = list[list[Cell]]
WRITTEN: dict[str, bytes] = {}
"""Files by what they say: most shipments differ from the good one in one paper only."""


def grid(paper: Paper) -> Grid:
    """
    Every cell of a document.

    `paper.form` may say: `labels` (other words for the terms), `joined` (label and value in one
    cell), `plain` (the table alone), `start` (row of the headings), `second` (a row of headings
    under the first), `between` (rows to put in, by their place), `no_total`.
    """
    form = paper.form
    above: Grid = [] if form.get("plain") else [[title] for title in paper.titles]
    if not form.get("plain"):
        labels = LABELS | form.get("labels", {})
        for name, value in paper.terms.items():
            label = labels[name]
            above.append([f"{label}: {text(value)}"] if form.get("joined") else [label, value])
    above += [[] for _ in range(form.get("start", 0) - len(above) - 1)]
    table: Grid = [list(paper.headings.values())] if paper.headings else []
    if "second" in form:
        table.append([form["second"].get(name, "") for name in paper.headings])
    fields = list(paper.headings)
    between = form.get("between", {})
    for place, row in enumerate(paper.rows):
        table += between.get(place, [])
        table.append([row.get(name) for name in fields])
    table += between.get(len(paper.rows), [])
    if paper.total and not form.get("no_total"):
        table.append(_total(paper.total, fields, form.get("total", "TOTAL")))
    return above + table + ([] if form.get("plain") else paper.foot)


def _total(total: Row, fields: list[str], label: str) -> list[Cell]:
    """The row of sums; its label stands in the first column that has none."""
    cells: list[Cell] = [total.get(name) for name in fields]
    for place, name in enumerate(fields):
        if name not in total:
            cells[place] = label
            break
    return cells


def text(value: Cell) -> str:
    """A cell as text."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def write(paper: Paper, folder: Path) -> Path:
    """
    The document as a file, in the form that its name's ending and `paper.form` say.

    Of `paper.form`: `encoding`, `delimiter`, `sheet` (name), `sheets` (further grids by name),
    `merged` (fields whose equal cells below each other are merged).
    """
    path = folder / paper.name
    key = repr(paper)
    if key not in WRITTEN:
        _write(paper, path)
        WRITTEN[key] = path.read_bytes()
    path.write_bytes(WRITTEN[key])
    return path


def _write(paper: Paper, path: Path) -> None:
    cells = grid(paper)
    if path.suffix == ".xlsx":
        sheets = {paper.form.get("sheet", "Sheet1"): cells, **paper.form.get("sheets", {})}
        write_xlsx(path, sheets, _merges(paper, cells))
    else:
        delimiter = paper.form.get("delimiter", "\t" if path.suffix == ".tsv" else ",")
        path.write_bytes(as_csv(cells, delimiter).encode(paper.form.get("encoding", "utf-8")))


def as_csv(cells: Grid, delimiter: str = ",") -> str:
    """The cells as CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([text(cell) for cell in row] for row in cells)
    return out.getvalue()


def write_xlsx(
    path: Path, sheets: dict[str, Grid], merges: tuple[tuple[int, int, int], ...] = ()
) -> None:
    """The sheets as a workbook; `merges` of the first: first row, last row, column."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, cells in sheets.items():
            sheet = book.add_worksheet(name)
            for y, row in enumerate(cells):
                for x, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(y, x, value, day)
                    elif isinstance(value, Decimal | int | float):
                        sheet.write_number(y, x, float(value))
                    elif value:
                        sheet.write_string(y, x, str(value))
            if sheet is book.worksheets()[0]:
                for first, last, column in merges:
                    sheet.merge_range(first, column, last, column, None)
                    sheet.write(first, column, cells[first][column])


def _merges(paper: Paper, cells: Grid) -> tuple[tuple[int, int, int], ...]:
    """Runs of equal cells in the merged fields; a shared carton's are merged with its first row's."""
    found: list[tuple[int, int, int]] = []
    start = next((y for y, row in enumerate(cells) if row == list(paper.headings.values())), 0)
    start += 1 + ("second" in paper.form)
    for name in paper.form.get("merged", ()):
        if name not in paper.headings:
            continue
        column, first = list(paper.headings).index(name), 0
        for place in range(1, len(paper.rows) + 1):
            if place < len(paper.rows) and _same(paper.rows, first, place, name):
                continue
            if place - first > 1:
                found.append((start + first, start + place - 1, column))
            first = place
    return tuple(found)


def _same(rows: list[Row], first: int, place: int, name: str) -> bool:
    if name in ("carton_no", "cartons", "gross", "net", "volume", "carton_size"):
        return bool(rows[place]["shared"])
    return bool(rows[place].get(name) and rows[place].get(name) == rows[first].get(name))


def order_csv(shipment: Shipment) -> str:
    """The order as the canonical columns of contract §5, one row a line."""
    fields = [*HEAD, *LINE_FIELDS]
    extra = (
        [name for name in shipment.lines[0] if name in ("tolerance", "spec")]
        if shipment.lines
        else []
    )
    rows = [
        shipment.head | {name: line.get(name) for name in (*LINE_FIELDS, *extra)}
        for line in shipment.lines
    ]
    fields += [name for name in extra if name not in fields]
    return as_csv([fields, *([row.get(name) for name in fields] for row in rows)])
