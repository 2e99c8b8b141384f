"""Whether a lot is taken, and its rounds: what stands accepted, what waits for a re-inspection."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gendan.core.inspection_objections import objection
from gendan.core.inspections import (
    GRADE_WORDS,
    Decision,
    Grade,
    Inspection,
    exceeded,
    missing,
)
from gendan.core.sampling import SamplingPlan, looser
from gendan.errors import Refused, Unknown
from gendan.text import Text, joined, listed


class Lot(NamedTuple):
    """
    The rounds of one lot, oldest first, and what came of them.

    `good`: units that stand accepted; `waiting`: units that were refused and not accepted since, by
    a round that counts; `draft`: its last round is not decided.
    """

    rounds: Sequence[Inspection]
    good: int
    waiting: int
    draft: bool

    @property
    def last(self) -> Inspection:
        """Its latest round."""
        return self.rounds[-1]

    @property
    def settled(self) -> bool:
        """Whether nothing of it waits."""
        return not self.draft and not self.waiting

    @property
    def units(self) -> int:
        """Units in it, whatever became of them."""
        return max(one.lot for one in self.rounds)

    @property
    def objections(self) -> list[Text]:
        """Why what some rounds took does not count, while it waits and was not inspected since."""
        found = [
            self.objection(one.n)
            for place, one in enumerate(self.rounds)
            if not any(
                later.decision is not None and later.lot >= (one.accepted or 0)
                for later in self.rounds[place + 1 :]
            )
        ]
        return [words for words in found if words is not None] if self.waiting else []

    def objection(self, n: int) -> Text | None:
        """Why what one of its rounds took does not count, None where it does."""
        place = [one.n for one in self.rounds].index(n)
        return objection(self.rounds[place], self.rounds[:place])

    @property
    def next_units(self) -> int:
        """Units of its next round: what was taken and does not count, else all that waits."""
        taken = self.last.accepted or 0
        return taken if taken and self.objection(self.last.n) is not None else self.waiting

    @property
    def plan(self) -> SamplingPlan:
        """The plan of its next round: none that refused goods of it is stricter."""
        plans = [one.plan for one in self.rounds if one.refused] or [self.last.plan]
        return next((p for p in plans if not any(looser(p, other) for other in plans)), plans[-1])


def decided(inspection: Inspection, take: int | None, why: str | None) -> Inspection:
    """
    The inspection with the decision that the plan makes, or with a part of the lot taken.

    Args:
        inspection: With all its counts.
        take: Units that are taken where it is not the whole lot or nothing.
        why: Why so; needed with `take`.

    Raises:
        Refused: Counts are missing, the part is none, or a critical fault was found.
    """
    if unknown := missing(inspection):
        names = joined([GRADE_WORDS[grade] for grade in unknown], zh="、")
        raise Refused(
            Text(
                f"inspection {inspection.n} cannot be decided: {names.en} faults not counted",
                f"检验 {inspection.n} 无法判定：未填{names.zh}缺陷数",
            ),
            Text(
                "give "
                + " ".join(f"--{grade} N" for grade in unknown)
                + ", 0 where none was found",
                "请填 " + " ".join(f"--{grade} N" for grade in unknown) + "，没有则填 0",
            ),
        )
    if take is not None:
        return _in_part(inspection, take, why)
    rejected = bool(exceeded(inspection))
    return inspection._replace(
        decision=Decision.REJECTED if rejected else Decision.ACCEPTED,
        accepted=0 if rejected else inspection.lot,
        refused=inspection.lot if rejected else 0,
        why=None,
    )


def _in_part(inspection: Inspection, take: int, why: str | None) -> Inspection:
    if not 0 < take < inspection.lot:
        raise Refused(
            Text(
                f"{take} of a lot of {inspection.lot} is no part of it",
                f"批量 {inspection.lot}，接收 {take} 不是部分接收",
            ),
            Text(
                "leave --accept out: the plan accepts or rejects the whole lot; a lot that failed "
                "passes only by `gendan waive NUMBER L13 --why …`",
                "整批合格或不合格由方案判定，请去掉 --accept；不合格批须用 "
                "`gendan waive 订单号 L13 --why …` 放行",
            ),
        )
    if Grade.CRITICAL in exceeded(inspection):
        raise _critical(inspection)
    if why is None:
        raise Refused(
            Text("a part of a lot is taken only with a reason", "部分接收须说明原因"),
            Text("add --why: what was sorted, who agreed", "请加 --why：如何挑选、谁同意"),
        )
    return inspection._replace(
        decision=Decision.PARTIAL, accepted=take, refused=inspection.lot - take, why=why
    )


def _critical(one: Inspection) -> Refused:
    again = f"gendan inspect add {one.order} --stage {one.stage} --again {one.n} --lot N"
    return Refused(
        Text(
            f"a lot with critical faults is not taken in part: {one.critical} were found",
            f"有致命缺陷的批不得部分接收：发现 {one.critical} 件",
        ),
        Text(
            f"leave --accept out, sort the lot, then inspect what is sorted: `{again}`",
            f"请去掉 --accept，挑选后对选出的货物复检：`{again}`",
        ),
    )


def lots(inspections: Iterable[Inspection]) -> list[Lot]:
    """
    The lots of an order, each with its rounds, in the order of their first rounds.

    A round of no more than what waits is about that; a larger one is about the whole lot anew, and
    what was accepted before stands no longer.
    """
    rounds: dict[int, list[Inspection]] = {}
    for one in sorted(inspections, key=lambda one: one.n):
        rounds.setdefault(one.first, []).append(one)
    return [_lot(found) for found in rounds.values()]


def _lot(rounds: Sequence[Inspection]) -> Lot:
    good = waiting = 0
    for place, one in enumerate(rounds):
        if one.lot > waiting:
            good, waiting = 0, one.lot
        taken = 0 if objection(one, rounds[:place]) else one.accepted or 0
        good, waiting = good + taken, waiting - taken
    return Lot(rounds, good, waiting, rounds[-1].decision is None)


def lot_of(found: Iterable[Lot], n: int) -> Lot:
    """The lot that an inspection (its number) is a round of."""
    return next(lot for lot in found if n in [one.n for one in lot.rounds])


def lot_again(found: Sequence[Lot], again: int | None, *, fresh: bool) -> Lot | None:
    """
    The lot whose next round a new inspection is, None for a lot of its own.

    Args:
        found: The lots of the same stage and line.
        again: Any round of the lot, as somebody named it.
        fresh: Somebody said that it is another lot.

    Raises:
        Unknown: No lot has a round of this number.
        Refused: Several wait for their next round, or the one that was named is not decided.
    """
    waiting = [lot for lot in found if lot.waiting and not lot.draft]
    if again is not None:
        waiting = [lot for lot in found if again in [one.n for one in lot.rounds]]
        if not waiting:
            raise Unknown(
                Text("inspection of this stage and line", "该阶段、该行的检验"),
                str(again),
                _rounds_there(found),
            )
    if fresh or not waiting:
        return None
    if len(waiting) > 1:
        names = listed([str(lot.last.n) for lot in waiting])
        raise Refused(
            Text(
                f"several lots wait for a re-inspection: {names.en}",
                f"有多批待复检：检验 {names.zh}",
            ),
            Text(
                "--again N names the one, --new-lot begins another",
                "用 --again N 指明复检哪一批；另一批用 --new-lot",
            ),
        )
    if waiting[0].draft:
        last = waiting[0].last
        raise Refused(
            Text(f"inspection {last.n} is not decided", f"检验 {last.n} 尚未判定"),
            Text(
                f"`gendan inspect decide {last.order} {last.n}` first",
                f"请先 `gendan inspect decide {last.order} {last.n}`",
            ),
        )
    return waiting[0]


def repeated(found: Sequence[Inspection], line: str | None, again: int | None) -> str | None:
    """The line to inspect: the one that was typed, else that of the inspection to be repeated."""
    if line is not None or again is None:
        return line
    return next((one.line for one in found if one.n == again), None)


def _rounds_there(found: Sequence[Lot]) -> Text:
    names = listed([str(one.n) for lot in found for one in lot.rounds])
    return Text(f"there are {names.en or 'none'}", f"现有：{names.zh or '无'}")
