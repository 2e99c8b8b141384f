"""gendan order list, show, cancel (contract §5)."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
Sheet = Callable[..., str]
Dump = Callable[[], dict[str, Any]]

FILE = """Order No.,Customer,Order Date,Required Date,Shipped Date,Sales Rep,Incoterm,Payment,Item No.,Description,Qty,Unit,Unit Price,Discount,Amount,Currency,HS Code
PO-1,ACME,2026-01-05,2026-03-20,,li,FOB Ningbo,30% T/T,M-1,Mug [no lid],1200,PCS,1.25,0.1,,USD,6912.00
PO-1,ACME,2026-01-05,2026-03-20,,li,FOB Ningbo,30% T/T,M-2,Bowl,3,PCS,0.3333,0,,USD,
PO-2,BETA,2026-02-05,2026-04-20,2026-02-27,zhou,,,M-1,Mug,10,PCS,2,0,19.99,EUR,
PO-3,ACME,2026-02-10,,,li,,,M-1,Mug,5,PCS,,,,USD,
"""


@pytest.fixture
def orders(book: Run, sheet: Sheet) -> Run:
    """Three orders of two customers; PO-2 is shipped."""
    book("customer", "add", "ACME", "Acme")
    book("customer", "add", "BETA", "Beta")
    ran = book("order", "import", sheet(FILE))
    assert ran.code == 0, ran.err
    return book


def listed(run: Run, *argv: str) -> list[dict[str, Any]]:
    ran = run("order", "list", *argv, "--json")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], "PO-3 PO-2 PO-1"),
        (["--customer", "acm"], "PO-3 PO-1"),
        (["--owner", "zhou"], "PO-2"),
        (["--open"], "PO-3 PO-1"),
        (["--since", "2026-02-01"], "PO-3 PO-2"),
        (["--since", "02-06", "--open"], "PO-3"),
    ],
    ids=str,
)
def test_list(orders: Run, options: list[str], expected: str) -> None:
    assert [row["order"] for row in listed(orders, *options)] == expected.split()


def test_money_and_quantities_are_decimal_strings(orders: Run) -> None:
    found = {row["order"]: row for row in listed(orders)}
    assert (found["PO-1"]["value"], found["PO-1"]["quantity"]) == ("1350.9999", "1203")
    assert found["PO-2"]["value"] == "19.99"


def test_an_order_with_all_its_columns(orders: Run) -> None:
    found = json.loads(orders("order", "show", "po-1", "--json").out)
    for key, value in {
        "order": "PO-1", "customer": "ACME", "order_date": "2026-01-05", "ship_by": "2026-03-20",
        "shipped_date": None, "currency": "USD", "owner": "li", "incoterm": "FOB Ningbo",
        "payment": "30% T/T",
    }.items():  # fmt: skip
        assert found[key] == value
    first = found["lines"][0]
    assert (first["sku"], first["description"], first["unit"], first["unit_price"]) == (
        "M-1",
        "Mug [no lid]",
        "PCS",
        "1.25",
    )
    assert first["discount"] == "0.1"
    assert "6912.00" in json.dumps(first)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_order_for_people(orders: Run, lang: str) -> None:
    out = orders("order", "show", "PO-1", "--lang", lang).out
    for word in ("Mug [no lid]", "FOB Ningbo", "2026-03-20", "6912.00"):
        assert word in out


def test_a_cancelled_order_counts_no_more(orders: Run, dump: Dump) -> None:
    ran = orders("order", "cancel", "PO-3", "--why", "no money")
    assert ran.code == 0
    assert [row["order"] for row in listed(orders, "--open")] == ["PO-1"]
    before = dump()
    assert orders("order", "cancel", "PO-3", "--why", "again").code == 3
    assert orders("order", "cancel", "PO-1").code == 2
    assert dump() == before


def test_a_list_as_csv(orders: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(orders("order", "list", "--csv").out)))
    assert [row["order"] for row in rows] == ["PO-3", "PO-2", "PO-1"]


def test_no_orders(book: Run) -> None:
    assert listed(book) == []
