"""Inspections in sentences: the answer, each count against its limit, what comes next."""

from collections.abc import Sequence

from gendan.core.inspection_lots import Lot
from gendan.core.inspections import (
    DECISION_WORDS,
    GRADE_WORDS,
    Decision,
    Grade,
    Inspection,
    about,
    limit_of,
)
from gendan.core.sampling import plan_words
from gendan.text import Text, listed


def verdict(one: Inspection) -> Text:
    """What became of the lot, with the units where it was taken in part."""
    words = DECISION_WORDS[one.decision]
    if one.decision is not Decision.PARTIAL:
        return words
    return Text(
        f"{words.en}: {one.accepted:,} taken, {one.refused:,} refused",
        f"{words.zh}：收 {one.accepted:,}，退 {one.refused:,}",
    )


def headline(one: Inspection, lacks: Text | None) -> Text:
    """What became of the lot, and that it does not count where it does not; `lacks`: why."""
    answer = verdict(one)
    if lacks is None:
        return Text(answer.en.upper(), answer.zh)
    return Text(f"{answer.en.upper()}, NOT COUNTED AS PASSED", f"{answer.zh}，不计为合格")


def entered(one: Inspection, units: Sequence[Text], lacks: Text | None) -> list[Text]:
    """
    An inspection that was entered or corrected: the answer first, then each count and its limit.

    Args:
        one: The inspection.
        units: How many units in a lot its lines are, where they are ordered in others.
        lacks: Why what it took does not count, None where it does.
    """
    name, answer = about(one), headline(one, lacks)
    lines = [
        Text(
            f"order {one.order}, inspection {one.n}: {answer.en}",
            f"订单 {one.order} 检验 {one.n}：{answer.zh}",
        ),
        _indented(Text(f"{name.en}, lot of {one.lot:,}", f"{name.zh}，批量 {one.lot:,}")),
        *(_indented(words) for words in units),
        _indented(plan_words(one.plan)),
        *(_indented(against(one, grade)) for grade in Grade),
    ]
    if one.why is not None:
        lines.append(
            Text(
                f"  taken in part by {one.who}: {one.why}",
                f"  部分接收：{one.why}（{one.who}）",
            )
        )
    if lacks is not None:
        lines.append(_indented(uncounted(lacks)))
    return lines


def uncounted(lacks: Text) -> Text:
    """That what was taken does not count, and why."""
    return Text(f"does not count as passed: {lacks.en}", f"不计为合格：{lacks.zh}")


def tighten(suppliers: Sequence[str]) -> Text:
    """Whose next lots should be inspected by the tightened table."""
    names = listed(suppliers)
    return Text(
        f"inspect tightened (--tightened): {names.en}: 2 of 5 lots in a row were refused",
        f"建议加严检验（--tightened）：{names.zh}，连续 5 批内有 2 批不合格",
    )


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


def next_step(one: Inspection, lot: Lot) -> Text | None:
    """What somebody has to do after a round of a lot, None where nothing."""
    if one.decision is None:
        counts = " ".join(f"--{grade} N" for grade in Grade if one.found(grade) is None)
        command = f"gendan inspect decide {one.order} {one.n} {counts}".rstrip()
        return Text(f"a draft counts for nothing: `{command}`", f"未判定不算合格：`{command}`")
    if one.n != lot.last.n or not lot.waiting:
        return None
    again = (
        f"gendan inspect add {one.order} --stage {one.stage} --again {one.n} --lot {lot.next_units}"
    )
    if lot.objection(one.n) is not None:
        waive = f"gendan waive {one.order} L13 --why …"
        return Text(
            f"inspect what is sorted as the next round: `{again}`, or answer for it: `{waive}`",
            f"请对挑选后的货物复检：`{again}`；或豁免并留档：`{waive}`",
        )
    return Text(
        f"{lot.waiting:,} refused; after sorting: `{again}`",
        f"{lot.waiting:,} 件未接收；返工后复检：`{again}`",
    )


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
