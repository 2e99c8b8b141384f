"""What the tests of commands share: the morning list as data, and the whole book as data."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Dump = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def due(run: Run) -> Callable[..., list[dict[str, Any]]]:
    """The rows of `gendan due --json`; `now=` moves the clock."""

    def rows(*argv: str, now: str | None = None) -> list[dict[str, Any]]:
        ran = run("due", *argv, "--json", now=now)
        assert ran.code == 0, ran.err
        found = json.loads(ran.out)
        assert isinstance(found, list)
        return found

    return rows


@pytest.fixture
def shown(run: Run) -> Callable[..., dict[str, Any]]:
    """One customer, as `gendan customer show --json` tells it."""

    def one(code: str, now: str | None = None) -> dict[str, Any]:
        ran = run("customer", "show", code, "--json", now=now)
        assert ran.code == 0, ran.err
        found = json.loads(ran.out)
        assert isinstance(found, dict)
        return found

    return one


@pytest.fixture
def dump(tmp_path: Path) -> Callable[[], Dump]:
    """Every row of every table of the book, calendars left out: they are only kept look-ups."""

    def tables() -> Dump:
        with sqlite3.connect(tmp_path / "book.db") as conn:
            names = [
                name
                for (name,) in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
                if name != "calendars"
            ]
            found = {
                name: sorted(conn.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
                for name in names
            }
        conn.close()
        return found

    return tables


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., str]:
    """Write a CSV file and give its path."""

    def write(text: str, name: str = "list.csv", encoding: str = "utf-8") -> str:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return str(path)

    return write
