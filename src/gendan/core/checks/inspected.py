"""Whether the goods passed the inspections that were asked for (order-check.md L13)."""

from collections.abc import Iterator, Sequence
from math import ceil

from gendan.core.checks.case import Case
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.inspection_cover import Cover, Covers, covers, stage_passed
from gendan.core.inspection_lots import Lot
from gendan.core.inspections import STAGE_WORDS, Stage, about
from gendan.text import Text, joined

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
    """Goods in no accepted lot, or in too small a one; other stages; refused goods that wait."""
    found = _final(case)
    short = found.short if case.inspection_asked != "none" else []
    if short and not any(cover.lots for cover in short):
        yield _whole(case, found, short)
    else:
        for cover in short:
            yield _line(case, cover)
    if case.inspection_asked not in ("none", "final"):
        for stage in BEFORE:
            if not stage_passed(case.lots, stage):
                yield _stage(case, stage)
    told = {lot.last.n for cover in short for lot in cover.lots}
    for lot in found.unsettled:
        if not (short and (lot.last.n in told or lot.last.goods is None)):
            yield _waits(lot)


def _final(case: Case) -> Covers:
    return covers(case.to_inspect, case.lots)


def _whole(case: Case, found: Covers, short: Sequence[Cover]) -> Problem:
    """The goods as a whole, where no line has a lot of its own."""
    lots = [lot for lot in found.lots if lot.last.goods is None]
    wanted = sum(ceil(cover.need.quantity) for cover in short)
    reasons = _reasons(lots)
    return Problem(
        Text(f"final inspection: {found.whole} of {wanted} units passed{reasons.en}",
             f"尾期验货：须 {wanted} 件，合格 {found.whole} 件{reasons.zh}"),
        _remedy(case, lots), expected=str(wanted), actual=str(found.whole),
    )  # fmt: skip


def _line(case: Case, cover: Cover) -> Problem:
    line, wanted = cover.need.lines[0], ceil(cover.need.quantity)
    reasons = _reasons(cover.lots)
    return Problem(
        Text(f"{cover.need.goods}: {cover.good} of {wanted} units passed the final inspection{reasons.en}",
             f"{cover.need.goods}：须 {wanted} 件，尾期验货合格 {cover.good} 件{reasons.zh}"),
        _remedy(case, cover.lots, line.line), line=line.line, sku=line.sku, expected=str(wanted),
        actual=str(cover.good),
    )  # fmt: skip


def _stage(case: Case, stage: Stage) -> Problem:
    lots = [lot for lot in case.lots if lot.last.stage is stage]
    name, reasons = STAGE_WORDS[stage], _reasons(lots)
    return Problem(
        Text(f"no {name.en} inspection passed{reasons.en}", f"{name.zh}无合格记录{reasons.zh}"),
        _remedy(case, lots, stage=stage), expected=stage, actual="none",
    )  # fmt: skip


def _waits(lot: Lot) -> Problem:
    name, why = about(lot.last), _reasons([lot])
    return Problem(
        Text(f"{name.en}{why.en}", f"{name.zh}{why.zh}"),
        Text("keep these goods apart from those that ship", "请与出运货物隔离"),
        line=lot.last.line, actual=str(lot.last.n), severity=Severity.WARN,
    )  # fmt: skip


def _reasons(lots: Sequence[Lot]) -> Text:
    """What of the lots waits; empty where nothing does."""
    parts = [
        Text(f"inspection {lot.last.n} is not decided", f"检验 {lot.last.n} 未判定")
        if lot.draft
        else Text(
            f"inspection {lot.last.n}: {lot.waiting:,} refused",
            f"检验 {lot.last.n}：{lot.waiting:,} 件未接收",
        )
        for lot in lots
        if not lot.settled
    ]
    told = joined(parts, "; ", "；")
    return Text(f" ({told.en})", f"（{told.zh}）") if parts else told


def _remedy(
    case: Case, lots: Sequence[Lot], line: str | None = None, *, stage: Stage = Stage.FINAL
) -> Text:
    """What to do: decide the draft, inspect again, or inspect at all."""
    number = case.order.number
    draft = next((lot.last for lot in lots if lot.draft), None)
    if draft is not None:
        return Text(f"`gendan inspect decide {number} {draft.n}`",
                    f"请用 `gendan inspect decide {number} {draft.n}` 判定")  # fmt: skip
    of = f" --line {line}" if line is not None else ""
    add = f"`gendan inspect add {number} --stage {stage}{of} --lot …`"
    if any(lot.waiting for lot in lots):
        return Text(f"sort the refused goods and inspect them again: {add}",
                    f"请挑选返工后复检：{add}")  # fmt: skip
    return Text(f"when the report is there: {add}", f"取得检验报告后：{add}")
