"""Corrective actions: who may do and verify what, and when it is due again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.core.action_rules import cancellable, doable, editable, type_of, verifiable
from gendan.core.actions import Action, Stand, Try, wanted
from gendan.errors import BadCommandLine, Refused

BY = date(2026, 3, 9)
DONE = {"done": date(2026, 3, 5), "done_by": "lin", "evidence": "photo"}
WEEK = timedelta(days=7)


def action(**fields: object) -> Action:
    start = Action(7, 1, "ACME", "shade card", "color", "x", "QC", "zhao", BY)
    return start._replace(**fields)  # type: ignore[arg-type]


def judged(effective: bool) -> Action:
    return action(**DONE, verified=date(2026, 3, 20), verified_by="li", effective=effective)


@pytest.mark.parametrize(
    ("one", "stand", "due", "owner"),
    [
        pytest.param(action(), Stand.OPEN, BY, "zhao", id="its owner does it by its day"),
        pytest.param(action(**DONE), Stand.DONE, date(2026, 3, 12), "", id="then another verifies"),
        pytest.param(judged(False), Stand.NOT_EFFECTIVE, date(2026, 3, 20), "zhao", id="no effect: due again"),
        pytest.param(judged(False)._replace(by=date(2026, 4, 1)), Stand.NOT_EFFECTIVE, date(2026, 4, 1), "zhao", id="by a new day"),
    ],
)  # fmt: skip
def test_what_is_due(one: Action, stand: Stand, due: date, owner: str | None) -> None:
    care = wanted(one, WEEK)
    assert care is not None
    assert (one.stand, care.due, care.owner) == (stand, due, owner)


def test_nothing_is_due_once_effective_closed_or_without_a_limit() -> None:
    assert wanted(judged(True), WEEK) is None
    assert wanted(action(closed=True), WEEK) is None
    assert wanted(action(**DONE), None) is None
    assert wanted(action(), None) is not None


@pytest.mark.parametrize("who", ["zhao", "ZHAO ", "lin", "Lin"])
@pytest.mark.parametrize("effective", [True, False])
def test_neither_its_owner_nor_who_did_it_verifies_it(who: str, effective: bool) -> None:
    with pytest.raises(Refused, match="another person"):
        verifiable(action(**DONE), who, effective=effective)
    verifiable(action(**DONE), "li", effective=effective)


@pytest.mark.parametrize("one", [action(), judged(False)])
def test_what_is_not_done_cannot_be_verified(one: Action) -> None:
    with pytest.raises(Refused, match="not done"):
        verifiable(one, "li", effective=True)
    doable(one, BY)


def test_what_was_effective_can_turn_out_not_to_be_but_is_not_done_again() -> None:
    verifiable(judged(True), "chen", effective=False)
    with pytest.raises(Refused, match="found effective by li"):
        verifiable(judged(True), "chen", effective=True)
    with pytest.raises(Refused, match="was done on"):
        doable(judged(True), BY)
    with pytest.raises(Refused, match="found effective"):
        editable(judged(True), ["by_day"])
    editable(judged(False), ["owner", "text", "by_day"])


def test_what_is_done_keeps_its_measure_and_owner() -> None:
    for field in ("owner", "text"):
        with pytest.raises(Refused, match="was done on"):
            editable(action(**DONE), [field, "impact"])
        editable(action(), [field])
    editable(action(**DONE), ["by_day", "impact", "department", "type"])


def test_nothing_is_done_before_its_complaint_came() -> None:
    one = action(opened=date(2026, 3, 2))
    doable(one, date(2026, 3, 2))
    with pytest.raises(Refused, match="came only on 2026-03-02"):
        doable(one, date(2026, 3, 1))


FAILED = Try("2026-03-04", "wu", "x", "2026-03-05", "li", "no", "shade card", "qian", False)


@pytest.mark.parametrize("who", ["zhao", "lin", "wu", "qian", "SUN"])
def test_whoever_ever_owned_or_did_it_never_verifies_it(who: str) -> None:
    one = action(**DONE, tries=[FAILED], owners=["sun"])
    with pytest.raises(Refused, match="another person"):
        verifiable(one, who, effective=True)
    verifiable(one, "li", effective=True)


@pytest.mark.parametrize(
    ("desk", "owner"),
    [("wang", "wang"), ("zhao", ""), ("ZHAO", ""), ("lin", ""), (None, "")],
)
def test_its_verification_is_nobodys_who_may_not_do_it(desk: str | None, owner: str) -> None:
    care = wanted(action(**DONE, desk=desk), WEEK)
    assert care is not None
    assert (care.item, care.owner) == ("7 verify", owner)


def test_it_is_verified_once_more_after_its_complaint_came_again() -> None:
    again = judged(True)._replace(complaint_round=2)
    verifiable(again, "li", effective=True)
    with pytest.raises(Refused, match="found effective by li"):
        verifiable(again._replace(round=2), "li", effective=True)


def test_only_what_is_owed_is_cancelled_and_then_it_rests() -> None:
    for one in (action(), judged(False)):
        cancellable(one)
    for one in (action(**DONE), judged(True)):
        with pytest.raises(Refused, match="action 7 is"):
            cancellable(one)
    gone = action(cancelled=BY, cancelled_by="wang", cancel_why="no use")
    assert (gone.stand, gone.owed, wanted(gone, WEEK)) == (Stand.CANCELLED, False, None)
    for refuse in (
        lambda: cancellable(gone), lambda: doable(gone, BY), lambda: editable(gone, ["owner"]),
        lambda: verifiable(gone, "li", effective=True),
    ):  # fmt: skip
        with pytest.raises(Refused, match="was cancelled on 2026-03-09: no use"):
            refuse()


def test_nothing_of_a_closed_complaint_changes() -> None:
    for one in (action(closed=True), judged(True)._replace(closed=True)):
        with pytest.raises(Refused, match="complaint 1 is closed"):
            doable(one, BY)
        with pytest.raises(Refused, match="complaint 1 is closed"):
            editable(one, ["by_day"])
        with pytest.raises(Refused, match="complaint 1 is closed"):
            verifiable(one, "li", effective=False)


def test_the_type_is_the_complaints_unless_it_is_said() -> None:
    assert type_of(None, "late") == "late"
    assert type_of("item", "late") == "item"
    with pytest.raises(BadCommandLine):
        type_of(None, None)


@given(
    st.dates(date(2020, 1, 1)),
    st.dates(date(2020, 1, 1)),
    st.booleans(),
    st.sampled_from(["zhao", "li"]),
)
def test_who_may_verify_never_owns_it(by: date, done: date, effective: bool, who: str) -> None:
    one = action(by=by, done=done, done_by="zhao", evidence="x")
    try:
        verifiable(one, who, effective=effective)
    except Refused:
        assert who == "zhao"
    else:
        assert who == "li"
