"""The shipment in which nothing is wrong: the measure that all the others are changes of."""

from decimal import Decimal

from .conftest import Bench
from .goods import ORDER, good, spelled


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
