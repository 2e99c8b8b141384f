"""The morning list: which rows it has, and in which order (contract §3)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from gendan.core.customers import Channel, Tier
from gendan.core.kinds import CONTACT_KINDS, Kind
from gendan.text import Text


class Due(NamedTuple):
    """
    One row of the morning list, as stored.

    `also` are the customer's other rows of the contact kinds, which this earliest one speaks for;
    `rule` is the cadence that holds, `said_on` and `said` belong to the interaction that asks for
    the row (the promise, their message), `last_*` to the latest real contact; what an order, a
    complaint or a risk asks for has `order`, `item` and, in words, `asks`. A risk has no customer.
    """

    kind: Kind
    due: date
    interval_days: int
    customer: str | None
    name: str | None
    tier: Tier | None
    owner: str | None
    rule: str
    base: date
    order: str | None = None
    item: str | None = None
    asks: Text | None = None
    last_contact: datetime | None = None
    last_channel: Channel | None = None
    last_note: str | None = None
    said_on: date | None = None
    said: str | None = None
    promised_time: str | None = None
    attempts: int = 0
    snoozes: int = 0
    country: str | None = None
    timezone: str | None = None
    channel: Channel | None = None
    also: tuple["Due", ...] = ()

    def days_over(self, today: date) -> int:
        """Days from `due` to the list's date; negative while it is still to come."""
        return (today - self.due).days

    def ratio(self, today: date) -> float:
        """Days over as a share of the interval: what is late for its rhythm comes first."""
        return self.days_over(today) / self.interval_days


def morning(rows: Iterable[Due], today: date) -> list[Due]:
    """
    The rows in the order in which to work.

    Of the contact kinds one row a customer, the earliest; then by ratio descending, tier A, B, C,
    due and code. Source: contract §3.
    """
    by_customer: dict[str | None, list[Due]] = {}
    others = []
    for row in rows:
        if row.kind in CONTACT_KINDS:
            by_customer.setdefault(row.customer, []).append(row)
        else:
            others.append(row)
    contacts = [_speaker(group) for group in by_customer.values()]

    return sorted([*contacts, *others], key=lambda row: _place(row, today))


def _speaker(group: list[Due]) -> Due:
    if len(group) == 1:
        return group[0]
    first, *rest = sorted(group, key=lambda row: (row.due, CONTACT_KINDS.index(row.kind)))
    return first._replace(also=tuple(rest))


def _place(row: Due, today: date) -> tuple[float, str, date, str, str, str]:
    return (
        -row.ratio(today),
        row.tier or "D",  # who has no tier comes after C
        row.due,
        row.customer or "",
        row.order or "",
        row.item or "",
    )
