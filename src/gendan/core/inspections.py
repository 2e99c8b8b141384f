"""One sample of one lot, by what plan, what was found in it and what became of it (contract §8)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gendan.core.attached import Attached
from gendan.core.forms import folded
from gendan.core.sampling import Limit, SamplingPlan
from gendan.core.words import clean
from gendan.errors import Refused
from gendan.text import Text


class Stage(StrEnum):
    """When goods are inspected: materials as they come, in production, all of them packed."""

    INCOMING = "incoming"
    INLINE = "inline"
    FINAL = "final"


STAGE_WORDS: Mapping[Stage, Text] = {
    Stage.INCOMING: Text("incoming", "来料检验"),
    Stage.INLINE: Text("in-line", "中期验货"),
    Stage.FINAL: Text("final", "尾期验货"),
}


class Grade(StrEnum):
    """How grave a fault is."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


GRADE_WORDS: Mapping[Grade, Text] = {
    Grade.CRITICAL: Text("critical", "致命"),
    Grade.MAJOR: Text("major", "主要"),
    Grade.MINOR: Text("minor", "次要"),
}


class Decision(StrEnum):
    """What became of a lot."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    PARTIAL = "partial"


DECISION_WORDS: Mapping[Decision | None, Text] = {
    Decision.ACCEPTED: Text("accepted", "合格"),
    Decision.REJECTED: Text("rejected", "不合格"),
    Decision.PARTIAL: Text("accepted in part", "部分接收"),
    None: Text("not decided", "未判定"),
}


class Defect(NamedTuple):
    """A kind of fault that was found, and on how many units."""

    grade: Grade
    text: str
    quantity: int


class Inspection(NamedTuple):
    """
    One sample of one lot.

    `n` names it within its order. `line` and `goods`: the line inspected and its item as it was,
    None for a lot of the whole order; `first`: `n` of the first round of the same lot. `critical`,
    `major`, `minor`: faulty units in the sample, each counted once by its worst fault; None while
    they are not known. `decision` None: a draft, which counts for nothing; `accepted` and `refused`
    units of the lot; `why` a lot is taken in part; `who` decided it last, else who entered it.
    """

    order: str
    customer: str
    n: int
    stage: Stage
    line: str | None
    goods: str | None
    first: int
    round: int
    on: date
    lot: int
    plan: SamplingPlan
    supplier: str | None = None
    critical: int | None = None
    major: int | None = None
    minor: int | None = None
    defects: Sequence[Defect] = ()
    decision: Decision | None = None
    accepted: int | None = None
    refused: int | None = None
    why: str | None = None
    inspector: str | None = None
    note: str | None = None
    files: Sequence[Attached] = ()
    who: str = ""
    id: str = ""

    def found(self, grade: Grade) -> int | None:
        """Faulty units of one class in the sample."""
        return {
            Grade.CRITICAL: self.critical,
            Grade.MAJOR: self.major,
            Grade.MINOR: self.minor,
        }[grade]

    @property
    def passed(self) -> bool:
        """Whether the whole lot was taken."""
        return self.decision is Decision.ACCEPTED


def limit_of(plan: SamplingPlan, grade: Grade) -> Limit:
    """The limit of a plan for one class."""
    return {
        Grade.CRITICAL: plan.critical,
        Grade.MAJOR: plan.major,
        Grade.MINOR: plan.minor,
    }[grade]


def missing(inspection: Inspection) -> list[Grade]:
    """The classes whose count is not known."""
    return [grade for grade in Grade if inspection.found(grade) is None]


def exceeded(inspection: Inspection) -> list[Grade]:
    """The classes of which more was found than the plan accepts."""
    return [
        grade
        for grade in Grade
        if (inspection.found(grade) or 0) > limit_of(inspection.plan, grade).ac
    ]


def about(one: Inspection) -> Text:
    """Which inspection it is, in words: its stage and goods."""
    stage = STAGE_WORDS[one.stage]
    goods = Text(one.goods, one.goods) if one.goods else Text("whole order", "整单")
    again = Text(f", round {one.round}", f"，第 {one.round} 次") if one.round > 1 else Text("", "")
    return Text(
        f"{stage.en} inspection of {goods.en}{again.en}", f"{goods.zh} {stage.zh}{again.zh}"
    )


def by_order(found: Iterable[Inspection]) -> list[list[Inspection]]:
    """Inspections apart by their order."""
    groups: dict[str, list[Inspection]] = {}
    for one in found:
        groups.setdefault(one.order, []).append(one)
    return list(groups.values())


def by_supplier(found: Iterable[Inspection]) -> dict[str, list[Inspection]]:
    """Inspections by their supplier as it was written first, oldest first; others are left out."""
    groups: dict[str, list[Inspection]] = {}
    names: dict[str, str] = {}
    for one in sorted(found, key=lambda one: (one.on, one.order, one.n)):
        if one.supplier is not None:
            name = names.setdefault(folded(one.supplier), one.supplier)
            groups.setdefault(name, []).append(one)
    return groups


_GRADES = {
    **{folded(word): grade for grade, text in GRADE_WORDS.items() for word in (*text, f"{text.zh}缺陷")},
    "cr": Grade.CRITICAL, "maj": Grade.MAJOR, "ma": Grade.MAJOR, "min": Grade.MINOR,
    "mi": Grade.MINOR, "严重": Grade.MAJOR, "轻微": Grade.MINOR,
}  # fmt: skip


def defect_named(words: str) -> Defect:
    """
    A kind of fault as it was typed: `loose thread:minor:3`; without a number it is one unit.

    Raises:
        Refused: No class, or no number of units.
    """
    read = re.fullmatch(r"(.+)[:：]([^:：]+)[:：]\s*([0-9]{1,9})\s*|(.+)[:：]([^:：]+)", words)
    text, name, units = (
        (read[1] or read[4], read[2] or read[5], read[3] or 1) if read else ("", "", 0)
    )
    grade, many = _GRADES.get(folded(name)), int(units)
    if grade is None or not many:
        raise Refused(
            Text(f"{words!r} is no fault with its class", f"{words!r} 未写明缺陷类别"),
            Text(
                "write TEXT:critical|major|minor:UNITS, such as 'loose thread:minor:3'",
                "请写 描述:致命|主要|次要:件数，如 线头:次要:3",
            ),
        )
    return Defect(grade, clean(text, Text("the fault", "缺陷描述")), many)
