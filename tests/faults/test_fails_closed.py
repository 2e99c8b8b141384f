"""What cannot be compared is never cleared: exit 3, nothing stored, or blocked."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gendan.core.checks import registry
from gendan.core.checks.case import Case
from gendan.core.checks.registry import Problem

from .conftest import Bench
from .goods import ORDER, good
from .writers import Grid, as_csv, write_xlsx

HEADINGS = ["ITEM NO.", "COLOUR", "SIZE", "QTY", "UNIT"]
ROW = ["TS-1050", "Black", "S", 240, "PCS"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def table(*rows: list[object], headings: list[str] = HEADINGS) -> Grid:
    """A small packing list."""
    return [list(headings), *(list(row) for row in rows)]


GRIDS: dict[str, Grid] = {
    "nothing": [],
    "blank cells": [["", " "], []],
    "only titles": [["PACKING LIST"], ["P.O. NO.", ORDER]],
    "only headings": table(),
    "only headings and a total": table(["TOTAL", "", "", 240, ""]),
    "no item column": [["COLOUR", "QTY", "UNIT"], ["Black", 240, "PCS"]],
    "no quantity": [["ITEM NO.", "COLOUR", "SIZE"], ["TS-1050", "Black", "S"]],
    "rows without headings": [ROW],
    "a quantity in words": table(ROW, ["TS-1050", "Black", "M", "many", "PCS"]),
    "no quantity in a row": table(ROW, ["TS-1050", "Black", "M", "", "PCS"]),
    "NaN": table(["TS-1050", "Black", "S", "NaN", "PCS"]),
    "inf": table(["TS-1050", "Black", "S", "inf", "PCS"]),
    "1e999": table(["TS-1050", "Black", "S", "1e999", "PCS"]),
    "#REF!": table(["TS-1050", "Black", "S", "#REF!", "PCS"]),
    "decimal comma": table(["TS-1050", "Black", "S", "1.234,50", "PCS"]),
    "a sum of texts": table(["TS-1050", "Black", "S", "240+10", "PCS"]),
    "two quantities that differ": [
        ["ITEM NO.", "QTY", "QUANTITY", "UNIT"], ["TS-1050", 240, 260, "PCS"]
    ],
}  # fmt: skip


def protected() -> bytes:
    """The beginning of a workbook with a password: an OLE file that holds `EncryptedPackage`."""
    return OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(1024)


def truncated(path: Path) -> bytes:
    """The first half of a good workbook."""
    write_xlsx(path, {"PL": table(ROW)})
    found = path.read_bytes()
    return found[: len(found) // 2]


HTML = b"<html><body><table><tr><th>ITEM NO.</th><th>QTY</th></tr><tr><td>TS-1050</td><td>240</td></tr></table></body></html>"
FILES: dict[str, tuple[str, bytes]] = {
    "empty": ("packing.xlsx", b""),
    "empty csv": ("packing.csv", b""),
    "password": ("packing.xlsx", protected()),
    "password, old format": ("packing.xls", protected()),
    "HTML named .xls": ("packing.xls", HTML),
    "HTML named .xlsx": ("packing.xlsx", HTML),
    "HTML named .csv": ("packing.csv", HTML),
    "noise": ("packing.xlsx", bytes(range(256)) * 40),
    "noise named .csv": ("packing.csv", bytes(range(256)) * 40),
    "noise named .xls": ("packing.xls", OLE + bytes(range(256)) * 40),
    "PDF": ("packing.pdf", b"%PDF-1.7\n1 0 obj\n"),
    "PDF named .xlsx": ("packing.xlsx", b"%PDF-1.7\n1 0 obj\n"),
    "XML that is no despatch advice": (
        "packing.xml",
        b"<?xml version='1.0'?><Note><ID>1</ID></Note>",
    ),
    "XML that grows": (
        "packing.xml",
        b"<!DOCTYPE a [<!ENTITY b 'bbbbbbbb'><!ENTITY c '&b;&b;&b;&b;'>]><a>&c;</a>",
    ),
    "NUL": ("packing.csv", b"ITEM NO.,QTY\nTS-10\x0050,240\n"),
    "an unclosed quote": ("packing.csv", b'ITEM NO.,QTY\n"TS-1050,240\nSK-3315,1500\n'),
}


def refused(bench: Bench, path: Path, kind: str = "packing") -> None:
    """Exit 3 with a hint, and the next run has nothing to compare."""
    answer = bench.ask(f"--{kind}", str(path))
    assert answer.code == 3, answer.lines()
    assert "hint:" in answer.err
    assert "Traceback" not in answer.err
    after = bench.ask()
    assert (after.code, after.verdict) == (1, "blocked"), after.lines()


@pytest.mark.parametrize("name", GRIDS)
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_list_that_says_too_little(bench: Bench, tmp_path: Path, name: str, ending: str) -> None:
    bench.enter(good())
    path = tmp_path / f"packing{ending}"
    if ending == ".csv":
        path.write_text(as_csv(GRIDS[name]), encoding="utf-8")
    else:
        write_xlsx(path, {"PL": GRIDS[name]})
    refused(bench, path)


@pytest.mark.parametrize(
    ("kind", "name"),
    [("packing", name) for name in FILES]
    + [
        (kind, name)
        for kind in ("invoice", "booking")
        for name in ("empty", "password", "HTML named .xls", "noise", "PDF")
    ],
)
def test_a_file_that_cannot_be_read(bench: Bench, tmp_path: Path, name: str, kind: str) -> None:
    bench.enter(good())
    filename, content = FILES[name]
    path = tmp_path / filename
    path.write_bytes(content)
    refused(bench, path, kind)


def test_half_a_workbook(bench: Bench, tmp_path: Path) -> None:
    bench.enter(good())
    path = tmp_path / "half.xlsx"
    path.write_bytes(truncated(tmp_path / "whole.xlsx"))
    refused(bench, path)


def test_no_file_and_a_folder(bench: Bench, tmp_path: Path) -> None:
    bench.enter(good())
    assert bench.ask("--packing", str(tmp_path / "none.xlsx")).code == 3
    assert bench.ask("--packing", str(tmp_path)).code == 3
    assert bench.ask("--invoice", str(tmp_path / "none.xlsx")).code == 3


def test_all_faults_of_a_file_are_named(bench: Bench, tmp_path: Path) -> None:
    bench.enter(good())
    path = tmp_path / "packing.xlsx"
    bad = [["TS-1050", "Black", "S", "many", "PCS"], ["SK-3315", "", "", "few", "PR"]]
    write_xlsx(path, {"PL 2": table(*bad)})
    answer = bench.ask("--packing", str(path))
    assert answer.code == 3
    for word in ("packing.xlsx", "PL 2", "row 2", "row 3", "QTY", "many", "few"):
        assert word in answer.err, answer.err


def test_one_bad_file_of_two_stores_neither(bench: Bench, tmp_path: Path) -> None:
    shipment = good()
    bench.enter(shipment)
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(protected())
    words = bench.files({"packing": shipment.packing})
    assert bench.ask(*words, "--invoice", str(bad)).code == 3
    assert bench.ask().verdict == "blocked"


@pytest.mark.parametrize(("field", "other"), [("sku", "ZX-99"), ("color", "Pink"), ("unit", "SET")])
def test_two_columns_of_one_name_that_differ(bench: Bench, field: str, other: str) -> None:
    """Nobody can tell which of them is meant."""
    shipment = good()
    headings, rows = shipment.packing.headings, shipment.packing.rows
    headings["again"] = headings[field]
    for row in rows:
        row["again"] = other
    assert bench.check(shipment).verdict in ("refused", "blocked")


def test_without_a_packing_list(bench: Bench) -> None:
    shipment = good()
    bench.enter(shipment)
    assert bench.ask().verdict == "blocked"
    words = bench.files({"invoice": shipment.invoice, "booking": shipment.booking})
    answer = bench.ask(*words)
    assert (answer.code, answer.verdict) == (1, "blocked"), answer.lines()


def test_an_order_without_lines(bench: Bench) -> None:
    shipment = good()
    bench.enter(shipment)
    bench.do("order", "add", "PO-EMPTY", "NORD")
    words = bench.files({"packing": shipment.packing})
    assert bench.ask(*words, order="PO-EMPTY").code != 0
    assert bench.ask(order="PO-EMPTY").code == 1


def test_an_order_of_nothing(bench: Bench, tmp_path: Path) -> None:
    """Zero ordered and zero packed are equal, but nothing is no shipment."""
    bench.enter(good())
    order = tmp_path / "zero.csv"
    order.write_text("order,customer,order_date,sku,quantity\nPO-0,NORD,2026-01-05,A-1,0\n")
    if bench.run("order", "import", str(order)).code == 0:
        path = tmp_path / "packing.csv"
        path.write_text("ITEM NO.,QTY,UNIT\nA-1,0,PCS\n")
        assert bench.ask("--packing", str(path), order="PO-0").code != 0


@pytest.mark.parametrize("number", ["PO-1", "", "PO-700", "PO-70011"])
def test_an_unknown_order(bench: Bench, number: str) -> None:
    shipment = good()
    bench.enter(shipment)
    words = bench.files({"packing": shipment.packing})
    answer = bench.ask(*words, order=number)
    assert answer.code == 3, answer.lines()
    assert answer.told == {}


def test_a_cancelled_order(bench: Bench) -> None:
    shipment = good()
    bench.enter(shipment)
    bench.do("order", "cancel", ORDER, "--why", "no longer wanted")
    answer = bench.ask(*bench.files({"packing": shipment.packing}))
    assert answer.code == 3, answer.lines()


@pytest.mark.parametrize("code", ["L01", "L05", "O11", "D03"])
def test_a_check_that_raises(bench: Bench, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    def breaks(_case: Case) -> Iterator[Problem]:
        raise ZeroDivisionError("in the check")
        yield

    check = registry.CHECKS[code]
    monkeypatch.setitem(registry.CHECKS, code, check._replace(look=breaks))
    answer = bench.check(good())
    assert (answer.code, answer.verdict) == (1, "blocked"), answer.lines()
    assert code in answer.codes("block")
    bench.do("waive", ORDER, code, "--why", "it will be fine", code=3)
    bench.do("sign", ORDER, code=3)
    assert bench.ask().code == 1


@pytest.mark.parametrize("code", ["L01", "L05"])
def test_a_check_that_is_gone(bench: Bench, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """The reason of a check may break as well."""

    def breaks(_case: Case) -> None:
        raise KeyError("in the reason")

    check = registry.CHECKS[code]
    monkeypatch.setitem(registry.CHECKS, code, check._replace(unless=breaks))
    assert bench.check(good()).verdict == "blocked"


def test_no_checks_at_all(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    shipment = good()
    bench.enter(shipment)
    monkeypatch.setattr(registry, "CHECKS", {})
    answer = bench.compare(shipment)
    assert answer.code != 0, answer.lines()


def test_a_signature_does_not_outlive_what_it_signed(bench: Bench) -> None:
    shipment = good()
    assert bench.clear(bench.check(shipment)).code == 0
    bench.do("order", "amend", ORDER, "marks=N/M")
    assert bench.ask().code == 1
    other = good()
    other.packing.rows[0]["description"] = "T-SHIRT, 100% COTTON "
    assert bench.compare(other).code == 1


WORKBOOK = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="PL" sheetId="1" r:id="r1"/></sheets></workbook>',
}
SHEET = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = "</sheetData></worksheet>"
FAR = f'{SHEET}<row r="1"><c r="A1" t="inlineStr"><is><t>ITEM NO.</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>{END}'
BOMBS = (
    "far cell",
    "far cell with other quotes",
    "far cell without a row",
    "long rows",
    "one text",
)


def bomb(path: Path, name: str) -> None:
    """A small file that is large as soon as it is read."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for part, content in WORKBOOK.items():
            out.writestr(part, content)
        with out.open("xl/worksheets/sheet1.xml", "w") as sheet:
            if name == "far cell":
                sheet.write(FAR.encode())
            elif name == "far cell with other quotes":
                sheet.write(FAR.replace('"', "'").encode())
            elif name == "far cell without a row":
                sheet.write(FAR.replace(' r="1048576"', "").encode())
            elif name == "long rows":
                _grow(sheet, b"<row>" + b"<c><v>1</v></c>" * 4000 + b"</row>")
            else:
                _grow(sheet, b"A" * 60_000, b'<row r="1"><c r="A1" t="str"><v>', b"</v></c></row>")


def _grow(sheet: object, piece: bytes, before: bytes = b"", after: bytes = b"") -> None:
    write = sheet.write
    write(SHEET.encode() + before)
    for _ in range(800_000_000 // len(piece)):
        write(piece)
    write(after + END.encode())


def _limits() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (400_000_000, 400_000_000))
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of resources there")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb(bench: Bench, tmp_path: Path, name: str) -> None:
    bench.enter(good())
    path = tmp_path / "packing.xlsx"
    bomb(path, name)
    assert path.stat().st_size < 5_000_000
    ran = subprocess.run(
        [sys.executable, "-m", "gendan", "check-order", ORDER, "--packing", str(path)],
        env=dict(os.environ), capture_output=True, text=True, timeout=20, preexec_fn=_limits,
        check=False,
    )  # fmt: skip
    assert ran.returncode == 3, f"{ran.returncode} {ran.stdout} {ran.stderr}"
    assert "hint:" in ran.stderr
