"""The plan of an order from `plan` to the last node: gates, slips, who was told, undo (contract §7)."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gendan.cli.app import main
from gendan.store import order_agenda
from gendan.store.db import open_book

Run = Callable[..., Any]
Dump = Callable[[], dict[str, Any]]
Due = Callable[..., list[dict[str, Any]]]

MORNING = "2026-03-02T09:00:00+08:00"
SLIP = ("slip", "PO-1", "packed", "--why", "dye lot rejected", "--party", "supplier")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with an order that has a plan and one that has none; copied for each test."""
    path = tmp_path_factory.mktemp("made") / "book.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENDAN_NOW", MORNING)
        patch.setenv("GENDAN_DB", str(path))
        patch.setenv("GENDAN_USER", "wang")
        for words in (
            ["init", "--timezone", "Asia/Shanghai"],
            ["customer", "add", "ACME", "Acme GmbH", "--country", "DE", "--channel", "email"],
            [
                "order",
                "add",
                "PO-1",
                "ACME",
                "--date",
                "2026-03-01",
                "--ship-by",
                "2026-05-10",
                "--deposit",
                "30",
                "--inspection",
                "final",
            ],
            ["order", "line", "add", "PO-1", "MUG", "100"],
            ["order", "add", "PO-2", "ACME", "--date", "2026-03-01"],
            ["plan", "PO-1"],
        ):
            assert main(words) == 0
    return path


@pytest.fixture
def planned(made: Path, run: Run, tmp_path: Path) -> Run:
    """`run` on a copy of that book."""
    shutil.copy(made, tmp_path / "book.db")
    return run


def steps(run: Run, number: str = "PO-1", now: str | None = None) -> dict[str, dict[str, Any]]:
    ran = run("order", "show", number, "--json", now=now)
    assert ran.code == 0, ran.err
    return {row["node"]: row for row in json.loads(ran.out)["plan"]}


def delays(run: Run, now: str | None = None) -> list[dict[str, Any]]:
    ran = run("delays", "--json", now=now)
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert isinstance(found, list)
    return found


def rows(due: Due, kind: str, now: str | None = None) -> dict[str, dict[str, Any]]:
    return {row["item"]: row for row in due("--kind", kind, now=now)}


def ok(ran: Any) -> Any:
    assert ran.code == 0, ran.err
    return ran


def test_a_plan_ends_on_the_ship_by_date(planned: Run) -> None:
    found = steps(planned)
    assert len(found) == 32
    assert (found["on-board"]["plan"], found["on-board"]["forecast"]) == ("2026-05-10",) * 2
    assert found["on-board"]["slack"] == 0
    for row in found.values():
        assert (row["revised"], row["actual"], row["slips"]) == (None, None, [])
    assert delays(planned) == []


def test_an_order_without_a_ship_by_date_is_planned_forward(planned: Run) -> None:
    ok(planned("plan", "PO-2"))
    found = steps(planned, "PO-2")
    assert found["on-board"]["plan"] > "2026-04-01"
    assert all(row["can_be_met"] for row in found.values())
    assert delays(planned) == []


def test_a_lead_that_is_too_short_is_said_at_once(planned: Run) -> None:
    ok(planned("order", "amend", "PO-2", "ship_by=2026-03-20"))
    ran = ok(planned("plan", "PO-2"))
    assert "the lead is too short, from order to shipment it takes until 2026-04-10" in ran.err
    assert "Order received and reviewed" in ran.err
    found = steps(planned, "PO-2")
    assert not found["pi"]["can_be_met"]
    assert found["deposit"]["can_be_met"], "nobody asks for one"
    (late,) = delays(planned)
    assert (late["order"], late["node"], late["told"]) == ("PO-2", "po-review", False)
    ran = planned("plan", "PO-2", "--again", "--lang", "zh")
    assert "交期太紧" in ran.err


@pytest.mark.parametrize(
    "words", ["deposit", "DEPOSIT", "ｄｅｐｏｓｉｔ", "Deposit rec", "收到定", "depo"]
)
def test_a_node_is_named_by_key_or_beginning(planned: Run, words: str) -> None:
    ok(planned("done", "PO-1", words))
    assert steps(planned)["deposit"]["actual"] == "2026-03-02"


def test_several_nodes_are_named_none_is_taken(planned: Run, dump: Dump) -> None:
    before = dump()
    ran = planned("done", "PO-1", "bal")
    assert ran.code == 3
    assert "balance-reminder" in ran.err
    assert "Balance received" in ran.err
    assert dump() == before


def test_the_next_nodes_are_due_on_their_day(planned: Run, due: Due) -> None:
    assert list(rows(due, "node")) == ["po-review"]
    assert rows(due, "node", "2026-03-01T09:00:00+08:00") == {}
    ok(planned("done", "PO-1", "po-review", "--told", now=MORNING))
    found = rows(due, "node", "2026-03-05T09:00:00+08:00")
    row = found["pi"]
    assert (row["order"], row["due"], row["days_over"], row["interval_days"]) == (
        "PO-1", "2026-03-03", 2, 7,
    )  # fmt: skip
    assert row["ratio"] == pytest.approx(2 / 7)
    assert row["why"]["en"].startswith("PO-1: Proforma invoice")
    assert row["why"]["zh"].startswith("PO-1：")


def test_a_node_done_without_telling_stays_open_until_told(planned: Run, due: Due) -> None:
    ran = ok(planned("done", "PO-1", "po-review"))
    assert "gendan draft PO-1 po-review" in ran.err
    row = rows(due, "feedback")["po-review"]
    assert (row["due"], row["order"]) == ("2026-03-02", "PO-1")
    ok(planned("told", "PO-1", "po-review", "-c", "wechat"))
    assert rows(due, "feedback") == {}
    found = json.loads(planned("customer", "show", "ACME", "--json").out)
    assert found["last_contact"] == MORNING, "telling them counts as a contact"
    assert planned("told", "PO-1", "po-review").code == 3


def test_a_slip_inside_the_slack_moves_nothing(planned: Run) -> None:
    before = steps(planned)
    ran = ok(planned("slip", "PO-1", "booking", "2026-04-27", "--why", "x", "--party", "us"))
    assert "ship-by 2026-05-10 is kept" in ran.out
    after = steps(planned)
    moved = {key for key in after if after[key]["forecast"] != before[key]["forecast"]}
    assert moved == {"booking"}
    assert delays(planned) == []


def test_a_slip_moves_its_successors_and_the_ship_date(planned: Run, due: Due) -> None:
    ran = ok(planned(*SLIP, "2026-05-05"))
    assert "Final inspection passed: 2026-04-28 → 2026-05-06" in ran.out
    assert "forecast ship 2026-05-10 → 2026-05-12" in ran.out
    row = steps(planned)["packed"]
    assert (row["plan"], row["revised"], row["light"]) == ("2026-04-27", "2026-05-05", "red")
    assert delays(planned) == [
        {
            "order": "PO-1",
            "customer": "ACME",
            "ship_by": "2026-05-10",
            "forecast_ship": "2026-05-12",
            "days_late": 2,
            "node": "packed",
            "reason": "dye lot rejected",
            "party": "supplier",
            "told": False,
        }
    ]
    assert rows(due, "feedback")["packed"]["why"]["en"] == (
        "PO-1: will leave 2026-05-12 or later instead of 2026-05-10 (Production complete, 80 % packed, "
        "dye lot rejected); customer not told"
    )
    ok(planned("told", "PO-1", "packed"))
    assert [late["told"] for late in delays(planned)] == [True]
    assert rows(due, "feedback") == {}


def test_every_promise_is_kept_and_shown(planned: Run) -> None:
    ok(planned(*SLIP, "2026-05-05"))
    ok(planned(*SLIP, "2026-05-07"))
    row = steps(planned)["packed"]
    assert row["plan"] == "2026-04-27"
    assert [slip["day"] for slip in row["slips"]] == ["2026-05-05", "2026-05-07"]
    ran = planned("order", "show", "PO-1")
    assert "05-05 → 05-07" in ran.out


def test_a_promise_that_is_broken_is_news_again(planned: Run, due: Due) -> None:
    for key in ("po-review", "pi", "deposit", "production-order", "materials", "artwork", "pps",
                "incoming", "pp-meeting", "production-start", "in-line", "carton-data"):  # fmt: skip
        ok(planned("done", "PO-1", key, "--told"))
    ok(planned(*SLIP, "2026-05-05"))
    ok(planned("told", "PO-1", "packed"))
    assert rows(due, "feedback", "2026-05-05T09:00:00+08:00") == {}
    assert "packed" in rows(due, "feedback", "2026-05-06T09:00:00+08:00")
    (late,) = delays(planned)
    assert (late["node"], late["told"]) == ("packed", False)


def test_a_day_that_passes_in_silence_is_a_delay(planned: Run, due: Due) -> None:
    assert rows(due, "feedback", "2026-03-10T09:00:00+08:00") == {}
    late = "2026-04-20T09:00:00+08:00"
    (row,) = rows(due, "feedback", late).values()
    assert row["item"] == "po-review"
    (delay,) = delays(planned, late)
    assert (delay["node"], delay["reason"], delay["party"]) == ("po-review", None, None)


def test_what_may_have_to_be_told_some_day_is_no_row_today(planned: Run, due: Due) -> None:
    assert {row["kind"] for row in due("--days", "200")} == {"node", "contact"}


def test_gates(planned: Run) -> None:
    ran = planned("done", "PO-1", "production-order")
    assert ran.code == 3
    assert "Deposit received is not done (deposit)" in ran.err
    ok(planned("done", "PO-1", "deposit"))
    ok(planned("done", "PO-1", "production-order"))
    ran = planned("done", "PO-1", "loading", "--lang", "zh")
    assert ran.code == 3
    assert "没有终检合格记录" in ran.err
    assert "check-order 未放行" in ran.err


def test_the_goods_leave(planned: Run, due: Due) -> None:
    leaves = "2026-05-12T09:00:00+08:00"
    assert [late["days_late"] for late in delays(planned, leaves)] != []
    ok(
        planned(
            "done",
            "PO-1",
            "on-board",
            "--on",
            "2026-05-11",
            "--why",
            "loaded on Sunday",
            now=leaves,
        )
    )
    order = json.loads(planned("order", "show", "PO-1", "--json").out)
    assert (order["state"], order["shipped_date"]) == ("shipped", "2026-05-11")
    assert delays(planned) == []
    found = rows(due, "node")
    assert "shipping-advice" in found
    assert "po-review" not in found, "what had to happen before is no longer asked for"


def test_a_shipped_date_that_was_amended_is_the_day_it_left(planned: Run) -> None:
    now = "2026-05-12T09:00:00+08:00"
    ok(planned("order", "amend", "PO-1", "shipped_date=2026-05-09", now=now))
    assert steps(planned)["on-board"]["actual"] == "2026-05-09"
    assert delays(planned) == []


def test_a_cancelled_order_asks_for_nothing(planned: Run, due: Due) -> None:
    ok(planned("order", "cancel", "PO-1", "--why", "no credit"))
    assert rows(due, "node", "2026-06-01T09:00:00+08:00") == {}
    assert delays(planned) == []
    assert planned("done", "PO-1", "deposit").code == 3
    ok(planned("undo"))
    assert "po-review" in rows(due, "node")


def test_planning_again_keeps_done_and_told_and_every_day(planned: Run) -> None:
    ok(planned("done", "PO-1", "po-review", "--told"))
    ok(planned(*SLIP, "2026-05-05"))
    before = steps(planned)
    assert planned("plan", "PO-1").code == 3
    ok(planned("order", "amend", "PO-1", "ship_by=2026-05-20"))
    ran = ok(planned("plan", "PO-1", "--again"))
    assert "On board, vessel departed: 2026-05-10 → 2026-05-20" in ran.err
    after = steps(planned)
    assert after["po-review"] | {"slack": 0} == before["po-review"] | {"slack": 0}
    assert [slip["agreed"] for slip in after["packed"]["slips"]] == [False, True]
    assert (after["on-board"]["plan"], after["on-board"]["revised"]) == ("2026-05-10", "2026-05-20")
    assert after["claim-window"]["slack"] == 0, "late is what is later than the new schedule"
    assert delays(planned) == []
    assert "nothing moved" in planned("plan", "PO-1", "--again").err


def test_planning_again_after_another_procedure(planned: Run, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    ok(planned("sop", "export", "export-order", str(file)))
    text = file.read_text(encoding="utf-8").replace('name = "export-order"', 'name = "own"')
    file.write_text(text, encoding="utf-8")
    ok(planned("sop", "import", str(file)))
    ok(planned("done", "PO-1", "deposit"))
    ok(planned("plan", "PO-1", "--again", "--sop", "own"))
    assert steps(planned)["deposit"]["actual"] == "2026-03-02"


def test_all_open_orders_at_once(planned: Run) -> None:
    found = json.loads(ok(planned("plan", "--all-open", "--json")).out)
    assert [(row["order"], row["nodes"]) for row in found] == [("PO-2", 32)]
    assert json.loads(planned("plan", "--all-open", "--json").out) == []
    again = json.loads(planned("plan", "--all-open", "--again", "--json").out)
    assert len(again) == 2


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("plan", "PO-2"), id="plan"),
        pytest.param(("plan", "--all-open"), id="plan --all-open"),
        pytest.param(("done", "PO-1", "deposit", "--evidence", "bank slip"), id="done"),
        pytest.param(("done", "PO-1", "po-review", "--told"), id="done --told"),
        pytest.param(("done", "PO-1", "on-board", "--why", "seen"), id="the goods leave"),
        pytest.param((*SLIP, "2026-05-05"), id="slip"),
        pytest.param(("told", "PO-1", "packed"), id="told"),
        pytest.param(("plan", "PO-1", "--again"), id="plan --again"),
    ],
)
def test_undo_restores_the_plan_exactly(planned: Run, dump: Dump, words: tuple[str, ...]) -> None:
    ok(planned(*SLIP, "2026-05-04"))
    ok(planned("order", "amend", "PO-1", "ship_by=2026-05-20"))
    before = dump()
    ok(planned(*words))
    assert dump() != before
    ok(planned("undo"))
    after = dump()
    for table in before.keys() - {"journal", "changes"}:
        assert after[table] == before[table], table


def test_the_sign_offs_of_a_packing_list_are_due(
    planned: Run, due: Due, sheet: Callable[..., str]
) -> None:
    assert rows(due, "signoff") == {}
    packed = sheet("Item No.,Quantity,Unit\nMUG,100,PCS\n")
    planned("check-order", "PO-1", "--packing", packed)
    row = rows(due, "signoff")["check-order"]
    assert "the merchandiser" in row["why"]["en"]
    assert "跟单员" in row["why"]["zh"]
    ok(planned("undo"))
    assert rows(due, "signoff") == {}


def test_bars_on_a_terminal_only(planned: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "···" not in planned("order", "show", "PO-1").out
    monkeypatch.setattr("gendan.show.out.on_terminal", lambda stream: True)
    monkeypatch.setenv("COLUMNS", "120")
    assert "○···" in planned("order", "show", "PO-1").out
    assert '"bar"' not in planned("order", "show", "PO-1", "--json").out


def test_the_index_is_what_history_makes_of_it(
    planned: Run, tmp_path: Path, sheet: Callable[..., str]
) -> None:
    """Whatever commands left, `refresh` of everything finds the same rows."""
    packed = sheet("Item No.,Quantity,Unit\nMUG,100,PCS\n")
    for words in (
        ("plan", "PO-2"),
        ("done", "PO-1", "po-review"),
        (*SLIP, "2026-05-05"),
        ("told", "PO-1", "packed"),
        ("slip", "PO-1", "pi", "2026-03-09", "--why", "holiday", "--party", "customer"),
        ("check-order", "PO-1", "--packing", packed),
        ("config", "timezone", "Asia/Tokyo"),
    ):
        planned(*words)
    book = open_book(tmp_path / "book.db")
    query = "SELECT * FROM order_agenda ORDER BY order_id, kind, item"
    before = [tuple(row) for row in book.conn.execute(query)]
    with book.locked():
        order_agenda.refresh(book, date(2026, 3, 2))
    after = [tuple(row) for row in book.conn.execute(query)]
    book.close()
    assert after == before
    assert {row[1] for row in after} == {"node", "feedback", "signoff"}


@pytest.mark.parametrize("form", ["--json", "--csv"])
def test_in_every_form(planned: Run, form: str) -> None:
    ran = ok(planned("plan", "PO-2", form))
    assert "on-board" in ran.out
    assert "order" in ok(planned("delays", form)).out or form == "--json"
