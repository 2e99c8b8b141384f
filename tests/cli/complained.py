"""A book with a complaint, for the tests of complaints, actions and lessons."""

from pathlib import Path

import pytest

from gendan.cli.app import main

NOW = "2026-03-02T08:00:00+08:00"
ORDERS = """order,customer,order_date,ship_by,currency,sku,customer_item,supplier,quantity,unit,unit_price
PO-1,ACME,2026-01-10,2026-02-20,EUR,MUG,N 77,Lin Works,10,PCS,2.50
PO-2,ACME,2026-02-20,2026-04-30,EUR,MUG,N 77,Lin Works,10,PCS,2.50
PO-3,BORA,2026-02-20,2026-04-30,USD,POT,,Lin Works,10,PCS,2.50
PO-4,BORA,2026-02-20,2026-04-30,USD,PAN,,,10,PCS,2.50
"""
PACKED = "Item No.,Quantity,Unit\nMUG,10,PCS\n"

SETUP = (
    ["init", "--timezone", "Asia/Shanghai"],
    ["policy", "levels", "1"],
    ["customer", "add", "ACME", "Acme Trading GmbH", "--country", "DE", "--owner", "wang"],
    ["customer", "add", "BORA", "Bora Ltd", "--owner", "li"],
    ["order", "import", "orders.csv"],
    ["order", "amend", "PO-1", "shipped_date=2026-02-20"],
    ["complaint", "open", "ACME", "grey, not green", "--order", "PO-1", "--type", "color",
     "--item", "n 77", "--quantity", "4 pcs", "--remedy", "new ones"],
)  # fmt: skip


def make(folder: Path) -> Path:
    """The book, in a folder, by wang on 2026-03-02."""
    path = folder / "book.db"
    (folder / "orders.csv").write_text(ORDERS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENDAN_NOW", NOW)
        patch.setenv("GENDAN_DB", str(path))
        patch.setenv("GENDAN_USER", "wang")
        patch.chdir(folder)
        for words in SETUP:
            assert main(list(words)) == 0, words
    return path


DECIDED = (
    ["complaint", "move", "1", "acknowledged"],
    ["complaint", "edit", "1", "--containment", "stopped"],
    ["complaint", "move", "1", "contained"],
    ["complaint", "move", "1", "investigating"],
    ["complaint", "edit", "1", "--occurrence", "old code", "--escape", "no sample"],
    ["complaint", "edit", "1", "--decision", "replace", "--cost", "350"],
    ["complaint", "move", "1", "decided"],
)  # fmt: skip
ACTION = ["action", "add", "1", "shade card", "--impact", "wrong colour", "--department", "QC",
          "--owner", "zhao", "--by", "2026-03-20"]  # fmt: skip
CONFIRMED = (
    ["complaint", "edit", "1", "--remedy-given", "10 new mugs"],
    ["complaint", "move", "1", "remedied"],
    ["complaint", "move", "1", "customer-confirmed", "--note", "mail"],
)  # fmt: skip
