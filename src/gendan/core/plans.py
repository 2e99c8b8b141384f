"""The plan of one order: planned, revised and actual days, knock-on, slack, forecast (contract §7)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from gendan.core.sop import Anchor, Node, Sop, in_order, reached
from gendan.core.workdays import Works, back, minus, onward, plus
from gendan.text import Text


class Party(StrEnum):
    """On whose side a delay arose."""

    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    FORWARDER = "forwarder"
    US = "us"
    OTHER = "other"


class Light(StrEnum):
    """How near a node is to delaying the shipment."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    DONE = "done"
    IDLE = "not applicable"


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
    def promised(self) -> date:
        """The day that holds now: the latest revised one, else the planned one."""
        return self.revised or self.planned

    @property
    def agreed(self) -> date:
        """The day against which it is late: that of the latest schedule."""
        return next((slip.day for slip in reversed(self.slips) if slip.agreed), self.planned)

    @property
    def revised(self) -> date | None:
        """The latest revised day."""
        return self.slips[-1].day if self.slips else None


class Forecast(NamedTuple):
    """
    Where a step will end as things stand.

    `day`: forecast or actual; `slack`: calendar days by which it can still move without moving
    the shipment beyond `ship_by` (for a step that cannot delay it: beyond its own planned day);
    `light` by order-check.md §3: RED < 0, AMBER ≤ max(3 d, 10 %) once it is behind its plan;
    `idle`: why the step does not apply to its order, None where it does.
    """

    step: Step
    day: date
    slack: int
    light: Light
    idle: Text | None = None


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
                if node.key in one.after and one.key in before
            )
            days[node.key] = back(min((wished, *ends)), works)
    for node in ordered:
        if node.key not in before:
            starts = (plus(days[key], node.days, works) for key in node.after if key in days)
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


def too_early(steps: Iterable[Step], order_date: date, today: date) -> list[Step]:
    """
    What can no longer be met: open steps that are planned before the order date or today.

    Steps that lie before the order by their nature (the quotation) are not among them.
    """
    begin = max(order_date, today)
    return [
        step
        for step in steps
        if step.done is None
        and step.promised < begin
        and not (step.node.anchor is Anchor.ORDER_DATE and step.node.offset < 0)
    ]


def forecast(
    steps: Sequence[Step],
    ships: str,
    ship_by: date,
    order_date: date,
    today: date,
    works: Works,
    etd: date | None = None,
) -> list[Forecast]:
    """
    Where every step will end as things stand, in the order of the steps.

    A step that is done counts on its day. An open one: on the day promised for it, not before
    today, and not before each predecessor's forecast + its own working days; the shipping one not
    before the departure (`etd`) of the vessel either.
    """
    nodes = [step.node for step in steps]
    ordered = in_order(nodes)
    by_key = {step.node.key: step for step in steps}
    days: dict[str, date] = {}
    for node in ordered:
        step = by_key[node.key]
        starts = (plus(days[key], node.days, works) for key in node.after if key in days)
        sails = (etd,) if etd is not None and node.key == ships else ()
        days[node.key] = step.done or max((step.promised, today, *starts, *sails))
    latest = _latest(ordered, ships, ship_by, works)
    near = max(3, (ship_by - order_date).days // 10)
    found = []
    for step in steps:
        day = days[step.node.key]
        slack = (latest.get(step.node.key, step.agreed) - day).days
        on_path = step.node.key in latest
        found.append(Forecast(step, day, slack, _light(step, day, slack, near if on_path else -1)))
    return found


def forecast_ship(found: Iterable[Forecast], ships: str) -> date:
    """The day on which the goods will leave as things stand."""
    return next(one.day for one in found if one.step.node.key == ships)


def moved(steps: Iterable[Step], fresh: Iterable[Step]) -> list[tuple[Step, date]]:
    """
    The open steps that a new schedule (an amended ship_by) moves, each with its new day.

    What was planned first stays: the new day is one more revised day.
    """
    days = {step.node.key: step.planned for step in fresh}
    return [
        (step, days[step.node.key])
        for step in steps
        if step.done is None and days.get(step.node.key, step.promised) != step.promised
    ]


def _latest(ordered: Sequence[Node], ships: str, ship_by: date, works: Works) -> dict[str, date]:
    """The latest day of everything that leads to the shipment, for it to leave on `ship_by`."""
    latest = {ships: ship_by}
    for node in reversed(ordered):
        if node.key in latest:
            end = minus(latest[node.key], node.days, works)
            for key in node.after:
                latest[key] = min(end, latest.get(key, end))
    return latest


def _light(step: Step, day: date, slack: int, near: int) -> Light:
    if step.done is not None:
        return Light.DONE
    if slack < 0:
        return Light.RED
    return Light.AMBER if slack <= near and day > step.agreed else Light.GREEN
