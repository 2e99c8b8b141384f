"""The plan of one order: planned, revised and actual days, and a new schedule (contract §7)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from gendan.core.sop import Anchor, Node, Sop, in_order, reached
from gendan.core.workdays import Works, back, minus, onward, plus


class Party(StrEnum):
    """On whose side a delay arose."""

    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    FORWARDER = "forwarder"
    US = "us"
    OTHER = "other"


class Slip(NamedTuple):
    """
    A revised day with its reason; every one is kept.

    `agreed`: it came with a new schedule for an amended ship_by, and is the plan from then on.
    """

    day: date
    why: str
    party: Party
    who: str
    at: datetime
    agreed: bool = False


class Waived(NamedTuple):
    """That a node was done though a gate was shut: which, why, by whom."""

    gate: str
    why: str
    who: str
    at: datetime


class Step(NamedTuple):
    """
    A node of one order.

    `planned` is the first promise and never changes; `slips` the revised days, oldest first;
    `done` the actual day; `told` when the customer was last told that it is done or, while it is
    open, how it stands; `told_slips` how many of its slips they were told; `waived`: the gates that
    were shut when it was done.
    """

    node: Node
    planned: date
    slips: Sequence[Slip] = ()
    done: date | None = None
    evidence: str | None = None
    told: datetime | None = None
    told_slips: int = 0
    waived: Sequence[Waived] = ()

    @property
    def slip(self) -> Slip | None:
        """
        The revised day that holds now, with its reason.

        That is the latest one; but a new schedule mends nothing, so what somebody said of a later
        day outlasts it.
        """
        if not self.slips:
            return None
        last = self.slips[-1]
        said = next((slip for slip in reversed(self.slips) if not slip.agreed), last)
        return said if said.day > last.day else last

    @property
    def said(self) -> Slip | None:
        """The same, where somebody said it: a new schedule is no reason."""
        return self.slip if self.slip is not None and not self.slip.agreed else None

    @property
    def revised(self) -> date | None:
        """The revised day that holds now."""
        return self.slip.day if self.slip is not None else None

    @property
    def promised(self) -> date:
        """The day that holds now: the revised one, else the planned one."""
        return self.revised or self.planned

    @property
    def agreed(self) -> date:
        """The day against which it is late: that of the latest schedule."""
        return next((slip.day for slip in reversed(self.slips) if slip.agreed), self.planned)


def schedule(sop: Sop, order_date: date, ship_by: date, works: Works) -> list[Step]:
    """
    The first plan of an order, in the order of the template.

    Offsets count calendar days from their anchor; a day off gives way to the nearest working day
    before it, after the shipment (and counting on from the order date) to the next one. Then no
    node lies before the end of a predecessor: what leads to the shipment moves earlier, the rest
    later. The shipping node stays on `ship_by`.
    """
    after = reached(sop.nodes, [sop.ships], forward=True) - {sop.ships}
    leads = [
        node.key
        for node in sop.nodes
        if node.anchor is Anchor.SHIP_BY and node.offset <= 0 and node.key not in after
    ]
    before = reached(sop.nodes, leads, forward=False)
    raw = {
        node.key: (order_date if node.anchor is Anchor.ORDER_DATE else ship_by)
        + timedelta(days=node.offset)
        for node in sop.nodes
    }
    ordered = in_order(sop.nodes)
    days = {sop.ships: ship_by}
    for node in reversed(ordered):
        if node.key in before and node.key != sop.ships:
            counts_on = node.anchor is Anchor.ORDER_DATE and node.offset >= 0
            wished = onward(raw[node.key], works) if counts_on else raw[node.key]
            ends = (
                minus(days[one.key], one.days, works)
                for one in ordered
                if node.key in one.waits and one.key in before
            )
            days[node.key] = back(min((wished, *ends)), works)
    for node in ordered:
        if node.key not in before:
            starts = (plus(days[key], node.days, works) for key in node.waits if key in days)
            days[node.key] = onward(max((raw[node.key], *starts)), works)
    return [Step(node, days[node.key]) for node in sop.nodes]


def lead(sop: Sop) -> int:
    """
    How many calendar days from order date to shipment the template was made for.

    `order_date + lead` is the ship_by of an order that names none.
    """
    ancestors = reached(sop.nodes, [sop.ships], forward=False)
    before = [-node.offset for node in sop.nodes if node.anchor is Anchor.SHIP_BY]
    on = [n.offset for n in sop.nodes if n.anchor is Anchor.ORDER_DATE and n.key in ancestors]
    return max([0, *before]) + max([0, *on])


def moved(steps: Iterable[Step], fresh: Iterable[Step]) -> list[tuple[Step, date]]:
    """
    The open steps that a new schedule (an amended ship_by) moves, each with its new day.

    What was planned first stays, and what somebody said since holds where it is later
    (Step.slip); a step that the schedule leaves where it was is not moved by it.
    """
    days = {step.node.key: step.planned for step in fresh}
    return [
        (step, days[step.node.key])
        for step in steps
        if step.done is None and days.get(step.node.key, step.agreed) != step.agreed
    ]


def outlasting(step: Step, day: date) -> Slip | None:
    """What somebody said of a step that a new schedule for this day does not mend."""
    return step.said if step.said is not None and step.said.day > day else None
