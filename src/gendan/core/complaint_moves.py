"""From state to state: which moves a complaint may make, and what each of them needs (order-check.md §6.1)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from gendan.core.actions import Action, Stand
from gendan.core.complaints import DECISION_WORDS, FIELD_WORDS, STATE_WORDS, Complaint, State
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
    State.ESCALATED: (State.INVESTIGATING, State.DECIDED, State.REJECTED),
    State.REOPENED: (State.CONTAINED, State.INVESTIGATING, State.ESCALATED),
}
"""
Every move that may be made.

A customer who refuses the decision is escalated, not closed (ISO 10002, 7.8); what they have
accepted or what is closed comes back by reopening alone.
"""

WHY = (State.CONFIRMED, State.REJECTED, State.ESCALATED, State.REOPENED)
"""Moves that say in words how, why or to whom."""


class Around(NamedTuple):
    """What belongs to a complaint: its corrective actions, the items (`K1`) of its lessons."""

    actions: Sequence[Action] = ()
    lessons: Sequence[str] = ()


def movable(
    complaint: Complaint, to: State, at: datetime, note: str | None, around: Around
) -> None:
    """
    Whether a complaint may move to a state.

    Raises:
        Refused: The move is none, comes before the last one, or lacks something; all that it
            lacks is named, each with the command that adds it.
    """
    here, there = STATE_WORDS[complaint.state], STATE_WORDS[to]
    if to not in MOVES[complaint.state]:
        allowed = joined([_named(state) for state in MOVES[complaint.state]], ", ", "、")
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
    if faults := list(lacking(complaint, to, note, around)):
        raise Refused(
            Text(
                f"complaint {complaint.n} cannot become {there.en} yet",
                f"投诉 {complaint.n} 尚不能变为“{there.zh}”",
            ),
            Text("add what is missing, then move it", "请补齐后再变更状态"),
            faults,
        )


def _named(state: State) -> Text:
    words = STATE_WORDS[state]
    return Text(str(state), words.zh if words.en == state else f"{words.zh} {state}")


NEEDS: Mapping[State, Sequence[str]] = {
    State.CONTAINED: ("containment",),
    State.DECIDED: ("decision", "occurrence", "escape"),
    State.REMEDIED: ("remedy_given",),
}
"""Fields of the 8D without which a state is none: D3 before D4, both causes before the decision."""


def lacking(complaint: Complaint, to: State, note: str | None, around: Around) -> Iterator[Text]:
    """What a move needs and the complaint has not, each with the command that adds it."""
    edit = f"gendan complaint edit {complaint.n}"
    if to is State.INVESTIGATING and complaint.type is None:
        yield _lacks(Text("the problem type", "问题类型"), f"{edit} --type TYPE")
    for field in NEEDS.get(to, ()):
        if field not in complaint.cells:
            yield _lacks(FIELD_WORDS[field], f"{edit} --{field.replace('_', '-')} …")
    decision = complaint.cells.get("decision")
    if to in (State.DECIDED, State.REMEDIED) and decision == "reject":
        yield Text(
            f"the decision is to reject: `gendan complaint move {complaint.n} rejected --note WHY`",
            f"处理决定为驳回：`gendan complaint move {complaint.n} rejected --note 理由`",
        )
    if to is State.REJECTED and decision not in (None, "reject"):
        words = DECISION_WORDS[decision]
        yield Text(
            f"the decision is {words.en}: `{edit} --decision reject` changes it",
            f"处理决定为{words.zh}：`{edit} --decision reject` 可修改",
        )
    if to in WHY and not note:
        said = Text("in words: how, why, to whom", "文字说明（如何、为何、向谁）")
        yield _lacks(said, f"gendan complaint move {complaint.n} {to} --note …")
    if to is State.CLOSED:
        yield from _unfinished(complaint, around)


def _unfinished(complaint: Complaint, around: Around) -> Iterator[Text]:
    """What keeps a complaint from being closed (8D: D6 verified, D7 learnt)."""
    for action in around.actions:
        if action.stand is not Stand.EFFECTIVE:
            yield action.wanting()
    if not around.lessons and "no_lesson" not in complaint.cells:
        add, why = f"gendan lesson add TEXT --from {complaint.n}", f"gendan complaint edit {complaint.n} --no-lesson WHY"  # fmt: skip
        yield Text(
            f"what is the lesson? `{add}`; if there is none: `{why}`",
            f"有何教训？`{add}`；确无教训：`{why}`",
        )


def _lacks(what: Text, command: str) -> Text:
    return Text(f"missing: {what.en}: `{command}`", f"缺少{what.zh}：`{command}`")
