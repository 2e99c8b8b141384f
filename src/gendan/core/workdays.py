"""On which days do they work? Arithmetic on given calendars (contract §3)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache

Days = Callable[[str, int], str]
"""Country code and year → one character a day of the year, `1` = working day."""
Works = Callable[[date], bool]
"""Whether somebody works on a day."""
ONE_DAY = timedelta(days=1)

OPENS, CLOSES = 9, 18


@cache
def _new_year(year: int) -> int:
    return date(year, 1, 1).toordinal()


def works(country: str, days: Days) -> Callable[[date], bool]:
    """Whether a country works on a day, from its calendar of that year."""

    def at_work(day: date) -> bool:
        """Whether they work on this day."""
        return days(country, day.year)[day.toordinal() - _new_year(day.year)] == "1"

    return at_work


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


def onward(day: date, works: Works) -> date:
    """The day, or the next one on which they work."""
    while not works(day):
        day += ONE_DAY
    return day


def back(day: date, works: Works) -> date:
    """The day, or the last one before it on which they work."""
    while not works(day):
        day -= ONE_DAY
    return day


def plus(day: date, count: int, works: Works) -> date:
    """The day that many working days later; 0 is the same day."""
    for _ in range(count):
        day = onward(day + ONE_DAY, works)
    return day


def minus(day: date, count: int, works: Works) -> date:
    """The last day, worked or not, from which `plus` comes no later than `day`."""
    for _ in range(count):
        day = back(day, works) - ONE_DAY
    return day
