"""May this order ship? Everything put together: checks, waivers, checklist, sign-offs (contract §6)."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from gendan.core.checklist import Item, Waiver
from gendan.core.checks.registry import CHECKS, Finding, Outcome, Result
from gendan.core.desks import Desk, Evidence
from gendan.core.digest import digest_of
from gendan.core.documents import DocumentKind
from gendan.core.orders import Order
from gendan.core.signed_parts import signed_parts
from gendan.core.signoffs import (
    Seen,
    Standing,
    level_words,
    standing,
)
from gendan.text import Text, listed


class Ruling(StrEnum):
    """The answer; only `cleared` ships."""

    CLEARED = "cleared"
    BLOCKED = "blocked"
    UNSIGNED = "unsigned"


class Needed(NamedTuple):
    """A signature that is missing, and whose it is."""

    level: int
    who: Text


class Verdict(NamedTuple):
    """
    Whether an order may ship, and all that led to it.

    `customer` is the code, `buyer` the name; `missing` tells what keeps it from being cleared beside findings and
    open items (nothing compared, a check that did not run); `needed` are the levels that no
    valid sign-off covers; `parts` the hashes behind `digest`.
    """

    order: Order
    customer: str
    buyer: str
    verdict: Ruling
    digest: str
    parts: Mapping[str, str]
    results: Sequence[Result]
    findings: Sequence[Finding]
    checklist: Sequence[Item]
    signoffs: Sequence[Standing]
    needed: Sequence[Needed]
    evidence: Sequence[Evidence]
    missing: Sequence[Text]
    levels: Sequence[int]

    @property
    def cleared(self) -> bool:
        """Whether it may ship."""
        return self.verdict is Ruling.CLEARED

    @property
    def empty(self) -> bool:
        """Whether one side is not there at all: no lines, or no packing list."""
        packed = any(evidence.kind is DocumentKind.PACKING for evidence in self.evidence)
        return not packed or not self.order.lines

    @property
    def blocking(self) -> list[Finding]:
        """The findings that stop it."""
        return [finding for finding in self.findings if finding.blocks]

    @property
    def open_items(self) -> list[Item]:
        """The items of the checklist that nobody ticked or waived."""
        return [item for item in self.checklist if item.state == "open"]


def judge(desk: Desk, results: Sequence[Result]) -> Verdict:
    """
    The verdict on one order.

    Cleared is what passed, not what did not fail: every registered check is among the results,
    none broke, a packing list was compared, no open finding blocks, no item is open, and every
    level that must sign has.

    Args:
        desk: What people laid on the desk.
        results: Of all checks, before waivers.
    """
    results = [_waived(result, desk) for result in results]
    findings = [finding for result in results for finding in result.findings]
    parts = signed_parts(desk, findings)
    signoffs = standing(desk.signoffs, seen_by(desk, parts), desk.policy)
    covered = {stands.signoff.level for stands in signoffs if stands.valid}
    needed = [
        Needed(level, level_words(level, desk.policy))
        for level in desk.levels
        if level not in covered
    ]
    missing = _missing(desk, results)
    passed = (
        not missing
        and all(_passes(result) for result in results)
        and all(item.state in ("ticked", "waived") for item in desk.checklist)
    )
    signed = bool(desk.levels) and not needed
    ruling = Ruling.BLOCKED if not passed else Ruling.CLEARED if signed else Ruling.UNSIGNED
    return Verdict(
        order=desk.order,
        customer=desk.order.customer,
        buyer=desk.buyer,
        verdict=ruling,
        digest=digest_of(parts),
        parts=parts,
        results=results,
        findings=findings,
        checklist=desk.checklist,
        signoffs=signoffs,
        needed=needed,
        evidence=desk.evidence,
        missing=missing,
        levels=desk.levels,
    )


def seen_by(desk: Desk, parts: Mapping[str, str]) -> Seen:
    """What the sign-offs of an order are held against."""
    suppliers = {evidence.who for evidence in desk.evidence}
    return Seen(parts, desk.makers, suppliers, desk.verified)


def _passes(result: Result) -> bool:
    """Whether a check lets the order ship."""
    if result.outcome is Outcome.NOT_APPLICABLE:
        return True
    return result.outcome in (Outcome.PASSED, Outcome.FAILED) and not any(
        finding.blocks for finding in result.findings
    )


def _missing(desk: Desk, results: Sequence[Result]) -> list[Text]:
    """What no open finding says: D03 and L01 can be waived or idle, a comparison cannot."""
    told = {finding.code for result in results for finding in result.findings if finding.blocks}
    packed = any(evidence.kind is DocumentKind.PACKING for evidence in desk.evidence)
    found = []
    if not packed and "D03" not in told:
        found.append(Text("no packing list was compared", "未核对装箱单"))
    if not desk.order.lines and "L01" not in told:
        found.append(Text("the order has no lines", "订单没有明细"))
    ran = {result.check.code for result in results}
    if not ran:
        found.append(Text("no check ran", "未执行任何核对"))
    elif idle := sorted(CHECKS.keys() - ran):
        names = listed(idle)
        found.append(Text(f"checks that did not run: {names.en}", f"未执行的核对：{names.zh}"))
    return found


def _waived(result: Result, desk: Desk) -> Result:
    """
    A result with the waivers of its findings and of the items that they are about.

    What a broken check would say nobody can waive.
    """
    if result.outcome is Outcome.BROKEN:
        return result
    items = {item.item: item.waiver for item in desk.checklist if item.state == "waived"}
    findings = []
    for finding in result.findings:
        waiver = desk.waivers.get(finding.key) or items.get(finding.problem.item or "")
        findings.append(finding if waiver is None else finding._replace(waived=_words(waiver)))
    return result._replace(findings=findings)


def _words(waiver: Waiver) -> Text:
    day = waiver.at.date().isoformat()
    return Text(f"{waiver.who}, {day}: {waiver.why}", f"{waiver.who}，{day}：{waiver.why}")
