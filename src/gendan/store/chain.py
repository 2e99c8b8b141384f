"""The journal of a book held against itself, and the rows of the book held against the journal."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from gendan.core.chain import (
    Flaw,
    Link,
    Verified,
    Where,
    differing,
    hash_of,
    last_written,
    verified,
)
from gendan.core.seal import BEFORE_FIRST, FIRST, Written
from gendan.store.db import Book
from gendan.store.write import KEYS
from gendan.text import Text

OUTSIDE = frozenset((
    "_sqlite_migrations", "agenda", "blobs", "calendars", "care_agenda", "changes", "journal",
    "lookup", "order_agenda",
))  # fmt: skip
"""Tables that the journal does not tell about: derived ones, look-ups, content under its hash."""

CONTENT = "blobs"
"""The table of stored files."""

SINCE = 5
"""The schema from which on a book has a chain."""

REMINDER = "told of "
"""How settings begin that only remember that a warning was given; they are past the journal."""


def begin(
    conn: sqlite3.Connection, settings: Mapping[str, str], at: str, who: str, command: str
) -> None:
    """Write the entry that a book begins with; its changes are its first settings."""
    changes = [
        Written(n, "settings", key, None, json.dumps({"key": key, "value": settings[key]}))
        for n, key in enumerate(sorted(settings))
    ]
    link = Link(FIRST, at, who, command, None, "", changes)
    conn.executemany(
        "INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?)", [(FIRST, *c) for c in changes]
    )
    conn.execute(
        "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)",
        (FIRST, at, who, command, None, hash_of(BEFORE_FIRST, link)),
    )


def links(conn: sqlite3.Connection, only: Collection[int] | None = None) -> Iterator[Link]:
    """Entries with their changes, in the order of their numbers: all, or these numbers."""
    rows = conn.execute(
        """
        SELECT seq, at, who, command, undoes, hash, n, tbl, row, old, new
        FROM journal LEFT JOIN changes ON entry = seq
        WHERE :only IS NULL OR seq IN (SELECT value FROM json_each(:only))
        ORDER BY seq, n
        """,
        {"only": None if only is None else json.dumps(list(only))},
    )
    for _, group in groupby(rows, key=lambda row: int(row[0])):
        own = [tuple(row) for row in group]
        changes = [Written(*row[6:]) for row in own if row[6] is not None]
        yield Link(*own[0][:6])._replace(changes=changes)


def verify(conn: sqlite3.Connection) -> Verified:
    """
    Look at the whole journal, and whether every row is what it says was last written to it.

    Raises:
        sqlite3.DatabaseError: The file cannot be read to its end.
    """
    with _as_it_is(conn):
        found = verified(links(conn))
        flaws = [*found.flaws, *_lone(conn), *_unknown_heads(conn, found.heads)]
        rows = differing(_told(conn), _rows(conn))
        return found._replace(flaws=[*flaws, *rows, *_contents(conn)])


def broken(book: Book, relied: Collection[int], since: int) -> Iterator[Flaw]:
    """
    What does not fit in those entries that a verdict rests on.

    Each of them must be there, be what was written, and carry the one after it. From the first
    sign-off on, all of them must: what was taken back would otherwise be a matter of one deletion.
    The whole chain is `verify`'s.

    Args:
        book: The book; the entry that this command is writing has no hash yet.
        relied: The numbers of the entries.
        since: The number from which on every entry is relied on.
    """
    conn = book.conn
    hashes = dict(conn.execute("SELECT seq, hash FROM journal").fetchall())
    last = len(hashes) - 1 + FIRST
    if sorted(hashes) != list(range(FIRST, last + 1)):
        yield Flaw(Text("an entry was removed or inserted", "有条目被删除或插入"))
    ahead = conn.execute("SELECT count(*) FROM changes WHERE entry > ?", (last,)).fetchone()[0]
    if ahead != book.unsealed:
        yield Flaw(Text("it has changes of entries that are not there", "含有不存在条目的变更"))
    wanted = {*relied, *range(since, last + 1)}
    wanted |= {seq + 1 for seq in wanted if seq < last}
    for seq in sorted(wanted - hashes.keys() - ({last + 1} if book.unsealed else set())):
        yield Flaw(Text("this entry is not in the journal", "日志中没有该条目"), seq)
    for link in links(conn, wanted):
        if hash_of(hashes.get(link.seq - 1, BEFORE_FIRST), link) != link.hash:
            yield Flaw(Text("it is not what was written", "与写入时不符"), link.seq)
    yield from _empty(conn)
    yield from _unknown_heads(conn, {hash_: seq for seq, hash_ in hashes.items()})


def told(flaw: Flaw) -> Text:
    """A flaw with the place where it is."""
    where = f"{flaw.table} {flaw.row}" if flaw.table is not None else ""
    place = (
        Text(f"entry {flaw.entry}", f"第 {flaw.entry} 条")
        if not where and flaw.entry is not None
        else Text(where or "journal", where or "日志")
    )
    return Text(f"{place.en}: {flaw.what.en}", f"{place.zh}：{flaw.what.zh}")


@contextmanager
def _as_it_is(conn: sqlite3.Connection) -> Iterator[None]:
    """One state of the book however others write, and text that can be read even if it is none."""
    factory, alone = conn.text_factory, not conn.in_transaction
    conn.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    if alone:
        conn.execute("BEGIN")
    try:
        yield
    finally:
        conn.text_factory = factory
        if alone and conn.in_transaction:
            conn.execute("ROLLBACK")


def _contents(conn: sqlite3.Connection) -> Iterator[Flaw]:
    """Stored files that are not what was stored."""
    from gendan.store import blobs

    for sha256 in blobs.unsound(conn):
        what = Text("the stored file is not what was stored", "已存文件与存入时不符")
        yield Flaw(what, None, CONTENT, sha256[:12])


def _empty(conn: sqlite3.Connection) -> Iterator[Flaw]:
    """Entries without a change: a command that changed nothing leaves none."""
    rows = conn.execute(
        "SELECT seq FROM journal WHERE NOT EXISTS (SELECT 1 FROM changes WHERE entry = seq)"
    )
    for (seq,) in rows.fetchall():
        yield Flaw(Text("its changes were removed", "其变更已被删除"), seq)


def _lone(conn: sqlite3.Connection) -> Iterator[Flaw]:
    rows = conn.execute(
        "SELECT DISTINCT entry FROM changes WHERE entry NOT IN (SELECT seq FROM journal)"
    )
    for (entry,) in rows.fetchall():
        gone = Text("its changes are here, the entry was removed", "变更仍在，条目已被删除")
        yield Flaw(gone, entry)


def _unknown_heads(conn: sqlite3.Connection, heads: Mapping[str, int]) -> Iterator[Flaw]:
    """Sign-offs that were made on a journal that is not this one."""
    rows = conn.execute(
        "SELECT id, entry, head FROM signoffs WHERE head IS NOT NULL ORDER BY entry, id"
    )
    for ident, entry, seen in rows.fetchall():
        if heads.get(seen, entry) >= entry:
            what = Text(
                "signed when the journal had another past: it was made anew since",
                "签核时的日志与现在不同：日志在此后被重做",
            )
            yield Flaw(what, entry, "signoffs", ident)


def _told(conn: sqlite3.Connection) -> Iterator[tuple[Where, int, dict[str, Any] | None]]:
    rows = conn.execute("SELECT tbl, row, entry, old, new FROM changes ORDER BY tbl, row, entry, n")
    for (table, row), group in groupby(rows, key=lambda r: (str(r[0]), str(r[1]))):
        changes = [tuple(change) for change in group]
        state = last_written((_fields(old), _fields(new)) for *_, old, new in changes)
        yield (table, row), changes[-1][2], state


def _fields(text: str | None) -> dict[str, Any] | None:
    """A row as JSON; what is none any more is told as an edited entry."""
    if text is None:
        return None
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _rows(conn: sqlite3.Connection) -> Iterator[tuple[Where, dict[str, Any]]]:
    tables = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    for (table,) in tables.fetchall():
        columns = [row[1] for row in conn.execute(f'PRAGMA table_info("{table}")')]
        key = KEYS.get(table, "id")
        if table in OUTSIDE or key not in columns:
            continue
        for row in conn.execute(f'SELECT * FROM "{table}" ORDER BY {key}'):
            found = dict(zip(columns, row, strict=True))
            if table != "settings" or not str(found[key]).startswith(REMINDER):
                yield (table, str(found[key])), found
