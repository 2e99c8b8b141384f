"""A daily command starts light; every word of the program answers (architecture §4)."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer

from gendan.cli.app import COMMANDS

Run = Callable[..., Any]

HEAVY = [
    "sqlite_utils",
    "holidays",
    "pypinyin",
    "babel",
    "rapidfuzz",
    "python_calamine",
    "xlsxwriter",
    "pydantic",
    "click",
    "pandas",
    "rich",
    "platformdirs",
    "tzlocal",
]

PROBE = """
import json, sys
from gendan.cli.app import main
code = main(sys.argv[1:])
sys.stderr.write("\\n" + json.dumps([code, [m for m in {heavy!r} if m in sys.modules]]))
"""


def loaded(*words: str) -> list[str]:
    """Which heavy libraries a command on a pipe has loaded."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(heavy=HEAVY), *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=dict(os.environ),
        check=True,
    )
    code, found = json.loads(done.stderr.splitlines()[-1])
    assert code == 0, done.stderr
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["due", "--json"], id="due --json"),
        pytest.param(["due"], id="due on a pipe"),
        pytest.param(["due", "--plain", "--lang", "zh"], id="due --plain"),
        pytest.param(["log", "ACME", "hello", "-c", "wechat"], id="log"),
        pytest.param(["log", "ACME", "--next", "fri"], id="log --next"),
        pytest.param([], id="gendan alone"),
    ],
)
def test_a_daily_command_loads_nothing_heavy(book: Run, words: list[str]) -> None:
    book(
        "customer", "add", "ACME", "Acme", "--country", "DE", "--tier", "A", "--since", "2026-02-20"
    )
    book("customer", "add", "BETA", "Beta", "--country", "US", "--since", "2026-01-05")
    book("due")
    assert loaded(*words) == []


def test_importing_the_app_loads_nothing_heavy() -> None:
    code = f"import sys, gendan.cli.app; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def commands(word: str) -> Iterator[tuple[list[str], Any]]:
    """A word of the program, and the words that may follow it."""
    command = typer.main.get_command(import_module(f"gendan.cli.{COMMANDS[word]}").app)
    yield [word], command
    for name, member in getattr(command, "commands", {}).items():
        yield [word, name], member


@pytest.mark.parametrize("word", COMMANDS)
def test_every_word_answers_and_explains_itself(run: Run, word: str) -> None:
    for words, command in commands(word):
        ran = run(*words, "--help")
        assert (ran.code, ran.err) == (0, ""), words
        assert "Usage: gendan" in ran.out
        assert "Traceback" not in ran.out
        assert any("\u4e00" <= char <= "\u9fff" for char in ran.out), f"{words}: no Chinese"
        for parameter in command.params:
            told = getattr(parameter, "help", None)
            assert told, f"gendan {' '.join(words)}: {parameter.name} has no help"


def test_every_option_is_in_the_help(run: Run) -> None:
    for word in COMMANDS:
        for words, command in commands(word):
            text = run(*words, "--help").out
            options = [o for p in command.params for o in p.opts if o.startswith("--")]
            for option in [*options, "--db", "--as", "--lang"]:
                assert option in text, f"gendan {' '.join(words)} hides {option}"


@pytest.mark.parametrize("words", [[], ["due"], ["customer"]], ids=" ".join)
def test_help_needs_no_book(run: Run, words: list[str], tmp_path: Path) -> None:
    assert run(*words, "--help").code == 0
    assert list(tmp_path.iterdir()) == []


def test_the_version(run: Run) -> None:
    ran = run("--version")
    assert ran.code == 0
    assert ran.out.startswith("gendan ")


def test_gendan_is_a_command_of_the_shell(book: Run) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gendan", "due", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "[]\n")
