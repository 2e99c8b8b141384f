"""gendan snooze, skip, pause, resume: what moves the row, what moves the clock (contract §3)."""

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
Due = Callable[..., list[dict[str, Any]]]
Shown = Callable[..., dict[str, Any]]
Dump = Callable[[], dict[str, Any]]

TUESDAY = "2026-03-03T09:00:00+08:00"
THURSDAY = "2026-03-05T09:00:00+08:00"
FRIDAY = "2026-03-06T09:00:00+08:00"


@pytest.fixture
def acme(book: Run) -> Run:
    """A book with ACME, tier A (weekly), due since 27 February."""
    ran = book("customer", "add", "ACME", "Acme Trading", "--tier", "A", "--since", "2026-02-20")
    assert ran.code == 0, ran.err
    return book


def test_a_snooze_hides_the_row_and_keeps_its_date(acme: Run, due: Due, shown: Shown) -> None:
    ran = acme("snooze", "ACME", "thu", "--why", "at the fair")
    assert ran.code == 0
    assert "Thu 2026-03-05" in ran.out
    assert due() == []
    assert due(now="2026-03-04T09:00:00+08:00") == []
    (row,) = due(now=THURSDAY)
    assert (row["due"], row["days_over"], row["snoozes"]) == ("2026-02-27", 6, 1)
    assert shown("ACME")["next_due"] == "2026-02-27"
    assert shown("ACME")["state"] == "active"


def test_snoozes_are_counted_and_said(acme: Run, due: Due) -> None:
    acme("snooze", "ACME", "tomorrow", "--why", "busy")
    acme("snooze", "ACME", "thu", "--why", "still busy", now=TUESDAY)
    (row,) = due(now=THURSDAY)
    assert row["snoozes"] == 2
    assert "snoozed" in row["why"]["en"]


def test_a_contact_ends_the_snooze_and_its_count(acme: Run, due: Due) -> None:
    acme("snooze", "ACME", "2026-04-30", "--why", "busy")
    acme("log", "ACME", now=TUESDAY)
    (row,) = due(now="2026-03-10T09:00:00+08:00")
    assert (row["due"], row["snoozes"]) == ("2026-03-10", 0)


def test_an_older_contact_does_not_end_the_snooze(acme: Run, due: Due) -> None:
    acme("snooze", "ACME", "2026-04-30", "--why", "busy")
    acme("log", "ACME", "--at", "2026-02-24", now=TUESDAY)
    assert due(now="2026-04-29T09:00:00+08:00") == []
    assert len(due(now="2026-04-30T09:00:00+08:00")) == 1


def test_a_skip_closes_the_round_and_is_no_contact(acme: Run, due: Due, shown: Shown) -> None:
    assert acme("skip", "ACME", "--why", "on leave").code == 0
    assert due() == []
    found = shown("ACME")
    assert (found["next_due"], found["last_contact"], found["contacts"]) == ("2026-03-09", None, [])


def test_a_skip_ends_a_snooze(acme: Run, due: Due) -> None:
    acme("snooze", "ACME", "2026-04-30", "--why", "busy")
    acme("skip", "ACME", "--why", "on leave", now=TUESDAY)
    assert [row["due"] for row in due(now="2026-03-10T09:00:00+08:00")] == ["2026-03-10"]


def test_a_contact_after_a_skip_counts_from_the_contact(acme: Run, shown: Shown) -> None:
    acme("skip", "ACME", "--why", "on leave")
    acme("log", "ACME", now=THURSDAY)
    assert shown("ACME")["next_due"] == "2026-03-12"


def test_a_pause_hides_until_its_day(acme: Run, due: Due, shown: Shown) -> None:
    assert acme("pause", "ACME", "2026-04-01", "--why", "rebuilding").code == 0
    assert due() == []
    assert shown("ACME")["state"] == "paused"
    assert shown("ACME")["next_due"] == "2026-02-27"
    assert due(now="2026-03-31T09:00:00+08:00") == []
    (row,) = due(now="2026-04-01T09:00:00+08:00")
    assert (row["due"], row["snoozes"]) == ("2026-02-27", 0)
    assert shown("ACME")["state"] == "active"


def test_resume_ends_a_pause(acme: Run, due: Due, shown: Shown) -> None:
    acme("pause", "ACME", "2026-04-01", "--why", "rebuilding")
    assert acme("resume", "ACME", now=TUESDAY).code == 0
    assert [row["due"] for row in due()] == ["2026-02-27"]
    assert shown("ACME")["state"] == "active"


def test_a_contact_ends_a_pause(acme: Run, due: Due, shown: Shown) -> None:
    acme("pause", "ACME", "2026-06-01", "--why", "rebuilding")
    acme("log", "ACME", "they are back", now=TUESDAY)
    assert shown("ACME")["state"] == "active"
    assert [row["due"] for row in due(now="2026-03-10T09:00:00+08:00")] == ["2026-03-10"]


def test_resume_without_a_pause_is_refused(acme: Run, dump: Dump) -> None:
    before = dump()
    assert acme("resume", "ACME").code == 3
    assert dump() == before


def test_a_paused_customer_is_listed_as_such(acme: Run) -> None:
    acme("pause", "ACME", "2026-04-01", "--why", "rebuilding")
    assert "paused" in acme("customer", "list").out
    assert "暂停" in acme("customer", "list", "--lang", "zh").out


@pytest.mark.parametrize("command", ["snooze", "pause"])
@pytest.mark.parametrize("when", ["today", "2026-03-01", "2020-01-01", "昨天"])
def test_a_day_that_hides_nothing_is_refused(
    acme: Run, dump: Dump, command: str, when: str
) -> None:
    before = dump()
    ran = acme(command, "ACME", when, "--why", "busy")
    assert (ran.code, ran.out) == (3, "")
    assert dump() == before


@pytest.mark.parametrize(
    "words",
    [["snooze", "ACME", "fri"], ["skip", "ACME"], ["pause", "ACME", "fri"]],
    ids=" ".join,
)
def test_a_reason_is_needed(acme: Run, dump: Dump, words: list[str]) -> None:
    before = dump()
    ran = acme(*words)
    assert ran.code == 2
    assert "--why" in ran.err
    assert dump() == before


def test_a_snooze_does_not_hide_a_message_that_comes_later(acme: Run, due: Due) -> None:
    acme("snooze", "ACME", "2026-04-30", "--why", "busy")
    acme("log", "ACME", "--in", "urgent!", now=TUESDAY)
    assert ("reply", "2026-03-03") in [(row["kind"], row["due"]) for row in due()]


def test_a_snoozed_promise_stays_a_promise(acme: Run, due: Due) -> None:
    acme("log", "ACME", "--next", "tomorrow")
    acme("snooze", "ACME", "fri", "--why", "busy", now=TUESDAY)
    assert due(now=THURSDAY) == []
    assert [(row["kind"], row["due"]) for row in due(now=FRIDAY)] == [("promise", "2026-03-03")]
