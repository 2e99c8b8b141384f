"""The one door to the database file: create, open, lock (reliability.md §7)."""

import json
import os
import random
import sqlite3
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from gendan.core.settings import with_defaults
from gendan.errors import BookError, Refused
from gendan.text import Text

APPLICATION_ID = 0x67656E64  # "gend"
SCHEMA_VERSION = 1
LOCK_SECONDS = 10.0
SqliteError = sqlite3.Error
MAGIC = b"SQLite format 3\x00"


class Book:
    """
    One open book.

    Attributes:
        conn: The connection; only `store` uses it.
        path: Where the file lies.
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
                if _primary(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(random.uniform(0.005, 0.05))
        self.conn.execute(f"PRAGMA busy_timeout = {LOCK_SECONDS * 1000:.0f}")
        try:
            yield
            self.conn.execute("COMMIT")
        except BaseException:
            if self.conn.in_transaction:
                self.conn.execute("ROLLBACK")
            raise


def create_book(path: Path, settings: dict[str, str]) -> Book:
    """
    Make a new book with its first settings, readable by its owner only.

    It is made beside its place and then linked there, so that nothing half-made is ever found.

    Raises:
        Refused: There is a file already.
        BookError: The folder cannot be written.
    """
    if os.path.lexists(path):
        raise Refused(
            Text(f"there is a file already: {path}", f"文件已存在：{path}"),
            Text("use another path with --db", "请用 --db 指定其他路径"),
        )
    draft = path.with_name(f"{path.name}.new-{os.getpid()}")
    before = os.umask(0o077)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        conn = _connect(draft)
        conn.execute("PRAGMA journal_mode = WAL")
        book = None
        try:
            _migrate(conn)
            conn.executemany("INSERT INTO settings VALUES (?, ?)", settings.items())
            conn.commit()
        finally:
            conn.close()
        _publish(draft, path)
        book = open_book(path)
    except OSError as error:
        raise BookError(
            Text(f"cannot write {path}: {error.strerror}", f"无法写入 {path}：{error.strerror}"),
            Text("use another path with --db", "请用 --db 指定其他路径"),
        ) from error
    finally:
        os.umask(before)
        draft.unlink(missing_ok=True)
    return book


def open_book(path: Path) -> Book:
    """
    Open a book, after the checks that keep a foreign, newer or damaged file untouched.

    Raises:
        BookError: Missing, not gendan's, newer, damaged, locked, or not to be written.
    """
    _look_at(path)
    before = os.umask(0o077)
    try:
        conn = _connect(path)
        version = conn.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            conn.close()
            raise BookError(
                Text(
                    f"{path} was written by a newer gendan (schema {version})",
                    f"{path} 由更新版本的 gendan 写入（结构版本 {version}）",
                ),
                Text("update gendan: pip install -U gendan", "请更新：pip install -U gendan"),
            )
        if version < SCHEMA_VERSION:
            _migrate(conn)
        return Book(conn, path)
    except sqlite3.Error as error:
        raise unusable(path, error) or error from error
    finally:
        os.umask(before)


def unusable(path: Path, error: sqlite3.Error) -> BookError | None:
    """What an error of SQLite means for the user; None where it is a bug of ours."""
    if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.DataError):
        return None
    code = _primary(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return BookError(
            Text(f"{path} is busy: another command is writing", f"{path} 正被其他命令写入"),
            Text("try again in a moment", "请稍后再试"),
        )
    if code == sqlite3.SQLITE_FULL:
        return BookError(
            Text("the disk is full; nothing was written", "磁盘已满，未写入任何内容"),
            Text("free some space and try again", "请清理磁盘后再试"),
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return BookError(
            Text(f"{path} or its folder cannot be written", f"{path} 或所在文件夹不可写"),
            Text("check the rights of the file and its folder", "请检查文件及文件夹的权限"),
        )
    return BookError(
        Text(f"{path} is damaged: {error}", f"{path} 已损坏：{error}"),
        Text("go back to a copy that you kept", "请改用您保留的副本"),
    )


def utc(moment: datetime) -> str:
    """A moment as it is stored: UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local(text: str, zone: tzinfo) -> datetime:
    """A stored moment in the book's time zone."""
    return datetime.fromisoformat(text).astimezone(zone)


def day(text: str | None) -> date | None:
    """A stored day."""
    return date.fromisoformat(text) if text is not None else None


def json_list(values: Iterable[str]) -> str:
    """Values as one JSON parameter, for `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(list(values), ensure_ascii=False)


def new_id(now: datetime) -> str:
    """A UUIDv7 (RFC 9562): sorts by time, never collides when two books are merged."""
    millis = (now - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    noise = int.from_bytes(os.urandom(10), "big")
    value = (millis & (1 << 48) - 1) << 80 | noise
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _primary(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


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


def _look_at(path: Path) -> None:
    """Refuse what is not a book of ours before SQLite touches it."""
    try:
        status = path.stat()
        head = b""
        if stat.S_ISREG(status.st_mode):  # a pipe would be waited for, for ever
            with path.open("rb") as file:
                head = file.read(100)
    except FileNotFoundError:
        raise BookError(
            Text(f"no book at {path}", f"找不到账本 {path}"),
            Text("`gendan init` creates it", "用 `gendan init` 新建"),
        ) from None
    except OSError as error:
        raise BookError(
            Text(f"cannot read {path}: {error.strerror}", f"无法读取 {path}：{error.strerror}"),
            Text("check the path and its rights", "请检查路径及权限"),
        ) from error
    if not head.startswith(MAGIC) or head[68:72] != APPLICATION_ID.to_bytes(4, "big"):
        raise BookError(
            Text(
                f"{path} is not a gendan book; it was left untouched",
                f"{path} 不是 gendan 账本，未作改动",
            ),
            Text(
                "name your book with --db, or `gendan init` a new one",
                "用 --db 指定账本，或用 `gendan init` 新建",
            ),
        )
    if status.st_nlink > 1:
        raise BookError(
            Text(f"{path} has a second name (hard link)", f"{path} 存在硬链接"),
            Text("two names mean two journals: copy the file instead", "请改为复制文件"),
        )
    page = int.from_bytes(head[16:18], "big")
    if status.st_size % (65536 if page == 1 else max(page, 512)):
        raise BookError(
            Text(f"{path} is cut off in the middle of a page", f"{path} 不完整（文件被截断）"),
            Text("go back to a copy that you kept", "请改用您保留的副本"),
        )


def _migrate(conn: sqlite3.Connection) -> None:
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


def _publish(draft: Path, path: Path) -> None:
    """Give the finished file its name, without ever replacing another one."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise Refused(
            Text(f"there is a file already: {path}", f"文件已存在：{path}"),
            Text("use another path with --db", "请用 --db 指定其他路径"),
        ) from None
    except OSError:  # a file system without links
        draft.rename(path)
    else:
        draft.unlink()
