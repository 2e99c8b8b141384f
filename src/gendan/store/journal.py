"""Who changed what and when; and taking a command back."""

import json
import sqlite3
from collections.abc import Collection

from gendan.core.journal import Change, Entry, Undone
from gendan.core.seal import FIRST
from gendan.errors import Refused, Unknown
from gendan.store import amendments, customers, row_names
from gendan.store.db import Book
from gendan.store.values import local
from gendan.store.write import KEYS, Writing
from gendan.text import Text, listed

NOUN = Text("journal entry", "日志条目")


def entries(
    book: Book, *, last: int | None = None, seq: int | None = None, whole: bool = False
) -> list[Entry]:
    """Journal entries, newest first; `whole` ones with their changes, in the order made."""
    rows = book.conn.execute(
        """
        SELECT *, (SELECT count(*) FROM changes WHERE entry = seq) AS changed
        FROM journal WHERE (:seq IS NULL OR seq = :seq)
        ORDER BY seq DESC LIMIT coalesce(:last, -1)
        """,
        {"seq": seq, "last": last},
    ).fetchall()
    undoers = _undoers(book)
    return [
        Entry(
            seq=row["seq"],
            at=local(row["at"], book.zone),
            who=row["who"],
            command=row["command"],
            undoes=row["undoes"],
            undone_by=_undone_by(row["seq"], undoers),
            rows=row["changed"],
            hash=row["hash"],
            changes=_changes(book, row["seq"]) if whole else (),
        )
        for row in rows
    ]


def undoable(book: Book, seq: int | None) -> Entry:
    """
    The entry that an undo would take back: this one, or the last that is none and still stands.

    An undo can itself be undone, by its number.

    Raises:
        Unknown: There is no such entry.
        Refused: It was taken back already, or there is nothing to take back.
    """
    if seq is None:
        undoers = _undoers(book)
        rows = book.conn.execute(
            "SELECT seq FROM journal WHERE undoes IS NULL AND seq > ? ORDER BY seq DESC", (FIRST,)
        )
        seq = next((row["seq"] for row in rows if _undone_by(row["seq"], undoers) is None), None)
        if seq is None:
            raise Refused(
                Text("there is nothing to take back", "没有可以撤销的操作"),
                Text("`gendan journal` shows what was written", "用 `gendan journal` 查看记录"),
            )
    if seq == FIRST:
        raise Refused(
            Text("the book begins with this entry", "账本从这一条开始，不能撤销"),
            Text("`gendan config` changes its settings", "可用 `gendan config` 修改设置"),
        )
    found = entries(book, seq=seq, whole=True)
    if not found:
        raise Unknown(
            NOUN, str(seq), Text("`gendan journal` shows all", "用 `gendan journal` 查看全部")
        )
    by = found[0].undone_by
    if by is not None:
        raise Refused(
            Text(
                f"entry {seq} was taken back already, by entry {by}",
                f"第 {seq} 条已被第 {by} 条撤销",
            ),
            Text(f"`gendan undo {by}` brings it back", f"用 `gendan undo {by}` 恢复"),
        )
    return found[0]


def undo(work: Writing, entry: Entry) -> Undone:
    """
    Take an entry back, last change first.

    What was changed since, or what other rows have come to need, is kept and named, with all
    that the entry added around it (an order with its lines); everything else goes back to what it
    was (demands.md U38).
    """
    work.undoes = entry.seq
    staying = _staying(work.book, entry) | amendments.standing(work.book, entry.changes, _changed)
    staying |= {
        (c.table, c.row) for c in entry.changes if c.table in ANSWERED and c.old is not None
    }
    back: list[Change] = []
    kept: list[Change] = []
    for change in reversed(entry.changes):
        stays = (change.table, change.row) in staying or not _revert(work, change)
        (kept if stays else back).append(change)
    if not back:
        names = listed(list(dict.fromkeys(change.name for change in kept)))
        raise Refused(
            Text(
                f"entry {entry.seq} cannot be taken back: changed or used since: {names.en}",
                f"无法撤销第 {entry.seq} 条：之后均被修改或引用：{names.zh}",
            ),
            Text(
                "take back first what came after it: `gendan journal` shows it",
                "请先撤销其后的操作：用 `gendan journal` 查看",
            ),
        )
    customers.reindex(work, [c.row for c in entry.changes if c.table == "customers"])
    return Undone(entry, back, kept)


ANSWERED = ("signoffs", "signers")
"""What somebody answers for: nobody else brings it back by taking back that it was taken back."""

Row = tuple[str, str]
"""Table and key of one row."""


def _staying(book: Book, entry: Entry) -> set[Row]:
    """The rows that the entry added and that must stay."""
    added = {(c.table, c.row): c for c in entry.changes if c.old is None}
    references = _references(book)
    staying = {
        row
        for row, change in added.items()
        if _changed(book, change) or _needed(book, row, added.keys(), references)
    }
    pairs = [
        (row, parent)
        for row, change in added.items()
        for table, column, target in references
        if table == row[0] and (parent := (target, str((change.new or {}).get(column)))) in added
    ]
    while grown := {row for pair in pairs if staying & set(pair) for row in pair} - staying:
        staying |= grown
    return staying


def _changed(book: Book, change: Change) -> bool:
    """Whether a row is no longer what this change made it."""
    row = _row(book, change)
    return row is None or any(row[key] != value for key, value in (change.new or {}).items())


def _needed(
    book: Book, row: Row, added: Collection[Row], references: list[tuple[str, str, str]]
) -> bool:
    """Whether a row that the entry did not add points to this one."""
    for table, column, target in references:
        if target == row[0]:
            key = KEYS.get(table, "id")
            found = book.conn.execute(f"SELECT {key} FROM {table} WHERE {column} = ?", (row[1],))
            if any((table, other[0]) not in added for other in found.fetchall()):
                return True
    return False


def _row(book: Book, change: Change) -> sqlite3.Row | None:
    key = KEYS.get(change.table, "id")
    query = f"SELECT * FROM {change.table} WHERE {key} = ?"
    found: sqlite3.Row | None = book.conn.execute(query, (change.row,)).fetchone()
    return found


def _undoers(book: Book) -> dict[int, list[int]]:
    undoers: dict[int, list[int]] = {}
    for seq, undoes in book.conn.execute(
        "SELECT seq, undoes FROM journal WHERE undoes IS NOT NULL ORDER BY seq"
    ):
        undoers.setdefault(undoes, []).append(seq)
    return undoers


def _undone_by(seq: int, undoers: dict[int, list[int]]) -> int | None:
    """The undo that holds, if one does: an undo that was itself undone does not."""
    return next((u for u in undoers.get(seq, ()) if _undone_by(u, undoers) is None), None)


def _references(book: Book) -> list[tuple[str, str, str]]:
    """Which column of which table points to which table; derived tables do not count."""
    tables = book.conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return [
        (row["name"], key["from"], key["table"])
        for row in tables
        if row["name"] not in ("agenda", "order_agenda", "care_agenda", "lookup")
        for key in book.conn.execute(f"PRAGMA foreign_key_list({row['name']})").fetchall()
    ]


def _revert(work: Writing, change: Change) -> bool:
    """Take one change back; False where the row is no longer what the change made it."""
    if change.new is None:
        try:
            work.put(change.table, change.old or {})
        except sqlite3.IntegrityError:  # its code is taken again, or what it belonged to is gone
            return False
    elif _changed(work.book, change):
        return False
    elif change.old is None:
        work.delete(change.table, change.row)
    else:
        work.update(change.table, change.row, **change.old)
    return True


def _changes(book: Book, seq: int) -> list[Change]:
    rows = book.conn.execute("SELECT * FROM changes WHERE entry = ? ORDER BY n", (seq,))
    found = []
    for row in rows:
        old = json.loads(row["old"]) if row["old"] else None
        new = json.loads(row["new"]) if row["new"] else None
        found.append(
            Change(
                table=row["tbl"], row=row["row"], name=row_names.name(book, row["tbl"], row["row"], old, new),
                old=old, new=new,
            )
        )  # fmt: skip
    return found
