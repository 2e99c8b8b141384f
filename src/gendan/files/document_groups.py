"""Which rows share their cartons: mixed cartons, merged cells, a carton number that is repeated."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from gendan.files.document_cells import Cells


def grouped(
    cells: Cells, goods: Sequence[int], orders: Sequence[str], bounds: AbstractSet[int], start: int
) -> list[int]:
    """
    A number for every row; rows with the same number stand in the same cartons.

    A row joins the one above when they share a merged carton cell, or when it has neither carton
    number nor cartons although there is a column for them. Rows that repeat a carton number of
    their order share its group wherever they stand.

    Args:
        cells: The table.
        goods: Its rows with goods.
        orders: Order number by row.
        bounds: Places in `goods` before which a blank or total row stands.
        start: Where the numbers begin.
    """
    groups = [0] * cells.height
    numbers = cells.texts.get("carton_no")
    cartons = cells.figures.get("cartons")
    columns = numbers is not None or cartons is not None
    seen: dict[tuple[str, str], int] = {}
    group, last, packed = start, start, False
    for place, row in enumerate(goods):
        number = numbers[row] if numbers is not None else ""
        own = bool(number) or (cartons is not None and cartons[row] is not None)
        if (
            place
            and place not in bounds
            and (row in cells.tied or (columns and packed and not own))
        ):
            groups[row] = last
            continue
        if number:
            key = (orders[row], number.casefold().replace(" ", ""))
            last = seen.setdefault(key, group + 1)
            group = max(group, last)
        else:
            group = last = group + 1
        groups[row], packed = last, own
    return groups
