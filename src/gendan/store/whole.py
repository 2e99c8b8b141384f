"""Is a file a whole book: every page, every reference, every journal entry?"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from gendan.store import chain
from gendan.store.db import SCHEMA_VERSION
from gendan.store.guard import damaged, look_at, newer
from gendan.store.lock import LOCK_SECONDS
from gendan.store.write import head
from gendan.text import Text, listed

FAILS = Text("it fails its check", "未通过检查")
TOLD = 5
"""So many flaws of a file are told; the rest is counted."""


class Flawed(NamedTuple):
    """What is wrong with a file: `integrity`, `references`, `schema`, `journal` or `evidence`."""

    code: str
    what: Text


class Copy(NamedTuple):
    """
    A book that was looked at and found whole.

    `entry` and `day` (UTC) are those of its last journal entry, 0 and None where there is none;
    `head` is that entry's hash, `first` that of the entry that the book begins with; None where
    the book is older than the chain.
    """

    path: Path
    size: int
    schema: int
    entry: int
    day: date | None
    head: str | None
    first: str | None = None


def reading(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing, also on a medium that cannot be written."""
    with path.open("rb") as file:
        wal_mode = file.read(20)[18:19] == b"\2"
    uri = f"file:{quote(str(path.resolve()))}"
    if not wal_mode:
        uri += "?mode=ro"
    elif not path.with_name(f"{path.name}-wal").exists():
        uri += "?immutable=1"  # else it would leave a `-wal` and a `-shm` beside it
    conn = sqlite3.connect(uri, uri=True, timeout=LOCK_SECONDS, isolation_level=None)
    conn.row_factory = sqlite3.Row
    return conn


def examined(path: Path, called: Path | None = None) -> Copy:
    """
    Look at all of a file that is nobody's open book.

    Args:
        path: The file.
        called: What people know it by, where it is a copy that has no name yet.

    Raises:
        BookError: Not gendan's, newer, or damaged, with what is wrong.
    """
    look_at(path, called)
    with closing(reading(path)) as conn:
        found = seen(conn, called or path)
    return found._replace(path=path)


def seen(conn: sqlite3.Connection, path: Path) -> Copy:
    """
    The same through a connection that is open.

    Raises:
        BookError: Newer or damaged, with what is wrong.
    """
    try:
        version = conn.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise newer(path, version)
        wrong = [flaw.what for flaw in flaws(conn, version)]
        if wrong:
            more = len(wrong) - TOLD
            rest = [Text(f"and {more} more", f"另有 {more} 处")] if more > 0 else []
            raise damaged(path, FAILS, [*wrong[:TOLD], *rest])
        last = conn.execute("SELECT seq, at FROM journal ORDER BY seq DESC").fetchone()
        pages, of = (conn.execute(f"PRAGMA page_{p}").fetchone()[0] for p in ("count", "size"))
        newest = head(conn)[1] if version >= chain.SINCE else None
        begins = first(conn) if version >= chain.SINCE else None
    except sqlite3.Error as error:
        raise damaged(path, str(error)) from error
    number, at = (last[0], date.fromisoformat(last[1][:10])) if last is not None else (0, None)
    return Copy(path, pages * of, version, number, at, newest, begins)


def first(conn: sqlite3.Connection) -> str | None:
    """The hash of the entry that a book begins with: what tells two books apart."""
    row = conn.execute("SELECT hash FROM journal ORDER BY seq LIMIT 1").fetchone()
    return None if row is None else str(row[0])


def flaws(conn: sqlite3.Connection, version: int) -> Iterator[Flawed]:
    """All that is wrong with a book; where its pages cannot be read, nothing else is looked at."""
    from gendan.store.schema import strangers

    try:
        told = [row[0] for row in conn.execute("PRAGMA integrity_check(20)")]
        if told != ["ok"]:
            yield from (Flawed("integrity", Text(t, t)) for t in told)
            return
        for row in conn.execute("PRAGMA foreign_key_check").fetchall():
            what = Text(
                f"a row of {row[0]} lacks its {row[2]}", f"{row[0]} 有一行缺少对应的 {row[2]}"
            )
            yield Flawed("references", what)
        if strange := strangers(conn, version):
            names = listed(strange)
            yield Flawed(
                "schema",
                Text(f"altered by something else: {names.en}", f"结构被其他程序改动：{names.zh}"),
            )
        elif version >= chain.SINCE:
            for flaw in chain.verify(conn).flaws:
                code = "evidence" if flaw.table == chain.CONTENT else "journal"
                yield Flawed(code, chain.told(flaw))
    except sqlite3.Error as error:
        yield Flawed("integrity", Text(str(error), str(error)))
