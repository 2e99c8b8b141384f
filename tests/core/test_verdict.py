"""One verdict from everything: cleared is what passed, never what did not fail (contract §6)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gendan.core.checks  # noqa: F401 - registers them before they are put aside
from gendan.core.acts import level_to_sign, waivable
from gendan.core.checklist import Item, ItemKind, Tick, Waiver
from gendan.core.checks.case import Case
from gendan.core.checks.registry import CHECKS, Check, Outcome, Problem, Result, Severity, run
from gendan.core.desks import Desk, Evidence
from gendan.core.documents import Document, DocumentKind, Row
from gendan.core.orders import Amendment, Difference, Line, Order, OrderRequirement
from gendan.core.policy import Policy
from gendan.core.signoffs import Signoff
from gendan.core.verdict import Ruling, Verdict, judge
from gendan.errors import Refused, Unknown
from gendan.text import same

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
ORDER = Order(
    "PO-1", "ACME", date(2026, 2, 1), lines=(Line("1", "MUG", Decimal(10)),), id="o"
)  # fmt: skip
PACKED = Evidence(DocumentKind.PACKING, "packing.csv", "a" * 64, 10, AT, "zhou")
LABEL = Item("R1", ItemKind.REQUIREMENT, same("label on each box"), "r")
DONE = LABEL._replace(tick=Tick("wang", AT, "photo"))
DESK = Desk(
    order=ORDER,
    evidence=[PACKED],
    amendments=[],
    requirements=[],
    checklist=[DONE],
    waivers={},
    signoffs=[],
    makers={"wang"},
    levels=(1, 2),
    policy=Policy(),
)
NOTE = Waiver("li", AT, "the customer agreed")


def problem(words: str, **facts: Any) -> Problem:
    return Problem(same(words), same("mend it"), **facts)


def check(code: str, *problems: Problem, severity: Severity = Severity.BLOCK) -> Check:
    return Check(code, same(code), severity, "", lambda _: iter(problems), lambda _: None)


def breaks(_case: Case) -> Iterator[Problem]:
    raise ZeroDivisionError
    yield


SHORT = problem("9 packed", expected="10", actual="9")
OVER = problem("11 packed", expected="10", actual="11")
PASSES = check("L01")
FAILS = check("L05", SHORT, OVER)
WARNS = check("L03", problem("another description"), severity=Severity.WARN)
TELLS = check("O13", problem("26 kg"), severity=Severity.INFO)
ASKS = check("O20", problem("open", item="R1"))
BREAKS = PASSES._replace(code="L09", look=breaks)
IDLE = FAILS._replace(code="O03", unless=lambda _: same("no deposit"))


@pytest.fixture(autouse=True)
def _only_these() -> Iterator[None]:
    """The checks of the program put aside; each test registers its own."""
    kept = dict(CHECKS)
    CHECKS.clear()
    yield
    CHECKS.clear()
    CHECKS.update(kept)


def ran(*checks: Check) -> list[Result]:
    CHECKS.clear()
    CHECKS.update({check.code: check for check in checks})
    packing = Document(DocumentKind.PACKING, "packing.csv", [Row(None, 2, "MUG", Decimal(10))])
    return run(Case(ORDER, {DocumentKind.PACKING: packing}, DESK.checklist, date(2026, 3, 2)))


def verdict(*checks: Check, **changes: Any) -> Verdict:
    return judge(DESK._replace(**changes), ran(*checks))


def signed(**changes: Any) -> Verdict:
    """The verdict after wang and li have signed what this desk shows."""
    desk = DESK._replace(**changes)
    before = judge(desk, ran(PASSES))
    signoffs = [
        Signoff(who, level, who, AT, before.digest, before.parts)
        for level, who in ((1, "wang"), (2, "li"))
    ]
    return judge(desk._replace(signoffs=signoffs), ran(PASSES))


@pytest.mark.parametrize(
    ("checks", "changes", "ruling"),
    [
        pytest.param([PASSES], {}, "unsigned", id="all passes"),
        pytest.param([PASSES, IDLE], {}, "unsigned", id="one does not apply"),
        pytest.param([PASSES, WARNS, TELLS], {}, "unsigned", id="warnings do not stop it"),
        pytest.param([PASSES, FAILS], {}, "blocked", id="a check fails"),
        pytest.param([PASSES, BREAKS], {}, "blocked", id="a check breaks"),
        pytest.param([], {}, "blocked", id="no checks at all"),
        pytest.param([PASSES], {"evidence": []}, "blocked", id="nothing compared"),
        pytest.param([PASSES], {"evidence": [PACKED._replace(kind=DocumentKind.INVOICE)]}, "blocked", id="an invoice alone"),
        pytest.param([PASSES], {"order": ORDER._replace(lines=())}, "blocked", id="no lines"),
        pytest.param([PASSES], {"checklist": [LABEL]}, "blocked", id="an open item"),
        pytest.param([PASSES], {"checklist": [LABEL._replace(waiver=NOTE)]}, "unsigned", id="a waived item"),
        pytest.param([PASSES], {"levels": ()}, "unsigned", id="no level is asked for"),
    ],
)  # fmt: skip
def test_rulings(checks: list[Check], changes: dict[str, Any], ruling: str) -> None:
    found = verdict(*checks, **changes)
    assert found.verdict == ruling
    assert not found.cleared


def test_a_check_that_did_not_run_blocks() -> None:
    results = ran(PASSES, TELLS)
    assert judge(DESK, results).verdict is Ruling.UNSIGNED
    found = judge(DESK, results[:1])
    assert found.verdict is Ruling.BLOCKED
    assert "O13" in found.missing[0].en
    assert judge(DESK, []).verdict is Ruling.BLOCKED


def test_cleared_by_two() -> None:
    found = signed()
    assert found.cleared
    assert not found.needed
    assert [stands.valid for stands in found.signoffs] == [True, True]


def test_a_waiver_covers_the_finding_as_it_stood() -> None:
    first = verdict(PASSES, FAILS)
    keys = {finding.key: NOTE for finding in first.blocking}
    assert verdict(PASSES, FAILS, waivers=keys).verdict is Ruling.UNSIGNED
    later = check("L05", SHORT._replace(actual="8"), OVER)
    found = verdict(PASSES, later, waivers=keys)
    assert found.verdict is Ruling.BLOCKED
    assert [f.state for f in found.findings] == ["open", "waived"]
    one, *_ = keys
    assert verdict(PASSES, FAILS, waivers={one: NOTE}).verdict is Ruling.BLOCKED


def test_a_waived_item_waives_what_is_said_of_it() -> None:
    waived = LABEL._replace(waiver=NOTE)
    found = verdict(PASSES, ASKS, checklist=[waived])
    assert found.verdict is Ruling.UNSIGNED
    assert [f.state for f in found.findings] == ["waived"]
    assert verdict(PASSES, ASKS, checklist=[LABEL]).verdict is Ruling.BLOCKED
    assert verdict(PASSES, BREAKS, checklist=[waived]).verdict is Ruling.BLOCKED


def test_a_broken_check_cannot_be_waived() -> None:
    found = verdict(PASSES, BREAKS)
    keys = {finding.key: NOTE for finding in found.findings}
    assert verdict(PASSES, BREAKS, waivers=keys).verdict is Ruling.BLOCKED
    with pytest.raises(Refused):
        waivable(found, "L09")


def test_what_a_code_waives() -> None:
    found = verdict(PASSES, FAILS, WARNS, TELLS, ASKS, checklist=[LABEL])
    assert waivable(found, "l05") == found.blocking[:2]
    assert len(waivable(found, "L03")) == 1
    assert waivable(found, "O20") == waivable(found, "r1") == waivable(found, "Label") == [LABEL]
    for nothing in ("L01", "O13", "L99", "", "R2"):
        with pytest.raises(Unknown) as refusal:
            waivable(found, nothing)
        assert "L05" in refusal.value.hint.en
    with pytest.raises(Refused):
        waivable(verdict(PASSES), "R1")


CHANGES: dict[str, dict[str, Any]] = {
    "order": {"order": ORDER._replace(cells={"marks": "ACME"})},
    "the day": {"order": ORDER._replace(ship_by=date(2026, 4, 1))},
    "lines": {"order": ORDER._replace(lines=(Line("1", "MUG", Decimal(11)),))},
    "amendments": {
        "amendments": [Amendment(1, AT, "wang", None, [Difference("1", "quantity", "10", "11")])]
    },
    "requirements": {"requirements": [OrderRequirement(1, "q", "label", None, None, "wang", 7)]},
    "packing": {"evidence": [PACKED._replace(sha256="b" * 64)]},
    "invoice": {"evidence": [PACKED, PACKED._replace(kind=DocumentKind.INVOICE)]},
    "tick": {"checklist": [DONE._replace(tick=Tick("wang", AT, "another photo"))]},
    "who ticked": {"checklist": [DONE._replace(tick=Tick("li", AT, "photo"))]},
    "item": {"checklist": [DONE, DONE._replace(item="R2")]},
    "reading": {"checklist": [DONE._replace(confirmed=date(2026, 3, 1))]},
}


@pytest.mark.parametrize("name", CHANGES)
def test_any_change_voids(name: str) -> None:
    before = signed()
    signoffs = [stands.signoff for stands in before.signoffs]
    found = judge(DESK._replace(**CHANGES[name], signoffs=signoffs), ran(PASSES))
    assert found.digest != before.digest
    assert [stands.valid for stands in found.signoffs] == [False, False]
    assert all(stands.changed for stands in found.signoffs)
    assert found.verdict is Ruling.UNSIGNED


def test_findings_and_waivers_are_signed_too() -> None:
    plain, warned, waived = (
        verdict(PASSES, *more, waivers=waivers)
        for more, waivers in (
            ([], {}),
            ([WARNS], {}),
            ([WARNS], {f.key: NOTE for f in verdict(PASSES, WARNS).findings}),
        )
    )
    other = verdict(PASSES, WARNS, waivers={f.key: NOTE._replace(why="?") for f in warned.findings})
    assert len({v.digest for v in (plain, warned, waived, other)}) == 4


UNCHANGED: dict[str, dict[str, Any]] = {
    "the file's name": {"evidence": [PACKED._replace(name="copy.csv", size=11)]},
    "who gave it": {"evidence": [PACKED._replace(who="chen")]},
    "a waiver of nothing": {"waivers": {"a finding that is gone": NOTE}},
    "the policy": {"policy": Policy(supervisors=("chen",))},
    "makers": {"makers": {"wang", "zhao"}},
}


@pytest.mark.parametrize("name", UNCHANGED)
def test_nothing_else_voids(name: str) -> None:
    assert verdict(PASSES, **UNCHANGED[name]).digest == verdict(PASSES).digest


def test_what_only_tells_is_signed_too() -> None:
    assert verdict(PASSES, TELLS).digest != verdict(PASSES).digest


def test_that_it_was_shipped_is_what_the_signatures_were_for() -> None:
    shipped = DESK._replace(order=DESK.order._replace(shipped_date=date(2026, 3, 3)))
    assert judge(shipped, ran(PASSES)).digest == verdict(PASSES).digest


def test_a_file_by_who_signed_level_2_voids_it() -> None:
    before = signed()
    signoffs = [stands.signoff for stands in before.signoffs]
    again = DESK._replace(evidence=[PACKED._replace(who="Li")], signoffs=signoffs)
    found = judge(again, ran(PASSES))
    assert found.digest == before.digest
    assert [stands.valid for stands in found.signoffs] == [True, False]
    assert [need.level for need in found.needed] == [2]


def test_the_level_to_sign() -> None:
    desk = DESK
    found = judge(desk, ran(PASSES))
    assert level_to_sign(desk, found, "wang") == 1
    first = Signoff("1", 1, "wang", AT, found.digest, found.parts)
    desk = DESK._replace(signoffs=[first])
    found = judge(desk, ran(PASSES))
    assert level_to_sign(desk, found, "li") == 2
    for nobody in ("wang", "Zhou"):
        with pytest.raises(Refused):
            level_to_sign(desk, found, nobody)
    with pytest.raises(Refused):
        level_to_sign(DESK, signed(), "chen")


def test_nobody_signs_what_is_blocked() -> None:
    found = verdict(PASSES, FAILS, checklist=[LABEL], evidence=[])
    with pytest.raises(Refused) as refusal:
        level_to_sign(DESK, found, "wang")
    assert len(refusal.value.faults) == 4


@given(
    passed=st.booleans(),
    outcomes=st.lists(st.sampled_from(list(Outcome)), max_size=4),
    severities=st.lists(st.sampled_from(list(Severity)), min_size=4, max_size=4),
    compared=st.booleans(),
    states=st.lists(st.sampled_from(["ticked", "waived", "open"]), max_size=3),
    who=st.lists(st.sampled_from(["wang", "WANG", "li", "zhou", "chen"]), max_size=3),
)
def test_cleared_means_everything(
    passed: bool,
    outcomes: list[Outcome],
    severities: list[Severity],
    compared: bool,
    states: list[str],
    who: list[str],
) -> None:
    """Whatever is laid on the desk: cleared implies each single condition."""
    checks = {
        Outcome.PASSED: PASSES,
        Outcome.FAILED: FAILS,
        Outcome.NOT_APPLICABLE: IDLE,
        Outcome.BROKEN: BREAKS,
    }
    used = [
        checks[outcome]._replace(code=f"X{n}", severity=severities[n])
        for n, outcome in enumerate(outcomes)
    ]
    items = [
        LABEL._replace(
            item=f"R{n}",
            tick=Tick("wang", AT) if state == "ticked" else None,
            waiver=NOTE if state == "waived" else None,
        )
        for n, state in enumerate(states)
    ]
    desk = DESK._replace(checklist=items, evidence=[PACKED] if compared else [])
    results = ran(*used)
    before = judge(desk, results)
    digest, parts = (before.digest, before.parts) if passed else ("0" * 64, {})
    signoffs = [Signoff(str(n), n + 1, name, AT, digest, parts) for n, name in enumerate(who)]
    found = judge(desk._replace(signoffs=signoffs), results)
    if found.cleared:
        assert used
        assert Outcome.BROKEN not in outcomes
        assert not any(
            outcome is Outcome.FAILED and severities[n] is Severity.BLOCK
            for n, outcome in enumerate(outcomes)
        )
        assert compared
        assert "open" not in states
        assert passed
        assert who[1] in ("li", "chen")
        assert who[0].lower() != who[1]
    else:
        assert found.verdict in (Ruling.BLOCKED, Ruling.UNSIGNED)
