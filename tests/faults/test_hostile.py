"""Nothing that is stored can act: not on a terminal, not in JSON, CSV, HTML, TOML, nor in a message."""

import csv
import io
import json
import re
import sqlite3
import tomllib
from collections.abc import Callable
from contextlib import closing
from graphlib import TopologicalSorter
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer

from gendan.cli.app import COMMANDS
from gendan.cli.session import Session
from gendan.core.chain import Link, hash_of
from gendan.core.seal import BEFORE_FIRST
from gendan.core.words import BLANKS
from gendan.show import out
from gendan.show.words import FORMULA
from gendan.store import chain
from gendan.store.write import KEYS

from .conftest import Bench
from .filled import empty, fill
from .process import on_terminal

pytestmark = pytest.mark.faults
Run = Callable[..., Any]

HOSTILE = (
    "\x1b[2J\x1b]0;title\x07\x1b]8;;http://x\x1b\\ \x9b31m \x85 \x7f \u202e \u2066 \u200b \ufeff \u2028"
    "\u2029 \r\n \t [bold]x[/bold] [/b] [link=http://x]l[/link] <script>alert(1)</script>"
    "<img src=x onerror=alert(1)> </td></table> \"'&amp;"
)
BEGIN = "=1+1"
"""How a cell begins that Excel would run."""

READ = {
    "amount", "at", "base", "cadence", "channel", "check_code", "country", "currency", "digest", "discount",
    "findings", "hash", "head", "id", "key", "kind", "language", "old", "new", "parts", "plan",
    "quantity", "rate", "row", "sha256", "signature", "sop", "state", "tbl", "tier", "timezone",
    "from_tier", "to_tier", "unit_price", "value", "verdict", "promised_time", "basis", "item", "ref", "ships",
    "target", "within", "documents", "type", "remedy", "decision", "stage", "line", "standing", "sku",
}  # fmt: skip
"""Columns that the program reads as numbers, codes or keys: what is in them is checked on its way in."""

READ_CELLS = {
    "key", "base", "after", "before", "role", "gate", "anchor", "kind", "tell", "offset", "field", "line",
    "incoterm", "deposit", "inspection", "documents", "tolerance", "partial", "payment_kind", "cartons",
    "pcs_per_carton", "etd", "eta", "sailed", "si_cutoff", "vgm_cutoff", "cy_cutoff", "customs_cutoff",
    "state", "cancelled", "met", "follows", "predecessor", "from", "ship_by", "order_date",
    "class", "decision", "quantity", "cost", "when", "effective", "no_lesson",
}  # fmt: skip
"""The same within a column of JSON."""

DERIVED = {"lookup", "calendars", "agenda", "_sqlite_migrations", "blobs"}


def poisoned(value: object, key: str = "") -> object:
    """Every text within a value, with what is hostile around it."""
    if isinstance(value, str):
        return value if key in READ_CELLS else f"{BEGIN}{value}{HOSTILE}"
    if isinstance(value, list):
        return [poisoned(item, key) for item in value]
    if isinstance(value, dict):
        return {name: poisoned(item, name) for name, item in value.items()}
    return value


def poison(path: Path) -> dict[str, int]:
    """Every text column of every row; how many rows took it, by table and column."""
    taken: dict[str, int] = {}
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA ignore_check_constraints = OFF")
        triggers = conn.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            conn.execute(f"DROP TRIGGER {name}")
        tables = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (table,) in tables:
            if table in DERIVED:
                continue
            keys = {row[3] for row in conn.execute(f"PRAGMA foreign_key_list({table})")}
            for _, column, kind, *_ in conn.execute(f"PRAGMA table_info({table})").fetchall():
                if kind == "TEXT" and column not in READ | keys:
                    taken[f"{table}.{column}"] = _poison_column(conn, table, column)
        rechain(conn)
        for _, sql in triggers:
            conn.execute(sql)
    return taken


def rechain(conn: sqlite3.Connection) -> None:
    """Make the journal say what now stands in the book, as if commands had written it."""
    before = BEFORE_FIRST
    for link in list(chain.links(conn)):
        before = _seal(conn, before, link)
        conn.execute("UPDATE signoffs SET head = ? WHERE head = ?", (before, link.hash))
    last = conn.execute("SELECT max(seq) FROM journal").fetchone()[0] + 1
    n = 0
    for table in told_of(conn):
        rows = conn.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in rows.description]
        for row in rows.fetchall():
            fields = dict(zip(names, row, strict=True))
            change = (last, n, table, fields[KEYS.get(table, "id")], None, json.dumps(fields))
            conn.execute("INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?)", change)
            n += 1
    conn.execute(
        "INSERT INTO journal SELECT ?, at, who, command, NULL, '' FROM journal WHERE seq = ?",
        (last, last - 1),
    )
    _seal(conn, before, list(chain.links(conn))[-1])
    assert chain.verify(conn).flaws == []


def told_of(conn: sqlite3.Connection) -> list[str]:
    """The tables that the journal tells of, each after those that its rows point to."""
    tables = {row[0] for row in conn.execute("SELECT DISTINCT tbl FROM changes")}
    points = {
        table: {row[2] for row in conn.execute(f"PRAGMA foreign_key_list({table})")}
        & (tables - {table})
        for table in sorted(tables)
    }
    return list(TopologicalSorter(points).static_order())


def _seal(conn: sqlite3.Connection, before: str, link: Link) -> str:
    made = hash_of(before, link)
    conn.execute("UPDATE journal SET hash = ? WHERE seq = ?", (made, link.seq))
    return made


def _poison_column(conn: sqlite3.Connection, table: str, column: str) -> int:
    count = 0
    rows = conn.execute(f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL")
    for (old,) in rows.fetchall():
        try:
            read = json.loads(old)
        except ValueError:
            read = old
        is_text = not isinstance(read, dict | list)
        new = str(poisoned(old)) if is_text else json.dumps(poisoned(read), ensure_ascii=False)
        try:
            done = conn.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (new, old))
            count += done.rowcount
        except sqlite3.IntegrityError:  # a day, or a word of a short list
            continue
    return count


@pytest.fixture(scope="module")
def kept() -> dict[str, bytes]:
    """The poisoned book, made once."""
    return {}


@pytest.fixture
def hostile(
    bench: Bench,
    run: Run,
    tmp_path: Path,
    kept: dict[str, bytes],
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """`run` on a book in which every text is hostile."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Session, "damage", lambda _: None)  # what fails shall be seen
    path = tmp_path / "book.db"
    if not kept:
        request.getfixturevalue("desk")
        fill(bench, tmp_path)
        assert empty(path) == set()
        taken = poison(path)
        assert sum(map(bool, taken.values())) > 60, taken
        kept["book"] = path.read_bytes()
    for old in tmp_path.glob("book.db*"):
        old.unlink()
    path.write_bytes(kept["book"])
    return run


SHOWN = {
    "due": ["due", "--days", "300"],
    "customer list": ["customer", "list", "--all"],
    "customer show": ["customer", "show", "BETA"],
    "contact list": ["contact", "list", "NORD"],
    "order list": ["order", "list"],
    "order show": ["order", "show", "{PO-9}"],
    "order import": ["order", "import", "orders.csv", "--dry-run"],
    "check-order": ["check-order", "{PO-7001}", "--all"],
    "inspect list": ["inspect", "list"],
    "inspect show": ["inspect", "show", "{PO-9}", "1"],
    "inspect plan": ["inspect", "plan", "--lot", "500"],
    "complaint list": ["complaint", "list", "--all"],
    "complaint show": ["complaint", "show", "1"],
    "complaint targets": ["complaint", "targets", "BETA"],
    "action list": ["action", "list"],
    "lesson list": ["lesson", "list", "--all"],
    "lesson show": ["lesson", "show", "1"],
    "partner list": ["partner", "list", "--all"],
    "partner score": ["partner", "score"],
    "partner show": ["partner", "show", "FAC"],
    "partner weights": ["partner", "weights"],
    "risk list": ["risk", "list", "--all"],
    "risk show": ["risk", "show", "1"],
    "report errors": ["report", "errors"],
    "fx exposure": ["fx", "exposure"],
    "signer list": ["signer", "list"],
    "policy": ["policy"],
    "sop list": ["sop", "list"],
    "sop show": ["sop", "show", "{own}", "--standards"],
    "plan": ["plan", "{PO-9}", "--again"],
    "delays": ["delays"],
    "shipment list": ["shipment", "list"],
    "shipment show": ["shipment", "show", "{PO-9}", "1"],
    "draft": ["draft", "{PO-9}", "on-board"],
    "tier review": ["tier", "review"],
    "tier history": ["tier", "history", "BETA"],
    "tier explain": ["tier", "explain", "BETA"],
    "fx list": ["fx", "list"],
    "import": ["import", "list.csv", "--dry-run"],
    "journal": ["journal"],
    "backup": ["backup", "copy.db"],
    "restore": ["restore", "kept.db", "--yes"],
    "doctor": ["doctor"],
    "config": ["config"],
}
"""Every command that has --json: a new one belongs here."""


def test_every_command_that_shows_is_tried() -> None:
    found = set()
    for word in COMMANDS:
        command = typer.main.get_command(import_module(f"gendan.cli.{COMMANDS[word]}").app)
        for name, member in getattr(command, "commands", {"": command}).items():
            if any("--json" in parameter.opts for parameter in member.params):
                found.add(f"{word} {name}".strip())
    assert found == SHOWN.keys()


def acting(text: str, *, but: str = "\n") -> set[str]:
    """The characters of a text that could act on a terminal."""
    return {hex(ord(c)) for c in text if not c.isprintable() and c not in BLANKS and c not in but}


def words_of(folder: Path, words: list[str]) -> list[str]:
    """The words of a command, with orders and templates as the poisoned book calls them."""
    with closing(sqlite3.connect(folder / "book.db")) as conn:
        known = [
            row[0] for row in conn.execute("SELECT number FROM orders UNION SELECT name FROM sops")
        ]
    return [
        next((k for k in known if word[1:-1] in k), word) if word[0] == "{" else word
        for word in words
    ]


@pytest.fixture
def files(hostile: Run, tmp_path: Path, kept: dict[str, bytes]) -> Path:
    """What the commands read: lists of hostile rows, and a copy to restore."""

    def quoted(text: str) -> str:
        return '"' + text.replace('"', '""').replace("\r", "") + '"'

    (tmp_path / "list.csv").write_text(
        f"Customer ID,Company Name,Note\nEVIL,{quoted(HOSTILE)},{quoted(HOSTILE)}\n"
    )
    (tmp_path / "orders.csv").write_text(
        f"order,customer,order_date,sku,quantity\nPO-99,BETA,2026-01-05,{quoted(HOSTILE)},5\n"
    )
    (tmp_path / "kept.db").write_bytes(kept["book"])
    return tmp_path


@pytest.mark.sampled(3)
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("words", SHOWN.values(), ids=SHOWN)
def test_nothing_acts(
    hostile: Run, files: Path, words: list[str], lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a pipe, drawn, as JSON, as CSV, on a real terminal."""
    line = [*words_of(files, words), "--lang", lang]

    def ask(*argv: str) -> Any:
        (files / "copy.db").unlink(missing_ok=True)
        return hostile(*argv)

    plain = ask(*line)
    assert plain.code in (0, 1, 3), plain.err
    assert acting(plain.out + plain.err) == set()
    with monkeypatch.context() as patch:
        patch.setattr(out, "on_terminal", lambda stream: True)
        drawn = ask(*line)
        assert acting(drawn.out + drawn.err) == set()
    told = ask(*line, "--json")
    assert told.code == plain.code
    assert acting(told.out + told.err) == set()
    if told.code != 3:
        json.loads(told.out)
    listed = ask(*line, "--csv")
    assert acting(listed.out + listed.err) == set()
    for row in csv.reader(io.StringIO(listed.out)):
        for cell in row:
            assert not cell.startswith(FORMULA) or re.fullmatch(r"-?[\d.]+", cell), cell


SGR = re.compile("\x1b\\[[0-9;]*m")


@pytest.mark.parametrize("words", SHOWN.values(), ids=SHOWN)
def test_a_terminal_gets_our_colours_and_nothing_else(
    hostile: Run, files: Path, words: list[str]
) -> None:
    code, said = on_terminal(*words_of(files, words))
    assert code in (0, 1, 3), said
    assert acting(SGR.sub("", said)) == set()
    assert all(len(found) < 16 for found in SGR.findall(said))


def test_json_keeps_what_was_stored(hostile: Run, files: Path) -> None:
    """Escaped, not changed: a script gets the text as it is."""
    told = hostile("customer", "show", "BETA", "--json").out
    assert json.loads(told)["name"] == f"{BEGIN}Beta Ltd{HOSTILE}"
    assert "\\u009b" in told
    assert "\\u202e" in told


class Tags(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(f"{tag} {name}" for name, _ in attrs)}

    def handle_data(self, data: str) -> None:
        self.text += data


OURS = {
    "html", "html lang", "head", "main", "meta", "meta charset", "meta http-equiv", "meta content", "meta name",
    "title", "style", "body", "h1", "h1 class", "h2", "p", "p class", "br", "table", "thead", "tbody",
    "tr", "th", "th class", "td", "td class", "td colspan", "footer", "section", "div", "div class",
    "span", "span class",
}  # fmt: skip


PAGES = {
    "a clearance": (["check-order", "{PO-7001}", "--report"], 1),
    "a complaint": (["complaint", "report", "1", "--html"], 0),
    "a complaint, internal": (["complaint", "report", "1", "--internal", "--html"], 0),
    "an inspection": (["inspect", "report", "{PO-9}", "1", "--html"], 0),
    "errors": (["report", "errors", "--html"], 0),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("words", "code"), PAGES.values(), ids=PAGES)
def test_a_report_runs_nothing(
    hostile: Run, files: Path, words: list[str], code: int, lang: str
) -> None:
    page = files / "report.html"
    assert hostile("--lang", lang, *words_of(files, words), str(page)).code == code
    text = page.read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(text)
    assert tags.found <= OURS
    assert acting(text) == set()
    assert "default-src 'none'" in text
    assert "<script>alert(1)</script>" in tags.text, "it is there, as text"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "words", [["complaint", "report", "1"], ["inspect", "report", "{PO-9}", "1"]], ids=" ".join
)
def test_a_report_to_edit_holds_no_markup(
    hostile: Run, files: Path, words: list[str], lang: str
) -> None:
    """Markdown lets HTML through: a tag of theirs must not be one."""
    page = files / "report.md"
    assert hostile("--lang", lang, *words_of(files, words), "--md", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    assert acting(text) == set()
    assert "alert(1)" in text
    assert re.search(r"(?<!\\)<(script|img|/td)", text) is None


def test_a_procedure_is_written_as_data(hostile: Run, files: Path) -> None:
    target = files / "out.toml"
    assert hostile(*words_of(files, ["sop", "export", "{own}"]), str(target)).code == 0
    text = target.read_text(encoding="utf-8")
    assert acting(text) == set()
    assert tomllib.loads(text)["node"][0]["name"]["en"].endswith(HOSTILE)


SAID = {
    "log": ["log", "BETA", "called", "-c", "phone"],
    "log --next": ["log", "BETA", "--next", "fri"],
    "log nobody": ["log", f"nobody{HOSTILE}"],
    "log one of two": ["log", "="],
    "snooze": ["snooze", "BETA", "2026-04-20", "--why", "fair"],
    "skip": ["skip", "BETA", "--why", "fair"],
    "pause": ["pause", "NORD", "2026-04-20", "--why", "fair"],
    "resume": ["resume", "IMPO"],
    "undo": ["undo"],
    "undo all": ["undo", "3"],
    "customer add again": ["customer", "add", "BETA", "Beta"],
    "customer edit": ["customer", "edit", "BETA", "--note", "new"],
    "customer merge": ["customer", "merge", "IMPO", "BETA"],
    "customer retire": ["customer", "retire", "BETA", "--why", "closed"],
    "customer require": ["customer", "require", "BETA", "no wood"],
    "contact add": ["contact", "add", "BETA", "Somebody"],
    "order amend": ["order", "amend", "{PO-9}", "consignee=Other"],
    "order amend a line": ["order", "amend", "{PO-9}", "quantity=6", "--line", "1"],
    "order cancel": ["order", "cancel", "{PO-9}", "--why", "lost"],
    "order of a cancelled one": ["check-order", "{PO-8}"],
    "order require": ["order", "require", "{PO-9}", "label"],
    "order add again": ["order", "add", "{PO-9}", "BETA"],
    "order import": ["order", "import", "orders.csv"],
    "import": ["import", "list.csv"],
    "a file of a hostile name": ["import", f"{HOSTILE.replace('/', '')}.csv"],
    "a packing list of a hostile name": [
        "check-order",
        "{PO-7001}",
        "--packing",
        "p\x1b[2J\u202e.csv",
    ],
    "tick": ["tick", "{PO-9}", "R1", "--evidence", "seen"],
    "tick nothing": ["tick", "{PO-9}", f"x{HOSTILE}", "--evidence", "seen"],
    "waive": ["waive", "{PO-9}", "D03", "--why", "known"],
    "sign": ["sign", "{PO-9}"],
    "done": ["done", "{PO-9}", "deposit"],
    "done again": ["done", "{PO-9}", "po-review"],
    "slip": ["slip", "{PO-9}", "deposit", "2026-12-20", "--why", "late", "--party", "customer"],
    "told": ["told", "{PO-9}", "on-board"],
    "no node": ["told", "{PO-9}", f"x{HOSTILE}"],
    "shipment edit": ["shipment", "edit", "{PO-9}", "1", "--bl", "B/L 1"],
    "shipment cancel": ["shipment", "cancel", "{PO-9}", "1", "--why", "late"],
    "sop remove": ["sop", "remove", "{own}"],
    "sop nothing": ["sop", "show", f"x{HOSTILE}"],
    "draft --list": ["draft", "--list"],
    "draft --text": ["draft", "--text", "po-review", "en"],
    "due --plain": ["due", "--plain", "--days", "300"],
    "tier accept": ["tier", "accept", "--all"],
    "policy": ["policy", "supervisors"],
    "inspect edit": ["inspect", "edit", "{PO-9}", "1", "--note", "wet"],
    "inspect decide again": ["inspect", "decide", "{PO-9}", "1"],
    "inspect remove": ["inspect", "remove", "{PO-9}", "1", "--why", "typed twice"],
    "inspect report": ["inspect", "report", "{PO-9}", "1"],
    "inspect show all": ["inspect", "show", "{PO-9}"],
    "complaint open": ["complaint", "open", "BETA", "too late", "--order", "{PO-9}"],
    "complaint move": ["complaint", "move", "1", "contained"],
    "complaint move too far": ["complaint", "move", "1", "closed"],
    "complaint edit": ["complaint", "edit", "1", "--what", "stripes"],
    "complaint report": ["complaint", "report", "1"],
    "complaint nothing": ["complaint", "show", f"x{HOSTILE}"],
    "action edit": ["action", "edit", "1", "--owner", "li"],
    "action verify": ["action", "verify", "1", "--effective"],
    "lesson retire": ["lesson", "retire", "1", "--why", "known"],
    "lesson retire again": ["lesson", "retire", "2", "--why", "known"],
    "partner add again": ["partner", "add", "FAC", "Other", "--kind", "supplier"],
    "partner edit": ["partner", "edit", "FAC", "--name", "Other"],
    "partner retire": ["partner", "retire", "KW", "--why", "closed"],
    "partner standing": ["partner", "standing", "FAC", "--auto"],
    "partner nothing": ["partner", "show", f"x{HOSTILE}"],
    "risk edit": ["risk", "edit", "1", "--text", "copper"],
    "risk review": ["risk", "review", "1", "--note", "seen", "--review", "2026-05-01"],
    "risk close": ["risk", "close", "1", "--why", "over"],
    "backup": ["backup", f"{HOSTILE.replace('/', '')}.db"],
    "backup again": ["backup", "kept.db"],
    "restore": ["restore", f"x{HOSTILE}", "--yes"],
    "doctor --fix": ["doctor", "--fix"],
    "journal of one": ["journal", "3"],
    "journal --verify": ["journal", "--verify"],
    "an unknown command": [f"x{HOSTILE}"],
    "an unknown option": ["due", f"--x{HOSTILE}"],
    "a bad date": ["due", "--on", HOSTILE],
    "a bad number": ["due", "--limit", HOSTILE],
}


@pytest.mark.sampled(3)
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("words", SAID.values(), ids=SAID)
def test_nothing_that_is_said_acts(hostile: Run, files: Path, words: list[str], lang: str) -> None:
    """What commands say when they write, and when they refuse."""
    (files / "p\x1b[2J\u202e.csv").write_text("no list at all\n")
    ran = hostile(*words_of(files, words), "--lang", lang)
    assert ran.code in (0, 1, 2, 3), ran.err
    assert ran.out + ran.err
    assert acting(ran.out + ran.err) == set()
