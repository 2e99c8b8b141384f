"""From state to state: which moves a complaint may make, and what becomes of it (order-check.md §6.1)."""

from collections.abc import Mapping
from datetime import datetime

from gendan.core.complaint_needs import Around, lacking
from gendan.core.complaints import ANEW, STATE_WORDS, Complaint, Round, State
from gendan.errors import Refused
from gendan.text import Text, joined

MOVES: Mapping[State, tuple[State, ...]] = {
    State.RECEIVED: (State.ACKNOWLEDGED, State.ESCALATED),
    State.ACKNOWLEDGED: (State.CONTAINED, State.REJECTED, State.ESCALATED),
    State.CONTAINED: (State.INVESTIGATING, State.REJECTED, State.ESCALATED),
    State.INVESTIGATING: (State.DECIDED, State.REJECTED, State.ESCALATED),
    State.DECIDED: (State.REMEDIED, State.ESCALATED),
    State.REMEDIED: (State.CONFIRMED, State.ESCALATED),
    State.CONFIRMED: (State.CLOSED, State.REOPENED),
    State.CLOSED: (State.REOPENED,),
    State.REJECTED: (State.CONFIRMED, State.ESCALATED, State.REOPENED),
    State.ESCALATED: (State.ACKNOWLEDGED, State.INVESTIGATING, State.DECIDED, State.REJECTED),
    State.REOPENED: (State.ACKNOWLEDGED, State.ESCALATED),
}
"""
Every move that may be made.

A customer who refuses the decision is escalated, not closed (ISO 10002, 7.8); what they have
accepted or what is closed comes back by reopening alone.
"""


def movable(
    complaint: Complaint, to: State, at: datetime, words: str | None, around: Around
) -> None:
    """
    Whether a complaint may move to a state.

    Args:
        complaint: As it is.
        to: The new state.
        at: When.
        words: What is said with the move, to us or to the customer.
        around: What belongs to it.

    Raises:
        Refused: The move is none, comes before the last one, or lacks something; all that it
            lacks is named, each with the command that adds it.
    """
    here, there = STATE_WORDS[complaint.state], STATE_WORDS[to]
    if to not in MOVES[complaint.state]:
        allowed = joined([named(state) for state in MOVES[complaint.state]], ", ", "、")
        raise Refused(
            Text(
                f"complaint {complaint.n} is {here.en}; it cannot become {there.en} now",
                f"投诉 {complaint.n} {here.zh}，不能直接变为“{there.zh}”",
            ),
            Text(f"from here: {allowed.en}", f"现在可变为：{allowed.zh}"),
        )
    last = complaint.moves[-1].at if complaint.moves else complaint.at
    if at < last:
        raise Refused(
            Text(
                f"complaint {complaint.n} has been {here.en} since {last:%Y-%m-%d %H:%M} only",
                f"投诉 {complaint.n} 于 {last:%Y-%m-%d %H:%M} 才{here.zh}",
            ),
            Text("name a later time with --at", "请用 --at 写更晚的时间"),
        )
    if faults := list(lacking(complaint, to, words, around)):
        raise Refused(
            Text(
                f"complaint {complaint.n} cannot become {there.en} yet",
                f"投诉 {complaint.n} 尚不能变为“{there.zh}”",
            ),
            Text("add what is missing, then move it", "请补齐后再变更状态"),
            faults,
        )


def named(state: State) -> Text:
    """A state as it is typed, with its Chinese word."""
    return Text(str(state), f"{state} {STATE_WORDS[state].zh}")


def moved(complaint: Complaint, to: State, at: datetime) -> Complaint:
    """
    A complaint as it is once it has made a move that `movable` allowed.

    A rejection is its decision. When it comes again, what was said of it is kept as a round and
    has to be said anew.
    """
    after = complaint._replace(state=to)
    if to is State.REJECTED:
        return after._replace(cells={**complaint.cells, "decision": "reject"})
    if to is State.REOPENED:
        said = {field: complaint.cells[field] for field in ANEW if field in complaint.cells}
        gone = Round(said, at, complaint.contained, complaint.caused)
        return after._replace(
            cells={name: words for name, words in complaint.cells.items() if name not in ANEW},
            contained=None,
            caused=None,
            rounds=[*complaint.rounds, gone],
        )
    return after
