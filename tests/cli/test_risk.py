"""gendan risk: the register, its reviews on the morning list, undo (contract §8)."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from gendan.show import out

Run = Callable[..., Any]
Due = Callable[..., list[dict[str, Any]]]
Dump = Callable[[], dict[str, Any]]

ADD = (
    "risk", "add", "dollar falls below 7.0", "--kind", "fx", "--probability", "4", "--impact",
    "4", "--response", "quote in CNY", "--owner", "zhao", "--review", "2026-04-01",
)  # fmt: skip


@pytest.fixture
def risky(book: Run) -> Run:
    assert book(*ADD).code == 0
    return book


def listed(run: Run, *words: str) -> list[dict[str, Any]]:
    found = json.loads(run("risk", "list", *words, "--json").out)
    assert isinstance(found, list)
    return found


def test_a_risk_in_the_register(risky: Run) -> None:
    assert listed(risky) == [
        {
            "id": 1, "level": "high", "kind": "fx", "text": "dollar falls below 7.0",
            "probability": 4, "impact": 4, "product": 16, "response": "quote in CNY",
            "owner": "zhao", "review": "2026-04-01", "closed": None, "close_why": None,
        }
    ]  # fmt: skip


def test_an_empty_register(book: Run) -> None:
    assert book("risk", "list", "--json").out == "[]\n"
    assert book("risk", "list", "--lang", "zh").out == "没有风险记录。\n"


def test_its_review_is_on_the_morning_list(risky: Run, due: Due) -> None:
    assert due("--kind", "risk") == []
    (row,) = due("--kind", "risk", now="2026-04-03T09:00:00+08:00")
    assert (row["item"], row["owner"], row["due"], row["days_over"], row["customer"]) == (
        "1", "zhao", "2026-04-01", 2, None,
    )  # fmt: skip
    assert "dollar falls" in row["why"]["en"]
    assert "复核风险" in row["why"]["zh"]


def test_a_review_keeps_what_was_found_before(risky: Run, due: Due) -> None:
    words = ("risk", "review", "1", "--impact", "2", "--review", "2026-06-01", "--note", "hedged")
    ran = risky(*words, now="2026-04-01T09:00:00+08:00")
    assert ran.out == "risk 1 reviewed: high 16 → medium 8; next Mon 2026-06-01\n"
    shown = json.loads(risky("risk", "show", "1", "--json").out)
    assert (shown["level"], shown["product"], shown["review"]) == ("medium", 8, "2026-06-01")
    assert [(r["on"], r["product"], r["note"]) for r in shown["reviews"]] == [
        ("2026-03-02", 16, None),
        ("2026-04-01", 8, "hedged"),
    ]
    assert due("--kind", "risk") == []


def test_a_closed_risk_is_due_no_more_and_stays(risky: Run, due: Due) -> None:
    assert risky("risk", "close", "1", "--why", "contract ended").code == 0
    assert listed(risky) == []
    (row,) = listed(risky, "--all")
    assert (row["closed"], row["close_why"]) == ("2026-03-02", "contract ended")
    assert due("--kind", "risk", now="2026-05-01T09:00:00+08:00") == []


def test_the_words_can_be_changed(risky: Run) -> None:
    ran = risky("risk", "edit", "1", "--owner", "li", "--kind", "market")
    assert ran.out == "risk 1 changed\n  Owner zhao → li\n  Kind currency → market\n"
    (row,) = listed(risky, "--owner", "LI", "--kind", "market")
    assert row["text"] == "dollar falls below 7.0"
    assert listed(risky, "--kind", "fx") == []


@pytest.mark.parametrize(
    ("words", "code", "en", "zh"),
    [
        pytest.param(["show", "9"], 3, "no risk '9'", "没有风险 '9'", id="unknown"),
        pytest.param(["review", "1", "--review", "2026-03-01"], 3, "has passed", "已过", id="past"),
        pytest.param(["edit", "1"], 2, "nothing to change", "未指定要修改的内容", id="nothing"),
        pytest.param(["edit", "1", "--owner", " "], 3, "the owner is empty", "负责人为空", id="empty"),
        pytest.param(["close", "1", "--why", " "], 3, "the reason is empty", "原因为空", id="no reason"),
    ],
)  # fmt: skip
def test_refusals(risky: Run, dump: Dump, words: list[str], code: int, en: str, zh: str) -> None:
    before = dump()
    for lang, said in (("en", en), ("zh", zh)):
        ran = risky("risk", *words, "--lang", lang)
        assert (ran.code, ran.out) == (code, "")
        assert said in ran.err
    assert dump() == before


@pytest.mark.parametrize(("option", "value"), [("--probability", "6"), ("--impact", "0"), ("--kind", "war")])  # fmt: skip
def test_what_is_no_figure_or_kind(book: Run, option: str, value: str) -> None:
    words = list(ADD)
    words[words.index(option) + 1] = value
    assert book(*words).code == 2
    assert listed(book) == []


@pytest.mark.parametrize("words", [["edit", "1", "--owner", "li"], ["review", "1", "--review", "+1m"], ["close", "1", "--why", "again"]])  # fmt: skip
def test_a_closed_risk_changes_no_more(risky: Run, words: list[str]) -> None:
    risky("risk", "close", "1", "--why", "contract ended")
    ran = risky("risk", *words)
    assert (ran.code, ran.out) == (3, "")
    assert "risk 1 was closed on 2026-03-02" in ran.err


@pytest.mark.parametrize(
    "words",
    [
        [*ADD],
        ["risk", "edit", "1", "--owner", "li"],
        ["risk", "review", "1", "--impact", "1", "--review", "+1m", "--note", "better"],
        ["risk", "close", "1", "--why", "contract ended"],
    ],
    ids=["add", "edit", "review", "close"],
)
def test_undo_restores_exactly(risky: Run, dump: Dump, words: list[str]) -> None:
    def book_of() -> dict[str, Any]:
        return {k: v for k, v in dump().items() if k not in ("journal", "changes")}

    before = book_of()
    assert risky(*words).code == 0
    assert book_of() != before
    assert risky("undo").code == 0
    assert book_of() == before


def test_the_matrix_is_for_a_terminal(risky: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Matrix" not in risky("risk", "list").out
    monkeypatch.setattr(out, "on_terminal", lambda stream: True)
    monkeypatch.setenv("COLUMNS", "80")
    drawn = risky("risk", "list", "--lang", "zh").out
    assert "风险矩阵" in drawn
    assert "#1" in drawn
