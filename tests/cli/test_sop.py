"""gendan sop: list, show, export, import, use, remove, and what undo restores."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gendan.core.export_order import EXPORT_ORDER
from gendan.store import orders, sops
from gendan.store.db import Book, open_book

Run = Callable[..., Any]
Dump = Callable[[], dict[str, Any]]

MINE = """\
name = "mine"
ships = "ship"
[[node]]
key = "pack"
name = "Pack"
offset = -3
[[node]]
key = "ship"
name = "Ship"
offset = 0
after = ["pack"]
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(MINE, encoding="utf-8")
    return path


def objects(run: Run, *words: str) -> Any:
    ran = run(*words, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_list(book: Run) -> None:
    assert objects(book, "sop", "list") == [
        {
            "name": "export-order",
            "title": {"en": "Export order by sea", "zh": "海运出口订单"},
            "nodes": 32, "origin": "shipped", "customers": [], "skus": [],
        }
    ]  # fmt: skip
    assert book("sop", "list", "--csv").out.startswith("name,title,nodes,origin,customers,skus\n")
    assert "海运出口订单" in book("sop", "list", "--lang", "zh").out


def test_show(book: Run) -> None:
    found = objects(book, "sop", "show", "EXPORT-order")
    assert found["ships"] == "on-board"
    assert list(found["nodes"][0]) == [
        "key", "name", "anchor", "offset", "days", "after", "gates", "tell", "role", "standard",
    ]  # fmt: skip
    one = found["nodes"][19]
    assert (one["key"], one["gates"]) == ("loading", ["final-inspection", "check-order"])
    assert one["standard"]["zh"].startswith("本单货物")
    rows = list(csv.DictReader(io.StringIO(book("sop", "show", "--csv").out)))
    assert (len(rows), rows[1]["key"], rows[1]["tell"]) == (32, "po-review", "True")


def test_show_reads_as_training_material_in_both_languages(book: Run) -> None:
    for lang, parts in (
        ("en", ["Look at: ", "12  In-line inspection (in-line) · ship −26 · QC", "Gate: deposit"]),
        ("zh", ["要看：", "中期验货（DUPRO）（in-line）· 出货 −26 · 质检", "关卡：deposit"]),
    ):
        ran = book("sop", "show", "export-order", "--standards", "--lang", lang)
        assert ran.code == 0
        for part in parts:
            assert part in ran.out
    assert "Artwork, labels and barcodes approved ★" in book("sop", "show", "--lang", "en").out


def test_import_use_and_which_procedure_an_order_takes(
    book: Run, mine: Path, tmp_path: Path
) -> None:
    for words in (
        ["customer", "add", "ACME", "Acme"],
        ["customer", "add", "BETA", "Beta"],
        ["order", "add", "A-1", "ACME"],
        ["order", "line", "add", "A-1", "M-1", "5"],
        ["order", "add", "B-1", "BETA"],
        ["order", "line", "add", "B-1", "M-2", "5"],
        ["order", "line", "add", "B-1", "m‐1", "5"],  # another dash, small letters
    ):
        assert book(*words).code == 0

    def names() -> list[str]:
        opened: Book = open_book(tmp_path / "book.db")
        found = [sops.for_order(opened, orders.get(opened, n)).name for n in ("A-1", "B-1")]
        opened.close()
        return found

    assert names() == ["export-order", "export-order"]
    ran = book("sop", "import", str(mine))
    assert (ran.code, ran.out) == (0, "new procedure mine: 2 nodes\n")
    assert names() == ["export-order", "export-order"]
    assert "ACME: new plans after mine" in book("sop", "use", "MINE", "--customer", "acme").out
    assert names() == ["mine", "export-order"]
    assert book("sop", "use", "mine", "--sku", "M-1").code == 0
    assert names() == ["mine", "mine"]
    assert book("sop", "use", "export-order", "--sku", "m-1").code == 0
    assert names() == ["export-order", "export-order"]  # what is said of an item goes first
    assert book("undo").code == 0
    assert names() == ["mine", "mine"]
    (own,) = (row for row in objects(book, "sop", "list") if row["name"] == "mine")
    assert (own["origin"], own["customers"], own["skus"]) == ("own", ["ACME"], ["M-1"])
    refused = book("sop", "remove", "mine")
    assert (refused.code, "used for ACME, M-1" in refused.err) == (3, True)
    assert book("customer", "merge", "ACME", "BETA").code == 0
    assert objects(book, "sop", "list")[1]["customers"] == ["BETA"]
    assert '"sop_uses"' in book("journal", "--json").out


def test_an_own_procedure_may_take_the_place_of_the_shipped_one(book: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    assert book("sop", "export", str(path)).code == 0
    written = path.read_text(encoding="utf-8")
    path.unlink()
    assert book("sop", "export", "export-order", str(path)).code == 0
    assert path.read_text(encoding="utf-8") == written
    text = path.read_text(encoding="utf-8").replace("offset = -26", "offset = -28")
    path.write_text(text, encoding="utf-8")
    refused = book("sop", "import", str(path))
    assert (refused.code, "--update" in refused.err) == (3, True)
    ran = book("sop", "import", str(path), "--update")
    assert "export-order replaced: 32 nodes" in ran.out
    assert ran.out.endswith("changed: in-line\n")
    assert objects(book, "sop", "show")["origin"] == "own"
    assert objects(book, "sop", "show")["nodes"][11]["offset"] == -28
    assert "no node differs" in book("sop", "import", str(path), "--update").out
    assert book("sop", "remove", "export-order").code == 0
    assert objects(book, "sop", "show")["origin"] == "shipped"
    assert objects(book, "sop", "show")["nodes"][11]["offset"] == -26


@pytest.mark.parametrize(
    "words",
    [
        ["sop", "import", "FILE"],
        ["sop", "use", "export-order", "--customer", "ACME"],
        ["sop", "use", "export-order", "--sku", "M-1"],
        ["sop", "use", "other", "--customer", "BETA"],
        ["sop", "import", "FILE2", "--update"],
        ["sop", "remove", "spare"],
    ],
)
def test_undo_restores_exactly(
    book: Run, mine: Path, dump: Dump, tmp_path: Path, words: list[str]
) -> None:
    other = tmp_path / "other.toml"
    for name in ("other", "spare"):
        other.write_text(MINE.replace("mine", name), encoding="utf-8")
        assert book("sop", "import", str(other)).code == 0
    other.write_text(MINE.replace("mine", "other").replace("-3", "-5"), encoding="utf-8")
    for setup in (
        ["customer", "add", "ACME", "Acme"],
        ["customer", "add", "BETA", "Beta"],
        ["sop", "use", "other", "--customer", "ACME"],
        ["sop", "use", "other", "--sku", "M-1"],
    ):
        assert book(*setup).code == 0
    before = dump()
    files = {"FILE": str(mine), "FILE2": str(other)}
    assert book(*[files.get(word, word) for word in words]).code == 0
    assert dump() != before
    assert book("undo").code == 0
    after = dump()
    assert {name: after[name] for name in ("sops", "sop_uses")} == {
        name: before[name] for name in ("sops", "sop_uses")
    }


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["sop"], 2),
        (["sop", "show", "nothing"], 3),
        (["sop", "show", ""], 3),
        (["sop", "show", "x\x1b[2J"], 3),
        (["sop", "show", "--json", "--csv"], 2),
        (["sop", "export", "nothing", "x.toml"], 3),
        (["sop", "export", "export-order", "x.csv"], 3),
        (["sop", "export", "export-order"], 3),
        (["sop", "export"], 2),
        (["sop", "import", "nothing.toml"], 3),
        (["sop", "use", "export-order"], 2),
        (["sop", "use", "export-order", "--customer", "A", "--sku", "B"], 2),
        (["sop", "use", "export-order", "--customer", "NOBODY"], 3),
        (["sop", "use", "nothing", "--sku", "M-1"], 3),
        (["sop", "use", "export-order", "--sku", ""], 3),
        (["sop", "use", "export-order", "--sku", "M\u202e1"], 3),
        (["sop", "remove", "export-order"], 3),
        (["sop", "remove", "nothing"], 3),
    ],
)
def test_bad_input(
    book: Run, dump: Dump, words: list[str], code: int, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    before = dump()
    ran = book(*words)
    assert (ran.code, ran.out if words != ["sop"] else "") == (code, ""), ran.err
    assert "Traceback" not in ran.err
    assert "\nhint: " in ran.err or words == ["sop"]
    assert not any(char in ran.err for char in "\x1b\u202e")
    assert dump() == before


def test_all_faults_of_a_file_are_told_and_nothing_is_written(
    book: Run, mine: Path, dump: Dump
) -> None:
    mine.write_text(MINE.replace("-3", "1.5").replace('["pack"]', '["park"]'), encoding="utf-8")
    before = dump()
    ran = book("sop", "import", str(mine), "--lang", "zh")
    assert ran.code == 3
    assert "2 处错误" in ran.err
    assert "节点 'pack'：offset 须为整数天数" in ran.err
    assert "节点 'ship'：前置节点 'park' 不存在" in ran.err
    assert dump() == before


def test_the_shipped_procedure_is_what_the_book_gives(opened: Book) -> None:
    assert sops.get(opened, "export-order") is EXPORT_ORDER
