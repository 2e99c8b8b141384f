"""Line by line: item, colour and size, quantity, unit, and what is said about the goods."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gendan.core.checks.case import Case
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.checks.words import (
    AXIS_WORDS,
    DONE,
    MEND,
    nothing_to_compare,
    noun,
    ordered_unit,
    row_variant,
    spot,
    variant,
)  # fmt: skip
from gendan.core.differences import Difference, Kind
from gendan.core.documents import Document, DocumentKind, Spot, Told
from gendan.core.forms import figure, folded
from gendan.core.matching import lines_of
from gendan.core.orders import Line
from gendan.text import Text

PACKED = DocumentKind.PACKING
NONE = Decimal(0)


def differing(case: Case, *kinds: Kind) -> Iterator[tuple[Document, Difference]]:
    """The differences of some kinds, with the document that has them."""
    for document, comparison in case.joined():
        for difference in comparison.differences:
            if difference.kind in kinds:
                yield document, difference


@check(
    "L01",
    Text("Every ordered item is there, and no other", "订购货号齐全且无多余"),
    Severity.BLOCK,
    source="order-check.md L01; CISG art. 35(1); contract §6",
)
def items_present(case: Case) -> Iterator[Problem]:
    """Items that only one side has, line by line."""
    if not case.order.lines:
        yield Problem(
            Text("the order has no lines", "订单没有明细"),
            Text("add them: `gendan order line add`", "请用 `gendan order line add` 添加明细"),
        )
    for document, difference in differing(case, Kind.MISSING):
        for line in difference.lines:
            yield _missing(document, line)
    for document, difference in differing(case, Kind.EXTRA):
        row = difference.rows[0]
        given = figure(sum((r.quantity for r in difference.rows), NONE))
        yield Problem(
            Text(f"{row_variant(row)} is in the {noun(document).en} but not on the order",
                 f"{noun(document).zh}中的 {row_variant(row)} 不在订单上"),
            Text("take it out, or add it to the order if the customer agreed",
                 "请取出；若客户已同意，请加入订单"),
            sku=row.sku, expected="0", actual=given, delta=given,
            source=document.spot(row, "sku"),
        )  # fmt: skip
    yield from _customer_items(case)


def _missing(document: Document, line: Line) -> Problem:
    ordered = f"{figure(line.quantity)} {line.unit or ''}".strip()
    return Problem(
        Text(f"{variant(line)}: ordered {ordered}, not in the {noun(document).en}",
             f"{variant(line)}：订购 {ordered}，{noun(document).zh}中没有"),
        MEND, line=line.line, sku=line.sku, expected=figure(line.quantity), actual="0",
        delta=figure(-line.quantity),
        source=Spot(document.file),
    )  # fmt: skip


def _customer_items(case: Case) -> Iterator[Problem]:
    """The customer's item number beside ours must be the one of the order."""
    for document, comparison in case.joined():
        if not document.has("customer_item"):
            continue
        for lines, rows in comparison.matched.values():
            for row in rows:
                known = {
                    folded(name)
                    for line in lines_of(row, lines)
                    if (name := line.cells.get("customer_item"))
                }
                if known and row.customer_item and folded(row.customer_item) not in known:
                    wanted = next(n for n in lines_of(row, lines) if n.cells.get("customer_item"))
                    yield Problem(
                        Text(f"{row.sku}: the customer's item number is {row.customer_item}, not {wanted.cells['customer_item']}",
                             f"{row.sku}：客户货号为 {row.customer_item}，应为 {wanted.cells['customer_item']}"),
                        MEND, line=wanted.line, sku=wanted.sku,
                        expected=wanted.cells["customer_item"], actual=row.customer_item,
                        source=document.spot(row, "customer_item"),
                    )  # fmt: skip


@check(
    "L02",
    Text("No look-alike item in the place of another", "无相似货号混淆"),
    Severity.BLOCK,
    source="order-check.md L02",
    unless=nothing_to_compare,
)
def no_substitution(case: Case) -> Iterator[Problem]:
    """A missing item and an extra one whose numbers are easily confused."""
    for document, difference in differing(case, Kind.SUBSTITUTED):
        line, row = difference.lines[0], difference.rows[0]
        done = DONE[document.kind]
        given = figure(sum((r.quantity for r in difference.rows), NONE))
        verb = "shipped" if document.kind is PACKED else done.en
        yield Problem(
            Text(f"{line.sku} missing, {row.sku} {verb} ({given}): probably one for the other",
                 f"缺 {line.sku}，却{done.zh} {row.sku}（{given}）：疑似货号混淆"),
            Text(f"look at the goods: is it really {line.sku}?", f"请查看实物：是否确为 {line.sku}？"),
            line=line.line, sku=line.sku, expected=line.sku, actual=row.sku,
            source=document.spot(row, "sku"),
        )  # fmt: skip


@check(
    "L04",
    Text("Colours and sizes as ordered", "颜色、尺码与订单一致"),
    Severity.BLOCK,
    source="order-check.md L04; contract §6",
    unless=nothing_to_compare,
)
def breakdown(case: Case) -> Iterator[Problem]:
    """The right item in another colour or size; an axis that one side lacks is only told."""
    for document, difference in differing(case, Kind.BREAKDOWN):
        yield _breakdown(document, difference)
    for document, comparison in case.joined():
        for axis in sorted(comparison.loose - {"unit"}):
            name = AXIS_WORDS[axis]
            if across := _across(case, document, axis):
                yield _unread_columns(document, name, across)
                continue
            side = noun(document) if any(line.cells.get(axis) for line in case.order.lines) else Text("order", "订单")  # fmt: skip
            yield Problem(
                Text(f"the {side.en} names no {name.en}: quantities of an item are added up over it",
                     f"{side.zh}未列{name.zh}：按货号合计比较"),
                Text("look at the goods for it", "请按实物核对"),
                severity=Severity.INFO,
            )  # fmt: skip


def _across(case: Case, document: Document, axis: str) -> list[Told]:
    """Headings that are ordered colours or sizes: a table across, which is not read."""
    ordered = {folded(line.cells[axis]) for line in case.order.lines if line.cells.get(axis)}
    return [told for told in document.unknown if folded(told.value) in ordered]


def _unread_columns(document: Document, name: Text, across: Sequence[Told]) -> Problem:
    heads = ", ".join(told.value for told in across)
    return Problem(
        Text(f"the {noun(document).en} has a column for each {name.en} ({heads}), which is not read",
             f"{noun(document).zh}按{name.zh}分列（{heads}），无法读取"),
        Text(f"give one row for each {name.en}", f"请每个{name.zh}列一行"),
        actual=heads, source=across[0].spot,
    )  # fmt: skip


def _breakdown(document: Document, difference: Difference) -> Problem:
    base = ordered_unit(difference.lines) or difference.base
    done = DONE[document.kind]
    wanted = ", ".join(f"{_axes(line.cells.get('color'), line.cells.get('size'))} {figure(line.quantity)}" for line in difference.lines) or "0"  # fmt: skip
    given = ", ".join(f"{_axes(row.color, row.size)} {figure(row.quantity)}" for row in difference.rows) or "0"  # fmt: skip
    item = difference.lines[0].sku if difference.lines else difference.rows[0].sku
    return Problem(
        Text(f"{item}: ordered {wanted} {base}, {done.en} {given}".rstrip(),
             f"{item}：订购 {wanted} {base}，{done.zh} {given}".rstrip()),
        Text("look at the goods: the colour or size is not the ordered one",
             "请查看实物：颜色或尺码与订单不符"),
        line=difference.lines[0].line if difference.lines else None, sku=item,
        expected=wanted, actual=given,
        source=spot(document, difference.rows, difference.axes[0] if difference.axes else "color"),
    )  # fmt: skip


def _axes(color: str | None, size: str | None) -> str:
    return "/".join(axis for axis in (color, size) if axis) or "–"
