"""What looks odd about an inspection: too many faults, too many units, a looser plan."""

from collections.abc import Sequence
from decimal import Decimal
from math import ceil

from gendan.core.forms import folded
from gendan.core.inspection_lots import Lot
from gendan.core.inspection_needs import goods_of, most_of
from gendan.core.inspections import GRADE_WORDS, Grade, Inspection, Stage, limit_of
from gendan.core.orders import Order
from gendan.text import Text, listed


def oddities(order: Order, one: Inspection, found: Sequence[Lot]) -> list[Text]:
    """
    What looks like a slip though it can be true.

    Args:
        order: The order.
        one: The inspection.
        found: The lots of the same stage and goods, its own among them.
    """
    told = []
    for grade in Grade:
        seen, n, name = one.found(grade) or 0, limit_of(one.plan, grade).n, GRADE_WORDS[grade]
        if seen > n:
            told.append(
                Text(
                    f"{seen:,} units with {name.en} faults in a sample of {n:,}: count each unit once, "
                    "by its worst fault",
                    f"样本 {n:,} 件却有 {seen:,} 件{name.zh}缺陷：每件只按最严重缺陷计一次",
                )
            )
    most = _most(order, one)
    units = sum(lot.units for lot in found)
    if one.stage is Stage.FINAL and most is not None and units > most:
        named = listed([str(lot.last.n) for lot in found])
        told.append(
            Text(
                f"lots of {units:,} units for {most:,} ordered (inspections {named.en})",
                f"订购 {most:,} 件，批量合计 {units:,} 件（检验 {named.zh}）",
            )
        )
    return told


def _most(order: Order, one: Inspection) -> int | None:
    """The most units that can be of these goods; None where the order does not say."""
    lines = [
        line
        for line in order.lines
        if one.goods is None or folded(goods_of(line)) == folded(one.goods)
    ]
    return ceil(sum((most_of(order, line) for line in lines), Decimal(0))) if lines else None
