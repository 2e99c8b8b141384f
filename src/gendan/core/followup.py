"""From a customer's history to the days on which somebody must act (contract §3)."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from gendan.core import history as past
from gendan.core.cadence import moved_to_work, next_working_day
from gendan.core.history import History, Moment, decided, happened, stands
from gendan.core.interactions import Interaction
from gendan.core.kinds import Kind

OTHER_INTERVAL = 7
"""Days that stand for one interval where no cadence applies (contract §3)."""


class Appointment(NamedTuple):
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


class Working(NamedTuple):
    """On which days we work, and on which both sides do."""

    home: Callable[[date], bool]
    both: Callable[[date], bool]


def appointments(history: History, working: Working) -> list[Appointment]:
    """The rows that this customer may have on the morning list: its clock, a reply, a wait."""
    rows = [_clock(history, working)]
    if (message := past.unanswered(history)) is not None:
        day = message.at.date()
        due = day if working.home(day) else next_working_day(day, working.home)
        rows.append(_asked(Kind.REPLY, due, message, happened(message), history, working))
    if (wait := past.open_wait(history)) is not None and wait.wait_until is not None:
        rows.append(_asked(Kind.WAITING, wait.wait_until, wait, decided(wait), history, working))
    return rows


def _clock(history: History, working: Working) -> Appointment:
    promise = past.promise(history)
    if promise is not None and promise.promised is not None:
        moment = decided(promise)
        return _asked(Kind.PROMISE, promise.promised, promise, moment, history, working)
    base, limit = past.base_of(history), past.limit_of(history)
    due = moved_to_work(limit, base, working.both)
    return Appointment(
        kind=Kind.CONTACT,
        due=due,
        shows_on=_shows_on(due, past.last_contact(history), history, working),
        interval_days=(limit - base).days,
        base=base,
        source=None,
        attempts=len(past.attempts(history)),
        snoozes=len(past.snoozes(history)),
    )


def _asked(
    kind: Kind, due: date, source: Interaction, arose: Moment, history: History, working: Working
) -> Appointment:
    """A row that one interaction asks for: a promise, their message, a wait."""
    return Appointment(
        kind=kind,
        due=due,
        shows_on=_shows_on(due, arose, history, working),
        interval_days=OTHER_INTERVAL,
        base=source.at.date(),
        source=source.id,
        attempts=len(past.attempts(history)),
        snoozes=len(past.snoozes(history)),
    )


def _shows_on(due: date, arose: Moment | None, history: History, working: Working) -> date:
    """First day on which a row is shown: not while snoozed or paused, nor right after an attempt."""
    days = [due, *past.hidden_until(history, arose)]
    tries = [i.at.date() for i in past.attempts(history) if stands(happened(i), arose)]
    if tries:
        days.append(next_working_day(max(tries), working.both))
    return max(days)
