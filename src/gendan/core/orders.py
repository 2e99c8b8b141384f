"""What was ordered: the header and its lines, and what a line is worth (contract §4, §5)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import NamedTuple

NOTHING: Mapping[str, str] = MappingProxyType({})


class Line(NamedTuple):
    """
    One line of an order.

    `discount` is a fraction (0.15 = 15 %), `amount` the line's value where the customer stated
    one, `cells` every other canonical column that was given, `extra` the columns of the file that
    gendan has no field for.
    """

    line: str
    sku: str
    quantity: Decimal
    unit: str | None = None
    unit_price: Decimal | None = None
    discount: Decimal = Decimal(0)
    amount: Decimal | None = None
    cells: Mapping[str, str] = NOTHING
    extra: Mapping[str, str] = NOTHING

    @property
    def value(self) -> Decimal:
        """The stated amount, else quantity × unit price × (1 − discount), unrounded."""
        if self.amount is not None:
            return self.amount
        return self.quantity * (self.unit_price or Decimal(0)) * (1 - self.discount)


class Order(NamedTuple):
    """
    One order.

    `id` is the key between tables, empty before it is stored; `cells` are the header's canonical
    columns that have no field of their own.
    """

    number: str
    customer: str
    order_date: date
    ship_by: date | None = None
    shipped_date: date | None = None
    currency: str | None = None
    owner: str | None = None
    forwarder: str | None = None
    cancelled: bool = False
    cells: Mapping[str, str] = NOTHING
    lines: Sequence[Line] = ()
    id: str = ""

    @property
    def value(self) -> Decimal:
        """Sum over the lines, in the order's own currency, unrounded."""
        return sum((line.value for line in self.lines), Decimal(0))

    @property
    def open(self) -> bool:
        """Whether it still has to be shipped."""
        return not self.cancelled and self.shipped_date is None

    @property
    def deposit(self) -> str | None:
        """Percent due before production, None where none is; what cannot be read is one."""
        percent = self.cells.get("deposit", "").rstrip(" %％")
        try:
            return percent if percent and Decimal(percent) else None
        except InvalidOperation:
            return percent


class OrderRequirement(NamedTuple):
    """
    What a customer asked for in one order.

    `text` is our reading, `source` the customer's own words, `confirmed` the day on which they
    confirmed our reading; `n` names it on the checklist (R1, R2 …), `entry` is the journal entry
    that made it.
    """

    n: int
    id: str
    text: str
    source: str | None
    confirmed: date | None
    who: str
    entry: int

    @property
    def item(self) -> str:
        """Its name on the checklist."""
        return f"R{self.n}"


class Difference(NamedTuple):
    """One field that an amendment changed; `line` None for the header, old or new None: nothing."""

    line: str | None
    field: str
    old: str | None
    new: str | None


class Amendment(NamedTuple):
    """One change of an order, `n` counted from 1; `at` in the book's time zone."""

    n: int
    at: datetime
    who: str
    why: str | None
    changes: Sequence[Difference]


def rate_on(rates: Sequence[tuple[date, Decimal]], day: date) -> Decimal | None:
    """
    The exchange rate that holds on a day, in base currency for one unit.

    The latest that was set for that day or before it; where all are later, the first of them;
    None where there is none at all (contract §4: named, not guessed).

    Args:
        rates: Day and rate, in the order of the days.
        day: Day of the order.
    """
    earlier = [rate for on, rate in rates if on <= day]
    if earlier:
        return earlier[-1]
    return rates[0][1] if rates else None
