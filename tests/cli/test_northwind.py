"""A real-shaped trading book goes in unedited: 91 customers, 830 orders, 2155 lines."""

import json
import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gendan.cli.app import main

Run = Callable[..., Any]

FOLDER = Path(__file__).parents[2].parent / "shared/data/northwind"
NOW = "1998-05-06T09:00:00+08:00"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"the Northwind book is not here: {FOLDER}"
)


@pytest.fixture(scope="module")
def traded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole book, imported once for all tests of this file."""
    path = tmp_path_factory.mktemp("northwind") / "book.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENDAN_NOW", NOW)
        patch.setenv("GENDAN_DB", str(path))
        patch.setenv("GENDAN_USER", "wang")
        assert main(["init", "--timezone", "Asia/Shanghai"]) == 0
        assert main(["import", str(FOLDER / "customers.csv")]) == 0
        assert main(["import", str(FOLDER / "order_lines.csv")]) == 0
    return path


@pytest.fixture
def northwind(traded: Path, run: Run, tmp_path: Path) -> Run:
    """`run` on a copy of the book, at the day on which its clock stands."""
    with sqlite3.connect(traded) as source, sqlite3.connect(tmp_path / "book.db") as copy:
        source.backup(copy)
    source.close()
    copy.close()
    run("config", now=NOW)
    return run


def data(ran: Any) -> Any:
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_everything_is_in_the_book(northwind: Run, tmp_path: Path) -> None:
    assert len(data(northwind("customer", "list", "--json"))) == 91
    orders = data(northwind("order", "list", "--json"))
    assert len(orders) == 830
    assert sum(order["lines"] for order in orders) == 2155


def test_a_customer_has_its_person_and_its_country(northwind: Run) -> None:
    found = data(northwind("customer", "show", "ALFKI", "--json"))
    assert (found["name"], found["country"], found["timezone"]) == (
        "Alfreds Futterkiste",
        "DE",
        "Europe/Berlin",
    )
    assert [person["name"] for person in found["people"]] == ["Maria Anders"]
    assert "Obere Str. 57" in json.dumps(found, ensure_ascii=False)


def test_every_country_became_a_code(northwind: Run) -> None:
    codes = {row["country"] for row in data(northwind("customer", "list", "--json"))}
    assert len(codes) == 21
    assert {len(code) for code in codes} == {2}


def test_an_order_keeps_what_it_said(northwind: Run) -> None:
    found = data(northwind("order", "show", "10248", "--json"))
    assert (found["customer"], found["order_date"], found["ship_by"], found["forwarder"]) == (
        "VINET",
        "1996-07-04",
        "1996-08-01",
        "Federal Shipping",
    )
    assert len(found["lines"]) == 3
    assert Decimal(found["value"]) == 440
    assert found["lines"][0]["extra"] == {"Ship Country": "France"}


def test_the_review_classes_everybody(northwind: Run) -> None:
    rows = data(northwind("tier", "review", "--json"))
    assert len(rows) == 91
    assert {row["proposed"] for row in rows} == {"A", "B", "C"}
    assert sum(Decimal(row["share"]) for row in rows) == pytest.approx(
        Decimal(100), abs=Decimal("0.01")
    )
    assert Decimal(rows[-1]["cumulative"]) == pytest.approx(Decimal(100), abs=Decimal("0.01"))
    values = [Decimal(row["value"]) for row in rows]
    assert values == sorted(values, reverse=True)


def test_the_values_are_those_of_the_file(northwind: Run) -> None:
    import csv

    total = Decimal(0)
    with (FOLDER / "order_lines.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["Customer"] == "SAVEA" and "1997-05-06" < row["Order Date"] <= "1998-05-06":
                worth = Decimal(row["Qty"]) * Decimal(row["Unit Price"])
                total += worth * (1 - Decimal(row["Discount"]))
    (found,) = [r for r in data(northwind("tier", "review", "--json")) if r["code"] == "SAVEA"]
    assert Decimal(found["value"]) == total


def test_the_morning_list_has_reasons_in_both_languages(northwind: Run) -> None:
    assert northwind("tier", "accept", "--all").code == 0
    rows = data(northwind("due", "--json"))
    assert rows
    for row in rows:
        assert row["why"]["en"]
        assert row["why"]["zh"]
        assert row["tier"] in ("A", "B", "C")
        assert row["days_over"] >= 0
    ratios = [row["ratio"] for row in rows]
    assert ratios == sorted(ratios, reverse=True)


def test_the_list_is_drawn_and_counted(northwind: Run) -> None:
    northwind("tier", "accept", "--all")
    count = int(northwind("due", "--count").out)
    for lang in ("en", "zh"):
        ran = northwind("due", "--lang", lang)
        assert ran.code == 0
        assert len(ran.out.splitlines()) == count + 2


def test_the_forwarders_are_scored_as_they_shipped(northwind: Run) -> None:
    rows = data(northwind("partner", "score", "--kind", "forwarder", "--json"))
    assert {row["name"]: (row["late"], row["n"]) for row in rows} == {
        "Federal Shipping": (9, 249),
        "Speedy Express": (12, 245),
        "United Package": (16, 315),
    }
    assert [row["on_time_rate"] for row in rows] == ["96.39", "95.10", "94.92"]
    assert len(data(northwind("partner", "score", "--kind", "supplier", "--json"))) == 29


def test_a_forwarder_that_was_added_keeps_its_shipments(northwind: Run) -> None:
    words = ("FED", "Federal Shipping", "--kind", "forwarder")
    assert northwind("partner", "add", *words).code == 0
    rows = data(northwind("partner", "score", "--kind", "forwarder", "--json"))
    assert ("FED", 9, 249) in [(row["code"], row["late"], row["n"]) for row in rows]


def test_the_same_file_twice_is_refused_whole(northwind: Run) -> None:
    before = northwind("journal", "--json").out
    ran = northwind("import", str(FOLDER / "customers.csv"))
    assert ran.code == 3
    assert "91 faults" in ran.err
    assert northwind("journal", "--json").out == before


def test_undo_takes_the_whole_batch_back(northwind: Run) -> None:
    assert northwind("undo", "2").code == 0
    assert data(northwind("order", "list", "--json")) == []
    assert len(data(northwind("customer", "list", "--json"))) == 91
