"""The documents themselves: are those there that must be, and do they speak of this order."""

import re
from collections.abc import Iterator, Mapping

from gendan.core.checklist import Item, ItemKind
from gendan.core.checks.case import Case
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.checks.words import noun
from gendan.core.documents import Document, DocumentKind
from gendan.core.forms import folded, letters
from gendan.core.identifiers import iban_fault
from gendan.core.matching import names
from gendan.text import Text, listed

MOST_UNREAD = 50

FAMILIES: Mapping[str, frozenset[str]] = {
    "D01": frozenset(("PI",)),
    "D04": frozenset(("BL", "AWB")),
    "D05": frozenset(("CO", "FORM A", "FORM E", "FTA")),
    "D06": frozenset(("INS",)),
    "D07": frozenset(("FUM", "ISPM15", "ISPM-15")),
    "D08": frozenset(("IC",)),
    "D11": frozenset(("VAT", "REFUND", "报关单", "增值税发票")),
}
"""Codes of documents (core/papers.py) by the check that asks for them; all others are D10's."""


def family(code: str) -> str:
    """The check that a document's code belongs to."""
    return next((check for check, codes in FAMILIES.items() if code in codes), "D10")


def papers_of(case: Case, code: str) -> list[Item]:
    """The documents of the checklist that a check asks for."""
    return [i for i in case.checklist if i.kind is ItemKind.DOCUMENT and family(i.item) == code]


def open_item(case: Case, item: Item) -> Problem:
    """A checklist item that nobody ticked; if it was waived, that stays on screen."""
    command = f"`gendan tick {case.order.number} {item.item} --evidence …`"
    return Problem(
        Text(f"{item.item}: {item.text.en}: not ticked", f"{item.item}：{item.text.zh}：未勾选"),
        Text(f"see it done, then {command}", f"确认完成后：{command}"),
        item=item.item,
    )  # fmt: skip


def _register(code: str, title: Text, source: str) -> None:
    """A check that the documents of one family are ticked where they are asked for."""

    def unless(case: Case) -> Text | None:
        """None of this family is on the checklist."""
        if papers_of(case, code):
            return None
        return Text("neither the order nor the policy asks for it", "订单和制度均未要求")

    @check(code, title, Severity.BLOCK, source=source, unless=unless)
    def ticked(case: Case) -> Iterator[Problem]:
        """Documents of this family that are asked for and not ticked."""
        for item in papers_of(case, code):
            if item.tick is None:
                yield open_item(case, item)


for _code, _title, _source in (
    ("D01", Text("Proforma countersigned", "形式发票已回签"), "order-check.md D01"),
    ("D05", Text("Certificate of origin is there", "产地证齐全"), "order-check.md D05"),
    ("D06", Text("Insurance document is there", "保险单齐全"), "order-check.md D06; UCP 600 art. 28"),
    ("D07", Text("Wood packing is treated and marked", "木质包装已熏蒸并加施标识"), "order-check.md D07; ISPM 15"),
    ("D08", Text("Inspection certificate is there", "检验证书齐全"), "order-check.md D08"),
    ("D10", Text("Licences, certificates and reports are there", "许可证、认证、检测报告齐全"), "order-check.md D10"),
    ("D11", Text("Papers for the tax refund are there", "退税单证齐全"), "order-check.md D11"),
):  # fmt: skip
    _register(_code, _title, _source)


def _no_transport(case: Case) -> Text | None:
    if papers_of(case, "D04") or (case.booking is not None and case.booking.said("order")):
        return None
    return Text("no transport document is asked for, no booking names an order",
                "未要求运输单据，订舱单也未列订单号")  # fmt: skip


@check(
    "D04",
    Text("Transport document is there and of this order", "运输单据齐全且属于本订单"),
    Severity.BLOCK,
    source="order-check.md D04; UCP 600 art. 27; contract §6",
    unless=_no_transport,
)
def transport_document(case: Case) -> Iterator[Problem]:
    """A bill of lading that is asked for and not ticked; a booking of another order."""
    for item in papers_of(case, "D04"):
        if item.tick is None:
            yield open_item(case, item)
    named = case.booking.said("order") if case.booking is not None else ()
    if named and not any(names(told.value, folded(case.order.number)) for told in named):
        yield Problem(
            Text(f"the booking is of another order: {named[0].value}",
                 f"订舱单属于其他订单：{named[0].value}"),
            Text("give the booking of this order", "请提供本订单的订舱单"),
            expected=case.order.number, actual=named[0].value, source=named[0].spot,
        )  # fmt: skip


def names_order(case: Case, kind: DocumentKind) -> Iterator[Problem]:
    """Whether a document is of this order; rows of others are told."""
    document, comparison = case.documents[kind], case.compared[kind]
    mine = comparison.ours
    named = listed(list(mine.others)[:5])
    if mine.foreign:
        yield Problem(
            Text(f"the {noun(document).en} is of another order: {named.en}",
                 f"{noun(document).zh}属于其他订单：{named.zh}"),
            Text("give the file of this order", "请提供本订单的文件"), expected=case.order.number,
            actual=named.en, source=document.said("order")[0].spot,
        )  # fmt: skip
    elif mine.others:
        left = len(document.rows) - len(mine.rows)
        yield Problem(
            Text(f"{left} rows of other orders are left out: {named.en}",
                 f"其他订单的 {left} 行未计入：{named.zh}"),
            Text("check those orders by themselves", "请另行核对这些订单"), actual=named.en,
            severity=Severity.INFO,
        )  # fmt: skip
    elif not document.said("order"):
        yield Problem(
            Text(f"the {noun(document).en} names no order number", f"{noun(document).zh}未列订单号"),
            Text("make sure that it is of this order", "请确认属于本订单"),
            expected=case.order.number, severity=Severity.INFO,
        )  # fmt: skip
    yield from unread(document)


def unread(document: Document) -> Iterator[Problem]:
    """What the document says and gendan has no field for; a person must look at it."""
    for told in document.unknown[:MOST_UNREAD]:
        yield Problem(
            Text(f"not compared, in the {noun(document).en}: {told.value}",
                 f"{noun(document).zh}中未比较的内容：{told.value}"),
            Text("look at it yourself", "请人工核对"), actual=told.value, source=told.spot,
            severity=Severity.INFO,
        )  # fmt: skip
    more = len(document.unknown) - MOST_UNREAD
    if more > 0:
        yield Problem(
            Text(f"not compared, in the {noun(document).en}: {more} more", f"{noun(document).zh}另有 {more} 处未比较"),
            Text("look at it yourself", "请人工核对"), severity=Severity.INFO,
        )  # fmt: skip


@check(
    "O21",
    Text("The invoice names our bank account", "发票收款账户与备案一致"),
    Severity.BLOCK,
    source="order-check.md O21; ISO 7064 mod 97-10",
    unless=lambda case: _no_account(case),
)
def bank(case: Case) -> Iterator[Problem]:
    """Another account than the book keeps: a changed account is the commonest fraud."""
    document, wanted = case.invoice, case.limits.bank_account or ""
    assert document is not None  # noqa: S101 - else it does not apply
    for told in document.said("bank"):
        if letters(wanted) not in letters(told.value):
            yield Problem(
                Text(f"the invoice's account is not ours: {told.value}", f"发票收款账户不符：{told.value}"),
                Text("call back before anything is paid", "付款前务必电话核实"), expected=wanted,
                actual=told.value, source=told.spot,
            )  # fmt: skip
    iban = wanted.replace(" ", "")
    if re.match(r"[A-Za-z]{2}\d{2}", iban) and iban_fault(iban):
        yield Problem(
            Text(f"our own account {wanted} is no valid IBAN", f"备案账户 {wanted} 不是有效 IBAN"),
            Text("`gendan policy bank_account …`", "`gendan policy bank_account …`"), actual=wanted,
        )  # fmt: skip


def _no_account(case: Case) -> Text | None:
    if case.limits.bank_account is None:
        return Text("the book keeps no bank account: `gendan policy bank_account`",
                    "账本未备案收款账户：`gendan policy bank_account`")  # fmt: skip
    if case.invoice is None or not case.invoice.said("bank"):
        return Text("no invoice names a bank account", "发票未列收款账户")
    return None
