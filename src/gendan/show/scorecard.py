"""The scorecard of one partner with every figure, and how partners are scored."""

from collections.abc import Sequence
from decimal import Decimal

from gendan.core.forms import figure
from gendan.core.scorecards import Card, Measure
from gendan.core.scoring import METRIC_WORDS, Metric, Scoring
from gendan.show import partners as words
from gendan.show.scores import exact, figure_of, grounds, last, score_exact, score_words
from gendan.show.sheet import Column, Field, Page, Says, Sheet
from gendan.show.words import NOTHING, said
from gendan.text import Text, joined, listed, same

MUCH = Decimal("0.25")
"""A lead time whose deviation is more than this share of it varies much (leverage, §6.3)."""


def page(card: Card, scoring: Scoring) -> Page:
    """One partner with every figure of its card."""
    partner = card.who.partner
    kind = words.KIND_WORDS[card.who.kind]
    fields = [
        Field("code", Text("Code", "编号"), card.code),
        Field("name", Text("Name", "名称"), card.name),
        Field("kind", Text("Kind", "类别"), str(card.who.kind), kind),
        Field("aliases", Text("Also called", "别名"), list(partner.aliases) if partner else [],
              listed(partner.aliases) if partner and partner.aliases else NOTHING),
        Field("country", Text("Country", "国家"), partner and partner.country,
              said(partner.country) if partner else NOTHING),
        Field("note", Text("Note", "备注"), partner and partner.note,
              said(partner.note) if partner else NOTHING),
        Field("state", Text("State", "状态"), _state(card),
              words.state(partner) if partner else Text("not added: a name that orders write",
                                                        "未添加：仅见于订单")),
        Field("n", Text("Shipments", "出运批数"), card.n),
        Field("late", Text("Late", "迟出"), card.late),
        Field("open_orders", Text("Still to leave", "未出运订单"), card.open_orders,
              Text(f"{card.open_orders}, {card.overdue} past ship by",
                   f"{card.open_orders}，其中超期 {card.overdue}")),
        Field("overdue", None, card.overdue),
        *_rates(card),
        Field("claims", Text("Claims", "投诉"), card.claims),
        Field("lead_time_days", Text("Lead time", "交货周期"), exact(card.lead_time, "0.1"), _lead(card)),
        Field("lead_time_sigma", None, exact(card.deviation, "0.1")),
        Field("score", Text("Score", "得分"), score_exact(card.score), score_words(card.score)),
        Field("standing", Text("Standing", "等级"), card.standing and str(card.standing), _why(card, scoring)),
        Field("standing_months", None, card.ground.months),
        Field("standing_n", None, card.ground.n),
        Field("standing_score", None, score_exact(card.ground.score)),
    ]  # fmt: skip
    title = Text(f"{kind.en} {card.code}", f"{kind.zh} {card.code}")
    return Page(title, fields, {"measures": _measures(card)})


def _state(card: Card) -> str:
    if card.who.partner is None:
        return "not added"
    return "active" if card.who.partner.retired is None else "retired"


def _rates(card: Card) -> list[Field]:
    """The rates for scripts; people read them among the measures."""
    rejected = Text(f"{card.rejected} of {card.lots}", f"{card.lots} 批中 {card.rejected} 批")
    ppm = card.faulty_per_million
    faulty = NOTHING if ppm is None else Text(
        f"{ppm:,.0f} PPM: {card.faulty} of {card.sampled:,} units",
        f"{ppm:,.0f} PPM（{card.sampled:,} 件中 {card.faulty} 件）",
    )  # fmt: skip
    return [
        Field("on_time_rate", None, exact(figure_of(card, Metric.ON_TIME))),
        Field("in_full_rate", None, exact(figure_of(card, Metric.IN_FULL))),
        Field("reject_rate", Text("Lots rejected", "拒收批次"), exact(card.reject_rate), rejected),
        Field("sample_ppm", Text("Faulty in samples", "抽样不良"), exact(ppm, "1"), faulty),
    ]


def _lead(card: Card) -> Says:
    if card.lead_time is None:
        return NOTHING
    if card.deviation is None:
        return Text(f"{card.lead_time:.1f} days", f"{card.lead_time:.1f} 天")
    much = card.deviation > card.lead_time * MUCH
    alert = Text("; it varies by more than a quarter", "；波动超过四分之一") if much else same("")
    return Text(
        f"{card.lead_time:.1f} days on average, σ {card.deviation:.1f}{alert.en}",
        f"平均 {card.lead_time:.1f} 天，标准差 {card.deviation:.1f}{alert.zh}",
    )


def _why(card: Card, scoring: Scoring) -> Says:
    """The standing with its reason."""
    partner = card.who.partner
    if partner is not None and partner.decision is not None:
        return joined([Text("set by hand:", "人工设定："), _text(words.decision(partner))], " ", "")
    if card.standing is None:
        return Text(f"too few: {card.n}, {scoring.minimum} are needed",
                    f"样本不足：{card.n} 批，至少 {scoring.minimum} 批")  # fmt: skip
    return joined([words.STANDING_WORDS[card.standing], grounds(card.ground)], ": ", "：")


def _text(says: Says) -> Text:
    return says if isinstance(says, Text) else same(says)


def _measures(card: Card) -> Sheet[Measure]:
    def value(measure: Measure) -> Says:
        """A share in percent."""
        return NOTHING if measure.value is None else f"{measure.value:.1f}%"

    columns: Sequence[Column[Measure]] = (
        Column("metric", Text("Metric", "指标"), lambda m: str(m.metric), says=lambda m: METRIC_WORDS[m.metric]),
        Column("value", Text("Value", "结果"), lambda m: exact(m.value), says=value, right=True),
        Column("n", Text("n", "样本数"), lambda m: m.n, right=True),
        Column("points", Text("Points", "分值"), lambda m: exact(m.points), right=True,
               says=lambda m: NOTHING if m.points is None else f"{m.points:.1f}"),
        Column("weight", Text("Weight", "权重"), lambda m: exact(m.weight), right=True,
               says=lambda m: f"{m.weight:.1f}" if m.weight else Text("not counted", "不计")),
    )  # fmt: skip
    return Sheet(
        title=Text("How the score comes about", "评分明细"),
        columns=columns,
        rows=list(card.measures.values()),
        empty=Text("Nothing was measured.", "没有数据。"),
    )


def weights(scoring: Scoring) -> Page:
    """What counts how much, the bands and the least n."""
    preferred, approved, watch = map(figure, scoring.bands)
    bands = Text(
        f"preferred from {preferred}, approved from {approved}, watch from {watch}, below blocked",
        f"优选 ≥{preferred}，合格 ≥{approved}，观察 ≥{watch}，低于则停单",
    )
    columns: Sequence[Column[Metric]] = (
        Column("metric", Text("Metric", "指标"), lambda m: str(m)),
        Column("weight", Text("Weight", "权重"), lambda m: figure(scoring.weights[m]), right=True),
        Column("meaning", Text("Meaning", "含义"), lambda m: METRIC_WORDS[m]),
    )
    fields = [
        Field("bands", Text("Bands", "分数线"), [preferred, approved, watch], bands),
        Field("minimum", Text("Least n", "最小样本"), scoring.minimum,
              Text(f"{scoring.minimum} shipments", f"{scoring.minimum} 批")),
        Field("months", Text("Standing by", "等级统计期"), scoring.months,
              Text(f"{last(scoring.months).en}, or the whole book where they have fewer shipments",
                   f"{last(scoring.months).zh}，其间出运不足则按全部记录")),
    ]  # fmt: skip
    title = Text("How partners are scored", "合作方评分规则")
    metrics = Sheet(Text("Weights, 100 in all", "权重，合计 100"), columns, list(Metric),
                    Text("No metrics.", "没有指标。"))  # fmt: skip
    return Page(title, fields, {"weights": metrics})
