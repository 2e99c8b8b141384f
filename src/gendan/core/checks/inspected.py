"""Whether the goods passed the inspections that were asked for (order-check.md L13)."""

from collections.abc import Iterator, Sequence
from math import ceil

from gendan.core.checks.case import Case
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.inspection_cover import Cover, Covers, Crowd, covers, stage_passed
from gendan.core.inspection_lots import Lot
from gendan.core.inspection_needs import changed_goods
from gendan.core.inspections import STAGE_WORDS, Stage, about
from gendan.text import Text, joined, listed

BEFORE = (Stage.INCOMING, Stage.INLINE)
"""What `all` asks for beside the final inspection."""


def _unasked(case: Case) -> Text | None:
    if case.inspection_asked != "none" or _final(case).unsettled:
        return None
    return Text("neither the order nor the policy asks for an inspection", "订单和制度均未要求检验")


@check(
    "L13",
    Text("Every line passed its inspection", "各明细均已检验合格"),
    Severity.BLOCK,
    source="order-check.md L13; contract §5, §8",
    unless=_unasked,
)
def inspected(case: Case) -> Iterator[Problem]:
    """Goods in no accepted lot, or in too small a one; other stages; lots that wait."""
    asked, found = case.inspection_asked, _final(case)
    short = found.short if asked != "none" else []
    if short and found.of_order and not any(cover.all_lots for cover in short):
        told = found.of_order
        yield _whole(case, found, short)
    else:
        told = [lot for cover in short for lot in cover.all_lots]
        for cover in short:
            yield _line(case, found, cover)
    if asked not in ("none", "final"):
        for stage in BEFORE:
            if not stage_passed(case.lots, stage):
                yield _stage(case, stage)
    named = {lot.last.first for lot in told}
    for lot in found.unsettled:
        if lot.last.first not in named:
            crowd = found.crowd(lot) if asked != "none" else None
            yield _waits(lot) if crowd is None else _crowded(case, lot, crowd)


def _final(case: Case) -> Covers:
    return covers(case.to_inspect, case.lots)


def _whole(case: Case, found: Covers, short: Sequence[Cover]) -> Problem:
    """The goods as a whole, where they were inspected as one lot."""
    wanted = sum(cover.lacking for cover in short)
    reasons = _reasons(case, found.of_order)
    return Problem(
        Text(f"final inspection: {found.whole} of {wanted} units passed{reasons.en}",
             f"尾期验货：须 {wanted} 件，合格 {found.whole} 件{reasons.zh}"),
        _remedy(case, found.of_order, short), expected=str(wanted), actual=str(found.whole),
    )  # fmt: skip


def _line(case: Case, found: Covers, cover: Cover) -> Problem:
    line, wanted = cover.need.lines[0], ceil(cover.need.quantity)
    counted = cover.need.counted
    units = Text("", "") if counted is None else Text(f" ({counted.en})", f"（{counted.zh}）")
    reasons = _reasons(case, cover.all_lots, whole=0 if cover.waits else found.whole)
    return Problem(
        Text(f"{cover.need.goods}: {cover.good} of {wanted} units{units.en} passed the final "
             f"inspection{reasons.en}",
             f"{cover.need.goods}：须 {wanted} 件{units.zh}，尾期验货合格 {cover.good} 件{reasons.zh}"),
        _remedy(case, cover.all_lots, [cover]), line=line.line, sku=line.sku, expected=str(wanted),
        actual=str(cover.good),
    )  # fmt: skip


def _stage(case: Case, stage: Stage) -> Problem:
    lots = [lot for lot in case.lots if lot.last.stage is stage]
    name, reasons = STAGE_WORDS[stage], _reasons(case, lots)
    return Problem(
        Text(f"no {name.en} inspection passed{reasons.en}", f"{name.zh}无合格记录{reasons.zh}"),
        _remedy(case, lots, stage=stage), expected=stage, actual="none",
    )  # fmt: skip


def _waits(lot: Lot) -> Problem:
    name, why = about(lot.last), _why(lot)
    return Problem(
        Text(f"{name.en} ({why.en})", f"{name.zh}（{why.zh}）"),
        Text("keep these goods apart from those that ship", "请与出运货物隔离"),
        line=lot.last.line, actual=str(lot.last.n), severity=Severity.WARN,
    )  # fmt: skip


def _crowded(case: Case, lot: Lot, crowd: Crowd) -> Problem:
    """A lot that waits beside accepted ones, more than there can be: its goods may be theirs."""
    name, why = about(lot.last), _why(lot)
    numbers = listed([str(other.last.n) for other in crowd.lots])
    fix = _remedy(case, [lot])
    number = case.order.number
    return Problem(
        Text(f"{name.en} ({why.en}): lots of {crowd.units:,} units where {crowd.most:,} can be "
             f"(inspections {numbers.en}), so its goods may be among those that passed",
             f"{name.zh}（{why.zh}）：批量合计 {crowd.units:,} 件，最多 {crowd.most:,} 件"
             f"（检验 {numbers.zh}），此批货物可能混在合格品中"),
        Text(f"{fix.en}; if they "
             f"are other goods: `gendan waive {number} L13 --why …`",
             f"{fix.zh}；若确为另一批货物："
             f"`gendan waive {number} L13 --why …`"),
        line=lot.last.line, expected=str(crowd.most), actual=str(crowd.units),
    )  # fmt: skip


def _reasons(case: Case, lots: Sequence[Lot], *, whole: int = 0) -> Text:
    """What of the lots waits or is of other goods; empty where nothing. `whole`: see Covers."""
    parts = [_why(lot) for lot in lots if not lot.settled]
    changed = [changed_goods(case.order, lot.last) for lot in lots]
    parts += [words for words in changed if words is not None]
    if whole:
        parts.append(Text(f"lots of the whole order: {whole:,}", f"整单批合格 {whole:,} 件"))
    told = joined(parts, "; ", "；")
    return Text(f" ({told.en})", f"（{told.zh}）") if parts else told


def _why(lot: Lot) -> Text:
    """Why a lot is not settled."""
    n = lot.last.n
    if lot.draft:
        return Text(f"inspection {n} is not decided", f"检验 {n} 未判定")
    refused = Text(
        f"inspection {n}: {lot.waiting:,} refused", f"检验 {n}：{lot.waiting:,} 件未接收"
    )
    return joined(lot.objections, "; ", "；") if lot.objections else refused


def _remedy(
    case: Case, lots: Sequence[Lot], short: Sequence[Cover] = (), *, stage: Stage = Stage.FINAL
) -> Text:
    """What to do: decide the draft, inspect again, or inspect at all, each product for itself."""
    number = case.order.number
    draft = next((lot.last for lot in lots if lot.draft), None)
    if draft is not None:
        return Text(f"`gendan inspect decide {number} {draft.n}`",
                    f"请用 `gendan inspect decide {number} {draft.n}` 判定")  # fmt: skip
    add = f"gendan inspect add {number} --stage {stage}"
    if waiting := [lot for lot in lots if lot.waiting]:
        again = _commands([f"{add} --again {lot.last.n} --lot {lot.next_units}" for lot in waiting])
        waive = f"`gendan waive {number} L13 --why …`"
        taken = any(lot.objections for lot in waiting)
        return Text(
            f"sort the goods and inspect them again: {again.en}"
            + (f", or {waive}" if taken else ""),
            f"请挑选返工后复检：{again.zh}" + (f"；或 {waive}" if taken else ""),
        )
    each = _commands(
        [f"{add} --line {cover.need.lines[0].line} --lot {cover.lacking}" for cover in short]
        or [f"{add} --lot …"]
    )
    return Text(f"when the report is there: {each.en}", f"取得检验报告后：{each.zh}")


def _commands(words: Sequence[str]) -> Text:
    return listed([f"`{command}`" for command in words])
