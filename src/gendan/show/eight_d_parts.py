"""What stands in each discipline of an 8D report, before any medium (order-check.md §6.1)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gendan.core.actions import STAND_WORDS
from gendan.core.complaints import FIELD_WORDS, STATE_WORDS, State
from gendan.core.lessons import about
from gendan.core.targets import TARGET_WORDS
from gendan.show.complaint_parts import HEADS, KEPT_WORDS, minute, taken, type_words, value_words
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
from gendan.text import Text, joined, listed, same


class Fact(NamedTuple):
    """A named part; None where it is not there, which is said as missing where it is `wanted`."""

    name: Text
    value: Says | None
    wanted: bool = True


class Table(NamedTuple):
    """Rows of texts under headings."""

    heads: Sequence[Head]
    rows: Sequence[Sequence[Says]]


class Section(NamedTuple):
    """One discipline: its facts, then its tables."""

    name: Text
    facts: Sequence[Fact]
    tables: Sequence[Table] = ()


def sections(case: Case, *, internal: bool) -> Iterator[Section]:
    """
    All disciplines, D0 to D8, then the times, the history and the files.

    Args:
        case: The complaint.
        internal: Whether it has what a customer is not sent: our cost, others' complaints.
    """
    if not internal:
        own = [one for one in case.repeats if one.earlier.customer == case.complaint.customer]
        case = case._replace(repeats=own)
    yield Section(Text("D0 Complaint and first response", "D0 投诉与应急响应"), _received(case))
    yield Section(Text("D1 Team", "D1 小组"), [_field(case, "team")])
    yield Section(Text("D2 Problem", "D2 问题描述"), _problem(case), _before(case))
    yield Section(Text("D3 Containment", "D3 临时措施"), [_field(case, "containment")])
    causes = [_field(case, "occurrence"), _field(case, "escape")]
    yield Section(Text("D4 Root causes", "D4 根本原因"), causes)
    yield Section(
        Text("D5 Decision and chosen actions", "D5 处理决定与措施"), _chosen(case), _actions(case)
    )
    yield Section(
        Text("D6 Carried out and verified", "D6 实施与验证"), _given(case, internal), _proofs(case)
    )
    yield Section(Text("D7 Prevention and lessons", "D7 预防与教训"), _learnt(case))
    yield Section(Text("D8 Closure", "D8 结案"), _closure(case), _times(case))
    if case.files or case.proofs:
        yield Section(Text("Files", "附件"), [], [_files(case)])


def _field(case: Case, field: str, *, wanted: bool = True) -> Fact:
    return Fact(FIELD_WORDS[field], value_words(case.complaint, field), wanted)


def _received(case: Case) -> list[Fact]:
    one = case.complaint
    answered = next((move for move in one.moves if move.state is State.ACKNOWLEDGED), None)
    return [
        Fact(Text("Customer", "客户"), f"{one.customer} {one.name}"),
        Fact(HEADS["order"], one.order, wanted=False),
        Fact(Text("Received", "收到"), stamped(one.who, one.at)),
        Fact(HEADS["remedy"], one.remedy, wanted=False),
        Fact(
            Text("Receipt confirmed", "确认收到"),
            stamped(answered.who, answered.at, answered.note) if answered else None,
        ),
    ]


def _problem(case: Case) -> list[Fact]:
    one = case.complaint
    suppliers = listed(one.suppliers) if one.suppliers else None
    return [
        Fact(HEADS["text"], one.text),
        Fact(HEADS["type"], type_words(one.type) if one.type else None),
        _field(case, "item", wanted=False),
        Fact(FIELD_WORDS["supplier"], suppliers, wanted=False),
        *(_field(case, field) for field in ("quantity", "what", "where", "when")),
        _field(case, "is_not", wanted=False),
        Fact(
            Text("Happened before", "曾发生过"),
            Text(f"{len(case.repeats)} in 12 months", f"12 个月内 {len(case.repeats)} 次")
            if case.repeats
            else Text("no, not in 12 months", "12 个月内没有"),
        ),
    ]


def _before(case: Case) -> list[Table]:
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


def _chosen(case: Case) -> list[Fact]:
    actions = str(len(case.actions)) if case.actions else None
    return [_field(case, "decision"), Fact(Text("Corrective actions", "纠正措施"), actions)]


def _actions(case: Case) -> list[Table]:
    rows: list[Sequence[Says]] = [
        (
            str(a.n), type_words(a.type), a.impact, a.text, a.department,
            Text(f"{a.owner}, {a.by}", f"{a.owner}，{a.by}"),
        )
        for a in case.actions
    ]  # fmt: skip
    return [Table(ACTION_HEADS, rows)] if rows else []


def _given(case: Case, internal: bool) -> list[Fact]:
    given = [_field(case, "remedy_given")]
    return [*given, _field(case, "cost", wanted=False)] if internal else given


def _proofs(case: Case) -> list[Table]:
    """How each action was done and verified; earlier times that did not help first."""
    rows: list[Sequence[Says]] = []
    for action in case.actions:
        rows += [
            (
                str(action.n), f"{one.done} {one.done_by}", one.evidence,
                f"{one.verified} {one.verified_by}", _effect(Text("not effective", "无效"), one.note),
            )
            for one in action.tries
        ]  # fmt: skip
        stand = STAND_WORDS[action.stand]
        done = f"{action.done} {action.done_by}" if action.done else "–"
        verified = f"{action.verified} {action.verified_by}" if action.verified else "–"
        rows.append(
            (str(action.n), done, action.evidence or "–", verified, _effect(stand, action.note))
        )
    return [Table(PROOF_HEADS, rows)] if rows else []


def _effect(stand: Text, note: str | None) -> Text:
    return joined([stand, same(note)], ": ", "：") if note else stand


def _learnt(case: Case) -> list[Fact]:
    facts = [_field(case, "prevention")]
    facts += [
        Fact(
            Text(f"Lesson {lesson.name}", f"教训 {lesson.name}"),
            Text(
                f"{lesson.text} (checklist of {about(lesson).en})",
                f"{lesson.text}（列入核对清单：{about(lesson).zh}）",
            ),
        )
        for lesson in case.lessons
    ]
    if not case.lessons:
        why = case.complaint.cells.get("no_lesson")
        facts.append(
            Fact(Text("Lesson", "教训"), Text(f"none: {why}", f"无：{why}") if why else None)
        )
    return facts


def _closure(case: Case) -> list[Fact]:
    one = case.complaint
    last = {move.state: move for move in one.moves if move.at >= one.since}
    agreed, closed = last.get(State.CONFIRMED), last.get(State.CLOSED)
    return [
        Fact(Text("State", "状态"), STATE_WORDS[one.state]),
        Fact(
            Text("Accepted by the customer", "客户认可"),
            stamped(agreed.who, agreed.at, agreed.note) if agreed else None,
        ),
        Fact(
            Text("Closed", "结案"), stamped(closed.who, closed.at, closed.note) if closed else None
        ),
    ]


def _times(case: Case) -> list[Table]:
    times: list[Sequence[Says]] = [
        (
            TARGET_WORDS[one.target], minute(one.deadline), minute(one.met) if one.met else "–",
            KEPT_WORDS[one.state(case.now)],
        )
        for one in case.targets
    ]  # fmt: skip
    moves: list[Sequence[Says]] = [
        (minute(move.at), STATE_WORDS[move.state], move.who, move.note or "–")
        for move in case.complaint.moves
    ]
    return [
        Table(heads, rows) for heads, rows in ((TIME_HEADS, times), (MOVE_HEADS, moves)) if rows
    ]


def _files(case: Case) -> Table:
    found = [*case.files, *(file for files in case.proofs.values() for file in files)]
    return Table(FILE_HEADS, [(f.name, stamped(f.who, f.at), f.sha256) for f in found])
