"""How often a customer must be contacted, and by which day at the latest (contract §3)."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from gendan.core.customers import Customer, Tier
from gendan.dates import shifted
from gendan.errors import Refused
from gendan.text import Text

MONTHS = {"month": 1, "quarter": 3, "year": 12}
MOST_DAYS = 3660  # ten years: beyond that a rule is a typing slip
SEARCH_DAYS = 400  # no calendar closes for longer; an empty one must not loop for ever


class Cadence(NamedTuple):
    """
    A maximum gap between contacts: every `times` units, or `times` a period.

    `per` is None for `Nd`, `Nw`, `Nm`; then `unit` is d, w or m and `times` their number.
    """

    text: str
    times: int
    unit: str = ""
    per: str | None = None

    def after(self, base: date) -> date:
        """
        The last day that the rule allows, working day or not.

        `Nm` counts calendar months (31 January + 1m = 28 February); `K/period` is the floor of the
        period's days ÷ K, at least 1 day. Source: contract §3.
        """
        if self.per is None:
            return shifted(base, self.times, self.unit)
        whole = 7 if self.per == "week" else (shifted(base, MONTHS[self.per], "m") - base).days
        return base + timedelta(days=max(1, whole // self.times))


def read_rule(words: str) -> Cadence:
    """
    The cadence that somebody typed: `10d`, `2w`, `1m`, `2/week`, `1/month`, `1/quarter`, `4/year`.

    Raises:
        Refused: Unknown words, zero, or more than ten years.
    """
    plain = _spelled(words.strip().casefold())
    if found := re.fullmatch(r"(\d{1,4})([dwm])", plain, re.ASCII):
        rule = Cadence(plain, int(found[1]), unit=found[2])
        days = rule.times * {"d": 1, "w": 7, "m": 30}[rule.unit]
    elif found := re.fullmatch(r"(\d{1,4})/(week|month|quarter|year)", plain, re.ASCII):
        rule = Cadence(plain, int(found[1]), per=found[2])
        days = 1
    else:
        rule, days = None, 0
    if rule is None or rule.times == 0 or days > MOST_DAYS:
        raise Refused(
            Text(f"cannot read the cadence {words!r}", f"看不懂联系频率 {words!r}"),
            Text(
                "write 10d, 2w, 1m, 2/week, 1/month, 1/quarter or 4/year",
                "可写 10d（10天）、2w（2周）、1m（1个月）、2/week（每周2次）、1/month（每月1次）、1/quarter、4/year",
            ),
        )
    return rule


def _spelled(words: str) -> str:
    """`每月2次` and `每10天` as rules: what gendan says in Chinese it also reads."""
    if found := re.fullmatch(r"每(周|月|季度|年)(\d{1,4})次", words):
        period = {"周": "week", "月": "month", "季度": "quarter", "年": "year"}[found[1]]
        return f"{found[2]}/{period}"
    if found := re.fullmatch(r"每(\d{0,4})(天|周|个月)", words):
        unit = {"天": "d", "周": "w", "个月": "m"}[found[2]]
        return f"{found[1] or 1}{unit}"
    return words


def rule_of(customer: Customer, rules: Mapping[Tier, str]) -> Cadence:
    """The rule that holds for a customer: its own, else its tier's; no tier counts as C."""
    return read_rule(customer.cadence or rules[customer.tier or Tier.C])


def moved_to_work(limit: date, base: date, works: Callable[[date], bool]) -> date:
    """
    The day by which to contact: the limit, or the nearest earlier day on which both sides work.

    A limit is a maximum gap, so a day off moves *before* it but stays after the base; only if no
    such day is left, to the first one that follows. Source: contract §3.

    Args:
        limit: Last day that the rule allows.
        base: Day of the last qualifying contact.
        works: Whether both sides work on a day.
    """
    day = limit
    while day > base:
        if works(day):
            return day
        day -= timedelta(days=1)
    return next((day for day in _following(limit) if works(day)), limit)


def next_working_day(after: date, works: Callable[[date], bool]) -> date:
    """The first working day after a day."""
    return next((day for day in _following(after) if works(day)), after + timedelta(days=1))


def _following(day: date) -> Iterator[date]:
    return (day + timedelta(days=ahead) for ahead in range(1, SEARCH_DAYS))
