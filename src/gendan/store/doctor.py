"""Looks at a book and at the place where it lies; works as far as it can on a damaged one."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from gendan.core.health import Finding, Health, Severity, around
from gendan.errors import DamagedBook
from gendan.store import backup, derived, evidence, folders, states, whole
from gendan.store.db import SCHEMA_VERSION, Book
from gendan.store.place import companions, leftovers
from gendan.store.values import local
from gendan.store.write import head
from gendan.text import Text

MAKE_ANEW = Text("`gendan doctor --fix` makes it anew", "用 `gendan doctor --fix` 重建")
JOURNAL_FIX = Text(
    "`gendan journal --verify` lists all; compare with a copy that you kept",
    "用 `gendan journal --verify` 查看全部，并与保留的备份比对",
)

ADVICE = {
    "journal": JOURNAL_FIX,
    "evidence": Text(
        "give the same file again to the command that stored it: check-order, tick, inspect, "
        "complaint or action",
        "请将同一文件重新提供给原命令：check-order、tick、inspect、complaint 或 action",
    ),
}
"""What mends more than the one thing: no copy is needed for it."""


def examine(book: Book, now: datetime, *, fix: bool) -> Health:
    """
    All that is wrong with an open book.

    Args:
        book: The book.
        now: The present moment.
        fix: Whether to mend what can be made anew: derived tables, rights, the journal mode.
    """
    newest = backup.newest_good(book.path, _begins(book.conn))
    found = [_flaw(flaw, newest) for flaw in whole.flaws(book.conn, SCHEMA_VERSION)]
    # What could not even be read would only fail again.
    if not any(finding.code in ("integrity", "schema") for finding in found):
        try:
            found += _lone_content(book)
            found += states.impossible(book, now)
            found += _derived(book, now, fix=fix)
        except (ValueError, LookupError, TypeError) as error:
            found.append(_unreadable_row(error))
    found += _place(book.path, fix=fix)
    found += _mode(book.conn, fix=fix)
    health = _health(book.path, found, newest, now.astimezone(book.zone).date())
    last, latest = head(book.conn)
    return health._replace(schema=SCHEMA_VERSION, entries=last + 1, head=latest)


def despite(path: Path, refusal: DamagedBook, today: date) -> Health:
    """What can be said of a book that could not be opened, and the way out."""
    copy = backup.newest_good(path)
    way = (
        Text(
            f"`gendan restore {copy.path}` goes back to entry {copy.entry} of {copy.day}",
            f"用 `gendan restore {copy.path}` 恢复到 {copy.day} 第 {copy.entry} 条",
        )
        if copy is not None
        else Text(
            "`gendan restore FILE` with a copy that you kept; there is none in `backups`",
            "请用您保留的备份执行 `gendan restore 文件`；`backups` 中没有可用备份",
        )
    )
    found = [Finding("unreadable", Severity.DAMAGE, refusal.text, way)]
    found += [Finding("integrity", Severity.DAMAGE, fault, way) for fault in refusal.faults]
    return _health(path, [*found, *_place(path, fix=False)], copy, today)


def _begins(conn: sqlite3.Connection) -> str | None:
    """What tells this book from others, where it can still be read."""
    try:
        return whole.first(conn)
    except sqlite3.Error:
        return None


def _flaw(flaw: whole.Flawed, copy: whole.Copy | None) -> Finding:
    if flaw.code in ADVICE:
        return Finding(flaw.code, Severity.DAMAGE, flaw.what, ADVICE[flaw.code])
    fix = (
        Text(f"`gendan restore {copy.path}`", f"用 `gendan restore {copy.path}` 恢复")
        if copy is not None
        else Text("go back to a copy: `gendan restore FILE`", "请恢复备份：`gendan restore 文件`")
    )
    return Finding(flaw.code, Severity.DAMAGE, flaw.what, fix)


def _unreadable_row(error: Exception) -> Finding:
    what = Text(f"a row holds what no command writes: {error}", f"有一行的内容无法识别：{error}")
    return Finding("rows", Severity.DAMAGE, what, JOURNAL_FIX)


def _lone_content(book: Book) -> Iterator[Finding]:
    """Stored files that nothing points to."""
    lone = evidence.unnamed(book)
    if lone:
        what = Text(f"stored files that nothing names: {lone}", f"无记录引用的已存文件：{lone}")
        fix = Text(
            "nothing to do: they stay after an undo, which can itself be undone",
            "无需处理：撤销后仍保留，以便恢复",
        )
        yield Finding("orphan-evidence", Severity.INFO, what, fix)


def _derived(book: Book, now: datetime, *, fix: bool) -> Iterator[Finding]:
    latest = _last_moment(book)
    for table in derived.differing(book, max(now, latest), fix=fix):
        # Pinyin comes from a dictionary that may have learnt since; and who looked at the list on
        # a later day left it as it was on that day.
        late = now < latest
        severity = Severity.WARN if late or table == "lookup" else Severity.DAMAGE
        what = Text(
            f"the index {table} is not what the book says", f"索引表 {table} 与账本内容不一致"
        )
        yield Finding("index", severity, what, MAKE_ANEW, fixed=fix)


def _last_moment(book: Book) -> datetime:
    """When the last entry was written, or a calendar last looked up, by the clocks of then."""
    at, looked_up = book.conn.execute(
        """
        SELECT (SELECT at FROM journal ORDER BY seq DESC LIMIT 1),
               (SELECT max(looked_up) FROM calendars)
        """
    ).fetchone()
    written = local(at, book.zone)
    if looked_up is None:
        return written
    day = datetime.combine(date.fromisoformat(looked_up), time(), book.zone)
    return max(written, day)


def _place(path: Path, *, fix: bool) -> Iterator[Finding]:
    """Who can read the book, and where it lies."""
    for file in (path, *companions(path)):
        if os.name == "nt" or not file.is_file():
            continue
        mode = stat.S_IMODE(file.stat().st_mode)
        if mode & 0o077:
            if fix:
                file.chmod(0o600)
            what = Text(f"others can open {file} (mode {mode:o})", f"他人可打开 {file}（{mode:o}）")
            how = Text("`gendan doctor --fix`, or chmod 600", "`gendan doctor --fix` 或 chmod 600")
            yield Finding("file-mode", Severity.WARN, what, how, fixed=fix)
    for left in [*leftovers(path.parent), *leftovers(path.parent / backup.FOLDER)]:
        if fix:
            left.unlink(missing_ok=True)
        what = Text(f"a command that was killed left {left}", f"被中断的命令遗留了 {left}")
        how = Text(
            "the next backup or restore removes it, or `gendan doctor --fix`",
            "下次备份或恢复时自动删除，也可用 `gendan doctor --fix`",
        )
        yield Finding("leftover", Severity.INFO, what, how, fixed=fix)
    danger = folders.concern(path)
    if danger is not None:
        how = Text("move it, and name it with --db", "请移动账本，并用 --db 指定")
        yield Finding("folder", Severity.WARN, danger, how)


def _mode(conn: sqlite3.Connection, *, fix: bool) -> Iterator[Finding]:
    if conn.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        if fix:
            conn.execute("PRAGMA journal_mode = WAL")
        what = Text(
            "it is not in WAL mode: who writes keeps readers waiting, and a power cut may cost the "
            "last command",
            "账本不在 WAL 模式：写入时他人须等待，断电可能丢失最后一条命令",
        )
        how = Text("`gendan doctor --fix` sets it", "用 `gendan doctor --fix` 设置")
        yield Finding("journal-mode", Severity.WARN, what, how, fixed=fix)


def _health(path: Path, found: list[Finding], newest: whole.Copy | None, today: date) -> Health:
    size, free = path.stat().st_size, shutil.disk_usage(path.parent).free
    return Health(
        findings=[*found, *around(size, free, newest and newest.day, today)],
        sqlite=sqlite3.sqlite_version,
        size=size,
        free=free,
        copies=len(backup.kept(path)),
        newest=newest and newest.day,
    )
