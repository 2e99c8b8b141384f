"""What may go wrong, how likely and how bad, and what we do about it: the risk register (contract §8)."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gendan.core.care import Care
from gendan.core.kinds import Kind
from gendan.text import Text


class RiskKind(StrEnum):
    """Where a risk comes from."""

    MARKET = "market"
    POLICY = "policy"
    FX = "fx"
    CREDIT = "credit"
    SUPPLY = "supply"
    LOGISTICS = "logistics"
    OTHER = "other"


class Level(StrEnum):
    """How much attention a risk needs."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


STEPS = range(1, 6)
"""The steps of probability and of impact, 5 the most."""
MEDIUM_FROM, HIGH_FROM = 5, 15
"""
Products from which on a risk is medium, high: 1–4, 5–12, 15–25.

Source: the common 5 × 5 matrix; no standard fixes its borders.
"""


class Review(NamedTuple):
    """What was found of a risk on a day, and when it was to be looked at next; `note` why."""

    on: date
    probability: int
    impact: int
    response: str
    review: date
    note: str | None
    who: str

    @property
    def product(self) -> int:
        """Probability × impact, 1 to 25."""
        return self.probability * self.impact


class Risk(NamedTuple):
    """
    One risk as it stands now.

    `n` is what people type; `review` the day on which it is looked at again; `closed` the day
    from which on it is none any more, `close_why` the reason.
    """

    n: int
    text: str
    kind: RiskKind
    probability: int
    impact: int
    response: str
    owner: str
    review: date
    who: str
    closed: date | None = None
    close_why: str | None = None
    id: str = ""

    @property
    def product(self) -> int:
        """Probability × impact, 1 to 25."""
        return self.probability * self.impact

    @property
    def level(self) -> Level:
        """Low, medium or high by its product."""
        return level_of(self.product)


def level_of(product: int) -> Level:
    """Low, medium or high by probability × impact."""
    if product >= HIGH_FROM:
        return Level.HIGH
    return Level.MEDIUM if product >= MEDIUM_FROM else Level.LOW


def ranked(found: Iterable[Risk]) -> list[Risk]:
    """The gravest first; of equal ones the graver impact, then the one to be looked at first."""
    return sorted(found, key=lambda r: (r.closed is not None, -r.product, -r.impact, r.review, r.n))


def matrix(found: Sequence[Risk]) -> dict[tuple[int, int], list[int]]:
    """The numbers of the open risks by probability and impact; every cell is there."""
    cells: dict[tuple[int, int], list[int]] = {(p, i): [] for p in STEPS for i in STEPS}
    for risk in sorted(found):
        if risk.closed is None:
            cells[risk.probability, risk.impact].append(risk.n)
    return cells


def wanted(found: Iterable[Risk]) -> list[Care]:
    """The reviews that are to come, for the morning list."""
    return [
        Care(
            kind=Kind.RISK,
            item=str(risk.n),
            due=risk.review,
            why=Text(f"review the risk: {risk.text}", f"复核风险：{risk.text}"),
            owner=risk.owner,
        )
        for risk in found
        if risk.closed is None
    ]
