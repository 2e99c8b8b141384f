"""How much of each item: ordered, packed and invoiced (L05)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from gendan.core.checks.case import Case
from gendan.core.checks.items import differing
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.checks.totals import totals_off
from gendan.core.checks.words import (
    DONE,
    MEND,
    nothing_to_compare,
    row_variant,
    spot,
    variant,
)  # fmt: skip
from gendan.core.differences import Cell, Difference, Kind
from gendan.core.documents import Document, DocumentKind
from gendan.core.forms import figure
from gendan.core.matching import whole_clause
from gendan.core.tolerance import about, read_clause
from gendan.text import Text

NONE = Decimal(0)


@check(
    "L05",
    Text("Quantities as ordered, within the tolerance", "数量与订单一致（含溢短装）"),
    Severity.BLOCK,
    source="order-check.md L05, §1.4; UCP 600 art. 30; CISG art. 52(2)",
    unless=nothing_to_compare,
)
def quantities(case: Case) -> Iterator[Problem]:
    """More, less, nothing or less than nothing; and what was invoiced but not packed."""
    for document, difference in differing(case, Kind.QUANTITY, Kind.WITHIN):
        yield _quantity(document, difference)
    for document, difference in differing(case, Kind.NEGATIVE):
        row = difference.rows[0]
        yield Problem(
            Text(f"{row_variant(row)}: a quantity of {figure(row.quantity)} is none",
                 f"{row_variant(row)}：数量 {figure(row.quantity)} 无效"),
            MEND, line=difference.lines[0].line, sku=row.sku, actual=figure(row.quantity),
            source=document.spot(row, "quantity"),
        )  # fmt: skip
    yield from _between(case)
    yield from _invoiced_total(case)
    yield from _unread_clauses(case)


def _quantity(document: Document, difference: Difference) -> Problem:
    lines, done = difference.lines, DONE[document.kind]
    ordered, given = difference.ordered, difference.given
    limits = difference.bounds
    assert ordered is not None  # noqa: S101 - these kinds have both sides and their bounds
    assert given is not None  # noqa: S101
    assert limits is not None  # noqa: S101
    base = difference.base
    inside = difference.kind is Kind.WITHIN
    rule = limits.rule
    allowed = f"{figure(limits.least)}–{figure(limits.most)}"
    return Problem(
        Text(f"{variant(lines[0])}: ordered {figure(ordered)} {base}, {done.en} {figure(given)} {base} ({rule.en})",
             f"{variant(lines[0])}：订购 {figure(ordered)} {base}，{done.zh} {figure(given)} {base}（{rule.zh}）"),
        Text(f"inside {allowed}", f"在允许范围 {allowed} 内") if inside
        else Text("count the goods; correct the document, or agree the difference and amend the order",
                  "请清点货物；更正单据，或与客户确认后修改订单"),
        line=lines[0].line, sku=lines[0].sku, expected=figure(ordered),
        actual=figure(given), delta=figure(given - ordered),
        source=spot(document, difference.rows, "quantity"),
        severity=Severity.INFO if inside else None,
    )  # fmt: skip


def _between(case: Case) -> Iterator[Problem]:
    """Both documents may be inside the tolerance and still differ from each other (单单一致)."""
    packing = case.compared.get(DocumentKind.PACKING)
    invoice = case.compared.get(DocumentKind.INVOICE)
    if packing is None or invoice is None or case.invoice is None:
        return
    told = {d.item for c in (packing, invoice) for d in c.differences if d.kind is not Kind.WITHIN}
    for item, packed in packing.given.items():
        billed = invoice.given.get(item)
        if item in told or billed is None or _same(packed, billed):
            continue
        lines, rows = invoice.matched[item]
        one, other = figure(sum(packed.values(), NONE)), figure(sum(billed.values(), NONE))
        yield Problem(
            Text(f"{lines[0].sku}: packed {one}, invoiced {other}",
                 f"{lines[0].sku}：装箱 {one}，开票 {other}"),
            Text("invoice what is packed", "发票数量须与装箱一致"),
            line=lines[0].line, sku=lines[0].sku, expected=one, actual=other,
            source=spot(case.invoice, rows, "quantity"),
        )  # fmt: skip


def _invoiced_total(case: Case) -> Iterator[Problem]:
    """A total of pieces on the invoice that is not the sum of its rows."""
    if case.invoice is None:
        return
    pieces = [row.quantity for row in case.invoice.rows]
    for off in totals_off(case.invoice, "quantity", pieces, lambda a, b: a == b):
        yield Problem(
            Text(f"the invoiced quantities add up to {figure(off.reckoned)}, the total says {figure(off.stated)}",
                 f"发票数量合计应为 {figure(off.reckoned)}，所列合计为 {figure(off.stated)}"),
            MEND, expected=figure(off.reckoned), actual=figure(off.stated), source=off.spot,
        )  # fmt: skip


def _same(packed: Mapping[Cell, Decimal], billed: Mapping[Cell, Decimal]) -> bool:
    """Equal by colour and size where both name them, else in sum."""
    if packed.keys() == billed.keys():
        return packed == billed
    return sum(packed.values()) == sum(billed.values())


def _unread_clauses(case: Case) -> Iterator[Problem]:
    """A tolerance that cannot be read allows nothing, and is told."""
    clauses = {case.order.cells.get("tolerance", "")}
    clauses |= {line.cells.get("tolerance", "") for line in case.order.lines}
    for words in sorted(clauses - {""}):
        unread = read_clause(words) is None and not (case.credit and about(words))
        if unread or (words == case.order.cells.get("tolerance") and not whole_clause(case.order)):
            yield Problem(
                Text(f"the tolerance {words!r} is not understood and taken as 0",
                     f"溢短装条款“{words}”无法识别，按 0 处理"),
                Text("write it as ±5% or +3/-0%: `gendan order amend`",
                     "请写成 ±5% 或 +3/-0%：`gendan order amend`"),
                actual=words, severity=Severity.INFO,
            )  # fmt: skip
