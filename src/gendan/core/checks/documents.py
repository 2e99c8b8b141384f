"""Packing list and invoice as documents: whose they are, and when they must be there (D02, D03)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from gendan.core.checks.case import Case
from gendan.core.checks.papers import names_order
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.checks.words import MEND
from gendan.core.documents import Document, DocumentKind
from gendan.core.forms import begins, figure, folded
from gendan.text import Text

PACKED = ("carton_no", "cartons", "pcs_per_carton", "gross", "net", "volume")
ORDERED = frozenset(("order date", "order_date", "po date", "required date", "ship by", "ship_by",
                     "下单日期", "订单日期", "交期", "交货日期"))  # fmt: skip


@check(
    "D02",
    Text("The invoice is of this order and for this buyer", "发票属于本订单且买方一致"),
    Severity.BLOCK,
    source="order-check.md D02; UCP 600 art. 18; contract §6",
    unless=lambda case: (
        None if case.invoice is not None or "CI" in case.documents_asked else Text("no invoice was given and none is asked for", "未提供发票，也未要求")
    ),
)  # fmt: skip
def invoice(case: Case) -> Iterator[Problem]:
    """No invoice though one is asked for; another order's; another buyer; proforma under a credit."""
    document = case.invoice
    if document is None:
        yield _absent(case, Text("invoice", "发票"), "--invoice")
        return
    yield from names_order(case, DocumentKind.INVOICE)
    for told in document.said("buyer"):
        if case.buyer and not any(begins(told.value, n) or begins(n, told.value) for n in case.buyer):  # fmt: skip
            yield Problem(
                Text(f"made out to {told.value}, the customer is {case.buyer[0]}",
                     f"发票抬头为 {told.value}，客户为 {case.buyer[0]}"),
                MEND, expected=case.buyer[0], actual=told.value, source=told.spot,
                severity=Severity.WARN,
            )  # fmt: skip
    if case.credit:
        yield from _under_credit(case, document)


def _under_credit(case: Case, document: Document) -> Iterator[Problem]:
    if re.search(r"pro ?-?forma|provisional|形式发票", folded(document.title)):
        yield Problem(
            Text("a proforma is no invoice under a letter of credit", "信用证项下不得使用形式发票"),
            Text("title it COMMERCIAL INVOICE", "请改为商业发票"), actual=document.title,
        )  # fmt: skip
    value = case.order.value
    billed = sum((row.amount if row.amount is not None else row.quantity * (row.unit_price or Decimal(0)) for row in document.rows), Decimal(0))  # fmt: skip
    if value and billed > value and not case.order.cells.get("tolerance"):
        yield Problem(
            Text(f"invoiced {figure(billed)}, the credit's amount is {figure(value)}",
                 f"发票金额 {figure(billed)} 超过信用证金额 {figure(value)}"),
            MEND, expected=f"≤ {figure(value)}", actual=figure(billed),
        )  # fmt: skip


def _absent(case: Case, what: Text, option: str) -> Problem:
    return Problem(
        Text(f"there is no {what.en}", f"没有{what.zh}"),
        Text(f"give it: `gendan check-order {case.order.number} {option} FILE`",
             f"请提供：`gendan check-order {case.order.number} {option} 文件`"),
        expected=what.en,
    )  # fmt: skip


@check(
    "D03",
    Text("The packing list is there and of this order", "装箱单齐全且属于本订单"),
    Severity.BLOCK,
    source="order-check.md D03; contract §5, §6",
)
def packing_list(case: Case) -> Iterator[Problem]:
    """None at all, one of another order, one without goods; prices on it are told."""
    document = case.packing
    if document is None:
        yield _absent(case, Text("packing list", "装箱单"), "--packing")
        return
    yield from names_order(case, DocumentKind.PACKING)
    mine = case.compared[DocumentKind.PACKING].ours
    if not mine.rows and not mine.foreign:
        yield Problem(
            Text("the packing list has no goods of this order", "装箱单没有本订单的货物"), MEND,
            expected=case.order.number,
        )  # fmt: skip
    yield from _other_invoice(case, document)
    yield from _no_packing_list(case, document)
    if document.has("unit_price") or document.has("amount"):
        yield Problem(
            Text("the packing list shows prices", "装箱单列有价格"),
            Text("most buyers want none on it", "多数客户要求装箱单不显示价格"),
            severity=Severity.INFO,
        )  # fmt: skip


def _no_packing_list(case: Case, document: Document) -> Iterator[Problem]:
    """The invoice once more, or the order itself: equal to what it is compared with, always."""
    if case.invoice is not None and document.has("unit_price") and document.rows == case.invoice.rows:  # fmt: skip
        yield Problem(
            Text("packing list and invoice are one and the same sheet", "装箱单与发票是同一张表"),
            Text("give the list that was made at the cartons", "请提供按实际装箱编制的清单"),
            actual=document.file,
        )  # fmt: skip
    named = [told for told in document.unknown if folded(told.value) in ORDERED]
    if named and not any(map(document.has, PACKED)):
        yield Problem(
            Text(f"the packing list looks like the order itself: {named[0].value}, and nothing of cartons",
                 f"装箱单像是订单本身：有“{named[0].value}”列，却没有箱号、箱数、重量"),
            Text("give the list that was made at the cartons", "请提供按实际装箱编制的清单"),
            actual=document.file, source=named[0].spot, severity=Severity.WARN,
        )  # fmt: skip


def _other_invoice(case: Case, packing: Document) -> Iterator[Problem]:
    """A packing list carries the number of its invoice."""
    named = packing.said("invoice_no")
    wanted = case.invoice.said("invoice_no") if case.invoice is not None else ()
    if (
        named
        and wanted
        and not {folded(t.value) for t in named} & {folded(t.value) for t in wanted}
    ):
        yield Problem(
            Text(f"the packing list names invoice {named[0].value}, the invoice is {wanted[0].value}",
                 f"装箱单所列发票号为 {named[0].value}，发票为 {wanted[0].value}"),
            MEND, expected=wanted[0].value, actual=named[0].value, source=named[0].spot,
            severity=Severity.WARN,
        )  # fmt: skip
