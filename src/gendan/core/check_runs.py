"""What check-order found when a document was given: what scorecards and the review count."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from gendan.core.checks.registry import Severity
from gendan.core.documents import DocumentKind


class Fault(NamedTuple):
    """One finding: `sku` where it is about an item."""

    code: str
    severity: Severity
    sku: str | None

    @property
    def counts(self) -> bool:
        """Whether it is a fault; what only tells is none."""
        return self.severity is not Severity.INFO


class Run(NamedTuple):
    """One run of check-order: of which order (id), and with which documents given."""

    order: str
    on: date
    documents: Collection[DocumentKind]
    faults: Sequence[Fault]
