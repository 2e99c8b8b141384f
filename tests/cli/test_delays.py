"""Which orders are late on the real-shaped book, with plans and without (contract §7)."""

import csv
import json
import shutil
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from gendan.cli.app import main

Run = Callable[..., Any]

FOLDER = Path(__file__).parents[2].parent / "shared/data/northwind"
TODAY = "1998-05-06"
NOW = f"{TODAY}T09:00:00+08:00"
KEYS = [
    "order",
    "customer",
    "ship_by",
    "forecast_ship",
    "days_late",
    "node",
    "reason",
    "party",
    "told",
]

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"the Northwind book is not here: {FOLDER}"
)


def rows() -> list[dict[str, str]]:
    """The lines of all orders, from the file itself."""
    with (FOLDER / "order_lines.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def past() -> set[str]:
    """The orders that were still here after their required date."""
    return {
        row["Order No."]
        for row in rows()
        if not row["Shipped Date"] and row["Required Date"] < TODAY
    }


def left_late() -> dict[str, str]:
    """The orders that left after their required date, with the day on which they did."""
    return {
        row["Order No."]: row["Shipped Date"]
        for row in rows()
        if row["Shipped Date"] > row["Required Date"]
    }


def book_of(folder: Path, orders: Path) -> Path:
    """A book with all customers and the orders of a file."""
    path = folder / "book.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENDAN_NOW", NOW)
        patch.setenv("GENDAN_DB", str(path))
        patch.setenv("GENDAN_USER", "wang")
        assert main(["init", "--timezone", "Asia/Shanghai"]) == 0
        assert main(["import", str(FOLDER / "customers.csv")]) == 0
        assert main(["import", str(orders)]) == 0
    return path


@pytest.fixture(scope="module")
def traded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole book as it is."""
    return book_of(tmp_path_factory.mktemp("traded"), FOLDER / "order_lines.csv")


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole book with every order still open: as it would be had nobody noted a departure."""
    folder = tmp_path_factory.mktemp("undated")
    lines = rows()
    with (folder / "open.csv").open("w", encoding="utf-8", newline="") as file:
        fields = [name for name in lines[0] if name != "Shipped Date"]
        writer = csv.DictWriter(file, fields, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(lines)
    return book_of(folder, folder / "open.csv")


@pytest.fixture
def northwind(traded: Path, run: Run, tmp_path: Path) -> Run:
    """`run` on a copy of the book, on its last day."""
    shutil.copy(traded, tmp_path / "book.db")
    run("config", now=NOW)
    return run


@pytest.fixture
def all_open(undated: Path, run: Run, tmp_path: Path) -> Run:
    """`run` on a copy of the book in which nothing has left, on its last day."""
    shutil.copy(undated, tmp_path / "book.db")
    run("config", now=NOW)
    return run


def required() -> dict[str, str]:
    """Each order's required date."""
    return {row["Order No."]: row["Required Date"] for row in rows()}


def data(ran: Any) -> Any:
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def states(ran: Any) -> dict[str, str]:
    """Each order of the table on a pipe, with its state."""
    assert ran.code == 0, ran.err
    _, head, *lines = ran.out.splitlines()
    assert head.split()[:3] == ["Order", "Customer", "State"]
    return {line.split()[0]: line.split()[2] for line in lines}


def test_nobody_is_past_the_required_date_on_the_last_day(northwind: Run) -> None:
    assert past() == set()
    assert data(northwind("delays", "--json")) == []
    assert northwind("delays").out == "No order will leave late.\n"


def test_the_open_orders_are_overdue_from_the_day_after_their_required_date(
    northwind: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    still = {row["Order No."]: row["Required Date"] for row in rows() if not row["Shipped Date"]}
    for today in ("1998-05-06", "1998-05-07", "1998-05-28", "1998-06-12"):
        monkeypatch.setenv("GENDAN_NOW", f"{today}T09:00:00+08:00")
        found = {row["order"] for row in data(northwind("delays", "--json"))}
        assert found == {number for number, day in still.items() if day < today}
    assert len(found) == len(still) == 21


def test_the_orders_that_left_late_are_named_when_asked_for(northwind: Run) -> None:
    assert len(left_late()) == 37
    found = data(northwind("delays", "--shipped", "--json"))
    assert {row["order"]: row["forecast_ship"] for row in found} == left_late()
    for row in found:
        assert list(row) == KEYS
        assert row["ship_by"] == required()[row["order"]]
        assert row["days_late"] >= 1
    late = [row["days_late"] for row in found]
    assert late == sorted(late, reverse=True)
    assert set(states(northwind("delays", "--shipped")).values()) == {"shipped"}


def test_shipped_ones_come_after_the_open_ones(northwind: Run) -> None:
    assert northwind("plan", "--all-open").code == 0
    found = states(northwind("delays", "--shipped", now="1998-05-26T09:00:00+08:00"))
    assert [state for state, _ in groupby(found.values())] == ["overdue", "forecast", "shipped"]
    overdue = {number for number, state in found.items() if state == "overdue"}
    assert overdue == {
        row["Order No."]
        for row in rows()
        if not row["Shipped Date"] and row["Required Date"] < "1998-05-26"
    }
    assert {number for number, state in found.items() if state == "shipped"} == set(left_late())
    zh = northwind("delays", "--shipped", "--lang", "zh").out
    assert "已逾期" in zh
    assert "预计延误" in zh
    assert "已出运" in zh


def test_without_plans_the_orders_past_their_required_date(all_open: Run) -> None:
    found = data(all_open("delays", "--json"))
    assert {row["order"] for row in found} == {
        number for number, day in required().items() if day < TODAY
    }
    assert data(all_open("delays", "--shipped", "--json")) == found
    for row in found:
        assert list(row) == KEYS
        assert (row["node"], row["reason"], row["party"], row["told"]) == (None, None, None, False)
        assert row["forecast_ship"] == TODAY
    late = [row["days_late"] for row in found]
    assert late == sorted(late, reverse=True)
    assert late[-1] >= 1


def test_all_830_are_planned_in_one_command(all_open: Run) -> None:
    made = data(all_open("plan", "--all-open", "--json"))
    assert len(made) == 830
    found = {row["order"]: row for row in data(all_open("delays", "--json"))}
    gone_by = [number for number, day in required().items() if day < TODAY]
    assert set(list(found)[: len(gone_by)]) == set(gone_by), "overdue ones come first"
    assert {n for n, state in states(all_open("delays")).items() if state == "overdue"} == set(
        gone_by
    )
    assert {row["node"] for row in found.values()} == {"po-review"}
    assert int(all_open("due", "--count", "--kind", "node").out) > 0
    assert all_open("undo").code == 0
    assert all_open("due", "--count", "--kind", "node").out == "0\n"
    assert len(data(all_open("delays", "--json"))) == len(gone_by)
