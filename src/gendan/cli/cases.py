"""A complaint with all that belongs to it, fetched once for several commands."""

from collections.abc import Sequence

from gendan.cli.session import Session
from gendan.core.complaints import Complaint
from gendan.core.repeats import repeats
from gendan.show.complaints import Case
from gendan.store import actions, attachments, complaints, lessons


def cases_of(here: Session, found: Sequence[Complaint]) -> list[Case]:
    """Complaints with their times, actions, lessons, files and what happened before."""
    if not found:
        return []
    book = here.book
    everything, measures, taught = (
        complaints.listed(book),
        actions.listed(book),
        lessons.listed(book),
    )
    targets = complaints.targets(book, found)
    files = attachments.of(book, "complaint", [complaint.id for complaint in found])
    proofs = attachments.of(book, "action", [action.id for action in measures])
    return [
        Case(
            complaint=one,
            now=here.now,
            targets=targets[one.n],
            actions=[action for action in measures if action.complaint == one.n],
            lessons=[lesson for lesson in taught if lesson.complaint == one.n],
            repeats=repeats(one, everything, measures),
            files=files.get(one.id, []),
            proofs={a.n: proofs[a.id] for a in measures if a.id in proofs},
        )
        for one in found
    ]


def case_of(here: Session, complaint: Complaint) -> Case:
    """One complaint with all that belongs to it."""
    return cases_of(here, [complaint])[0]


def open_cases(here: Session, customer_id: str) -> list[Case]:
    """The complaints of a customer (id) that are not closed."""
    found = complaints.listed(here.book, customer_id=customer_id)
    return cases_of(here, [complaint for complaint in found if complaint.open])


def order_cases(here: Session, order_id: str) -> list[Case]:
    """The complaints about an order (id)."""
    return cases_of(here, complaints.listed(here.book, order_id=order_id))
