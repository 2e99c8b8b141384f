"""gendan inspect: plans, results, re-inspection, reports, check-order, due, undo (contract §8)."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gendan.cli.app import main
from gendan.store import inspections, orders
from gendan.store.db import open_book

Run = Callable[..., Any]
Due = Callable[..., list[dict[str, Any]]]
Dump = Callable[[], dict[str, Any]]

FINAL = ("inspect", "add", "PO-1", "--stage", "final")
CLEAN = ("--critical", "0", "--major", "0", "--minor", "0")
FAILED = ("--critical", "0", "--major", "3", "--minor", "0")
WHOLE = (*FINAL, "--lot", "160", *CLEAN)
BOOK = (
    ["init", "--timezone", "Asia/Shanghai"],
    ["policy", "levels", "1"],
    ["customer", "add", "ACME", "Acme Trading GmbH", "--country", "DE", "--owner", "wang"],
    ["order", "add", "PO-1", "ACME", "--ship-by", "2026-04-20", "--inspection", "final"],
    ["order", "line", "add", "PO-1", "MUG-1", "100", "--unit", "PCS", "--supplier", "Golden Loom"],
    ["order", "line", "add", "PO-1", "MUG-2", "60", "--unit", "PCS", "--color", "Red"],
    ["order", "add", "PO-2", "ACME", "--ship-by", "2026-05-20"],
    ["order", "add", "PO-9", "ACME"],
    ["order", "cancel", "PO-9", "--why", "no credit"],
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with an order of two lines that asks for a final inspection; copied for each test."""
    path = tmp_path_factory.mktemp("made") / "book.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENDAN_NOW", "2026-03-02T08:00:00+08:00")
        patch.setenv("GENDAN_DB", str(path))
        patch.setenv("GENDAN_USER", "wang")
        for words in BOOK:
            assert main(words) == 0
    return path


@pytest.fixture
def desk(made: Path, run: Run, tmp_path: Path) -> Run:
    """`run` on a copy of that book."""
    shutil.copy(made, tmp_path / "book.db")
    return run


def listed(desk: Run, *words: str) -> list[dict[str, Any]]:
    found = json.loads(desk("inspect", "list", *words, "--json").out)
    assert isinstance(found, list)
    return found


def shown(desk: Run, *words: str) -> dict[str, Any]:
    found = json.loads(desk("inspect", "show", *words, "--json").out)
    assert isinstance(found, dict)
    return found


def l13(desk: Run) -> list[str]:
    told = json.loads(desk("check-order", "PO-1", "--json").out)
    return [f["message"]["en"] for f in told["findings"] if f["code"] == "L13"]


def test_a_plan_for_scripts(desk: Run) -> None:
    ran = desk("inspect", "plan", "--lot", "2400", "--json")
    assert ran.code == 0
    assert json.loads(ran.out) == {
        "lot": 2400,
        "level": "II",
        "letter": "K",
        "critical": {"n": 125, "ac": 0, "re": 1},
        "major": {"n": 125, "ac": 7, "re": 8},
        "minor": {"n": 125, "ac": 10, "re": 11},
        "edition": "ISO 2859-1:1999 Table 2-A = MIL-STD-105E Table II-A (normal inspection)",
    }


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["Major, AQL 2.5     look at 20; accept up to 1 (Ac), reject from 2 (Re)", "Table 2-B"]),
        ("zh", ["主要缺陷 AQL 2.5  抽 20 件；1 件及以下合格（Ac），2 件及以上不合格（Re）", "批量"]),
    ],
)  # fmt: skip
def test_a_plan_for_people(desk: Run, lang: str, said: list[str]) -> None:
    words = ("--lot", "100", "--tightened") if lang == "en" else ("--lot", "100")
    ran = desk("inspect", "plan", *words, "--lang", lang)
    if lang == "en":
        assert "Major, AQL 2.5  look at 32; accept up to 1 (Ac), reject from 2 (Re)" in ran.out
        assert said[1] in ran.out
    else:
        assert all(part in ran.out for part in said), ran.out


def test_a_plan_needs_no_book(run: Run) -> None:
    assert run("inspect", "plan", "--lot", "8").code == 0


@pytest.mark.parametrize(
    ("words", "code", "en", "zh"),
    [
        pytest.param(("--aql-major", "3"), 3, "AQLs: 0.010, 0.015", "没有 AQL '3'", id="no such AQL"),
        pytest.param(("--aql-major", "0"), 3, "no AQL '0'", "没有 AQL '0'", id="AQL 0 is in no table"),
        pytest.param(("--level", "IV"), 3, "levels: I, II, III, S-1", "没有检验水平 'IV'", id="no such level"),
        pytest.param(("--tightened", "--aql-minor", "10"), 3, "letter F: AQL 0.010, 0.015", "字码 F", id="tightened above 6.5"),
        pytest.param(("--lot", "0"), 2, "--lot must be a whole number in its range", "--lot", id="an empty lot"),
        pytest.param(("--json", "--csv"), 2, "exclude each other", "不能同时使用", id="two media"),
    ],
)  # fmt: skip
def test_no_plan(desk: Run, words: tuple[str, ...], code: int, en: str, zh: str) -> None:
    for lang, told in (("en", en), ("zh", zh)):
        ran = desk("inspect", "plan", "--lot", "100", *words, "--lang", lang)
        assert (ran.code, ran.out) == (code, "")
        assert told in ran.err


@pytest.mark.parametrize(
    ("words", "code", "answer"),
    [
        pytest.param(CLEAN, 0, "accepted", id="accepted"),
        pytest.param(FAILED, 1, "rejected", id="rejected"),
        pytest.param((*FAILED, "--accept", "80", "--why", "sorted"), 1, "partial", id="in part"),
        pytest.param(("--major", "0"), 1, None, id="not all counted"),
        pytest.param((*CLEAN, "--draft"), 0, None, id="a draft that was wanted"),
        pytest.param(("--critical", "0", "--minor", "0", "--defect", "chip:major:2"), 1, "rejected", id="counted from the list"),
    ],
)  # fmt: skip
def test_the_answer_and_its_exit_code(
    desk: Run, words: tuple[str, ...], code: int, answer: str | None
) -> None:
    ran = desk(*FINAL, "--line", "1", "--lot", "100", *words)
    assert ran.code == code, ran.err
    (row,) = listed(desk)
    assert row["decision"] == answer
    assert (row["accepted"], row["refused"]) == {
        "accepted": (100, 0), "rejected": (0, 100), "partial": (80, 20), None: (None, None),
    }[answer]  # fmt: skip
    assert row["limits"]["major"] == {"n": 20, "ac": 1, "re": 2}
    assert (row["goods"], row["supplier"], row["letter"]) == ("MUG-1", "Golden Loom", "F")


def test_the_count_that_exceeds_its_limit_is_named(desk: Run) -> None:
    ran = desk(*FINAL, "--line", "1", "--lot", "100", *FAILED)
    assert "order PO-1, inspection 1: REJECTED" in ran.out
    assert "major: 3 of 20, more than the 1 that are accepted" in ran.out
    assert "gendan inspect add PO-1 --stage final --again 1 --lot 100" in ran.err
    ran = desk(*FINAL, "--line", "2", "--lot", "60", *FAILED, "--lang", "zh")
    assert "订单 PO-1 检验 2：不合格" in ran.out
    assert "主要：20 件中 3 件，超过允许的 1 件" in ran.out


@pytest.mark.parametrize(
    ("words", "code", "en", "zh"),
    [
        pytest.param((*FINAL, "--lot", "100", "--line", "7", *CLEAN), 3, "no line of order PO-1 '7'", "没有订单 PO-1 的行 '7'", id="no such line"),
        pytest.param((*FINAL, "--lot", "100", "--on", "2026-03-03", *CLEAN), 3, "is in the future", "将来的日期", id="a day to come"),
        pytest.param((*FINAL, "--lot", "100", "--major", "-1"), 2, "--major must be", "--major 须为", id="a negative count"),
        pytest.param((*FINAL, "--lot", "100", *CLEAN, "--accept", "100", "--why", "x"), 3, "100 of a lot of 100 is no part of it", "不是部分接收", id="the whole is no part"),
        pytest.param((*FINAL, "--lot", "100", *CLEAN, "--accept", "0", "--why", "x"), 3, "is no part of it", "不是部分接收", id="nothing is no part"),
        pytest.param((*FINAL, "--lot", "100", *FAILED, "--accept", "80"), 3, "only with a reason", "须说明原因", id="a part without a reason"),
        pytest.param((*FINAL, "--lot", "100", "--critical", "5", "--major", "3", "--minor", "0", "--accept", "99", "--why", "boss says ok"), 3, "critical faults is not taken in part: 5", "致命缺陷的批不得部分接收", id="a part of what is dangerous"),
        pytest.param((*FINAL, "--lot", "100", *FAILED, "--why", "x"), 2, "--why tells why a part is taken", "--why 用于说明", id="a reason for nothing"),
        pytest.param((*FINAL, "--lot", "100", "--accept", "80", "--why", "x"), 3, "a draft takes no part", "不能部分接收", id="a part of a draft"),
        pytest.param((*FINAL, "--lot", "100", "--defect", "chip:bad:3"), 3, "is no fault with its class", "未写明缺陷类别", id="no such class"),
        pytest.param((*FINAL, "--lot", "100", *CLEAN, "--file", "none.jpg"), 3, "there is no file", "找不到文件", id="no such file"),
        pytest.param((*FINAL, "--lot", "100", *CLEAN, "--again", "4"), 3, "no inspection of this stage and line '4'", "没有该阶段、该行的检验 '4'", id="nothing to repeat"),
        pytest.param((*FINAL, "--lot", "100", *CLEAN, "--again", "4", "--new-lot"), 2, "exclude each other", "不能同时使用", id="again, and another"),
        pytest.param(("inspect", "add", "PO-9", "--stage", "final", "--lot", "1"), 3, "is cancelled", "已取消", id="a cancelled order"),
        pytest.param(("inspect", "add", "PO-7", "--stage", "final", "--lot", "1"), 3, "no order 'PO-7'", "没有订单 'PO-7'", id="no such order"),
        pytest.param(("inspect", "add", "PO-1", "--stage", "last", "--lot", "1"), 2, "incoming, inline, final", "incoming、inline、final", id="no such stage"),
        pytest.param(("inspect", "decide", "PO-1", "4"), 3, "no inspection of order PO-1 '4'", "没有订单 PO-1 的检验 '4'", id="nothing to decide"),
        pytest.param(("inspect", "show", "PO-1", "4"), 3, "no inspection of order PO-1 '4'", "没有订单 PO-1 的检验 '4'", id="nothing to show"),
        pytest.param(("inspect", "report", "PO-1", "4"), 3, "no inspection of order PO-1 '4'", "没有订单 PO-1 的检验 '4'", id="nothing to report"),
    ],
)  # fmt: skip
def test_refusals(
    desk: Run, dump: Dump, words: tuple[str, ...], code: int, en: str, zh: str
) -> None:
    before = dump()
    for lang, told in (("en", en), ("zh", zh)):
        ran = desk(*words, "--lang", lang)
        assert (ran.code, ran.out) == (code, "")
        assert told in ran.err
        assert "hint: " in ran.err
    assert dump() == before


def test_what_looks_like_a_slip_is_said_and_kept(desk: Run) -> None:
    ran = desk(*FINAL, "--line", "1", "--lot", "120", *CLEAN)
    assert ran.code == 0
    assert "note: lots of 120 units for 100 ordered (inspections 1)" in ran.err
    ran = desk(
        *FINAL,
        "--line",
        "2",
        "--lot",
        "60",
        "--critical",
        "0",
        "--major",
        "30",
        "--minor",
        "0",
        "--lang",
        "zh",
    )
    assert "注意：样本 20 件却有 30 件主要缺陷" in ran.err


def test_a_draft_is_decided(desk: Run) -> None:
    desk(*FINAL, "--lot", "160", "--major", "1")
    ran = desk("inspect", "decide", "PO-1", "1", "--critical", "0")
    assert ran.code == 3
    assert "minor faults not counted" in ran.err
    ran = desk("inspect", "decide", "PO-1", "1", "--critical", "0", "--minor", "0")
    assert ran.code == 0, ran.err
    assert listed(desk)[0]["decision"] == "accepted"
    ran = desk("inspect", "decide", "PO-1", "1", *CLEAN)
    assert ran.code == 3
    assert "is decided: accepted" in ran.err
    assert "gendan inspect edit PO-1 1" in ran.err


def test_a_correction_decides_anew(desk: Run) -> None:
    desk(*FINAL, "--line", "1", "--lot", "100", *CLEAN, "--inspector", "Zhao", "--note", "rain")
    assert desk("inspect", "edit", "PO-1", "1", "--major", "2").code == 1
    ran = desk(
        "inspect", "edit", "PO-1", "1", "--major", "0", "--clear", "note", "--inspector", "Qian"
    )
    assert ran.code == 0, ran.err
    (row,) = listed(desk)
    assert (row["decision"], row["note"], row["inspector"]) == ("accepted", None, "Qian")
    assert "nothing changed" in desk("inspect", "edit", "PO-1", "1", "--major", "0").out
    ran = desk("inspect", "edit", "PO-1", "1", "--clear", "lot")
    assert ran.code == 3
    assert "accept, inspector, note, supplier" in ran.err


def test_rounds_of_one_lot(desk: Run) -> None:
    desk(*FINAL, "--line", "1", "--lot", "100", *FAILED)
    desk(*FINAL, "--lot", "100", "--again", "1", *CLEAN)
    desk(*FINAL, "--line", "2", "--lot", "60", *CLEAN)
    rows = [(row["n"], row["first"], row["round"], row["line"]) for row in listed(desk)]
    assert rows == [(1, 1, 1, "1"), (2, 1, 2, "1"), (3, 3, 1, "2")]
    assert l13(desk) == []
    ran = desk("inspect", "remove", "PO-1", "1", "--why", "typed twice")
    assert ran.code == 3
    assert "inspection 1 of order PO-1 refused goods: it stays" in ran.err
    assert "不可删除" in desk("inspect", "remove", "PO-1", "1", "--why", "x", "--lang", "zh").err
    assert desk("inspect", "remove", "PO-1", "2", "--why", "typed twice").code == 0
    assert l13(desk) == [
        "MUG-1: 0 of 100 units passed the final inspection (inspection 1: 100 refused)"
    ]


def test_an_entry_whose_next_round_is_there_is_not_taken_back(desk: Run) -> None:
    desk(*FINAL, "--lot", "160", *FAILED)
    desk(*WHOLE)
    entry = json.loads(desk("journal", "--json").out)[1]["seq"]
    ran = desk("undo", str(entry))
    assert ran.code == 3
    assert [row["round"] for row in listed(desk)] == [1, 2]


def test_lists(desk: Run) -> None:
    desk(*FINAL, "--lot", "160", *FAILED, "--on", "2026-02-27")
    desk("inspect", "add", "PO-2", "--stage", "inline", "--lot", "50", *CLEAN)
    assert [row["order"] for row in listed(desk)] == ["PO-1", "PO-2"]
    assert [row["order"] for row in listed(desk, "PO-2")] == ["PO-2"]
    assert [row["order"] for row in listed(desk, "--stage", "inline")] == ["PO-2"]
    assert [row["order"] for row in listed(desk, "--open")] == ["PO-1"]
    assert listed(desk, "PO-2", "--stage", "final") == []
    assert desk("inspect", "list", "--csv").out.startswith("order,n,customer,stage,line,goods,")
    said = desk("inspect", "list", "--lang", "zh").out
    assert "整单" in said
    assert "不合格" in said


def test_a_supplier_to_be_inspected_tightened(desk: Run) -> None:
    for _ in range(2):
        desk(*FINAL, "--line", "1", "--lot", "50", *FAILED, "--new-lot")
    ran = desk("inspect", "list")
    assert "inspect tightened (--tightened): Golden Loom" in ran.err
    ran = desk(*FINAL, "--line", "1", "--lot", "50", *CLEAN, "--new-lot")
    assert "inspect tightened (--tightened): Golden Loom" in ran.err
    ran = desk(*FINAL, "--line", "1", "--lot", "50", *CLEAN, "--new-lot", "--tightened")
    assert "--tightened" not in ran.err
    assert "--tightened" not in desk(*FINAL, "--line", "2", "--lot", "60", *CLEAN).err
    assert "建议加严检验（--tightened）：Golden Loom" in desk("inspect", "list", "--lang", "zh").err


def test_how_far_the_goods_of_an_order_passed(desk: Run) -> None:
    desk(*FINAL, "--line", "1", "--lot", "100", *CLEAN)
    found = shown(desk, "PO-1")
    assert (found["asked"], found["final_passed"]) == ("final", None)
    assert found["lines"] == [
        {"line": "1", "goods": "MUG-1", "needed": "100", "passed": 100, "lacking": 0, "note": None},
        {
            "line": "2",
            "goods": "MUG-2 (Red)",
            "needed": "60",
            "passed": 0,
            "lacking": 60,
            "note": None,
        },
    ]
    assert "尚未完成" in desk("inspect", "show", "PO-1", "--lang", "zh").out


def test_files_are_kept(desk: Run, tmp_path: Path) -> None:
    photo, other = tmp_path / "crack.jpg", tmp_path / "report.pdf"
    photo.write_bytes(b"photo")
    other.write_bytes(b"report")
    desk(*WHOLE, "--file", str(photo), "--defect", "crack | <b>:minor:1")
    desk("inspect", "edit", "PO-1", "1", "--file", str(other), "--file", str(photo))
    one = shown(desk, "PO-1", "1")
    assert [(file["name"], file["sha256"]) for file in one["files"]] == [
        ("crack.jpg", hashlib.sha256(b"photo").hexdigest()),
        ("report.pdf", hashlib.sha256(b"report").hexdigest()),
    ]
    assert one["defects"] == [{"class": "minor", "text": "crack | <b>", "quantity": 1}]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["REJECTED: PO-1, final inspection 1", "Each faulty unit counts once", "3, too many"]),
        ("zh", ["不合格：订单 PO-1 尾期验货 1", "每件只按最严重缺陷计一次", "3，超出"]),
    ],
)  # fmt: skip
def test_reports(desk: Run, tmp_path: Path, lang: str, said: list[str]) -> None:
    photo = tmp_path / "crack.jpg"
    photo.write_bytes(b"photo")
    desk(*FINAL, "--lot", "160", *FAILED, "--file", str(photo), "--defect", "crack | <b>:major:2")
    sha256 = hashlib.sha256(b"photo").hexdigest()
    common = [*said, "ISO 2859-1:1999 Table 2-A", sha256]
    page, text = tmp_path / "r.html", tmp_path / "r.md"
    ran = desk(
        "inspect", "report", "PO-1", "1", "--html", str(page), "--md", str(text), "--lang", lang
    )
    assert ran.code == 0, ran.err
    assert str(page) in ran.out
    html, markdown = page.read_text(encoding="utf-8"), text.read_text(encoding="utf-8")
    for part in common:
        assert part in html
        assert part in markdown
    assert "crack | &lt;b&gt;" in html
    assert r"crack \| \<b\>" in markdown
    assert desk("inspect", "report", "PO-1", "1", "--lang", lang).out == markdown
    for option in ("--html", "--md"):
        assert (
            desk("inspect", "report", "PO-1", "1", option, str(tmp_path / "packing.xlsx")).code == 3
        )


def test_check_order_asks_for_it(desk: Run) -> None:
    assert l13(desk) == [
        "MUG-1: 0 of 100 units passed the final inspection",
        "MUG-2 (Red): 0 of 60 units passed the final inspection",
    ]
    desk(*FINAL, "--lot", "160")
    assert l13(desk) == ["final inspection: 0 of 160 units passed (inspection 1 is not decided)"]
    desk("inspect", "decide", "PO-1", "1", *CLEAN)
    assert l13(desk) == []


def test_a_change_after_signing_voids_it_visibly(desk: Run, sheet: Callable[..., str]) -> None:
    packing = sheet("ITEM NO.,COLOUR,QTY,UNIT\nMUG-1,,100,PCS\nMUG-2,Red,60,PCS\n", "packing.csv")
    desk(*WHOLE)
    desk("check-order", "PO-1", "--packing", packing)
    assert desk("sign", "PO-1").code == 0
    assert desk("check-order", "PO-1").code == 0
    assert desk("inspect", "edit", "PO-1", "1", "--minor", "1").code == 0
    ran = desk("check-order", "PO-1")
    assert ran.code == 1
    assert "the inspections" in ran.out
    assert "检验记录" in desk("check-order", "PO-1", "--lang", "zh").out
    signing = [
        row["item"] for row in json.loads(desk("due", "--json").out) if row["kind"] == "signoff"
    ]
    assert signing == ["check-order"]
    desk("undo")
    assert desk("check-order", "PO-1").code == 0


def due_rows(due: Due, day: str) -> list[tuple[str, str]]:
    return [(row["item"], row["due"]) for row in due("--on", day) if row["kind"] == "inspection"]


def test_what_is_due(desk: Run, due: Due) -> None:
    assert due_rows(due, "2026-04-08") == []
    assert due_rows(due, "2026-04-09") == [("PO-1", "2026-04-09")]
    desk(*FINAL, "--lot", "160")
    (row,) = [row for row in due("--on", "2026-03-02") if row["kind"] == "inspection"]
    assert (row["item"], row["order"], row["customer"], row["owner"]) == (
        "PO-1/1",
        "PO-1",
        "ACME",
        "wang",
    )
    assert "gendan inspect decide PO-1 1" in row["why"]["en"]
    desk("inspect", "decide", "PO-1", "1", *FAILED)
    assert due_rows(due, "2026-04-30") == [("PO-1/1", "2026-03-02")]
    desk(*WHOLE)
    assert due_rows(due, "2026-04-30") == []


def test_what_makes_it_due_no_more(desk: Run, due: Due) -> None:
    desk("policy", "inspection_C", "final")
    assert due_rows(due, "2026-05-30") == [("PO-1", "2026-04-09"), ("PO-2", "2026-05-09")]
    desk("order", "amend", "PO-1", "ship_by=2026-04-25")
    assert ("PO-1", "2026-04-14") in due_rows(due, "2026-05-30")
    desk("plan", "PO-1")  # its plan has a node for it
    assert due_rows(due, "2026-05-30") == [("PO-2", "2026-05-09")]
    desk("order", "cancel", "PO-2", "--why", "no credit")
    assert due_rows(due, "2026-05-30") == []


def test_undo_restores_exactly(desk: Run, dump: Dump, tmp_path: Path) -> None:
    photo = tmp_path / "crack.jpg"
    photo.write_bytes(b"photo")

    def rows() -> dict[str, Any]:
        """The book without its journal, and without contents: what was given once stays given."""
        return {k: v for k, v in dump().items() if k not in ("journal", "changes", "blobs")}

    desk(*FINAL, "--lot", "160", "--file", str(photo))
    for words in (
        (*FINAL, "--line", "1", "--lot", "100", *CLEAN, "--file", str(photo)),
        ("inspect", "decide", "PO-1", "1", *FAILED),
        ("inspect", "edit", "PO-1", "1", "--lot", "150", "--inspector", "Zhao"),
        ("inspect", "remove", "PO-1", "1", "--why", "wrong order"),
    ):
        before = rows()
        assert desk(*words).code in (0, 1), words
        assert rows() != before
        assert desk("undo").code == 0
        assert rows() == before, words


def test_the_gate_of_loading(desk: Run, tmp_path: Path) -> None:
    def passed() -> bool | None:
        book = open_book(tmp_path / "book.db")
        try:
            return inspections.final_passed(book, orders.get(book, "PO-1").id)
        finally:
            book.close()

    assert passed() is None
    desk(*FINAL, "--lot", "160", *FAILED)
    assert passed() is False
    desk(*WHOLE)
    assert passed() is True


def test_a_dropped_line_leaves_its_inspection(desk: Run) -> None:
    desk(*FINAL, "--line", "2", "--lot", "60", *CLEAN)
    assert desk("order", "amend", "PO-1", "--drop-line", "2").code == 0
    assert [row["goods"] for row in listed(desk)] == ["MUG-2 (Red)"]
    assert l13(desk) == ["MUG-1: 0 of 100 units passed the final inspection"]


def test_the_journal_names_its_order(desk: Run) -> None:
    desk(*WHOLE)
    assert "inspection of order PO-1" in desk("undo").out
