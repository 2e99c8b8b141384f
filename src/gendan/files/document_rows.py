"""The rows of a table: goods, totals and notes, nothing dropped in silence (order-check.md §5.2)."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from gendan.core.documents import DocumentKind, Row, Total
from gendan.core.faults import Fault
from gendan.files import document_headings, document_totals
from gendan.files.document_cells import IDENTITY, Cells, cells
from gendan.files.document_goods import Goods, fault
from gendan.files.document_labels import label
from gendan.files.document_numbers import figure
from gendan.files.document_orders import carry
from gendan.files.document_table import Table, is_heading, repeated
from gendan.files.document_terms import labelled
from gendan.text import Text

VARIANTS = ("color", "size")
"""What tells the rows apart that stand below an item that is named once."""
NAMED = ("sku", "color", "size", "customer_item")
"""What a row that only adds up others does not name."""


class Body(NamedTuple):
    """
    What a table holds: `notes` are the rows of the grid that are neither goods nor totals.

    `currency` are the currencies that stand beside prices, with their row of the grid.
    """

    rows: list[Row]
    totals: list[Total]
    notes: list[int]
    faults: list[Fault]
    currency: Sequence[tuple[str, int]]


def read(table: Table, start: int, kind: DocumentKind) -> Body:
    """
    The rows below the headings.

    Args:
        table: Where the headings stand.
        start: How many rows the document has from sheets before this one.
        kind: What the document was given as; only an invoice has charges.
    """
    reader = _Reader(table, cells(table), start, kind)
    reader.sort()
    found = Goods(table, reader.cells, reader.goods, reader.orders, reader.bounds, start)
    rows = found.rows()
    currency = [(code, table.body + row) for code, row in reader.cells.currency.items()]
    return Body(rows, reader.totals, reader.notes, [*reader.faults, *found.faults], currency)


class _Reader:
    """Sorts rows into goods, totals and notes; `goods` and `bounds` are rows below the headings."""

    def __init__(self, table: Table, found: Cells, start: int, kind: DocumentKind) -> None:
        self.table, self.cells, self.start, self.kind = table, found, start, kind
        self.raw = table.grid.rows[table.body :]
        self.goods: list[int] = []
        self.bounds: set[int] = set()
        self.totals: list[Total] = []
        self.notes: list[int] = []
        self.faults: list[Fault] = list(table.faults)
        self.carried: int | None = None
        self.waiting: int | None = None
        self.sections: dict[int, str] = {}
        self.since = 0
        blank = [""] * found.height
        self.skus = found.texts.get("sku", blank)
        self.orders = found.texts.get("order") or list(blank)
        figures, bad = found.figures, found.bad
        self.made = "quantity" not in figures
        self.counted = "pcs_per_carton" if self.made else "quantity"
        self.quantities = figures[self.counted]
        self.bad_counts = bad[self.counted]
        pairs = zip(self.skus, self.quantities, strict=True)
        self.end = max((row for row, (s, q) in enumerate(pairs) if s and q is not None), default=-1)

    def sort(self) -> None:
        """Look at every row once; a row with item and quantity is goods without further ado."""
        skus, raw, suspicious = self.skus, self.raw, document_totals.suspicious
        for row in range(self.cells.height):
            sku = skus[row]
            if sku and self.quantities[row] is not None and not suspicious(sku, raw[row][0]):
                self._keep(row)
            else:
                self._look(row)
        self._settle()
        carry(self.orders, self.goods, self.sections)

    def _keep(self, row: int) -> None:
        if self.waiting is not None:
            self._settle()
        self.carried = row
        self.goods.append(row)

    def _look(self, row: int) -> None:
        texts, sku = [cell for cell in self.raw[row] if cell], self.skus[row]
        if not texts and not sku:
            self._settle()
            self.carried = None
            self.bounds.add(len(self.goods))
            return
        if is_heading(self.raw[row]) and self._repeated(row):
            return
        if self._totals(row, texts):
            return
        identity = self._identity(row)
        counted = self.quantities[row] is not None or row in self.bad_counts
        if not identity:
            self._bare(row, texts, counted=counted)
        elif sku and counted:
            self._note(row) if self._label(row) else self._keep(row)
        elif sku:
            self._uncounted(row, texts)
        elif counted and row not in self.bad_counts:
            self._unnamed(row)
        else:
            self._note(row)

    def _repeated(self, row: int) -> bool:
        """Headings once more; other headings are another table, which is not guessed."""
        same = repeated(self.table, self.raw[row])
        if same is False:
            what = Text("a second table with other headings", "第二个表格，表头不同")
            self._fault(row, None, "", what)
        if same:
            self._settle()
        return same is not None

    def _totals(self, row: int, texts: Sequence[str]) -> bool:
        """Whether a row adds up others and says so."""
        goods = [self.cells.texts[field][row] for field in NAMED if field in self.cells.texts]
        given = [field for field, cells in self.cells.figures.items() if cells[row] is not None]
        if not document_totals.adds_up(texts, goods, given, self.skus[row]):
            return False
        if not self._total(row, texts, said=True):
            self._note(row)
        return True

    def _total(self, row: int, texts: Sequence[str], *, said: bool) -> bool:
        """Keep a total; one whose figures stand in no column of theirs may be a term."""
        values = document_totals.values(row, texts, self.cells.figures)
        if not values and (any(map(document_totals.stated, texts)) or labelled(self.raw[row])):
            return False
        self._settle()
        grid, last = self.table.grid, self.start + len(self.goods)
        number = grid.first + self.table.body + row
        self.totals.append(
            Total(
                grid.sheet, number, values, self.start, self.start + self.since, last, labelled=said
            )
        )
        self.since = len(self.goods)
        self.bounds.add(len(self.goods))
        self.carried = None
        return True

    def _identity(self, row: int) -> bool:
        return any(self.cells.texts[field][row] for field in IDENTITY if field in self.cells.texts)

    def _bare(self, row: int, texts: Sequence[str], *, counted: bool) -> None:
        """No word that tells the goods: bare figures are an unlabelled total, words a note."""
        line = self.cells.texts.get("line")
        found = [figure(text) for text in texts]
        figures = [f.value for f in found if f is not None and f.value is not None]
        words = [text for text, f in zip(texts, found, strict=True) if f is None]
        if line and line[row].isdecimal() and Decimal(line[row]) in figures:
            figures.remove(Decimal(line[row]))
        strange = [word for word in words if not document_headings.read(word).units]
        if counted and self._continued(row):
            self._unnamed(row, variant=True)
            return
        if any(figures) and (counted or not strange):
            self._total(row, texts, said=False)
        if strange:
            self._note(row)

    def _uncounted(self, row: int, texts: Sequence[str]) -> None:
        """An item without a quantity: the head of its colours and sizes, a note, or a fault."""
        self._settle()
        words = len(self.skus[row].split()) > 2 or not any(map(str.isdigit, self.skus[row]))
        below = row > self.end
        if self.cells.packed(row):
            texts, words = [self.skus[row], texts[0]], False
        said = self._stated(row, texts) or labelled(texts)
        if said or (words and (below or len(texts) == 1)) or (below and label(texts[0])):
            self._note(row)
        else:
            self.waiting = self.carried = row

    def _label(self, row: int) -> bool:
        """A label with its value below the table, which stands where items and quantities do."""
        if self._stated(row, [self.skus[row]]):
            return True
        bad, where = self.bad_counts.get(row, ""), [self.skus[row], self.raw[row][0]]
        return bad.endswith((":", "：")) or (bool(bad) and bool(labelled(where)))

    def _stated(self, row: int, texts: Sequence[str]) -> bool:
        """Whether a cell names a total or, on an invoice and in no carton, a charge."""
        cartons = self.cells.figures.get("cartons")
        charges = self.kind is DocumentKind.INVOICE and not (cartons and cartons[row] is not None)
        return any(document_totals.stated(text, charges=charges) for text in texts)

    def _continued(self, row: int) -> bool:
        """Whether the carton numbers go on where those of the item above ended."""
        numbers = self.cells.texts.get("carton_no")
        if numbers is None or self.carried is None or row in self.bad_counts:
            return False
        before, here = (re.findall(r"\d{1,18}", numbers[at]) for at in (self.carried, row))
        return bool(before and here) and int(here[0]) == int(before[-1]) + 1

    def _unnamed(self, row: int, *, variant: bool = False) -> None:
        """A quantity without an item: one more colour or size of the item above, or a fault."""
        above, texts = self.carried, self.cells.texts
        variant = variant or any(texts[field][row] for field in VARIANTS if field in texts)
        other = any(
            texts[field][row] not in ("", texts[field][above] if above is not None else "")
            for field in ("description", "customer_item", "spec")
            if field in texts
        )
        if above is None or not variant or other:
            what = Text("the item number is missing", "缺少货号")
            self._fault(row, "sku", "", what)
            return
        for field in ("sku", "customer_item", "description", "order"):
            if field in texts and not texts[field][row]:
                texts[field][row] = texts[field][above]
        self.waiting = None
        self._keep(row)

    def _note(self, row: int) -> None:
        orders = [value for term, value, _ in labelled(self.raw[row]) if term == "order"]
        self.sections.update((row, order) for order in orders)
        self.notes.append(self.table.body + row)

    def _settle(self) -> None:
        """An item whose colours and sizes did not come has no quantity."""
        if self.waiting is not None:
            row, self.waiting = self.waiting, None
            self._fault(
                row, self.counted, self.skus[row], Text("the quantity is missing", "缺少数量")
            )

    def _fault(self, row: int, field: str | None, sku: str, what: Text) -> None:
        self.faults.append(fault(self.table, row, field, sku, what))
