"""Open orders in other currencies, and what a move of the rates costs (contract §8)."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gendan.core.exposure import MOVES, exposure
from gendan.core.orders import Line, Order

TODAY = date(2026, 3, 2)
EARLY = date(2026, 1, 10)
RATES = {
    "EUR": [(date(2026, 1, 1), Decimal("1.10")), (date(2026, 2, 1), Decimal("1.05"))],
    "JPY": [(date(2026, 2, 1), Decimal("0.0067"))],
}


def order(number: str, currency: str | None, price: str | None = "10", **fields: object) -> Order:
    line = Line("1", "M", Decimal(100), unit_price=None if price is None else Decimal(price))
    made = Order(number, "ACME", EARLY, currency=currency, lines=(line,))
    return made._replace(**fields)  # type: ignore[arg-type]


def test_quoted_at_the_rate_of_the_order_worth_at_todays() -> None:
    (position,) = exposure([order("A", "EUR"), order("B", "EUR")], RATES, "USD", TODAY).positions
    assert position.amount == Decimal(2000)
    assert (position.quoted, position.now, position.gain) == (2200, 2100, -100)
    assert [position.move(p) for p in (1, 5, 10)] == [21, 105, 210]


def test_what_is_no_exposure() -> None:
    found = exposure(
        [
            order("A", "USD"),
            order("B", None),
            order("C", "EUR", cancelled=True),
            order("D", "EUR", shipped_date=EARLY),
        ],
        RATES,
        "USD",
        TODAY,
    )
    assert (list(found.positions), found.at_home) == ([], 2)


def test_without_a_rate_nothing_is_guessed() -> None:
    found = exposure([order("A", "GBP")], RATES, "USD", TODAY)
    (position,) = found.positions
    assert (position.amount, position.quoted, position.now, position.gain) == (
        1000,
        None,
        None,
        None,
    )
    assert position.orders == ["A"]
    assert found.total(10) == 0


def test_without_a_price_an_order_is_named_and_left_out() -> None:
    empty = order("C", "EUR", lines=())
    (position,) = exposure(
        [order("A", "EUR"), order("B", "EUR", None), empty], RATES, "USD", TODAY
    ).positions
    assert (position.orders, position.unpriced, position.amount) == (["A"], ["B", "C"], 1000)


def test_the_priced_lines_of_an_order_count() -> None:
    lines = (Line("1", "M", Decimal(100), unit_price=Decimal(10)), Line("2", "N", Decimal(5)))
    (position,) = exposure([order("A", "EUR", lines=lines)], RATES, "USD", TODAY).positions
    assert (position.orders, position.unpriced) == (["A"], ["A"])
    assert (position.amount, position.quoted, position.now) == (1000, 1100, 1050)


def test_a_rate_of_a_later_day_proves_no_gain() -> None:
    (position,) = exposure([order("A", "JPY")], RATES, "USD", TODAY).positions
    assert position.now == Decimal("6.7")
    assert (position.quoted, position.gain) == (None, None)
    assert position.unrated == [("A", EARLY)]
    later = order("B", "JPY", order_date=TODAY)
    (position,) = exposure([later], RATES, "USD", TODAY).positions
    assert (position.gain, position.unrated) == (0, [])


def test_a_rate_of_the_future_is_none_of_today() -> None:
    found = exposure([order("A", "JPY")], RATES, "USD", date(2026, 1, 31))
    (position,) = found.positions
    assert (position.rate, position.now, found.total(1)) == (None, None, 0)


@given(st.lists(st.tuples(st.sampled_from(["EUR", "JPY", "GBP", "USD"]), st.integers(1, 10**6))))
def test_the_moves_are_proportional_and_add_up(orders: list[tuple[str, int]]) -> None:
    made = [order(str(n), currency, str(price)) for n, (currency, price) in enumerate(orders)]
    found = exposure(made, RATES, "USD", TODAY)
    assert sum(len(p.orders) for p in found.positions) + found.at_home == len(made)
    for percent in MOVES:
        assert found.total(percent) == found.total(1) * percent
        assert found.total(percent) == sum(
            (p.now or Decimal(0)) * percent / 100 for p in found.positions
        )
