"""What a scorecard is made from, and what it says: the records (contract §8)."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gendan.core.check_runs import Fault, Run
from gendan.core.forms import folded
from gendan.core.inspections import Decision
from gendan.core.partners import PartnerKind, Standing, Who
from gendan.core.sampling import SamplingPlan
from gendan.core.scoring import HUNDRED, Metric

MILLION = Decimal(1_000_000)


def share(some: int, of: int) -> Decimal | None:
    """Some of so many, in percent, unrounded; None of nothing."""
    return Decimal(some) * HUNDRED / of if of else None


class Delivery(NamedTuple):
    """
    One shipment in which a partner took part.

    `name` as the order writes it; `order` is the order's id; `skus` the items that were theirs,
    None where all were; `shipped` None while it is still to leave.
    """

    kind: PartnerKind
    name: str
    order: str
    ordered: date
    ship_by: date | None
    shipped: date | None
    skus: frozenset[str] | None = None

    def concerns(self, fault: Fault) -> bool:
        """Whether a fault is this partner's: of its items, where the order has others too."""
        return self.skus is None or (fault.sku or "") in self.skus


class Sample(NamedTuple):
    """Units of a lot that were looked at for every class of fault, and how many of them had one."""

    units: int
    faulty: int


def sample(plan: SamplingPlan, found: Sequence[int | None]) -> Sample | None:
    """
    The sample of a lot, from its faulty units by class.

    None where a class was not counted, or was looked for in another sample than the others: then
    nobody knows how many units had a fault.
    """
    units = {plan.critical.n, plan.major.n, plan.minor.n}
    counts = [count for count in found if count is not None]
    if len(units) > 1 or len(counts) < len(found):
        return None
    return Sample(units.pop(), sum(counts))


class Lot(NamedTuple):
    """The first decision about one lot, and its sample where that was counted."""

    kind: PartnerKind
    name: str
    on: date
    decision: Decision
    sample: Sample | None = None


class Passed(NamedTuple):
    """That an inspector took goods of an order (id) at a final inspection; `sku` None: all of it."""

    name: str
    order: str
    sku: str | None = None


class Claim(NamedTuple):
    """
    A complaint that was not rejected.

    `order` (id) None where it names none; `named`: whom somebody put down for it; `suppliers`:
    those of its item, or the only one of its order.
    """

    on: date
    order: str | None = None
    type: str | None = None
    item: str | None = None
    named: str | None = None
    suppliers: Sequence[str] = ()


class Facts(NamedTuple):
    """
    All that scorecards are made from.

    `complaints`: whether the book keeps any, else that there is none against a partner proves
    nothing; `runs`: of check-order, by order (id), oldest first.
    """

    deliveries: Sequence[Delivery]
    lots: Sequence[Lot]
    passed: Sequence[Passed]
    claims: Sequence[Claim]
    complaints: bool
    runs: Mapping[str, Sequence[Run]]


class Measure(NamedTuple):
    """
    One metric of one partner.

    `value`: percent, None where nothing was measured; `n` what it rests on; `points` of 100;
    `weight` of 100 in the score after those of metrics without data were shared out, 0 where it
    does not count.
    """

    metric: Metric
    value: Decimal | None
    n: int
    points: Decimal | None = None
    weight: Decimal = Decimal(0)


class Ground(NamedTuple):
    """
    On what a standing by score rests: the last `months` (None: the whole book), `n` shipments.

    `score` and `standing` None below the minimum n.
    """

    months: int | None
    n: int
    late: int
    score: Decimal | None
    standing: Standing | None


class Card(NamedTuple):
    """
    The scorecard of one partner; rates in percent, lead times in days from order to shipment.

    `n` shipments counted, `open_orders` those still to leave, `overdue` of them past ship-by;
    `rejected` of `lots` refused as a whole; `sampled` units looked at, `faulty` of them; `claims`
    complaints for which it answers; `score` None below the minimum n; `ground`: its standing by
    score, which may rest on another time than the figures.
    """

    who: Who
    code: str
    name: str
    n: int
    late: int
    open_orders: int
    overdue: int
    measures: Mapping[Metric, Measure]
    lots: int
    rejected: int
    sampled: int
    faulty: int
    claims: int
    lead_time: Decimal | None
    deviation: Decimal | None
    score: Decimal | None
    ground: Ground

    @property
    def standing(self) -> Standing | None:
        """What a person decided, else what the score says, None below the minimum n."""
        partner = self.who.partner
        return partner.decision.standing if partner and partner.decision else self.ground.standing

    @property
    def reject_rate(self) -> Decimal | None:
        """Lots refused as a whole, in percent of those decided."""
        return share(self.rejected, self.lots)

    @property
    def faulty_per_million(self) -> Decimal | None:
        """Faulty units per million of those that were looked at."""
        return Decimal(self.faulty) * MILLION / self.sampled if self.sampled else None

    def called(self, words: str) -> bool:
        """Whether orders call it so."""
        return folded(self.name) == folded(words)
