"""The risk register: its list, the matrix of probability and impact, one risk with its reviews."""

from collections.abc import Sequence
from datetime import date

from gendan.core import risks as rules
from gendan.core.risks import Level, Review, Risk, RiskKind
from gendan.dates import iso, spoken
from gendan.show.sheet import Column, Field, Page, Says, Sheet
from gendan.show.words import counted
from gendan.text import Text, joined, same

KIND_WORDS = {
    RiskKind.MARKET: Text("market", "市场"),
    RiskKind.POLICY: Text("policy", "政策"),
    RiskKind.FX: Text("currency", "汇率"),
    RiskKind.CREDIT: Text("credit", "信用"),
    RiskKind.SUPPLY: Text("supply", "供应"),
    RiskKind.LOGISTICS: Text("logistics", "物流"),
    RiskKind.OTHER: Text("other", "其他"),
}
LEVEL_WORDS = {
    Level.LOW: Text("low", "低"),
    Level.MEDIUM: Text("medium", "中"),
    Level.HIGH: Text("high", "高"),
}
STYLES = {Level.LOW: "", Level.MEDIUM: "yellow", Level.HIGH: "bold red"}


def _level(risk: Risk) -> Says:
    level = LEVEL_WORDS[risk.level]
    figures = f"{risk.probability}×{risk.impact}={risk.product}"
    return Text(f"{level.en} {figures}", f"{level.zh} {figures}")


def _when(risk: Risk) -> Says:
    """The day of the next review, or since when it is closed."""
    if risk.closed is None:
        return risk.review.isoformat()
    return Text(f"closed {risk.closed}", f"{risk.closed} 关闭")


def sheet(found: Sequence[Risk], today: date) -> Sheet[Risk]:
    """Risks, the gravest first; reviews that are overdue are marked."""
    columns: Sequence[Column[Risk]] = (
        Column("id", Text("ID", "编号"), lambda r: r.n, right=True),
        Column("level", Text("Level P×I", "等级 可能×影响"), lambda r: str(r.level), says=_level,
               style=lambda r: STYLES[r.level]),
        Column("kind", Text("Kind", "类别"), lambda r: str(r.kind), says=lambda r: KIND_WORDS[r.kind]),
        Column("text", Text("Risk", "风险"), lambda r: r.text),
        Column("probability", None, lambda r: r.probability),
        Column("impact", None, lambda r: r.impact),
        Column("product", None, lambda r: r.product),
        Column("response", Text("Response", "应对措施"), lambda r: r.response),
        Column("owner", Text("Owner", "负责人"), lambda r: r.owner),
        Column("review", Text("Review", "复核"), lambda r: r.review.isoformat(), says=_when,
               style=lambda r: "red" if r.closed is None and r.review <= today else ""),
        Column("closed", None, lambda r: iso(r.closed)),
        Column("close_why", None, lambda r: r.close_why),
    )  # fmt: skip
    high = sum(r.level is Level.HIGH and r.closed is None for r in found)
    return Sheet(
        title=Text(f"Risks: {len(found)}, {high} high", f"风险：{len(found)} 项，其中高风险 {high} 项"),
        columns=columns,
        rows=found,
        empty=Text("No risks.", "没有风险记录。"),
    )  # fmt: skip


def matrix(found: Sequence[Risk]) -> Sheet[int]:
    """The numbers of the open risks, the most likely above, the worst to the right."""
    cells = rules.matrix(found)

    def column(impact: int) -> Column[int]:
        """One impact: the risks of it, row by row of probability."""
        return Column(
            f"impact_{impact}",
            Text(f"Impact {impact}", f"影响 {impact}"),
            lambda p: cells[p, impact],
            says=lambda p: " ".join(f"#{n}" for n in cells[p, impact]) or "·",
            style=lambda p: STYLES[rules.level_of(p * impact)],
        )

    rows = Column[int](
        "probability",
        Text("Probability", "可能性"),
        lambda p: p,
        right=True,
    )
    return Sheet(
        title=Text("Matrix: probability × impact", "风险矩阵：可能性 × 影响"),
        columns=[rows, *(column(impact) for impact in rules.STEPS)],
        rows=list(reversed(rules.STEPS)),
        empty=Text("No risks.", "没有风险记录。"),
        foot=[Text("1–4 low, 5–12 medium, 15–25 high", "1–4 低，5–12 中，15–25 高")],
    )


def page(risk: Risk, reviews: Sequence[Review]) -> Page:
    """One risk with all its reviews."""
    state = Text("open", "未关闭")
    if risk.closed is not None:
        state = Text(f"closed {risk.closed}: {risk.close_why}",
                     f"{risk.closed} 关闭：{risk.close_why}")  # fmt: skip
    fields = [
        Field("id", None, risk.n),
        Field("text", Text("Risk", "风险"), risk.text),
        Field("kind", Text("Kind", "类别"), str(risk.kind), KIND_WORDS[risk.kind]),
        Field("level", Text("Level P×I", "等级 可能×影响"), str(risk.level), _level(risk)),
        Field("probability", None, risk.probability),
        Field("impact", None, risk.impact),
        Field("product", None, risk.product),
        Field("response", Text("Response", "应对措施"), risk.response),
        Field("owner", Text("Owner", "负责人"), risk.owner),
        Field("review", Text("Review", "复核"), risk.review.isoformat(), spoken(risk.review)),
        Field("state", Text("State", "状态"), "closed" if risk.closed else "open", state),
        Field("closed", None, iso(risk.closed)),
        Field("close_why", None, risk.close_why),
        Field("made_by", Text("Noted by", "登记人"), risk.who),
    ]
    title = Text(f"Risk {risk.n}", f"风险 {risk.n}")
    return Page(title, fields, {"reviews": _reviews(reviews)})


def _reviews(reviews: Sequence[Review]) -> Sheet[Review]:
    columns: Sequence[Column[Review]] = (
        Column("on", Text("On", "日期"), lambda r: r.on.isoformat()),
        Column("probability", Text("P", "可能性"), lambda r: r.probability, right=True),
        Column("impact", Text("I", "影响"), lambda r: r.impact, right=True),
        Column("product", Text("P×I", "乘积"), lambda r: r.product, right=True),
        Column("response", Text("Response", "应对措施"), lambda r: r.response),
        Column("review", Text("Next", "下次"), lambda r: r.review.isoformat()),
        Column("note", Text("Found", "说明"), lambda r: r.note),
        Column("who", Text("By", "经办"), lambda r: r.who),
    )
    return Sheet(
        title=Text(f"Assessed: {counted(len(reviews), 'time')}", f"评估记录：{len(reviews)} 次"),
        columns=columns,
        rows=reviews,
        empty=Text("Never assessed.", "没有评估记录。"),
    )


def added(risk: Risk) -> Text:
    """That a risk is in the register, and when it is looked at again."""
    level, day = LEVEL_WORDS[risk.level], spoken(risk.review)
    return Text(
        f"risk {risk.n} noted: {level.en} ({risk.probability} × {risk.impact} = {risk.product}), "
        f"{risk.owner} reviews it on {day.en}",
        f"已登记风险 {risk.n}：{level.zh}（{risk.probability} × {risk.impact} = {risk.product}），"
        f"由 {risk.owner} 于 {day.zh} 复核",
    )


def edited(before: Risk, after: Risk) -> list[Text]:
    """What changed of a risk, old and new."""
    heads = {
        "text": Text("Risk", "风险"),
        "response": Text("Response", "应对措施"),
        "owner": Text("Owner", "负责人"),
    }
    parts = [
        joined([head, same(f"{getattr(before, name)} → {getattr(after, name)}")], " ", " ")
        for name, head in heads.items()
        if getattr(before, name) != getattr(after, name)
    ]
    if before.kind is not after.kind:
        old, new = KIND_WORDS[before.kind], KIND_WORDS[after.kind]
        parts.append(Text(f"Kind {old.en} → {new.en}", f"类别 {old.zh} → {new.zh}"))
    if not parts:
        return [Text(f"risk {after.n}: nothing changed", f"风险 {after.n}：没有变化")]
    head = Text(f"risk {after.n} changed", f"风险 {after.n} 已修改")
    return [head, *(Text(f"  {part.en}", f"  {part.zh}") for part in parts)]


def reviewed(before: Risk, after: Risk) -> Text:
    """What a review made of a risk, and when the next one is."""
    old, new, day = LEVEL_WORDS[before.level], LEVEL_WORDS[after.level], spoken(after.review)
    return Text(
        f"risk {after.n} reviewed: {old.en} {before.product} → {new.en} {after.product}; "
        f"next {day.en}",
        f"风险 {after.n} 已复核：{old.zh} {before.product} → {new.zh} {after.product}；"
        f"下次 {day.zh}",
    )


def closed(risk: Risk, why: str) -> Text:
    """That a risk is none any more."""
    return Text(f"risk {risk.n} closed ({why})", f"风险 {risk.n} 已关闭（{why}）")
