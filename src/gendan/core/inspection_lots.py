"""Whether a lot is taken, and its rounds: what stands accepted, what waits for a re-inspection."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gendan.core.inspections import (
    GRADE_WORDS,
    Decision,
    Inspection,
    exceeded,
    missing,
)
from gendan.errors import Refused, Unknown
from gendan.text import Text, joined, listed


class Lot(NamedTuple):
    """
    The rounds of one lot, oldest first, and what came of them.

    `good`: units that stand accepted; `waiting`: units that were refused and not accepted since;
    `draft`: its last round is not decided.
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


def decided(inspection: Inspection, take: int | None, why: str | None) -> Inspection:
    """
    The inspection with the decision that the plan makes, or with a part of the lot taken.

    Args:
        inspection: With all its counts.
        take: Units that are taken where it is not the whole lot or nothing.
        why: Why so; needed with `take`.

    Raises:
        Refused: Counts are missing, or the part is none.
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
    if why is None:
        raise Refused(
            Text("a part of a lot is taken only with a reason", "部分接收须说明原因"),
            Text("add --why: what was sorted, who agreed", "请加 --why：如何挑选、谁同意"),
        )
    return inspection._replace(
        decision=Decision.PARTIAL, accepted=take, refused=inspection.lot - take, why=why
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
    for one in rounds:
        if one.lot > waiting:
            good, waiting = 0, one.lot
        taken = one.accepted or 0
        good, waiting = good + taken, waiting - taken
    return Lot(rounds, good, waiting, rounds[-1].decision is None)


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
