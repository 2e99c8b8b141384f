"""Whether the goods of an order lie in lots that were inspected and accepted (order-check.md L13)."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import NamedTuple

from gendan.core.forms import folded
from gendan.core.inspection_lots import Lot, lots
from gendan.core.inspection_needs import Need, needs
from gendan.core.inspections import Inspection, Stage
from gendan.core.orders import Order


class Cover(NamedTuple):
    """
    How much of a need lies in accepted lots of its own, in whole base units.

    `former`: lots of what its lines were before an amendment; they cover nothing, but their goods
    may be the same.
    """

    need: Need
    good: int
    lots: Sequence[Lot]
    former: Sequence[Lot] = ()

    @property
    def lacking(self) -> int:
        """What is not covered."""
        return max(0, ceil(self.need.quantity) - self.good)

    @property
    def all_lots(self) -> list[Lot]:
        """The lots of these lines, whatever they were called."""
        return [*self.lots, *self.former]

    @property
    def units(self) -> int:
        """Units in all of them."""
        return sum(lot.units for lot in self.all_lots)

    @property
    def waits(self) -> bool:
        """Whether something of them waits: refused goods, a draft."""
        return any(not lot.settled for lot in self.all_lots)


class Crowd(NamedTuple):
    """Lots of more units than there can be, so that some goods are in two of them."""

    units: int
    most: int
    lots: Sequence[Lot]


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
        """
        The goods that are not covered.

        Lots of the whole order make up for what was in no lot of its own, never for goods of which
        a lot of their own waits.
        """
        short = [cover for cover in self.lines if cover.lacking]
        if sum(cover.lacking for cover in short if not cover.waits) > self.whole:
            return short
        return [cover for cover in short if cover.waits]

    @property
    def unsettled(self) -> list[Lot]:
        """Lots of which something waits: refused goods, a draft."""
        return [lot for lot in self.lots if not lot.settled]

    @property
    def of_order(self) -> list[Lot]:
        """Lots of the whole order."""
        return [lot for lot in self.lots if lot.last.goods is None]

    def crowd(self, lot: Lot) -> Crowd | None:
        """Where a lot that waits may hold goods that were accepted in another, those lots."""
        mine = next((cover for cover in self.lines if lot in cover.all_lots), None)
        if mine is None and lot.last.goods is not None:
            return None
        if mine is not None and not mine.need.quantity:
            return None
        if mine is not None and mine.units > mine.need.most:
            return Crowd(mine.units, ceil(mine.need.most), mine.all_lots)
        most = sum(ceil(cover.need.most) for cover in self.lines)
        own = sum(min(cover.units, ceil(cover.need.most)) for cover in self.lines)
        units = own + sum(lot.units for lot in self.of_order)
        return Crowd(units, most, self.lots) if self.of_order and units > most else None


def covers(wanted: Sequence[Need], found: Iterable[Lot], stage: Stage = Stage.FINAL) -> Covers:
    """What lots of one stage cover of the goods; goods that were amended since are covered no more."""
    of_stage = [lot for lot in found if lot.last.stage is stage]
    names = {folded(need.goods) for need in wanted}
    own: dict[str, list[Lot]] = {}
    by_line: dict[str | None, list[Lot]] = {}
    for lot in of_stage:
        if lot.last.goods is not None:
            goods = folded(lot.last.goods)
            own.setdefault(goods, []).append(lot)
            if goods not in names:
                by_line.setdefault(lot.last.line, []).append(lot)
    rows = []
    for need in wanted:
        mine = own.get(folded(need.goods), [])
        former = [lot for line in need.lines for lot in by_line.get(line.line, [])]
        rows.append(Cover(need, sum(lot.good for lot in mine), mine, former))
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
