"""What passed between us and a customer, and what was decided about it (contract §3)."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from gendan.core.customers import Channel


class InteractionKind(StrEnum):
    """Whether it restarts the clock (`contact`), was an attempt, or came from the customer."""

    CONTACT = "contact"
    NO_ANSWER = "no_answer"
    IN = "in"


class Interaction(NamedTuple):
    """
    One logged contact.

    `at` is when it took place, `recorded_at` when it was logged, both in the book's time zone;
    `entry` is the journal entry that logged it and orders commands of one moment.
    """

    id: str
    kind: InteractionKind
    at: datetime
    recorded_at: datetime
    entry: int
    channel: Channel
    note: str | None = None
    promised: date | None = None
    promised_time: str | None = None
    wait_until: date | None = None
    by: str = ""


class MarkKind(StrEnum):
    """A decision about the clock that is not a contact."""

    SNOOZE = "snooze"
    SKIP = "skip"
    PAUSE = "pause"
    RESUME = "resume"


class Mark(NamedTuple):
    """One decision: `until` is the first day on which the row shows again (snooze, pause)."""

    id: str
    kind: MarkKind
    at: datetime
    entry: int
    until: date | None
    why: str | None
    by: str = ""
