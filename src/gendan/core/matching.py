"""Order against document: a full outer join in base units, every difference at once (contract §6)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from gendan.core import lookalikes
from gendan.core.differences import Cell, Difference, Kind, Sums, breakdown
from gendan.core.documents import Document, Row
from gendan.core.forms import folded
from gendan.core.orders import Line, Order
from gendan.core.tolerance import bounds, read_clause
from gendan.core.units import CARTONS, PIECES, Unit, unit

AXES = ("color", "size")
SILENT = frozenset(("-", "/", "n/a", "na", "无", "--"))


class Ours(NamedTuple):
    """
    The rows of a document that are this order's, and the other orders that it names.

    `foreign` where it names other orders and this one nowhere.
    """

    rows: Sequence[Row]
    others: Sequence[str]
    foreign: bool


class Comparison(NamedTuple):
    """
    One document against the order.

    `matched` by folded item: its lines and its rows, where both sides have it; `loose`: which of
    color, size and unit only one side has, so that it is summed over or taken from the order;
    `given`: what the document gives of each matched item in base units, by colour and size, where
    both are in one base unit.
    """

    ours: Ours
    differences: Sequence[Difference]
    matched: Mapping[str, tuple[Sequence[Line], Sequence[Row]]]
    loose: frozenset[str]
    given: Mapping[str, Mapping[Cell, Decimal]]


def ours(order: Order, document: Document) -> Ours:
    """Which rows of a document are this order's: those that name it, or name none at all."""
    number = folded(order.number)
    told = [told.value for told in document.said("order")]
    named = dict.fromkeys([*told, *[row.order for row in document.rows if row.order]])
    others = [name for name in named if not names(name, number)]
    if named and len(others) == len(named):
        return Ours((), others, foreign=True)
    rows = [row for row in document.rows if not row.order or names(row.order, number)]
    return Ours(rows, others, foreign=False)


def names(words: str, number: str) -> bool:
    """Whether an order number (folded), alone or in a list, is among these words."""
    text = folded(words)
    if text == number:
        return True
    for mark in ",;、，；/&+":
        text = text.replace(mark, "\n")
    return number in [part.strip() for part in text.split("\n")] or number in folded(words).split()


def compare(order: Order, document: Document, *, credit: bool) -> Comparison:
    """
    Every difference between the order and a document, in base units.

    The key is item number + colour + size, the item by our number or the customer's; rows of one
    item add up. An axis that either side lacks is summed over.

    Args:
        order: The order.
        document: A packing list or an invoice.
        credit: Whether it is paid by a letter of credit (tolerance, UCP 600 art. 30).
    """
    mine = ours(order, document)
    lines = _by_item(order.lines)
    rows = _rows_by_item(mine.rows, order.lines, lines)
    named = [row for given in rows.values() for row in given]
    axes = _axes(order.lines, named)
    found: list[Difference] = []
    short: dict[str, Decimal] = {}
    amounts: dict[str, Mapping[Cell, Decimal]] = {}
    matched = {item: (lines[item], rows[item]) for item in lines if item in rows}
    rule = _Rule(axes, whole_clause(order), credit)
    for item, (wanted, given) in matched.items():
        if len(wanted) == 1 == len(given) and (equal := _plainly_equal(wanted[0], given[0], axes)):
            amounts[item] = equal
            continue
        sums = _sums(item, wanted, given, rule)
        found += breakdown(sums)
        if sums.comparable:
            amounts[item] = sums.given
        if sums.lacking > 0:
            short[item] = sums.lacking
    missing = [item for item in lines if item not in rows]
    extra = [item for item in rows if item not in lines]
    pairs = lookalikes.pairs([*missing, *short], extra)
    found = [difference for difference in found if difference.item not in pairs]
    for item, other in pairs.items():
        found += _substituted(item, other, lines[item], rows.get(item, ()), rows[other], rule)
    told = set(pairs) | set(pairs.values())
    found += [Difference(Kind.MISSING, item, lines[item]) for item in missing if item not in told]
    found += [Difference(Kind.EXTRA, item, (), rows[item]) for item in extra if item not in told]
    return Comparison(mine, found, matched, _loose(order.lines, named, axes), amounts)


def _by_item(lines: Sequence[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(folded(line.sku), []).append(line)
    return found


def _rows_by_item(
    rows: Sequence[Row], lines: Sequence[Line], items: Mapping[str, Sequence[Line]]
) -> dict[str, list[Row]]:
    """Rows by our item number; the customer's number counts where only one item has it."""
    theirs: dict[str, set[str]] = {}
    for line in lines:
        if name := line.cells.get("customer_item"):
            theirs.setdefault(folded(name), set()).add(folded(line.sku))
    variants = _variants(items)
    found: dict[str, list[Row]] = {}
    for row in rows:
        key = folded(row.sku)
        if key not in items and len(own := theirs.get(key, set())) == 1:
            key = next(iter(own))
        if variants and not row.color and not row.size:
            row = _of_variant(row, key, variants)
        found.setdefault(key, []).append(row)
    return found


def _variants(items: Mapping[str, Sequence[Line]]) -> dict[tuple[str, str], Line | None]:
    """Lines by item and what names one of its colours and sizes: customer's number, barcode."""
    found: dict[tuple[str, str], Line | None] = {}
    for item, lines in items.items():
        if len(lines) > 1:
            for line in lines:
                for name in (line.cells.get("customer_item"), line.cells.get("barcode")):
                    if name:
                        key = (item, folded(name))
                        found[key] = None if key in found else line
    return found


def _of_variant(row: Row, item: str, variants: Mapping[tuple[str, str], Line | None]) -> Row:
    """A row with the colour and size that its customer's number or barcode stands for."""
    for name in (row.customer_item, row.sku, row.barcode):
        line = variants.get((item, folded(name))) if name else None
        if line is not None:
            cells = line.cells
            return row._replace(color=cells.get("color", ""), size=cells.get("size", ""))
    return row


def _axes(lines: Sequence[Line], rows: Sequence[Row]) -> tuple[str, ...]:
    """The axes that both sides have somewhere."""
    return tuple(
        axis
        for axis in AXES
        if any(line.cells.get(axis) for line in lines) and any(getattr(row, axis) for row in rows)
    )


def _loose(lines: Sequence[Line], rows: Sequence[Row], axes: Sequence[str]) -> frozenset[str]:
    loose = {
        axis
        for axis in AXES
        if axis not in axes
        and (any(line.cells.get(axis) for line in lines) or any(getattr(row, axis) for row in rows))
    }
    if any(line.unit for line in lines) and not all(row.unit for row in rows):
        loose.add("unit")
    return frozenset(loose)


@lru_cache(maxsize=65536)
def cell(values: tuple[str, ...]) -> tuple[str, ...]:
    """Colour and size as they are compared; `42.0` is `42`, and a dash says nothing."""
    plain = [folded(value) for value in values]
    return tuple(
        "" if v in SILENT else v[:-2] if v.endswith(".0") and v[:-2].isdigit() else v for v in plain
    )


def whole_clause(order: Order) -> str | None:
    """The order's clause; `±5 pcs` of a whole order says nothing of each of several lines."""
    words = order.cells.get("tolerance")
    known = read_clause(words) if words else None
    if known is not None and not known.percent and len(order.lines) > 1:
        return None
    return words


def by_credit(order: Order) -> bool:
    """Whether an order is paid by a letter of credit, under UCP 600."""
    kind = folded(order.cells.get("payment_kind", ""))
    return kind.replace("/", "").replace(" ", "") in ("lc", "letterofcredit", "信用证")


def _plainly_equal(line: Line, row: Row, axes: Sequence[str]) -> Mapping[Cell, Decimal] | None:
    """The quantity of an item where one line stands against one equal row, as most of them do."""
    if line.quantity != row.quantity or row.quantity <= 0 or row.unit != (line.unit or ""):
        return None
    cells = line.cells
    for axis in axes:
        if cells.get(axis, "") != getattr(row, axis):
            return None
    known = unit(row.unit)
    if known is None:
        amount, base = row.quantity, PIECES
    elif known.base == CARTONS:
        return None
    else:
        amount, base = row.quantity * known.factor, known.base
    return {(base, *cell(tuple([cells.get(axis, "") for axis in axes]))): amount}


class _Rule(NamedTuple):
    """How the items of an order are compared: on which axes, with which clause of tolerance."""

    axes: Sequence[str]
    clause: str | None
    credit: bool


def _sums(item: str, lines: Sequence[Line], rows: Sequence[Row], rule: _Rule) -> Sums:
    """Both sides of one item, added up by colour and size in its base unit."""
    axes = rule.axes
    sums = Sums(item, lines, rows, axes)
    usual = next((known for line in lines if (known := unit(line.unit or ""))), None)
    per_carton = next((n for line in lines if (n := pieces_per_carton(line))), None)
    for line in lines:
        amount, base = in_base(line.quantity, unit(line.unit or ""), pieces_per_carton(line))
        own = line.cells.get("tolerance")
        limits = bounds(amount, base, line=own, order=rule.clause, credit=rule.credit)
        key = cell(tuple([line.cells.get(axis, "") for axis in axes]))
        sums.order(key, line, base, amount, limits)
    for row in rows:
        per = row.pcs_per_carton or per_carton
        amount, base = in_base(row.quantity, unit(row.unit) or usual, per)
        sums.pack(cell(tuple([getattr(row, axis) for axis in axes])), row, base, amount)
    return sums


def pieces_per_carton(line: Line) -> Decimal | None:
    """How many pieces of a line go into one carton, None where the order does not say."""
    words = line.cells.get("pcs_per_carton")
    return Decimal(words) if words else None


def in_base(
    quantity: Decimal, known: Unit | None, per_carton: Decimal | None
) -> tuple[Decimal, str]:
    """A quantity in its base unit, and which that is; cartons are pieces where it is known how many."""
    if known is None:
        return quantity, PIECES
    if known.base == CARTONS and per_carton:
        return quantity * per_carton, PIECES
    return quantity * known.factor, known.base


def _substituted(
    item: str, other: str, lines: Sequence[Line], own: Sequence[Row], instead: Sequence[Row],
    rule: _Rule,
) -> list[Difference]:  # fmt: skip
    """A look-alike in the place of an item; what else differs is told as if it were the item."""
    pair = Difference(Kind.SUBSTITUTED, item, lines=lines, rows=instead, other=other)
    return [pair, *breakdown(_sums(item, lines, [*own, *instead], rule))]


def lines_of(row: Row, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of its item that a row can be about: its colour and size, its line number."""
    axes = [axis for axis in AXES if getattr(row, axis) and any(n.cells.get(axis) for n in lines)]
    mine = cell(tuple([getattr(row, axis) for axis in axes]))
    found = [
        n for n in lines if cell(tuple([n.cells.get(axis, "") for axis in axes])) == mine
    ] or lines
    if row.line:
        found = [n for n in found if folded(n.line) == folded(row.line)] or found
    return found
