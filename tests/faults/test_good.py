"""The shipment in which nothing is wrong: the measure that all the others are changes of."""

from decimal import Decimal

import pytest

from .conftest import Bench
from .goods import ORDER, Mutation, good, spelled
from .line_faults import inspected, lot_of, whole


def test_it_is_cleared(bench: Bench) -> None:
    answer = bench.check(good())
    assert answer.codes("block", "warn") == set(), answer.lines()
    assert (answer.code, answer.verdict) == (1, "unsigned"), answer.lines()
    cleared = bench.clear(answer)
    assert (cleared.code, cleared.verdict) == (0, "cleared"), cleared.lines()


def test_two_people_are_needed_where_the_policy_is_untouched(bench: Bench) -> None:
    shipment = good()
    shipment.asks = [("policy", "levels", "2")]
    answer = bench.check(shipment)
    assert [row["level"] for row in answer.told["needed"]] == [1, 2]
    bench.do("sign", ORDER)
    assert bench.ask().code == 1
    bench.do("sign", ORDER, code=3)
    bench.do("sign", ORDER, "--as", "li")
    assert bench.ask().code == 0


def test_amounts_in_words() -> None:
    assert spelled(Decimal("4190.38")) == (
        "FOUR THOUSAND ONE HUNDRED NINETY AND CENTS THIRTY-EIGHT"
    )


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(inspected(whole()), id="the whole order"),
        pytest.param(inspected(*map(lot_of, range(9))), id="line by line"),
        pytest.param(inspected(*map(lot_of, range(8)), whole(lot=30)), id="the rest as one lot"),
        pytest.param(inspected(whole(major=22), whole()), id="passed at last"),
        pytest.param(
            inspected((*whole(), "--accept", "2700", "--why", "x"), whole(lot=11)),
            id="in part, and the rest later",
        ),
        pytest.param(
            inspected(
                (*whole(major=22), "--accept", "2700", "--why", "x"), whole(lot=2700), whole(lot=11)
            ),
            id="sorted, and all of it inspected again",
        ),
    ],
)
def test_what_was_inspected_and_passed_is_cleared(bench: Bench, made: Mutation) -> None:
    shipment = good()
    made(shipment)
    answer = bench.check(shipment)
    assert answer.codes("block", "warn") == set(), answer.lines()
    assert bench.clear(answer).verdict == "cleared"
