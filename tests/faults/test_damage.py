"""A book that is cut, flipped or robbed of its log: the right answer, or a refusal with the way out."""

import json
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from gendan.store.damage import damage

from .conftest import Bench
from .goods import ORDER
from .process import State, state

pytestmark = pytest.mark.faults
Run = Callable[..., Any]
Spoil = Callable[[bytearray, Random], None]
SEED = 6


class Victim:
    """A book that is spoiled again and again, and what `check-order` says of it when it is whole."""

    def __init__(self, run: Run, path: Path) -> None:
        self._run = run
        self._path = path
        self.content = path.read_bytes()
        self.right = self.ask(self.content)
        self.cleared = self.right.code == 0

    def ask(self, content: bytes) -> Any:
        """What it says when the book is these bytes."""
        for old in self._path.parent.glob("book.db*"):
            old.unlink()
        self._path.write_bytes(content)
        return self._run("check-order", ORDER, "--json")

    def judge(self, content: bytes, told: str) -> str:
        """Ask, and name what came; fails on a yes that is wrong, and on a traceback."""
        ran = self.ask(content)
        assert "Traceback" not in ran.err, f"{told}\n{ran.err}"
        if ran.code == 0:
            assert self.cleared, f"{told}: cleared, though it is not"
            assert json.loads(ran.out) == json.loads(self.right.out), f"{told}: cleared otherwise"
            return "right"
        if (ran.code, ran.out) == (self.right.code, self.right.out):
            return "right"
        if ran.code == 1:
            assert json.loads(ran.out)["verdict"] != "cleared"
            return "a no that is otherwise"
        assert ran.code in (3, 4), f"{told}: exit {ran.code} {ran.err}"
        assert "\nhint: " in ran.err
        return "refused"


@pytest.fixture
def unsigned(desk: Path, run: Run) -> Victim:
    return Victim(run, desk)


@pytest.fixture
def cleared(desk: Path, bench: Bench, run: Run) -> Victim:
    bench.do("sign", ORDER)
    return Victim(run, desk)


@pytest.fixture
def blocked(desk: Path, bench: Bench, run: Run) -> Victim:
    bench.do("sign", ORDER)
    bench.do("order", "amend", ORDER, "quantity=9999", "--line", "1")
    return Victim(run, desk)


@pytest.fixture
def revoked(desk: Path, bench: Bench, run: Run) -> Victim:
    bench.do("sign", ORDER)
    bench.do("sign", ORDER, "--revoke", "--why", "a doubt")
    return Victim(run, desk)


@pytest.fixture
def half(desk: Path, bench: Bench, run: Run) -> Victim:
    bench.do("policy", "levels", "2")
    bench.do("sign", ORDER)
    return Victim(run, desk)


@pytest.mark.parametrize("kind", ["cleared", "unsigned", "blocked"])
def test_random_bytes_are_flipped(
    request: pytest.FixtureRequest,
    kind: str,
    rounds: Callable[[int, int], int],
    report: Callable[..., None],
) -> None:
    """Half of them anywhere, half where something stands: most of a small book is empty."""
    victim: Victim = request.getfixturevalue(kind)
    assert victim.cleared == (kind == "cleared")
    chance = Random(SEED)
    written = [place for place, byte in enumerate(victim.content) if byte]
    found: Counter[str] = Counter()
    for n in range(rounds(1000, 20)):
        place = chance.choice(written) if n % 2 else chance.randrange(len(victim.content))
        content = bytearray(victim.content)
        content[place] ^= chance.randint(1, 255) if n % 4 < 2 else 1 << chance.randrange(8)
        found[victim.judge(bytes(content), f"seed {SEED}, byte {place} of round {n}")] += 1
    report("flipped", kind, found)


DERIVED = {
    "agenda",
    "calendars",
    "order_agenda",
    "care_agenda",
    "lookup",
    "_sqlite_migrations",
}
"""Made from the other rows."""


def test_what_a_whole_look_finds(
    desk: Path, run: Run, rounds: Callable[[int, int], int], report: Callable[..., None]
) -> None:
    """No flip that changes a row which somebody wrote escapes integrity, schema and journal together."""
    content = desk.read_bytes()
    written = [place for place, byte in enumerate(content) if byte]
    before = read(desk)
    right = run("order", "show", ORDER, "--json")
    chance = Random(SEED)
    found: Counter[str] = Counter()
    for n in range(rounds(1000, 20)):
        spoiled = bytearray(content)
        place = chance.choice(written)
        spoiled[place] ^= 1 << chance.randrange(8)
        for old in desk.parent.glob("book.db*"):
            old.unlink()
        desk.write_bytes(spoiled)
        seen, after = damage(desk) is not None, read(desk)
        changed = after is not None and {
            t for t in before or {} if after.get(t) != (before or {})[t]
        }
        if changed and not seen:
            assert changed <= DERIVED, f"seed {SEED}, byte {place} of round {n}: {changed}"
        if after is None:
            what = "unreadable"
        elif not changed:
            what = "as before"
        else:
            what = "a file's content" if changed == {"blobs"} else "rows changed"
        found[f"{what}, {'seen' if seen else 'not seen'}"] += 1
        shown = run("order", "show", ORDER, "--json")
        assert "Traceback" not in shown.err, f"seed {SEED}, byte {place} of round {n}"
        if shown.code == 0 and shown.out != right.out:
            found[f"order show told otherwise, {'seen' if seen else 'not seen'}"] += 1
    report("a whole look", "flipped bits", found)


def read(path: Path) -> State | None:
    """Every row of every table as bytes and numbers; None where the file cannot be read."""
    try:
        with closing(sqlite3.connect(path)) as conn:
            conn.text_factory = bytes
            names = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
            return {
                name.decode(): sorted(
                    conn.execute(f"SELECT * FROM {name.decode()}").fetchall(), key=repr
                )
                for (name,) in names
            }
    except (sqlite3.Error, UnicodeDecodeError):
        return None


LEVEL_2 = """
    INSERT INTO signoffs (id, order_id, level, digest, parts, head, at, entry, made_by)
    SELECT id || 'x', order_id, 2, digest, parts, head, at, {entry}, 'zhou' FROM signoffs
"""
TOLD = """
    INSERT INTO changes
    SELECT {entry}, {n}, 'signoffs', id, NULL, json_object(
        'id', id, 'order_id', order_id, 'level', level, 'digest', digest, 'parts', parts,
        'why', why, 'signature', signature, 'revoked_at', revoked_at, 'revoked_by', revoked_by,
        'revoke_why', revoke_why, 'head', head, 'at', at, 'entry', entry, 'made_by', made_by)
    FROM signoffs WHERE level = 2
"""
NEXT = "(SELECT max(seq) + 1 FROM journal)"
LAST = "(SELECT max(seq) FROM journal)"
SIGNED = "(SELECT entry FROM signoffs)"
NOT_REVOKED = "UPDATE signoffs SET revoked_at = NULL, revoked_by = NULL, revoke_why = NULL"


def forged(entry: str, n: str = "0") -> list[str]:
    """A second level that nobody signed, with the change that tells of it, in an entry."""
    return [LEVEL_2.format(entry=entry), TOLD.format(entry=entry, n=n)]


FORGERIES: list[tuple[str, list[str]]] = [
    ("revoked", [NOT_REVOKED]),
    ("revoked", [NOT_REVOKED, f"DELETE FROM changes WHERE entry = {LAST}"]),
    ("half", ["UPDATE settings SET value = '1' WHERE key = 'levels'"]),
    ("half", forged("999")),
    ("half", forged(NEXT)),
    ("half", forged("-1")),
    ("half", forged(LAST, "1")),
    ("half", [*forged(NEXT), f"INSERT INTO journal SELECT {NEXT}, at, 'zhou', command, NULL, hash FROM journal WHERE seq = {LAST}"]),
    ("cleared", ["UPDATE orders SET made_by = 'zhou'"]),
    ("cleared", ["UPDATE evidence SET made_by = 'zhou'"]),
    ("cleared", ["UPDATE customers SET tier = 'C'"]),
    ("cleared", ["UPDATE signoffs SET made_by = 'li'"]),
    ("cleared", ["UPDATE ticks SET made_by = 'li'"]),
    ("cleared", ["UPDATE settings SET value = 'EUR' WHERE key = 'base_currency'"]),
    ("cleared", ["DELETE FROM changes WHERE tbl = 'signoffs'"]),
    ("cleared", [f"UPDATE journal SET who = 'li' WHERE seq = {SIGNED}"]),
    ("cleared", [f"UPDATE journal SET hash = printf('%064d', 0) WHERE seq = {SIGNED} - 1"]),
    ("cleared", ["DELETE FROM journal WHERE seq = 2"]),
    ("cleared", ["UPDATE signoffs SET head = printf('%064d', 0)", "UPDATE changes SET new = json_set(new, '$.head', printf('%064d', 0)) WHERE tbl = 'signoffs'"]),
]  # fmt: skip
"""What each kind of book is made to say, past the commands."""


@pytest.mark.parametrize(
    ("kind", "changes"), FORGERIES, ids=[f"{kind} {n}" for n, (kind, _) in enumerate(FORGERIES)]
)
def test_no_row_that_a_clearance_rests_on_can_change(
    request: pytest.FixtureRequest, desk: Path, kind: str, changes: list[str]
) -> None:
    """What a flipped bit could make of a row that reads well, made by hand."""
    victim: Victim = request.getfixturevalue(kind)
    victim.ask(victim.content)
    with closing(sqlite3.connect(desk)) as conn, conn:
        for (name,) in conn.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            conn.execute(f"DROP TRIGGER {name}")
        for change in changes:
            assert conn.execute(change).rowcount > 0
    with closing(sqlite3.connect(desk)) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert victim.judge(desk.read_bytes(), changes[-1]) != "right"


def test_the_file_is_cut(
    cleared: Victim, rounds: Callable[[int, int], int], report: Callable[..., None]
) -> None:
    size = len(cleared.content)
    chance = Random(SEED)
    pages = list(range(0, size, 4096))
    cuts = pages[:: rounds(1, 8)] + [chance.randrange(size) for _ in range(rounds(200, 8))]
    found = Counter(cleared.judge(cleared.content[:cut], f"cut at {cut}") for cut in cuts)
    report("cut", "cleared", found)
    assert set(found) == {"refused"}


def test_pages_are_exchanged_or_blank(
    cleared: Victim, rounds: Callable[[int, int], int], report: Callable[..., None]
) -> None:
    """What a failing disk leaves: a page of zeros, or another page in its place."""
    chance = Random(SEED)
    pages = len(cleared.content) // 4096
    found: Counter[str] = Counter()
    for n in range(rounds(200, 8)):
        content = bytearray(cleared.content)
        to, of = chance.randrange(pages) * 4096, chance.randrange(pages) * 4096
        content[to : to + 4096] = bytes(4096) if n % 2 else cleared.content[of : of + 4096]
        found[cleared.judge(bytes(content), f"seed {SEED}, page at {to} of round {n}")] += 1
    report("pages", "cleared", found)


def test_the_log_is_taken_away(book: Run, tmp_path: Path) -> None:
    """What was only in it is gone, and nothing can tell; what is left is a state that once was."""
    path, copy = tmp_path / "book.db", tmp_path / "copy.db"
    book("customer", "add", "ACME", "Acme")
    before = state(path)
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM customers").fetchone()
        assert book("log", "ACME", "hello").code == 0
        assert path.with_name("book.db-wal").stat().st_size > 0
        shutil.copy(path, copy)
    assert state(copy) == before
    assert book("log", "ACME", "again", "--db", str(copy)).code == 0


@pytest.mark.parametrize("name", ["book.db-shm", "book.db-wal"])
def test_a_log_of_something_else(book: Run, tmp_path: Path, name: str) -> None:
    """Garbage in the place of the log is not believed."""
    book("customer", "add", "ACME", "Acme")
    before = state(tmp_path / "book.db")
    (tmp_path / name).write_bytes(os.urandom(32768))
    assert book("log", "ACME", "hello").code == 0
    found = state(tmp_path / "book.db")
    assert len(found["interactions"]) == 1
    assert found["customers"] == before["customers"]
