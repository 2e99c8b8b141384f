"""The tables of an 8D report, before any medium."""

from collections.abc import Sequence
from typing import NamedTuple

from gendan.core.actions import STAND_WORDS, Stand
from gendan.core.complaints import STATE_WORDS, Move
from gendan.core.targets import TARGET_WORDS
from gendan.show.complaint_parts import KEPT_WORDS, minute, taken, type_words
from gendan.show.complaints import Case
from gendan.show.eight_d_heads import (
    ACTION_HEADS,
    FILE_HEADS,
    MOVE_HEADS,
    PROOF_HEADS,
    REPEAT_HEADS,
    TIME_HEADS,
)
from gendan.show.html import Head
from gendan.show.sheet import Says
from gendan.show.verdict import stamped
from gendan.text import Text, joined, same


class Table(NamedTuple):
    """Rows of texts under headings."""

    heads: Sequence[Head]
    rows: Sequence[Sequence[Says]]


def before(case: Case) -> list[Table]:
    """The earlier complaints about the same."""
    if not case.repeats:
        return []
    rows: list[Sequence[Says]] = [
        (
            str(repeat.earlier.n), f"{repeat.earlier.at:%Y-%m-%d}", joined(repeat.same, ", ", "、"),
            repeat.earlier.text, taken(repeat.actions),
        )
        for repeat in case.repeats
    ]  # fmt: skip
    return [Table(REPEAT_HEADS, rows)]


def chosen(case: Case) -> list[Table]:
    """The corrective actions."""
    rows: list[Sequence[Says]] = [
        (
            str(a.n), type_words(a.type), a.impact, a.text, a.department,
            Text(f"{a.owner}, {a.by}", f"{a.owner}，{a.by}"),
        )
        for a in case.actions
    ]  # fmt: skip
    return [Table(ACTION_HEADS, rows)] if rows else []


def proofs(case: Case) -> list[Table]:
    """How each action was done and verified; earlier times first."""
    rows: list[Sequence[Says]] = []
    for action in case.actions:
        rows += [
            (
                str(action.n), f"{one.done} {one.done_by}", one.evidence,
                f"{one.verified} {one.verified_by}", _effect(STAND_WORDS[Stand.EFFECTIVE if one.effective else Stand.NOT_EFFECTIVE], one.note),
            )
            for one in action.tries
        ]  # fmt: skip
        stand = STAND_WORDS[action.stand]
        done = f"{action.done} {action.done_by}" if action.done else "–"
        verified = f"{action.verified} {action.verified_by}" if action.verified else "–"
        rows.append(
            (
                str(action.n),
                done,
                action.evidence or "–",
                verified,
                _effect(stand, action.cancel_why or action.note),
            )
        )
    return [Table(PROOF_HEADS, rows)] if rows else []


def _effect(stand: Text, note: str | None) -> Text:
    return joined([stand, same(note)], ": ", "：") if note else stand


def times(case: Case) -> list[Table]:
    """The targets, then every move."""
    times: list[Sequence[Says]] = [
        (
            TARGET_WORDS[one.target], minute(one.deadline), minute(one.met) if one.met else "–",
            KEPT_WORDS[one.state(case.now)],
        )
        for one in case.targets
    ]  # fmt: skip
    moves: list[Sequence[Says]] = [
        (minute(move.at), STATE_WORDS[move.state], move.who, _said(move))
        for move in case.complaint.moves
    ]
    return [
        Table(heads, rows) for heads, rows in ((TIME_HEADS, times), (MOVE_HEADS, moves)) if rows
    ]


def _said(move: Move) -> Text:
    """The words of a move: for us, and what the customer was told."""
    told = [same(move.note)] if move.note else []
    if move.said:
        told.append(Text(f"told the customer: {move.said}", f"告知客户：{move.said}"))
    return joined(told, "; ", "；") if told else same("–")


def files(case: Case) -> Table:
    """What was kept as evidence."""
    found = [*case.files, *(file for files in case.proofs.values() for file in files)]
    return Table(FILE_HEADS, [(f.name, stamped(f.who, f.at), f.sha256) for f in found])
