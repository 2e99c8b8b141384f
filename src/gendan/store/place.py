"""How a finished file gets its name: never half-made, never over another one, never beside a log."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gendan.errors import Refused
from gendan.text import Text

PART = re.compile(r"\.gendan-(\d+)-[0-9a-f]{8}\.part(?:-wal|-shm|-journal)?")
"""What a half-made file is called: by the process that makes it, short in any folder."""


def companions(book: Path) -> list[Path]:
    """The files that SQLite keeps beside a book."""
    return [book.with_name(f"{book.name}-{kind}") for kind in ("wal", "shm", "journal")]


def unaccompanied(path: Path) -> None:
    """
    Make sure that no log of an earlier book lies where a book is going to be.

    SQLite would play it into the new one.

    Raises:
        Refused: There is one.
    """
    for left in companions(path):
        if os.path.lexists(left):
            raise Refused(
                Text(
                    f"{left} was left by another book; SQLite would read it into {path}",
                    f"{left} 是另一账本遗留的文件，SQLite 会将其读入 {path}",
                ),
                Text(
                    "move it away if that book is gone for good, or name another file",
                    "若原账本已不再需要，请移走该文件，或指定其他文件",
                ),
            )


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file that is there, by whichever names."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether a folder is there; a name that no disk can have is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def publish(draft: Path, path: Path) -> None:
    """
    Give a finished file its name; of two that do so at once, one fails.

    Raises:
        FileExistsError: The name is taken.
        Refused: A log of an earlier book lies beside it.
        OSError: The folder cannot be written.
    """
    unaccompanied(path)
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: claim the name, then take it
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        draft.replace(path)
    else:
        draft.unlink()


def settle(path: Path) -> None:
    """Wait until a file and its name are on the disk, where the system can say so."""
    for place in (path, path.parent):
        try:
            number = os.open(place, os.O_RDONLY)
        except OSError:  # Windows opens no folder
            continue
        try:
            os.fsync(number)
        finally:
            os.close(number)


@contextmanager
def drafted(target: Path) -> Iterator[Path]:
    """
    An empty file beside a target, for its owner only; gone at the end if it got no name.

    What killed processes have left there is cleared away.

    Raises:
        Refused: Nothing can be written there.
    """
    for left in leftovers(target.parent):
        with suppress(OSError):
            left.unlink()
    draft = target.with_name(f".gendan-{os.getpid()}-{os.urandom(4).hex()}.part")
    before = os.umask(0o077)
    try:
        draft.touch(mode=0o600, exist_ok=False)
        yield draft
    except FileExistsError:
        raise
    except OSError as error:
        raise _unwritten(target, error.strerror or "") from error
    finally:
        os.umask(before)
        for path in (draft, *companions(draft)):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def leftovers(folder: Path) -> list[Path]:
    """The half-made files in a folder whose process is gone."""
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return []
    return [
        path
        for path in found
        if (part := PART.fullmatch(path.name)) is not None and not _lives(int(part[1]))
    ]


def _lives(process: int) -> bool:
    """Whether a process of this number runs; Windows keeps an open file by itself."""
    if os.name == "nt":
        return process == os.getpid()
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _unwritten(target: Path, why: str) -> Refused:
    return Refused(
        Text(f"cannot write {target}: {why}", f"无法写入 {target}：{why}"),
        Text(
            "free some space, or name a folder that exists and that you may write to",
            "请清理磁盘，或指定已存在且有写入权限的文件夹",
        ),
    )
