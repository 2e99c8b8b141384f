"""A copy takes the place of the book, which is kept: all of it or nothing, whatever happens."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from gendan.errors import DamagedBook, Refused
from gendan.store.backup import named, pour
from gendan.store.db import SCHEMA_VERSION, connect, migrate
from gendan.store.guard import look_at, unusable
from gendan.store.lock import Waiting, begin
from gendan.store.place import companions, drafted, publish, same_file, settle
from gendan.store.whole import Copy, examined, reading, seen
from gendan.text import Text


class Restored(NamedTuple):
    """
    What the book is now, and where the one that was there is kept: None where there was none.

    Of a book that was removed, but not its log, that is the log.
    """

    now: Copy
    kept: Path | None


@contextmanager
def prepared(source: Path, book: Path) -> Iterator[Copy]:
    """
    A copy of a file beside the book, whole and of this version, that can take its place.

    Raises:
        Refused: There is no such file, or nothing can be written beside the book.
        BookError: It is not gendan's, newer or damaged.
    """
    if not os.path.lexists(source):
        raise Refused(
            Text(f"there is no file {source}", f"没有文件 {source}"),
            Text(
                "`gendan doctor` names the copies that are there", "用 `gendan doctor` 查看现有备份"
            ),
        )
    if same_file(source, book):
        raise Refused(
            Text(f"{source} is the book itself", f"{source} 就是账本本身"),
            Text("name a copy of it", "请指定它的备份"),
        )
    examined(source)
    try:
        with drafted(book) as draft:
            with closing(reading(source)) as conn:
                pour(conn, draft)
            with closing(connect(draft)) as conn:
                if conn.execute("PRAGMA user_version").fetchone()[0] < SCHEMA_VERSION:
                    migrate(conn)
            yield examined(draft, source)
    except sqlite3.Error as error:
        raise unusable(source, error) or error from error


def put(ready: Copy, book: Path, waiting: Waiting) -> Restored:
    """
    Let what was prepared take the place of the book.

    A sound book is kept as a copy and then overwritten in one transaction of SQLite, for which
    this process has it alone: no command meets half of each. A book that cannot be read is moved
    aside as it is.

    Raises:
        Refused: The book that is there cannot be kept.
        BookError: Others have it open.
    """
    if not os.path.lexists(book):
        kept = next((aside for _, aside in _aside(book)), None)
        _take_name(ready, book)
    else:
        kept = _over(ready, book, waiting) or _beside(ready, book)
    settle(book)
    return Restored(ready._replace(path=book), kept)


def _over(ready: Copy, book: Path, waiting: Waiting) -> Path | None:
    """Overwrite a sound book; where it is kept, None if it is not sound."""
    try:
        look_at(book)
        with closing(connect(book)) as conn:
            conn.execute("PRAGMA locking_mode = EXCLUSIVE")
            begin(conn, waiting)
            conn.execute("COMMIT")
            with drafted(book.with_name(f"{book.name}.kept")) as draft:
                pour(conn, draft)
                kept = _named(book, seen(conn, book), draft)
                publish(draft, kept)
            with closing(reading(ready.path)) as source:
                source.backup(conn)
            conn.execute("PRAGMA journal_mode = WAL")
            return kept
    except DamagedBook:
        return None
    except sqlite3.Error as error:
        refusal = unusable(book, error)
        if isinstance(refusal, DamagedBook):
            return None
        raise refusal or error from error


def _beside(ready: Copy, book: Path) -> Path:
    """Move a book that cannot be read aside with all that SQLite has of it, then take its name."""
    kept = dict(_aside(book))[book]
    _take_name(ready, book)
    return kept


def _aside(book: Path) -> list[tuple[Path, Path]]:
    """
    Move away all that lies in the place of a book, and where to; the book itself last.

    A log of the old one would be played into the new one.
    """
    to = _free(book.with_name(f"{book.stem}-damaged{book.suffix}"))
    moved = []
    for path, aside in zip((*companions(book), book), (*companions(to), to), strict=True):
        if os.path.lexists(path):
            path.replace(aside)
            moved.append((path, aside))
    return moved


def _take_name(ready: Copy, book: Path) -> None:
    with closing(connect(ready.path)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
    publish(ready.path, book)


def _named(book: Path, was: Copy, draft: Path) -> Path:
    name = named(f"{book.stem}-replaced", was, draft)
    return _free(book.with_name(f"{name}{book.suffix}"))


def _free(path: Path) -> Path:
    """The path, or the next one that is not taken, nor the log of."""
    number, found = 2, path
    while any(os.path.lexists(one) for one in (found, *companions(found))):
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return found
