"""On which days do they work? Arithmetic on given calendars (contract §3)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

Days = Callable[[str, int], str]
"""Country code and year → one character a day of the year, `1` = working day."""

OPENS, CLOSES = 9, 18


def works(country: str, days: Days) -> Callable[[date], bool]:
    """Whether a country works on a day, from its calendar of that year."""
    return lambda day: days(country, day.year)[day.timetuple().tm_yday - 1] == "1"


def both_work(home: str, theirs: str | None, days: Days) -> Callable[[date], bool]:
    """Whether the home country and the customer's work on a day; without theirs, home alone."""
    here = works(home, days)
    if theirs is None or theirs == home:
        return here
    there = works(theirs, days)
    return lambda day: here(day) and there(day)


def office_open(local: datetime, country: str | None, days: Days) -> bool:
    """Whether an office is open at their local time: a working day of theirs, 9 to 18 h."""
    if not OPENS <= local.hour < CLOSES:
        return False
    if country is None:
        return local.weekday() < 5
    return works(country, days)(local.date())


def plain_week(year: int, weekend: frozenset[int] = frozenset({5, 6})) -> str:
    """A calendar without holidays: `1` for every day that is not weekend (Monday = 0)."""
    first = date(year, 1, 1)
    count = (date(year + 1, 1, 1) - first).days
    return "".join(
        "0" if (first + timedelta(days=n)).weekday() in weekend else "1" for n in range(count)
    )
