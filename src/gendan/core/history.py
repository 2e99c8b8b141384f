"""What still stands of a customer's history: base, promise, open messages, waits, pauses."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from gendan.core.cadence import Cadence
from gendan.core.interactions import Interaction, InteractionKind, Mark, MarkKind

Moment = tuple[datetime, int]
"""When something happened or was decided, and the journal entry, which breaks ties."""


class History(NamedTuple):
    """
    All that the clock of one customer depends on.

    `ordered` is the date of the latest order that is neither cancelled nor in the future;
    `interactions` and `marks` may come in any order.
    """

    rule: Cadence
    since: date
    ordered: date | None
    interactions: Sequence[Interaction]
    marks: Sequence[Mark]

    def of_kind(self, kind: InteractionKind) -> list[Interaction]:
        """The interactions of one kind."""
        return [i for i in self.interactions if i.kind is kind]

    def marked(self, kind: MarkKind) -> list[Mark]:
        """The decisions of one kind."""
        return [m for m in self.marks if m.kind is kind]


def happened(item: Interaction) -> Moment:
    """When an interaction took place."""
    return (item.at, item.entry)


def decided(item: Interaction | Mark) -> Moment:
    """When a promise, a wait or a mark was set: when it was written down."""
    return (item.recorded_at if isinstance(item, Interaction) else item.at, item.entry)


def base_of(history: History) -> date:
    """
    The day from which the gap counts.

    The latest qualifying contact or skipped round; if no contact was ever logged, the latest
    order, else the day since which they are a customer. Source: contract §3.
    """
    contacts = [i.at.date() for i in history.of_kind(InteractionKind.CONTACT)]
    start = max(contacts) if contacts else history.ordered or history.since
    return max([start, *(m.at.date() for m in history.marked(MarkKind.SKIP))])


def limit_of(history: History) -> date:
    """The last day that the customer's rule allows, working day or not."""
    return history.rule.after(base_of(history))


def last_contact(history: History) -> Moment | None:
    """The last qualifying contact: pauses and messages from before it no longer stand."""
    return max(map(happened, history.of_kind(InteractionKind.CONTACT)), default=None)


def last_round(history: History) -> Moment | None:
    """The last contact or skip: promises and snoozes from before it no longer stand."""
    skips = map(decided, history.marked(MarkKind.SKIP))
    return max([*map(happened, history.of_kind(InteractionKind.CONTACT)), *skips], default=None)


def stands(moment: Moment, since: Moment | None) -> bool:
    """Whether what was set at a moment was not set before another one."""
    return since is None or moment >= since


def promise(history: History) -> Interaction | None:
    """The contact with the promise that stands, the newest if several do."""
    since = last_round(history)
    standing = [
        i for i in history.interactions if i.promised is not None and stands(decided(i), since)
    ]
    return max(standing, key=decided, default=None)


def unanswered(history: History) -> Interaction | None:
    """The first message of theirs since our last contact; a skip is no answer."""
    since = last_contact(history)
    messages = history.of_kind(InteractionKind.IN)
    return min(
        (i for i in messages if since is None or happened(i) > since), key=happened, default=None
    )


def open_wait(history: History) -> Interaction | None:
    """
    The contact with the latest wait, if it is still open.

    Closed once they were heard (their message, or a two-way contact), or once we chased them on
    or after its day, which is what its row asks for (docs/decisions.md).
    """
    waits = [i for i in history.interactions if i.wait_until is not None]
    wait = max(waits, key=decided, default=None)
    if wait is None:
        return None
    later = [i for i in history.interactions if i.id != wait.id and happened(i) > happened(wait)]
    return None if any(_closes(i, wait) for i in later) else wait


def _closes(item: Interaction, wait: Interaction) -> bool:
    if item.kind is InteractionKind.CONTACT and wait.wait_until is not None:
        return item.channel.two_way or item.at.date() >= wait.wait_until
    return item.kind is InteractionKind.IN


def attempts(history: History) -> list[Interaction]:
    """The attempts without answer since the last real contact."""
    since = last_contact(history)
    tries = history.of_kind(InteractionKind.NO_ANSWER)
    return [i for i in tries if since is None or happened(i) > since]


def snoozes(history: History) -> list[Mark]:
    """The snoozes of this round, in the order in which they were set."""
    since = last_round(history)
    return sorted(
        (m for m in history.marked(MarkKind.SNOOZE) if stands(decided(m), since)), key=decided
    )


def pauses(history: History) -> list[Mark]:
    """The pauses that neither a contact nor a `resume` has ended, in the order they were set."""
    resumed = map(decided, history.marked(MarkKind.RESUME))
    ends = [moment for moment in (last_contact(history), max(resumed, default=None)) if moment]
    since = max(ends, default=None)
    return sorted(
        (m for m in history.marked(MarkKind.PAUSE) if stands(decided(m), since)), key=decided
    )


def hidden_until(history: History, arose: Moment | None) -> Iterable[date]:
    """
    The days before which a row is not shown, by the newest snooze and the newest pause.

    They hide what stood when they were set: a message that comes later is shown.
    """
    for marks in (snoozes(history), pauses(history)):
        if marks and marks[-1].until is not None and stands(decided(marks[-1]), arose):
            yield marks[-1].until
