"""The periodic review: what counts as an error, of how many, whose, and which step keeps it out."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.core.checks import CHECKS
from gendan.core.complaints import TYPE_WORDS
from gendan.core.error_review import By, Case, Facts, Step, lateness, review
from gendan.core.error_steps import (
    LAST_STEP,
    STEP_OF_CHECK,
    STEP_OF_COMPLAINT,
    STEP_OF_STAGE,
    step_of_check,
    step_of_complaint,
    suppliers_do,
    we_do,
)
from gendan.core.export_order import EXPORT_ORDER
from gendan.core.inspections import Stage
from gendan.core.plans import Party, Slip
from gendan.core.plans import Step as PlanStep
from gendan.core.sop import Anchor, Node
from gendan.text import Text

NODES = {node.key for node in EXPORT_ORDER.nodes}
STEPS = {node.key: Step(node.name, node.standard) for node in EXPORT_ORDER.nodes}
TODAY = date(2026, 3, 10)


def test_every_check_and_type_has_a_step_of_the_procedure() -> None:
    assert STEP_OF_CHECK.keys() <= CHECKS.keys()
    assert STEP_OF_COMPLAINT.keys() == TYPE_WORDS.keys()
    assert {step_of_check(code) for code in CHECKS} <= NODES
    assert {step_of_complaint(kind) for kind in (None, *TYPE_WORDS)} <= NODES
    assert (step_of_check("X99"), step_of_complaint(None)) == (LAST_STEP, LAST_STEP)


def case(what: By | None, key: str, order: str, failed: bool = True, **fields: Any) -> Case:
    return Case(what, key, order, failed, "ACME", "wang")._replace(**fields)


FOUND = Facts(
    [
        case(By.CHECK, "", "PO-1", False, suppliers=("YW", "QZ")),
        case(By.CHECK, "L05", "PO-1", suppliers=("YW",)),
        case(By.CHECK, "O11", "PO-1", suppliers=("YW",)),
        case(By.CHECK, "", "PO-2", False, suppliers=("YW",)),
        case(By.CHECK, "L05", "PO-2", suppliers=("YW",)),
        case(By.CHECK, "", "PO-3", False, customer="OTHER", owner="li", suppliers=("QZ",)),
        case(By.NODE, "packed", "PO-1"),
        case(By.NODE, "packed", "PO-3", False, customer="OTHER", owner="li"),
        case(By.COMPLAINT, "color", "PO-1", suppliers=("YW",)),
        case(By.COMPLAINT, "", "#2", customer="OTHER", owner=None),
    ],
    STEPS,
)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (By.CHECK, [("L05", 2, 3), ("O11", 1, 3)]),
        (By.NODE, [("packed", 1, 2)]),
        (By.COMPLAINT, [("", 1, 2), ("color", 1, 2)]),
        (By.CUSTOMER, [("ACME", 2, 2), ("OTHER", 1, 2)]),
        (By.SUPPLIER, [("YW", 2, 2)]),
        (By.OWNER, [("wang", 2, 2), ("", 1, 1)]),
        (By.INSPECTION, []),
    ],
)
def test_errors_with_what_they_rest_on(by: By, expected: list[tuple[str, int, int]]) -> None:
    assert [(row.key, row.failed, row.n) for row in review(FOUND, by)] == expected


def test_what_comes_most_often_and_the_step_that_keeps_it_out() -> None:
    row, nobody = review(FOUND, By.OWNER)
    assert nobody.name == Text("no owner", "未指定负责人")
    assert row.most == (CHECKS["L05"].title, 2)
    assert row.step == STEPS["packed"]


def test_orders_without_an_error_are_counted() -> None:
    whole = [case(None, "", f"PO-{n}", False, suppliers=("YW",)) for n in range(4)]
    late = case(By.NODE, "packed", "PO-1", suppliers=("YW",), ours=False)
    found = Facts([*whole, late, case(By.INSPECTION, "final", "PO-2")], STEPS, shipped=4)
    rows = {by: [(r.key, r.failed, r.n) for r in review(found, by)] for by in By}
    assert rows[By.SUPPLIER] == [("YW", 1, 4)]
    assert rows[By.CUSTOMER] == [("ACME", 2, 4)]
    # Packing is the factory's.
    assert rows[By.OWNER] == [("wang", 1, 4)]
    assert rows[By.INSPECTION] == [("final", 1, 1)]
    assert rows[By.CHECK] == []
    assert found.looked == (0, 4, 1, 1, 0)


@pytest.mark.parametrize(
    ("role", "factory", "ours"),
    [("factory", True, False), ("工厂", True, False), ("Carrier", False, False), ("客户", False, False),
     ("merchandiser", False, True), ("", False, True)],
)  # fmt: skip
def test_whose_a_step_is(role: str, factory: bool, ours: bool) -> None:
    assert (suppliers_do(role), we_do(role)) == (factory, ours)


def test_every_stage_has_a_step_before_it() -> None:
    assert STEP_OF_STAGE.keys() == set(Stage)
    assert set(STEP_OF_STAGE.values()) <= NODES


def node(offset: int = -5, anchor: Anchor = Anchor.SHIP_BY) -> Node:
    return Node("packed", Text("packed", "装箱"), offset, anchor)


def slip(day: date, agreed: bool) -> Slip:
    return Slip(day, "why", Party.US, "wang", datetime(2026, 3, 1, 9), agreed)  # noqa: DTZ001


MARCH = [date(2026, 3, day) for day in range(1, 32)]
LATE: list[tuple[str, PlanStep, bool | None]] = [
    ("done on its day", PlanStep(node(), MARCH[4], done=MARCH[4]), False),
    ("done a day later", PlanStep(node(), MARCH[4], done=MARCH[5]), True),
    ("open and passed", PlanStep(node(), MARCH[8]), True),
    ("open and due today", PlanStep(node(), MARCH[9]), None),
    ("a slip is no excuse", PlanStep(node(), MARCH[4], [slip(MARCH[20], False)]), True),
    ("a new schedule is", PlanStep(node(), MARCH[4], [slip(MARCH[20], True)]), None),
    ("the quotation before the order", PlanStep(node(-13, Anchor.ORDER_DATE), MARCH[0]), None),
]


@pytest.mark.parametrize(("step", "late"), [row[1:] for row in LATE], ids=[row[0] for row in LATE])
def test_what_is_late(step: PlanStep, late: bool | None) -> None:
    assert lateness(step, TODAY) is late


CASES = st.builds(
    Case,
    st.sampled_from([By.CHECK, By.NODE, By.COMPLAINT]),
    st.sampled_from(["L05", "packed", "color"]),
    st.sampled_from(["A", "B", "C"]),
    st.booleans(),
    st.sampled_from(["ACME", "OTHER"]),
    st.sampled_from(["wang", "li", None]),
    st.lists(st.sampled_from(["YW", "QZ"]), unique=True).map(tuple),
)


@given(st.lists(CASES))
def test_nobody_has_more_errors_than_orders(cases: list[Case]) -> None:
    for by in (By.CUSTOMER, By.SUPPLIER, By.OWNER):
        for row in review(Facts(cases, STEPS), by):
            assert 0 < row.failed <= row.n
            assert 0 < row.rate <= 100
            assert row.most is not None
