"""gendan import, gendan order import: what a file may look like, and what is refused (contract §5, §9)."""

import json
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

Run = Callable[..., Any]
Sheet = Callable[..., str]
Dump = Callable[[], dict[str, Any]]
Cell = str | int | float | date | None

HEAD = "Order No.,Customer,Order Date,Item No.,Qty,Unit Price"


@pytest.fixture
def known(book: Run) -> Run:
    """A book with ACME and 义乌小商品 (YIWU)."""
    book("customer", "add", "ACME", "Acme Trading GmbH", "--alias", "Acme", "--currency", "EUR")
    book("customer", "add", "YIWU", "义乌小商品")
    return book


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., str]:
    """Write an .xlsx of one sheet and give its path."""

    def write(
        rows: Sequence[Sequence[Cell]], name: str = "list.xlsx", sheet: str = "Orders"
    ) -> str:
        path = tmp_path / name
        book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
        page = book.add_worksheet(sheet)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(place, column, cell, day)  # type: ignore[arg-type]
                elif cell is not None:
                    page.write(place, column, cell)
        book.close()
        return str(path)

    return write


def customers(run: Run) -> list[dict[str, Any]]:
    found = json.loads(run("customer", "list", "--json").out)
    assert isinstance(found, list)
    return found


def order(run: Run, number: str) -> dict[str, Any]:
    ran = run("order", "show", number, "--json")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert isinstance(found, dict)
    return found


CHINESE = "客户编号,客户名称,国家,业务员\nYW01,义乌小商品,中国,王芳\nDE01,柏林贸易,德国,李强\n"
ENGLISH = "Customer ID,Company Name,Country,Sales Rep\nYW01,义乌小商品,China,王芳\nDE01,柏林贸易,Germany,李强\n"


@pytest.mark.parametrize("text", [CHINESE, ENGLISH], ids=["Chinese headings", "English headings"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_csv_as_it_comes(
    book: Run, sheet: Sheet, text: str, encoding: str, mark: str, end: str
) -> None:
    path = sheet(text.replace(",", mark).replace("\n", end), encoding=encoding)
    ran = book("import", path)
    assert ran.code == 0, ran.err
    assert [(c["code"], c["name"], c["country"], c["owner"]) for c in customers(book)] == [
        ("DE01", "柏林贸易", "DE", "李强"),
        ("YW01", "义乌小商品", "CN", "王芳"),
    ]


@pytest.mark.parametrize("name", ["list.tsv", "list.txt", "LIST.CSV"])
def test_the_ending_of_the_name_does_not_matter(book: Run, sheet: Sheet, name: str) -> None:
    mark = "\t" if name == "list.tsv" else ","
    assert book("import", sheet(CHINESE.replace(",", mark), name)).code == 0


def test_a_workbook_with_titles_above_its_headings(
    known: Run, workbook: Callable[..., str]
) -> None:
    path = workbook(
        [
            ["Acme Trading GmbH"],
            ["PURCHASE ORDERS 2026"],
            [],
            ["Order No.", "Customer", "Order Date", "Item No.", "Qty", "Unit Price", "Currency"],
            ["PO-1", "ACME", date(2026, 2, 20), "MUG-1", 1200, 1.25, "USD"],
            ["PO-1", "ACME", date(2026, 2, 20), "MUG-2", 10, 0.3333, "USD"],
            [],
            ["PO-2", "YIWU", date(2026, 2, 21), 4711, 5, 2, "CNY"],
        ]
    )
    ran = known("order", "import", path)
    assert ran.code == 0, ran.err
    found = order(known, "PO-1")
    assert (found["order_date"], found["currency"], found["value"]) == (
        "2026-02-20",
        "USD",
        "1503.333",
    )
    assert [(n["sku"], n["quantity"], n["unit_price"]) for n in found["lines"]] == [
        ("MUG-1", "1200", "1.25"),
        ("MUG-2", "10", "0.3333"),
    ]
    assert [n["sku"] for n in order(known, "PO-2")["lines"]] == ["4711"]


def test_orders_with_chinese_headings(known: Run, workbook: Callable[..., str]) -> None:
    path = workbook(
        [
            ["订单号", "客户名称", "下单日期", "货号", "品名", "数量", "单位", "单价", "交货日期", "币种"],
            ["HT-8", "义乌小商品", "2026年2月20日", "杯-01", "马克杯", "１，２００", "件", "3.5", "2026-05-01", "人民币"],
        ],
        sheet="订单",
    )  # fmt: skip
    ran = known("import", path)
    assert ran.code == 0, ran.err
    found = order(known, "HT-8")
    assert (found["customer"], found["order_date"], found["ship_by"], found["currency"]) == (
        "YIWU",
        "2026-02-20",
        "2026-05-01",
        "CNY",
    )
    (line,) = found["lines"]
    assert (line["sku"], line["description"], line["quantity"]) == ("杯-01", "马克杯", "1200")


def test_columns_are_known_by_name_not_by_place(known: Run, sheet: Sheet) -> None:
    text = "Qty,Item No.,Order Date,Customer,Order No.\n5,MUG-1,2026-02-20,ACME,PO-1\n"
    assert known("order", "import", sheet(text)).code == 0
    assert order(known, "PO-1")["lines"][0]["quantity"] == "5"


def test_unknown_columns_are_kept_and_said(known: Run, sheet: Sheet) -> None:
    ran = known(
        "order", "import", sheet(f"{HEAD},Ladenpreis\nPO-1,ACME,2026-02-20,MUG-1,5,1.25,4.99\n")
    )
    assert "Ladenpreis" in ran.out + ran.err
    assert order(known, "PO-1")["lines"][0]["extra"] == {"Ladenpreis": "4.99"}
    assert "4.99" in known("order", "show", "PO-1").out


def test_unknown_columns_of_customers_are_kept_and_shown(book: Run, sheet: Sheet) -> None:
    ran = book("import", sheet("Customer ID,Company Name,Credit Limit\nACME,Acme,50000\n"))
    assert "Credit Limit" in ran.out + ran.err
    assert "50000" in book("customer", "show", "ACME").out


@pytest.mark.parametrize(
    ("command", "text"),
    [
        pytest.param(["import"], CHINESE, id="customers"),
        pytest.param(["order", "import"], f"{HEAD}\nPO-1,ACME,2026-02-20,M,5,1\n", id="orders"),
        pytest.param(["import"], f"{HEAD}\nPO-1,ACME,2026-02-20,M,5,1\n", id="orders by import"),
    ],
)
def test_a_dry_run_writes_nothing(
    known: Run, sheet: Sheet, dump: Dump, command: list[str], text: str
) -> None:
    before = dump()
    ran = known(*command, sheet(text), "--dry-run")
    assert ran.code == 0, ran.err
    assert dump() == before


def test_a_dry_run_finds_the_faults(known: Run, sheet: Sheet, dump: Dump) -> None:
    before = dump()
    assert known("order", "import", sheet(f"{HEAD}\nPO-1,NOBODY,2026-02-20,M,5,1\n"), "--dry-run").code == 3  # fmt: skip
    assert dump() == before


FAULTY = f"""{HEAD}
PO-1,ACME,2026-02-20,MUG-1,5,1.25
PO-2,ACME,03/04/2026,MUG-1,5,1.25
PO-3,ACME,2026-02-20,MUG-1,many,1.25
PO-4,NOBODY,2026-02-20,MUG-1,5,1.25
PO-5,ACME,2026-02-20,,5,1.25
PO-6,ELSEWHERE,2026-02-20,MUG-1,-5,1.25
PO-7,ACME,2026-02-30,MUG-1,5,"1.234,50"
"""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_all_faults_are_listed_with_their_places(
    known: Run, sheet: Sheet, dump: Dump, lang: str
) -> None:
    before = dump()
    ran = known("order", "import", sheet(FAULTY, "june.csv"), "--lang", lang)
    assert (ran.code, ran.out) == (3, "")
    assert dump() == before
    row = "row {}," if lang == "en" else "第 {} 行"
    for number, column in (
        (3, "Order Date"), (4, "Qty"), (5, "Customer"), (6, "Item No."), (7, "Customer"),
        (7, "Qty"), (8, "Order Date"), (8, "Unit Price"),
    ):  # fmt: skip
        assert [
            line
            for line in ran.err.splitlines()
            if "june.csv" in line and row.format(number) in line and column in line
        ], f"row {number}, column {column} is not named in\n{ran.err}"
    for word in ("NOBODY", "ELSEWHERE", "03/04/2026", "many", "1.234,50", "hint: "):
        assert word in ran.err
    assert "PO-1" not in ran.err


def test_faults_of_a_workbook_name_the_sheet(known: Run, workbook: Callable[..., str]) -> None:
    rows: list[list[Cell]] = [
        ["title"],
        [],
        HEAD.split(","),
        ["PO-1", "ACME", "2026-02-20", "M", "x", 1],
    ]
    ran = known("order", "import", workbook(rows, sheet="June 2026"))
    assert ran.code == 3
    for word in ("list.xlsx", "June 2026", "row 4", "Qty"):
        assert word in ran.err


def test_skip_bad_leaves_faulty_orders_out_whole(known: Run, sheet: Sheet) -> None:
    text = FAULTY + "PO-3,ACME,2026-02-20,MUG-2,7,1.25\n"
    ran = known("order", "import", sheet(text), "--skip-bad", "--json")
    assert ran.code == 0, ran.err
    assert [o["order"] for o in json.loads(known("order", "list", "--json").out)] == ["PO-1"]
    told = json.loads(ran.out)
    assert {row["key"] for row in told["rows"] if row["outcome"] == "left out"} == {
        "PO-2", "PO-3", "PO-4", "PO-5", "PO-6", "PO-7",
    }  # fmt: skip


def test_skip_bad_names_what_it_left(known: Run, sheet: Sheet) -> None:
    ran = known("order", "import", sheet(FAULTY), "--skip-bad")
    for word in ("NOBODY", "ELSEWHERE", "row 3", "row 8"):
        assert word in ran.out + ran.err


def test_skip_bad_with_nothing_good_is_refused(known: Run, sheet: Sheet, dump: Dump) -> None:
    before = dump()
    ran = known("order", "import", sheet(f"{HEAD}\nPO-1,NOBODY,2026-02-20,M,5,1\n"), "--skip-bad")
    assert ran.code == 3
    assert dump() == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Customer ID,Company Name\n,Acme\nBETA,Beta\n", ["row 2", "Customer ID"], id="a row without a code"),
        pytest.param("Customer ID,Company Name\nBETA,\n", ["row 2", "Company Name"], id="a row without a name"),
        pytest.param("Customer ID,Company Name\nBETA,Beta\nbeta,Other\n", ["row 3", "beta"], id="a code twice"),
        pytest.param("Customer ID,Company Name\nACME,Acme\n", ["row 2", "ACME"], id="a code that exists"),
        pytest.param("Customer ID,Company Name\nacme,Acme\n", ["row 2", "acme"], id="in small letters"),
        pytest.param("Customer ID,Company Name,Country\nBETA,Beta,Atlantis\n", ["Atlantis", "Country"], id="a country that does not exist"),
        pytest.param("Customer ID,Company Name,Tier\nBETA,Beta,D\n", ["'D'", "Tier"], id="a tier that does not exist"),
        pytest.param("Customer ID,Company Name,Since\nBETA,Beta,03/04/2020\n", ["03/04/2020", "Since"], id="an ambiguous day"),
        pytest.param("Customer ID,Company Name,Time Zone\nBETA,Beta,Mars/Base\n", ["Mars/Base"], id="a zone that does not exist"),
        pytest.param("Customer ID,Company Name,Currency\nBETA,Beta,ZZZ\n", ["ZZZ"], id="a currency that does not exist"),
        pytest.param("Customer ID,Company Name,Cadence\nBETA,Beta,often\n", ["often"], id="a cadence"),
        pytest.param("Customer ID,Company Name,Channel\nBETA,Beta,pigeon\n", ["pigeon"], id="a channel"),
        pytest.param("Customer ID,Company Name\nBETA,Be\u202eta\n", ["U+202E"], id="a bidi override"),
        pytest.param("Customer ID,Company Name\nBETA,Be\x1b[2Jta\n", ["U+001B"], id="an escape sequence"),
        pytest.param("Customer ID,Country\nBETA,DE\n", ["name"], id="a heading is missing"),
        pytest.param("Customer ID,Company Name\n", [], id="headings without rows"),
        pytest.param("just,some,words\n1,2,3\n", [], id="no headings at all"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_customer_files_that_are_refused(
    known: Run, sheet: Sheet, dump: Dump, text: str, words: list[str], lang: str
) -> None:
    before = dump()
    ran = known("import", sheet(text), "--lang", lang)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("gendan: ")
    assert "\nhint: " in ran.err
    for word in words if lang == "en" else []:
        assert word in ran.err
    assert dump() == before


def rows(*lines: str) -> str:
    return "\n".join((HEAD, *lines)) + "\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Order No.,Customer,Order Date,Qty\nPO-1,ACME,2026-02-20,5\n", ["sku"], id="no item heading"),
        pytest.param(rows("PO-1,ACME,2026-02-20,M,5,1", "PO-1,YIWU,2026-02-20,N,5,1"), ["row 3", "Customer", "YIWU"], id="two customers in an order"),
        pytest.param(rows("PO-1,ACME,2026-02-20,M,5,1", "PO-1,ACME,2026-02-21,N,5,1"), ["row 3", "Order Date"], id="two dates in an order"),
        pytest.param(rows("PO-1,ACME,1-2-2026,M,5,1"), ["1-2-2026"], id="a date that starts with the day"),
        pytest.param(rows("PO-1,ACME,20260230,M,5,1"), ["20260230"], id="a number as a date"),
        pytest.param(rows("PO-1,ACME,12,M,5,1"), ["'12'"], id="a small number as a date"),
        pytest.param(rows("PO-1,ACME,2026-W08-1,M,5,1"), ["2026-W08-1"], id="a week date"),
        pytest.param(rows('PO-1,ACME,2026-02-20,M,"1,5",1'), ["1,5"], id="a comma that may be a point"),
        pytest.param(rows("PO-1,ACME,2026-02-20,M,5,NaN"), ["NaN"], id="not a number"),
        pytest.param(rows("PO-1,ACME,2026-02-20,M,Infinity,1"), ["Infinity"], id="infinity"),
        pytest.param(rows("PO-1,ACME,2026-02-20,M,5,1e999"), ["1e999"], id="a number without end"),
        pytest.param(rows("PO-1,ACME,2026-02-20,M,0,1"), ["Qty"], id="no quantity"),
        pytest.param(rows("PO-1,ACME,2026-02-20,M,5 pcs,1"), ["5 pcs"], id="a unit in the number"),
        pytest.param(rows("PO-1,ACME,2026-02-20,M,0x10,1"), ["0x10"], id="hexadecimal"),
        pytest.param(rows("PO-1,ACME,2026-02-20,M,1_000,1"), ["1_000"], id="underscores"),
        pytest.param(rows("PO-1,ACME,2026-02-20,M,5,-1"), ["Unit Price"], id="a price below zero"),
        pytest.param(rows(",ACME,2026-02-20,M,5,1"), ["Order No."], id="no order number"),
        pytest.param(rows("PO-1,,2026-02-20,M,5,1"), ["Customer"], id="no customer"),
        pytest.param(rows("PO-1,ACME,,M,5,1"), ["Order Date"], id="no date"),
        pytest.param(rows("PO-1,ACME,2026-02-20,M,,1"), ["Qty"], id="no quantity cell"),
        pytest.param(rows("PO-1,N1,2026-02-20,M,5,1", "PO-2,N2,2026-02-20,M,5,1", "PO-3,N3,2026-02-20,M,5,1"), ["N1", "N2", "N3"], id="all unknown customers"),
        pytest.param(rows("PO-1,ACM,2026-02-20,M,5,1"), ["'ACM'"], id="the beginning of a customer is a guess"),
    ],
)  # fmt: skip
def test_order_files_that_are_refused(
    known: Run, sheet: Sheet, dump: Dump, text: str, words: list[str]
) -> None:
    before = dump()
    ran = known("order", "import", sheet(text))
    assert (ran.code, ran.out) == (3, "")
    for word in [*words, "\nhint: "]:
        assert word in ran.err
    assert dump() == before


def test_an_order_that_exists_is_refused_with_a_way_out(known: Run, sheet: Sheet) -> None:
    path = sheet(rows("PO-1,ACME,2026-02-20,M,5,1"))
    assert known("order", "import", path).code == 0
    ran = known("order", "import", path)
    assert ran.code == 3
    assert "PO-1" in ran.err


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-02-20", "2026-02-20"),
        ("2026/2/20", "2026-02-20"),
        ("2026.02.20", "2026-02-20"),
        ("2026年2月20日", "2026-02-20"),
        ("２０２６-０２-２０", "2026-02-20"),
        ("2026-02-20 00:00:00", "2026-02-20"),
        ("46073", "2026-02-20"),
    ],
)
def test_dates_that_say_their_year(known: Run, sheet: Sheet, written: str, expected: str) -> None:
    assert known("order", "import", sheet(rows(f"PO-1,ACME,{written},M,5,1"))).code == 0
    assert order(known, "PO-1")["order_date"] == expected


def test_serial_dates_of_a_workbook(known: Run, workbook: Callable[..., str]) -> None:
    path = workbook([HEAD.split(","), ["PO-1", "ACME", 46073, "M", 5, 1]])
    assert known("order", "import", path).code == 0
    assert order(known, "PO-1")["order_date"] == "2026-02-20"


@pytest.mark.parametrize(
    ("written", "expected"),
    [("1200", "1200"), ('"1,200"', "1200"), ('"1,234,567.5"', "1234567.5"), ("１２００", "1200"),
     ("0.5", "0.5"), (".5", "0.5"), ("+5", "5"), ("1 200", "1200"), ("5.000", "5")],
)  # fmt: skip
def test_numbers_that_can_be_read(known: Run, sheet: Sheet, written: str, expected: str) -> None:
    ran = known("order", "import", sheet(rows(f"PO-1,ACME,2026-02-20,M,{written},1")))
    assert ran.code == 0, ran.err
    assert order(known, "PO-1")["lines"][0]["quantity"] == expected


@pytest.mark.parametrize("text", ["=1+1", "+49 30 123", "-12", "@cmd", '=HYPERLINK("x")'])
def test_what_looks_like_a_formula_stays_text(
    book: Run, workbook: Callable[..., str], text: str
) -> None:
    path = workbook([["Customer ID", "Company Name", "Note"], ["ACME", "Acme", text]])
    assert book("import", path).code == 0
    assert customers(book)[0]["note"] == text
    cell = book("customer", "list", "--csv").out.splitlines()[1].split(",", 16)[-1].strip('"')
    assert cell[0] not in "=@" + ("" if text == "-12" else "+-")


def test_customers_may_be_named_by_name_or_alias(known: Run, sheet: Sheet) -> None:
    text = rows("PO-1,acme,2026-02-20,M,5,1", "PO-2,ACME trading gmbh,2026-02-20,M,5,1", "PO-3,义乌小商品,2026-02-20,M,5,1")  # fmt: skip
    ran = known("order", "import", sheet(text))
    assert ran.code == 0, ran.err
    assert [order(known, f"PO-{n}")["customer"] for n in (1, 2, 3)] == ["ACME", "ACME", "YIWU"]


def test_as_customer_needs_no_column(known: Run, sheet: Sheet) -> None:
    text = "PO No.,PO Date,Article No.,Quantity\nPO-1,2026-02-20,MUG-1,5\n"
    assert known("order", "import", sheet(text)).code == 3
    assert known("order", "import", sheet(text), "--as-customer", "ACME").code == 0
    assert order(known, "PO-1")["customer"] == "ACME"


def test_header_cells_may_be_left_empty_in_later_rows(known: Run, sheet: Sheet) -> None:
    ran = known("order", "import", sheet(rows("PO-1,ACME,2026-02-20,M,5,1", "PO-1,,,N,6,1")))
    assert ran.code == 0, ran.err
    assert len(order(known, "PO-1")["lines"]) == 2


def test_one_transaction_one_batch_one_undo(book: Run, sheet: Sheet, dump: Dump) -> None:
    before = dump()["customers"]
    ran = book("import", sheet(CHINESE), "--json")
    told = json.loads(ran.out)
    assert (told["added"], told["left_out"], told["dry_run"]) == (2, 0, False)
    assert book("undo", str(told["batch"])).code == 0
    assert dump()["customers"] == before


def test_the_outcome_of_every_row_is_told(known: Run, sheet: Sheet) -> None:
    told = json.loads(known("order", "import", sheet(rows("PO-1,ACME,2026-02-20,M,5,1", "PO-1,ACME,2026-02-20,N,5,1", "PO-2,YIWU,2026-02-20,M,5,1")), "--json").out)  # fmt: skip
    assert [(row["row"], row["key"], row["outcome"]) for row in told["rows"]] == [
        (2, "PO-1", "added"),
        (4, "PO-2", "added"),
    ]


def test_people_come_with_their_customer(book: Run, sheet: Sheet) -> None:
    text = (
        "客户编号,客户名称,联系人,联系电话,微信\nYW01,义乌小商品,王芳,+86 579 8555 0100,wangfang\n"
    )
    assert book("import", sheet(text)).code == 0
    (person,) = json.loads(book("contact", "list", "YW01", "--json").out)
    assert (person["name"], person["phone"], person["wechat"], person["main"]) == (
        "王芳",
        "+86 579 8555 0100",
        "wangfang",
        True,
    )


def test_a_file_that_may_be_either_is_not_guessed(book: Run, sheet: Sheet, dump: Dump) -> None:
    text = f"{HEAD},Code,Name\nPO-1,ACME,2026-02-20,M,5,1,ACME,Acme\n"
    before = dump()
    ran = book("import", sheet(text))
    assert ran.code == 3
    assert "--what" in ran.err
    assert dump() == before
    assert book("import", sheet(text), "--what", "customers").code == 0


def test_the_currency_of_the_customer_is_the_usual_one(known: Run, sheet: Sheet) -> None:
    known("order", "import", sheet(rows("PO-1,ACME,2026-02-20,M,5,1")))
    assert order(known, "PO-1")["currency"] == "EUR"


def test_one_far_cell_does_not_eat_the_machine(known: Run, tmp_path: Path, dump: Dump) -> None:
    path = tmp_path / "far.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    for column, head in enumerate(HEAD.split(",")):
        page.write(0, column, head)
    page.write("XFD1048576", "far away")
    book.close()
    before = dump()
    ran = known("order", "import", str(path))
    assert ran.code == 3
    assert dump() == before


def test_a_workbook_that_grows_without_bounds(known: Run, tmp_path: Path, dump: Dump) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            block = b" " * (1 << 20)
            for _ in range(310):
                sheet.write(block)
        archive.writestr("[Content_Types].xml", "<Types/>")
    before = dump()
    ran = known("order", "import", str(path))
    assert ran.code == 3
    assert dump() == before


@pytest.mark.parametrize("what", ["import", "order import"])
def test_a_cell_that_shows_an_error_is_no_empty_cell(book: Run, tmp_path: Path, what: str) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("S")
        sheet.write_row(0, 0, ["order", "customer", "order_date", "sku", "quantity", "unit_price"])
        sheet.write_row(1, 0, ["PO-9", "ACME", "2026-01-05", "A", 10])
        sheet.write_formula(1, 5, "=1/0", None, "#DIV/0!")
    ran = book(*what.split(), str(path))
    assert ran.code == 3
    assert "list.xlsx, sheet S, cell F2: the cell shows #DIV/0!" in ran.err
