"""The report on one inspection: plan, edition, counts, faults, verdict, photos by their hash."""

from datetime import datetime

from gendan.core.inspections import GRADE_WORDS, STAGE_WORDS, Decision, Grade, Inspection, limit_of
from gendan.core.sampling import SamplingPlan, plan_words
from gendan.dates import spoken
from gendan.show.html import Cell, Head
from gendan.show.inspection_talk import headline, verdict
from gendan.show.papers import Paper, Part
from gendan.text import Text, same

KINDS = {
    Decision.ACCEPTED: "cleared",
    Decision.PARTIAL: "unsigned",
    Decision.REJECTED: "blocked",
    None: "unsigned",
}
"""The border of the headline, so that a copy in black and white says the same."""

COUNT_HEADS = (
    Head(Text("Class", "缺陷类别"), 20),
    Head(Text("AQL", "AQL"), 14),
    Head(Text("Sample", "样本"), 16),
    Head(Text("Accept up to (Ac)", "合格判定数（Ac）"), 17),
    Head(Text("Reject from (Re)", "不合格判定数（Re）"), 17),
    Head(Text("Found", "实际"), 16),
)
FAULT_HEADS = (
    Head(Text("Class", "类别"), 20),
    Head(Text("Fault", "缺陷"), 64),
    Head(Text("Units", "件数"), 16),
)
FILE_HEADS = (
    Head(Text("File", "文件"), 35),
    Head(Text("Bytes", "字节"), 15),
    Head(Text("SHA-256", "SHA-256"), 50, "hash"),
)


def paper(
    one: Inspection, changed: Text | None, lacks: Text | None, *, made: datetime, version: str
) -> Paper:
    """
    The report, before it is HTML or Markdown.

    Args:
        one: The inspection.
        changed: That the order has other goods now, None where it has the same.
        lacks: Why what it took does not count, None where it does.
        made: The moment of the report.
        version: Of gendan.
    """
    answer, stage = headline(one, lacks), STAGE_WORDS[one.stage]
    return Paper(
        Text(
            f"{answer.en}: {one.order}, {stage.en} inspection {one.n}",
            f"{answer.zh}：订单 {one.order} {stage.zh} {one.n}",
        ),
        KINDS[one.decision] if lacks is None else "blocked",
        [
            Part(None, (), _about(one, changed, lacks)),
            Part(Text("Plan and result", "方案与结果"), COUNT_HEADS, _counts(one)),
            Part(
                Text("Faults", "缺陷明细"),
                FAULT_HEADS,
                [(GRADE_WORDS[d.grade], d.text, f"{d.quantity:,}") for d in one.defects],
                Text("None are listed.", "未列。"),
            ),
            Part(
                Text("Photos and reports", "照片与报告"),
                FILE_HEADS,
                [(file.name, f"{file.size:,}", file.sha256) for file in one.files],
                Text("None.", "无。"),
            ),
        ],
        _origin(made, version),
    )


def _about(one: Inspection, changed: Text | None, lacks: Text | None) -> list[tuple[Cell, ...]]:
    whole = Text("the whole order", "整单")
    rows: list[tuple[Cell, ...]] = [
        (Text("Order", "订单"), f"{one.order} ({one.customer})"),
        (Text("Goods", "货物"), whole if one.goods is None else one.goods),
        (Text("Supplier", "供应商"), one.supplier),
        (Text("Lot", "批量"), f"{one.lot:,}"),
        (Text("Round", "检验次数"), str(one.round)),
        (Text("Inspected on", "检验日期"), spoken(one.on)),
        (Text("Inspector", "验货员"), one.inspector),
        (Text("Sampling plan", "抽样方案"), plan_words(one.plan)),
        (Text("Values of", "依据"), one.plan.edition),
        (Text("Result", "结论"), verdict(one)),
    ]
    if one.why is not None:
        rows.append((Text("Why in part", "部分接收原因"), one.why))
        rows.append((Text("Taken by", "接收人"), one.who))
    if lacks is not None:
        rows.append((Text("Does not count as passed", "不计为合格"), lacks))
    if changed is not None:
        rows.append((Text("Goods changed since", "货物变更"), changed))
    if one.note is not None:
        rows.append((Text("Note", "备注"), one.note))
    return rows


def _counts(one: Inspection) -> list[tuple[Cell, ...]]:
    return [_count(one, one.plan, grade) for grade in Grade]


def _count(one: Inspection, plan: SamplingPlan, grade: Grade) -> tuple[Cell, ...]:
    limit, seen = limit_of(plan, grade), one.found(grade)
    aql = {Grade.MAJOR: plan.aql_major, Grade.MINOR: plan.aql_minor}.get(grade, "0")
    n = Text(f"{limit.n:,} (all)", f"{limit.n:,}（全检）") if limit.n == one.lot else f"{limit.n:,}"
    found: Cell = Text("not counted", "未填")
    if seen is not None:
        over = seen > limit.ac
        found = Text(f"{seen:,}, too many", f"{seen:,}，超出") if over else same(f"{seen:,}")
    return (GRADE_WORDS[grade], aql, n, str(limit.ac), str(limit.re), found)


def _origin(made: datetime, version: str) -> Text:
    when = made.isoformat(" ", "minutes")
    return Text(
        f"Made by gendan {version} at {when}. Each faulty unit counts once, by its worst fault; "
        "critical faults are never accepted.",
        f"由 gendan {version} 于 {when} 生成。每件只按最严重缺陷计一次；致命缺陷一律不接受。",
    )
