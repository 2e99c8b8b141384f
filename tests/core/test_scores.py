"""Scorecards from facts: what counts for whom, and what drops out (contract §8)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.core.check_runs import Fault, Run
from gendan.core.checks.registry import Severity
from gendan.core.claims import GOODS, TRANSPORT
from gendan.core.complaints import TYPE_WORDS
from gendan.core.documents import DocumentKind
from gendan.core.inspections import Decision
from gendan.core.partners import Partner, PartnerKind, Standing
from gendan.core.sampling import plan
from gendan.core.scorecards import Card, Claim, Delivery, Facts, Lot, Passed, Sample, sample
from gendan.core.scores import cards
from gendan.core.scoring import Metric, scoring_of

TODAY = date(2026, 6, 1)
ORDERED, SHIP_BY = date(2026, 1, 1), date(2026, 2, 10)
SCORING = scoring_of({})
FACTORY = Partner("YW", "Yiwu Glaze Works", PartnerKind.SUPPLIER, ("义乌釉彩",), id="1")
S, F, I = PartnerKind.SUPPLIER, PartnerKind.FORWARDER, PartnerKind.INSPECTOR  # noqa: E741


def shipped(order: str, late: int = 0, **fields: Any) -> Delivery:
    made = Delivery(S, "YW", order, ORDERED, SHIP_BY, SHIP_BY + timedelta(days=late))
    return made._replace(**fields)


def facts(*deliveries: Delivery, **fields: Any) -> Facts:
    return Facts(deliveries, (), (), (), complaints=False, runs={})._replace(**fields)


def run(
    order: str, *codes: tuple[str, str | None], kind: DocumentKind = DocumentKind.PACKING
) -> Run:
    faults = [Fault(code, Severity.BLOCK, sku) for code, sku in codes]
    return Run(order, SHIP_BY, {kind}, faults)


def card(found: Facts, *partners: Partner) -> Card:
    (only,) = cards(found, partners or (FACTORY,), SCORING, TODAY)
    return only


@pytest.mark.parametrize("name", ["YW", "yw", "Yiwu  Glaze works", "义乌釉彩", "ＹＷ"])
def test_whom_an_order_means(name: str) -> None:
    assert card(facts(shipped("1", name=name))).n == 1


def test_nobody_is_guessed() -> None:
    found = cards(facts(shipped("1", name="Yiwu Glaze")), [FACTORY], SCORING, TODAY)
    assert {c.code: c.n for c in found} == {"Yiwu Glaze": 1, "YW": 0}


def test_a_forwarder_of_the_same_name_is_another() -> None:
    found = cards(facts(shipped("1", kind=F)), [FACTORY], SCORING, TODAY)
    assert [(c.who.kind, c.n) for c in found] == [(S, 0), (F, 1)]


def test_on_the_day_is_on_time_and_no_promise_is_no_measure() -> None:
    found = card(facts(shipped("1"), shipped("2", 1), shipped("3", ship_by=None)))
    on_time = found.measures[Metric.ON_TIME]
    assert (found.n, found.late, on_time.value, on_time.n) == (3, 1, 50, 2)


def test_what_is_still_to_leave() -> None:
    waiting = shipped("1", shipped=None)
    later = waiting._replace(order="2", ship_by=TODAY)
    found = card(facts(waiting, later))
    assert (found.n, found.open_orders, found.overdue, found.score) == (0, 2, 1, None)


def test_lead_time_with_its_deviation() -> None:
    found = card(facts(shipped("1"), shipped("2", 4), shipped("3", 5)))
    assert (found.lead_time, found.deviation) == (43, Decimal(7).sqrt())
    # 40 days were promised: 44 are at most 10 % over, 45 are not.
    assert found.measures[Metric.LEAD_TIME].value == Decimal(200) / 3


def test_below_the_minimum_no_score_and_no_standing() -> None:
    nine = [shipped(str(n)) for n in range(9)]
    assert (card(facts(*nine)).score, card(facts(*nine)).standing) == (None, None)
    ten = card(facts(*nine, shipped("9")))
    assert (ten.score, ten.standing) == (100, Standing.PREFERRED)


def test_metrics_without_data_drop_out_and_the_rest_is_scaled() -> None:
    found = card(facts(*(shipped(str(n)) for n in range(10))))
    weights = {metric: m.weight for metric, m in found.measures.items() if m.weight}
    assert weights == {Metric.ON_TIME: 75, Metric.LEAD_TIME: 25}


def test_a_book_without_complaints_proves_nothing() -> None:
    ten = [shipped(str(n)) for n in range(10)]
    assert card(facts(*ten)).measures[Metric.CLAIMS].value is None
    kept = card(facts(*ten, complaints=True))
    assert (kept.claims, kept.measures[Metric.CLAIMS].value) == (0, 100)


def test_orders_that_were_complained_of_are_counted_not_complaints() -> None:
    ten = [shipped(str(n)) for n in range(10)]
    claims = [claim("1"), claim("1", type="quantity"), claim("2")]
    found = card(facts(*ten, complaints=True, claims=claims))
    measure = found.measures[Metric.CLAIMS]
    assert (found.claims, measure.value, measure.n) == (3, 80, 10)


def claim(order: str | None, **fields: Any) -> Claim:
    return Claim(SHIP_BY, order, "quality", suppliers=("YW",))._replace(**fields)


BLAMED: list[tuple[str, Claim, set[PartnerKind]]] = [
    ("goods that passed", claim("1"), {S, I}),
    ("another item than the one that passed", claim("1", item="B"), {S}),
    ("another factory's item", claim("1", suppliers=("Other Works",), item="B"), set()),
    ("nobody's item", claim("1", suppliers=(), item="B"), set()),
    ("damage", claim("1", type="damage"), {F}),
    ("late", claim("1", type="late"), {F}),
    ("price is ours", claim("1", type="price"), set()),
    ("service is ours", claim("1", type="service"), set()),
    ("no type said yet", claim("1", type=None), set()),
    ("the factory put down for damage", claim("1", type="damage", named="义乌釉彩"), {S}),
    ("the forwarder put down", claim("1", type="service", named="Seagull"), {F}),
    ("an order of others", claim("9"), set()),
    ("no order, the factory put down", claim(None, type=None, named="yw"), {S}),
    ("no order, nobody put down", claim(None, suppliers=()), set()),
]


@pytest.mark.parametrize(
    ("made", "kinds"), [row[1:] for row in BLAMED], ids=[row[0] for row in BLAMED]
)
def test_who_answers_for_a_complaint(made: Claim, kinds: set[PartnerKind]) -> None:
    found = facts(
        shipped("1"),
        shipped("1", kind=F, name="Seagull"),
        shipped("1", kind=I, name="Zhao"),
        passed=[Passed("Zhao", "1", "A")],
        claims=[made],
        complaints=True,
    )
    charged = {c.who.kind for c in cards(found, [FACTORY], SCORING, TODAY) if c.claims}
    assert charged == kinds


def test_of_two_forwarders_of_an_order_neither_answers() -> None:
    both = [shipped("1", kind=F, name=name) for name in ("Seagull", "Albatros")]
    found = facts(*both, claims=[claim("1", type="damage")], complaints=True)
    assert {c.claims for c in cards(found, [], SCORING, TODAY)} == {0}


def test_types_of_complaints_exist() -> None:
    assert TYPE_WORDS.keys() >= GOODS | TRANSPORT
    assert not GOODS & TRANSPORT


def lot(decision: Decision = Decision.ACCEPTED, **fields: Any) -> Lot:
    return Lot(S, "YW", SHIP_BY, decision)._replace(**fields)


def test_quality_is_the_share_of_lots_accepted() -> None:
    lots = [lot(sample=Sample(80, 1))] * 18
    lots += [lot(Decision.REJECTED, sample=Sample(80, 6)), lot(Decision.PARTIAL)]
    found = card(facts(*(shipped(str(n)) for n in range(20)), lots=lots))
    quality = found.measures[Metric.QUALITY]
    assert (quality.value, quality.n, quality.points) == (90, 20, 90)
    assert (found.lots, found.rejected, found.reject_rate) == (20, 1, 5)
    assert (found.sampled, found.faulty) == (1520, 24)
    assert found.faulty_per_million == Decimal(24_000_000) / 1520


def test_one_refused_lot_of_twenty_blocks_nobody() -> None:
    lots = [lot()] * 19 + [lot(Decision.REJECTED)]
    found = card(facts(*(shipped(str(n)) for n in range(20)), lots=lots))
    assert found.standing is Standing.APPROVED


def test_faulty_units_are_known_where_all_classes_had_one_sample() -> None:
    one, several = plan(500), plan(500, aql_major="0.65", aql_minor="4.0")
    assert len({several.critical.n, several.major.n, several.minor.n}) > 1
    assert sample(one, [0, 3, 4]) == Sample(one.major.n, 7)
    assert sample(one, [0, 3, None]) is None
    assert sample(several, [0, 3, 4]) is None


YEAR_AGO = TODAY - timedelta(days=500)


def old(order: str, late: int) -> Delivery:
    left, ordered = YEAR_AGO + timedelta(days=late), YEAR_AGO - timedelta(days=40)
    return shipped(order, ordered=ordered, ship_by=YEAR_AGO, shipped=left)


def test_a_standing_is_that_of_the_last_twelve_months() -> None:
    bad = [old(f"old{n}", 9) for n in range(10)]
    recent = [shipped(str(n), kind=S) for n in range(10)]
    found = card(facts(*bad, *recent))
    assert (found.n, found.late, found.standing) == (20, 10, Standing.PREFERRED)
    assert found.ground == (12, 10, 0, 100, Standing.PREFERRED)
    few = card(facts(*bad, *recent[:9]))
    assert (few.ground.months, few.ground.n, few.standing) == (None, 19, Standing.BLOCKED)


def test_months_that_are_asked_for_are_those_of_the_standing_too() -> None:
    made = facts(*(old(f"old{n}", 9) for n in range(10)), *(shipped(str(n)) for n in range(10)))
    (found,) = cards(made, [FACTORY], SCORING, TODAY, 6)
    assert (found.n, found.score, found.ground.months) == (10, 100, 6)
    (found,) = cards(made, [FACTORY], SCORING, TODAY, 60)
    assert (found.n, found.standing) == (20, Standing.BLOCKED)


IN_FULL: list[tuple[str, list[Run], Decimal | None]] = [
    ("nothing compared", [], None),
    ("only an invoice", [run("1", kind=DocumentKind.INVOICE)], None),
    ("all right", [run("1", ("D04", None))], Decimal(100)),
    ("short", [run("1", ("L05", "A"))], Decimal(0)),
    ("short, then counted anew", [run("1", ("L05", "A")), run("1")], Decimal(100)),
    ("another factory's item", [run("1", ("L05", "B"))], Decimal(100)),
    ("nobody's item", [run("1", ("L01", None))], Decimal(100)),
]


@pytest.mark.parametrize(
    ("runs", "value"), [row[1:] for row in IN_FULL], ids=[r[0] for r in IN_FULL]
)
def test_in_full_is_what_the_last_packing_list_proves(
    runs: list[Run], value: Decimal | None
) -> None:
    mine = shipped("1", skus=frozenset({"A"}))
    found = card(facts(mine, runs={"1": runs}))
    assert found.measures[Metric.IN_FULL].value == value


def test_the_only_factory_answers_for_all() -> None:
    found = card(facts(shipped("1"), runs={"1": [run("1", ("L01", None))]}))
    assert found.measures[Metric.IN_FULL].value == 0


def test_papers_count_as_they_were_given_first() -> None:
    runs = {"1": [run("1", ("O11", None)), run("1")], "2": [run("2"), run("2", ("O11", None))]}
    found = card(facts(shipped("1"), shipped("2"), runs=runs))
    documents = found.measures[Metric.DOCUMENTS]
    assert (documents.value, documents.n) == (50, 2)


def test_information_is_no_fault() -> None:
    told = Run("1", SHIP_BY, {DocumentKind.PACKING}, [Fault("L05", Severity.INFO, "A")])
    assert card(facts(shipped("1"), runs={"1": [told]})).measures[Metric.IN_FULL].value == 100


def test_a_packing_list_says_nothing_of_a_forwarder_or_inspector() -> None:
    runs = {"1": [run("1", ("L05", "A"), ("O11", None))]}
    for kind in (F, I):
        (found,) = cards(facts(shipped("1", kind=kind), runs=runs), [], SCORING, TODAY)
        assert found.measures[Metric.IN_FULL].value is None
        assert found.measures[Metric.DOCUMENTS].value is None


def test_a_forwarder_answers_for_its_booking() -> None:
    runs = {"1": [run("1", ("O16", None), kind=DocumentKind.BOOKING)]}
    (found,) = cards(facts(shipped("1", kind=F), runs=runs), [], SCORING, TODAY)
    assert found.measures[Metric.DOCUMENTS].value == 0


@given(
    st.lists(st.tuples(st.integers(-20, 20), st.booleans()), min_size=1, max_size=40),
    st.lists(st.sampled_from(Decision), max_size=5),
)
def test_scores_stay_in_their_bounds(days: list[tuple[int, bool]], lots: list[Decision]) -> None:
    deliveries = [
        shipped(str(n), late, ship_by=SHIP_BY if promised else None)
        for n, (late, promised) in enumerate(days)
    ]
    found = card(facts(*deliveries, lots=[lot(decision) for decision in lots]))
    assert found.n == len(days)
    assert found.late <= found.measures[Metric.ON_TIME].n <= found.n
    if found.score is not None:
        assert 0 <= found.score <= 100
        assert abs(sum(m.weight for m in found.measures.values()) - 100) < Decimal("1e-20")
    else:
        assert found.n < SCORING.minimum or all(m.weight == 0 for m in found.measures.values())
