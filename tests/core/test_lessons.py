"""Which orders a lesson concerns."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.core.checklist import ItemKind, checklist
from gendan.core.lessons import Lesson, about, bound, concerning, living
from gendan.core.orders import Line, Order
from gendan.errors import Refused

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
LINE = Line("1", "MUG-350", Decimal(10), cells={"customer_item": "N 77", "supplier": "Lin Works"})
ORDER = Order("PO-1", "ACME", date(2026, 2, 1), lines=(LINE, Line("2", "POT", Decimal(5))))


def lesson(**fields: object) -> Lesson:
    start = Lesson(3, "look at the shade card", AT, "wang", id="x")
    return start._replace(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "concerned"),
    [
        pytest.param({"customer": "ACME"}, True, id="its customer"),
        pytest.param({"customer": "OTHER"}, False, id="another customer"),
        pytest.param({"item": "mug－350"}, True, id="its item, other width and case"),
        pytest.param({"item": "MUG350"}, False, id="a missing dash is another item"),
        pytest.param({"item": "n  77"}, True, id="the customer's number"),
        pytest.param({"item": "POT"}, True, id="any line"),
        pytest.param({"item": ""}, False, id="no item"),
        pytest.param({"supplier": "LIN WORKS"}, True, id="its supplier"),
        pytest.param({"supplier": "Lin"}, False, id="another supplier"),
        pytest.param({"customer": "OTHER", "item": "POT"}, True, id="one of two fits"),
        pytest.param({"customer": "OTHER", "item": "PAN", "supplier": "x"}, False, id="none of three"),
        pytest.param({"check": "L05"}, True, id="a check alone: every order"),
        pytest.param({"check": "L05", "customer": "OTHER"}, False, id="a check of a customer"),
        pytest.param({"customer": "ACME", "ended": 9}, False, id="retired, or worded anew"),
    ],
)  # fmt: skip
def test_which_orders_it_concerns(fields: dict[str, object], concerned: bool) -> None:
    assert bool(concerning([lesson(**fields)], ORDER)) is concerned


@pytest.mark.parametrize(
    ("left", "ended", "concerned"),
    [
        pytest.param(4, None, False, id="left before it came"),
        pytest.param(6, None, True, id="left later"),
        pytest.param(6, 7, True, id="ended after it left"),
        pytest.param(8, 7, False, id="ended before it left"),
    ],
)
@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2026, 3, 2), date(2026, 4, 1)])
def test_what_has_shipped_keeps_its_checklist_whatever_day_was_typed(
    left: int, ended: int | None, concerned: bool, day: date
) -> None:
    order = ORDER._replace(shipped_date=day)
    one = lesson(customer="ACME", entry=5, ended=ended)
    assert bool(concerning([one], order, left)) is concerned
    assert not concerning([one], order._replace(cancelled=True), left)


@given(
    st.lists(st.sampled_from(["ACME", "OTHER"]), max_size=3),
    st.lists(st.sampled_from(["POT", "PAN"]), max_size=3),
)
def test_each_lesson_is_looked_at_by_itself(customers: list[str], items: list[str]) -> None:
    many = [lesson(customer=c) for c in customers] + [lesson(item=i) for i in items]
    assert concerning(many, ORDER) == [one for one in many if concerning([one], ORDER)]


def test_it_is_an_item_that_no_check_can_be_mistaken_for() -> None:
    (item,) = checklist(ORDER, 1, [], [], [], lessons=[lesson(story="cream for white")])
    assert (item.item, item.kind, item.state) == ("K3", ItemKind.LESSON, "open")
    assert (item.source, item.ref) == ("cream for white", "x")
    assert "look at the shade card" in item.text.zh
    (coded,) = checklist(ORDER, 1, [], [], [], lessons=[lesson(check="L04")])
    assert (coded.text.en, coded.check) == ("lesson (L04): look at the shade card", "L04")


def test_what_it_concerns_in_words() -> None:
    assert about(lesson(customer="ACME", item="POT")).en == "customer ACME or item POT"
    assert about(lesson(check="L05")).zh == "所有订单"


def test_refusals() -> None:
    with pytest.raises(Refused):
        bound(None, None, None, None)
    bound(None, None, None, "L05")
    assert living(lesson()) == lesson()
    with pytest.raises(Refused, match="K3 was retired"):
        living(lesson(retired=date(2026, 3, 3), retired_why="x"))
