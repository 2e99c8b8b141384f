"""What of an order must have been inspected, in the units of its lots (order-check.md L13)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from gendan.core.documents import Row
from gendan.core.forms import folded
from gendan.core.inspections import Inspection
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
from gendan.core.units import CARTONS, PIECES, unit
from gendan.text import Text, joined, same

NONE = Decimal(0)


class Need(NamedTuple):
    """
    Goods of an order: one item in one colour and size, on one line or several, in base units.

    `quantity`: what must have been inspected: what is packed, else the least that may be shipped; 0
    where nothing of it ships. `most`: more than that there cannot be.
    """

    goods: str
    lines: Sequence[Line]
    quantity: Decimal
    most: Decimal

    @property
    def counted(self) -> Text | None:
        """What the lines say in other units than lots are counted in, None where in the same."""
        told = [words for words in map(units_of, self.lines) if words is not None]
        return joined(told, "; ", "；") if told else None


def goods_of(line: Line) -> str:
    """The item of a line with colour and size, as an inspection remembers what it looked at."""
    axes = [line.cells[axis] for axis in ("color", "size") if line.cells.get(axis)]
    return f"{line.sku} ({', '.join(axes)})" if axes else line.sku


def needs(order: Order, packed: Comparison | None = None) -> list[Need]:
    """
    The goods of an order and how much of each must have been inspected, in the order of its lines.

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
        most = sum((most_of(order, line) for line in lines), NONE)
        found.append(Need(goods_of(lines[0]), lines, quantity, max(most, quantity)))
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


def units_in(order: Order, one: Inspection) -> list[Text]:
    """How many units in a lot the lines are that an inspection was of, where they are ordered in others."""
    found = []
    for line in order.lines:
        words = units_of(line)
        if words is not None and (one.line is None or one.line == line.line):
            found.append(Text(f"line {line.line}: {words.en}", f"第 {line.line} 行：{words.zh}"))
    return found


def units_of(line: Line) -> Text | None:
    """How many units a line is in a lot where it is ordered in others, such as cartons."""
    amount, base = in_base(line.quantity, unit(line.unit or ""), pieces_per_carton(line))
    ordered = f"{_plain(line.quantity)} {line.unit}"
    if base == CARTONS:
        return Text(f"{ordered}: the lot counts cartons", f"{ordered}：批量按箱计")
    if amount == line.quantity:
        return None
    named = "PCS" if base == PIECES else base
    return same(f"{ordered} = {_plain(amount)} {named}")


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():,f}"


def changed_goods(order: Order, one: Inspection) -> Text | None:
    """That the order no longer has the goods that were inspected, and what it has in their place."""
    known = {folded(goods_of(line)) for line in order.lines}
    if one.goods is None or folded(one.goods) in known:
        return None
    now = next((goods_of(line) for line in order.lines if line.line == one.line), None)
    if now is None:
        return Text(
            f"inspection {one.n} was of {one.goods}, which the order no longer has",
            f"检验 {one.n} 的货物为 {one.goods}，订单已无此货",
        )
    return Text(
        f"inspection {one.n} was of {one.goods}, now {now}",
        f"检验 {one.n} 的货物为 {one.goods}，现为 {now}",
    )
