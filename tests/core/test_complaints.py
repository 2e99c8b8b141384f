"""States, needs, time targets and repeats of complaints (order-check.md §6.1, §6.2)."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.core.actions import Action
from gendan.core.complaint_dues import clocks, met, wanted_of
from gendan.core.complaint_fields import merged, read_cost, read_type, read_words, suppliers_of
from gendan.core.complaint_moves import MOVES, Around, lacking, movable
from gendan.core.complaints import STATE_WORDS, TYPE_WORDS, Complaint, Move, State
from gendan.core.repeats import repeats
from gendan.core.targets import LIMITS, Target, length, within
from gendan.errors import Refused

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WHOLE = {
    "containment": "stopped",
    "occurrence": "old code",
    "escape": "no sample",
    "decision": "replace",
    "remedy_given": "new ones",
    "no_lesson": "once only",
}
GENERAL = {
    target: limit.default for target in Target for limit in LIMITS if limit.key == target.key
}


def complaint(state: State = State.RECEIVED, **fields: object) -> Complaint:
    start = Complaint(1, "ACME", "wrong colour", state, NOON, "wang", type="color", cells=WHOLE)
    return start._replace(**fields)  # type: ignore[arg-type]


def move(to: State, hours: float) -> Move:
    return Move(to, NOON + timedelta(hours=hours), "wang")


ALLOWED = {
    ("received", "acknowledged"), ("received", "escalated"),
    ("acknowledged", "contained"), ("acknowledged", "rejected"), ("acknowledged", "escalated"),
    ("contained", "investigating"), ("contained", "rejected"), ("contained", "escalated"),
    ("investigating", "decided"), ("investigating", "rejected"), ("investigating", "escalated"),
    ("decided", "remedied"), ("decided", "escalated"),
    ("remedied", "customer-confirmed"), ("remedied", "escalated"),
    ("customer-confirmed", "closed"), ("customer-confirmed", "reopened"),
    ("closed", "reopened"),
    ("rejected", "customer-confirmed"), ("rejected", "escalated"), ("rejected", "reopened"),
    ("escalated", "investigating"), ("escalated", "decided"), ("escalated", "rejected"),
    ("reopened", "contained"), ("reopened", "investigating"), ("reopened", "escalated"),
}  # fmt: skip


@pytest.mark.parametrize(("here", "there"), list(product(State, State)))
def test_every_pair_of_states(here: State, there: State) -> None:
    cells = {**WHOLE, "decision": "reject"} if there is State.REJECTED else WHOLE
    one = complaint(here, cells=cells)
    if (here, there) in ALLOWED:
        movable(one, there, NOON, "said so", Around())
        return
    with pytest.raises(Refused) as refused:
        movable(one, there, NOON, "said so", Around())
    for state in MOVES[here]:
        assert state in refused.value.hint.en
        assert STATE_WORDS[state].zh in refused.value.hint.zh


def test_every_state_leads_to_the_end() -> None:
    for state in State:
        seen, ahead = {state}, [state]
        while ahead:
            new = [to for to in MOVES[ahead.pop()] if to not in seen]
            seen.update(new)
            ahead += new
        assert State.CLOSED in seen


@pytest.mark.parametrize(
    ("to", "without", "named"),
    [
        (State.CONTAINED, "containment", "--containment"),
        (State.DECIDED, "decision", "--decision"),
        (State.DECIDED, "occurrence", "--occurrence"),
        (State.DECIDED, "escape", "--escape"),
        (State.REMEDIED, "remedy_given", "--remedy-given"),
        (State.CLOSED, "no_lesson", "gendan lesson add"),
    ],
)
def test_what_a_move_needs_is_named_with_its_command(to: State, without: str, named: str) -> None:
    cells = {name: value for name, value in WHOLE.items() if name != without}
    (fault,) = lacking(complaint(cells=cells), to, "note", Around())
    assert named in fault.en
    assert named in fault.zh
    assert not list(lacking(complaint(), to, "note", Around()))


@pytest.mark.parametrize(
    ("to", "fields", "note", "named"),
    [
        pytest.param(State.INVESTIGATING, {"type": None}, None, "--type", id="a type"),
        pytest.param(State.CONFIRMED, {}, None, "--note", id="how they confirmed"),
        pytest.param(State.REOPENED, {}, None, "--note", id="why again"),
        pytest.param(State.ESCALATED, {}, None, "--note", id="to whom"),
        pytest.param(State.REJECTED, {}, "not ours", "--decision reject", id="another decision"),
        pytest.param(State.REJECTED, {"cells": {}}, None, "--note", id="why not"),
        pytest.param(State.REMEDIED, {"cells": {**WHOLE, "decision": "reject"}}, None, "rejected", id="what was rejected"),
    ],
)  # fmt: skip
def test_other_needs(to: State, fields: dict[str, object], note: str | None, named: str) -> None:
    (fault,) = lacking(complaint(**fields), to, note, Around())
    assert named in fault.en


def action(**fields: object) -> Action:
    start = Action(7, 1, "ACME", "shade card", "color", "x", "QC", "zhao", date(2026, 3, 9))
    return start._replace(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "closes"),
    [
        pytest.param({}, False, id="open"),
        pytest.param({"done": NOON.date()}, False, id="not verified"),
        pytest.param({"done": NOON.date(), "verified": NOON.date(), "effective": False}, False, id="not effective"),
        pytest.param({"done": NOON.date(), "verified": NOON.date(), "effective": True}, True, id="effective"),
    ],
)  # fmt: skip
def test_it_is_closed_when_every_action_was_effective(
    fields: dict[str, object], closes: bool
) -> None:
    faults = list(lacking(complaint(), State.CLOSED, None, Around([action(**fields)])))
    assert (not faults) is closes
    assert all("action 7" in fault.en for fault in faults)


def test_a_lesson_is_as_good_as_a_reason_why_none() -> None:
    bare = complaint(cells={})
    assert list(lacking(bare, State.CLOSED, None, Around()))
    assert not list(lacking(bare, State.CLOSED, None, Around(lessons=["K1"])))


def test_a_move_is_not_before_the_last_one() -> None:
    one = complaint(State.ACKNOWLEDGED, moves=[move(State.ACKNOWLEDGED, 2)])
    movable(one, State.CONTAINED, NOON + timedelta(hours=2), None, Around())
    with pytest.raises(Refused, match="since 2026-03-02 14:00"):
        movable(one, State.CONTAINED, NOON + timedelta(hours=1), None, Around())


@pytest.mark.parametrize(
    ("words", "stored"),
    [
        ("24h", "24h"), (" 2 D ", "2d"), ("２周", "2w"), ("48小时", "48h"), ("007d", "7d"),
        ("none", ""), ("无", ""), ("-", ""),
    ],
)  # fmt: skip
def test_time_limits_as_people_write_them(words: str, stored: str) -> None:
    assert within(words) == stored


@pytest.mark.parametrize("words", ["0h", "5", "h", "-2d", "1.5d", "9999w", "3m", "24h!", "٣d"])
def test_what_is_no_time_limit(words: str) -> None:
    with pytest.raises(Refused):
        within(words)


def test_defaults_can_be_read() -> None:
    assert {limit.key: within(limit.default) for limit in LIMITS} == {
        limit.key: limit.default for limit in LIMITS
    }
    assert length("24h") == timedelta(days=1)
    assert length("2w") == timedelta(days=14)


def states(one: Complaint, hours: float) -> dict[str, str]:
    now = NOON + timedelta(hours=hours)
    return {standing.target: standing.state(now) for standing in clocks(one, GENERAL)}


def test_targets_run_from_the_complaint() -> None:
    fresh = complaint()
    assert set(states(fresh, 23).values()) == {"open"}
    assert states(fresh, 24)["acknowledge"] == "open"  # the deadline itself is in time
    assert states(fresh, 24.1)["acknowledge"] == "overdue"
    assert [care.item for care in wanted_of(fresh, clocks(fresh, GENERAL))] == [
        "1 acknowledge", "1 containment", "1 cause", "1 answer", "1 close",
    ]  # fmt: skip


def test_a_move_meets_its_target_and_those_before() -> None:
    one = complaint(
        State.CONTAINED, moves=[move(State.ACKNOWLEDGED, 30), move(State.CONTAINED, 40)]
    )
    assert states(one, 41) == {
        "acknowledge": "met late", "containment": "met", "cause": "open", "answer": "open",
        "close": "open",
    }  # fmt: skip
    assert states(complaint(moves=[move(State.INVESTIGATING, 5)]), 6)["containment"] == "met"


def test_the_cause_can_be_known_before_the_decision() -> None:
    one = complaint(caused=NOON + timedelta(hours=3))
    assert met(one) == {Target.CAUSE: NOON + timedelta(hours=3)}
    late = complaint(moves=[move(State.REJECTED, 9)])
    assert met(late)[Target.CAUSE] == met(late)[Target.ANSWER] == NOON + timedelta(hours=9)


def test_reopening_starts_the_clock_anew() -> None:
    one = complaint(
        State.REOPENED,
        moves=[move(State.ACKNOWLEDGED, 1), move(State.DECIDED, 2), move(State.REOPENED, 1000)],
        caused=NOON,
    )
    assert met(one) == {}
    assert states(one, 1001)["answer"] == "open"
    again = one._replace(moves=[*one.moves, move(State.INVESTIGATING, 1005)])
    assert states(again, 1006)["containment"] == "met"


def test_no_limit_no_target_and_nothing_due_when_closed() -> None:
    assert clocks(complaint(), dict.fromkeys(Target, "")) == []
    closed = complaint(State.CLOSED)
    assert wanted_of(closed, clocks(closed, GENERAL)) == []


@given(st.lists(st.sampled_from(State), max_size=8), st.floats(0, 2000))
def test_a_met_target_stays_met_and_is_not_due(path: list[State], hours: float) -> None:
    moves = [move(state, n) for n, state in enumerate(path) if state is not State.REOPENED]
    one = complaint(moves=moves)
    standing = clocks(one, GENERAL)
    due = {care.item for care in wanted_of(one, standing)}
    for target in standing:
        assert (f"1 {target.target}" in due) is (target.met is None)
        if target.met is not None:
            assert target.state(NOON + timedelta(hours=hours)).startswith("met")
    more = complaint(moves=[*moves, move(State.CLOSED, 100)])
    assert {t: at for t, at in met(more).items() if t in met(one)} == met(one)


def before(n: int, days: int, **fields: object) -> Complaint:
    other = {"customer": "OTHER", "type": "late", "cells": {}, "n": n, **fields}
    return complaint(at=NOON - timedelta(days=days), **other)


@pytest.mark.parametrize(
    ("earlier", "same"),
    [
        pytest.param(before(0, 5), [], id="nothing in common"),
        pytest.param(before(0, 5, customer="ACME"), ["customer"], id="customer"),
        pytest.param(before(0, 5, type="color"), ["type"], id="type"),
        pytest.param(before(0, 5, cells={"item": "mug－1"}), ["item"], id="item, another dash and case"),
        pytest.param(before(0, 5, suppliers=("LIN WORKS",)), ["supplier"], id="supplier, another case"),
        pytest.param(before(0, 365, customer="ACME"), ["customer"], id="a year ago"),
        pytest.param(before(0, 366, customer="ACME"), [], id="longer ago"),
        pytest.param(before(2, 0, customer="ACME"), [], id="later"),
    ],
)  # fmt: skip
def test_what_happened_before(earlier: Complaint, same: list[str]) -> None:
    one = complaint(cells={"item": "MUG-1"}, suppliers=("Lin Works",))
    assert [t.en for r in repeats(one, [one, earlier]) for t in r.same] == same


def test_types_unknown_on_both_sides_are_not_the_same() -> None:
    assert repeats(complaint(type=None), [before(0, 5, type=None)]) == []


def test_what_is_most_alike_comes_first_with_its_actions() -> None:
    near = before(3, 40, customer="ACME", type="color")
    found = repeats(
        complaint(n=9),
        [before(4, 2, type="color"), near],
        [action(complaint=3), action(complaint=5)],
    )
    assert [(r.earlier.n, len(r.actions)) for r in found] == [(3, 1), (4, 0)]


@pytest.mark.parametrize(
    ("words", "code"),
    [("color", "color"), ("Wrong colour", "color"), ("错货", "item"), ("qual", "quality"), ("数量", "quantity"), ("LATE", "late")],
)  # fmt: skip
def test_problem_types_by_code_or_words(words: str, code: str) -> None:
    assert read_type(words) == code


@pytest.mark.parametrize("words", ["wrong", "qua", "", "colour", "x"])
def test_unknown_types_are_refused_naming_all(words: str) -> None:
    with pytest.raises(Refused) as refused:
        read_type(words)
    for code, text in TYPE_WORDS.items():
        assert code in refused.value.hint.en
        assert text.zh in refused.value.hint.zh


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("350", ("350", None)), ("USD 350.00", ("350", "USD")), ("1,234.50 EUR", ("1234.5", "EUR")),
        ("usd1200", ("1200", "usd")), ("5 m2", ("5", "m2")), ("０", ("0", None)),
    ],
)  # fmt: skip
def test_costs(words: str, read: tuple[str, str | None]) -> None:
    assert read_cost(words) == read


@pytest.mark.parametrize("words", ["", "-5", "a lot", "1,2", "1e5", "USD", "12345678901234567"])
def test_what_is_no_cost(words: str) -> None:
    with pytest.raises(Refused):
        read_cost(words)


def test_quantities_keep_their_unit() -> None:
    assert read_words("quantity", "1,240.50 pcs") == {"quantity": "1240.5", "unit": "pcs"}
    kept = merged({"quantity": "5", "unit": "pcs"}, read_words("quantity", "7"), [])
    assert kept == {"quantity": "7"}
    assert merged({"quantity": "5", "unit": "pcs", "team": "x"}, {}, ["quantity"]) == {"team": "x"}


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"supplier": "Own"}, ("Own",)),
        ({"item": "mug"}, ("Lin",)),
        ({"item": "none"}, ()),
        ({}, ()),
    ],
)
def test_suppliers_come_from_the_item_in_the_order(
    cells: dict[str, str], found: tuple[str, ...]
) -> None:
    assert suppliers_of(cells, [("MUG", "Lin"), ("POT", "Wei")]) == found
    assert suppliers_of({}, [("MUG", "Lin"), ("POT", "lin ")]) == ("lin ",)
