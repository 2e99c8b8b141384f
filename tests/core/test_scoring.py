"""The weights and bands by which partners are scored (order-check.md §6.3)."""

from decimal import Decimal

import pytest

from gendan.core.partners import Standing
from gendan.core.scoring import (
    Metric,
    read_bands,
    read_weights,
    scoring_of,
    standing,
)
from gendan.errors import Refused


def test_the_weights_of_a_new_book_total_100() -> None:
    scoring = scoring_of({})
    assert sum(scoring.weights.values()) == 100
    assert set(scoring.weights) == set(Metric)


def test_named_weights_take_the_place_of_their_own() -> None:
    before = scoring_of({}).weights
    after = read_weights(["ON_TIME=20", "in_full=25"], before)
    assert (after[Metric.ON_TIME], after[Metric.IN_FULL]) == (20, 25)
    assert after[Metric.QUALITY] == before[Metric.QUALITY]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["on_time=40"], "110"),
        (["claims=9.5"], "99.5"),
        (["speed=10"], "'speed=10'"),
        (["on_time"], "'on_time'"),
        (["on_time=-5"], "'on_time=-5'"),
        (["on_time=NaN"], "'on_time=NaN'"),
        (["on_time=101"], "'on_time=101'"),
    ],
)
def test_weights_that_are_refused(words: list[str], said: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_weights(words, scoring_of({}).weights)
    assert said in refusal.value.text.en
    assert said in refusal.value.text.zh


@pytest.mark.parametrize("words", ["90,60", "60,90,30", "90,60,60", "101,60,30", "a,b,c", "", "90,60,-1", "90,60,30,10"])  # fmt: skip
def test_bands_that_are_refused(words: str) -> None:
    with pytest.raises(Refused):
        read_bands(words)


BANDS = read_bands("90，60，30")


@pytest.mark.parametrize(
    ("score", "band"),
    [
        ("100", Standing.PREFERRED), ("90", Standing.PREFERRED), ("89.99", Standing.APPROVED),
        ("60", Standing.APPROVED), ("59.99", Standing.WATCH), ("30", Standing.WATCH),
        ("29.99", Standing.BLOCKED), ("0", Standing.BLOCKED),
    ],
)  # fmt: skip
def test_the_band_of_a_score(score: str, band: Standing) -> None:
    assert standing(Decimal(score), BANDS) is band
