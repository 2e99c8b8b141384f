"""gendan complaint: from receipt to the closed 8D, its times in `due`, undo (contract §8)."""

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
LATER = "2026-03-09T09:00:00+08:00"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with a complaint; copied for each test."""
    return make(tmp_path_factory.mktemp("made"))


@pytest.fixture
def desk(made: Path, run: Run, tmp_path: Path) -> Run:
    """`run` on a copy of that book."""
    shutil.copy(made, tmp_path / "book.db")
    return run


def shown(run: Run, ident: str = "1") -> dict[str, Any]:
    ran = run("complaint", "show", ident, "--json")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert isinstance(found, dict)
    return found


def listed(run: Run, *words: str) -> list[dict[str, Any]]:
    found = json.loads(run("complaint", "list", *words, "--json").out)
    assert isinstance(found, list)
    return found


def do(run: Run, *commands: list[str], **how: str) -> None:
    for words in commands:
        ran = run(*words, **how)
        assert ran.code == 0, (words, ran.err)


def test_what_was_said_when_it_came(desk: Run) -> None:
    found = shown(desk)
    assert (found["id"], found["state"], found["type"]) == (1, "received", "color")
    assert (found["item"], found["quantity"], found["unit"]) == ("MUG", "4", "pcs")
    assert (found["remedy"], found["order"], found["suppliers"]) == ("new ones", "PO-1", ["Lin Works"])  # fmt: skip
    assert found["opened"] == "2026-03-02T08:00:00+08:00"
    assert [(t["target"], t["within"], t["state"]) for t in found["targets"]] == [
        ("acknowledge", "24h", "open"), ("containment", "48h", "open"), ("cause", "14d", "open"),
        ("answer", "14d", "open"), ("close", "60d", "open"),
    ]  # fmt: skip


@pytest.mark.parametrize("ident", ["1", "#1", "C1", "c1", "＃1", " 1 "])
def test_its_number_in_any_form(desk: Run, ident: str) -> None:
    assert shown(desk, ident)["id"] == 1


def test_every_open_target_is_due_on_its_day_and_breaches_are_seen(desk: Run, due: Due) -> None:
    rows = [r for r in due("--on", "2026-03-05") if r["kind"] == "complaint"]
    assert [(r["item"], r["due"], r["days_over"]) for r in rows] == [
        ("1 acknowledge", "2026-03-03", 2), ("1 containment", "2026-03-04", 1),
    ]  # fmt: skip
    assert {(r["customer"], r["order"], r["owner"], r["interval_days"]) for r in rows} == {
        ("ACME", "PO-1", "wang", 7)
    }
    assert rows[0]["why"]["en"] == "complaint 1: acknowledge by 03-03 08:00 (PO-1): grey, not green"
    assert rows[0]["why"]["zh"].startswith("投诉 1：03-03 08:00 前确认收到")
    told = desk("due", "--on", "2026-03-17").out
    for words in ("  acknowledge  ", "  contain  ", "  find the cause  ", "  answer  "):
        assert words in told
    do(desk, *DECIDED[:1])
    assert [r["item"] for r in due("--on", "2026-03-05", "--kind", "complaint")] == ["1 containment"]  # fmt: skip
    desk("undo")
    assert len(due("--on", "2026-03-05", "--kind", "complaint")) == 2


def test_times_are_the_policys_or_the_customers(desk: Run, due: Due) -> None:
    do(desk, ["policy", "complaint_acknowledge", "4h"], ["complaint", "targets", "ACME", "containment", "2h"])  # fmt: skip
    found = {t["target"]: t for t in shown(desk)["targets"]}
    assert found["acknowledge"]["deadline"] == "2026-03-02T12:00:00+08:00"
    assert found["containment"]["deadline"] == "2026-03-02T10:00:00+08:00"
    assert len(due("--kind", "complaint")) == 2
    assert len(due("--on", "2026-03-15", "--kind", "complaint")) == 2
    rows = json.loads(desk("complaint", "targets", "acme", "--json").out)
    assert [(r["target"], r["within"], r["own"]) for r in rows][:2] == [
        ("acknowledge", "4h", False), ("containment", "2h", True),
    ]  # fmt: skip
    do(desk, ["complaint", "targets", "ACME", "containment", "none"])
    assert [r["item"] for r in due("--kind", "complaint")] == ["1 acknowledge"]
    do(desk, ["complaint", "targets", "ACME", "containment", "policy"])
    assert {t["target"]: t["within"] for t in shown(desk)["targets"]}["containment"] == "48h"
    assert "policy" in desk("complaint", "targets").out


def test_the_whole_way(desk: Run, due: Due) -> None:
    do(desk, *DECIDED, ACTION, *CONFIRMED, now=LATER)
    assert [m["state"] for m in shown(desk)["moves"]] == [
        "acknowledged", "contained", "investigating", "decided", "remedied", "customer-confirmed",
    ]  # fmt: skip
    refused = desk("complaint", "move", "1", "closed")
    assert refused.code == 3
    assert "action 1 (shade card) is open" in refused.err
    assert "gendan lesson add TEXT --from 1" in refused.err
    do(desk, ["--as", "zhao", "action", "done", "1", "--evidence", "photo"])
    do(desk, ["--as", "li", "action", "verify", "1", "--effective"])
    do(desk, ["lesson", "add", "look at the sample", "--from", "1"], ["complaint", "move", "1", "closed"])  # fmt: skip
    found = shown(desk)
    assert (found["state"], found["cost"], found["currency"]) == ("closed", "350", "EUR")
    assert {t["target"]: t["state"] for t in found["targets"]} == {
        "acknowledge": "met late", "containment": "met late", "cause": "met", "answer": "met",
        "close": "met",
    }  # fmt: skip
    assert due("--on", "2027-01-01", "--kind", "complaint", "--kind", "action") == []
    assert (listed(desk), len(listed(desk, "--all"))) == ([], 1)


def test_a_closed_one_does_not_change_until_it_is_reopened(desk: Run, due: Due, dump: Dump) -> None:
    do(desk, *DECIDED, *CONFIRMED, ["complaint", "edit", "1", "--no-lesson", "once"],
       ["complaint", "move", "1", "closed"])  # fmt: skip
    before = dump()
    for words in (["complaint", "edit", "1", "--team", "x"], ACTION):
        ran = desk(*words)
        assert (ran.code, "reopened --note" in ran.err) == (3, True)
    assert dump() == before
    do(desk, ["complaint", "move", "1", "reopened", "--note", "grey again"], now=LATER)
    rows = due("--on", "2026-03-10", "--kind", "complaint", now=LATER)
    assert [r["item"] for r in rows] == ["1 acknowledge", "1 containment"]
    do(desk, ["complaint", "edit", "1", "--team", "x", "--escape", "another"])
    assert {t["target"]: t["state"] for t in shown(desk)["targets"]}["cause"] == "open"
    do(desk, ["complaint", "edit", "1", "--confirm", "occurrence"])
    assert {t["target"]: t["state"] for t in shown(desk)["targets"]}["cause"] == "met"


AGAIN = (
    ["complaint", "move", "1", "reopened", "--note", "grey again"],
    ["complaint", "move", "1", "acknowledged"],
)


def test_what_came_again_is_gone_through_again(desk: Run) -> None:
    do(desk, *DECIDED, ACTION, *CONFIRMED, ["lesson", "add", "look", "--from", "1"],
       ["--as", "zhao", "action", "done", "1", "--evidence", "photo"],
       ["--as", "li", "action", "verify", "1", "--effective"],
       ["complaint", "move", "1", "closed"], *AGAIN)  # fmt: skip
    ran = desk("complaint", "move", "1", "contained")
    assert "--containment …` / `gendan complaint edit 1 --confirm containment" in ran.err
    do(desk, ["complaint", "edit", "1", "--confirm", "cause", "--confirm", "containment"],
       ["complaint", "edit", "1", "--decision", "refund", "--remedy-given", "EUR 25"],
       *(["complaint", "move", "1", state] for state in ("contained", "investigating", "decided", "remedied")),
       ["complaint", "move", "1", "customer-confirmed", "--say", "thank you"])  # fmt: skip
    ran = desk("complaint", "move", "1", "closed")
    assert (ran.code, "action add 1" in ran.err, "lesson add" in ran.err) == (3, True, True)
    do(desk, ["--as", "li", "action", "verify", "1", "--effective", "--note", "seen again"],
       ["lesson", "edit", "K1", "--text", "look twice"])  # fmt: skip
    ran = desk("complaint", "move", "1", "closed")
    assert "gendan lesson add" in ran.err  # it was learnt before the complaint came again
    do(desk, ["lesson", "add", "in daylight", "--from", "1"], ["complaint", "move", "1", "closed"])
    found = shown(desk)
    assert (found["round"], found["decision"], found["occurrence"]) == (2, "refund", "old code")
    assert {(r["round"], r["field"]): r["text"] for r in found["rounds"]}[
        1, "decision"
    ] == "replace"
    (tried,) = found["actions"][0]["tries"]
    assert (tried["effective"], tried["verified_by"]) == (True, "li")
    told = desk("complaint", "report", "1").out
    assert "## Before it was reopened (1)" in told
    assert "**Decision:** replace" in told
    assert "**Decision:** refund" in told
    assert "thank you" in told


def test_no_edit_takes_away_what_a_state_stands_on(desk: Run, dump: Dump) -> None:
    do(desk, *DECIDED)
    before = dump()
    for words in (["--clear", "containment"], ["--clear", "escape"], ["--clear", "type"],
                  ["--clear", "decision"], ["--decision", "reject"]):  # fmt: skip
        ran = desk("complaint", "edit", "1", *words)
        assert (ran.code, "too far" in ran.err) == (3, True), words
    assert dump() == before
    do(desk, ["complaint", "edit", "1", "--containment", "better words", "--decision", "credit"])


def test_escalating_at_receipt_skips_nothing(desk: Run) -> None:
    do(desk, ["complaint", "edit", "1", "--clear", "type"],
       ["complaint", "move", "1", "escalated", "--note", "to the boss"])  # fmt: skip
    assert {t["state"] for t in shown(desk)["targets"]} == {"open"}
    ran = desk("complaint", "move", "1", "decided")
    for named in (
        "acknowledged",
        "--type",
        "--containment",
        "--occurrence",
        "--escape",
        "--decision",
    ):
        assert named in ran.err
    do(desk, ["complaint", "move", "1", "acknowledged"])


def test_a_rejection_is_a_decision_with_a_reason_and_needs_no_cause(desk: Run, due: Due) -> None:
    do(desk, *DECIDED[:1])
    assert desk("complaint", "move", "1", "rejected").code == 3
    do(desk, ["complaint", "move", "1", "rejected", "--note", "they are wrong", "--say", "it is the sample's colour"])  # fmt: skip
    assert shown(desk)["decision"] == "reject"
    assert {t["target"]: t["state"] for t in shown(desk)["targets"]} == {
        "acknowledge": "met", "containment": "not needed", "cause": "not needed", "answer": "met",
        "close": "open",
    }  # fmt: skip
    assert [r["item"] for r in due("--on", "2027-01-01", "--kind", "complaint")] == ["1 close"]
    ran = desk("complaint", "report", "1")
    assert "**Decision:** reject" in ran.out
    assert "**Reason:** it is the sample's colour" in ran.out
    assert "they are wrong" not in ran.out
    assert "Containment" not in ran.err


def test_a_deadline_on_a_day_off_is_seen_before(desk: Run, due: Due) -> None:
    do(desk, ["complaint", "open", "BORA", "late", "--at", "2026-03-02 08:30"],
       ["complaint", "targets", "BORA", "answer", "5d"])  # fmt: skip
    today = due("--kind", "complaint")
    assert [r["item"] for r in today] == ["1 acknowledge", "2 acknowledge", "1 containment", "2 containment"]  # fmt: skip
    assert "2 answer" not in [r["item"] for r in due("--on", "2026-03-05", "--kind", "complaint")]
    (row,) = [
        r for r in due("--on", "2026-03-06", "--kind", "complaint") if r["item"] == "2 answer"
    ]
    assert (row["due"], row["days_over"]) == ("2026-03-07", -1)


def test_a_rejection_waits_for_the_customer(desk: Run) -> None:
    do(desk, *DECIDED[:4], ["complaint", "edit", "1", "--decision", "驳回", "--containment", "x",
                            "--occurrence", "a", "--escape", "b"])  # fmt: skip
    ran = desk("complaint", "move", "1", "decided")
    assert (ran.code, "rejected --note" in ran.err) == (3, True)
    do(desk, ["complaint", "move", "1", "rejected", "--note", "it was the light"])
    assert listed(desk)[0]["state"] == "rejected"
    do(desk, ["complaint", "move", "1", "escalated", "--note", "they insist; to the boss"],
       ["complaint", "move", "1", "investigating"])  # fmt: skip


def test_a_move_and_a_cause_of_yesterday(desk: Run) -> None:
    do(desk, ["complaint", "move", "1", "acknowledged", "--at", "2026-03-03 10:00"], now=LATER)
    do(desk, ["complaint", "edit", "1", "--occurrence", "a", "--escape", "b", "--caused-at", "2026-03-04 10:00"])  # fmt: skip
    assert shown(desk)["caused"] == "2026-03-04T10:00:00+08:00"
    assert shown(desk)["moves"][0]["at"] == "2026-03-03T10:00:00+08:00"
    do(desk, ["complaint", "edit", "1", "--clear", "escape"])
    assert shown(desk)["caused"] is None


def test_what_happened_before_is_told_everywhere(desk: Run) -> None:
    do(desk, ACTION)
    ran = desk("complaint", "open", "BORA", "wrong shade", "--type", "颜色", "--order", "PO-3", now=LATER)  # fmt: skip
    assert "complaint 1 of 2026-03-02 (same supplier, type): grey, not green" in ran.out
    assert "shade card (open)" in ran.out
    assert [r["repeats"] for r in listed(desk)] == [[], [1]]
    (before,) = shown(desk, "2")["repeats"]
    assert (before["id"], before["same"], before["actions"]) == (1, ["supplier", "type"], [1])
    assert listed(desk, "--customer", "bora")[0]["id"] == 2


def test_the_file_of_customer_and_order(desk: Run) -> None:
    page = json.loads(desk("customer", "show", "acme", "--json").out)
    assert [c["id"] for c in page["open_complaints"]] == [1]
    assert page["lessons"] == []
    assert [c["id"] for c in json.loads(desk("order", "show", "PO-1", "--json").out)["complaints"]] == [1]  # fmt: skip
    do(desk, ["lesson", "add", "x", "--from", "1"])
    assert json.loads(desk("customer", "show", "acme", "--json").out)["lessons"][0]["id"] == "K1"
    assert "未结投诉：1" in desk("customer", "show", "acme", "--lang", "zh").out


def test_files_are_kept_once(desk: Run, tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"grey")
    do(desk, ["complaint", "edit", "1", "--file", str(photo)])
    do(desk, ["complaint", "edit", "1", "--file", str(photo), "--team", "x"])
    (kept,) = shown(desk)["files"]
    assert (kept["name"], kept["size"], kept["who"]) == ("photo.jpg", 4, "wang")
    assert "photo.jpg" in desk("complaint", "report", "1").out


def test_a_customer_that_is_merged_takes_complaints_and_lessons_along(
    desk: Run, dump: Dump
) -> None:
    do(desk, ["lesson", "add", "x", "--from", "1"], ["complaint", "targets", "ACME", "close", "5d"],
       ["complaint", "targets", "ACME", "answer", "9d"], ["complaint", "targets", "BORA", "close", "7d"])  # fmt: skip
    before = dump()
    ran = desk("customer", "merge", "ACME", "BORA")
    assert "those of ACME are gone: close 5d" in ran.err
    limits = {r["target"]: r["within"] for r in json.loads(desk("complaint", "targets", "BORA", "--json").out)}  # fmt: skip
    assert (limits["close"], limits["answer"]) == ("7d", "9d")
    assert shown(desk)["customer"] == "BORA"
    assert json.loads(desk("customer", "show", "bora", "--json").out)["lessons"][0]["customer"] == "BORA"  # fmt: skip
    told = desk("undo").out
    assert "  complaint 1 changed: now of another customer" in told
    after = dump()
    assert {t: rows for t, rows in after.items() if t not in ("journal", "changes")} == {
        t: rows for t, rows in before.items() if t not in ("journal", "changes")
    }


def test_an_open_complaint_asks_for_a_supervisor(desk: Run, due: Due, sheet: Callable[..., str]) -> None:  # fmt: skip
    packing = sheet("Item No.,Quantity,Unit\nMUG,10,PCS\n", "packing.csv")
    do(desk, ["policy", "level3_complaint", "yes"])
    levels = json.loads(desk("check-order", "PO-2", "--packing", packing, "--json").out)["needed"]
    assert [need["level"] for need in levels] == [1, 3]
    do(desk, ["sign", "PO-2"])
    (row,) = due("--kind", "signoff")
    assert "supervisor" in row["why"]["en"]
    do(desk, *DECIDED, *CONFIRMED, ["complaint", "edit", "1", "--no-lesson", "once"],
       ["complaint", "move", "1", "closed"])  # fmt: skip
    assert desk("check-order", "PO-2").code == 0
    assert due("--kind", "signoff") == []


def test_undo_restores_exactly(desk: Run, dump: Dump) -> None:
    for words, named in (
        (["complaint", "open", "BORA", "late", "--type", "late"], "complaint 2 added"),
        *((words, "complaint 1 ") for words in DECIDED),
        (ACTION, "corrective action 1 added"),
        (["action", "edit", "1", "--by", "2026-04-01"], "corrective action 1 changed"),
        (["--as", "zhao", "action", "done", "1", "--evidence", "x"], "corrective action 1 changed"),
        (["--as", "li", "action", "verify", "1", "--not-effective"], "corrective action 1 changed"),
        (["--as", "zhao", "action", "done", "1", "--evidence", "y"], "corrective action 1 changed"),
        (["lesson", "add", "x", "--from", "1"], "lesson 1 added"),
        (["lesson", "retire", "K1", "--why", "x"], "lesson 1 changed"),
        (["complaint", "targets", "ACME", "close", "5d"], "time limit for complaints of ACME added"),
        (["complaint", "targets", "ACME", "close", "6d"], "time limit for complaints of ACME changed"),
        (["complaint", "targets", "ACME", "close", "policy"], "time limit for complaints of ACME removed"),
    ):  # fmt: skip
        before = dump()
        do(desk, words)
        told = desk("undo")
        assert told.code == 0, (words, told.err)
        assert named in told.out
        after = dump()
        for table in before.keys() - {"journal", "changes", "blobs"}:
            assert after[table] == before[table], (words, table)
        do(desk, words)


def test_the_report_in_both_languages(desk: Run, tmp_path: Path) -> None:
    do(desk, ["complaint", "edit", "1", "--cost", "350", "--where", "Hamburg\nport"],
       ["config", "company", "Lotus Export"],
       ["complaint", "open", "BORA", "secret of Bora", "--type", "color", "--at", "2026-03-01"])  # fmt: skip
    english, chinese = desk("complaint", "report", "1").out, desk("complaint", "report", "1", "--lang", "zh").out  # fmt: skip
    for n in range(9):
        assert f"## D{n} " in english
        assert f"## D{n} " in chinese
    assert "**Cause of escape:** **missing**" in english
    assert "**流出原因：** **待补充**" in chinese
    assert "**From:** Lotus Export" in english
    assert "**Customer's item number:** N 77" in english
    assert "Happened before" not in english
    for ours in ("Lin Works", "供应商", "overdue"):
        assert ours not in english + chinese
    assert "missing, " in desk("complaint", "report", "1").err
    assert "Hamburg<br>port" in english
    assert "350" not in english
    assert "secret" not in english
    ours = desk("complaint", "report", "1", "--internal").out
    assert "EUR 350.00" in ours
    assert "secret of Bora" in ours
    assert "Lin Works" in ours
    page = tmp_path / "8D.html"
    ran = desk("complaint", "report", "1", "--html", str(page), "--md", str(tmp_path / "8D.md"))
    assert (ran.code, ran.err.startswith("missing, ")) == (0, True)
    assert "default-src 'none'" in page.read_text(encoding="utf-8")
    assert (tmp_path / "8D.md").read_text(encoding="utf-8") == desk("complaint", "report", "1").out


def test_what_is_sent_has_nothing_of_ours(desk: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"a")
    (tmp_path / "b.jpg").write_bytes(b"b")
    do(desk, ["complaint", "open", "BORA", "dull", "--type", "color", "--order", "PO-3"],
       ["complaint", "open", "ACME", "grey too", "--type", "color"],
       ["complaint", "move", "1", "acknowledged", "--note", "she is furious", "--say", "we look into it"],
       ACTION, ["--as", "zhao", "action", "done", "1", "--evidence", "first try", "--file", str(tmp_path / "a.jpg")],
       ["--as", "li", "action", "verify", "1", "--not-effective", "--note", "useless"],
       ["action", "add", "2", *ACTION[3:]],
       ["--as", "zhao", "action", "done", "2", "--evidence", "x", "--file", str(tmp_path / "b.jpg")],
       ["lesson", "add", "look", "--from", "1", "--supplier", "Lin Works"])  # fmt: skip
    sent = desk("complaint", "report", "1").out
    assert "we look into it" in sent
    assert "a.jpg" in sent
    for ours in ("furious", "first try", "useless", "b.jpg", "Lin Works", "dull", "find the cause"):
        assert ours not in sent
    kept = desk("complaint", "report", "1", "--internal").out
    for ours in ("furious", "first try", "useless", "Lin Works", "find the cause"):
        assert ours in kept
    assert "b.jpg" not in kept
    sent = desk("complaint", "report", "3").out
    assert "**Happened before:** from you: 1 in 12 months" in sent
    assert ("grey, not green" in sent, "dull" in sent, "useless" in sent) == (True, False, False)
    do(desk, ["complaint", "edit", "1", "--occurrence", "LIN  works took another powder"])
    assert "names the supplier (Lin Works)" in desk("complaint", "report", "1").err


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_page_is_made_of_words(desk: Run, lang: str) -> None:
    do(desk, *DECIDED, ACTION, *CONFIRMED, ["lesson", "add", "x", "--from", "1", "--item", "MUG"],
       ["lesson", "edit", "K1", "--text", "y"], ["complaint", "edit", "1", "--no-lesson", "z"],
       ["action", "cancel", "1", "--why", "no"], ["complaint", "move", "1", "closed"],
       ["complaint", "move", "1", "reopened", "--note", "again"],
       ["complaint", "open", "ACME", "late", "--type", "late"])  # fmt: skip
    for words in ("complaint show 1", "complaint show 2", "complaint list --all", "complaint targets ACME",
                  "complaint report 1 --internal", "action list", "lesson list", "lesson show K1", "customer show ACME",
                  "order show PO-1", "order show PO-2", "check-order PO-2", "due --days 90", "journal"):  # fmt: skip
        ran = desk(*words.split(), "--lang", lang)
        assert ran.code in (0, 1), (words, ran.err)
        assert "Text(" not in ran.out, words
        assert "None" not in ran.out, words


def test_the_next_states_have_their_words(desk: Run) -> None:
    assert "escalated 已升级" in desk("complaint", "show", "1", "--lang", "zh").out
    ran = desk("complaint", "move", "1", "acknowledged", "--lang", "zh")
    assert "之后可变为：contained 已采取临时措施、" in ran.out


@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        pytest.param(["open", "NOBODY", "x"], 3, "NOBODY", id="no such customer"),
        pytest.param(["open", "ACME", " "], 3, "empty", id="no words"),
        pytest.param(["open", "ACME", "a\x1bb"], 3, "U+001B", id="a control character"),
        pytest.param(["open", "ACME", "x", "--order", "PO-404"], 3, "PO-404", id="no such order"),
        pytest.param(["open", "ACME", "x", "--order", "PO-3"], 3, "BORA", id="another's order"),
        pytest.param(["open", "ACME", "x", "--order", "PO-1", "--item", "MUGG"], 3, "it has MUG", id="no such item"),
        pytest.param(["open", "ACME", "x", "--type", "odd"], 3, "certificate", id="no such type"),
        pytest.param(["open", "ACME", "x", "--quantity", "many"], 3, "240 pcs", id="no quantity"),
        pytest.param(["open", "ACME", "x", "--at", "tomorrow"], 3, "future", id="to come"),
        pytest.param(["open", "ACME", "x", "--file", "/no/such"], 3, "/no/such", id="no such file"),
        pytest.param(["move", "9", "acknowledged"], 3, "complaint list --all", id="no such complaint"),
        pytest.param(["move", "K1", "acknowledged"], 3, "K1", id="another letter"),
        pytest.param(["move", "1", "done"], 3, "customer-confirmed", id="no such state"),
        pytest.param(["move", "1", "re"], 3, "reopened", id="several states"),
        pytest.param(["move", "1", "closed"], 3, "acknowledged", id="not yet"),
        pytest.param(["move", "1", "acknowledged", "--at", "2026-03-01"], 3, "since", id="before it came"),
        pytest.param(["edit", "1", "--cost", "a lot"], 3, "USD 350", id="no cost"),
        pytest.param(["edit", "1", "--cost", "350 XQQ"], 3, "XQQ", id="no such currency"),
        pytest.param(["edit", "1", "--decision", "maybe"], 3, "refund", id="no such decision"),
        pytest.param(["edit", "1", "--clear", "text"], 3, "containment", id="it needs words"),
        pytest.param(["edit", "1", "--confirm", "team"], 3, "remedy-given", id="nothing that is asked anew"),
        pytest.param(["edit", "1", "--confirm", "escape"], 3, "reopened", id="it never came again"),
        pytest.param(["edit", "1", "--caused-at", "today"], 3, "--escape", id="no cause"),
        pytest.param(["edit", "1", "--order", "PO-4"], 3, "BORA", id="to another's order"),
        pytest.param(["targets", "ACME", "close", "soon"], 3, "14d", id="no limit"),
        pytest.param(["targets", "ACME", "reply", "5d"], 3, "answer", id="no such target"),
        pytest.param(["report", "1", "--html", "8D.xlsx"], 3, ".html", id="no page"),
        pytest.param(["report", "1", "--md", "8D.html"], 3, ".md", id="no Markdown"),
        pytest.param(["targets", "ACME", "close"], 2, "24h", id="limit missing"),
        pytest.param(["edit", "1"], 2, "--help", id="nothing to change"),
        pytest.param(["list", "--open", "--all"], 2, "--all", id="open and all"),
        pytest.param(["list", "--json", "--csv"], 2, "--csv", id="two forms"),
        pytest.param(["open", "ACME"], 2, "TEXT", id="words missing"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_bad_words_are_refused_and_nothing_is_written(
    desk: Run, dump: Dump, words: list[str], code: int, named: str, lang: str
) -> None:
    before = dump()
    ran = desk("--lang", lang, "complaint", *words)
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert ran.err.startswith("gendan: ")
    assert "\nhint: " in ran.err
    if lang == "en":
        assert named in ran.err
    else:
        assert any("\u4e00" <= char <= "\u9fff" for char in ran.err)
    assert dump() == before


def test_lists_in_every_medium(desk: Run) -> None:
    assert desk("complaint", "list", "--csv").out.startswith("id,customer,order,opened,type,state,")
    assert "颜色尺码错误" in desk("complaint", "list", "--lang", "zh").out
    assert json.loads(desk("complaint", "list", "--customer", "BORA", "--json").out) == []
    assert desk("complaint", "show", "1", "--csv").out.startswith("id,customer,")
