"""Layouts that exporters use and that were once misread: orders, footers, totals, headings."""

from collections.abc import Sequence

import pytest

from gendan.core.documents import Document, DocumentKind
from gendan.errors import Refused
from gendan.files import documents, plain
from gendan.files.document_headings import read as heading
from gendan.files.document_labels import label

PACKING, INVOICE, BOOKING = DocumentKind


def read(content: str, kind: DocumentKind = PACKING) -> Document:
    return documents.read(content.encode(), "list.csv", kind)


def terms(document: Document) -> dict[str, list[str]]:
    return {term: [told.value for told in values] for term, values in document.terms.items()}


def totals(document: Document) -> list[dict[str, str]]:
    return [{name: f"{value:f}" for name, value in t.values.items()} for t in document.totals]


@pytest.mark.parametrize(
    ("cells", "orders"),
    [
        (["P1,A,5", ",B,5", "P2,C,5", ",D,5"], ["P1", "P1", "P2", "P2"]),
        (["P1,A,5", ",B,5"], ["P1", "P1"]),
        ([",A,5", "P1,B,5", ",C,5"], ["", "P1", ""]),
        ([",A,5", "P1,B,5", ",C,5", "P2,D,5"], ["", "P1", "P1", "P2"]),
        (["P1,A,5", "TOTAL,,5", "", ",B,5", "P2,C,5"], ["P1", "P1", "P2"]),
        (["P1,A,5", "see below,,", ",B,5", "P2,C,5"], ["P1", "P1", "P2"]),
        (["P1,A,5", ",B,5", "PO No.: P2,,", ",C,5", "P3,D,5", ",E,5"], ["P1", "P1", "P2", "P3", "P3"]),
    ],
)  # fmt: skip
def test_an_order_named_once_holds_for_the_rows_below(
    cells: Sequence[str], orders: Sequence[str]
) -> None:
    document = read("\n".join(["PO No.,Item No,Qty", *cells, ""]))
    assert [row.order for row in document.rows] == list(orders)


def test_words_in_the_quantity_column_are_read_as_a_footer() -> None:
    document = read(
        "Qty (PCS),Item No.,Unit Price (USD),Amount (USD)\n"
        "300,AB-100,2.00,600\n"
        "SAY TOTAL US DOLLARS SIX HUNDRED ONLY\n"
        "ETD: 2026-04-20\n"
        "PO-999\n"
        "PO No.: PO-998\n"
        "CIF HAMBURG\n"
        "Payment:,T/T\n",
        INVOICE,
    )
    assert terms(document) == {
        "amount_words": ["US DOLLARS SIX HUNDRED ONLY"], "etd": ["2026-04-20"], "order": ["PO-998"],
        "incoterm": ["CIF"], "place": ["HAMBURG"], "currency": ["USD"], "payment": ["T/T"],
    }  # fmt: skip
    assert [row.sku for row in document.rows] == ["AB-100"]


def test_words_beside_bare_figures_are_read_too() -> None:
    document = read("Item No,Qty,CTNS,Remark\nA1,5,1,\n,5,1,PO No.: PO-9\n,PO No.: PO-8,,\n")
    assert terms(document) == {"order": ["PO-9", "PO-8"]}
    assert totals(document) == [{"quantity": "5", "cartons": "1"}]


@pytest.mark.parametrize(
    ("text", "field", "scope"),
    [
        ("GW per ctn", "gross", "each"),
        ("NW per ctn", "net", "each"),
        ("G.W. per ctn (KGS)", "gross", "each"),
        ("Gross weight per carton", "gross", "each"),
        ("Net weight per carton", "net", "each"),
        ("G.W./CTN (KGS)", "gross", "each"),
        ("G.W. @", "gross", "each"),
        ("@G.W.", "gross", "each"),
        ("G.W.(@)", "gross", "each"),
        ("箱毛重", "gross", "each"),
        ("Measurement per carton", "measure?", "each"),
        ("CBM per ctn", "volume", "each"),
        ("Volume per carton", "volume", "each"),
        ("Ctn Size L*W*H (cm)", "carton_size", ""),
        ("Carton size (L x W x H)", "carton_size", ""),
        ("Master carton size", "carton_size", ""),
        ("Size of ctn (cm)", "carton_size", ""),
        ("Meas. L*W*H (CM)", "carton_size", ""),
        ("箱子规格", "carton_size", ""),
        ("T/G.W.", "gross", "total"),
        ("Gr. Wt.", "gross", ""),
        ("N. Weight", "net", ""),
        ("CUFT", "volume", ""),
        ("No. of Ctn", "cartons", ""),
        ("# of Ctns", "cartons", ""),
        ("Nos. of ctns", "cartons", ""),
        ("Carton No. From-To", "carton_no", ""),
        ("C/T No.", "carton_no", ""),
        ("Pack No.", "carton_no", ""),
        ("Qty in ctn", "pcs_per_carton", ""),
        ("装箱量", "pcs_per_carton", ""),
        ("实际出货数量", "shipped", ""),
        ("总数", "quantity", "total"),
        ("Article#", "sku", ""),
        ("款式编号", "sku", ""),
        ("客号", "customer_item", ""),
        ("Color code", "color", ""),
        ("Description of Commodity", "description", ""),
        ("Description of Goods & Specification", "description", ""),
        ("U/P", "unit_price", ""),
        ("FOB NINGBO UNIT PRICE", "unit_price", ""),
        ("PCS/CTN", "pcs_per_carton", ""),
        ("Size", "size", ""),
    ],
)
def test_headings_of_exporters(text: str, field: str, scope: str) -> None:
    head = heading(text)
    assert (head.field, head.scope) == (field, scope)
    assert head.place in ("", "NINGBO")


@pytest.mark.parametrize(
    "text",
    ["开航日期", "预计开船日", "预计开船日期", "预计离港日", "开船时间", "装船日期", "Sailing date",
     "Est. sailing date", "ETD date", "Date of departure", "Estimated time of departure"],
)  # fmt: skip
def test_labels_of_the_sailing_date(text: str) -> None:
    assert label(text) == "etd"
    assert terms(read(f"{text}：2026-03-01\nItem No,Qty\nA1,5\n")) == {"etd": ["2026-03-01"]}


@pytest.mark.parametrize("word", ["FREIGHT", "TAX"])
def test_a_charge_in_a_packing_list_is_goods(word: str) -> None:
    document = read(f"C/No.,Item No.,CTNS,Qty\n1-5,A1,5,50\n6,{word},1,10\n")
    assert [row.sku for row in document.rows] == ["A1", word]
    invoice = "Item No.,Qty,Unit Price,Amount\nA1,5,2,10\nFreight,1,50,50\n"
    assert terms(read(invoice, INVOICE)) == {"charges": ["50"]}
    packed = read(f"Item No.,CTNS,Qty,Price\nA1,5,50,1\n{word},1,10,1\n", INVOICE)
    assert [row.sku for row in packed.rows] == ["A1", word]


def test_goods_called_as_a_charge_need_a_quantity() -> None:
    with pytest.raises(Refused) as caught:
        read("C/No.,Item No.,CTNS,Qty\n1-5,A1,5,50\n6,FREIGHT,1,\n7,A2,1,5\n")
    assert [fault.en for fault in caught.value.faults] == [
        "list.csv, row 3, column 'Qty': the quantity is missing"
    ]


@pytest.mark.parametrize(
    "word", ["只", "支", "双", "台", "枝", "片", "瓶", "枚", "桶", "盏", "只装"]
)
def test_chinese_that_is_utf8_by_chance(word: str) -> None:
    text = f"Item No,Qty,Unit\nA1,5,{word}\nA2,12{word},\n"
    for code in ("gb18030", "utf-8", "utf-8-sig", "utf-16"):
        assert plain.rows(text.encode(code), "list.csv")[1][2] == word


@pytest.mark.parametrize(
    "word",
    ["ваза", "Пила", "м", "шт", "кг", "Қазан", "Ω", "ποτήρι", "5 µm", "μ", "café", "Ø20", "Größe", "ö-Ring",
     "é", "Tasse à thé", "žluť", "Ľ", "cơm", "ưu", "wa\u0328s", "e\u0301t", "כוס", "յուղ", "كوب", "¥5", "½",
     "£", "10 m²", "25°C", "Oʼzbek", "± 5", "×", "•", "‘x’", "ñ", "Ñ", "ß"],
)  # fmt: skip
def test_other_alphabets_stay_utf8(word: str) -> None:
    for text in (f"Item No,Qty,Unit\nA1,5,{word}\n", f"Item No,{word}\nA1,5\n"):
        assert word in [cell for row in plain.rows(text.encode(), "list.csv") for cell in row]


def test_one_word_that_is_certain_keeps_utf8() -> None:
    text = "Item No,Unit,Name\nA1,\u05bb,чашка\n"
    assert plain.rows(text.encode(), "list.csv")[1] == ["A1", "\u05bb", "чашка"]
    assert plain.rows("A1,\u05bb\n".encode("utf-8-sig"), "list.csv") == [["A1", "\u05bb"]]


@pytest.mark.parametrize(
    "word",
    ["G. TOTAL", "G.TOTAL", "总合计", "本页合计", "SUM", "IN TOTAL", "共 2 项", "共2款", "Carried forward",
     "Brought forward", "C/F", "承前页", "过次页", "转下页", "Total (USD)", "总计(USD)", "TOTAL:", "TOTAL AMOUNT",
     "Grand Total (USD)", "累计", "本页小计", "SUM TOTAL", "Page Total"],
)  # fmt: skip
def test_totals_in_the_item_column(word: str) -> None:
    document = read(
        "No.,Item No.,Qty (PCS),Unit Price (USD),Amount (USD)\n"
        f"1,A1,300,2.00,600\n2,A2,240,3.00,720\n,{word},540,,1320\n",
        INVOICE,
    )
    assert [row.sku for row in document.rows] == ["A1", "A2"]
    assert totals(document) == [{"quantity": "540", "amount": "1320"}]
    assert terms(document) == {"currency": ["USD"]}


@pytest.mark.parametrize("sku", ["TOTAL-X", "SUM-12", "SUMMIT", "TTL-5", "TOTALLY-1", "CF-1"])
def test_items_whose_name_begins_like_a_total(sku: str) -> None:
    document = read(f"C/No,Item No.,Description,Qty,CTNS\n1,A1,Mug,5,1\n2,{sku},Bowl,10,1\n")
    assert [row.sku for row in document.rows] == ["A1", sku]


def test_a_total_under_pounds_is_kilograms() -> None:
    for word in ("TOTAL", "TOTAL G.W.:"):
        document = read(f"Item No,Qty,G.W.(LBS)\nA1,5,10\nA2,5,10\n{word},,20\n")
        assert totals(document) == [{"gross": "9.07184740"}]
        assert "gross" not in terms(document)
    grams = read("Item No,Qty,G.W.(G)\nA1,5,1000\n合计,5,1000\n")
    assert totals(grams) == [{"quantity": "5", "gross": "1.000"}]


@pytest.mark.parametrize("numbers", ["1 1 2", "1  2", "2 1 3", "7 8 9"])
def test_small_numbers_are_no_description(numbers: str) -> None:
    for head in ("No.", "Item"):
        lines = [f"{n},A{at},5" for at, n in enumerate(numbers.split(" "))]
        document = read("\n".join([f"{head},Item No.,Qty", *lines, ""]))
        assert [row.description for row in document.rows] == ["", "", ""]
        assert [row.line for row in document.rows] == numbers.split(" ")


@pytest.mark.parametrize("filler", ["-", "--", "/", "N/A", "n/a", "同上", '""""', "ditto", "〃"])
def test_fillers_in_the_second_row_of_a_mixed_carton(filler: str) -> None:
    none = filler if filler in ("-", "--", "/", "N/A", "n/a", "同上") else ""
    document = read(
        "C/No,Item No.,Qty,CTNS,G.W.,N.W.\n1-5,A1,50,5,60,50\n"
        f"{filler},A2,50,{none},{none},{none}\n6,A3,5,1,9,8\n"
    )
    assert [row.group for row in document.rows] == [1, 1, 2]
    assert [row.carton_no for row in document.rows] == ["1-5", "", "6"]
    assert [row.gross for row in document.rows] == [60, None, 9]
