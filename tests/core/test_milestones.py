"""What does not apply to an order stands aside, and what followed it follows what was before it."""

from datetime import date

import pytest

from gendan.core.export_order import EXPORT_ORDER
from gendan.core.forecasts import Light
from gendan.core.milestones import Plan, applying, idle, outlook, step_of
from gendan.core.orders import Order
from gendan.core.plans import schedule

ORDER = Order("PO-1", "ACME", date(2026, 3, 2), ship_by=date(2026, 5, 8))


def works(day: date) -> bool:
    return day.weekday() < 5


PLAN = Plan(
    "export-order",
    "on-board",
    schedule(EXPORT_ORDER, ORDER.order_date, date(2026, 5, 8), works),
)


def with_deposit(percent: str) -> Order:
    return ORDER._replace(cells={"deposit": percent})


@pytest.mark.parametrize(
    ("order", "applies"),
    [
        pytest.param(ORDER, False, id="none named"),
        pytest.param(with_deposit("0"), False, id="0"),
        pytest.param(with_deposit("0.00 %"), False, id="0 with digits"),
        pytest.param(with_deposit("30"), True, id="30"),
        pytest.param(with_deposit("a third"), True, id="what cannot be read is one"),
    ],
)
def test_the_deposit_applies_where_one_is_asked_for(order: Order, applies: bool) -> None:
    assert (idle(order, step_of(PLAN, "deposit")) is None) is applies
    made = applying(order, PLAN)
    assert ("deposit" in [node.key for node in made.nodes]) is applies
    node = step_of(made, "production-order").node
    if applies:
        assert (node.after, node.gates) == (("po-review", "deposit"), ("deposit",))
    else:
        assert (node.after, node.gates) == (("po-review", "pi"), ())


def test_a_deposit_that_came_is_a_fact() -> None:
    steps = [
        s._replace(done=date(2026, 3, 5)) if s.node.key == "deposit" else s for s in PLAN.steps
    ]
    assert idle(ORDER, step_of(PLAN._replace(steps=steps), "deposit")) is None


def test_a_deposit_that_nobody_asks_for_delays_nothing() -> None:
    late = date(2026, 5, 20)
    done = ("po-review", "pi")
    steps = [s._replace(done=date(2026, 3, 3)) if s.node.key in done else s for s in PLAN.steps]
    found = {
        one.step.node.key: one for one in outlook(ORDER, PLAN._replace(steps=steps), late, works)
    }
    assert list(found) == [node.key for node in EXPORT_ORDER.nodes], "every node is still shown"
    one = found["deposit"]
    assert (one.light, one.slack) == (Light.IDLE, 0)
    assert one.idle is not None
    assert one.idle.en == "the order asks for no deposit"
    assert found["production-order"].day == late, "today, not a day after a deposit"
    asked = {
        one.step.node.key: one
        for one in outlook(with_deposit("30"), PLAN._replace(steps=steps), late, works)
    }
    assert asked["deposit"].light is Light.RED
    assert asked["production-order"].day > late
