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
    """What an undisturbed run takes: seconds in all and by part; its statements."""

    seconds: float
    parts: dict[str, float]
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
    return Rehearsal(seconds, json.loads("{" + took), letters.count("S"))


def places(chance: Random, took: Rehearsal, rounds: int) -> Iterator[tuple[str, float | None]]:
    """Where to kill: by the clock, before a statement, within COMMIT, within closing."""
    for n in range(rounds):
        match n % 4:
            case 0:
                yield "elsewhere", chance.uniform(0.3, 1.0) * took.seconds
            case 1:
                yield f"statement:{chance.randint(1, took.statements)}", None
            case 2:
                yield f"commit:{chance.uniform(0, took.parts['commit']):.6f}", None
            case _:
                yield f"close:{chance.uniform(0, took.parts['close']):.6f}", None


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
    for place, after in places(chance, took, rounds(40, 4)):
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


def copies(chance: Random, took: Rehearsal, rounds: int) -> Iterator[tuple[str, float | None]]:
    """Where to kill what copies: by the clock, within the copying, within the overwriting."""
    parts = ["elsewhere", *sorted({"copy", "over"} & took.parts.keys())]
    for n in range(rounds):
        part = parts[n % len(parts)]
        if part == "elsewhere":
            yield part, chance.uniform(0.3, 1.0) * took.seconds
        else:
            yield f"{part}:{chance.uniform(0, took.parts[part]):.6f}", None


class Two(NamedTuple):
    """A book, an older copy of it, and what each holds."""

    book: Path
    old: Path
    now: State
    then: State

    def afresh(self) -> None:
        """Put the book back, and take away what a run has left beside it."""
        for left in (*self.book.parent.glob("book*.db*"), *self.book.parent.glob("copy.db*")):
            left.unlink()
        shutil.copy(self.old.with_name("kept.db"), self.book)


@pytest.fixture
def two(desk: Path, bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Two:
    """Before and after an import of three hundred customers."""
    monkeypatch.chdir(tmp_path)
    lines = [f"K{n},Customer {n} Trading\n" for n in range(CUSTOMERS)]
    (tmp_path / "many.csv").write_text("Customer ID,Company Name\n" + "".join(lines))
    bench.do("backup", "old.db")
    bench.do("import", "many.csv")
    bench.do("backup", "kept.db")
    return Two(desk, tmp_path / "old.db", state(tmp_path / "kept.db"), state(tmp_path / "old.db"))


def test_killed_in_restore(
    two: Two, bench: Bench, rounds: Callable[[int, int], int], report: Callable[..., None]
) -> None:
    """The book is the one or the other, whole; what was replaced is kept."""
    words = ["restore", "old.db", "--yes"]
    two.afresh()
    rehearse(words)
    two.afresh()
    took = rehearse(words)
    chance = Random(SEED)
    hit: Counter[str] = Counter()
    for place, after in copies(chance, took, rounds(40, 5)):
        two.afresh()
        killed = run(words, place, after)
        told = f"seed {SEED}, {place} {after}: {killed}"
        found = state(two.book)
        assert found in (two.now, two.then), f"half of each; {told}"
        if killed.code == 0 or killed.out:
            assert found == two.then, f"acknowledged and lost; {told}"
        if found == two.then:
            kept = [state(path) for path in two.book.parent.glob("book-replaced*.db")]
            assert two.now in kept, f"replaced and not kept; {told}"
        assert bench.run("journal", "--verify").code == 0, told
        hit["restored" if found == two.then else "as it was"] += 1
    assert hit["as it was"] > 0, "no moment hit the work"
    report("killed", "restore", hit)


def test_killed_in_backup(
    two: Two, rounds: Callable[[int, int], int], report: Callable[..., None]
) -> None:
    """The copy has its name only when it is whole; the book stays as it is."""
    words = ["backup", "copy.db"]
    copy = two.book.with_name("copy.db")
    two.afresh()
    rehearse(words)
    two.afresh()
    took = rehearse(words)
    chance = Random(SEED)
    hit: Counter[str] = Counter()
    for place, after in copies(chance, took, rounds(40, 4)):
        two.afresh()
        killed = run(words, place, after)
        told = f"seed {SEED}, {place} {after}: {killed}"
        assert state(two.book) == two.now, told
        made = copy.exists()
        assert not made or state(copy) == two.now, f"a copy that is none; {told}"
        assert made or not killed.out, f"acknowledged and lost; {told}"
        hit["copied" if made else "no copy"] += 1
    assert hit["no copy"] > 0, "no moment hit the work"
    report("killed", "backup", hit)
