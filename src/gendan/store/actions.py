"""The rows of corrective actions, and what of them is due."""

import json
import sqlite3
from collections.abc import Mapping
from datetime import date, timedelta

from gendan.core.actions import Action, Try
from gendan.core.actions import wanted as wanted_of
from gendan.core.care import Care
from gendan.core.complaints import Complaint, State
from gendan.core.numbered import number_of, unknown
from gendan.core.policy import with_defaults
from gendan.core.targets import VERIFY, length
from gendan.store import settings
from gendan.store.db import Book
from gendan.store.values import day, json_list, local
from gendan.store.write import Value, Writing
from gendan.text import Text

NOUN = Text("action", "措施")
ALL = "action list"


def listed(book: Book, *, complaint: str | None = None, n: int | None = None) -> list[Action]:
    """Corrective actions by number: of a complaint (id), of a number, or all."""
    rows = book.conn.execute(
        """
        SELECT a.*, p.n AS complaint_n, p.state, p.at, p.customer, p.order_id, c.code, o.number,
               coalesce(o.owner, c.owner) AS desk,
               (SELECT count(*) + 1 FROM complaint_moves AS m
                WHERE m.complaint = p.id AND m.state = 'reopened') AS complaint_round
        FROM actions AS a JOIN complaints AS p ON p.id = a.complaint
        JOIN customers AS c ON c.id = p.customer LEFT JOIN orders AS o ON o.id = p.order_id
        WHERE (:complaint IS NULL OR a.complaint = :complaint) AND (:n IS NULL OR a.n = :n)
        ORDER BY a.n
        """,
        {"complaint": complaint, "n": n},
    )
    return [_from_row(book, row) for row in rows]


def get(book: Book, words: str) -> Action:
    """
    The one action that these words name: `1`, `#1`, `A1`.

    Raises:
        Unknown: There is none.
    """
    found = listed(book, n=number_of(words, "A", NOUN, ALL))
    if not found:
        raise unknown(NOUN, words, ALL)
    return found[0]


def add(work: Writing, complaint: Complaint, fields: Mapping[str, Value]) -> Action:
    """A new action of a complaint; its number is the next one."""
    n = work.book.conn.execute("SELECT coalesce(max(n), 0) + 1 FROM actions").fetchone()[0]
    work.insert("actions", n=n, complaint=complaint.id, round=complaint.round, **fields)
    return listed(work.book, n=n)[0]


def edit(work: Writing, action: Action, fields: Mapping[str, Value]) -> Action:
    """The action with other columns; who owned it before is kept."""
    before = [*action.owners, action.owner] if fields.get("owner", action.owner) != action.owner else action.owners  # fmt: skip
    work.update("actions", action.id, owners=json_list(before), **fields)
    return listed(work.book, n=action.n)[0]


def done(work: Writing, action: Action, on: date, evidence: str) -> Action:
    """Note an action as done; an earlier time is kept in `tries`."""
    return edit(
        work,
        action,
        {
            "done": on.isoformat(),
            "done_by": work.who,
            "done_text": action.text,
            "done_owner": action.owner,
            "evidence": evidence,
            "verified": None,
            "verified_by": None,
            "effective": None,
            "verify_note": None,
            "tries": _kept(action),
        },
    )


def cancel(work: Writing, action: Action, why: str) -> Action:
    """An action is not carried out; it stays in the table."""
    gone = {"cancelled": work.now.date().isoformat(), "cancelled_by": work.who, "cancel_why": why}
    return edit(work, action, gone)


def verify(work: Writing, action: Action, note: str | None, *, effective: bool) -> Action:
    """Note whether an action was effective, by who gives the command; an earlier word is kept."""
    return edit(
        work,
        action,
        {
            "verified": work.now.date().isoformat(),
            "verified_by": work.who,
            "effective": int(effective),
            "verify_note": note,
            "round": action.complaint_round,
            "tries": _kept(action),
        },
    )


def verify_within(book: Book) -> timedelta | None:
    """How long after an action was done its effect must be verified; None where never."""
    limit = with_defaults(settings.policy(book))[VERIFY]
    return length(limit) if limit else None


def wanted(book: Book) -> list[Care]:
    """What every action asks for, for the morning list."""
    within = verify_within(book)
    return [care for action in listed(book) if (care := wanted_of(action, within)) is not None]


def _kept(action: Action) -> str:
    """The times that an action was done and verified, as they are stored."""
    return json.dumps([*action.tries, *_tried(action)], ensure_ascii=False)


def _tried(action: Action) -> list[Try]:
    """How an action was done and verified until now, if it was."""
    if action.done is None or action.verified is None:
        return []
    return [
        Try(
            action.done.isoformat(),
            action.done_by or "",
            action.evidence or "",
            action.verified.isoformat(),
            action.verified_by or "",
            action.note,
            action.done_text or action.text,
            action.done_owner or action.owner,
            bool(action.effective),
        )
    ]


def _from_row(book: Book, row: sqlite3.Row) -> Action:
    return Action(
        n=row["n"],
        complaint=row["complaint_n"],
        customer=row["code"],
        text=row["text"],
        type=row["type"],
        impact=row["impact"],
        department=row["department"],
        owner=row["owner"],
        by=date.fromisoformat(row["by_day"]),
        done=day(row["done"]),
        done_by=row["done_by"],
        done_text=row["done_text"],
        done_owner=row["done_owner"],
        evidence=row["evidence"],
        verified=day(row["verified"]),
        verified_by=row["verified_by"],
        effective=None if row["effective"] is None else bool(row["effective"]),
        note=row["verify_note"],
        tries=[Try(*one) for one in json.loads(row["tries"])],
        owners=json.loads(row["owners"]),
        cancelled=day(row["cancelled"]),
        cancelled_by=row["cancelled_by"],
        cancel_why=row["cancel_why"],
        round=row["round"],
        complaint_round=row["complaint_round"],
        opened=local(row["at"], book.zone).date(),
        desk=row["desk"],
        order=row["number"],
        closed=row["state"] == State.CLOSED,
        id=row["id"],
        customer_id=row["customer"],
        order_id=row["order_id"],
    )
