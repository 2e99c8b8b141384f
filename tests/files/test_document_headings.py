"""Headings in two languages, whatever stands between them."""

import pytest

from gendan.files.document_headings import read


@pytest.mark.parametrize("between", [" ", "/", "\n", " / ", ""])
@pytest.mark.parametrize(
    ("chinese", "english", "field"),
    [("数量", "Qty", "quantity"), ("数量", "Q'ty", "quantity"), ("单价", "Price", "unit_price"),
     ("款号", "Item No.", "sku"), ("每箱数量", "Qty/Ctn", "pcs_per_carton"), ("箱数", "CTNS", "cartons"),
     ("毛重", "G.W.", "gross"), ("颜色", "Color", "color"), ("品名", "Description", "description")],
)  # fmt: skip
def test_both_halves_say_one_thing(chinese: str, english: str, between: str, field: str) -> None:
    assert read(f"{chinese}{between}{english}").field == field
    assert read(f"{english}{between}{chinese}").field == field
