"""What stands in each discipline of an 8D report, before any medium (order-check.md §6.1)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gendan.core.complaint_needs import held
from gendan.core.complaints import FIELD_WORDS, STATE_WORDS, Round, State
from gendan.core.lessons import about
from gendan.show import eight_d_tables as tables
from gendan.show.complaint_parts import (
    HEADS,
    cell_words,
    minute,
    type_words,
    value_words,
)
from gendan.show.complaints import Case
from gendan.show.eight_d_outside import outside
from gendan.show.eight_d_tables import Table
from gendan.show.sheet import Says
from gendan.show.verdict import stamped
from gendan.text import Text, listed, same


class Fact(NamedTuple):
    """A named part; None where it is not there, which is said as missing where it is `wanted`."""

    name: Text
    value: Says | None
    wanted: bool = True


class Section(NamedTuple):
    """One discipline: its facts, then its tables."""

    name: Text
    facts: Sequence[Fact]
    tables: Sequence[Table] = ()


def sections(case: Case, *, company: str, internal: bool) -> Iterator[Section]:
    """
    Who writes to whom, all disciplines, D0 to D8, earlier rounds, and the files.

    Args:
        case: The complaint.
        company: The firm that answers; empty: unknown.
        internal: Whether it has what a customer is not sent; see eight_d_outside.
    """
    if not internal:
        case = outside(case)
    needed = State.REJECTED not in held(case.complaint)
    yield Section(Text("From and to", "出具与接收"), _letter(case, company))
    yield Section(Text("D0 Complaint and first response", "D0 投诉与应急响应"), _received(case))
    yield Section(Text("D1 Team", "D1 小组"), [_field(case, "team")])
    yield Section(Text("D2 Problem", "D2 问题描述"), _problem(case, internal), tables.before(case))
    contained = _field(case, "containment", wanted=needed)
    yield Section(Text("D3 Containment", "D3 临时措施"), [contained])
    causes = [_field(case, field, wanted=needed) for field in ("occurrence", "escape")]
    yield Section(Text("D4 Root causes", "D4 根本原因"), causes)
    chosen = Text("D5 Decision and chosen actions", "D5 处理决定与措施")
    yield Section(chosen, _chosen(case, needed), tables.chosen(case))
    given = [_field(case, "remedy_given", wanted=needed)]
    if internal:
        given.append(_field(case, "cost", wanted=False))
    yield Section(Text("D6 Carried out and verified", "D6 实施与验证"), given, tables.proofs(case))
    learnt = [_field(case, "prevention", wanted=needed), *_learnt(case, internal)]
    yield Section(Text("D7 Prevention and lessons", "D7 预防与教训"), learnt)
    yield Section(Text("D8 Closure", "D8 结案"), _closure(case), tables.times(case))
    for n, one in enumerate(case.complaint.rounds, 1):
        yield Section(Text(f"Before it was reopened ({n})", f"重开前（第 {n} 轮）"), _round(one))
    if case.files or case.proofs:
        yield Section(Text("Files", "附件"), [], [tables.files(case)])


def _letter(case: Case, company: str) -> list[Fact]:
    """Who answers, whom, and who wrote and released it: by the moves to the decision and the end."""
    one = case.complaint
    who = {move.state: move.who for move in one.lately}
    return [
        Fact(Text("From", "出具"), company or None),
        Fact(Text("To", "致"), f"{one.customer} {one.name}"),
        Fact(Text("Our reference", "投诉编号"), str(one.n)),
        Fact(Text("Prepared by", "编制"), who.get(State.REJECTED) or who.get(State.DECIDED)),
        Fact(Text("Approved by", "批准"), who.get(State.CLOSED)),
    ]


def _round(one: Round) -> list[Fact]:
    """What was said until the complaint came again."""
    said = [Fact(FIELD_WORDS[field], cell_words(field, text)) for field, text in one.cells.items()]
    return [*said, Fact(Text("Reopened", "重开"), minute(one.until))]


def _field(case: Case, field: str, *, wanted: bool = True) -> Fact:
    return Fact(FIELD_WORDS[field], value_words(case.complaint, field), wanted)


def _received(case: Case) -> list[Fact]:
    one = case.complaint
    answered = next((move for move in one.moves if move.state is State.ACKNOWLEDGED), None)
    return [
        Fact(HEADS["order"], one.order, wanted=False),
        Fact(Text("Received", "收到"), stamped(one.who, one.at)),
        Fact(HEADS["remedy"], one.remedy, wanted=False),
        Fact(
            Text("Receipt confirmed", "确认收到"),
            stamped(answered.who, answered.at, answered.note) if answered else None,
        ),
    ]


def _problem(case: Case, internal: bool) -> list[Fact]:
    one = case.complaint
    facts = [
        Fact(HEADS["text"], one.text),
        Fact(HEADS["type"], type_words(one.type) if one.type else None),
        _field(case, "item", wanted=False),
        Fact(Text("Customer's item number", "客户货号"), one.customer_item, wanted=False),
        *(_field(case, field) for field in ("quantity", "what", "where", "when")),
        _field(case, "is_not", wanted=False),
    ]
    many = sum(repeat.again for repeat in case.repeats)
    whose = same("") if internal else Text("from you: ", "贵司：")
    before = Text(f"{whose.en}{many} in 12 months", f"{whose.zh}12 个月内 {many} 次")
    if internal:
        suppliers = listed(one.suppliers) if one.suppliers else None
        facts.append(Fact(FIELD_WORDS["supplier"], suppliers, wanted=False))
    if internal and not many:
        before = Text("no, not in 12 months", "12 个月内没有")
    if internal or many:
        facts.append(Fact(Text("Happened before", "曾发生过"), before))
    return facts


def _chosen(case: Case, needed: bool) -> list[Fact]:
    actions = str(len(case.actions)) if case.actions else None
    refused = [move for move in case.complaint.lately if move.state is State.REJECTED]
    why = [] if needed else [Fact(Text("Reason", "驳回理由"), refused[-1].note)]
    chosen = Fact(Text("Corrective actions", "纠正措施"), actions, wanted=needed)
    return [_field(case, "decision"), *why, chosen]


def _learnt(case: Case, internal: bool) -> list[Fact]:
    """The lessons and whether they hold; which orders they concern is our business."""
    told = []
    for lesson in case.lessons:
        state = Text("on the checklist of later orders", "列入今后订单的核对清单")
        if lesson.retired is not None:
            state = Text(
                f"no longer on the checklist since {lesson.retired}",
                f"{lesson.retired} 起不再列入核对清单",
            )
        elif internal:
            state = Text(f"checklist of {about(lesson).en}", f"列入核对清单：{about(lesson).zh}")
        words = Text(f"{lesson.text} ({state.en})", f"{lesson.text}（{state.zh}）")
        told.append(Fact(Text(f"Lesson {lesson.name}", f"教训 {lesson.name}"), words))
    why = case.complaint.cells.get("no_lesson")
    if why is not None or not any(lesson.ended is None for lesson in case.lessons):
        none = Text(f"none: {why}", f"无：{why}") if why else None
        told.append(Fact(Text("Lesson", "教训"), none))
    return told


def _closure(case: Case) -> list[Fact]:
    one = case.complaint
    last = {move.state: move for move in one.lately}
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
