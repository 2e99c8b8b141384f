"""Many commands on one book at once: nothing is lost, readers never wait, writers say that they do."""

import os
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from gendan.store.db import SCHEMA_VERSION, Book, open_book

from .goods import ORDER
from .process import GENDAN, SECONDS, gendan, old_book, state

pytestmark = pytest.mark.faults
Run = Callable[..., Any]
PROCESSES = 8
SAID = {"en": "waiting for another command …", "zh": "正在等待其他命令…"}


def test_eight_at_once_lose_nothing(
    book: Run, tmp_path: Path, rounds: Callable[[int, int], int]
) -> None:
    each = rounds(100, 5)
    book("customer", "add", "ACME", "Acme")
    before = len(state(tmp_path / "book.db")["journal"])

    def person(name: int) -> list[tuple[int, str]]:
        done = [gendan("log", "ACME", f"call {name}-{n}", "-c", "email") for n in range(each)]
        return [(one.returncode, one.stderr) for one in done if one.returncode]

    with ThreadPoolExecutor(PROCESSES) as pool:
        failed = [one for some in pool.map(person, range(PROCESSES)) for one in some]
    assert failed == []
    found = state(tmp_path / "book.db")
    notes = {row[6] for row in found["interactions"]}
    assert notes == {f"call {name}-{n}" for name in range(PROCESSES) for n in range(each)}
    assert len(found["interactions"]) == PROCESSES * each
    assert len({row[0] for row in found["journal"]}) == before + PROCESSES * each
    verified = gendan("journal", "--verify")
    assert verified.returncode == 0, verified.stderr


@contextmanager
def held(path: Path, seconds: float | None = None) -> Iterator[None]:
    """Somebody else writes all the time; lets go after so many seconds, if they are given."""
    conn = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    conn.execute("BEGIN IMMEDIATE")
    conn.execute("UPDATE customers SET name = name")
    over = threading.Timer(seconds or SECONDS, conn.rollback)
    over.start()
    try:
        yield
    finally:
        over.cancel()
        over.join()
        conn.close()


@pytest.mark.parametrize(
    "words",
    [
        ["due", "--json"],
        ["due", "--on", "2026-12-31", "--json"],
        ["check-order", ORDER, "--json"],
        ["order", "show", ORDER, "--json"],
        ["order", "list", "--json"],
        ["customer", "show", "NORD", "--json"],
        ["journal", "--json"],
        ["delays", "--json"],
        [],
    ],
    ids=" ".join,
)
def test_readers_never_wait(desk: Path, words: list[str]) -> None:
    """Not even those that would keep a calendar, or make the day's list anew, when they can."""
    free = gendan(*words)
    with closing(sqlite3.connect(desk)) as conn, conn:
        conn.execute("DELETE FROM calendars")
        conn.execute("UPDATE agenda SET stale_on = '2026-01-01'")
    with held(desk):
        busy = gendan(*words)
    assert (busy.returncode, busy.stdout) == (free.returncode, free.stdout), busy.stderr
    assert SAID["en"] not in busy.stderr


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_writer_that_waits_says_so_once(book: Run, tmp_path: Path, lang: str) -> None:
    book("customer", "add", "ACME", "Acme")
    with held(tmp_path / "book.db"):
        child = started("log", "ACME", "hello", "--lang", lang)
        assert child.stderr is not None
        assert child.stderr.readline() == SAID[lang] + "\n"
        time.sleep(1.5)
    out, err = child.communicate(timeout=SECONDS)
    assert (child.returncode, err) == (0, "")
    assert "ACME" in out
    assert SAID[lang] not in out


def started(*words: str) -> subprocess.Popen[str]:
    """A command that runs while the test goes on."""
    return subprocess.Popen(
        [*GENDAN, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def test_a_short_wait_is_not_worth_a_word(book: Run, tmp_path: Path) -> None:
    book("customer", "add", "ACME", "Acme")
    with held(tmp_path / "book.db", 0.4):
        done = gendan("log", "ACME", "hello")
    assert (done.returncode, done.stderr) == (0, "")


def test_who_waits_in_vain_is_told_and_writes_nothing(
    book: Run, opened: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gendan.store.lock.LOCK_SECONDS", 1.5)
    book("customer", "add", "ACME", "Acme")
    before = state(tmp_path / "book.db")
    with held(tmp_path / "book.db"):
        ran = book("log", "ACME", "hello")
    assert (ran.code, ran.out) == (4, "")
    first, said, hint = ran.err.splitlines()
    assert first == SAID["en"]
    assert said.startswith("gendan: ")
    assert "busy" in said
    assert hint.startswith("hint: ")
    assert state(tmp_path / "book.db") == before


def test_who_waits_can_be_stopped(book: Run, tmp_path: Path) -> None:
    book("customer", "add", "ACME", "Acme")
    before = state(tmp_path / "book.db")
    with held(tmp_path / "book.db"):
        child = started("log", "ACME", "hello")
        assert child.stderr is not None
        assert child.stderr.readline() == SAID["en"] + "\n"
        os.kill(child.pid, signal.SIGINT)
        out, err = child.communicate(timeout=SECONDS)
    assert (child.returncode, out, err) == (130, "", "")
    assert state(tmp_path / "book.db") == before


def test_a_migration_waits_like_any_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "book.db"
    old_book(path)
    monkeypatch.setattr("gendan.store.lock.PATIENCE_SECONDS", 0.1)
    told: list[str] = []
    with held(path, 0.6):
        open_book(path, lambda: told.append("waits")).close()
    assert told == ["waits"]
    assert state(path)["user_version"] == [(SCHEMA_VERSION,)]
