"""On which days do they work? Calendars with holidays, make-up days and other weekends."""

from collections.abc import Mapping
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.core.workdays import Days, both_work, office_open, plain_week, works

FRIDAY_SATURDAY = frozenset({4, 5})


def calendars(off: Mapping[str, set[str]], on: Mapping[str, set[str]]) -> Days:
    """Plain weeks (Friday and Saturday off in SA), with single days off and on by country."""

    def days(country: str, year: int) -> str:
        week = plain_week(year, FRIDAY_SATURDAY) if country == "SA" else plain_week(year)
        chars = list(week)
        for table, char in ((off, "0"), (on, "1")):
            for text in table.get(country, ()):
                day = date.fromisoformat(text)
                if day.year == year:
                    chars[day.timetuple().tm_yday - 1] = char
        return "".join(chars)

    return days


DAYS = calendars(
    off={"CN": {"2026-02-16", "2026-02-17", "2026-12-31"}, "DE": {"2026-12-25", "2027-01-01"}},
    on={"CN": {"2026-02-14", "2026-02-28"}},
)


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        pytest.param("CN", "2026-03-02", True, id="a Monday"),
        pytest.param("CN", "2026-03-07", False, id="a Saturday"),
        pytest.param("CN", "2026-03-08", False, id="a Sunday"),
        pytest.param("CN", "2026-02-16", False, id="a holiday on a Monday"),
        pytest.param("CN", "2026-02-28", True, id="a make-up Saturday"),
        pytest.param("DE", "2026-02-28", False, id="the same Saturday elsewhere"),
        pytest.param("SA", "2026-03-06", False, id="a Friday where it is weekend"),
        pytest.param("SA", "2026-03-07", False, id="a Saturday where it is weekend"),
        pytest.param("SA", "2026-03-08", True, id="a Sunday where it is a working day"),
        pytest.param("CN", "2026-12-31", False, id="the last day of a year"),
        pytest.param("DE", "2027-01-01", False, id="the first day of a year"),
        pytest.param("CN", "2028-12-29", True, id="after a leap day the count is right"),
        pytest.param("CN", "2028-12-31", False, id="the last day of a leap year, a Sunday"),
    ],
)
def test_works(country: str, day: str, expected: bool) -> None:
    assert works(country, DAYS)(date.fromisoformat(day)) is expected


@pytest.mark.parametrize(
    ("theirs", "day", "expected"),
    [
        pytest.param("DE", "2026-03-02", True, id="both"),
        pytest.param("DE", "2026-02-16", False, id="our holiday"),
        pytest.param("DE", "2026-12-25", False, id="their holiday"),
        pytest.param("DE", "2026-02-28", False, id="our make-up day, their Saturday"),
        pytest.param(None, "2026-02-28", True, id="no country: home alone, make-up day"),
        pytest.param(None, "2026-12-25", True, id="no country: home alone"),
        pytest.param("CN", "2026-02-28", True, id="their country is ours"),
        pytest.param("SA", "2026-03-06", False, id="their Friday is weekend"),
        pytest.param("SA", "2026-03-08", False, id="our Sunday is weekend"),
        pytest.param("SA", "2026-03-05", True, id="Thursday is for both"),
    ],
)
def test_both_sides_must_work(theirs: str | None, day: str, expected: bool) -> None:
    assert both_work("CN", theirs, DAYS)(date.fromisoformat(day)) is expected


@pytest.mark.parametrize(
    ("country", "local", "expected"),
    [
        pytest.param("CN", "2026-03-02T09:00", True, id="opens at nine"),
        pytest.param("CN", "2026-03-02T08:59", False, id="a minute before"),
        pytest.param("CN", "2026-03-02T17:59", True, id="last minute"),
        pytest.param("CN", "2026-03-02T18:00", False, id="closes at eighteen"),
        pytest.param("CN", "2026-02-28T10:00", True, id="make-up Saturday"),
        pytest.param("DE", "2026-12-25T10:00", False, id="holiday"),
        pytest.param("SA", "2026-03-06T10:00", False, id="their weekend"),
        pytest.param("SA", "2026-03-08T10:00", True, id="their working Sunday"),
        pytest.param(None, "2026-03-08T10:00", False, id="no country: a Sunday"),
        pytest.param(None, "2026-03-02T10:00", True, id="no country: a Monday"),
    ],
)
def test_office_open(country: str | None, local: str, expected: bool) -> None:
    assert office_open(datetime.fromisoformat(local), country, DAYS) is expected


@given(st.dates(date(1990, 1, 1), date(2150, 12, 31)))
def test_a_plain_week_has_one_character_a_day_and_no_weekend(day: date) -> None:
    week = plain_week(day.year)
    assert len(week) == date(day.year, 12, 31).timetuple().tm_yday
    assert (week[day.timetuple().tm_yday - 1] == "1") is (day.weekday() < 5)
    assert works("QQ", lambda _, year: plain_week(year))(day) is (day.weekday() < 5)
