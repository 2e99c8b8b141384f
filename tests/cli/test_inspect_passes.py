"""What an inspection clears and what not: goods that failed, parts, looser plans, amended lines."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gendan.cli.app import main

Run = Callable[..., Any]

FINAL = ("inspect", "add", "P1", "--stage", "final")
LINE = (*FINAL, "--line", "1", "--lot", "2400")
CLEAN = ("--critical", "0", "--major", "0", "--minor", "0")
FAILED = ("--critical", "0", "--major", "30", "--minor", "0")
LOOSE = ("--level", "S-1", "--aql-major", "1000")
PART = ("--accept", "2399", "--why", "boss says ok")
BOOK = (
    ["init", "--timezone", "Asia/Shanghai"],
    ["policy", "levels", "1"],
    ["customer", "add", "NORD", "Nord"],
    ["order", "add", "P1", "NORD", "--ship-by", "2026-05-20", "--inspection", "final"],
    ["order", "line", "add", "P1", "MUG", "2400", "--unit", "PCS", "--supplier", "Loom"],
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with an order of one line that is packed and asks for a final inspection."""
    path = tmp_path_factory.mktemp("made") / "book.db"
    packing = path.with_name("m.csv")
    packing.write_text("ITEM NO.,QTY,UNIT\nMUG,2400,PCS\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENDAN_NOW", "2026-03-02T08:00:00+08:00")
        patch.setenv("GENDAN_DB", str(path))
        patch.setenv("GENDAN_USER", "wang")
        for words in BOOK:
            assert main(words) == 0
        assert main(["check-order", "P1", "--packing", str(packing)]) == 1
    return path


@pytest.fixture
def desk(made: Path, run: Run, tmp_path: Path) -> Run:
    """`run` on a copy of that book."""
    shutil.copy(made, tmp_path / "book.db")
    return run


def l13(desk: Run, lang: str = "en") -> list[tuple[str, str]]:
    told = json.loads(desk("check-order", "P1", "--json").out)
    return [(f["severity"], f["message"][lang]) for f in told["findings"] if f["code"] == "L13"]


def ships(desk: Run) -> bool:
    """Whether the merchandiser alone can let it go."""
    return bool(desk("sign", "P1").code == 0 and desk("check-order", "P1").code == 0)


@pytest.mark.parametrize(
    "second",
    [
        pytest.param((*LINE, *FAILED), id="failed"),
        pytest.param((*LINE, "--draft"), id="not decided"),
        pytest.param((*FINAL, "--lot", "2400", *FAILED), id="failed as the whole order"),
        pytest.param((*LINE, *CLEAN, "--accept", "2390", "--why", "scratched"), id="some were refused"),
    ],
)  # fmt: skip
def test_a_later_lot_of_the_same_goods_stops_the_order(desk: Run, second: tuple[str, ...]) -> None:
    assert desk(*LINE, *CLEAN).code == 0
    assert l13(desk) == []
    desk(*second)
    ((severity, message),) = l13(desk)
    assert severity == "block"
    assert "lots of 4,800 units where 2,400 can be (inspections 1, 2)" in message
    assert not ships(desk)
    assert "可能混在合格品中" in l13(desk, "zh")[0][1]
    assert desk("undo").code == 0
    assert ships(desk)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param((*LINE, *CLEAN, *LOOSE), "looser plan (level S-1", id="a next round"),
        pytest.param((*LINE, *CLEAN, *LOOSE, "--new-lot"), "lots of 4,800 units", id="another lot"),
    ],
)
def test_a_looser_plan_does_not_clear_what_failed(
    desk: Run, words: tuple[str, ...], said: str
) -> None:
    desk(*LINE, *FAILED)
    desk(*words)
    ((severity, message),) = l13(desk)
    assert severity == "block"
    assert said in message
    assert not ships(desk)


def test_a_looser_round_is_no_yes(desk: Run) -> None:
    desk(*LINE, *FAILED)
    ran = desk(*LINE, *CLEAN, *LOOSE)
    assert ran.code == 1
    assert "does not count as passed: inspection 2: accepted by a looser plan" in ran.out
    assert "gendan inspect add P1 --stage final --again 2 --lot 2400" in ran.err
    assert "宽于" in desk("inspect", "show", "P1", "2", "--lang", "zh").out
    assert desk(*LINE, *CLEAN).code == 0, "the next round is by the plan that refused"
    assert ships(desk)


@pytest.mark.parametrize(
    "words",
    [("edit", "P1", "1", "--aql-major", "1000"), ("edit", "P1", "1", "--lot", "3300"), ("remove", "P1", "1", "--why", "typo")],
    ids=" ".join,
)  # fmt: skip
def test_what_refused_goods_keeps_its_plan(desk: Run, words: tuple[str, ...]) -> None:
    desk(*LINE, *FAILED)
    ran = desk("inspect", *words)
    assert (ran.code, ran.out) == (3, "")
    assert "gendan inspect add P1 --stage final --again 1" in ran.err
    assert not ships(desk)


def test_a_part_of_what_failed_is_only_waived(desk: Run) -> None:
    ran = desk(*LINE, *FAILED, *PART)
    assert ran.code == 1
    assert "1 REFUSED, NOT COUNTED AS PASSED" in ran.out
    assert "taken in part by wang: boss says ok" in ran.out
    assert "does not count as passed: " in ran.out
    assert "gendan waive P1 L13" in ran.err
    ((severity, message),) = l13(desk)
    assert severity == "block"
    for part in ("2,399 of 2,400 taken by wang (boss says ok)", "major 30 of 125 (Ac 7)"):
        assert part in message
        assert part in desk("inspect", "report", "P1", "1").out
        assert part in desk("inspect", "show", "P1", "1").out
    assert "主要 30/125（Ac 7）" in desk("inspect", "report", "P1", "1", "--lang", "zh").out
    assert not ships(desk)
    assert desk("waive", "P1", "L13", "--why", "agreed with Nord").code == 0
    assert ships(desk)


def test_who_decides_a_part_answers_for_it(desk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    desk(*LINE, *FAILED)
    monkeypatch.setenv("GENDAN_USER", "chen")
    desk("inspect", "edit", "P1", "1", *PART)
    assert "taken by chen" in l13(desk)[0][1]
    monkeypatch.setenv("GENDAN_USER", "lin")
    desk("inspect", "edit", "P1", "1", "--note", "rain")
    assert "taken by chen" in l13(desk)[0][1]


def test_what_was_sorted_passes_the_next_round(desk: Run) -> None:
    desk(*LINE, *FAILED, "--accept", "2300", "--why", "sorted by hand")
    assert desk(*FINAL, "--again", "1", "--lot", "2300", *CLEAN).code == 0
    assert l13(desk) == [
        ("block", "MUG: 2300 of 2400 units passed the final inspection (inspection 2: 100 refused)")
    ]
    assert desk(*FINAL, "--again", "2", "--lot", "100", *CLEAN).code == 0
    assert ships(desk)


def test_a_remedy_names_each_line(desk: Run) -> None:
    desk("order", "line", "add", "P1", "LID", "100", "--unit", "CTN", "--pcs-per-carton", "24")
    told = json.loads(desk("check-order", "P1", "--json").out)["findings"]
    fixes = [f["fix"]["en"] for f in told if f["code"] == "L13"]
    assert "--line 1 --lot 2400`" in fixes[0]
    ran = desk(*FINAL, "--line", "2", "--lot", "2400", *CLEAN)
    assert "line 2: 100 CTN = 2,400 PCS" in ran.out
    rows = json.loads(desk("inspect", "show", "P1", "--json").out)["lines"]
    assert rows[1]["note"]["en"] == "100 CTN = 2,400 PCS"


def test_goods_that_were_amended_are_named(desk: Run) -> None:
    desk(*LINE, *CLEAN)
    desk("order", "amend", "P1", "--line", "1", "color=Red")
    said = "inspection 1 was of MUG, now MUG (Red)"
    told = json.loads(desk("check-order", "P1", "--json").out)["findings"]
    assert any(said in f["message"]["en"] for f in told if f["code"] == "L13")
    assert said in desk("inspect", "show", "P1").out
    assert said in desk("inspect", "show", "P1", "1").out
    assert "现为 MUG (Red)" in desk("inspect", "report", "P1", "1", "--lang", "zh").out


def rows(desk: Run, *words: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(desk("inspect", *words, "--csv").out)))


def test_csv_has_one_value_a_cell(desk: Run) -> None:
    desk(*LINE, "--critical", "0", "--defect", "chip:major:2", "--defect", "spot:minor:1")
    limits = {
        "critical_n": "125", "critical_ac": "0", "critical_re": "1", "major_n": "125", "major_ac": "7",
        "major_re": "8", "minor_n": "125", "minor_ac": "10", "minor_re": "11",
    }  # fmt: skip
    (plan,) = rows(desk, "plan", "--lot", "2400")
    (one,) = rows(desk, "list")
    (page,) = rows(desk, "show", "P1", "1")
    for row in (plan, one, page):
        assert limits.items() <= row.items()
        assert not any("{" in cell for cell in row.values())
    assert one["defects"] == "chip:major:2; spot:minor:1"
    assert (one["critical"], one["major"], one["minor"]) == ("0", "2", "1")


def test_the_content_of_a_file_stays_after_an_undo(
    desk: Run, dump: Callable[[], Any], tmp_path: Path
) -> None:
    photo = tmp_path / "crack.jpg"
    photo.write_bytes(b"photo")
    desk(*LINE, *CLEAN, "--file", str(photo))
    assert desk("undo").code == 0
    book = dump()
    assert book["attachments"] == []
    assert b"photo" in [content for _, content in book["blobs"]]
