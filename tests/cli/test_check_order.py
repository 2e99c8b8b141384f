"""gendan check-order with the real checks and readers: what scripts get (contract §1, §6)."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ORDER = "order,customer,order_date,currency,sku,quantity,unit,unit_price\nPO-1,ACME,2026-01-05,USD,AB-1,100,PCS,1.25\n"


@pytest.fixture
def shop(book: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A book with one order of one line, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    book("customer", "add", "ACME", "Acme GmbH")
    Path("order.csv").write_text(ORDER, encoding="utf-8")
    assert book("order", "import", "order.csv").code == 0
    return book


def packed(text: str, name: str = "packing.csv") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def checked(run: Run, *words: str) -> dict[str, Any]:
    ran = run("check-order", "PO-1", *words, "--json")
    assert ran.code in (0, 1), ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_quantities_are_decimal_strings(shop: Run) -> None:
    found = checked(shop, "--packing", packed("Item No.,Qty,Unit,CTNS,PCS/CTN\nAB-1,90,PCS,4,25\n"))
    told = {f["code"]: f for f in found["findings"] if f["severity"] == "block"}
    assert told.keys() == {"L05", "O12"}
    short = told["L05"]
    assert (short["expected"], short["actual"], short["delta"]) == ("100", "90", "-10")
    assert short["source"] == {"file": "packing.csv", "sheet": None, "cell": "B2"}
    for one in told.values():
        assert all(Decimal(one[key]) is not None for key in ("expected", "actual", "delta"))


@pytest.mark.parametrize(("number", "code"), [("PO-1", "D03"), ("PO-77", "L01")])
def test_what_was_never_compared_cannot_be_waived(shop: Run, number: str, code: str) -> None:
    shop("order", "add", "PO-77", "ACME")
    ran = shop("waive", number, code, "--why", "in a hurry")
    assert ran.code == 3
    assert "nothing to compare" in ran.err


def test_one_sheet_is_not_both_documents(shop: Run) -> None:
    both = packed("Item No.,Qty,Unit,Unit Price,Amount\nAB-1,100,PCS,1.25,125\n")
    found = checked(shop, "--packing", both, "--invoice", both)
    assert found["verdict"] == "blocked"
    assert [f["code"] for f in found["findings"] if f["severity"] == "block"] == ["D03"]


def test_shipping_it_leaves_the_signatures_valid(shop: Run) -> None:
    checked(shop, "--packing", packed("Item No.,Qty,Unit\nAB-1,100,PCS\n"))
    assert shop("sign", "PO-1").code == 0
    assert shop("--as", "li", "sign", "PO-1").code == 0
    assert shop("order", "amend", "PO-1", "shipped_date=today").code == 0
    assert checked(shop)["verdict"] == "cleared"


@pytest.mark.parametrize("number", ["po-1", "ＰＯ－１", "PO–1", " PO-1 "])
def test_a_number_in_another_form_is_the_same_order(shop: Run, number: str) -> None:
    assert shop("order", "show", number).code == 0
    ran = shop("order", "add", number, "ACME")
    assert ran.code == 3
    assert "exists already" in ran.err


def test_a_standing_requirement_is_noted_once(shop: Run) -> None:
    assert shop("customer", "require", "ACME", "no plastic").code == 0
    assert shop("customer", "require", "ACME", "No  plastic").code == 3
