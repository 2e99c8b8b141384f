"""gendan backup, restore, journal --verify, doctor: a book that is never lost (contract §9)."""

import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from gendan.store import backup
from gendan.store.db import SCHEMA_VERSION, connect
from gendan.store.whole import examined

Run = Callable[..., Any]
Dump = Callable[[], dict[str, Any]]
Sheet = Callable[..., str]


@pytest.fixture
def acme(book: Run) -> Run:
    """A book with a customer, a contact and a planned order."""
    book("customer", "add", "ACME", "Acme Trading", "--tier", "A", "--since", "2026-02-20")
    book("log", "ACME", "hello")
    book("order", "add", "PO-1", "ACME", "--ship-by", "2026-05-30")
    book("order", "line", "add", "PO-1", "M-1", "5")
    book("plan", "PO-1")
    return book


def spoil(path: Path, *statements: str) -> None:
    """Change a book past every guard of it, as a stranger's program could."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        for row in conn.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            conn.execute(f"DROP TRIGGER {row[0]}")
            statements = (*statements, row[1])
        for statement in statements:
            conn.execute(statement)


def said(ran: Any) -> dict[str, Any]:
    found = json.loads(ran.out)
    assert isinstance(found, dict)
    return found


def refused(ran: Any, code: int, words: str = "") -> None:
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert ran.err.startswith("gendan: ")
    assert "\nhint: " in ran.err
    assert words in ran.err
    assert "Traceback" not in ran.err


# backup


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_copy_is_the_book_and_only_its_owners(acme: Run, tmp_path: Path, lang: str) -> None:
    before = said(acme("journal", "--verify", "--json"))
    umask = os.umask(0)
    try:
        ran = acme("backup", str(tmp_path / "copy.db"), "--lang", lang)
    finally:
        os.umask(umask)
    assert ran.code == 0, ran.err
    assert before["head"] in ran.out
    copy = tmp_path / "copy.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert examined(copy).head == before["head"]
    assert not [p.name for p in tmp_path.iterdir() if "part" in p.name]
    assert acme("customer", "list", "--json", "--db", str(copy)).out == acme("customer", "list", "--json").out  # fmt: skip


def test_a_file_is_replaced_only_with_force(acme: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("mine")
    refused(acme("backup", str(copy)), 3, "--force")
    assert copy.read_text() == "mine"
    assert acme("backup", str(copy), "--force").code == 0
    assert examined(copy).entry == 5


def test_a_folder_gets_a_dated_file(acme: Run, tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    assert acme("backup", str(tmp_path / "usb")).code == 0
    assert [path.name for path in (tmp_path / "usb").iterdir()] == ["book-2026-03-02-090000.db"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("book.db", "is the book itself", id="the book"),
        pytest.param("book.db-wal", "is the book itself", id="its log"),
        pytest.param("nowhere/copy.db", "cannot write", id="no such folder"),
    ],
)
def test_places_for_no_copy(acme: Run, tmp_path: Path, name: str, words: str) -> None:
    for force in ([], ["--force"]):
        refused(acme("backup", str(tmp_path / name), *force), 3, words)


def test_a_damaged_book_has_no_copy(acme: Run, tmp_path: Path) -> None:
    spoil(tmp_path / "book.db", "UPDATE interactions SET note = 'never said'")
    refused(acme("backup", str(tmp_path / "copy.db")), 4, "interactions")
    assert not (tmp_path / "copy.db").exists()


def test_it_works_while_somebody_writes(acme: Run, tmp_path: Path) -> None:
    with closing(connect(tmp_path / "book.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO settings VALUES ('half', 'done')")
        assert acme("backup", str(tmp_path / "copy.db")).code == 0
        other.execute("ROLLBACK")
    assert examined(tmp_path / "copy.db").entry == 5


def test_an_import_keeps_a_copy_first(acme: Run, tmp_path: Path, sheet: Sheet) -> None:
    rows = sheet("Customer ID,Company Name\nK1,Kunde\n")
    assert acme("import", rows, "--dry-run").code == 0
    assert not (tmp_path / "backups").exists()
    assert acme("import", rows).code == 0
    (copy,) = (tmp_path / "backups").iterdir()
    assert "before-import" in copy.name
    assert examined(copy).entry == 5
    assert acme("import", rows).code == 3, "faulty: nothing to keep a copy for"
    order = "Order No.,Customer,Order Date,Item No.,Qty\nPO-9,K1,2026-02-20,M,5\n"
    assert acme("order", "import", sheet(order, "o.csv")).code == 0
    assert [examined(path).entry for path in backup.kept(tmp_path / "book.db")] == [6, 5]


def test_only_the_last_ten_are_kept(acme: Run, tmp_path: Path) -> None:
    book = tmp_path / "book.db"
    for n in range(12):
        acme("log", "ACME", f"call {n}")
        os.utime(backup.keep(book, "import").path, (n, n))
        (tmp_path / "backups" / "my own.db").touch()
    assert [examined(path).entry for path in backup.kept(book)] == list(range(17, 7, -1))
    assert (tmp_path / "backups" / "my own.db").exists()


# restore


def test_what_was_is_again_and_what_is_is_kept(acme: Run, tmp_path: Path, dump: Dump) -> None:
    acme("backup", str(tmp_path / "copy.db"))
    before = dump()
    acme("log", "ACME", "too much")
    ran = acme("restore", str(tmp_path / "copy.db"), "--yes", "--json")
    assert ran.code == 0, ran.err
    assert dump() == before
    kept = Path(said(ran)["kept"])
    assert kept.parent == tmp_path
    assert examined(kept).entry == 6
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert acme("log", "ACME", "and on").code == 0
    assert said(acme("doctor", "--json"))["healthy"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_script_must_say_yes(acme: Run, tmp_path: Path, dump: Dump, lang: str) -> None:
    acme("backup", str(tmp_path / "copy.db"))
    acme("log", "ACME", "mine")
    before = dump()
    refused(acme("restore", str(tmp_path / "copy.db"), "--lang", lang), 2, "--yes")
    assert dump() == before


def test_a_book_that_is_gone_comes_back(acme: Run, tmp_path: Path, dump: Dump) -> None:
    acme("backup", str(tmp_path / "copy.db"))
    before = dump()
    (tmp_path / "book.db").unlink()
    ran = acme("restore", str(tmp_path / "copy.db"), "--json")
    assert (ran.code, said(ran)["kept"]) == (0, None)
    assert dump() == before


def cut(path: Path) -> None:
    os.truncate(path, 5000)


def overwritten(path: Path) -> None:
    path.write_bytes(os.urandom(9000))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def edited(path: Path) -> None:
    spoil(path, "UPDATE interactions SET note = 'never said'")


def stranger(path: Path) -> None:
    spoil(path, "CREATE TRIGGER evil AFTER INSERT ON journal BEGIN SELECT 1; END")


WRONGS = [cut, overwritten, emptied, edited, stranger]


@pytest.mark.parametrize("wrong", WRONGS)
def test_a_damaged_book_is_moved_aside(
    acme: Run, tmp_path: Path, dump: Dump, wrong: Callable[[Path], None]
) -> None:
    acme("backup", str(tmp_path / "copy.db"))
    before = dump()
    wrong(tmp_path / "book.db")
    damaged = (tmp_path / "book.db").read_bytes()
    (tmp_path / "book.db-wal").write_bytes(b"a log of the old book")
    ran = acme("restore", str(tmp_path / "copy.db"), "--yes", "--json")
    assert ran.code == 0, ran.err
    assert dump() == before
    assert Path(said(ran)["kept"]).read_bytes() == damaged


def newer(path: Path) -> None:
    spoil(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


@pytest.mark.parametrize("wrong", [*WRONGS, newer])
def test_a_damaged_copy_is_refused(
    acme: Run, tmp_path: Path, dump: Dump, wrong: Callable[[Path], None]
) -> None:
    copy = tmp_path / "copy.db"
    acme("backup", str(copy))
    wrong(copy)
    before, spoiled = dump(), copy.read_bytes()
    refused(acme("restore", str(copy), "--yes"), 4)
    assert (dump(), copy.read_bytes()) == (before, spoiled)


def test_what_is_no_copy_is_refused(acme: Run, tmp_path: Path) -> None:
    refused(acme("restore", str(tmp_path / "none.db"), "--yes"), 3, "no file")
    refused(acme("restore", str(tmp_path / "book.db"), "--yes"), 3, "the book itself")


def test_another_programs_database_is_not_replaced(acme: Run, tmp_path: Path) -> None:
    acme("backup", str(tmp_path / "copy.db"))
    with closing(sqlite3.connect(tmp_path / "theirs.db")) as conn:
        conn.execute("CREATE TABLE t (x)")
    before = (tmp_path / "theirs.db").read_bytes()
    refused(acme("--db", str(tmp_path / "theirs.db"), "restore", str(tmp_path / "copy.db"), "--yes"), 4)  # fmt: skip
    assert (tmp_path / "theirs.db").read_bytes() == before


def test_a_book_in_use_is_not_replaced(
    acme: Run, tmp_path: Path, dump: Dump, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gendan.store.lock.LOCK_SECONDS", 0.1)
    acme("backup", str(tmp_path / "copy.db"))
    acme("log", "ACME", "mine")
    before = dump()
    with closing(connect(tmp_path / "book.db")) as other:
        other.execute("SELECT count(*) FROM journal").fetchall()
        refused(acme("restore", str(tmp_path / "copy.db"), "--yes"), 4, "busy")
    assert dump() == before


ANSWERS = [("y\n", 0), ("yes\n", 0), ("是\n", 0), ("n\n", 1), ("\n", 1), ("", 1), ("x\n", 1)]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
@pytest.mark.parametrize(("answer", "code"), ANSWERS)
def test_only_a_yes_is_one(acme: Run, tmp_path: Path, answer: str, code: int) -> None:
    import pty

    acme("backup", str(tmp_path / "copy.db"))
    acme("log", "ACME", "mine")
    ours, theirs = pty.openpty()
    os.write(ours, (answer or "\x04").encode())
    done = subprocess.run(
        [sys.executable, "-m", "gendan", "restore", str(tmp_path / "copy.db")],
        stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, timeout=60, check=False,
    )  # fmt: skip
    os.close(theirs)
    os.close(ours)
    assert done.returncode == code
    assert said(acme("journal", "--verify", "--json"))["entries"] == (6 if code == 0 else 7)


# journal --verify


@pytest.mark.parametrize(("lang", "words"), [("en", "VALID"), ("zh", "有效")])
def test_the_head_is_told(acme: Run, lang: str, words: str) -> None:
    head = said(acme("journal", "--verify", "--json"))["head"]
    ran = acme("journal", "--verify", "--lang", lang)
    assert ran.code == 0
    assert ran.out.startswith(words)
    assert head in ran.out


def test_a_head_that_was_kept(acme: Run, tmp_path: Path) -> None:
    head = said(acme("journal", "--verify", "--json"))["head"]
    acme("backup", str(tmp_path / "copy.db"))
    acme("log", "ACME", "more")
    kept = said(acme("journal", "--head", head[:16].upper(), "--json"))
    assert (kept["valid"], kept["kept_head_entry"]) == (True, 5)
    later = kept["head"]
    acme("restore", str(tmp_path / "copy.db"), "--yes")
    ran = acme("journal", "--head", later)
    assert ran.code == 1
    assert "cut off" in ran.out


@pytest.mark.parametrize(
    "words",
    [["--head", "xyz"], ["--head", "12345678901"], ["--head", "a" * 65], ["1", "--verify"]],
    ids=" ".join,
)
def test_what_is_no_head(acme: Run, words: list[str]) -> None:
    refused(acme("journal", *words), 2)


@pytest.mark.parametrize(("lang", "words"), [("en", "NOT VALID"), ("zh", "无效")])
def test_an_edit_is_exit_1(acme: Run, tmp_path: Path, lang: str, words: str) -> None:
    spoil(tmp_path / "book.db", "UPDATE journal SET who = 'li' WHERE seq = 2")
    ran = acme("journal", "--verify", "--lang", lang)
    assert ran.code == 1
    assert ran.out.startswith(words)
    flaws = said(acme("journal", "--verify", "--json"))["flaws"]
    assert [flaw["entry"] for flaw in flaws] == [2]


def test_an_audit_has_every_hash_and_change(acme: Run) -> None:
    found = json.loads(acme("journal", "--json").out)
    assert [len(entry["hash"]) for entry in found] == [64] * 6
    assert all(len(entry["changes"]) == entry["rows"] for entry in found)


def test_the_entry_that_the_book_begins_with_stays(acme: Run, dump: Dump) -> None:
    before = dump()
    refused(acme("undo", "0"), 3)
    assert dump() == before


# doctor


def findings(run: Run, *argv: str, code: int) -> dict[str, dict[str, Any]]:
    ran = run("doctor", "--json", *argv)
    assert ran.code == code, ran.out + ran.err
    return {finding["code"]: finding for finding in said(ran)["findings"]}


@pytest.mark.parametrize(("lang", "words"), [("en", "the book is sound"), ("zh", "账本完好")])
def test_a_sound_book(acme: Run, lang: str, words: str) -> None:
    ran = acme("doctor", "--lang", lang)
    assert ran.code == 0
    assert ran.out.startswith(words)
    assert findings(acme, code=0).keys() <= {"backups", "folder", "free-space"}


def test_time_alone_is_no_damage(acme: Run) -> None:
    acme("slip", "PO-1", "deposit", "2026-04-20", "--why", "bank", "--party", "customer")
    for day in ("2026-03-20", "2026-05-20", "2026-06-20", "2027-01-02"):
        ran = acme("doctor", "--json", now=f"{day}T09:00:00+08:00")
        assert ran.code == 0, ran.out


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        pytest.param(["UPDATE customers SET name = 'Evil'"], "journal", id="an edited row"),
        pytest.param(["UPDATE journal SET command = 'x' WHERE seq = 1"], "journal", id="an edited entry"),
        pytest.param(["CREATE VIEW signed AS SELECT 1"], "schema", id="a view"),
        pytest.param(["PRAGMA foreign_keys = OFF", "DELETE FROM customers"], "references", id="a row that others need"),
        pytest.param(["INSERT INTO blobs VALUES (printf('%064d', 1), x'00')"], "evidence", id="content under another hash"),
        pytest.param(["DELETE FROM agenda"], "index", id="nobody is due"),
        pytest.param(["UPDATE agenda SET due = '2030-01-01', shows_on = '2030-01-01'"], "index", id="due in years"),
        pytest.param(["DELETE FROM order_agenda"], "index", id="no milestone is due"),
        pytest.param(
            [("INSERT INTO signoffs (id, order_id, level, digest, parts, at, entry, made_by) "
             "SELECT 's', id, 2, printf('%064d', 0), '{}', '2026-03-02T01:00:00Z', 9, 'WANG' FROM orders")],
            "signoff-preparer", id="signed by who prepared it",
        ),
        pytest.param(
            [f"INSERT INTO signoffs (id, order_id, level, digest, parts, at, entry, made_by) "
             f"SELECT 's{n}', id, {n}, printf('%064d', 0), '{{}}', '2026-03-02T01:00:00Z', 9, 'li' FROM orders"
             for n in (1, 2)],
            "signoff-twice", id="one person on two levels",
        ),
        pytest.param(
            [("INSERT INTO amendments (id, order_id, n, at, changes, entry, made_by) "
             "SELECT 'a', id, 3, '2026-03-02T01:00:00Z', '[]', 5, 'li' FROM orders")],
            "amendments-order", id="the third amendment without a second",
        ),
    ],
)  # fmt: skip
def test_damage_is_exit_1(acme: Run, tmp_path: Path, statements: list[str], found: str) -> None:
    spoil(tmp_path / "book.db", *statements)
    finding = findings(acme, code=1)[found]
    assert finding["severity"] == "damage"
    assert all(finding[key][lang] for key in ("what", "fix") for lang in ("en", "zh"))


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        pytest.param("UPDATE interactions SET at = '2026-12-01T01:00:00Z', recorded_at = '2026-12-01T01:00:00Z'", "future-contact", id="a contact to come"),
        pytest.param("UPDATE interactions SET promised = '2026-01-01'", "promise-before-contact", id="promised for the past"),
        pytest.param("UPDATE orders SET shipped_date = '2020-01-01'", "shipped-before-ordered", id="shipped too early"),
        pytest.param("DELETE FROM lookup", "index", id="nobody is found by name"),
        pytest.param("PRAGMA journal_mode = DELETE", "journal-mode", id="no write-ahead log"),
    ],
)  # fmt: skip
def test_what_warns(acme: Run, tmp_path: Path, statement: str, found: str) -> None:
    spoil(tmp_path / "book.db", statement)
    told = said(acme("doctor", "--json"))["findings"]
    assert "warn" in {finding["severity"] for finding in told if finding["code"] == found}


def test_a_clock_set_back_is_a_warning_only(acme: Run) -> None:
    ran = acme("doctor", "--json", now="2026-03-01T09:00:00+08:00")
    assert ran.code == 0
    assert "future-contact" in ran.out


def test_fix_makes_anew_what_can_be(acme: Run, tmp_path: Path, dump: Dump) -> None:
    before = dump()
    spoil(tmp_path / "book.db", "DELETE FROM agenda", "DELETE FROM lookup", "DELETE FROM order_agenda")  # fmt: skip
    with closing(sqlite3.connect(tmp_path / "book.db")) as conn:
        conn.execute("PRAGMA journal_mode = DELETE")
    (tmp_path / "book.db").chmod(0o644)
    spoiled = dump()
    assert {"index", "file-mode", "journal-mode"} <= findings(acme, code=1).keys()
    assert dump() == spoiled, "nothing is mended unasked"
    mended = findings(acme, "--fix", code=0)
    assert all(mended[code]["fixed"] for code in ("index", "file-mode", "journal-mode"))
    assert dump() == before
    assert not {"index", "file-mode", "journal-mode"} & findings(acme, code=0).keys()
    assert stat.S_IMODE((tmp_path / "book.db").stat().st_mode) == 0o600


def test_fix_never_touches_what_only_a_copy_can_mend(acme: Run, tmp_path: Path, dump: Dump) -> None:
    edited(tmp_path / "book.db")
    before = dump()
    assert not findings(acme, "--fix", code=1)["journal"]["fixed"]
    assert dump() == before


def test_a_file_that_an_undo_left_is_a_note(acme: Run, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"a label")
    acme("order", "require", "PO-1", "no wood")
    assert acme("tick", "PO-1", "R1", "--file", str(tmp_path / "photo.jpg")).code == 0
    acme("undo")
    assert findings(acme, code=0)["orphan-evidence"]["severity"] == "info"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("wrong", [cut, overwritten, emptied])
def test_a_book_that_cannot_be_opened_has_a_way_out(
    acme: Run, tmp_path: Path, sheet: Sheet, wrong: Callable[[Path], None], lang: str
) -> None:
    acme("import", sheet("Customer ID,Company Name\nK1,Kunde\n"))
    (good,) = (tmp_path / "backups").iterdir()
    shutil.copy(good, good.with_name(f"book-zz-before-import{good.suffix}"))
    spoiled = good.with_name(f"book-zz-before-import{good.suffix}")
    os.truncate(spoiled, 5000)
    wrong(tmp_path / "book.db")
    before = (tmp_path / "book.db").read_bytes()
    ran = acme("doctor", "--lang", lang)
    assert ran.code == 1
    assert f"gendan restore {good}" in ran.out
    assert acme("doctor", "--fix").code == 1
    assert (tmp_path / "book.db").read_bytes() == before
    assert acme("restore", str(good), "--yes").code == 0
    assert said(acme("doctor", "--json"))["healthy"]


def test_a_missing_book_is_not_called_damaged(run: Run) -> None:
    refused(run("doctor"), 4, "gendan init")
