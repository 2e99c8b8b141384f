"""What people type as text: trimmed, bounded, without characters that play tricks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.core.words import CODE_LIMIT, NAME_LIMIT, clean
from gendan.errors import REFUSED, Refused
from gendan.text import Text

NAME = Text("the name", "名称")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("ACME", "ACME", id="plain"),
        pytest.param("  ACME GmbH\t", "ACME GmbH", id="blanks around"),
        pytest.param("\u3000义乌小商品\u3000", "义乌小商品", id="wide blanks around"),
        pytest.param("上海\u3000贸易", "上海\u3000贸易", id="wide blank within"),
        pytest.param("A\u00a0B", "A\u00a0B", id="no-break space within"),
        pytest.param("Mugs [no lid] [/b]", "Mugs [no lid] [/b]", id="brackets"),
        pytest.param("=1+1", "=1+1", id="what a spreadsheet would reckon"),
        pytest.param("Łódź – Ñandú – 한국 – عمان", "Łódź – Ñandú – 한국 – عمان", id="scripts"),
        pytest.param("x" * NAME_LIMIT, "x" * NAME_LIMIT, id="as long as may be"),
    ],
)
def test_honest_text_is_kept(words: str, expected: str) -> None:
    assert clean(words, NAME) == expected


@pytest.mark.parametrize("words", ["", " ", "\n\t", "\u3000"], ids=repr)
def test_empty_text_is_refused(words: str) -> None:
    with pytest.raises(Refused) as caught:
        clean(words, NAME)
    assert caught.value.text == Text("the name is empty", "名称为空")


@pytest.mark.parametrize("limit", [CODE_LIMIT, NAME_LIMIT])
def test_one_character_too_many_is_refused_with_the_limit_named(limit: int) -> None:
    assert len(clean("x" * limit, NAME, limit)) == limit
    with pytest.raises(Refused) as caught:
        clean("x" * (limit + 1), NAME, limit)
    assert (str(limit + 1) in caught.value.text.en, str(limit) in caught.value.text.zh) == (1, 1)
    assert caught.value.exit_code == REFUSED


@pytest.mark.parametrize(
    "char",
    ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9b", "\u200b", "\u202e", "\u2066", "\u2028", "\r"],
    ids=lambda char: f"U+{ord(char):04X}",
)
@pytest.mark.parametrize("lines", [False, True], ids=["one line", "lines"])
def test_characters_that_play_tricks_are_refused_and_named(char: str, lines: bool) -> None:
    with pytest.raises(Refused) as caught:
        clean(f"a{char}b", NAME, lines=lines)
    assert f"U+{ord(char):04X}" in caught.value.text.en
    assert char not in caught.value.text.en + caught.value.text.zh


@pytest.mark.parametrize("char", ["\n", "\t"], ids=["line", "tab"])
def test_lines_are_kept_only_where_they_may_be(char: str) -> None:
    assert clean(f"a{char}b", NAME, lines=True) == f"a{char}b"
    with pytest.raises(Refused):
        clean(f"a{char}b", NAME)


def test_line_ends_of_windows_become_plain() -> None:
    assert clean("a\r\nb\r\n", NAME, lines=True) == "a\nb"


@given(st.text())
def test_what_is_clean_stays_as_it_is(words: str) -> None:
    try:
        once = clean(words, NAME, lines=True)
    except Refused:
        return
    assert clean(once, NAME, lines=True) == once
    assert once == once.strip() != ""
