"""How the goods are packed: pieces per carton, carton numbers, pieces, weights, volumes."""

import operator
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gendan.core.cartons import Group
from gendan.core.checks.case import Case
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.checks.totals import totals_off
from gendan.core.checks.words import MEND, no_packing, the_packing
from gendan.core.documents import Document, DocumentKind, Row, Spot
from gendan.core.forms import figure
from gendan.core.matching import pieces_per_carton
from gendan.core.orders import Line
from gendan.core.units import CARTONS, unit
from gendan.text import Text

NONE = Decimal(0)
COUNT = Text("count the cartons and correct the packing list", "请清点箱数并更正装箱单")


def place_of_group(document: Document, group: Group, field: str = "carton_no") -> Spot:
    """Where a group of cartons stands in a document."""
    return document.spot(group.rows[0], field)


def name_of_group(group: Group) -> str:
    """What people call a group of cartons: its numbers, else its first item."""
    return group.words or group.rows[0].sku


@check(
    "O10",
    Text("Pieces per carton as ordered", "每箱数量与订单一致"),
    Severity.BLOCK,
    source="order-check.md O10",
    unless=lambda case: no_packing(case) or _nothing_ordered(case),
)
def pieces_in_carton(case: Case) -> Iterator[Problem]:
    """Another number of pieces in a carton than ordered; one last carton may have fewer."""
    document = the_packing(case)
    alone = {_place_of(g.rows[0]): g.size for g in case.cartons if len(g.rows) == 1}
    comparison = case.compared[DocumentKind.PACKING]
    for lines, rows in comparison.matched.values():
        wanted = {n for line in lines for n in _ordered_in_one(line)}
        if not wanted:
            continue
        rest = 0
        for row in rows:
            if _place_of(row) not in alone:
                continue  # pieces of a mixed carton follow from what else is in it
            cartons = alone[_place_of(row)]
            given = _in_one(row, cartons, wanted)
            if given is None or given in wanted:
                continue
            if cartons in (None, Decimal(1)) and given < max(wanted) and not rest:
                rest += 1
                continue
            yield _other_number(document, lines, row, min(wanted), given)


def _place_of(row: Row) -> tuple[str | None, int]:
    return row.sheet, row.row


def _ordered_in_one(line: Line) -> set[Decimal]:
    """Pieces in one carton of a line; of a dozen, people write either pieces or dozens."""
    stated, known = pieces_per_carton(line), unit(line.unit or "")
    if stated is None:
        return set()
    if known is None or stated % known.factor == 0:
        return {stated}  # 24 in a carton of dozens are pieces; 2 are dozens
    return {stated, stated * known.factor}


def _in_one(row: Row, cartons: Decimal | None, wanted: set[Decimal]) -> Decimal | None:
    """Pieces in one carton of a row; where they do not stand there, as its cartons need."""
    if row.pcs_per_carton is not None or not cartons:
        return row.pcs_per_carton
    pieces = _pieces(row)
    fits = any((cartons - 1) * n < pieces <= cartons * n for n in wanted)
    return None if fits else round(pieces / cartons, 2)


def _nothing_ordered(case: Case) -> Text | None:
    if any(line.cells.get("pcs_per_carton") for line in case.order.lines):
        return None
    return Text("the order names no pieces per carton", "订单未列每箱数量")


def _other_number(
    document: Document, lines: Sequence[Line], row: Row, wanted: Decimal, given: Decimal
) -> Problem:
    return Problem(
        Text(f"{row.sku}: {figure(given)} pieces in a carton, ordered {figure(wanted)}",
             f"{row.sku}：每箱 {figure(given)} 件，订单为 {figure(wanted)} 件"),
        Text("repack, or agree it and amend the order", "请重新装箱；或与客户确认后修改订单"),
        line=lines[0].line, sku=row.sku, expected=figure(wanted), actual=figure(given),
        delta=figure(given - wanted), source=document.spot(row, "pcs_per_carton"),
    )  # fmt: skip


@check(
    "O12",
    Text("Cartons × pieces per carton = quantity", "箱数×每箱数量=数量"),
    Severity.BLOCK,
    source="order-check.md O12, §0 facts 3 and 4",
    unless=no_packing,
)
def pieces(case: Case) -> Iterator[Problem]:
    """Carton groups whose pieces are not their quantity; totals of pieces that do not add up."""
    document = the_packing(case)
    for group in case.cartons:
        row = group.rows[0]
        if len(group.rows) > 1 or row.pcs_per_carton != row.quantity or group.size != 1:
            yield from _group_pieces(document, group)
    for off in totals_off(
        document, "quantity", [row.quantity for row in document.rows], operator.eq
    ):
        yield Problem(
            Text(f"the quantities add up to {figure(off.reckoned)}, the total says {figure(off.stated)}",
                 f"数量合计应为 {figure(off.reckoned)}，装箱单合计为 {figure(off.stated)}"),
            MEND, expected=figure(off.reckoned), actual=figure(off.stated),
            delta=figure(off.stated - off.reckoned), source=off.spot,
        )  # fmt: skip


def _group_pieces(document: Document, group: Group) -> Iterator[Problem]:
    cartons, rows = group.size, group.rows
    stated = [row.pcs_per_carton for row in rows if row.pcs_per_carton is not None]
    if cartons is None or not stated or _pieces_fit(cartons, rows, stated):
        return
    listed = sum([row.quantity for row in rows], NONE)
    reckoned = cartons * (sum(stated, NONE) if len(stated) == len(rows) else stated[0])
    yield Problem(
        Text(f"cartons {name_of_group(group)}: {figure(cartons)} × {'+'.join(map(figure, stated))} = {figure(reckoned)} pieces, listed {figure(listed)}",
             f"箱号 {name_of_group(group)}：{figure(cartons)} 箱 × 每箱 {'+'.join(map(figure, stated))} = {figure(reckoned)}，所列数量 {figure(listed)}"),
        COUNT, sku=rows[0].sku, expected=figure(listed), actual=figure(reckoned),
        delta=figure(reckoned - listed), source=document.spot(rows[0], "pcs_per_carton"),
    )  # fmt: skip


def _pieces_fit(cartons: Decimal, rows: Sequence[Row], stated: Sequence[Decimal]) -> bool:
    """
    Whether pieces per carton × cartons is what a group lists.

    Row by row; or each row with its own share of the cartons; or, in a mixed carton, one number
    for all that is in it, on the first row or on every row.
    """
    if len(stated) == len(rows):
        each = all(_fits(row, (row.pcs_per_carton or NONE) * cartons) for row in rows)
        if each or all(row.cartons is not None and _fits(row, row.cartons * (row.pcs_per_carton or NONE)) for row in rows):  # fmt: skip
            return True
    if len(rows) == 1 or len(set(stated)) > 1:
        return False
    sums = (sum([row.quantity for row in rows], NONE), sum([_pieces(row) for row in rows], NONE))
    return stated[0] * cartons in sums


def _fits(row: Row, pieces: Decimal) -> bool:
    return pieces == row.quantity or pieces == _pieces(row)


def _pieces(row: Row) -> Decimal:
    """The quantity in pieces: what stands in a carton is counted, not weighed."""
    known = unit(row.unit)
    if known is None:
        return row.quantity
    if known.base == CARTONS:
        return row.quantity * (row.pcs_per_carton or Decimal(1))
    return row.quantity * known.factor
