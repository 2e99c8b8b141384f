"""What a complaint must have for each of its states, and what it may not lose again (order-check.md §6.1)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gendan.core.actions import Action, Stand
from gendan.core.complaints import FIELD_WORDS, STATE_WORDS, Complaint, State
from gendan.core.lessons import Lesson
from gendan.errors import Refused
from gendan.text import Text

RANKS: Mapping[State, int] = {
    State.RECEIVED: 0,
    State.REOPENED: 0,
    State.ACKNOWLEDGED: 1,
    State.CONTAINED: 2,
    State.INVESTIGATING: 3,
    State.DECIDED: 4,
    State.REJECTED: 4,
    State.ESCALATED: 4,
    State.REMEDIED: 5,
    State.CONFIRMED: 6,
    State.CLOSED: 7,
}
"""How far each state is; who escalates does not accept the decision, so it is open again."""

NEEDS: Mapping[State, Sequence[str]] = {
    State.CONTAINED: ("containment",),
    State.INVESTIGATING: ("type",),
    State.DECIDED: ("type", "containment", "decision", "occurrence", "escape"),
    State.REJECTED: ("type",),
    State.REMEDIED: ("remedy_given",),
}
"""
Fields without which a state is none: D3 before D4, both causes before the decision.

The decision asks for the earlier ones too, for who was escalated at receipt came past them.
"""

WORDED = (State.CONFIRMED, State.REJECTED, State.ESCALATED, State.REOPENED)
"""Moves that say in words how, why or to whom."""

UNHEARD = (State.ACKNOWLEDGED, State.ESCALATED, State.REOPENED)
"""Moves that need no acknowledgement before."""

TYPE = Text("the problem type", "问题类型")


class Around(NamedTuple):
    """What belongs to a complaint: its corrective actions and its lessons."""

    actions: Sequence[Action] = ()
    lessons: Sequence[Lesson] = ()


def held(complaint: Complaint) -> list[State]:
    """
    The states that a complaint came through in this round and that still hold.

    Whoever goes back to a state, or has it escalated, takes back what came after.
    """
    found: list[State] = []
    for move in complaint.lately:
        found = [state for state in found if RANKS[state] < RANKS[move.state]]
        found.append(move.state)
    return found


def lacking(complaint: Complaint, to: State, words: str | None, around: Around) -> Iterator[Text]:
    """What a move needs and the complaint has not, each with the command that adds it."""
    n, rejected = complaint.n, State.REJECTED in held(complaint)
    heard = any(move.state is State.ACKNOWLEDGED for move in complaint.lately)
    if not heard and to not in UNHEARD:
        receipt = Text("the acknowledgement", "确认收到")
        yield _lacks(receipt, f"gendan complaint move {n} acknowledged")
    for need in _needs(to, rejected=rejected):
        if not _said(complaint, need):
            yield _lacks(TYPE if need == "type" else FIELD_WORDS[need], _command(complaint, need))
    refused = complaint.cells.get("decision") == "reject" and not rejected
    if refused and to in (State.DECIDED, State.REMEDIED, State.CLOSED):
        yield Text(
            f"the decision is to reject: `gendan complaint move {n} rejected --note WHY`",
            f"处理决定为驳回：`gendan complaint move {n} rejected --note 理由`",
        )
    if to in WORDED and not words:
        said = Text("in words: how, why, to whom", "文字说明（如何、为何、向谁）")
        yield _lacks(said, f"gendan complaint move {n} {to} --note …")
    if to is State.CLOSED:
        yield from _unfinished(complaint, around, rejected=rejected)


def unmade(before: Complaint, after: Complaint) -> None:
    """
    Whether an edit leaves a complaint what its states need.

    Raises:
        Refused: It takes away what a state that holds stands on; all of it is named.
    """
    faults = []
    for state in held(before):
        there = STATE_WORDS[state]
        for need in NEEDS.get(state, ()):
            if _said(before, need) and not _said(after, need):
                what = TYPE if need == "type" else FIELD_WORDS[need]
                faults.append(
                    Text(f"{there.en} stands on it: {what.en}", f"“{there.zh}”须有：{what.zh}")
                )
    old, new = before.cells.get("decision"), after.cells.get("decision")
    if old != new and "reject" in (old, new) and {State.DECIDED, State.REJECTED} & {*held(before)}:
        faults.append(
            Text("a rejection is a move of its own, and so is what comes after it",
                 "驳回及驳回之后的处理均须变更状态")
        )  # fmt: skip
    if faults:
        raise Refused(
            Text(f"complaint {before.n} has come too far for this change",
                 f"投诉 {before.n} 的进度已不允许此修改"),
            Text(
                f"give another text instead, or `gendan complaint move {before.n} escalated --note WHY`",
                f"请改写内容，或先 `gendan complaint move {before.n} escalated --note 理由`",
            ),
            list(dict.fromkeys(faults)),
        )  # fmt: skip


def _needs(to: State, *, rejected: bool) -> Sequence[str]:
    """The fields that a state needs; to be closed, those of all states on the way."""
    if to is not State.CLOSED:
        return NEEDS.get(to, ())
    if rejected:
        return NEEDS[State.REJECTED]
    return (*NEEDS[State.DECIDED], *NEEDS[State.REMEDIED])


def _said(complaint: Complaint, need: str) -> bool:
    return complaint.type is not None if need == "type" else need in complaint.cells


def _command(complaint: Complaint, need: str) -> str:
    """The command that adds a field; what was said in an earlier round can be confirmed."""
    edit, option = f"gendan complaint edit {complaint.n}", need.replace("_", "-")
    if need == "type":
        return f"{edit} --type TYPE"
    if complaint.rounds and need in complaint.rounds[-1].cells:
        return f"{edit} --{option} …` / `{edit} --confirm {option}"
    return f"{edit} --{option} …"


def _unfinished(complaint: Complaint, around: Around, *, rejected: bool) -> Iterator[Text]:
    """What keeps a complaint from being closed (8D: D6 verified, D7 learnt)."""
    n = complaint.n
    for action in around.actions:
        if action.stand not in (Stand.EFFECTIVE, Stand.CANCELLED):
            yield action.wanting()
    anew = [one for one in around.actions if one.round >= complaint.round]
    if complaint.round > 1 and not rejected and not any(a.stand is Stand.EFFECTIVE for a in anew):
        yield Text(
            f"it came again, so another action is needed, or one verified again: "
            f"`gendan action add {n} …` / `gendan action verify ID --effective`",
            f"投诉已重开，须有新措施或重新验证原措施："
            f"`gendan action add {n} …` / `gendan action verify 编号 --effective`",
        )
    live = [one for one in around.lessons if one.ended is None]
    if not any((one.round or 0) >= complaint.round for one in live) and not _said(complaint, "no_lesson"):  # fmt: skip
        add, why = f"gendan lesson add TEXT --from {n}", f"gendan complaint edit {n} --no-lesson WHY"  # fmt: skip
        yield Text(
            f"what is the lesson? `{add}`; if there is none: `{why}`",
            f"有何教训？`{add}`；确无教训：`{why}`",
        )


def _lacks(what: Text, command: str) -> Text:
    return Text(f"missing: {what.en}: `{command}`", f"缺少{what.zh}：`{command}`")
