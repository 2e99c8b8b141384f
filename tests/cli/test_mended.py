"""Faults that were found by using it, each with the command that showed it."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from gendan.store import dues
from gendan.store.db import Opening, create_book

Run = Callable[..., Any]


def due(run: Run, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("due", "--json", *words).out)
    return found


def test_of_two_sheets_with_the_same_headings_none_is_guessed(book: Run, tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    book("customer", "add", "ACME", "Acme")
    workbook = xlsxwriter.Workbook(str(path))
    for name, number in (("1月", "PO-1"), ("2月", "PO-2")):
        sheet = workbook.add_worksheet(name)
        sheet.write_row(0, 0, ["订单号", "客户", "下单日期", "货号", "数量"])
        sheet.write_row(1, 0, [number, "ACME", "2026-01-05", "MUG-1", 12])
    workbook.close()
    refused = book("order", "import", str(path))
    assert (refused.code, refused.out) == (3, "")
    assert "1月, 2月" in refused.err
    for name in ("1月", "2月"):
        assert book("order", "import", str(path), "--sheet", name).code == 0
    assert [o["order"] for o in json.loads(book("order", "list", "--json").out)] == ["PO-1", "PO-2"]
    assert "1月, 2月" in book("order", "import", str(path), "--sheet", "3月").err


def test_a_rate_belongs_to_the_base_currency_it_was_set_in(book: Run) -> None:
    book("fx", "set", "CNY", "0.14")
    book("config", "base_currency", "EUR")
    assert json.loads(book("fx", "list", "--json").out) == []
    book("config", "base_currency", "USD")
    assert [r["rate"] for r in json.loads(book("fx", "list", "--json").out)] == ["0.14"]


def test_an_undo_that_finds_its_place_taken_is_refused(book: Run) -> None:
    book("customer", "add", "BETA", "Beta")
    book("undo")
    book("customer", "add", "BETA", "Beta again")
    refused = book("undo", "2")
    assert (refused.code, refused.out) == (3, "")
    assert "BETA" in refused.err


def test_an_undo_of_an_undo_whose_customer_is_gone_is_refused(book: Run) -> None:
    book("customer", "add", "GAM", "Gamma")
    book("log", "GAM", "hi")
    book("undo")
    book("undo")
    assert book("undo", "3").code == 3


def test_an_undo_that_could_take_nothing_back_says_so(book: Run) -> None:
    book("customer", "add", "K1", "One")
    book("log", "K1", "hi")
    before = book("journal", "--json").out
    refused = book("undo", "1")
    assert (refused.code, refused.out) == (3, "")
    assert book("journal", "--json").out == before


def test_a_pin_ends_with_its_day(book: Run) -> None:
    book("customer", "add", "Z1", "Zed", "--tier", "C")
    book("tier", "pin", "Z1", "A", "--until", "2026-03-10", "--why", "new brand")
    assert "A (pinned until 2026-03-10)" in book("customer", "list").out
    assert "A（已锁定至 2026-03-10）" in book("--lang", "zh", "customer", "list").out
    later = book("customer", "show", "Z1", "--json", now="2026-03-11T09:00:00+08:00")
    assert json.loads(later.out)["tier_pinned"] is False


def test_an_attempt_says_the_day_on_which_the_row_is_shown_again(book: Run) -> None:
    book("customer", "add", "K2", "Ein", "--country", "DE", now="2026-11-20T09:00:00+08:00")
    book("log", "K2", "hi", "--in")
    assert "shown again on Mon 2026-11-23" in book("log", "K2", "--no-answer").out
    assert due(book, "--on", "2026-11-22") == []
    assert len(due(book, "--on", "2026-11-23")) == 1


def test_a_promise_beside_their_message_is_echoed(book: Run) -> None:
    book("customer", "add", "K2", "Ein")
    assert (
        "promised for Fri 2026-03-06 15:30" in book("log", "K2", "--in", "--next", "fri 15:30").out
    )


def test_after_a_merge_there_is_one_main_contact(book: Run) -> None:
    for code, person in (("OLD", "Gord"), ("NEW", "Petra")):
        book("customer", "add", code, f"{code} Ltd")
        book("contact", "add", code, person, "--main")
    book("customer", "merge", "OLD", "NEW")
    people = json.loads(book("contact", "list", "NEW", "--json").out)
    assert [(p["name"], p["main"]) for p in people] == [("Petra", True), ("Gord", False)]


def test_the_same_country_again_keeps_a_zone_set_by_hand(book: Run) -> None:
    book("customer", "add", "W", "West", "--country", "US", "--timezone", "America/Denver")
    book("customer", "edit", "W", "--country", "US")
    assert json.loads(book("customer", "show", "W", "--json").out)["timezone"] == "America/Denver"


def test_a_total_row_is_no_order(book: Run, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    book("customer", "add", "ACME", "Acme")
    path.write_text(
        "订单号,客户,下单日期,货号,数量\nPO-1,ACME,2026-01-05,MUG-1,12\n合计,,,,12\n,,,,\n",
        encoding="utf-8",
    )
    assert book("order", "import", str(path)).code == 0


def test_words_behind_a_date_in_a_file_are_not_swallowed(book: Run, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("code,name,since\nA1,One,2026-01-01 or later\n", encoding="utf-8")
    assert book("import", str(path)).code == 3


def test_an_empty_user_name_counts_as_none(book: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENDAN_USER", "")
    assert book("customer", "add", "ACME", "Acme").code == 0


@pytest.mark.parametrize("now", ["9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+00:00", "noon"])
def test_a_clock_out_of_range_is_a_wrong_command_line(book: Run, now: str) -> None:
    assert book("due", now=now).code == 2


def test_a_whole_number_is_asked_for_in_both_languages(book: Run) -> None:
    assert "whole number" in book("due", "--days", "x").err
    assert "整数" in book("--lang", "zh", "due", "--days", "x").err


def test_a_demo_book_that_somebody_worked_in_is_kept(run: Run) -> None:
    assert run("demo").code == 0
    assert run("demo").code == 0
    assert run("log", "NORD", "hi").code == 0
    assert run("demo").code == 3


def test_a_mistake_of_ours_is_not_called_damage(book: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def mistaken(*_: Any, **__: Any) -> None:
        raise sqlite3.OperationalError("no such column: shown")

    monkeypatch.setattr(dues, "showing", mistaken)
    assert book("due").code == 70


def test_a_column_that_is_gone_is_damage(book: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "book.db")) as spoilt:
        spoilt.execute("ALTER TABLE agenda RENAME COLUMN shows_on TO shown")
    ran = book("due")
    assert ran.code == 4
    assert "gendan restore" in ran.err


def test_a_customer_called_total_is_no_total_row(book: Run, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("code,name\nTOTAL,Total Tableware\nNORD,Nord\nTotal,\n", encoding="utf-8")
    assert book("import", str(path)).code == 0
    codes = [c["code"] for c in json.loads(book("customer", "list", "--json").out)]
    assert codes == ["NORD", "TOTAL"]


def test_an_empty_file_is_told_apart_from_a_foreign_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "book.db").touch()
    assert "is empty" in run("due").err
    assert "delete the file if it is empty" in run("init").err


def test_a_demo_that_was_interrupted_is_made_anew(run: Run, tmp_path: Path) -> None:
    opening = Opening(datetime(2026, 3, 2, 1, tzinfo=UTC), "wang", "demo")
    create_book(tmp_path / "book.db", {"timezone": "Asia/Shanghai", "demo": "yes"}, opening)
    assert run("demo").code == 0


def test_a_folder_that_is_a_file_is_exit_4(run: Run, tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    assert run("--db", str(tmp_path / "f" / "x.db"), "init").code == 4


@pytest.mark.parametrize(
    "day",
    [
        "2026-01-01T09:00:00Z",
        "2026-01-01T09:00:00+08:00",
        "2026-01-01 09:00:00.123",
        "2026/1/1 9:00",
    ],
)
def test_a_moment_in_a_file_is_its_day(book: Run, tmp_path: Path, day: str) -> None:
    path = tmp_path / "c.csv"
    path.write_text(f"code,name,since\nA1,One,{day}\n", encoding="utf-8")
    assert book("import", str(path)).code == 0
    assert json.loads(book("customer", "show", "A1", "--json").out)["since"] == "2026-01-01"
