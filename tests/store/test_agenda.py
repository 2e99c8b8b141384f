"""The agenda is only an index: history makes it anew, whatever commands left (contract §3)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gendan.cli.app import main
from gendan.store import agenda
from gendan.store.db import open_book

Run = Callable[..., Any]
Row = tuple[Any, ...]


def stored(path: Path) -> list[Row]:
    book = open_book(path)
    rows = book.conn.execute("SELECT * FROM agenda ORDER BY customer, kind").fetchall()
    book.close()
    return [tuple(row) for row in rows]


def rebuilt(path: Path, today: date, *, empty: bool) -> list[Row]:
    book = open_book(path)
    with book.locked():
        if empty:
            book.conn.execute("DELETE FROM agenda")
        agenda.refresh(book, today)
    book.close()
    return stored(path)


@pytest.fixture
def lived(book: Run, tmp_path: Path) -> Path:
    """A book in which everything happened that moves a clock."""
    days = [f"2026-03-{day:02}T09:00:00+08:00" for day in range(2, 14)]
    orders = tmp_path / "orders.csv"
    orders.write_text(
        "Order No.,Customer,Order Date,Item No.,Qty\n"
        "PO-1,CHEN,2026-02-10,M,5\nPO-2,CHEN,2026-03-25,M,5\nPO-3,DORA,2026-03-01,M,5\n"
    )
    steps: list[tuple[int, list[str]]] = [
        (0, ["customer", "add", "ACME", "Acme", "--tier", "A", "--country", "DE"]),
        (0, ["customer", "add", "BETA", "Beta", "--tier", "B", "--country", "SA"]),
        (0, ["customer", "add", "CHEN", "Chen", "--cadence", "10d"]),
        (0, ["customer", "add", "DORA", "Dora", "--since", "2025-12-01"]),
        (0, ["customer", "add", "ELIF", "Elif"]),
        (0, ["order", "import", str(orders)]),
        (0, ["log", "ACME", "hello", "--next", "2026-03-10"]),
        (0, ["log", "BETA", "--no-answer"]),
        (1, ["log", "BETA", "--in", "hello"]),
        (1, ["snooze", "ACME", "fri", "--why", "busy"]),
        (2, ["log", "DORA", "quote", "-c", "email", "--wait", "2026-03-11"]),
        (3, ["pause", "ELIF", "2026-05-01", "--why", "closed"]),
        (4, ["skip", "CHEN", "--why", "fair"]),
        (5, ["log", "ACME", "older", "--at", "2026-02-20"]),
        (6, ["order", "cancel", "PO-3", "--why", "money"]),
        (7, ["customer", "edit", "BETA", "--tier", "A"]),
        (7, ["cadence", "set", "C", "3/month"]),
        (8, ["config", "home_country", "VN"]),
        (9, ["log", "BETA", "answered"]),
        (9, ["undo"]),
        (10, ["customer", "merge", "ELIF", "ACME"]),
        (10, ["customer", "retire", "DORA", "--why", "closed"]),
    ]
    for day, words in steps:
        ran = book(*words, now=days[day])
        assert ran.code == 0, ran.err
    return tmp_path / "book.db"


@pytest.mark.parametrize("empty", [False, True], ids=["refreshed", "emptied and made anew"])
def test_history_makes_the_same_agenda(lived: Path, empty: bool) -> None:
    before = stored(lived)
    assert before
    assert rebuilt(lived, date(2026, 3, 12), empty=empty) == before


def test_retired_and_merged_customers_have_no_rows(lived: Path) -> None:
    book = open_book(lived)
    codes = {
        row["code"]
        for row in book.conn.execute(
            "SELECT code FROM agenda AS a JOIN customers AS c ON c.id = a.customer"
        )
    }
    book.close()
    assert codes == {"ACME", "BETA", "CHEN"}


def test_an_order_dated_ahead_takes_effect_when_its_day_has_come(book: Run, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("Order No.,Customer,Order Date,Item No.,Qty\nPO-1,ACME,2026-03-05,M,5\n")
    book("customer", "add", "ACME", "Acme", "--cadence", "7d", "--since", "2026-02-26")
    assert book("order", "import", str(path)).code == 0
    listed = ("due", "--count")
    assert book(*listed, "--on", "2026-03-05").out == "1\n"
    assert book(*listed, now="2026-03-05T00:00:00+08:00").out == "0\n"
    assert book(*listed, now="2026-03-12T09:00:00+08:00").out == "1\n"


def test_an_order_before_its_day_does_not_count(book: Run, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("Order No.,Customer,Order Date,Item No.,Qty\nPO-1,ACME,2026-03-05,M,5\n")
    book("customer", "add", "ACME", "Acme", "--cadence", "7d", "--since", "2026-02-26")
    book("order", "import", str(path))
    assert book("due", "--count", now="2026-03-04T23:59:00+08:00").out == "0\n"
    assert "2026-03-05" in book("customer", "show", "ACME", "--json").out


STEP = st.one_of(
    st.sampled_from([["log"], ["log", "--no-answer"], ["log", "--in"], ["log", "-c", "email"]]),
    st.integers(0, 30).map(lambda n: ["log", "--next", f"+{n}d"]),
    st.integers(0, 30).map(lambda n: ["log", "-c", "email", "--wait", f"+{n}d"]),
    st.integers(1, 40).map(lambda n: ["log", "--at=-" + f"{n}d"]),
    st.integers(1, 30).map(lambda n: ["snooze", f"+{n}d", "--why", "x"]),
    st.integers(1, 30).map(lambda n: ["pause", f"+{n}d", "--why", "x"]),
    st.just(["skip", "--why", "x"]),
)


def taken(words: list[str]) -> list[str]:
    return [words[0], "ACME", *words[1:]]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(past=st.lists(st.tuples(STEP, st.integers(0, 5)), max_size=5), last=STEP)
def test_undo_brings_back_any_agenda(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    past: list[tuple[list[str], int]],
    last: list[str],
) -> None:
    path = tmp_path_factory.mktemp("undo") / "book.db"
    monkeypatch.setenv("GENDAN_DB", str(path))
    day = 2
    monkeypatch.setenv("GENDAN_NOW", "2026-03-02T09:00:00+08:00")
    assert main(["init", "--timezone", "Asia/Shanghai"]) == 0
    assert main(["customer", "add", "ACME", "Acme", "--tier", "A", "--country", "DE"]) == 0
    for words, later in past:
        day += later
        monkeypatch.setenv("GENDAN_NOW", f"2026-03-{day:02}T09:00:00+08:00")
        assert main(taken(words)) == 0
    before = stored(path)
    assert rebuilt(path, date(2026, 3, day), empty=True) == before
    assert main(taken(last)) == 0
    assert rebuilt(path, date(2026, 3, day), empty=True) == stored(path)
    assert main(["undo"]) == 0
    assert stored(path) == before
