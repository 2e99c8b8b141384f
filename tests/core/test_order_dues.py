"""Where a late order hangs, and whether the customer knows what holds now (contract §7)."""

from datetime import UTC, date, datetime

import pytest

from gendan.core.delays import Delay, delay_of, heard, knock_on
from gendan.core.kinds import Kind
from gendan.core.milestones import Plan, outlook
from gendan.core.order_dues import wanted
from gendan.core.orders import Order
from gendan.core.plans import Party, Slip, Step
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


SILENT: dict[str, dict[str, object]] = {}
TOLD = {"sew": {"slips": [slip(16)], "told_slips": 1, "told": datetime(2026, 3, 2, 9, tzinfo=UTC)}}


@pytest.mark.parametrize("on", range(2, 31))
@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(SILENT, id="nothing happens"),
        pytest.param({"sew": {"slips": [slip(16)]}}, id="slipped, not told"),
        pytest.param(TOLD, id="slipped and told"),
        pytest.param(TOLD | {"cut": {"done": march(2)}}, id="slipped, told, all before it done"),
        pytest.param({"cut": {"done": march(2)}}, id="one done"),
    ],
)
def test_an_index_made_today_is_right_on_every_day_to_come(
    changes: dict[str, dict[str, object]], on: int
) -> None:
    """The morning list does nothing but compare days with rows that were made long ago."""
    made = [row for row in wanted(ORDER, plan(**changes), TODAY, works) if row.due <= march(on)]
    fresh = [
        row for row in wanted(ORDER, plan(**changes), march(on), works) if row.due <= march(on)
    ]
    assert [r for r in made if r.kind is Kind.NODE] == [r for r in fresh if r.kind is Kind.NODE]
    untold = any(row.kind is Kind.FEEDBACK for row in made)
    assert untold == any(row.kind is Kind.FEEDBACK for row in fresh)
    late = delay(march(on), **changes)
    if late is not None:
        assert untold is not late.told
