"""gendan due: which rows, when, in which order, in which form (contract §3)."""

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
Due = Callable[..., list[dict[str, Any]]]
Sheet = Callable[..., str]

KEYS = [
    "kind",
    "due",
    "days_over",
    "ratio",
    "interval_days",
    "customer",
    "name",
    "tier",
    "owner",
    "order",
    "item",
    "why",
    "last_contact",
    "last_channel",
    "last_note",
    "attempts",
    "snoozes",
    "country",
    "timezone",
    "local_time",
    "office_open",
    "channel",
]


def add(run: Run, code: str, *options: str, name: str = "") -> None:
    ran = run("customer", "add", code, name or f"{code.title()} Trading", *options)
    assert ran.code == 0, ran.err


def test_a_row_has_all_keys_of_the_contract(book: Run, due: Due) -> None:
    add(book, "ACME", "--country", "DE", "--tier", "A", "--owner", "li", "--since", "2026-02-20",
        "--channel", "email", name="Acme GmbH")  # fmt: skip
    (row,) = due()
    assert row.keys() == set(KEYS)
    assert {key: row[key] for key in KEYS if key != "why"} == {
        "kind": "contact",
        "due": "2026-02-27",
        "days_over": 3,
        "ratio": pytest.approx(3 / 7),
        "interval_days": 7,
        "customer": "ACME",
        "name": "Acme GmbH",
        "tier": "A",
        "owner": "li",
        "order": None,
        "item": None,
        "last_contact": None,
        "last_channel": None,
        "last_note": None,
        "attempts": 0,
        "snoozes": 0,
        "country": "DE",
        "timezone": "Europe/Berlin",
        "local_time": "2026-03-02T02:00:00+01:00",
        "office_open": False,
        "channel": "email",
    }
    assert row["why"].keys() == {"en", "zh"}
    assert all(row["why"].values())


def test_the_last_contact_is_told(book: Run, due: Due) -> None:
    add(book, "ACME", "--tier", "A")
    book("log", "ACME", "asked for 3 cartons", "-c", "wechat", "--at", "2026-02-20 15:30")
    (row,) = due()
    assert (row["last_contact"], row["last_channel"], row["last_note"]) == (
        "2026-02-20T15:30:00+08:00",
        "wechat",
        "asked for 3 cartons",
    )


@pytest.mark.parametrize("form", [["--json"], ["--csv"], ["--count"], ["--plain"], []], ids=str)
def test_an_empty_list_is_no_failure(book: Run, form: list[str]) -> None:
    ran = book("due", *form)
    assert ran.code == 0
    if form == ["--json"]:
        assert json.loads(ran.out) == []
    if form == ["--count"]:
        assert ran.out == "0\n"
    if form == ["--csv"]:
        assert ran.out.splitlines() == [",".join(next(csv.reader(io.StringIO(ran.out))))]


@pytest.mark.parametrize(
    ("rule", "since", "country", "expected", "interval"),
    [
        pytest.param("7d", "2026-03-02", None, "2026-03-09", 7, id="seven days"),
        pytest.param("2w", "2026-03-02", None, "2026-03-16", 14, id="two weeks"),
        pytest.param("1m", "2026-01-31", None, "2026-02-28", 28, id="end of January + a month"),
        pytest.param("2m", "2026-02-28", None, "2026-04-28", 59, id="calendar months"),
        pytest.param("1/week", "2026-03-02", None, "2026-03-09", 7, id="once a week"),
        pytest.param("2/week", "2026-03-02", None, "2026-03-05", 3, id="twice a week: 7 ÷ 2"),
        pytest.param("10/week", "2026-03-02", None, "2026-03-03", 1, id="at least one day"),
        pytest.param("2/month", "2026-03-02", None, "2026-03-17", 15, id="March has 31 days"),
        pytest.param("1/quarter", "2026-03-02", None, "2026-06-02", 92, id="a quarter"),
        pytest.param("4/year", "2026-03-02", None, "2026-06-01", 91, id="four a year"),
        pytest.param("7d", "2026-02-21", None, "2026-02-28", 7, id="a make-up Saturday works"),
        pytest.param("7d", "2026-02-21", "DE", "2026-02-27", 7, id="not for a German"),
        pytest.param("7d", "2026-02-21", "SA", "2026-02-26", 7, id="Friday-Saturday weekend"),
        pytest.param("7d", "2026-03-01", "SA", "2026-03-05", 7, id="no weekend of either side"),
        pytest.param("2/month", "2026-02-02", None, "2026-02-14", 14, id="before Spring Festival"),
        pytest.param("7d", "2026-03-30", None, "2026-04-03", 7, id="before Tomb-Sweeping Monday"),
        pytest.param("7d", "2026-03-30", "DE", "2026-04-02", 7, id="and before Good Friday"),
        pytest.param("1d", "2026-03-06", None, "2026-03-09", 1, id="nothing before: the day after"),
        pytest.param("3d", "2026-10-01", None, "2026-10-08", 3, id="after a week of holidays"),
    ],
)  # fmt: skip
def test_when_a_customer_is_due(
    book: Run, due: Due, rule: str, since: str, country: str | None, expected: str, interval: int
) -> None:
    where = ["--country", country] if country else []
    book("config", "home_country", "CN", now="2026-12-01T09:00:00+08:00")
    add(book, "ACME", "--cadence", rule, "--since", since, *where)
    (row,) = due("--on", "2027-02-01")
    assert (row["due"], row["interval_days"]) == (expected, interval)


def test_a_leap_day_is_the_end_of_february(book: Run, due: Due) -> None:
    book("config", now="2028-03-06T09:00:00+08:00")
    add(book, "ACME", "--cadence", "1m", "--since", "2028-01-31")
    (row,) = due()
    assert (row["due"], row["interval_days"]) == ("2028-02-29", 29)


@pytest.mark.parametrize(
    ("tier", "expected"),
    [
        pytest.param("A", "2026-03-09", id="A once a week"),
        pytest.param("B", "2026-03-17", id="B twice a month"),
        pytest.param("C", "2026-04-02", id="C once a month"),
        pytest.param(None, "2026-04-02", id="without a tier as C"),
    ],
)
def test_defaults_of_the_tiers(book: Run, due: Due, tier: str | None, expected: str) -> None:
    add(book, "ACME", *(["--tier", tier] if tier else []))
    assert [row["due"] for row in due("--days", "40")] == [expected]


def test_what_comes_first(book: Run, due: Due) -> None:
    for code, tier, rule, since in (
        ("LATE", "C", "7d", "2026-02-23"),
        ("C-OLD", "C", "14d", "2026-02-16"),
        ("C-NEW", "C", "7d", "2026-03-02"),
        ("B-TWO", "B", "7d", "2026-03-02"),
        ("B-ONE", "B", "7d", "2026-03-02"),
        ("A-ONE", "A", "7d", "2026-03-02"),
        ("SOON", "A", "14d", "2026-03-02"),
    ):
        add(book, code, "--tier", tier, "--cadence", rule, "--since", since)
    found = due("--on", "2026-03-16")
    assert [(row["customer"], row["ratio"]) for row in found] == [
        ("LATE", 2),
        ("A-ONE", 1),
        ("B-ONE", 1),
        ("B-TWO", 1),
        ("C-OLD", 1),
        ("C-NEW", 1),
        ("SOON", 0),
    ]


@pytest.fixture
def busy(book: Run) -> Run:
    """Four customers of two owners: due on 27 February, 2, 6 and 30 March."""
    add(book, "ACME", "--tier", "A", "--owner", "li", "--since", "2026-02-20")
    add(book, "BETA", "--tier", "B", "--owner", "zhou", "--cadence", "7d", "--since", "2026-02-23")
    add(book, "CHEN", "--tier", "C", "--owner", "li", "--cadence", "7d", "--since", "2026-02-27")
    add(book, "DORA", "--tier", "C", "--owner", "zhou", "--cadence", "4w")
    book("log", "BETA", "--in", "please quote")
    return book


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param([], "ACME BETA", id="today"),
        pytest.param(["--on", "2026-03-01"], "ACME", id="on a day before"),
        pytest.param(["--on", "2026-03-06"], "ACME BETA CHEN", id="on a later day"),
        pytest.param(["--on", "周五"], "ACME BETA CHEN", id="on a day in Chinese"),
        pytest.param(["--days", "3"], "ACME BETA", id="three days ahead"),
        pytest.param(["--days", "4"], "ACME BETA CHEN", id="four days ahead"),
        pytest.param(["--on", "2026-03-06", "--days", "24"], "ACME BETA CHEN DORA", id="both"),
        pytest.param(["--owner", "li"], "ACME", id="an owner"),
        pytest.param(["--owner", "LI", "--days", "9"], "ACME CHEN", id="an owner, small or large"),
        pytest.param(["--owner", "nobody"], "", id="an owner who has none"),
        pytest.param(["--tier", "A", "--days", "40"], "ACME", id="a tier"),
        pytest.param(["--tier", "b"], "BETA", id="a tier in small letters"),
        pytest.param(["--kind", "contact"], "ACME BETA", id="a kind of row"),
        pytest.param(["--kind", "reply"], "BETA", id="a reply"),
        pytest.param(["--kind", "waiting"], "", id="a kind without rows"),
        pytest.param(["--kind", "node"], "", id="a kind to come"),
        pytest.param(["--limit", "1"], "ACME", id="at most one"),
        pytest.param(["--days", "40", "--limit", "3"], "ACME BETA CHEN", id="at most three"),
    ],
)
def test_which_rows(busy: Run, due: Due, options: list[str], expected: str) -> None:
    assert sorted(row["customer"] for row in due(*options)) == expected.split()


def test_the_day_of_the_list_counts_the_days_over(busy: Run, due: Due) -> None:
    found = due("--on", "2026-03-06", "--days", "30")
    assert {row["customer"]: row["days_over"] for row in found} == {
        "ACME": 7,
        "BETA": 4,
        "CHEN": 0,
        "DORA": -24,
    }


def test_one_row_a_customer_the_earliest_wins(busy: Run, due: Due) -> None:
    busy("log", "ACME", "--in", "where are you?")
    rows = [row for row in due() if row["customer"] == "ACME"]
    assert [(row["kind"], row["due"]) for row in rows] == [("contact", "2026-02-27")]


@pytest.mark.parametrize(
    ("options", "count"),
    [([], "2"), (["--days", "40"], "4"), (["--owner", "li"], "1"), (["--tier", "C"], "0")],
    ids=str,
)
def test_count_prints_one_number(busy: Run, options: list[str], count: str) -> None:
    ran = busy("due", "--count", *options)
    assert (ran.code, ran.out) == (0, f"{count}\n")


@pytest.mark.parametrize(("lang", "word"), [("en", "over"), ("zh", "逾期")])
def test_plain_is_short_lines_for_a_chat(busy: Run, lang: str, word: str) -> None:
    ran = busy("due", "--plain", "--lang", lang)
    assert ran.code == 0
    assert word in ran.out
    assert [len(re.findall(code, ran.out)) for code in ("ACME", "BETA", "CHEN")] == [1, 1, 0]
    assert not re.search("[│┃─━\x1b]", ran.out)


def test_csv_has_the_same_keys_and_rows(busy: Run, due: Due) -> None:
    ran = busy("due", "--csv", "--days", "40")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert list(rows[0]) == KEYS
    assert [row["customer"] for row in rows] == [row["customer"] for row in due("--days", "40")]
    assert rows[0]["days_over"] == "3"


def test_keys_and_codes_do_not_depend_on_the_language(busy: Run) -> None:
    assert busy("due", "--json", "--lang", "zh").out == busy("due", "--json", "--lang", "en").out


def test_a_pipe_gets_every_row(book: Run, sheet: Sheet) -> None:
    rows = "\n".join(f"K{n:03},Kunde {n},A,2026-01-05" for n in range(1, 61))
    book("import", sheet(f"Customer ID,Company Name,Tier,Since\n{rows}\n"))
    out = book("due").out
    assert sum(line.count("Kunde") for line in out.splitlines()) == 60
    assert book("due", "--count").out == "60\n"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        pytest.param(["--json", "--csv"], 2, id="two forms"),
        pytest.param(["--count", "--json"], 2, id="a number and a list"),
        pytest.param(["--days", "-1"], 2, id="looking back"),
        pytest.param(["--days", "many"], 2, id="no number"),
        pytest.param(["--limit", "0"], 2, id="no rows at all"),
        pytest.param(["--tier", "D"], 2, id="a tier that does not exist"),
        pytest.param(["--kind", "birthday"], 2, id="a kind that does not exist"),
        pytest.param(["ACME"], 2, id="a word too many"),
    ],
)
def test_a_wrong_command_line(book: Run, options: list[str], code: int) -> None:
    ran = book("due", *options)
    assert (ran.code, ran.out) == (code, "")
    assert "hint: " in ran.err


ZONES = {
    "DE": "Europe/Berlin",
    "US": "America/New_York",
    "JP": "Asia/Tokyo",
    "SA": "Asia/Riyadh",
    "IN": "Asia/Kolkata",
    "BR": "America/Sao_Paulo",
}


@pytest.mark.parametrize(
    ("now", "country", "local", "is_open"),
    [
        pytest.param("2026-03-02T09:00:00+08:00", "DE", "2026-03-02T02:00:00+01:00", False, id="night in Germany"),
        pytest.param("2026-03-02T09:00:00+08:00", "US", "2026-03-01T20:00:00-05:00", False, id="Sunday evening in New York"),
        pytest.param("2026-03-02T09:00:00+08:00", "JP", "2026-03-02T10:00:00+09:00", True, id="Monday morning in Japan"),
        pytest.param("2026-03-02T11:30:00+08:00", "IN", "2026-03-02T09:00:00+05:30", True, id="nine in India, half an hour off"),
        pytest.param("2026-03-02T11:29:00+08:00", "IN", "2026-03-02T08:59:00+05:30", False, id="a minute before nine"),
        pytest.param("2026-03-02T16:59:00+08:00", "JP", "2026-03-02T17:59:00+09:00", True, id="a minute before six"),
        pytest.param("2026-03-02T17:00:00+08:00", "JP", "2026-03-02T18:00:00+09:00", False, id="six is closed"),
        pytest.param("2026-03-06T17:00:00+08:00", "DE", "2026-03-06T10:00:00+01:00", True, id="Friday in Germany"),
        pytest.param("2026-03-06T17:00:00+08:00", "SA", "2026-03-06T12:00:00+03:00", False, id="Friday is weekend in Saudi Arabia"),
        pytest.param("2026-03-07T17:00:00+08:00", "SA", "2026-03-07T12:00:00+03:00", False, id="so is Saturday"),
        pytest.param("2026-03-08T17:00:00+08:00", "SA", "2026-03-08T12:00:00+03:00", True, id="Sunday is not"),
        pytest.param("2026-03-08T17:00:00+08:00", "DE", "2026-03-08T10:00:00+01:00", False, id="Sunday in Germany"),
        pytest.param("2026-04-03T17:00:00+08:00", "DE", "2026-04-03T11:00:00+02:00", False, id="Good Friday, summer time"),
        pytest.param("2026-07-01T22:00:00+08:00", "US", "2026-07-01T10:00:00-04:00", True, id="summer time in New York"),
        pytest.param("2026-07-01T22:00:00+08:00", "BR", "2026-07-01T11:00:00-03:00", True, id="the capital's zone of Brazil"),
    ],
)  # fmt: skip
def test_their_local_time(
    book: Run, due: Due, now: str, country: str, local: str, is_open: bool
) -> None:
    add(book, "ACME", "--country", country, "--since", "2026-01-05", "--tier", "A")
    (row,) = due(now=now)
    assert (row["timezone"], row["local_time"], row["office_open"]) == (
        ZONES[country],
        local,
        is_open,
    )


def test_a_zone_of_ones_own_wins_over_the_country(book: Run, due: Due) -> None:
    add(book, "ACME", "--country", "US", "--timezone", "America/Los_Angeles", "--tier", "A",
        "--since", "2026-02-20")  # fmt: skip
    (row,) = due()
    assert row["local_time"] == "2026-03-01T17:00:00-08:00"


def test_without_a_country_there_is_no_local_time(book: Run, due: Due) -> None:
    add(book, "ACME", "--tier", "A", "--since", "2026-02-20")
    (row,) = due()
    assert (row["country"], row["timezone"], row["local_time"], row["office_open"]) == (None,) * 4


@pytest.mark.parametrize(("lang", "word"), [("en", "2035"), ("zh", "2035")])
def test_a_year_without_published_make_up_days_is_said(book: Run, lang: str, word: str) -> None:
    add(book, "ACME", "--tier", "A")
    ran = book("due", "--json", "--lang", lang, now="2035-03-05T09:00:00+08:00")
    assert ran.code == 0
    assert [row["customer"] for row in json.loads(ran.out)] == ["ACME"]
    assert word in ran.err


def test_a_published_year_needs_no_word(book: Run) -> None:
    add(book, "ACME", "--tier", "A")
    assert book("due", now="2026-03-16T09:00:00+08:00").err == ""


def test_other_countries_have_no_make_up_days_to_wait_for(run: Run) -> None:
    run("init", "--timezone", "Europe/Berlin", "--home-country", "DE")
    add(run, "ACME", "--tier", "A")
    assert run("due", now="2035-03-05T09:00:00+01:00").err == ""


def test_gendan_alone_shows_the_list(busy: Run) -> None:
    assert busy().out == busy("due").out


def test_gendan_alone_without_a_book_says_how_to_begin(run: Run) -> None:
    ran = run()
    assert ran.code == 0
    assert "gendan init" in ran.out
    assert "gendan demo" in ran.out


def test_retired_and_merged_customers_are_not_due(busy: Run, due: Due) -> None:
    busy("customer", "retire", "ACME", "--why", "closed down")
    busy("customer", "merge", "BETA", "DORA")
    assert "ACME" not in [row["customer"] for row in due("--days", "40")]
    assert "BETA" not in [row["customer"] for row in due("--days", "40")]


def test_the_clock_is_that_of_the_books_zone(run: Run, due: Due) -> None:
    run("init", "--timezone", "America/Los_Angeles")
    run("customer", "add", "ACME", "Acme", "--cadence", "1d", "--since", "2026-02-26")
    found = due("--days", "1", now="2026-03-02T01:00:00Z")  # still Sunday in Los Angeles
    assert [(row["due"], row["days_over"]) for row in found] == [("2026-02-27", 2)]
