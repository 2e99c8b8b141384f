"""What leaves the program: pipes, terminals, JSON and CSV, whatever users have stored (reliability.md §5)."""

import csv
import io
import json
import os
import re
import struct
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gendan.errors import Refused
from gendan.show.out import Form, complain, emit, emit_lines
from gendan.show.sheet import Column, Sheet
from gendan.show.words import FORMULA
from gendan.text import Lang, Text, same

Run = Callable[..., Any]
Captured = pytest.CaptureFixture[str]

TRICKS = {
    "escape": "a\x1b[31mb",
    "bell": "a\x07b",
    "NUL": "a\x00b",
    "C1": "a\x9bb",
    "delete": "a\x7fb",
    "bidi override": "a\u202eb",
    "bidi isolate": "a\u2066b",
    "zero width": "a\u200bb",
    "line separator": "a\u2028b",
    "carriage return": "a\rb",
    "line break": "a\nb",
    "next line": "a\x85b",
    "surrogate": "a\udcffb",
}


def wide(text: str) -> int:
    """Columns on a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def sheet(*rows: tuple[str, str]) -> Sheet[tuple[str, str]]:
    return Sheet(
        title=Text("Title", "标题"),
        columns=(
            Column("name", Text("Name", "名称"), lambda r: r[0]),
            Column("note", Text("Note", "备注"), lambda r: r[1]),
        ),
        rows=rows,
        empty=Text("Nothing.", "没有。"),
    )


@pytest.mark.parametrize("text", TRICKS.values(), ids=TRICKS)
def test_no_trick_leaves_on_a_pipe(capsys: Captured, text: str) -> None:
    for lang in Lang:
        emit(sheet((text, "x")), Form.TABLE, lang)
        emit_lines([text], lang)
    found = capsys.readouterr().out
    assert all(char.isprintable() or char == "\n" for char in found)
    assert len(found.splitlines()) == 2 * 4


@pytest.mark.parametrize("text", TRICKS.values(), ids=TRICKS)
def test_json_keeps_the_data_and_escapes_it(capsys: Captured, text: str) -> None:
    emit(sheet((text, "x")), Form.JSON, Lang.EN)
    found = capsys.readouterr().out
    assert all(char.isprintable() or char == "\n" for char in found)
    assert json.loads(found) == [{"name": text, "note": "x"}]


def test_json_is_not_ascii_only(capsys: Captured) -> None:
    emit(sheet(("义乌", "Łódź")), Form.JSON, Lang.EN)
    assert "义乌" in capsys.readouterr().out


@pytest.mark.parametrize("text", TRICKS.values(), ids=TRICKS)
def test_errors_quote_harmlessly(capsys: Captured, text: str) -> None:
    complain(Refused(same(text), same(text), [same(text)]), Lang.EN)
    found = capsys.readouterr().err
    assert all(char.isprintable() or char == "\n" for char in found)
    assert [line[:6] for line in found.splitlines()] == [
        "gendan",
        "  " + found.splitlines()[1][2:6],
        "hint: ",
    ]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x")', "=\n1"],
)
def test_csv_cells_are_no_formulas(capsys: Captured, text: str) -> None:
    emit(sheet((text, "x")), Form.CSV, Lang.EN)
    (row,) = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert row["name"][0] not in "=+-@\t\r"
    assert row["name"].endswith(text)


@pytest.mark.parametrize("text", ["-12", "-1.5", "0", "12.30", "a=b", "中", "2026-03-02"])
def test_csv_leaves_harmless_cells_alone(capsys: Captured, text: str) -> None:
    emit(sheet((text, "x")), Form.CSV, Lang.EN)
    (row,) = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert row["name"] == text


@pytest.mark.parametrize("lang", list(Lang))
def test_chinese_columns_align(capsys: Captured, lang: Lang) -> None:
    rows = [("义乌小商品", "一"), ("Acme", "two"), ("ＦＵＬＬ", "三"), ("a義b", "four")]
    emit(sheet(*rows), Form.TABLE, lang)
    _, head, *lines = capsys.readouterr().out.splitlines()
    starts = {wide(line[: line.rindex(note)]) for line, (_, note) in zip(lines, rows, strict=True)}
    assert starts == {wide(head[: head.rindex("Note" if lang is Lang.EN else "备注")])}


def test_a_pipe_has_no_colour_no_lines_and_no_cut_cells(capsys: Captured) -> None:
    long = "long words " * 60
    emit(sheet(("Acme", long.strip())), Form.TABLE, Lang.EN)
    found = capsys.readouterr().out
    assert long.strip() in found
    assert not re.search("[\x1b│┃─━…]", found)


@pytest.mark.parametrize("lang", list(Lang))
def test_nothing_is_said_in_words(capsys: Captured, lang: Lang) -> None:
    emit(sheet(), Form.TABLE, lang)
    assert capsys.readouterr().out == {"en": "Nothing.\n", "zh": "没有。\n"}[lang]
    emit(sheet(), Form.JSON, lang)
    assert capsys.readouterr().out == "[]\n"


def terminal(columns: int, *words: str, **env: str) -> list[str]:
    """The lines that a terminal of so many columns shows for a command."""
    fcntl = pytest.importorskip("fcntl")
    pty = pytest.importorskip("pty")
    termios = pytest.importorskip("termios")
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    inherited = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "NO_COLOR")}
    child = subprocess.Popen(
        [sys.executable, "-m", "gendan", *words],
        stdin=subprocess.DEVNULL,
        stdout=slave,
        stderr=subprocess.DEVNULL,
        env={**inherited, "TERM": "xterm-256color", **env},
    )
    os.close(slave)
    data = b""
    while True:
        try:
            block = os.read(master, 65536)
        except OSError:
            break
        if not block:
            break
        data += block
    os.close(master)
    assert child.wait(timeout=30) == 0
    return data.decode("utf-8").replace("\r\n", "\n").splitlines()


NOTES = {
    "ACME": "Mugs [no lid] and [/b] [link=http://x]caps[/link]",
    "YW01": "客户要求下周三之前提供新款保温杯样品两只并附上报价单和交货期说明以及检测报告",
    "LONG": "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung" * 2,
}


@pytest.fixture
def noted(book: Run) -> Run:
    """Customers whose names and notes are hard to draw."""
    for code, name in (
        ("ACME", "Acme [Trading] GmbH"),
        ("YW01", "义乌市国际商贸城小商品进出口贸易有限公司"),
        ("LONG", "The Very Long Company Name of Import and Export Trading Limited"),
    ):
        book("customer", "add", code, name, "--tier", "A", "--country", "DE", "--note", NOTES[code])
        book("log", code, NOTES[code], "--at", "2026-02-12")
    return book


@pytest.mark.parametrize("columns", [80, 100, 140])
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "words",
    [["due"], ["customer", "list"], ["journal"], ["tier", "review"], ["config"]],
    ids=" ".join,
)
def test_no_line_is_wider_than_the_terminal(
    noted: Run, columns: int, lang: str, words: list[str]
) -> None:
    lines = [
        re.sub("\x1b\\[[0-9;]*m", "", line) for line in terminal(columns, *words, "--lang", lang)
    ]
    assert len(lines) > 2
    for line in lines:
        assert wide(line.rstrip()) <= columns, line


def test_no_word_of_a_user_is_read_as_markup(noted: Run) -> None:
    wide_lines = "".join(terminal(400, "due"))
    assert "[no lid]" in wide_lines
    assert "[/b]" in wide_lines
    assert "Acme [Trading] GmbH" in wide_lines


def test_a_terminal_gets_fifty_rows_and_the_count_of_the_rest(
    run: Run, book: Run, tmp_path: Path
) -> None:
    path = tmp_path / "many.csv"
    rows = "".join(f"K{n:03},Kunde {n:03},A,2026-01-05\n" for n in range(60))
    path.write_text(f"Customer ID,Company Name,Tier,Since\n{rows}")
    assert book("import", str(path)).code == 0
    text = "\n".join(terminal(120, "due"))
    assert len(re.findall(r"Kunde \d{3}", text)) == 50
    assert "60" in text


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_no_colour_where_it_is_not_wanted(noted: Run, env: dict[str, str]) -> None:
    text = "\n".join(terminal(100, "due", **env))
    assert not re.search("\x1b\\[[0-9;]*3[0-9]", text)
    if "TERM" in env:
        assert "\x1b" not in text


def test_formulas_are_known_where_they_begin() -> None:
    assert set("=+-@\t\r") <= set(FORMULA)
