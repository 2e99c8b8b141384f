"""How the goods are packed: pieces per carton, carton numbers, pieces, weights, volumes."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gendan.core.amount_words import read_count
from gendan.core.cartons import Cartons, Group, gaps, overlaps, sequences, written
from gendan.core.checks.case import Case
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.checks.totals import totals_off
from gendan.core.checks.words import MEND, no_packing, the_packing
from gendan.core.documents import Document, DocumentKind, Row, Spot
from gendan.core.forms import figure, number
from gendan.core.matching import pieces_per_carton
from gendan.core.orders import Line
from gendan.core.units import CARTONS, unit
from gendan.text import Text

NONE = Decimal(0)
CARTON_WORDS = re.compile(r"\b(cartons?|ctns?|packages?|pkgs?)\b|箱")
COUNT = Text("count the cartons and correct the packing list", "请清点箱数并更正装箱单")


def _equal(stated: Decimal, reckoned: Decimal) -> bool:
    return stated == reckoned


def _place(document: Document, group: Group, field: str = "carton_no") -> Spot:
    return document.spot(group.rows[0], field)


def _named(group: Group) -> str:
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
    "O11",
    Text("Carton numbers and counts agree, no gap, no overlap", "箱号连续不重叠，箱数一致"),
    Severity.BLOCK,
    source="order-check.md O11, §4 (ERPNext: enclosing ranges)",
    unless=lambda case: no_packing(case) or _no_cartons(case),
)
def carton_numbers(case: Case) -> Iterator[Problem]:
    """Numbers that overlap, leave a gap, cannot be read, or are not as many as the cartons."""
    document = the_packing(case)
    found = case.cartons
    for group in found:
        if group.words and (group.named is None or group.size is None):
            yield from _group_numbers(document, group)
    for named in sequences((cartons, group) for group in found for cartons in group.named or ()):
        for one, other, shared in overlaps(named):
            yield _twice(document, one, other, shared)
        for gap in gaps(named):
            yield _gap(document, gap)
        first = named[0][0]
        if not first.prefix and first.first > 1:
            yield _gap(document, Cartons("", 1, first.first - 1))
    yield from _carton_totals(case, document, found)


def _no_cartons(case: Case) -> Text | None:
    document = the_packing(case)
    if document.has("carton_no") or document.has("cartons") or document.said("cartons"):
        return None
    return Text("the packing list names no cartons", "装箱单未列箱号和箱数")


def _group_numbers(document: Document, group: Group) -> Iterator[Problem]:
    if group.words and group.named is None:
        yield Problem(
            Text(f"the carton number {group.words!r} cannot be read", f"箱号“{group.words}”无法识别"),
            Text("write it as 1-25", "请写成 1-25"), sku=group.rows[0].sku, actual=group.words,
            source=_place(document, group),
        )  # fmt: skip
    if group.named_size is not None and group.stated and group.size is None:
        stated = figure(max(group.stated))
        yield Problem(
            Text(f"cartons {group.words} are {figure(group.named_size)}, not {stated}",
                 f"箱号 {group.words} 共 {figure(group.named_size)} 箱，所列箱数为 {stated}"),
            COUNT, sku=group.rows[0].sku, expected=figure(group.named_size), actual=stated,
            source=_place(document, group, "cartons"),
        )  # fmt: skip


def _twice(document: Document, one: Group, other: Group, shared: Cartons) -> Problem:
    return Problem(
        Text(f"carton {written(shared)} stands twice: {_named(one)} and {_named(other)}",
             f"箱号 {written(shared)} 重复：{_named(one)} 与 {_named(other)}"),
        COUNT, sku=other.rows[0].sku, actual=written(shared), source=_place(document, other),
    )  # fmt: skip


def _gap(document: Document, gap: Cartons) -> Problem:
    return Problem(
        Text(f"carton {written(gap)} is missing", f"缺少箱号 {written(gap)}"),
        Text("count the cartons; if they went with an earlier shipment, waive it and say which",
             "请清点箱数；若已随前批出运，请豁免并注明批次"),
        expected=written(gap), source=Spot(document.file),
    )  # fmt: skip


def _carton_totals(case: Case, document: Document, found: Sequence[Group]) -> Iterator[Problem]:
    amounts = _shares(document.rows, found)
    for off in totals_off(document, "cartons", amounts, _equal):
        yield _count_differs(off.reckoned, off.stated, off.spot, Text("the total says", "合计为"))
    for told in document.said("amount_words"):
        said = read_count(told.value) if CARTON_WORDS.search(told.value.casefold()) else None
        if said is not None and said != sum(amounts, NONE):
            yield _count_differs(sum(amounts, NONE), said, told.spot, Text("in words", "大写为"))
    if case.booking is None or case.compared[DocumentKind.PACKING].ours.others:
        return
    whole = sum(amounts, NONE)
    for told in case.booking.said("cartons"):
        booked = number(told.value)
        if booked is not None and booked != whole:
            yield _count_differs(whole, booked, told.spot, Text("the booking says", "订舱单为"))


def _shares(rows: Sequence[Row], found: Sequence[Group]) -> list[Decimal]:
    """The cartons of each row: those of its group stand with its first row."""
    first = {id(group.rows[0]): group.size or NONE for group in found}
    return [first.get(id(row), NONE) for row in rows]


def _count_differs(packed: Decimal, stated: Decimal, spot: Spot, who: Text) -> Problem:
    return Problem(
        Text(f"{figure(packed)} cartons are packed, {who.en} {figure(stated)}",
             f"装箱 {figure(packed)} 箱，{who.zh} {figure(stated)} 箱"),
        COUNT, expected=figure(packed), actual=figure(stated), delta=figure(stated - packed),
        source=spot,
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
    for off in totals_off(document, "quantity", [row.quantity for row in document.rows], _equal):
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
        Text(f"cartons {_named(group)}: {figure(cartons)} × {'+'.join(map(figure, stated))} = {figure(reckoned)} pieces, listed {figure(listed)}",
             f"箱号 {_named(group)}：{figure(cartons)} 箱 × 每箱 {'+'.join(map(figure, stated))} = {figure(reckoned)}，所列数量 {figure(listed)}"),
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
