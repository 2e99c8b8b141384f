"""The one door to the database file: create, open, lock (reliability.md §7)."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from gendan.core.settings import with_defaults
from gendan.errors import BookError, Refused
from gendan.store.guard import APPLICATION_ID, damaged, look_at, primary, unusable
from gendan.text import Text

SCHEMA_VERSION = 4
LOCK_SECONDS = 10.0


class Book:
    """
    One open book.

    Attributes:
        conn: The connection; only `store` uses it.
        path: Where the file lies.
        settings: The settings of the book, defaults included.
        zone: Its time zone.
    """

    def __init__(self, conn: sqlite3.Connection, path: Path) -> None:
        self.conn = conn
        self.path = path
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
    def locked(self) -> Iterator[None]:
        """
        One write transaction: BEGIN IMMEDIATE … COMMIT, all or nothing.

        Polls for the lock with short random sleeps: a plain busy timeout can starve against a
        writer that never pauses (reliability.md §1).

        Raises:
            BookError: The book stayed locked for ten seconds.
        """
        self.conn.execute("PRAGMA busy_timeout = 0")
        deadline = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                self.conn.execute("BEGIN IMMEDIATE")
                break
            except sqlite3.OperationalError as error:
                if primary(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.005 + os.urandom(1)[0] / 5000)  # 5 to 56 ms
        self.conn.execute(f"PRAGMA busy_timeout = {LOCK_SECONDS * 1000:.0f}")
        try:
            yield
            self.conn.execute("COMMIT")
        except BaseException:
            if self.conn.in_transaction:
                self.conn.execute("ROLLBACK")
            raise


def create_book(path: Path, settings: dict[str, str]) -> None:
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
        draft.unlink(missing_ok=True)
        _fill(draft, settings)
        _publish(draft, path)
    except OSError as error:
        raise BookError(
            Text(f"cannot write {path}: {error.strerror}", f"无法写入 {path}：{error.strerror}"),
            Text("use another path with --db", "请用 --db 指定其他路径"),
        ) from error
    finally:
        os.umask(before)
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _publish(draft: Path, path: Path) -> None:
    """Give the finished file its name; of two that make a book at once, one is refused."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise _taken(path) from None
    except OSError:  # a file system without links: claim the name, then take it
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            raise _taken(path) from None
        draft.replace(path)
    else:
        draft.unlink()


def _taken(path: Path) -> Refused:
    return Refused(
        Text(f"there is a file already: {path}", f"文件已存在：{path}"),
        Text(
            "use another path with --db, or delete the file if it is empty",
            "请用 --db 指定其他路径；若为空文件可先删除",
        ),
    )


def _fill(draft: Path, settings: dict[str, str]) -> None:
    conn = _connect(draft)
    try:
        conn.execute("PRAGMA journal_mode = WAL")
        migrate(conn)
        conn.executemany("INSERT INTO settings VALUES (?, ?)", settings.items())
    finally:
        conn.close()


def open_book(path: Path) -> Book:
    """
    Open a book, after the checks that keep a foreign, newer or damaged file untouched.

    Raises:
        BookError: Missing, not gendan's, newer, damaged, locked, or not to be written.
    """
    look_at(path)
    before = os.umask(0o077)
    try:
        conn = _connect(path)
        try:
            return _opened(conn, path)
        except BaseException:
            conn.close()
            raise
    except sqlite3.Error as error:
        raise unusable(path, error) or error from error
    finally:
        os.umask(before)


def _opened(conn: sqlite3.Connection, path: Path) -> Book:
    version = conn.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise BookError(
            Text(
                f"{path} was written by a newer gendan (schema {version})",
                f"{path} 由更新版本的 gendan 写入（结构版本 {version}）",
            ),
            Text("update gendan: pip install -U gendan", "请更新：pip install -U gendan"),
        )
    if version < SCHEMA_VERSION:
        migrate(conn)
    try:
        return Book(conn, path)
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):  # cut short, it reads as an empty database
            raise damaged(path, str(error)) from error
        raise


def _connect(path: Path) -> sqlite3.Connection:
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


def migrate(conn: sqlite3.Connection) -> None:
    """Bring the schema up to date, once, however many processes try (reliability.md §1)."""
    # The only import of sqlite-utils: it costs more than the whole of a daily command.
    from sqlite_utils import Database

    from gendan.store.migrations import ALL

    conn.execute("BEGIN IMMEDIATE")
    try:
        if conn.execute("PRAGMA user_version").fetchone()[0] < SCHEMA_VERSION:
            ALL.apply(Database(conn, recursive_triggers=True))
            conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise
