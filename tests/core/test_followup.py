"""From a customer's history to the dates on which somebody must act (contract §3)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.core.cadence import read_rule
from gendan.core.customers import Channel
from gendan.core.followup import Appointment, Working, appointments
from gendan.core.history import History, base_of, limit_of, pauses
from gendan.core.interactions import Interaction, InteractionKind, Mark, MarkKind
from gendan.core.kinds import Kind

SHANGHAI = ZoneInfo("Asia/Shanghai")
SINCE = date(2026, 1, 5)
HOLIDAY = date(2026, 3, 4)
"""A Wednesday on which the customer's country does not work."""


def weekdays(day: date) -> bool:
    return day.weekday() < 5


WORKING = Working(home=weekdays, both=lambda day: weekdays(day) and day != HOLIDAY)


def at(text: str) -> datetime:
    """`03-02` (nine o'clock) or `03-02 15:30` of 2026, in the book's zone."""
    day, _, clock = text.partition(" ")
    return datetime.fromisoformat(f"2026-{day}T{clock or '09:00'}").replace(tzinfo=SHANGHAI)


def day(text: str) -> date:
    return at(text).date()


def touch(
    when: str,
    kind: InteractionKind = InteractionKind.CONTACT,
    *,
    channel: Channel = Channel.EMAIL,
    next: str | None = None,
    wait: str | None = None,
    logged: str | None = None,
    entry: int | None = None,
) -> Interaction:
    """A logged contact; by default it was logged when it took place."""
    recorded = at(logged or when)
    number = int(recorded.timestamp()) if entry is None else entry
    return Interaction(
        id=f"{kind}-{when}-{logged}-{entry}-{next}-{wait}",
        kind=kind,
        at=at(when),
        recorded_at=recorded,
        entry=number,
        channel=channel,
        promised=None if next is None else day(next),
        wait_until=None if wait is None else day(wait),
    )


def no_answer(when: str, logged: str | None = None, entry: int | None = None) -> Interaction:
    return touch(when, InteractionKind.NO_ANSWER, logged=logged, entry=entry)


def wrote(when: str, logged: str | None = None, entry: int | None = None) -> Interaction:
    return touch(when, InteractionKind.IN, logged=logged, entry=entry)


def mark(kind: MarkKind, when: str, until: str | None = None, entry: int | None = None) -> Mark:
    number = int(at(when).timestamp()) if entry is None else entry
    end = None if until is None else day(until)
    return Mark(id=f"{kind}-{when}", kind=kind, at=at(when), entry=number, until=end, why="why")


def snooze(when: str, until: str, entry: int | None = None) -> Mark:
    return mark(MarkKind.SNOOZE, when, until, entry)


def pause(when: str, until: str, entry: int | None = None) -> Mark:
    return mark(MarkKind.PAUSE, when, until, entry)


def skip(when: str, entry: int | None = None) -> Mark:
    return mark(MarkKind.SKIP, when, entry=entry)


def resume(when: str, entry: int | None = None) -> Mark:
    return mark(MarkKind.RESUME, when, entry=entry)


Event = Interaction | Mark


def past(*events: Event, rule: str = "1/week", ordered: str | None = None) -> History:
    return History(
        rule=read_rule(rule),
        since=SINCE,
        ordered=None if ordered is None else day(ordered),
        interactions=[e for e in events if isinstance(e, Interaction)],
        marks=[e for e in events if isinstance(e, Mark)],
    )


class Row(NamedTuple):
    """What a table below says of one row; `shows` is its due day where nothing hides it."""

    kind: Kind
    due: str
    shows: str | None = None


def rows(history: History) -> set[tuple[Kind, date, date]]:
    return {(a.kind, a.due, a.shows_on) for a in appointments(history, WORKING)}


def wanted(*expected: Row) -> set[tuple[Kind, date, date]]:
    return {(row.kind, day(row.due), day(row.shows or row.due)) for row in expected}


def clock(history: History) -> Appointment:
    (found,) = (a for a in appointments(history, WORKING) if a.kind in (Kind.CONTACT, Kind.PROMISE))
    return found


def only(kind: Kind, history: History) -> list[Appointment]:
    return [a for a in appointments(history, WORKING) if a.kind is kind]


CONTACT, PROMISE, REPLY, WAITING = Kind.CONTACT, Kind.PROMISE, Kind.REPLY, Kind.WAITING
CALL = touch("03-02")
"""A qualifying contact on a Monday: due again on Monday 9 March."""


@pytest.mark.parametrize(
    ("history", "base"),
    [
        pytest.param(past(), "01-05", id="since, where nothing is known"),
        pytest.param(past(ordered="02-10"), "02-10", id="the latest order without a contact"),
        pytest.param(past(CALL), "03-02", id="a contact"),
        pytest.param(past(CALL, ordered="03-05"), "03-02", id="a contact, though ordered later"),
        pytest.param(past(touch("02-20"), CALL), "03-02", id="the latest contact"),
        pytest.param(past(CALL, touch("02-20")), "03-02", id="the latest, in any order"),
        pytest.param(past(CALL, touch("02-20", logged="03-05")), "03-02", id="logged late"),
        pytest.param(past(CALL, no_answer("03-04")), "03-02", id="an attempt does not count"),
        pytest.param(past(CALL, wrote("03-04")), "03-02", id="their message does not count"),
        pytest.param(past(no_answer("03-04"), wrote("03-05")), "01-05", id="neither qualifies"),
        pytest.param(past(wrote("03-04"), ordered="02-10"), "02-10", id="neither, ordered"),
        pytest.param(past(CALL, skip("03-09")), "03-09", id="a skipped round"),
        pytest.param(past(skip("03-09")), "03-09", id="a skipped round without a contact"),
        pytest.param(past(CALL, skip("02-23")), "03-02", id="a contact after a skip"),
        pytest.param(past(CALL, snooze("03-09", "03-12")), "03-02", id="a snooze moves nothing"),
        pytest.param(past(CALL, pause("03-09", "04-01")), "03-02", id="a pause moves nothing"),
        pytest.param(past(touch("03-02 23:59")), "03-02", id="local date, last minute"),
        pytest.param(past(touch("03-03 00:00")), "03-03", id="local date, first minute"),
    ],
)
def test_the_day_from_which_the_gap_counts(history: History, base: str) -> None:
    assert base_of(history) == day(base)
    assert limit_of(history) == day(base) + timedelta(days=7)


@pytest.mark.parametrize("channel", Channel)
def test_a_contact_in_any_channel_qualifies(channel: Channel) -> None:
    assert base_of(past(touch("03-02", channel=channel))) == day("03-02")


@pytest.mark.parametrize(
    ("rule", "last", "due", "interval"),
    [
        pytest.param("1/week", "03-02", "03-09", 7, id="a week"),
        pytest.param("2/week", "03-02", "03-05", 3, id="twice a week"),
        pytest.param("2d", "03-02", "03-03", 2, id="their holiday: the day before"),
        pytest.param("1d", "03-03", "03-05", 1, id="their holiday, none before: the day after"),
        pytest.param("5d", "03-02", "03-06", 5, id="Saturday: Friday; interval as before it"),
        pytest.param("6d", "03-02", "03-06", 6, id="Sunday: Friday; interval as before it"),
        pytest.param("1d", "03-06", "03-09", 1, id="Friday + 1d: Monday"),
        pytest.param("2/month", "03-02", "03-17", 15, id="twice a month"),
        pytest.param("1m", "01-31", "02-27", 28, id="a month from 31 January"),
    ],
)
def test_the_clock_runs_from_the_last_contact(
    rule: str, last: str, due: str, interval: int
) -> None:
    found = clock(past(touch(last), rule=rule))
    assert (found.kind, found.due, found.shows_on) == (CONTACT, day(due), day(due))
    assert (found.interval_days, found.base, found.source) == (interval, day(last), None)


PROMISES = [
    pytest.param([touch("03-02", next="03-04")], [Row(PROMISE, "03-04")], id="earlier"),
    pytest.param([touch("03-02", next="03-09")], [Row(PROMISE, "03-09")], id="on the limit"),
    pytest.param([touch("03-02", next="04-20")], [Row(PROMISE, "04-20")], id="later"),
    pytest.param([touch("03-02", next="03-07")], [Row(PROMISE, "03-07")], id="a day off is kept"),
    pytest.param([touch("03-02", next="03-02")], [Row(PROMISE, "03-02")], id="the same day"),
    pytest.param(
        [touch("03-02", next="03-20"), touch("03-03", next="03-05")],
        [Row(PROMISE, "03-05")],
        id="a new promise replaces the old one",
    ),
    pytest.param(
        [touch("03-02", next="03-20"), touch("03-03")],
        [Row(CONTACT, "03-10")],
        id="a contact clears the promise",
    ),
    pytest.param(
        [touch("03-02", next="03-20"), no_answer("03-03")],
        [Row(PROMISE, "03-20")],
        id="an attempt keeps it",
    ),
    pytest.param(
        [touch("03-02", next="03-20"), wrote("03-03")],
        [Row(PROMISE, "03-20"), Row(REPLY, "03-03")],
        id="their message keeps it",
    ),
    pytest.param(
        [touch("03-02", next="03-20"), touch("02-27", logged="03-03")],
        [Row(PROMISE, "03-20")],
        id="an older contact that is logged late keeps it",
    ),
    pytest.param(
        [touch("03-02 09:00", next="03-20"), touch("03-02 08:59", logged="03-02 09:30")],
        [Row(PROMISE, "03-20")],
        id="a minute older keeps it",
    ),
    pytest.param(
        [touch("03-02 09:00", next="03-20"), touch("03-02 09:01")],
        [Row(CONTACT, "03-09")],
        id="a minute newer clears it",
    ),
    pytest.param(
        [touch("03-02", logged="03-04", next="03-20"), touch("03-03", logged="03-05")],
        [Row(PROMISE, "03-20")],
        id="it is set when it is logged",
    ),
    pytest.param(
        [CALL, touch("02-27", logged="03-03", next="03-20")],
        [Row(PROMISE, "03-20")],
        id="a promise with an older contact is set now",
    ),
    pytest.param(
        [touch("03-02", next="03-20", entry=4), touch("03-02", entry=5)],
        [Row(CONTACT, "03-09")],
        id="in one moment the later entry counts: contact",
    ),
    pytest.param(
        [touch("03-02", entry=4), touch("03-02", next="03-20", entry=5)],
        [Row(PROMISE, "03-20")],
        id="in one moment the later entry counts: promise",
    ),
    pytest.param(
        [touch("03-02", next="03-20", entry=4), touch("03-02", next="03-10", entry=5)],
        [Row(PROMISE, "03-10")],
        id="in one moment the later entry counts: two promises",
    ),
]

ATTEMPTS = [
    pytest.param([CALL, no_answer("03-09")], [Row(CONTACT, "03-09", "03-10")], id="hidden a day"),
    pytest.param(
        [touch("02-27"), no_answer("03-06")],
        [Row(CONTACT, "03-06", "03-09")],
        id="hidden over a weekend",
    ),
    pytest.param(
        [touch("02-23"), no_answer("03-03")],
        [Row(CONTACT, "03-02", "03-05")],
        id="hidden over their holiday",
    ),
    pytest.param(
        [CALL, no_answer("03-09"), no_answer("03-10")],
        [Row(CONTACT, "03-09", "03-11")],
        id="tried again",
    ),
    pytest.param([CALL, no_answer("03-03")], [Row(CONTACT, "03-09")], id="tried before it is due"),
    pytest.param(
        [CALL, no_answer("03-09"), touch("03-10")],
        [Row(CONTACT, "03-17")],
        id="a contact forgets it",
    ),
    pytest.param(
        [touch("03-02", next="03-05"), no_answer("03-05")],
        [Row(PROMISE, "03-05", "03-06")],
        id="a promise is hidden too",
    ),
    pytest.param(
        [CALL, no_answer("03-09", entry=5), touch("03-09", entry=6)],
        [Row(CONTACT, "03-16")],
        id="in one moment the later entry counts: contact",
    ),
]

REPLIES = [
    pytest.param(
        [CALL, wrote("03-05")], [Row(CONTACT, "03-09"), Row(REPLY, "03-05")], id="the same day"
    ),
    pytest.param(
        [CALL, wrote("03-07")],
        [Row(CONTACT, "03-09"), Row(REPLY, "03-09")],
        id="a Saturday: Monday",
    ),
    pytest.param(
        [CALL, wrote("03-04")],
        [Row(CONTACT, "03-09"), Row(REPLY, "03-04")],
        id="their holiday is our working day",
    ),
    pytest.param(
        [CALL, wrote("03-05"), wrote("03-06")],
        [Row(CONTACT, "03-09"), Row(REPLY, "03-05")],
        id="the first of two messages",
    ),
    pytest.param(
        [CALL, wrote("03-05"), touch("03-06")], [Row(CONTACT, "03-13")], id="answered by email"
    ),
    pytest.param(
        [CALL, wrote("03-05"), touch("03-06"), wrote("03-10")],
        [Row(CONTACT, "03-13"), Row(REPLY, "03-10")],
        id="they wrote again",
    ),
    pytest.param(
        [CALL, wrote("03-05"), no_answer("03-05 15:00")],
        [Row(CONTACT, "03-09"), Row(REPLY, "03-05", "03-06")],
        id="an attempt is no answer",
    ),
    pytest.param(
        [CALL, wrote("03-05 09:00"), touch("03-05 08:00", logged="03-05 10:00")],
        [Row(CONTACT, "03-12"), Row(REPLY, "03-05")],
        id="a contact before their message, logged late, is no answer",
    ),
    pytest.param(
        [CALL, wrote("03-05", logged="03-06 10:00"), touch("03-06 09:00")],
        [Row(CONTACT, "03-13")],
        id="their message, logged late, was answered since",
    ),
    pytest.param(
        [CALL, wrote("03-05", entry=5), touch("03-05", entry=6)],
        [Row(CONTACT, "03-12")],
        id="in one moment the later entry counts: answered",
    ),
    pytest.param(
        [CALL, touch("03-05", entry=5), wrote("03-05", entry=6)],
        [Row(CONTACT, "03-12"), Row(REPLY, "03-05")],
        id="in one moment the later entry counts: not answered",
    ),
    pytest.param(
        [wrote("03-05")], [Row(CONTACT, "01-12"), Row(REPLY, "03-05")], id="before any contact"
    ),
]

WAITS = [
    pytest.param(
        [touch("03-02", wait="03-06")], [Row(CONTACT, "03-09"), Row(WAITING, "03-06")], id="open"
    ),
    pytest.param(
        [touch("03-02", wait="03-07")],
        [Row(CONTACT, "03-09"), Row(WAITING, "03-07")],
        id="a day off is kept",
    ),
    pytest.param(
        [touch("03-02", wait="03-06", next="03-20")],
        [Row(PROMISE, "03-20"), Row(WAITING, "03-06")],
        id="beside a promise",
    ),
    pytest.param(
        [touch("03-02", wait="03-06"), wrote("03-04")],
        [Row(CONTACT, "03-09"), Row(REPLY, "03-04")],
        id="they wrote",
    ),
    *(
        pytest.param(
            [touch("03-02", wait="03-06"), touch("03-04", channel=channel)],
            [Row(CONTACT, "03-11")],
            id=f"heard: {channel}",
        )
        for channel in (Channel.PHONE, Channel.MEETING, Channel.VISIT, Channel.VIDEO)
    ),
    *(
        pytest.param(
            [touch("03-02", wait="03-06"), touch("03-04", channel=channel)],
            [Row(CONTACT, "03-11"), Row(WAITING, "03-06")],
            id=f"only written to: {channel}",
        )
        for channel in (Channel.EMAIL, Channel.WECHAT, Channel.WHATSAPP, Channel.OTHER)
    ),
    pytest.param(
        [touch("03-02", wait="03-06", channel=Channel.PHONE)],
        [Row(CONTACT, "03-09"), Row(WAITING, "03-06")],
        id="the call that agreed to wait does not close it",
    ),
    pytest.param(
        [touch("03-02", wait="03-06"), no_answer("03-04")],
        [Row(CONTACT, "03-09"), Row(WAITING, "03-06")],
        id="an attempt by phone is not heard",
    ),
    pytest.param(
        [touch("03-02", wait="03-06"), wrote("02-27", logged="03-04")],
        [Row(CONTACT, "03-09"), Row(WAITING, "03-06")],
        id="what they wrote before does not close it",
    ),
    pytest.param(
        [touch("03-02", wait="03-06"), touch("03-03", wait="03-12")],
        [Row(CONTACT, "03-10"), Row(WAITING, "03-12")],
        id="waiting again",
    ),
]

SNOOZES = [
    pytest.param(
        [CALL, snooze("03-09", "03-12")], [Row(CONTACT, "03-09", "03-12")], id="due stays"
    ),
    pytest.param(
        [CALL, snooze("03-09", "03-14")], [Row(CONTACT, "03-09", "03-14")], id="a day off is kept"
    ),
    pytest.param(
        [CALL, snooze("03-03", "03-05")], [Row(CONTACT, "03-09")], id="ends before it is due"
    ),
    pytest.param(
        [CALL, snooze("03-09", "03-12"), snooze("03-12", "03-17")],
        [Row(CONTACT, "03-09", "03-17")],
        id="twice",
    ),
    pytest.param(
        [touch("03-02", next="03-05"), snooze("03-05", "03-10")],
        [Row(PROMISE, "03-05", "03-10")],
        id="of a promise",
    ),
    pytest.param(
        [CALL, snooze("03-03", "04-01"), touch("03-04")],
        [Row(CONTACT, "03-11")],
        id="a contact clears it",
    ),
    pytest.param(
        [CALL, snooze("03-09", "03-12"), touch("03-06", logged="03-10")],
        [Row(CONTACT, "03-13")],
        id="a contact from before it, logged late, moves due past it",
    ),
    pytest.param(
        [CALL, snooze("03-09", "04-01"), touch("03-06", logged="03-10")],
        [Row(CONTACT, "03-13", "04-01")],
        id="a contact from before it, logged late, keeps it",
    ),
    pytest.param(
        [CALL, snooze("03-09 09:00", "04-01"), touch("03-09 09:01", logged="03-10")],
        [Row(CONTACT, "03-16")],
        id="a minute after it",
    ),
    pytest.param(
        [CALL, snooze("03-09", "04-01"), no_answer("03-10")],
        [Row(CONTACT, "03-09", "04-01")],
        id="an attempt keeps it",
    ),
    pytest.param(
        [CALL, snooze("03-09", "04-01", entry=5), touch("03-09", entry=6)],
        [Row(CONTACT, "03-16")],
        id="in one moment the later entry counts: contact",
    ),
    pytest.param(
        [CALL, touch("03-09", entry=5), snooze("03-09", "04-01", entry=6)],
        [Row(CONTACT, "03-16", "04-01")],
        id="in one moment the later entry counts: snooze",
    ),
    pytest.param(
        [CALL, snooze("03-09", "04-01"), resume("03-10")],
        [Row(CONTACT, "03-09", "04-01")],
        id="resume ends pauses, not snoozes",
    ),
]

SKIPS = [
    pytest.param([CALL, skip("03-09")], [Row(CONTACT, "03-16")], id="the next round"),
    pytest.param([CALL, skip("03-04")], [Row(CONTACT, "03-11")], id="before it is due"),
    pytest.param([CALL, skip("03-07")], [Row(CONTACT, "03-13")], id="on a day off"),
    pytest.param(
        [CALL, skip("03-09"), touch("03-10")], [Row(CONTACT, "03-17")], id="then a contact"
    ),
    pytest.param(
        [CALL, skip("03-09"), touch("03-05", logged="03-10")],
        [Row(CONTACT, "03-16")],
        id="a contact from before it never moves the clock back",
    ),
    pytest.param(
        [touch("03-02", next="03-05"), skip("03-05")],
        [Row(CONTACT, "03-12")],
        id="it closes a round that was promised",
    ),
]

PAUSES = [
    pytest.param([CALL, pause("03-03", "06-01")], [Row(CONTACT, "03-09", "06-01")], id="due stays"),
    pytest.param(
        [CALL, pause("03-03", "03-05")], [Row(CONTACT, "03-09")], id="ends before it is due"
    ),
    pytest.param(
        [CALL, pause("03-03", "06-01"), resume("03-10")], [Row(CONTACT, "03-09")], id="resumed"
    ),
    pytest.param(
        [CALL, pause("03-03", "06-01"), resume("03-10"), pause("03-11", "05-01")],
        [Row(CONTACT, "03-09", "05-01")],
        id="paused again",
    ),
    pytest.param(
        [CALL, resume("03-03"), pause("03-04", "06-01")],
        [Row(CONTACT, "03-09", "06-01")],
        id="resumed before it was paused",
    ),
    pytest.param(
        [CALL, pause("03-03", "06-01"), touch("03-04")],
        [Row(CONTACT, "03-11")],
        id="a contact clears it",
    ),
    pytest.param(
        [CALL, pause("03-03", "06-01"), touch("03-02 18:00", logged="03-05")],
        [Row(CONTACT, "03-09", "06-01")],
        id="a contact from before it, logged late, keeps it",
    ),
    pytest.param(
        [CALL, pause("03-03", "06-01"), no_answer("03-04")],
        [Row(CONTACT, "03-09", "06-01")],
        id="an attempt keeps it",
    ),
    pytest.param(
        [CALL, pause("03-03", "06-01", entry=5), resume("03-03", entry=6)],
        [Row(CONTACT, "03-09")],
        id="in one moment the later entry counts: resume",
    ),
    pytest.param(
        [CALL, resume("03-03", entry=5), pause("03-03", "06-01", entry=6)],
        [Row(CONTACT, "03-09", "06-01")],
        id="in one moment the later entry counts: pause",
    ),
    pytest.param(
        [CALL, pause("03-03", "03-20"), snooze("03-09", "03-12"), resume("03-10")],
        [Row(CONTACT, "03-09", "03-12")],
        id="a snooze outlives the pause",
    ),
]


@pytest.mark.parametrize(("events", "expected"), PROMISES)
def test_a_promise_replaces_the_clock(events: list[Event], expected: list[Row]) -> None:
    assert rows(past(*events)) == wanted(*expected)


@pytest.mark.parametrize(("events", "expected"), ATTEMPTS)
def test_an_attempt_hides_the_row_until_both_work_again(
    events: list[Event], expected: list[Row]
) -> None:
    assert rows(past(*events)) == wanted(*expected)


@pytest.mark.parametrize(("events", "expected"), REPLIES)
def test_their_message_asks_for_a_reply(events: list[Event], expected: list[Row]) -> None:
    assert rows(past(*events)) == wanted(*expected)


@pytest.mark.parametrize(("events", "expected"), WAITS)
def test_we_wait_until_they_are_heard(events: list[Event], expected: list[Row]) -> None:
    assert rows(past(*events)) == wanted(*expected)


@pytest.mark.parametrize(("events", "expected"), SNOOZES)
def test_a_snooze_hides_and_leaves_due(events: list[Event], expected: list[Row]) -> None:
    assert rows(past(*events)) == wanted(*expected)


@pytest.mark.parametrize(("events", "expected"), SKIPS)
def test_a_skip_closes_the_round(events: list[Event], expected: list[Row]) -> None:
    assert rows(past(*events)) == wanted(*expected)


@pytest.mark.parametrize(("events", "expected"), PAUSES)
def test_a_pause_hides_until_its_day(events: list[Event], expected: list[Row]) -> None:
    assert rows(past(*events)) == wanted(*expected)


LETTER = [
    pytest.param(
        [touch("03-02", wait="03-06"), touch("03-06", channel=Channel.EMAIL)],
        [Row(CONTACT, "03-13")],
        id="chasing them on the day of the wait is what its row asks for",
    ),
    pytest.param(
        [touch("03-02", wait="03-06"), touch("03-05", channel=Channel.EMAIL)],
        [Row(CONTACT, "03-12"), Row(WAITING, "03-06")],
        id="an email before the day of the wait is not hearing of them",
    ),
    pytest.param(
        [touch("03-02", wait="03-06"), skip("03-03")],
        [Row(CONTACT, "03-10"), Row(WAITING, "03-06")],
        id="a skip is not hearing of them",
    ),
    pytest.param(
        [CALL, snooze("03-03", "03-30"), snooze("03-04", "03-12")],
        [Row(CONTACT, "03-09", "03-12")],
        id="of two snoozes the one that was set last holds",
    ),
    pytest.param(
        [CALL, wrote("03-05"), skip("03-06")],
        [Row(CONTACT, "03-13"), Row(REPLY, "03-05")],
        id="a skip is not the outgoing contact that a reply asks for",
    ),
    pytest.param(
        [CALL, pause("03-03", "06-01"), skip("03-04")],
        [Row(CONTACT, "03-11", "06-01")],
        id="a skip does not end a pause",
    ),
]


@pytest.mark.parametrize(("events", "expected"), LETTER)
def test_only_what_the_contract_names_ends_a_row(events: list[Event], expected: list[Row]) -> None:
    assert rows(past(*events)) == wanted(*expected)


EVERYTHING = [
    pytest.param(touch("03-03", next="06-01"), id="promise"),
    pytest.param(snooze("03-03", "06-01"), id="snooze"),
    pytest.param(skip("03-03"), id="skip"),
    pytest.param(pause("03-03", "06-01"), id="pause"),
]


@pytest.mark.parametrize("event", EVERYTHING)
def test_a_contact_clears_what_was_set_before_its_time(event: Event) -> None:
    for contact in (touch("03-03 09:01"), touch("03-03 09:01", logged="03-20")):
        assert rows(past(CALL, event, contact)) == wanted(Row(CONTACT, "03-10"))


@pytest.mark.parametrize("event", EVERYTHING)
def test_a_contact_leaves_what_was_set_after_its_time(event: Event) -> None:
    before = rows(past(CALL, event))
    assert before != rows(past(CALL))
    assert rows(past(CALL, event, touch("02-26", logged="03-20"))) == before


@pytest.mark.parametrize(
    ("events", "attempts"),
    [
        pytest.param([CALL], 0, id="none"),
        pytest.param([CALL, no_answer("03-09")], 1, id="one"),
        pytest.param([CALL, no_answer("03-09 09:00"), no_answer("03-09 15:00")], 2, id="two a day"),
        pytest.param(
            [no_answer("02-27"), CALL, no_answer("03-09")], 1, id="since the last contact"
        ),
        pytest.param([CALL, no_answer("03-09"), touch("03-10")], 0, id="a contact ends them"),
        pytest.param([CALL, no_answer("03-09"), wrote("03-10")], 1, id="their message does not"),
        pytest.param([CALL, no_answer("03-09"), skip("03-10")], 1, id="a skip is no contact"),
        pytest.param([no_answer("03-09"), no_answer("03-10")], 2, id="without any contact"),
        pytest.param(
            [CALL, no_answer("02-27", logged="03-03")], 0, id="from before the contact, logged late"
        ),
        pytest.param(
            [CALL, no_answer("03-05"), touch("03-04", logged="03-06")], 1, id="contact before it"
        ),
    ],
)
def test_attempts_are_counted_since_the_last_real_contact(
    events: list[Event], attempts: int
) -> None:
    assert clock(past(*events)).attempts == attempts


@pytest.mark.parametrize(
    ("events", "snoozes"),
    [
        pytest.param([CALL], 0, id="none"),
        pytest.param([CALL, snooze("03-09", "03-12")], 1, id="one"),
        pytest.param([CALL, snooze("03-09", "03-12"), snooze("03-12", "03-13")], 2, id="two"),
        pytest.param([snooze("02-27", "03-20"), CALL], 0, id="cleared by a contact"),
        pytest.param([CALL, pause("03-09", "03-12")], 0, id="a pause is none"),
    ],
)
def test_snoozes_are_counted(events: list[Event], snoozes: int) -> None:
    assert clock(past(*events)).snoozes == snoozes


@pytest.mark.parametrize(
    ("events", "until"),
    [
        pytest.param([CALL], None, id="not paused"),
        pytest.param([CALL, pause("03-03", "06-01")], "06-01", id="paused"),
        pytest.param([CALL, pause("03-03", "06-01"), resume("03-04")], None, id="resumed"),
        pytest.param([CALL, pause("03-03", "06-01"), touch("03-04")], None, id="contacted"),
        pytest.param([CALL, snooze("03-03", "06-01")], None, id="a snooze is no pause"),
        pytest.param([pause("02-27", "06-01"), CALL], None, id="paused before the contact"),
    ],
)
def test_whether_a_customer_is_paused(events: list[Event], until: str | None) -> None:
    standing = [mark.until for mark in pauses(past(*events))]
    assert standing[-1:] == ([] if until is None else [day(until)])


@pytest.mark.parametrize(
    ("events", "kind"),
    [
        pytest.param([touch("03-02", next="04-20")], PROMISE, id="promise"),
        pytest.param([CALL, wrote("03-05")], REPLY, id="reply"),
        pytest.param([touch("03-02", wait="03-30")], WAITING, id="waiting"),
    ],
)
def test_other_kinds_have_an_interval_of_seven_days(events: list[Event], kind: Kind) -> None:
    (found,) = only(kind, past(*events, rule="1/quarter"))
    assert found.interval_days == 7
    assert found.source == events[-1].id


def test_a_customer_of_a_slower_rhythm_has_a_longer_interval() -> None:
    assert clock(past(CALL, rule="1/quarter")).interval_days == 92


MINUTES = st.integers(0, 60 * 24 * 60)
START = at("01-05 00:00")


def moment(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def contact_at(minutes: int, kind: InteractionKind, late: int = 0) -> Interaction:
    return touch("03-02", kind)._replace(
        id=f"{kind}-{minutes}-{late}",
        at=moment(minutes),
        recorded_at=moment(minutes + late),
        entry=minutes + late,
    )


CONTACTS = st.lists(
    st.builds(contact_at, MINUTES, st.sampled_from(InteractionKind), st.integers(0, 20_000)),
    max_size=6,
)
MARKS = st.lists(
    st.builds(
        lambda kind, minutes, days: Mark(
            id=f"{kind}-{minutes}",
            kind=kind,
            at=moment(minutes),
            entry=minutes,
            until=moment(minutes).date() + timedelta(days=days)
            if kind in (MarkKind.SNOOZE, MarkKind.PAUSE)
            else None,
            why="why",
        ),
        st.sampled_from(MarkKind),
        MINUTES,
        st.integers(1, 90),
    ),
    max_size=4,
)
RULES = st.sampled_from(["1d", "5d", "2w", "1m", "3/week", "1/week", "2/month", "1/quarter"])


def history_of(
    rule: str, interactions: Sequence[Interaction], marks: Sequence[Mark] = ()
) -> History:
    return past(rule=rule)._replace(interactions=interactions, marks=marks)


@given(RULES, CONTACTS, MINUTES, MINUTES, st.integers(0, 50_000))
def test_logging_an_older_contact_never_changes_the_due_date(
    rule: str, events: list[Interaction], latest: int, back: int, late: int
) -> None:
    plain = [contact_at(latest, InteractionKind.CONTACT), *events]
    newest = max(e.at for e in plain if e.kind is InteractionKind.CONTACT)
    older = contact_at(0, InteractionKind.CONTACT)._replace(
        id="older",
        at=newest - timedelta(minutes=back),
        recorded_at=newest + timedelta(minutes=late),
        entry=10**9,
    )
    before, after = (clock(history_of(rule, e)) for e in (plain, [*plain, older]))
    assert (after.kind, after.due, after.base) == (before.kind, before.due, before.base)


@given(RULES, CONTACTS, MARKS, CONTACTS)
def test_attempts_snoozes_pauses_and_their_messages_never_move_due(
    rule: str, contacts: list[Interaction], marks: list[Mark], others: list[Interaction]
) -> None:
    kept = [m for m in marks if m.kind is MarkKind.SKIP]
    quiet = [e for e in others if e.kind is not InteractionKind.CONTACT]
    plain = clock(history_of(rule, contacts, kept))
    full = clock(history_of(rule, [*contacts, *quiet], marks))
    assert (full.kind, full.due, full.base) == (plain.kind, plain.due, plain.base)


@given(RULES, CONTACTS, MARKS)
def test_a_row_never_shows_before_it_is_due_and_the_clock_is_after_its_base(
    rule: str, contacts: list[Interaction], marks: list[Mark]
) -> None:
    history = history_of(rule, contacts, marks)
    found = appointments(history, WORKING)
    assert all(a.shows_on >= a.due for a in found)
    assert all(a.interval_days >= 1 for a in found)
    running = clock(history)
    assert running.due > running.base
    assert WORKING.both(running.due)
    between = (running.base + timedelta(days=n) for n in range(1, 400))
    if running.due > limit_of(history):
        assert not any(WORKING.both(d) for d in between if d <= limit_of(history))


@given(RULES, CONTACTS, MARKS, st.randoms(use_true_random=False))
def test_the_order_in_which_history_is_read_does_not_matter(
    rule: str, contacts: list[Interaction], marks: list[Mark], random: Random
) -> None:
    unique = list({(e.at, e.entry): e for e in contacts}.values())
    expected = appointments(history_of(rule, unique, marks), WORKING)
    shuffled, mixed = list(unique), list(marks)
    random.shuffle(shuffled)
    random.shuffle(mixed)
    assert appointments(history_of(rule, shuffled, mixed), WORKING) == expected


@given(RULES, CONTACTS, MARKS)
def test_a_contact_now_clears_everything(
    rule: str, contacts: list[Interaction], marks: list[Mark]
) -> None:
    now = contact_at(0, InteractionKind.CONTACT)._replace(
        id="now",
        at=moment(100_000),
        recorded_at=moment(100_000),
        entry=10**9,
    )
    alone = appointments(history_of(rule, [now]), WORKING)
    assert appointments(history_of(rule, [*contacts, now], marks), WORKING) == alone
