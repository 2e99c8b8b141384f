"""gendan shipment: several per order, cut-offs on the morning list, undo (contract §7)."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gendan.cli.app import main

Run = Callable[..., Any]
Due = Callable[..., list[dict[str, Any]]]
Dump = Callable[[], dict[str, Any]]

ADD = ("shipment", "add", "PO-1")
BOOKED = (
    *ADD, "--booking", "COSU1", "--vessel", "EVER ACE", "--voyage", "012W",
    "--etd", "2026-03-20", "--eta", "2026-04-18", "--si-cutoff", "2026-03-16 16:00",
    "--cy-cutoff", "2026-03-18", "--container", "CSQU 305438-3", "--seal", "S1",
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with two orders, one cancelled; copied for each test."""
    path = tmp_path_factory.mktemp("made") / "book.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENDAN_NOW", "2026-03-02T08:00:00+08:00")
        patch.setenv("GENDAN_DB", str(path))
        patch.setenv("GENDAN_USER", "wang")
        for words in (
            ["init", "--timezone", "Asia/Shanghai"],
            ["customer", "add", "ACME", "Acme Trading GmbH", "--country", "DE"],
            ["order", "add", "PO-1", "ACME", "--ship-by", "2026-03-25", "--forwarder", "Kuehne"],
            ["order", "add", "PO-9", "ACME"],
            ["order", "cancel", "PO-9", "--why", "no credit"],
        ):
            assert main(words) == 0
    return path


@pytest.fixture
def desk(made: Path, run: Run, tmp_path: Path) -> Run:
    """`run` on a copy of that book."""
    shutil.copy(made, tmp_path / "book.db")
    return run


def shipments(run: Run, *words: str) -> list[dict[str, Any]]:
    found = json.loads(run("shipment", "list", *words, "--json").out)
    assert isinstance(found, list)
    return found


def nodes(due: Due, day: str) -> list[str]:
    return [row["item"] for row in due("--on", day) if row["kind"] == "node"]


def test_a_shipment_with_all_that_was_understood(desk: Run) -> None:
    ran = desk(*BOOKED)
    assert ran.code == 0, ran.err
    assert "SI cut-off Mon 2026-03-16 16:00" in ran.out
    assert "Container CSQU3054383" in ran.out
    (row,) = shipments(desk)
    assert row["forwarder"] == "Kuehne"
    assert row["container"] == ["CSQU3054383"]
    assert (row["si_cutoff"], row["cy_cutoff"]) == ("2026-03-16T16:00+08:00", "2026-03-18")
    page = json.loads(desk("shipment", "show", "PO-1", "1", "--json").out)
    assert page == row


def test_several_shipments_in_the_file_of_the_order(desk: Run) -> None:
    desk(*BOOKED)
    desk(*ADD, "--vessel", "MSC OSCAR", "--etd", "2026-03-24")
    found = json.loads(desk("order", "show", "PO-1", "--json").out)["shipments"]
    assert [(row["n"], row["vessel"]) for row in found] == [(1, "EVER ACE"), (2, "MSC OSCAR")]
    assert "MSC OSCAR" in desk("order", "show", "PO-1").out


def test_cutoffs_are_due_on_their_day_until_they_are_met(desk: Run, due: Due) -> None:
    desk(*BOOKED)
    assert nodes(due, "2026-03-15") == []
    assert nodes(due, "2026-03-16") == ["SI cut-off #1"]
    assert nodes(due, "2026-03-18") == ["SI cut-off #1", "CY cut-off #1"]
    (row,) = (row for row in due("--on", "2026-03-16") if row["item"] == "SI cut-off #1")
    assert (row["order"], row["due"], row["customer"]) == ("PO-1", "2026-03-16", "ACME")
    assert "16:00" in row["why"]["en"]
    desk("shipment", "met", "PO-1", "1", "si")
    assert nodes(due, "2026-03-18") == ["CY cut-off #1"]
    desk("undo")
    assert nodes(due, "2026-03-16") == ["SI cut-off #1"]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["shipment", "edit", "PO-1", "1", "--sailed", "2026-03-20"], id="it sailed"),
        pytest.param(["shipment", "cancel", "PO-1", "1", "--why", "rolled"], id="it was cancelled"),
        pytest.param(["order", "cancel", "PO-1", "--why", "x"], id="the order was cancelled"),
        pytest.param(["order", "amend", "PO-1", "shipped_date=2026-03-20"], id="the order has shipped"),
        pytest.param(["shipment", "edit", "PO-1", "1", "--clear", "si-cutoff", "--clear", "cy_cutoff"], id="it has none"),
    ],
)  # fmt: skip
def test_no_cutoff_is_due_after(desk: Run, due: Due, words: list[str]) -> None:
    desk(*BOOKED)
    ran = desk(*words, now="2026-03-21T09:00:00+08:00")
    assert ran.code == 0, ran.err
    assert nodes(due, "2026-03-21") == []
    desk("undo")
    assert nodes(due, "2026-03-21") == ["SI cut-off #1", "CY cut-off #1"]


def test_a_vessel_is_changed_and_what_stood_is_said(desk: Run) -> None:
    desk(*BOOKED)
    ran = desk("shipment", "edit", "PO-1", "1", "--vessel", "MSC OSCAR", "--etd", "2026-03-28", "--clear", "seal")  # fmt: skip
    assert "Vessel EVER ACE → MSC OSCAR" in ran.out
    assert "Seal S1 → –" in ran.out
    assert "3 days after ship by 2026-03-25" in ran.err
    again = desk("shipment", "edit", "PO-1", "1", "--vessel", "MSC OSCAR")
    assert (again.code, "nothing changed" in again.out) == (0, True)


def test_open_ones_alone_the_earliest_departure_first(desk: Run) -> None:
    desk(*BOOKED)
    desk(*ADD, "--etd", "2026-03-10", "--vessel", "B")
    desk(*ADD, "--vessel", "C", "--sailed", "03-01")
    assert [row["n"] for row in shipments(desk, "--open")] == [2, 1]
    assert [row["n"] for row in shipments(desk, "po-1")] == [1, 2, 3]
    assert shipments(desk, "PO-9") == []
    assert "截单（SI） 2026-03-16 周一 16:00" in desk("shipment", "list", "--lang", "zh").out
    assert desk("shipment", "list", "--csv").out.startswith("order,n,customer,state,")


def test_undo_restores_every_shipment_exactly(desk: Run, dump: Dump) -> None:
    desk(*BOOKED)
    for words in (
        ["shipment", "edit", "PO-1", "1", "--bl", "EVR123", "--clear", "eta"],
        ["shipment", "met", "PO-1", "1", "si"],
        ["shipment", "cancel", "PO-1", "1", "--why", "rolled"],
        [*ADD, "--etd", "2026-04-01"],
    ):
        before = {name: dump()[name] for name in ("shipments", "order_agenda")}
        assert desk(*words).code == 0
        assert desk("undo").code == 0
        assert {name: dump()[name] for name in before} == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(["add", "PO-404", "--etd", "2026-03-20"], 3, id="no such order"),
        pytest.param(["add", "PO-9", "--etd", "2026-03-20"], 3, id="a cancelled order"),
        pytest.param(["add", "PO-1", "--container", "ABCU1234567"], 3, id="a wrong check digit"),
        pytest.param(["add", "PO-1", "--container", ""], 3, id="no container"),
        pytest.param(["add", "PO-1", "--vessel", "A\x1b[2J"], 3, id="a vessel that clears the screen"),
        pytest.param(["add", "PO-1", "--vessel", "x" * 201], 3, id="a very long vessel"),
        pytest.param(["add", "PO-1", "--etd", "2026-03-20", "--eta", "2026-03-10"], 3, id="days that contradict"),
        pytest.param(["add", "PO-1", "--sailed", "tomorrow"], 3, id="sailed in the future"),
        pytest.param(["edit", "PO-1", "9", "--bl", "X"], 3, id="no such shipment"),
        pytest.param(["edit", "PO-1", "1", "--clear", "colour"], 3, id="no such field"),
        pytest.param(["edit", "PO-1", "1", "--eta", "2026-03-01"], 3, id="it arrives before it leaves"),
        pytest.param(["edit", "PO-1", "2", "--bl", "X"], 3, id="a cancelled shipment"),
        pytest.param(["met", "PO-1", "1", "vgm"], 3, id="a cut-off that is not set"),
        pytest.param(["met", "PO-1", "1", "si", "--on", "tomorrow"], 3, id="met in the future"),
        pytest.param(["cancel", "PO-1", "2", "--why", "again"], 3, id="cancelled twice"),
        pytest.param(["cancel", "PO-1", "1", "--why", " "], 3, id="no reason"),
        pytest.param(["show", "PO-1", "3"], 3, id="show what is not there"),
        pytest.param(["list", "PO-404"], 3, id="list of no order"),
        pytest.param(["add", "PO-1"], 2, id="nothing of it"),
        pytest.param(["edit", "PO-1", "1"], 2, id="nothing to change"),
        pytest.param(["edit", "PO-1", "0", "--bl", "X"], 2, id="shipment 0"),
        pytest.param(["add", "PO-1", "--etd", "03/04"], 2, id="an ambiguous day"),
        pytest.param(["add", "PO-1", "--etd", "2026-03-20 16:00"], 2, id="a time of departure"),
        pytest.param(["add", "PO-1", "--si-cutoff", "2026-03-20 25:00"], 2, id="no such time"),
        pytest.param(["met", "PO-1", "1", "moon"], 2, id="no such cut-off"),
        pytest.param(["cancel", "PO-1", "1"], 2, id="a reason is missing"),
        pytest.param(["list", "--json", "--csv"], 2, id="two forms"),
        pytest.param([], 2, id="no command"),
    ],
)  # fmt: skip
def test_bad_words_are_refused_and_nothing_is_written(
    desk: Run, dump: Dump, words: list[str], code: int
) -> None:
    desk(*BOOKED)
    desk(*ADD, "--etd", "2026-03-21")
    desk("shipment", "cancel", "PO-1", "2", "--why", "rolled")
    before = dump()
    ran = desk("shipment", *words)
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert ran.err.startswith("gendan: ")
    assert "\nhint: " in ran.err
    assert "\x1b" not in ran.err
    assert dump() == before
