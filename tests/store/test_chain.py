"""The journal as evidence: nothing of it can be changed, and what was changed past it is found."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gendan.cli.app import main
from gendan.core.chain import Flaw, Verified
from gendan.core.seal import Seal, Written
from gendan.store import chain
from gendan.store.db import Book, connect, migrate
from gendan.store.whole import examined, reading

Run = Callable[..., Any]
COMMANDS = (
    ["init", "--timezone", "Asia/Shanghai"],
    ["customer", "add", "ACME", "Acme Trading", "--country", "DE", "--tier", "B"],
    ["customer", "edit", "ACME", "--name", "Acme 贸易"],
    ["log", "ACME", "hello", "--next", "+2d"],
    ["undo"],
    ["config", "home_country", "VN"],
    ["order", "add", "PO-1", "ACME", "--incoterm", "FOB"],
    ["order", "line", "add", "PO-1", "M-1", "5"],
    ["order", "amend", "PO-1", "incoterm=CIF"],
    ["log", "ACME", "again"],
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in which somebody worked; in one file, without a trigger that would guard it."""
    path = tmp_path_factory.mktemp("made") / "book.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENDAN_NOW", "2026-03-02T08:00:00+08:00")
        patch.setenv("GENDAN_DB", str(path))
        patch.setenv("GENDAN_USER", "wang")
        for words in COMMANDS:
            assert main(list(words)) == 0
    with closing(connect(path)) as conn:
        conn.execute("PRAGMA journal_mode = DELETE")
        for row in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            conn.execute(f"DROP TRIGGER {row['name']}")
    return path


@pytest.fixture
def loose(made: Path) -> Iterator[sqlite3.Connection]:
    """That book in memory: whatever is done to it is gone afterwards."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        with closing(sqlite3.connect(made)) as source:
            source.backup(conn)
        conn.execute("PRAGMA foreign_keys = OFF")
        yield conn


def flaws(conn: sqlite3.Connection) -> list[Flaw]:
    return list(chain.verify(conn).flaws)


def test_what_was_only_written_by_commands_is_valid(loose: sqlite3.Connection) -> None:
    found = chain.verify(loose)
    assert (found.entries, found.flaws) == (len(COMMANDS), [])
    assert len(found.head) == 64
    assert list(found.heads.values()) == list(range(len(COMMANDS)))


VALUES = st.one_of(
    st.none(), st.integers(-3, 12), st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
)
JOURNALED = ("journal", "changes", "settings", "customers", "interactions", "orders",
             "order_lines", "amendments", "people", "tier_changes", "requirements")  # fmt: skip
ANY_BOOK = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@ANY_BOOK
@given(data=st.data())
def test_any_single_edit_is_found(loose: sqlite3.Connection, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(JOURNALED))
    rows = loose.execute(f"SELECT rowid, * FROM {table}" if table != "changes" else
                         "SELECT entry || '.' || n, * FROM changes").fetchall()  # fmt: skip
    assume(rows)
    row = data.draw(st.sampled_from(rows))
    columns = [c[1] for c in loose.execute(f"PRAGMA table_info({table})")]
    place = data.draw(st.integers(0, len(columns) - 1))
    value = data.draw(VALUES)
    key = "entry || '.' || n" if table == "changes" else "rowid"
    loose.execute("SAVEPOINT edit")
    try:
        loose.execute(f"UPDATE {table} SET {columns[place]} = ? WHERE {key} = ?", (value, row[0]))
        after = loose.execute(
            f"SELECT {columns[place]} FROM {table} WHERE {key} = ?", (row[0],)
        ).fetchone()
        assume(after is None or after[0] != row[1 + place])
        assert flaws(loose), (table, columns[place], row, value)
    except sqlite3.IntegrityError:
        assume(False)
    finally:
        loose.execute("ROLLBACK TO edit")
        loose.execute("RELEASE edit")


@ANY_BOOK
@given(data=st.data())
def test_any_removal_is_found(loose: sqlite3.Connection, data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(JOURNALED))
    count = loose.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    assume(count)
    place = data.draw(st.integers(0, count - 1))
    key = "(entry, n)" if table == "changes" else "rowid"
    found = "entry, n" if table == "changes" else "rowid"
    loose.execute("SAVEPOINT edit")
    loose.execute(
        f"DELETE FROM {table} WHERE {key} IN (SELECT {found} FROM {table} LIMIT 1 OFFSET ?)",
        (place,),
    )
    assert flaws(loose), (table, place)
    loose.execute("ROLLBACK TO edit")
    loose.execute("RELEASE edit")


@ANY_BOOK
@given(
    seq=st.integers(-2, 14), who=st.text("abz", max_size=3), digest=st.text("0af", max_size=64)
)  # fmt: skip
def test_any_inserted_entry_is_found(
    loose: sqlite3.Connection, seq: int, who: str, digest: str
) -> None:
    loose.execute("SAVEPOINT edit")
    loose.execute("UPDATE journal SET seq = seq + 100 WHERE seq >= ?", (seq,))
    loose.execute("UPDATE journal SET seq = seq - 99 WHERE seq >= 100")
    loose.execute(
        "INSERT INTO journal VALUES (?, '2026-03-02T01:00:00Z', ?, 'log', NULL, ?)",
        (seq, who, digest),
    )
    assert flaws(loose)
    loose.execute("ROLLBACK TO edit")
    loose.execute("RELEASE edit")


@ANY_BOOK
@given(entry=st.integers(0, 14), n=st.integers(0, 9), table=st.sampled_from(JOURNALED))
def test_any_inserted_change_is_found(
    loose: sqlite3.Connection, entry: int, n: int, table: str
) -> None:
    loose.execute("SAVEPOINT edit")
    try:
        loose.execute("INSERT INTO changes VALUES (?, ?, ?, 'x', NULL, '{}')", (entry, n, table))
        assert flaws(loose)
    except sqlite3.IntegrityError:
        assume(False)
    finally:
        loose.execute("ROLLBACK TO edit")
        loose.execute("RELEASE edit")


LAST = len(COMMANDS) - 1


@pytest.mark.parametrize(
    ("sql", "entry", "words"),
    [
        pytest.param("UPDATE journal SET who = 'li' WHERE seq = 3", 3, "edited", id="who"),
        pytest.param("UPDATE journal SET command = 'x' WHERE seq = 0", 0, "edited", id="the first"),
        pytest.param("DELETE FROM journal WHERE seq = 4", 5, "removed before it: entry 4", id="an entry"),
        pytest.param("DELETE FROM journal WHERE seq IN (4, 5)", 6, "entry 4–5", id="two entries"),
        pytest.param("DELETE FROM changes WHERE entry = 0 AND n = 1", 0, "a change of it was removed", id="a change"),
        pytest.param("UPDATE changes SET new = replace(new, 'hello', 'hallo') WHERE entry = 3", 3, "edited", id="a value"),
        pytest.param("UPDATE changes SET new = 'garbage' WHERE entry = 3 AND n = 0", 3, "edited", id="no JSON any more"),
        pytest.param("UPDATE journal SET hash = 'x' WHERE seq = 2", 2, "edited", id="a hash"),
        pytest.param("DELETE FROM journal", None, "empty", id="all"),
    ],
)  # fmt: skip
def test_it_says_which_and_how(
    loose: sqlite3.Connection, sql: str, entry: int | None, words: str
) -> None:
    loose.execute(sql)
    first = flaws(loose)[0]
    assert first.entry == entry
    assert words in first.what.en
    assert first.what.zh


def test_one_edit_is_told_once(loose: sqlite3.Connection) -> None:
    loose.execute("UPDATE journal SET who = 'li' WHERE seq = 3")
    assert [flaw.entry for flaw in flaws(loose)] == [3]


@pytest.mark.parametrize(
    ("sql", "table", "words"),
    [
        pytest.param("UPDATE customers SET name = 'Evil'", "customers", "not as entry 2", id="edited"),
        pytest.param("UPDATE settings SET value = 'US' WHERE key = 'home_country'", "settings", "not as entry 5", id="a setting"),
        pytest.param("UPDATE settings SET value = 'UTC' WHERE key = 'timezone'", "settings", "not as entry 0", id="a first setting"),
        pytest.param("DELETE FROM order_lines", "order_lines", "is gone", id="removed"),
        pytest.param("INSERT INTO settings VALUES ('levels', '1')", "settings", "no entry", id="inserted"),
    ],
)  # fmt: skip
def test_a_row_past_the_journal_is_found(
    loose: sqlite3.Connection, sql: str, table: str, words: str
) -> None:
    loose.execute(sql)
    (flaw,) = flaws(loose)
    assert flaw.table == table
    assert words in flaw.what.en


def test_text_that_is_none_is_no_crash(loose: sqlite3.Connection) -> None:
    loose.execute("UPDATE journal SET who = CAST(x'ff41' AS TEXT) WHERE seq = 1")
    assert [flaw.entry for flaw in flaws(loose)] == [1]


def test_all_hashes_made_anew_are_found_only_by_a_head_kept_elsewhere(
    loose: sqlite3.Connection,
) -> None:
    """What the chain does not promise: docs say so, and the head is why it is printed."""
    before = chain.verify(loose)
    loose.execute("UPDATE journal SET who = 'li' WHERE seq = 3")
    last = ""
    for link in list(chain.links(loose)):
        seal = Seal(last)
        for change in link.changes:
            seal.add(change)
        last = seal.close(*link[:5])
        loose.execute("UPDATE journal SET hash = ? WHERE seq = ?", (last, link.seq))
    after: Verified = chain.verify(loose)
    assert after.flaws == []
    assert before.head not in after.heads


LINES = st.lists(st.text(max_size=4), min_size=1, max_size=4)


@given(a=LINES, b=LINES)
def test_no_two_entries_have_the_same_text(a: list[str], b: list[str]) -> None:
    assume(a != b)

    def hashed(values: list[str]) -> str:
        seal = Seal("")
        for n, value in enumerate(values):
            seal.add(Written(n, "t", value, None, value))
        return seal.close(1, "at", "who", "command", None)

    assert hashed(a) != hashed(b)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal SET who = 'li'",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT seq, at, 'li', command, undoes, hash FROM journal",
        "INSERT INTO journal VALUES (99, '2026-03-02T01:00:00Z', 'li', 'log', NULL, 'x')",
        "INSERT INTO journal VALUES (-1, '2026-03-02T01:00:00Z', 'li', 'log', NULL, 'x')",
        "UPDATE changes SET new = '{}'",
        "DELETE FROM changes",
        "INSERT OR REPLACE INTO changes SELECT entry, n, tbl, row, old, '{}' FROM changes",
        "INSERT INTO changes VALUES (0, 99, 'customers', 'x', NULL, '{}')",
    ],
)
def test_the_journal_is_append_only(opened: Book, sql: str) -> None:
    before = opened.conn.execute("SELECT * FROM journal").fetchall()
    with pytest.raises(sqlite3.IntegrityError, match="append only"):
        opened.conn.execute(sql)
    assert opened.conn.execute("SELECT * FROM journal").fetchall() == before


def older(path: Path) -> None:
    """A book of schema 4, with two entries and settings of which one was changed."""
    with closing(connect(path)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        migrate(conn, version=4)
        conn.execute("BEGIN")
        conn.execute(
            "INSERT INTO settings VALUES ('home_country', 'VN'), ('timezone', 'Asia/Shanghai')"
        )
        for seq, words in ((1, "config home_country TH"), (2, "config home_country VN")):
            conn.execute(
                "INSERT INTO journal VALUES (?, '2026-01-05T01:00:00Z', 'wang', ?, NULL)",
                (seq, words),
            )
        for entry, old, new in ((1, "CN", "TH"), (2, "TH", "VN")):
            conn.execute(
                "INSERT INTO changes VALUES (?, 0, 'settings', 'home_country', ?, ?)",
                (entry, f'{{"value": "{old}"}}', f'{{"value": "{new}"}}'),
            )
        conn.execute("COMMIT")


def test_an_older_book_is_chained_when_it_is_brought_up(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    older(path)
    ran = run("journal", "--verify", "--json")
    assert ran.code == 0, ran.out
    assert "backups/book.db-2026-01-05-entry-2-" in ran.err
    (copy,) = (tmp_path / "backups").iterdir()
    found = examined(copy)
    assert (found.schema, found.entry, found.head) == (4, 2, None)
    with closing(connect(path)) as conn:
        first = conn.execute("SELECT new FROM changes WHERE entry = 0 ORDER BY n").fetchall()
    assert [row["new"] for row in first] == [
        '{"key": "home_country", "value": "CN"}',
        '{"key": "timezone", "value": "Asia/Shanghai"}',
    ]


def test_an_older_book_that_is_damaged_is_not_brought_up(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    older(path)
    with closing(connect(path)) as conn:
        conn.execute("CREATE TRIGGER evil AFTER INSERT ON journal BEGIN SELECT 1; END")
    ran = run("due")
    assert ran.code == 4
    assert "evil" in ran.err
    with closing(connect(path)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone()[0] == 4


def test_the_same_state_is_kept_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    older(path)
    before = path.read_bytes()
    for _ in range(2):
        path.write_bytes(before)
        assert run("due").code == 0
    assert len(list((tmp_path / "backups").iterdir())) == 1


def test_reading_leaves_nothing_beside_a_file(made: Path, tmp_path: Path) -> None:
    shutil.copy(made, tmp_path / "x.db")
    with closing(reading(tmp_path / "x.db")) as conn:
        assert conn.execute("SELECT count(*) FROM journal").fetchone()[0] == len(COMMANDS)
    assert [path.name for path in tmp_path.iterdir()] == ["x.db"]
