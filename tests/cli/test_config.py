"""gendan config, gendan init: the settings of a book (contract §1)."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
Due = Callable[..., list[dict[str, Any]]]


def settings(run: Run) -> dict[str, str]:
    return {row["key"]: row["value"] for row in json.loads(run("config", "--json").out)}


def test_what_a_new_book_says(book: Run) -> None:
    found = settings(book)
    assert (found["home_country"], found["timezone"], found["base_currency"]) == (
        "CN",
        "Asia/Shanghai",
        "USD",
    )


def test_the_machines_zone_is_the_default(run: Run) -> None:
    assert run("init").code == 0
    assert settings(run)["timezone"]


def test_a_book_of_another_home(run: Run) -> None:
    ran = run(
        "init", "--home-country", "越南", "--timezone", "Asia/Ho_Chi_Minh", "--base-currency", "eur"
    )
    assert ran.code == 0
    found = settings(run)
    assert (found["home_country"], found["base_currency"]) == ("VN", "EUR")


@pytest.mark.parametrize(
    "options",
    [["--home-country", "Atlantis"], ["--timezone", "Mars/Base"], ["--base-currency", "XXL"]],
    ids=" ".join,
)
def test_a_book_that_cannot_be(run: Run, options: list[str]) -> None:
    assert run("init", *options).code == 3
    assert run("due").code == 4


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("home_country", "Vietnam", "VN"),
        ("timezone", "Europe/Berlin", "Europe/Berlin"),
        ("base_currency", "eur", "EUR"),
        ("tier_basis", "quantity", "quantity"),
        ("tier_months", "6", "6"),
        ("tier_cuts", "70,90", "70,90"),
        ("cadence_A", "2/week", "2/week"),
    ],
)
def test_a_setting_is_changed_checked_and_shown(book: Run, key: str, value: str, kept: str) -> None:
    assert book("config", key, value).code == 0
    assert book("config", key).out == f"{kept}\n"
    assert settings(book)[key] == kept


def test_another_home_has_other_working_days(book: Run, due: Due) -> None:
    book("customer", "add", "ACME", "Acme", "--cadence", "7d", "--since", "2026-02-21")
    assert [row["due"] for row in due()] == ["2026-02-28"]
    book("config", "home_country", "DE")
    assert [row["due"] for row in due()] == ["2026-02-27"]


def test_another_zone_has_another_day(book: Run) -> None:
    book("config", "timezone", "America/Los_Angeles")
    assert "2026-03-01" in book("due").out
