"""Which rows the morning list has, and in which order (contract §3)."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.core.customers import Tier
from gendan.core.dues import Due, morning
from gendan.core.kinds import CONTACT_KINDS, Kind

TODAY = date(2026, 3, 2)
CODES = ("ACME", "BETA", "CHEN", "DORA")


def row(
    customer: str = "ACME",
    over: int = 0,
    interval: int = 7,
    tier: Tier | None = Tier.C,
    kind: Kind = Kind.CONTACT,
    item: str | None = None,
) -> Due:
    due = TODAY - timedelta(days=over)
    return Due(
        kind=kind,
        due=due,
        interval_days=interval,
        customer=customer,
        name=customer.title(),
        tier=tier,
        owner=None,
        rule="1/month",
        base=due - timedelta(days=interval),
        item=item,
    )


@pytest.mark.parametrize(
    ("over", "interval", "ratio"),
    [
        pytest.param(0, 7, 0.0, id="due today"),
        pytest.param(7, 7, 1.0, id="a whole interval late"),
        pytest.param(7, 28, 0.25, id="a quarter of its interval"),
        pytest.param(15, 30, 0.5, id="half"),
        pytest.param(3, 1, 3.0, id="daily"),
        pytest.param(-7, 14, -0.5, id="still to come"),
    ],
)
def test_ratio_is_days_over_by_interval(over: int, interval: int, ratio: float) -> None:
    item = row(over=over, interval=interval)
    assert (item.days_over(TODAY), item.ratio(TODAY)) == (over, ratio)


def test_days_over_count_to_the_day_of_the_list() -> None:
    assert row(over=2).days_over(TODAY + timedelta(days=3)) == 5


ORDERED = [
    pytest.param(
        [row("ACME", 7, 7), row("BETA", 14, 28)], id="late for its rhythm before late in days"
    ),
    pytest.param([row("ACME", 1, 7), row("BETA", 0, 7)], id="late before due today"),
    pytest.param([row("ACME", 0, 7), row("BETA", -1, 7)], id="due today before to come"),
    pytest.param(
        [row("DORA", 7, 7, Tier.A), row("BETA", 7, 7, Tier.B), row("ACME", 7, 7, Tier.C)],
        id="A, B, C at the same ratio",
    ),
    pytest.param([row("DORA", 8, 8, Tier.C), row("ACME", 6, 7, Tier.A)], id="ratio before tier"),
    pytest.param(
        [row("DORA", 14, 28, Tier.B), row("ACME", 7, 14, Tier.B)], id="the earlier due first"
    ),
    pytest.param(
        [row("ACME", 0, 7), row("BETA", 0, 30), row("CHEN", 0, 14)], id="the code at last"
    ),
    pytest.param(
        [row("BETA", 7, 7, Tier.A), row("ACME", 14, 14, Tier.B)], id="tier before the due day"
    ),
    pytest.param(
        [
            row("BETA", 10, 7, kind=Kind.COMPLAINT),
            row("ACME", 7, 7),
            row("BETA", 3, 7, kind=Kind.NODE),
        ],
        id="kinds are mixed by ratio",
    ),
]


@pytest.mark.parametrize("expected", ORDERED)
def test_order_of_the_list(expected: list[Due]) -> None:
    for given_rows in permutations(expected):
        assert morning(given_rows, TODAY) == expected


def test_nothing_due_is_an_empty_list() -> None:
    assert morning([], TODAY) == []


@pytest.mark.parametrize("late", CONTACT_KINDS)
@pytest.mark.parametrize("early", CONTACT_KINDS)
def test_of_the_contact_kinds_the_earliest_speaks_for_the_customer(early: Kind, late: Kind) -> None:
    first, second = row(over=5, interval=30, kind=early), row(over=4, interval=1, kind=late)
    for rows in ([first, second], [second, first]):
        (found,) = morning(rows, TODAY)
        assert (found.kind, found.due, found.also) == (early, first.due, (second,))


def test_the_earliest_wins_over_the_higher_ratio() -> None:
    clock, reply = row(over=10, interval=30), row(over=9, interval=7, kind=Kind.REPLY)
    (found,) = morning([reply, clock], TODAY)
    assert (found.kind, found.ratio(TODAY)) == (Kind.CONTACT, 10 / 30)


def test_three_rows_of_one_customer_are_one_and_the_others_come_along_in_order() -> None:
    rows = [row(over=1, kind=Kind.WAITING), row(over=3, kind=Kind.REPLY), row(over=2)]
    (found,) = morning(rows, TODAY)
    assert (found.kind, [r.kind for r in found.also]) == (Kind.REPLY, [Kind.CONTACT, Kind.WAITING])


@pytest.mark.parametrize("kind", [k for k in Kind if k not in CONTACT_KINDS])
def test_items_of_other_kinds_have_a_row_each(kind: Kind) -> None:
    rows = [row(kind=kind, item=item) for item in ("1", "2")] + [row()]
    found = morning(rows, TODAY)
    assert len(found) == 3
    assert [r.also for r in found] == [()] * 3


def test_customers_do_not_speak_for_each_other() -> None:
    assert [r.customer for r in morning([row(c) for c in reversed(CODES)], TODAY)] == list(CODES)


ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from(CODES),
        st.integers(-20, 60),
        st.integers(1, 60),
        st.sampled_from(Tier),
        st.sampled_from(Kind),
    ),
    max_size=12,
)


@given(ROWS)
def test_no_item_is_lost_and_each_customer_is_named_once_for_contact(rows: list[Due]) -> None:
    found = morning(rows, TODAY)
    contacts = [r for r in found if r.kind in CONTACT_KINDS]
    asked = [r for r in rows if r.kind in CONTACT_KINDS]
    assert len({r.customer for r in contacts}) == len(contacts) == len({r.customer for r in asked})
    assert sum(1 + len(r.also) for r in found) == len(rows)
    assert all(r.due <= other.due for r in contacts for other in r.also)


@given(ROWS)
def test_the_list_is_sorted_by_ratio_tier_due_and_code(rows: list[Due]) -> None:
    places = [(-r.ratio(TODAY), r.tier or "Z", r.due, r.customer) for r in morning(rows, TODAY)]
    assert places == sorted(places)
