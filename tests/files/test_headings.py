"""Headings nobody agreed on, known by name, never by place (contract §5)."""

import pytest

from gendan.files.headings import CUSTOMERS, ORDERS, folded, mapped

COLUMNS = [
    "order",
    "customer",
    "order_date",
    "ship_by",
    "currency",
    "incoterm",
    "place",
    "payment",
    "payment_kind",
    "pol",
    "pod",
    "marks",
    "consignee",
    "notify",
    "partial",
    "tolerance",
    "line",
    "sku",
    "customer_item",
    "description",
    "spec",
    "color",
    "size",
    "quantity",
    "unit",
    "unit_price",
    "discount",
    "amount",
    "pcs_per_carton",
    "cartons",
    "barcode",
    "hs_code",
    "origin",
    "supplier",
    "forwarder",
    "owner",
    "shipped_date",
    "deposit",
    "inspection",
    "documents",
]


def test_every_column_of_the_contract_is_known() -> None:
    assert set(ORDERS) == set(COLUMNS)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_canonical_heading_means_itself(column: str) -> None:
    for heading in (column, column.upper(), column.replace("_", " ").title()):
        assert mapped([heading], ORDERS) == {0: column}


@pytest.mark.parametrize("known", [ORDERS, CUSTOMERS], ids=["orders", "customers"])
def test_no_heading_has_two_meanings(known: dict[str, tuple[str, ...]]) -> None:
    seen: dict[str, str] = {}
    for field, names in known.items():
        for name in names:
            assert seen.setdefault(folded(name), field) == field, name


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Order No.", "order"),
        ("P.O. Number", None),
        ("PO NUMBER", "order"),
        ("ORDER\nNO", "order"),
        ("* 订单号", "order"),
        ("订单号（必填）", "order"),
        ("数量(PCS)", "quantity"),
        ("Unit Price (USD)", "unit_price"),
        ("ＱＴＹ", "quantity"),
        ("Qty:", "quantity"),
        ("Required Date", "ship_by"),
        ("货号", "sku"),
        ("Ladenpreis", None),
        ("", None),
    ],
)
def test_headings_as_they_come(heading: str, field: str | None) -> None:
    if heading == "P.O. Number":
        assert mapped([heading], ORDERS) in ({}, {0: "order"})
        return
    assert mapped([heading], ORDERS) == ({0: field} if field else {})


def test_the_first_of_two_equal_headings_counts() -> None:
    assert mapped(["Qty", "Quantity"], ORDERS) == {0: "quantity"}
