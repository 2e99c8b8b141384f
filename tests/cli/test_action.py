"""gendan action: the table of corrective actions, and who may verify one (contract §8)."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .complained import ACTION, CONFIRMED, DECIDED, make

Run = Callable[..., Any]
Due = Callable[..., list[dict[str, Any]]]
Dump = Callable[[], dict[str, Any]]
DONE = ["--as", "zhao", "action", "done", "1", "--evidence", "photo", "--on", "2026-03-02"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with a complaint; copied for each test."""
    return make(tmp_path_factory.mktemp("made"))


@pytest.fixture
def desk(made: Path, run: Run, tmp_path: Path) -> Run:
    """`run` on a copy of that book, with one action of zhao's by 20 March."""
    shutil.copy(made, tmp_path / "book.db")
    assert run(*ACTION).code == 0
    return run


def table(run: Run, *words: str) -> list[dict[str, Any]]:
    found = json.loads(run("action", "list", *words, "--json").out)
    assert isinstance(found, list)
    return found


def test_the_table_has_what_the_mission_asks_for(desk: Run) -> None:
    (row,) = table(desk)
    assert {key: row[key] for key in ("id", "complaint", "customer", "type", "impact", "text", "department", "owner", "by", "state")} == {
        "id": 1, "complaint": 1, "customer": "ACME", "type": "color", "impact": "wrong colour",
        "text": "shade card", "department": "QC", "owner": "zhao", "by": "2026-03-20", "state": "open",
    }  # fmt: skip
    heads = desk("action", "list", "--lang", "zh").out.splitlines()[1].split()
    assert heads == ["编号", "投诉", "问题类型", "影响", "措施", "部门", "负责人与期限", "完成凭证", "验证人", "效果"]  # fmt: skip


def test_it_is_due_by_its_day_then_its_verification_by_somebody_else(desk: Run, due: Due) -> None:
    assert due("--on", "2026-03-19", "--kind", "action") == []
    (row,) = due("--on", "2026-03-21", "--kind", "action")
    assert (row["item"], row["due"], row["days_over"], row["owner"], row["customer"]) == (
        "1", "2026-03-20", 1, "zhao", "ACME",
    )  # fmt: skip
    assert due("--on", "2026-03-21", "--kind", "action", "--owner", "ZHAO") == [row]
    assert desk(*DONE).code == 0
    (row,) = due("--on", "2026-03-21", "--kind", "action")
    assert (row["item"], row["due"], row["owner"]) == ("1 verify", "2026-03-09", "wang")
    assert "  verify  " in desk("due", "--on", "2026-03-21", "--kind", "action").out
    assert "somebody else verifies" in row["why"]["en"]
    assert desk("policy", "action_verify", "none").code == 0
    assert due("--on", "2026-03-21", "--kind", "action") == []


def test_what_had_no_effect_is_done_again_and_both_times_are_kept(desk: Run, due: Due) -> None:
    desk(*DONE)
    ran = desk("--as", "li", "action", "verify", "1", "--not-effective", "--note", "faded", now="2026-03-23T09:00:00+08:00")  # fmt: skip
    assert "zhao has to do it again" in ran.out
    (row,) = due("--kind", "action")
    assert (row["due"], row["owner"]) == ("2026-03-23", "zhao")
    assert "not effective (li)" in row["why"]["en"]
    assert table(desk)[0]["state"] == "not effective"
    assert desk("--as", "zhao", "action", "done", "1", "--evidence", "new card").code == 0
    assert desk("--as", "li", "action", "verify", "1", "--effective").code == 0
    (row,) = table(desk)
    assert (row["state"], row["evidence"], row["effective"]) == ("effective", "new card", True)
    assert [(one["evidence"], one["note"]) for one in row["tries"]] == [("photo", "faded")]
    assert due("--on", "2027-01-01", "--kind", "action") == []


def test_a_new_day_and_a_new_owner(desk: Run) -> None:
    ran = desk("action", "edit", "1", "--by", "2026-04-01", "--owner", "li", "--type", "破损")
    assert "Owner zhao → li, By 2026-03-20 → 2026-04-01" in ran.out
    assert "Problem type wrong colour or size → damage" in ran.out
    assert table(desk)[0]["by"] == "2026-04-01"
    assert "nothing changed" in desk("action", "edit", "1", "--owner", "li").out


def test_whoever_verified_in_vain_may_take_it_over_but_not_verify_it_again(desk: Run) -> None:
    desk(*DONE)
    desk("--as", "li", "action", "verify", "1", "--not-effective")
    assert desk("action", "edit", "1", "--owner", "li").code == 0
    assert desk("--as", "li", "action", "done", "1", "--evidence", "x").code == 0
    assert desk("--as", "li", "action", "verify", "1", "--effective").code == 3
    assert desk("--as", "zhao", "action", "verify", "1", "--effective").code == 3
    assert desk("--as", "chen", "action", "verify", "1", "--effective").code == 0
    (one,) = table(desk)[0]["tries"]
    assert (one["text"], one["owner"], one["effective"]) == ("shade card", "zhao", False)


def test_its_verification_stands_in_no_list_of_whoever_did_it(desk: Run, due: Due) -> None:
    assert desk("--as", "wang", "action", "done", "1", "--evidence", "x").code == 0
    (row,) = due("--on", "2026-03-21", "--kind", "action")
    assert row["owner"] is None
    assert due("--on", "2026-03-21", "--kind", "action", "--owner", "wang") == []


def test_what_is_done_is_verified_as_it_was_done(desk: Run, dump: Dump) -> None:
    desk(*DONE)
    before = dump()
    for words in (["--owner", "li"], ["--text", "another"]):
        ran = desk("action", "edit", "1", *words)
        assert (ran.code, "action add 1" in ran.err) == (3, True)
    assert dump() == before
    assert desk("action", "edit", "1", "--by", "2026-04-01").code == 0


def test_one_that_is_cancelled_stays_in_the_table_and_stops_nothing(desk: Run, due: Due) -> None:
    ran = desk("action", "cancel", "1", "--why", "the machine is sold")
    assert (ran.code, "stays in the table" in ran.out) == (0, True)
    (row,) = table(desk)
    assert (row["state"], row["cancel_why"], row["cancelled_by"]) == ("cancelled", "the machine is sold", "wang")  # fmt: skip
    assert (table(desk, "--open"), due("--on", "2027-01-01", "--kind", "action")) == ([], [])
    assert "已取消" in desk("action", "list", "--lang", "zh").out
    for command in (*DECIDED, *CONFIRMED, ["complaint", "edit", "1", "--no-lesson", "once"]):
        assert desk(*command).code == 0
    assert desk("complaint", "move", "1", "closed").code == 0
    assert desk("action", "cancel", "1", "--why", "x").code == 3


def test_a_late_verification_is_overdue_with_its_days(desk: Run) -> None:
    desk(*DONE)
    (row,) = json.loads(desk("action", "list", "--overdue", "--json", now="2026-03-12T09:00:00+08:00").out)  # fmt: skip
    assert (row["state"], row["days_over"]) == ("done", 3)


def test_which_are_listed(desk: Run) -> None:
    desk("action", "add", "1", "B", "--impact", "x", "--department", "QC", "--owner", "li", "--by", "2026-03-05")  # fmt: skip
    desk(*DONE)
    desk("--as", "li", "action", "verify", "1", "--effective")
    assert [row["id"] for row in table(desk)] == [1, 2]
    assert [row["id"] for row in table(desk, "--open")] == [2]
    assert [row["id"] for row in table(desk, "--owner", "Zhao")] == [1]
    assert table(desk, "--overdue") == []
    desk("due", now="2026-03-06T09:00:00+08:00")
    assert [(row["id"], row["days_over"]) for row in table(desk, "--overdue")] == [(2, 1)]
    assert desk("action", "list", "--csv").out.startswith("id,complaint,customer,type,")


def test_a_photo_is_kept_with_it(desk: Run, tmp_path: Path) -> None:
    (tmp_path / "card.jpg").write_bytes(b"x")
    assert desk(*DONE, "--file", str(tmp_path / "card.jpg")).code == 0
    assert "card.jpg" in desk("complaint", "report", "1").out
    assert table(desk)[0]["files"] == ["card.jpg"]
    assert "card.jpg" in desk("action", "list").out
    (kept,) = json.loads(desk("complaint", "show", "1", "--json").out)["files"]
    assert (kept["name"], kept["action"]) == ("card.jpg", 1)


@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        pytest.param(["add", "9", "x", *ACTION[4:]], 3, "complaint list", id="no such complaint"),
        pytest.param(["add", "1", " ", *ACTION[4:]], 3, "empty", id="no measure"),
        pytest.param(["add", "1", "x", *ACTION[4:], "--type", "odd"], 3, "service", id="no such type"),
        pytest.param(["done", "2", "--evidence", "x"], 3, "action list", id="no such action"),
        pytest.param(["done", "1", "--evidence", " "], 3, "empty", id="no evidence"),
        pytest.param(["done", "1", "--evidence", "x", "--on", "tomorrow"], 3, "future", id="to come"),
        pytest.param(["done", "1", "--evidence", "x", "--on", "2026-03-01"], 3, "came only on 2026-03-02", id="before it came"),
        pytest.param(["cancel", "1", "--why", " "], 3, "empty", id="no reason"),
        pytest.param(["cancel", "9", "--why", "x"], 3, "action list", id="nothing to cancel"),
        pytest.param(["cancel", "1"], 2, "--why", id="a reason is missing"),
        pytest.param(["done", "1", "--evidence", "x", "--file", "/no"], 3, "/no", id="no file"),
        pytest.param(["verify", "1", "--effective"], 3, "action done 1", id="not done"),
        pytest.param(["verify", "1"], 2, "--not-effective", id="yes or no?"),
        pytest.param(["edit", "1"], 2, "--help", id="nothing to change"),
        pytest.param(["edit", "1", "--by", "03/04"], 2, "2026-12-01", id="an ambiguous day"),
        pytest.param(["add", "1", "x", "--impact", "y"], 2, "--department", id="half an action"),
        pytest.param(["done", "1"], 2, "--evidence", id="no proof"),
        pytest.param(["list", "--json", "--csv"], 2, "--csv", id="two forms"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_bad_words_are_refused_and_nothing_is_written(
    desk: Run, dump: Dump, words: list[str], code: int, named: str, lang: str
) -> None:
    before = dump()
    ran = desk("--lang", lang, "action", *words)
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert "\nhint: " in ran.err
    if lang == "en":
        assert named in ran.err
    else:
        assert any("\u4e00" <= char <= "\u9fff" for char in ran.err)
    assert dump() == before


@pytest.mark.parametrize("who", ["zhao", "ZHAO", "wu"])
def test_neither_its_owner_nor_who_did_it_verifies_it(desk: Run, dump: Dump, who: str) -> None:
    desk("--as", "wu", "action", "done", "1", "--evidence", "photo")
    before = dump()
    ran = desk("--as", who, "action", "verify", "1", "--effective")
    assert (ran.code, "another person" in ran.err) == (3, True)
    assert dump() == before
