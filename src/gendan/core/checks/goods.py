"""What is said about the goods: unit, description, HS code, barcode, origin."""

from collections.abc import Iterator, Sequence

from gendan import places
from gendan.core.checks.case import Case
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.checks.words import AXIS_WORDS, DONE, MEND, measured, nothing_to_compare, noun
from gendan.core.differences import Kind
from gendan.core.documents import Document, Row, Spot
from gendan.core.forms import alike, folded
from gendan.core.identifiers import hs_digits
from gendan.core.orders import Line
from gendan.core.units import unit
from gendan.errors import Refused
from gendan.text import Text


@check(
    "L03",
    Text("Description and specification as ordered", "品名、规格与订单一致"),
    Severity.WARN,
    source="order-check.md L03; UCP 600 art. 14(d)(e), 18(c)",
    unless=nothing_to_compare,
)
def descriptions(case: Case) -> Iterator[Problem]:
    """Words that differ beyond case, marks and blanks; a human decides."""
    for field, name in (("description", Text("description", "品名")), ("spec", Text("specification", "规格"))):  # fmt: skip
        yield from _not_compared(case, field, name)
        for document, lines, row in distinct(case, field):
            wanted = [words for line in lines if (words := line.cells.get(field))]
            given = getattr(row, field)
            if given in wanted:
                continue
            answers = [alike(words, given) for words in wanted]
            if not wanted or any(answers):
                continue
            unknown = None in answers
            yield Problem(
                Text(f"{row.sku}: {name.en} {given!r} instead of {wanted[0]!r}"
                     + (" (another language: cannot be compared)" if unknown else ""),
                     f"{row.sku}：{name.zh}为“{given}”，订单为“{wanted[0]}”" + ("（语言不同，无法比较）" if unknown else "")),
                Text("read both; is it the same?", "请人工核对是否相同"),
                line=lines[0].line, sku=row.sku, expected=wanted[0], actual=given,
                source=document.spot(row, field), severity=Severity.INFO if unknown else None,
            )  # fmt: skip


def distinct(
    case: Case, field: str, *, each_variant: bool = False
) -> Iterator[tuple[Document, Sequence[Line], Row]]:
    """Every spelling of a field, once for each item (colour, size) and document."""
    for document, comparison in case.joined():
        if not document.has(field):
            continue
        for lines, rows in comparison.matched.values():
            if len(rows) == 1 == len(lines) and lines[0].cells.get(field) == getattr(
                rows[0], field
            ):
                continue  # as ordered: what is wrong with it the order itself tells
            seen: set[tuple[str, ...]] = set()
            for row in rows:
                words = getattr(row, field)
                if words and len(rows) == 1:
                    yield document, lines, row
                    break
                key = (words, row.color, row.size) if each_variant else (words,)
                if words and key not in seen:
                    seen.add(key)
                    yield document, lines, row


@check(
    "L06",
    Text("Units as ordered, or with a known conversion", "单位与订单一致或可换算"),
    Severity.BLOCK,
    source="order-check.md L06; UN/ECE Rec 20",
    unless=nothing_to_compare,
)
def units(case: Case) -> Iterator[Problem]:
    """Units that cannot be reckoned into each other, so that no quantity is proved."""
    for document, comparison in case.joined():
        for difference in comparison.differences:
            if difference.kind is not Kind.UNIT:
                continue
            line = difference.lines[0]
            row = next((r for r in difference.rows if unit(r.unit) != unit(line.unit or "")), difference.rows[0])  # fmt: skip
            wanted, given = measured(line.quantity, line.unit or "–"), measured(row.quantity, row.unit or "–")  # fmt: skip
            done = DONE[document.kind]
            yield Problem(
                Text(f"{line.sku}: ordered in {line.unit or 'no unit'}, {done.en} in {row.unit or 'no unit'}",
                     f"{line.sku}：订购单位 {line.unit or '无'}，{done.zh}单位 {row.unit or '无'}"),
                MEND, line=line.line, sku=line.sku, expected=wanted, actual=given,
                source=document.spot(row, "unit"),
            )  # fmt: skip
        if "unit" in comparison.loose:
            name = AXIS_WORDS["unit"]
            yield Problem(
                Text(f"the {noun(document).en} does not name every {name.en}; the order's is taken",
                     f"{noun(document).zh}未写明全部{name.zh}，按订单单位计"),
                Text("look at the goods", "请按实物核对"), severity=Severity.INFO,
            )  # fmt: skip


def field_missing(case: Case, field: str) -> bool:
    """Whether neither the order nor a document has a field at all."""
    in_order = any(line.cells.get(field) for line in case.order.lines)
    return not in_order and not any(document.has(field) for document, _ in case.joined())


def nobody_names(what: Text) -> Text:
    """Why a check does not apply: nobody names what it is about."""
    return Text(f"neither the order nor a document names {what.en}", f"订单和单据均未列{what.zh}")


def every_value(case: Case, field: str) -> Iterator[tuple[Line | None, str, Spot | None, str]]:
    """Every value of a field: of the order, then of the documents, with its item."""
    for line in case.order.lines:
        if words := line.cells.get(field):
            yield line, words, None, line.sku
    for document, lines, row in distinct(case, field):
        yield lines[0], getattr(row, field), document.spot(row, field), row.sku


@check(
    "L10",
    Text("HS codes are such, and agree in six digits", "海关编码格式正确且前六位一致"),
    Severity.WARN,
    source="order-check.md L10",
    unless=lambda case: nobody_names(Text("HS codes", "海关编码")) if field_missing(case, "hs_code") else None,
)  # fmt: skip
def hs_codes(case: Case) -> Iterator[Problem]:
    """No digits, a length that no HS code has, or other first six digits than ordered."""
    for line, words, place, sku in every_value(case, "hs_code"):
        digits = hs_digits(words)
        wanted = _first(line, "hs_code") if line is not None else None
        known = hs_digits(wanted) if wanted else None
        if digits is None:
            yield Problem(
                Text(f"{sku}: {words!r} is no HS code (6, 8, 10 or 13 digits)",
                     f"{sku}：“{words}”不是海关编码（6、8、10 或 13 位数字）"),
                MEND, line=line.line if line else None, sku=sku, actual=words, source=place,
            )  # fmt: skip
        elif known and known[:6] != digits[:6]:
            yield Problem(
                Text(f"{sku}: HS code {words}, ordered {wanted}", f"{sku}：海关编码 {words}，订单为 {wanted}"),
                MEND, line=line.line if line else None, sku=sku, expected=wanted, actual=words,
                source=place,
            )  # fmt: skip


def _first(line: Line, field: str) -> str | None:
    return line.cells.get(field)


@check(
    "L12",
    Text("Origin as ordered", "原产地与订单一致"),
    Severity.WARN,
    source="order-check.md L12",
    unless=lambda case: (
        None
        if any(line.cells.get("origin") for line in case.order.lines)
        else Text("the order names no origin", "订单未列原产地")
    ),
)
def origins(case: Case) -> Iterator[Problem]:
    """Another country of origin than ordered; where no document names it, that is told."""
    yield from _not_compared(case, "origin", Text("origin", "原产地"))
    for document, lines, row in distinct(case, "origin"):
        wanted = [words for line in lines if (words := line.cells.get("origin"))]
        if wanted and _country(row.origin) not in {_country(words) for words in wanted}:
            yield Problem(
                Text(f"{row.sku}: origin {row.origin}, ordered {wanted[0]}",
                     f"{row.sku}：原产地 {row.origin}，订单为 {wanted[0]}"),
                MEND, line=lines[0].line, sku=row.sku, expected=wanted[0], actual=row.origin,
                source=document.spot(row, "origin"),
            )  # fmt: skip


def _not_compared(case: Case, field: str, name: Text) -> Iterator[Problem]:
    """What the order names of its lines and no document mentions: neither passed nor failed."""
    wanted = next((words for line in case.order.lines if (words := line.cells.get(field))), None)
    if wanted and not any(document.has(field) for document, _ in case.joined()):
        yield Problem(
            Text(f"no document names the {name.en}: not compared", f"单据未列{name.zh}，未比较"),
            Text("look at the goods", "请按实物核对"), expected=wanted, severity=Severity.INFO,
        )  # fmt: skip


def _country(words: str) -> str:
    plain = folded(words).removeprefix("made in ").removesuffix("制造").removesuffix("产")
    try:
        return places.country(plain)
    except Refused:
        return plain
