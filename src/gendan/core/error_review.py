"""The periodic review: which errors come back, at which step, with whom (contract §8)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from gendan.core.checks import CHECKS
from gendan.core.complaints import TYPE_WORDS
from gendan.core.error_steps import STEP_OF_STAGE, step_of_check, step_of_complaint
from gendan.core.inspections import STAGE_WORDS, Stage
from gendan.core.plans import Step as PlanStep
from gendan.core.scorecards import share
from gendan.core.sop import Anchor
from gendan.text import Text


class By(StrEnum):
    """What errors are counted by."""

    CHECK = "check"
    NODE = "node"
    COMPLAINT = "complaint"
    INSPECTION = "inspection"
    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    OWNER = "owner"


class Case(NamedTuple):
    """
    One thing that was looked at: an order, a check of it, a node of its plan, a complaint, a lot.

    `what` None: the order itself, which has left or was checked; it never fails. `order` tells the
    thing to which it belongs from others; `key`: code, node, type or stage; `failed`: found, late,
    complained of, not accepted; `suppliers`: those whose it is; `ours`: it is our own people's.
    """

    what: By | None
    key: str
    order: str
    failed: bool
    customer: str
    owner: str | None
    suppliers: Sequence[str] = ()
    ours: bool = True


class Looked(NamedTuple):
    """How many were looked at: orders checked and shipped, steps due, lots decided, complaints."""

    checked: int
    shipped: int
    due: int
    lots: int
    complaints: int


class Step(NamedTuple):
    """A step of a procedure: its name, and what done means."""

    name: Text
    standard: Text


class Facts(NamedTuple):
    """All that a review counts; `steps` by key; `shipped`: how many orders have left."""

    cases: Sequence[Case]
    steps: Mapping[str, Step]
    shipped: int = 0

    @property
    def looked(self) -> Looked:
        """How much was looked at."""
        count = Counter((case.what, bool(case.key)) for case in self.cases)
        due, lots = count[By.NODE, True], count[By.INSPECTION, True]
        complaints = sum(case.what is By.COMPLAINT for case in self.cases)
        return Looked(count[By.CHECK, False], self.shipped, due, lots, complaints)


class Row(NamedTuple):
    """
    One line of the review.

    `failed` of `n`: for a check orders in which it was found of orders checked, for a node late
    of due, for a complaint type complaints of all complaints, for a stage of inspection lots not
    accepted of lots decided, else orders with an error of all that were shipped or checked. `most`: the error that comes most often, with how often; `step`: the step that would
    keep it out; None where nothing failed.
    """

    by: By
    key: str
    name: Text
    failed: int
    n: int
    most: tuple[Text, int] | None
    step: Step | None

    @property
    def rate(self) -> Decimal:
        """Failed in percent of n, unrounded."""
        return share(self.failed, self.n) or Decimal(0)


def lateness(step: PlanStep, today: date) -> bool | None:
    """
    Whether a step of a plan was or is late; None while that cannot be said.

    What lies before an order by its nature (the quotation) and was never noted is not late.
    """
    if step.done is not None:
        return step.done > step.agreed
    before = step.node.anchor is Anchor.ORDER_DATE and step.node.offset < 0
    return None if before or step.agreed >= today else True


def review(facts: Facts, by: By) -> list[Row]:
    """The lines of one kind that have an error, the most errors first."""
    if by in (By.CHECK, By.NODE, By.COMPLAINT, By.INSPECTION):
        rows = _of_kind(facts, by)
    else:
        rows = _of_subject(facts, by)
    found = [row for row in rows if row.failed]
    return sorted(found, key=lambda row: (-row.failed, -row.rate, row.key))


def _of_kind(facts: Facts, by: By) -> list[Row]:
    cases = [case for case in facts.cases if case.what is by]
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        groups[case.key].append(case)
    # Every checked order has one case of its own, with no check named.
    n = len(groups.pop("", [])) if by is By.CHECK else len(cases)
    return [
        Row(
            by=by,
            key=key,
            name=_name(facts, by, key),
            failed=sum(case.failed for case in mine),
            n=len(mine) if by in (By.NODE, By.INSPECTION) else n,
            most=None,
            step=_step(facts, by, key),
        )
        for key, mine in groups.items()
    ]


SUBJECTS: Mapping[By, Callable[[Case], Iterable[str]]] = {
    By.CUSTOMER: lambda case: [case.customer],
    By.OWNER: lambda case: [case.owner or ""] if case.ours else [],
    By.SUPPLIER: lambda case: case.suppliers,
}
"""Whom a case is counted against."""


def _of_subject(facts: Facts, by: By) -> list[Row]:
    of: dict[str, list[Case]] = defaultdict(list)
    for case in facts.cases:
        for subject in SUBJECTS[by](case):
            of[subject].append(case)
    rows = []
    for subject, cases in of.items():
        failed = [case for case in cases if case.failed]
        counts = Counter((case.what, case.key) for case in failed)
        ((what, key), times), *_ = counts.most_common(1) or [((None, ""), 0)]
        rows.append(
            Row(
                by=by,
                key=subject,
                name=Text(subject, subject) if subject else NOBODY,
                failed=len({case.order for case in failed}),
                n=len({case.order for case in cases}),
                most=(_name(facts, what, key), times) if times else None,
                step=_step(facts, what, key) if times else None,
            )
        )
    return rows


def _name(facts: Facts, what: By | None, key: str) -> Text:
    """What people call a check, a node, a type of complaint, a stage of inspection."""
    if what is By.CHECK and key in CHECKS:
        return CHECKS[key].title
    if what is By.COMPLAINT:
        return TYPE_WORDS.get(key, UNSAID)
    if what is By.INSPECTION:
        return STAGE_WORDS[Stage(key)]
    return facts.steps[key].name if key in facts.steps else Text(key, key)


NOBODY = Text("no owner", "未指定负责人")
UNSAID = Text("type not said yet", "类型未定")


def _step(facts: Facts, what: By | None, key: str) -> Step | None:
    """The step that would keep an error out: the node itself, else that of the check, type, stage."""
    named = {
        By.CHECK: step_of_check,
        By.COMPLAINT: step_of_complaint,
        By.INSPECTION: STEP_OF_STAGE.__getitem__,
    }.get(what or By.NODE)
    return facts.steps.get(named(key) if named is not None else key)
