"""The time limits of complaints: the policy's, and those of single customers."""

from gendan.core.policy import with_defaults
from gendan.core.targets import Target
from gendan.store import settings
from gendan.store.db import Book
from gendan.store.write import Writing


def limits(book: Book, customer_id: str) -> dict[Target, tuple[str, bool]]:
    """The time limits of a customer (id), each with whether it is the customer's own."""
    values = with_defaults(settings.policy(book))
    theirs = own(book).get(customer_id, {})
    return {
        target: (theirs[target], True) if target in theirs else (values[target.key], False)
        for target in Target
    }


def limit(work: Writing, customer_id: str, target: Target, within: str | None) -> None:
    """Give a customer (id) a time limit of its own; None: the policy's holds again."""
    row = work.book.conn.execute(
        "SELECT id FROM complaint_targets WHERE customer = ? AND target = ?", (customer_id, target)
    ).fetchone()
    if row is None and within is not None:
        work.insert("complaint_targets", customer=customer_id, target=target, within=within)
    elif row is not None and within is None:
        work.delete("complaint_targets", row["id"])
    elif row is not None:
        work.update("complaint_targets", row["id"], within=within)


def own(book: Book) -> dict[str, dict[Target, str]]:
    """The time limits of customers (ids) that have some; empty: none."""
    found: dict[str, dict[Target, str]] = {}
    for row in book.conn.execute("SELECT * FROM complaint_targets"):
        found.setdefault(row["customer"], {})[Target(row["target"])] = row["within"]
    return found
