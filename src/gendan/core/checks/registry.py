"""What a check is, and running all of them: three outcomes, and a check that breaks is no pass."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from gendan.core.checks.case import Case
from gendan.core.documents import Spot
from gendan.text import Text


class Severity(StrEnum):
    """What a finding does: stop the shipment, ask for a look, or only tell."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


class Problem(NamedTuple):
    """
    What a check found wrong: both sides, where it stands and what can be done.

    `severity` only where it differs from the check's own; `item` names the checklist item that
    it is about.
    """

    message: Text
    fix: Text
    line: str | None = None
    sku: str | None = None
    expected: str | None = None
    actual: str | None = None
    delta: str | None = None
    source: Spot | None = None
    severity: Severity | None = None
    item: str | None = None


class Outcome(StrEnum):
    """How a check ended; `broken` (it raised) blocks like a failure and cannot be waived."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not applicable"
    BROKEN = "broken"


class Check(NamedTuple):
    """
    One check: `unless` gives the reason why it does not apply to a case, or None if it does.

    Its `look` yields every problem, not the first, and takes nothing but the case.
    """

    code: str
    title: Text
    severity: Severity
    source: str
    look: Callable[[Case], Iterator[Problem]]
    unless: Callable[[Case], Text | None]


class Finding(NamedTuple):
    """
    A problem with its check's code and title.

    `waived` is who waived it and why, None while it is open; `key` tells it from every other
    finding, so that a waiver never covers a finding that came later.
    """

    code: str
    check: Text
    severity: Severity
    problem: Problem
    key: str
    waived: Text | None = None

    @property
    def state(self) -> str:
        """`open` or `waived`."""
        return "open" if self.waived is None else "waived"

    @property
    def blocks(self) -> bool:
        """Whether it stops the shipment now."""
        return self.severity is Severity.BLOCK and self.waived is None


class Result(NamedTuple):
    """How one check ended; `why` tells why it does not apply, or how it broke."""

    check: Check
    outcome: Outcome
    findings: Sequence[Finding] = ()
    why: Text | None = None


CHECKS: dict[str, Check] = {}
"""Every check by its code, in the order in which the families are imported."""


def applies(_case: Case) -> Text | None:
    """For checks that always apply."""
    return None


def check(
    code: str,
    title: Text,
    severity: Severity,
    *,
    source: str,
    unless: Callable[[Case], Text | None] = applies,
) -> Callable[[Callable[[Case], Iterator[Problem]]], Callable[[Case], Iterator[Problem]]]:
    """
    Register a generator of problems as a check.

    Args:
        code: Its code in order-check.md §1.
        title: What it proves, as a statement.
        severity: Of its problems, unless they say otherwise.
        source: Where the rule comes from.
        unless: Why it does not apply to a case.
    """

    def register(
        look: Callable[[Case], Iterator[Problem]],
    ) -> Callable[[Case], Iterator[Problem]]:
        """Keep the check; the generator stays what it was."""
        if code in CHECKS:
            raise ValueError(f"two checks have the code {code}")
        CHECKS[code] = Check(code, title, severity, source, look, unless)
        return look

    return register


def run(case: Case) -> list[Result]:
    """Every check on a case: lines, order, documents; one that raises is broken."""
    return [_ran(check, case) for check in in_order(CHECKS)]


def in_order(checks: Mapping[str, Check]) -> list[Check]:
    """Lines (L), then the order (O), then its documents (D), as order-check.md §1 lists them."""
    return [checks[code] for code in sorted(checks, key=lambda code: ("LOD".find(code[0]), code))]


def _ran(check: Check, case: Case) -> Result:
    try:
        why = check.unless(case)
        if why is not None:
            return Result(check, Outcome.NOT_APPLICABLE, why=why)
        findings = _numbered(check, list(check.look(case)))
    except Exception as error:  # noqa: BLE001 - whatever it is, the shipment is not cleared
        return _broken(check, error)
    stops = any(finding.severity is not Severity.INFO for finding in findings)
    return Result(check, Outcome.FAILED if stops else Outcome.PASSED, findings)


def _numbered(check: Check, problems: Sequence[Problem]) -> list[Finding]:
    """The findings of a check; equal problems are told apart by their place in the row."""
    seen: dict[str, int] = {}
    findings = []
    for problem in problems:
        facts = (
            check.code, problem.line, problem.sku, problem.expected, problem.actual,
            problem.delta, problem.item, problem.message.en,
        )  # fmt: skip
        key = repr(facts)
        seen[key] = seen.get(key, 0) + 1
        findings.append(
            Finding(
                code=check.code,
                check=check.title,
                severity=problem.severity or check.severity,
                problem=problem,
                key=key if seen[key] == 1 else f"{key}#{seen[key]}",
            )
        )
    return findings


def _broken(check: Check, error: Exception) -> Result:
    told = f"{type(error).__name__}: {error}"
    problem = Problem(
        Text(f"the check broke off ({told})", f"核对程序出错（{told}）"),
        Text(
            "this is a bug in gendan; do not ship on its word",
            "这是 gendan 的程序错误，不得据此出货",
        ),
        severity=Severity.BLOCK,
    )
    return Result(check, Outcome.BROKEN, _numbered(check, [problem]), problem.message)
