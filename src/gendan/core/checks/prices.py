"""What is invoiced: price, currency, arithmetic, totals, the amount in words."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from gendan.core.amount_words import currencies, read_amount
from gendan.core.checks.case import Case
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.checks.totals import totals_off
from gendan.core.checks.words import MEND, no_invoice
from gendan.core.documents import DOCUMENT_WORDS, Document, Row
from gendan.core.forms import figure, number
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
TOTAL_TOLERANCE = Decimal("0.02")


def _half(currency: str | None) -> Decimal:
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
    half = _half(case.order.currency)
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
    half = _half(case.order.currency)
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
