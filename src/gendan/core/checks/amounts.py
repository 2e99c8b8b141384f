"""Sums of money: of lines, of the invoice, in figures and in words (L09)."""

from collections.abc import Iterator
from decimal import Decimal

from gendan.core.amount_words import read_amount
from gendan.core.checks.case import Case
from gendan.core.checks.prices import half_minor
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.checks.totals import totals_off
from gendan.core.checks.words import no_invoice
from gendan.core.documents import Document, Row
from gendan.core.forms import figure, number
from gendan.text import Text

TOTAL_TOLERANCE = Decimal("0.02")


@check(
    "L09",
    Text("Quantity × price = amount, and the amounts add up", "数量×单价=金额，合计无误"),
    Severity.BLOCK,
    source="order-check.md L09",
    unless=no_invoice,
)
def arithmetic(case: Case) -> Iterator[Problem]:
    """Amounts that do not follow from quantity and price; totals that are not the sum."""
    invoice = case.invoice
    assert invoice is not None  # noqa: S101 - else it does not apply
    half = half_minor(case.order.currency)
    for row in invoice.rows:
        if row.unit_price is None or row.amount is None:
            continue
        exact = row.quantity * row.unit_price * (1 - (row.discount or Decimal(0)))
        if abs(row.amount - exact) > half:
            yield _sum(
                Text(f"{row.sku}: {figure(row.quantity)} × {figure(row.unit_price)}",
                     f"{row.sku}：{figure(row.quantity)} × {figure(row.unit_price)}"),
                exact, row.amount, invoice, row,
            )  # fmt: skip
    yield from _totals(invoice)
    yield from _other_charges(invoice)
    yield from _in_words(invoice)


def _amount(row: Row) -> Decimal:
    if row.amount is not None:
        return row.amount
    return row.quantity * (row.unit_price or Decimal(0)) * (1 - (row.discount or Decimal(0)))


def _sum(what: Text, exact: Decimal, given: Decimal, invoice: Document, row: Row) -> Problem:
    exact = round(exact, 4)
    return Problem(
        Text(f"{what.en} = {figure(exact)}, invoiced {figure(given)}",
             f"{what.zh} = {figure(exact)}，发票为 {figure(given)}"),
        Text("reckon it anew and correct the invoice", "请重新计算并更正发票"),
        sku=row.sku, expected=figure(exact), actual=figure(given), delta=figure(given - exact),
        source=invoice.spot(row, "amount"),
    )  # fmt: skip


def _totals(invoice: Document) -> Iterator[Problem]:
    charges = _charges(invoice)

    def near(stated: Decimal, reckoned: Decimal) -> bool:
        """With or without what stands below the lines."""
        return min(abs(stated - reckoned), abs(stated - reckoned - charges)) <= TOTAL_TOLERANCE

    for off in totals_off(invoice, "amount", [_amount(row) for row in invoice.rows], near):
        exact, given = figure(round(off.reckoned, 4)), figure(off.stated)
        yield Problem(
            Text(f"the amounts add up to {exact}, the total says {given}",
                 f"金额合计应为 {exact}，发票合计为 {given}"),
            Text("reckon it anew and correct the invoice", "请重新计算并更正发票"),
            expected=exact, actual=given, delta=figure(off.stated - round(off.reckoned, 4)),
            source=off.spot,
        )  # fmt: skip


def _charges(invoice: Document) -> Decimal:
    """Freight, insurance, discounts below the lines."""
    told = [number(told.value) for told in invoice.said("charges")]
    return sum((value for value in told if value is not None), Decimal(0))


def _other_charges(invoice: Document) -> Iterator[Problem]:
    """Money below the lines that the order does not name; more than a tenth asks for a look."""
    charges, goods = _charges(invoice), sum(map(_amount, invoice.rows), Decimal(0))
    if charges:
        yield Problem(
            Text(f"{figure(charges)} below the lines (freight, discount …): was it agreed?",
                 f"明细以外另有 {figure(charges)}（运费、折扣等），是否已约定？"),
            Text("compare it with the order", "请与订单核对"), actual=figure(charges),
            source=invoice.said("charges")[0].spot,
            severity=Severity.WARN if abs(charges) * 10 > goods else Severity.INFO,
        )  # fmt: skip


def _in_words(invoice: Document) -> Iterator[Problem]:
    charges = _charges(invoice)
    whole = sum(map(_amount, invoice.rows), Decimal(0))
    for told in invoice.said("amount_words"):
        said = read_amount(told.value)
        if said is None:
            yield Problem(
                Text(f"the amount in words cannot be read: {told.value}", f"大写金额无法识别：{told.value}"),
                Text("read it yourself", "请人工核对"), actual=told.value, source=told.spot,
                severity=Severity.INFO,
            )  # fmt: skip
        elif not any(
            abs(said - whole - extra) <= TOTAL_TOLERANCE for extra in (Decimal(0), charges)
        ):
            yield Problem(
                Text(f"in words {figure(said)}, in figures {figure(whole)}",
                     f"大写金额为 {figure(said)}，数字合计为 {figure(whole)}"),
                Text("correct the words", "请更正大写金额"), expected=figure(whole),
                actual=figure(said), delta=figure(said - whole), source=told.spot,
            )  # fmt: skip
