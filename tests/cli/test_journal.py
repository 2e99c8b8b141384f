"""gendan journal, gendan undo: every field old and new; what can be taken back (contract §9)."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
Sheet = Callable[..., str]
Dump = Callable[[], dict[str, Any]]

HEAD = "Order No.,Customer,Order Date,Item No.,Qty,Unit Price"
KEPT = {"journal", "changes"}


def journal(run: Run, *argv: str) -> list[dict[str, Any]]:
    ran = run("journal", *argv, "--json")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert isinstance(found, list)
    return found


def facts(dump: Dump) -> dict[str, Any]:
    """The book without its memory of commands."""
    return {table: rows for table, rows in dump().items() if table not in KEPT}


@pytest.fixture
def acme(book: Run, sheet: Sheet) -> Run:
    """A book with two customers, an order, a contact, a rate and a pinned tier."""
    book("customer", "add", "ACME", "Acme Trading", "--tier", "C", "--owner", "li")
    book("customer", "add", "BETA", "Beta Imports", "--tier", "B", "--owner", "li")
    book("order", "import", sheet(f"{HEAD}\nPO-1,ACME,2026-02-20,M,5,1.5\n", "first.csv"))
    book("log", "ACME", "hello", "--at", "2026-02-26")
    book("fx", "set", "EUR", "1.08")
    book("tier", "pin", "BETA", "B", "--why", "agent")
    book("pause", "BETA", "2026-04-01", "--why", "closed")
    return book


def test_who_when_and_which_command(acme: Run) -> None:
    acme("log", "BETA", "said hello", "--as", "zhou")
    newest = journal(acme)[0]
    assert (newest["who"], newest["at"]) == ("zhou", "2026-03-02T09:00:00+08:00")
    assert newest["command"].startswith("log BETA")
    assert "said hello" in newest["command"]


def test_newest_first_numbered_without_gaps(acme: Run) -> None:
    numbers = [entry["seq"] for entry in journal(acme)]
    assert numbers == list(range(len(numbers) - 1, -1, -1))
    assert len(journal(acme, "--last", "2")) == 2


def test_reading_leaves_no_entry(acme: Run) -> None:
    before = journal(acme)
    for words in (["due"], ["customer", "list"], ["customer", "show", "ACME"], ["tier", "review"]):
        acme(*words)
    assert journal(acme) == before


def test_every_field_old_and_new(acme: Run) -> None:
    acme("customer", "edit", "ACME", "--name", "Acme Group", "--country", "DE", "--tier", "B")
    entry = journal(acme)[0]
    (change,) = [c for c in entry["changes"] if c["table"] == "customers"]
    assert change["name"] == "ACME"
    assert change["old"] == {
        "name": "Acme Trading", "country": None, "timezone": None, "tier": "C",
    }  # fmt: skip
    assert change["new"] == {
        "name": "Acme Group", "country": "DE", "timezone": "Europe/Berlin", "tier": "B",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "customer ACME changed"), ("zh", "客户 ACME 修改")]
)
def test_one_entry_is_read_by_its_number(acme: Run, lang: str, words: str) -> None:
    acme("customer", "edit", "ACME", "--name", "Acme Group")
    ran = acme("journal", str(journal(acme)[0]["seq"]), "--lang", lang)
    assert words in ran.out
    assert "Acme Trading → Acme Group" in ran.out


COMMANDS = [
    pytest.param(["customer", "add", "NEW", "New 新"], id="add a customer"),
    pytest.param(["customer", "edit", "ACME", "--name", "Other", "--alias", "Ac", "--tier", "A"], id="edit a customer"),
    pytest.param(["customer", "edit", "ACME", "--clear", "owner"], id="clear a field"),
    pytest.param(["customer", "retire", "ACME", "--why", "gone"], id="retire"),
    pytest.param(["customer", "merge", "ACME", "BETA"], id="merge"),
    pytest.param(["customer", "handover", "li", "zhou"], id="hand over"),
    pytest.param(["customer", "require", "ACME", "FSC label", "--kind", "label"], id="require"),
    pytest.param(["contact", "add", "ACME", "Anna", "--main"], id="add a person"),
    pytest.param(["log", "ACME", "hello", "--next", "fri"], id="log"),
    pytest.param(["snooze", "ACME", "fri", "--why", "x"], id="snooze"),
    pytest.param(["skip", "ACME", "--why", "x"], id="skip"),
    pytest.param(["pause", "ACME", "fri", "--why", "x"], id="pause"),
    pytest.param(["resume", "BETA"], id="resume"),
    pytest.param(["order", "cancel", "PO-1", "--why", "x"], id="cancel an order"),
    pytest.param(["tier", "accept", "--all"], id="accept tiers"),
    pytest.param(["tier", "pin", "ACME", "A", "--why", "x"], id="pin"),
    pytest.param(["tier", "unpin", "BETA"], id="unpin"),
    pytest.param(["cadence", "set", "A", "2/week"], id="set a cadence"),
    pytest.param(["config", "home_country", "VN"], id="set the home country"),
    pytest.param(["config", "timezone", "Europe/Berlin"], id="set the time zone"),
    pytest.param(["fx", "set", "EUR", "1.2"], id="change a rate"),
    pytest.param(["fx", "set", "GBP", "1.3"], id="add a rate"),
]  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS)
def test_undo_takes_a_command_back(acme: Run, dump: Dump, words: list[str]) -> None:
    before = facts(dump)
    assert acme(*words).code == 0
    assert facts(dump) != before
    ran = acme("undo")
    assert ran.code == 0, ran.err
    assert words[0] in ran.out
    assert facts(dump) == before


@pytest.mark.parametrize("words", COMMANDS)
def test_undo_of_an_undo_brings_it_back(acme: Run, dump: Dump, words: list[str]) -> None:
    acme(*words)
    after = facts(dump)
    acme("undo")
    ran = acme("undo", str(journal(acme)[0]["seq"]))
    assert ran.code == 0, ran.err
    assert facts(dump) == after


def test_look_up_follows_an_undo(acme: Run) -> None:
    acme("customer", "merge", "ACME", "BETA")
    assert acme("customer", "show", "ACME", "--json").out.count("BETA") > 0
    acme("undo")
    assert json.loads(acme("customer", "show", "ACME", "--json").out)["code"] == "ACME"
    acme("customer", "add", "NEW", "义乌小商品")
    acme("undo")
    assert acme("customer", "show", "yiwu").code == 3


def test_undo_again_takes_the_one_before(acme: Run, dump: Dump) -> None:
    before = facts(dump)
    acme("log", "ACME", "one")
    acme("log", "ACME", "two")
    acme("undo")
    acme("undo")
    assert facts(dump) == before


def test_what_was_taken_back_is_not_taken_back_twice(acme: Run) -> None:
    acme("log", "ACME", "one")
    seq = str(journal(acme)[0]["seq"])
    assert acme("undo", seq).code == 0
    ran = acme("undo", seq)
    assert (ran.code, ran.out) == (3, "")
    assert "\nhint: " in ran.err


def test_the_journal_says_what_undid_what(acme: Run) -> None:
    acme("log", "ACME", "one")
    acme("undo")
    undo, log = journal(acme)[:2]
    assert (undo["undoes"], log["undone_by"]) == (log["seq"], undo["seq"])


def test_nothing_to_take_back(book: Run) -> None:
    assert book("undo").code == 3


def test_a_field_that_changed_since_is_kept_and_named(acme: Run) -> None:
    acme("customer", "edit", "ACME", "--name", "First")
    seq = str(journal(acme)[0]["seq"])
    acme("customer", "edit", "ACME", "--name", "Second")
    ran = acme("undo", seq)
    assert json.loads(acme("customer", "show", "ACME", "--json").out)["name"] == "Second"
    assert "ACME" in ran.out + ran.err


def test_undo_of_a_batch_keeps_what_was_used_since(book: Run, sheet: Sheet) -> None:
    rows = "".join(f"K{n},Kunde {n}\n" for n in range(1, 5))
    ran = book("import", sheet(f"Customer ID,Company Name\n{rows}"), "--json")
    batch = str(json.loads(ran.out)["batch"])
    book("log", "K1", "used")
    book("customer", "edit", "K2", "--name", "changed")
    book("contact", "add", "K3", "Anna")
    ran = book("undo", batch)
    assert ran.code == 0, ran.err
    left = [c["code"] for c in json.loads(book("customer", "list", "--json").out)]
    assert left == ["K1", "K2", "K3"]
    told = ran.out[ran.out.index("kept") :]
    assert [code for code in ("K1", "K2", "K3", "K4") if code in told] == ["K1", "K2", "K3"]
    assert json.loads(book("customer", "show", "K2", "--json").out)["name"] == "changed"
    assert book("log", "K1", "still there").code == 0


def test_a_field_that_was_empty_in_the_file_and_filled_since_counts_as_changed(
    book: Run, sheet: Sheet
) -> None:
    ran = book("import", sheet("Customer ID,Company Name\nK1,Kunde 1\nK2,Kunde 2\n"), "--json")
    book("customer", "edit", "K1", "--note", "pays late")
    ran = book("undo", str(json.loads(ran.out)["batch"]))
    assert "kept" in ran.out
    assert [c["code"] for c in json.loads(book("customer", "list", "--json").out)] == ["K1"]


def test_undo_of_an_order_batch(acme: Run, sheet: Sheet, dump: Dump) -> None:
    before = facts(dump)
    acme("order", "import", sheet(f"{HEAD}\nPO-2,ACME,2026-02-27,M,5,2\nPO-2,ACME,2026-02-27,N,1,2\nPO-3,BETA,2026-02-27,M,5,2\n"))  # fmt: skip
    assert acme("undo").code == 0
    assert facts(dump) == before


def test_a_cancelled_order_of_a_batch_is_kept_whole(acme: Run, sheet: Sheet) -> None:
    ran = acme("order", "import", sheet(f"{HEAD}\nPO-2,ACME,2026-02-27,M,5,2\nPO-3,BETA,2026-02-27,M,5,2\n"), "--json")  # fmt: skip
    acme("order", "cancel", "PO-2", "--why", "money")
    ran = acme("undo", str(json.loads(ran.out)["batch"]))
    assert ran.code == 0
    assert acme("order", "show", "PO-3").code == 3
    found = json.loads(acme("order", "show", "PO-2", "--json").out)
    assert [line["sku"] for line in found["lines"]] == ["M"]


def test_undo_shows_what_it_takes_back(acme: Run) -> None:
    acme("log", "ACME", "secret word")
    out = acme("undo").out
    assert "ACME" in out
    assert "secret word" in out


def test_a_command_that_changes_nothing_leaves_no_entry(acme: Run) -> None:
    before = len(journal(acme))
    acme("customer", "edit", "ACME", "--name", "Acme Trading")
    acme("cadence", "set", "A", "1/week")
    acme("config", "home_country", "CN")
    assert len(journal(acme)) in (before, before + 1)
