"""Barcodes: check digits, and whose they are (L11)."""

from collections.abc import Iterable, Iterator, Mapping

from gendan.core.checks.case import Case
from gendan.core.checks.goods import distinct, every_value, field_missing, nobody_names
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.checks.words import MEND
from gendan.core.documents import Row
from gendan.core.forms import folded
from gendan.core.identifiers import gtin_fault
from gendan.core.orders import Line
from gendan.text import Text


@check(
    "L11",
    Text("Barcodes have right check digits and belong to their item", "条码校验位正确且与货号对应"),
    Severity.BLOCK,
    source="order-check.md L11, §1.5 (GS1)",
    unless=lambda case: nobody_names(Text("barcodes", "条码")) if field_missing(case, "barcode") else None,
)  # fmt: skip
def barcodes(case: Case) -> Iterator[Problem]:
    """Wrong check digits, another barcode than ordered, one barcode on two items."""
    owners: dict[str, str] = {}
    faulty: set[str] = set()
    for line, words, place, sku in every_value(case, "barcode"):
        number = line.line if line is not None else None
        if gtin_fault(words) and _code(words) not in faulty:
            faulty.add(_code(words))
            yield Problem(
                Text(f"{sku}: barcode {words} has a wrong check digit or length",
                     f"{sku}：条码 {words} 校验位或长度有误"),
                Text("ask the customer for the right one", "请向客户确认正确条码"),
                line=number, sku=sku, actual=words, source=place,
            )  # fmt: skip
        code, item = _code(words), _variant_key(line, sku)
        if owners.setdefault(code, item) != item and place is None:
            yield Problem(
                Text(f"{sku}: barcode {words} stands on another line as well",
                     f"{sku}：条码 {words} 与其他明细重复"),
                Text("ask the customer for the right one", "请向客户确认正确条码"),
                line=number, sku=sku, actual=words, source=place,
            )  # fmt: skip
    yield from _other_barcodes(case)
    yield from _shared_barcodes(case)


def _code(words: str) -> str:
    return "".join(c for c in words if c.isalnum()).lstrip("0")


def _variant_key(line: Line | None, sku: str) -> str:
    cells: Mapping[str, str] = line.cells if line is not None else {}
    return folded(f"{sku} {cells.get('color', '')} {cells.get('size', '')}")


def _other_barcodes(case: Case) -> Iterator[Problem]:
    for document, lines, row in distinct(case, "barcode", each_variant=True):
        wanted = _wanted(lines, row)
        if wanted and _code(row.barcode) not in {_code(words) for words in wanted}:
            yield Problem(
                Text(f"{row.sku}: barcode {row.barcode}, ordered {wanted[0]}",
                     f"{row.sku}：条码 {row.barcode}，订单为 {wanted[0]}"),
                MEND, line=lines[0].line, sku=row.sku, expected=wanted[0], actual=row.barcode,
                source=document.spot(row, "barcode"),
            )  # fmt: skip


def _shared_barcodes(case: Case) -> Iterator[Problem]:
    """One barcode on two items of a document, where the order names none that would tell."""
    owners: dict[tuple[str, str], str] = {}
    for document, lines, row in distinct(case, "barcode", each_variant=True):
        key = (document.kind, _code(row.barcode))
        owner = owners.setdefault(key, row.sku)
        if folded(owner) != folded(row.sku) and not _wanted(lines, row):
            yield Problem(
                Text(f"{row.sku}: barcode {row.barcode} stands on {owner} as well",
                     f"{row.sku}：条码 {row.barcode} 与 {owner} 重复"),
                Text("look at the labels; ask the customer for the right barcode",
                     "请查看标签，并向客户确认正确条码"),
                line=lines[0].line, sku=row.sku, actual=row.barcode,
                source=document.spot(row, "barcode"),
            )  # fmt: skip


def _wanted(lines: Iterable[Line], row: Row) -> list[str]:
    """The barcodes that a row may have: of its own colour and size, where it names them."""
    known = [line for line in lines if line.cells.get("barcode")]
    exact = [
        line
        for line in known
        if all(
            not getattr(row, axis) or folded(line.cells.get(axis, "")) == folded(getattr(row, axis))
            for axis in ("color", "size")
        )
    ]
    return [line.cells["barcode"] for line in exact or known]
