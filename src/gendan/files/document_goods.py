"""The goods of a table as rows of the document, once it is known which rows they are."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from itertools import repeat
from typing import Any

from gendan.core.documents import Row
from gendan.core.faults import Fault, Place
from gendan.files import document_headings
from gendan.files.document_cells import Cells
from gendan.files.document_groups import grouped
from gendan.files.document_table import Table
from gendan.text import Text


def fault(table: Table, row: int, field: str | None, sku: str, what: Text) -> Fault:
    """A fault of a row below the headings, with the heading of its field."""
    grid = table.grid
    place = Place(grid.file, grid.sheet, grid.first + table.body + row)
    column = table.columns.get(field or "")
    return Fault(place, column.heading if column else None, sku, what)


class Goods:
    """
    Makes whole columns into rows.

    Args:
        table: Where the headings stand.
        cells: The columns below them.
        goods: Which of their rows are goods.
        orders: Order number by row.
        bounds: Places in `goods` before which a blank or total row stands.
        start: How many rows the document has from sheets before this one.
    """

    def __init__(
        self,
        table: Table,
        cells: Cells,
        goods: Sequence[int],
        orders: list[str],
        bounds: AbstractSet[int],
        start: int,
    ) -> None:
        self.table, self.cells, self.goods = table, cells, goods
        self.faults: list[Fault] = []
        self.texts = {**cells.texts, "order": orders}
        self.figures = dict(cells.figures)
        self.groups = grouped(cells, goods, orders, bounds, start)

    def rows(self) -> list[Row]:
        """All goods; cells that are no numbers and quantities that cannot be made are faults."""
        self._bad_cells()
        unit = ""
        if "quantity" not in self.figures:
            self.figures["quantity"] = self._multiplied()
        else:
            units = self.table.columns["quantity"].head.units
            unit = next((u.upper() for u in units if document_headings.read(u).units), "")
        if "unit" in self.texts:
            self.texts["unit"] = [text or unit for text in self.texts["unit"]]
        lists: list[Any] = [
            self.texts.get(field) or self.figures.get(field) or repeat(default)
            for field, default in {**Row._field_defaults, "unit": unit}.items()
        ]
        lists[-1] = self.groups
        first = self.table.grid.first + self.table.body
        numbers = range(first, first + self.cells.height)
        sheet = repeat(self.table.grid.sheet)
        head = (sheet, numbers, self.texts["sku"], self.figures["quantity"])
        every = list(map(Row._make, zip(*head, *lists)))  # noqa: B905 - repeat has no end
        return every if len(self.goods) == len(every) else [every[row] for row in self.goods]

    def _multiplied(self) -> list[Decimal | None]:
        """Pieces per carton × cartons, which a mixed carton states on its first row only."""
        per, cartons = self.figures["pcs_per_carton"], self.figures["cartons"]
        of_group: dict[int, Decimal] = {}
        result: list[Decimal | None] = [None] * self.cells.height
        for row in self.goods:
            count, pieces = cartons[row], per[row]
            if count is not None:
                of_group[self.groups[row]] = count
            count = of_group.get(self.groups[row])
            if pieces is not None and count is not None:
                result[row] = pieces * count
            else:
                self._fault(row, "cartons", Text("the quantity is missing", "缺少数量"))
        return result

    def _bad_cells(self) -> None:
        goods = set(self.goods)
        for field, bad in self.cells.bad.items():
            for row, text in bad.items():
                if row in goods:
                    what = Text(
                        f"{text!r} is not a number; write 1234.5 or 1,234.5",
                        f"{text!r} 不是数字；请写 1234.5 或 1,234.5",
                    )
                    self._fault(row, field, what)

    def _fault(self, row: int, field: str, what: Text) -> None:
        self.faults.append(fault(self.table, row, field, self.texts["sku"][row], what))
