"""States of a book that no command leaves behind, and such as only a wrong clock or hand explains."""

from collections.abc import Iterator
from datetime import date, datetime

from gendan.core.forms import folded
from gendan.core.health import Finding, Severity
from gendan.store.db import Book
from gendan.store.values import local, utc
from gendan.text import Text

MANY = 20
"""More than so many of one kind are not listed."""

PAST_THE_BOOK = Text(
    "no command does this: compare with a copy, `gendan journal --verify` tells what was edited",
    "没有命令会这样写入：请与备份比对，`gendan journal --verify` 可查出被改动之处",
)
CORRECT = Text("correct it, if it is a slip", "如系笔误请更正")


def impossible(book: Book, now: datetime) -> Iterator[Finding]:
    """All of them, each kind by itself."""
    yield from _signed_by_preparer(book)
    yield from _signed_twice(book)
    yield from _amendments(book)
    yield from _future_contacts(book, now)
    yield from _early_promises(book)
    yield from _shipped_early(book)


def _signed_by_preparer(book: Book) -> Iterator[Finding]:
    """Level 2 or 3 by who had entered or amended the order, or given the files, when it was signed."""
    rows = book.conn.execute(
        """
        SELECT o.number, s.level, s.made_by AS who, m.made_by AS maker
        FROM signoffs AS s JOIN orders AS o ON o.id = s.order_id
        JOIN (
            SELECT id AS order_id, entry, made_by FROM orders
            UNION SELECT order_id, entry, made_by FROM order_lines
            UNION SELECT order_id, entry, made_by FROM amendments
            UNION SELECT order_id, entry, made_by FROM evidence AS e WHERE kind <> 'tick'
                  AND NOT EXISTS (SELECT 1 FROM evidence AS later WHERE later.kind = e.kind
                                  AND later.order_id = e.order_id AND later.entry > e.entry)
        ) AS m ON m.order_id = o.id AND m.entry < s.entry
        WHERE s.level >= 2 AND s.revoked_at IS NULL ORDER BY o.number, s.level
        """
    )
    told = {
        (row["number"], row["level"], row["who"])
        for row in rows
        if folded(row["who"]) == folded(row["maker"])
    }
    for number, level, who in sorted(told):
        what = Text(
            f"order {number}: level {level} is signed by {who}, who prepared it",
            f"订单 {number}：第 {level} 级由经办人 {who} 签核",
        )
        yield Finding("signoff-preparer", Severity.DAMAGE, what, PAST_THE_BOOK)


def _signed_twice(book: Book) -> Iterator[Finding]:
    rows = book.conn.execute(
        """
        SELECT o.number, s.level, s.made_by AS who FROM signoffs AS s
        JOIN orders AS o ON o.id = s.order_id WHERE s.revoked_at IS NULL
        ORDER BY o.number, s.level, s.entry
        """
    )
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        level = first.setdefault((row["number"], folded(row["who"])), row["level"])
        if level != row["level"]:
            what = Text(
                f"order {row['number']}: levels {level} and {row['level']} are both {row['who']}'s",
                f"订单 {row['number']}：第 {level} 级与第 {row['level']} 级均由 {row['who']} 签核",
            )
            yield Finding("signoff-twice", Severity.DAMAGE, what, PAST_THE_BOOK)


def _amendments(book: Book) -> Iterator[Finding]:
    """Amendments that are not numbered 1, 2, 3 … in the order of their entries."""
    rows = book.conn.execute(
        """
        SELECT number FROM (
            SELECT o.number, a.n, row_number() OVER (PARTITION BY o.id ORDER BY a.entry, a.n) AS place
            FROM amendments AS a JOIN orders AS o ON o.id = a.order_id
        ) WHERE n <> place GROUP BY number ORDER BY number
        """
    )
    for row in rows:
        what = Text(
            f"the amendments of order {row['number']} are out of order",
            f"订单 {row['number']} 的修改次序有误",
        )
        yield Finding("amendments-order", Severity.DAMAGE, what, PAST_THE_BOOK)


def _future_contacts(book: Book, now: datetime) -> Iterator[Finding]:
    rows = book.conn.execute(
        """
        SELECT c.code, i.at FROM interactions AS i JOIN customers AS c ON c.id = i.customer
        WHERE i.at > :now OR i.recorded_at > :now ORDER BY i.at LIMIT :most
        """,
        {"now": utc(now), "most": MANY},
    )
    for row in rows:
        at = local(row["at"], book.zone)
        what = Text(
            f"a contact of {row['code']} lies in the future: {at:%Y-%m-%d %H:%M}",
            f"{row['code']} 的联系时间在将来：{at:%Y-%m-%d %H:%M}",
        )
        fix = Text(
            "look at this machine's clock; `gendan undo ENTRY` takes a wrong contact back",
            "请检查本机时钟；可用 `gendan undo 编号` 撤销错误记录",
        )
        yield Finding("future-contact", Severity.WARN, what, fix)


def _early_promises(book: Book) -> Iterator[Finding]:
    rows = book.conn.execute(
        """
        SELECT c.code, i.at, i.promised FROM interactions AS i
        JOIN customers AS c ON c.id = i.customer
        WHERE i.promised < date(i.at, '+1 day') ORDER BY i.at
        """
    )
    early = [
        (row["code"], row["promised"])
        for row in rows
        if date.fromisoformat(row["promised"]) < local(row["at"], book.zone).date()
    ]
    for code, promised in early[:MANY]:
        what = Text(
            f"{code}: promised for {promised}, before the contact itself",
            f"{code}：承诺日期 {promised} 早于联系日期",
        )
        yield Finding("promise-before-contact", Severity.WARN, what, CORRECT)


def _shipped_early(book: Book) -> Iterator[Finding]:
    rows = book.conn.execute(
        """
        SELECT number, order_date, shipped_date FROM orders
        WHERE shipped_date < order_date ORDER BY number LIMIT ?
        """,
        (MANY,),
    )
    for row in rows:
        what = Text(
            f"order {row['number']} of {row['order_date']} shipped on {row['shipped_date']}",
            f"订单 {row['number']}（{row['order_date']}）出运日期 {row['shipped_date']} 早于下单",
        )
        yield Finding("shipped-before-ordered", Severity.WARN, what, CORRECT)
