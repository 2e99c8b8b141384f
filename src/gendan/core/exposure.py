"""What open orders in other currencies are worth, and what a move of the rates costs (contract §8)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gendan.core.orders import Order, rate_on

HUNDRED = Decimal(100)
MOVES = range(1, 11)
"""Moves of a rate that are reckoned, in percent."""

Rates = Mapping[str, Sequence[tuple[date, Decimal]]]
"""Per currency: day and rate (base currency for one unit), in the order of the days."""


class Position(NamedTuple):
    """
    The open orders in one currency.

    `amount` in that currency; `quoted` and `now` in the base currency at the rates of the order
    dates and of today, None where the currency has no rate; `unpriced` orders lack a price and
    count nowhere.
    """

    currency: str
    orders: Sequence[str]
    amount: Decimal
    rate: Decimal | None
    quoted: Decimal | None
    now: Decimal | None
    unpriced: Sequence[str] = ()

    @property
    def gain(self) -> Decimal | None:
        """What the rates have brought since the orders were quoted; below zero: what they cost."""
        if self.now is None or self.quoted is None:
            return None
        return self.now - self.quoted

    def move(self, percent: int) -> Decimal | None:
        """What so many percent down cost, or up bring, in base currency."""
        return None if self.now is None else self.now * percent / HUNDRED


class Exposure(NamedTuple):
    """All positions, the greatest first; `at_home`: how many open orders are in the base currency."""

    base: str
    positions: Sequence[Position]
    at_home: int

    def total(self, percent: int) -> Decimal:
        """What it costs if every other currency falls by so many percent, where a rate is known."""
        moves = (position.move(percent) for position in self.positions)
        return sum((move for move in moves if move is not None), Decimal(0))


def exposure(orders: Iterable[Order], rates: Rates, base: str, today: date) -> Exposure:
    """
    The positions of the open orders.

    An order takes the rate of its day (contract §4); an order without a currency is in the base
    currency, which is no exposure. Nothing is guessed: without a rate there is no value.

    Args:
        orders: Those of the book; closed ones do not count.
        rates: Into the base currency.
        base: The base currency.
        today: Day of today's rate.
    """
    by_currency: dict[str, list[Order]] = {}
    at_home = 0
    for order in orders:
        if not order.open:
            continue
        if order.currency in (None, base):
            at_home += 1
        else:
            by_currency.setdefault(order.currency or base, []).append(order)
    found = [
        _position(currency, group, rates.get(currency, ()), today)
        for currency, group in by_currency.items()
    ]
    return Exposure(
        base, sorted(found, key=lambda p: (-(p.now or Decimal(0)), p.currency)), at_home
    )


def _position(
    currency: str, orders: Sequence[Order], rates: Sequence[tuple[date, Decimal]], today: date
) -> Position:
    priced = [order for order in orders if _priced(order)]
    amount = sum((order.value for order in priced), Decimal(0))
    rate = rate_on(rates, today)
    quoted = [order.value * (rate_on(rates, order.order_date) or Decimal(0)) for order in priced]
    return Position(
        currency=currency,
        orders=[order.number for order in priced],
        amount=amount,
        rate=rate,
        quoted=None if rate is None else sum(quoted, Decimal(0)),
        now=None if rate is None else amount * rate,
        unpriced=[order.number for order in orders if not _priced(order)],
    )


def _priced(order: Order) -> bool:
    """Whether it is known what the order is worth; one without lines is not priced either."""
    return bool(order.lines) and all(
        line.amount is not None or line.unit_price is not None for line in order.lines
    )
