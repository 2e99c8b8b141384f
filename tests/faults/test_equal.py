"""For any order and any packing list: exit 0 if and only if they are equal in base units."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from .conftest import Answer, Bench
from .writers import as_csv

BASE = {
    "PCS": ("piece", 1), "件": ("piece", 1), "DOZ": ("piece", 12), "GROSS": ("piece", 144),
    "SET": ("set", 1), "套": ("set", 1), "PR": ("pair", 1), "M": ("metre", 1),
}  # fmt: skip
"""What a unit is and how many of it, by order-check.md L06."""

TOLERANCES = {"": (0, 0), "5%": (5, 5), "+10/-0%": (10, 0)}


class Goods(NamedTuple):
    """One row of either side."""

    sku: str
    color: str
    size: str
    quantity: Decimal
    unit: str


Key = tuple[str, str, str, str]
QUANTITIES = ("1", "2", "12", "24", "100", "104", "105", "106", "110", "144", "0.5", "0")
rows = st.builds(
    Goods,
    sku=st.sampled_from(["A-1", "A-2", "A1"]),
    color=st.sampled_from(["Red", "Blue"]),
    size=st.sampled_from(["S", "M"]),
    quantity=st.sampled_from(QUANTITIES).map(Decimal),
    unit=st.sampled_from(sorted(BASE)),
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[list[Goods], list[Goods], str]:
    """An order and a packing list; half of them the same goods in other rows, or nearly the same."""
    ordered = draw(st.lists(rows, min_size=1, max_size=4))
    if draw(st.booleans()):
        packed = draw(st.lists(rows, min_size=1, max_size=4))
    else:
        packed = [part for row in draw(st.permutations(ordered)) for part in draw(_parts(row))]
    if draw(st.integers(0, 3)) == 0:
        at = draw(st.integers(0, len(packed) - 1))
        packed[at] = packed[at]._replace(quantity=draw(st.sampled_from(QUANTITIES).map(Decimal)))
    return ordered, packed, draw(st.sampled_from(sorted(TOLERANCES)))


def _parts(row: Goods) -> st.SearchStrategy[list[Goods]]:
    """The row as it is, in two halves, or in another unit of the same kind."""
    kind, size = BASE[row.unit]
    half = row._replace(quantity=row.quantity / 2)
    others = [
        row._replace(unit=unit, quantity=row.quantity * size / other)
        for unit, (same, other) in BASE.items()
        if same == kind and (row.quantity * size) % other == 0
    ]
    return st.sampled_from([[row], [half, half], *([other] for other in others)])


def sums(goods: list[Goods]) -> dict[Key, Fraction]:
    """What there is of each item, colour, size and kind of unit."""
    found: Counter[Key] = Counter()
    for row in goods:
        kind, size = BASE[row.unit]
        found[row.sku, row.color, row.size, kind] += Fraction(row.quantity) * size
    return dict(found)


def equal(ordered: list[Goods], packed: list[Goods], tolerance: str) -> bool:
    """The oracle: the same keys, every quantity within its bounds, and nothing of zero."""
    over, under = TOLERANCES[tolerance]
    want, have = sums(ordered), sums(packed)
    if set(want) != set(have) or any(row.quantity <= 0 for row in (*ordered, *packed)):
        return False
    return all(
        amount * (100 - under) <= have[key] * 100 <= amount * (100 + over)
        for key, amount in want.items()
    )


def one_kind_each(ordered: list[Goods]) -> bool:
    """Whether no item is ordered in units that do not convert; gendan may ask about such an order."""
    keys = sums(ordered)
    return len({key[:3] for key in keys}) == len(keys)


def compared(
    bench: Bench, folder: Path, ordered: list[Goods], packed: list[Goods], clause: str
) -> Answer:
    """The order in a new book, the packing list compared with it."""
    bench.put(None)
    order = folder / "order.csv"
    top = ["order", "customer", "order_date", "tolerance", "line", *Goods._fields]
    head = ["PO-1", "NORD", "2026-01-05", clause]
    lines = [[*head, place, *row] for place, row in enumerate(ordered, start=1)]
    order.write_text(as_csv([top, *lines]), encoding="utf-8")
    ran = bench.run("order", "import", str(order))
    if ran.code:
        return Answer(ran.code, {}, ran.err)
    path = folder / "packing.csv"
    names = ["ITEM NO.", "COLOUR", "SIZE", "QTY", "UNIT"]
    path.write_text(as_csv([names, *(list(row) for row in packed)]), encoding="utf-8")
    return bench.ask("--packing", str(path), order="PO-1")


A = Goods("A-1", "Red", "S", Decimal(24), "PCS")


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(([A], [A], ""))
@example(([A], [A._replace(unit="DOZ", quantity=Decimal(2))], ""))
@example(([A], [A._replace(unit="DOZ")], ""))
@example(([A], [A._replace(quantity=Decimal("24.5"))], ""))
@example(([A._replace(quantity=Decimal(100))], [A._replace(quantity=Decimal(105))], "5%"))
@example(([A._replace(quantity=Decimal(100))], [A._replace(quantity=Decimal(106))], "5%"))
@example(([A], [A, A._replace(sku="A-2", quantity=Decimal(1))], ""))
@example(([A, A._replace(sku="A1")], [A._replace(quantity=Decimal(48))], ""))
@given(case=pairs())
def test_cleared_exactly_when_equal(
    bench: Bench, tmp_path: Path, case: tuple[list[Goods], list[Goods], str]
) -> None:
    """`unsigned` lacks nothing but the signature, and nothing but a signature comes after it."""
    answer = compared(bench, tmp_path, *case)
    assert answer.code != 0
    may_ship = answer.verdict == "unsigned"
    assert not may_ship or equal(*case), answer.lines()
    if one_kind_each(case[0]):
        assert may_ship or not equal(*case), answer.lines()


def test_after_the_signature_it_may_ship(bench: Bench, tmp_path: Path) -> None:
    assert compared(bench, tmp_path, [A], [A], "").verdict == "unsigned"
    bench.do("sign", "PO-1")
    assert bench.ask(order="PO-1").code == 0
