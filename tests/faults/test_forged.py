"""A row that no command wrote, changed or took away is found, in every table that the journal tells of."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from gendan.store.chain import OUTSIDE
from gendan.store.migrations import ALL
from gendan.store.write import KEYS

from .conftest import Bench
from .filled import empty, fill

pytestmark = pytest.mark.faults
Run = Callable[..., Any]


def told_of() -> list[str]:
    """The tables of the schema that the journal tells of."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        ALL.apply(Database(conn))
        names = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return sorted({name for (name,) in names} - OUTSIDE)


def first(conn: sqlite3.Connection, table: str) -> dict[str, Any]:
    found = conn.execute(f"SELECT * FROM {table} ORDER BY rowid LIMIT 1")
    return dict(zip([column[0] for column in found.description], found.fetchone(), strict=True))


def other(value: object) -> object:
    """Another value of the same kind."""
    if isinstance(value, int):
        return value + 1
    return "2031-02-03" if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)) else f"{value}x"


def update(conn: sqlite3.Connection, table: str) -> None:
    """Change the first field that may be another one."""
    row = first(conn, table)
    key = KEYS.get(table, "id")
    for column in row:
        if column != key and row[column] is not None:
            try:
                words = f"UPDATE {table} SET {column} = ? WHERE {key} = ?"
                conn.execute(words, (other(row[column]), row[key]))
            except sqlite3.IntegrityError:
                continue
            return
    pytest.fail(f"no field of {table} can be changed")


def insert(conn: sqlite3.Connection, table: str) -> None:
    """Add a row like one that is there."""
    row = first(conn, table)
    row[KEYS.get(table, "id")] = "forged"
    marks = ", ".join("?" * len(row))
    for _ in row:
        try:
            conn.execute(f"INSERT INTO {table} VALUES ({marks})", tuple(row.values()))
        except sqlite3.IntegrityError as error:  # UNIQUE constraint failed: table.column
            column = str(error).rpartition(".")[2]
            row[column] = other(row[column])
        else:
            return
    pytest.fail(f"no row of {table} can be added")


def delete(conn: sqlite3.Connection, table: str) -> None:
    """Take a row away to which none points, so that only the journal knows of it."""
    key = KEYS.get(table, "id")
    for (value,) in conn.execute(f"SELECT {key} FROM {table}").fetchall():
        conn.execute("BEGIN")
        conn.execute(f"DELETE FROM {table} WHERE {key} = ?", (value,))
        if not conn.execute("PRAGMA foreign_key_check").fetchall():
            conn.execute("COMMIT")
            return
        conn.execute("ROLLBACK")
    conn.execute(f"DELETE FROM {table} WHERE {key} = ?", (value,))


@pytest.fixture(scope="module")
def kept() -> dict[str, bytes]:
    """The filled book, made once."""
    return {}


@pytest.fixture
def filled(
    bench: Bench,
    tmp_path: Path,
    kept: dict[str, bytes],
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """A book with a row in every table, alone in its folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "book.db"
    if not kept:
        request.getfixturevalue("desk")
        fill(bench, tmp_path)
        assert empty(path) == set()
        kept["book"] = path.read_bytes()
    for old in tmp_path.glob("book.db*"):
        old.unlink()
    path.write_bytes(kept["book"])
    return path


LOOKS = {
    "journal": (["journal", "--verify"], {1, 4}),
    "doctor": (["doctor"], {1, 4}),
    "backup": (["backup", "copy.db"], {1}),
}
"""What looks through a whole book, and its exit codes: 4 where a value cannot even be read."""


def test_a_book_that_commands_wrote_is_sound(filled: Path, run: Run) -> None:
    for words, _ in LOOKS.values():
        ran = run(*words)
        assert ran.code == 0, ran.out + ran.err


@pytest.mark.sampled(8)
@pytest.mark.parametrize("forge", [update, insert, delete], ids=lambda forge: forge.__name__)
@pytest.mark.parametrize("table", told_of())
def test_forged(
    filled: Path, run: Run, table: str, forge: Callable[[sqlite3.Connection, str], None]
) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as conn:
        forge(conn, table)
    for words, codes in LOOKS.values():
        ran = run(*words)
        assert ran.code in codes, f"{words}: {ran.out}{ran.err}"
        assert "Traceback" not in ran.err
