"""Which time targets of a complaint were met, and which are still due."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from gendan.core.care import Care
from gendan.core.complaint_needs import held
from gendan.core.complaints import Complaint, State
from gendan.core.kinds import Kind
from gendan.core.targets import TARGET_WORDS, Standing, Target, length, standing
from gendan.core.workdays import Works, back
from gendan.text import Text, same

FACTS: Mapping[Target, Sequence[State]] = {
    Target.ACKNOWLEDGE: (State.ACKNOWLEDGED,),
    Target.CONTAINMENT: (State.CONTAINED,),
    Target.CAUSE: (),
    Target.ANSWER: (State.DECIDED, State.REJECTED),
    Target.CLOSE: (State.CLOSED,),
}
"""The moves that meet a target; containment and causes also when they are in the book."""

SPARED = (Target.CONTAINMENT, Target.CAUSE)
"""What a rejected complaint needs no more."""

SHORT = timedelta(hours=48)
"""A limit up to this is on the morning list at once; its day may be too late."""


def met(complaint: Complaint) -> dict[Target, datetime]:
    """When each target was met since the clock began, those that were: by the fact alone."""
    known = {Target.CONTAINMENT: complaint.contained, Target.CAUSE: complaint.caused}
    found: dict[Target, datetime] = {}
    for target, states in FACTS.items():
        times = [move.at for move in complaint.lately if move.state in states]
        if (at := known.get(target)) is not None:
            times.append(at)
        if times:
            found[target] = min(times)
    return found


def clocks(complaint: Complaint, limits: Mapping[Target, str]) -> list[Standing]:
    """Every target of a complaint that has a limit (empty: none), since its clock began."""
    spared = SPARED if State.REJECTED in held(complaint) else ()
    return [
        one._replace(needed=one.target not in spared)
        for one in standing(limits, complaint.since, met(complaint))
    ]


def wanted_of(complaint: Complaint, targets: Sequence[Standing], works: Works) -> Iterator[Care]:
    """
    Every target of an open complaint that is still owed, due on the day of its deadline.

    Args:
        complaint: The complaint.
        targets: Its targets.
        works: On which days we work.
    """
    if not complaint.open:
        return
    n = complaint.n
    order = Text(f" ({complaint.order})", f"（{complaint.order}）") if complaint.order else same("")
    for one in targets:
        if not one.owed:
            continue
        do, until = TARGET_WORDS[one.target], f"{one.deadline:%m-%d %H:%M}"
        why = Text(
            f"complaint {n}: {do.en} by {until}{order.en}: {complaint.text}",
            f"投诉 {n}：{until} 前{do.zh}{order.zh}：{complaint.text}",
        )
        yield Care(
            Kind.COMPLAINT,
            f"{n} {one.target}",
            one.deadline.date(),
            why,
            complaint.customer_id,
            complaint.order_id,
            shows=_shows(one, complaint.since.date(), works),
        )


def _shows(one: Standing, since: date, works: Works) -> date:
    """From when on a target is shown: at once if it is short, else by its last working day."""
    if length(one.within) <= SHORT:
        return since
    return max(since, back(one.deadline.date(), works))
