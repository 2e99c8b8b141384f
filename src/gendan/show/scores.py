"""Scorecards of a kind beside each other."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from gendan.core.partners import PartnerKind
from gendan.core.scorecards import Card, Ground
from gendan.core.scoring import Metric, Scoring
from gendan.show import partners as words
from gendan.show.sheet import WORD, Column, Says, Sheet
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


def score_exact(score: Decimal | None) -> str | None:
    """A score for scripts, rounded down: none looks as if it had reached a band."""
    return None if score is None else str(score.quantize(Decimal("0.01"), ROUND_DOWN))


def score_words(score: Decimal | None) -> Says:
    """A score for people, rounded down likewise."""
    return words.TOO_FEW if score is None else str(score.quantize(Decimal("0.1"), ROUND_DOWN))


def last(months: int | None) -> Text:
    """The time that counts."""
    if months is None:
        return Text("the whole book", "全部记录")
    return Text("the last month", "近 1 个月") if months == 1 else Text(
        f"the last {months} months", f"近 {months} 个月"
    )  # fmt: skip


def grounds(ground: Ground) -> Text:
    """On what a standing by score rests."""
    score, time = score_words(ground.score), last(ground.months)
    said = score if isinstance(score, Text) else Text(score, score)
    return Text(
        f"score {said.en}, {ground.late} of {ground.n} shipments late, {time.en}",
        f"得分 {said.zh}，{ground.n} 批中 {ground.late} 批迟出，{time.zh}",
    )


def _standing(card: Card) -> Says:
    if card.standing is None:
        return NOTHING
    word = words.STANDING_WORDS[card.standing]
    by_hand = card.who.partner is not None and card.who.partner.decision is not None
    return Text(f"{word.en}*", f"{word.zh}*") if by_hand else word


def _style(card: Card) -> str:
    return words.STANDING_STYLES.get(card.standing, "") if card.standing is not None else ""


def _recent(card: Card) -> Says:
    """The score of the months on which a standing rests, where these say enough."""
    return NOTHING if card.ground.months is None else score_words(card.ground.score)


def _columns(kind: PartnerKind | None, months: int | None = None) -> list[Column[Card]]:
    """
    The columns for people of one kind; for scripts they are always the same.

    Args:
        kind: None for scripts.
        months: On which the standings rest, where the figures rest on more.
    """

    def head(text: Text, kinds: Sequence[PartnerKind]) -> Text | None:
        """The heading, where the kind answers for it."""
        return text if kind in kinds else None

    return [
        Column("code", None, lambda c: c.code),
        Column("name", None, lambda c: c.name),
        Column("kind", None, lambda c: str(c.who.kind)),
        Column("partner", Text("Partner", "合作方"), lambda c: None, says=_called, table_only=True, least=WORD),
        Column("n", None, lambda c: c.n),
        Column("late", Text("Late/n", "迟/出运"), lambda c: c.late,
               says=lambda c: f"{c.late}/{c.n}", right=True),
        Column("on_time_rate", head(Text("On time", "准期"), SHIPPING), lambda c: exact(figure_of(c, Metric.ON_TIME)),
               says=lambda c: _rate(figure_of(c, Metric.ON_TIME)), right=True),
        Column("in_full_rate", head(Text("In full", "足量"), GOODS), lambda c: exact(figure_of(c, Metric.IN_FULL)),
               says=lambda c: _measured(Metric.IN_FULL, c), right=True, wide=True, spare=True),
        Column("reject_rate", head(Text("Rejected", "拒收"), LOTS), lambda c: exact(c.reject_rate),
               says=lambda c: _rate(c.reject_rate, c.lots), right=True, wide=True, spare=True),
        Column("claims", Text("Claims", "投诉"), lambda c: c.claims, right=True),
        Column("lead_time_days", head(Text("Lead", "周期"), GOODS), lambda c: exact(c.lead_time, "0.1"),
               says=lambda c: NOTHING if c.lead_time is None else Text(f"{c.lead_time:.1f} d", f"{c.lead_time:.1f} 天"), right=True, wide=True, spare=True),
        Column("documents", head(Text("Papers", "单据"), SHIPPING), lambda c: None,
               says=lambda c: _measured(Metric.DOCUMENTS, c), right=True, table_only=True, wide=True, spare=True),
        Column("score", Text("Score", "得分"), lambda c: score_exact(c.score), says=lambda c: score_words(c.score), right=True),
        Column("standing_score", Text(f"{months} mon.", f"近{months}月") if months else None, lambda c: None,
               says=_recent, right=True, table_only=True, spare=True),
        Column("standing", Text("Standing", "等级"), lambda c: c.standing and str(c.standing),
               says=_standing, style=_style),
    ]  # fmt: skip


def sheet(cards: Sequence[Card], kind: PartnerKind | None, months: int | None) -> Sheet[Card]:
    """All cards, for scripts, and what is said where there is none."""
    return Sheet(
        title=Text("Scorecards", "评分表"),
        columns=_columns(None),
        rows=cards,
        empty=_empty(kind, months),
    )


def _empty(kind: PartnerKind | None, months: int | None) -> Text:
    if months is not None:
        time = last(months)
        return Text(
            f"Nothing was shipped or inspected in {time.en}; without --months everything counts.",
            f"{time.zh}没有出运或检验记录；不加 --months 则统计全部。",
        )
    if kind is not None:
        word = words.KIND_WORDS[kind]
        return Text(
            f"No order names {'an' if word.en[0] in 'aeiou' else 'a'} {word.en} yet, "
            "and none was added.",
            f"还没有订单或检验写明{word.zh}，也没有添加。",
        )
    return Text(
        "No order names a supplier or forwarder yet, and no partner was added.",
        "还没有订单写明供应商或货代，也没有添加合作方。",
    )


def by_kind(cards: Sequence[Card], scoring: Scoring, months: int | None) -> list[Sheet[Card]]:
    """The cards of each kind under their own title; how to read them below the last."""
    found, time = [], last(months)
    apart = scoring.months if months is None else None
    for kind, title in TITLES.items():
        rows = [card for card in cards if card.who.kind is kind]
        if rows:
            head = Text(
                f"{title.en}: {len(rows)}, {time.en}", f"{title.zh}：{len(rows)}，{time.zh}"
            )
            found.append(Sheet(head, _columns(kind, apart), rows, head))
    return [*found[:-1], found[-1]._replace(foot=_foot(cards, scoring, months))]


def _foot(cards: Sequence[Card], scoring: Scoring, months: int | None) -> list[Text]:
    foot = [
        _standings(scoring, months),
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


def _standings(scoring: Scoring, months: int | None) -> Text:
    """On what the standings of a table rest."""
    held, own = last(scoring.months), last(months)
    if months is not None:
        return Text(
            f"score and standing by {own.en}; orders are held to the standing by {held.en}: "
            "`gendan partner score` without --months",
            f"得分与等级均按{own.zh}；下单以{held.zh}的等级为准：`gendan partner score` 不加 --months",
        )
    return Text(
        f"figures and score by {own.en}; standing by {held.en}, or by {own.en} where fewer than "
        f"{scoring.minimum} were shipped in them",
        f"指标与得分按{own.zh}；等级按{held.zh}，其间出运少于 {scoring.minimum} 批则按{own.zh}",
    )
