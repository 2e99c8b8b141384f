"""Inspections as a list."""

from collections.abc import Iterator, Sequence

from gendan.core.inspections import STAGE_WORDS, Decision, Grade, Inspection, limit_of
from gendan.core.sampling import SamplingPlan
from gendan.show.inspection_talk import tighten as tighten_words
from gendan.show.inspection_talk import verdict
from gendan.show.sheet import Column, Json, Says, Sheet
from gendan.text import Text, same

STYLES = {
    Decision.ACCEPTED: "green",
    Decision.PARTIAL: "yellow",
    Decision.REJECTED: "red",
    None: "yellow",
}
WHOLE_ORDER = Text("whole order", "整单")


def goods_words(one: Inspection) -> Says:
    """What was inspected."""
    return same(one.goods) if one.goods is not None else WHOLE_ORDER


def _stage(one: Inspection) -> Text:
    """The stage in a word, for a table."""
    words = STAGE_WORDS[one.stage]
    return Text(words.en, words.zh[:2])


def _result(one: Inspection) -> Text:
    """What became of the lot, short enough for a table."""
    if one.decision is not Decision.PARTIAL:
        return verdict(one)
    return Text(f"{one.accepted:,} taken", f"收 {one.accepted:,}")


def _counts(one: Inspection) -> str:
    return " / ".join("–" if one.found(g) is None else str(one.found(g)) for g in Grade)


def limits(one: Inspection) -> Json:
    """The limits of its plan, by class."""
    return {str(grade): limit_of(one.plan, grade)._asdict() for grade in Grade}


def _defects(one: Inspection) -> Json:
    return [{"class": str(d.grade), "text": d.text, "quantity": d.quantity} for d in one.defects]


COLUMNS: Sequence[Column[Inspection]] = (
    Column("order", Text("Order", "订单号"), lambda i: i.order),
    Column("n", Text("#", "号"), lambda i: i.n, right=True),
    Column("customer", None, lambda i: i.customer),
    Column("stage", Text("Stage", "阶段"), lambda i: str(i.stage), says=_stage),
    Column("line", None, lambda i: i.line),
    Column("goods", Text("Goods", "货物"), lambda i: i.goods, says=goods_words),
    Column("supplier", Text("Supplier", "供应商"), lambda i: i.supplier, wide=True),
    Column("first", None, lambda i: i.first),
    Column("round", Text("Round", "次数"), lambda i: i.round, right=True, wide=True),
    Column("on", Text("On", "日期"), lambda i: i.on.isoformat()),
    Column("lot", Text("Lot", "批量"), lambda i: i.lot, says=lambda i: f"{i.lot:,}", right=True),
    Column("level", None, lambda i: str(i.plan.level)),
    Column("letter", None, lambda i: i.plan.letter),
    Column("aql_major", None, lambda i: i.plan.aql_major),
    Column("aql_minor", None, lambda i: i.plan.aql_minor),
    Column("tightened", None, lambda i: i.plan.tightened),
    Column("limits", None, limits),
    Column("found", Text("Cr/Maj/Min", "致命/主/次"), lambda i: None, says=_counts, table_only=True),
    Column("critical", None, lambda i: i.critical),
    Column("major", None, lambda i: i.major),
    Column("minor", None, lambda i: i.minor),
    Column("defects", None, _defects),
    Column("decision", Text("Result", "结果"), lambda i: i.decision, says=_result,
           style=lambda i: STYLES[i.decision]),
    Column("accepted", None, lambda i: i.accepted),
    Column("refused", None, lambda i: i.refused),
    Column("why", None, lambda i: i.why),
    Column("inspector", Text("Inspector", "验货员"), lambda i: i.inspector, wide=True),
    Column("note", None, lambda i: i.note),
    Column("files", None, lambda i: [file.name for file in i.files]),
    Column("edition", None, lambda i: i.plan.edition),
    Column("who", None, lambda i: i.who),
)  # fmt: skip


FLAT = {
    f"{grade}_{part}": (grade, place)
    for grade in Grade
    for place, part in enumerate(("n", "ac", "re"))
}
"""Columns of CSV for the limits of a plan: sample, acceptance and rejection number of each class."""


def flat_limits(plan: SamplingPlan) -> dict[str, int]:
    """The limits of a plan, one a column."""
    return {key: limit_of(plan, grade)[place] for key, (grade, place) in FLAT.items()}


def _flat_limit(key: str) -> Column[Inspection]:
    return Column(key, None, lambda one: flat_limits(one.plan)[key])


def _text_defects(one: Inspection) -> str:
    return "; ".join(f"{d.text}:{d.grade}:{d.quantity}" for d in one.defects)


def _flat_columns() -> Iterator[Column[Inspection]]:
    for column in COLUMNS:
        if column.key == "limits":
            yield from map(_flat_limit, FLAT)
        elif column.key == "defects":
            yield Column("defects", None, _text_defects)
        else:
            yield column


def sheet(found: Sequence[Inspection], tighten: Sequence[str] = ()) -> Sheet[Inspection]:
    """Inspections, one a row; below, the suppliers that are to be inspected tightened."""
    return Sheet(
        title=Text(f"Inspections: {len(found)}", f"检验：{len(found)} 次"),
        columns=COLUMNS,
        rows=found,
        empty=Text("No inspections.", "没有检验记录。"),
        foot=[tighten_words(tighten)] if tighten else [],
    )


def flat_sheet(found: Sequence[Inspection]) -> Sheet[Inspection]:
    """The same for CSV: one value a cell, faults as they are typed."""
    return sheet(found)._replace(columns=list(_flat_columns()))
