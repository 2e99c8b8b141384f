"""The one door to the database file: create, open, lock (reliability.md §7)."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from gendan.core.settings import with_defaults
from gendan.errors import BookError, Refused
from gendan.store.guard import APPLICATION_ID, damaged, look_at, newer, unusable
from gendan.store.lock import LOCK_SECONDS, Waiting, begin, silent
from gendan.store.place import publish, unaccompanied
from gendan.store.values import utc
from gendan.text import Text

SCHEMA_VERSION = 5


class Book:
    """
    One open book.

    Attributes:
        conn: The connection; only `store` uses it.
        path: Where the file lies.
        settings: The settings of the book, defaults included.
        zone: Its time zone.
        kept: The copy of it that was made when opening it brought it to a new version.
        unsealed: How many changes this command has written whose journal entry is still open.
    """

    def __init__(self, conn: sqlite3.Connection, path: Path, waiting: Waiting = silent) -> None:
        self.conn = conn
        self.path = path
        self.kept: Path | None = None
        self.unsealed = 0
        self._waiting = waiting
        self.settings = with_defaults({})
        self.zone: tzinfo = UTC
        self.read_settings()

    def read_settings(self) -> None:
        """Read the settings (again, after one was changed)."""
        rows = self.conn.execute("SELECT key, value FROM settings")
        self.settings = with_defaults(dict(rows.fetchall()))
        self.zone = ZoneInfo(self.settings["timezone"])

    @property
    def is_demo(self) -> bool:
        """Whether it is an invented book, which may be made anew."""
        row = self.conn.execute("SELECT 1 FROM settings WHERE key = 'demo'").fetchone()
        return row is not None

    def close(self) -> None:
        """Close the file; the write-ahead log is folded into it."""
        self.conn.close()

    @contextmanager
    def locked(self, *, patient: bool = True) -> Iterator[None]:
        """
        One write transaction: BEGIN IMMEDIATE … COMMIT, all or nothing.

        Args:
            patient: Whether to wait for another command; who only reads and keeps does not.

        Raises:
            sqlite3.OperationalError: The book stayed locked for ten seconds, or is locked.
        """
        begin(self.conn, self._waiting, patient=patient)
        try:
            yield
            self.conn.execute("COMMIT")
        except BaseException:
            if self.conn.in_transaction:
                self.conn.execute("ROLLBACK")
            raise


class Opening(NamedTuple):
    """The command that makes a book: when, by whom, its words. It is the first journal entry."""

    at: datetime
    who: str
    command: str


def create_book(path: Path, settings: dict[str, str], opening: Opening) -> None:
    """
    Make a new book with its first settings, readable by its owner only.

    It is made beside its place and then given its name, so that nothing half-made is ever found.

    Raises:
        Refused: There is a file already.
        BookError: The folder cannot be written.
    """
    draft = path.with_name(f"{path.name}.new-{os.getpid()}")
    before = os.umask(0o077)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(path):
            raise _taken(path)
        unaccompanied(path)
        draft.unlink(missing_ok=True)
        _fill(draft, settings, opening)
        try:
            publish(draft, path)
        except FileExistsError:
            raise _taken(path) from None
    except OSError as error:
        raise BookError(
            Text(f"cannot write {path}: {error.strerror}", f"无法写入 {path}：{error.strerror}"),
            Text("use another path with --db", "请用 --db 指定其他路径"),
        ) from error
    finally:
        os.umask(before)
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):
                draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def _taken(path: Path) -> Refused:
    return Refused(
        Text(f"there is a file already: {path}", f"文件已存在：{path}"),
        Text(
            "use another path with --db, or delete the file if it is empty",
            "请用 --db 指定其他路径；若为空文件可先删除",
        ),
    )


def _fill(draft: Path, settings: dict[str, str], opening: Opening) -> None:
    from gendan.store import chain

    conn = connect(draft)
    try:
        conn.execute("PRAGMA journal_mode = WAL")
        migrate(conn)
        conn.execute("BEGIN IMMEDIATE")
        conn.executemany("INSERT INTO settings VALUES (?, ?)", settings.items())
        chain.begin(conn, settings, utc(opening.at), opening.who, opening.command)
        conn.execute("COMMIT")
    finally:
        conn.close()


def open_book(path: Path, waiting: Waiting = silent) -> Book:
    """
    Open a book, after the checks that keep a foreign, newer or damaged file untouched.

    Args:
        path: Where it lies.
        waiting: Called once if a command on this book has to wait for another one.

    Raises:
        BookError: Missing, not gendan's, newer, damaged, locked, or not to be written.
    """
    look_at(path)
    before = os.umask(0o077)
    try:
        conn = connect(path)
        try:
            return _opened(conn, path, waiting)
        except BaseException:
            conn.close()
            raise
    except sqlite3.Error as error:
        raise unusable(path, error) or error from error
    finally:
        os.umask(before)


def _opened(conn: sqlite3.Connection, path: Path, waiting: Waiting) -> Book:
    version = conn.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise newer(path, version)
    kept: list[Path] = []
    if version < SCHEMA_VERSION:
        migrate(conn, waiting, first=lambda: kept.append(_copied(path)))
    try:
        book = Book(conn, path, waiting)
        book.kept = kept[0] if kept else None
        return book
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):  # cut short, it reads as an empty database
            raise damaged(path, str(error)) from error
        raise


def _copied(path: Path) -> Path:
    from gendan.store import backup

    return backup.keep(path, "update").path


def connect(path: Path) -> sqlite3.Connection:
    """A careful connection to a file that was looked at (reliability.md §7)."""
    # autocommit: transactions are begun by hand, and only by Book.locked().
    conn = sqlite3.connect(path, timeout=LOCK_SECONDS, isolation_level=None)
    conn.row_factory = sqlite3.Row
    for pragma in (
        "PRAGMA foreign_keys = ON",
        "PRAGMA synchronous = FULL",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA recursive_triggers = ON",
    ):
        conn.execute(pragma)
    return conn


def migrate(
    conn: sqlite3.Connection,
    waiting: Waiting = silent,
    *,
    version: int = SCHEMA_VERSION,
    first: Callable[[], object] = silent,
) -> None:
    """
    Bring the schema up to date, once, however many processes try (reliability.md §1).

    Args:
        conn: The connection.
        waiting: Called once if another command has to be waited for.
        version: The schema to make.
        first: What is done before, while nobody else can write; not where nothing is to do.
    """
    # The only import of sqlite-utils: it costs more than the whole of a daily command.
    from sqlite_utils import Database

    from gendan.store.migrations import ALL, STEPS

    begin(conn, waiting)
    try:
        if conn.execute("PRAGMA user_version").fetchone()[0] < version:
            first()
            later = [step.__name__ for step in STEPS[version:]]
            ALL.apply(Database(conn, recursive_triggers=True), stop_before=later)
            conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            conn.execute(f"PRAGMA user_version = {version}")
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise
