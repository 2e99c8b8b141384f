"""Terms of the order against what the documents say: trade term, ports, parties, marks."""

import re
from collections.abc import Iterator

from gendan.core.checks.case import Case
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.checks.words import MEND, noun
from gendan.core.documents import Document, Told
from gendan.core.forms import folded
from gendan.core.incoterms import BUYER_PAYS, INSURED, OLD, RULES, SEA, Term, read_term
from gendan.core.sameness import same_place
from gendan.text import Text

AMEND = Text(
    "`gendan order amend` with what the customer agreed",
    "请按与客户约定用 `gendan order amend` 修改",
)
BY_AIR = re.compile(r"\b(air|awb|flight|courier|express|dhl|fedex|ups)\b|空运|快递|航班")


def named_terms(case: Case, *fields: str) -> Iterator[tuple[Document, Told]]:
    """What the documents of this order say of some terms."""
    for kind, document in case.documents.items():
        comparison = case.compared.get(kind)
        if comparison is None or not comparison.ours.foreign:
            for field in fields:
                for told in document.said(field):
                    yield document, told


def _ordered_term(case: Case) -> Term | None:
    cells = case.order.cells
    term = read_term(cells.get("incoterm", ""))
    return None if term is None else term._replace(place=cells.get("place") or term.place)


def _no_term(case: Case) -> Text | None:
    if case.order.cells.get("incoterm"):
        return None
    return Text("the order names no Incoterm", "订单未列贸易术语")


@check(
    "O01",
    Text("Incoterm with its named place, the same everywhere", "贸易术语及指定地点一致"),
    Severity.BLOCK,
    source="order-check.md O01; ICC Incoterms 2020",
    unless=_no_term,
)
def incoterm(case: Case) -> Iterator[Problem]:
    """No such term, no named place, another term or place in a document, a sea term by air."""
    words = case.order.cells["incoterm"]
    term = _ordered_term(case)
    if term is None or term.rule not in RULES:
        instead = f": {OLD[term.rule]}" if term is not None else ""
        yield Problem(
            Text(f"{words!r} is no term of Incoterms 2020{instead}", f"“{words}”不是 Incoterms 2020 术语{instead}"),
            AMEND, actual=words,
        )  # fmt: skip
        return
    if not term.place:
        yield Problem(
            Text(f"{term.rule} names no place", f"{term.rule} 未写指定地点"),
            AMEND, expected=f"{term.rule} …", actual=words,
        )  # fmt: skip
    for document, told in named_terms(case, "incoterm"):
        yield from _other_term(term, document, told)
    for document, told in named_terms(case, "mode", "vessel"):
        if term.rule in SEA and BY_AIR.search(folded(told.value)):
            yield Problem(
                Text(f"{term.rule} is for sea only, the {noun(document).en} says {told.value}",
                     f"{term.rule} 仅适用于海运，{noun(document).zh}写明 {told.value}"),
                AMEND, expected="FCA, CPT, CIP", actual=term.rule, source=told.spot,
                severity=Severity.WARN,
            )  # fmt: skip


def _other_term(term: Term, document: Document, told: Told) -> Iterator[Problem]:
    given = read_term(told.value)
    place = (given.place if given else "") or next((t.value for t in document.said("place")), "")
    wanted = f"{term.rule} {term.place}".strip()
    if given is None or given.rule != term.rule:
        fault = Text("another term", "术语不同")
    elif not place:
        fault = Text("no named place", "未写指定地点")
    elif term.place and not same_place(place, term.place):
        fault = Text("another place", "地点不同")
    else:
        return
    yield Problem(
        Text(f"ordered {wanted}, the {noun(document).en} says {told.value} ({fault.en})",
             f"订单为 {wanted}，{noun(document).zh}为 {told.value}（{fault.zh}）"),
        MEND, expected=wanted, actual=told.value, source=told.spot,
    )  # fmt: skip


@check(
    "O02",
    Text("Freight and insurance are paid by whom the term says", "运费、保险由术语规定的一方承担"),
    Severity.BLOCK,
    source="order-check.md O02; UCP 600 art. 28(e)(f)",
    unless=lambda case: (
        _no_term(case)
        or (None if any(named_terms(case, "freight")) or _insured(case) else Text("no document says who pays the freight", "单据未注明运费由谁支付"))
    ),
)  # fmt: skip
def freight(case: Case) -> Iterator[Problem]:
    """Freight collect under a C or D term, prepaid under E or F; no insurance under CIF and CIP."""
    term = _ordered_term(case)
    if term is None or term.rule not in RULES:
        return  # O01 tells it
    wanted = "COLLECT" if term.rule in BUYER_PAYS else "PREPAID"
    for document, told in named_terms(case, "freight"):
        given = folded(told.value)
        prepaid = any(word in given for word in ("prepaid", "payable at origin", "预付"))
        collect = any(word in given for word in ("collect", "payable at destination", "到付"))
        if (prepaid or collect) and prepaid == (wanted == "COLLECT"):
            yield Problem(
                Text(f"{term.rule}: freight {wanted.lower()}, the {noun(document).en} says {told.value}",
                     f"{term.rule} 应为运费{'到付' if wanted == 'COLLECT' else '预付'}，{noun(document).zh}为 {told.value}"),
                MEND, expected=f"FREIGHT {wanted}", actual=told.value, source=told.spot,
            )  # fmt: skip
    if _insured(case) and not any(item.item == "INS" for item in case.checklist):
        yield Problem(
            Text(f"under {term.rule} we insure, for at least 110 % of the value",
                 f"{term.rule} 由我方投保，不低于货值的 110%"),
            Text("name the policy among the documents: `gendan order amend … documents=…,INS`",
                 "请将保险单列入单据：`gendan order amend … documents=…,INS`"),
            expected="INS", severity=Severity.INFO,
        )  # fmt: skip


def _insured(case: Case) -> bool:
    term = _ordered_term(case)
    return term is not None and term.rule in INSURED
