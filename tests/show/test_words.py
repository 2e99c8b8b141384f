"""Small pieces of speech, and stored text made harmless."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.show.words import (
    amount,
    days_words,
    first_words,
    instant,
    number,
    rule_words,
    visible,
    width,
)
from gendan.text import Text

ANY = st.text(st.characters(exclude_categories=()))


@given(ANY)
def test_whatever_was_stored_is_harmless(text: str) -> None:
    found = visible(text)
    assert all(char.isprintable() or char in "\u3000\u00a0" for char in found)


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_honest_text_keeps_every_letter(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    "text", ["Mugs [no lid]", "义乌", "Łódź", "上海\u3000贸易", "A\u00a0B", "✓"]
)
def test_honest_text_stays(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("义乌", 4),
        ("ＡＢ", 4),
        ("a义b", 4),
        ("e\u0301", 1),
        ("•", 1),
        ("한국", 4),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text(st.characters(categories=["L", "N"]), max_size=60), st.integers(2, 40))
def test_first_words_fit(text: str, columns: int) -> None:
    found = first_words(text, columns)
    assert width(found) <= columns
    assert found == text or found.endswith("…")


@pytest.mark.parametrize(
    ("rule", "en", "zh"),
    [
        ("1/week", "once a week", "每周1次"),
        ("2/month", "twice a month", "每月2次"),
        ("3/quarter", "3 times a quarter", "每季度3次"),
        ("4/year", "4 times a year", "每年4次"),
        ("1d", "every day", "每天"),
        ("10d", "every 10 days", "每10天"),
        ("2w", "every 2 weeks", "每2周"),
        ("1m", "every month", "每个月"),
    ],
)
def test_rules(rule: str, en: str, zh: str) -> None:
    assert rule_words(rule) == Text(en, zh)


@pytest.mark.parametrize(("count", "en"), [(0, "0 days"), (1, "1 day"), (12, "12 days")])
def test_days(count: int, en: str) -> None:
    assert days_words(count).en == en


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1200", "1200"), ("1.50", "1.5"), ("0", "0"), ("0.00", "0"), ("1E+3", "1000"), ("100", "100"),
     ("1E-7", "0.0000001"), ("123456789012345678901234.5", "123456789012345678901234.5")],
)  # fmt: skip
def test_numbers_for_scripts(value: str, expected: str) -> None:
    assert number(Decimal(value)) == expected


def test_no_number() -> None:
    assert number(None) is None


@pytest.mark.parametrize(("value", "expected"), [("1234.5", "1,234.50"), ("0", "0.00")])
def test_numbers_for_people(value: str, expected: str) -> None:
    assert amount(Decimal(value)) == expected


def test_instants_have_their_offset() -> None:
    moment = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert instant(moment) == "2026-03-02T09:00:00+08:00"
    assert instant(None) is None
