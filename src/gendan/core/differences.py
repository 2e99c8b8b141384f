"""What differs between the ordered and the documented quantity of one item."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from gendan.core.documents import Row
from gendan.core.orders import Line
from gendan.core.tolerance import Bounds
from gendan.core.units import unit

NOTHING = Decimal(0)
Cell = tuple[str, ...]
"""Base unit, colour, size: what is compared of an item."""


class Kind(StrEnum):
    """What is different: which check tells it."""

    MISSING = "missing"
    EXTRA = "extra"
    SUBSTITUTED = "substituted"
    BREAKDOWN = "breakdown"
    QUANTITY = "quantity"
    WITHIN = "within"
    NEGATIVE = "negative"
    UNIT = "unit"


class Difference(NamedTuple):
    """
    One difference of one item (folded).

    `ordered` and `given` in the base unit, None where they cannot be compared; `axes` which of
    colour and size it is about; `other`: the item that was probably given instead.
    """

    kind: Kind
    item: str
    lines: Sequence[Line] = ()
    rows: Sequence[Row] = ()
    ordered: Decimal | None = None
    given: Decimal | None = None
    base: str = ""
    bounds: Bounds | None = None
    axes: Sequence[str] = ()
    other: str = ""


class Sums:
    """
    Both sides of one item, by base unit, colour and size.

    Attributes:
        item: The item, folded.
        axes: Which of colour and size are compared.
        ordered, given: Quantity in each base unit, colour and size.
    """

    def __init__(
        self, item: str, lines: Sequence[Line], rows: Sequence[Row], axes: Sequence[str]
    ) -> None:
        self.item, self.lines, self.rows, self.axes = item, lines, rows, axes
        self.ordered: dict[Cell, Decimal] = {}
        self.given: dict[Cell, Decimal] = {}
        self.limits: dict[Cell, list[Bounds]] = {}
        self.cell_lines: dict[Cell, list[Line]] = {}
        self.cell_rows: dict[Cell, list[Row]] = {}
        self.order_bases: set[str] = set()
        self.row_bases: set[str] = set()

    def order(self, cell: Cell, line: Line, base: str, amount: Decimal, limits: Bounds) -> None:
        """Add a line of the order."""
        self.order_bases.add(base)
        cell = (base, *cell)
        self.ordered[cell] = self.ordered.get(cell, NOTHING) + amount
        self.limits.setdefault(cell, []).append(limits)
        self.cell_lines.setdefault(cell, []).append(line)

    def pack(self, cell: Cell, row: Row, base: str, amount: Decimal) -> None:
        """Add a row of the document."""
        self.row_bases.add(base)
        cell = (base, *cell)
        self.given[cell] = self.given.get(cell, NOTHING) + amount
        self.cell_rows.setdefault(cell, []).append(row)

    @property
    def comparable(self) -> bool:
        """Whether both sides are in the same base units."""
        return self.order_bases == self.row_bases

    @property
    def balanced(self) -> bool:
        """Whether the item's total is right."""
        one = len(self.order_bases) == 1
        return one and sum(self.ordered.values()) == sum(self.given.values())

    @property
    def lacking(self) -> Decimal:
        """How much less than ordered is there, in base units; 0 where it cannot be told."""
        if not self.comparable or len(self.order_bases) > 1:
            return NOTHING
        less = sum(self.ordered.values(), NOTHING) - sum(self.given.values(), NOTHING)
        return max(less, NOTHING)

    def bounds(self, cell: Cell) -> Bounds:
        """What may be given of a colour and size: the sum over its lines."""
        limits = self.limits[cell]
        return Bounds(
            sum((one.least for one in limits), NOTHING),
            sum((one.most for one in limits), NOTHING),
            limits[0].rule,
        )

    @property
    def misnamed(self) -> bool:
        """Whether the figures agree but the units do not: 100 pieces ordered, 100 dozen given."""
        units = {unit(line.unit or "") for line in self.lines}
        written = {unit(row.unit) for row in self.rows if row.unit}
        return (
            bool(written)
            and units != written
            and sum(line.quantity for line in self.lines) == sum(row.quantity for row in self.rows)
            and sum(self.ordered.values()) != sum(self.given.values())
        )

    def off(self, cell: Cell) -> bool:
        """Whether a colour and size that both sides have is outside its bounds."""
        limits = self.bounds(cell)
        return not limits.least <= self.given[cell] <= limits.most

    def about(self, kind: Kind, *cells: Cell, axes: bool = False) -> Difference:
        """A difference of some colours and sizes."""
        return Difference(
            kind,
            self.item,
            lines=[line for cell in cells for line in self.cell_lines.get(cell, ())],
            rows=[row for cell in cells for row in self.cell_rows.get(cell, ())],
            ordered=sum((self.ordered.get(cell, NOTHING) for cell in cells), NOTHING),
            given=sum((self.given.get(cell, NOTHING) for cell in cells), NOTHING),
            base=cells[0][0],
            bounds=self.bounds(cells[0]) if cells[0] in self.limits else None,
            axes=self.axes if axes else (),
        )


def breakdown(sums: Sums) -> list[Difference]:
    """
    The differences of one item that both sides have.

    Where the item's total is right, pieces only moved between colours and sizes: that is a wrong
    breakdown and nothing else. A colour or size that was not ordered stands for one that is
    missing; one that is missing without such a stand-in is a missing line.

    Source: contract §6 (L04 alone), order-check.md L01, L04, L05, L06.
    """
    found = [
        Difference(Kind.NEGATIVE, sums.item, sums.lines, [row], given=row.quantity)
        for row in sums.rows
        if row.quantity < 0
    ]
    if not sums.comparable or sums.misnamed:
        return [*found, Difference(Kind.UNIT, sums.item, sums.lines, sums.rows)]
    absent = [cell for cell in sums.ordered if cell not in sums.given]
    unasked = [cell for cell in sums.given if cell not in sums.ordered]
    off = [cell for cell in sums.ordered if cell in sums.given and sums.off(cell)]
    if not (absent or unasked or off):
        near = [cell for cell in sums.ordered if sums.given[cell] != sums.ordered[cell]]
        return found + [sums.about(Kind.WITHIN, cell) for cell in near]
    if sums.balanced and len(sums.ordered) + len(unasked) > 1:
        return found + _moved(sums, absent, unasked, off)
    instead = list(zip(absent, unasked, strict=False))
    found += [sums.about(Kind.BREAKDOWN, one, other, axes=True) for one, other in instead]
    found += [sums.about(Kind.MISSING, cell) for cell in absent[len(instead) :]]
    found += [sums.about(Kind.BREAKDOWN, cell, axes=True) for cell in unasked[len(instead) :]]
    return found + [sums.about(Kind.QUANTITY, cell) for cell in off]


def _moved(
    sums: Sums, absent: Sequence[Cell], unasked: Sequence[Cell], off: Sequence[Cell]
) -> list[Difference]:
    """The total is right, but not its breakdown."""
    found = [sums.about(Kind.BREAKDOWN, *absent, *unasked, *off, axes=True)]
    if not (absent or unasked):
        swapped = sorted(sums.ordered[c] for c in off) == sorted(sums.given[c] for c in off)
        if swapped:  # two lines with each other's quantity: each is wrong by itself as well
            found += [sums.about(Kind.QUANTITY, cell) for cell in off]
    return found
