"""What an order is about, as a message tells it: goods, quantities, money."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from gendan import places
from gendan.core.drafts import Speech
from gendan.core.orders import Line, Order
from gendan.core.units import unit

MOST_ITEMS = 12
"""More lines than this are counted: nobody reads a hundred in a chat."""

HUNDRED = Decimal(100)


def money(order: Order, speech: Speech) -> dict[str, str | None]:
    """Value, deposit and what is left; None where a line has no price, or nothing was agreed."""
    priced = all(line.amount is not None or line.unit_price is not None for line in order.lines)
    percent = Decimal(order.cells["deposit"]) if "deposit" in order.cells else None
    share = places.percent_in(percent, speech.language) if percent else None
    if not order.lines or not priced or order.currency is None:
        return {"amount": None, "deposit": share, "balance": None}
    value, code = order.value, order.currency
    amounts: dict[str, str | None] = {"amount": places.money_in(value, code, speech.language)}
    first = value * percent / HUNDRED if percent is not None else None
    amounts["deposit"] = (
        f"{share} ({places.money_in(first, code, speech.language)})" if share and first else None
    )
    left = value - first if first is not None else None
    amounts["balance"] = places.money_in(left, code, speech.language) if left else None
    return amounts


def items(lines: Sequence[Line], speech: Speech) -> str | None:
    """The first lines of an order, one a line, and how many more there are."""
    rest = len(lines) - MOST_ITEMS
    first = lines[:MOST_ITEMS] if rest > 1 else lines
    shown = [f"- {_named(line)}: {_quantity(line, speech)}" for line in first]
    if rest > 1:
        shown.append(speech.more.format(count=rest))
    return "\n".join(shown) or None


def _named(line: Line) -> str:
    """An item as both sides call it."""
    cells = line.cells
    theirs = f" ({cells['customer_item']})" if "customer_item" in cells else ""
    about = [cells[name] for name in ("description", "color", "size") if name in cells]
    return ", ".join([line.sku + theirs, *about]).replace("\n", " ")


def _quantity(line: Line, speech: Speech) -> str:
    return f"{places.number_in(line.quantity, speech.language)} {_unit(line, speech)}".rstrip()


def _unit(line: Line, speech: Speech) -> str:
    known = unit(line.unit) if line.unit else None
    if known is not None and known.factor == 1 and known.base in speech.units:
        return speech.units[known.base]
    return line.unit or ""


def total(lines: Sequence[Line], speech: Speech) -> str | None:
    """What all lines come to, by unit."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        sums[_unit(line, speech)] += line.quantity
    told = [f"{places.number_in(n, speech.language)} {name}".rstrip() for name, n in sums.items()]
    return speech.comma.join(told) or None
