"""Copies of a book: made while others write, looked at before they count, never half-written."""

import os
import re
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from gendan.errors import BookError, DamagedBook, Refused
from gendan.store.guard import unusable
from gendan.store.lock import LOCK_SECONDS
from gendan.store.place import (
    companions,
    drafted,
    is_folder,
    publish,
    same_file,
    settle,
    unaccompanied,
)
from gendan.store.whole import Copy, examined
from gendan.text import Text

KEPT = 10
"""Copies that are kept of those that gendan makes by itself."""

FOLDER = "backups"
"""Where they lie, beside the book."""

OWN = r"-(?:\d{4}-\d\d-\d\d|new)-entry-\d+-[0-9a-f]{8}-before-[a-z]+\.db"
"""How the name of such a copy goes on after that of its book."""


class Written(NamedTuple):
    """A copy that was made: its file, bytes, what is in it, or why it is not whole."""

    path: Path
    size: int
    found: Copy | None
    damage: DamagedBook | None


def write(book: Path, target: Path, *, force: bool) -> Written:
    """
    Copy a book as it is at this moment into a file that only its owner can read.

    One that fails its check is copied as it is: it may be all that there is. It never takes the
    place of another file.

    Args:
        book: The book; others may go on reading and writing it.
        target: The file to make.
        force: Whether a file of that name may be replaced.

    Raises:
        Refused: There is a file already, or it cannot be written there.
        BookError: The book cannot be read, or it is damaged and the file exists.
    """
    if _is_of(book.resolve(), target):
        raise Refused(
            Text(f"{target} is the book itself", f"{target} 就是账本本身"),
            Text("name another file", "请指定其他文件"),
        )
    taken = os.path.lexists(target)
    if taken and (not force or not stat.S_ISREG(os.lstat(target).st_mode)):
        raise _taken(target)
    with _copied(book, target) as draft:
        found, damage = _looked_at(draft, book)
        if taken and damage is not None:
            raise DamagedBook(damage.text, _ANOTHER, damage.faults)
        unaccompanied(target)
        size = draft.stat().st_size
        if taken:
            draft.replace(target)
        else:
            publish(draft, target)
        settle(target)
    return Written(target, size, found, damage)


def keep(book: Path, before: str) -> Copy:
    """
    Keep a copy of a book as it was last committed, before something great is done to it.

    It lies in `backups` beside the book and is named by the last journal entry that is in it; the
    last ten are kept. The same state is not kept twice.

    Args:
        book: The book; this process may hold its lock.
        before: What is going to be done: `import` or `update`.

    Returns:
        The copy, which may be there already.

    Raises:
        Refused: No copy can be written.
        BookError: The book is damaged.
    """
    folder = book.parent / FOLDER
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
    with _copied(book, folder / book.name) as draft:
        found = examined(draft, book)
        name = named(book.name, found, draft)
        for path in folder.iterdir():
            if path.name.startswith(f"{name}-before-"):
                return found._replace(path=path)
        target = folder / f"{name}-before-{before}.db"
        publish(draft, target)
        settle(target)
    for old in kept(book)[KEPT:]:
        with suppress(OSError):
            old.unlink()
    return found._replace(path=target)


def kept(book: Path) -> list[Path]:
    """The copies that gendan made of a book by itself, newest first."""
    folder = book.parent / FOLDER
    own = re.compile(re.escape(book.name) + OWN)
    found = [
        path
        for path in (folder.iterdir() if folder.is_dir() else ())
        if own.fullmatch(path.name) is not None
    ]
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def newest_good(book: Path, first: str | None = None) -> Copy | None:
    """
    The newest of these copies that is whole.

    Args:
        book: The book.
        first: The hash of the entry that it begins with, where that can be read: a copy that
            begins otherwise is of another book that had its name.
    """
    for path in kept(book):
        with suppress(BookError, OSError):
            found = examined(path)
            if None in (first, found.first) or found.first == first:
                return found
    return None


def named(name: str, found: Copy, draft: Path) -> str:
    """The name of a copy: the day and number of its last entry, and a mark of its content."""
    import hashlib

    with draft.open("rb") as file:
        mark = hashlib.file_digest(file, "sha256").hexdigest()[:8]
    return f"{name}-{found.day or 'new'}-entry-{found.entry}-{mark}"


def pour(source: sqlite3.Connection, draft: Path) -> None:
    """Fill a file with the book as one reader sees it now; it is one file, also when opened."""
    with closing(sqlite3.connect(draft, isolation_level=None)) as copy:
        flow(source, copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def flow(source: sqlite3.Connection, copy: sqlite3.Connection) -> None:
    """Fill an empty database with the book as one reader sees it now."""
    source.execute("BEGIN")  # waits for its turn, which `backup` would do for ever
    try:
        source.execute("SELECT 1 FROM sqlite_schema").fetchone()
        source.backup(copy)
    finally:
        source.execute("ROLLBACK")


@contextmanager
def _copied(book: Path, target: Path) -> Iterator[Path]:
    """A copy of a book that has no name yet."""
    try:
        with drafted(target) as draft:
            source = sqlite3.connect(book, timeout=LOCK_SECONDS, isolation_level=None)
            with closing(source):
                pour(source, draft)
            yield draft
    except FileExistsError:
        raise _taken(target) from None
    except sqlite3.Error as error:
        raise unusable(book, error) or error from error


def _looked_at(draft: Path, book: Path) -> tuple[Copy | None, DamagedBook | None]:
    """What is in a copy, or why it is not whole."""
    try:
        return examined(draft, book), None
    except DamagedBook as damage:
        return None, damage


def _is_of(book: Path, target: Path) -> bool:
    """Whether a path leads to a book or to what SQLite keeps beside it, by whichever way."""
    # By names too: the log may not be there yet, and some disks do not tell Book from book.
    names = {path.name.casefold() for path in (book, *companions(book))}
    place = target.resolve()
    named = place.name.casefold() in names and same_file(place.parent, book.parent)
    return named or same_file(place, book)


_ANOTHER = Text(
    "name another file: a copy that is not whole replaces nothing",
    "请指定其他文件：不完整的备份不会覆盖任何文件",
)


def _taken(target: Path) -> Refused:
    if is_folder(target):
        return Refused(
            Text(f"{target} is a folder", f"{target} 是文件夹"),
            Text("name a file in it", "请指定其中的文件"),
        )
    if not stat.S_ISREG(os.lstat(target).st_mode):
        return Refused(
            Text(f"{target} is no regular file", f"{target} 不是普通文件"),
            Text("name another file", "请指定其他文件"),
        )
    return Refused(
        Text(f"there is a file already: {target}", f"文件已存在：{target}"),
        Text("name another file, or replace it with --force", "请指定其他文件，或用 --force 覆盖"),
    )
