"""The sampling plan for a lot: what to look at, and how many faulty units the lot may have."""

from gendan.core.inspections import GRADE_WORDS, Grade, limit_of
from gendan.core.sampling import Limit, SamplingPlan
from gendan.show.sheet import Field, Page
from gendan.show.words import NOTHING
from gendan.text import Text


def plan_page(plan: SamplingPlan) -> Page:
    """A sampling plan: what to look at, and how many faulty units the lot may have."""
    aqls = {Grade.MAJOR: plan.aql_major, Grade.MINOR: plan.aql_minor}
    limits = []
    for grade in Grade:
        limit, aql = limit_of(plan, grade), aqls.get(grade)
        name = GRADE_WORDS[grade]
        head = Text(name.en.capitalize(), f"{name.zh}缺陷") if aql is None else Text(
            f"{name.en.capitalize()}, AQL {aql}", f"{name.zh}缺陷 AQL {aql}")  # fmt: skip
        limits.append(Field(str(grade), head, limit._asdict(), _limit(limit, plan)))
    return Page(
        Text(f"Sampling plan for a lot of {plan.lot:,}", f"批量 {plan.lot:,} 的抽样方案"),
        [
            Field("lot", Text("Lot", "批量"), plan.lot, f"{plan.lot:,}"),
            Field("level", Text("Level", "检验水平"), plan.level),
            Field("letter", Text("Code letter", "字码"), plan.letter, plan.letter or NOTHING),
            *limits,
            Field("edition", Text("Values of", "依据"), plan.edition),
        ],
    )


def flat_page(plan: SamplingPlan) -> Page:
    """The same for CSV: one value a cell."""
    whole = plan_page(plan)
    fields = [
        flat
        for field in whole.fields
        for flat in (_flat(field.key, plan) if field.key in set(Grade) else [field])
    ]
    return whole._replace(fields=fields)


def _flat(grade: str, plan: SamplingPlan) -> list[Field]:
    limit = limit_of(plan, Grade(grade))
    return [Field(f"{grade}_{part}", None, value) for part, value in limit._asdict().items()]


def _limit(limit: Limit, plan: SamplingPlan) -> Text:
    every = limit.n == plan.lot
    en = f"look at all {limit.n:,}" if every else f"look at {limit.n:,}"
    zh = f"全数检验 {limit.n:,} 件" if every else f"抽 {limit.n:,} 件"
    return Text(
        f"{en}; accept up to {limit.ac} (Ac), reject from {limit.re} (Re)",
        f"{zh}；{limit.ac} 件及以下合格（Ac），{limit.re} 件及以上不合格（Re）",
    )
