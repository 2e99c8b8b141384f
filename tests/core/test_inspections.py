"""Decisions, rounds of a lot, coverage of an order, what is due, when to tighten (order-check.md §2.5, L13)."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.core.inspection_care import to_tighten, wanted
from gendan.core.inspection_cover import covers, final_passed
from gendan.core.inspection_lots import decided, lot_again, lots
from gendan.core.inspection_made import (
    Found,
    Terms,
    begun,
    concluded,
    corrected,
    counted,
    following,
    planned,
    same_goods,
)
from gendan.core.inspection_needs import changed_goods, needs, units_of
from gendan.core.inspection_oddities import oddities
from gendan.core.inspections import (
    Decision,
    Defect,
    Grade,
    Inspection,
    Stage,
    by_supplier,
    defect_named,
    exceeded,
)
from gendan.core.sampling import BY_SIZE, Level, looser, plan
from gendan.core.sampling_tables import AQLS
from gendan.errors import Refused, Unknown

from .shipment import case, line, order, packing, row

DAY = date(2026, 3, 2)
GOOD = {"critical": 0, "major": 0, "minor": 0}
BAD = {"critical": 1, "major": 0, "minor": 0}
POOR = {"critical": 0, "major": 9, "minor": 0}
LOOSE = plan(100, Level.S1, "1000", "1000")


def seen(n: int = 1, lot: int = 100, *, take: int | None = None, **more: Any) -> Inspection:
    """An inspection; decided where all its counts are named."""
    own: dict[str, Any] = {
        "stage": Stage.FINAL,
        "line": None,
        "goods": None,
        "first": n,
        "round": 1,
    }
    own |= more
    sampling = own.pop("plan", plan(lot))
    one = Inspection("PO-1", "ACME", n, on=DAY, lot=lot, plan=sampling, **own)
    if None in (one.critical, one.major, one.minor):
        return one
    return decided(one, take, "sorted" if take is not None else None)


def again(n: int, lot: int, first: int = 1, **more: Any) -> Inspection:
    """A later round of the lot whose first round is `first`."""
    return seen(n, lot, first=first, round=2, **more)


@pytest.mark.parametrize(
    ("counts", "decision", "over"),
    [
        pytest.param((0, 0, 0), "accepted", [], id="nothing found"),
        pytest.param((0, 7, 10), "accepted", [], id="at both limits"),
        pytest.param((0, 8, 0), "rejected", ["major"], id="one major too many"),
        pytest.param((0, 0, 11), "rejected", ["minor"], id="one minor too many"),
        pytest.param((1, 0, 0), "rejected", ["critical"], id="one critical"),
        pytest.param((1, 8, 11), "rejected", ["critical", "major", "minor"], id="all are named"),
    ],
)
def test_the_plan_decides(counts: tuple[int, int, int], decision: str, over: list[str]) -> None:
    critical, major, minor = counts
    one = seen(lot=2400, critical=critical, major=major, minor=minor)
    assert one.decision == decision
    assert exceeded(one) == over
    assert (one.accepted, one.refused) == ((2400, 0) if decision == "accepted" else (0, 2400))


def test_a_count_that_is_not_known_is_not_none() -> None:
    with pytest.raises(Refused) as caught:
        decided(seen(critical=0), None, None)
    assert "--major N --minor N" in caught.value.hint.en
    assert caught.value.text.zh == "检验 1 无法判定：未填主要、次要缺陷数"


def test_a_part_of_a_lot() -> None:
    one = decided(seen(**POOR), 80, "20 sorted out")
    assert (one.decision, one.accepted, one.refused, one.why) == (
        "partial", 80, 20, "20 sorted out",
    )  # fmt: skip


@pytest.mark.parametrize(("take", "why"), [(0, "x"), (100, "x"), (101, "x"), (80, None)])
def test_a_part_is_a_part_and_has_a_reason(take: int, why: str | None) -> None:
    with pytest.raises(Refused):
        decided(seen(**POOR), take, why)


def test_no_part_of_a_lot_with_critical_faults_is_taken() -> None:
    with pytest.raises(Refused, match="1 were found") as caught:
        decided(seen(**BAD), 80, "boss says ok")
    assert "gendan inspect add PO-1 --stage final --again 1 --lot N" in caught.value.hint.en
    assert "挑选" in caught.value.hint.zh


@pytest.mark.parametrize(
    ("rounds", "good", "waiting", "draft"),
    [
        pytest.param([seen(**GOOD)], 100, 0, False, id="accepted"),
        pytest.param([seen(**BAD)], 0, 100, False, id="rejected"),
        pytest.param([seen()], 0, 100, True, id="a draft"),
        pytest.param([seen(**BAD), again(2, 100, **GOOD)], 100, 0, False, id="accepted at last"),
        pytest.param([seen(**BAD), again(2, 100)], 0, 100, True, id="the next round is a draft"),
        pytest.param([seen(**BAD), again(2, 60, **GOOD)], 60, 40, False, id="forty are scrapped"),
        pytest.param([seen(take=80, **GOOD)], 80, 20, False, id="in part"),
        pytest.param([seen(take=80, **GOOD), again(2, 20, **GOOD)], 100, 0, False, id="and the rest"),
        pytest.param([seen(take=80, **GOOD), again(2, 20, **BAD)], 80, 20, False, id="the rest fails"),
        pytest.param([seen(take=80, **GOOD), again(2, 100, **BAD)], 0, 100, False, id="all anew, failed"),
        pytest.param([seen(take=80, **POOR)], 0, 100, False, id="a part of what failed"),
        pytest.param([seen(take=80, **POOR), again(2, 80, **GOOD)], 80, 20, False, id="what was sorted passed"),
        pytest.param([seen(take=80, **POOR), again(2, 20, **GOOD)], 20, 80, False, id="only the rest passed"),
        pytest.param([seen(lot=12, plan=plan(12, Level.III, "0.40", "0.40"), take=3, **POOR)], 3, 9, False, id="every unit was inspected"),
        pytest.param([seen(lot=12, plan=plan(12, Level.III, "0.40", "0.40"), take=4, **POOR)], 0, 12, False, id="a faulty one was taken"),
        pytest.param([seen(**POOR), again(2, 100, plan=LOOSE, **GOOD)], 0, 100, False, id="passed by a looser plan"),
        pytest.param([seen(**POOR), again(2, 100, plan=LOOSE, **GOOD), again(3, 100, **GOOD)], 100, 0, False, id="then by the plan that refused it"),
        pytest.param([seen(plan=LOOSE, **GOOD), again(2, 100, plan=LOOSE, **GOOD)], 100, 0, False, id="looser than nothing"),
        pytest.param([seen(**GOOD), again(2, 100, **BAD)], 0, 100, False, id="the customer's inspector fails it"),
        pytest.param([seen(**GOOD), again(2, 100)], 0, 100, True, id="and is still writing"),
    ],
)  # fmt: skip
def test_the_rounds_of_a_lot(
    rounds: list[Inspection], good: int, waiting: int, draft: bool
) -> None:
    (lot,) = lots(rounds)
    assert (lot.good, lot.waiting, lot.draft) == (good, waiting, draft)
    assert lot.settled is (not waiting and not draft)


@given(st.lists(st.tuples(st.integers(1, 50), st.sampled_from([GOOD, BAD, {}])), min_size=1))
def test_no_lot_is_more_than_itself(drawn: list[tuple[int, dict[str, int]]]) -> None:
    rounds = [
        seen(n, size, first=1, round=n, **counts) for n, (size, counts) in enumerate(drawn, start=1)
    ]
    (lot,) = lots(rounds)
    assert lot.good >= 0
    assert lot.waiting >= 0
    assert lot.good + lot.waiting <= max(one.lot for one in rounds)


AQL = st.sampled_from(AQLS)


@given(st.sampled_from(Level), AQL, AQL, st.sampled_from(Level), AQL, AQL)
def test_a_plan_is_looser_in_any_term(
    level: Level, major: str, minor: str, level2: Level, major2: str, minor2: str
) -> None:
    one, other = plan(5000, level, major, minor), plan(5000, level2, major2, minor2)
    ranks = [
        (BY_SIZE.index(p.level), -AQLS.index(p.aql_major), -AQLS.index(p.aql_minor))
        for p in (one, other)
    ]
    assert looser(one, other) is any(a < b for a, b in zip(*ranks, strict=True))
    assert looser(one, one) is False


def test_normal_is_looser_than_tightened() -> None:
    assert looser(plan(100), plan(100, tightened=True))
    assert not looser(plan(100, tightened=True), plan(100))


def test_the_next_round_is_by_the_plan_that_refused() -> None:
    strict = plan(100, Level.III, "1.0", "2.5")
    (lot,) = lots([seen(plan=strict, **POOR), again(2, 100, plan=LOOSE, **GOOD)])
    terms = Terms()
    assert following(seen(3, 80), lot, terms).plan == plan(80, Level.III, "1.0", "2.5")
    assert following(seen(3, 80), lot, Terms(aql_major="4")).plan.aql_major == "4.0"
    assert following(seen(3, 80), None, terms).plan == plan(80)


def test_why_what_was_taken_does_not_count() -> None:
    (lot,) = lots([seen(take=80, who="chen", **POOR)])
    (why,) = lot.objections
    assert why.en == (
        "inspection 1: 80 of 100 taken by chen (sorted), but the sample failed and the rest was not "
        "inspected: critical 0 of 20 (Ac 0), major 9 of 20 (Ac 1), minor 0 of 20 (Ac 2)"
    )
    assert "主要 9/20（Ac 1）" in why.zh
    (lot,) = lots([seen(**POOR), again(2, 100, plan=LOOSE, **GOOD)])
    assert "looser plan (level S-1" in lot.objections[0].en
    (lot,) = lots([seen(**POOR), again(2, 100, **GOOD)])
    assert lot.objections == []


def test_a_refused_lot_gets_its_next_round() -> None:
    found = lots([seen(1, **BAD)])
    assert lot_again(found, None, fresh=False) == found[0]
    assert lot_again(found, None, fresh=True) is None
    assert lot_again(lots([seen(1, **GOOD)]), None, fresh=False) is None


def test_of_several_that_wait_one_is_named() -> None:
    found = lots([seen(1, **BAD), seen(2, **BAD), seen(3)])
    with pytest.raises(Refused, match="several lots wait for a re-inspection: 1, 2"):
        lot_again(found, None, fresh=False)
    assert lot_again(found, 2, fresh=False) == found[1]
    with pytest.raises(Unknown):
        lot_again(found, 9, fresh=False)
    with pytest.raises(Refused, match="inspection 3 is not decided"):
        lot_again(found, 3, fresh=False)


def test_an_accepted_lot_can_be_looked_at_anew() -> None:
    found = lots([seen(1, **GOOD)])
    assert lot_again(found, 1, fresh=False) == found[0]


TWO = order(line("AB-1", "100"), line("CD-7", "60", color="Red"))


@pytest.mark.parametrize(
    ("found", "short"),
    [
        pytest.param([], {"AB-1": 100, "CD-7 (Red)": 60}, id="nothing"),
        pytest.param([seen(1, 160, **GOOD)], {}, id="the whole order"),
        pytest.param([seen(1, 159, **GOOD)], {"AB-1": 100, "CD-7 (Red)": 60}, id="one too few"),
        pytest.param([seen(1, goods="AB-1", **GOOD)], {"CD-7 (Red)": 60}, id="one line"),
        pytest.param([seen(1, goods="AB-1", **GOOD), seen(2, 60, **GOOD)], {}, id="a line, and a lot of the rest"),
        pytest.param([seen(1, 60, goods="AB-1", **GOOD), seen(2, 40, goods="AB-1", **GOOD),
                      seen(3, 60, goods="cd-7 (RED)", **GOOD)], {}, id="lots add up"),
        pytest.param([seen(1, goods="AB-1", **GOOD), seen(2, 60, goods="CD-7 (Blue)", **GOOD)],
                     {"CD-7 (Red)": 60}, id="goods that were amended since"),
        pytest.param([seen(1, 200, goods="AB-1", **GOOD)], {"CD-7 (Red)": 60}, id="too many of one are none of another"),
        pytest.param([seen(1, 160, stage=Stage.INLINE, **GOOD)], {"AB-1": 100, "CD-7 (Red)": 60}, id="another stage"),
        pytest.param([seen(1, 160)], {"AB-1": 100, "CD-7 (Red)": 60}, id="a draft"),
        pytest.param([seen(1, goods="AB-1", **POOR), seen(2, 160, **GOOD)], {"AB-1": 100}, id="a refused line is not made up for"),
        pytest.param([seen(1, 160, **GOOD), seen(2, goods="AB-1", **POOR)], {"AB-1": 100}, id="in either order"),
        pytest.param([seen(1, goods="AB-1"), seen(2, 160, **GOOD)], {"AB-1": 100}, id="nor is a draft of a line"),
        pytest.param([seen(1, line="1", goods="AB-0", **POOR), seen(2, 160, **GOOD)], {"AB-1": 100}, id="nor what was amended since"),
        pytest.param([seen(1, 160, take=150, **POOR)], {"AB-1": 100, "CD-7 (Red)": 60}, id="a part of a failed sample"),
    ],
)  # fmt: skip
def test_what_lots_cover(found: list[Inspection], short: dict[str, int]) -> None:
    result = covers(needs(TWO), lots(found))
    assert {cover.need.goods: cover.lacking for cover in result.short} == short
    assert (final_passed(TWO, found) is True) == (not short)


LESS = order(line("AB-1", "100", tolerance="±5%"), line("CD-7", "60", color="Red"))


@pytest.mark.parametrize(
    ("found", "crowded"),
    [
        pytest.param([seen(1, goods="AB-1", **GOOD), seen(2, goods="AB-1", **POOR)], {2: (200, 105)}, id="the same goods, failed"),
        pytest.param([seen(1, goods="AB-1", **POOR), seen(2, goods="AB-1", **GOOD)], {1: (200, 105)}, id="in the other order"),
        pytest.param([seen(1, goods="AB-1", **GOOD), seen(2, goods="AB-1")], {2: (200, 105)}, id="a draft"),
        pytest.param([seen(1, goods="AB-1", **GOOD), seen(2, 5, goods="AB-1", **BAD)], {}, id="five that were made more"),
        pytest.param([seen(1, goods="AB-1", **GOOD), seen(2, 6, goods="AB-1", **BAD)], {2: (106, 105)}, id="six are too many"),
        pytest.param([seen(1, goods="AB-1", **GOOD), seen(2, goods="AB-1", **GOOD)], {}, id="nothing waits"),
        pytest.param([seen(1, line="1", goods="AB-0", **POOR), seen(2, line="1", goods="AB-1", **GOOD)], {1: (200, 105)}, id="amended since"),
        pytest.param([seen(1, line="9", goods="AB-0", **POOR), seen(2, line="1", goods="AB-1", **GOOD)], {}, id="other goods"),
        pytest.param([seen(1, 165, **GOOD), seen(2, 10, **POOR)], {2: (175, 165)}, id="lots of the whole order"),
        pytest.param([seen(1, 160, **GOOD), seen(2, 5, goods="AB-1", **BAD)], {}, id="as many as can be"),
        pytest.param([seen(1, 160, **POOR), seen(2, goods="AB-1", **GOOD), seen(3, 60, goods="CD-7 (Red)", **GOOD)], {1: (320, 165)}, id="the whole failed, its lines passed"),
    ],
)  # fmt: skip
def test_lots_of_more_than_there_can_be(
    found: list[Inspection], crowded: dict[int, tuple[int, int]]
) -> None:
    result = covers(needs(LESS), lots(found))
    told = {lot.last.n: result.crowd(lot) for lot in result.unsettled}
    assert {n: (crowd.units, crowd.most) for n, crowd in told.items() if crowd} == crowded


SPLIT = st.tuples(
    st.sampled_from([None, "AB-1", "CD-7 (Red)"]),
    st.integers(1, 200),
    st.sampled_from([GOOD, POOR, BAD, {}]),
)


@given(st.lists(SPLIT, max_size=6), st.integers(1, 200))
def test_a_further_lot_that_failed_never_helps(
    drawn: list[tuple[str | None, int, dict[str, int]]], size: int
) -> None:
    found = [seen(n, lot, goods=goods, **counts) for n, (goods, lot, counts) in enumerate(drawn, 1)]
    before = covers(needs(TWO), lots(found))
    after = covers(needs(TWO), lots([*found, seen(9, size, goods="AB-1", **POOR)]))
    assert {c.need.goods for c in before.short} <= {c.need.goods for c in after.short} | {
        "CD-7 (Red)"
    }
    assert final_passed(TWO, [*found, seen(9, size, goods="AB-1", **POOR)]) is False


@pytest.mark.parametrize(
    ("ordered", "words"),
    [
        pytest.param(line("AB-1", "100", unit="CTN", pcs_per_carton="24"), "100 CTN = 2,400 PCS", id="cartons"),
        pytest.param(line("AB-1", "10", unit="DOZ"), "10 DOZ = 120 PCS", id="dozens"),
        pytest.param(line("AB-1", "2.5", unit="MT"), "2.5 MT = 2,500 kg", id="tonnes"),
        pytest.param(line("AB-1", "100", unit="CTN"), "100 CTN: the lot counts cartons", id="cartons of nobody knows what"),
        pytest.param(line("AB-1", "100"), None, id="pieces"),
        pytest.param(line("AB-1", "100", unit=""), None, id="no unit"),
    ],
)  # fmt: skip
def test_units_of_a_lot(ordered: Any, words: str | None) -> None:
    told = units_of(ordered)
    assert (told and told.en) == words


@pytest.mark.parametrize(
    ("one", "words"),
    [
        pytest.param(seen(2, line="2", goods="CD-7"), "inspection 2 was of CD-7, now CD-7 (Red)", id="amended"),
        pytest.param(seen(2, line="3", goods="EF-1"), "inspection 2 was of EF-1, which the order no longer has", id="dropped"),
        pytest.param(seen(2, line="1", goods="AB-1"), None, id="as it was"),
        pytest.param(seen(2), None, id="the whole order"),
    ],
)  # fmt: skip
def test_goods_that_changed(one: Inspection, words: str | None) -> None:
    told = changed_goods(TWO, one)
    assert (told and told.en) == words


def test_what_refused_goods_keeps_its_plan() -> None:
    before = seen(lot=2400, critical=0, major=8, minor=0)
    for terms, lot in (
        (Terms(aql_major="4"), None),
        (Terms(aql_major="1.5"), None),
        (Terms(), 3300),
    ):
        with pytest.raises(Refused, match="it stays, and so does its plan"):
            edit(before, terms=terms, lot=lot)
    assert edit(before, lot=2400).refused == 2400


@pytest.mark.parametrize(
    ("found", "passed"),
    [
        pytest.param([], None, id="none recorded"),
        pytest.param([seen(1, 160)], None, id="not decided"),
        pytest.param([seen(1, 100, **GOOD)], None, id="not all of it"),
        pytest.param([seen(1, 160, **GOOD)], True, id="passed"),
        pytest.param([seen(1, 160, **BAD)], False, id="failed"),
        pytest.param([seen(1, 160, **BAD), again(2, 160, **GOOD)], True, id="passed at last"),
        pytest.param([seen(1, 160, **GOOD), seen(2, 10, **BAD)], False, id="some goods wait"),
    ],
)
def test_whether_the_final_inspection_passed(found: list[Inspection], passed: bool | None) -> None:
    assert final_passed(TWO, found) is passed


def quantities(*given: Any) -> dict[str, int]:
    return {need.goods: int(need.quantity) for need in case(*given).to_inspect if need.quantity}


@pytest.mark.parametrize(
    ("ordered", "packed", "needed"),
    [
        pytest.param(order(line("AB-1", "100")), None, {"AB-1": 100}, id="no packing list"),
        pytest.param(order(line("AB-1", "100", tolerance="±5%")), None, {"AB-1": 95}, id="the least that may be shipped"),
        pytest.param(order(line("AB-1", "100", tolerance="±5%")), packing(row("AB-1", "103")), {"AB-1": 103}, id="what is packed"),
        pytest.param(order(line("AB-1", "10", unit="DOZ")), None, {"AB-1": 120}, id="base units"),
        pytest.param(order(line("AB-1", "10", unit="DOZ")), packing(row("AB-1", "120")), {"AB-1": 120}, id="packed in pieces"),
        pytest.param(order(line("AB-1", "4", unit="CTN", pcs_per_carton="25")), None, {"AB-1": 100}, id="cartons"),
        pytest.param(TWO, packing(row("AB-1", "100")), {"AB-1": 100}, id="what is not packed does not ship"),
        pytest.param(order(line("AB-1", "60", color="Red"), line("AB-1", "40", color="Blue")),
                     packing(row("AB-1", "58", color="Red"), row("AB-1", "40", color="Blue")),
                     {"AB-1 (Red)": 58, "AB-1 (Blue)": 40}, id="colour by colour"),
        pytest.param(order(line("AB-1", "60", color="Red"), line("AB-1", "40", color="Blue")),
                     packing(row("AB-1", "98")), {"AB-1 (Red)": 60, "AB-1 (Blue)": 40}, id="a list without colours"),
        pytest.param(order(line("AB-1", "60"), line("AB-1", "40")), packing(row("AB-1", "90")), {"AB-1": 90}, id="two lines of one item"),
    ],
)  # fmt: skip
def test_how_much_must_have_been_inspected(
    ordered: Any, packed: Any, needed: dict[str, int]
) -> None:
    assert quantities(ordered, *([packed] if packed is not None else [])) == needed


@pytest.mark.parametrize(
    ("words", "wanted_defect"),
    [
        ("loose thread:minor:3", Defect(Grade.MINOR, "loose thread", 3)),
        ("loose thread:MAJOR", Defect(Grade.MAJOR, "loose thread", 1)),
        ("杯身划痕：主要：2", Defect(Grade.MAJOR, "杯身划痕", 2)),
        ("断针:致命缺陷:1", Defect(Grade.CRITICAL, "断针", 1)),
        ("size 10:15 cm: short:minor:2", Defect(Grade.MINOR, "size 10:15 cm: short", 2)),
    ],
)
def test_faults_as_people_type_them(words: str, wanted_defect: Defect) -> None:
    assert defect_named(words) == wanted_defect


@pytest.mark.parametrize(
    "words", ["", "stain", "stain:bad:3", "stain:minor:0", ":minor:3", "minor:3"]
)
def test_a_fault_without_class_or_words_is_refused(words: str) -> None:
    with pytest.raises(Refused):
        defect_named(words)


NONE: dict[Grade, int | None] = dict.fromkeys(Grade)


def test_a_count_is_the_sum_of_the_listed_faults_where_it_is_not_typed() -> None:
    found = Found(
        {**NONE, Grade.CRITICAL: 0},
        [Defect(Grade.MAJOR, "a", 2), Defect(Grade.MAJOR, "b", 1), Defect(Grade.MINOR, "c", 4)],
    )
    one = counted(seen(), found)
    assert (one.critical, one.major, one.minor) == (0, 3, 4)
    assert counted(seen(), Found(NONE)).major is None
    typed = counted(seen(), Found({**NONE, Grade.MAJOR: 2}, found.defects))
    assert typed.major == 2, "a unit with two faults counts once"


def test_a_draft_takes_no_part() -> None:
    with pytest.raises(Refused):
        concluded(seen(), Found(NONE, take=50, why="x"), draft=False)
    assert concluded(seen(**GOOD), Found(NONE), draft=True).decision is None


def edit(one: Inspection, **more: Any) -> Inspection:
    own = {"lot": None, "on": None, "cleared": ()} | more
    terms, found = own.pop("terms", Terms()), own.pop("found", Found(NONE))
    return corrected(one, terms, found, **own)


def test_what_is_corrected_is_decided_anew() -> None:
    one = seen(lot=2400, critical=0, major=8, minor=0)
    assert edit(one, found=Found({**NONE, Grade.MAJOR: 7})).decision is Decision.ACCEPTED
    passed = seen(lot=2400, critical=0, major=7, minor=0)
    smaller = edit(passed, lot=1000)
    assert (smaller.plan.letter, smaller.decision, smaller.refused) == ("J", "rejected", 1000)
    tight = edit(seen(lot=2400, critical=0, major=6, minor=0), terms=Terms(tightened=True))
    assert (tight.decision, tight.plan.major.ac) == (Decision.REJECTED, 5)


def test_a_part_stays_taken_until_it_is_cleared() -> None:
    one = seen(take=80, **POOR)
    assert edit(one, found=Found({**NONE, Grade.MINOR: 1})).accepted == 80
    assert edit(one, found=Found(NONE, take=70)).why == "sorted"
    assert edit(one, cleared=["accept"]).decision is Decision.REJECTED
    with pytest.raises(Refused):
        edit(one, lot=80)


def test_a_draft_stays_one() -> None:
    assert edit(seen(), found=Found(GOOD_COUNTS)).decision is None


GOOD_COUNTS: dict[Grade, int | None] = dict.fromkeys(Grade, 0)


def test_the_plan_that_was_used_stays() -> None:
    one = seen(**GOOD)._replace(plan=plan(100)._replace(letter="Z"))
    assert edit(one, found=Found({**NONE, Grade.MINOR: 1})).plan.letter == "Z"


def test_an_inspection_knows_its_goods_and_supplier() -> None:
    ordered = order(
        line("AB-1", color="Red", supplier="Golden Loom"), line("CD-7", supplier="Kiln Row")
    )
    one = begun(ordered, 1, Stage.FINAL, "1", planned(100, Terms()), DAY)
    assert (one.line, one.goods, one.supplier) == ("1", "AB-1 (Red)", "Golden Loom")
    whole = begun(ordered, 1, Stage.FINAL, None, planned(100, Terms()), DAY)
    assert (whole.line, whole.goods, whole.supplier) == (None, None, None)
    with pytest.raises(Unknown):
        begun(ordered, 1, Stage.FINAL, "3", planned(100, Terms()), DAY)


def odd(one: Inspection, *others: Inspection) -> list[str]:
    return [text.en for text in oddities(TWO, one, same_goods(TWO, lots([*others, one]), one))]


def test_what_looks_like_a_slip() -> None:
    assert odd(seen(1, 100, goods="AB-1", **GOOD)) == []
    assert (
        "21 units with major faults in a sample of 20"
        in odd(seen(1, 100, critical=0, major=21, minor=0))[0]
    )
    assert odd(seen(1, 101, goods="AB-1", **GOOD)) == [
        "lots of 101 units for 100 ordered (inspections 1)"
    ]
    assert odd(seen(2, 60, goods="AB-1", **GOOD), seen(1, 60, goods="AB-1", **GOOD)) != []
    assert odd(again(2, 100, goods="AB-1", **GOOD), seen(1, 100, goods="AB-1", **BAD)) == []
    assert odd(seen(1, 5000, stage=Stage.INCOMING, **GOOD)) == [], "materials have other units"


def items(found: list[Inspection], *, lacking: bool = True) -> list[str]:
    ordered = TWO._replace(id="o", ship_by=date(2026, 4, 20))
    rows = wanted(ordered, found, lacking=lacking)
    assert all(row.order_id == "o" for row in rows)
    return [f"{row.item} {row.due}" for row in rows]


def test_what_is_due() -> None:
    assert items([]) == ["PO-1 2026-04-09"]
    assert items([], lacking=False) == []
    assert items([seen()]) == ["PO-1/1 2026-03-02"]
    assert items([seen(**BAD)]) == ["PO-1/1 2026-03-02"]
    assert items([seen(**BAD), again(2, 100)]) == ["PO-1/2 2026-03-02"]
    assert items([seen(**BAD), again(2, 100, **GOOD)], lacking=False) == []
    assert items([seen(stage=Stage.INCOMING)]) == ["PO-1/1 2026-03-02", "PO-1 2026-04-09"]


def history(marks: str) -> list[Inspection]:
    """Lots of one supplier: `+` accepted, `-` refused, `?` a draft, `r` a refused re-inspection."""
    made = []
    for n, mark in enumerate(marks, start=1):
        counts = {} if mark == "?" else GOOD if mark == "+" else BAD
        rounds = {"round": 2, "first": 1} if mark == "r" else {}
        made.append(seen(n, supplier="Golden Loom", **counts, **rounds))
    return made


@pytest.mark.parametrize(
    ("marks", "tightened"),
    [
        ("", False), ("+++++", False), ("-", False), ("--", True), ("-+++-", True),
        ("-++++-", False), ("-r", False), ("-?", False), ("--++++", True), ("--+++++", False),
        ("--++-++++", True), ("--+++++-", False), ("--+++++--", True),
    ],
)  # fmt: skip
def test_when_to_tighten(marks: str, tightened: bool) -> None:
    assert to_tighten(by_supplier(history(marks))) == (["Golden Loom"] if tightened else [])


def test_suppliers_apart() -> None:
    one, other = history("-+"), [i._replace(supplier="Kiln Row", n=i.n + 5) for i in history("-+")]
    assert to_tighten(by_supplier([*one, *other])) == []
    spelled = [i._replace(supplier="GOLDEN LOOM", n=i.n + 5) for i in history("-+")]
    assert to_tighten(by_supplier([*one, *spelled])) == ["Golden Loom"]
