"""Dates: the latest shipment, the order in which things happen, the clock of a credit."""

from collections.abc import Iterator
from datetime import date, timedelta

from gendan import dates
from gendan.core.checks.case import Case
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.checks.words import noun
from gendan.core.documents import Document, DocumentKind, Told
from gendan.text import Text

PRESENTATION = timedelta(days=21)


def read_date(words: str) -> date | None:
    """A date on a document with its year; None where it cannot be read without a guess."""
    return dates.read_full(words.strip().split(" ")[0]) or dates.read_full(words.strip())


def _sailing(case: Case) -> list[tuple[Document, Told, date]]:
    """The days on which a document says that the goods leave."""
    return [
        (document, told, day)
        for document in case.documents.values()
        for told in document.said("etd")
        if (day := read_date(told.value)) is not None
    ]


@check(
    "O04",
    Text("Shipped not later than the latest date", "不晚于最迟装运日"),
    Severity.BLOCK,
    source="order-check.md O04; UCP 600 art. 3",
    unless=lambda case: (
        None if case.order.ship_by is not None else Text("the order names no latest date", "订单未列最迟装运日")
    ),
)  # fmt: skip
def latest_shipment(case: Case) -> Iterator[Problem]:
    """A departure after the latest date; that day itself is in time."""
    latest = case.order.ship_by
    assert latest is not None  # noqa: S101 - else it does not apply
    sailing = _sailing(case)
    for document, told, day in sailing:
        if day > latest:
            yield _late(case, Text(f"the {noun(document).en} says {day}", f"{noun(document).zh}为 {day}"), day, told)  # fmt: skip
    shipped = case.order.shipped_date
    if not sailing and (shipped or case.today) > latest:
        yield _late(case, *_passed(shipped), None)


def _passed(shipped: date | None) -> tuple[Text, date | None]:
    # Not the day of today: a waiver of this would die every night.
    if shipped is None:
        return Text("that day has passed", "该日期已过"), None
    return Text(f"it was shipped on {shipped}", f"实际出运日 {shipped}"), shipped


def _late(case: Case, what: Text, day: date | None, told: Told | None) -> Problem:
    latest = case.order.ship_by
    assert latest is not None  # noqa: S101 - else it does not apply
    # Goods that are late already get no earlier by waiting; a credit however is broken by it.
    proved = day is not None or case.credit
    return Problem(
        Text(f"ship by {latest}, but {what.en}", f"最迟装运日 {latest}，但{what.zh}"),
        Text("agree the new date with the customer and amend the order",
             "请与客户确认新日期并修改订单"),
        expected=f"≤ {latest}", actual=None if day is None else str(day),
        delta=None if day is None else f"+{(day - latest).days} d",
        source=told.spot if told else None, severity=None if proved else Severity.WARN,
    )  # fmt: skip


@check(
    "O19",
    Text("Dates in their natural order", "日期先后合理"),
    Severity.WARN,
    source="order-check.md O19",
    unless=lambda case: (
        None
        if any(document.said("date") for document in case.documents.values())
        else Text("no document has a date", "单据均无日期")
    ),
)
def date_order(case: Case) -> Iterator[Problem]:
    """A document older than the order; a packing list older than the invoice; both after departure."""
    days: dict[DocumentKind, tuple[Told, date]] = {}
    for kind, document in case.documents.items():
        for told in document.said("date")[:1]:
            day = read_date(told.value)
            if day is None:
                yield _unread(document, told)
            else:
                days[kind] = (told, day)
    ordered = Text("the order", "订单")
    for kind, (told, day) in days.items():
        if day < case.order.order_date:
            yield _before(noun(case.documents[kind]), day, ordered, case.order.order_date, told)
    packing, invoice = days.get(DocumentKind.PACKING), days.get(DocumentKind.INVOICE)
    if packing and invoice and packing[1] < invoice[1]:
        yield _before(Text("the packing list", "装箱单"), packing[1], Text("the invoice", "发票"), invoice[1], packing[0])  # fmt: skip
    for document, told, day in _sailing(case):
        if invoice and invoice[1] > day:
            yield _before(
                Text("departure", "开航"), day, Text("the invoice", "发票"), invoice[1], told
            )
        if day < case.order.order_date:
            yield _before(noun(document), day, ordered, case.order.order_date, told)


def _unread(document: Document, told: Told) -> Problem:
    return Problem(
        Text(f"the date {told.value!r} of the {noun(document).en} cannot be read without a guess",
             f"{noun(document).zh}日期“{told.value}”无法确定"),
        Text("write 2026-12-01", "请写成 2026-12-01"), actual=told.value, source=told.spot,
        severity=Severity.INFO,
    )  # fmt: skip


def _before(what: Text, day: date, other: Text, after: date, told: Told) -> Problem:
    return Problem(
        Text(f"{what.en} ({day}) is before {other.en} ({after})",
             f"{what.zh}（{day}）早于{other.zh}（{after}）"),
        Text("correct the date", "请更正日期"), expected=f"≥ {after}", actual=str(day),
        source=told.spot,
    )  # fmt: skip


@check(
    "D09",
    Text("Documents presented in time under the credit", "信用证项下按期交单"),
    Severity.INFO,
    source="order-check.md D09; UCP 600 art. 14(c), 29",
    unless=lambda case: None if case.credit else Text("not paid by a letter of credit", "非信用证付款"),
)  # fmt: skip
def presentation(case: Case) -> Iterator[Problem]:
    """The last day for the bank: 21 days after departure, unless the credit says less."""
    for _, told, day in _sailing(case)[:1]:
        last = day + PRESENTATION
        yield Problem(
            Text(f"present the documents by {last}, or by the earlier day that the credit names",
                 f"最迟 {last} 交单；信用证规定更早的从其规定"),
            Text("tell the shipping desk", "请通知单证员"), expected=f"≤ {last}", source=told.spot,
        )  # fmt: skip
