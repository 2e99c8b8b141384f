"""How often, and by which day at the latest (contract §3)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.core.cadence import (
    moved_to_work,
    next_working_day,
    read_rule,
    rule_of,
)
from gendan.core.customers import Customer, Tier
from gendan.core.settings import cadence_rules, with_defaults
from gendan.errors import REFUSED, Refused

Works = Callable[[date], bool]

RULES = st.one_of(
    st.builds("{}{}".format, st.integers(1, 60), st.sampled_from("dwm")),
    st.builds(
        "{}/{}".format, st.integers(1, 40), st.sampled_from(["week", "month", "quarter", "year"])
    ),
)
BASES = st.dates(date(1995, 1, 1), date(2120, 12, 31))
WEEKENDS = st.sets(st.integers(0, 6), max_size=6)


def day(text: str) -> date:
    return date.fromisoformat(text)


def week(*weekend: int, off: str = "", on: str = "") -> Works:
    """Works but on the weekend (Monday = 0); single days off and on as `02-16 02-17` of 2026."""
    closed = {day(f"2026-{d}") for d in off.split()}
    opened = {day(f"2026-{d}") for d in on.split()}
    return lambda d: d in opened or (d.weekday() not in weekend and d not in closed)


def customer(tier: Tier | None = None, cadence: str | None = None) -> Customer:
    return Customer(
        id="1", code="ACME", name="Acme", since=date(2026, 1, 1), tier=tier, cadence=cadence
    )


WEEKDAYS = week(5, 6)
GULF = week(4, 5)
BOTH_WEEKENDS = week(4, 5, 6)
SPRING = "02-16 02-17 02-18 02-19 02-20 02-23"
CHINA = week(5, 6, off=SPRING, on="02-14 02-28")


@pytest.mark.parametrize(
    "words",
    ["1d", "10d", "2w", "1m", "12m", "1/week", "2/week", "2/month", "1/quarter", "4/year"],
)
def test_a_rule_keeps_its_words(words: str) -> None:
    assert read_rule(f" {words.upper()} ").text == words


@pytest.mark.parametrize(
    "words",
    [
        "", " ", "d", "10", "0d", "0w", "0m", "0/week", "-1d", "+3d", "1.5d", "1 d", "1y", "1/day",
        "/week", "1/", "1/weeks", "week", "weekly", "2/2weeks", "1d 2w", "99999d", "9999w", "1/fortnight",
    ],
    ids=repr,
)  # fmt: skip
def test_an_unknown_rule_is_refused_with_the_accepted_forms_named(words: str) -> None:
    with pytest.raises(Refused) as caught:
        read_rule(words)
    assert caught.value.exit_code == REFUSED
    assert caught.value.hint is not None
    for form in ("10d", "2w", "1m", "2/week", "1/month", "1/quarter"):
        assert form in caught.value.hint.en
        assert form in caught.value.hint.zh


@pytest.mark.parametrize(
    ("rule", "base", "expected"),
    [
        pytest.param("1d", "2026-02-28", "2026-03-01", id="a day over a month's end"),
        pytest.param("1d", "2028-02-28", "2028-02-29", id="a day to a leap day"),
        pytest.param("10d", "2026-12-25", "2027-01-04", id="days over New Year"),
        pytest.param("2w", "2026-03-02", "2026-03-16", id="weeks"),
        pytest.param("1m", "2026-01-31", "2026-02-28", id="31 January + 1m"),
        pytest.param("1m", "2028-01-31", "2028-02-29", id="31 January + 1m in a leap year"),
        pytest.param("1m", "2026-02-28", "2026-03-28", id="28 February + 1m"),
        pytest.param("1m", "2026-03-31", "2026-04-30", id="31 March + 1m"),
        pytest.param("3m", "2026-11-30", "2027-02-28", id="three months over New Year"),
        pytest.param("12m", "2028-02-29", "2029-02-28", id="a year from a leap day"),
        pytest.param("1/week", "2026-03-02", "2026-03-09", id="7 ÷ 1"),
        pytest.param("2/week", "2026-03-02", "2026-03-05", id="7 ÷ 2 = 3"),
        pytest.param("3/week", "2026-03-02", "2026-03-04", id="7 ÷ 3 = 2"),
        pytest.param("7/week", "2026-03-02", "2026-03-03", id="7 ÷ 7 = 1"),
        pytest.param("8/week", "2026-03-02", "2026-03-03", id="at least one day"),
        pytest.param("1/month", "2026-01-31", "2026-02-28", id="28 days ÷ 1"),
        pytest.param("2/month", "2026-01-31", "2026-02-14", id="28 days ÷ 2"),
        pytest.param("2/month", "2026-03-02", "2026-03-17", id="31 days ÷ 2 = 15"),
        pytest.param("2/month", "2026-02-01", "2026-02-15", id="28 days ÷ 2 = 14"),
        pytest.param("2/month", "2028-02-01", "2028-02-15", id="29 days ÷ 2 = 14"),
        pytest.param("3/month", "2026-04-01", "2026-04-11", id="30 days ÷ 3"),
        pytest.param("99/month", "2026-04-01", "2026-04-02", id="at least one day, month"),
        pytest.param("1/quarter", "2026-11-30", "2027-02-28", id="a quarter over New Year"),
        pytest.param("2/quarter", "2026-01-01", "2026-02-15", id="90 days ÷ 2"),
        pytest.param("4/quarter", "2026-03-02", "2026-03-25", id="92 days ÷ 4 = 23"),
        pytest.param("1/year", "2028-02-29", "2029-02-28", id="a year from a leap day, ÷ 1"),
        pytest.param("4/year", "2026-01-01", "2026-04-02", id="365 days ÷ 4 = 91"),
        pytest.param("4/year", "2028-01-01", "2028-04-01", id="366 days ÷ 4 = 91, leap"),
        pytest.param("2/year", "2027-03-01", "2027-08-31", id="366 days ÷ 2 over a leap day"),
        pytest.param("12/year", "2026-01-01", "2026-01-31", id="365 days ÷ 12 = 30"),
        pytest.param("400/year", "2026-01-01", "2026-01-02", id="at least one day, year"),
    ],
)
def test_the_last_day_that_a_rule_allows(rule: str, base: str, expected: str) -> None:
    assert read_rule(rule).after(day(base)) == day(expected)


@pytest.mark.parametrize(
    ("tier", "own", "expected"),
    [
        pytest.param(Tier.A, None, "1/week", id="A weekly"),
        pytest.param(Tier.B, None, "2/month", id="B twice a month"),
        pytest.param(Tier.C, None, "1/month", id="C monthly"),
        pytest.param(None, None, "1/month", id="no tier is as C"),
        pytest.param(Tier.A, "10d", "10d", id="its own rule wins"),
        pytest.param(None, "3/quarter", "3/quarter", id="its own rule without a tier"),
    ],
)
def test_the_rule_of_a_customer(tier: Tier | None, own: str | None, expected: str) -> None:
    assert rule_of(customer(tier, own), cadence_rules(with_defaults({}))) == read_rule(expected)


def test_a_changed_rule_of_a_tier_holds_for_its_customers() -> None:
    rules = {**cadence_rules(with_defaults({})), Tier.C: "1/quarter"}
    assert rule_of(customer(), rules).text == rule_of(customer(Tier.C), rules).text == "1/quarter"


@pytest.mark.parametrize(
    ("limit", "base", "works", "expected"),
    [
        pytest.param("03-09", "03-02", WEEKDAYS, "03-09", id="a working day stays"),
        pytest.param("03-07", "03-02", WEEKDAYS, "03-06", id="Saturday moves to Friday"),
        pytest.param("03-08", "03-02", WEEKDAYS, "03-06", id="Sunday moves to Friday"),
        pytest.param("03-08", "03-06", WEEKDAYS, "03-09", id="never onto the base"),
        pytest.param("03-07", "03-06", WEEKDAYS, "03-09", id="Friday + 1d: Monday after it"),
        pytest.param("03-08", "03-05", WEEKDAYS, "03-06", id="the day after the base will do"),
        pytest.param("03-06", "03-02", GULF, "03-05", id="Friday in the Gulf: Thursday"),
        pytest.param("03-07", "03-02", GULF, "03-05", id="Saturday in the Gulf: Thursday"),
        pytest.param("03-08", "03-02", GULF, "03-08", id="Sunday in the Gulf is a working day"),
        pytest.param("03-07", "03-05", GULF, "03-08", id="Gulf: none before, Sunday after"),
        pytest.param("03-08", "03-02", BOTH_WEEKENDS, "03-05", id="both sides: Thursday"),
        pytest.param("03-08", "03-05", BOTH_WEEKENDS, "03-09", id="both sides: Monday after"),
        pytest.param("02-14", "02-09", CHINA, "02-14", id="a make-up Saturday is a working day"),
        pytest.param("02-15", "02-09", CHINA, "02-14", id="Sunday moves to the make-up Saturday"),
        pytest.param("02-28", "02-24", CHINA, "02-28", id="the make-up Saturday after the feast"),
        pytest.param("02-23", "02-16", CHINA, "02-24", id="inside the feast: the first day after"),
        pytest.param("02-23", "02-09", CHINA, "02-14", id="over the feast: the day before it"),
        pytest.param("03-09", "03-02", lambda d: d > day("2026-03-20"), "03-21", id="far after"),
    ],
)
def test_a_limit_moves_to_a_working_day(limit: str, base: str, works: Works, expected: str) -> None:
    found = moved_to_work(day(f"2026-{limit}"), day(f"2026-{base}"), works)
    assert found == day(f"2026-{expected}")


@pytest.mark.parametrize(
    ("after", "works", "expected"),
    [
        pytest.param("03-02", WEEKDAYS, "03-03", id="the next day"),
        pytest.param("03-06", WEEKDAYS, "03-09", id="over a weekend"),
        pytest.param("03-05", GULF, "03-08", id="over a weekend in the Gulf"),
        pytest.param("02-13", CHINA, "02-14", id="a make-up Saturday"),
        pytest.param("02-14", CHINA, "02-24", id="over the feast"),
    ],
)
def test_the_next_working_day_is_never_the_day_itself(
    after: str, works: Works, expected: str
) -> None:
    assert next_working_day(day(f"2026-{after}"), works) == day(f"2026-{expected}")


def test_a_calendar_without_working_days_does_not_loop() -> None:
    base = day("2026-03-02")
    assert moved_to_work(base + timedelta(days=7), base, lambda _: False) > base
    assert next_working_day(base, lambda _: False) > base


@given(RULES, BASES)
def test_a_limit_is_always_after_its_base(rule: str, base: date) -> None:
    assert read_rule(rule).after(base) > base


@given(st.integers(1, 40), BASES)
def test_more_contacts_a_period_are_never_further_apart(count: int, base: date) -> None:
    for per in ("week", "month", "quarter", "year"):
        fewer, more = read_rule(f"{count}/{per}"), read_rule(f"{count + 1}/{per}")
        assert more.after(base) <= fewer.after(base)


@given(RULES, BASES, WEEKENDS, st.sets(st.integers(-3, 40)))
def test_a_date_passes_its_limit_only_if_no_working_day_is_left_before_it(
    rule: str, base: date, weekend: set[int], closed: set[int]
) -> None:
    def works(d: date) -> bool:
        return d.weekday() not in weekend and (d - base).days not in closed

    limit = read_rule(rule).after(base)
    found = moved_to_work(limit, base, works)
    allowed = [base + timedelta(days=n) for n in range(1, (limit - base).days + 1)]
    assert found > base
    assert works(found)
    assert found == max(filter(works, allowed), default=found)
    assert (found > limit) is not any(map(works, allowed))
    if found > limit:
        between = [limit + timedelta(days=n) for n in range(1, (found - limit).days)]
        assert not any(map(works, between))


@pytest.mark.parametrize(
    ("words", "rule"),
    [("每周1次", "1/week"), ("每月2次", "2/month"), ("每季度1次", "1/quarter"), ("每年4次", "4/year"),
     ("每10天", "10d"), ("每2周", "2w"), ("每个月", "1m"), ("每3个月", "3m")],
)  # fmt: skip
def test_what_is_said_in_chinese_is_also_read(words: str, rule: str) -> None:
    assert read_rule(words) == read_rule(rule)
