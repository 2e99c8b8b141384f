"""From a customer's history to the dates on which somebody must act (contract §3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from gendan.core.cadence import Cadence, moved_to_work, next_working_day
from gendan.core.interactions import Interaction, InteractionKind, Mark, MarkKind

OTHER_INTERVAL = 7
"""Days that stand for one interval where no cadence applies (contract §3)."""

Moment = tuple[datetime, int]
"""When something was decided, and the journal entry that breaks ties."""


class Kind(StrEnum):
    """Why a row is on the morning list."""

    CONTACT = "contact"
    PROMISE = "promise"
    REPLY = "reply"
    WAITING = "waiting"
    NODE = "node"
    FEEDBACK = "feedback"
    SIGNOFF = "signoff"
    COMPLAINT = "complaint"
    ACTION = "action"
    RISK = "risk"
    INSPECTION = "inspection"


CONTACT_KINDS = (Kind.CONTACT, Kind.PROMISE, Kind.REPLY, Kind.WAITING)
CLOCK_KINDS = (Kind.CONTACT, Kind.PROMISE)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """
    A day on which a customer needs somebody.

    `due` is the day it is owed, `shows_on` the first day on which the list shows it (later after a
    snooze, a pause or an attempt), `interval_days` from `base` to the limit before it was moved to
    a working day, `source` the interaction that asks for it.
    """

    kind: Kind
    due: date
    shows_on: date
    interval_days: int
    base: date
    source: str | None
    attempts: int
    snoozes: int


@dataclass(frozen=True, slots=True)
class Working:
    """On which days we work, and on which both sides do."""

    home: Callable[[date], bool]
    both: Callable[[date], bool]


def base_of(history: History) -> date:
    """
    The day from which the gap counts.

    The latest qualifying contact or skipped round; if no contact was ever logged, the latest
    order, else the day since which they are a customer. Source: contract §3.
    """
    contacts = [i.at.date() for i in history.interactions if i.kind is InteractionKind.CONTACT]
    start = max(contacts) if contacts else history.ordered or history.since
    skips = [m.at.date() for m in history.marks if m.kind is MarkKind.SKIP]
    return max([start, *skips])


def appointments(history: History, working: Working) -> list[Appointment]:
    """The rows that this customer may have on the morning list: its clock, a reply, a wait."""
    rows = [_clock(history, working)]
    if (message := _unanswered(history)) is not None:
        day = message.at.date()
        due = day if working.home(day) else next_working_day(day, working.home)
        rows.append(_appointment(Kind.REPLY, due, message, _said(message), history, working))
    if (wait := _open_wait(history)) is not None and wait.wait_until is not None:
        rows.append(
            _appointment(Kind.WAITING, wait.wait_until, wait, _decided(wait), history, working)
        )
    return rows


def limit_of(history: History) -> date:
    """The last day that the customer's rule allows, working day or not."""
    return history.rule.after(base_of(history))


def _clock(history: History, working: Working) -> Appointment:
    promise = _promise(history)
    if promise is not None and promise.promised is not None:
        moment = _decided(promise)
        return _appointment(Kind.PROMISE, promise.promised, promise, moment, history, working)
    base, limit = base_of(history), limit_of(history)
    due = moved_to_work(limit, base, working.both)
    return Appointment(
        kind=Kind.CONTACT,
        due=due,
        shows_on=_shows_on(due, _last_closing(history), history, working),
        interval_days=(limit - base).days,
        base=base,
        source=None,
        attempts=_attempts(history),
        snoozes=_snoozes(history),
    )


def _appointment(
    kind: Kind, due: date, source: Interaction, arose: Moment, history: History, working: Working
) -> Appointment:
    return Appointment(
        kind=kind,
        due=due,
        shows_on=_shows_on(due, arose, history, working),
        interval_days=OTHER_INTERVAL,
        base=source.at.date(),
        source=source.id,
        attempts=_attempts(history),
        snoozes=_snoozes(history),
    )


def _said(item: Interaction) -> Moment:
    return (item.at, item.entry)


def _decided(item: Interaction) -> Moment:
    return (item.recorded_at, item.entry)


def _set(mark: Mark) -> Moment:
    return (mark.at, mark.entry)


def _contacts(history: History) -> list[Interaction]:
    return [i for i in history.interactions if i.kind is InteractionKind.CONTACT]


def _last_contact(history: History) -> Moment | None:
    return max((_said(i) for i in _contacts(history)), default=None)


def _last_closing(history: History) -> Moment | None:
    """The last contact or skip: what was set before it no longer holds."""
    skips = [_set(m) for m in history.marks if m.kind is MarkKind.SKIP]
    return max([_said(i) for i in _contacts(history)] + skips, default=None)


def _holds(moment: Moment, closing: Moment | None) -> bool:
    """Whether what was set at a moment still stands after the last contact or skip."""
    return closing is None or not moment < closing


def _promise(history: History) -> Interaction | None:
    closing = _last_closing(history)
    standing = [
        i for i in history.interactions if i.promised is not None and _holds(_decided(i), closing)
    ]
    return max(standing, key=_decided, default=None)


def _unanswered(history: History) -> Interaction | None:
    """The first message of theirs since our last contact."""
    closing = _last_closing(history)
    messages = [
        i
        for i in history.interactions
        if i.kind is InteractionKind.IN and (closing is None or _said(i) > closing)
    ]
    return min(messages, key=_said, default=None)


def _open_wait(history: History) -> Interaction | None:
    """
    The latest wait that is still open.

    Closed once they were heard (their message, or a two-way contact), once we chased them on or
    after its day, or once the round was skipped.
    """
    wait = max(
        (i for i in history.interactions if i.wait_until is not None), key=_said, default=None
    )
    if wait is None or wait.wait_until is None:
        return None
    for item in history.interactions:
        if item.id == wait.id or _said(item) <= _said(wait):
            continue
        contact = item.kind is InteractionKind.CONTACT
        if item.kind is InteractionKind.IN or (contact and item.channel.two_way):
            return None
        if contact and item.at.date() >= wait.wait_until:
            return None
    skips = [_set(m) for m in history.marks if m.kind is MarkKind.SKIP]
    return None if any(skip > _decided(wait) for skip in skips) else wait


def _attempts(history: History) -> int:
    last = _last_contact(history)
    return sum(
        1
        for i in history.interactions
        if i.kind is InteractionKind.NO_ANSWER and (last is None or _said(i) > last)
    )


def _snoozes(history: History) -> int:
    closing = _last_closing(history)
    return sum(1 for m in history.marks if m.kind is MarkKind.SNOOZE and _holds(_set(m), closing))


def active_pause(history: History) -> date | None:
    """The day until which the customer is paused, None if not."""
    return max(
        (m.until for m in _hiding(history, None) if m.kind is MarkKind.PAUSE and m.until),
        default=None,
    )


def _hiding(history: History, arose: Moment | None) -> list[Mark]:
    """The snoozes and pauses that still hold and were set after a row arose."""
    closing = _last_closing(history)
    resumed = max((_set(m) for m in history.marks if m.kind is MarkKind.RESUME), default=None)
    return [
        m
        for m in history.marks
        if m.kind in (MarkKind.SNOOZE, MarkKind.PAUSE)
        and _holds(_set(m), closing)
        and _holds(_set(m), arose)
        and not (m.kind is MarkKind.PAUSE and resumed is not None and _set(m) < resumed)
    ]


def _shows_on(due: date, arose: Moment | None, history: History, working: Working) -> date:
    """
    First day on which a row is shown.

    What is set hides what stood then: a reply that they send during a snooze is shown.
    """
    days = [due] + [m.until for m in _hiding(history, arose) if m.until is not None]
    tries = [
        i.at.date()
        for i in history.interactions
        if i.kind is InteractionKind.NO_ANSWER and _holds(_said(i), arose)
    ]
    if tries:
        days.append(next_working_day(max(tries), working.both))
    return max(days)
