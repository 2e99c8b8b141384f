"""What a node waits for, and which gate a reason passes (contract §7)."""

from datetime import date

import pytest

from gendan.core.export_order import EXPORT_ORDER
from gendan.core.gates import Passing, barred, outside, passing, skipped
from gendan.core.milestones import Plan, step_of
from gendan.core.plans import schedule
from gendan.core.sop import CHECK_ORDER, FINAL_INSPECTION

STEPS = schedule(EXPORT_ORDER, date(2026, 3, 2), date(2026, 5, 8), lambda day: day.weekday() < 5)


def plan(*finished: str) -> Plan:
    day = date(2026, 3, 3)
    steps = [s._replace(done=day) if s.node.key in finished else s for s in STEPS]
    return Plan("export-order", "on-board", steps)


@pytest.mark.parametrize(
    ("key", "finished", "open_outside", "shut"),
    [
        ("production-order", [], {}, ["deposit"]),
        ("production-order", ["deposit"], {}, []),
        ("loading", [], {}, [FINAL_INSPECTION, CHECK_ORDER]),
        ("loading", ["final", "sign-off"], {}, [FINAL_INSPECTION, CHECK_ORDER]),
        ("loading", [], {CHECK_ORDER: True, FINAL_INSPECTION: False}, [FINAL_INSPECTION]),
        ("loading", [], {CHECK_ORDER: True, FINAL_INSPECTION: True}, []),
        ("quotation", [], {}, []),
        # What comes after the shipment waits for it without being told so.
        ("shipping-advice", [], {}, ["on-board"]),
        ("tax-refund", ["bl-release", "claim-window"], {}, ["on-board"]),
        ("shipping-advice", ["on-board"], {}, []),
        ("bl-release", ["bl-issued"], {}, ["on-board", "balance"]),
        ("bl-release", ["balance", "on-board"], {}, []),
        ("on-board", ["loading"], {}, []),
    ],
)
def test_gates(
    key: str, finished: list[str], open_outside: dict[str, bool], shut: list[str]
) -> None:
    made = plan(*finished)
    assert barred(step_of(made, key), made, open_outside) == shut


@pytest.mark.parametrize(
    ("inspection", "passed", "is_open"),
    [
        pytest.param("none", None, True, id="nobody asks for one"),
        pytest.param("none", False, False, id="not asked for, and rejected"),
        pytest.param("final", None, False, id="none recorded"),
        pytest.param("all", False, False, id="rejected"),
        pytest.param("final", True, True, id="passed"),
    ],
)
def test_the_gate_of_the_final_inspection(
    inspection: str, passed: bool | None, is_open: bool
) -> None:
    found = outside(cleared=False, inspection=inspection, final_inspection_passed=passed)
    assert found == {CHECK_ORDER: False, FINAL_INSPECTION: is_open}


@pytest.mark.parametrize(
    ("key", "finished", "names"),
    [
        pytest.param("pp-meeting", ["pps"], ["incoming"], id="one of two"),
        pytest.param("production-order", [], ["po-review"], id="a gate is refused, not told"),
        pytest.param("po-review", [], [], id="what lies before the order is behind us"),
        pytest.param("shipping-advice", [], [], id="the shipment is a gate of what follows it"),
        pytest.param("booking", ["carton-data"], [], id="all done"),
    ],
)
def test_predecessors_that_were_passed_over(
    key: str, finished: list[str], names: list[str]
) -> None:
    made = plan(*finished)
    assert [one.node.key for one in skipped(step_of(made, key), made)] == names


BOTH = (FINAL_INSPECTION, CHECK_ORDER)


@pytest.mark.parametrize(
    ("shut", "named", "reasons", "found"),
    [
        pytest.param([], [], [], Passing(), id="nothing shut"),
        pytest.param(["deposit"], [], [], Passing(left=["deposit"]), id="no reason"),
        pytest.param(["deposit"], [], ["x"], Passing([("deposit", "x")], [], []), id="one, a reason is enough"),
        pytest.param(BOTH, [], ["x"], Passing(left=list(BOTH)), id="a reason alone opens none of two"),
        pytest.param(BOTH, ["Check-Order"], ["x"], Passing([(CHECK_ORDER, "x")], [FINAL_INSPECTION], []), id="one named"),
        pytest.param(BOTH, BOTH, ["x"], Passing([(gate, "x") for gate in BOTH], [], []), id="one reason for both"),
        pytest.param(BOTH, BOTH, ["x", "y"], Passing([(FINAL_INSPECTION, "x"), (CHECK_ORDER, "y")], [], []), id="one each"),
        pytest.param(["deposit"], ["balance"], ["x"], Passing([], ["deposit"], ["balance"]), id="another was named"),
    ],
)  # fmt: skip
def test_a_reason_passes_the_gate_that_was_named(
    shut: list[str], named: list[str], reasons: list[str], found: Passing
) -> None:
    got = passing(shut, named, reasons)
    assert tuple(map(list, got)) == tuple(map(list, found))
