"""The scorecard of each partner, from facts in the book alone (contract §8, order-check.md §6.3)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from gendan.core.check_runs import Fault
from gendan.core.documents import DocumentKind
from gendan.core.partners import Directory, Partner, PartnerKind, Who
from gendan.core.scorecards import Card, Delivery, Facts, Lot, Measure, share
from gendan.core.scoring import COUNTED, HUNDRED, Metric, Scoring, points, standing

MILLION = Decimal(1_000_000)
OVER = Decimal("1.1")
"""A lead time up to 10 % over the promised one is adhered to. Source: leverage, §6.3."""
GOODS_CODES = frozenset({"L01", "L02", "L04", "L05"})
"""Checks that say whether the right goods were packed in the ordered quantity."""
PAPER_CODES: Mapping[PartnerKind, tuple[DocumentKind, Collection[str]]] = {
    PartnerKind.SUPPLIER: (
        DocumentKind.PACKING,
        frozenset({"D03", "O09", "O10", "O11", "O12", "O13", "O14"}),
    ),
    PartnerKind.FORWARDER: (
        DocumentKind.BOOKING,
        frozenset({"D04", "O06", "O07", "O08", "O15", "O16", "O17", "O18"}),
    ),
}
"""The document that a partner makes, and the checks of what stands in it."""


def cards(facts: Facts, partners: Sequence[Partner], scoring: Scoring, today: date) -> list[Card]:
    """
    A card for every partner of the book, and for everybody whom orders name without being one.

    By kind; the best score first, those without a score behind, by code.
    """
    directory = Directory(partners)
    work: dict[Who, tuple[list[Delivery], list[Lot]]] = {
        directory.who(partner.kind, partner.code): ([], []) for partner in partners
    }
    spelled: dict[Who, str] = {}
    everything: Iterable[Delivery | Lot] = [*facts.deliveries, *facts.lots]
    for fact in everything:
        who = directory.who(fact.kind, fact.name)
        deliveries, lots = work.setdefault(who, ([], []))
        spelled.setdefault(who, fact.name)
        if isinstance(fact, Delivery):
            deliveries.append(fact)
        else:
            lots.append(fact)
    facts = facts._replace(claims=_resolved(facts, directory))
    found = [
        _card(who, spelled.get(who, ""), deliveries, lots, facts, scoring, today)
        for who, (deliveries, lots) in work.items()
    ]
    kinds = list(PartnerKind)
    return sorted(
        found,
        key=lambda c: (
            kinds.index(c.who.kind),
            c.score is None,
            -(c.score or 0),
            c.code.casefold(),
        ),
    )


def _resolved(facts: Facts, directory: Directory) -> dict[str, list[frozenset[str]]]:
    """The claims with the keys of their suppliers in the place of their names."""
    return {
        order: [
            frozenset(directory.who(PartnerKind.SUPPLIER, name).key for name in names)
            for names in claims
        ]
        for order, claims in facts.claims.items()
    }


def _card(
    who: Who,
    spelled: str,
    deliveries: Sequence[Delivery],
    lots: Sequence[Lot],
    facts: Facts,
    scoring: Scoring,
    today: date,
) -> Card:
    shipped = [d for d in deliveries if d.shipped is not None]
    waiting = [d for d in deliveries if d.shipped is None]
    claims = _claims(who, shipped, facts)
    measures = _measures(who.kind, shipped, lots, facts, claims)
    days = [Decimal((d.shipped - d.ordered).days) for d in shipped if d.shipped is not None]
    mean = sum(days, Decimal(0)) / len(days) if days else None
    measured, score = _scored(who.kind, measures, scoring, len(shipped))
    return Card(
        who=who,
        code=who.partner.code if who.partner else spelled,
        name=who.partner.name if who.partner else spelled,
        n=len(shipped),
        late=sum(_late(d) for d in shipped),
        open_orders=len({d.order for d in waiting}),
        overdue=len({d.order for d in waiting if d.ship_by is not None and d.ship_by < today}),
        measures=measured,
        lots=len(lots),
        rejected=sum(not lot.accepted for lot in lots),
        claims=claims,
        lead_time=mean,
        deviation=_deviation(days, mean),
        score=score,
        earned=None if score is None else standing(score, scoring.bands),
    )


def _claims(who: Who, shipped: Sequence[Delivery], facts: Facts) -> int:
    """Complaints about the orders of these shipments, each once; those of other suppliers not."""
    return sum(
        not about or who.kind is not PartnerKind.SUPPLIER or who.key in about
        for order in {delivery.order for delivery in shipped}
        for about in facts.claims.get(order, ())
    )


def _measures(
    kind: PartnerKind,
    shipped: Sequence[Delivery],
    lots: Sequence[Lot],
    facts: Facts,
    claims: int,
) -> list[Measure]:
    """Every metric with its own n."""
    promised = [d for d in shipped if d.ship_by is not None]
    units = sum(lot.units for lot in lots)
    refused = sum(lot.refused for lot in lots)
    claimed = None
    if facts.complaints and shipped:
        claimed = max(Decimal(0), HUNDRED - Decimal(claims) * HUNDRED / len(shipped))
    return [
        _of(Metric.ON_TIME, [not _late(d) for d in promised]),
        _of(Metric.IN_FULL, _in_full(kind, shipped, facts)),
        Measure(Metric.QUALITY, Decimal(refused) * MILLION / units if units else None, units),
        Measure(Metric.CLAIMS, claimed, len(shipped) if claimed is not None else 0),
        _of(Metric.LEAD_TIME, [_adheres(d) for d in promised]),
        _of(Metric.DOCUMENTS, _papers(kind, shipped, facts)),
    ]


def _of(metric: Metric, answers: Sequence[bool]) -> Measure:
    return Measure(metric, share(sum(answers), len(answers)), len(answers))


def _late(delivery: Delivery) -> bool:
    return (
        delivery.shipped is not None
        and delivery.ship_by is not None
        and delivery.shipped > delivery.ship_by
    )


def _adheres(delivery: Delivery) -> bool:
    """Whether it took at most 10 % longer than was promised when it was ordered."""
    if delivery.shipped is None or delivery.ship_by is None:
        return False
    promised = max((delivery.ship_by - delivery.ordered).days, 0)
    return (delivery.shipped - delivery.ordered).days <= promised * OVER


def _in_full(kind: PartnerKind, shipped: Sequence[Delivery], facts: Facts) -> list[bool]:
    """
    For each order whose packing list was compared: whether its goods were right at last.

    The packing list says what the factory packed, nothing of what a forwarder delivered.
    """
    if kind is not PartnerKind.SUPPLIER:
        return []
    answers = []
    for delivery in shipped:
        runs = [
            r for r in facts.runs.get(delivery.order, ()) if DocumentKind.PACKING in r.documents
        ]
        if runs:
            answers.append(not _faulty(delivery, runs[-1].faults, GOODS_CODES))
    return answers


def _papers(kind: PartnerKind, shipped: Sequence[Delivery], facts: Facts) -> list[bool]:
    """For each order: whether the partner's document was right when it was given first."""
    if kind not in PAPER_CODES:
        return []
    document, codes = PAPER_CODES[kind]
    answers = []
    for delivery in {d.order: d for d in shipped}.values():
        runs = [r for r in facts.runs.get(delivery.order, ()) if document in r.documents]
        if runs:
            answers.append(not _faulty(delivery, runs[0].faults, codes))
    return answers


def _faulty(delivery: Delivery, faults: Iterable[Fault], codes: Collection[str]) -> bool:
    return any(f.counts and f.code in codes and delivery.concerns(f) for f in faults)


def _scored(
    kind: PartnerKind, measures: Sequence[Measure], scoring: Scoring, n: int
) -> tuple[dict[Metric, Measure], Decimal | None]:
    """The measures with points and weights, and the score; None below the minimum n."""
    counted = [m for m in measures if m.metric in COUNTED[kind] and m.value is not None]
    total = sum((scoring.weights[m.metric] for m in counted), Decimal(0))
    found = {m.metric: m for m in measures}
    score = Decimal(0)
    for m in counted:
        if m.value is not None and total:
            weight, given = scoring.weights[m.metric] * HUNDRED / total, points(m.metric, m.value)
            found[m.metric] = m._replace(points=given, weight=weight)
            score += weight * given / HUNDRED
    return found, score if total and n >= scoring.minimum else None


def _deviation(days: Sequence[Decimal], mean: Decimal | None) -> Decimal | None:
    """The standard deviation of a sample, from two on."""
    if mean is None or len(days) < 2:
        return None
    squares = sum(((day - mean) ** 2 for day in days), Decimal(0))
    return (squares / (len(days) - 1)).sqrt()
