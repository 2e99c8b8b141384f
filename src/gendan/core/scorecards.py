"""What a scorecard is made from, and what it says: the records (contract §8)."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from gendan.core.check_runs import Fault, Run
from gendan.core.forms import folded
from gendan.core.partners import PartnerKind, Standing, Who
from gendan.core.scoring import HUNDRED, Metric


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


class Lot(NamedTuple):
    """The first decision about one lot: its units, those refused, taken as a whole or not."""

    kind: PartnerKind
    name: str
    units: int
    refused: int
    accepted: bool


class Facts(NamedTuple):
    """
    All that scorecards are made from.

    `claims`: for each complaint about an order (id) the suppliers that it is about (as written;
    empty: everybody's); `complaints`: whether the book keeps any, else that there
    is none against a partner proves nothing; `runs`: of check-order, by order (id), oldest first.
    """

    deliveries: Sequence[Delivery]
    lots: Sequence[Lot]
    claims: Mapping[str, Sequence[frozenset[str]]]
    complaints: bool
    runs: Mapping[str, Sequence[Run]]


class Measure(NamedTuple):
    """
    One metric of one partner.

    `value`: percent, for quality units refused per million, None where nothing was measured; `n`
    what it rests on; `points` of 100; `weight` of 100 in the score after those of metrics without
    data were shared out, 0 where it does not count.
    """

    metric: Metric
    value: Decimal | None
    n: int
    points: Decimal | None = None
    weight: Decimal = Decimal(0)


class Card(NamedTuple):
    """
    The scorecard of one partner; rates in percent, lead times in days from order to shipment.

    `n` shipments counted, `open_orders` those still to leave, `overdue` of them past ship-by;
    `score` and `earned` None below the minimum n.
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
    claims: int
    lead_time: Decimal | None
    deviation: Decimal | None
    score: Decimal | None
    earned: Standing | None

    @property
    def standing(self) -> Standing | None:
        """What a person decided, else what the score says, None below the minimum n."""
        partner = self.who.partner
        return partner.decision.standing if partner and partner.decision else self.earned

    @property
    def reject_rate(self) -> Decimal | None:
        """Lots not accepted as a whole, in percent of those decided."""
        return share(self.rejected, self.lots)

    def called(self, words: str) -> bool:
        """Whether orders call it so."""
        return folded(self.name) == folded(words)
