"""The facts of an order as a message tells them, in the customer's language and its ways."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from gendan import places
from gendan.core import draft_goods as goods
from gendan.core.delays import Delay, blame
from gendan.core.drafts import Speech
from gendan.core.forecasts import Forecast, forecast_ship
from gendan.core.forms import folded
from gendan.core.milestones import Plan, ship_by_of, step_of
from gendan.core.orders import Order
from gendan.core.papers import papers_asked
from gendan.core.plans import Party, Step
from gendan.core.shipments import Cutoff, Shipment


class Known(NamedTuple):
    """
    All that a message can be made of.

    `contact` and `sender` as they are called; `found` where every step will end; `late`: the step
    with a delay that the customer was not told, `delay`: that of the shipment, `moves`: whether it
    hangs on that step; `why` and `action` as somebody typed them for this message.
    """

    order: Order
    customer: str
    contact: str
    sender: str
    today: date
    plan: Plan
    found: Sequence[Forecast]
    step: Step
    late: Step | None = None
    delay: Delay | None = None
    moves: bool = True
    shipment: Shipment | None = None
    why: str | None = None
    action: str | None = None


def untold(step: Step, plan: Plan, delay: Delay | None) -> Step | None:
    """
    The step with the delay that a message about this one has to tell, None where there is none.

    That is the step itself where it slipped and the customer was not told, or where the whole
    shipment hangs on it, though it be done by now; for the shipping node it is the step on which
    it hangs.
    """
    if step.done is None and step.told_slips < len(step.slips):
        return step
    if delay is None or delay.told:
        return None
    hangs = delay.cause.key if delay.cause is not None else plan.ships
    return step_of(plan, hangs) if step.node.key in (hangs, plan.ships) else None


def moves(late: Step | None, plan: Plan, delay: Delay | None) -> bool:
    """Whether a late shipment hangs on this step: nobody is blamed for the delay of another."""
    if late is None or delay is None or delay.cause is None:
        return True
    return late.node.key in (delay.cause.key, plan.ships)


def reason_of(late: Step, plan: Plan, order: Order) -> tuple[str | None, Party]:
    """Why a step is late, all that was said since the customer was told, and on whose side."""
    why, party = blame(late, plan, ship_by_of(order, plan), known=late.told_slips)
    return why, party or Party.OTHER


def facts(known: Known, speech: Speech) -> dict[str, str | None]:
    """Every fact that a message can name (drafts.PLACEHOLDERS); None where the book lacks it."""
    return {
        "contact": known.contact,
        "customer": known.customer,
        "sender": known.sender,
        **_of_order(known.order, speech),
        **_of_plan(known, speech),
        **_of_delay(known, speech),
        **_of_shipment(known, speech),
    }


def step_name(step: Step, speech: Speech) -> str:
    """The name of a step in the language, where it has one there, else in English."""
    if speech.language == "zh":
        return step.node.name.zh
    return speech.steps.get(step.node.key.casefold(), step.node.name.en)


def _of_order(order: Order, speech: Speech) -> dict[str, str | None]:
    cells = order.cells
    papers = [speech.papers.get(code, code) for code in papers_asked(order, ())]
    return {
        "order": order.number,
        "order_date": _day(order.order_date, speech),
        "items": goods.items(order.lines, speech),
        "quantity": goods.total(order.lines, speech),
        **goods.money(order, speech),
        "payment": cells.get("payment"),
        "incoterm": _incoterm(cells.get("incoterm"), cells.get("place")),
        "documents": speech.comma.join(papers) or None,
        "pol": cells.get("pol"),
        "pod": cells.get("pod"),
    }


def _incoterm(term: str | None, place: str | None) -> str | None:
    if term is None or place is None or folded(place) in folded(term):
        return term
    return f"{term} {place}"


def _of_plan(known: Known, speech: Speech) -> dict[str, str | None]:
    step, days = known.step, {one.step.node.key: one.day for one in known.found}
    leaves, ship_by = (
        forecast_ship(known.found, known.plan.ships),
        ship_by_of(known.order, known.plan),
    )
    late = (leaves - ship_by).days
    ahead = [
        one
        for one in known.found
        if one.step.done is None
        and one.idle is None
        and one.step.node.tell
        and one.step.node.key != step.node.key
    ]
    coming = min(ahead, key=lambda one: one.day, default=None)
    words = speech.days[0 if late == 1 else 1].format(count=late)
    return {
        "ship_by": _day(ship_by, speech),
        "ship_day": _day(leaves, speech),
        "ship_kept": _day(leaves, speech) if late <= 0 else None,
        "days_late": words if late > 0 and known.moves else None,
        "step": step_name(step, speech),
        "day": _day(step.done or known.today, speech),
        "planned": _day(_known_day(step, known.order), speech),
        "revised": _day(days[step.node.key], speech),
        "evidence": step.evidence,
        "next_step": step_name(coming.step, speech) if coming else None,
        "next_day": _day(coming.day, speech) if coming else None,
    }


def _known_day(step: Step, order: Order) -> date | None:
    """
    The day of a step that the customer was told last, else the planned one.

    None where that lies before the order, of which the customer cannot have known.
    """
    if step.told_slips:
        return step._replace(slips=step.slips[: step.told_slips]).promised
    return step.planned if step.planned >= order.order_date else None


def _of_delay(known: Known, speech: Speech) -> dict[str, str | None]:
    late = known.late
    if late is None:
        return {"reason": known.why, "action": known.action}
    why, party = reason_of(late, known.plan, known.order)
    return {"reason": known.why or why, "action": known.action or speech.actions[party]}


def _of_shipment(known: Known, speech: Speech) -> dict[str, str | None]:
    order = known.order
    own = known.shipment or Shipment(order.number, order.customer, 0)
    left = next(one.step.done for one in known.found if one.step.node.key == known.plan.ships)
    sailed = own.day("sailed") or left
    seals = own.several("seal")
    boxes = [
        f"{box} / {seals[n]}" if n < len(seals) else box
        for n, box in enumerate(own.several("container"))
    ]
    return {
        "forwarder": own.cells.get("forwarder") or order.forwarder,
        "booking": own.cells.get("booking"),
        "vessel": own.ship,
        "etd": _day(own.day("etd"), speech) if sailed is None else None,
        "sailed": _day(sailed, speech),
        "eta": _day(own.day("eta"), speech),
        "bl": own.cells.get("bl"),
        "containers": ", ".join(boxes) or None,
        "si_cutoff": _moment(own.cells.get(Cutoff.SI.field), speech),
    }


def _moment(words: str | None, speech: Speech) -> str | None:
    """A cut-off: a day, with its time where that is known."""
    if words is None:
        return None
    day = places.day_in(date.fromisoformat(words[:10]), speech.language)
    clock = datetime.fromisoformat(words).strftime(" %H:%M") if "T" in words else ""
    return day + clock


def _day(day: date | None, speech: Speech) -> str | None:
    return places.day_in(day, speech.language) if day is not None else None
