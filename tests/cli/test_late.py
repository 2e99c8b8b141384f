"""What is late, whose fault it is, what the customer reads of it: from the first slip to the ETA."""

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
KILN = ("slip", "E1", "pps", "2026-05-08", "--why", "kiln broke", "--party", "supplier")


def at(day: str) -> str:
    return f"{day}T09:00:00+08:00"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with an order that is on its way (E1), one just planned (P1), one without a plan (U1)."""
    path = tmp_path_factory.mktemp("made") / "book.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENDAN_NOW", MORNING)
        patch.setenv("GENDAN_DB", str(path))
        patch.setenv("GENDAN_USER", "wang")
        for words in (
            ["init", "--timezone", "Asia/Shanghai"],
            ["customer", "add", "NORD", "Nord GmbH", "--country", "DE", "--language", "en"],
            ["order", "add", "E1", "NORD", "--ship-by", "2026-05-29"],
            ["order", "add", "P1", "NORD", "--ship-by", "2026-05-29"],
            ["order", "add", "U1", "NORD", "--ship-by", "2026-05-29"],
            ["plan", "E1"],
            ["plan", "P1"],
        ):
            assert main(words) == 0
        patch.setenv("GENDAN_NOW", at("2026-03-25"))
        for key in ("po-review", "pi", "production-order", "materials", "artwork"):
            assert main(["done", "E1", key, "--told"]) == 0
    return path


@pytest.fixture
def desk(made: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run` on a copy of that book, three weeks after the orders came."""
    shutil.copy(made, tmp_path / "book.db")
    monkeypatch.setenv("GENDAN_NOW", at("2026-03-25"))
    return run


def ok(ran: Any) -> Any:
    assert ran.code == 0, ran.err
    return ran


def late(run: Run, number: str, now: str | None = None) -> dict[str, Any] | None:
    found = json.loads(ok(run("delays", "--json", now=now)).out)
    return next((row for row in found if row["order"] == number), None)


def steps(run: Run, number: str, now: str | None = None) -> dict[str, dict[str, Any]]:
    found = json.loads(ok(run("order", "show", number, "--json", now=now)).out)
    return {row["node"]: row for row in found["plan"]}


def debts(due: Due, number: str, now: str | None = None) -> dict[str, str]:
    rows = due("--kind", "feedback", now=now)
    return {row["item"]: row["why"]["en"] for row in rows if row["order"] == number}


# A new schedule mends nothing


def test_a_new_ship_by_repairs_no_kiln(desk: Run) -> None:
    ok(desk(*KILN))
    ok(desk("order", "amend", "E1", "ship_by=2026-05-30"))
    ran = ok(desk("plan", "E1", "--again"))
    assert (
        "Pre-production sample approved: to be 2026-04-17, stays 2026-05-08 (kiln broke)" in ran.err
    )
    row = steps(desk, "E1")["pps"]
    assert (row["revised"], row["slips"][-1]["day"]) == ("2026-05-08", "2026-04-17")
    found = late(desk, "E1")
    assert found is not None
    assert (found["forecast_ship"], found["days_late"], found["reason"], found["party"]) == (
        "2026-06-02", 3, "kiln broke", "supplier",
    )  # fmt: skip
    assert "04-17 → 05-08" in desk("order", "show", "E1").out


def test_planning_again_without_a_new_ship_by_moves_nothing(desk: Run, dump: Dump) -> None:
    ok(desk(*KILN))
    before = dump()
    assert "nothing moved" in ok(desk("plan", "E1", "--again")).err
    assert dump()["slips"] == before["slips"]


def test_another_procedure_is_no_new_ship_by(desk: Run, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    ok(desk("sop", "export", str(file)))
    text = file.read_text(encoding="utf-8").replace('name = "export-order"', 'name = "own"')
    file.write_text(text.replace("offset = -16", "offset = -20"), encoding="utf-8")
    ok(desk("sop", "import", str(file)))
    ok(desk("plan", "E1", "--again", "--sop", "own"))
    assert [slip["why"] for slip in steps(desk, "E1")["carton-data"]["slips"]] == [
        "plan --again, sop own"
    ]


def test_the_customer_reads_the_day_that_they_knew(desk: Run) -> None:
    ok(desk(*KILN))
    ok(desk("told", "E1", "pps"))
    ok(desk("order", "amend", "E1", "ship_by=2026-05-30"))
    ok(desk("plan", "E1", "--again"))
    ok(desk("slip", "E1", "pps", "2026-05-12", "--why", "glaze", "--party", "supplier"))
    text = ok(desk("draft", "E1", "pps")).out
    assert "Planned: 8 May 2026\nNew date: 12 May 2026\nReason: glaze\n" in text


# Whose fault it is


def test_the_vessel_is_the_forwarders_whatever_the_customer_said_before(desk: Run) -> None:
    ok(desk("slip", "P1", "on-board", "2026-06-02", "--why", "wait", "--party", "customer"))
    ok(desk("shipment", "add", "P1", "--etd", "2026-06-02"))
    assert (late(desk, "P1") or {})["party"] == "customer"
    ok(desk("shipment", "edit", "P1", "1", "--etd", "2026-06-09"))
    found = late(desk, "P1")
    assert found is not None
    assert (found["reason"], found["party"]) == ("ETD 2026-06-09", "forwarder")
    ran = ok(desk("draft", "P1", "on-board"))
    assert "Reason: ETD 2026-06-09" in ran.out
    assert "asking the forwarder" in ran.out
    assert "wait" not in ran.out


# Done late


def test_done_late_is_told_with_the_new_ship_day(desk: Run, due: Due) -> None:
    now = at("2026-05-08")
    ran = ok(desk("done", "E1", "pps", now=now))
    assert "`gendan draft E1 pps`" in ran.err
    assert debts(due, "E1", now) == {
        "pps": "E1: will leave 2026-06-02 or later instead of 2026-05-29 (Pre-production sample approved, "
        "done 2026-05-08); customer not told"
    }
    ran = ok(desk("draft", "E1", "pps", now=now))
    assert "Shipment: 2 June 2026 instead of 29 May 2026, that is 4 days later." in ran.out
    assert "What we do: " in ran.out
    assert "pps was done late, and nobody said why: `--why`" in ran.err
    assert "its day has passed" not in ran.err
    assert "`--why`" in desk("draft", "E1", "pps", "--lang", "zh", now=now).err
    ran = ok(desk("draft", "E1", "pps", "--why", "kiln", "--action", "two shifts", now=now))
    assert "Reason: kiln\n" in ran.out
    assert ran.err == ""
    ok(desk("told", "E1", "pps", now=now))
    assert (late(desk, "E1", now) or {})["told"] is True
    assert debts(due, "E1", now) == {}
    assert "Thank you for approving" in desk("draft", "E1", "pps", now=now).out


# Vessels that sailed


def test_all_that_sailed_in_time_is_to_be_ticked_and_nothing_else(desk: Run, due: Due) -> None:
    left = at("2026-05-29")
    ran = ok(desk("shipment", "add", "P1", "--sailed", "2026-05-29", now=left))
    assert "`gendan done P1 on-board --on 2026-05-29`" in ran.err
    assert "ship-by 2026-05-29 is kept" in ran.out
    for now in (at("2026-05-30"), at("2026-06-03")):
        assert late(desk, "P1", now) is None
        assert debts(due, "P1", now) == {}
        (row,) = (
            row
            for row in due("--kind", "node", now=now)
            if (row["order"], row["item"]) == ("P1", "on-board")
        )
        assert row["due"] == "2026-05-29"
    assert steps(desk, "P1", at("2026-06-03"))["on-board"]["actual"] is None


def test_one_shipment_that_has_not_sailed_keeps_the_order_here(desk: Run) -> None:
    now = at("2026-05-29")
    ok(desk("shipment", "add", "P1", "--etd", "2026-06-01", now=now))
    ran = ok(desk("shipment", "add", "P1", "--sailed", "2026-05-28", now=now))
    assert "gendan done" not in ran.err
    assert late(desk, "P1", now) is not None
    ok(desk("shipment", "cancel", "P1", "1", "--why", "one container does", now=now))
    assert late(desk, "P1", now) is None


def test_the_eta_moves_what_follows_the_arrival(desk: Run) -> None:
    ran = ok(desk("shipment", "add", "P1", "--eta", "2026-07-20"))
    assert "Time for claims has passed: 2026-07-28 → 2026-08-19" in ran.out
    found = steps(desk, "P1")
    assert [found[key]["forecast"] for key in ("arrival", "after-sales", "claim-window")] == [
        "2026-07-20", "2026-07-27", "2026-08-19",
    ]  # fmt: skip


# Leads


def test_a_lead_that_is_long_enough_is_not_called_too_short(desk: Run) -> None:
    now = at("2026-06-20")
    ok(desk("order", "add", "L1", "NORD", "--date", "2026-01-05", "--ship-by", "2026-05-29"))
    ran = ok(desk("plan", "L1", now=now))
    assert "too short" not in ran.err
    assert "open nodes in the past: Order received and reviewed 2026-01-05" in ran.err
    assert "`gendan done L1 po-review --on DATE`" in ran.err
    found = steps(desk, "L1", now)
    assert not found["on-board"]["can_be_met"]
    assert "如已完成" in desk("plan", "L1", "--again", "--lang", "zh", now=now).err


# Without a plan


def test_a_delay_without_a_plan_is_due_and_can_be_told(desk: Run, due: Due, dump: Dump) -> None:
    before = dump()
    for words in (("told", "U1", "ship"), ("told", "U1", "pps"), ("draft", "U1", "pps")):
        assert desk(*words).code == 3
    assert dump() == before
    assert debts(due, "U1") == {}
    assert debts(due, "U1", at("2026-05-29")) == {}
    passed = at("2026-05-30")
    assert debts(due, "U1", passed) == {
        "on-board": "U1: will leave 2026-05-30 or later instead of 2026-05-29 "
        "(not shipped, no plan); customer not told"
    }
    ran = ok(desk("shipment", "add", "U1", "--etd", "2026-06-05"))
    assert "`gendan told U1 on-board`" in ran.err
    found = late(desk, "U1")
    assert found is not None
    assert (found["forecast_ship"], found["node"], found["party"], found["told"]) == (
        "2026-06-05", None, "forwarder", False,
    )  # fmt: skip
    assert "5 June 2026 instead of 29 May 2026" in ok(desk("draft", "U1", "ship")).out
    ok(desk("told", "U1", "装船"))
    assert (late(desk, "U1") or {})["told"] is True
    assert debts(due, "U1") == {}
    assert desk("told", "U1", "on-board").code == 3
    ok(desk("plan", "U1", now=MORNING))
    assert (late(desk, "U1", MORNING) or {})["told"] is True, "a plan forgets nothing"
    ok(desk("undo"))
    ok(desk("undo"))
    assert list(debts(due, "U1")) == ["on-board"]


def test_without_a_plan_nothing_can_be_done_but_to_ship(desk: Run, due: Due) -> None:
    assert desk("done", "U1", "on-board").code == 3
    assert "No plan: `gendan plan U1`" in ok(desk("order", "show", "U1")).out
    now = at("2026-06-01")
    ran = ok(desk("shipment", "add", "U1", "--sailed", "2026-05-28", now=now))
    assert "`gendan order amend U1 shipped_date=2026-05-28`" in ran.err
    assert debts(due, "U1", now) == {}
    ok(desk("order", "amend", "U1", "shipped_date=2026-05-28", now=now))
    assert late(desk, "U1", now) is None


# Slips


@pytest.mark.parametrize(
    ("node", "day", "notes"),
    [
        pytest.param("pps", "2026-03-26", ["2026-03-26 cannot be kept", "forecast 2026-04-14"], id="too early"),
        pytest.param("loading", "2026-05-23", ["Sat 2026-05-23 is a day off"], id="a Saturday"),
        pytest.param("on-board", "2026-05-31", [], id="a vessel on a Sunday"),
        pytest.param("loading", "2026-05-25", [], id="a working day"),
    ],
)  # fmt: skip
def test_what_is_odd_about_a_slip_is_said(desk: Run, node: str, day: str, notes: list[str]) -> None:
    ran = ok(desk("slip", "P1", node, day, "--why", "x", "--party", "us"))
    for note in notes:
        assert note in ran.err
    assert ("note:" in ran.err) is bool(notes)
    assert steps(desk, "P1")[node]["revised"] == day


def test_a_cancelled_order_does_not_ship(desk: Run) -> None:
    ok(desk("order", "cancel", "P1", "--why", "no credit"))
    shown = desk("order", "show", "P1").out
    assert "Plan of P1: ship by 2026-05-29, cancelled" in shown
    assert "will ship" not in shown
    assert "已取消" in desk("order", "show", "P1", "--lang", "zh").out


# The morning list


def test_one_forgotten_tick_hides_nothing(desk: Run, due: Due) -> None:
    now = at("2026-05-20")
    rows = [row for row in due("--kind", "node", now=now) if row["order"] == "P1"]
    assert len(rows) > 15
    assert max(row["due"] for row in rows) == "2026-05-20"
    assert "shipping-advice" not in {row["item"] for row in rows}
    ok(desk("done", "P1", "in-line", now=now))
    rest = [row["item"] for row in due("--kind", "node", now=now) if row["order"] == "P1"]
    assert "po-review" in rest
    assert "in-line" not in rest


def test_the_new_day_of_a_node_comes_first(desk: Run, due: Due) -> None:
    ok(desk(*KILN))
    rows = [r for r in due("--kind", "node", now=at("2026-05-08")) if r["order"] == "E1"]
    row = next(row for row in rows if row["item"] == "pps")
    assert row["due"] == "2026-05-08"
    assert row["why"]["zh"] == (
        "E1：产前样（PPS）确认，现为 2026-05-08，原计划 2026-04-16：kiln broke"
    )
    assert "pp-meeting" not in {row["item"] for row in rows}, "it moved with it"
