"""Late orders: overdue, forecast to be late, left late; which comes first, who knows (contract §7)."""

from datetime import UTC, date, datetime

import pytest

from gendan.core.lateness import Late, Standing, late_orders
from gendan.core.milestones import Plan, Told, unplanned
from gendan.core.orders import Order
from gendan.core.plans import Party, Slip, Step
from gendan.core.sop import Anchor, Node
from gendan.text import same

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def works(day: date) -> bool:
    return day.weekday() < 5


def march(day: int) -> date:
    return date(2026, 3, day)


def node(key: str, *after: str) -> Node:
    return Node(key, same(key), 0, Anchor.SHIP_BY, 3, after)


def order(
    number: str, by: int | None, left: int | None = None, *, cancelled: bool = False
) -> Order:
    return Order(
        number, "ACME", date(2026, 2, 1), march(by) if by else None,
        march(left) if left else None, cancelled=cancelled, id=number,
    )  # fmt: skip


def plan(**changes: dict[str, object]) -> Plan:
    """Cut on the 5th, sew on the 12th, ship on the 20th, advice on the 21st; each with changes."""
    steps = [
        Step(node("cut"), march(5)),
        Step(node("sew", "cut"), march(12)),
        Step(node("ship", "sew"), march(20)),
        Step(node("advice", "ship"), march(21)),
    ]
    return Plan("own", "ship", [s._replace(**changes.get(s.node.key, {})) for s in steps])  # type: ignore[arg-type]


def late(today: int, *orders: Order, **plans: Plan) -> list[Late]:
    bare = {one.id: plan for one in orders if (plan := unplanned(one)) is not None}
    return late_orders(orders, {**bare, **plans}, march(today), works)


@pytest.mark.parametrize(
    ("found", "today", "standing", "days"),
    [
        pytest.param(order("A", 20), 20, None, 0, id="its last day"),
        pytest.param(order("A", 20), 21, Standing.OVERDUE, 1, id="the day after"),
        pytest.param(order("A", 20, 20), 30, None, 0, id="left on its last day"),
        pytest.param(order("A", 20, 23), 30, Standing.SHIPPED, 3, id="left late"),
        pytest.param(order("A", 20, 23, cancelled=True), 30, None, 0, id="cancelled"),
        pytest.param(order("A", None, 23), 30, None, 0, id="nobody said by when"),
    ],
)
def test_without_a_plan(found: Order, today: int, standing: Standing | None, days: int) -> None:
    rows = [(one.standing, one.delay.days_late) for one in late(today, found)]
    assert rows == ([(standing, days)] if standing else [])


def test_overdue_then_forecast_then_shipped_and_the_longest_first() -> None:
    slipped = plan(sew={"slips": [Slip(march(30), "flood", Party.SUPPLIER, "wang", NOON)]})
    rows = late(
        18, order("LEFT1", 3, 4), order("LEFT9", 1, 10), order("SOON", 20), order("PAST1", 17),
        order("PAST9", 9), SOON=slipped,
    )  # fmt: skip
    assert [(one.delay.order, one.standing) for one in rows] == [
        ("PAST9", Standing.OVERDUE),
        ("PAST1", Standing.OVERDUE),
        ("SOON", Standing.FORECAST),
        ("LEFT9", Standing.SHIPPED),
        ("LEFT1", Standing.SHIPPED),
    ]


def test_with_a_plan_it_is_overdue_though_its_forecast_is_later() -> None:
    (one,) = late(23, order("A", 20), A=plan())
    assert one.standing is Standing.OVERDUE
    assert one.delay.forecast_ship > march(23)


@pytest.mark.parametrize(
    ("changes", "cause", "reason", "told"),
    [
        pytest.param({}, "ship", None, False, id="nobody noted anything"),
        pytest.param({"sew": {"done": march(19)}}, "sew", None, False, id="a step done late"),
        pytest.param({"sew": {"done": march(19), "slips": [Slip(march(19), "flood", Party.SUPPLIER, "wang", NOON)]}},
                     "sew", "flood", False, id="and why"),
        pytest.param({"sew": {"done": march(19), "told": NOON}}, "sew", None, False, id="told of that step alone"),
        pytest.param({"advice": {"done": march(25), "told": NOON}}, "ship", None, True, id="told that it left"),
        pytest.param({"advice": {"told": NOON}}, "ship", None, False, id="told before it left"),
    ],
)  # fmt: skip
def test_an_order_that_left_late_hung_at_what_was_done_late(
    changes: dict[str, dict[str, object]], cause: str, reason: str | None, told: bool
) -> None:
    (one,) = late(30, order("A", 20, 24), A=plan(**changes))
    assert one.standing is Standing.SHIPPED
    assert (one.delay.forecast_ship, one.delay.days_late) == (march(24), 4)
    assert one.delay.cause is not None
    assert (one.delay.cause.key, one.delay.reason, one.delay.told) == (cause, reason, told)


@pytest.mark.parametrize(("day", "told"), [(24, True), (22, False)])
def test_they_know_who_were_told_the_day_on_which_it_left(day: int, told: bool) -> None:
    heard = plan()._replace(told=Told(march(day), NOON))
    (one,) = late(30, order("A", 20, 24), A=heard)
    assert one.delay.told is told
