"""Scorecards of a kind beside each other."""

from collections.abc import Sequence
from decimal import Decimal

from gendan.core.partners import PartnerKind
from gendan.core.scorecards import Card
from gendan.core.scoring import Metric, Scoring
from gendan.show import partners as words
from gendan.show.sheet import Column, Says, Sheet
from gendan.show.words import NOTHING
from gendan.text import Text

TITLES = {
    PartnerKind.SUPPLIER: Text("Suppliers", "供应商"),
    PartnerKind.FORWARDER: Text("Forwarders", "货代"),
    PartnerKind.INSPECTOR: Text("Inspectors", "验货方"),
}
GOODS = (PartnerKind.SUPPLIER,)
LOTS = (PartnerKind.SUPPLIER, PartnerKind.INSPECTOR)
SHIPPING = (PartnerKind.SUPPLIER, PartnerKind.FORWARDER)


def exact(value: Decimal | None, places: str = "0.01") -> str | None:
    """A rate or score for scripts."""
    return None if value is None else str(value.quantize(Decimal(places)))


def _rate(value: Decimal | None, n: int | None = None) -> Says:
    """A rate for people, with what it rests on."""
    if value is None:
        return NOTHING
    return f"{value:.1f}%" if n is None else f"{value:.1f}% ({n})"


def figure_of(card: Card, metric: Metric) -> Decimal | None:
    """What was measured, None where nothing was."""
    return card.measures[metric].value


def _measured(metric: Metric, card: Card) -> Says:
    measure = card.measures[metric]
    return _rate(measure.value, measure.n)


def _called(card: Card) -> Says:
    return card.name if card.code == card.name else f"{card.code} {card.name}"


def score_words(card: Card) -> Says:
    """The score for people."""
    return words.TOO_FEW if card.score is None else f"{card.score:.1f}"


def _standing(card: Card) -> Says:
    if card.standing is None:
        return NOTHING
    word = words.STANDING_WORDS[card.standing]
    by_hand = card.who.partner is not None and card.who.partner.decision is not None
    return Text(f"{word.en}*", f"{word.zh}*") if by_hand else word


def _style(card: Card) -> str:
    return words.STANDING_STYLES.get(card.standing, "") if card.standing is not None else ""


def _columns(kind: PartnerKind | None) -> list[Column[Card]]:
    """The columns for people of one kind; for scripts they are always the same."""

    def head(text: Text, kinds: Sequence[PartnerKind]) -> Text | None:
        """The heading, where the kind answers for it."""
        return text if kind in kinds else None

    return [
        Column("code", None, lambda c: c.code),
        Column("name", None, lambda c: c.name),
        Column("kind", None, lambda c: str(c.who.kind)),
        Column("partner", Text("Partner", "合作方"), lambda c: None, says=_called, table_only=True),
        Column("n", None, lambda c: c.n),
        Column("late", Text("Late/shipped", "迟/出运"), lambda c: c.late,
               says=lambda c: f"{c.late}/{c.n}", right=True),
        Column("on_time_rate", head(Text("On time", "准期"), SHIPPING), lambda c: exact(figure_of(c, Metric.ON_TIME)),
               says=lambda c: _rate(figure_of(c, Metric.ON_TIME)), right=True),
        Column("in_full_rate", head(Text("In full", "足量"), GOODS), lambda c: exact(figure_of(c, Metric.IN_FULL)),
               says=lambda c: _measured(Metric.IN_FULL, c), right=True),
        Column("reject_rate", head(Text("Rejected", "拒收"), LOTS), lambda c: exact(c.reject_rate),
               says=lambda c: _rate(c.reject_rate, c.lots), right=True),
        Column("claims", Text("Claims", "投诉"), lambda c: c.claims, right=True),
        Column("lead_time_days", head(Text("Lead", "周期"), GOODS), lambda c: exact(c.lead_time, "0.1"),
               says=lambda c: NOTHING if c.lead_time is None else Text(f"{c.lead_time:.1f} d", f"{c.lead_time:.1f} 天"), right=True),
        Column("documents", head(Text("Papers", "单据"), SHIPPING), lambda c: None,
               says=lambda c: _measured(Metric.DOCUMENTS, c), right=True, table_only=True, wide=True),
        Column("score", Text("Score", "得分"), lambda c: exact(c.score), says=score_words, right=True),
        Column("standing", Text("Standing", "等级"), lambda c: c.standing and str(c.standing),
               says=_standing, style=_style),
    ]  # fmt: skip


def sheet(cards: Sequence[Card]) -> Sheet[Card]:
    """All cards, for scripts, and what is said where there is none."""
    return Sheet(
        title=Text("Scorecards", "评分表"),
        columns=_columns(None),
        rows=cards,
        empty=Text(
            "No order names a supplier or forwarder yet, and no partner was added.",
            "还没有订单写明供应商或货代，也没有添加合作方。",
        ),
    )


def by_kind(cards: Sequence[Card], scoring: Scoring) -> list[Sheet[Card]]:
    """The cards of each kind under their own title; how to read them below the last."""
    found = []
    for kind, title in TITLES.items():
        rows = [card for card in cards if card.who.kind is kind]
        if rows:
            head = Text(f"{title.en}: {len(rows)}", f"{title.zh}：{len(rows)}")
            found.append(Sheet(head, _columns(kind), rows, head))
    return [*found[:-1], found[-1]._replace(foot=_foot(cards, scoring))]


def _foot(cards: Sequence[Card], scoring: Scoring) -> list[Text]:
    foot = [
        Text(
            "(n) beside a rate is what it rests on; what was never measured drops out of the "
            "score, the rest is scaled up to 100",
            "括号内为样本数；没有数据的指标不计分，其余权重按比例补足 100",
        ),
        Text(
            "`gendan partner show CODE` has every figure, `gendan partner weights` the weights",
            "用 `gendan partner show 编号` 查看明细，`gendan partner weights` 查看权重",
        ),
    ]
    if any(card.score is None for card in cards):
        foot.insert(0, Text(
            f"too few: not measured, or fewer than {scoring.minimum} shipments: no score, no standing",
            f"样本不足：无数据，或出运少于 {scoring.minimum} 批，不评分、不评级",
        ))  # fmt: skip
    if any(card.who.partner is not None and card.who.partner.decision for card in cards):
        foot.insert(0, Text("* set by hand", "* 人工设定"))
    return foot
