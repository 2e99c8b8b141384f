"""Stopped, unheard, without a home, in a poor terminal, with a clock that goes back: each has its rule."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .goods import ORDER
from .process import GENDAN, SECONDS, gendan, on_terminal, refused, state

pytestmark = pytest.mark.faults
Run = Callable[..., Any]
CUSTOMERS = 20_000


@pytest.fixture
def due_today(book: Run) -> Run:
    """A book with a customer on today's list."""
    name = "Łódź ✓ 义乌"
    assert book("customer", "add", "ACME", name, "--tier", "A", "--since", "2026-02-20").code == 0
    return book


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -15), (signal.SIGHUP, -1)]
)
def test_stopped_in_the_middle_of_an_import(
    book: Run, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    """Nothing of it is there, and Ctrl-C is no traceback."""
    lines = [f"K{n},Customer {n} Trading\n" for n in range(CUSTOMERS)]
    path = tmp_path / "many.csv"
    path.write_text("Customer ID,Company Name\n" + "".join(lines))
    before = state(tmp_path / "book.db")
    child = subprocess.Popen(
        [*GENDAN, "import", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    log = tmp_path / "book.db-wal"
    give_up = time.monotonic() + SECONDS
    while not log.exists() and time.monotonic() < give_up:
        time.sleep(0.01)
    time.sleep(0.2)
    child.send_signal(number)
    out, err = child.communicate(timeout=SECONDS)
    assert (child.returncode, out) == (code, "")
    assert "Traceback" not in err
    assert state(tmp_path / "book.db") == before


@pytest.mark.parametrize("encoding", ["ascii", "cp936", "latin-1"])
def test_a_poor_encoding_is_no_crash(due_today: Run, encoding: str) -> None:
    done = subprocess.run(
        [*GENDAN, "due", "--lang", "zh"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    assert b"ACME" in done.stdout


@pytest.mark.parametrize("lang", ["C", "POSIX", "xx_YY.nonsense"])
def test_a_poor_locale_changes_nothing(due_today: Run, lang: str) -> None:
    right = gendan("due", "--json")
    done = gendan("due", "--json", env={**os.environ, "LANG": lang, "LC_ALL": lang})
    assert (done.returncode, done.stdout, done.stderr) == (0, right.stdout, "")


@pytest.mark.parametrize(
    "words", [["due", "--json"], ["check-order", ORDER, "--json"]], ids=" ".join
)
def test_a_reader_that_closes_early_is_no_traceback(desk: Path, words: list[str]) -> None:
    """`gendan … | head`: quiet, and no success for what nobody has read."""
    gendan("sign", ORDER)
    child = subprocess.Popen([*GENDAN, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    told = child.stderr.read()
    child.stderr.close()
    child.wait(timeout=SECONDS)
    assert b"Traceback" not in told
    assert b"Exception" not in told
    assert child.returncode == 1


@pytest.mark.parametrize("words", [["due", "--json"], ["check-order", ORDER]], ids=" ".join)
def test_a_closed_stdout_is_not_success(desk: Path, words: list[str]) -> None:
    gendan("sign", ORDER)
    line = f"{sys.executable} -m gendan {' '.join(words)} >&-"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("words", [["due", "--json"], ["check-order", ORDER]], ids=" ".join)
def test_a_full_stdout_is_not_success(desk: Path, words: list[str]) -> None:
    gendan("sign", ORDER)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*GENDAN, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode not in (0, 70)
    assert "Traceback" not in done.stderr


def test_no_home_is_no_crash(due_today: Run, tmp_path: Path) -> None:
    bare = {k: v for k, v in os.environ.items() if k not in ("HOME", "XDG_DATA_HOME")}
    right = gendan("due", "--json")
    assert gendan("due", "--json", env=bare).stdout == right.stdout


def test_a_home_of_nobody_is_named(book: Run, tmp_path: Path) -> None:
    """A `~` that leads nowhere is a path that is not there, not a bug."""
    refused(gendan("due", "--db", "~nobody-of-this-name/book.db"), 4)


def test_a_dumb_terminal_gets_plain_lines(due_today: Run) -> None:
    """No colour, no frame, whatever it says it can."""
    code, said = on_terminal("due", TERM="dumb")
    assert code == 0
    assert "ACME" in said
    assert "\x1b" not in said
    assert "─" not in said


def test_a_clock_that_goes_back(due_today: Run) -> None:
    """What was done counts in the order of its entries, whatever the clock said."""
    run = due_today
    today, yesterday = "2026-03-02T09:00:00+08:00", "2026-03-01T09:00:00+08:00"
    assert run("log", "ACME", "first", "--next", "2026-03-20", now=today).code == 0
    assert run("snooze", "ACME", "2026-03-25", "--why", "fair", now=yesterday).code == 0
    entries = json.loads(run("journal", "--json", now=yesterday).out)
    numbers = [entry["seq"] for entry in entries]
    assert numbers == sorted(numbers, reverse=True)
    assert entries[0]["command"].startswith("snooze")
    assert run("undo", now=yesterday).code == 0
    (row,) = json.loads(run("due", "--days", "30", "--json", now=today).out)
    assert (row["kind"], row["due"], row["snoozes"]) == ("promise", "2026-03-20", 0)


def test_a_clock_that_goes_back_revives_no_signature(desk: Path, run: Run) -> None:
    """A sign-off is bound to what was signed, not to when."""
    assert run("sign", ORDER).code == 0
    assert run("check-order", ORDER).code == 0
    assert run("order", "amend", ORDER, "marks=OTHER").code == 0
    assert run("check-order", ORDER, now="2026-03-01T09:00:00+08:00").code == 1
