"""Every seeded fault is caught: the fixed table, one or more for each check, and faults by chance."""

from random import Random

import pytest

from gendan.core import checks  # noqa: F401 - importing it registers all checks
from gendan.core.checks.registry import CHECKS

from .conftest import Answer, Bench
from .goods import good, varied
from .harmless import APART, FORMS
from .line_faults import ITEMS, MONEY_AND_CODES, QUANTITIES, Fault
from .random_faults import FAMILIES
from .shipment_faults import CARTONS, PAPERS, TERMS

CODES = [
    f"{letter}{number:02}"
    for letter, last in (("L", 13), ("O", 22), ("D", 11))
    for number in range(1, last + 1)
]
CANNOT = {
    "O22": "no column of contract §5 names the approved sample",
    "D09": "no column of contract §5 tells the terms of a letter of credit",
}
"""Checks of which gendan does not know enough to find a fault, with the reason."""

FAULTS: dict[str, Fault] = {
    f"{family}: {name}": fault
    for family, faults in {
        "item": ITEMS, "quantity": QUANTITIES, "value": MONEY_AND_CODES, "term": TERMS,
        "carton": CARTONS, "paper": PAPERS,
    }.items()
    for name, fault in faults.items()
}  # fmt: skip
GRAVER = {"info": ("info", "warn", "block"), "warn": ("warn", "block"), "block": ("block",)}
SEEDS = 6 * len(FAMILIES)


def must_find(answer: Answer, codes: str, severity: str) -> None:
    """One of the codes is open, as grave as that or graver; never exit 0."""
    assert answer.codes(*GRAVER[severity]) & set(codes.split()), answer.lines()
    assert answer.code == 1, answer.lines()
    if severity == "block":
        assert answer.verdict == "blocked", answer.lines()


def test_no_check_is_forgotten() -> None:
    assert set(CHECKS) == set(CODES)
    seeded = {code for fault in FAULTS.values() for code in fault.codes.split()}
    assert seeded | set(CANNOT) == set(CODES)
    assert not seeded & set(CANNOT)


@pytest.mark.parametrize("name", FAULTS)
def test_a_seeded_fault(bench: Bench, name: str) -> None:
    shipment, fault = good(), FAULTS[name]
    fault.change(shipment)
    assert shipment != good()
    must_find(bench.check(shipment), fault.codes, fault.severity)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_fault_by_chance(bench: Bench, seed: int) -> None:
    name = list(FAMILIES)[seed % len(FAMILIES)]
    shipment = good()
    FAMILIES[name].change(shipment, Random(seed))
    assert shipment != good(), name
    must_find(bench.check(shipment), FAMILIES[name].codes, "warn")


@pytest.mark.parametrize("seed", range(2 * len(FAMILIES)))
def test_a_fault_in_another_form(bench: Bench, seed: int) -> None:
    """Other numbers, a fault by chance, and a form that must not hide it."""
    rng = Random(seed)
    name = list(FAMILIES)[seed % len(FAMILIES)]
    shipment = varied(rng)
    FAMILIES[name].change(shipment, rng)
    for form in sorted(rng.sample(APART, 2), key=APART.index):
        FORMS[form](shipment, rng)
    must_find(bench.check(shipment), FAMILIES[name].codes, "warn")


@pytest.mark.parametrize("seed", range(24))
def test_several_at_once_are_all_told(bench: Bench, seed: int) -> None:
    """Families that do not hide each other: each is told beside the others."""
    rng = Random(seed)
    apart = ("currency", "ports", "consignee", "Incoterm", "origin", "HS code", "marks",
             "description", "barcode", "volume", "extra", "carton numbers", "too late")  # fmt: skip
    names = rng.sample(apart, 4)
    shipment = good()
    for name in sorted(names, key=lambda name: name in ("volume", "carton numbers")):
        FAMILIES[name].change(shipment, rng)
    answer = bench.check(shipment)
    for name in names:
        must_find(answer, FAMILIES[name].codes, "warn")
