"""What check-order found each time when a document was given, for scorecards and the periodic review."""

import json
from collections.abc import Iterable
from datetime import date, timedelta

from gendan.core.check_runs import Fault, Run
from gendan.core.checks.registry import Severity
from gendan.core.documents import DocumentKind
from gendan.core.verdict import Verdict
from gendan.store.db import Book
from gendan.store.values import local, utc
from gendan.store.write import Writing


def keep(work: Writing, verdict: Verdict, given: Iterable[DocumentKind]) -> None:
    """
    Remember what was found, each fault of an item once.

    Args:
        work: The open transaction, in which the documents were stored.
        verdict: What check-order said.
        given: The kinds of the documents that were given.
    """
    found = dict.fromkeys((f.code, f.severity, f.problem.sku) for f in verdict.findings)
    work.insert(
        "check_runs",
        order_id=verdict.order.id,
        at=utc(work.now),
        verdict=verdict.verdict,
        digest=verdict.digest,
        documents=json.dumps(list(given)),
        findings=json.dumps(
            [{"code": code, "severity": sev, "sku": sku} for code, sev, sku in found],
            ensure_ascii=False,
        ),
    )


def listed(book: Book, *, since: date | None = None) -> list[Run]:
    """The runs of all orders, oldest first; with `since`, those after that day."""
    # Moments are stored in UTC, days are the book's: one day more is read, then sorted out.
    begin = None if since is None else (since - timedelta(days=1)).isoformat()
    rows = book.conn.execute(
        "SELECT * FROM check_runs WHERE :begin IS NULL OR at >= :begin ORDER BY entry, id",
        {"begin": begin},
    )
    found = [
        Run(
            order=row["order_id"],
            on=local(row["at"], book.zone).date(),
            documents=frozenset(DocumentKind(kind) for kind in json.loads(row["documents"])),
            faults=tuple(
                Fault(fault["code"], Severity(fault["severity"]), fault["sku"])
                for fault in json.loads(row["findings"])
            ),
        )
        for row in rows
    ]
    return [run for run in found if since is None or run.on > since]
