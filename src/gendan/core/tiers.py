"""Which tier a customer has earned, and why (contract §4)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from gendan.core.customers import Tier
from gendan.dates import shifted
from gendan.errors import Refused
from gendan.text import Text

HUNDRED = Decimal(100)
CONFIRM_DAYS = 90
"""A demotion needs the window that ended this many days ago to agree (contract §4)."""


class Basis(StrEnum):
    """What is added up: money in the book's base currency, or pieces."""

    AMOUNT = "amount"
    QUANTITY = "quantity"


class Policy(NamedTuple):
    """How tiers are reckoned: what is added up, over how many months, and the two cuts in %."""

    basis: Basis = Basis.AMOUNT
    months: int = 12
    cuts: tuple[Decimal, Decimal] = (Decimal(80), Decimal(95))


class Purchase(NamedTuple):
    """What one order was worth; None where it `lacks` a rate (the currency) or a `price`."""

    customer: str
    order: str
    day: date
    value: Decimal | None
    lacks: str | None = None


class Member(NamedTuple):
    """A customer that takes part in a review, with its present tier; `pinned` is held by hand."""

    code: str
    name: str
    tier: Tier | None
    pinned: bool = False


class Standing(NamedTuple):
    """Place of one customer among all: percent shares are exact, `cumulative` includes itself."""

    tier: Tier
    share: Decimal
    cumulative: Decimal
    rank: int


class Proposal(NamedTuple):
    """What a review says of one customer: from `tier` to `proposed`, with all the figures."""

    code: str
    name: str
    tier: Tier | None
    proposed: Tier
    value: Decimal
    share: Decimal
    cumulative: Decimal
    rank: int
    previous_value: Decimal
    earned: Tier
    confirmed: Tier
    pinned: bool
    unrated: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether accepting it changes anything."""
        return self.proposed is not self.tier


class TierChange(NamedTuple):
    """One decision about a tier; figures only where a review was accepted."""

    at: datetime
    how: str
    from_tier: Tier | None
    to_tier: Tier | None
    value: str | None
    share: str | None
    cumulative: str | None
    previous_value: str | None
    until: str | None
    why: str | None
    by: str


def read_cuts(words: str) -> tuple[Decimal, Decimal]:
    """The two cuts, as typed: `80,95`."""
    try:
        first, second = (Decimal(part.strip()) for part in words.replace("，", ",").split(","))
        good = 0 < first < second <= HUNDRED
    except (ValueError, ArithmeticError):
        good = False
    if not good:
        raise Refused(
            Text(f"cannot read the cuts {words!r}", f"看不懂分级界线 {words!r}"),
            Text("write two percentages, rising: 80,95", "请写两个递增的百分数：80,95"),
        )
    return first, second


def tier_policy(settings: Mapping[str, str]) -> Policy:
    """How a book reckons tiers, from its settings."""
    return Policy(
        Basis(settings["tier_basis"]),
        int(settings["tier_months"]),
        read_cuts(settings["tier_cuts"]),
    )


def standings(values: Mapping[str, Decimal], cuts: tuple[Decimal, Decimal]) -> dict[str, Standing]:
    """
    Classes by the share gathered by those ahead.

    A customer is A while the share of those ahead of it is below the first cut, B while below the
    second, else C; equal values share the class of the first of them; who bought nothing is C.
    Source: contract §4.
    """
    ranked = sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))
    total = sum((value for _, value in ranked if value > 0), Decimal(0))
    result: dict[str, Standing] = {}
    gathered = Decimal(0)
    tier, before = Tier.C, None
    for rank, (code, value) in enumerate(ranked, start=1):
        bought = max(value, Decimal(0))
        if bought == 0:
            tier = Tier.C
        elif value != before:
            tier = _tier_at(gathered * HUNDRED / total, cuts)
        gathered += bought
        before = value
        share = bought * HUNDRED / total if total else Decimal(0)
        cumulative = gathered * HUNDRED / total if total else Decimal(0)
        result[code] = Standing(tier, share, cumulative, rank)
    return result


def review(
    members: Sequence[Member], purchases: Iterable[Purchase], policy: Policy, today: date
) -> list[Proposal]:
    """
    The tier that each customer has earned, best first.

    Promotion at once; a demotion only as far as the window that ended 90 days earlier confirms
    it, and never where the value of an order is not known (no exchange rate, no price).
    """
    bought = list(purchases)
    now = _values(members, bought, *window(today, policy.months))
    earlier = _values(members, bought, *window(today - timedelta(days=CONFIRM_DAYS), policy.months))
    trend = _values(members, bought, *window_before(today, policy.months))
    places, confirming = standings(now, policy.cuts), standings(earlier, policy.cuts)
    unrated = _unrated(bought, *window(today, policy.months))
    proposals = []
    for member in members:
        place = places[member.code]
        confirmed = confirming[member.code].tier
        missing = unrated.get(member.code, ())
        proposals.append(
            Proposal(
                code=member.code,
                name=member.name,
                tier=member.tier,
                proposed=_proposed(member, place.tier, confirmed, bool(missing)),
                value=now[member.code],
                share=place.share,
                cumulative=place.cumulative,
                rank=place.rank,
                previous_value=trend[member.code],
                earned=place.tier,
                confirmed=confirmed,
                pinned=member.pinned,
                unrated=tuple(missing),
            )
        )
    return sorted(proposals, key=lambda p: p.rank)


def window(today: date, months: int) -> tuple[date, date]:
    """First and last day of a window of so many months that ends today."""
    return shifted(today, -months, "m") + timedelta(days=1), today


def window_before(today: date, months: int) -> tuple[date, date]:
    """First and last day of the window before: the two together are twice as long."""
    first, _ = window(today, 2 * months)
    return first, shifted(today, -months, "m")


def _proposed(member: Member, earned: Tier, confirmed: Tier, incomplete: bool) -> Tier:
    present = member.tier
    if present is None:
        return earned
    if member.pinned:
        return present
    if earned <= present:
        return earned
    if incomplete:
        return present
    # A is the better tier and the smaller letter: the better class, but none above the present.
    return max(present, min(earned, confirmed))


def _tier_at(ahead: Decimal, cuts: tuple[Decimal, Decimal]) -> Tier:
    if ahead < cuts[0]:
        return Tier.A
    return Tier.B if ahead < cuts[1] else Tier.C


def _values(
    members: Sequence[Member], bought: Sequence[Purchase], first: date, last: date
) -> dict[str, Decimal]:
    values = {member.code: Decimal(0) for member in members}
    for item in bought:
        if first <= item.day <= last and item.value is not None and item.customer in values:
            values[item.customer] += item.value
    return values


def _unrated(bought: Sequence[Purchase], first: date, last: date) -> dict[str, list[str]]:
    missing: dict[str, list[str]] = {}
    for item in bought:
        if item.value is None and first <= item.day <= last:
            missing.setdefault(item.customer, []).append(f"{item.order} ({item.lacks})")
    return {customer: sorted(orders) for customer, orders in missing.items()}
