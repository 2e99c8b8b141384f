"""What inspections ask for next: drafts, re-inspections, none yet, a tightened plan (contract §3, §8)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from gendan.core.care import Care
from gendan.core.inspection_lots import Lot, lots
from gendan.core.inspections import Decision, Inspection, Stage, about
from gendan.core.kinds import Kind
from gendan.core.orders import Order
from gendan.text import Text, joined

BEFORE_SHIPPING = timedelta(days=11)
"""How long before the shipment the final inspection is due where no plan says it (order-check.md §3.2)."""

FAILS, OF_LOTS, BACK = 2, 5, 5
"""Two of five lots in a row refused: tightened; five in a row accepted: normal (order-check.md §2.5)."""


def wanted(order: Order, inspections: Sequence[Inspection], *, lacking: bool) -> list[Care]:
    """
    What the inspections of an open order put on the morning list.

    Args:
        order: The order, its lines left out.
        inspections: All of its inspections.
        lacking: Whether a final inspection is asked for that no plan has a node for, and not all
            goods have passed one.
    """
    found = lots(inspections)
    rows = [_draft(one) for one in inspections if one.decision is None]
    rows += [_waits(lot) for lot in found if lot.waiting and not lot.draft]
    ship_by, final = order.ship_by, [lot for lot in found if lot.last.stage is Stage.FINAL]
    if lacking and ship_by is not None and all(lot.settled for lot in final):
        due = ship_by - BEFORE_SHIPPING
        why = Text(
            f"final inspection asked for, ship by {ship_by}: not all goods have passed one",
            f"要求尾期验货，交期 {ship_by}：尚未全部验货合格",
        )
        rows.append(Care(Kind.INSPECTION, order.number, due, why))
    return [row._replace(order_id=order.id) for row in rows]


def _draft(one: Inspection) -> Care:
    name = about(one)
    why = Text(
        f"{name.en}: not decided; `gendan inspect decide {one.order} {one.n}`",
        f"{name.zh}：未判定，请用 `gendan inspect decide {one.order} {one.n}`",
    )
    return Care(Kind.INSPECTION, f"{one.order}/{one.n}", one.on, why)


def _waits(lot: Lot) -> Care:
    name, one = about(lot.last), lot.last
    told = joined(
        [
            *lot.objections,
            Text(
                f"{lot.waiting:,} to be sorted and inspected again",
                f"{lot.waiting:,} 件须返工后复检",
            ),
        ],
        "; ",
        "；",
    )
    why = Text(f"{name.en}: {told.en}", f"{name.zh}：{told.zh}")
    return Care(Kind.INSPECTION, f"{one.order}/{one.n}", one.on, why)


def to_tighten(history: Mapping[str, Sequence[Inspection]]) -> list[str]:
    """
    The suppliers whose next lots should be inspected tightened.

    Two refused of five lots in a row, first rounds alone, switch to tightened; five accepted in a
    row switch back. It is said, never done by itself.

    Args:
        history: Decided inspections by supplier, oldest first.

    Source: ISO 2859-1:1999 §9.3 (order-check.md §2.5).
    """
    return [supplier for supplier, found in history.items() if _tightened(found)]


def _tightened(found: Sequence[Inspection]) -> bool:
    tightened = False
    recent: list[bool] = []
    for one in found:
        if one.round > 1 or one.decision is None:
            continue
        recent = [*recent, one.decision is Decision.ACCEPTED][-OF_LOTS:]
        if tightened and len(recent) == BACK and all(recent):
            tightened, recent = False, []
        elif not tightened and recent.count(False) >= FAILS:
            tightened, recent = True, []
    return tightened
