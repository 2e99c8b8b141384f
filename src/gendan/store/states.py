"""States of a book that no command leaves behind, and such as only a wrong clock or hand explains."""

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from gendan.core.forms import folded
from gendan.core.health import Finding, Severity
from gendan.store.db import Book
from gendan.store.evidence import TICK
from gendan.store.values import local, utc
from gendan.text import Text

MANY = 20
"""More than so many of one kind are not listed."""

PAST_THE_BOOK = Text(
    "no command does this: compare with a copy, `gendan journal --verify` tells what was edited",
    "没有命令会这样写入：请与备份比对，`gendan journal --verify` 可查出被改动之处",
)
CORRECT = Text("correct it, if it is a slip", "如系笔误请更正")


class Prepared(NamedTuple):
    """That an entry added a row of an order, or took it away; `kind` is that of a file."""

    entry: int
    table: str
    row: str
    kind: str | None
    who: str
    gone: bool


def impossible(book: Book, now: datetime) -> Iterator[Finding]:
    """All of them, each kind by itself."""
    yield from _signed_by_preparer(book)
    yield from _signed_twice(book)
    yield from _amendments(book)
    yield from _future_contacts(book, now)
    yield from _early_promises(book)
    yield from _shipped_early(book)


def _signed_by_preparer(book: Book) -> Iterator[Finding]:
    """
    Level 2 or 3 by who had entered or amended the order, or given the files, when it was signed.

    The journal tells who that was: an undo since may have taken rows away or brought them back.
    """
    signed = book.conn.execute(
        """
        SELECT o.number, s.order_id, s.level, s.made_by AS who, s.entry
        FROM signoffs AS s JOIN orders AS o ON o.id = s.order_id
        WHERE s.level >= 2 AND s.revoked_at IS NULL ORDER BY o.number, s.level
        """
    ).fetchall()
    prepared = _prepared(book, {row["order_id"] for row in signed})
    for row in signed:
        if folded(row["who"]) in _preparers(prepared.get(row["order_id"], []), row["entry"]):
            what = Text(
                f"order {row['number']}: level {row['level']} is signed by {row['who']}, "
                "who prepared it",
                f"订单 {row['number']}：第 {row['level']} 级由经办人 {row['who']} 签核",
            )
            yield Finding("signoff-preparer", Severity.DAMAGE, what, PAST_THE_BOOK)


def _prepared(book: Book, orders: Collection[str]) -> dict[str, list[Prepared]]:
    """What the journal has of the orders (ids), their lines, amendments and files, by order."""
    found: dict[str, list[Prepared]] = {}
    changes = book.conn.execute(
        """
        SELECT entry, tbl, row, old, new FROM changes
        WHERE tbl IN ('orders', 'order_lines', 'amendments', 'evidence')
          AND (old IS NULL OR new IS NULL) ORDER BY entry, n
        """
    )
    for entry, table, key, old, new in changes if orders else ():
        row = json.loads(new or old)
        order = row.get("order_id", key)
        if order in orders and row.get("kind") != TICK:
            one = Prepared(entry, table, key, row.get("kind"), row["made_by"], gone=new is None)
            found.setdefault(order, []).append(one)
    return found


def _preparers(prepared: Iterable[Prepared], entry: int) -> set[str]:
    """Who had a part in an order before an entry, names folded; of files only the newest count."""
    there: dict[tuple[str, str], Prepared] = {}
    for one in prepared:
        if one.entry < entry:
            there.pop((one.table, one.row), None)
            if not one.gone:
                there[one.table, one.row] = one
    files = {one.kind: one.row for one in there.values() if one.kind is not None}
    return {
        folded(one.who) for one in there.values() if one.kind is None or files[one.kind] == one.row
    }


def _signed_twice(book: Book) -> Iterator[Finding]:
    """Two levels of the same content by one person; what changed since is void anyway."""
    rows = book.conn.execute(
        """
        SELECT o.number, s.level, s.digest, s.made_by AS who FROM signoffs AS s
        JOIN orders AS o ON o.id = s.order_id WHERE s.revoked_at IS NULL
        ORDER BY o.number, s.level, s.entry
        """
    )
    first: dict[tuple[str, str, str], int] = {}
    for row in rows:
        signed = (row["number"], row["digest"], folded(row["who"]))
        level = first.setdefault(signed, row["level"])
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
