"""What a verdict looks like on a screen, on a pipe and to scripts."""

import csv
import io
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from gendan.core.checks.registry import Check, Outcome, Problem, Result, Severity, applies
from gendan.core.verdict import Ruling, Verdict
from gendan.show import out, screen
from gendan.show.checks import emit
from gendan.show.layout import hung
from gendan.show.out import Form
from gendan.show.sheet import Line
from gendan.show.verdict import facts, headline
from gendan.show.words import width
from gendan.text import Lang, Text, same

from .verdicts import (
    BLOCKED,
    CLEARED,
    DIGEST,
    HOSTILE,
    ITEMS,
    NEEDED,
    OPEN_ITEM,
    SHORT,
    UNSIGNED,
    hostile,
    many,
    verdict,
)

Captured = pytest.CaptureFixture[str]
SCREENS = Path(__file__).parent / "screens"
NAMED = {"blocked": BLOCKED, "unsigned": UNSIGNED, "cleared": CLEARED}


def shown(
    capsys: Captured,
    it: Verdict,
    lang: Lang = Lang.EN,
    form: Form = Form.TABLE,
    *,
    every: bool = False,
) -> str:
    """What a pipe gets."""
    emit(it, form, lang, every=every)
    return capsys.readouterr().out


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("name", NAMED)
def test_the_screen(capsys: Captured, name: str, lang: Lang) -> None:
    """UPDATE_SCREENS=1 writes what is shown now; read the diff."""
    found = shown(capsys, NAMED[name], lang, every=name == "cleared")
    path = SCREENS / f"{name}-{lang}.txt"
    if os.environ.get("UPDATE_SCREENS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("changes", "en", "zh"),
    [
        ({}, "1 thing stops it", "有 1 项须先解决"),
        ({"missing": [Text("no packing list was compared", "未核对装箱单")]},
         "2 things stop it", "有 2 项须先解决"),
        ({"checklist": ITEMS}, "2 things stop it", "有 2 项须先解决"),
    ],
    ids=["a finding", "nothing compared", "an open item that no finding names"],
)  # fmt: skip
def test_the_answer_counts_what_stops_it(changes: dict[str, Any], en: str, zh: str) -> None:
    told = headline(verdict(Ruling.BLOCKED, SHORT, **changes))
    assert told.en.endswith(en)
    assert told.zh.endswith(zh)


def test_an_open_item_counts_once() -> None:
    open_item = OPEN_ITEM._replace(severity=Severity.WARN)
    for findings in ([OPEN_ITEM], [OPEN_ITEM, open_item], [open_item]):
        told = headline(verdict(Ruling.BLOCKED, *findings, checklist=ITEMS))
        assert told.en.endswith("1 thing stops it")


def test_a_waived_item_and_its_finding_count_once() -> None:
    about = OPEN_ITEM._replace(problem=OPEN_ITEM.problem._replace(item="C1"), waived=same("li"))
    assert headline(verdict(Ruling.CLEARED, about)).en.endswith("1 waived")
    assert headline(verdict(Ruling.CLEARED, about, SHORT._replace(waived=same("li")))).en.endswith(
        "2 waived"
    )


@pytest.mark.parametrize("lang", list(Lang))
def test_what_stops_it_and_is_no_finding_is_said(capsys: Captured, lang: Lang) -> None:
    told = Text("no packing list was compared", "未核对装箱单")
    found = shown(capsys, verdict(Ruling.BLOCKED, missing=[told], checklist=ITEMS), lang)
    assert told.into(lang) in found
    assert "gendan tick PO-1001 R2" in found


def test_levels_that_miss_are_named() -> None:
    assert headline(verdict(Ruling.UNSIGNED, needed=NEEDED)).en.endswith("levels 1, 2")
    assert headline(UNSIGNED).en.endswith("level 2")


def test_a_firm_of_one_is_told_once_it_is_unsigned(capsys: Captured) -> None:
    told = "gendan policy levels 1"
    assert told in shown(capsys, UNSIGNED)
    assert told not in shown(capsys, BLOCKED)
    assert told not in shown(capsys, verdict(Ruling.UNSIGNED, needed=NEEDED[:1], levels=(1,)))


def test_a_pipe_has_all_findings_and_a_terminal_thirty(capsys: Captured) -> None:
    it = many(200)
    found = shown(capsys, it)
    assert len(re.findall(r"^  L05  ", found, re.MULTILINE)) == 200
    assert "for these 200: count the goods" in found
    cut = list(screen.lines(it, most=30))
    assert sum(line.lead == "  L05  " for line in cut) == 30
    (rest,) = [line.says for line in cut if line.lead == "  …    "]
    assert isinstance(rest, Text)
    assert "170" in rest.en
    assert "170" in rest.zh


def test_a_broken_check_is_listed_as_such(capsys: Captured) -> None:
    check = Check("L01", same("x"), Severity.BLOCK, "", lambda _: iter(()), applies)
    broken = Result(check, Outcome.BROKEN, (), Text("it broke off", "出错"))
    found = shown(capsys, verdict(Ruling.BLOCKED, results=[broken]), every=True)
    assert "L01  broke off  x: it broke off" in found


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (("ordered 12, packed 10", "12", "10", "-2"), "difference -2"),
        (("ordered 1200, packed 10", "12", "10", "-2"), "expected 12, found 10, difference -2"),
        (("ordered 12.5, packed 10", "12", "10", None), "expected 12, found 10"),
        (("they differ", "a", None, None), "expected a"),
        (("ordered 12, packed 10 (-2)", "12", "10", "-2"), ""),
        (("nothing is known", None, None, None), ""),
    ],
)
def test_the_message_is_not_said_again(fields: tuple[str | None, ...], told: str) -> None:
    message, expected, actual, delta = fields
    problem = Problem(
        same(str(message)), same(""), expected=expected, actual=actual, delta=delta
    )  # fmt: skip
    assert facts(problem).en == told


KEYS = "code check severity state line sku expected actual delta source message fix"


def test_json_has_the_keys_of_the_contract(capsys: Captured) -> None:
    found = json.loads(shown(capsys, BLOCKED, form=Form.JSON))
    assert " ".join(found) == ("order customer verdict digest findings checklist signoffs needed")
    assert (found["order"], found["verdict"], found["digest"]) == ("PO-1001", "blocked", DIGEST)
    assert {" ".join(row) for row in found["findings"]} == {KEYS}
    assert found["findings"][1]["source"] == {"file": "packing.xlsx", "sheet": "PL", "cell": "C14"}
    assert found["findings"][1]["delta"] == "-48 pcs"
    assert found["findings"][4]["source"] is None
    assert {" ".join(row) for row in found["checklist"]} == {
        "item kind text state evidence file who at why source confirmed"
    }
    assert [row["state"] for row in found["checklist"]] == ["ticked", "open", "waived", "ticked"]
    assert found["checklist"][2]["why"] == "no pallets this time"
    assert {" ".join(row) for row in found["signoffs"]} == {
        "level who at digest valid why changed against signed revoked"
    }
    assert found["signoffs"][0]["changed"][0] == {"en": "the order", "zh": "订单"}
    assert found["signoffs"][1]["revoked"]["why"] == "wrong order"
    assert [list(row) for row in found["needed"]] == [["level", "who"]] * 2


def test_json_does_not_depend_on_the_language(capsys: Captured) -> None:
    en, zh = (shown(capsys, BLOCKED, lang, Form.JSON) for lang in Lang)
    assert en == zh


def test_csv_has_a_finding_a_row(capsys: Captured) -> None:
    rows = list(csv.DictReader(io.StringIO(shown(capsys, BLOCKED, Lang.ZH, Form.CSV))))
    assert " ".join(rows[0]) == KEYS
    assert [row["code"] for row in rows] == ["L02", "L05", "L03", "O13", "O20"]
    assert rows[1]["source"] == "packing.xlsx PL C14"
    assert rows[2]["source"] == "invoice.csv D5"
    assert rows[0]["message"].startswith("缺 AB-1234")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("lang", list(Lang))
def test_no_text_of_a_user_acts_on_a_pipe(capsys: Captured, text: str, lang: Lang) -> None:
    plain, evil = hostile("x"), hostile(text)
    for every in (False, True):
        found = shown(capsys, evil, lang, every=every)
        assert all(char.isprintable() or char == "\n" for char in found)
        assert len(found.splitlines()) == len(shown(capsys, plain, lang, every=every).splitlines())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_of_a_user_acts_for_scripts(capsys: Captured, text: str) -> None:
    found = shown(capsys, hostile(text), form=Form.JSON)
    assert all(char.isprintable() or char == "\n" for char in found)
    assert json.loads(found)["findings"][0]["sku"] == text
    for row in csv.reader(io.StringIO(shown(capsys, hostile(text), form=Form.CSV))):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


@pytest.mark.parametrize("room", [40, 80])
@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_terminal_is_never_too_narrow(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, text: str, lang: Lang, room: int
) -> None:
    monkeypatch.setattr(out, "on_terminal", lambda _: True)
    monkeypatch.setenv("COLUMNS", str(room))
    found = re.sub("\x1b\\[[0-9;]*m", "", shown(capsys, hostile(text), lang, every=True))
    assert all(char.isprintable() or char == "\n" for char in found)
    assert max(map(width, found.splitlines())) <= room


def test_markup_is_text_on_a_terminal(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(out, "on_terminal", lambda _: True)
    monkeypatch.setenv("COLUMNS", "300")
    out.emit_text([Line("  ", same("[bold]x[/b] :smile:"), "bold red")], Lang.EN)
    assert "  [bold]x[/b] :smile:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("lead", "text", "room", "lines"),
    [
        ("  ", "one two three", 40, ["  one two three"]),
        ("  L05  ", "one two three", 15, ["  L05  one two", "       three"]),
        ("第 1 级 ", "客户要求提前出货", 16, ["第 1 级 客户要求", "        提前出货"]),
        ("a very long lead ", "text", 20, ["a very long lead", "text"]),
        ("", "", 20, [""]),
        ("  x  ", "", 20, ["  x"]),
    ],
)
def test_what_does_not_fit_hangs_below_the_text(
    lead: str, text: str, room: int, lines: list[str]
) -> None:
    assert hung(lead, text, room) == lines
