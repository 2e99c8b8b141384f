"""gendan tier: what is proposed, why, and what is kept as history (contract §4)."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

Run = Callable[..., Any]
Sheet = Callable[..., str]
Shown = Callable[..., dict[str, Any]]
Dump = Callable[[], dict[str, Any]]

KEYS = ["code", "name", "tier", "proposed", "value", "share", "cumulative", "previous_value", "why"]
HEAD = "Order No.,Customer,Order Date,Item No.,Qty,Unit Price,Discount,Amount,Currency"
ORDERS = f"""{HEAD}
PO-1,BIG,2025-06-02,M,100,70,0,,USD
PO-2,BIG,2026-01-05,M,10,100,0,,USD
PO-3,MID,2026-01-05,M,100,20,0.25,,USD
PO-4,SMALL,2026-01-05,M,7,9,0,500,USD
PO-5,OLD,2024-06-03,M,100,100,0,,USD
PO-6,BIG,2025-03-02,M,100,100,0,,USD
PO-7,MID,2026-03-10,M,100,100,0,,USD
PO-8,MID,2026-01-06,M,100,100,0,,USD
"""


@pytest.fixture
def trade(book: Run, sheet: Sheet) -> Run:
    """BIG 8 000, MID 1 500, SMALL 500 in the twelve months; OLD nothing; one order cancelled."""
    for code in ("BIG", "MID", "SMALL", "OLD"):
        book("customer", "add", code, f"{code.title()} Trading")
    ran = book("order", "import", sheet(ORDERS))
    assert ran.code == 0, ran.err
    assert book("order", "cancel", "PO-8", "--why", "no money").code == 0
    return book


def review(run: Run, *argv: str) -> dict[str, dict[str, Any]]:
    ran = run("tier", "review", *argv, "--json")
    assert ran.code == 0, ran.err
    return {row["code"]: row for row in json.loads(ran.out)}


def test_a_proposal_has_the_keys_of_the_contract(trade: Run) -> None:
    found = review(trade)
    assert list(found) == ["BIG", "MID", "SMALL", "OLD"]
    assert set(found["BIG"]) == set(KEYS)
    assert found["BIG"]["why"].keys() == {"en", "zh"}


def test_values_shares_and_classes(trade: Run) -> None:
    found = review(trade)
    assert {
        code: (row["proposed"], *(Decimal(row[k]) for k in ("value", "share", "cumulative")))
        for code, row in found.items()
    } == {
        "BIG": ("A", 8000, 80, 80),
        "MID": ("B", 1500, 15, 95),
        "SMALL": ("C", 500, 5, 100),
        "OLD": ("C", 0, 0, 100),
    }
    assert [row["tier"] for row in found.values()] == [None] * 4
    assert all(isinstance(row[key], str) for row in found.values() for key in ("value", "share"))


def test_the_window_before_is_the_trend(trade: Run) -> None:
    found = review(trade)
    assert Decimal(found["BIG"]["previous_value"]) == 10000
    assert Decimal(found["OLD"]["previous_value"]) == 10000
    assert Decimal(found["MID"]["previous_value"]) == 0


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param([], "ABCC", id="defaults"),
        pytest.param(["--cuts", "80.01,95"], "AACC", id="a higher first cut"),
        pytest.param(["--cuts", "50,99"], "ABBC", id="a higher second cut"),
        pytest.param(["--months", "24"], "AABC", id="two years"),
        pytest.param(["--basis", "quantity"], "AABC", id="pieces"),
    ],
)
def test_policies(trade: Run, options: list[str], expected: str) -> None:
    found = review(trade, *options)
    if "24" in options:
        assert (found["BIG"]["proposed"], found["OLD"]["proposed"]) == ("A", "A")
        return
    if "quantity" in options:
        assert Decimal(found["BIG"]["value"]) == 110
        return
    assert "".join(found[code]["proposed"] for code in ("BIG", "MID", "SMALL", "OLD")) == expected


def test_accept_applies_and_keeps_history(trade: Run, shown: Shown) -> None:
    ran = trade("tier", "accept", "--all", "--why", "year end")
    assert ran.code == 0
    assert [shown(c)["tier"] for c in ("BIG", "MID", "SMALL", "OLD")] == ["A", "B", "C", "C"]
    (entry,) = json.loads(trade("tier", "history", "BIG", "--json").out)
    assert (entry["from"], entry["to"], entry["why"], entry["by"]) == (
        None,
        "A",
        "year end",
        "wang",
    )
    assert Decimal(entry["value"]) == 8000


def test_accept_only_those_that_were_named(trade: Run, shown: Shown) -> None:
    trade("tier", "accept", "BIG", "MID")
    assert [shown(c)["tier"] for c in ("BIG", "MID", "SMALL")] == ["A", "B", None]


def test_a_pinned_customer_keeps_its_tier_but_counts(trade: Run, shown: Shown) -> None:
    assert trade("tier", "pin", "OLD", "A", "--why", "new owner").code == 0
    trade("tier", "pin", "BIG", "C", "--why", "agent")
    found = review(trade)
    assert (found["OLD"]["proposed"], found["BIG"]["proposed"]) == ("A", "C")
    assert (found["MID"]["proposed"], Decimal(found["MID"]["share"])) == ("B", 15)
    trade("tier", "accept", "--all")
    assert (shown("OLD")["tier"], shown("OLD")["tier_pinned"]) == ("A", True)
    trade("tier", "unpin", "BIG")
    assert review(trade)["BIG"]["proposed"] == "A"


def test_a_pin_ends_after_its_day(trade: Run) -> None:
    trade("tier", "pin", "BIG", "C", "--until", "2026-03-05", "--why", "fair")
    trade("config", now="2026-03-05T09:00:00+08:00")
    assert review(trade)["BIG"]["proposed"] == "C"
    trade("config", now="2026-03-06T09:00:00+08:00")
    assert review(trade)["BIG"]["proposed"] == "A"


def test_a_promotion_is_at_once(trade: Run) -> None:
    trade("customer", "edit", "BIG", "--tier", "C")
    assert review(trade)["BIG"]["proposed"] == "A"


def test_a_demotion_waits_for_the_window_of_90_days_ago(trade: Run) -> None:
    # On 2025-12-02 MID had bought nothing, BIG nearly all: nobody else keeps a better class.
    trade("customer", "edit", "MID", "--tier", "A")
    trade("customer", "edit", "OLD", "--tier", "A")
    found = review(trade)
    assert (found["MID"]["proposed"], found["OLD"]["proposed"]) == ("B", "C")
    trade("customer", "edit", "BIG", "--tier", "A")
    trade("order", "cancel", "PO-1", "--why", "x")
    trade("order", "cancel", "PO-2", "--why", "x")
    kept = review(trade)["BIG"]  # nothing now, but PO-6 still counted 90 days ago
    assert (kept["proposed"], Decimal(kept["value"])) == ("A", 0)
    assert kept["why"]["en"]


def test_an_order_without_a_rate_is_named_not_guessed(trade: Run, sheet: Sheet) -> None:
    trade("order", "import", sheet(f"{HEAD}\nPO-9,SMALL,2026-02-02,M,1000,50,0,,EUR\n"))
    for lang in ("en", "zh"):
        ran = trade("tier", "review", "--lang", lang)
        assert ran.code == 0
        assert "PO-9" in ran.out + ran.err
    assert Decimal(review(trade)["SMALL"]["value"]) == 500
    trade("fx", "set", "EUR", "1.10", "--on", "2026-01-01")
    assert Decimal(review(trade)["SMALL"]["value"]) == 55500


def test_explain_gives_every_figure(trade: Run) -> None:
    found = json.loads(trade("tier", "explain", "MID", "--json").out)
    assert (found["code"], found["proposed"]) == ("MID", "B")
    assert (Decimal(found["share"]), Decimal(found["cumulative"])) == (15, 95)
    for lang, word in (("en", "B below 95 %"), ("zh", "低于 95% 为 B")):
        assert word in trade("tier", "explain", "MID", "--lang", lang).out


def test_the_book_sets_the_policy(trade: Run) -> None:
    trade("config", "tier_cuts", "50,99")
    assert [row["proposed"] for row in review(trade).values()] == ["A", "B", "B", "C"]


def test_a_review_writes_nothing(trade: Run, dump: Dump) -> None:
    before = dump()
    review(trade)
    trade("tier", "explain", "BIG")
    trade("tier", "history", "BIG")
    assert dump() == before


def test_equal_values_share_the_class_of_the_first(book: Run, sheet: Sheet) -> None:
    for code in ("ONE", "TWO"):
        book("customer", "add", code, code)
    book("order", "import", sheet(f"{HEAD}\nPO-1,ONE,2026-01-05,M,1,1,0,,USD\nPO-2,TWO,2026-01-05,M,1,1,0,,USD\n"))  # fmt: skip
    assert [r["proposed"] for r in review(book, "--cuts", "40,60").values()] == ["A", "A"]


def test_an_empty_book(book: Run) -> None:
    assert review(book) == {}
    assert book("tier", "accept", "--all").code == 0


def test_a_person_is_asked_for_a_reason(trade: Run) -> None:
    assert trade("tier", "pin", "BIG", "C").code == 2
