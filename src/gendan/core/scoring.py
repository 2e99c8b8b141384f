"""How partners are scored: metrics, points, weights, bands, and their settings (order-check.md §6.3)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import NamedTuple

from gendan.core.forms import figure, folded
from gendan.core.partners import PartnerKind, Standing
from gendan.errors import Refused
from gendan.text import Text, listed

HUNDRED = Decimal(100)


class Metric(StrEnum):
    """What is measured of a partner."""

    ON_TIME = "on_time"
    IN_FULL = "in_full"
    QUALITY = "quality"
    CLAIMS = "claims"
    LEAD_TIME = "lead_time"
    DOCUMENTS = "documents"


METRIC_WORDS: Mapping[Metric, Text] = {
    Metric.ON_TIME: Text("shipped on or before ship by", "按期出运率"),
    Metric.IN_FULL: Text("right items and quantities at check-order", "足量正确率（出货核对）"),
    Metric.QUALITY: Text("lots accepted at inspection", "检验批合格率"),
    Metric.CLAIMS: Text("orders without a complaint", "无投诉订单率"),
    Metric.LEAD_TIME: Text("lead time at most 10 % over", "交期符合率（超期≤10%）"),
    Metric.DOCUMENTS: Text("documents right the first time", "单据一次正确率"),
}

COUNTED: Mapping[PartnerKind, Sequence[Metric]] = {
    PartnerKind.SUPPLIER: tuple(Metric),
    PartnerKind.FORWARDER: (Metric.ON_TIME, Metric.CLAIMS, Metric.DOCUMENTS),
    PartnerKind.INSPECTOR: (Metric.CLAIMS,),
}
"""What a partner answers for: goods are the supplier's, an inspector lets no fault pass."""


class Scoring(NamedTuple):
    """
    How a book scores.

    `weights` total 100; `bands`: the least score that is preferred, approved, watch; below the
    last is blocked; `minimum`: fewer shipments have neither score nor standing; `months`: how many
    count for the standing, where they have enough shipments.
    """

    weights: Mapping[Metric, Decimal]
    bands: tuple[Decimal, Decimal, Decimal]
    minimum: int
    months: int


DEFAULTS: Mapping[str, str] = {
    "partner_weights": "on_time=30,in_full=15,quality=30,claims=10,lead_time=10,documents=5",
    "partner_bands": "98,78,60",
    "partner_minimum": "10",
    "partner_months": "12",
}
"""
The settings, and what they are in a new book.

Quality to claims is 75 to 25 (codingace, §6.3); the bands are those of the carriers' cards: 98
excellent, 78 good, 60 pass (360-carrier, fac59).
"""


def scoring_of(rows: Mapping[str, str]) -> Scoring:
    """How the book scores, from its settings; the defaults for those that it has not."""
    values = {**DEFAULTS, **rows}
    return Scoring(
        weights={
            Metric(name): Decimal(weight)
            for name, _, weight in (
                part.partition("=") for part in values["partner_weights"].split(",")
            )
        },
        bands=read_bands(values["partner_bands"]),
        minimum=int(values["partner_minimum"]),
        months=int(values["partner_months"]),
    )


def read_weights(words: Sequence[str], before: Mapping[Metric, Decimal]) -> dict[Metric, Decimal]:
    """
    The weights with those that were typed (`on_time=40`) in the place of their own.

    Raises:
        Refused: One cannot be read, or they do not total 100.
    """
    found = dict(before)
    for word in words:
        name, _, figures = folded(word).partition("=")
        weight = _number(figures)
        if name not in set(Metric) or weight is None or not 0 <= weight <= HUNDRED:
            names = listed(list(Metric))
            raise Refused(
                Text(f"cannot read the weight {word!r}", f"看不懂权重 {word!r}"),
                Text(
                    f"write METRIC=0…100; the metrics are {names.en}",
                    f"请写 指标=0…100；指标有 {names.zh}",
                ),
            )
        found[Metric(name)] = weight
    total = sum(found.values(), Decimal(0))
    if total != HUNDRED:
        parts = ", ".join(f"{name}={figure(weight)}" for name, weight in found.items())
        raise Refused(
            Text(
                f"the weights total {figure(total)}, not 100: {parts}",
                f"权重合计为 {figure(total)}，不是 100：{parts}",
            ),
            Text(
                "name in one line all that change, so that they total 100",
                "请在同一条命令中写出所有要改的权重，使合计为 100",
            ),
        )
    return found


def read_bands(words: str) -> tuple[Decimal, Decimal, Decimal]:
    """
    The least scores of preferred, approved and watch, as typed: `98,78,60`.

    Raises:
        Refused: Not three falling figures between 0 and 100.
    """
    figures = [_number(part) for part in folded(words).split(",")]
    known = [value for value in figures if value is not None]
    if len(known) == len(figures) == 3 and HUNDRED >= known[0] > known[1] > known[2] >= 0:
        return known[0], known[1], known[2]
    raise Refused(
        Text(f"cannot read the bands {words!r}", f"看不懂分数线 {words!r}"),
        Text(
            "write the least score of preferred, approved and watch, falling: 98,78,60",
            "请写优选、合格、观察的最低分，由高到低：98,78,60",
        ),
    )


def standing(score: Decimal, bands: tuple[Decimal, Decimal, Decimal]) -> Standing:
    """The band of a score."""
    for least, band in zip(bands, Standing, strict=False):
        if score >= least:
            return band
    return Standing.BLOCKED


def _number(words: str) -> Decimal | None:
    try:
        value = Decimal(words.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
