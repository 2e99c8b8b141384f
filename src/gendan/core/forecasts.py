"""Where every step of a plan will end as things stand: knock-on, slack, day of shipment (contract §7)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from gendan.core.plans import Step
from gendan.core.shipments import Voyage
from gendan.core.sop import ARRIVAL, Node, in_order
from gendan.core.workdays import Works, minus, onward, plus
from gendan.text import Text

UNKNOWN = Voyage()


class Light(StrEnum):
    """How near a node is to delaying the shipment."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    DONE = "done"
    IDLE = "not applicable"


class Forecast(NamedTuple):
    """
    Where a step will end as things stand.

    `day`: forecast or actual; `slack`: calendar days by which it can still move without moving
    the shipment beyond `ship_by` (for a step that cannot delay it: beyond its own day); `light` by
    order-check.md §3: RED < 0, AMBER ≤ max(3 d, 10 %) once it is behind its plan; `idle`: why the
    step does not apply to its order, None where it does; `limit`: the latest day on which it does
    not delay the shipment, None where it cannot (what waits for it is done); `ended`: the day on
    which it was done, or all vessels of the shipping step had sailed.
    """

    step: Step
    day: date
    slack: int
    light: Light
    idle: Text | None = None
    limit: date | None = None
    ended: date | None = None

    @property
    def unmet(self) -> bool:
        """Whether it is open and cannot be met on the day that was promised for it."""
        return self.ended is None and self.idle is None and self.day > self.step.promised


def forecast(
    steps: Sequence[Step],
    ships: str,
    ship_by: date,
    order_date: date,
    today: date,
    works: Works,
    voyage: Voyage = UNKNOWN,
) -> list[Forecast]:
    """
    Where every step will end as things stand, in the order of the steps.

    A step that is done counts on its day. An open one: on the day promised for it, once that has
    passed on the next working day from today on, and not before all it waits for has ended + its
    own working days. Vessels move on any day: the shipping step has the day on which all have
    sailed, and is not before the departure; the goods arrive on the ETA, and what follows the
    arrival keeps its distance from it.
    """
    by_key = {step.node.key: step for step in steps}
    ended = {key: step.done for key, step in by_key.items()}
    ended[ships] = ended[ships] or voyage.sailed
    aims = _aims(by_key, voyage, works)
    ordered = in_order([step.node for step in steps])
    days: dict[str, date] = {}
    for node in ordered:
        key, arrives = node.key, _arrives(node)
        takes = 0 if arrives and voyage.eta is not None else node.days
        starts = (plus(days[one], takes, works) for one in node.waits if one in days)
        sails = (voyage.etd,) if voyage.etd is not None and key == ships else ()
        aim = aims[key]
        if aim < today:
            aim = today if key == ships or arrives else onward(today, works)
        days[key] = ended[key] or max((aim, *starts, *sails))
    limits = _limits(ordered, ended, ships, ship_by, works)
    near = max(3, (ship_by - order_date).days // 10)
    found = []
    for key, step in by_key.items():
        limit = limits.get(key)
        own = step.agreed if step.said or step.done else aims[key]
        slack = ((limit or own) - days[key]).days
        light = _light(step, days[key], slack, near if limit is not None else -1)
        found.append(Forecast(step, days[key], slack, light, None, limit, ended[key]))
    return found


def forecast_ship(found: Iterable[Forecast], ships: str) -> date:
    """The day on which the goods will leave as things stand."""
    return next(one.day for one in found if one.step.node.key == ships)


def _arrives(node: Node) -> bool:
    return node.key.casefold() == ARRIVAL


def _aims(by_key: Mapping[str, Step], voyage: Voyage, works: Works) -> dict[str, date]:
    """The day of each step by itself: as promised, or as the goods arrive where nobody said else."""
    aims = {key: step.promised for key, step in by_key.items()}
    arrival = next((step for step in by_key.values() if _arrives(step.node)), None)
    if arrival is None:
        return aims
    said = (arrival.promised,) if arrival.said is not None else ()
    comes = arrival.done or (max((voyage.eta, *said)) if voyage.eta is not None else None)
    if comes is None:
        return aims
    aims[arrival.node.key] = comes
    for key, step in by_key.items():
        node = step.node
        if arrival.node.key in node.waits and node.anchor is arrival.node.anchor and not step.said:
            aims[key] = onward(comes + timedelta(node.offset - arrival.node.offset), works)
    return aims


def _limits(
    ordered: Sequence[Node],
    ended: Mapping[str, date | None],
    ships: str,
    ship_by: date,
    works: Works,
) -> dict[str, date]:
    """The latest day of all that the shipment still waits for, for it to leave on `ship_by`."""
    latest = {ships: ship_by}
    for node in reversed(ordered):
        if node.key in latest and ended[node.key] is None:
            end = minus(latest[node.key], node.days, works)
            for key in node.waits:
                latest[key] = min(end, latest.get(key, end))
    return latest


def _light(step: Step, day: date, slack: int, near: int) -> Light:
    if step.done is not None:
        return Light.DONE
    if slack < 0:
        return Light.RED
    return Light.AMBER if slack <= near and day > step.agreed else Light.GREEN
