"""States, needs, time targets and repeats of complaints (order-check.md §6.1, §6.2)."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.core.actions import Action
from gendan.core.complaint_dues import clocks, met, wanted_of
from gendan.core.complaint_fields import (
    Goods,
    confirmed,
    customer_item_of,
    merged,
    read_cost,
    read_type,
    read_words,
    suppliers_of,
)
from gendan.core.complaint_moves import MOVES, movable, moved
from gendan.core.complaint_needs import Around, held, lacking, unmade
from gendan.core.complaints import ANEW, STATE_WORDS, TYPE_WORDS, Complaint, Move, State
from gendan.core.lessons import Lesson
from gendan.core.repeats import known_to, repeats
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


HEARD = [Move(State.ACKNOWLEDGED, NOON, "wang")]


def works(day: date) -> bool:
    return day.weekday() < 5


def complaint(state: State = State.RECEIVED, **fields: object) -> Complaint:
    start = Complaint(
        1, "ACME", "wrong colour", state, NOON, "wang", type="color", cells=WHOLE, moves=HEARD
    )
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
    ("escalated", "acknowledged"), ("escalated", "investigating"), ("escalated", "decided"),
    ("escalated", "rejected"), ("reopened", "acknowledged"), ("reopened", "escalated"),
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
        assert f"{state} {STATE_WORDS[state].zh}" in refused.value.hint.zh
        assert state in refused.value.hint.en


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
        (State.DECIDED, "containment", "--containment"),
        (State.CLOSED, "containment", "--containment"),
        (State.CLOSED, "occurrence", "--occurrence"),
        (State.CLOSED, "remedy_given", "--remedy-given"),
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
        pytest.param(State.DECIDED, {"type": None}, None, "--type", id="a type on every path"),
        pytest.param(State.CLOSED, {"type": None}, None, "--type", id="a type at the end"),
        pytest.param(State.REJECTED, {"cells": {}}, None, "--note", id="why not"),
        *(pytest.param(to, {"moves": []}, "x", "move 1 acknowledged", id=f"{to}: not acknowledged")
          for to in (State.INVESTIGATING, State.DECIDED, State.REJECTED)),
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
        pytest.param({"cancelled": NOON.date(), "cancel_why": "no use"}, True, id="cancelled"),
    ],
)  # fmt: skip
def test_it_is_closed_when_every_action_was_effective(
    fields: dict[str, object], closes: bool
) -> None:
    faults = list(lacking(complaint(), State.CLOSED, None, Around([action(**fields)])))
    assert (not faults) is closes
    assert all("action 7" in fault.en for fault in faults)


def test_a_lesson_is_as_good_as_a_reason_why_none() -> None:
    bare = complaint(cells={k: v for k, v in WHOLE.items() if k != "no_lesson"})
    taught = Lesson(1, "look", NOON, "wang", complaint=1, round=1)
    assert list(lacking(bare, State.CLOSED, None, Around()))
    assert not list(lacking(bare, State.CLOSED, None, Around(lessons=[taught])))
    assert list(lacking(bare, State.CLOSED, None, Around(lessons=[taught._replace(ended=9)])))


EFFECTIVE = {"done": NOON.date(), "verified": NOON.date(), "effective": True}


@pytest.mark.parametrize(
    ("cells", "actions", "lesson", "named"),
    [
        pytest.param(WHOLE, [], None, ["action add 1"], id="no new action"),
        pytest.param(WHOLE, [EFFECTIVE], None, ["action add 1"], id="one of before"),
        pytest.param(WHOLE, [{**EFFECTIVE, "round": 2}], None, [], id="verified again"),
        pytest.param(WHOLE, [{**EFFECTIVE, "round": 2}, {"cancelled": NOON.date(), "round": 2}], None, [], id="one cancelled"),
        pytest.param({**WHOLE, "no_lesson": ""}, [{**EFFECTIVE, "round": 2}], 1, ["lesson add"], id="a lesson of before"),
        pytest.param({**WHOLE, "no_lesson": ""}, [{**EFFECTIVE, "round": 2}], 2, [], id="a new lesson"),
    ],
)  # fmt: skip
def test_what_came_again_needs_something_new(
    cells: dict[str, str], actions: list[dict[str, object]], lesson: int | None, named: list[str]
) -> None:
    moves = [*HEARD, move(State.CLOSED, 1), move(State.REOPENED, 2), move(State.ACKNOWLEDGED, 3)]
    one = complaint(moves=moves, cells={k: v for k, v in cells.items() if v})
    taught = [] if lesson is None else [Lesson(1, "look", NOON, "w", complaint=1, round=lesson)]
    around = Around([action(**fields) for fields in actions], taught)
    faults = [fault.en for fault in lacking(one, State.CLOSED, None, around)]
    assert len(faults) == len(named)
    assert all(name in fault for name, fault in zip(named, faults, strict=True))


def test_reopening_keeps_what_was_said_and_asks_for_it_again() -> None:
    cells = {**WHOLE, "item": "MUG", "team": "x"}
    before = complaint(State.CLOSED, cells=cells, contained=NOON, caused=NOON)
    after = moved(before, State.REOPENED, NOON + timedelta(hours=9))
    assert (after.state, after.cells) == (State.REOPENED, {"item": "MUG", "team": "x"})
    assert (after.contained, after.caused) == (None, None)
    (kept,) = after.rounds
    assert (kept.cells, kept.until) == (WHOLE, NOON + timedelta(hours=9))
    assert set(kept.cells) < set(ANEW)
    assert confirmed(after, ["escape"]) == {"escape": "no sample"}
    for one, names in ((before, ["escape"]), (after, ["prevention"])):
        with pytest.raises(Refused, match="nothing to confirm"):
            confirmed(one, names)


def test_a_rejection_is_its_decision() -> None:
    assert moved(complaint(), State.REJECTED, NOON).cells["decision"] == "reject"


@pytest.mark.parametrize(
    ("path", "left"),
    [
        pytest.param("acknowledged contained investigating", "acknowledged contained investigating", id="all"),
        pytest.param("acknowledged contained investigating decided escalated", "acknowledged contained investigating escalated", id="no decision"),
        pytest.param("acknowledged rejected escalated investigating", "acknowledged investigating", id="no rejection"),
        pytest.param("acknowledged contained reopened acknowledged", "acknowledged", id="a new round"),
    ],
)  # fmt: skip
def test_which_states_still_hold(path: str, left: str) -> None:
    moves = [move(State(state), n) for n, state in enumerate(path.split())]
    assert held(complaint(moves=moves)) == [State(state) for state in left.split()]


@pytest.mark.parametrize(
    ("path", "without", "refused"),
    [
        ("contained", "containment", True), ("acknowledged", "containment", False),
        ("decided", "containment", True), ("decided", "occurrence", True),
        ("decided escalated", "decision", False), ("remedied", "remedy_given", True),
        ("decided", "remedy_given", False), ("decided", "type", True), ("decided", "no_lesson", False),
    ],
)  # fmt: skip
def test_an_edit_takes_nothing_from_the_states_passed(path: str, without: str, refused: bool) -> None:  # fmt: skip
    before = complaint(moves=[move(State(state), 1) for state in path.split()])
    cells = {name: words for name, words in WHOLE.items() if name != without}
    after = before._replace(cells=cells, type=None if without == "type" else "color")
    if refused:
        with pytest.raises(Refused, match="too far"):
            unmade(before, after)
    else:
        unmade(before, after)
    unmade(before, before._replace(cells={**WHOLE, "containment": "better words"}))


@pytest.mark.parametrize(("state", "old", "new"), [("decided", "replace", "reject"), ("rejected", "reject", "replace"), ("rejected", "reject", None)])  # fmt: skip
def test_a_decision_does_not_contradict_its_state(state: str, old: str, new: str | None) -> None:
    before = complaint(moves=[move(State(state), 1)], cells={**WHOLE, "decision": old})
    cells = {**WHOLE, "decision": new} if new else {}
    with pytest.raises(Refused, match="too far"):
        unmade(before, before._replace(cells=cells))
    back = before._replace(moves=[*before.moves, move(State.ESCALATED, 2)])
    unmade(back, back._replace(cells=cells))


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
    fresh = complaint(moves=[])
    assert set(states(fresh, 23).values()) == {"open"}
    assert states(fresh, 24)["acknowledge"] == "open"  # the deadline itself is in time
    assert states(fresh, 24.1)["acknowledge"] == "overdue"
    assert [care.item for care in wanted_of(fresh, clocks(fresh, GENERAL), works)] == [
        "1 acknowledge", "1 containment", "1 cause", "1 answer", "1 close",
    ]  # fmt: skip


def test_a_target_is_met_by_its_fact_alone() -> None:
    one = complaint(
        State.CONTAINED, moves=[move(State.ACKNOWLEDGED, 30), move(State.CONTAINED, 40)]
    )
    assert states(one, 41) == {
        "acknowledge": "met late", "containment": "met", "cause": "open", "answer": "open",
        "close": "open",
    }  # fmt: skip
    past = complaint(moves=[move(State.ESCALATED, 5), move(State.INVESTIGATING, 6), move(State.DECIDED, 7)])  # fmt: skip
    assert states(past, 100) == {
        "acknowledge": "overdue", "containment": "overdue", "cause": "open", "answer": "met",
        "close": "open",
    }  # fmt: skip
    assert states(past._replace(contained=NOON, caused=NOON), 100)["containment"] == "met"


def test_causes_and_containment_can_be_known_before_the_move() -> None:
    one = complaint(moves=[], caused=NOON + timedelta(hours=3), contained=NOON)
    assert met(one) == {Target.CAUSE: NOON + timedelta(hours=3), Target.CONTAINMENT: NOON}


def test_a_rejection_needs_neither_containment_nor_cause() -> None:
    late = complaint(moves=[*HEARD, move(State.REJECTED, 9)])
    assert states(late, 9999) == {
        "acknowledge": "met", "containment": "not needed", "cause": "not needed", "answer": "met",
        "close": "overdue",
    }  # fmt: skip
    assert [care.item for care in wanted_of(late, clocks(late, GENERAL), works)] == ["1 close"]
    again = late._replace(moves=[*late.moves, move(State.ESCALATED, 10)])
    assert states(again, 11)["cause"] == "open"


def test_reopening_starts_the_clock_anew() -> None:
    one = complaint(
        State.REOPENED,
        moves=[move(State.ACKNOWLEDGED, 1), move(State.DECIDED, 2), move(State.CLOSED, 1000), move(State.REOPENED, 1000)],
    )  # fmt: skip
    assert met(one) == {}
    assert states(one, 1001)["answer"] == "open"
    again = one._replace(moves=[*one.moves, move(State.ACKNOWLEDGED, 1005)])
    assert states(again, 1006)["acknowledge"] == "met"


@pytest.mark.parametrize(
    ("limit", "shows"),
    [
        pytest.param("24h", NOON.date(), id="a short one at once"),
        pytest.param("2d", NOON.date(), id="two days are 48 hours"),
        pytest.param("3d", date(2026, 3, 5), id="on its day"),
        pytest.param("5d", date(2026, 3, 6), id="Saturday: on Friday"),
        pytest.param("6d", date(2026, 3, 6), id="Sunday: on Friday"),
        pytest.param("7d", date(2026, 3, 9), id="Monday"),
    ],
)
def test_from_when_on_a_target_is_shown(limit: str, shows: date) -> None:
    one = complaint(moves=[])
    only = {**dict.fromkeys(Target, ""), Target.ANSWER: limit}
    (care,) = wanted_of(one, clocks(one, only), works)
    assert (care.shows, care.due) == (shows, (NOON + length(limit)).date())


def test_no_limit_no_target_and_nothing_due_when_closed() -> None:
    assert clocks(complaint(), dict.fromkeys(Target, "")) == []
    closed = complaint(State.CLOSED)
    assert list(wanted_of(closed, clocks(closed, GENERAL), works)) == []


@given(st.lists(st.sampled_from(State), max_size=8), st.floats(0, 2000))
def test_a_met_target_stays_met_and_is_not_due(path: list[State], hours: float) -> None:
    moves = [move(state, n) for n, state in enumerate(path) if state is not State.REOPENED]
    one = complaint(moves=moves)
    standing = clocks(one, GENERAL)
    due = {care.item for care in wanted_of(one, standing, works)}
    for target in standing:
        assert (f"1 {target.target}" in due) is (target.met is None and target.needed)
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


def test_the_same_customer_alone_is_no_repeat() -> None:
    one = complaint(n=9, cells={"item": "MUG"}, suppliers=("Lin",))
    near = before(3, 2, customer="ACME")
    far = before(2, 40, suppliers=("Lin",))
    own = before(4, 50, customer="ACME", suppliers=("Lin",), cells={"item": "MUG"})
    maker = before(5, 60, customer="ACME", suppliers=("Lin",))
    found = repeats(one, [near, far, own, maker])
    assert [(r.earlier.n, r.again) for r in found] == [(4, True), (5, True), (2, True), (3, False)]
    # The customer sees its own, and not which goods have one maker.
    assert [(r.earlier.n, [t.en for t in r.same]) for r in known_to(found, "ACME")] == [
        (4, ["customer", "item"])
    ]


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
    assert suppliers_of(cells, [Goods("MUG", "Lin"), Goods("POT", "Wei"), Goods("PAN")]) == found
    assert suppliers_of({}, [Goods("MUG", "Lin"), Goods("POT", "lin ")]) == ("lin ",)


def test_the_customers_number_of_the_item() -> None:
    goods = [Goods("MUG", None, "N 77"), Goods("POT")]
    assert [customer_item_of({"item": item}, goods) for item in ("mug", "POT", "x")] == ["N 77", None, None]  # fmt: skip
    assert customer_item_of({}, goods) is None
