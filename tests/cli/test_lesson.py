"""gendan lesson: on the checklist of every later order that it concerns, until it is heeded."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .complained import CONFIRMED, DECIDED, make

Run = Callable[..., Any]
Due = Callable[..., list[dict[str, Any]]]
Dump = Callable[[], dict[str, Any]]
ADD = ["lesson", "add", "hold it against the sample"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with a complaint, and PO-2 packed and signed; copied for each test."""
    return make(tmp_path_factory.mktemp("made"))


@pytest.fixture
def cleared(made: Path, run: Run, tmp_path: Path, sheet: Callable[..., str]) -> Run:
    """`run` on a copy of that book, PO-2 packed and signed."""
    shutil.copy(made, tmp_path / "book.db")
    packing = sheet("Item No.,Quantity,Unit\nMUG,10,PCS\n", "packing.csv")
    assert run("check-order", "PO-2", "--packing", packing).code == 1
    assert run("sign", "PO-2").code == 0
    assert run("check-order", "PO-2").code == 0
    return run


def items(run: Run, number: str) -> list[str]:
    found = json.loads(run("check-order", number, "--json").out)
    return [item["item"] for item in found["checklist"]]


def test_the_next_order_is_stopped_until_it_is_heeded(cleared: Run, due: Due) -> None:
    ran = cleared(*ADD, "--from", "1")
    assert "lesson K1" in ran.out
    assert "open orders that must heed it: PO-2; sign-offs made before are void" in ran.out
    (row,) = due("--kind", "signoff")
    assert row["order"] == "PO-2"
    ran = cleared("check-order", "PO-2")
    assert (ran.code, "K1: lesson: hold it against the sample: not ticked" in ran.out) == (1, True)
    assert "what happened: grey, not green" in ran.out
    assert "changed since" in ran.out
    assert "事情经过：grey, not green" in cleared("check-order", "PO-2", "--lang", "zh").out
    (item,) = json.loads(cleared("check-order", "PO-2", "--json").out)["checklist"]
    assert (item["kind"], item["state"], item["source"]) == ("lesson", "open", "grey, not green")
    assert cleared("sign", "PO-2").code == 3
    assert cleared("tick", "PO-2", "k1", "--evidence", "all green").code == 0
    assert cleared("check-order", "PO-2").code == 1  # signed before the lesson came
    assert cleared("sign", "PO-2").code == 0
    assert cleared("check-order", "PO-2").code == 0
    assert due("--kind", "signoff") == []


def test_it_can_be_waived_with_a_reason_and_stays_on_screen(cleared: Run) -> None:
    cleared(*ADD, "--from", "1")
    assert cleared("waive", "PO-2", "K1", "--why", "customer came to look").code == 0
    assert cleared("sign", "PO-2").code == 0
    ran = cleared("check-order", "PO-2")
    assert (ran.code, "customer came to look" in ran.out) == (0, True)


def test_retiring_it_changes_what_was_signed(cleared: Run) -> None:
    cleared(*ADD, "--customer", "ACME")
    cleared("tick", "PO-2", "K1", "--evidence", "x")
    cleared("sign", "PO-2")
    ran = cleared("lesson", "retire", "K1", "--why", "the machine does it")
    assert "PO-2; sign-offs made before are void" in ran.out
    # Nothing is left of it, so the first sign-off covers what there is again.
    assert (cleared("check-order", "PO-2").code, items(cleared, "PO-2")) == (0, [])
    assert json.loads(cleared("lesson", "list", "--json").out) == []
    (row,) = json.loads(cleared("lesson", "list", "--all", "--json").out)
    assert (row["id"], row["retired_why"]) == ("K1", "the machine does it")
    cleared("undo")
    assert items(cleared, "PO-2") == ["K1"]


@pytest.mark.parametrize(
    ("scope", "orders"),
    [
        pytest.param(["--from", "1"], ["PO-2"], id="the complaint's customer"),
        pytest.param(["--customer", "bora"], ["PO-3", "PO-4"], id="a customer"),
        pytest.param(["--item", "n 77"], ["PO-2"], id="the customer's number of an item"),
        pytest.param(["--supplier", "LIN works"], ["PO-2", "PO-3"], id="a supplier"),
        pytest.param(["--item", "PAN", "--customer", "ACME"], ["PO-2", "PO-4"], id="either of two"),
        pytest.param(["--from", "1", "--item", "POT"], ["PO-3"], id="what is said holds"),
        pytest.param(["--check", "l05"], ["PO-2", "PO-3", "PO-4"], id="every order"),
        pytest.param(["--check", "L05", "--item", "PAN"], ["PO-4"], id="a check of an item"),
        pytest.param(["--from", "1", "--check", "L04"], ["PO-2"], id="a check of the complaint's customer"),
    ],
)  # fmt: skip
def test_which_orders_it_concerns(cleared: Run, scope: list[str], orders: list[str]) -> None:
    assert cleared(*ADD, *scope).code == 0
    page = json.loads(cleared("lesson", "show", "K1", "--json").out)
    assert sorted(page["open_orders"]) == orders
    for number in ("PO-1", "PO-2", "PO-3", "PO-4"):
        assert items(cleared, number) == (["K1"] if number in orders else [])


def test_what_left_before_it_came_keeps_its_signatures(cleared: Run) -> None:
    cleared("order", "amend", "PO-2", "shipped_date=2026-03-02")
    cleared(*ADD, "--customer", "ACME", now="2026-03-02T16:00:00+08:00")
    assert (cleared("check-order", "PO-2").code, items(cleared, "PO-2")) == (0, [])
    cleared("order", "amend", "PO-2", "shipped_date=2026-03-01")  # corrected, not shipped anew
    cleared("lesson", "edit", "K1", "--text", "x")
    cleared("lesson", "retire", "K1", "--why", "x")
    assert (cleared("check-order", "PO-2").code, items(cleared, "PO-2")) == (0, [])


def test_no_day_that_is_typed_later_excuses_an_order(cleared: Run) -> None:
    cleared(*ADD, "--customer", "ACME")
    cleared("order", "amend", "PO-2", "shipped_date=2026-02-25")
    assert (cleared("check-order", "PO-2").code, items(cleared, "PO-2")) == (1, ["K1"])
    cleared("lesson", "retire", "K1", "--why", "too late")
    assert items(cleared, "PO-2") == ["K1"]


def test_another_wording_is_asked_anew_and_the_first_is_kept(cleared: Run, dump: Dump) -> None:
    cleared(*ADD, "--from", "1")
    cleared("tick", "PO-2", "K1", "--evidence", "x")
    cleared("sign", "PO-2")
    before = dump()
    ran = cleared(
        "lesson", "edit", "K1", "--text", "in daylight", "--item", "MUG", "--clear", "customer"
    )
    assert "Lesson: hold it against the sample → in daylight" in ran.out
    assert "PO-2; sign-offs made before are void" in ran.out
    assert cleared("check-order", "PO-2").code == 1
    page = json.loads(cleared("lesson", "show", "K1", "--json").out)
    assert (page["text"], page["customer"], page["item"]) == ("in daylight", None, "MUG")
    assert [one["text"] for one in page["before"]] == ["hold it against the sample"]
    (row,) = json.loads(cleared("lesson", "list", "--all", "--json").out)
    assert row["text"] == "in daylight"
    assert "nothing changed" in cleared("lesson", "edit", "K1", "--text", "in daylight").out
    told = cleared("undo").out
    assert "lesson 1 changed" in told
    after = dump()
    for table in before.keys() - {"journal", "changes", "blobs"}:
        assert after[table] == before[table], table
    assert cleared("check-order", "PO-2").code == 0


def test_a_retired_one_closes_no_complaint(cleared: Run) -> None:
    for words in (*DECIDED, *CONFIRMED):
        assert cleared(*words).code == 0, words
    cleared(*ADD, "--from", "1")
    cleared("lesson", "retire", "K1", "--why", "x")
    ran = cleared("complaint", "move", "1", "closed")
    assert (ran.code, "gendan lesson add" in ran.err) == (3, True)
    told = cleared("complaint", "report", "1").out
    assert "no longer on the checklist since 2026-03-02" in told
    assert "**Lesson:** **missing**" in told


def test_a_slip_in_its_item_or_supplier_is_said_and_written(cleared: Run) -> None:
    for words in (["--item", "MUGG"], ["--supplier", "Lin Work"]):
        ran = cleared(*ADD, *words)
        assert (ran.code, f"knows {words[1]!r}" in ran.err, "lesson K" in ran.out) == (
            0,
            True,
            True,
        )
    for words in (["--item", "n 77"], ["--item", "mug"], ["--supplier", "lin works"]):
        assert cleared(*ADD, *words).err == ""
    assert "knows 'PO'" in cleared("lesson", "edit", "K1", "--item", "PO").err


def test_its_check_and_story_stand_beside_a_finding_of_it(cleared: Run, tmp_path: Path, sheet: Callable[..., str]) -> None:  # fmt: skip
    assert "customer ACME" in cleared(*ADD, "--from", "1", "--check", "l01").out
    packing = sheet("Item No.,Quantity,Unit\nMUG,9,PCS\n", "short.csv")
    page = tmp_path / "report.html"
    ran = cleared("check-order", "PO-2", "--packing", packing, "--report", str(page))
    assert "lesson (L01): hold it" in ran.out
    assert "教训（L01）" in cleared("check-order", "PO-2", "--lang", "zh").out
    code = next(line.split()[0] for line in ran.out.splitlines() if line.startswith("  L"))
    cleared("lesson", "edit", "K1", "--check", code)
    beside = f"K1: lesson ({code}): hold it against the sample: what happened: grey, not green"
    assert beside in cleared("check-order", "PO-2", "--report", str(page)).out
    assert beside in page.read_text(encoding="utf-8")


def test_the_file_of_a_customer_has_all_that_concern_it(cleared: Run) -> None:
    for words in (["--from", "1", "--item", "NONE"], ["--item", "POT"], ["--supplier", "Lin Works"],
                  ["--check", "L05"], ["--customer", "BORA"]):  # fmt: skip
        cleared(*ADD, *words)

    def seen(code: str) -> list[str]:
        page = json.loads(cleared("customer", "show", code, "--json").out)
        return [one["id"] for one in page["lessons"]]

    assert seen("ACME") == ["K1", "K3", "K4"]
    assert seen("BORA") == ["K2", "K3", "K4", "K5"]


def test_its_story_is_in_the_report(cleared: Run, tmp_path: Path) -> None:
    cleared(*ADD, "--customer", "ACME", "--story", "<b>grey</b> mugs")
    page = tmp_path / "report.html"
    assert cleared("check-order", "PO-2", "--report", str(page)).code == 1
    text = page.read_text(encoding="utf-8")
    assert "what happened: &lt;b&gt;grey&lt;/b&gt; mugs" in text
    assert "<b>" not in text


def test_lists_in_every_medium(cleared: Run) -> None:
    cleared(*ADD, "--from", "1", "--check", "O20", "--customer", "acme")
    assert cleared("lesson", "list", "--csv").out.startswith(
        "id,text,customer,item,supplier,check,"
    )
    assert "客户 ACME" in cleared("lesson", "list", "--lang", "zh").out
    assert json.loads(cleared("lesson", "list", "--customer", "bora", "--json").out) == []
    page = json.loads(cleared("lesson", "show", "1", "--json").out)
    assert (page["check"], page["complaint"], page["story"]) == ("O20", 1, "grey, not green")
    assert [one["id"] for one in json.loads(cleared("complaint", "show", "1", "--json").out)["lessons"]] == ["K1"]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        pytest.param(["add", "x"], 3, "--customer", id="it concerns nothing"),
        pytest.param(["add", " ", "--from", "1"], 3, "empty", id="no words"),
        pytest.param(["add", "x", "--check", "L99"], 3, "check-order", id="no such check"),
        pytest.param(["add", "x", "--from", "9"], 3, "complaint list", id="no such complaint"),
        pytest.param(["add", "x", "--customer", "NOBODY"], 3, "NOBODY", id="no such customer"),
        pytest.param(["add", "x", "--item", " "], 3, "empty", id="no item"),
        pytest.param(["show", "K9"], 3, "lesson list --all", id="no such lesson"),
        pytest.param(["edit", "K9", "--text", "x"], 3, "lesson list --all", id="nothing to edit"),
        pytest.param(["edit", "K2", "--text", "x"], 3, "undo", id="a retired one"),
        pytest.param(["edit", "K1", "--clear", "customer"], 3, "--customer", id="it would concern nothing"),
        pytest.param(["edit", "K1", "--clear", "text"], 3, "story", id="it needs words"),
        pytest.param(["edit", "K1"], 2, "--help", id="nothing to change"),
        pytest.param(["retire", "K9", "--why", "x"], 3, "lesson list --all", id="nothing to retire"),
        pytest.param(["retire", "K1", "--why", " "], 3, "empty", id="no reason"),
        pytest.param(["retire", "K2", "--why", "x"], 3, "undo", id="retired already"),
        pytest.param(["retire", "K1"], 2, "--why", id="a reason is missing"),
        pytest.param(["list", "--json", "--csv"], 2, "--csv", id="two forms"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_bad_words_are_refused_and_nothing_is_written(
    cleared: Run, dump: Dump, words: list[str], code: int, named: str, lang: str
) -> None:
    cleared(*ADD, "--from", "1")
    cleared(*ADD, "--from", "1")
    cleared("lesson", "retire", "K2", "--why", "twice")
    before = dump()
    ran = cleared("--lang", lang, "lesson", *words)
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert "\nhint: " in ran.err
    if lang == "en":
        assert named in ran.err
    else:
        assert any("\u4e00" <= char <= "\u9fff" for char in ran.err)
    assert dump() == before
