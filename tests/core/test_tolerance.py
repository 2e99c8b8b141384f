"""Clauses as people write them, and the ladder of order-check.md §1.4 with inclusive bounds."""

from decimal import Decimal

import pytest

from gendan.core.tolerance import bounds, read_clause


@pytest.mark.parametrize(
    ("words", "less", "more"),
    [("±5%", "0.05", "0.05"), ("+/-5 %", "0.05", "0.05"), ("5%", "0.05", "0.05"),
     ("＋3％／－0％", "0", "0.03"), ("+3/-0%", "0", "0.03"), ("-2/+5%", "0.02", "0.05"),
     ("5% more or less", "0.05", "0.05"), ("more or less 5 % at seller's option", "0.05", "0.05"),
     ("溢短装5%", "0.05", "0.05"), ("数量允许溢短装±3%", "0.03", "0.03"), ("+3%", "0", "0.03"),
     ("0", "0", "0"), ("无", "0", "0"), ("not allowed", "0", "0")],
)  # fmt: skip
def test_clause_in_percent(words: str, less: str, more: str) -> None:
    clause = read_clause(words)
    assert clause is not None
    assert (clause.less, clause.more, clause.percent) == (Decimal(less), Decimal(more), True)


def test_clause_in_pieces() -> None:
    clause = read_clause("±2 pcs")
    assert clause is not None
    assert (clause.less, clause.more, clause.percent) == (2, 2, False)


@pytest.mark.parametrize("words", ["5", "about", "as usual", "±5% or 10", "±500%", "%"])
def test_not_guessed(words: str) -> None:
    assert read_clause(words) is None


@pytest.mark.parametrize(
    ("quantity", "unit", "line", "order", "credit", "least", "most"),
    [
        pytest.param(100, "pcs", "±10%", "±5%", False, 90, 110, id="1 the line's clause first"),
        pytest.param(100, "pcs", "0", "±5%", False, 100, 100, id="1 an explicit zero is not unset"),
        pytest.param(100, "pcs", None, "±5%", False, 95, 105, id="2 the order's clause"),
        pytest.param(100, "pcs", None, "about", True, 90, 110, id="3 about, under a credit"),
        pytest.param(100, "pcs", None, "about", False, 100, 100, id="3 about, without one"),
        pytest.param(100, "pcs", None, "about: not allowed", True, 100, 100, id="3 about denied"),
        pytest.param(100, "pcs", None, "按合约，不允许", True, 100, 100, id="3 约 inside another word"),
        pytest.param(2000, "kg", None, None, True, 1900, 2100, id="4 bulk under a credit"),
        pytest.param(100, "pcs", None, None, True, 100, 100, id="5 pieces under a credit"),
        pytest.param(2000, "kg", None, None, False, 2000, 2000, id="6 bulk without a credit"),
        pytest.param(100, "pcs", None, "as usual", True, 100, 100, id="not understood allows nothing"),
        pytest.param(3, "pcs", None, "±5 pcs", False, 0, 8, id="never below nothing"),
    ],
)  # fmt: skip
def test_ladder(
    quantity: int, unit: str, line: str | None, order: str | None, *, credit: bool, least: int, most: int
) -> None:  # fmt: skip
    found = bounds(Decimal(quantity), unit, line=line, order=order, credit=credit)
    assert (found.least, found.most) == (least, most)
