"""What people write into a field: read exactly, or refused (contract §1, §5)."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.errors import Refused
from gendan.files import fields


@pytest.mark.parametrize(
    ("check", "words", "expected"),
    [
        (fields.decimal, "1,234.5", Decimal("1234.5")),
        (fields.decimal, "-3", Decimal(-3)),
        (fields.decimal, "１２．５", Decimal("12.5")),
        (fields.decimal, "1e3", Decimal(1000)),
        (fields.decimal, " 12 ", Decimal(12)),
        (fields.discount, "15%", Decimal("0.15")),
        (fields.discount, "0.15", Decimal("0.15")),
        (fields.discount, "１５％", Decimal("0.15")),
        (fields.discount, "0", Decimal(0)),
        (fields.discount, "100%", Decimal(1)),
        (fields.quantity, "0.5", Decimal("0.5")),
        (fields.price, "0", Decimal(0)),
        (fields.full_date, "2026年3月2日", "2026-03-02"),
        (fields.full_date, "46083", "2026-03-02"),
        (fields.full_date, "2026-03-02 10:30:00", "2026-03-02"),
        (fields.tier, "a", "A"),
        (fields.tier, "Ａ级", "A"),
        (fields.tier, "B类", "B"),
        (fields.channel, "WeChat", "wechat"),
        (fields.channel, "微信", "wechat"),
        (fields.channel, "电话", "phone"),
        (fields.language, "pt-BR", "pt-BR"),
    ],
)
def test_read(check: Callable[[str], Any], words: str, expected: object) -> None:
    assert check(words) == expected


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (fields.decimal, "1.234,50"),
        (fields.decimal, "1,5"),
        (fields.decimal, "12,34"),
        (fields.decimal, "1,2345"),
        (fields.decimal, "NaN"),
        (fields.decimal, "Infinity"),
        (fields.decimal, "1e999"),
        (fields.decimal, "0x10"),
        (fields.decimal, "1_000"),
        (fields.decimal, "٣"),
        (fields.decimal, "--1"),
        (fields.decimal, ""),
        (fields.quantity, "0"),
        (fields.quantity, "-1"),
        (fields.price, "-0.01"),
        (fields.discount, "15"),
        (fields.discount, "-5%"),
        (fields.discount, "150%"),
        (fields.full_date, "03/04/2026"),
        (fields.full_date, "12"),
        (fields.full_date, "20260302"),
        (fields.full_date, "today"),
        (fields.full_date, "03-02"),
        (fields.full_date, "2026-02-30"),
        (fields.tier, "D"),
        (fields.channel, "pigeon"),
        (fields.language, "中文?"),
    ],
)
def test_refused(check: Callable[[str], Any], words: str) -> None:
    with pytest.raises(Refused) as caught:
        check(words)
    assert caught.value.hint.en
    assert caught.value.hint.zh


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=0, max_value=10**9))
def test_every_plain_number_is_read_exactly(value: Decimal) -> None:
    assert fields.decimal(f"{value:f}") == value
    assert fields.decimal(f"{value:,f}") == value


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    for check in (fields.decimal, fields.discount, fields.full_date, fields.tier, fields.channel):
        try:
            check(text)
        except Refused:
            continue


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Acme; AG", ["Acme", "AG"]),
        ("甲、乙；丙", ["甲", "乙", "丙"]),
        ("One;One; ;", ["One"]),
        ("", []),
    ],
)
def test_aliases(words: str, names: list[str]) -> None:
    assert json.loads(fields.aliases(words)) == names
