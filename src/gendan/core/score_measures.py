"""What is measured of a partner: each metric as a share of so many (contract §8, order-check.md §6.3)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from gendan.core.check_runs import Fault
from gendan.core.documents import DocumentKind
from gendan.core.inspections import Decision
from gendan.core.partners import PartnerKind
from gendan.core.scorecards import Claim, Delivery, Facts, Lot, Measure, share
from gendan.core.scoring import Metric

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
SUPPLIER_CODES = GOODS_CODES | frozenset(PAPER_CODES[PartnerKind.SUPPLIER][1])
"""All checks that say something of a factory's work."""


def measures_of(
    kind: PartnerKind,
    shipped: Sequence[Delivery],
    lots: Sequence[Lot],
    facts: Facts,
    claims: Sequence[Claim],
) -> list[Measure]:
    """Every metric with its own n."""
    promised = [d for d in shipped if d.ship_by is not None]
    return [
        _of(Metric.ON_TIME, [not is_late(d) for d in promised]),
        _of(Metric.IN_FULL, _in_full(kind, shipped, facts)),
        _of(Metric.QUALITY, [lot.decision is Decision.ACCEPTED for lot in lots]),
        _of(Metric.CLAIMS, _unclaimed(shipped, claims) if facts.complaints else []),
        _of(Metric.LEAD_TIME, [_adheres(d) for d in promised]),
        _of(Metric.DOCUMENTS, _papers(kind, shipped, facts)),
    ]


def _unclaimed(shipped: Sequence[Delivery], claims: Sequence[Claim]) -> list[bool]:
    """For each order whether nobody complained; a claim that names no order is one order more."""
    orders = {delivery.order for delivery in shipped}
    bad = {claim.order for claim in claims if claim.order is not None}
    unnamed = sum(claim.order is None for claim in claims)
    good = max(len(orders - bad) - unnamed, 0)
    return [place < good for place in range(len(orders))]


def _of(metric: Metric, answers: Sequence[bool]) -> Measure:
    return Measure(metric, share(sum(answers), len(answers)), len(answers))


def is_late(delivery: Delivery) -> bool:
    """Whether it left after its ship-by day."""
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
