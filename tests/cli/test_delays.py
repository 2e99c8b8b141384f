"""Which orders are late on the real-shaped book, with plans and without (contract §7)."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gendan.cli.app import main

Run = Callable[..., Any]

FOLDER = Path(__file__).parents[2].parent / "shared/data/northwind"
NOW = "1998-05-06T09:00:00+08:00"
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


@pytest.fixture(scope="module")
def traded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole book with every order still open: as it would be had nobody noted a departure."""
    folder = tmp_path_factory.mktemp("northwind")
    with (FOLDER / "order_lines.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    with (folder / "open.csv").open("w", encoding="utf-8", newline="") as file:
        fields = [name for name in lines[0] if name != "Shipped Date"]
        writer = csv.DictWriter(file, fields, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(lines)
    path = folder / "book.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENDAN_NOW", NOW)
        patch.setenv("GENDAN_DB", str(path))
        patch.setenv("GENDAN_USER", "wang")
        assert main(["init", "--timezone", "Asia/Shanghai"]) == 0
        assert main(["import", str(FOLDER / "customers.csv")]) == 0
        assert main(["import", str(folder / "open.csv")]) == 0
    return path


@pytest.fixture
def northwind(traded: Path, run: Run, tmp_path: Path) -> Run:
    """`run` on a copy of the book, on its last day."""
    shutil.copy(traded, tmp_path / "book.db")
    run("config", now=NOW)
    return run


def required() -> dict[str, str]:
    """Each order's required date, from the file itself."""
    with (FOLDER / "order_lines.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["Order No."]: row["Required Date"] for row in csv.DictReader(file)}


def data(ran: Any) -> Any:
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_without_plans_the_orders_past_their_required_date(northwind: Run) -> None:
    found = data(northwind("delays", "--json"))
    assert {row["order"] for row in found} == {
        number for number, day in required().items() if day < "1998-05-06"
    }
    for row in found:
        assert list(row) == KEYS
        assert (row["node"], row["reason"], row["party"], row["told"]) == (None, None, None, False)
        assert row["forecast_ship"] == "1998-05-06"
    late = [row["days_late"] for row in found]
    assert late == sorted(late, reverse=True)
    assert late[-1] >= 1


def test_all_830_are_planned_in_one_command(northwind: Run) -> None:
    made = data(northwind("plan", "--all-open", "--json"))
    assert len(made) == 830
    found = {row["order"]: row for row in data(northwind("delays", "--json"))}
    past = {number for number, day in required().items() if day < "1998-05-06"}
    assert past <= found.keys()
    assert {row["node"] for row in found.values()} == {"po-review"}
    assert int(northwind("due", "--count", "--kind", "node").out) > 0
    assert northwind("undo").code == 0
    assert northwind("due", "--count", "--kind", "node").out == "0\n"
    assert len(data(northwind("delays", "--json"))) == len(past)
