"""gendan fx: what other currencies are worth (contract §4, §8)."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

Run = Callable[..., Any]


def rates(run: Run) -> list[tuple[str, str, Decimal]]:
    rows = json.loads(run("fx", "list", "--json").out)
    return [(row["currency"], row["on"], Decimal(row["rate"])) for row in rows]


def test_no_rates_yet(book: Run) -> None:
    assert rates(book) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["EUR", "1.08"], ("EUR", "2026-03-02", "1.08")),
        (["eur", "1.0800", "--on", "2026-01-01"], ("EUR", "2026-01-01", "1.08")),
        (["人民币", "0.1391", "--on", "2025年12月1日"], ("CNY", "2025-12-01", "0.1391")),
        (["JPY", "0.0000001"], ("JPY", "2026-03-02", "0.0000001")),
    ],
    ids=str,
)
def test_a_rate_is_set(book: Run, words: list[str], expected: tuple[str, str, str]) -> None:
    ran = book("fx", "set", *words)
    assert ran.code == 0, ran.err
    assert rates(book) == [(expected[0], expected[1], Decimal(expected[2]))]


def test_rates_are_decimal_strings(book: Run) -> None:
    book("fx", "set", "JPY", "0.0000001")
    assert '"0.0000001"' in book("fx", "list", "--json").out


def test_the_same_day_again_replaces(book: Run) -> None:
    book("fx", "set", "EUR", "1.08")
    book("fx", "set", "EUR", "1.09")
    book("fx", "set", "EUR", "1.10", "--on", "2026-01-01")
    assert rates(book) == [
        ("EUR", "2026-01-01", Decimal("1.10")),
        ("EUR", "2026-03-02", Decimal("1.09")),
    ]


@pytest.mark.parametrize("rate", ["0", "-1", "NaN", "sNaN", "Infinity", "one", "", "1,08"])
def test_what_is_no_rate(book: Run, rate: str) -> None:
    ran = book("fx", "set", "EUR", "--", rate)
    assert (ran.code, ran.out) == (3, "")
    assert rates(book) == []
