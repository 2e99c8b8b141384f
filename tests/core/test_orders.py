"""What a line and an order are worth, which orders are open, which rate holds (contract §4, §5)."""

from datetime import date
from decimal import Decimal

import pytest

from gendan.core.orders import Line, Order, rate_on


def line(
    quantity: str, price: str | None = None, discount: str = "0", amount: str | None = None
) -> Line:
    return Line(
        line="1",
        sku="MUG-1",
        quantity=Decimal(quantity),
        unit_price=None if price is None else Decimal(price),
        discount=Decimal(discount),
        amount=None if amount is None else Decimal(amount),
    )


def order(*lines: Line, cancelled: bool = False, shipped: date | None = None) -> Order:
    return Order(
        number="PO-1",
        customer="ACME",
        order_date=date(2026, 3, 2),
        lines=lines,
        cancelled=cancelled,
        shipped_date=shipped,
    )


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param(line("100", "1.25"), "125", id="quantity × price"),
        pytest.param(line("100", "1.25", "0.15"), "106.25", id="less the discount"),
        pytest.param(line("100", "1.25", "1"), "0", id="all of it discounted"),
        pytest.param(line("3", "0.3333"), "0.9999", id="unrounded, four decimals"),
        pytest.param(line("7", "0.3333", "0.05"), "2.216445", id="unrounded with a discount"),
        pytest.param(line("100", "1.25", amount="99.99"), "99.99", id="the stated amount wins"),
        pytest.param(line("100", "1.25", "0.15", "130"), "130", id="amount has no discount"),
        pytest.param(line("100", amount="80"), "80", id="amount without a price"),
        pytest.param(line("100", "1.25", amount="0"), "0", id="an amount of zero is an amount"),
        pytest.param(line("0", "1.25"), "0", id="nothing ordered"),
        pytest.param(line("1.5", "2.50"), "3.75", id="half units"),
    ],
)
def test_value_of_a_line(item: Line, expected: str) -> None:
    assert item.value == Decimal(expected)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param((), "0", id="no lines"),
        pytest.param((line("10", "1.10"), line("3", "0.3333")), "11.9999", id="added up"),
        pytest.param((line("10", "0.1"),) * 3, "3", id="no float dust"),
    ],
)
def test_value_of_an_order(lines: tuple[Line, ...], expected: str) -> None:
    assert order(*lines).value == Decimal(expected)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param(order(), True, id="neither shipped nor cancelled"),
        pytest.param(order(shipped=date(2026, 3, 9)), False, id="shipped"),
        pytest.param(order(cancelled=True), False, id="cancelled"),
    ],
)
def test_open_orders(item: Order, expected: bool) -> None:
    assert item.open is expected


RATES = ((date(2026, 1, 1), Decimal("1.10")), (date(2026, 3, 1), Decimal("1.20")))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2026, 1, 1), "1.10", id="on its first day"),
        pytest.param(date(2026, 2, 28), "1.10", id="until the day before the next"),
        pytest.param(date(2026, 3, 1), "1.20", id="from the day of the next"),
        pytest.param(date(2026, 12, 1), "1.20", id="the latest holds on"),
    ],
)
def test_rate_of_a_day(day: date, expected: str) -> None:
    assert rate_on(RATES, day) == Decimal(expected)


def test_without_rates_there_is_none_and_nothing_is_guessed() -> None:
    assert rate_on((), date(2026, 3, 1)) is None
