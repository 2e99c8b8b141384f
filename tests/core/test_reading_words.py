"""Units, trade terms, amounts in words, look-alike items: words as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.core.amount_words import read_amount
from gendan.core.checks.transport import read_containers
from gendan.core.forms import alike, folded, number
from gendan.core.incoterms import read_term
from gendan.core.lookalikes import pairs, slips
from gendan.core.measures import box
from gendan.core.sameness import same_marks, same_place
from gendan.core.units import unit


@pytest.mark.parametrize(
    ("words", "base", "factor"),
    [("PCS", "pcs", "1"), ("pc.", "pcs", "1"), ("件", "pcs", "1"), ("个", "pcs", "1"), ("C62", "pcs", "1"),
     ("PCS/件", "pcs", "1"), ("DOZ", "pcs", "12"), ("打", "pcs", "12"), ("ＰＣＳ", "pcs", "1"), ("PAIR(S)", "pair", "1"),
     ("GROSS", "pcs", "144"), ("SETS", "set", "1"), ("双", "pair", "1"), ("KGM", "kg", "1"),
     ("MT", "kg", "1000"), ("yds", "m", "0.9144"), ("箱", "ctn", "1"), ("bolts", "bolts", "1")],
)  # fmt: skip
def test_unit(words: str, base: str, factor: str) -> None:
    known = unit(words)
    assert known is not None
    assert (known.base, known.factor) == (base, Decimal(factor))


@pytest.mark.parametrize(
    ("words", "rule", "place"),
    [("FOB Ningbo", "FOB", "Ningbo"), ("FOB NINGBO, CHINA (INCOTERMS 2020)", "FOB", "NINGBO, CHINA"),
     ("Price term: CIF Hamburg Incoterms® 2020", "CIF", "Hamburg"), ("fob", "FOB", ""), ("F.O.B. NINGBO", "FOB", "NINGBO"),
     ("DAT Lodz", "DAT", "Lodz"), ("FCA SVAY RIENG USD/PC", "FCA", "SVAY RIENG USD/PC")],
)  # fmt: skip
def test_term(words: str, rule: str, place: str) -> None:
    assert read_term(words) == (rule, place)


def test_no_term() -> None:
    assert read_term("fobbed off") is None


@pytest.mark.parametrize(
    ("words", "value"),
    [("SAY US DOLLARS ONE THOUSAND TWO HUNDRED AND CENTS FIFTY ONLY", "1200.50"),
     ("SAY U.S. DOLLARS TWO THOUSAND THREE HUNDRED FORTY-FIVE AND 50/100 ONLY", "2345.50"),
     ("SAY TWELVE THOUSAND AND FIVE US DOLLARS AND SEVENTY FIVE CENTS ONLY", "12005.75"),
     ("ONE MILLION TWO HUNDRED THOUSAND EUROS", "1200000"), ("SAY USD FIVE POINT THREE EIGHT", "5.38"), ("SAY TWO POINT ZERO FIVE", "2.05"), ("人民币壹仟贰佰叁拾肆元伍角整", "1234.5"),
     ("美元壹万零伍佰元零伍分", "10500.05")],
)  # fmt: skip
def test_amount_in_words(words: str, value: str) -> None:
    assert read_amount(words) == Decimal(value)


@pytest.mark.parametrize("words", ["", "SAY USD 1,200.50 ONLY", "as agreed"])
def test_amount_that_cannot_be_read(words: str) -> None:
    assert read_amount(words) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("AB-1234", "AB-1324", 1), ("AB-1234", "AB1234", 0), ("AB-1O34", "AB-1034", 0),
     ("AB-I234", "AB-1234", 0), ("ABC-120", "ABC-210", 1), ("AB-1204", "AB-1402", 2),
     ("AB-1234", "AB-12345", 1), ("AB-5", "AB-S", 0), ("SKU-001", "SKU-999", None),
     ("AB-1", "XY-9", None)],
)  # fmt: skip
def test_slips(one: str, other: str, expected: int | None) -> None:
    assert slips(one, other) == expected
    assert slips(other, one) == expected


def test_each_item_stands_in_one_pair_and_the_closest_wins() -> None:
    assert pairs(["ab-1234", "ab-1235"], ["ab-1243", "ab-1253", "zz"]) == {
        "ab-1234": "ab-1243",
        "ab-1235": "ab-1253",
    }


@given(st.lists(st.text("abc01-", min_size=3, max_size=8), max_size=12, unique=True), st.data())
def test_pairs_are_slips(items: list[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(items)))
    found = pairs(items[:cut], items[cut:])
    assert all(slips(*pair) is not None for pair in found.items())
    assert len(set(found.values())) == len(found)


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("Ceramic mug, 350 ML", "CERAMIC MUG 350ml", True), ("Mug 3×4", "mug 3x4", True),
     ("Ceramic mug 陶瓷杯", "Ceramic mug", True), ("陶瓷杯", "Ceramic mug", None),
     ("Ceramic mug", "Glass mug", False), ("陶瓷杯 A", "玻璃杯 A", False)],
)  # fmt: skip
def test_descriptions(one: str, other: str, *, expected: bool | None) -> None:
    assert alike(one, other) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("NINGBO", "Ningbo, China", True), ("Port of Hamburg", "HAMBURG", True),
     ("Ningbo China", "Ningbo", True), ("宁波港", "宁波", True), ("Ningbo", "Shanghai", False),
     ("Ningbo, China", "Ningbo, Japan", False), ("", "Ningbo", False)],
)  # fmt: skip
def test_places(one: str, other: str, *, expected: bool) -> None:
    assert same_place(one, other) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("ACME/PO-1/HAMBURG/1-25", "ACME\nPO-1\nHAMBURG\n1-UP", True), ("N/M", "No mark", True),
     ("ACME / HAMBURG / C/NO. 1-25", "Acme, Hamburg", True), ("ACME/PO-1", "ACME/PO-2", False),
     ("ACME", "ACNE", False), ("ACME/PO1", "ACME/PO-1", False), ("ACME/PO-1/HAMBURG", "ACME/HAMBURG", False)],
)  # fmt: skip
def test_marks(one: str, other: str, *, expected: bool) -> None:
    assert same_marks(one, other) is expected


@pytest.mark.parametrize(
    ("words", "volume"),
    [("50x40x30", "0.06"), ("50*40*30cm", "0.06"), ("500×400×300 mm", "0.06"),
     ("0.5x0.4x0.3m", "0.06"), ("50x40", None)],
)  # fmt: skip
def test_carton_size(words: str, volume: str | None) -> None:
    assert box(words) == (None if volume is None else Decimal(volume))


@pytest.mark.parametrize(
    ("words", "expected"),
    [("1x40HQ", [(1, "40HQ")]), ("2*20'GP + 40HC", [(2, "20GP"), (1, "40HQ")]), ("LCL", []),
     ("20", [(1, "20GP")])],
)  # fmt: skip
def test_containers(words: str, expected: list[tuple[int, str]]) -> None:
    assert read_containers(words) == expected


@pytest.mark.parametrize(
    ("words", "value"), [("USD 1,250.00", "1250"), ("250 KGS", "250"), ("n/a", None), ("1-2", None)]
)
def test_number(words: str, value: str | None) -> None:
    assert number(words) == (None if value is None else Decimal(value))
