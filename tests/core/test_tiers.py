"""Which tier a customer has earned, and why (contract §4)."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.core.customers import Customer, Tier
from gendan.core.tiers import (
    Basis,
    Member,
    Policy,
    Proposal,
    Purchase,
    read_cuts,
    review,
    standings,
    tier_policy,
    window,
)
from gendan.errors import REFUSED, Refused

A, B, C = Tier.A, Tier.B, Tier.C
TODAY = date(2026, 3, 2)
CUTS = (Decimal(80), Decimal(95))
CODES = ("ACME", "BETA", "CHEN", "DORA", "ELIF")


def member(code: str, tier: Tier | None = None, pinned: bool = False) -> Member:
    return Member(code, code.title(), tier, pinned)


def bought(
    customer: str, value: str | None, day: str | date = TODAY, order: str = "PO-1"
) -> Purchase:
    on = day if isinstance(day, date) else date.fromisoformat(day)
    worth = None if value is None else Decimal(value)
    return Purchase(customer, order, on, worth, "EUR" if value is None else None)


def tiers(values: str, cuts: tuple[Decimal, Decimal] = CUTS) -> str:
    """The classes of values in a row: `70 20 10` → `ABC`."""
    given_values = {f"{n:02}": Decimal(value) for n, value in enumerate(values.split())}
    found = standings(given_values, cuts)
    return "".join(found[code].tier for code in sorted(given_values))


def reviewed(
    members: list[Member],
    purchases: list[Purchase],
    policy: Policy | None = None,
    today: date = TODAY,
) -> dict[str, Proposal]:
    return {p.code: p for p in review(members, purchases, policy or Policy(), today)}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param("100", "A", id="the only customer"),
        pytest.param("80 15 5", "ABC", id="at a cut the next class begins"),
        pytest.param("79 16 5", "AAC", id="just below the first cut is still A"),
        pytest.param("80 14 6", "ABB", id="just below the second cut is still B"),
        pytest.param("79.99 15.01 5", "AAC", id="a hundredth below the first cut"),
        pytest.param("90 6 4", "ABC", id="one who is nearly all"),
        pytest.param("96 3 1", "ACC", id="past the second cut at once"),
        pytest.param("5 15 80", "CBA", id="input in any order"),
        pytest.param("50 30 15 5", "AABC", id="four"),
        pytest.param("25 25 25 25", "AAAA", id="all equal share the first's class"),
        pytest.param("60 10 10 10 10", "AAAAA", id="equal values past a cut, from below it"),
        pytest.param("80 5 5 5 5", "ABBBB", id="equal values past the second cut"),
        pytest.param("95 1 1 1 1 1", "ACCCCC", id="equal values at the second cut"),
        pytest.param("100 0 0", "ACC", id="no purchase is C"),
        pytest.param("0 0", "CC", id="nobody bought"),
        pytest.param("50 50 0", "AAC", id="no purchase is C though ahead is below no cut"),
        pytest.param("0.01", "A", id="little, but all"),
        pytest.param("1e12 1", "AC", id="far apart"),
    ],
)
def test_class_by_the_share_of_those_ahead(values: str, expected: str) -> None:
    assert tiers(values) == expected


@pytest.mark.parametrize(
    ("cuts", "expected"),
    [
        pytest.param("80,95", "AABC", id="usual"),
        pytest.param("50,80", "ABCC", id="narrow"),
        pytest.param("50.01,100", "AABB", id="wide"),
        pytest.param("1,2", "ACCC", id="only the first"),
    ],
)
def test_cuts_can_be_changed(cuts: str, expected: str) -> None:
    assert tiers("50 30 15 5", read_cuts(cuts)) == expected


def test_shares_are_exact_and_cumulative_includes_the_row_itself() -> None:
    found = standings({"ACME": Decimal(15), "BETA": Decimal(80), "CHEN": Decimal(5)}, CUTS)
    assert [
        (code, found[code].share, found[code].cumulative, found[code].rank)
        for code in ("BETA", "ACME", "CHEN")
    ] == [
        ("BETA", Decimal(80), Decimal(80), 1),
        ("ACME", Decimal(15), Decimal(95), 2),
        ("CHEN", Decimal(5), Decimal(100), 3),
    ]


@pytest.mark.parametrize("words", ["80,95", " 80 , 95 ", "80，95", "80.0,95.00"])
def test_cuts_as_typed(words: str) -> None:
    assert read_cuts(words) == CUTS


@pytest.mark.parametrize(
    "words", ["", "80", "95,80", "80,80", "0,95", "-1,95", "80,101", "a,b", "80,95,99", "nan,95"]
)
def test_cuts_that_make_no_sense_are_refused(words: str) -> None:
    with pytest.raises(Refused) as caught:
        read_cuts(words)
    assert caught.value.exit_code == REFUSED
    assert caught.value.hint is not None


def test_the_policy_of_a_book() -> None:
    settings_of_book = {"tier_basis": "quantity", "tier_months": "6", "tier_cuts": "70,90"}
    expected = Policy(Basis.QUANTITY, 6, (Decimal(70), Decimal(90)))
    assert tier_policy(settings_of_book) == expected


@pytest.mark.parametrize(
    ("day", "months", "today", "counts"),
    [
        pytest.param("2026-03-02", 12, "2026-03-02", True, id="today"),
        pytest.param("2026-03-03", 12, "2026-03-02", False, id="tomorrow"),
        pytest.param("2025-03-03", 12, "2026-03-02", True, id="first day of the window"),
        pytest.param("2025-03-02", 12, "2026-03-02", False, id="today − months is outside"),
        pytest.param("2025-12-03", 3, "2026-03-02", True, id="three months, first day"),
        pytest.param("2025-12-02", 3, "2026-03-02", False, id="three months, the day before"),
        pytest.param("2026-03-01", 1, "2026-03-31", True, id="31 March − 1m = 28 February"),
        pytest.param("2026-02-28", 1, "2026-03-31", False, id="28 February is outside"),
        pytest.param("2027-03-01", 12, "2028-02-29", True, id="leap day − 12m, first day"),
        pytest.param("2027-02-28", 12, "2028-02-29", False, id="leap day − 12m is outside"),
    ],
)
def test_borders_of_the_window(day: str, months: int, today: str, counts: bool) -> None:
    policy, end = Policy(months=months), date.fromisoformat(today)
    found = reviewed([member("ACME")], [bought("ACME", "10", day)], policy, end)
    assert found["ACME"].value == (10 if counts else 0)
    first, last = window(end, months)
    assert (first <= date.fromisoformat(day) <= last) is counts


def standing_orders(now: Mapping[str, str], earlier: Mapping[str, str]) -> list[Purchase]:
    """Values of today's window alone and of the window that ended 90 days earlier alone."""
    recent, old = TODAY - timedelta(days=30), date(2025, 1, 15)
    return [bought(c, v, recent) for c, v in now.items()] + [
        bought(c, v, old) for c, v in earlier.items()
    ]


OTHERS = {
    A: {"BETA": "10", "CHEN": "1"},
    B: {"BETA": "850", "CHEN": "1"},
    C: {"BETA": "99999", "CHEN": "1"},
}
"""What the others buy where ACME, with 100, is to be of a class."""


@pytest.mark.parametrize(
    ("present", "earned", "earlier", "proposed"),
    [
        pytest.param(None, A, C, A, id="no tier yet: what is earned, A"),
        pytest.param(None, C, A, C, id="no tier yet: what is earned, C"),
        pytest.param(C, A, C, A, id="promotion at once, two steps"),
        pytest.param(C, B, C, B, id="promotion at once, one step"),
        pytest.param(B, A, C, A, id="promotion needs no confirmation"),
        pytest.param(A, A, C, A, id="unchanged A"),
        pytest.param(B, B, C, B, id="unchanged B"),
        pytest.param(B, B, A, B, id="the earlier window never promotes"),
        pytest.param(C, C, A, C, id="unchanged C"),
        pytest.param(A, C, C, C, id="demotion that is confirmed, two steps"),
        pytest.param(A, B, B, B, id="demotion that is confirmed, one step"),
        pytest.param(A, C, B, B, id="demotion as far as confirmed"),
        pytest.param(A, B, C, B, id="never further than earned"),
        pytest.param(A, C, A, A, id="demotion that is not confirmed"),
        pytest.param(A, B, A, A, id="demotion by one that is not confirmed"),
        pytest.param(B, C, C, C, id="B to C confirmed"),
        pytest.param(B, C, B, B, id="B to C not confirmed"),
        pytest.param(B, C, A, B, id="never above the present tier"),
    ],
)
def test_promotion_at_once_and_demotion_when_confirmed(
    present: Tier | None, earned: Tier, earlier: Tier, proposed: Tier
) -> None:
    orders = standing_orders({"ACME": "100", **OTHERS[earned]}, {"ACME": "100", **OTHERS[earlier]})
    members = [member("ACME", present), member("BETA"), member("CHEN")]
    found = reviewed(members, orders)["ACME"]
    assert (found.earned, found.confirmed) == (earned, earlier)
    assert (found.tier, found.proposed) == (present, proposed)
    assert found.changes is (present is not proposed)


@pytest.mark.parametrize(
    ("ago", "confirmed"),
    [
        pytest.param(90, A, id="on the last day of the earlier window"),
        pytest.param(89, C, id="the day after it"),
    ],
)
def test_the_confirming_window_ended_ninety_days_ago(ago: int, confirmed: Tier) -> None:
    orders = [bought("ACME", "10", TODAY - timedelta(days=ago))]
    assert reviewed([member("ACME", A)], orders)["ACME"].confirmed is confirmed


@pytest.mark.parametrize(
    ("day", "confirmed", "proposed"),
    [
        pytest.param("2024-12-03", A, B, id="its first day"),
        pytest.param("2024-12-02", C, C, id="the day before it"),
    ],
)
def test_the_confirming_window_is_as_long(day: str, confirmed: Tier, proposed: Tier) -> None:
    found = reviewed([member("ACME", B)], [bought("ACME", "1", day)])["ACME"]
    assert (found.value, found.earned) == (Decimal(0), C)
    assert (found.confirmed, found.proposed) == (confirmed, proposed)


def test_pinned_customers_keep_their_tier_but_count_in_the_shares() -> None:
    members = [member("ACME", C, pinned=True), member("BETA", C), member("CHEN", A, pinned=True)]
    orders = [bought("ACME", "80"), bought("BETA", "20")]
    found = reviewed(members, orders)
    assert [(p.code, p.proposed, p.share) for p in found.values()] == [
        ("ACME", C, Decimal(80)),
        ("BETA", B, Decimal(20)),
        ("CHEN", A, Decimal(0)),
    ]
    assert found["ACME"].earned is A


@pytest.mark.parametrize(
    ("until", "today", "held"),
    [
        pytest.param(None, "2030-01-01", True, id="without an end"),
        pytest.param("2026-03-02", "2026-03-02", True, id="on its last day"),
        pytest.param("2026-03-02", "2026-03-03", False, id="the day after"),
    ],
)
def test_a_pin_holds_until_its_day(until: str | None, today: str, held: bool) -> None:
    end = None if until is None else date.fromisoformat(until)
    pinned = Customer(
        id="1", code="ACME", name="Acme", since=TODAY, tier=A, tier_pinned=True, pinned_until=end
    )
    assert pinned.pinned(date.fromisoformat(today)) is held


def test_an_order_without_a_rate_is_named_and_not_guessed() -> None:
    orders = [bought("ACME", "10"), bought("ACME", None, order="PO-7"), bought("BETA", "90")]
    found = reviewed([member("ACME"), member("BETA")], orders)
    assert (found["ACME"].value, found["ACME"].share) == (Decimal(10), Decimal(10))
    assert [("PO-7" in named, "EUR" in named) for named in found["ACME"].unrated] == [(True, True)]
    assert found["BETA"].unrated == ()


def test_an_order_without_a_rate_outside_the_window_is_not_named() -> None:
    orders = [bought("ACME", None, "2025-03-02"), bought("ACME", None, "2026-03-03")]
    assert reviewed([member("ACME")], orders)["ACME"].unrated == ()


def test_trend_is_the_window_before() -> None:
    orders = [
        bought("ACME", "1000", "2024-03-02"),
        bought("ACME", "100", "2024-03-03"),
        bought("ACME", "10", "2025-03-02"),
        bought("ACME", "1", "2025-03-03"),
    ]
    found = reviewed([member("ACME")], orders)["ACME"]
    assert (found.value, found.previous_value) == (Decimal(1), Decimal(110))


def test_values_are_added_up_unrounded() -> None:
    orders = [bought("ACME", "0.1", order=f"PO-{n}") for n in range(3)] + [bought("ACME", "0.0001")]
    assert reviewed([member("ACME")], orders)["ACME"].value == Decimal("0.3001")


def test_a_review_says_something_of_everybody_best_first() -> None:
    orders = [bought("CHEN", "80"), bought("ACME", "20"), bought("GONE", "500")]
    found = review([member(code) for code in CODES], orders, Policy(), TODAY)
    assert [(p.code, p.rank, p.proposed) for p in found] == [
        ("CHEN", 1, A),
        ("ACME", 2, B),
        ("BETA", 3, C),
        ("DORA", 4, C),
        ("ELIF", 5, C),
    ]


def test_nobody_to_review_is_an_empty_list() -> None:
    assert review([], [bought("ACME", "1")], Policy(), TODAY) == []


AMOUNTS = st.decimals(0, 1_000_000, places=2)
VALUES = st.dictionaries(st.sampled_from([f"C{n}" for n in range(12)]), AMOUNTS, min_size=1)
PURCHASES = st.lists(
    st.builds(
        lambda customer, value, ago: bought(customer, str(value), TODAY - timedelta(days=ago)),
        st.sampled_from(CODES),
        AMOUNTS,
        st.integers(-10, 900),
    ),
    max_size=15,
)
MEMBERS = st.lists(
    st.builds(member, st.sampled_from(CODES), st.sampled_from([None, A, B, C]), st.booleans()),
    unique_by=lambda m: m.code,
)


@given(VALUES)
def test_shares_add_up_and_cumulative_never_falls(values: dict[str, Decimal]) -> None:
    found = sorted(standings(values, CUTS).values(), key=lambda s: s.rank)
    whole = Decimal(100 if any(values.values()) else 0)
    assert abs(sum((s.share for s in found), Decimal(0)) - whole) < Decimal("1e-20")
    assert found[-1].cumulative == whole
    assert all(s.cumulative <= t.cumulative for s, t in pairwise(found))
    assert [s.rank for s in found] == list(range(1, len(values) + 1))


@given(VALUES)
def test_who_bought_more_is_never_in_a_lower_class(values: dict[str, Decimal]) -> None:
    found = standings(values, CUTS)
    for code, value in values.items():
        assert all(found[code].tier <= found[o].tier for o, v in values.items() if v <= value)
        assert value > 0 or found[code].tier is C


@given(MEMBERS, PURCHASES, st.randoms(use_true_random=False))
def test_a_review_does_not_depend_on_the_order_of_its_input(
    members: list[Member], purchases: list[Purchase], random: Random
) -> None:
    expected = review(members, purchases, Policy(), TODAY)
    random.shuffle(members)
    random.shuffle(purchases)
    assert review(members, purchases, Policy(), TODAY) == expected


@given(MEMBERS, PURCHASES)
def test_no_review_demotes_without_both_windows_or_moves_a_pinned_customer(
    members: list[Member], purchases: list[Purchase]
) -> None:
    for found in review(members, purchases, Policy(), TODAY):
        if found.tier is None:
            assert found.proposed is found.earned
        elif found.pinned:
            assert found.proposed is found.tier
        elif found.proposed > found.tier:
            assert min(found.earned, found.confirmed) is found.proposed
        else:
            assert found.proposed is min(found.tier, found.earned)
