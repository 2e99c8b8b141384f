"""What open orders in other currencies are worth, and what a move of the rates costs (contract §8)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gendan.core.orders import Line, Order

HUNDRED = Decimal(100)
MOVES = range(1, 11)
"""Moves of a rate that are reckoned, in percent."""

Rates = Mapping[str, Sequence[tuple[date, Decimal]]]
"""Per currency: day and rate (base currency for one unit), in the order of the days."""


class Position(NamedTuple):
    """
    The open orders in one currency.

    `orders` those of which a line has a price; `amount` in that currency; `quoted` and `now` in the
    base currency at the rates of the order dates and of today, None where a rate is not known;
    `unrated` orders were placed before the first rate; of `unpriced` orders a price is missing, so
    that the figures are the least that it can be.
    """

    currency: str
    orders: Sequence[str]
    amount: Decimal
    rate: Decimal | None
    quoted: Decimal | None
    now: Decimal | None
    unrated: Sequence[tuple[str, date]] = ()
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

    An order was quoted at the rate of its day; a rate that was set for a later day only is none,
    for a gain of nothing would be said that nobody knows. An order without a currency is in the
    base currency, which is no exposure. Nothing is guessed: without a rate there is no value.

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
    amount = quoted = Decimal(0)
    named, unrated, unpriced = [], [], []
    for order in orders:
        priced = [line for line in order.lines if _priced(line)]
        value = sum((line.value for line in priced), Decimal(0))
        rate = _rate(rates, order.order_date)
        amount, quoted = amount + value, quoted + value * (rate or 0)
        if priced:
            named.append(order.number)
        if priced and rate is None:
            unrated.append((order.number, order.order_date))
        # One without lines is not priced either.
        if len(priced) < max(len(order.lines), 1):
            unpriced.append(order.number)
    today_rate = _rate(rates, today)
    return Position(
        currency=currency,
        orders=named,
        amount=amount,
        rate=today_rate,
        quoted=None if unrated or not rates else quoted,
        now=None if today_rate is None else amount * today_rate,
        unrated=unrated,
        unpriced=unpriced,
    )


def _rate(rates: Sequence[tuple[date, Decimal]], day: date) -> Decimal | None:
    """The latest that was set for a day or before it: a later one proves nothing of that day."""
    return next((rate for on, rate in reversed(rates) if on <= day), None)


def _priced(line: Line) -> bool:
    return line.amount is not None or line.unit_price is not None
