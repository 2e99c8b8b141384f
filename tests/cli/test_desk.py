"""Ticks, waivers, sign-offs, policy and keys around one shipment (contract §5, §6)."""

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import gendan.core.checks  # noqa: F401 - registers them before they are put aside
from gendan.cli.app import main
from gendan.core.checks.case import Case
from gendan.core.checks.registry import CHECKS, Check, Problem, Severity
from gendan.text import same

Run = Callable[..., Any]
Dump = Callable[[], dict[str, Any]]
Sheet = Callable[..., str]

ORDERS = """order,customer,order_date,ship_by,currency,documents,deposit,sku,quantity,unit,unit_price
PO-1,ACME,2026-02-20,2026-04-30,USD,,,MUG,10,PCS,2.50
PO-2,ACME,2026-02-20,2026-04-30,USD,"CI,PL,CO",30,MUG,10,PCS,2.50
PO-9,ACME,2026-02-20,2026-04-30,USD,,,MUG,10,PCS,2.50
"""
PACKED = "Item No.,Quantity,Unit\nMUG,10,PCS\n"
SHORT = "Item No.,Quantity,Unit\nMUG,9,PCS\n"
CUPS = "Item No.,Quantity,Unit\nMUG,5,PCS\nMUG,5,PCS\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with three orders that wang entered, one cancelled; made once, copied for each test."""
    folder = tmp_path_factory.mktemp("made")
    path = folder / "book.db"
    (folder / "orders.csv").write_text(ORDERS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENDAN_NOW", "2026-03-02T08:00:00+08:00")
        patch.setenv("GENDAN_DB", str(path))
        patch.setenv("GENDAN_USER", "wang")
        for words in (
            ["init", "--timezone", "Asia/Shanghai"],
            ["customer", "add", "ACME", "Acme Trading GmbH", "--country", "DE"],
            ["customer", "require", "ACME", "no plastic bags", "--kind", "packing"],
            ["order", "import", str(folder / "orders.csv")],
            ["order", "cancel", "PO-9", "--why", "no credit"],
        ):
            assert main(words) == 0
    return path


def _quantity(case: Case) -> Iterator[Problem]:
    ordered = sum((line.quantity for line in case.order.lines), Decimal(0))
    packed = sum((row.quantity for row in case.packing.rows), Decimal(0)) if case.packing else None
    if packed != ordered:
        yield Problem(
            same("another quantity"), same("count"), expected=str(ordered), actual=str(packed)
        )


def _rows(case: Case) -> Iterator[Problem]:
    if case.packing and len(case.packing.rows) > len(case.order.lines):
        yield Problem(same("more rows than lines"), same("look"))


def _items(case: Case) -> Iterator[Problem]:
    for item in case.checklist:
        if item.tick is None:
            yield Problem(same(f"{item.item} is open"), same("tick it"), item=item.item)


@pytest.fixture(autouse=True)
def _three_checks() -> Iterator[None]:
    """A quantity that blocks, a warning and the checklist; what the real ones say is not asked."""
    kept = dict(CHECKS)
    CHECKS.clear()
    for code, severity, look in (
        ("L05", Severity.BLOCK, _quantity),
        ("L03", Severity.WARN, _rows),
        ("O20", Severity.BLOCK, _items),
    ):
        CHECKS[code] = Check(code, same(code), severity, "", look, lambda _: None)
    yield
    CHECKS.clear()
    CHECKS.update(kept)


@pytest.fixture
def busy(made: Path, run: Run, tmp_path: Path) -> Run:
    """`run` on a copy of that book."""
    shutil.copy(made, tmp_path / "book.db")
    return run


@pytest.fixture
def ready(busy: Run, sheet: Sheet) -> Run:
    """The same with PO-1 packed by wang and its one item ticked: it only lacks its sign-offs."""
    packing = sheet(PACKED, "packing.csv")
    assert busy("check-order", "PO-1", "--packing", packing).code == 1
    assert busy("tick", "PO-1", "C1", "--evidence", "photo").code == 0
    return busy


@pytest.fixture
def cleared(ready: Run) -> Run:
    """The same, signed by wang and li."""
    assert ready("sign", "PO-1").code == 0
    assert ready("--as", "li", "sign", "PO-1").code == 0
    assert ready("check-order", "PO-1").code == 0
    return ready


def verdict(run: Run, number: str = "PO-1", *more: str) -> dict[str, Any]:
    ran = run("check-order", number, "--json", *more)
    found = json.loads(ran.out)
    assert isinstance(found, dict)
    assert ran.code == (0 if found["verdict"] == "cleared" else 1)
    return found


def refused(ran: Any, code: int, *words: str) -> None:
    assert "Traceback" not in ran.err + ran.out
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert ran.err.startswith("gendan: ")
    assert "\nhint: " in ran.err
    assert all(word in ran.err for word in words), ran.err


# The verdict


def test_nothing_to_compare_is_blocked(busy: Run) -> None:
    found = verdict(busy)
    assert found["verdict"] == "blocked"
    assert list(found) == [
        "order", "customer", "verdict", "digest", "findings", "checklist", "signoffs", "needed",
    ]  # fmt: skip
    assert [need["level"] for need in found["needed"]] == [1, 2]


def test_no_check_at_all_is_blocked(cleared: Run) -> None:
    CHECKS.clear()
    assert verdict(cleared)["verdict"] == "blocked"


def test_a_check_that_breaks_is_blocked(cleared: Run) -> None:
    CHECKS["L05"] = CHECKS["L05"]._replace(look=lambda _: 1 / 0)  # type: ignore[arg-type, return-value]
    assert verdict(cleared)["verdict"] == "blocked"
    refused(cleared("waive", "PO-1", "L05", "--why", "it broke"), 3)


def test_from_packed_to_cleared(ready: Run, dump: Dump) -> None:
    assert verdict(ready)["verdict"] == "unsigned"
    ran = ready("sign", "PO-1", "--why", "compared by hand too")
    digest = verdict(ready)["digest"]
    assert digest[:12] in ran.out
    assert "level 2" in ran.out
    assert verdict(ready)["verdict"] == "unsigned"
    assert "may ship" in ready("--as", "li", "sign", "PO-1").out
    found = verdict(ready)
    assert found["verdict"] == "cleared"
    assert [(s["level"], s["who"], s["valid"]) for s in found["signoffs"]] == [
        (1, "wang", True),
        (2, "li", True),
    ]
    assert found["signoffs"][0]["why"] == "compared by hand too"
    before = dump()
    refused(ready("--as", "chen", "sign", "PO-1"), 3, "all its signatures")
    assert dump() == before


def test_a_check_alone_writes_nothing(ready: Run, dump: Dump) -> None:
    before = dump()
    verdict(ready)
    assert dump() == before


def test_the_same_file_again_is_not_stored(ready: Run, sheet: Sheet, dump: Dump) -> None:
    before = dump()
    ready("--as", "li", "check-order", "PO-1", "--packing", sheet(PACKED, "copy.csv"))
    assert dump() == before


def test_an_older_file_given_again_is_the_newest(ready: Run, sheet: Sheet) -> None:
    digest = verdict(ready)["digest"]
    assert verdict(ready, "PO-1", "--packing", sheet(SHORT))["verdict"] == "blocked"
    found = verdict(ready, "PO-1", "--packing", sheet(PACKED))
    assert (found["verdict"], found["digest"]) == ("unsigned", digest)


def test_blocked_evidence_is_stored_too(busy: Run, sheet: Sheet, dump: Dump) -> None:
    assert busy("check-order", "PO-1", "--packing", sheet(SHORT, "short.csv")).code == 1
    (row,) = dump()["evidence"]
    assert "short.csv" in row
    assert dump()["blobs"] == [(row[4], SHORT.encode())]


@pytest.mark.parametrize("text", ["", "Item No.,Quantity\n", "a,b\n1,2\n", "<html></html>"])
def test_an_unreadable_file_stores_nothing(ready: Run, sheet: Sheet, dump: Dump, text: str) -> None:
    before = dump()
    refused(ready("check-order", "PO-1", "--packing", sheet(text, "bad.csv")), 3, "bad.csv")
    good = sheet(CUPS, "cups.csv")
    bad = sheet(text, "bad.csv")
    refused(ready("check-order", "PO-1", "--packing", good, "--invoice", bad), 3, "bad.csv")
    other = sheet("x", "worse.csv")
    ran = ready("check-order", "PO-1", "--packing", bad, "--invoice", other)
    refused(ran, 3, "bad.csv", "worse.csv")
    assert dump() == before


def test_a_report_that_cannot_be_written_stores_nothing(
    ready: Run, sheet: Sheet, dump: Dump, tmp_path: Path
) -> None:
    before = dump()
    packing = sheet(SHORT)
    for report in (tmp_path, tmp_path / "nowhere" / "r.html", tmp_path / "book.db"):
        refused(ready("check-order", "PO-1", "--packing", packing, "--report", str(report)), 3)
    assert dump() == before


def test_a_report(cleared: Run, tmp_path: Path) -> None:
    page = tmp_path / "po-1.html"
    assert cleared("check-order", "PO-1", "--report", str(page)).code == 0
    assert verdict(cleared)["digest"] in page.read_text(encoding="utf-8")


# Four eyes


def test_nobody_signs_twice_and_nobody_checks_their_own(busy: Run, sheet: Sheet) -> None:
    busy("--as", "zhou", "check-order", "PO-1", "--packing", sheet(PACKED))
    busy("--as", "li", "tick", "PO-1", "C1")
    assert busy("--as", "zhou", "sign", "PO-1").code == 0
    refused(busy("--as", "Zhou", "sign", "PO-1"), 3, "two levels")
    refused(busy("--as", "ＷＡＮＧ", "sign", "PO-1"), 3, "entered")
    assert busy("--as", "zhou", "sign", "PO-1", "--revoke", "--why", "not mine").code == 0
    assert busy("--as", "wang", "sign", "PO-1").code == 0
    refused(busy("--as", "zhou", "sign", "PO-1"), 3, "supplied")
    assert busy("--as", "li", "sign", "PO-1").code == 0
    assert verdict(busy)["verdict"] == "cleared"


def test_nobody_signs_what_is_blocked(busy: Run, sheet: Sheet) -> None:
    refused(busy("sign", "PO-1"), 3, "no packing list", "C1")
    busy("check-order", "PO-1", "--packing", sheet(SHORT))
    refused(busy("sign", "PO-1"), 3, "L05", "another quantity", "C1")


def test_a_firm_of_one(ready: Run) -> None:
    assert "gendan policy levels 1" in ready("check-order", "PO-1").out
    assert ready("sign", "PO-1").code == 0
    refused(ready("sign", "PO-1"), 3, "gendan policy levels 1")
    assert ready("policy", "levels", "1").code == 0
    assert verdict(ready)["verdict"] == "cleared"


@pytest.mark.parametrize(
    ("key", "value"),
    [("levels", "3"), ("level3_amount", "24.99"), ("level3_tier", "A,B")],
)
def test_level_3(cleared: Run, key: str, value: str) -> None:
    cleared("customer", "edit", "ACME", "--tier", "B")
    assert cleared("policy", key, value).code == 0
    found = verdict(cleared)
    assert found["verdict"] == "unsigned"
    assert [need["level"] for need in found["needed"]] == [3]
    cleared("policy", "supervisors", "Chen, 赵")
    refused(cleared("--as", "zhou", "sign", "PO-1"), 3, "Chen")
    refused(cleared("--as", "li", "sign", "PO-1"), 3, "two levels")
    assert cleared("--as", "赵", "sign", "PO-1").code == 0
    assert verdict(cleared)["verdict"] == "cleared"
    cleared("policy", "supervisors", "Chen")
    assert verdict(cleared)["verdict"] == "unsigned"


@pytest.mark.parametrize(
    ("key", "value"),
    [("level3_amount", "25"), ("level3_tier", "A"), ("level3_complaint", "yes")],
)
def test_no_level_3(cleared: Run, key: str, value: str) -> None:
    assert cleared("policy", key, value).code == 0
    assert verdict(cleared)["verdict"] == "cleared"


# Any change voids


CHANGES = {
    "an amendment": (["order", "amend", "PO-1", "marks=ACME"], "the amendments"),
    "a requirement": (["order", "require", "PO-1", "label on each box"], "the requirements"),
    "a new file": (["check-order", "PO-1", "--packing", "cups.csv"], "the packing list"),
    "an invoice": (["check-order", "PO-1", "--invoice", "packing.csv"], "the invoice"),
    "a tick taken back": (["tick", "PO-1", "C1", "--undo"], "the checklist"),
    "another document": (["policy", "documents_C", "CO"], "the checklist"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_any_change_voids(
    cleared: Run, sheet: Sheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    sheet(CUPS, "cups.csv")
    sheet(PACKED, "packing.csv")
    monkeypatch.chdir(tmp_path)
    words, part = CHANGES[name]
    ran = cleared(*words)
    assert ran.code in (0, 1), ran.err
    found = verdict(cleared)
    assert found["verdict"] in ("unsigned", "blocked")
    assert [s["valid"] for s in found["signoffs"]] == [False, False]
    for signoff in found["signoffs"]:
        assert part in [words["en"] for words in signoff["changed"]]


def test_a_waiver_voids(cleared: Run, sheet: Sheet) -> None:
    cleared("check-order", "PO-1", "--packing", sheet(CUPS))
    cleared("sign", "PO-1")
    cleared("--as", "li", "sign", "PO-1")
    assert verdict(cleared)["verdict"] == "cleared"
    assert cleared("waive", "PO-1", "L03", "--why", "split by box").code == 0
    found = verdict(cleared)
    assert found["verdict"] == "unsigned"
    assert found["signoffs"][0]["changed"]


def test_what_is_as_it_was_holds(cleared: Run) -> None:
    """The digest is of what was compared, so taking a change back brings the sign-offs back."""
    cleared("tick", "PO-1", "C1", "--undo")
    assert verdict(cleared)["verdict"] == "blocked"
    assert cleared("undo").code == 0
    assert verdict(cleared)["verdict"] == "cleared"


def test_ticked_anew_is_not_as_it_was(cleared: Run) -> None:
    cleared("tick", "PO-1", "C1", "--undo")
    cleared("tick", "PO-1", "C1", "--evidence", "photo", now="2026-03-02T10:00:00+08:00")
    assert verdict(cleared)["verdict"] == "unsigned"


def test_another_time_zone_changes_nothing(cleared: Run) -> None:
    cleared("config", "timezone", "America/Lima")
    assert verdict(cleared)["verdict"] == "cleared"


# Revoking and undoing


def test_revoking(cleared: Run) -> None:
    refused(cleared("--as", "chen", "sign", "PO-1", "--revoke", "--why", "no"), 3, "wang", "li")
    refused(cleared("sign", "PO-1", "--revoke"), 2)
    refused(cleared("sign", "PO-1", "--revoke", "--why", "x", "--key", "k"), 2)
    assert cleared("--as", "LI", "sign", "PO-1", "--revoke", "--why", "one box is wet").code == 0
    found = verdict(cleared)
    assert found["verdict"] == "unsigned"
    second = found["signoffs"][1]
    assert (second["valid"], second["revoked"]["why"]) == (False, "one box is wet")
    assert [need["level"] for need in found["needed"]] == [2]
    refused(cleared("--as", "li", "sign", "PO-1", "--revoke", "--why", "again"), 3)
    assert cleared("--as", "li", "sign", "PO-1").code == 0
    assert verdict(cleared)["verdict"] == "cleared"
    cleared("policy", "supervisors", "chen")
    assert cleared("--as", "chen", "sign", "PO-1", "--revoke", "--why", "stop").code == 0
    assert not any(signoff["valid"] for signoff in verdict(cleared)["signoffs"])


def test_undo_takes_each_step_back(busy: Run, sheet: Sheet, dump: Dump) -> None:
    def rows() -> dict[str, Any]:
        return {n: r for n, r in dump().items() if n not in ("journal", "changes", "blobs")}

    sheet(PACKED)
    path = sheet(CUPS, "packing.csv")
    for words in (
        ["check-order", "PO-1", "--packing", path],
        ["tick", "PO-1", "C1", "--file", path],
        ["waive", "PO-1", "L03", "--why", "split by box"],
        ["sign", "PO-1"],
        ["tick", "PO-1", "C1", "--undo"],
        ["policy", "levels", "1"],
    ):
        before = rows()
        assert busy(*words).code in (0, 1)
        after = rows()
        assert after != before
        assert busy("undo").code == 0
        assert rows() == before
        assert busy(*words, now="2026-03-02T09:00:00+08:00").code in (0, 1)


# The checklist


def test_the_items_of_an_order(busy: Run) -> None:
    found = {item["item"]: item for item in verdict(busy, "PO-2")["checklist"]}
    assert list(found) == ["C1", "CO", "deposit"]
    assert found["C1"]["kind"] == "standing"
    assert found["C1"]["text"]["en"] == "no plastic bags"
    assert found["CO"]["text"]["zh"] == "原产地证"
    assert {item["state"] for item in found.values()} == {"open"}
    for words in ("c1", "certificate of", "ｄｅｐｏｓｉｔ"):
        assert busy("tick", "PO-2", words).code == 0
    found = {item["item"]: item for item in verdict(busy, "PO-2")["checklist"]}
    assert {item["state"] for item in found.values()} == {"ticked"}
    assert found["CO"]["who"] == "wang"


def test_a_requirement_that_came_after_the_order(busy: Run, sheet: Sheet) -> None:
    """Noted after the order was entered and after its date: it is for later orders."""
    busy("customer", "require", "ACME", "two labels")
    assert [item["item"] for item in verdict(busy)["checklist"]] == ["C1"]
    later = ORDERS.replace("PO-", "PX-").replace("2026-02-20", "2026-03-02")
    assert busy("order", "import", sheet(later)).code == 0
    items = [item["item"] for item in verdict(busy, "PX-1")["checklist"]]
    assert items == ["C1", "C2"]


def test_an_unknown_item_names_all_that_are_open(busy: Run, dump: Dump) -> None:
    before = dump()
    refused(busy("tick", "PO-2", "R7"), 3, "C1", "CO", "deposit", "no plastic bags")
    for words in ("", "  ", "%", "C", "\x1b[2J", "x" * 100_000):
        refused(busy("tick", "PO-2", words), 3)
    assert dump() == before


def test_ticks_and_their_evidence(busy: Run, sheet: Sheet, tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff\x00" * 10)
    ran = busy("tick", "PO-2", "C1", "--file", str(photo), "--evidence", "seen at the factory")
    assert ran.code == 0
    assert "CO" in ran.out
    item = verdict(busy, "PO-2")["checklist"][0]
    assert (item["state"], item["evidence"]) == ("ticked", "seen at the factory")
    refused(busy("tick", "PO-2", "C1"), 3, "wang")
    refused(busy("tick", "PO-2", "CO", "--undo"), 3)
    refused(busy("tick", "PO-2", "CO", "--file", str(tmp_path)), 3)
    refused(busy("tick", "PO-2", "CO", "--file", str(tmp_path / "none.jpg")), 3)
    refused(busy("tick", "PO-2", "CO", "--file", sheet("", "empty.jpg")), 3)
    assert busy("tick", "PO-2", "C1", "--undo").code == 0
    assert verdict(busy, "PO-2")["checklist"][0]["state"] == "open"


def test_a_tick_is_for_the_deposit_as_it_was(busy: Run) -> None:
    busy("tick", "PO-2", "deposit")
    assert busy("order", "amend", "PO-2", "deposit=50").code == 0
    found = {item["item"]: item["state"] for item in verdict(busy, "PO-2")["checklist"]}
    assert found["deposit"] == "open"


# Waivers


def test_waivers_bind_to_what_was_found(busy: Run, sheet: Sheet) -> None:
    busy("tick", "PO-1", "C1")
    busy("check-order", "PO-1", "--packing", sheet(SHORT))
    refused(busy("waive", "PO-1", "L03", "--why", "x"), 3, "L05")
    refused(busy("waive", "PO-1", "L05", "--why", "  "), 3)
    ran = busy("--as", "chen", "waive", "PO-1", "l05", "--why", "they take nine")
    assert (ran.code, "another quantity" in ran.out) == (0, True)
    found = verdict(busy)
    assert found["verdict"] == "unsigned"
    (finding,) = found["findings"]
    assert finding["state"] == "waived"
    assert "they take nine" in busy("check-order", "PO-1").out
    assert "chen" in busy("check-order", "PO-1").out
    refused(busy("waive", "PO-1", "L05", "--why", "again"), 3)
    eight = SHORT.replace("9", "8")
    assert verdict(busy, "PO-1", "--packing", sheet(eight))["verdict"] == "blocked"


@pytest.mark.parametrize("words", ["O20", "c1", "No plastic"])
def test_an_item_can_be_waived(busy: Run, sheet: Sheet, words: str) -> None:
    busy("check-order", "PO-1", "--packing", sheet(PACKED))
    assert busy("waive", "PO-1", words, "--why", "the customer said so in writing").code == 0
    found = verdict(busy)
    assert found["verdict"] == "unsigned"
    assert found["checklist"][0]["state"] == "waived"
    assert found["checklist"][0]["why"] == "the customer said so in writing"
    refused(busy("waive", "PO-1", "C1", "--why", "again"), 3)


def test_no_packing_list_cannot_be_waived(busy: Run) -> None:
    busy("waive", "PO-1", "L05", "--why", "x")
    busy("waive", "PO-1", "C1", "--why", "x")
    assert verdict(busy)["verdict"] == "blocked"


# Policy


def test_policy(busy: Run) -> None:
    rows = json.loads(busy("policy", "--json").out)
    values = {row["key"]: row["value"] for row in rows}
    assert (values["levels"], values["carton_kg"], values["key_signed"]) == ("2", "25", "no")
    for key, typed, kept in (
        ("levels", "３", "3"),
        ("level3_amount", "50,000", "50000"),
        ("level3_amount", "none", "–"),
        ("level3_tier", "b，a", "A,B"),
        ("supervisors", "chen、 赵 ,chen", "chen,赵"),
        ("documents_A", "提单, co", "BL,CO"),
        ("inspection_B", "ALL", "all"),
        ("bank_account", "DE02 1203 0000 0000 2020 51", "DE02 1203 0000 0000 2020 51"),
        ("bank_account", "", "–"),
        ("key_signed", "Yes", "yes"),
    ):
        assert busy("policy", key, typed).code == 0
        assert busy("policy", key).out == f"{kept}\n"
    assert json.loads(busy("policy", "level3_tier", "--json").out)["value"] == "A,B"
    assert busy("policy", "--csv").out.startswith("key,value,default,meaning\n")
    assert "policy" in busy("config").err


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("levels", "0"),
        ("levels", "4"),
        ("levels", "two"),
        ("level3_amount", "0"),
        ("level3_amount", "NaN"),
        ("level3_amount", "Infinity"),
        ("level3_amount", "1e999"),
        ("level3_amount", "much"),
        ("level3_tier", "D"),
        ("level3_tier", ","),
        ("level3_complaint", "maybe"),
        ("key_signed", "1"),
        ("inspection_A", "some"),
        ("carton_kg", "0"),
        ("carton_kg", "none"),
        ("supervisors", "a\x1b[2Jb"),
        ("supervisors", "x" * 1_000_000),
        ("documents_A", "x" * 100),
        ("bank_account", "\u202e"),
        ("colour", "red"),
    ],
)
def test_a_policy_that_cannot_be(busy: Run, dump: Dump, key: str, value: str) -> None:
    before = dump()
    refused(busy("policy", key, value), 3)
    assert dump() == before


def test_config_points_to_policy(busy: Run) -> None:
    refused(busy("config", "levels", "1"), 3, "gendan policy levels")


# Keys


@pytest.fixture
def keys(tmp_path: Path) -> Callable[[str], Path]:
    """Make an SSH key pair without a passphrase and give the path of the private one."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("no ssh-keygen here")

    def make(name: str) -> Path:
        path = tmp_path / f"{name} key"
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path)],
            check=True,
        )
        return path

    return make


def public(private: Path) -> str:
    return str(private.with_name(private.name + ".pub"))


def test_only_keys_count(ready: Run, keys: Callable[[str], Path]) -> None:
    wang, li = keys("wang"), keys("li")
    assert ready("signer", "add", "wang", public(wang)).code == 0
    assert ready("--as", "li", "signer", "add", "li", public(li)).code == 0
    assert ready("policy", "key_signed", "yes").code == 0
    refused(ready("sign", "PO-1"), 3, "--key")
    assert ready("sign", "PO-1", "--key", str(wang)).code == 0
    refused(ready("--as", "li", "sign", "PO-1", "--key", str(wang)), 3, "li")
    refused(ready("--as", "zhao", "sign", "PO-1", "--key", str(wang)), 3, "signer add")
    assert ready("--as", "LI", "sign", "PO-1", "--key", str(li)).code == 0
    found = verdict(ready)
    assert found["verdict"] == "cleared"
    assert [signoff["signed"] for signoff in found["signoffs"]] == [True, True]
    assert ready("signer", "remove", "li", "--why", "she lost it").code == 0
    found = verdict(ready)
    assert [signoff["valid"] for signoff in found["signoffs"]] == [True, False]


def test_a_key_noted_by_the_other_signer_proves_nothing(
    ready: Run, keys: Callable[[str], Path]
) -> None:
    wang, li = keys("wang"), keys("li")
    ready("signer", "add", "wang", public(wang))
    ready("signer", "add", "li", public(li))
    ready("policy", "key_signed", "yes")
    assert ready("sign", "PO-1", "--key", str(wang)).code == 0
    ready("--as", "li", "sign", "PO-1", "--key", str(li))
    found = verdict(ready)
    assert found["verdict"] == "unsigned"
    assert [signoff["signed"] for signoff in found["signoffs"]][:1] == [True]
    assert 2 in [need["level"] for need in found["needed"]]


def test_nobody_undoes_that_a_signature_was_taken_back(cleared: Run) -> None:
    assert cleared("--as", "li", "sign", "PO-1", "--revoke", "--why", "wrong goods!").code == 0
    refused(cleared("undo"), 3, "cannot be taken back")
    assert verdict(cleared)["verdict"] == "unsigned"


def test_who_undoes_an_amendment_has_amended(ready: Run) -> None:
    assert ready("order", "amend", "PO-1", "marks=ACME").code == 0
    assert ready("--as", "li", "undo").code == 0
    assert ready("sign", "PO-1").code == 0
    refused(ready("--as", "li", "sign", "PO-1"), 3, "amended")


def test_unsigned_by_key_does_not_count(
    cleared: Run, keys: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    cleared("policy", "key_signed", "yes")
    assert [s["valid"] for s in verdict(cleared)["signoffs"]] == [False, False]
    key = keys("wang")
    cleared("signer", "add", "wang", public(key))
    assert cleared("sign", "PO-1", "--key", str(key)).code == 0
    found = verdict(cleared)
    assert [s["valid"] for s in found["signoffs"]] == [False, True, False]
    monkeypatch.setenv("PATH", "/nowhere")
    assert not any(s["valid"] for s in verdict(cleared)["signoffs"])
    cleared("sign", "PO-1", "--revoke", "--why", "x")
    refused(cleared("sign", "PO-1", "--key", str(key)), 3, "ssh-keygen")


@pytest.mark.parametrize(
    "forged",
    [
        "UPDATE signoffs SET made_by = 'li', level = 2 WHERE level = 1",
        "UPDATE signoffs SET signature = NULL",
        "UPDATE signoffs SET signature = 'x'",
        "UPDATE signoffs SET signature = replace(signature, 'A', 'B')",
        "UPDATE signers SET key = 'ssh-ed25519 AAAA'",
        "UPDATE signers SET key = key || char(10) || 'signer ssh-ed25519 AAAA'",
        "DELETE FROM signers",
    ],
)
def test_a_forged_row_does_not_count(
    ready: Run, keys: Callable[[str], Path], tmp_path: Path, forged: str
) -> None:
    key = keys("wang")
    ready("signer", "add", "wang", public(key))
    ready("policy", "key_signed", "yes")
    ready("sign", "PO-1", "--key", str(key))
    assert verdict(ready)["signoffs"][0]["valid"]
    with sqlite3.connect(tmp_path / "book.db") as conn:
        conn.execute(forged)
    conn.close()
    found = verdict(ready)
    assert found["verdict"] == "unsigned"
    assert not any(signoff["valid"] for signoff in found["signoffs"])


def test_a_key_belongs_to_one_person(
    busy: Run, keys: Callable[[str], Path], sheet: Sheet, dump: Dump
) -> None:
    wang, li = keys("wang"), keys("li")
    assert busy("signer", "add", "wang", public(wang)).code == 0
    assert json.loads(busy("signer", "list", "--json").out)[0]["name"] == "wang"
    before = dump()
    refused(busy("signer", "add", "li", public(wang)), 3, "wang")
    refused(busy("signer", "add", "ＷＡＮＧ", public(li)), 3, "signer remove")
    refused(busy("signer", "add", "li", str(li)), 3, "private")
    refused(busy("signer", "add", "li", sheet("hello", "k.pub")), 3)
    refused(busy("signer", "add", "li", sheet("ssh-ed25519 AAAA li", "k.pub")), 3)
    refused(busy("signer", "add", "li", sheet("ssh-dss AAAAB3NzaC1kc3M=", "k.pub")), 3)
    line = Path(public(li)).read_text(encoding="utf-8")
    refused(busy("signer", "add", "li", sheet(line + line, "k.pub")), 3)
    refused(busy("signer", "add", "li", sheet(f"cert-authority {line}", "k.pub")), 3)
    refused(busy("signer", "add", "li", "nowhere.pub"), 3)
    refused(busy("signer", "add", "", public(li)), 3)
    refused(busy("signer", "remove", "li", "--why", "x"), 3)
    assert dump() == before
    assert busy("signer", "add", "*", public(li)).code == 0


def test_a_key_that_cannot_sign(ready: Run, keys: Callable[[str], Path], sheet: Sheet) -> None:
    key = keys("wang")
    ready("signer", "add", "wang", public(key))
    refused(ready("sign", "PO-1", "--key", "nowhere"), 3)
    refused(ready("sign", "PO-1", "--key", sheet("no key", "key")), 3)
    refused(ready("sign", "PO-1", "--key", str(keys("other"))), 3, "wang")


# What cannot be trusted


ALWAYS_REFUSED = [
    ["check-order"],
    ["tick", "C1"],
    ["waive", "C1", "--why", "x"],
    ["sign"],
    ["sign", "--revoke", "--why", "x"],
]


@pytest.mark.parametrize("words", ALWAYS_REFUSED, ids=" ".join)
@pytest.mark.parametrize("number", ["PO-9", "PO-404", "", "%", "\x1b[2J", "' OR 1=1 --"])
def test_a_cancelled_or_unknown_order(busy: Run, dump: Dump, words: list[str], number: str) -> None:
    before = dump()
    refused(busy(words[0], number, *words[1:]), 3)
    assert dump() == before


def test_a_schema_with_a_trigger_is_not_signed(ready: Run, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "book.db") as conn:
        conn.execute("CREATE TRIGGER helpful AFTER INSERT ON signoffs BEGIN SELECT 1; END")
    conn.close()
    refused(ready("sign", "PO-1"), 4, "helpful")


def test_changed_evidence_is_damage(ready: Run, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "book.db") as conn:
        conn.execute("UPDATE blobs SET content = ?", (CUPS.encode(),))
    conn.close()
    refused(ready("check-order", "PO-1"), 4, "not what was stored")


def test_evidence_that_can_no_longer_be_read(ready: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from gendan.errors import Refused
    from gendan.files import documents

    def unreadable(*_: object) -> None:
        raise Refused(same("no such heading"), same("mend it"), [same("row 1: which is it?")])

    monkeypatch.setattr(documents, "read", unreadable)
    refused(ready("check-order", "PO-1"), 3, "packing.csv", "--packing", "row 1")


WORDS = [
    (["check-order"], 2),
    (["check-order", "PO-1", "--json", "--csv"], 2),
    (["check-order", "PO-1", "--packing", "nowhere.xlsx"], 3),
    (["check-order", "PO-1", "--packing", "."], 3),
    (["check-order", "PO-1", "--packing", "/dev/null"], 3),
    (["check-order", "PO-1", "--packing", "x" * 5000], 3),
    (["check-order", "PO-1", "--report", "."], 3),
    (["tick", "PO-1"], 2),
    (["tick", "PO-1", "C1", "--evidence", "a\x1b[31m"], 3),
    (["tick", "PO-1", "C1", "--evidence", "x" * 1_000_000], 3),
    (["tick", "PO-1", "C1", "--file", "/dev/zero"], 3),
    (["tick", "PO-1", "C1", "--file", "x" * 5000], 3),
    (["waive", "PO-1", "C1"], 2),
    (["waive", "PO-1", "C1", "--why", ""], 3),
    (["waive", "PO-1", "C1", "--why", "\u202e"], 3),
    (["sign"], 2),
    (["sign", "PO-1", "--why", ""], 3),
    (["sign", "PO-1", "--key", "/dev/null"], 3),
    (["signer", "add", "li", "/dev/null"], 3),
    (["signer", "add", "li", "."], 3),
    (["signer", "add", "li", "x" * 5000], 3),
    (["signer", "add", "li\x07", "k.pub"], 3),
    (["signer", "remove", "nobody"], 2),
]


@pytest.mark.parametrize(
    ("words", "code"), WORDS, ids=lambda w: " ".join(w)[:60] if isinstance(w, list) else ""
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_bad_words(
    busy: Run, dump: Dump, words: list[str], code: int, lang: str
) -> None:  # fmt: skip
    before = dump()
    refused(busy("--lang", lang, *words), code)
    assert dump() == before


def test_in_chinese(ready: Run) -> None:
    assert "已签第 1 级" in ready("--lang", "zh", "sign", "PO-1").out
    assert "gendan policy levels 1" in ready("--lang", "zh", "check-order", "PO-1").out
    assert "第 2 级" in ready("--lang", "zh", "sign", "PO-1").err
