"""Complaints as a list, the file of one, and what a command says of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from gendan.core.actions import Action
from gendan.core.attached import Attached
from gendan.core.complaint_moves import MOVES, named
from gendan.core.complaints import FIELD_WORDS, STATE_WORDS, Complaint, State
from gendan.core.lessons import Lesson
from gendan.core.repeats import Repeat
from gendan.core.targets import TARGET_WORDS, Standing
from gendan.show import actions, lessons
from gendan.show import complaint_parts as parts
from gendan.show.actions import NO_FILES
from gendan.show.complaint_parts import HEADS, MEASURED, minute, type_words, value_words
from gendan.show.sheet import Column, Field, Page, Sheet
from gendan.show.verdict import stamped
from gendan.show.words import NOTHING, instant
from gendan.text import Text, joined, listed


class Case(NamedTuple):
    """
    A complaint with all that belongs to it, and the moment at which it is looked at.

    `proofs`: the files of its actions, by their numbers; `verify`: within which time after an action
    its effect must be verified, None: never due.
    """

    complaint: Complaint
    now: datetime
    targets: Sequence[Standing] = ()
    actions: Sequence[Action] = ()
    lessons: Sequence[Lesson] = ()
    repeats: Sequence[Repeat] = ()
    files: Sequence[Attached] = ()
    proofs: Mapping[int, Sequence[Attached]] = NO_FILES
    verify: timedelta | None = None

    @property
    def next(self) -> Standing | None:
        """The target that is due next while the complaint is open."""
        still = [one for one in self.targets if one.owed]
        return min(still, key=lambda one: one.deadline) if still and self.complaint.open else None

    @property
    def overdue(self) -> list[Standing]:
        """The targets that are open past their deadlines."""
        return [one for one in self.targets if one.owed and one.missed(self.now)]


def _next(case: Case) -> Text:
    if case.next is None:
        return NOTHING
    words, day = TARGET_WORDS[case.next.target], f"{case.next.deadline:%m-%d %H:%M}"
    mark = " !" if case.next.missed(case.now) else ""
    return Text(f"{words.en} {day}{mark}", f"{words.zh} {day}{mark}")


def _then(state: State) -> Text:
    return joined([named(to) for to in MOVES[state]], ", ", "、")


def _numbers(found: Sequence[Repeat]) -> list[int]:
    return [repeat.earlier.n for repeat in found if repeat.again]


def _cell(field: str) -> Column[Case]:
    return Column(field, None, lambda c: c.complaint.cells.get(field))


COLUMNS: Sequence[Column[Case]] = (
    Column("id", Text("No.", "编号"), lambda c: c.complaint.n, right=True),
    Column("customer", Text("Customer", "客户"), lambda c: c.complaint.customer),
    Column("order", Text("Order", "订单号"), lambda c: c.complaint.order, wide=True),
    Column("opened", Text("Opened", "收到"), lambda c: instant(c.complaint.at), says=lambda c: f"{c.complaint.at:%Y-%m-%d}", wide=True),
    Column("type", Text("Type", "类型"), lambda c: c.complaint.type, says=lambda c: type_words(c.complaint.type)),
    Column("state", Text("State", "状态"), lambda c: c.complaint.state, says=lambda c: STATE_WORDS[c.complaint.state]),
    Column("next_target", Text("Next", "下一步"), lambda c: c.next.target if c.next else None, says=_next,
           style=lambda c: "red" if c.overdue else ""),
    Column("next_due", None, lambda c: instant(c.next.deadline) if c.next else None),
    Column("overdue", None, lambda c: [one.target for one in c.overdue]),
    Column("repeats", Text("Before", "曾发生"), lambda c: _numbers(c.repeats),
           says=lambda c: ", ".join(map(str, _numbers(c.repeats)[:3])) or "–"),
    Column("text", Text("Complaint", "投诉内容"), lambda c: c.complaint.text, brief=2),
    Column("remedy", None, lambda c: c.complaint.remedy),
    Column("by", None, lambda c: c.complaint.who),
    Column("round", None, lambda c: c.complaint.round),
    *(_cell(field) for field in FIELD_WORDS),
    Column("actions", None, lambda c: len(c.actions)),
    Column("lessons", None, lambda c: [one.name for one in c.lessons]),
)  # fmt: skip


def sheet(cases: Sequence[Case], *, still_open: bool = False) -> Sheet[Case]:
    """Complaints, one a row; whether these are the open ones of somebody."""
    many = len(cases)
    return Sheet(
        title=Text(f"Open complaints: {many}", f"未结投诉：{many}")
        if still_open
        else Text(f"Complaints: {many}", f"投诉：{many}"),
        columns=COLUMNS,
        rows=cases,
        empty=Text("No open complaints.", "没有未结投诉。")
        if still_open
        else Text("No complaints.", "没有投诉。"),
    )


def page(case: Case) -> Page:
    """The file of one complaint: what it is, its times, actions, lessons, earlier ones, history."""
    one = case.complaint
    fields = [
        Field("id", None, one.n),
        Field("customer", Text("Customer", "客户"), one.customer),
        Field("order", HEADS["order"], one.order, one.order or NOTHING),
        Field("opened", Text("Opened", "收到时间"), instant(one.at), stamped(one.who, one.at)),
        Field("by", None, one.who),
        Field("round", None, one.round),
        Field("state", Text("State", "状态"), one.state, STATE_WORDS[one.state]),
        Field("next_states", Text("Next", "之后可变为"), list(MOVES[one.state]), _then(one.state)),
        Field("text", HEADS["text"], one.text),
        Field("type", HEADS["type"], one.type, type_words(one.type)),
        Field("remedy", HEADS["remedy"], one.remedy, one.remedy or NOTHING),
        Field("suppliers", None, list(one.suppliers)),
    ]
    for field, words in FIELD_WORDS.items():
        shown = None if field in MEASURED.values() else words
        says = value_words(one, field) or NOTHING
        if field == "supplier" and one.suppliers:
            says = listed(one.suppliers)
        fields.append(Field(field, shown, one.cells.get(field), says))
    fields += [
        Field(field, HEADS[field], instant(at), minute(at) if at else NOTHING)
        for field, at in (("contained", one.contained), ("caused", one.caused))
    ]
    return Page(
        Text(f"Complaint {one.n} of {one.customer}", f"{one.customer} 的投诉 {one.n}"),
        fields,
        {
            "targets": parts.targets(case.targets, case.now),
            "actions": actions.sheet(case.actions, case.now.date(), case.verify, case.proofs),
            "lessons": lessons.sheet(case.lessons),
            "repeats": parts.repeats(case.repeats),
            "history": parts.history(case.repeats),
            "files": parts.files(case.files, case.proofs),
            "rounds": parts.rounds(one.rounds),
            "moves": parts.moves(one.moves),
        },
    )
