"""What is invoiced: price, currency, arithmetic, totals, the amount in words."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from gendan.core.amount_words import currencies
from gendan.core.checks.case import Case
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.checks.words import MEND, no_invoice
from gendan.core.documents import DOCUMENT_WORDS, Document, Row
from gendan.core.forms import figure
from gendan.core.matching import lines_of
from gendan.core.orders import Line
from gendan.core.units import PIECES, unit
from gendan.text import Text

ONE = Decimal(1)
NOISE = Decimal("1e-9")
"""What binary fractions of a spreadsheet add to a figure."""
MINOR = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0, "KWD": 3, "BHD": 3, "OMR": 3,
         "TND": 3, "JOD": 3, "IQD": 3, "LYD": 3}  # fmt: skip
"""Digits after the point, where they are not two (ISO 4217)."""


def half_minor(currency: str | None) -> Decimal:
    """Half of a currency's smallest coin: how far a rounded sum may be off."""
    return Decimal("0.5").scaleb(-MINOR.get(currency or "", 2)) + NOISE


class Price(NamedTuple):
    """What one base unit costs net of discount, rounded to eight places (order-check.md §5.2)."""

    value: Decimal
    base: str


def _price(price: Decimal, discount: Decimal, words: str) -> Price:
    known = unit(words)
    factor, base = (known.factor, known.base) if known else (ONE, PIECES)
    return Price(round(price * (1 - discount) / factor, 8), base)


def _line_price(line: Line) -> Price | None:
    if line.unit_price is not None:
        return _price(line.unit_price, line.discount, line.unit or "")
    if line.amount is not None and line.quantity:
        return _price(line.amount / line.quantity, Decimal(0), line.unit or "")
    return None


def _row_price(row: Row, lines: Sequence[Line]) -> Price | None:
    words = row.unit or next((line.unit for line in lines if line.unit), "")
    if row.unit_price is not None:
        return _price(row.unit_price, row.discount or Decimal(0), words)
    if row.amount is not None and row.quantity:
        return _price(row.amount / row.quantity, Decimal(0), words)
    return None


@check(
    "L07",
    Text("Unit prices as ordered", "单价与订单一致"),
    Severity.BLOCK,
    source="order-check.md L07",
    unless=no_invoice,
)
def unit_prices(case: Case) -> Iterator[Problem]:
    """Another price than ordered, no price, or the right prices on the wrong quantities."""
    invoice = case.invoice
    assert invoice is not None  # noqa: S101 - else it does not apply
    half = half_minor(case.order.currency)
    for lines, rows in _matched(case):
        wrong = list(_wrong_prices(invoice, lines, rows, half))
        yield from wrong
        if not wrong:
            yield from _shifted(invoice, lines, rows)
    for line in case.order.lines:
        if _line_price(line) is None:
            yield Problem(
                Text(f"{line.sku}: the order names no price", f"{line.sku}：订单未列单价"),
                Text("add it: `gendan order amend`", "请用 `gendan order amend` 补充"),
                line=line.line, sku=line.sku, severity=Severity.INFO,
            )  # fmt: skip


def _matched(case: Case) -> Iterator[tuple[Sequence[Line], Sequence[Row]]]:
    for document, comparison in case.joined():
        if document is case.invoice:
            yield from comparison.matched.values()


def _wrong_prices(
    invoice: Document, lines: Sequence[Line], rows: Sequence[Row], half: Decimal
) -> Iterator[Problem]:
    for row in rows:
        candidates = lines_of(row, lines)
        wanted = [price for line in candidates if (price := _line_price(line)) is not None]
        given = _row_price(row, lines)
        if not wanted or given in wanted or _by_amount(row, lines, wanted, half):
            continue
        if given is not None and any(price.base != given.base for price in wanted):
            continue  # another unit: L06 tells it
        line = candidates[0]
        ordered = figure(wanted[0].value)
        actual = None if given is None else figure(given.value)
        yield Problem(
            Text(f"{row.sku}: ordered at {ordered}, invoiced {'at ' + actual if actual else 'without a price'}",
                 f"{row.sku}：订单单价 {ordered}，发票单价 {actual or '无'}"),
            MEND, line=line.line, sku=row.sku, expected=ordered, actual=actual,
            delta=None if given is None else figure(given.value - wanted[0].value),
            source=invoice.spot(row, "unit_price"),
        )  # fmt: skip


def _by_amount(row: Row, lines: Sequence[Line], wanted: Sequence[Price], half: Decimal) -> bool:
    """Without a price column, whether the amount is that of an ordered price, rounded."""
    known = unit(row.unit or next((line.unit for line in lines if line.unit), ""))
    if row.unit_price is not None or row.amount is None:
        return False
    pieces = row.quantity * (known.factor if known else ONE)
    return any(abs(pieces * price.value - row.amount) <= half for price in wanted)


def _shifted(invoice: Document, lines: Sequence[Line], rows: Sequence[Row]) -> Iterator[Problem]:
    """An item ordered at several prices: how many at which price must be as ordered too."""
    ordered, given = _by_price(lines), _by_price_rows(rows, lines)
    if len(ordered) < 2 or None in ordered or sum(ordered.values()) != sum(given.values()):
        return
    for price, quantity in ordered.items():
        if given.get(price, Decimal(0)) != quantity:
            told = (
                f"{figure(given.get(price, Decimal(0)))} × {figure(price.value) if price else ''}"
            )
            wanted = f"{figure(quantity)} × {figure(price.value) if price else ''}"
            yield Problem(
                Text(f"{lines[0].sku}: ordered {wanted}, invoiced {told}",
                     f"{lines[0].sku}：订购 {wanted}，开票 {told}"),
                MEND, line=lines[0].line, sku=lines[0].sku, expected=wanted, actual=told,
                source=invoice.spot(rows[0], "unit_price"),
            )  # fmt: skip


def _by_price(lines: Sequence[Line]) -> dict[Price | None, Decimal]:
    found: dict[Price | None, Decimal] = {}
    for line in lines:
        price = _line_price(line)
        found[price] = found.get(price, Decimal(0)) + line.quantity
    return found


def _by_price_rows(rows: Sequence[Row], lines: Sequence[Line]) -> dict[Price | None, Decimal]:
    found: dict[Price | None, Decimal] = {}
    for row in rows:
        price = _row_price(row, lines)
        found[price] = found.get(price, Decimal(0)) + row.quantity
    return found


@check(
    "L08",
    Text("Currency as ordered", "币种与订单一致"),
    Severity.BLOCK,
    source="order-check.md L08; ISO 4217; UCP 600 art. 18(a)",
    unless=no_invoice,
)
def currency(case: Case) -> Iterator[Problem]:
    """Another currency than the order's, or two of them."""
    invoice, wanted = case.invoice, case.order.currency
    assert invoice is not None  # noqa: S101 - else it does not apply
    named = invoice.said("currency")
    for told in named:
        if wanted is not None and told.value != wanted:
            yield Problem(
                Text(f"invoiced in {told.value}, ordered in {wanted}",
                     f"发票币种 {told.value}，订单币种 {wanted}"),
                MEND, expected=wanted, actual=told.value, source=told.spot,
            )  # fmt: skip
    for told in invoice.said("amount_words"):
        spelled = currencies(told.value)
        if wanted is not None and spelled and wanted not in spelled:
            yield Problem(
                Text(f"the amount in words is in {spelled[0]}, ordered in {wanted}",
                     f"大写金额币种 {spelled[0]}，订单币种 {wanted}"),
                MEND, expected=wanted, actual=told.value, source=told.spot,
            )  # fmt: skip
    if wanted is None or not named:
        side = Text("order", "订单") if wanted is None else DOCUMENT_WORDS[invoice.kind]
        yield Problem(
            Text(f"the {side.en} names no currency: not compared", f"{side.zh}未注明币种，未比较"),
            Text("look at it", "请人工核对"), expected=wanted, severity=Severity.INFO,
        )  # fmt: skip
