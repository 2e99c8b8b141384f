"""gendan log: what a contact does to the clock (contract §3)."""

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
SATURDAY = "2026-03-07T09:00:00+08:00"
NEXT_MONDAY = "2026-03-09T09:00:00+08:00"


@pytest.fixture
def acme(book: Run) -> Run:
    """A book with ACME, tier A (weekly), due since 27 February."""
    ran = book("customer", "add", "ACME", "Acme Trading", "--tier", "A", "--since", "2026-02-20")
    assert ran.code == 0, ran.err
    return book


def days(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(row["kind"], row["due"]) for row in rows]


def test_a_contact_restarts_the_clock(acme: Run, due: Due, shown: Shown) -> None:
    assert days(due()) == [("contact", "2026-02-27")]
    ran = acme("log", "ACME", "called, all well", "-c", "phone")
    assert ran.code == 0
    assert "Mon 2026-03-09" in ran.out
    assert due() == []
    assert days(due(now=NEXT_MONDAY)) == [("contact", "2026-03-09")]
    assert (shown("ACME")["last_contact"], shown("ACME")["next_due"]) == (
        "2026-03-02T09:00:00+08:00",
        "2026-03-09",
    )


@pytest.mark.parametrize(
    "channel",
    [
        "phone",
        "email",
        "wechat",
        "whatsapp",
        "meeting",
        "visit",
        "fair",
        "video",
        "social",
        "other",
    ],
)
def test_every_channel_of_the_contract(acme: Run, shown: Shown, channel: str) -> None:
    assert acme("log", "ACME", "-c", channel).code == 0
    assert shown("ACME")["contacts"][0]["channel"] == channel


def test_a_channel_that_does_not_exist(acme: Run, dump: Dump) -> None:
    before = dump()
    ran = acme("log", "ACME", "-c", "pigeon")
    assert ran.code == 2
    assert "phone" in ran.err
    assert dump() == before


@pytest.mark.parametrize(
    ("when", "expected", "echo"),
    [
        pytest.param("2026-02-26", "2026-02-26T12:00:00+08:00", "Thu 2026-02-26", id="noon"),
        pytest.param("fri", "2026-02-27T12:00:00+08:00", "Fri 2026-02-27", id="the last Friday"),
        pytest.param("周五", "2026-02-27T12:00:00+08:00", "Fri 2026-02-27", id="in Chinese"),
        pytest.param("2026-02-27 15:30", "2026-02-27T15:30:00+08:00", "Fri 2026-02-27", id="with a time"),
        pytest.param("2026-02-27T15:30", "2026-02-27T15:30:00+08:00", "Fri 2026-02-27", id="with a T"),
        pytest.param("2026年2月27日", "2026-02-27T12:00:00+08:00", "Fri 2026-02-27", id="年月日"),
        pytest.param("２０２６-０２-２７", "2026-02-27T12:00:00+08:00", "Fri 2026-02-27", id="full width"),
        pytest.param("02-27", "2026-02-27T12:00:00+08:00", "Fri 2026-02-27", id="without a year"),
        pytest.param("12-01", "2025-12-01T12:00:00+08:00", "Mon 2025-12-01", id="last year's"),
        pytest.param("2026-03-02 08:59", "2026-03-02T08:59:00+08:00", "Mon 2026-03-02", id="a minute ago"),
        pytest.param("2026-03-02 09:00", "2026-03-02T09:00:00+08:00", "Mon 2026-03-02", id="just now"),
    ],
)  # fmt: skip
def test_at_looks_back_and_is_echoed(
    acme: Run, shown: Shown, when: str, expected: str, echo: str
) -> None:
    ran = acme("log", "ACME", "--at", when)
    assert ran.code == 0, ran.err
    assert echo in ran.out
    assert shown("ACME")["last_contact"] == expected


@pytest.mark.parametrize("when", ["tomorrow", "+1d", "2026-03-02 09:01", "2027-01-01", "明天"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_at_in_the_future_is_refused(acme: Run, dump: Dump, when: str, lang: str) -> None:
    before = dump()
    ran = acme("log", "ACME", "--at", when, "--lang", lang)
    assert (ran.code, ran.out) == (3, "")
    assert "hint: " in ran.err
    assert dump() == before


def test_a_promise_replaces_the_cadence(acme: Run, due: Due) -> None:
    ran = acme("log", "ACME", "call me Thursday", "--next", "thu")
    assert "Thu 2026-03-05" in ran.out
    assert "stretched" not in ran.err
    assert days(due("--days", "30")) == [("promise", "2026-03-05")]
    assert due()[:] == []
    (row,) = due(now=FRIDAY)
    assert (row["days_over"], row["interval_days"]) == (1, 7)
    assert "2026-03-05" in row["why"]["en"]


def test_a_promise_on_a_day_off_is_not_moved(acme: Run, due: Due) -> None:
    acme("log", "ACME", "--next", "2026-03-07")
    assert days(due("--days", "30")) == [("promise", "2026-03-07")]


@pytest.mark.parametrize(("lang", "word"), [("en", "stretched"), ("zh", "延长")])
def test_a_promise_beyond_the_limit_is_stretched(acme: Run, lang: str, word: str) -> None:
    ran = acme("log", "ACME", "after the fair", "--next", "2026-03-20", "--lang", lang)
    assert ran.code == 0
    assert word in ran.err
    assert word not in ran.out


def test_a_promise_on_the_limit_is_not_stretched(acme: Run) -> None:
    assert acme("log", "ACME", "--next", "2026-03-09").err == ""


def test_the_next_contact_clears_a_promise(acme: Run, due: Due) -> None:
    acme("log", "ACME", "--next", "2026-03-05")
    acme("log", "ACME", "called earlier", now=TUESDAY)
    assert days(due("--days", "30")) == [("contact", "2026-03-10")]


def test_a_time_may_follow_a_promise(acme: Run, due: Due) -> None:
    ran = acme("log", "ACME", "--next", "2026-03-05 15:30")
    assert ran.code == 0
    (row,) = due(now=THURSDAY)
    assert "15:30" in row["why"]["en"]


def test_a_promise_in_the_past_is_refused(acme: Run, dump: Dump) -> None:
    before = dump()
    assert acme("log", "ACME", "--next", "2026-02-27").code == 3
    assert dump() == before


def test_no_answer_leaves_the_clock_and_hides_for_a_working_day(
    acme: Run, due: Due, shown: Shown
) -> None:
    assert acme("log", "ACME", "--no-answer").code == 0
    assert due() == []
    assert shown("ACME")["next_due"] == "2026-02-27"
    assert shown("ACME")["last_contact"] is None
    (row,) = due(now=TUESDAY)
    assert (row["due"], row["attempts"], row["days_over"]) == ("2026-02-27", 1, 4)
    acme("log", "ACME", "--no-answer")
    assert due() == []
    (row,) = due(now="2026-03-04T09:00:00+08:00")
    assert row["attempts"] == 2


def test_attempts_count_since_the_last_real_contact(acme: Run, due: Due) -> None:
    acme("log", "ACME", "--no-answer")
    acme("log", "ACME", now=TUESDAY)
    acme("log", "ACME", "--no-answer", now="2026-03-10T09:00:00+08:00")
    (row,) = due(now="2026-03-11T09:00:00+08:00")
    assert (row["attempts"], row["due"]) == (1, "2026-03-10")


def test_after_a_friday_attempt_the_row_is_back_on_monday(acme: Run, due: Due) -> None:
    acme("log", "ACME", "--no-answer", now=FRIDAY)
    assert due() == []
    assert due(now=SATURDAY) == []
    assert due(now="2026-03-08T09:00:00+08:00") == []
    assert [row["attempts"] for row in due(now=NEXT_MONDAY)] == [1]


def test_an_attempt_before_the_make_up_saturday_is_back_on_it(book: Run, due: Due) -> None:
    book("config", now="2026-02-27T09:00:00+08:00")
    book("customer", "add", "ACME", "Acme", "--tier", "A", "--since", "2026-02-13")
    book(
        "customer", "add", "BERG", "Berg", "--tier", "A", "--since", "2026-02-13", "--country", "DE"
    )
    book("log", "ACME", "--no-answer")
    book("log", "BERG", "--no-answer")
    assert [row["customer"] for row in due(now="2026-02-28T09:00:00+08:00")] == ["ACME"]
    assert len(due(now="2026-03-02T09:00:00+08:00")) == 2


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(TUESDAY, "2026-03-03", id="the same day"),
        pytest.param(SATURDAY, "2026-03-09", id="on our Saturday, Monday"),
        pytest.param("2026-02-28T09:00:00+08:00", "2026-02-28", id="a make-up Saturday"),
        pytest.param("2026-10-01T09:00:00+08:00", "2026-10-08", id="after National Day"),
    ],
)
def test_a_message_of_theirs_is_due_the_same_day(
    book: Run, due: Due, now: str, expected: str
) -> None:
    book("config", now=now)
    book("customer", "add", "ACME", "Acme Trading", "--cadence", "1m")
    assert book("log", "ACME", "--in", "please send prices", "-c", "email").code == 0
    found = due("--days", "15")
    assert days(found) == [("reply", expected)]
    assert "please send prices" in found[0]["why"]["en"]
    assert found[0]["interval_days"] == 7


def test_a_message_does_not_restart_the_clock(acme: Run, shown: Shown) -> None:
    acme("log", "ACME", "--in", "hello")
    assert (shown("ACME")["last_contact"], shown("ACME")["next_due"]) == (None, "2026-02-27")


def test_an_outgoing_contact_answers(acme: Run, due: Due) -> None:
    acme("log", "ACME", now=TUESDAY)
    acme("log", "ACME", "--in", "and the price?", now=THURSDAY)
    assert days(due()) == [("reply", "2026-03-05")]
    acme("log", "ACME", "--no-answer")
    assert days(due(now=FRIDAY)) == [("reply", "2026-03-05")]
    acme("log", "ACME", "sent the prices", "-c", "email")
    assert due() == []
    assert days(due("--days", "30")) == [("contact", "2026-03-13")]


def test_we_wait_for_them(acme: Run, due: Due) -> None:
    ran = acme("log", "ACME", "sent the quote", "-c", "email", "--wait", "2026-03-05")
    assert ran.code == 0
    assert due() == []
    assert days(due(now=THURSDAY)) == [("waiting", "2026-03-05")]


@pytest.mark.parametrize(
    ("heard", "left"),
    [
        pytest.param(["--in", "we accept"], "reply", id="they wrote"),
        pytest.param(["-c", "phone"], None, id="a call has two sides"),
        pytest.param(["-c", "meeting"], None, id="so has a meeting"),
        pytest.param(["-c", "email"], "waiting", id="a mail of ours has not"),
        pytest.param(["--no-answer"], "waiting", id="nor has an attempt"),
    ],
)
def test_waiting_ends_when_they_were_heard_of(
    acme: Run, due: Due, heard: list[str], left: str | None
) -> None:
    acme("log", "ACME", "sent the quote", "-c", "email", "--wait", "2026-03-05")
    acme("log", "ACME", *heard, now=TUESDAY)
    assert [row["kind"] for row in due(now=THURSDAY)] == ([left] if left else [])


def test_late_logging_never_moves_the_clock_back(acme: Run, shown: Shown) -> None:
    acme("log", "ACME", "today")
    before = shown("ACME")
    ran = acme("log", "ACME", "forgot to write down", "--at", "2026-02-24")
    assert ran.code == 0
    after = shown("ACME")
    assert (after["last_contact"], after["next_due"]) == (
        before["last_contact"],
        before["next_due"],
    )
    assert [item["note"] for item in after["contacts"]] == ["today", "forgot to write down"]


def test_late_logging_keeps_what_was_set_after_its_time(acme: Run, due: Due) -> None:
    acme("log", "ACME", "--next", "2026-03-05")
    acme("log", "ACME", "an older call", "--at", "2026-02-24", now=TUESDAY)
    assert days(due("--days", "30")) == [("promise", "2026-03-05")]


def test_a_contact_of_yesterday_counts_from_yesterday(acme: Run, shown: Shown) -> None:
    acme("log", "ACME", "--at", "2026-02-27")
    assert shown("ACME")["next_due"] == "2026-03-06"


def test_history_is_without_orders_once_a_contact_was_logged(
    acme: Run, shown: Shown, sheet: Callable[..., str]
) -> None:
    acme("log", "ACME", "--at", "2026-02-23")
    acme(
        "order",
        "import",
        sheet("Order No.,Customer,Order Date,Item No.,Qty\nPO-1,ACME,2026-02-27,M1,5\n"),
    )
    assert shown("ACME")["next_due"] == "2026-03-02"


def test_without_a_contact_the_latest_order_is_the_base(
    acme: Run, shown: Shown, sheet: Callable[..., str]
) -> None:
    rows = "PO-1,ACME,2026-02-24,M1,5\nPO-2,ACME,2026-02-27,M1,5\nPO-3,ACME,2026-03-20,M1,5\n"
    ran = acme("order", "import", sheet(f"Order No.,Customer,Order Date,Item No.,Qty\n{rows}"))
    assert ran.code == 0, ran.err
    assert shown("ACME")["next_due"] == "2026-03-06"
    acme("order", "cancel", "PO-2", "--why", "no money")
    assert shown("ACME")["next_due"] == "2026-03-03"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["log", "ACME", "hello"], id="a contact"),
        pytest.param(["log", "ACME", "--at", "2026-02-24"], id="a late one"),
        pytest.param(["log", "ACME", "--next", "2026-03-05"], id="a promise"),
        pytest.param(["log", "ACME", "--no-answer"], id="an attempt"),
        pytest.param(["log", "ACME", "--in"], id="a message"),
        pytest.param(["log", "ACME", "--wait", "2026-03-05"], id="a wait"),
        pytest.param(["snooze", "ACME", "fri", "--why", "fair"], id="a snooze"),
        pytest.param(["skip", "ACME", "--why", "fair"], id="a skip"),
        pytest.param(["pause", "ACME", "2026-06-01", "--why", "closed"], id="a pause"),
    ],
)
@pytest.mark.parametrize("history", ["none", "contact", "promise and snooze"])
def test_undo_restores_exactly(
    acme: Run, due: Due, shown: Shown, dump: Dump, words: list[str], history: str
) -> None:
    if history != "none":
        acme("log", "ACME", "--at", "2026-02-23 10:00")
    if history == "promise and snooze":
        acme("log", "ACME", "--next", "2026-03-04", "--at", "2026-02-25")
        acme("snooze", "ACME", "tomorrow", "--why", "busy")
    before = (due("--days", "90"), shown("ACME"), dump()["agenda"])
    assert acme(*words).code == 0
    assert acme("undo").code == 0
    assert (due("--days", "90"), shown("ACME"), dump()["agenda"]) == before


@pytest.mark.parametrize(
    "options",
    [["--no-answer", "--in"], ["--no-answer", "--next", "fri"], ["--no-answer", "--wait", "fri"],
     ["--in", "--wait", "fri"]],
    ids=" ".join,
)  # fmt: skip
def test_verbs_that_exclude_each_other(acme: Run, dump: Dump, options: list[str]) -> None:
    before = dump()
    ran = acme("log", "ACME", *options)
    assert (ran.code, ran.out) == (2, "")
    assert dump() == before


def test_who_logged_is_kept(acme: Run, shown: Shown) -> None:
    acme("log", "ACME", "--as", "zhou")
    acme("log", "ACME", now=TUESDAY)
    assert [item["by"] for item in shown("ACME")["contacts"]] == ["wang", "zhou"]


def test_a_retired_customer_is_not_logged(acme: Run, dump: Dump) -> None:
    acme("customer", "retire", "ACME", "--why", "gone")
    before = dump()
    assert acme("log", "ACME").code == 3
    assert dump() == before


@pytest.mark.parametrize(
    ("lang", "word"), [("en", "next due Mon 2026-03-09"), ("zh", "2026-03-09 周一")]
)
def test_what_was_understood_is_said_with_its_weekday(acme: Run, lang: str, word: str) -> None:
    assert word in acme("log", "ACME", "--lang", lang).out
