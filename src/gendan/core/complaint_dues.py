"""Which time targets of a complaint were met, and which are still due."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from gendan.core.care import Care
from gendan.core.complaints import Complaint, State
from gendan.core.kinds import Kind
from gendan.core.targets import TARGET_WORDS, Standing, Target, standing
from gendan.text import Text

RANKS: Mapping[State, int] = {
    State.ACKNOWLEDGED: 1,
    State.CONTAINED: 2,
    State.INVESTIGATING: 3,
    State.DECIDED: 4,
    State.REJECTED: 4,
    State.REMEDIED: 5,
    State.CONFIRMED: 6,
    State.CLOSED: 7,
}
MEETS: Mapping[Target, int] = {
    Target.ACKNOWLEDGE: 1,
    Target.CONTAINMENT: 2,
    Target.CAUSE: 4,
    Target.ANSWER: 4,
    Target.CLOSE: 7,
}
"""From which rank on a target is met; causes may be known before the decision."""


def met(complaint: Complaint) -> dict[Target, datetime]:
    """When each target was met since the clock began, those that were."""
    found: dict[Target, datetime] = {}
    for target, rank in MEETS.items():
        times = [
            move.at
            for move in complaint.moves
            if move.at >= complaint.since and RANKS.get(move.state, 0) >= rank
        ]
        if target is Target.CAUSE and complaint.caused and complaint.caused >= complaint.since:
            times.append(complaint.caused)
        if times:
            found[target] = min(times)
    return found


def clocks(complaint: Complaint, limits: Mapping[Target, str]) -> list[Standing]:
    """Every target of a complaint that has a limit (empty: none), since its clock began."""
    return standing(limits, complaint.since, met(complaint))


def wanted_of(complaint: Complaint, targets: Sequence[Standing]) -> list[Care]:
    """Every target of an open complaint that is not met, on the day of its deadline."""
    if not complaint.open:
        return []
    about = Text(
        f"complaint {complaint.n}: {complaint.text}", f"投诉 {complaint.n}：{complaint.text}"
    )
    rows = []
    for one in targets:
        if one.met is None:
            do, until = TARGET_WORDS[one.target], f"{one.deadline:%Y-%m-%d %H:%M}"
            why = Text(f"{do.en} by {until}: {about.en}", f"{until} 前{do.zh}：{about.zh}")
            name = f"{complaint.n} {one.target}"
            rows.append(
                Care(Kind.COMPLAINT, name, one.deadline.date(), why, complaint.customer_id, complaint.order_id)
            )  # fmt: skip
    return rows
