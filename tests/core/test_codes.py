"""Check digits, against the vectors of order-check.md §1.5 and each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.core.identifiers import container_fault, gtin_fault, hs_digits, iban_fault


@pytest.mark.parametrize(
    "code",
    ["4006381333931", "6291041500213", "8904000210037", "6901234567892", "1234567890128",
     "4006 3813 33931", "4006381-333931", "96385074", "036000291452", "10012345000017"],
)  # fmt: skip
def test_good_gtin(code: str) -> None:
    assert not gtin_fault(code)


@pytest.mark.parametrize(
    "code",
    ["1234567890123", "0000000000000", "400638133393", "40063813339311", "", "4OO6381333931"],
)
def test_bad_gtin(code: str) -> None:
    assert gtin_fault(code)


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(body: str, place: int, more: int) -> None:
    good = next(code for digit in range(10) if not gtin_fault(code := f"{body}{digit}") or not body.strip("0"))  # fmt: skip
    wrong = good[:place] + str((int(good[place]) + more) % 10) + good[place + 1 :]
    assert gtin_fault(wrong)


@pytest.mark.parametrize(
    "code", ["CSQU3054383", "MWCU6059784", "ZEPU0037255", "ABCU1000080", "csqu 305438-3"]
)
def test_good_container(code: str) -> None:
    assert not container_fault(code)


@pytest.mark.parametrize("code", ["CSQU3054384", "__1U1234567", "CSQX3054383", "CSQU305438", ""])
def test_bad_container(code: str) -> None:
    assert container_fault(code)


@pytest.mark.parametrize(
    ("words", "digits"),
    [("6911.10", "691110"), ("69111010", "69111010"), ("6911 10 10 00", "6911101000"),
     ("6911101000999", "6911101000999"), ("69111", None), ("6911AB", None), ("", None)],
)  # fmt: skip
def test_hs(words: str, digits: str | None) -> None:
    assert hs_digits(words) == digits


@pytest.mark.parametrize(
    ("code", "fault"),
    [("GB82 WEST 1234 5698 7654 32", False), ("DE89370400440532013000", False),
     ("GB82WEST12345698765433", True), ("12345", True)],
)  # fmt: skip
def test_iban(code: str, *, fault: bool) -> None:
    assert iban_fault(code) is fault
