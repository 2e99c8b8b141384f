"""Copies of a book: made while others write, looked at before they count, never half-written."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from gendan.errors import BookError, Refused
from gendan.store.guard import unusable
from gendan.store.lock import LOCK_SECONDS
from gendan.store.place import publish, settle
from gendan.store.whole import Copy, examined
from gendan.text import Text

KEPT = 10
"""Copies that are kept of those that gendan makes by itself."""

FOLDER = "backups"
"""Where they lie, beside the book."""


def write(book: Path, target: Path, *, force: bool) -> Copy:
    """
    Copy a book as it is at this moment into a file that only its owner can read.

    Args:
        book: The book; others may go on reading and writing it.
        target: The file to make.
        force: Whether a file of that name may be replaced.

    Raises:
        Refused: There is a file already, or it cannot be written there.
        BookError: The book is damaged, so that its copy would be.
    """
    if target.resolve() in {book.resolve(), *companions(book.resolve())}:
        raise Refused(
            Text(f"{target} is the book itself", f"{target} 就是账本本身"),
            Text("name another file", "请指定其他文件"),
        )
    if os.path.lexists(target) and (not force or target.is_dir()):
        raise _taken(target)
    with _copied(book, target) as (draft, found):
        if force:
            draft.replace(target)
        else:
            publish(draft, target)
        settle(target)
        return found._replace(path=target)


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
    with _copied(book, folder / book.name) as (draft, found):
        name = named(book.stem, found, draft)
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
    found = [
        path
        for path in (folder.iterdir() if folder.is_dir() else ())
        if path.name.startswith(f"{book.stem}-") and "-before-" in path.name
    ]
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def newest_good(book: Path) -> Copy | None:
    """The newest of these copies that is whole."""
    for path in kept(book):
        with suppress(BookError, OSError):
            return examined(path)
    return None


def named(stem: str, found: Copy, draft: Path) -> str:
    """The name of a copy: the day and number of its last entry, and a mark of its content."""
    import hashlib

    with draft.open("rb") as file:
        mark = hashlib.file_digest(file, "sha256").hexdigest()[:8]
    return f"{stem}-{found.day or 'new'}-entry-{found.entry}-{mark}"


def pour(source: sqlite3.Connection, draft: Path) -> None:
    """Fill a file with the book as one reader sees it now; it is one file, also when opened."""
    source.execute("BEGIN")  # waits for its turn, which `backup` would do for ever
    try:
        source.execute("SELECT 1 FROM sqlite_schema").fetchone()
        with closing(sqlite3.connect(draft, isolation_level=None)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        source.execute("ROLLBACK")


@contextmanager
def drafted(target: Path) -> Iterator[Path]:
    """An empty file beside a target, for its owner only; gone at the end if it got no name."""
    draft = target.with_name(f".{target.name}.part-{os.getpid()}")
    before = os.umask(0o077)
    try:
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600, exist_ok=False)
        yield draft
    except OSError as error:
        raise _unwritten(target, error.strerror or "") from error
    finally:
        os.umask(before)
        for path in (draft, *companions(draft)):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def companions(book: Path) -> list[Path]:
    """The files that SQLite keeps beside a book."""
    return [book.with_name(f"{book.name}-{kind}") for kind in ("wal", "shm", "journal")]


@contextmanager
def _copied(book: Path, target: Path) -> Iterator[tuple[Path, Copy]]:
    """A copy of a book that was looked at and has no name yet."""
    try:
        with drafted(target) as draft:
            source = sqlite3.connect(book, timeout=LOCK_SECONDS, isolation_level=None)
            with closing(source):
                pour(source, draft)
            yield draft, examined(draft)
    except FileExistsError:
        raise _taken(target) from None
    except sqlite3.Error as error:
        raise unusable(book, error) or error from error


def _taken(target: Path) -> Refused:
    if target.is_dir():
        return Refused(
            Text(f"{target} is a folder", f"{target} 是文件夹"),
            Text("name a file in it", "请指定其中的文件"),
        )
    return Refused(
        Text(f"there is a file already: {target}", f"文件已存在：{target}"),
        Text("name another file, or replace it with --force", "请指定其他文件，或用 --force 覆盖"),
    )


def _unwritten(target: Path, why: str) -> Refused:
    return Refused(
        Text(f"cannot write {target}: {why}", f"无法写入 {target}：{why}"),
        Text(
            "free some space, or name a folder that exists and that you may write to",
            "请清理磁盘，或指定已存在且有写入权限的文件夹",
        ),
    )
