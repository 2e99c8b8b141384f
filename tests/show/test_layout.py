"""Columns that fit a terminal, and cells that break where people would break them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gendan.show.layout import GAP, fitted, kept, padded, shortened, wrapped
from gendan.show.words import width


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        pytest.param("short", 10, ["short"], id="fits"),
        pytest.param("asked for the price", 9, ["asked for", "the price"], id="at blanks"),
        pytest.param("ABCDEFGH", 3, ["ABC", "DEF", "GH"], id="a long word folds"),
        pytest.param("客户要求提前出货", 8, ["客户要求", "提前出货"], id="between characters"),
        pytest.param(
            "已联系，等回复", 6, ["已联", "系，等", "回复"], id="no line begins with a comma"
        ),
        pytest.param(
            "改用WhatsApp：报价", 10, ["改用", "WhatsApp：", "报价"], id="Latin with a stop"
        ),
        pytest.param("", 5, [""], id="nothing"),
    ],
)
def test_where_a_cell_breaks(text: str, room: int, lines: list[str]) -> None:
    assert wrapped(text, room) == lines


@settings(derandomize=True, deadline=None)
@given(st.text(alphabet="ab c客，户：[]–é "), st.integers(4, 30))
def test_no_line_is_too_wide_and_no_word_is_lost(text: str, room: int) -> None:
    lines = wrapped(text, room)
    assert all(width(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@settings(derandomize=True, deadline=None)
@given(
    st.lists(st.lists(st.integers(1, 60), min_size=4, max_size=4), min_size=1, max_size=5),
    st.integers(80, 120),
)
def test_columns_fit_the_terminal(sizes: list[list[int]], room: int) -> None:
    heads = ["Over", "客户", "Why", "Next"]
    cells = [["x" * size for size in row] for row in sizes]
    widths = fitted(heads, cells, [False] * 4, room)
    assert sum(widths) + len(GAP) * 3 <= room


def test_numbers_are_never_narrowed() -> None:
    widths = fitted(["Value", "Why"], [["1,234,567.89", "x" * 100]], [True, False], 40)
    assert widths == [12, 26]


def test_a_date_never_breaks_while_words_do() -> None:
    heads, cells = ["Ship by", "Leaves", "Why"], [["2026-03-20", "2026-05-12", "Donaudampfschiff"]]
    for room in (36, 30, 26):
        widths = fitted(heads, cells, [False] * 3, room)
        assert widths[:2] == [10, 10]
        assert sum(widths) + len(GAP) * 2 <= max(room, 28)


def test_a_text_gives_way_before_the_number_of_an_item() -> None:
    cells = [["MG-350W-STONEWARE-2026-A", "Stoneware mug, white, 350 ml"]]
    assert fitted(["Item", "Description"], cells, [False] * 2, 40) == [24, 14]


@pytest.mark.parametrize(
    ("room", "stay"),
    [
        pytest.param(30, [0, 1, 2, 3], id="all fit"),
        pytest.param(29, [0, 1, 2], id="the last of those that may"),
        pytest.param(20, [0, 2], id="both"),
        pytest.param(5, [0, 2], id="never the others"),
    ],
)
def test_columns_fall_away_from_the_right_until_the_others_fit(room: int, stay: list[int]) -> None:
    assert kept([6, 6, 6, 6], [False, True, False, True], room) == stay


def test_what_fits_is_left_as_wide_as_it_is() -> None:
    assert fitted(["A", "B"], [["12", "four"]], [False, False], 80) == [2, 4]


@pytest.mark.parametrize(
    ("text", "right", "shown"),
    [("7", True, "    7"), ("客户", False, "客户 "), ("客户", True, " 客户")],
)
def test_padding_counts_columns_not_characters(text: str, right: bool, shown: str) -> None:
    assert padded(text, 5, right=right) == shown


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (["one"], ["one"]),
        (["one", "two"], ["one", "two"]),
        (["one", "two", "three"], ["one", "two thr…"]),
        (["one", "two", "b", "c"], ["one", "two b c"]),
        (["客户要求", "提前出货", "并改包装"], ["客户要求", "提前出…"]),
    ],
)
def test_a_brief_cell_has_two_lines_and_says_that_there_is_more(
    lines: list[str], shown: list[str]
) -> None:
    found = shortened(lines, 8, 2)
    assert [line.replace(" …", "…") for line in found] == shown
    assert all(width(line) <= 8 for line in found)
