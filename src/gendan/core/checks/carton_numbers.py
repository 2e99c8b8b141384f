"""The numbers on the cartons: no gap, none twice, as many as stated (O11)."""

import operator
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gendan.core.amount_words import read_count
from gendan.core.cartons import Cartons, Group, gaps, overlaps, sequences, written
from gendan.core.checks.case import Case
from gendan.core.checks.packing import COUNT, name_of_group, place_of_group
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.checks.totals import totals_off
from gendan.core.checks.words import no_packing, the_packing
from gendan.core.documents import Document, DocumentKind, Row, Spot
from gendan.core.forms import figure, number
from gendan.text import Text

NONE = Decimal(0)
CARTON_WORDS = re.compile(r"\b(cartons?|ctns?|packages?|pkgs?)\b|箱")


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
            source=place_of_group(document, group),
        )  # fmt: skip
    if group.named_size is not None and group.stated and group.size is None:
        stated = figure(max(group.stated))
        yield Problem(
            Text(f"cartons {group.words} are {figure(group.named_size)}, not {stated}",
                 f"箱号 {group.words} 共 {figure(group.named_size)} 箱，所列箱数为 {stated}"),
            COUNT, sku=group.rows[0].sku, expected=figure(group.named_size), actual=stated,
            source=place_of_group(document, group, "cartons"),
        )  # fmt: skip


def _twice(document: Document, one: Group, other: Group, shared: Cartons) -> Problem:
    return Problem(
        Text(f"carton {written(shared)} stands twice: {name_of_group(one)} and {name_of_group(other)}",
             f"箱号 {written(shared)} 重复：{name_of_group(one)} 与 {name_of_group(other)}"),
        COUNT, sku=other.rows[0].sku, actual=written(shared), source=place_of_group(document, other),
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
    for off in totals_off(document, "cartons", amounts, operator.eq):
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
