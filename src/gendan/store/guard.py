"""Is this file a book of ours, and what does an error of SQLite mean for its user?"""

import sqlite3
import stat
from collections.abc import Sequence
from pathlib import Path

from gendan.errors import BookError, DamagedBook
from gendan.text import Text, same

APPLICATION_ID = 0x67656E64  # "gend"
MAGIC = b"SQLite format 3\x00"
FOREIGN = (
    b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\x89PNG",
    b"\xff\xd8\xff", b"GIF8", b"RIFF", b"ID3", b"MZ", b"\x7fELF", b"\xff\xfe", b"\xfe\xff",
)  # fmt: skip
"""How files of other programs begin: archives and Office files, PDF, pictures, UTF-16 …"""

BLANKS = b"\t\n\f\r"
SqliteError = sqlite3.Error
WAY_OUT = Text(
    "`gendan doctor` names the newest good copy, `gendan restore FILE` brings it back",
    "用 `gendan doctor` 查看最新的完好备份，用 `gendan restore 文件` 恢复",
)
"""What to do about a damaged book."""

NOT_WRITTEN = frozenset((
    sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMMAP,
))  # fmt: skip
"""Errors of a disk that takes no more: a quota, a limit, a share that is gone."""


def look_at(path: Path, called: Path | None = None) -> None:
    """
    Refuse what is not a book of ours before SQLite touches it.

    Args:
        path: The file.
        called: What people know it by, where that is not its name.

    Raises:
        BookError: It is missing, unreadable, somebody else's or damaged.
    """
    named = called or path
    try:
        status = path.stat()
        head = b""
        if stat.S_ISREG(status.st_mode):  # a pipe would be waited for, for ever
            with path.open("rb") as file:
                head = file.read(100)
    except FileNotFoundError:
        raise BookError(
            Text(f"no book at {named}", f"找不到账本 {named}"),
            Text("`gendan init` creates it", "用 `gendan init` 新建"),
        ) from None
    except OSError as error:
        raise BookError(
            Text(f"cannot read {named}: {error.strerror}", f"无法读取 {named}：{error.strerror}"),
            Text("check the path and its rights", "请检查路径及权限"),
        ) from error
    regular = stat.S_ISREG(status.st_mode)
    if not status.st_size and regular:
        raise DamagedBook(
            Text(f"{named} is empty: there is no book in it", f"{named} 是空文件，不是账本"),
            WAY_OUT,
        )
    if not head.startswith(MAGIC) or head[68:72] != APPLICATION_ID.to_bytes(4, "big"):
        lost = regular and not head.startswith(MAGIC) and not _of_others(head)
        raise (DamagedBook if lost else BookError)(
            Text(
                f"{named} is not a gendan book; it was left untouched",
                f"{named} 不是 gendan 账本，未作改动",
            ),
            Text(
                "name your book with --db, or `gendan init` a new one",
                "用 --db 指定账本，或用 `gendan init` 新建",
            ),
        )
    if status.st_nlink > 1:
        raise BookError(
            Text(f"{named} has a second name (hard link)", f"{named} 存在硬链接"),
            Text("two names mean two journals: copy the file instead", "请改为复制文件"),
        )
    page = int.from_bytes(head[16:18], "big")
    if status.st_size % (65536 if page == 1 else max(page, 512)):
        raise damaged(named, "cut off in the middle of a page")


def _of_others(head: bytes) -> bool:
    """Whether a file that begins so is another program's, or a text: no book that was damaged."""
    return head.startswith(FOREIGN) or not any(byte < 32 and byte not in BLANKS for byte in head)


def unusable(path: Path, error: sqlite3.Error) -> BookError | None:
    """What an error of SQLite means for the user; None where it is a bug of ours."""
    code = primary(error)
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
    if getattr(error, "sqlite_errorcode", 0) in NOT_WRITTEN:
        return BookError(
            Text(
                f"{path} could not be written ({error}); nothing of this command is in it",
                f"{path} 写入失败（{error}），本次命令未写入任何内容",
            ),
            Text(
                "the disk may be full, over its quota or failing: make room and try again",
                "磁盘可能已满、超出配额或有故障，请腾出空间后再试",
            ),
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR):
        return damaged(path, str(error))
    return None


def cannot_write(error: sqlite3.Error) -> bool:
    """Whether it only means that nothing can be written now: who reads can go on."""
    return primary(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY)


def damaged(path: Path, why: str | Text, faults: Sequence[Text] = ()) -> DamagedBook:
    """A file that cannot be read as a whole; `why` in our words, or in SQLite's."""
    told = why if isinstance(why, Text) else same(why)
    return DamagedBook(
        Text(f"{path} is damaged: {told.en}", f"{path} 已损坏：{told.zh}"), WAY_OUT, faults
    )


def newer(path: Path, version: int) -> BookError:
    """A book that this gendan is too old for."""
    return BookError(
        Text(
            f"{path} was written by a newer gendan (schema {version})",
            f"{path} 由更新版本的 gendan 写入（结构版本 {version}）",
        ),
        Text("update gendan: pip install -U gendan", "请更新：pip install -U gendan"),
    )


def primary(error: sqlite3.Error) -> int:
    """The primary result code of an error of SQLite."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
