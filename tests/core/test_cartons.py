"""Carton numbers as they are written, and the groups that share them."""

from decimal import Decimal

import pytest

from gendan.core.cartons import Cartons, gaps, groups, numbers, overlaps, sequences, written

from .shipment import row


@pytest.mark.parametrize(
    ("words", "expected"),
    [("1-25", [("", 1, 25)]), ("F134-F136", [("f", 134, 136)]), ("1~10", [("", 1, 10)]),
     ("1/25", [("", 1, 25)]), ("1 to 10", [("", 1, 10)]), ("１－１０", [("", 1, 10)]),
     ("C/NO. 1-10", [("", 1, 10)]), ("#1-#5", [("", 1, 5)]), ("第1-5箱", [("", 1, 5)]),
     ("1,3,5", [("", 1, 1), ("", 3, 3), ("", 5, 5)]), ("A1-10", [("a", 1, 10)]),
     ("001-010", [("", 1, 10)]), ("12", [("", 12, 12)])],
)  # fmt: skip
def test_numbers(words: str, expected: list[tuple[str, int, int]]) -> None:
    assert numbers(words) == tuple(Cartons(*one) for one in expected)


@pytest.mark.parametrize("words", ["1-UP", "2026-01-10", "10-1", "A1-B9", "mixed", "-"])
def test_unreadable(words: str) -> None:
    assert numbers(words) is None


@pytest.mark.parametrize(
    ("ranges", "shared", "missing"),
    [(["1-5", "6-9"], [], []), (["1-5", "5-9"], ["5"], []), (["1-10", "3-5"], ["3-5"], []),
     (["1-10", "3-5", "4"], ["3-5", "4"], []), (["1-4", "6-9"], [], ["5"]),
     (["6-9", "1-3"], [], ["4-5"]), (["A1-A5", "B1-B5"], [], []), (["F134-F136"], [], [])],
)  # fmt: skip
def test_overlaps_and_gaps(ranges: list[str], shared: list[str], missing: list[str]) -> None:
    rows = [row(carton_no=words, group=n) for n, words in enumerate(ranges, start=1)]
    named = [(cartons, group) for group in groups(rows) for cartons in group.named or ()]
    found = sequences(named)
    assert [written(cartons) for one in found for _, _, cartons in overlaps(one)] == shared
    assert [written(cartons) for one in found for cartons in gaps(one)] == missing


@pytest.mark.parametrize(
    ("rows", "size"),
    [
        pytest.param([{"carton_no": "1-5", "cartons": "5"}], 5, id="both agree"),
        pytest.param([{"carton_no": "1-5", "cartons": "4"}], None, id="they differ"),
        pytest.param([{"cartons": "4"}], 4, id="count alone"),
        pytest.param([{"carton_no": "7", "cartons": "1"}, {}], 1, id="mixed, on the first row"),
        pytest.param([{"carton_no": "7", "cartons": "1"}, {"carton_no": "7", "cartons": "1"}], 1, id="mixed, repeated"),
        pytest.param([{"carton_no": "1-5", "cartons": "2"}, {"cartons": "3"}], 5, id="shares of a group"),
        pytest.param([{}], None, id="nothing said"),
    ],
)  # fmt: skip
def test_size_of_a_group(rows: list[dict[str, str]], size: int | None) -> None:
    (group,) = groups([row(**cells, group=1) for cells in rows])
    assert group.size == (None if size is None else Decimal(size))


def test_rows_without_a_group_stand_alone() -> None:
    assert len(groups([row(), row()])) == 2
