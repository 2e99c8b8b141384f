"""A complaint with all that belongs to it, fetched once for several commands."""

from collections.abc import Sequence

from gendan.cli.session import Session
from gendan.core.actions import Action
from gendan.core.attached import Attached
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
    verify = actions.verify_within(book)
    return [
        Case(
            complaint=one,
            now=here.now,
            targets=targets[one.n],
            actions=[action for action in measures if action.complaint == one.n],
            lessons=[lesson for lesson in taught if lesson.complaint == one.n],
            repeats=repeats(one, everything, measures),
            files=files.get(one.id, []),
            proofs=proofs_of(here, [action for action in measures if action.complaint == one.n]),
            verify=verify,
        )
        for one in found
    ]


def proofs_of(here: Session, found: Sequence[Action]) -> dict[int, list[Attached]]:
    """The files that prove some actions, by their numbers."""
    kept = attachments.of(here.book, "action", [action.id for action in found])
    return {action.n: kept[action.id] for action in found if action.id in kept}


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
