"""The arithmetic of plans: days off, predecessors, slips, gates, as worked examples and properties."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gendan.core.export_order import EXPORT_ORDER
from gendan.core.forecasts import Forecast, Light, forecast, forecast_ship
from gendan.core.plans import Party, Slip, Step, lead, moved, schedule
from gendan.core.shipments import Voyage
from gendan.core.sop import Anchor, Node, Sop, reached
from gendan.core.sop_faults import faults
from gendan.core.workdays import Works, minus, plus
from gendan.text import same

DAY = timedelta(days=1)


def node(
    key: str, offset: int, *after: str, days: int = 0, anchor: Anchor = Anchor.SHIP_BY
) -> Node:
    return Node(key, same(key), offset, anchor, days, after)


SHORT = Sop(
    "short",
    same("A short order"),
    "ship",
    (
        node("deposit", 3, anchor=Anchor.ORDER_DATE),
        node("material", -20, "deposit", days=1),
        node("cut", -12, "material", days=3),
        node("pack", -6, "cut", days=2),
        node("check", -4, "pack", days=1),
        node("ship", 0, "check", days=1),
        node("advice", 1, "ship"),
    ),
)


def calendar(off: list[tuple[str, str]], on: list[str]) -> Works:
    """Plain weeks, without some ranges of days and with some make-up days."""
    holidays = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in off]
    extra = {date.fromisoformat(text) for text in on}

    def works(day: date) -> bool:
        if day in extra:
            return True
        return day.weekday() < 5 and not any(first <= day <= last for first, last in holidays)

    return works


CHINA = calendar(
    off=[
        ("2026-02-15", "2026-02-23"),  # Spring Festival
        ("2026-09-25", "2026-09-27"),  # Mid-Autumn
        ("2026-10-01", "2026-10-07"),  # Golden Week
        ("2027-02-05", "2027-02-11"),  # Spring Festival, as this test supposes it
    ],
    on=["2026-02-14", "2026-02-28", "2026-09-20", "2026-10-10", "2027-01-31", "2027-02-20"],
)
WEEKDAYS = calendar([], [])


def planned(order_date: str, ship_by: str, sop: Sop = SHORT, works: Works = CHINA) -> list[Step]:
    return schedule(sop, date.fromisoformat(order_date), date.fromisoformat(ship_by), works)


GOLDEN = ("2026-09-01", "2026-10-12")


@pytest.mark.parametrize(
    ("order_date", "ship_by", "days"),
    [
        pytest.param(
            *GOLDEN,
            # pack falls into Golden Week; before it, cut and material need their own days.
            ["2026-09-04", "2026-09-22", "2026-09-28", "2026-09-30", "2026-10-08", "2026-10-12", "2026-10-13"],
            id="across Golden Week 2026",
        ),
        pytest.param(
            "2026-09-01", "2026-10-14",
            # check falls on Saturday 10 October, a make-up day, and stays there.
            ["2026-09-04", "2026-09-23", "2026-09-29", "2026-10-08", "2026-10-10", "2026-10-14", "2026-10-15"],
            id="on the make-up Saturday after Golden Week 2026",
        ),
        pytest.param(
            "2026-01-05", "2026-02-27",
            # check falls on the last day off, the make-up Saturday before is the nearest; the
            # advice is sent on the make-up Saturday after.
            ["2026-01-08", "2026-02-06", "2026-02-11", "2026-02-13", "2026-02-14", "2026-02-27", "2026-02-28"],
            id="across Spring Festival 2026",
        ),
        pytest.param(
            "2026-12-01", "2027-02-15",
            ["2026-12-04", "2027-01-26", "2027-02-01", "2027-02-03", "2027-02-04", "2027-02-15", "2027-02-16"],
            id="across Spring Festival 2027",
        ),
        pytest.param(
            "2026-09-01", "2026-10-03",
            # A vessel leaves on any day; what follows waits for our working day.
            ["2026-09-04", "2026-09-11", "2026-09-21", "2026-09-24", "2026-09-29", "2026-10-03", "2026-10-08"],
            id="a vessel that leaves within Golden Week",
        ),
    ],
)  # fmt: skip
def test_schedule(order_date: str, ship_by: str, days: list[str]) -> None:
    assert [step.planned.isoformat() for step in planned(order_date, ship_by)] == days


def test_an_order_that_came_on_a_sunday_is_reviewed_on_monday() -> None:
    sop = Sop("s", same("s"), "ship", (
        node("review", 0, anchor=Anchor.ORDER_DATE), node("ship", 0, "review"),
    ))  # fmt: skip
    assert planned("2026-03-01", "2026-04-30", sop)[0].planned == date(2026, 3, 2)


def outlook(
    steps: list[Step], today: str = "2026-09-01", by: tuple[str, str] = GOLDEN
) -> list[Forecast]:
    order_date, ship_by = map(date.fromisoformat, by)
    return forecast(steps, "ship", ship_by, order_date, date.fromisoformat(today), CHINA)


def changed(steps: list[Step], key: str, change: Callable[[Step], Step]) -> list[Step]:
    return [change(step) if step.node.key == key else step for step in steps]


def slipped(steps: list[Step], key: str, day: str, *, agreed: bool = False) -> list[Step]:
    at = datetime(2026, 9, 1, tzinfo=UTC)
    slip = Slip(date.fromisoformat(day), "the mill is late", Party.SUPPLIER, "wang", at, agreed)
    return changed(steps, key, lambda step: step._replace(slips=(*step.slips, slip)))


def done(steps: list[Step], key: str, day: str) -> list[Step]:
    return changed(steps, key, lambda step: step._replace(done=date.fromisoformat(day)))


def test_nothing_late() -> None:
    found = outlook(planned(*GOLDEN))
    assert [one.day for one in found] == [one.step.planned for one in found]
    assert forecast_ship(found, "ship") == date(2026, 10, 12)
    assert {one.light for one in found} == {Light.GREEN}


def test_one_slip_moves_three_successors_and_the_forecast() -> None:
    found = outlook(slipped(planned(*GOLDEN), "cut", "2026-10-09"))
    assert [(o.step.node.key, o.day.isoformat(), o.slack, str(o.light)) for o in found] == [
        ("deposit", "2026-09-04", 19, "green"),
        ("material", "2026-09-22", 5, "green"),
        ("cut", "2026-10-09", -2, "red"),
        ("pack", "2026-10-12", -3, "red"),  # two working days on: the make-up Saturday, Monday
        ("check", "2026-10-13", -2, "red"),
        ("ship", "2026-10-14", -2, "red"),
        ("advice", "2026-10-14", -1, "red"),  # cannot delay the shipment: against its own day
    ]
    assert forecast_ship(found, "ship") == date(2026, 10, 14)


def test_a_slip_inside_the_slack_moves_nothing() -> None:
    before = outlook(planned(*GOLDEN))
    after = outlook(slipped(planned(*GOLDEN), "deposit", "2026-09-18"))
    assert [one.day for one in after[1:]] == [one.day for one in before[1:]]
    assert (after[0].day, after[0].slack, after[0].light) == (date(2026, 9, 18), 5, Light.GREEN)


@pytest.mark.parametrize(
    ("day", "slack", "light"),
    [
        ("2026-09-18", 5, Light.GREEN),  # 10 % of 41 days = 4
        ("2026-09-21", 2, Light.AMBER),
        ("2026-09-23", 0, Light.AMBER),
        ("2026-09-24", -1, Light.RED),
    ],
)
def test_lights(day: str, slack: int, light: Light) -> None:
    one = outlook(slipped(planned(*GOLDEN), "deposit", day))[0]
    assert (one.slack, one.light) == (slack, light)


def test_a_day_that_passed_is_today_and_moves_on() -> None:
    steps = done(done(planned(*GOLDEN), "deposit", "2026-09-04"), "material", "2026-09-22")
    found = {one.step.node.key: one for one in outlook(steps, today="2026-10-08")}
    assert found["cut"].day == date(2026, 10, 8)
    assert found["pack"].day == date(2026, 10, 10)
    assert found["ship"].day == date(2026, 10, 13)


@pytest.mark.parametrize(
    ("etd", "leaves"),
    [
        pytest.param("2026-10-10", "2026-10-12", id="an earlier vessel changes nothing"),
        pytest.param("2026-10-16", "2026-10-16", id="the goods leave no earlier than the vessel"),
    ],
)
def test_the_vessel_is_a_floor_for_the_shipping_node_alone(etd: str, leaves: str) -> None:
    steps = planned(*GOLDEN)
    begin, by = map(date.fromisoformat, GOLDEN)
    found = forecast(steps, "ship", by, begin, begin, CHINA, Voyage(etd=date.fromisoformat(etd)))
    assert forecast_ship(found, "ship") == date.fromisoformat(leaves)
    assert [one.day for one in found[:5]] == [step.planned for step in steps[:5]]
    left = done(steps, "ship", "2026-10-12")
    assert forecast_ship(
        forecast(left, "ship", by, begin, begin, CHINA, Voyage(etd=date.fromisoformat(etd))), "ship"
    ) == date(2026, 10, 12)


def test_what_is_done_late_or_early_counts_on_its_day() -> None:
    steps = done(slipped(planned(*GOLDEN), "cut", "2026-10-09"), "cut", "2026-09-29")
    found = {one.step.node.key: one for one in outlook(steps)}
    assert (found["cut"].day, found["cut"].slack, found["cut"].light) == (
        date(2026, 9, 29), 8, Light.DONE,
    )  # fmt: skip
    assert found["pack"].day == date(2026, 10, 8)
    assert found["ship"].day == date(2026, 10, 12)


def test_the_latest_of_several_promises_holds() -> None:
    steps = slipped(slipped(planned(*GOLDEN), "cut", "2026-10-09"), "cut", "2026-09-28")
    assert outlook(steps)[2].day == date(2026, 9, 28)
    assert len(steps[2].slips) == 2


def test_an_amended_ship_by_moves_what_is_open() -> None:
    steps = done(planned(*GOLDEN), "deposit", "2026-09-04")
    fresh = planned("2026-09-01", "2026-10-14")
    assert [(step.node.key, day.isoformat()) for step, day in moved(steps, fresh)] == [
        ("material", "2026-09-23"), ("cut", "2026-09-29"), ("pack", "2026-10-08"),
        ("check", "2026-10-10"), ("ship", "2026-10-14"), ("advice", "2026-10-15"),
    ]  # fmt: skip
    for step, day in moved(steps, fresh):
        steps = slipped(steps, step.node.key, day.isoformat(), agreed=True)
    assert forecast_ship(outlook(steps, by=("2026-09-01", "2026-10-14")), "ship") == date(
        2026, 10, 14
    )
    assert moved(steps, fresh) == []
    assert [step.planned for step in steps] == [step.planned for step in planned(*GOLDEN)]


@pytest.mark.parametrize(
    ("slips", "holds", "agreed"),
    [
        pytest.param([("2026-10-09", False), ("2026-09-29", True)], "2026-10-09", "2026-09-29",
                     id="a new schedule mends no mill"),
        pytest.param([("2026-09-25", False), ("2026-09-29", True)], "2026-09-29", "2026-09-29",
                     id="the schedule is later still"),
        pytest.param([("2026-10-09", False), ("2026-10-12", True), ("2026-09-28", True)],
                     "2026-10-09", "2026-09-28", id="there and back again"),
        pytest.param([("2026-10-09", False), ("2026-09-29", True), ("2026-09-24", False)],
                     "2026-09-24", "2026-09-29", id="what was said last holds"),
        pytest.param([("2026-10-09", True)], "2026-10-09", "2026-10-09", id="a schedule alone"),
    ],
)  # fmt: skip
def test_what_somebody_said_outlasts_a_new_schedule(
    slips: list[tuple[str, bool]], holds: str, agreed: str
) -> None:
    steps = planned(*GOLDEN)
    for day, is_agreed in slips:
        steps = slipped(steps, "cut", day, agreed=is_agreed)
    cut = next(step for step in steps if step.node.key == "cut")
    assert (cut.promised.isoformat(), cut.agreed.isoformat()) == (holds, agreed)
    assert cut.revised == cut.promised


def test_the_same_schedule_moves_nothing_that_slipped() -> None:
    fresh = planned(*GOLDEN)
    assert moved(slipped(fresh, "cut", "2026-10-09"), fresh) == []


def begun(*keys: str) -> list[Step]:
    """The plan across Golden Week with some nodes done."""
    steps = planned(*GOLDEN)
    for key in keys:
        steps = done(steps, key, "2026-09-22")
    return steps


def test_a_day_off_uses_up_the_time_before_it_ends() -> None:
    """What is not done when Golden Week begins is not done before it is over."""
    steps = begun("deposit", "material", "cut")
    on_time = {one.step.node.key: one for one in outlook(steps, today="2026-09-30")}
    assert on_time["pack"].day == date(2026, 9, 30)
    for today in ("2026-10-01", "2026-10-05", "2026-10-08"):
        found = {one.step.node.key: one for one in outlook(steps, today=today)}
        assert (found["pack"].day, found["check"].day) == (date(2026, 10, 8), date(2026, 10, 9))


def test_a_delay_is_seen_on_the_first_day_off() -> None:
    steps = slipped(begun("deposit", "material"), "cut", "2026-09-30")
    assert forecast_ship(outlook(steps, today="2026-09-30"), "ship") == date(2026, 10, 12)
    assert forecast_ship(outlook(steps, today="2026-10-01"), "ship") == date(2026, 10, 13)


def test_a_day_off_that_somebody_named_stays() -> None:
    steps = slipped(begun("deposit", "material"), "cut", "2026-10-03")
    assert outlook(steps, today="2026-10-01")[2].day == date(2026, 10, 3)


def test_a_vessel_leaves_on_a_day_off() -> None:
    steps = planned("2026-09-01", "2026-10-03")
    for key in ("deposit", "material", "cut", "pack", "check"):
        steps = done(steps, key, "2026-09-29")
    by = ("2026-09-01", "2026-10-03")
    assert forecast_ship(outlook(steps, "2026-10-03", by), "ship") == date(2026, 10, 3)
    assert forecast_ship(outlook(steps, "2026-10-05", by), "ship") == date(2026, 10, 5)


def test_a_forgotten_tick_limits_nothing_once_all_that_waits_for_it_is_done() -> None:
    steps = done(planned(*GOLDEN), "cut", "2026-09-28")
    found = outlook(steps, today="2026-09-30")
    limits = {one.step.node.key: one.limit for one in found}
    assert [key for key, limit in limits.items() if limit is None] == [
        "deposit", "material", "advice",
    ]  # fmt: skip
    assert forecast_ship(found, "ship") == date(2026, 10, 12)


GATED = Sop(
    "gated",
    same("A gate that is no predecessor"),
    "ship",
    (
        node("pack", -6),
        node("money", -2)._replace(role="finance"),
        node("load", -4, "pack", days=1)._replace(gates=("money", "check-order")),
        node("ship", 0, "load", days=1),
    ),
)


def test_a_gate_comes_before_what_it_bars() -> None:
    steps = planned("2026-03-02", "2026-03-27", GATED)
    days = {step.node.key: step.planned.isoformat() for step in steps}
    assert days == {
        "pack": "2026-03-20", "money": "2026-03-20", "load": "2026-03-23", "ship": "2026-03-27"
    }  # fmt: skip
    late = forecast(
        slipped(steps, "money", "2026-03-27"), "ship", date(2026, 3, 27), date(2026, 3, 2),
        date(2026, 3, 2), CHINA,
    )  # fmt: skip
    assert [one.day.isoformat() for one in late] == [
        "2026-03-20", "2026-03-27", "2026-03-30", "2026-03-31",
    ]  # fmt: skip


def export(today: str, voyage: Voyage, *changes: tuple[str, str]) -> dict[str, Forecast]:
    """The export order of 2 March to be shipped on 29 May, some nodes done, with a vessel."""
    order, by = date(2026, 3, 2), date(2026, 5, 29)
    steps = schedule(EXPORT_ORDER, order, by, CHINA)
    for key, day in changes:
        steps = done(steps, key, day)
    ahead = [step for step in steps if step.node.key != "quotation"]
    found = forecast(ahead, "on-board", by, order, date.fromisoformat(today), CHINA, voyage)
    return {one.step.node.key: one for one in found}


@pytest.mark.parametrize(
    ("eta", "done_on", "days"),
    [
        pytest.param(None, None, ["2026-06-29", "2026-07-06", "2026-07-28"], id="as planned"),
        pytest.param("2026-07-20", None, ["2026-07-20", "2026-07-27", "2026-08-19"], id="later"),
        pytest.param("2026-06-18", None, ["2026-06-18", "2026-06-25", "2026-07-20"], id="earlier"),
        pytest.param("2026-06-18", "2026-06-21", ["2026-06-21", "2026-06-29", "2026-07-21"],
                     id="it has arrived"),
    ],
)  # fmt: skip
def test_what_follows_the_arrival_follows_the_eta(
    eta: str | None, done_on: str | None, days: list[str]
) -> None:
    changes = [("on-board", "2026-05-29")] + ([("arrival", done_on)] if done_on else [])
    voyage = Voyage(eta=date.fromisoformat(eta) if eta else None)
    found = export("2026-06-01", voyage, *changes)
    keys = ("arrival", "after-sales", "claim-window")
    assert [found[key].day.isoformat() for key in keys] == days


def test_an_eta_that_has_passed_is_today() -> None:
    found = export("2026-06-20", Voyage(eta=date(2026, 6, 18)), ("on-board", "2026-05-29"))
    assert found["arrival"].day == date(2026, 6, 20)


def test_a_vessel_that_sailed_holds_the_day_whatever_was_not_ticked() -> None:
    sailed = Voyage(etd=date(2026, 5, 29), sailed=date(2026, 5, 29))
    found = export("2026-06-10", sailed)
    assert (found["on-board"].day, found["on-board"].light) == (date(2026, 5, 29), Light.GREEN)
    assert {one.limit for key, one in found.items() if key != "on-board"} == {None}


def test_the_lead_of_a_template() -> None:
    assert lead(EXPORT_ORDER) == 60
    assert lead(SHORT) == 23


# Properties


@st.composite
def calendars(draw: st.DrawFn) -> Works:
    week = draw(st.sets(st.integers(0, 6), max_size=3))
    off = draw(st.sets(st.integers(0, 120), max_size=20))
    return lambda day: day.weekday() not in week and day.toordinal() % 121 not in off


@st.composite
def sops(draw: st.DrawFn) -> Sop:
    count = draw(st.integers(1, 9))
    ship = draw(st.integers(0, count - 1))
    nodes = []
    for n in range(count):
        after = draw(st.sets(st.sampled_from(range(n)), max_size=3)) if n else set()
        here = n == ship
        nodes.append(
            Node(
                f"n{n}",
                same(f"Node {n}"),
                0 if here else draw(st.integers(-40, 40)),
                Anchor.SHIP_BY if here else draw(st.sampled_from(Anchor)),
                draw(st.integers(0, 6)),
                tuple(f"n{k}" for k in sorted(after)),
            )
        )
    sop = Sop("any", same("any"), f"n{ship}", tuple(draw(st.permutations(nodes))))
    assume(not faults(sop))
    return sop


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(sops(), days, st.integers(-10, 120), calendars())
def test_no_node_is_planned_before_a_predecessors_end(
    sop: Sop, order_date: date, length: int, works: Works
) -> None:
    ship_by = order_date + length * DAY
    steps = {step.node.key: step for step in schedule(sop, order_date, ship_by, works)}
    assert steps[sop.ships].planned == ship_by
    for step in steps.values():
        assert step.node.key == sop.ships or works(step.planned)
        for key in step.node.after:
            assert plus(steps[key].planned, step.node.days, works) <= step.planned


@given(sops(), days, st.integers(-10, 120), calendars())
def test_when_nothing_is_late_the_forecast_is_the_plan(
    sop: Sop, order_date: date, length: int, works: Works
) -> None:
    ship_by = order_date + length * DAY
    steps = schedule(sop, order_date, ship_by, works)
    today = min(step.planned for step in steps)
    found = forecast(steps, sop.ships, ship_by, order_date, today, works)
    assert [one.day for one in found] == [step.planned for step in steps]
    assert forecast_ship(found, sop.ships) == ship_by
    assert all(one.slack >= 0 and one.light is Light.GREEN for one in found)


@given(sops(), days, calendars(), st.data())
def test_the_slack_of_a_step_is_exactly_what_it_can_move(
    sop: Sop, order_date: date, works: Works, data: st.DataObject
) -> None:
    ship_by = order_date + 60 * DAY
    steps = schedule(sop, order_date, ship_by, works)
    today = min(step.planned for step in steps)
    leads = sorted(reached(sop.nodes, [sop.ships], forward=False))
    key = data.draw(st.sampled_from(leads))
    one = next(
        one
        for one in forecast(steps, sop.ships, ship_by, order_date, today, works)
        if one.step.node.key == key
    )
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for extra in (0, 1):
        day = one.day + (one.slack + extra) * DAY
        late = [
            step._replace(slips=[Slip(day, "why", Party.US, "wang", at)])
            if step.node.key == key
            else step
            for step in steps
        ]
        found = forecast(late, sop.ships, ship_by, order_date, today, works)
        assert (forecast_ship(found, sop.ships) > ship_by) == bool(extra)


@pytest.mark.parametrize(
    ("day", "count", "last"),
    [
        ("2026-03-09", 1, "2026-03-08"),  # Monday: whoever ends on Sunday is in time
        ("2026-03-08", 1, "2026-03-05"),  # Sunday: the working day is Friday
        ("2026-03-07", 1, "2026-03-05"),
        ("2026-03-06", 1, "2026-03-05"),
        ("2026-03-10", 2, "2026-03-08"),
        ("2026-03-09", 2, "2026-03-05"),
        ("2026-03-08", 0, "2026-03-08"),
    ],
)
def test_minus_gives_no_weekend_away(day: str, count: int, last: str) -> None:
    assert minus(date.fromisoformat(day), count, WEEKDAYS) == date.fromisoformat(last)


@given(days, st.integers(0, 30), calendars())
def test_minus_is_the_last_day_from_which_plus_comes_in_time(
    day: date, count: int, works: Works
) -> None:
    last = minus(day, count, works)
    assert plus(last, count, works) <= day
    assert plus(last + DAY, count, works) > day


@given(days, calendars())
def test_the_shipped_procedure_keeps_the_property(ship_by: date, works: Works) -> None:
    order_date = ship_by - 30 * DAY
    steps = {s.node.key: s for s in schedule(EXPORT_ORDER, order_date, ship_by, works)}
    for step in steps.values():
        for key in step.node.after:
            assert plus(steps[key].planned, step.node.days, works) <= step.planned
