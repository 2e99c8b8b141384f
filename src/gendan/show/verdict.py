"""Words for a verdict and its findings that the screen and the report share."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from gendan.core.checklist import Item, ItemKind
from gendan.core.checks.registry import Finding, Outcome, Problem, Result, Severity
from gendan.core.desks import Evidence
from gendan.core.documents import DOCUMENT_WORDS, Spot
from gendan.core.signoffs import Standing
from gendan.core.verdict import Ruling, Verdict
from gendan.show.words import counted
from gendan.text import Text, joined, listed, same

ENDING_WORDS: Mapping[str, Text] = {
    "passed": Text("passed", "通过"),
    "failed": Text("failed", "未通过"),
    "broken": Text("broke off", "出错"),
    "warned": Text("to look at", "须留意"),
    "waived": Text("waived", "已豁免"),
    "not applicable": Text("does not apply", "不适用"),
}
"""How a check ended, waivers counted: what was waived does not stand there as failed."""

STATE_WORDS: Mapping[str, Text] = {
    "ticked": Text("ticked", "已完成"),
    "waived": Text("waived", "已豁免"),
    "open": Text("open", "未完成"),
}

BETWEEN = str.maketrans("();:", "    ")

MISSING = Text("missing", "尚缺")

SECTION_WORDS: Mapping[str, Text] = {
    "block": Text("Stops the shipment", "须先解决"),
    "warn": Text("Look at these", "请留意"),
    "waived": Text("Waived", "已豁免"),
    "info": Text("For information", "提示"),
}


def sections(verdict: Verdict) -> dict[str, list[Finding]]:
    """The findings as they are read: what stops it, warnings, what was waived, what only tells."""
    found: dict[str, list[Finding]] = {name: [] for name in SECTION_WORDS}
    for finding in verdict.findings:
        found["waived" if finding.waived is not None else finding.severity].append(finding)
    return found


def runs(found: Sequence[Finding]) -> Iterator[tuple[Text, Sequence[Finding]]]:
    """Findings of one check that have the same remedy, together with it."""
    for (_, fix), run in groupby(found, key=lambda f: (f.code, f.problem.fix)):
        yield fix, list(run)


def to_do(fix: Text, many: int) -> Text:
    """A remedy, and for how many findings above it."""
    return fix if many == 1 else Text(f"for these {many}: {fix.en}", f"以上 {many} 项：{fix.zh}")


def unnamed(verdict: Verdict) -> list[Item]:
    """Open items that no finding stops the order for."""
    told = {finding.problem.item for finding in verdict.blocking}
    return [item for item in verdict.open_items if item.item not in told]


def beside_findings(verdict: Verdict) -> list[Text]:
    """What stops the order and is no finding: nothing compared, an item that no check speaks of."""
    items = [joined([same(item.item), item.text], ": ", "：") for item in unnamed(verdict)]
    return [*verdict.missing, *items]


def stops(verdict: Verdict) -> int:
    """How many things stop the order."""
    return len(verdict.blocking) + len(beside_findings(verdict))


def headline(verdict: Verdict) -> Text:
    """The answer in one line, so that it is read first."""
    order, buyer = verdict.order.number, verdict.customer
    if verdict.verdict is Ruling.BLOCKED:
        many = stops(verdict)
        things = f"{counted(many, 'thing')} {'stops' if many == 1 else 'stop'} it"
        return Text(
            f"BLOCKED: {order} for {buyer} must not ship - {things}",
            f"不可出运：{buyer} 的订单 {order}，有 {many} 项须先解决",
        )
    if verdict.verdict is Ruling.UNSIGNED:
        levels = listed([str(need.level) for need in verdict.needed])
        noun = "level" if len(verdict.needed) == 1 else "levels"
        return Text(
            f"UNSIGNED: {order} for {buyer} must not ship yet - sign-off missing: {noun} {levels.en}",
            f"待签核：{buyer} 的订单 {order} 暂不可出运，缺第 {levels.zh} 级签核",
        )
    rest = _beside(verdict)
    return Text(
        f"CLEARED: {order} for {buyer} may ship" + (f" - {rest.en}" if rest.en else ""),
        f"可以出运：{buyer} 的订单 {order}" + (f"（{rest.zh}）" if rest.zh else ""),
    )


def _beside(verdict: Verdict) -> Text:
    """What a cleared order still carries."""
    found = sections(verdict)
    warned = len(found["warn"])
    items = {item.item for item in verdict.checklist if item.state == "waived"}
    waived = len(items) + sum(f.problem.item not in items for f in found["waived"])
    parts = []
    if warned:
        parts.append(Text(counted(warned, "warning"), f"{warned} 项须留意"))
    if waived:
        parts.append(Text(f"{waived} waived", f"{waived} 项已豁免"))
    return joined(parts)


def told(finding: Finding) -> Text:
    """What is wrong, after the line and the item that it is about, unless the words name them."""
    problem = finding.problem
    parts = [Text(f"line {problem.line}", f"第 {problem.line} 行")] if problem.line else []
    parts += [
        same(name)
        for name in (problem.sku, problem.item)
        if name is not None and not _says(problem.message, name)
    ]
    return joined([joined(parts), problem.message], ": ", "：") if parts else problem.message


def where(spot: Spot) -> Text:
    """File, sheet and cell, as far as they are known."""
    parts = [same(spot.file)] if spot.file else []
    if spot.sheet is not None:
        parts.append(Text(f"sheet {spot.sheet}", f"工作表 {spot.sheet}"))
    if spot.cell:
        parts.append(same(spot.cell))
    return joined(parts)


def facts(problem: Problem) -> Text:
    """Both sides and their difference, as far as the message does not say them; may be empty."""
    sides = [
        (Text("expected", "应为"), problem.expected),
        (Text("found", "实为"), problem.actual),
    ]
    if all(_says(problem.message, value) for _, value in sides):
        sides = []
    if not _says(problem.message, problem.delta):
        sides.append((Text("difference", "相差"), problem.delta))
    return joined(Text(f"{w.en} {v}", f"{w.zh} {v}") for w, v in sides if v is not None)


def _says(message: Text, value: str | None) -> bool:
    """Whether a value stands in a message by itself: `12` does not stand in `1200`."""
    return value is None or _bare(value) in _bare(message.en)


def _bare(text: str) -> str:
    """A text with blanks for its punctuation; one in the middle of a word or number stays."""
    return f" {text.translate(BETWEEN).replace(', ', ' ')} "


def by_whom(item: Item) -> Text | None:
    """Who ticked or waived an item, when, with which evidence or why; None while it is open."""
    if item.tick is not None:
        tick = item.tick
        proof = "; ".join(part for part in (tick.evidence, tick.file) if part)
        return stamped(tick.who, tick.at, proof)
    if item.waiver is not None:
        waiver = item.waiver
        return stamped(waiver.who, waiver.at, waiver.why)
    return None


def stamped(who: str, at: datetime, said: str | None = None) -> Text:
    """Who, when and, where there is something, what they said."""
    when = f"{at:%Y-%m-%d %H:%M}"
    return Text(
        f"{who}, {when}" + (f": {said}" if said else ""),
        f"{who}，{when}" + (f"：{said}" if said else ""),
    )


def reading(item: Item) -> list[Text]:
    """The customer's own words beside our reading, and whether they confirmed it; a lesson's story."""
    if item.kind is ItemKind.LESSON and item.source:
        return [Text(f"what happened: {item.source}", f"事情经过：{item.source}")]
    if item.kind is not ItemKind.REQUIREMENT:
        return []
    told = []
    if item.source:
        told.append(Text(f"customer's words: {item.source}", f"客户原话：{item.source}"))
    if item.confirmed is None:
        told.append(Text("not confirmed by the customer", "客户尚未确认我方理解"))
    else:
        told.append(
            Text(
                f"confirmed by the customer on {item.confirmed}", f"客户已于 {item.confirmed} 确认"
            )
        )
    return told


def holds(stands: Standing) -> Text:
    """Whether a sign-off counts."""
    return Text("valid", "有效") if stands.valid else Text("void", "无效")


def against(stands: Standing) -> Text | None:
    """Why a sign-off does not count: taken back, changed since, or something else."""
    taken = stands.signoff.revoked
    if taken is not None:
        back = stamped(taken.who, taken.at, taken.why)
        return Text(f"revoked by {back.en}", f"已撤销：{back.zh}")
    if stands.changed:
        parts = Text(
            ", ".join(t.en for t in stands.changed), "、".join(t.zh for t in stands.changed)
        )
        return Text(f"changed since: {parts.en}", f"签核后有变更：{parts.zh}")
    return None if stands.valid else stands.against


def compared(evidence: Evidence) -> Text:
    """A file that was compared, and who gave it when."""
    kind, given = DOCUMENT_WORDS[evidence.kind], stamped(evidence.who, evidence.at)
    return Text(
        f"{kind.en} {evidence.name} ({given.en})", f"{kind.zh} {evidence.name}（{given.zh}）"
    )


def ending(result: Result) -> str:
    """How a check ended, as a key of ENDING_WORDS."""
    if result.outcome is not Outcome.FAILED:
        return str(result.outcome)
    if any(finding.blocks for finding in result.findings):
        return "failed"
    warns = any(f.severity is Severity.WARN and f.waived is None for f in result.findings)
    return "warned" if warns else "waived"


def tally(verdict: Verdict) -> Text:
    """How many checks ended how."""
    ends = Counter(ending(result) for result in verdict.results)
    passed, idle = ends.pop("passed", 0), ends.pop("not applicable", 0)
    parts = [Text(f"{counted(passed, 'check')} passed", f"{passed} 项核对通过")]
    for key, words in ENDING_WORDS.items():
        if many := ends[key]:
            parts.append(Text(f"{many} {words.en}", f"{many} 项{words.zh}"))
    if idle:
        does = "does not apply" if idle == 1 else "do not apply"
        parts.append(Text(f"{idle} {does}", f"{idle} 项不适用"))
    return joined(parts)
