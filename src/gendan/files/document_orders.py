"""Which order a row is of, where a list names the order once for several rows."""

from collections.abc import Mapping, Sequence


def carry(orders: list[str], goods: Sequence[int], sections: Mapping[int, str]) -> None:
    """
    Carry order numbers down, in place, to the rows that name none.

    A column that names several orders, or names one from its first row on, means the order above
    where it is blank; one order that is named further down alone may be of its own row only.

    Args:
        orders: Order number by row, empty where the row names none.
        goods: The rows with goods, from above.
        sections: Orders that stand between the rows, by row.
    """
    named = {orders[row] for row in goods if orders[row]}
    column = len(named) > 1 or bool(goods and orders[goods[0]])
    if not named and not sections:
        return
    current = ""
    for row in sorted((*goods, *sections)):
        if row in sections:
            current = sections[row]
        elif not orders[row]:
            orders[row] = current
        elif column:
            current = orders[row]
