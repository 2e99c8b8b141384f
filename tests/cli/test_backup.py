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


@pytest.mark.parametrize(("lang", "words"), [("en", "NOT WHOLE"), ("zh", "不完整")])
def test_a_damaged_book_is_copied_and_called_so(
    acme: Run, tmp_path: Path, lang: str, words: str
) -> None:
    """It may be all that there is; it takes the place of no better one."""
    acme("backup", str(tmp_path / "good.db"))
    spoil(tmp_path / "book.db", "UPDATE interactions SET note = 'never said'")
    ran = acme("backup", str(tmp_path / "copy.db"), "--lang", lang)
    assert ran.code == 1
    assert words in ran.out
    assert "interactions" in ran.out
    assert ".part" not in ran.out
    with closing(sqlite3.connect(tmp_path / "copy.db")) as conn:
        assert conn.execute("SELECT note FROM interactions").fetchall() == [("never said",)]
    refused(acme("backup", str(tmp_path / "good.db"), "--force"), 4, "interactions")
    assert examined(tmp_path / "good.db").entry == 5


def test_a_damaged_book_takes_no_import(acme: Run, tmp_path: Path, sheet: Sheet) -> None:
    edited(tmp_path / "book.db")
    ran = acme("import", sheet("Customer ID,Company Name\nK1,Kunde\n"))
    refused(ran, 4, str(tmp_path / "book.db"))
    assert ".part" not in ran.err


def left_log(path: Path) -> bytes:
    """The log of a book that a killed process leaves, with a commit that is only in it."""
    other = path.with_name("other.db")
    with closing(sqlite3.connect(other)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("CREATE TABLE customers (id)")
        conn.commit()
        content = other.with_name("other.db-wal").read_bytes()
    other.unlink()
    path.with_name(f"{path.name}-wal").write_bytes(content)
    return content


@pytest.mark.parametrize("command", ["init", "demo", "backup"])
def test_no_book_is_made_beside_another_ones_log(acme: Run, tmp_path: Path, command: str) -> None:
    new = tmp_path / "new.db"
    log = left_log(new)
    argv = ("backup", str(new)) if command == "backup" else ("--db", str(new), command)
    refused(acme(*argv), 3, "new.db-wal")
    if command == "backup":
        refused(acme(*argv, "--force"), 3, "new.db-wal")
    assert not new.exists()
    assert (tmp_path / "new.db-wal").read_bytes() == log


def test_a_log_that_was_left_is_moved_aside(acme: Run, tmp_path: Path, dump: Dump) -> None:
    acme("backup", str(tmp_path / "copy.db"))
    before = dump()
    (tmp_path / "book.db").unlink()
    log = left_log(tmp_path / "book.db")
    ran = acme("restore", str(tmp_path / "copy.db"), "--json")
    assert ran.code == 0, ran.err
    assert Path(said(ran)["kept"]).read_bytes() == log
    assert dump() == before
    assert said(acme("doctor", "--json"))["healthy"]


def test_each_book_of_a_folder_has_its_own_copies(acme: Run, tmp_path: Path, sheet: Sheet) -> None:
    names = ["book.db", "book", "book.sqlite", "book-2026-03-02-entry-1.db", "book.db-2025.db"]
    for name in names[1:]:
        assert acme("--db", str(tmp_path / name), "init").code == 0
    for name in names:
        rows = sheet(f"Customer ID,Company Name\nK1,{name}\n")
        assert acme("--db", str(tmp_path / name), "import", rows).code == 0
    assert [len(backup.kept(tmp_path / name)) for name in names] == [1] * len(names)


def test_the_copy_of_a_book_that_had_its_name_is_not_good(
    acme: Run, tmp_path: Path, sheet: Sheet
) -> None:
    acme("import", sheet("Customer ID,Company Name\nK1,Kunde\n"))
    (tmp_path / "book.db").unlink()
    assert acme("init", now="2026-03-03T09:00:00+08:00").code == 0
    assert said(acme("doctor", "--json"))["newest_backup"] is None


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes of Unix")
def test_what_is_no_file_is_not_replaced(acme: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    refused(acme("backup", str(tmp_path / "pipe"), "--force"), 3, "no regular file")
    (tmp_path / "other").symlink_to(tmp_path, target_is_directory=True)
    refused(acme("backup", str(tmp_path / "other" / "book.db"), "--force"), 3, "the book itself")
    refused(acme("backup", str(tmp_path / "BOOK.DB"), "--force"), 3, "the book itself")
    (tmp_path / "link.db").symlink_to(tmp_path / "book.db")
    refused(acme("backup", str(tmp_path / "link.db"), "--force"), 3, "the book itself")


def test_a_name_that_no_disk_can_have(acme: Run, tmp_path: Path) -> None:
    long = str(tmp_path / ("n" * 300))
    refused(acme("backup", long), 3, "cannot write")
    refused(acme("restore", long, "--yes"), 3, "no file")


def test_what_killed_commands_left_is_named_and_cleared(acme: Run, tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = tmp_path / f".gendan-{gone.pid}-0123abcd.part"
    ours = tmp_path / f".gendan-{os.getpid()}-0123abcd.part"
    for path in (left, ours):
        path.touch()
    finding = findings(acme, code=0)["leftover"]
    assert str(left) in finding["what"]["en"]
    assert acme("backup", str(tmp_path / "copy.db")).code == 0
    assert not left.exists()
    assert ours.exists(), "a command that runs is still writing it"


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
    assert acme("sop", "export", str(tmp_path / "own.toml")).code == 0
    words = (tmp_path / "own.toml").read_text(encoding="utf-8")
    (tmp_path / "own.toml").write_text(words.replace("export-order", "own"), encoding="utf-8")
    assert acme("sop", "import", str(tmp_path / "own.toml")).code == 0
    assert [examined(path).entry for path in backup.kept(tmp_path / "book.db")] == [7, 6, 5]


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


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04" + bytes(500), b"%PDF-1.7\n\x00", "an order, 订单\n".encode(), "订单".encode("gb18030")],
    ids=["xlsx", "pdf", "text", "gb18030"],
)  # fmt: skip
def test_a_file_of_others_is_not_replaced(acme: Run, tmp_path: Path, content: bytes) -> None:
    acme("backup", str(tmp_path / "copy.db"))
    theirs = tmp_path / "report.xlsx"
    theirs.write_bytes(content)
    refused(acme("--db", str(theirs), "restore", str(tmp_path / "copy.db"), "--yes"), 4, "report")
    assert theirs.read_bytes() == content
    assert not list(tmp_path.glob("report-damaged*"))


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
    assert ran.out.startswith("NOT VALID: the journal does not fit")
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


def test_who_looked_on_a_later_day_damaged_nothing(acme: Run) -> None:
    acme("order", "add", "PO-2", "ACME", "--ship-by", "2026-05-30", "--date", "2026-03-10")
    assert acme("due", now="2026-03-20T09:00:00+08:00").code == 0
    for day in ("2026-01-01", "2026-03-01", "2026-03-02", "2026-03-20"):
        assert acme("doctor", now=f"{day}T09:00:00+08:00").code == 0, day


def test_it_only_reads(acme: Run, tmp_path: Path) -> None:
    """Also while somebody writes; the day's changes of the morning list are not made either."""
    before = (tmp_path / "book.db").read_bytes()
    assert acme("doctor", now="2026-06-01T09:00:00+08:00").code == 0
    assert (tmp_path / "book.db").read_bytes() == before
    with closing(connect(tmp_path / "book.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        assert acme("doctor").code == 0
        other.execute("ROLLBACK")


def stored(run: Run, folder: Path) -> Path:
    """A photo that proves an item."""
    (folder / "photo.jpg").write_bytes(b"a label")
    run("order", "require", "PO-1", "no wood")
    assert run("tick", "PO-1", "R1", "--file", str(folder / "photo.jpg")).code == 0
    return folder / "photo.jpg"


def test_a_stored_file_that_changed_is_found_and_mended(acme: Run, tmp_path: Path) -> None:
    photo = stored(acme, tmp_path)
    spoil(tmp_path / "book.db", "UPDATE blobs SET content = x'00'")
    assert acme("journal", "--verify").code == 1
    assert acme("backup", str(tmp_path / "copy.db")).code == 1
    assert findings(acme, code=1).keys() >= {"evidence"}
    assert acme("order", "require", "PO-1", "no nails").code == 0
    assert acme("tick", "PO-1", "R2", "--file", str(photo)).code == 0
    assert "evidence" not in findings(acme, code=0)


def test_a_stored_file_that_is_gone_is_found(acme: Run, tmp_path: Path) -> None:
    stored(acme, tmp_path)
    spoil(tmp_path / "book.db", "DELETE FROM blobs")
    assert acme("journal", "--verify").code == 1


def test_no_trigger_hides_behind_a_name_of_sqlite(acme: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "book.db", isolation_level=None)) as conn:
        conn.execute("PRAGMA writable_schema = ON")
        conn.execute(
            "INSERT INTO sqlite_schema VALUES ('trigger', 'sqlite_evil', 'signoffs', 0, "
            "'CREATE TRIGGER sqlite_evil AFTER INSERT ON signoffs BEGIN SELECT 1; END')"
        )
    assert "sqlite_evil" in findings(acme, code=1)["schema"]["what"]["en"]


def test_who_prepared_it_is_who_had_when_it_was_signed(acme: Run) -> None:
    """What an undo brings back afterwards makes nobody a preparer of then."""
    acme("order", "amend", "PO-1", "pod=Bremen", "--why", "moved", "--as", "zhou")
    acme("undo")
    taken_back = said(acme("journal", "--verify", "--json"))["entries"] - 1
    with closing(sqlite3.connect(os.environ["GENDAN_DB"])) as conn, conn:
        conn.execute(
            "INSERT INTO signoffs (id, order_id, level, digest, parts, at, entry, made_by) SELECT "
            f"'s', id, 2, printf('%064d', 0), '{{}}', '2026-03-02T01:00:00Z', {taken_back + 1}, 'zhou' FROM orders"
        )
    assert "signoff-preparer" not in findings(acme, code=1)
    assert acme("log", "ACME", "between").code == 0
    assert acme("undo", str(taken_back)).code == 0
    assert "signoff-preparer" not in findings(acme, code=1)


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
    spoiled = good.with_name(good.name.replace("-entry-5-", "-entry-6-"))
    shutil.copy(good, spoiled)
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
