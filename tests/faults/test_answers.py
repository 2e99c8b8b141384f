"""What a finding says, what a waiver covers, and which of several files counts."""

from decimal import Decimal
from typing import Any

from .changes import BLACK_S, SOCKS, packed, written
from .conftest import Answer, Bench
from .goods import ORDER, good
from .line_faults import sku
from .writers import grid

OBJECT = {"order", "customer", "verdict", "digest", "findings", "checklist", "signoffs", "needed"}
FINDING = {
    "code", "check", "severity", "state", "line", "sku", "expected", "actual", "delta", "source",
    "message", "fix",
}  # fmt: skip


def only(answer: Answer, code: str) -> dict[str, Any]:
    """The one finding of a code."""
    found = [finding for finding in answer.told["findings"] if finding["code"] == code]
    assert len(found) == 1, answer.lines()
    return dict(found[0])


def test_a_finding_says_what_where_and_how_much(bench: Bench) -> None:
    shipment = good()
    written("packing", BLACK_S, quantity=Decimal(239))(shipment)
    answer = bench.check(shipment)
    assert set(answer.told) == OBJECT
    assert all(set(finding) == FINDING for finding in answer.told["findings"])
    told = only(answer, "L05")
    row = next(y for y, cells in enumerate(grid(shipment.packing), start=1) if "TS-1050" in cells)
    column = "ABCDEFGHIJ"[list(shipment.packing.headings).index("quantity")]
    assert (told["line"], told["sku"]) == ("1", "TS-1050")
    assert told["expected"].startswith("240")
    assert told["actual"].startswith("239")
    assert told["delta"].startswith("-1")
    assert told["source"] == {"file": "packing.xlsx", "sheet": "Sheet1", "cell": f"{column}{row}"}
    assert set(told["message"]) == set(told["fix"]) == set(told["check"]) == {"en", "zh"}


def test_a_substitution_is_one_finding_that_names_both(bench: Bench) -> None:
    shipment = good()
    shipment.invoice = None
    packed(SOCKS, sku="SK-3351")(shipment)
    answer = bench.check(shipment)
    told = only(answer, "L02")
    assert "L01" not in answer.codes()
    for language in ("en", "zh"):
        assert "SK-3315" in told["message"][language]
        assert "SK-3351" in told["message"][language]


def test_a_colour_is_one_finding(bench: Bench) -> None:
    shipment = good()
    shipment.invoice = None
    packed(BLACK_S, color="Green")(shipment)
    assert bench.check(shipment).codes("block") == {"L04"}


def test_a_waiver_covers_what_it_saw_and_no_more(bench: Bench) -> None:
    shipment = good()
    shipment.invoice = None
    written("packing", BLACK_S, quantity=Decimal(239), pcs_per_carton=None)(shipment)
    shipment.packing.total.pop("quantity")
    answer = bench.check(shipment)
    assert answer.codes("block", "warn") == {"L05"}, answer.lines()
    bench.do("waive", ORDER, "L05", "--why", "the customer agreed by mail")
    waived = bench.ask()
    assert only(waived, "L05")["state"] == "waived"
    assert bench.clear(waived).code == 0
    shipment.packing.rows[BLACK_S]["quantity"] = Decimal(238)
    worse = bench.compare(shipment)
    assert (worse.verdict, worse.codes("block")) == ("blocked", {"L05"}), worse.lines()


def test_the_newest_list_counts(bench: Bench) -> None:
    wrong, right = good(), good()
    sku(SOCKS, "SK-3351")(wrong)
    assert bench.check(wrong).verdict == "blocked"
    assert bench.compare(right).verdict == "unsigned"
    assert bench.compare(wrong).verdict == "blocked"


def test_the_same_again_keeps_the_signature(bench: Bench) -> None:
    shipment = good()
    cleared = bench.clear(bench.check(shipment))
    words = bench.files({"invoice": shipment.invoice})
    bench.files({"packing": shipment.packing})
    again = bench.ask()
    assert again.code == 0
    assert again.told["digest"] == cleared.told["digest"]
    csv = good().packing
    csv.name = "again.csv"
    changed = bench.ask(*bench.files({"packing": csv}), *words)
    assert (changed.code, changed.verdict) == (1, "unsigned"), changed.lines()
