"""The book as a file: its marks, its rights, its refusals, and many writers at once (reliability.md)."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from gendan.errors import BookError, Refused
from gendan.store.db import APPLICATION_ID, SCHEMA_VERSION, Book, Opening, create_book, open_book

Run = Callable[..., Any]
OPENING = Opening(datetime.fromisoformat("2026-03-02T09:00:00+08:00"), "wang", "init")
SCHEMA = Path(__file__).with_name("schema.sql")


def pragma(book: Book, name: str) -> Any:
    return book.conn.execute(f"PRAGMA {name}").fetchone()[0]


def test_only_its_owner_may_read_it(opened: Book, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / "book.db").stat().st_mode) == 0o600


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077], ids=oct)
def test_whatever_the_umask(run: Run, tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        run("init", "--timezone", "Asia/Shanghai")
        run("customer", "add", "ACME", "Acme")
        book = open_book(tmp_path / "book.db")
        with book.locked():
            book.conn.execute("UPDATE customers SET name = 'Other'")
            files = sorted(tmp_path.glob("book.db*"))
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in files}
        book.close()
        assert os.umask(umask) == umask
    finally:
        os.umask(before)
    assert set(modes.values()) == {0o600}, modes


def test_it_carries_the_marks_of_gendan(opened: Book) -> None:
    assert pragma(opened, "application_id") == APPLICATION_ID
    assert pragma(opened, "user_version") == SCHEMA_VERSION


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("foreign_keys", 1),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("trusted_schema", 0),
        ("recursive_triggers", 1),
    ],
)
def test_every_connection_is_careful(opened: Book, name: str, value: str | int) -> None:
    assert pragma(opened, name) == value


def test_every_table_is_strict(opened: Book) -> None:
    tables = opened.conn.execute("PRAGMA table_list").fetchall()
    own = {row["name"]: row["strict"] for row in tables if not row["name"].startswith("sqlite_")}
    loose = {name for name, strict in own.items() if not strict}
    assert loose <= {"_sqlite_migrations"}, f"not STRICT: {loose}"


def test_the_book_is_whole(opened: Book) -> None:
    assert pragma(opened, "integrity_check") == "ok"
    assert opened.conn.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_schema_is_the_one_that_was_agreed(opened: Book) -> None:
    """`UPDATE_SCHEMA=1 pytest tests/store/test_db.py` writes schema.sql anew; read the diff."""
    rows = opened.conn.execute(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name"
    )
    found = "\n\n".join(f"{row['sql']};" for row in rows) + "\n"
    if os.environ.get("UPDATE_SCHEMA"):
        SCHEMA.write_text(found, encoding="utf-8")
    assert SCHEMA.read_text(encoding="utf-8") == found, (
        "the schema differs from tests/store/schema.sql; if you meant it, add a migration, raise "
        "SCHEMA_VERSION and run: UPDATE_SCHEMA=1 pytest tests/store/test_db.py"
    )


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        pytest.param("customers", "tier", "D", id="a tier that does not exist"),
        pytest.param("customers", "since", "2026-02-30", id="a day that does not exist"),
        pytest.param("customers", "since", "someday", id="no day"),
        pytest.param("customers", "state", "asleep", id="a state that does not exist"),
        pytest.param("customers", "tier_pinned", "12abc", id="a word as a number"),
        pytest.param("customers", "name", None, id="no name"),
        pytest.param("customers", "code", "", id="an empty code"),
        pytest.param("interactions", "at", "2026-03-02 09:00", id="a moment of another form"),
        pytest.param("interactions", "kind", "dream", id="a kind that does not exist"),
        pytest.param("interactions", "customer", "nobody", id="a customer that does not exist"),
    ],
)
def test_the_file_refuses_what_cannot_be(
    book: Run, tmp_path: Path, table: str, column: str, value: str | None
) -> None:
    book("customer", "add", "ACME", "Acme")
    book("log", "ACME")
    opened = open_book(tmp_path / "book.db")
    with pytest.raises(sqlite3.IntegrityError):
        opened.conn.execute(f"UPDATE {table} SET {column} = ?", (value,))
    opened.close()


def test_a_transaction_is_all_or_nothing(opened: Book) -> None:
    def twice() -> None:
        with opened.locked():
            for value in ("red", "blue"):
                opened.conn.execute("INSERT INTO settings VALUES ('colour', ?)", (value,))

    with pytest.raises(sqlite3.IntegrityError):
        twice()
    assert not opened.conn.in_transaction
    rows = opened.conn.execute("SELECT 1 FROM settings WHERE key = 'colour'").fetchall()
    assert rows == []


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE customers (code TEXT)")
        conn.execute("INSERT INTO customers VALUES ('MINE')")
    conn.close()


def foreign_in_wal(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("CREATE TABLE t (x)")
    conn.close()


def other_id(path: Path) -> None:
    foreign(path)
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA application_id = 42")
    conn.close()


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(foreign, id="another program's database"),
        pytest.param(foreign_in_wal, id="in WAL mode"),
        pytest.param(other_id, id="with an application_id of its own"),
        pytest.param(lambda path: path.write_bytes(b""), id="an empty file"),
        pytest.param(lambda path: path.write_bytes(b"\0"), id="one byte"),
        pytest.param(lambda path: path.write_text("notes\n" * 99), id="a text"),
        pytest.param(lambda path: path.write_bytes(b"SQLite format 3\0"), id="only the magic"),
    ],
)
def test_what_is_not_ours_stays_as_it_is(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "other.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(BookError) as caught:
        open_book(path)
    assert caught.value.exit_code == 4
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["other.db"]
    with pytest.raises(Refused):
        create_book(path, {}, OPENING)
    assert path.read_bytes() == before


def test_a_newer_book_stays_as_it_is(opened: Book, tmp_path: Path) -> None:
    opened.conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    opened.close()
    before = (tmp_path / "book.db").read_bytes()
    with pytest.raises(BookError) as caught:
        open_book(tmp_path / "book.db")
    assert "pip install -U gendan" in caught.value.hint.en
    assert (tmp_path / "book.db").read_bytes() == before


def test_a_second_name_is_refused(opened: Book, tmp_path: Path) -> None:
    opened.close()
    os.link(tmp_path / "book.db", tmp_path / "twin.db")
    for name in ("book.db", "twin.db"):
        with pytest.raises(BookError):
            open_book(tmp_path / name)


@pytest.mark.parametrize("size", [0, 1, 99, 100, 512, 4095, 4096, -4096, -4097, -1])
def test_a_truncated_book_is_refused(opened: Book, tmp_path: Path, size: int) -> None:
    path = tmp_path / "book.db"
    opened.close()
    os.truncate(path, size if size >= 0 else path.stat().st_size + size)
    before = path.read_bytes()
    with pytest.raises(BookError):
        open_book(path).conn.execute("SELECT count(*) FROM customers").fetchall()
    assert path.read_bytes() == before


def test_nothing_half_made_is_left_when_the_place_is_taken(opened: Book, tmp_path: Path) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(Refused):
        create_book(tmp_path / "book.db", {}, OPENING)
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_folder_is_made_for_a_new_book(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "book.db"
    assert run("init", "--db", str(path)).code == 0
    assert [p.name for p in path.parent.iterdir()] == ["book.db"]


def in_processes(commands: list[list[str]]) -> list[int]:
    """Exit codes of the commands, each in a process of its own, four at a time."""

    def alone(words: list[str]) -> int:
        command = [sys.executable, "-m", "gendan", *words]
        return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(alone, commands))


def test_many_writers_lose_nothing(book: Run, tmp_path: Path) -> None:
    book("customer", "add", "ACME", "Acme")
    path = tmp_path / "book.db"
    notes = [f"call {n}" for n in range(40)]
    assert in_processes([["log", "ACME", note, "-c", "email"] for note in notes]) == [0] * 40
    opened = open_book(path)
    found = [row["note"] for row in opened.conn.execute("SELECT note FROM interactions")]
    entries = opened.conn.execute("SELECT seq FROM journal ORDER BY seq").fetchall()
    check = pragma(opened, "integrity_check")
    opened.close()
    assert sorted(found) == sorted(notes)
    assert [row["seq"] for row in entries] == list(range(42))
    assert check == "ok"


def test_many_makers_make_one_book(tmp_path: Path) -> None:
    path = tmp_path / "new" / "book.db"
    words = ["init", "--db", str(path), "--timezone", "Asia/Shanghai"]
    assert sorted(in_processes([words] * 4)) == [0, 3, 3, 3]
    opened = open_book(path)
    assert opened.settings["timezone"] == "Asia/Shanghai"
    opened.close()
    assert [p.name for p in path.parent.iterdir()] == ["book.db"]


def test_a_locked_book_is_busy_not_broken(
    book: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gendan.store.lock.LOCK_SECONDS", 0.1)
    book("customer", "add", "ACME", "Acme")
    other = open_book(tmp_path / "book.db")
    with other.locked():
        ran = book("log", "ACME")
        reading = book("due", "--json", "--days", "40")
    other.close()
    assert (ran.code, ran.out) == (4, "")
    assert "\nhint: " in ran.err
    assert reading.code == 0
