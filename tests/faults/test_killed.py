"""`kill -9` at random moments: the book opens, what was said to be done is there, nothing is half-done."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from .conftest import Bench
from .goods import ORDER
from .process import SECONDS, State, counts, old_book, state

pytestmark = pytest.mark.faults
KILLER = Path(__file__).with_name("killer.py")
SEED = 6
CUSTOMERS = 300


class Killed(NamedTuple):
    """How one run ended: exit code (negative: the signal), stdout, and what it had come to."""

    code: int
    out: str
    came_to: str

    @property
    def when(self) -> str:
        """Before its transaction, inside it, in COMMIT, or after."""
        for letter, name in (("D", "after"), ("C", "in COMMIT"), ("B", "inside")):
            if letter in self.came_to:
                return name
        return "before"


class Rehearsal(NamedTuple):
    """What an undisturbed run takes: seconds in all, in COMMIT and in closing; its statements."""

    seconds: float
    commit: float
    close: float
    statements: int


def run(words: list[str], place: str, kill_after: float | None = None) -> Killed:
    """Run a command under the killer; or kill it from here after so many seconds."""
    ours, theirs = os.pipe()
    child = subprocess.Popen(
        [sys.executable, str(KILLER), str(theirs), place, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pass_fds=[theirs],
        text=True,
        encoding="utf-8",
    )
    os.close(theirs)
    if kill_after is not None:
        time.sleep(kill_after)
        child.send_signal(signal.SIGKILL)
    out, _ = child.communicate(timeout=SECONDS)
    with os.fdopen(ours) as pipe:
        return Killed(child.returncode, out, pipe.read())


def rehearse(words: list[str]) -> Rehearsal:
    """Run it to its end; fails where it does not succeed."""
    start = time.monotonic()
    done = run(words, "nowhere")
    seconds = time.monotonic() - start
    assert done.code == 0, words
    letters, _, took = done.came_to.partition("{")
    times = json.loads("{" + took)
    return Rehearsal(seconds, times["commit"], times["close"], letters.count("S"))


def places(chance: Random, took: Rehearsal, rounds: int) -> Iterator[tuple[str, float | None]]:
    """Where to kill: by the clock, before a statement, within COMMIT, within closing."""
    for n in range(rounds):
        match n % 4:
            case 0:
                yield "elsewhere", chance.uniform(0.3, 1.0) * took.seconds
            case 1:
                yield f"statement:{chance.randint(1, took.statements)}", None
            case 2:
                yield f"commit:{chance.uniform(0, took.commit):.6f}", None
            case _:
                yield f"close:{chance.uniform(0, took.close):.6f}", None


@pytest.mark.parametrize(
    "words",
    [
        ["import", "many.csv"],
        ["log", "NORD", "called about the samples"],
        ["sign", ORDER],
        ["undo"],
        ["journal", "--json"],
    ],
    ids=["import", "log", "sign", "undo", "migration"],
)
def test_killed(
    desk: Path,
    bench: Bench,
    tmp_path: Path,
    words: list[str],
    rounds: Callable[[int, int], int],
    monkeypatch: pytest.MonkeyPatch,
    report: Callable[..., None],
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [f"K{n},Customer {n} Trading\n" for n in range(CUSTOMERS)]
    (tmp_path / "many.csv").write_text("Customer ID,Company Name\n" + "".join(lines))
    if words == ["undo"]:
        bench.do("import", "many.csv")
    if words == ["journal", "--json"]:
        for stale in tmp_path.glob("book.db*"):
            stale.unlink()
        old_book(desk)
    kept = tmp_path / "kept.db"
    shutil.copy(desk, kept)

    def afresh() -> State:
        for old in tmp_path.glob("book.db*"):
            old.unlink()
        shutil.copy(kept, desk)
        return state(desk)

    afresh()
    rehearse(words)  # the first compiles, and warms the disk
    before = afresh()
    took = rehearse(words)
    whole = counts(state(desk))
    chance = Random(SEED)
    hit: Counter[str] = Counter()
    for place, after in places(chance, took, rounds(40, 8)):
        before = afresh()
        killed = run(words, place, after)
        told = f"seed {SEED}, {place} {after}: {killed}"
        found = state(desk)
        applied = found != before
        assert not applied or counts(found) == whole, f"half-applied; {told}"
        if killed.code == 0 or killed.out or killed.when == "after":
            assert applied, f"acknowledged and lost; {told}"
        if killed.when in ("before", "inside"):
            assert not applied, f"there without COMMIT; {told}"
        assert bench.run("journal", "--json").code == 0
        hit[killed.when] += 1
    assert hit["inside"] + hit["in COMMIT"] > 0, "no moment hit the write"
    report("killed", words[0], hit)
