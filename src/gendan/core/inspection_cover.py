"""Whether the goods of an order lie in lots that were inspected and accepted (order-check.md L13)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from gendan.core.documents import Row
from gendan.core.forms import folded
from gendan.core.inspection_lots import Lot, lots
from gendan.core.inspections import Inspection, Stage
from gendan.core.matching import (
    Comparison,
    by_credit,
    in_base,
    lines_of,
    pieces_per_carton,
    whole_clause,
)
from gendan.core.orders import Line, Order
from gendan.core.tolerance import Bounds, bounds
from gendan.core.units import unit

NONE = Decimal(0)


class Need(NamedTuple):
    """
    Goods that must have been inspected: one item in one colour and size, on one line or several.

    `quantity`: what is packed, else the least that may be shipped, in base units.
    """

    goods: str
    lines: Sequence[Line]
    quantity: Decimal


class Cover(NamedTuple):
    """How much of a need lies in accepted lots of its own, in whole base units."""

    need: Need
    good: int
    lots: Sequence[Lot]

    @property
    def lacking(self) -> int:
        """What is not covered."""
        return max(0, ceil(self.need.quantity) - self.good)


class Covers(NamedTuple):
    """
    The goods of an order against its lots of one stage.

    `whole`: units accepted in lots of the whole order, which stand for any line.
    """

    lines: Sequence[Cover]
    whole: int
    lots: Sequence[Lot]

    @property
    def short(self) -> list[Cover]:
        """The goods that are not covered, none where lots of the whole order make up for them."""
        short = [cover for cover in self.lines if cover.lacking]
        return short if sum(cover.lacking for cover in short) > self.whole else []

    @property
    def unsettled(self) -> list[Lot]:
        """Lots of which something waits: refused goods, a draft."""
        return [lot for lot in self.lots if not lot.settled]


def goods_of(line: Line) -> str:
    """The item of a line with colour and size, as an inspection remembers what it looked at."""
    axes = [line.cells[axis] for axis in ("color", "size") if line.cells.get(axis)]
    return f"{line.sku} ({', '.join(axes)})" if axes else line.sku


def needs(order: Order, packed: Comparison | None = None) -> list[Need]:
    """
    What of an order must have been inspected, in the order of its lines.

    Args:
        order: The order.
        packed: Its packing list, compared: what is not in it is not shipped.
    """
    groups: dict[str, list[Line]] = {}
    for line in order.lines:
        groups.setdefault(folded(goods_of(line)), []).append(line)
    found = []
    for lines in groups.values():
        quantity = _packed(lines, packed) if packed is not None else None
        if quantity is None:
            quantity = sum((_bounds(order, line).least for line in lines), NONE)
        if quantity > 0:
            found.append(Need(goods_of(lines[0]), lines, quantity))
    return found


def _packed(lines: Sequence[Line], packed: Comparison) -> Decimal | None:
    """What is packed of these lines in base units; None where the packing list does not tell."""
    there = packed.matched.get(folded(lines[0].sku))
    if there is None:
        return NONE
    known, rows = there
    usual = unit(lines[0].unit or "")
    total = NONE
    for row in rows:
        fits = lines_of(row, known)
        if not any(line in lines for line in fits):
            continue
        amount, base = _row_in_base(row, lines[0])
        if not all(line in lines for line in fits) or (usual and base != _base(lines[0])):
            return None
        total += amount
    return total


def _row_in_base(row: Row, line: Line) -> tuple[Decimal, str]:
    per = row.pcs_per_carton or pieces_per_carton(line)
    return in_base(row.quantity, unit(row.unit) or unit(line.unit or ""), per)


def _base(line: Line) -> str:
    return in_base(line.quantity, unit(line.unit or ""), pieces_per_carton(line))[1]


def most_of(order: Order, line: Line) -> Decimal:
    """The most of a line that may be shipped, in base units."""
    return _bounds(order, line).most


def _bounds(order: Order, line: Line) -> Bounds:
    amount, base = in_base(line.quantity, unit(line.unit or ""), pieces_per_carton(line))
    own = line.cells.get("tolerance")
    return bounds(amount, base, line=own, order=whole_clause(order), credit=by_credit(order))


def covers(wanted: Sequence[Need], found: Iterable[Lot], stage: Stage = Stage.FINAL) -> Covers:
    """What lots of one stage cover of the goods; goods that were amended since are covered no more."""
    of_stage = [lot for lot in found if lot.last.stage is stage]
    own: dict[str, list[Lot]] = {}
    for lot in of_stage:
        if lot.last.goods is not None:
            own.setdefault(folded(lot.last.goods), []).append(lot)
    rows = [
        Cover(need, sum(lot.good for lot in mine), mine)
        for need in wanted
        for mine in [own.get(folded(need.goods), [])]
    ]
    whole = sum(lot.good for lot in of_stage if lot.last.goods is None)
    return Covers(rows, whole, of_stage)


def stage_passed(found: Iterable[Lot], stage: Stage) -> bool:
    """Whether something was accepted at a stage and nothing of it waits (materials, in-line)."""
    mine = [lot for lot in found if lot.last.stage is stage]
    return any(lot.good for lot in mine) and all(lot.settled for lot in mine)


def final_passed(order: Order, inspections: Sequence[Inspection]) -> bool | None:
    """
    Whether all goods of an order passed their final inspection, whatever is packed.

    False while refused goods wait; None while not all of it was inspected and decided.
    """
    found = [lot for lot in lots(inspections) if lot.last.stage is Stage.FINAL]
    if any(lot.waiting and not lot.draft for lot in found):
        return False
    if not found or any(lot.draft for lot in found):
        return None
    wanted = needs(order)
    return True if wanted and not covers(wanted, found).short else None
