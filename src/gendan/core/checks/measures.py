"""Weights and volumes of the cartons add up, and no carton is lighter than its goods."""

from collections.abc import Iterator
from decimal import Decimal

from gendan.core.cartons import Group
from gendan.core.checks.case import Case
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.checks.totals import totals_off
from gendan.core.checks.words import MEND, no_packing, the_packing
from gendan.core.documents import Document, DocumentKind, Spot
from gendan.core.forms import figure, number
from gendan.core.measures import Load, box, near_volume, near_weight
from gendan.text import Text

NONE = Decimal(0)


def _no_weights(case: Case) -> Text | None:
    document = the_packing(case)
    if any(document.has(f) for f in ("gross", "net", "gross_each", "net_each")):
        return None
    return Text("the packing list names no weights", "装箱单未列重量")


@check(
    "O13",
    Text("Gross above net above zero, weights add up", "毛重大于净重，重量合计一致"),
    Severity.WARN,
    source="order-check.md O13",
    unless=lambda case: no_packing(case) or _no_weights(case),
)
def weights(case: Case) -> Iterator[Problem]:
    """Carton groups lighter than their goods, heavy cartons, totals that are not the sum."""
    document = the_packing(case)
    found = case.measured
    limit = case.limits.carton_kg
    for group, load in zip(case.cartons, found.loads, strict=True):
        if not (load.gross > load.net > 0 and load.gross <= limit):  # else nothing can be wrong
            yield from _group_weight(document, group, load, limit)
    for field, name, amounts in (("gross", Text("gross weights", "毛重"), found.gross), ("net", Text("net weights", "净重"), found.net)):  # fmt: skip
        for off in totals_off(document, field, amounts, near_weight):
            yield _sum(name, "kg", off.reckoned, off.stated, off.spot)
    if case.booking is not None and not case.compared[DocumentKind.PACKING].ours.others:
        for told in case.booking.said("gross"):
            booked, packed = number(told.value), sum(found.gross, NONE)
            if booked is not None and packed and not near_weight(booked, packed):
                yield _sum(Text("gross weights", "毛重"), "kg", packed, booked, told.spot)


def _group_weight(
    document: Document, group: Group, load: Load, limit: Decimal
) -> Iterator[Problem]:
    gross, net, row = load.gross, load.net, group.rows[0]
    has = {
        field: any(
            getattr(r, field) is not None or getattr(r, f"{field}_each") is not None
            for r in group.rows
        )
        for field in ("gross", "net")
    }
    name = group.words or row.sku
    if has["gross"] and has["net"] and not gross > net:
        yield Problem(
            Text(f"cartons {name}: gross {figure(gross)} kg is not above net {figure(net)} kg",
                 f"箱号 {name}：毛重 {figure(gross)} kg 不大于净重 {figure(net)} kg"),
            Text("weigh again", "请重新过磅"), sku=row.sku, expected=f"> {figure(net)}",
            actual=figure(gross), source=document.spot(row, "gross"),
        )  # fmt: skip
    for field, words, value in (("gross", "毛重", gross), ("net", "净重", net)):
        if has[field] and not value > 0:
            yield Problem(
                Text(f"cartons {name}: {field} {figure(value)} kg is not above 0",
                     f"箱号 {name}：{words} {figure(value)} kg 不大于 0"),
                Text("weigh again", "请重新过磅"), sku=row.sku, expected="> 0",
                actual=figure(value), source=document.spot(row, field),
            )  # fmt: skip
    if group.size and gross / group.size > limit:
        each = figure(round(gross / group.size, 2))
        yield Problem(
            Text(f"cartons {name}: {each} kg each, above {figure(limit)} kg",
                 f"箱号 {name}：每箱 {each} kg，超过 {figure(limit)} kg"),
            Text("can people lift it?", "请确认可否人工搬运"), sku=row.sku, expected=figure(limit),
            actual=each, source=document.spot(row, "gross"), severity=Severity.INFO,
        )  # fmt: skip


def _sum(name: Text, unit: str, reckoned: Decimal, stated: Decimal, spot: Spot) -> Problem:
    return Problem(
        Text(f"the {name.en} add up to {figure(reckoned)} {unit}, stated {figure(stated)} {unit}",
             f"{name.zh}合计应为 {figure(reckoned)} {unit}，所列为 {figure(stated)} {unit}"),
        MEND, expected=figure(reckoned), actual=figure(stated),
        delta=figure(stated - reckoned), source=spot,
    )  # fmt: skip


@check(
    "O14",
    Text("Volumes follow from the carton sizes and add up", "体积与外箱尺寸及合计一致"),
    Severity.WARN,
    source="order-check.md O14",
    unless=lambda case: no_packing(case) or _no_volumes(case),
)
def volumes(case: Case) -> Iterator[Problem]:
    """Volumes that are not length × width × height × cartons; totals that are not the sum."""
    document = the_packing(case)
    found = case.measured
    for group, load in zip(case.cartons, found.loads, strict=True):
        size, stated = next((r.carton_size for r in group.rows if r.carton_size), ""), load.volume
        each = box(size) if size else None
        if each is None or group.size is None or not stated:
            continue
        reckoned = each * group.size
        if not near_volume(stated, reckoned):
            row = group.rows[0]
            yield Problem(
                Text(f"cartons {group.words or row.sku}: {size} × {figure(group.size)} = {figure(round(reckoned, 4))} m³, stated {figure(stated)}",
                     f"箱号 {group.words or row.sku}：{size} × {figure(group.size)} = {figure(round(reckoned, 4))} m³，所列 {figure(stated)}"),
                MEND, sku=row.sku, expected=figure(round(reckoned, 4)), actual=figure(stated),
                delta=figure(round(stated - reckoned, 4)), source=document.spot(row, "volume"),
            )  # fmt: skip
    for off in totals_off(document, "volume", found.volume, near_volume):
        yield _sum(Text("volumes", "体积"), "m³", off.reckoned, off.stated, off.spot)
    if case.booking is not None and not case.compared[DocumentKind.PACKING].ours.others:
        for told in case.booking.said("volume"):
            booked, packed = number(told.value), sum(found.volume, NONE)
            if booked is not None and packed and not near_volume(booked, packed):
                yield _sum(Text("volumes", "体积"), "m³", packed, booked, told.spot)


def _no_volumes(case: Case) -> Text | None:
    document = the_packing(case)
    if document.has("volume") or document.has("volume_each"):
        return None
    return Text("the packing list names no volumes", "装箱单未列体积")
