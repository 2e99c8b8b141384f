"""What documents say around their tables: labels, sentences, columns of terms."""

from collections.abc import Mapping

import pytest

from gendan.core.documents import DocumentKind
from gendan.files import documents

TABLE = "Item No,Qty\nA1,5\n"

ABOVE: Mapping[str, tuple[str, dict[str, list[str]]]] = {
    "in one cell": ("P.O. NO.: PO-1\n", {"order": ["PO-1"]}),
    "two labels in one cell": (
        "PO NO.: PO-1  DATE: 2026-11-02\n",
        {"order": ["PO-1"], "date": ["2026-11-02"]},
    ),
    "several orders": ('"订单号：PO-1, PO-2、PO-3"\n', {"order": ["PO-1", "PO-2", "PO-3"]}),
    "to the right": ("合同号,,SC-9\n发票号:,IN-1\n", {"order": ["SC-9"], "invoice_no": ["IN-1"]}),
    "without a colon": (
        "INVOICE NO IN-1\n订单号 PO-1\nPORT OF LOADING NINGBO\n",
        {"invoice_no": ["IN-1"], "order": ["PO-1"], "pol": ["NINGBO"]},
    ),
    "a route": ("FROM NINGBO TO HAMBURG BY SEA\n", {"pol": ["NINGBO"], "pod": ["HAMBURG"], "mode": ["SEA"]}),
    "from and to in rows": (
        "To:,ACME GMBH\n\nFrom:,NINGBO\nTo:,HAMBURG\n",
        {"buyer": ["ACME GMBH"], "pol": ["NINGBO"], "pod": ["HAMBURG"]},
    ),
    "a row of labels right above": (
        "客户：ACME,,合同号：SC-1\n唛头：N/M\n",
        {"buyer": ["ACME"], "order": ["SC-1"], "marks": ["N/M"]},
    ),
    "two languages": ("目的港 POD,HAMBURG\n", {"pod": ["HAMBURG"]}),
    "ports in Chinese": ("装运港：宁波,目的港：汉堡\n", {"pol": ["宁波"], "pod": ["汉堡"]}),
    "marks on lines below": (
        "Shipping Marks,,PO No.,PO-9\nACME,,POL,NINGBO\nHAMBURG,,,\nC/NO. 1-10,,,\n\n",
        {"marks": ["ACME\nHAMBURG\nC/NO. 1-10"], "order": ["PO-9"], "pol": ["NINGBO"]},
    ),
    "marks above another label": (
        "Marks,ACME / 1-UP\nVessel,STAR V.1\n",
        {"marks": ["ACME / 1-UP"], "vessel": ["STAR V.1"]},
    ),
    "marks that go on to the right": (
        "Marks,ACME\n,HAMBURG\nVessel,STAR V.1\n",
        {"marks": ["ACME\nHAMBURG"], "vessel": ["STAR V.1"]},
    ),
    "marks in one cell": ('"唛头：ACME\nHAMBURG\nC/NO.: 1-25"\n', {"marks": ["ACME\nHAMBURG\nC/NO.: 1-25"]}),
    "Incoterm and place": (
        "价格条款：FOB NINGBO\n", {"incoterm": ["FOB"], "place": ["NINGBO"]},
    ),
    "Incoterm alone": (
        "CIF HAMBURG\n", {"incoterm": ["CIF"], "place": ["HAMBURG"]},
    ),
    "Incoterm without place": ("Price term: CIF\n", {"incoterm": ["CIF"]}),
    "payment": ("付款方式：30% T/T\n", {"payment": ["30% T/T"]}),
    "parties": (
        "收货人：ACME\nNotify party: SAME AS CONSIGNEE\nMessrs: ACME INC\n",
        {"consignee": ["ACME"], "notify": ["SAME AS CONSIGNEE"], "buyer": ["ACME INC"]},
    ),
    "container": (
        "Container/Seal No.: MSKU1234565/CN77\nVGM: 18500 KGS\nTare:,3.8 TONS\n1x40HQ\n",
        {"container": ["MSKU1234565"], "seal": ["CN77"], "vgm": ["18500"], "tare": ["3800.0"],
         "container_type": ["1x40HQ"]},
    ),
    "vessel and days": (
        "Vessel: STAR V.1,ETD:,46346\nDate:,\"Nov. 2, 2026\"\n",
        {"vessel": ["STAR V.1"], "etd": ["2026-11-20"], "date": ["2026-11-02"]},
    ),
    "others": ("Tel: 1,Fax: 2\nTotal: none of these\n", {}),
}  # fmt: skip

BELOW: Mapping[str, tuple[str, dict[str, list[str]]]] = {
    "freight collect": ("FREIGHT COLLECT\n", {"freight": ["collect"]}),
    "运费预付": ("运费预付,\n", {"freight": ["prepaid"]}),
    "totals that stand apart": (
        "TOTAL CTNS:,25\n总毛重：250 KGS\n",
        {"cartons": ["25"], "gross": ["250"]},
    ),
    "charges": (
        "Freight,50\nInsurance,50\nLess discount,10\n",
        {"charges": ["50", "50", "-10"]},
    ),
    "cartons in words": ("SAY TOTAL EIGHTY-TWO CARTONS ONLY\n", {"cartons": ["82"]}),
    "added freight": ("ADD: FREIGHT,120\n", {"charges": ["120"]}),
    "amount in words": (
        "SAY U.S. DOLLARS TWO HUNDRED ONLY\n",
        {"amount_words": ["U.S. DOLLARS TWO HUNDRED ONLY"]},
    ),
    "amount": ('"TOTAL AMOUNT: USD 1,250.00"\n', {"amount": ["1250.00"], "currency": ["USD"]}),
    "bank": (
        "Bank: Bank of Nowhere\nA/C NO.: 123\nSWIFT CODE: NOWHXX\n",
        {"bank": ["Bank of Nowhere", "123", "NOWHXX"]},
    ),
    "words": ("We certify that these goods are good\nPrepared by: X,Page 1 of 2\n", {}),
}


def terms(content: str, kind: DocumentKind = DocumentKind.INVOICE) -> dict[str, list[str]]:
    document = documents.read(content.encode(), "list.csv", kind)
    return {term: [told.value for told in values] for term, values in document.terms.items()}


@pytest.mark.parametrize("name", ABOVE)
def test_above_the_table(name: str) -> None:
    content, expected = ABOVE[name]
    assert terms(content + TABLE) == expected


@pytest.mark.parametrize("name", BELOW)
def test_below_the_table(name: str) -> None:
    content, expected = BELOW[name]
    assert terms(TABLE + content) == expected


def test_columns_of_terms() -> None:
    content = (
        "P.O. No.,Item No.,Qty,Currency,Price Term,Consignee\n"
        "PO-1,A1,5,USD,FOB NINGBO,ACME\n"
        "PO-2,A2,5,USD,FOB NINGBO,ACME\n"
    )
    assert terms(content) == {
        "order": ["PO-1", "PO-2"], "currency": ["USD"], "incoterm": ["FOB"], "place": ["NINGBO"],
        "consignee": ["ACME"],
    }  # fmt: skip


def test_headings_in_two_rows_are_no_labels() -> None:
    content = "Marks,Item No,Qty\n唛头,货号,数量\nACME,A1,5\n"
    assert terms(content) == {"marks": ["ACME"]}


def test_a_label_below_whose_value_stands_in_the_item_column() -> None:
    content = "C/No,Item No,Qty\n1-9,A1,5\nTOTAL CARTONS:,9,\nContainer No.,MSKU1234565,\n"
    assert terms(content) == {"cartons": ["9"], "container": ["MSKU1234565"]}


def test_marks_that_run_down_a_column_are_one() -> None:
    content = "Marks,Item No,Qty\nACME,A1,5\nHAMBURG,A2,5\n"
    assert terms(content)["marks"] == ["ACME\nHAMBURG"]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("FOB NINGBO", {"incoterm": ["FOB"], "place": ["NINGBO"]}),
        (
            "FCA SVAY RIENG USD/PC",
            {"incoterm": ["FCA"], "place": ["SVAY RIENG"], "currency": ["USD"]},
        ),
        ("单价(美元)", {"currency": ["USD"]}),
        ("Unit Price (RMB)", {"currency": ["CNY"]}),
    ],
)
def test_headings_that_tell_terms(heading: str, expected: dict[str, list[str]]) -> None:
    assert terms(f"Item No,Qty,{heading}\nA1,5,1.25\n") == expected


def test_currency_beside_prices() -> None:
    assert terms("Item No,Qty,Price\nA1,5,US$1.25\n") == {"currency": ["USD"]}


def test_orders_between_the_rows() -> None:
    content = "Item No,Qty\nPO NO.: PO-1,\nA1,5\nPO NO.: PO-2,\nA2,6\n"
    document = documents.read(content.encode(), "list.csv", DocumentKind.PACKING)
    assert [row.order for row in document.rows] == ["PO-1", "PO-2"]


def test_what_is_not_understood_is_kept() -> None:
    content = "Inspector: X\nItem No,Qty,Lot/Batch\nA1,5,7\nKITCHEN ITEMS,,\nA2,5,7\n"
    document = documents.read(content.encode(), "list.csv", DocumentKind.PACKING)
    assert [(told.value, told.spot.cell) for told in document.unknown] == [
        ("Lot/Batch", "C2"),
        ("Inspector: X", "A1"),
        ("KITCHEN ITEMS", "A4"),
    ]


def test_a_booking_without_items() -> None:
    content = (
        "BOOKING NOTE 订舱委托书\n"
        "Consignee:,ACME GMBH\n"
        "Port of loading:,NINGBO,Port of discharge:,HAMBURG\n"
        "Marks,No. of pkgs,Description,Gross weight,Measurement\n"
        "ACME,10 CTNS,Mugs,100 KGS,0.5 CBM\n"
        "HAMBURG,15 CTNS,Plates,150 KGS,0.75 CBM\n"
        "FREIGHT COLLECT\n"
        "Order no: PO-1\n"
    )
    assert terms(content, DocumentKind.BOOKING) == {
        "consignee": ["ACME GMBH"], "pol": ["NINGBO"], "pod": ["HAMBURG"],
        "marks": ["ACME\nHAMBURG"], "cartons": ["25"], "gross": ["250"], "volume": ["1.25"],
        "freight": ["collect"], "order": ["PO-1"],
    }  # fmt: skip
