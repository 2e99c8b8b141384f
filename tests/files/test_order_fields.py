"""What people write into a field of an order."""

import pytest

from gendan.core.order_fields import HEADER_WORDS, LINE_WORDS
from gendan.errors import Refused
from gendan.files import order_fields
from gendan.files.headings import ORDERS


def test_every_canonical_column_has_a_check_a_name_and_headings() -> None:
    fields = [*HEADER_WORDS, *LINE_WORDS]
    assert list(HEADER_WORDS) == list(order_fields.HEADER)
    assert set(LINE_WORDS) == set(order_fields.LINE)
    assert {"order", "customer", *fields} == set(ORDERS)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("30", "30"), ("30%", "30"), ("３０％", "30"), ("0", "0"), ("100", "100"), ("0.5%", "0.5"),
     ("1%", "1"), ("33.30", "33.3")],
)  # fmt: skip
def test_deposits(words: str, expected: str) -> None:
    assert order_fields.deposit(words) == expected


@pytest.mark.parametrize("words", ["0.3", "1", "-1", "100.1", "30 % T/T", "", "NaN", "1e9"])
def test_what_is_no_deposit(words: str) -> None:
    with pytest.raises(Refused):
        order_fields.deposit(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("CI,PL,BL,CO", "CI,PL,BL,CO"),
        ("ci ; pl；co", "CI,PL,CO"),
        ("CI/PL/B/L/C/O", "CI,PL,BL,CO"),
        ("B/L", "BL"),
        ("发票、装箱单、提单、产地证", "CI,PL,BL,CO"),
        ("Commercial Invoice, packing  list + Bill of Lading & form a", "CI,PL,BL,FORM A"),
        ("CO, CO, co", "CO"),
        ("熏蒸证明", "熏蒸证明"),
    ],
)
def test_documents(words: str, expected: str) -> None:
    assert order_fields.documents(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("none", "none"), ("Final", "final"), ("ALL", "all"), ("免检", "none"), ("终检", "final"),
     ("全检", "all"), ("尾期检验", "final"), ("来料、中期、尾期检验", "all"), (" ｆｉｎａｌ ", "final")],
)  # fmt: skip
def test_inspections(words: str, expected: str) -> None:
    assert order_fields.inspection(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("ship_by", "ship_by"), ("Ship By", "ship_by"), ("交期", "ship_by"), ("Qty", "quantity"),
     ("PO No.", "order"), ("Ｍａｒｋｓ", "marks"), ("colour of love", None), ("", None)],
)  # fmt: skip
def test_fields_by_any_of_their_names(words: str, expected: str | None) -> None:
    assert order_fields.field_named(words) == expected
