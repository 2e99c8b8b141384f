"""The scorecard of each partner, from facts in the book alone (contract §8, order-check.md §6.3)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gendan.core.claims import charged
from gendan.core.inspections import Decision
from gendan.core.partners import Directory, Partner, PartnerKind, Who
from gendan.core.score_measures import is_late, measures_of
from gendan.core.scorecards import Card, Claim, Delivery, Facts, Ground, Lot, Measure
from gendan.core.scoring import COUNTED, HUNDRED, Metric, Scoring, standing
from gendan.dates import shifted


def cards(
    facts: Facts,
    partners: Sequence[Partner],
    scoring: Scoring,
    today: date,
    months: int | None = None,
) -> list[Card]:
    """
    A card for every partner of the book, and for everybody whom orders name without being one.

    By kind; the best score first, those without a score behind, by code.

    Args:
        facts: What the book knows, of all times.
        partners: Those of the book.
        scoring: How the book scores.
        today: A day by which something still to leave is overdue.
        months: Only these last months, the standing too. Without it everything counts, and the
            standing is that of the last months by `scoring`, where enough was shipped in them.
    """
    found = _cards(facts, partners, scoring, today, months)
    if months is None:
        recent = {
            card.who: card for card in _cards(facts, partners, scoring, today, scoring.months)
        }
        found = [_grounded(card, recent.get(card.who)) for card in found]
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


def _grounded(whole: Card, recent: Card | None) -> Card:
    """The card of the whole book with the standing of the last months, where they say enough."""
    if recent is None or recent.score is None:
        return whole
    return whole._replace(ground=recent.ground)


def _cards(
    facts: Facts, partners: Sequence[Partner], scoring: Scoring, today: date, months: int | None
) -> list[Card]:
    directory = Directory(partners)
    since = None if months is None else shifted(today, -months, "m")
    work: dict[Who, _Work] = {
        directory.who(partner.kind, partner.code): _Work("", [], []) for partner in partners
    }
    known = set(work) | {directory.who(one.kind, one.name) for one in facts.deliveries}
    for delivery in facts.deliveries:
        if since is None or delivery.shipped is None or delivery.shipped > since:
            _work_of(work, directory, delivery).deliveries.append(delivery)
    for lot in facts.lots:
        if since is None or lot.on > since:
            _work_of(work, directory, lot).lots.append(lot)
    claims = charged(facts, directory, known)
    return [
        _card(who, done, _counted(claims.get(who, ()), done, since), facts, scoring, today, months)
        for who, done in work.items()
    ]


class _Work(NamedTuple):
    """What a partner did in a time; `spelled` as an order writes it first."""

    spelled: str
    deliveries: list[Delivery]
    lots: list[Lot]

    @property
    def shipped(self) -> list[Delivery]:
        """What has left."""
        return [delivery for delivery in self.deliveries if delivery.shipped is not None]


def _work_of(work: dict[Who, _Work], directory: Directory, fact: Delivery | Lot) -> _Work:
    return work.setdefault(directory.who(fact.kind, fact.name), _Work(fact.name, [], []))


def _counted(claims: Sequence[Claim], done: _Work, since: date | None) -> list[Claim]:
    """Claims about what was shipped in a time; those that name no order, by their own day."""
    orders = {delivery.order for delivery in done.shipped}
    return [
        claim
        for claim in claims
        if (claim.order in orders if claim.order is not None else since is None or claim.on > since)
    ]


def _card(
    who: Who,
    done: _Work,
    claims: Sequence[Claim],
    facts: Facts,
    scoring: Scoring,
    today: date,
    months: int | None,
) -> Card:
    shipped, lots = done.shipped, done.lots
    waiting = [d for d in done.deliveries if d.shipped is None]
    measures = measures_of(who.kind, shipped, lots, facts, claims)
    days = [Decimal((d.shipped - d.ordered).days) for d in shipped if d.shipped is not None]
    mean = sum(days, Decimal(0)) / len(days) if days else None
    measured, score = _scored(who.kind, measures, scoring, len(shipped))
    n, late = len(shipped), sum(is_late(d) for d in shipped)
    earned = None if score is None else standing(score, scoring.bands)
    return Card(
        who=who,
        code=who.partner.code if who.partner else done.spelled,
        name=who.partner.name if who.partner else done.spelled,
        n=n,
        late=late,
        open_orders=len({d.order for d in waiting}),
        overdue=len({d.order for d in waiting if d.ship_by is not None and d.ship_by < today}),
        measures=measured,
        lots=len(lots),
        rejected=sum(lot.decision is Decision.REJECTED for lot in lots),
        sampled=sum(lot.sample.units for lot in lots if lot.sample is not None),
        faulty=sum(lot.sample.faulty for lot in lots if lot.sample is not None),
        claims=len(claims),
        lead_time=mean,
        deviation=_deviation(days, mean),
        score=score,
        ground=Ground(months, n, late, score, earned),
    )


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
            # A share in percent is its own points.
            weight = scoring.weights[m.metric] * HUNDRED / total
            found[m.metric] = m._replace(points=m.value, weight=weight)
            score += weight * m.value / HUNDRED
    return found, score if total and n >= scoring.minimum else None


def _deviation(days: Sequence[Decimal], mean: Decimal | None) -> Decimal | None:
    """The standard deviation of a sample, from two on."""
    if mean is None or len(days) < 2:
        return None
    squares = sum(((day - mean) ** 2 for day in days), Decimal(0))
    return (squares / (len(days) - 1)).sqrt()
