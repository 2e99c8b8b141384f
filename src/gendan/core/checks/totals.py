"""Totals of a document against what its rows add up to."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from gendan.core.documents import Document, Row, Spot, Total
from gendan.core.forms import number

NONE = Decimal(0)
COUNTED = ("quantity", "cartons", "amount")
"""Columns whose bare figures below the rows can only be their total."""


class Off(NamedTuple):
    """A stated total that is not what the rows add up to."""

    stated: Decimal
    reckoned: Decimal
    spot: Spot


def totals_off(
    document: Document,
    field: str,
    amounts: Sequence[Decimal],
    near: Callable[[Decimal, Decimal], bool],
) -> Iterator[Off]:
    """
    The totals of a field that do not fit: of all rows so far, of its section, of one item, apart.

    A bare figure below the rows is sometimes the total of another column (order-check.md §5.2);
    it is wrong only if it fits none and stands where pieces, cartons or money are counted.

    Args:
        document: The document.
        field: As Total.values and TERMS name it.
        amounts: What each row of the document gives to the sum.
        near: Whether a stated total is as good as a reckoned one.
    """
    before: list[Total] = []
    for total in document.totals:
        stated = total.values.get(field)
        if stated is None:
            continue
        reckoned = sum(amounts[total.start : total.last], NONE)
        begins: tuple[int, ...] = (total.start, total.first, _item(document, total))
        if any(other.last == total.last for other in before):
            begins = (total.start,)  # right below a subtotal: of the whole
        before.append(total)
        if any(near(stated, sum(amounts[begin : total.last], NONE)) for begin in begins):
            continue
        if _adds_up(document, total) or (field in COUNTED and not _elsewhere(document, total, stated)):  # fmt: skip
            yield Off(stated, reckoned, document.spot(total, field))
    whole = sum(amounts, NONE)
    for told in document.said(field):
        value = number(told.value)
        if value is not None and not near(value, whole):
            yield Off(value, whole, told.spot)


def _item(document: Document, total: Total) -> int:
    """Where the rows of the last item before a total begin: some add up one item alone."""
    begin = total.last
    while begin > total.start and document.rows[begin - 1].sku == document.rows[total.last - 1].sku:
        begin -= 1
    return begin


def _adds_up(document: Document, total: Total) -> bool:
    """Whether a row is a total for certain: it says so, or one of its several figures is one."""
    if total.labelled or len(total.values) < 2:
        return total.labelled
    rows = document.rows[total.start : total.last]
    return any(
        sum((_value(row, field) for row in rows), NONE) == stated
        for field, stated in total.values.items()
    )


def _elsewhere(document: Document, total: Total, stated: Decimal) -> bool:
    """Whether a lone figure is the sum of some other column."""
    if len(total.values) > 1:
        return False
    rows = document.rows[total.start : total.last]
    fields = ("quantity", "cartons", "gross", "net", "volume", "amount")
    return any(sum((_value(row, field) for row in rows), NONE) == stated for field in fields)


def _value(row: Row, field: str) -> Decimal:
    value = getattr(row, field)
    return NONE if value is None else value
