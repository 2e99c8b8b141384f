"""The morning list: which rows it has, and in which order (contract §3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from gendan.core.customers import Channel, Tier
from gendan.core.followup import CONTACT_KINDS, Kind
from gendan.core.interactions import InteractionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """
    One row of the morning list, as stored.

    `rule` is the cadence that holds, `said_on` and `said` belong to the interaction that asks for
    the row (the promise, their message), `last_*` to the latest real contact.
    """

    kind: Kind
    due: date
    interval_days: int
    customer: str
    name: str
    tier: Tier | None
    owner: str | None
    rule: str
    base: date
    order: str | None = None
    item: str | None = None
    last_contact: datetime | None = None
    last_channel: Channel | None = None
    last_note: str | None = None
    said_on: date | None = None
    said: str | None = None
    said_kind: InteractionKind | None = None
    promised_time: str | None = None
    attempts: int = 0
    snoozes: int = 0
    country: str | None = None
    timezone: str | None = None
    channel: Channel | None = None

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
    earliest: dict[str, Due] = {}
    others = []
    for row in rows:
        if row.kind not in CONTACT_KINDS:
            others.append(row)
            continue
        rival = earliest.get(row.customer)
        if rival is None or (row.due, row.kind) < (rival.due, rival.kind):
            earliest[row.customer] = row

    def place(row: Due) -> tuple[float, str, date, str, str, str]:
        return (
            -row.ratio(today),
            row.tier or "D",
            row.due,
            row.customer,
            row.order or "",
            row.item or "",
        )

    return sorted([*earliest.values(), *others], key=place)
