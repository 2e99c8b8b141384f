"""gendan cadence: how often each tier is contacted (contract §3)."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
Due = Callable[..., list[dict[str, Any]]]
Dump = Callable[[], dict[str, Any]]


def rules(run: Run) -> dict[str, str]:
    return {row["tier"]: row["rule"] for row in json.loads(run("cadence", "--json").out)}


def test_the_defaults(book: Run) -> None:
    assert rules(book) == {"A": "1/week", "B": "2/month", "C": "1/month"}


@pytest.mark.parametrize(("lang", "words"), [("en", "twice a month"), ("zh", "每月2次")])
def test_in_words(book: Run, lang: str, words: str) -> None:
    assert words in book("cadence", "--lang", lang).out


@pytest.mark.parametrize(
    ("rule", "due_on"),
    [("2/week", "2026-03-05"), ("10d", "2026-03-12"), ("2w", "2026-03-16"), ("1m", "2026-04-02"),
     ("1/QUARTER", "2026-06-02")],
)  # fmt: skip
def test_a_change_moves_every_date_of_the_tier(book: Run, due: Due, rule: str, due_on: str) -> None:
    book("customer", "add", "ACME", "Acme", "--tier", "A")
    book("customer", "add", "OWN", "Own", "--tier", "A", "--cadence", "1m")
    book("customer", "add", "BETA", "Beta", "--tier", "B")
    assert book("cadence", "set", "a", rule).code == 0
    assert rules(book)["A"] == rule.lower()
    assert {row["customer"]: row["due"] for row in due("--days", "120")} == {
        "ACME": due_on,
        "OWN": "2026-04-02",
        "BETA": "2026-03-17",
    }


@pytest.mark.parametrize("rule", ["", "often", "0/week", "0d", "-1d", "1/day", "1.5/week", "9999w"])
def test_rules_that_cannot_be_read(book: Run, dump: Dump, rule: str) -> None:
    before = dump()
    ran = book("cadence", "set", "A", "--", rule)
    assert ran.code == 3
    assert "1/month" in ran.err
    assert dump() == before
