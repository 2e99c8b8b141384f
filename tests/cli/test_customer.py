"""gendan customer: master data, and under which words a customer is found (contract §1, §2)."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
Dump = Callable[[], dict[str, Any]]
Shown = Callable[..., dict[str, Any]]
Sheet = Callable[..., str]

KEYS = [
    "code",
    "name",
    "aliases",
    "country",
    "timezone",
    "language",
    "currency",
    "owner",
    "channel",
    "tier",
    "tier_pinned",
    "cadence",
    "since",
    "last_contact",
    "next_due",
    "state",
    "note",
]


def listed(run: Run, *argv: str) -> list[dict[str, Any]]:
    ran = run("customer", "list", *argv, "--json")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert isinstance(found, list)
    return found


def codes(run: Run, *argv: str) -> list[str]:
    return [row["code"] for row in listed(run, *argv)]


def test_a_customer_has_the_keys_of_the_contract(book: Run) -> None:
    ran = book(
        "customer", "add", "ACME", "Acme GmbH", "--alias", "Rheinland", "--alias", "AG",
        "--country", "Germany", "--tier", "a", "--owner", "li", "--channel", "email",
        "--language", "de", "--currency", "eur", "--since", "2020-05-01", "--cadence", "2/week",
        "--note", "pays late",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    book("log", "ACME", "hello")
    (found,) = listed(book)
    assert list(found) == KEYS
    assert found == {
        "code": "ACME",
        "name": "Acme GmbH",
        "aliases": ["Rheinland", "AG"],
        "country": "DE",
        "timezone": "Europe/Berlin",
        "language": "de",
        "currency": "EUR",
        "owner": "li",
        "channel": "email",
        "tier": "A",
        "tier_pinned": False,
        "cadence": "2/week",
        "since": "2020-05-01",
        "last_contact": "2026-03-02T09:00:00+08:00",
        "next_due": "2026-03-05",
        "state": "active",
        "note": "pays late",
    }


def test_a_bare_customer_begins_today(book: Run, shown: Shown) -> None:
    ran = book("customer", "add", "ACME", "Acme")
    assert "2026-04-02" in ran.out
    found = shown("ACME")
    empty = [key for key in KEYS if found[key] is None]
    assert found["since"] == "2026-03-02"
    assert set(empty) == {
        "country", "timezone", "language", "currency", "owner", "channel", "tier", "cadence",
        "last_contact", "note",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("country", "zone", "others"),
    [
        ("DE", "Europe/Berlin", []),
        ("日本", "Asia/Tokyo", []),
        ("US", "America/New_York", ["America/Chicago", "America/Los_Angeles"]),
        ("RU", "Europe/Moscow", ["Asia/Yekaterinburg"]),
        ("BR", "America/Sao_Paulo", ["America/Noronha"]),
        ("AU", "Australia/Sydney", ["Australia/Perth"]),
        ("CA", "America/Toronto", ["America/Vancouver"]),
        ("MX", "America/Mexico_City", ["America/Tijuana"]),
        ("ID", "Asia/Jakarta", ["Asia/Makassar"]),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_zone_of_a_country(
    book: Run, shown: Shown, country: str, zone: str, others: list[str], lang: str
) -> None:
    ran = book("customer", "add", "ACME", "Acme", "--country", country, "--lang", lang)
    assert ran.code == 0
    assert shown("ACME")["timezone"] == zone
    for other in others:
        assert other in ran.err
    if not others:
        assert ran.err == ""


def test_a_zone_that_was_named_needs_no_note(book: Run, shown: Shown) -> None:
    ran = book("customer", "add", "A", "Acme", "--country", "US", "--timezone", "America/Denver")
    assert ran.err == ""
    assert shown("A")["timezone"] == "America/Denver"


def test_an_edit_says_old_and_new(book: Run, shown: Shown) -> None:
    book("customer", "add", "ACME", "Acme", "--tier", "C", "--alias", "One")
    ran = book("customer", "edit", "ACME", "--tier", "A", "--alias", "Two", "--cadence", "10d")
    assert ran.code == 0
    assert "C → A" in ran.out
    found = shown("ACME")
    assert (found["tier"], found["aliases"], found["cadence"]) == ("A", ["One", "Two"], "10d")
    assert found["next_due"] == "2026-03-12"
    book("customer", "edit", "ACME", "--clear", "cadence")
    assert (shown("ACME")["cadence"], shown("ACME")["next_due"]) == (None, "2026-03-09")


@pytest.fixture
def several(book: Run) -> Run:
    """Customers of two owners, one retired."""
    book("customer", "add", "ACME", "Acme", "--owner", "li", "--tier", "A", "--country", "DE")
    book("customer", "add", "BETA", "Beta", "--owner", "zhou", "--tier", "B", "--country", "DE")
    book("customer", "add", "CHEN", "Chen", "--owner", "li", "--tier", "B", "--country", "VN")
    book("customer", "add", "DORA", "Dora", "--owner", "li")
    book("customer", "retire", "DORA", "--why", "closed")
    return book


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], "ACME BETA CHEN"),
        (["--owner", "li"], "ACME CHEN"),
        (["--tier", "B"], "BETA CHEN"),
        (["--country", "德国"], "ACME BETA"),
        (["--owner", "li", "--tier", "B"], "CHEN"),
        (["--owner", "nobody"], ""),
    ],
    ids=str,
)
def test_list(several: Run, options: list[str], expected: str) -> None:
    assert codes(several, *options) == expected.split()


def test_list_as_csv(several: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(several("customer", "list", "--csv").out)))
    assert list(rows[0]) == KEYS
    assert [row["code"] for row in rows] == ["ACME", "BETA", "CHEN"]


def test_an_empty_list(book: Run) -> None:
    assert listed(book) == []
    assert book("customer", "list").code == 0


def test_a_retired_customer_stays_in_the_file(several: Run, shown: Shown) -> None:
    found = shown("DORA")
    assert (found["state"], found["next_due"]) == ("retired", None)
    assert several("customer", "edit", "DORA", "--state", "active").code == 0
    assert shown("DORA")["state"] == "active"


def test_handover(several: Run, shown: Shown) -> None:
    ran = several("customer", "handover", "li", "王芳")
    assert ran.code == 0
    assert codes(several, "--owner", "王芳") == ["ACME", "CHEN"]
    for code in ("ACME", "CHEN"):
        assert code in ran.out


def test_merge_moves_everything(several: Run, shown: Shown, sheet: Sheet) -> None:
    several("log", "BETA", "hello", "--at", "2026-02-27")
    several("contact", "add", "BETA", "Berta")
    several("customer", "require", "BETA", "no PVC")
    several("order", "import", sheet("PO No.,Customer,PO Date,SKU,Qty\nPO-1,BETA,2026-02-20,M,5\n"))
    assert several("customer", "merge", "BETA", "ACME").code == 0
    found = shown("ACME")
    assert [item["note"] for item in found["contacts"]] == ["hello"]
    assert [item["name"] for item in found["people"]] == ["Berta"]
    assert [item["text"] for item in found["requirements"]] == ["no PVC"]
    assert [item["order"] for item in found["open_orders"]] == ["PO-1"]
    assert found["next_due"] == "2026-03-06"
    assert shown("BETA")["code"] == "ACME"
    assert codes(several) == ["ACME", "CHEN"]


@pytest.mark.parametrize("kind", ["label", "packing", "document", "quality", "payment", "other"])
def test_a_standing_requirement(book: Run, shown: Shown, kind: str) -> None:
    book("customer", "add", "ACME", "Acme")
    assert book("customer", "require", "ACME", "as we always say", "--kind", kind).code == 0
    (found,) = shown("ACME")["requirements"]
    assert (found["kind"], found["text"]) == (kind, "as we always say")


def test_the_file_shows_the_last_ten_contacts(book: Run, shown: Shown) -> None:
    book("customer", "add", "ACME", "Acme")
    for minute in range(12):
        book("log", "ACME", f"call {minute}", "--at", f"2026-03-01 10:{minute:02}")
    notes = [item["note"] for item in shown("ACME")["contacts"]]
    assert notes == [f"call {minute}" for minute in range(11, 1, -1)]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_file_for_people(several: Run, lang: str) -> None:
    several("contact", "add", "ACME", "Anna [boss]")
    ran = several("customer", "show", "ACME", "--lang", lang)
    assert ran.code == 0
    for word in ("ACME", "Anna [boss]", "Europe/Berlin", "2026-03-09"):
        assert word in ran.out


@pytest.fixture
def named(book: Run) -> Run:
    """Customers whose names are easily mixed up."""
    book("customer", "add", "ACME", "Acme Trading GmbH", "--alias", "Rheinland Import")
    book("customer", "add", "ACORN", "Acorn Imports")
    book("customer", "add", "YW01", "义乌小商品城")
    book("customer", "add", "SH02", "上海晨光贸易", "--alias", "晨光")
    book("customer", "add", "GONE", "Zebra Lines")
    book("customer", "retire", "GONE", "--why", "closed")
    return book


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param("ACME", "ACME", id="the code"),
        pytest.param("acme", "ACME", id="in small letters"),
        pytest.param("ＡＣＭＥ", "ACME", id="in full width"),
        pytest.param("  ACME ", "ACME", id="with blanks"),
        pytest.param("Acme Trading GmbH", "ACME", id="the name"),
        pytest.param("acme  trading  gmbh", "ACME", id="the name with doubled blanks"),
        pytest.param("Rheinland Import", "ACME", id="an alias"),
        pytest.param("rhein", "ACME", id="the beginning of an alias"),
        pytest.param("acm", "ACME", id="the beginning of a code"),
        pytest.param("acorn im", "ACORN", id="the beginning of a name"),
        pytest.param("义乌", "YW01", id="the beginning of a Chinese name"),
        pytest.param("晨光", "SH02", id="a Chinese alias"),
        pytest.param("yiwu", "YW01", id="pinyin"),
        pytest.param("yiwuxiaoshangpincheng", "YW01", id="the whole pinyin"),
        pytest.param("ywxspc", "YW01", id="initials"),
        pytest.param("ywx", "YW01", id="the beginning of initials"),
        pytest.param("chenguang", "SH02", id="pinyin of an alias"),
        pytest.param("shanghai", "SH02", id="pinyin of a name"),
        pytest.param("YW01", "YW01", id="the code of a Chinese customer"),
    ],
)
def test_words_that_find(named: Run, shown: Shown, words: str, code: str) -> None:
    assert shown(words)["code"] == code
    assert named("log", words).code == 0


@pytest.mark.parametrize(
    ("words", "both"),
    [
        pytest.param("ac", ["ACME", "ACORN"], id="the beginning of two"),
        pytest.param("y", ["YW01"], id="one letter that fits one"),
        pytest.param("A", ["ACME", "ACORN"], id="one letter"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_two_candidates_are_named_and_nothing_is_written(
    named: Run, dump: Dump, words: str, both: list[str], lang: str
) -> None:
    before = dump()
    ran = named("log", words, "--lang", lang)
    if len(both) == 1:
        assert ran.code == 0
        return
    assert (ran.code, ran.out) == (3, "")
    for code in both:
        assert code in ran.err
    assert dump() == before


def test_an_exact_code_wins_over_the_beginning_of_another(book: Run, shown: Shown) -> None:
    book("customer", "add", "AC", "Short")
    book("customer", "add", "ACME", "AC")
    assert shown("AC")["code"] == "AC"


def test_two_of_the_same_name(book: Run, dump: Dump) -> None:
    book("customer", "add", "ONE", "Acme")
    book("customer", "add", "TWO", "Acme")
    before = dump()
    ran = book("log", "acme")
    assert ran.code == 3
    assert "ONE" in ran.err
    assert "TWO" in ran.err
    assert dump() == before


@pytest.mark.parametrize(
    ("words", "near"),
    [("ACEM", "ACME"), ("Rhineland Import", "ACME"), ("Acron", "ACORN"), ("yiwo", "YW01")],
)
def test_near_names_are_offered_but_never_taken(
    named: Run, dump: Dump, words: str, near: str
) -> None:
    before = dump()
    ran = named("log", words)
    assert (ran.code, ran.out) == (3, "")
    assert near in ran.err
    assert dump() == before


def test_a_renamed_customer_is_found_by_the_new_name(named: Run, shown: Shown) -> None:
    named("customer", "edit", "ACORN", "--name", "宁波橡果")
    assert shown("ningbo")["code"] == "ACORN"
    assert named("customer", "show", "acorn imports").code == 3


def test_a_code_that_is_another_customers_name_is_refused(named: Run, dump: Dump) -> None:
    before = dump()
    ran = named("customer", "add", "晨光", "Somebody else")
    assert ran.code == 3
    assert dump() == before
