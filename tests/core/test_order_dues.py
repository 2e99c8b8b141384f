"""Where a late order hangs, and whether the customer knows what holds now (contract §7)."""

from datetime import UTC, date, datetime

import pytest

from gendan.core.delays import Delay, delay_of, heard, knock_on, owed, ship_told
from gendan.core.kinds import Kind
from gendan.core.milestones import Plan, Told, outlook, step_of
from gendan.core.order_dues import wanted
from gendan.core.orders import Order
from gendan.core.plans import Party, Slip, Step, forecast_ship
from gendan.core.sop import Anchor, Node
from gendan.text import same

TODAY = date(2026, 3, 2)
ORDER = Order("PO-1", "ACME", date(2026, 2, 1), ship_by=date(2026, 3, 20))


def works(day: date) -> bool:
    return day.weekday() < 5


def march(day: int) -> date:
    return date(2026, 3, day)


def node(key: str, *after: str, days: int = 0, tell: bool = False) -> Node:
    return Node(key, same(key), 0, Anchor.SHIP_BY, days, after, tell=tell)


def slip(day: int, said: int = 2, *, agreed: bool = False) -> Slip:
    at = datetime(2026, 3, said, 9, tzinfo=UTC)
    return Slip(march(day), "dye lot", Party.SUPPLIER, "wang", at, agreed)


def plan(**changes: dict[str, object]) -> Plan:
    """Cut on the 5th, sew on the 10th, photo on the 12th, ship on the 20th; each with changes."""
    steps = [
        Step(node("cut"), march(5)),
        Step(node("sew", "cut", days=3, tell=True), march(10)),
        Step(node("photo", "sew"), march(12)),
        Step(node("ship", "sew", days=5), march(20)),
    ]
    return Plan("own", "ship", [s._replace(**changes.get(s.node.key, {})) for s in steps])  # type: ignore[arg-type]


def delay(today: date = TODAY, **changes: dict[str, object]) -> Delay | None:
    return delay_of(ORDER, plan(**changes), today, works)


@pytest.mark.parametrize(
    ("changes", "today", "key", "days"),
    [
        pytest.param({}, 2, None, 0, id="nothing is late"),
        pytest.param({"sew": {"slips": [slip(13)]}}, 2, None, 0, id="a slip inside the slack"),
        pytest.param({"sew": {"slips": [slip(16)]}}, 2, "sew", 3, id="a slip beyond it"),
        pytest.param({"cut": {"slips": [slip(12)]}}, 2, "cut", 4, id="it began earlier"),
        pytest.param({"photo": {"slips": [slip(30)]}}, 2, None, 0, id="beside the way to the ship"),
        pytest.param({}, 12, "cut", 4, id="a day passed in silence"),
        pytest.param(
            {"cut": {"done": march(12)}, "sew": {"slips": [slip(25)]}}, 13, "sew", 12,
            id="done late, but another is later by itself",
        ),
        pytest.param({"cut": {"done": march(12)}}, 13, "cut", 4, id="done late, all else follows"),
        pytest.param(
            {"cut": {"done": march(9)}, "sew": {"done": march(16), "slips": [slip(16)]}}, 17, "sew", 3,
            id="done on the day to which it was slipped",
        ),
    ],
)  # fmt: skip
def test_where_it_hangs(
    changes: dict[str, dict[str, object]], today: int, key: str | None, days: int
) -> None:
    found = delay(march(today), **changes)
    if key is None:
        assert found is None
    else:
        assert found is not None
        assert found.cause is not None
        assert (found.cause.key, found.days_late) == (key, days)


def test_a_new_schedule_is_no_reason() -> None:
    found = delay(march(30), cut={"slips": [slip(10, agreed=True)]})
    assert found is not None
    assert (found.reason, found.party) == (None, None)


def test_without_a_plan_the_day_after_ship_by_is_late() -> None:
    assert delay_of(ORDER, None, march(20), works) is None
    found = delay_of(ORDER, None, march(21), works)
    assert found is not None
    assert (found.days_late, found.cause) == (1, None)
    assert delay_of(ORDER._replace(ship_by=None), None, march(21), works) is None
    assert delay_of(ORDER._replace(shipped_date=march(21)), None, march(22), works) is None


@pytest.mark.parametrize(
    ("step", "today", "knows"),
    [
        pytest.param({}, 2, False, id="nobody told them"),
        pytest.param({"told": 4}, 4, True, id="told"),
        pytest.param({"told": 4}, 11, False, id="the day they were told has passed"),
        pytest.param({"told": 11}, 12, True, id="told that it has passed"),
        pytest.param({"told": 4, "slips": [slip(16)]}, 5, False, id="slipped since"),
        pytest.param({"told": 4, "slips": [slip(16)], "told_slips": 1}, 5, True, id="told the slip"),
        pytest.param({"slips": [slip(16)], "told_slips": 1}, 5, False, id="agreed, never told late"),
        pytest.param({"done": march(9)}, 12, False, id="done, not told"),
        pytest.param({"done": march(9), "told": 9}, 30, True, id="done and told"),
    ],
)  # fmt: skip
def test_what_the_customer_knows(step: dict[str, object], today: int, knows: bool) -> None:
    if isinstance(told := step.get("told"), int):
        step = step | {"told": datetime(2026, 3, told, 9, tzinfo=UTC)}
    assert heard(Step(node("sew"), march(10))._replace(**step), march(today)) is knows  # type: ignore[arg-type]


def test_knock_on_names_what_moved_and_from_where() -> None:
    before = outlook(ORDER, plan(), TODAY, works)
    after = outlook(ORDER, plan(sew={"slips": [slip(16)]}), TODAY, works)
    moved = [(one.step.node.key, day, one.day) for one, day in knock_on(before, after)]
    assert moved == [
        ("sew", march(10), march(16)),
        ("photo", march(12), march(16)),
        ("ship", march(20), march(23)),
    ]
    assert knock_on(before, before) == []


def told(ship: int, said: int = 2) -> Told:
    return Told(march(ship), datetime(2026, 3, said, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    ("leaves", "before", "is_owed"),
    [
        pytest.param(20, None, False, id="in time"),
        pytest.param(23, None, True, id="late, nobody told them"),
        pytest.param(23, told(23), False, id="told"),
        pytest.param(25, told(23), True, id="later still"),
        pytest.param(21, told(23), True, id="better, still late"),
        pytest.param(20, told(23), True, id="in time again"),
        pytest.param(20, told(20), False, id="told that it is in time again"),
    ],
)
def test_the_customer_is_owed_every_new_ship_day(
    leaves: int, before: Told | None, is_owed: bool
) -> None:
    assert owed(march(leaves), march(20), before) is is_owed


LATE = {"sew": {"slips": [slip(16)]}}


@pytest.mark.parametrize(
    ("changes", "before", "key", "day"),
    [
        pytest.param(LATE, None, "sew", 23, id="where it hangs"),
        pytest.param(LATE, None, "ship", 23, id="the shipment itself"),
        pytest.param(LATE, None, "cut", None, id="another node says nothing of it"),
        pytest.param({}, None, "ship", None, id="nothing is late, nothing ever was"),
        pytest.param({}, told(23), "ship", 20, id="in time again"),
        pytest.param({"sew": {"slips": [slip(10)]}}, told(23), "sew", 20, id="moved back"),
        pytest.param({}, told(23), "sew", None, id="did not move"),
        pytest.param({"ship": {"done": march(20)}}, told(23), "ship", None, id="it has left"),
    ],
)
def test_with_which_node_the_ship_day_is_told(
    changes: dict[str, dict[str, object]], before: Told | None, key: str, day: int | None
) -> None:
    made = plan(**changes)._replace(told=before)
    late = delay_of(ORDER, made, TODAY, works)
    leaves = forecast_ship(outlook(ORDER, made, TODAY, works), "ship")
    found = ship_told(step_of(made, key), made, late, leaves)
    assert found == (None if day is None else march(day))


@pytest.mark.parametrize(
    ("changes", "etd", "key", "why"),
    [
        pytest.param({}, 24, "ship", ("ETD 2026-03-24", Party.FORWARDER), id="the vessel is late"),
        pytest.param(
            {"ship": {"slips": [slip(24)]}}, 24, "ship", ("dye lot", Party.SUPPLIER),
            id="somebody said why",
        ),
        pytest.param(LATE, 20, "sew", ("dye lot", Party.SUPPLIER), id="the vessel is in time"),
        pytest.param(LATE, 25, "ship", ("ETD 2026-03-25", Party.FORWARDER), id="the vessel is later"),
        pytest.param({}, 20, None, None, id="nothing is late"),
    ],
)  # fmt: skip
def test_a_vessel_that_leaves_late(
    changes: dict[str, dict[str, object]],
    etd: int,
    key: str | None,
    why: tuple[str, Party] | None,
) -> None:
    found = delay_of(ORDER, plan(**changes)._replace(etd=march(etd)), TODAY, works)
    if key is None:
        assert found is None
    else:
        assert found is not None
        assert found.cause is not None
        assert (found.cause.key, (found.reason, found.party)) == (key, why)


DONE = {"cut": {"done": march(2)}}
NEVER_TOLD: dict[str, dict[str, object]] = {}


@pytest.mark.parametrize("on", range(2, 31))
@pytest.mark.parametrize(
    ("changes", "before", "etd"),
    [
        pytest.param(NEVER_TOLD, None, None, id="nothing happens"),
        pytest.param(LATE, None, None, id="slipped, not told"),
        pytest.param(LATE, told(23), None, id="slipped and told"),
        pytest.param(LATE | DONE, told(23), None, id="slipped, told, all before it done"),
        pytest.param(LATE | DONE, told(24), None, id="told a later day"),
        pytest.param(DONE, None, None, id="one done"),
        pytest.param(DONE, told(23), None, id="told late, in time again"),
        pytest.param(DONE, told(20), None, id="told that it is in time again"),
        pytest.param(DONE, None, 24, id="a late vessel"),
        pytest.param(DONE, told(24), 24, id="a late vessel, told"),
    ],
)
def test_an_index_made_today_is_right_on_every_day_to_come(
    changes: dict[str, dict[str, object]], before: Told | None, etd: int | None, on: int
) -> None:
    """The morning list does nothing but compare days with rows that were made long ago."""
    made = plan(**changes)._replace(told=before, etd=march(etd) if etd else None)
    rows = [row for row in wanted(ORDER, made, works) if row.due <= march(on)]
    ships = [
        forecast_ship(outlook(ORDER, made, march(day), works), "ship") for day in range(2, on + 1)
    ]
    debts = {row.item for row in rows if row.kind is Kind.FEEDBACK}
    own = {"sew"} if made.steps[1].slips else set()  # by its flag: the slip was never told
    if any(owed(ship, march(20), before) for ship in ships):  # owed once, owed until it is told
        assert debts > own or debts == {"sew"}
    else:
        assert debts == own
    delay = delay_of(ORDER, made, march(on), works)
    if delay is not None:
        assert delay.told is not owed(ships[-1], delay.ship_by, before)


@pytest.mark.parametrize(
    ("changes", "before", "item", "due"),
    [
        pytest.param({"cut": {"slips": [slip(12, 4)]}}, None, "cut", 4, id="since it slipped"),
        pytest.param({}, None, "cut", 11, id="since its latest day passed"),
        pytest.param(
            {"cut": {"slips": [slip(12, 4)]}}, told(24, 5), "cut", 13,
            id="what they were told held until its day passed",
        ),
        pytest.param(
            {"cut": {"slips": [slip(12, 4), slip(13, 9)]}}, told(24, 5), "cut", 9,
            id="since it slipped again",
        ),
        pytest.param(
            {"cut": {"slips": [slip(12, 4)], "done": march(6)}}, told(24, 5), "ship", 6,
            id="better than they were told, since it was done",
        ),
    ],
)  # fmt: skip
def test_since_when_the_ship_day_is_owed(
    changes: dict[str, dict[str, object]], before: Told | None, item: str, due: int
) -> None:
    rows = wanted(ORDER, plan(**changes)._replace(told=before), works)
    found = [(row.item, row.due) for row in rows if row.kind is Kind.FEEDBACK]
    assert found == [(item, march(due))]


def test_nobody_could_know_before_the_order_came() -> None:
    came = march(4)
    short = ORDER._replace(order_date=came)
    steps = [s._replace(planned=march(1)) if s.node.key == "cut" else s for s in plan().steps]
    rows = wanted(short, plan()._replace(steps=steps), works)
    assert [(row.item, row.due) for row in rows if row.kind is Kind.NODE] == [("cut", came)]
    late = wanted(short._replace(ship_by=march(4)), plan(), works)
    assert [(row.item, row.due) for row in late if row.kind is Kind.FEEDBACK] == [("ship", came)]
