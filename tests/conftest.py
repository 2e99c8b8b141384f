"""No test sees the real book, clock, user or language."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from gendan.cli.app import main
from gendan.store.db import Book, open_book

NOW = "2026-03-02T09:00:00+08:00"
"""A Monday that is a working day in China."""


# The same examples everywhere, however slow the machine is.
settings.register_profile(
    "steady",
    max_examples=50,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")


@dataclass(frozen=True)
class Ran:
    """What one run of the program left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def _full(config: pytest.Config) -> bool:
    """Whether the bench was asked for by name."""
    return "faults" in config.getoption("markexpr")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of a battery marked `sampled(n)` a plain run takes every n-th case."""
    if _full(config) or config.getoption("keyword"):
        return
    seen: Counter[object] = Counter()
    for item in list(items):
        mark = item.get_closest_marker("sampled")
        if mark is not None:
            battery = getattr(item, "function", None)
            if seen[battery] % mark.args[0]:
                items.remove(item)
            seen[battery] += 1


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """How often: the first number where the bench was asked for by name, else the second."""
    full = _full(request.config)
    return lambda many, few: many if full else few


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "GENDAN_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GENDAN_DB", str(tmp_path / "book.db"))
    monkeypatch.setenv("GENDAN_NOW", NOW)
    monkeypatch.setenv("GENDAN_USER", "wang")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("TZ", "Asia/Shanghai")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run one command in this process, through the real doors; `now=` moves the clock."""

    def run_one(*argv: str, now: str | None = None) -> Ran:
        if now is not None:
            monkeypatch.setenv("GENDAN_NOW", now)
        capsys.readouterr()
        code = main(list(argv))
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run_one


@pytest.fixture
def book(run: Run) -> Run:
    """The same, on a new book in China's time."""
    assert run("init", "--timezone", "Asia/Shanghai").code == 0
    return run


@pytest.fixture
def opened(book: Run, tmp_path: Path) -> Iterator[Book]:
    """A new book, open, for tests of the store."""
    found = open_book(tmp_path / "book.db")
    yield found
    found.close()
