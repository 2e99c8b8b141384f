"""An inspection as it is entered or corrected: its lot, its plan, its counts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gendan.core.amendments import line_of
from gendan.core.forms import folded
from gendan.core.inspection_lots import Lot, decided
from gendan.core.inspection_needs import goods_of
from gendan.core.inspections import (
    Decision,
    Defect,
    Grade,
    Inspection,
    Stage,
    missing,
)
from gendan.core.orders import Line, Order
from gendan.core.sampling import SamplingPlan, aql_named, level_named, plan
from gendan.errors import Refused
from gendan.text import Text

CLEARABLE = ("accept", "inspector", "note", "supplier")
"""What a correction can empty; `accept`: the plan decides, not a part."""


class Terms(NamedTuple):
    """By which plan a lot is inspected, as it was typed; None: as it stands."""

    level: str | None = None
    aql_major: str | None = None
    aql_minor: str | None = None
    tightened: bool | None = None


class Found(NamedTuple):
    """What was found, as it was typed; None: as it stands. `take`: units taken in part, and `why`."""

    counts: Mapping[Grade, int | None]
    defects: Sequence[Defect] | None = None
    take: int | None = None
    why: str | None = None


def planned(lot: int, terms: Terms, before: SamplingPlan | None = None) -> SamplingPlan:
    """
    The plan for a lot by the terms that were typed, the others as they stood, else the usual ones.

    Raises:
        Refused: There is no such level or AQL, or no tightened plan for them.
    """
    usual = before or plan(lot)
    tightened = usual.tightened if terms.tightened is None else terms.tightened
    major, minor = (
        stood if typed is None else aql_named(typed)
        for typed, stood in (
            (terms.aql_major, usual.aql_major),
            (terms.aql_minor, usual.aql_minor),
        )
    )
    level = usual.level if terms.level is None else level_named(terms.level)
    return plan(lot, level, major, minor, tightened=tightened)


def begun(
    order: Order, n: int, stage: Stage, line: str | None, sampling: SamplingPlan, on: date
) -> Inspection:
    """
    A new inspection of an order, before anything is said of what was found.

    Raises:
        Unknown: The order has no such line.
    """
    of = line_of(order, line) if line is not None else None
    return Inspection(
        order=order.number,
        customer=order.customer,
        n=n,
        stage=stage,
        line=None if of is None else of.line,
        goods=None if of is None else goods_of(of),
        first=n,
        round=1,
        on=on,
        lot=sampling.lot,
        plan=sampling,
        supplier=_supplier(order.lines if of is None else [of]),
    )


def _supplier(lines: Sequence[Line]) -> str | None:
    """The supplier of some lines, None where they have none or several."""
    names = {line.cells.get("supplier") for line in lines}
    return names.pop() if len(names) == 1 else None


def same_goods(order: Order, found: Sequence[Lot], one: Inspection) -> list[Lot]:
    """The lots of the same stage and goods as an inspection, also as its line was before an amendment."""
    known = {folded(goods_of(line)) for line in order.lines}

    def same(other: Inspection) -> bool:
        """Whether it was of the same goods."""
        goods = folded(other.goods or "")
        if goods == folded(one.goods or ""):
            return True
        return (
            None not in (one.goods, other.goods) and other.line == one.line and goods not in known
        )

    return [lot for lot in found if lot.last.stage is one.stage and same(lot.last)]


def following(one: Inspection, lot: Lot | None, terms: Terms) -> Inspection:
    """
    The inspection as the next round of a lot, or as the first of its own.

    A next round is by the plan that refused the lot, but for what was typed.
    """
    if lot is None:
        return one
    sampling = planned(one.lot, terms, lot.plan)
    return one._replace(first=lot.last.first, round=lot.last.round + 1, plan=sampling)


def counted(one: Inspection, found: Found) -> Inspection:
    """
    The inspection with what was found.

    A count that was not typed is the sum of the faults of its class that were listed; where none
    was either, it stays as it stood: not known is not none.
    """
    sums: dict[Grade, int] = {}
    for defect in found.defects or ():
        sums[defect.grade] = sums.get(defect.grade, 0) + defect.quantity
    counts = {}
    for grade in Grade:
        typed = found.counts.get(grade)
        counts[grade] = sums.get(grade, one.found(grade)) if typed is None else typed
    return one._replace(
        critical=counts[Grade.CRITICAL],
        major=counts[Grade.MAJOR],
        minor=counts[Grade.MINOR],
        defects=one.defects if found.defects is None else tuple(found.defects),
    )


def concluded(one: Inspection, found: Found, *, draft: bool) -> Inspection:
    """
    The inspection decided, unless it is to stay a draft or a count is missing.

    Raises:
        Refused: A part is taken of a draft, or it is none.
    """
    if found.take is not None and (draft or missing(one)):
        raise Refused(
            Text("a draft takes no part of a lot", "未判定的检验不能部分接收"),
            Text("give all counts: --critical --major --minor", "请填全部缺陷数：--critical --major --minor"),
        )  # fmt: skip
    if draft or missing(one):
        return one._replace(decision=None, accepted=None, refused=None, why=None)
    return decided(one, found.take, found.why)


def described(one: Inspection, words: Mapping[str, str]) -> Inspection:
    """The inspection with the inspector, supplier and note that were typed."""
    return one._replace(
        inspector=words.get("inspector", one.inspector),
        supplier=words.get("supplier", one.supplier),
        note=words.get("note", one.note),
    )


def standing(one: Inspection) -> Inspection:
    """
    The inspection, if it may be taken out or judged by another plan.

    Raises:
        Refused: It refused goods: these pass by a next round or a waiver, by nothing else.
    """
    if not one.refused:
        return one
    again = f"`gendan inspect add {one.order} --stage {one.stage} --again {one.n} …`"
    raise Refused(
        Text(
            f"inspection {one.n} of order {one.order} refused goods: it stays, and so does its plan",
            f"订单 {one.order} 的检验 {one.n} 已拒收货物：不可删除，也不可更换方案",
        ),
        Text(
            f"after sorting, {again}; a slip of the pen: `gendan undo`",
            f"挑选后复检：{again}；如为误录，请用 `gendan undo`",
        ),
    )


def corrected(
    one: Inspection,
    terms: Terms,
    found: Found,
    *,
    lot: int | None,
    on: date | None,
    cleared: Sequence[str],
) -> Inspection:
    """
    The inspection with what was typed in the place of what stood; decided anew if it was decided.

    Args:
        one: As it stands.
        terms: Of its plan; what is not named stays.
        found: What was found; what is not named stays.
        lot: Units in the lot, None as it stands.
        on: Its day, None as it stands.
        cleared: Fields of CLEARABLE to empty.

    Raises:
        Refused: There is no such plan, the part that is taken is none, or the plan refused the lot.
    """
    size = one.lot if lot is None else lot
    same = size == one.lot and not any(term is not None for term in terms)
    if not same:
        standing(one)
    fresh = counted(one, found)._replace(
        lot=size,
        plan=one.plan if same else planned(size, terms, one.plan),
        on=on or one.on,
        inspector=None if "inspector" in cleared else one.inspector,
        supplier=None if "supplier" in cleared else one.supplier,
        note=None if "note" in cleared else one.note,
    )
    if one.decision is Decision.PARTIAL and found.take is None and "accept" not in cleared:
        found = found._replace(take=one.accepted, why=one.why)
    elif found.take is not None and found.why is None:
        found = found._replace(why=one.why)
    return concluded(fresh, found, draft=one.decision is None)
