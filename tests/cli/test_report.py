"""gendan report errors: what comes back, whose it is, and which step to revise (contract §8, §9)."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Dump = Callable[[], dict[str, Any]]

KEYS = ["by", "key", "name", "failed", "n", "rate", "most", "most_times", "todo", "standard"]


@pytest.fixture
def checked(book: Run, sheet: Callable[..., str]) -> Run:
    """Two orders that were checked: one short of a glaze of YW, one right; one of them planned."""
    book("customer", "add", "ACME", "Acme", "--owner", "li")
    for number in ("PO-1", "PO-2"):
        book("order", "add", number, "ACME", "--date", "2026-02-10", "--ship-by", "2026-05-29")
        for sku, supplier in (("MG-1", "YW"), ("PL-1", "QZ")):
            book(
                "order", "line", "add", number, sku, "100", "--unit", "PCS", "--supplier", supplier
            )
    short = sheet("Item No.,Qty,Unit\nMG-1,90,PCS\nPL-1,100,PCS\n", "short.csv")
    right = sheet("Item No.,Qty,Unit\nMG-1,100,PCS\nPL-1,100,PCS\n", "right.csv")
    assert book("check-order", "PO-1", "--packing", short).code == 1
    assert book("check-order", "PO-1", "--packing", right).code == 1
    assert book("check-order", "PO-2", "--packing", right).code == 1
    return book


def rows(run: Run, *words: str) -> list[dict[str, Any]]:
    ran = run("report", "errors", *words, "--json")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert isinstance(found, list)
    return found


def test_an_empty_book_has_no_errors(book: Run) -> None:
    assert book("report", "errors", "--json").out == "[]\n"
    said = book("report", "errors", "--lang", "zh").out
    assert said.startswith("尚无可统计的记录；统计范围：核对订单 0，出运订单 0")


def test_a_check_that_failed_with_its_step(checked: Run) -> None:
    (row,) = rows(checked, "--by", "check")
    assert list(row) == KEYS
    assert (row["key"], row["failed"], row["n"], row["rate"]) == ("L05", 1, 2, "50.00")
    assert row["todo"]["en"] == "revise the step: Production complete, 80 % packed"
    assert "counted, not reported" in row["standard"]["en"]


def test_it_is_counted_against_whom_it_concerns(checked: Run) -> None:
    (supplier,) = rows(checked, "--by", "supplier")
    assert (supplier["key"], supplier["failed"], supplier["n"]) == ("YW", 1, 2)
    (owner,) = rows(checked, "--by", "owner")
    assert (owner["key"], owner["most_times"]) == ("li", 1)
    assert owner["todo"]["zh"] == "培训：生产完成（装箱达 80%）"
    (customer,) = rows(checked, "--by", "customer")
    assert (customer["key"], customer["failed"], customer["n"]) == ("ACME", 1, 2)


def test_a_supplier_is_called_as_in_the_book(checked: Run) -> None:
    checked("partner", "add", "YW", "Yiwu Glaze Works", "--kind", "supplier")
    assert [row["key"] for row in rows(checked, "--by", "supplier")] == ["Yiwu Glaze Works"]


def test_late_steps(checked: Run) -> None:
    assert checked("plan", "PO-1").code == 0
    assert rows(checked, "--by", "node") != []
    checked("done", "PO-1", "po-review", "--on", "2026-02-20")
    late = {row["key"]: (row["failed"], row["n"]) for row in rows(checked, "--by", "node")}
    assert late["po-review"] == (1, 1)
    assert "quotation" not in late
    assert "on-board" not in late


def test_complaints_by_type(checked: Run) -> None:
    checked("complaint", "open", "ACME", "wrong red", "--order", "PO-1", "--type", "color")
    (row,) = rows(checked, "--by", "complaint")
    assert (row["key"], row["failed"], row["n"]) == ("color", 1, 1)


def test_the_window_of_months(checked: Run) -> None:
    checked("config", now="2026-04-02T09:00:00+08:00")
    assert rows(checked, "--months", "1") == []
    assert len(rows(checked, "--months", "2", "--by", "check")) == 1


def test_without_a_question_all_kinds_in_one_list(checked: Run) -> None:
    assert [row["by"] for row in rows(checked)] == ["check", "customer", "supplier", "owner"]
    head, *lines = checked("report", "errors", "--csv").out.splitlines()
    assert (head, len(lines)) == (",".join(KEYS), 4)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["Checks that failed", "L05 Quantities as ordered", "what done means"]),
        ("zh", ["未通过的核对项", "L05 数量与订单一致", "的完成标准"]),
    ],
)
def test_people_read_it(checked: Run, lang: str, said: list[str]) -> None:
    ran = checked("report", "errors", "--lang", lang)
    assert [words for words in said if words not in ran.out + ran.err] == []


def test_as_a_page(checked: Run, tmp_path: Path) -> None:
    path = tmp_path / "errors.html"
    assert checked("report", "errors", "--html", str(path), "--lang", "zh").code == 0
    page = path.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "L05 数量与订单一致" in page
    assert 'lang="zh-Hans"' in page


def test_a_page_is_called_html(checked: Run, tmp_path: Path) -> None:
    ran = checked("report", "errors", "--html", str(tmp_path / "errors.xlsx"))
    assert (ran.code, ran.out) == (3, "")
    assert not (tmp_path / "errors.xlsx").exists()


def test_a_late_departure_needs_no_plan(book: Run, sheet: Callable[..., str]) -> None:
    head = "Order No.,Customer,Order Date,Ship By,Shipped Date,Item No.,Qty,Supplier\n"
    lines = (f"H{n},ACME,2025-10-01,2025-12-01,2025-12-{2 if n < 1 else 1:02},M,10,YW\n" for n in range(4))  # fmt: skip
    book("customer", "add", "ACME", "Acme")
    assert book("import", sheet(head + "".join(lines))).code == 0
    (node,) = rows(book, "--by", "node")
    assert (node["key"], node["failed"], node["n"]) == ("on-board", 1, 4)
    (owner,) = rows(book, "--by", "owner")
    assert (owner["key"], owner["name"]["zh"], owner["failed"], owner["n"]) == ("", "未指定负责人", 1, 4)  # fmt: skip
    (customer,) = rows(book, "--by", "customer")
    assert (customer["failed"], customer["n"], customer["rate"]) == (1, 4, "25.00")
    # Nobody knows yet whose fault it was.
    assert rows(book, "--by", "supplier") == []
    said = book("report", "errors", "--by", "check").out
    assert "none; looked at: 0 orders checked, 4 shipped, 4 steps due" in said
    assert "looked at: 0 orders checked, 4 shipped" in book("report", "errors").err


def test_lots_that_were_refused(checked: Run) -> None:
    for number, major in (("PO-1", "30"), ("PO-2", "0")):
        checked("inspect", "add", number, "--stage", "final", "--line", "1", "--lot", "100", "--critical", "0", "--major", major, "--minor", "0")  # fmt: skip
    (row,) = rows(checked, "--by", "inspection")
    assert (row["key"], row["name"]["en"], row["failed"], row["n"]) == ("final", "final", 1, 2)
    (supplier,) = rows(checked, "--by", "supplier")
    assert (supplier["key"], supplier["failed"]) == ("YW", 1)
    assert supplier["most_times"] == 1


def test_our_own_late_steps_are_not_the_suppliers(checked: Run) -> None:
    checked("order", "add", "PO-3", "ACME", "--date", "2026-01-10", "--ship-by", "2026-05-29")
    checked("order", "line", "add", "PO-3", "MG-1", "100", "--supplier", "QZ")
    assert checked("plan", "PO-3").code == 0
    checked("done", "PO-3", "po-review", "--on", "2026-02-20")
    assert [row["key"] for row in rows(checked, "--by", "supplier")] == ["YW"]
    (owner,) = rows(checked, "--by", "owner")
    assert owner["failed"] == 2


def test_an_undone_check_is_no_error(checked: Run) -> None:
    for _ in range(3):
        assert checked("undo").code == 0
    assert rows(checked) == []


def test_what_was_cancelled_counts_no_more(checked: Run) -> None:
    checked("order", "cancel", "PO-1", "--why", "no credit")
    assert rows(checked) == []
