"""gendan order import --update: a customer's new list amends what is known; merged cells; UBL."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

Run = Callable[..., Any]
Sheet = Callable[..., str]
Dump = Callable[[], dict[str, Any]]

HEAD = "Order No.,Customer,Order Date,Required Date,Line,Item No.,Colour,Qty,Unit Price,Amount"
OLD = f"""{HEAD},Artwork
PO-1,ACME,2026-02-20,2026-04-20,1,M-1,red,100,2.5,250,a1
PO-1,ACME,2026-02-20,2026-04-20,2,M-1,blue,50,2.5,,
PO-1,ACME,2026-02-20,2026-04-20,3,M-2,,10,1,,
PO-2,ACME,2026-02-20,,1,M-1,red,5,,,
"""


@pytest.fixture
def known(book: Run, sheet: Sheet) -> Run:
    """ACME with two orders."""
    book("customer", "add", "ACME", "Acme Trading", "--currency", "EUR")
    book("customer", "add", "BETA", "Beta Home")
    assert book("order", "import", sheet(OLD)).code == 0
    return book


def update(run: Run, path: str, *more: str) -> dict[str, Any]:
    ran = run("order", "import", path, "--update", "--json", *more)
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert isinstance(found, dict)
    return found


def order(run: Run, number: str = "PO-1") -> dict[str, Any]:
    found = json.loads(run("order", "show", number, "--json").out)
    assert isinstance(found, dict)
    return found


def lines(run: Run, number: str = "PO-1") -> list[tuple[str, str, str | None, str]]:
    return [(x["line"], x["sku"], x["color"], x["quantity"]) for x in order(run, number)["lines"]]


def test_the_same_list_again_changes_nothing(known: Run, sheet: Sheet, dump: Dump) -> None:
    before = dump()
    told = update(known, sheet(OLD))
    assert [(row["key"], row["outcome"]) for row in told["rows"]] == [
        ("PO-1", "unchanged"), ("PO-2", "unchanged"),
    ]  # fmt: skip
    assert (told["batch"], told["dry_run"], told["unchanged"]) == (None, False, 2)
    assert dump() == before


NEW = f"""{HEAD}
PO-1,ACME,2026-02-20,2026-05-01,1,M-1,red,120,,
PO-1,,,,3,M-3,,10,,
PO-1,,,,,M-1,green,7,,
PO-3,BETA,2026-03-01,,1,M-1,,5,,
"""


def test_what_changed_is_listed(known: Run, sheet: Sheet) -> None:
    told = update(known, sheet(NEW))
    assert [(row["key"], row["outcome"]) for row in told["rows"]] == [
        ("PO-1", "amended"), ("PO-3", "added"),
    ]  # fmt: skip
    assert (told["added"], told["amended"], told["unchanged"]) == (1, 1, 0)
    changes = [(c["line"], c["field"], c["old"], c["new"]) for c in told["rows"][0]["changes"]]
    assert changes == [
        (None, "ship_by", "2026-04-20", "2026-05-01"),
        ("1", "quantity", "100", "120"),
        ("1", "amount", "250", None),
        ("2", "line", "2", None),
        ("2", "sku", "M-1", None),
        ("2", "color", "blue", None),
        ("2", "quantity", "50", None),
        ("2", "unit_price", "2.5", None),
        ("3", "sku", "M-2", "M-3"),
        ("3", "unit_price", "1", None),
        ("4", "line", None, "4"),
        ("4", "sku", None, "M-1"),
        ("4", "color", None, "green"),
        ("4", "quantity", None, "7"),
    ]
    assert lines(known) == [
        ("1", "M-1", "red", "120"), ("3", "M-3", None, "10"), ("4", "M-1", "green", "7"),
    ]  # fmt: skip
    found = order(known)
    assert found["lines"][0]["unit_price"] == "2.5", "a blank cell leaves what stood"
    assert found["lines"][0]["extra"] == {"Artwork": "a1"}
    assert len(found["amendments"]) == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_changed_is_told(known: Run, sheet: Sheet, lang: str) -> None:
    out = known("order", "import", sheet(NEW), "--update", "--lang", lang).out
    for en, zh in (
        ("1 order added, 1 amended", "已导入 1 个订单，已修改 1 个订单"),
        ("line 2 dropped: Item M-1, Colour blue", "第 2 行删除：货号 M-1，颜色 blue"),
        ("line 4 added: Item M-1, Colour green", "第 4 行新增：货号 M-1，颜色 green"),
        ("2026-04-20 → Fri 2026-05-01", "2026-04-20 → 2026-05-01 周五"),
    ):
        assert (en if lang == "en" else zh) in out


def test_without_line_numbers_lines_are_found_by_what_is_ordered(known: Run, sheet: Sheet) -> None:
    head = "Order No.,Customer,Order Date,Item No.,Colour,Qty\n"
    body = "PO-1,ACME,2026-02-20,m-1,BLUE,60\nPO-1,ACME,2026-02-20,M-2,,10\nPO-1,ACME,2026-02-20,Ｍ-1,red,100\n"  # fmt: skip
    told = update(known, sheet(head + body))
    fields = [(c["line"], c["field"], c["new"]) for c in told["rows"][0]["changes"]]
    assert ("2", "quantity", "60") in fields
    assert {line for line, _, _ in fields} == {"1", "2"}, (
        "only the way it is written, and one amount"
    )
    assert [line[0] for line in lines(known)] == ["1", "2", "3"]


def test_an_update_is_one_batch_and_one_undo(known: Run, sheet: Sheet, dump: Dump) -> None:
    def rows() -> dict[str, Any]:
        return {k: v for k, v in dump().items() if k not in ("journal", "changes")}

    before = rows()
    told = update(known, sheet(NEW))
    assert known("undo", str(told["batch"])).code == 0
    assert rows() == before


def test_an_order_amended_since_stays_whole(known: Run, sheet: Sheet) -> None:
    told = update(known, sheet(NEW))
    known("order", "amend", "PO-1", "quantity=121", "--line", "1")
    ran = known("undo", str(told["batch"]))
    assert ran.code == 0, ran.err
    assert lines(known)[0] == ("1", "M-1", "red", "121")
    assert [line[0] for line in lines(known)] == ["1", "3", "4"]
    assert len(order(known)["amendments"]) == 2
    assert known("order", "show", "PO-3").code == 3, "what nobody touched is gone"


def test_a_dry_run_tells_and_writes_nothing(known: Run, sheet: Sheet, dump: Dump) -> None:
    before = dump()
    told = update(known, sheet(NEW), "--dry-run")
    assert [row["outcome"] for row in told["rows"]] == ["would amend", "would add"]
    assert told["dry_run"] is True
    assert dump() == before


def test_without_update_both_ways_out_are_named(known: Run, sheet: Sheet, dump: Dump) -> None:
    before = dump()
    for lang in ("en", "zh"):
        ran = known("order", "import", sheet(NEW), "--lang", lang)
        assert ran.code == 3
        assert "--update" in ran.err
        assert "gendan order amend PO-1" in ran.err
    assert dump() == before


def test_what_an_update_may_not_change(known: Run, sheet: Sheet, dump: Dump) -> None:
    known("order", "cancel", "PO-2", "--why", "no money")
    before = dump()
    text = f"{HEAD}\nPO-1,BETA,2026-02-20,,1,M-1,red,100,,\nPO-2,ACME,2026-02-20,,1,M-1,red,6,,\n"
    ran = known("order", "import", sheet(text), "--update")
    assert ran.code == 3
    assert "belongs to ACME" in ran.err
    assert "cancelled" in ran.err
    assert dump() == before
    same = f"{HEAD}\nPO-2,ACME,2026-02-20,,1,M-1,red,5,,\n"
    assert update(known, sheet(same))["unchanged"] == 1


CLAUSES = "Order No.,Customer,Order Date,Item No.,Qty,Tolerance\n"


@pytest.mark.parametrize(
    ("clauses", "header", "own"),
    [
        (("±5%", "±5%"), "±5%", (None, None)),
        (("±5%", ""), "±5%", (None, None)),
        (("±5%", "0"), None, ("±5%", "0")),
        (("", "±5%"), None, (None, "±5%")),
        (("", ""), None, (None, None)),
    ],
    ids=str,
)
def test_a_clause_of_the_order_or_of_its_lines(
    known: Run, sheet: Sheet, clauses: tuple[str, str], header: str | None, own: tuple[str, ...]
) -> None:
    body = "".join(f"PO-5,ACME,2026-02-20,M-{n},5,{c}\n" for n, c in enumerate(clauses))
    assert known("order", "import", sheet(CLAUSES + body)).code == 0
    found = order(known, "PO-5")
    assert found["tolerance"] == header
    assert tuple(line["tolerance"] for line in found["lines"]) == own


@pytest.mark.parametrize(
    ("column", "cell", "word"),
    [
        ("Deposit", "0.3", "30%"), ("Deposit", "130", "30%"), ("Deposit", "some", "not a number"),
        ("Inspection", "maybe", "none, final or all"), ("Documents", ";;", "CI,PL,BL,CO"),
        ("Pcs/Ctn", "two dozen", "not a number"), ("Pcs/Ctn", "0", "not above 0"),
        ("Cartons", "-1", "below 0"), ("定金", "三成", "not a number"),
    ],
)  # fmt: skip
def test_cells_that_are_refused(
    known: Run, sheet: Sheet, dump: Dump, column: str, cell: str, word: str
) -> None:
    before = dump()
    text = f"Order No.,Customer,Order Date,Item No.,Qty,{column}\nPO-7,ACME,2026-02-20,M,5,{cell}\n"
    ran = known("order", "import", sheet(text))
    assert ran.code == 3
    assert f"row 2, column '{column}'" in ran.err
    assert word in ran.err
    assert dump() == before


def test_merged_cells_count_for_all_their_rows(known: Run, tmp_path: Path) -> None:
    path = tmp_path / "merged.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    heads = ["Order No.", "Customer", "Order Date", "Marks", "Item No.", "Colour", "Qty"]
    page.write_row(1, 1, heads)
    for column, words in enumerate(["PO-8", "ACME", "2026-02-20", "ACME / HAMBURG", "M-1"], 1):
        page.merge_range(2, column, 4, column, words)
    for row, (color, quantity) in enumerate((("red", 1), ("blue", 2), ("green", 3)), 2):
        page.write_row(row, 6, [color, quantity])
    page.write_row(5, 1, ["PO-9", "ACME", "2026-02-21", "", "M-2", "", 4])
    book.close()
    ran = known("order", "import", str(path))
    assert ran.code == 0, ran.err
    assert lines(known, "PO-8") == [
        ("1", "M-1", "red", "1"), ("2", "M-1", "blue", "2"), ("3", "M-1", "green", "3"),
    ]  # fmt: skip
    assert order(known, "PO-8")["marks"] == "ACME / HAMBURG"
    assert lines(known, "PO-9") == [("1", "M-2", None, "4")]


def ubl(root: str, body: str) -> str:
    space = "urn:oasis:names:specification:ubl:schema:xsd:"
    return f'<?xml version="1.0"?><{root} xmlns="{space}{root}-2">{body}</{root}>'


BUYER = "<BuyerCustomerParty><Party><PartyName><Name>Acme Trading</Name></PartyName></Party></BuyerCustomerParty>"


def goods(n: int, sku: str, quantity: int, more: str = "") -> str:
    return f'<OrderLine><LineItem><ID>{n}</ID>{more}<Quantity unitCode="C62">{quantity}</Quantity><Item><SellersItemIdentification><ID>{sku}</ID></SellersItemIdentification></Item></LineItem></OrderLine>'


def test_a_ubl_order_and_its_change(known: Run, sheet: Sheet, dump: Dump) -> None:
    text = "<ID>PO-10</ID><IssueDate>2026-02-20</IssueDate>" + BUYER
    path = sheet(ubl("Order", text + goods(1, "M-1", 5) + goods(2, "M-2", 6)), "order.xml")
    told = json.loads(known("order", "import", path, "--json").out)
    assert [(row["key"], row["outcome"]) for row in told["rows"]] == [("PO-10", "added")]
    found = order(known, "PO-10")
    assert (found["customer"], found["currency"], found["lines"][0]["unit"]) == (
        "ACME",
        "EUR",
        "C62",
    )
    change = (
        "<ID>C-1</ID><IssueDate>2026-03-01</IssueDate><OrderReference><ID>PO-{}</ID></OrderReference>"
        + BUYER
    )
    body = goods(2, "M-2", 9) + goods(1, "M-1", 5, "<LineStatusCode>2</LineStatusCode>")
    assert known("order", "import", sheet(ubl("OrderChange", change.format(10) + body), "c.xml"), "--update").code == 0  # fmt: skip
    assert lines(known, "PO-10") == [("2", "M-2", None, "9")]
    assert order(known, "PO-10")["order_date"] == "2026-02-20"
    before = dump()
    ran = known("order", "import", sheet(ubl("OrderChange", change.format(404) + body), "c.xml"), "--update")  # fmt: skip
    assert ran.code == 3
    assert "PO-404" in ran.err
    assert dump() == before


def test_a_change_leaves_the_lines_that_it_does_not_name(known: Run, sheet: Sheet) -> None:
    change = (
        "<ID>C-1</ID><IssueDate>2026-03-01</IssueDate><OrderReference><ID>PO-1</ID></OrderReference>"
        + BUYER
    )
    update(known, sheet(ubl("OrderChange", change + goods(3, "M-2", 11)), "c.xml"))
    assert sorted(line[0] for line in lines(known)) == ["1", "2", "3"]
    assert ("3", "M-2", None, "11") in lines(known)


def test_a_customer_that_the_document_names_twice_over(known: Run, sheet: Sheet) -> None:
    both = BUYER.replace(
        "<Party>", "<SupplierAssignedAccountID>BETA</SupplierAssignedAccountID><Party>"
    )
    text = "<ID>PO-10</ID><IssueDate>2026-02-20</IssueDate>" + both + goods(1, "M-1", 5)
    ran = known("order", "import", sheet(ubl("Order", text), "order.xml"))
    assert ran.code == 3
    assert "BETA" in ran.err
    assert "Acme Trading" in ran.err
    assert "order.xml, BuyerCustomerParty" in ran.err


def test_a_moved_ship_by_date_leaves_the_plan_behind_and_says_so(known: Run, sheet: Sheet) -> None:
    known("plan", "PO-1")
    ran = known("order", "import", sheet(OLD.replace("2026-04-20", "2026-05-04")), "--update")
    assert ran.code == 0
    assert "the plan of PO-1 still follows the former ship-by date" in ran.err
    assert "PO-2" not in ran.err
    ran = known("order", "import", sheet(OLD.replace("2026-04-20", "2026-05-04")), "--update")
    assert "former ship-by date" not in ran.err


def test_nothing_left_before_it_was_ordered(known: Run, sheet: Sheet, dump: Dump) -> None:
    before = dump()
    head = f"{HEAD},Shipped Date"
    both = sheet(
        f"{head}\nPO-1,ACME,2026-02-20,2026-04-20,1,M-1,red,100,2.5,250,2026-02-19\n"
        "PO-7,ACME,2026-02-20,,1,M-1,red,5,,,2026-02-01\n"
    )
    ran = known("order", "import", both, "--update")
    assert (ran.code, ran.out) == (3, "")
    assert "shipped 2026-02-19 lies before order PO-1, which came on 2026-02-20" in ran.err
    assert "shipped 2026-02-01 lies before order PO-7" in ran.err, "all faults at once"
    assert dump() == before
