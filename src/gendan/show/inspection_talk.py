"""Inspections in sentences: the answer, each count against its limit, what comes next."""

from gendan.core.inspections import (
    DECISION_WORDS,
    GRADE_WORDS,
    Decision,
    Grade,
    Inspection,
    about,
    limit_of,
)
from gendan.core.sampling import SamplingPlan
from gendan.text import Text, same


def plan_words(plan: SamplingPlan) -> Text:
    """A plan in one line: level, letter, AQLs."""
    tight = Text(", tightened", "，加严") if plan.tightened else same("")
    letter = plan.letter or "–"
    return Text(
        f"level {plan.level}, letter {letter}, AQL 0 / {plan.aql_major} / {plan.aql_minor}{tight.en}",
        f"水平 {plan.level}，字码 {letter}，AQL 0 / {plan.aql_major} / {plan.aql_minor}{tight.zh}",
    )


def verdict(one: Inspection) -> Text:
    """What became of the lot, with the units where it was taken in part."""
    words = DECISION_WORDS[one.decision]
    if one.decision is not Decision.PARTIAL:
        return words
    return Text(
        f"{words.en}: {one.accepted:,} taken, {one.refused:,} refused",
        f"{words.zh}：收 {one.accepted:,}，退 {one.refused:,}",
    )


def entered(one: Inspection) -> list[Text]:
    """An inspection that was entered or corrected: the answer first, then each count and its limit."""
    name, answer = about(one), verdict(one)
    lines = [
        Text(
            f"order {one.order}, inspection {one.n}: {answer.en.upper()}",
            f"订单 {one.order} 检验 {one.n}：{answer.zh}",
        ),
        _indented(Text(f"{name.en}, lot of {one.lot:,}", f"{name.zh}，批量 {one.lot:,}")),
        _indented(plan_words(one.plan)),
        *(_indented(against(one, grade)) for grade in Grade),
    ]
    if one.why is not None:
        lines.append(Text(f"  taken in part: {one.why}", f"  部分接收原因：{one.why}"))
    return lines


def against(one: Inspection, grade: Grade) -> Text:
    """The faulty units of a class against what the plan accepts."""
    seen, limit, name = one.found(grade), limit_of(one.plan, grade), GRADE_WORDS[grade]
    if seen is None:
        return Text(
            f"{name.en}: not counted; up to {limit.ac} of {limit.n:,} are accepted",
            f"{name.zh}：未填；{limit.n:,} 件中最多 {limit.ac} 件",
        )
    if seen > limit.ac:
        return Text(
            f"{name.en}: {seen:,} of {limit.n:,}, more than the {limit.ac} that are accepted",
            f"{name.zh}：{limit.n:,} 件中 {seen:,} 件，超过允许的 {limit.ac} 件",
        )
    return Text(
        f"{name.en}: {seen:,} of {limit.n:,}, up to {limit.ac} are accepted",
        f"{name.zh}：{limit.n:,} 件中 {seen:,} 件，最多 {limit.ac} 件",
    )


def next_step(one: Inspection) -> Text | None:
    """What somebody has to do after it, None where nothing."""
    if one.decision is None:
        counts = " ".join(f"--{grade} N" for grade in Grade if one.found(grade) is None)
        command = f"gendan inspect decide {one.order} {one.n} {counts}".rstrip()
        return Text(f"a draft counts for nothing: `{command}`", f"未判定不算合格：`{command}`")
    if one.refused:
        again = f"gendan inspect add {one.order} --stage {one.stage} --again {one.n} --lot {one.refused}"
        return Text(
            f"{one.refused:,} refused; after sorting: `{again}`",
            f"{one.refused:,} 件未接收；返工后复检：`{again}`",
        )
    return None


def odd(words: Text) -> Text:
    """Something that looks like a slip."""
    return Text(f"note: {words.en}", f"注意：{words.zh}")


def unchanged(one: Inspection) -> Text:
    """That a correction changed nothing."""
    return Text(
        f"order {one.order}, inspection {one.n}: nothing changed",
        f"订单 {one.order} 检验 {one.n}：没有变化",
    )


def removed(one: Inspection, why: str) -> Text:
    """That an inspection was taken away."""
    return Text(
        f"order {one.order}: inspection {one.n} removed ({why})",
        f"订单 {one.order}：已删除检验 {one.n}（{why}）",
    )


def _indented(text: Text) -> Text:
    return Text(f"  {text.en}", f"  {text.zh}")


def reported(path: str) -> Text:
    """Where a report was written."""
    return Text(f"report written: {path}", f"报告已保存：{path}")
