"""Where a late order hangs, and whether the customer knows what holds now (contract §7)."""

from datetime import UTC, date, datetime

import pytest

from gendan.core.delays import Delay, delay_of, heard, knock_on, owed, ship_told
from gendan.core.forecasts import forecast_ship
from gendan.core.kinds import Kind
from gendan.core.milestones import Plan, Told, outlook, step_of, unplanned
from gendan.core.order_dues import wanted
from gendan.core.orders import Order
from gendan.core.plans import Party, Slip, Step
from gendan.core.shipments import Voyage
from gendan.core.sop import Anchor, Node
from gendan.text import same

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
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


def test_a_step_whose_followers_are_done_neither_delays_nor_owes() -> None:
    """Cut was never ticked, sew is done: nothing waits for cut."""
    changes: dict[str, dict[str, object]] = {"sew": {"done": march(10), "told": NOON}}
    for day in (12, 20):
        assert delay(march(day), **changes) is None
    late = delay(march(23), **changes)
    assert late is not None
    assert late.cause is not None
    assert late.cause.key == "ship"
    slipped = plan(sew={"slips": [slip(30)]}, photo={"done": march(9)}, ship={"done": march(20)})
    left = ORDER._replace(shipped_date=march(20))
    assert [row for row in wanted(left, slipped, works) if row.kind is Kind.FEEDBACK] == []


@pytest.mark.parametrize(
    ("cut", "sew", "key"),
    [
        pytest.param({"done": march(12)}, {"done": march(18)}, "cut", id="both late, one by the other"),
        pytest.param({"done": march(6)}, {"done": march(18)}, "sew", id="a little late explains nothing"),
        pytest.param({}, {"done": march(18)}, "sew", id="what is open was not waited for"),
    ],
)  # fmt: skip
def test_what_is_done_late_hangs_only_at_what_was_done_late(
    cut: dict[str, object], sew: dict[str, object], key: str
) -> None:
    found = delay(march(18), cut=cut, sew=sew)
    assert found is not None
    assert found.cause is not None
    assert found.cause.key == key


def test_a_new_schedule_is_no_reason() -> None:
    found = delay(march(30), cut={"slips": [slip(10, agreed=True)]})
    assert found is not None
    assert (found.reason, found.party) == (None, None)


def test_without_a_plan_the_day_after_ship_by_is_late() -> None:
    made = unplanned(ORDER)
    assert made is not None
    assert delay_of(ORDER, made, march(20), works) is None
    found = delay_of(ORDER, made, march(21), works)
    assert found is not None
    assert (found.days_late, found.cause) == (1, None)
    assert unplanned(ORDER._replace(ship_by=None)) is None
    assert delay_of(ORDER._replace(shipped_date=march(21)), made, march(22), works) is None


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
        pytest.param(
            {"ship": {"slips": [slip(23)]}}, 24, "ship", ("ETD 2026-03-24", Party.FORWARDER),
            id="the vessel is later than what somebody said",
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
    found = delay_of(ORDER, plan(**changes)._replace(voyage=Voyage(etd=march(etd))), TODAY, works)
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
    made = plan(**changes)._replace(told=before, voyage=Voyage(etd=march(etd) if etd else None))
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
        pytest.param(DONE, None, "sew", 14, id="since the weekend that ends after its latest day"),
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
    found = [(row.item, row.due) for row in rows if row.kind is Kind.NODE]
    assert found[:2] == [("cut", came), ("sew", march(10))]
    late = wanted(short._replace(ship_by=march(4)), plan(), works)
    assert [(row.item, row.due) for row in late if row.kind is Kind.FEEDBACK] == [("ship", came)]


# The words of a debt, the day first


@pytest.mark.parametrize(
    ("changes", "before", "etd", "en", "zh"),
    [
        pytest.param(
            LATE, None, None,
            "will leave 2026-03-23 instead of 2026-03-20 (sew, dye lot); customer not told",
            "将于 2026-03-23 出运，而非 2026-03-20（sew，dye lot）；尚未告知客户", id="said",
        ),
        pytest.param(
            DONE, None, 24,
            "will leave 2026-03-24 instead of 2026-03-20 (ETD 2026-03-24); customer not told",
            "将于 2026-03-24 出运，而非 2026-03-20（ETD 2026-03-24）；尚未告知客户", id="a vessel",
        ),
        pytest.param(
            {"sew": {"done": march(17), "told": NOON}}, None, None,
            "will leave 2026-03-24 instead of 2026-03-20 (sew, done 2026-03-17); customer not told",
            "将于 2026-03-24 出运，而非 2026-03-20（sew，2026-03-17 完成）；尚未告知客户", id="done late",
        ),
        pytest.param(
            {}, None, None,
            "will leave 2026-03-23 or later instead of 2026-03-20 (cut, not done); customer not told",
            "最早 2026-03-23 出运，而非 2026-03-20（cut，未完成）；尚未告知客户", id="silence",
        ),
        pytest.param(
            LATE, told(25), None,
            "will leave 2026-03-23 (sew, dye lot); the customer was told 2026-03-25",
            "将于 2026-03-23 出运（sew，dye lot）；曾告知客户 2026-03-25", id="told another day",
        ),
        pytest.param(
            DONE, told(25), None, "will leave 2026-03-20; the customer was told 2026-03-25",
            "将于 2026-03-20 出运；曾告知客户 2026-03-25", id="in time after all",
        ),
    ],
)  # fmt: skip
def test_a_debt_leads_with_the_day_of_shipment(
    changes: dict[str, dict[str, object]], before: Told | None, etd: int | None, en: str, zh: str
) -> None:
    made = plan(**changes)._replace(told=before, voyage=Voyage(etd=march(etd) if etd else None))
    (row,) = (row for row in wanted(ORDER, made, works) if row.kind is Kind.FEEDBACK)
    assert (row.why.en, row.why.zh) == (en, zh)


# Vessels that sailed


def sailed(day: int, **changes: dict[str, object]) -> Plan:
    return plan(**changes)._replace(voyage=Voyage(etd=march(day), sailed=march(day)))


@pytest.mark.parametrize("today", [20, 23, 30])
def test_a_vessel_that_sailed_in_time_is_no_delay_but_to_be_ticked(today: int) -> None:
    made = sailed(19)
    assert delay_of(ORDER, made, march(today), works) is None
    rows = wanted(ORDER, made, works)
    assert [row for row in rows if row.kind is Kind.FEEDBACK] == []
    tick = next(row for row in rows if row.item == "ship")
    assert (tick.kind, tick.due) == (Kind.NODE, march(19))
    assert "sailed 2026-03-19, not ticked" in tick.why.en


def test_a_vessel_that_sailed_late_left_late() -> None:
    found = delay_of(ORDER, sailed(24), march(30), works)
    assert found is not None
    assert found.cause is not None
    assert (found.forecast_ship, found.cause.key, found.reason, found.party) == (
        march(24), "ship", "sailed 2026-03-24", Party.FORWARDER,
    )  # fmt: skip
    (row,) = (row for row in wanted(ORDER, sailed(24), works) if row.kind is Kind.FEEDBACK)
    assert row.why.en.startswith("sailed 2026-03-24 instead of 2026-03-20")


# Orders without a plan


@pytest.mark.parametrize("on", range(15, 31))
@pytest.mark.parametrize(
    ("voyage", "before"),
    [
        pytest.param(Voyage(), None, id="no vessel"),
        pytest.param(Voyage(etd=march(24)), None, id="a late one"),
        pytest.param(Voyage(etd=march(24)), told(24), id="a late one, told"),
        pytest.param(Voyage(etd=march(18)), None, id="one in time"),
        pytest.param(Voyage(etd=march(18), sailed=march(18)), None, id="sailed in time"),
        pytest.param(Voyage(etd=march(24), sailed=march(24)), None, id="sailed late"),
    ],
)
def test_an_order_without_a_plan_owes_its_delay(
    voyage: Voyage, before: Told | None, on: int
) -> None:
    made = unplanned(ORDER, voyage, before)
    assert made is not None
    rows = [row for row in wanted(ORDER, made, works) if row.due <= march(on)]
    found = delay_of(ORDER, made, march(on), works)
    leaves = voyage.sailed or max(march(on) if on > 20 else march(20), voyage.etd or march(20))
    assert (found.forecast_ship if found else march(20)) == max(leaves, march(20))
    assert {row.kind for row in rows} <= {Kind.FEEDBACK}, "nobody planned a node"
    assert bool(rows) is (found is not None and not found.told)


# The nodes to do


def nodes(changes: dict[str, dict[str, object]], **order: object) -> dict[str, date]:
    rows = wanted(ORDER._replace(**order), plan(**changes), works)  # type: ignore[arg-type]
    return {row.item: row.due for row in rows if row.kind is Kind.NODE}


@pytest.mark.parametrize(
    ("changes", "days"),
    [
        pytest.param({}, {"cut": 5, "sew": 10, "photo": 12, "ship": 20}, id="each on its own day"),
        pytest.param({"sew": {"done": march(9)}}, {"cut": 5, "photo": 12, "ship": 20},
                     id="a forgotten tick hides nothing"),
        pytest.param({"cut": {"slips": [slip(12)]}}, {"cut": 12, "sew": 17, "photo": 17, "ship": 24},
                     id="a slip moves what follows"),
        pytest.param({"cut": {"done": march(9)}}, {"sew": 12, "photo": 12, "ship": 20},
                     id="a late end too"),
    ],
)  # fmt: skip
def test_every_open_node_has_its_row(
    changes: dict[str, dict[str, object]], days: dict[str, int]
) -> None:
    assert nodes(changes) == {key: march(day) for key, day in days.items()}


def test_what_follows_the_shipment_is_asked_for_once_it_has_left() -> None:
    steps = [*plan().steps, Step(node("advice", "ship"), march(21))]
    made = plan()._replace(steps=steps)
    open_ = {row.item for row in wanted(ORDER, made, works) if row.kind is Kind.NODE}
    assert open_ == {"cut", "sew", "photo", "ship"}
    away = {row.item for row in wanted(ORDER, made._replace(voyage=sailed(19).voyage), works)}
    assert "advice" in away
    steps[3] = steps[3]._replace(done=march(20))
    left = ORDER._replace(shipped_date=march(20))
    gone = wanted(left, made._replace(steps=steps), works)
    assert {row.item for row in gone} == {"photo", "advice"}
