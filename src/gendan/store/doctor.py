"""Looks at a book and at the place where it lies; works as far as it can on a damaged one."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from gendan.core.health import Finding, Health, Severity, around
from gendan.errors import DamagedBook
from gendan.store import backup, derived, evidence, folders, states, whole
from gendan.store.db import SCHEMA_VERSION, Book
from gendan.store.write import head
from gendan.text import Text

MAKE_ANEW = Text("`gendan doctor --fix` makes it anew", "用 `gendan doctor --fix` 重建")
JOURNAL_FIX = Text(
    "`gendan journal --verify` lists all; compare with a copy that you kept",
    "用 `gendan journal --verify` 查看全部，并与保留的备份比对",
)


def examine(book: Book, now: datetime, *, fix: bool) -> Health:
    """
    All that is wrong with an open book.

    Args:
        book: The book.
        now: The present moment.
        fix: Whether to mend what can be made anew: derived tables, rights, the journal mode.
    """
    found = [_flaw(flaw, book.path) for flaw in whole.flaws(book.conn, SCHEMA_VERSION)]
    # What could not even be read would only fail again.
    if not any(finding.code in ("integrity", "schema") for finding in found):
        try:
            found += _content(book)
            found += states.impossible(book, now)
            found += _derived(book, now, fix=fix)
        except (ValueError, LookupError, TypeError) as error:
            found.append(_unreadable_row(error))
    found += _place(book.path, fix=fix)
    found += _mode(book.conn, fix=fix)
    health = _health(book.path, found, now.astimezone(book.zone).date())
    last, newest = head(book.conn)
    return health._replace(schema=SCHEMA_VERSION, entries=last + 1, head=newest)


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
    return _health(path, [*found, *_place(path, fix=False)], today)


def _flaw(flaw: whole.Flawed, path: Path) -> Finding:
    if flaw.code == "journal":
        return Finding(flaw.code, Severity.DAMAGE, flaw.what, JOURNAL_FIX)
    copy = backup.newest_good(path)
    fix = (
        Text(f"`gendan restore {copy.path}`", f"用 `gendan restore {copy.path}` 恢复")
        if copy is not None
        else Text("go back to a copy: `gendan restore FILE`", "请恢复备份：`gendan restore 文件`")
    )
    return Finding(flaw.code, Severity.DAMAGE, flaw.what, fix)


def _unreadable_row(error: Exception) -> Finding:
    what = Text(f"a row holds what no command writes: {error}", f"有一行的内容无法识别：{error}")
    return Finding("rows", Severity.DAMAGE, what, JOURNAL_FIX)


def _content(book: Book) -> Iterator[Finding]:
    """Stored files that are not what was stored, and such as nothing points to."""
    for sha256 in evidence.unsound(book):
        what = Text(
            f"the stored file {sha256[:12]} is not what was stored",
            f"已存文件 {sha256[:12]} 与存入时不符",
        )
        fix = Text("give it again to check-order or tick", "请重新提供给 check-order 或 tick")
        yield Finding("evidence", Severity.DAMAGE, what, fix)
    lone = evidence.unnamed(book)
    if lone:
        what = Text(f"stored files that nothing names: {lone}", f"无记录引用的已存文件：{lone}")
        fix = Text(
            "nothing to do: they stay after an undo, which can itself be undone",
            "无需处理：撤销后仍保留，以便恢复",
        )
        yield Finding("orphan-evidence", Severity.INFO, what, fix)


def _derived(book: Book, now: datetime, *, fix: bool) -> Iterator[Finding]:
    for table in derived.differing(book, now, fix=fix):
        # Pinyin comes from a dictionary that may have learnt since.
        severity = Severity.WARN if table == "lookup" else Severity.DAMAGE
        what = Text(
            f"the index {table} is not what the book says", f"索引表 {table} 与账本内容不一致"
        )
        yield Finding("index", severity, what, MAKE_ANEW, fixed=fix)


def _place(path: Path, *, fix: bool) -> Iterator[Finding]:
    """Who can read the book, and where it lies."""
    for file in (path, *backup.companions(path)):
        if os.name == "nt" or not file.is_file():
            continue
        mode = stat.S_IMODE(file.stat().st_mode)
        if mode & 0o077:
            if fix:
                file.chmod(0o600)
            what = Text(f"others can open {file} (mode {mode:o})", f"他人可打开 {file}（{mode:o}）")
            how = Text("`gendan doctor --fix`, or chmod 600", "`gendan doctor --fix` 或 chmod 600")
            yield Finding("file-mode", Severity.WARN, what, how, fixed=fix)
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


def _health(path: Path, found: list[Finding], today: date) -> Health:
    size, free = path.stat().st_size, shutil.disk_usage(path.parent).free
    newest = backup.newest_good(path)
    return Health(
        findings=[*found, *around(size, free, newest and newest.day, today)],
        sqlite=sqlite3.sqlite_version,
        size=size,
        free=free,
        copies=len(backup.kept(path)),
        newest=newest and newest.day,
    )
