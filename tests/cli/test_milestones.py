"""What a merchandiser meets between the plan and the ship: gates, news, vessels, second thoughts."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gendan.cli.app import main

Run = Callable[..., Any]
Dump = Callable[[], dict[str, Any]]
Due = Callable[..., list[dict[str, Any]]]

MORNING = "2026-03-02T09:00:00+08:00"
SLIP = ("slip", "PO-1", "packed", "--why", "dye lot rejected", "--party", "supplier")
LEAVES = "2026-05-12T09:00:00+08:00"
LEFT = ("done", "PO-1", "on-board", "--on", "2026-05-11", "--why", "the forwarder loaded it")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with an order that asks for everything, and one that asks for nothing."""
    path = tmp_path_factory.mktemp("made") / "book.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENDAN_NOW", MORNING)
        patch.setenv("GENDAN_DB", str(path))
        patch.setenv("GENDAN_USER", "wang")
        for words in (
            ["init", "--timezone", "Asia/Shanghai"],
            ["customer", "add", "ACME", "Acme GmbH", "--country", "DE", "--channel", "email"],
            ["order", "add", "PO-1", "ACME", "--date", "2026-03-01", "--ship-by", "2026-05-10",
             "--deposit", "30", "--inspection", "final"],
            ["order", "add", "PO-2", "ACME", "--date", "2026-03-01", "--ship-by", "2026-05-10"],
            ["order", "line", "add", "PO-1", "MUG", "100"],
            ["plan", "--all-open"],
        ):  # fmt: skip
            assert main(words) == 0
    return path


@pytest.fixture
def planned(made: Path, run: Run, tmp_path: Path) -> Run:
    """`run` on a copy of that book."""
    shutil.copy(made, tmp_path / "book.db")
    return run


def ok(ran: Any) -> Any:
    assert ran.code == 0, ran.err
    return ran


def steps(run: Run, number: str = "PO-1") -> dict[str, dict[str, Any]]:
    found = json.loads(ok(run("order", "show", number, "--json")).out)
    return {row["node"]: row for row in found["plan"]}


def delays(run: Run) -> dict[str, dict[str, Any]]:
    return {row["order"]: row for row in json.loads(ok(run("delays", "--json")).out)}


def feedback(due: Due, number: str = "PO-1") -> dict[str, str]:
    return {
        row["item"]: row["why"]["en"] for row in due("--kind", "feedback") if row["order"] == number
    }


def last_note(run: Run) -> str:
    found = json.loads(ok(run("due", "--days", "400", "--kind", "contact", "--json")).out)
    return str(found[0]["last_note"])


# The day on which the goods left


def test_the_shipped_date_of_the_order_decides(planned: Run) -> None:
    ok(planned(*LEFT, now=LEAVES))
    row = steps(planned)["on-board"]
    assert (row["actual"], len(row["waived"])) == ("2026-05-11", 1)
    ok(planned("order", "amend", "PO-1", "shipped_date=2026-05-09"))
    assert steps(planned)["on-board"]["actual"] == "2026-05-09"
    ok(planned("order", "amend", "PO-1", "shipped_date="))
    row = steps(planned)["on-board"]
    assert (row["actual"], row["light"], row["waived"]) == (None, "red", [])
    assert "PO-1" in delays(planned)
    ok(planned("order", "amend", "PO-1", "shipped_date=2026-05-10"))
    assert steps(planned)["on-board"]["actual"] == "2026-05-10"


@pytest.mark.parametrize("value", ["", "2026-05-08"])
def test_undo_of_another_shipped_date_is_exact(planned: Run, dump: Dump, value: str) -> None:
    ok(planned(*LEFT, "--evidence", "tracking", now=LEAVES))
    before = dump()
    ok(planned("order", "amend", "PO-1", f"shipped_date={value}"))
    ok(planned("undo"))
    after = dump()
    for table in before.keys() - {"journal", "changes"}:
        assert after[table] == before[table], table


def test_an_order_that_did_not_leave_can_leave_again(planned: Run) -> None:
    ok(planned(*LEFT, now=LEAVES))
    assert planned(*LEFT).code == 3
    ok(planned("order", "amend", "PO-1", "shipped_date="))
    ok(planned(*LEFT))
    assert steps(planned)["on-board"]["actual"] == "2026-05-11"


# What the customer knows


def test_telling_of_the_shipment_tells_the_delay(planned: Run, due: Due) -> None:
    ok(planned(*SLIP, "2026-05-05"))
    assert delays(planned)["PO-1"]["told"] is False
    assert list(feedback(due)) == ["packed"]
    ok(planned("told", "PO-1", "on-board"))
    assert delays(planned)["PO-1"]["told"] is True
    assert feedback(due) == {}
    assert last_note(planned) == "PO-1: On board, vessel departed expected 2026-05-12"
    assert planned("told", "PO-1", "on-board").code == 3


def test_telling_of_another_node_does_not_tell_the_delay(planned: Run, due: Due) -> None:
    ok(planned(*SLIP, "2026-05-05"))
    ok(planned("told", "PO-1", "artwork"))
    assert delays(planned)["PO-1"]["told"] is False
    assert list(feedback(due)) == ["packed"]


def test_the_note_of_a_contact_in_chinese(planned: Run) -> None:
    ok(planned("told", "PO-1", "pps", "--lang", "zh"))
    assert last_note(planned) == "PO-1：产前样（PPS）确认 预计 2026-03-27"


@pytest.mark.parametrize(
    ("words", "item"),
    [
        pytest.param((*SLIP, "2026-05-09"), "packed", id="it slips further"),
        pytest.param((*SLIP, "2026-05-06"), "packed", id="it gets better, and is late still"),
        pytest.param((*SLIP, "2026-04-28"), "on-board", id="it can be in time again"),
        pytest.param(("done", "PO-1", "packed"), "on-board", id="it is done after all"),
        pytest.param(("order", "amend", "PO-1", "ship_by=2026-05-25"), None, id="no new day"),
        pytest.param(("done", "PO-1", "deposit"), None, id="done without a new day"),
    ],
)
def test_who_was_told_a_day_is_owed_every_new_one(
    planned: Run, due: Due, words: tuple[str, ...], item: str | None
) -> None:
    ok(planned(*SLIP, "2026-05-07"))
    day = delays(planned)["PO-1"]["forecast_ship"]
    ok(planned("told", "PO-1", "packed"))
    assert feedback(due) == {}
    ran = ok(planned(*words))
    found = feedback(due)
    if item is None:
        assert found == {}
        assert "gendan told" not in ran.err
        return
    assert f"; the customer was told {day}" in found[item]
    assert f"`gendan told PO-1 {item}`" in ran.err
    assert [late["told"] for late in delays(planned).values()] in ([], [False])
    ok(planned("told", "PO-1", item))
    assert feedback(due) == {}
    assert [late["told"] for late in delays(planned).values()] in ([], [True])


def test_a_new_day_by_amendment_and_planning_again(planned: Run, due: Due) -> None:
    ok(planned(*SLIP, "2026-05-05"))
    ok(planned("told", "PO-1", "packed"))
    ran = ok(planned("order", "amend", "PO-1", "ship_by=2026-05-25"))
    assert "`gendan plan PO-1 --again`" in ran.err
    ran = ok(planned("plan", "PO-1", "--again"))
    assert "`gendan told PO-1 on-board`" in ran.err
    assert feedback(due)["on-board"] == (
        "PO-1: will leave 2026-05-25 or later; the customer was told 2026-05-12"
    )
    ok(planned("told", "PO-1", "on-board"))
    assert feedback(due) == {}


def test_undo_of_telling(planned: Run, dump: Dump) -> None:
    ok(planned(*SLIP, "2026-05-05"))
    before = dump()
    ok(planned("told", "PO-1", "packed"))
    ok(planned("undo"))
    after = dump()
    for table in before.keys() - {"journal", "changes"}:
        assert after[table] == before[table], table
    assert delays(planned)["PO-1"]["told"] is False


# Gates


def test_a_reason_for_one_gate_does_not_open_the_other(planned: Run, dump: Dump) -> None:
    before = dump()
    loading = ("done", "PO-1", "loading")
    ran = planned(*loading)
    assert ran.code == 3
    assert "`gendan inspect add PO-1 --stage final …` records it" in ran.err
    assert "--waive final-inspection --waive check-order --why REASON" in ran.err
    ran = planned(*loading, "--why", "the buyer's own inspector passed it")
    assert ran.code == 3
    assert "check-order has not cleared the order (check-order)" in ran.err
    ran = planned(*loading, "--waive", "final-inspection", "--why", "passed by the buyer")
    assert ran.code == 3
    assert "final inspection is in the book" not in ran.err
    ran = planned(*loading, "--waive", "deposit", "--why", "x")
    assert ran.code == 3
    assert "shut are final-inspection, check-order" in ran.err
    for words in (("--waive", "check-order"), ("--why", "x", "--why", "y")):
        assert planned(*loading, *words).code == 2
    assert dump() == before


@pytest.mark.parametrize("reasons", [("agreed",), ("passed by the buyer", "boss said so")])
def test_every_waiver_is_kept_with_who_and_why(planned: Run, reasons: tuple[str, ...]) -> None:
    words = [word for why in reasons for word in ("--why", why)]
    ok(planned("done", "PO-1", "loading", "--waive", "final-inspection", "--waive", "Check-Order",
               *words, "--as", "li"))  # fmt: skip
    row = steps(planned)["loading"]
    found = [(past["gate"], past["why"], past["who"]) for past in row["waived"]]
    assert found == [("check-order", reasons[-1], "li"), ("final-inspection", reasons[0], "li")]
    shown = planned("order", "show", "PO-1").out
    assert f"final-inspection waived by li: {reasons[0]}" in shown
    ok(planned("undo"))
    assert steps(planned)["loading"]["waived"] == []


def test_one_shut_gate_needs_no_name(planned: Run) -> None:
    ok(planned("done", "PO-1", "production-order", "--why", "the boss vouches for them"))
    (past,) = steps(planned)["production-order"]["waived"]
    assert (past["gate"], past["why"]) == ("deposit", "the boss vouches for them")
    ran = planned("done", "PO-1", "artwork", "--why", "x")
    assert ran.code == 3
    assert "no gate of Artwork" in ran.err


def test_an_inspection_that_nobody_asks_for_is_not_waited_for(planned: Run) -> None:
    ran = planned("done", "PO-2", "loading")
    assert ran.code == 3
    assert "final-inspection" not in ran.err
    ran = ok(planned("done", "PO-2", "loading", "--why", "checked by hand"))
    assert "neither the order nor the policy asks for one" in ran.err
    assert [past["gate"] for past in steps(planned, "PO-2")["loading"]["waived"]] == ["check-order"]
    ok(planned("undo"))
    ok(planned("policy", "inspection_C", "final"))
    assert "final-inspection" in planned("done", "PO-2", "loading").err


def test_the_gate_of_the_final_inspection_follows_the_inspections(planned: Run) -> None:
    clean = ("--critical", "0", "--major", "0", "--minor", "0")
    final = ("inspect", "add", "PO-1", "--stage", "final", "--lot", "100")
    shut = "(final-inspection)"
    assert shut in planned("done", "PO-1", "loading").err
    assert planned(*final, "--critical", "1", "--major", "0", "--minor", "0").code == 1
    ran = planned("done", "PO-1", "loading")
    assert "goods were refused at the final inspection" in ran.err
    assert "终检有不合格货物" in planned("done", "PO-1", "loading", "--lang", "zh").err
    ok(planned(*final, *clean))
    ran = planned("done", "PO-1", "loading")
    assert ran.code == 3
    assert shut not in ran.err


# What does not apply, and what cannot be


def test_a_deposit_that_nobody_asked_for(planned: Run, due: Due) -> None:
    assert steps(planned)["deposit"]["light"] == "green"
    row = steps(planned, "PO-2")["deposit"]
    assert (row["light"], row["actual"]) == ("not applicable", None)
    assert "the order asks for no deposit" in planned("order", "show", "PO-2").out
    assert "订单无定金要求" in planned("order", "show", "PO-2", "--lang", "zh").out
    for words in (
        ("done", "PO-2", "deposit"),
        (*SLIP[:1], "PO-2", "deposit", "2026-04-01", *SLIP[3:]),
        ("told", "PO-2", "deposit"),
    ):
        ran = planned(*words)
        assert ran.code == 3
        assert "`gendan order amend PO-2 deposit=30`" in ran.err
    for number in ("PO-1", "PO-2"):
        ok(planned("done", number, "po-review", "--told"))
        ok(planned("done", number, "pi", "--told"))
    waiting = {(row["order"], row["item"]) for row in due("--days", "90", "--kind", "node")}
    assert ("PO-1", "deposit") in waiting
    assert ("PO-2", "deposit") not in waiting
    ok(planned("done", "PO-2", "production-order"))
    ok(planned("order", "amend", "PO-2", "deposit=20"))
    assert steps(planned, "PO-2")["deposit"]["light"] == "green"


def test_nothing_is_done_before_the_order_came(planned: Run, dump: Dump) -> None:
    before = dump()
    ran = planned("done", "PO-1", "po-review", "--on", "2026-02-27")
    assert ran.code == 3
    assert "lies before order PO-1, which came on Sun 2026-03-01" in ran.err
    assert "hint:" in ran.err
    assert dump() == before
    ok(planned("done", "PO-1", "quotation", "--on", "2026-02-20"))
    ok(planned("done", "PO-1", "po-review", "--on", "2026-03-01"))


def test_what_was_passed_over_is_named(planned: Run) -> None:
    ran = ok(planned("done", "PO-1", "pp-meeting"))
    assert (
        "Pre-production sample approved (pps), Incoming material inspection (incoming)" in ran.err
    )
    assert steps(planned)["pp-meeting"]["actual"] == "2026-03-02"
    ran = ok(planned("done", "PO-1", "po-review", "--told"))
    assert ran.err == ""


def test_what_follows_the_shipment_waits_for_it(planned: Run) -> None:
    ran = planned("done", "PO-1", "shipping-advice")
    assert ran.code == 3
    assert "On board, vessel departed is not done (on-board)" in ran.err
    ok(planned("done", "PO-1", "shipping-advice", "--told", "--why", "sent with the booking"))
    assert steps(planned)["shipping-advice"]["actual"] == "2026-03-02"


# Vessels


def test_a_vessel_that_leaves_late_is_a_delay(planned: Run, due: Due) -> None:
    ran = ok(planned("shipment", "add", "PO-1", "--etd", "2026-05-14", "--vessel", "EVER ACE"))
    assert "forecast ship 2026-05-10 → 2026-05-14: 4 days after ship-by" in ran.out
    assert "`gendan told PO-1 on-board`" in ran.err
    late = delays(planned)["PO-1"]
    assert (late["forecast_ship"], late["node"], late["reason"], late["party"], late["told"]) == (
        "2026-05-14", "on-board", "ETD 2026-05-14", "forwarder", False,
    )  # fmt: skip
    assert list(feedback(due)) == ["on-board"]
    ok(planned("told", "PO-1", "on-board"))
    ran = ok(planned("shipment", "edit", "PO-1", "1", "--etd", "2026-05-17"))
    assert "2026-05-14 → 2026-05-17" in ran.out
    assert delays(planned)["PO-1"]["told"] is False
    ran = ok(planned("shipment", "cancel", "PO-1", "1", "--why", "rolled"))
    assert "ship-by 2026-05-10 is kept" in ran.out
    assert delays(planned) == {}
    assert list(feedback(due)) == ["on-board"], "they still believe in 14 May"


def test_a_vessel_that_sailed_does_not_ship_the_order(planned: Run) -> None:
    ok(planned("shipment", "add", "PO-1", "--sailed", "2026-05-12", now=LEAVES))
    assert steps(planned)["on-board"]["actual"] is None
    order = json.loads(planned("order", "show", "PO-1", "--json").out)
    assert (order["state"], order["shipped_date"]) == ("open", None)


def test_without_a_plan_a_late_vessel_is_a_note(planned: Run) -> None:
    ok(planned("order", "add", "PO-3", "ACME", "--ship-by", "2026-05-10"))
    ran = ok(planned("shipment", "add", "PO-3", "--etd", "2026-05-14"))
    assert "2026-05-14 is 4 days after ship by 2026-05-10" in ran.err
    assert "gendan slip" not in ran.err


# The morning list


def test_a_tick_taken_back_voids_the_signatures(
    planned: Run, due: Due, sheet: Callable[..., str]
) -> None:
    ok(planned("order", "add", "PO-3", "ACME", "--deposit", "30"))
    ok(planned("order", "line", "add", "PO-3", "MUG", "100", "--unit", "PCS"))
    packed = sheet("Order,Item No.,Quantity,Unit\nPO-3,MUG,100,PCS\n")
    planned("check-order", "PO-3", "--packing", packed)
    ok(planned("tick", "PO-3", "deposit", "--evidence", "bank advice"))
    for who in ("wang", "li"):
        ok(planned("sign", "PO-3", "--as", who, "--why", "seen"))
    assert due("--kind", "signoff") == []
    ok(planned("tick", "PO-3", "deposit", "--undo"))
    assert [row["order"] for row in due("--kind", "signoff")] == ["PO-3"]
    ok(planned("undo"))
    assert due("--kind", "signoff") == [], "what was signed is there again"


@pytest.mark.parametrize(("lang", "says"), [("en", "former ship-by"), ("zh", "原交期")])
def test_another_ship_by_asks_for_another_plan(planned: Run, lang: str, says: str) -> None:
    ran = ok(planned("order", "amend", "PO-1", "ship_by=2026-05-20", "--lang", lang))
    assert says in ran.err
    assert "`gendan plan PO-1 --again`" in ran.err
    assert ok(planned("order", "amend", "PO-1", "marks=ACME")).err == ""
    ok(planned("order", "add", "PO-3", "ACME"))
    assert ok(planned("order", "amend", "PO-3", "ship_by=2026-05-20")).err == ""
