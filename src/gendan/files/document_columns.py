"""Which column is which field, where headings alone do not tell (order-check.md §5.1)."""

import re
from collections.abc import Mapping, Sequence

from gendan.core.faults import Fault
from gendan.files.document_choice import Choice, Column
from gendan.files.document_headings import key
from gendan.files.document_quantities import counted
from gendan.files.document_twins import agreeing
from gendan.files.document_units import UNITS
from gendan.files.sheets import Grid

WEIGHED = ("gross", "net", "volume")
_RANGE = re.compile(r"\D{0,6}\d+\s*[-~～–—至/]+\s*\D{0,6}\d+")


def settled(
    grid: Grid, body: int, found: Sequence[Column], strange: Sequence[Column] = ()
) -> tuple[Mapping[str, Column], Sequence[Column], Sequence[Fault]]:
    """
    One column for each field, those that got none, and what cannot be decided.

    Args:
        grid: The sheet.
        body: Its first row below the headings.
        found: Columns whose heading is known.
        strange: Those whose heading is not.
    """
    choice = Choice(grid, body, found, strange)
    _numbered(choice)
    _packed(choice)
    counted(choice)
    _measured(choice)
    _weighed(choice)
    _priced(choice)
    columns: dict[str, Column] = {}
    for field, same in choice.by.items():
        if same:
            columns[field], *others = sorted(same, key=lambda column: column.head.rank)
            agreeing(choice, field, columns[field], others)
            choice.left += others
    sides = ("length", "width", "height")
    if not set(sides) <= set(columns) or "carton_size" in columns:
        choice.left += [columns.pop(side) for side in sides if side in columns]
    return columns, sorted(choice.left, key=lambda column: column.place), choice.faults


def _numbered(choice: Choice) -> None:
    """`Item` and `No.` are line numbers where they count or stand beside items, else item or carton numbers."""

    def _field(column: Column) -> str:
        cells = choice.cells(column)
        digits = [cell for cell in cells if cell.isdigit()]
        if digits and digits == [str(n) for n in range(1, len(digits) + 1)]:
            return "line"
        if key(column.heading) == "no" and cells and all(map(_RANGE.match, cells[:-1] or cells)):
            return "carton_no"
        if not choice.has("sku"):
            return "sku"
        if 2 * sum(len(cell) <= 4 for cell in digits) > len(cells):
            return "line"
        return "" if choice.has("description") else "description"

    choice.decide("item?", _field)


def _packed(choice: Choice) -> None:
    """Quantities in cartons are cartons; `件数` are cartons beside a quantity, else pieces."""
    for column in list(choice.by.get("cartons", ())):
        cells = choice.cells(column)
        if cells and 2 * sum(_RANGE.match(cell) is not None for cell in cells) > len(cells):
            choice.move(column, "carton_no")
    for column in [*choice.by.get("quantity", ()), *choice.by.get("shipped", ())]:
        kinds = {UNITS.get(unit) for unit in column.head.units}
        others = sum(len(choice.by.get(field, ())) for field in ("quantity", "shipped", "ordered"))
        if "package" in kinds and (others > 1 or choice.has("pcs_per_carton")):
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


def _measured(choice: Choice) -> None:
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


def _weighed(choice: Choice) -> None:
    """Of one carton where the heading says so, or where another column is the total."""
    for field in WEIGHED:
        same = list(choice.by.get(field, ()))
        total = any(column.head.scope == "total" for column in same)
        for column in same:
            if column.head.scope == "each" or (total and column.head.scope != "total"):
                choice.move(column, f"{field}_each")


def _priced(choice: Choice) -> None:
    """`Unit` is a price where its cells are numbers."""
    choice.decide(
        "unit?",
        lambda column: (
            "unit_price"
            if choice.cells(column) and choice.numeric(column) and not choice.has("unit_price")
            else "unit"
        ),
    )
