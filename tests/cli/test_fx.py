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


def ordered(run: Run, number: str, currency: str, price: str | None = "10") -> None:
    words = ["order", "add", number, "ACME", "--currency", currency, "--date", "2026-01-10"]
    assert run(*words).code == 0
    prices = ["--price", price] if price is not None else []
    assert run("order", "line", "add", number, "M", "100", *prices).code == 0


@pytest.fixture
def trading(book: Run) -> Run:
    book("customer", "add", "ACME", "Acme")
    for number, currency in (("A", "EUR"), ("B", "GBP"), ("C", "USD")):
        ordered(book, number, currency)
    ordered(book, "D", "EUR", None)
    book("fx", "set", "EUR", "1.10", "--on", "2026-01-01")
    book("fx", "set", "EUR", "1.05")
    return book


def test_the_exposure_of_open_orders(trading: Run) -> None:
    eur, gbp = json.loads(trading("fx", "exposure", "--json").out)
    moves = eur.pop("moves")
    assert eur == {
        "currency": "EUR", "n": 1, "orders": ["A"], "amount": "1000", "rate": "1.05",
        "quoted": "1100", "now": "1050", "gain_loss": "-50", "unpriced": ["D"],
        "unrated": [],
    }  # fmt: skip
    assert {key: Decimal(value) for key, value in moves.items()} == {
        str(percent): Decimal("10.5") * percent for percent in range(1, 11)
    }
    assert (gbp["currency"], gbp["now"], gbp["moves"], gbp["orders"]) == ("GBP", None, None, ["B"])


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["no rate for GBP up to today: B", "EUR: at least (≥), a price is missing in D", "1 open order in USD is no exposure"]),
        ("zh", ["截至今日没有 GBP 汇率：B", "EUR 为最低值（≥）：D 缺少价格", "1 个 USD（本位币）未出运订单无汇率敞口"]),
    ],
)  # fmt: skip
def test_what_is_left_out_is_named(trading: Run, lang: str, said: list[str]) -> None:
    ran = trading("fx", "exposure", "--lang", lang)
    assert ran.code == 0
    assert [words for words in said if words not in ran.err] == []
    assert "±10 %" in ran.out
    assert "≥ 1,000.00" in ran.out


def test_a_gain_that_nobody_knows_is_not_said(trading: Run) -> None:
    trading("fx", "set", "GBP", "1.25")
    (_, gbp) = sorted(json.loads(trading("fx", "exposure", "--json").out), key=lambda r: r["currency"])  # fmt: skip
    assert (gbp["now"], gbp["quoted"], gbp["gain_loss"]) == ("1250", None, None)
    assert gbp["unrated"] == ["B"]
    for lang, said in (("en", "no gain or loss: B"), ("zh", "无法计算汇兑损益：B")):
        err = trading("fx", "exposure", "--lang", lang).err
        assert said in err
        assert "--on 2026-01-10" in err


def test_nothing_in_another_currency_is_no_exposure(book: Run) -> None:
    assert book("fx", "exposure", "--json").out == "[]\n"
    assert "0 open orders in USD are no exposure" in book("fx", "exposure").out


def test_exposure_as_csv_has_a_row_a_currency(trading: Run) -> None:
    head, *rows = trading("fx", "exposure", "--csv").out.splitlines()
    assert head == "currency,n,orders,amount,rate,quoted,now,gain_loss,moves,unpriced,unrated"
    assert [row[:5] for row in rows] == ["EUR,1", "GBP,1"]
