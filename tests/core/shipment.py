"""A small shipment for tests of single checks: what is not said is as it should be."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from gendan.core.checklist import Item
from gendan.core.checks import CHECKS, registry
from gendan.core.checks.case import Case, Limits
from gendan.core.checks.registry import Finding, Outcome, Result
from gendan.core.documents import Document, DocumentKind, Row, Spot, Told
from gendan.core.inspection_lots import decided
from gendan.core.inspections import Inspection, Stage
from gendan.core.orders import Line, Order
from gendan.core.sampling import plan

TODAY = date(2026, 3, 2)
FIELDS = tuple(Row._fields[2:])
LETTERS = {field: chr(65 + n % 26) for n, field in enumerate(FIELDS)}


def line(
    sku: str = "AB-1234", quantity: str = "100", unit: str = "PCS", price: str = "1.25", **more: Any
) -> Line:
    """A line; what has no field of its own goes into its cells."""
    own = {key: more.pop(key) for key in ("line", "amount", "discount", "extra") if key in more}
    for key in ("amount", "discount"):
        if key in own:
            own[key] = Decimal(own[key])
    return Line(
        line=own.pop("line", "1"), sku=sku, quantity=Decimal(quantity), unit=unit or None,
        unit_price=Decimal(price) if price else None, cells=more, **own,
    )  # fmt: skip


def order(*lines: Line, **cells: Any) -> Order:
    """An order of these lines; fields of its own are taken from the cells."""
    own = {key: cells.pop(key) for key in ("ship_by", "shipped_date", "currency") if key in cells}
    numbered = [n._replace(line=str(place)) for place, n in enumerate(lines, start=1)]
    return Order(
        number="PO-1", customer="ACME", order_date=date(2026, 1, 5),
        currency=own.pop("currency", "USD"), cells=cells, lines=numbered, **own,
    )  # fmt: skip


def row(sku: str = "AB-1234", quantity: str = "100", unit: str = "PCS", **more: Any) -> Row:
    """A row; decimals may be given as text."""
    numbers = {f for f, kind in Row.__annotations__.items() if "Decimal" in str(kind)}
    cells = {k: Decimal(v) if k in numbers and v is not None else v for k, v in more.items()}
    return Row(None, 0, sku, Decimal(quantity), unit, **cells)


def document(kind: DocumentKind, rows: Sequence[Row], **more: Any) -> Document:
    """A document; `terms` may be given as plain texts."""
    numbered = [r._replace(row=place) for place, r in enumerate(rows, start=2)]
    terms = {
        term: [Told(words, Spot("f.xlsx", None, "A1")) for words in ([given] if isinstance(given, str) else given)]
        for term, given in more.pop("terms", {}).items()
    }  # fmt: skip
    used = {f: LETTERS[f] for f in FIELDS if any(getattr(r, f) not in ("", None, 0) for r in rows)}
    return Document(kind, f"{kind}.xlsx", numbered, terms=terms, columns={None: used}, **more)


def packing(*rows: Row, **more: Any) -> Document:
    """A packing list."""
    return document(DocumentKind.PACKING, rows, **more)


def invoice(*rows: Row, **more: Any) -> Document:
    """An invoice."""
    return document(DocumentKind.INVOICE, rows, **more)


def booking(**terms: Any) -> Document:
    """A booking, which has no goods."""
    return document(DocumentKind.BOOKING, (), terms=terms)


def case(ordered: Order, *documents: Document, checklist: Sequence[Item] = (), **more: Any) -> Case:
    """What a check looks at."""
    return Case(
        ordered, {d.kind: d for d in documents}, checklist, more.pop("today", TODAY),
        limits=more.pop("limits", Limits()), **more,
    )  # fmt: skip


def inspected(
    lot: int = 100, n: int = 1, *, faults: int | None = 0, stage: str = "final", **more: Any
) -> Inspection:
    """An inspection of a lot with so many critical faults; None: not counted yet."""
    own = {"line": None, "goods": None, "first": n, "round": 1} | more
    one = Inspection(
        "PO-1", "ACME", n, Stage(stage), on=TODAY, lot=lot, plan=plan(lot), critical=faults,
        major=0, minor=0, **own,
    )  # fmt: skip
    return one if faults is None else decided(one, None, None)


def results(*given: Any, **more: Any) -> Mapping[str, Result]:
    """Every check on a case, by code."""
    return {result.check.code: result for result in registry.run(case(*given, **more))}


def findings(*given: Any, **more: Any) -> list[Finding]:
    """What all checks found, information left out."""
    ran = results(*given, **more).values()
    assert not [r for r in ran if r.outcome is Outcome.BROKEN], [r.why for r in ran if r.why]
    return [f for r in ran for f in r.findings if f.severity is not registry.Severity.INFO]


def codes(*given: Any, **more: Any) -> list[str]:
    """Codes of what all checks found, information left out."""
    return [finding.code for finding in findings(*given, **more)]


assert CHECKS, "importing the checks registers them"
