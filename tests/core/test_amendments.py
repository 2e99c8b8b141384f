"""How an order changes: what differs, and what a new list makes of it."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gendan.core.amendments import amended, differences, updated, with_line, without_lines
from gendan.core.order_fields import GivenLine, fields_of, header_of, line_from, order_from
from gendan.core.orders import Difference, Line, Order

WORDS = st.sampled_from(["A", "B", "a", "Ａ", "red", "-1"])
NUMBERS = st.sampled_from(["1", "2.5", "100", "0.125"])
LINES = st.fixed_dictionaries(
    {"sku": WORDS, "quantity": NUMBERS},
    optional={"unit": WORDS, "unit_price": NUMBERS, "discount": st.just("0.1"), "amount": NUMBERS,
              "color": WORDS, "size": WORDS, "tolerance": st.just("±5%"), "cartons": NUMBERS},
)  # fmt: skip
HEADERS = st.fixed_dictionaries(
    {"order_date": st.sampled_from(["2026-02-20", "2026-03-01"])},
    optional={"ship_by": st.just("2026-04-01"), "currency": st.just("EUR"), "marks": WORDS,
              "tolerance": st.just("±3%"), "owner": WORDS},
)  # fmt: skip


@st.composite
def orders(draw: st.DrawFn) -> Order:
    lines = draw(st.lists(st.tuples(LINES, st.dictionaries(WORDS, WORDS)), max_size=5))
    return order_from(
        "PO-1",
        "ACME",
        draw(HEADERS),
        [
            line_from({**fields, "line": str(n)}, extra)
            for n, (fields, extra) in enumerate(lines, 1)
        ],
    )


def whole(order: Order) -> list[GivenLine]:
    return [GivenLine(fields_of(line), line.extra) for line in order.lines]


@given(orders())
def test_texts_and_back(order: Order) -> None:
    assert order_from("PO-1", "ACME", header_of(order), order.lines) == order
    assert [line_from(fields_of(line), line.extra) for line in order.lines] == list(order.lines)


@given(orders())
def test_the_same_list_changes_nothing(order: Order) -> None:
    again = updated(order, header_of(order), whole(order))
    assert differences(order, again) == []


@given(orders(), orders())
def test_differences_tell_all(before: Order, after: Order) -> None:
    """Old values and new ones, put together, give either side."""
    changes = differences(before, after)
    assert (changes == []) == (
        header_of(before) == header_of(after)
        and [fields_of(line) for line in before.lines] == [fields_of(line) for line in after.lines]
        and [line.extra for line in before.lines] == [line.extra for line in after.lines]
    )
    header = header_of(before)
    for change in changes:
        if change.line is None:
            assert header.get(change.field) == change.old
            header = {k: v for k, v in {**header, change.field: change.new}.items() if v}
    assert header == header_of(after)


@given(orders(), orders())
def test_a_new_list_has_its_own_lines_and_no_others(before: Order, after: Order) -> None:
    given_lines = [
        GivenLine({k: v for k, v in fields_of(line).items() if k != "line"}) for line in after.lines
    ]
    found = updated(before, header_of(after), given_lines)
    assert len(found.lines) == len(after.lines)
    assert len({line.line for line in found.lines}) == len(found.lines), "no number twice"
    for line, wanted in zip(found.lines, given_lines, strict=True):
        assert {k: fields_of(line).get(k) for k in wanted.fields} == dict(wanted.fields)


@given(orders(), LINES)
def test_a_line_more_and_less(order: Order, fields: dict[str, str]) -> None:
    more = with_line(order, fields)
    assert without_lines(more, [more.lines[-1].line]) == order


ORDER = order_from(
    "PO-1",
    "ACME",
    {"order_date": "2026-02-20", "tolerance": "±5%"},
    [
        Line("1", "M-1", Decimal(5), cells={"color": "red", "description": "Mug"}),
        Line("2", "M-2", Decimal(6), cells={"tolerance": "0"}),
    ],
)


def test_another_item_under_the_same_number_is_another_line() -> None:
    found = updated(ORDER, {}, [GivenLine({"line": "1", "sku": "M-9", "quantity": "5"})])
    assert found.lines[0] == Line("1", "M-9", Decimal(5))


def test_clauses_of_a_list_replace_all_that_stood() -> None:
    rows = [GivenLine({"line": n, "sku": f"M-{n}", "quantity": "5"}) for n in "12"]
    found = updated(ORDER, {"tolerance": "±3%"}, rows)
    assert found.cells == {"tolerance": "±3%"}
    assert [line.cells.get("tolerance") for line in found.lines] == [None, None]
    kept = updated(ORDER, {}, rows)
    assert kept.cells == {"tolerance": "±5%"}
    assert kept.lines[1].cells == {"tolerance": "0"}


def test_lines_that_a_partial_list_does_not_name_stay() -> None:
    rows = [GivenLine({"line": "2", "sku": "M-2", "quantity": "7"})]
    found = updated(ORDER, {}, rows, whole=False)
    assert differences(ORDER, found) == [Difference("2", "quantity", "6", "7")]


def test_who_it_is_survives() -> None:
    stored = ORDER._replace(id="x", cancelled=True)
    for found in (
        amended(stored, None, {"marks": "X"}),
        amended(stored, "1", {"quantity": "7"}),
        updated(stored, {}, []),
    ):
        assert (found.id, found.cancelled) == ("x", True)
    assert amended(stored, None, {"order_date": "2026-02-21"}).order_date == date(2026, 2, 21)
