"""The rows of risks and of what every review of them found."""

import sqlite3
from collections.abc import Mapping
from datetime import date

from gendan.core import risks
from gendan.core.care import Care
from gendan.core.risks import Review, Risk, RiskKind
from gendan.errors import Refused, Unknown
from gendan.store.db import Book
from gendan.store.values import day
from gendan.store.write import Value, Writing
from gendan.text import Text

NOUN = Text("risk", "风险")


def listed(
    book: Book,
    *,
    closed: bool = False,
    kind: RiskKind | None = None,
    owner: str | None = None,
) -> list[Risk]:
    """The risks that are open, with `closed` all, the gravest first."""
    rows = book.conn.execute(
        """
        SELECT * FROM risks
        WHERE (:closed OR closed IS NULL)
          AND (:kind IS NULL OR kind = :kind)
          AND (:owner IS NULL OR owner = :owner COLLATE NOCASE)
        """,
        {"closed": closed, "kind": kind, "owner": owner},
    )
    return risks.ranked(_from_row(row) for row in rows)


def get(book: Book, n: int) -> Risk:
    """
    One risk by its number.

    Raises:
        Unknown: There is none.
    """
    row = book.conn.execute("SELECT * FROM risks WHERE n = ?", (n,)).fetchone()
    if row is None:
        raise Unknown(
            NOUN,
            str(n),
            Text("`gendan risk list --all` shows them", "用 `gendan risk list --all` 查看"),
        )
    return _from_row(row)


def still_open(book: Book, n: int) -> Risk:
    """
    One risk that is not closed.

    Raises:
        Unknown: There is none of this number.
        Refused: It is closed.
    """
    found = get(book, n)
    if found.closed is not None:
        raise Refused(
            Text(f"risk {n} was closed on {found.closed}", f"风险 {n} 已于 {found.closed} 关闭"),
            Text(
                "`gendan undo` takes a closing back; `gendan risk add` notes it anew",
                "关闭有误可用 `gendan undo` 撤销，也可用 `gendan risk add` 重新登记",
            ),
        )
    return found


def reviews(book: Book, risk: Risk) -> list[Review]:
    """What was found when a risk was added and at every review, oldest first."""
    rows = book.conn.execute(
        "SELECT * FROM risk_reviews WHERE risk = ? ORDER BY entry, id", (risk.id,)
    )
    return [
        Review(
            on=date.fromisoformat(row["on_day"]),
            probability=row["probability"],
            impact=row["impact"],
            response=row["response"],
            review=date.fromisoformat(row["review"]),
            note=row["note"],
            who=row["made_by"],
        )
        for row in rows
    ]


def add(work: Writing, fields: Mapping[str, Value]) -> Risk:
    """Note a risk with its first assessment; its number is the next one."""
    n = int(work.book.conn.execute("SELECT coalesce(max(n), 0) + 1 FROM risks").fetchone()[0])
    work.insert("risks", n=n, **fields)
    added = get(work.book, n)
    _remember(work, added, None)
    return added


def edit(work: Writing, risk: Risk, fields: Mapping[str, Value]) -> Risk:
    """Change what a risk says or whose it is."""
    work.update("risks", risk.id, **fields)
    return get(work.book, risk.n)


def review(work: Writing, risk: Risk, fields: Mapping[str, Value], note: str | None) -> Risk:
    """Keep what a review found, and the day of the next one."""
    work.update("risks", risk.id, **fields)
    found = get(work.book, risk.n)
    _remember(work, found, note)
    return found


def close(work: Writing, risk: Risk, why: str) -> None:
    """It is a risk no more."""
    work.update("risks", risk.id, closed=work.now.date().isoformat(), close_why=why)


def wanted(book: Book) -> list[Care]:
    """The reviews that are to come, for the morning list."""
    return risks.wanted(listed(book))


def _remember(work: Writing, risk: Risk, note: str | None) -> None:
    work.insert(
        "risk_reviews",
        risk=risk.id,
        on_day=work.now.date().isoformat(),
        probability=risk.probability,
        impact=risk.impact,
        response=risk.response,
        review=risk.review.isoformat(),
        note=note,
    )


def _from_row(row: sqlite3.Row) -> Risk:
    return Risk(
        n=row["n"],
        text=row["text"],
        kind=RiskKind(row["kind"]),
        probability=row["probability"],
        impact=row["impact"],
        response=row["response"],
        owner=row["owner"],
        review=date.fromisoformat(row["review"]),
        who=row["made_by"],
        closed=day(row["closed"]),
        close_why=row["close_why"],
        id=row["id"],
    )
