"""The risk register: levels, order, matrix (contract §8)."""

from datetime import date

import pytest

from gendan.core.kinds import Kind
from gendan.core.risks import Level, Risk, RiskKind, level_of, matrix, ranked, wanted

DAY = date(2026, 4, 1)


def risk(n: int, probability: int, impact: int, closed: date | None = None) -> Risk:
    return Risk(
        n, f"risk {n}", RiskKind.FX, probability, impact, "hedge", "wang", DAY, "wang", closed
    )


LEVELS = {
    Level.LOW: (1, 2, 3, 4),
    Level.MEDIUM: (5, 6, 8, 9, 10, 12),
    Level.HIGH: (15, 16, 20, 25),
}
"""Every product of two figures from 1 to 5."""


@pytest.mark.parametrize(
    ("product", "level"), [(p, level) for level, group in LEVELS.items() for p in group]
)
def test_the_level_of_every_product(product: int, level: Level) -> None:
    assert level_of(product) is level


def test_the_table_has_every_product() -> None:
    products = {p * i for p in range(1, 6) for i in range(1, 6)}
    assert {p for group in LEVELS.values() for p in group} == products


def test_the_gravest_first_closed_ones_last() -> None:
    found = [risk(1, 1, 1), risk(2, 5, 5, closed=DAY), risk(3, 4, 2), risk(4, 2, 4)]
    assert [r.n for r in ranked(found)] == [4, 3, 1, 2]


def test_the_matrix_has_every_cell_and_only_open_risks() -> None:
    cells = matrix([risk(2, 4, 4), risk(1, 4, 4), risk(3, 4, 4, closed=DAY), risk(4, 1, 5)])
    assert len(cells) == 25
    assert {place: ns for place, ns in cells.items() if ns} == {(4, 4): [1, 2], (1, 5): [4]}


def test_open_risks_are_due_on_their_review() -> None:
    rows = wanted([risk(1, 1, 1), risk(2, 1, 1, closed=DAY)])
    assert [(row.kind, row.item, row.due, row.owner) for row in rows] == [
        (Kind.RISK, "1", DAY, "wang")
    ]
    assert rows[0].customer is None
