"""Hostile words and files: the right exit code, a hint, no traceback, nothing written (contract §1)."""

import io
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer

from gendan.cli.app import COMMANDS, main

pytestmark = pytest.mark.faults
Run = Callable[..., Any]
Dump = Callable[[], dict[str, Any]]

LONG = "x" * 1_000_000
ACTS = "\x1b\x00\x07\x9b\u202e\u2028"
HEAD = b"Customer ID,Company Name\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with a little of everything that commands name; copied for each test."""
    path = tmp_path_factory.mktemp("made") / "book.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENDAN_NOW", "2026-03-02T08:00:00+08:00")
        patch.setenv("GENDAN_DB", str(path))
        patch.setenv("GENDAN_USER", "wang")
        for words in (
            ["init", "--timezone", "Asia/Shanghai"],
            ["customer", "add", "ACME", "Acme Trading GmbH", "--country", "DE", "--alias", "Rhein"],
            ["customer", "add", "ACORN", "Acorn Imports", "--country", "US"],
            ["customer", "add", "GONE", "Gone Ltd"],
            ["customer", "retire", "GONE", "--why", "closed"],
            ["log", "ACME", "hello"],
            ["order", "add", "PO-1", "ACME", "--incoterm", "FOB"],
            ["order", "line", "add", "PO-1", "M-1", "5"],
            ["order", "require", "PO-1", "no wood"],
            ["order", "add", "PO-7", "ACME", "--ship-by", "2026-05-30", "--deposit", "30"],
            ["plan", "PO-7"],
            ["done", "PO-7", "po-review", "--told"],
            ["partner", "add", "FAC", "Fine Factory", "--kind", "supplier"],
            ["partner", "add", "OLDP", "Old Inspectors", "--kind", "inspector"],
            ["partner", "retire", "OLDP", "--why", "closed"],
            ["order", "add", "PO-8", "ACORN", "--deposit", "30"],
            ["order", "line", "add", "PO-8", "M-2", "500"],
            ["inspect", "add", "PO-8", "--stage", "final", "--lot", "500", "--draft"],
            ["complaint", "open", "ACORN", "stains", "--order", "PO-8", "--type", "color", "--item", "M-2"],
            ["action", "add", "1", "new lamp", "--impact", "seen", "--department", "QA", "--owner", "li",
             "--by", "2026-03-20"],
            ["lesson", "add", "look at the lid", "--customer", "ACORN"],
            ["risk", "add", "steel", "--kind", "market", "--probability", "3", "--impact", "3",
             "--response", "hedge", "--owner", "li", "--review", "2026-04-01"],
            ["due"],
        ):  # fmt: skip
            assert main(words) == 0, words
    return path


@pytest.fixture
def busy(made: Path, run: Run, tmp_path: Path) -> Run:
    """`run` on a copy of that book."""
    shutil.copy(made, tmp_path / "book.db")
    return run


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the test, as that of the shell."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(ran: Any, code: int) -> None:
    assert "Traceback" not in ran.err + ran.out
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert ran.err.startswith("gendan: ")
    assert "\nhint: " in ran.err
    assert not any(char in ran.err for char in ACTS)


WORDS = [
    # unknown, ambiguous, duplicate: 3
    pytest.param(["log", "NOBODY"], 3, id="an unknown customer"),
    pytest.param(["log", "ACEM"], 3, id="a slip of the finger"),
    pytest.param(["log", "AC"], 3, id="two with this beginning"),
    pytest.param(["log", ""], 3, id="no customer at all"),
    pytest.param(["log", "   "], 3, id="blanks as a customer"),
    pytest.param(["log", "%"], 3, id="a wildcard"),
    pytest.param(["log", "' OR 1=1 --"], 3, id="SQL"),
    pytest.param(["log", "GONE"], 3, id="a retired customer"),
    pytest.param(["log", "A" * 100_000], 3, id="a very long customer"),
    pytest.param(["log", "A\x1b[2J"], 3, id="a customer that clears the screen"),
    pytest.param(["customer", "show", "NOBODY"], 3, id="show nobody"),
    pytest.param(["customer", "add", "ACME", "Other"], 3, id="a code that exists"),
    pytest.param(["customer", "add", "acme", "Other"], 3, id="a code in small letters"),
    pytest.param(["customer", "add", "ＡＣＭＥ", "Other"], 3, id="a code in full width"),
    pytest.param(["customer", "add", "", "Other"], 3, id="an empty code"),
    pytest.param(["customer", "add", "NEW", ""], 3, id="an empty name"),
    pytest.param(["customer", "add", "NEW", "N", "--country", "Atlantis"], 3, id="a country that does not exist"),
    pytest.param(["customer", "add", "NEW", "N", "--country", "ZZ"], 3, id="a code of no country"),
    pytest.param(["customer", "add", "NEW", "N", "--country", "EU"], 3, id="a union is no country"),
    pytest.param(["customer", "add", "NEW", "N", "--timezone", "Mars/Base"], 3, id="a time zone that does not exist"),
    pytest.param(["customer", "add", "NEW", "N", "--timezone", "../../etc/passwd"], 3, id="a path as a time zone"),
    pytest.param(["customer", "add", "NEW", "N", "--currency", "XYZ"], 3, id="a currency that does not exist"),
    pytest.param(["customer", "add", "NEW", "N", "--cadence", "often"], 3, id="an unreadable cadence"),
    pytest.param(["customer", "add", "NEW", "N", "--cadence", "0d"], 3, id="a cadence of zero"),
    pytest.param(["customer", "add", "NEW", "N", "--cadence", "9999m"], 3, id="a cadence of centuries"),
    pytest.param(["customer", "add", "NEW", "N", "--language", "???"], 3, id="a language that does not exist"),
    pytest.param(["customer", "edit", "ACME", "--clear", "code"], 3, id="an empty code by edit"),
    pytest.param(["customer", "merge", "ACME", "ACME"], 3, id="merge with itself"),
    pytest.param(["customer", "merge", "ACME", "NOBODY"], 3, id="merge into nobody"),
    pytest.param(["customer", "handover", "nobody", "li"], 3, id="hand over nothing"),
    pytest.param(["customer", "list", "--country", "Atlantis"], 3, id="list a country that does not exist"),
    pytest.param(["order", "show", "PO-404"], 3, id="an unknown order"),
    pytest.param(["order", "cancel", "PO-404", "--why", "x"], 3, id="cancel an unknown order"),
    pytest.param(["order", "import", "nowhere.csv"], 3, id="a file that is not there"),
    pytest.param(["order", "add", "PO-1", "ACME"], 3, id="an order that exists"),
    pytest.param(["order", "add", "po-1", "ACME"], 3, id="an order in small letters"),
    pytest.param(["order", "add", "PO-2", "NOBODY"], 3, id="an order of nobody"),
    pytest.param(["order", "add", "PO-2", "GONE"], 3, id="an order of a retired customer"),
    pytest.param(["order", "add", "", "ACME"], 3, id="an order without a number"),
    pytest.param(["order", "add", "P\x1b[2J", "ACME"], 3, id="an escape sequence as a number"),
    pytest.param(["order", "add", LONG, "ACME"], 3, id="1 MB of number"),
    pytest.param(["order", "add", "PO-2", "ACME", "--currency", "XYZ"], 3, id="an order in no currency"),
    pytest.param(["order", "add", "PO-2", "ACME", "--deposit", "0.3"], 3, id="a deposit that may be a fraction"),
    pytest.param(["order", "add", "PO-2", "ACME", "--deposit", "101"], 3, id="a deposit above all"),
    pytest.param(["order", "add", "PO-2", "ACME", "--deposit=-5"], 3, id="a deposit below nothing"),
    pytest.param(["order", "add", "PO-2", "ACME", "--inspection", "maybe"], 3, id="an inspection that does not exist"),
    pytest.param(["order", "add", "PO-2", "ACME", "--documents", " ; "], 3, id="no documents"),
    pytest.param(["order", "add", "PO-2", "ACME", "--marks", "A\u202eB"], 3, id="a bidi override in the marks"),
    pytest.param(["order", "add", "PO-2", "ACME", "--owner", "two\nlines"], 3, id="an owner of two lines"),
    pytest.param(["order", "line", "add", "PO-404", "M-1", "5"], 3, id="a line of no order"),
    pytest.param(["order", "line", "add", "PO-1", "M-1", "0"], 3, id="a line of nothing"),
    pytest.param(["order", "line", "add", "PO-1", "M-1", "NaN"], 3, id="a quantity that is no number"),
    pytest.param(["order", "line", "add", "PO-1", "M-1", "1e999"], 3, id="a quantity without end"),
    pytest.param(["order", "line", "add", "PO-1", "M-1", "1.234,5"], 3, id="a quantity that may be two"),
    pytest.param(["order", "line", "add", "PO-1", "", "5"], 3, id="a line without an item"),
    pytest.param(["order", "line", "add", "PO-1", "M-1", "5", "--price", "-1"], 3, id="a price below zero by hand"),
    pytest.param(["order", "line", "add", "PO-1", "M-1", "5", "--discount", "2"], 3, id="a discount above all"),
    pytest.param(["order", "line", "add", "PO-1", "M-1", "5", "--line", "1"], 3, id="a line number that is taken"),
    pytest.param(["order", "line", "add", "PO-1", "M-1", "5", "--line", "１"], 3, id="the same in full width"),
    pytest.param(["order", "line", "add", "PO-1", "M-1", "5", "--pcs-per-carton", "0"], 3, id="empty cartons"),
    pytest.param(["order", "amend", "PO-404", "marks=X"], 3, id="amend an unknown order"),
    pytest.param(["order", "amend", "PO-1", "colour_of_love=red"], 3, id="an unknown field"),
    pytest.param(["order", "amend", "PO-1", "marks"], 3, id="a field without a value"),
    pytest.param(["order", "amend", "PO-1", "=X"], 3, id="a value without a field"),
    pytest.param(["order", "amend", "PO-1", "marks=X", "唛头=Y"], 3, id="a field twice"),
    pytest.param(["order", "amend", "PO-1", "number=PO-9"], 3, id="another number"),
    pytest.param(["order", "amend", "PO-1", "customer=ACORN"], 3, id="another customer"),
    pytest.param(["order", "amend", "PO-1", "quantity=6"], 3, id="a quantity of no line"),
    pytest.param(["order", "amend", "PO-1", "marks=X", "--line", "1"], 3, id="marks of a line"),
    pytest.param(["order", "amend", "PO-1", "quantity=6", "--line", "9"], 3, id="a line that is not there"),
    pytest.param(["order", "amend", "PO-1", "quantity=", "--line", "1"], 3, id="an empty quantity"),
    pytest.param(["order", "amend", "PO-1", "order_date="], 3, id="an empty order date"),
    pytest.param(["order", "amend", "PO-1", "--drop-line", "9"], 3, id="drop a line that is not there"),
    pytest.param(["order", "amend", "PO-1", "quantity=6", "--line", "1", "--drop-line", "1"], 3, id="change what is dropped"),
    pytest.param(["order", "amend", "PO-1", "incoterm=FOB"], 3, id="an amendment that changes nothing"),
    pytest.param(["order", "amend", "PO-1", "marks=X", "--why", " "], 3, id="an empty reason of an amendment"),
    pytest.param(["order", "amend", "PO-1", "marks=X\x1b[31m"], 3, id="colours in the marks"),
    pytest.param(["order", "require", "PO-404", "no wood"], 3, id="require of an unknown order"),
    pytest.param(["order", "require", "PO-1", "  "], 3, id="an empty requirement"),
    pytest.param(["order", "require", "PO-1", "NO  WOOD"], 3, id="a requirement twice"),
    pytest.param(["order", "require", "PO-1", "label", "--source", ""], 3, id="no words of the customer"),
    pytest.param(["order", "require", "PO-1", "label", "--confirmed", "tomorrow"], 3, id="confirmed in the future"),
    pytest.param(["order", "confirm", "PO-1", "R9"], 3, id="confirm what nobody asked for"),
    pytest.param(["order", "confirm", "PO-1", "R1", "--on", "tomorrow"], 3, id="confirm in the future"),
    pytest.param(["plan", "PO-404"], 3, id="plan an unknown order"),
    pytest.param(["plan", "PO-7"], 3, id="a plan that exists"),
    pytest.param(["plan", "PO-1", "--sop", "nothing"], 3, id="plan after an unknown procedure"),
    pytest.param(["done", "PO-404", "deposit"], 3, id="a node of an unknown order"),
    pytest.param(["done", "PO-1", "deposit"], 3, id="a node of an order without a plan"),
    pytest.param(["done", "PO-7", "lunch"], 3, id="an unknown node"),
    pytest.param(["done", "PO-7", ""], 3, id="no node at all"),
    pytest.param(["done", "PO-7", "p"], 3, id="several nodes with this beginning"),
    pytest.param(["done", "PO-7", "po-review"], 3, id="a node that is done"),
    pytest.param(["done", "PO-7", "deposit", "--on", "tomorrow"], 3, id="done in the future"),
    pytest.param(["done", "PO-7", "deposit", "--why", "x"], 3, id="pass a gate that is not there"),
    pytest.param(["done", "PO-7", "production-order"], 3, id="a gate that is shut"),
    pytest.param(["done", "PO-7", "production-order", "--why", " "], 3, id="pass a gate without a reason"),
    pytest.param(["done", "PO-7", "production-order", "--waive", "deposit"], 2, id="pass a gate without a word"),
    pytest.param(["done", "PO-7", "production-order", "--waive", "a\x1b[2J", "--why", "x"], 3, id="pass a gate that clears the screen"),
    pytest.param(["done", "PO-7", "deposit", "--on", "2026-01-05"], 3, id="done before the order"),
    pytest.param(["done", "PO-7", "shipping-advice"], 3, id="done before the shipment"),
    pytest.param(["done", "PO-7", "deposit", "--evidence", "a\x1b[2J"], 3, id="evidence that clears the screen"),
    pytest.param(["slip", "PO-7", "deposit", "2026-01-05", "--why", "x", "--party", "us"], 3, id="slip into the past"),
    pytest.param(["slip", "PO-7", "po-review", "+3d", "--why", "x", "--party", "us"], 3, id="slip what is done"),
    pytest.param(["slip", "PO-7", "deposit", "+3d", "--why", "", "--party", "us"], 3, id="slip without a reason"),
    pytest.param(["slip", "PO-7", "on-board", "2026-05-30", "--why", "x", "--party", "us"], 3, id="slip to the same day"),
    pytest.param(["told", "PO-404", "deposit"], 3, id="told of an unknown order"),
    pytest.param(["told", "PO-7", "po-review"], 3, id="told twice"),
    pytest.param(["import", "."], 3, id="a folder"),
    pytest.param(["import", "/dev/null"], 3, id="nothing as a file"),
    pytest.param(["undo", "999"], 3, id="an entry that does not exist"),
    pytest.param(["journal", "999"], 3, id="show an entry that does not exist"),
    pytest.param(["config", "colour"], 3, id="an unknown setting"),
    pytest.param(["config", "home_country", "Atlantis"], 3, id="a home that does not exist"),
    pytest.param(["config", "timezone", "Mars/Base"], 3, id="a zone that does not exist"),
    pytest.param(["config", "tier_months", "1e3"], 3, id="no number of months"),
    pytest.param(["config", "tier_cuts", "95,80"], 3, id="cuts that fall"),
    pytest.param(["config", "tier_basis", "love"], 3, id="a basis that does not exist"),
    pytest.param(["cadence", "set", "A", "often"], 3, id="a rule that cannot be read"),
    pytest.param(["fx", "set", "XYZ", "1"], 3, id="a rate for no currency"),
    pytest.param(["fx", "set", "EUR", "NaN"], 3, id="a rate that is no number"),
    pytest.param(["fx", "set", "EUR", "Infinity"], 3, id="a rate without end"),
    pytest.param(["fx", "set", "EUR", "0"], 3, id="a rate of zero"),
    pytest.param(["fx", "set", "USD", "1"], 3, id="a rate for the base currency"),
    pytest.param(["tier", "unpin", "ACME"], 3, id="unpin what is not pinned"),
    pytest.param(["tier", "review", "--cuts", "80"], 3, id="one cut"),
    pytest.param(["tier", "accept", "NOBODY"], 3, id="accept nobody"),
    pytest.param(["snooze", "ACME", "yesterday", "--why", "x"], 3, id="snooze into the past"),
    pytest.param(["log", "ACME", LONG], 3, id="1 MB of note"),
    pytest.param(["customer", "add", "NEW", LONG], 3, id="1 MB of name"),
    pytest.param(["customer", "add", LONG, "N"], 3, id="1 MB of code"),
    pytest.param(["skip", "ACME", "--why", LONG], 3, id="1 MB of reason"),
    pytest.param(["log", "ACME", "hi\x1b[31mred"], 3, id="colours in a note"),
    pytest.param(["log", "ACME", "hi\x07"], 3, id="a bell in a note"),
    pytest.param(["log", "ACME", "hi\x9b2J"], 3, id="a C1 control in a note"),
    pytest.param(["log", "ACME", "hi\u202eevil"], 3, id="a bidi override in a note"),
    pytest.param(["log", "ACME", "hi\u2066evil"], 3, id="a bidi isolate in a note"),
    pytest.param(["log", "ACME", "hi\u200bthere"], 3, id="a zero-width character in a note"),
    pytest.param(["log", "ACME", "hi\u2028there"], 3, id="a line separator in a note"),
    pytest.param(["log", "ACME", "hi\udcff"], 3, id="a lone surrogate in a note"),
    pytest.param(["customer", "add", "NEW", "two\nlines"], 3, id="a name of two lines"),
    pytest.param(["customer", "add", "N\u202eW", "New"], 3, id="a bidi override in a code"),
    pytest.param(["contact", "add", "ACME", "\x1b]0;title\x07"], 3, id="a window title as a name"),
    pytest.param(["contact", "add", "ACME", ""], 3, id="a person without a name"),
    pytest.param(["skip", "ACME", "--why", "  "], 3, id="an empty reason"),
    pytest.param(["check-order", "PO-404"], 3, id="check an unknown order"),
    pytest.param(["check-order", "PO-404", "--packing", "nowhere.csv"], 3, id="an unknown order before its file"),
    pytest.param(["check-order", "PO-1", "--packing", "nowhere.csv"], 3, id="a packing list that is not there"),
    pytest.param(["check-order", "PO-1", "--packing", "."], 3, id="a folder as a packing list"),
    pytest.param(["check-order", "PO-1", "--packing", "/dev/null"], 3, id="nothing as a packing list"),
    pytest.param(["check-order", "PO-1", "--report", "report.xlsx"], 3, id="a report over a workbook"),
    pytest.param(["check-order", "PO-1", "--report", "no/such/folder/report.html"], 3, id="a report into no folder"),
    pytest.param(["check-order", "PO-1\x1b[2J"], 3, id="check an escape sequence"),
    pytest.param(["check-order", LONG], 3, id="check 1 MB"),
    pytest.param(["tick", "PO-404", "R1", "--evidence", "x"], 3, id="tick of an unknown order"),
    pytest.param(["tick", "PO-1", "R9", "--evidence", "x"], 3, id="tick what nobody asked for"),
    pytest.param(["tick", "PO-1", "", "--evidence", "x"], 3, id="tick nothing"),
    pytest.param(["tick", "PO-1", "R1", "--evidence", " "], 3, id="tick with empty evidence"),
    pytest.param(["tick", "PO-1", "R1", "--evidence", "x\x1b[2J"], 3, id="tick with evidence that clears the screen"),
    pytest.param(["tick", "PO-1", "R1", "--evidence", LONG], 3, id="1 MB of evidence"),
    pytest.param(["tick", "PO-1", "R1", "--file", "nowhere.jpg"], 3, id="a picture that is not there"),
    pytest.param(["tick", "PO-1", "R1", "--file", "."], 3, id="a folder as a picture"),
    pytest.param(["tick", "PO-1", "R1", "--undo"], 3, id="untick what is open"),
    pytest.param(["waive", "PO-404", "D03", "--why", "x"], 3, id="waive of an unknown order"),
    pytest.param(["waive", "PO-1", "Z99", "--why", "x"], 3, id="waive no code"),
    pytest.param(["waive", "PO-1", "L05", "--why", "x"], 3, id="waive what is not found"),
    pytest.param(["waive", "PO-1", "D03", "--why", " "], 3, id="waive without a reason"),
    pytest.param(["waive", "PO-1", "D03", "--why", "x\u202ey"], 3, id="waive with a bidi override"),
    pytest.param(["sign", "PO-404"], 3, id="sign an unknown order"),
    pytest.param(["sign", "PO-1"], 3, id="sign what is blocked"),
    pytest.param(["sign", "PO-1", "--why", ""], 3, id="sign with an empty word"),
    pytest.param(["sign", "PO-1", "--revoke", "--why", "x"], 3, id="revoke what nobody signed"),
    pytest.param(["sign", "PO-1", "--key", "nowhere"], 3, id="sign with a key that is not there"),
    pytest.param(["signer", "add", "li", "nowhere.pub"], 3, id="a key file that is not there"),
    pytest.param(["signer", "add", "li", "/dev/null"], 3, id="an empty key file"),
    pytest.param(["signer", "add", "l\x1bi", "/dev/null"], 3, id="a signer that plays tricks"),
    pytest.param(["signer", "add", "*", "/dev/null"], 3, id="a signer for everybody"),
    pytest.param(["signer", "remove", "nobody", "--why", "left"], 3, id="remove a signer that is not there"),
    pytest.param(["policy", "colour"], 3, id="an unknown rule"),
    pytest.param(["policy", "levels", "0"], 3, id="nobody signs"),
    pytest.param(["policy", "levels", "4"], 3, id="four levels"),
    pytest.param(["policy", "levels", "two"], 3, id="levels in words"),
    pytest.param(["policy", "level3_amount", "NaN"], 3, id="an amount that is no number"),
    pytest.param(["policy", "level3_amount", "--", "-5"], 3, id="an amount below nothing"),
    pytest.param(["policy", "level3_tier", "D"], 3, id="a tier that does not exist"),
    pytest.param(["policy", "key_signed", "perhaps"], 3, id="perhaps signed"),
    pytest.param(["policy", "supervisors", "a\x07b"], 3, id="a supervisor that rings"),
    pytest.param(["sop", "show", "nothing"], 3, id="an unknown procedure"),
    pytest.param(["sop", "export", "nothing", "x.toml"], 3, id="write an unknown procedure"),
    pytest.param(["sop", "export", "export-order", "no/such/folder/x.toml"], 3, id="a procedure into no folder"),
    pytest.param(["sop", "import", "nowhere.toml"], 3, id="a procedure that is not there"),
    pytest.param(["sop", "import", "/dev/null"], 3, id="nothing as a procedure"),
    pytest.param(["sop", "import", "."], 3, id="a folder as a procedure"),
    pytest.param(["sop", "use", "nothing", "--customer", "ACME"], 3, id="use an unknown procedure"),
    pytest.param(["sop", "use", "export-order", "--customer", "NOBODY"], 3, id="use it for nobody"),
    pytest.param(["sop", "remove", "export-order"], 3, id="remove the shipped procedure"),
    pytest.param(["sop", "remove", "nothing"], 3, id="remove an unknown procedure"),
    pytest.param(["told", "PO-7", "lunch"], 3, id="told of an unknown node"),
    pytest.param(["shipment", "add", "PO-404", "--vessel", "x"], 3, id="ship an unknown order"),
    pytest.param(["shipment", "add", "PO-7", "--vessel", "E\x1b[2J"], 3, id="a vessel that clears the screen"),
    pytest.param(["shipment", "edit", "PO-7", "9", "--vessel", "x"], 3, id="a shipment that is not there"),
    pytest.param(["shipment", "show", "PO-7", "9"], 3, id="show a shipment that is not there"),
    pytest.param(["shipment", "cancel", "PO-7", "9", "--why", "x"], 3, id="cancel a shipment that is not there"),
    pytest.param(["shipment", "met", "PO-7", "9", "vgm"], 3, id="met of a shipment that is not there"),
    pytest.param(["shipment", "list", "PO-404"], 3, id="shipments of an unknown order"),
    pytest.param(["draft", "PO-404", "deposit"], 3, id="a message about an unknown order"),
    pytest.param(["draft", "PO-1", "deposit"], 3, id="a message without a plan"),
    pytest.param(["draft", "PO-7", "lunch"], 3, id="a message about an unknown node"),
    pytest.param(["draft", "PO-7", "deposit", "--why", "x"], 3, id="a reason without a delay"),
    pytest.param(["draft", "PO-7", "deposit", "--shipment", "9"], 3, id="a message about no shipment"),
    pytest.param(["draft", "--edit", "nothing", "en", "/dev/null"], 3, id="own words for no message"),
    pytest.param(["draft", "--edit", "po-review", "en", "nowhere.txt"], 3, id="own words that are not there"),
    pytest.param(["draft", "--reset", "po-review", "en"], 3, id="reset what is not own"),
    pytest.param(["restore", "nowhere.db", "--yes"], 3, id="restore what is not there"),
    pytest.param(["restore", ".", "--yes"], 4, id="restore a folder"),
    pytest.param(["restore", "/dev/null", "--yes"], 4, id="restore nothing"),
    pytest.param(["inspect", "plan", "--lot", "500", "--level", "IX"], 3, id="a level that does not exist"),
    pytest.param(["inspect", "plan", "--lot", "500", "--aql-major", "2,4"], 3, id="an AQL that may be two"),
    pytest.param(["inspect", "add", "PO-404", "--stage", "final", "--lot", "5"], 3, id="inspect an unknown order"),
    pytest.param(["inspect", "add", "PO-8", "--stage", "final", "--lot", "5", "--draft", "--line", "9"], 3, id="inspect a line that is not there"),
    pytest.param(["inspect", "add", "PO-8", "--stage", "final", "--lot", "5", "--draft", "--on", "tomorrow"], 3, id="inspect in the future"),
    pytest.param(["inspect", "add", "PO-8", "--stage", "final", "--lot", "5", "--draft", "--file", "nowhere.jpg"], 3, id="a photo that is not there"),
    pytest.param(["inspect", "add", "PO-8", "--stage", "final", "--lot", "5", "--draft", "--note", "a\x1b[2J"], 3, id="a note that clears the screen"),
    pytest.param(["inspect", "decide", "PO-8", "9"], 3, id="decide an inspection that is not there"),
    pytest.param(["inspect", "decide", "PO-8", "1", "--defect", "scratch"], 3, id="a defect without a class"),
    pytest.param(["inspect", "remove", "PO-8", "1", "--why", " "], 3, id="remove an inspection without a reason"),
    pytest.param(["inspect", "show", "PO-8", "9"], 3, id="show an inspection that is not there"),
    pytest.param(["inspect", "report", "PO-8", "1", "--html", "no/such/folder/x.html"], 3, id="an inspection's report into no folder"),
    pytest.param(["complaint", "open", "NOBODY", "bad"], 3, id="a complaint of nobody"),
    pytest.param(["complaint", "open", "ACORN", "  "], 3, id="a complaint of nothing"),
    pytest.param(["complaint", "open", "ACORN", "bad", "--order", "PO-1"], 3, id="a complaint about another's order"),
    pytest.param(["complaint", "open", "ACORN", "bad", "--type", "love"], 3, id="a type that does not exist"),
    pytest.param(["complaint", "open", "ACORN", "bad", "--at", "tomorrow"], 3, id="a complaint of tomorrow"),
    pytest.param(["complaint", "open", "ACORN", LONG], 3, id="1 MB of complaint"),
    pytest.param(["complaint", "open", "ACORN", "bad", "--file", "."], 3, id="a folder as a photo"),
    pytest.param(["complaint", "show", "C9"], 3, id="a complaint that is not there"),
    pytest.param(["complaint", "show", "9" * 20], 3, id="a complaint beyond all"),
    pytest.param(["complaint", "move", "1", "closed"], 3, id="close what is not answered"),
    pytest.param(["complaint", "move", "1", "lost"], 3, id="a state that does not exist"),
    pytest.param(["complaint", "edit", "1", "--cost", "NaN"], 3, id="a cost that is no number"),
    pytest.param(["complaint", "edit", "1", "--what", "a\u202eb"], 3, id="a bidi override in the 8D"),
    pytest.param(["complaint", "targets", "ACORN", "love", "4h"], 3, id="a target that does not exist"),
    pytest.param(["complaint", "targets", "ACORN", "acknowledge", "soon"], 3, id="a target that cannot be read"),
    pytest.param(["complaint", "report", "1", "--html", "no/such/folder/x.html"], 3, id="an 8D into no folder"),
    pytest.param(["action", "add", "9", "x", "--impact", "wrong", "--department", "QA", "--owner", "li", "--by", "fri"], 3, id="an action for no complaint"),
    pytest.param(["action", "add", "1", "x", "--impact", "wrong", "--department", "QA", "--owner", "li", "--by", "someday"], 2, id="an action for someday"),
    pytest.param(["action", "done", "9", "--evidence", "x"], 3, id="an action that is not there"),
    pytest.param(["action", "done", "1", "--evidence", " "], 3, id="an action done without evidence"),
    pytest.param(["action", "verify", "1", "--effective"], 3, id="verify what is not done"),
    pytest.param(["lesson", "add", "x", "--customer", "NOBODY"], 3, id="a lesson for nobody"),
    pytest.param(["lesson", "add", "x"], 3, id="a lesson for nothing"),
    pytest.param(["lesson", "add", "x", "--customer", "ACORN", "--from", "9"], 3, id="a lesson from no complaint"),
    pytest.param(["lesson", "retire", "9", "--why", "x"], 3, id="a lesson that is not there"),
    pytest.param(["partner", "add", "FAC", "Other", "--kind", "supplier"], 3, id="a partner that exists"),
    pytest.param(["partner", "add", "NEWP", "", "--kind", "supplier"], 3, id="a partner without a name"),
    pytest.param(["partner", "add", "NEWP", "N", "--kind", "friend"], 2, id="a kind that does not exist"),
    pytest.param(["partner", "show", "NOBODY"], 3, id="a partner that is not there"),
    pytest.param(["partner", "standing", "FAC", "watch"], 2, id="a standing without a reason"),
    pytest.param(["partner", "retire", "OLDP", "--why", "x"], 3, id="retire a partner twice"),
    pytest.param(["partner", "weights", "love=5"], 3, id="a weight for nothing"),
    pytest.param(["risk", "add", "x", "--kind", "fx", "--probability", "6", "--impact", "1", "--response", "r", "--owner", "o", "--review", "fri"], 2, id="a probability above all"),
    pytest.param(["risk", "add", "x", "--kind", "fx", "--probability", "1", "--impact", "1", "--response", "r", "--owner", "o", "--review", "yesterday"], 3, id="a review that has passed"),
    pytest.param(["risk", "show", "9"], 3, id="a risk that is not there"),
    pytest.param(["risk", "close", "1", "--why", " "], 3, id="close a risk without a reason"),
    pytest.param(["report", "errors", "--months", "0"], 2, id="no months"),
    pytest.param(["report", "errors", "--html", "no/such/folder/x.html"], 3, id="a report of errors into no folder"),
    pytest.param(["fx", "exposure", "--json", "--csv"], 2, id="exposure in two forms"),
    pytest.param(["backup", "book.db"], 3, id="a backup over the book"),
    pytest.param(["backup", "no/such/folder/x.db"], 3, id="a backup into no folder"),
    pytest.param(["backup", LONG], 3, id="a backup to 1 MB of name"),
    pytest.param(["backup"], 2, id="a backup to nowhere"),
    pytest.param(["restore", "book.db", "--yes"], 3, id="restore the book itself"),
    pytest.param(["restore", LONG, "--yes"], 3, id="restore 1 MB of name"),
    pytest.param(["journal", "--last", "0"], 2, id="the last none"),
    pytest.param(["journal", "--verify", "--head", "zz"], 2, id="a head that is no hash"),
    pytest.param(["journal", "1", "--verify"], 2, id="verify one entry"),
    # the command line: 2
    pytest.param(["check-order"], 2, id="check nothing"),
    pytest.param(["check-order", "PO-1", "--json", "--csv"], 2, id="check in two forms"),
    pytest.param(["check-order", "PO-1", "--packing"], 2, id="a packing list without a file"),
    pytest.param(["tick", "PO-1"], 2, id="tick no item"),
    pytest.param(["waive", "PO-1", "D03"], 2, id="waive without --why"),
    pytest.param(["sign", "PO-1", "--revoke"], 2, id="revoke without --why"),
    pytest.param(["sign", "PO-1", "--revoke", "--why", "x", "--key", "k"], 2, id="revoke with a key"),
    pytest.param(["signer"], 2, id="signer without a word"),
    pytest.param(["signer", "add", "li"], 2, id="a signer without a key"),
    pytest.param(["sop", "use", "export-order"], 2, id="use a procedure for nothing"),
    pytest.param(["sop", "explode"], 2, id="an unknown word of sop"),
    pytest.param(["shipment", "add"], 2, id="ship nothing"),
    pytest.param(["shipment", "edit", "PO-7", "one"], 2, id="a shipment in words"),
    pytest.param(["shipment", "cancel", "PO-7", "1"], 2, id="cancel a shipment without a reason"),
    pytest.param(["draft"], 2, id="a message about nothing"),
    pytest.param(["draft", "PO-7"], 2, id="a message without a node"),
    pytest.param(["draft", "--list", "--reset", "po-review", "en"], 2, id="list and reset"),
    pytest.param(["draft", "PO-7", "deposit", "--shipment", "0"], 2, id="shipment zero"),
    pytest.param(["order", "list", "--json", "--csv"], 2, id="orders in two forms"),
    pytest.param(["policy", "levels", "2", "3"], 2, id="two values for a rule"),
    pytest.param(["restore"], 2, id="restore nothing at all"),
    pytest.param(["restore", "/dev/null", "/dev/null"], 2, id="restore two"),
    pytest.param(["doctor", "--cure"], 2, id="a doctor's unknown option"),
    pytest.param(["duu"], 2, id="an unknown command"),
    pytest.param(["\x1b[2J"], 2, id="an escape sequence as a command"),
    pytest.param(["customer", "destroy"], 2, id="an unknown word of a group"),
    pytest.param(["customer", "destroy", "ACME"], 2, id="an unknown word with a customer"),
    pytest.param(["due", "--colour"], 2, id="an unknown option"),
    pytest.param(["--colour", "due"], 2, id="an unknown option first"),
    pytest.param(["log"], 2, id="no customer named"),
    pytest.param(["log", "ACME", "note", "more"], 2, id="a word too many"),
    pytest.param(["log", "ACME", "--next"], 2, id="an option without its value"),
    pytest.param(["log", "ACME", "-c", "pigeon"], 2, id="a wrong choice"),
    pytest.param(["due", "--tier", "Z"], 2, id="a wrong tier"),
    pytest.param(["due", "--days", "ten"], 2, id="a number in words"),
    pytest.param(["due", "--days", "99999999999999999999"], 2, id="a number beyond all"),
    pytest.param(["due", "--json", "--csv"], 2, id="two forms"),
    pytest.param(["journal", "x"], 2, id="a word for a number"),
    pytest.param(["undo", "x"], 2, id="undo a word"),
    pytest.param(["tier", "pin", "ACME", "Z", "--why", "x"], 2, id="pin to no tier"),
    pytest.param(["tier", "accept"], 2, id="accept neither one nor all"),
    pytest.param(["tier", "accept", "ACME", "--all"], 2, id="accept one and all"),
    pytest.param(["customer", "edit", "ACME"], 2, id="an edit that changes nothing"),
    pytest.param(["order", "amend", "PO-1"], 2, id="an amendment of nothing"),
    pytest.param(["order", "amend", "PO-1", "--line", "1"], 2, id="a line, and nothing of it"),
    pytest.param(["order", "line", "add", "PO-1", "M-1"], 2, id="a line without a quantity"),
    pytest.param(["order", "line"], 2, id="a group in a group without a command"),
    pytest.param(["order", "add", "PO-2"], 2, id="an order without a customer"),
    pytest.param(["plan"], 2, id="plan nothing"),
    pytest.param(["plan", "PO-1", "--all-open"], 2, id="plan one and all"),
    pytest.param(["slip", "PO-7", "deposit", "+3d", "--why", "x"], 2, id="a slip of nobody"),
    pytest.param(["slip", "PO-7", "deposit", "+3d", "--party", "us"], 2, id="a slip without a reason"),
    pytest.param(["slip", "PO-7", "deposit", "+3d", "--why", "x", "--party", "weather"], 2, id="a party that does not exist"),
    pytest.param(["told", "PO-7", "deposit", "-c", "pigeon"], 2, id="told by pigeon"),
    pytest.param(["delays", "--json", "--csv"], 2, id="delays in two forms"),
    pytest.param(["order", "require", "PO-1"], 2, id="a requirement without words"),
    pytest.param(["customer", "retire", "ACME"], 2, id="a reason is missing"),
    pytest.param(["customer"], 2, id="a group without a command"),
    pytest.param(["due", "--lang", "fr"], 2, id="a language that gendan does not speak"),
]  # fmt: skip


@pytest.mark.sampled(3)
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("words", "code"), WORDS)
def test_words(busy: Run, dump: Dump, here: Path, words: list[str], code: int, lang: str) -> None:
    before = dump()
    options = [] if "--lang" in words else ["--lang", lang]
    ran = busy(*options, *words)
    refused(ran, code)
    assert dump() == before
    if lang == "zh" and options:
        assert any("\u4e00" <= char <= "\u9fff" for char in ran.err)


def commands(words: list[str], command: Any) -> Iterator[tuple[list[str], Any]]:
    """Every command below one of Typer's: what calls it, and what Typer knows of it."""
    members = getattr(command, "commands", None)
    if members is None:
        yield words, command
        return
    for name, member in members.items():
        yield from commands([*words, name], member)


EVERY = {
    " ".join(words): (words, command)
    for word, module in COMMANDS.items()
    for words, command in commands(
        [word], typer.main.get_command(import_module(f"gendan.cli.{module}").app)
    )
}
GOOD = {
    "number": "PO-8", "code": "FAC", "customer": "ACORN", "by": "fri", "review": "fri", "state": "acknowledged",
    "target": "acknowledge", "currency": "EUR",
}  # fmt: skip
"""What a command must have, by its name; of all others 1."""
NEEDED = {
    "inspect add": ["--draft", "--new-lot"],
    "action verify": ["--effective"],
    "lesson add": ["--customer=ACORN"],
    "restore": ["--yes"],
}
"""What these cannot do without."""
BEYOND = ["9" * 20, "-" + "9" * 20, str(2**63), str(-(2**63) - 1), "9" * 5000]


def is_number(parameter: Any) -> bool:
    return type(parameter.type).__name__ in ("IntRange", "IntParamType")


def plain(parameter: Any) -> str:
    """A value that can be read for what a command must have."""
    choices = getattr(parameter.type, "choices", None)
    if choices:
        return str(getattr(choices[0], "value", choices[0]))
    return GOOD.get(parameter.name, "1")


def line(words: list[str], command: Any, tried: Any, value: str) -> list[str]:
    """A command with one parameter as it is tried, and of the others what it must have."""
    options, arguments = [], []
    for parameter in command.params:
        if parameter is not tried and not parameter.required:
            continue
        said = value if parameter is tried else plain(parameter)
        if parameter.param_type_name == "option":
            options.append(f"{max(parameter.opts, key=len)}={said}")
        else:
            arguments.append(said)
    return [*words, *NEEDED.get(" ".join(words), ()), *options, "--", *arguments]


NUMBERS = [
    pytest.param(words, command, parameter, id=f"{name} {parameter.name}")
    for name, (words, command) in EVERY.items()
    for parameter in command.params
    if is_number(parameter)
]


@pytest.mark.parametrize(("words", "command", "parameter"), NUMBERS)
def test_numbers_beyond_all(
    busy: Run, dump: Dump, here: Path, words: list[str], command: Any, parameter: Any
) -> None:
    """SQLite holds 64 bits, Python reads 4300 digits: what is beyond is refused, not a bug."""
    before = dump()
    for value in BEYOND:
        refused(busy(*line(words, command, parameter, value)), 2)
    assert dump() == before


HOSTILE = {
    "clears the screen": "1\x1b[2J",
    "turns round": "1\u202e1",
    "half a character": "1\udcff",
    "1 MB": LONG,
}
"""What may stand in no book."""
STRANGE = {
    "nothing": "",
    "beyond all": "9" * 20,
    "5000 digits": "9" * 5000,
    "SQL": "' OR 1=1 --",
    "..": "..",
}
"""What may, in some fields."""
REFUSED = (2, 3, 4)
"""Exit codes of a refusal; 4 of `restore`, which names another book."""
OF_CARE = ("inspect", "complaint", "action", "lesson", "partner", "risk", "report", "fx", "backup", "restore",
           "doctor", "journal")  # fmt: skip
TEXTS = [
    pytest.param(words, command, parameter, id=f"{name} {parameter.name}")
    for name, (words, command) in EVERY.items()
    for parameter in command.params
    if words[0] in OF_CARE
    and not is_number(parameter)
    and type(parameter.type).__name__ != "BoolParamType"
]


@pytest.mark.sampled(5)
@pytest.mark.parametrize(("words", "command", "parameter"), TEXTS)
def test_hostile_words_for_every_option(
    busy: Run, dump: Dump, here: Path, words: list[str], command: Any, parameter: Any
) -> None:
    """Refused, and nothing written; or, where a command only looks or strange is not wrong, done."""
    before = dump()
    for value in HOSTILE.values():
        ran = busy(*line(words, command, parameter, value))
        if ran.code in REFUSED:
            refused(ran, ran.code)
        else:
            assert ran.code in (0, 1), ran.err
            assert not any(char in ran.out + ran.err for char in ACTS)
        assert dump() == before
    for value in STRANGE.values():
        before = dump()
        ran = busy(*line(words, command, parameter, value))
        if ran.code in REFUSED:
            refused(ran, ran.code)
            assert dump() == before
        else:
            assert ran.code in (0, 1), ran.err


DATES = ["03/04", "03/04/2026", "2026-02-30", "2026-13-01", "someday", "", "12 2", "1.2.3", "-1",
         "2026-W08-1", "31-31", "九月", "2026-02-20\x00", "99999-01-01", "+99999d", "0000-00-00",
         "2026-03-02 25:00", "fri fri", "٣"]  # fmt: skip


@pytest.mark.sampled(5)
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("when", DATES)
@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["due", "--on", "{}"], id="due --on"),
        pytest.param(["log", "ACME", "--at={}"], id="log --at"),
        pytest.param(["log", "ACME", "--next={}"], id="log --next"),
        pytest.param(["snooze", "ACME", "--why", "x", "--", "{}"], id="snooze"),
        pytest.param(["order", "add", "PO-2", "ACME", "--ship-by={}"], id="order add --ship-by"),
        pytest.param(["order", "require", "PO-1", "label", "--confirmed={}"], id="order require"),
        pytest.param(["done", "PO-7", "deposit", "--on={}"], id="done --on"),
        pytest.param(
            ["slip", "PO-7", "deposit", "--why", "x", "--party", "us", "--", "{}"], id="slip"
        ),
    ],
)
def test_dates_that_cannot_be_read(
    busy: Run, dump: Dump, words: list[str], when: str, lang: str
) -> None:
    before = dump()
    ran = busy("--lang", lang, *(word.format(when) for word in words))
    assert ran.code in (2, 3), ran.out
    refused(ran, ran.code)
    assert "2026-12-01" in ran.err, "the accepted forms are named"
    assert dump() == before


def zipped(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


FILES = [
    pytest.param("page.xls", b"<html><table><tr><td>Customer ID</td></tr></table></html>", id="HTML named .xls"),
    pytest.param("page.csv", b"<!DOCTYPE html><html></html>", id="HTML named .csv"),
    pytest.param("page.xls", b"\xef\xbb\xbf<html><table><tr><td>Customer ID,Company Name</td></tr></table></html>", id="HTML with a BOM"),
    pytest.param("scan.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", id="a PDF"),
    pytest.param("scan.xlsx", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", id="a PDF named .xlsx"),
    pytest.param("pack.zip", zipped("readme.txt", b"hello"), id="a zip"),
    pytest.param("pack.xlsx", zipped("readme.txt", b"hello"), id="a zip named .xlsx"),
    pytest.param("pack.xlsx", zipped("readme.txt", b"hello")[:-10], id="a zip that is cut off"),
    pytest.param("pack.xlsx", b"PK\x03\x04", id="four bytes of a zip"),
    pytest.param("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, id="an empty OLE file"),
    pytest.param("empty.csv", b"", id="an empty file"),
    pytest.param("empty.xlsx", b"", id="an empty workbook"),
    pytest.param("blank.csv", b"\n\n  \n", id="only blank lines"),
    pytest.param("bom.csv", b"\xef\xbb\xbf", id="only a BOM"),
    pytest.param("photo.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), id="a picture"),
    pytest.param("binary.csv", bytes(range(256)) * 16, id="binary"),
    pytest.param("nul.csv", HEAD + b"ACME2,Ac\x00me\n", id="NUL early"),
    pytest.param("nul.csv", HEAD + b"".join(b"K%d,Name %d\n" % (n, n) for n in range(500)) + b"ZZ,Z\x00Z\n", id="NUL late"),
    pytest.param("quote.csv", HEAD + b'NEW,"New and never ended\nNEXT,Next\n', id="a quote that never ends"),
    pytest.param("wide.csv", HEAD + b"NEW," + b"x" * 1_100_000 + b"\n", id="a cell of over 1 MB"),
    pytest.param("note.csv", b"Customer ID,Company Name,Note\nNEW,New," + b"x" * 1_000_000 + b"\n", id="1 MB of note in a file"),
    pytest.param("deep.csv", b"," * 200_000 + b"\n", id="a row of commas"),
    pytest.param("control.csv", HEAD + b"NEW,N\x1b]0;x\x07ew\n", id="a window title in a file"),
    pytest.param("bidi.csv", HEAD + "NEW,N\u202eew\n".encode(), id="a bidi override in a file"),
    pytest.param("heads.csv", b"Customer ID\nNEW\n", id="a heading is missing"),
    pytest.param("mail.eml", b"From: a@example.com\nSubject: hi\n\nhello\n", id="a mail"),
    pytest.param("bomb.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Order>&b;</Order>', id="XML that grows"),
    pytest.param("page.xml", b'<?xml version="1.0"?><html><body/></html>', id="a web page as XML"),
    pytest.param("cut.xml", b'<?xml version="1.0"?><Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"><ID>', id="XML that is cut off"),
    pytest.param("empty.xml", b'<?xml version="1.0"?><Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>', id="an empty UBL order"),
    pytest.param("data.json", b'[{"code": "NEW", "name": "New"}]', id="JSON"),
]  # fmt: skip


@pytest.mark.sampled(3)
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("command", [["import"], ["order", "import"]], ids=" ".join)
@pytest.mark.parametrize(("name", "content"), FILES)
def test_files(
    busy: Run, dump: Dump, tmp_path: Path, name: str, content: bytes, command: list[str], lang: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    before = dump()
    ran = busy(*command, str(path), "--lang", lang)
    refused(ran, 3)
    assert dump() == before
    assert len(ran.err) < 20_000, "a refusal is not a copy of the file"


def test_a_file_whose_name_plays_tricks(busy: Run, tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2Jb.csv"
    path.write_bytes(b"<html>")
    refused(busy("import", str(path)), 3)


# The book itself: 4, and it is left as it was, byte for byte.


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE customers (code TEXT)")
    conn.close()


def newer(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA user_version = 999")
    conn.close()


def cut(size: int) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, path.stat().st_size - size)


def garbage(path: Path) -> None:
    path.write_bytes(b"this is no database\n" * 500)


def spoiled(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:4096] = os.urandom(3996)
    path.write_bytes(data)


BOOKS = [
    pytest.param(lambda path: path.unlink(), id="missing"),
    pytest.param(lambda path: path.write_bytes(b""), id="empty"),
    pytest.param(lambda path: path.write_bytes(b"S"), id="one byte"),
    pytest.param(garbage, id="garbage"),
    pytest.param(lambda path: (path.unlink(), foreign(path)), id="another program's"),
    pytest.param(newer, id="of a newer gendan"),
    pytest.param(cut(1), id="a byte is missing at the end"),
    pytest.param(cut(5000), id="a page and more is missing"),
    pytest.param(lambda path: os.truncate(path, 100), id="only the header is left"),
    pytest.param(lambda path: os.truncate(path, 4096), id="only the first page is left"),
    pytest.param(spoiled, id="its first page is spoiled"),
    pytest.param(lambda path: (path.unlink(), path.mkdir()), id="a folder"),
]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "words", [["due", "--json"], ["log", "ACME", "hi"], ["customer", "list"], []], ids=" ".join
)
@pytest.mark.parametrize("spoil", BOOKS)
def test_books_that_cannot_be_used(
    busy: Run, tmp_path: Path, spoil: Callable[[Path], None], words: list[str], lang: str
) -> None:
    path = tmp_path / "book.db"
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    if not words and not path.exists():
        pytest.skip("gendan alone tells how to begin")
    ran = busy("--lang", lang, *words)
    refused(ran, 4)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert path.exists() == (before is not None or path.is_dir())


def test_a_missing_book_says_how_to_create_it(run: Run) -> None:
    ran = run("due")
    assert ran.code == 4
    assert "gendan init" in ran.err


def test_a_book_that_is_a_link_into_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "book.db").symlink_to(tmp_path / "target.db")
    refused(run("due"), 4)
    assert not (tmp_path / "target.db").exists()


def test_init_does_not_replace_a_file(busy: Run, tmp_path: Path, dump: Dump) -> None:
    before = dump()
    refused(busy("init"), 3)
    assert dump() == before


@pytest.mark.parametrize("name", ["b?mode=ro.db", "b#1.db", "b%41.db", "账本.db", "a b.db"])
def test_a_path_is_only_a_path(run: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert run("init", "--db", str(path)).code == 0
    assert path.is_file()
    assert run("--db", str(path), "due", "--json").out == "[]\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(busy: Run, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    shutil.copy(tmp_path / "book.db", folder / "book.db")
    folder.chmod(0o500)
    ran = busy("log", "ACME", "--db", str(folder / "book.db"))
    folder.chmod(0o700)
    refused(ran, 4)


@pytest.mark.parametrize(
    "now", ["yesterday", "2026-13-01T00:00:00Z", "03/04", "2026-03-02T09:00:00+99:00"]
)
def test_a_clock_that_cannot_be_read(busy: Run, dump: Dump, now: str) -> None:
    before = dump()
    refused(busy("log", "ACME", now=now), 2)
    assert dump() == before


def test_a_user_name_that_plays_tricks(busy: Run, dump: Dump) -> None:
    before = dump()
    refused(busy("log", "ACME", "--as", "wa\x1b[2Jng"), 3)
    assert dump() == before


def test_near_names_are_offered(busy: Run) -> None:
    assert "ACME" in busy("log", "ACEM").err


def test_both_candidates_are_named(busy: Run) -> None:
    told = busy("log", "ac").err
    assert "ACME" in told
    assert "ACORN" in told
