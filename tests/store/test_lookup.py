"""Under which words a customer is found (contract §1)."""

import pytest

from gendan.store.lookup import folded, pinyin_keys


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("ACME", "acme"),
        ("ＡＣＭＥ", "acme"),
        ("  Acme   Trading ", "acme trading"),
        ("Straße", "strasse"),
        ("义乌", "义乌"),
        ("上海\u3000贸易", "上海 贸易"),
        ("", ""),
    ],
)
def test_words_as_they_are_compared(words: str, key: str) -> None:
    assert folded(words) == key
    assert folded(key) == key


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("义乌小商品", {"yiwuxiaoshangpin", "ywxsp"}),
        ("重庆", {"chongqing", "cq"}),
        ("Acme", set()),
        ("", set()),
    ],
)
def test_pinyin(name: str, keys: set[str]) -> None:
    assert set(pinyin_keys(name)) == keys


def test_mixed_names_are_found_by_pinyin_too() -> None:
    assert any(key.startswith("yiwu") for key in pinyin_keys("义乌 Acme"))
