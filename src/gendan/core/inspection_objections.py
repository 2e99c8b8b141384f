"""Why a lot that somebody took is not covered by it: what the plan refused was only taken."""

from collections.abc import Sequence

from gendan.core.inspections import GRADE_WORDS, Decision, Grade, Inspection, exceeded, limit_of
from gendan.core.sampling import looser, plan_words
from gendan.text import Text, joined


def objection(one: Inspection, before: Sequence[Inspection]) -> Text | None:
    """
    Why what an inspection took does not count as passed, None where it does.

    A part of a lot whose sample failed counts only where every unit was inspected and the faulty ones
    were refused; a round only by a plan that is not looser than one that refused the same goods.

    Args:
        one: The inspection.
        before: The earlier rounds of its lot.
    """
    if not one.accepted:
        return None
    if one.decision is Decision.PARTIAL and exceeded(one) and not _sorted_out(one):
        return _taken_anyway(one)
    strict = next(
        (other for other in before if other.refused and looser(one.plan, other.plan)), None
    )
    return None if strict is None else _by_a_looser_plan(one, strict)


def _every_unit(one: Inspection) -> bool:
    return all(limit_of(one.plan, grade).n >= one.lot for grade in Grade)


def _faulty(one: Inspection) -> int:
    return sum(one.found(grade) or 0 for grade in Grade)


def _sorted_out(one: Inspection) -> bool:
    return _every_unit(one) and (one.refused or 0) >= _faulty(one)


def _taken_anyway(one: Inspection) -> Text:
    counts = joined([_count(one, grade) for grade in Grade])
    by = Text(f" by {one.who}", f"{one.who} ") if one.who else Text("", "")
    if _every_unit(one):
        lack = Text(
            f"{_faulty(one):,} faulty units were found and {one.refused:,} refused",
            f"发现不良 {_faulty(one):,} 件，仅拒收 {one.refused:,} 件",
        )
    else:
        lack = Text("the sample failed and the rest was not inspected", "抽样不合格，其余未检")
    return Text(
        f"inspection {one.n}: {one.accepted:,} of {one.lot:,} taken{by.en} ({one.why}), but "
        f"{lack.en}: {counts.en}",
        f"检验 {one.n}：{by.zh}接收 {one.accepted:,}/{one.lot:,} 件（{one.why}），但{lack.zh}：{counts.zh}",
    )


def _count(one: Inspection, grade: Grade) -> Text:
    limit, seen, name = limit_of(one.plan, grade), one.found(grade) or 0, GRADE_WORDS[grade]
    return Text(
        f"{name.en} {seen:,} of {limit.n:,} (Ac {limit.ac})",
        f"{name.zh} {seen:,}/{limit.n:,}（Ac {limit.ac}）",
    )


def _by_a_looser_plan(one: Inspection, strict: Inspection) -> Text:
    now, then = plan_words(one.plan), plan_words(strict.plan)
    return Text(
        f"inspection {one.n}: accepted by a looser plan ({now.en}) than that of inspection "
        f"{strict.n}, which refused these goods ({then.en})",
        f"检验 {one.n}：所用方案（{now.zh}）宽于拒收该批的检验 {strict.n}（{then.zh}）",
    )
