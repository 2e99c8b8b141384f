"""Fields of a shipment, what contradicts itself, and which cut-offs still wait (contract §7)."""

from datetime import date

import pytest

from gendan.core import shipment_fields as fields
from gendan.core.shipments import Cutoff, Shipment, State, later_than, waiting
from gendan.errors import Refused

FULL = {
    "vessel": "EVER ACE",
    "voyage": "012W",
    "etd": "2026-05-20",
    "si_cutoff": "2026-05-16T16:00+08:00",
    "cy_cutoff": "2026-05-18",
}


def shipment(**cells: str) -> Shipment:
    return Shipment("PI-1", "ACME", 2, {**FULL, **cells})


@pytest.mark.parametrize(
    ("words", "read"),
    [
        pytest.param("CSQU3054383", "CSQU3054383", id="as painted on the door"),
        pytest.param("csqu 305438-3", "CSQU3054383", id="small, with blanks and a dash"),
        pytest.param("CSQU3054383, MSKU1234565", "CSQU3054383, MSKU1234565", id="two"),
        pytest.param("CSQU3054383；CSQU3054383", "CSQU3054383", id="the same twice"),
    ],
)
def test_container_numbers_are_checked(words: str, read: str) -> None:
    assert fields.read_words("container", words) == read


@pytest.mark.parametrize(
    "words", ["CSQU3054384", "ABC", "", " , ", "CSQU3054383,X", "CSQ\x1bU3054383"]
)
def test_what_is_no_container_number_is_refused(words: str) -> None:
    with pytest.raises(Refused):
        fields.read_words("container", words)


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        pytest.param({"etd": "2026-05-20", "eta": "2026-05-10"}, 1, id="it arrives before it leaves"),
        pytest.param({"sailed": "2026-05-20", "eta": "2026-05-10"}, 1, id="before it sailed"),
        pytest.param({"etd": "2026-05-20", "si_cutoff": "2026-05-21T08:00+08:00"}, 1, id="SI after ETD"),
        pytest.param(
            {"etd": "2026-05-20", "eta": "2026-05-10", "cy_cutoff": "2026-05-22", "vgm_cutoff": "2026-05-22"},
            3,
            id="all are named",
        ),
    ],
)  # fmt: skip
def test_days_that_cannot_be_true_are_refused(cells: dict[str, str], faults: int) -> None:
    with pytest.raises(Refused) as caught:
        fields.check(cells)
    assert len(caught.value.faults) == faults


def test_a_cutoff_on_the_day_of_departure_can_be_true() -> None:
    fields.check(
        {"etd": "2026-05-20", "customs_cutoff": "2026-05-20T09:00+08:00", "eta": "2026-05-20"}
    )


def test_the_cutoffs_that_wait_the_earliest_first() -> None:
    rows = waiting("id", shipment())
    assert [(row.item, row.due) for row in rows] == [
        ("SI cut-off #2", date(2026, 5, 16)),
        ("CY cut-off #2", date(2026, 5, 18)),
    ]
    assert rows[0].why.en == "SI cut-off Sat 2026-05-16 16:00, Vessel EVER ACE 012W, ETD 2026-05-20"
    assert rows[0].why.zh.startswith("截单（SI） 2026-05-16 周六 16:00")


@pytest.mark.parametrize("cells", [{"sailed": "2026-05-20"}, {"cancelled": "rolled"}])
def test_nothing_waits_of_what_sailed_or_was_cancelled(cells: dict[str, str]) -> None:
    assert waiting("id", shipment(**cells)) == []


def test_what_was_met_waits_no_more_until_its_moment_moves() -> None:
    before = shipment()
    met = before._replace(cells=fields.met(before, Cutoff.SI, date(2026, 5, 15)))
    assert [row.item for row in waiting("id", met)] == ["CY cut-off #2"]
    moved = fields.merged(met.cells, {"si_cutoff": "2026-05-17T10:00+08:00"})
    assert "si_met" not in moved
    same = fields.merged(met.cells, {"bl": "X"})
    assert same["si_met"] == "2026-05-15"


def test_a_cutoff_that_is_not_there_or_was_met_cannot_be_met() -> None:
    with pytest.raises(Refused, match="no VGM cut-off"):
        fields.met(shipment(), Cutoff.VGM, date(2026, 5, 15))
    with pytest.raises(Refused, match="was met 2026-05-15"):
        fields.met(shipment(si_met="2026-05-15"), Cutoff.SI, date(2026, 5, 16))


def test_states_and_lateness() -> None:
    assert shipment().state is State.OPEN
    assert shipment(sailed="2026-05-21").state is State.SAILED
    assert shipment(sailed="2026-05-21", cancelled="x").state is State.CANCELLED
    assert later_than(shipment(), date(2026, 5, 20)) is None
    assert later_than(shipment(), date(2026, 5, 19)) == date(2026, 5, 20)
    assert later_than(shipment(sailed="2026-05-22"), date(2026, 5, 20)) == date(2026, 5, 22)
    assert later_than(shipment(), None) is None


def test_fields_to_clear_by_their_names() -> None:
    assert fields.fields_named(["ETA", "si-cutoff", "si_cutoff"]) == [
        "eta",
        "si_cutoff",
        "si_cutoff",
    ]
    with pytest.raises(Refused, match="'colour'"):
        fields.fields_named(["eta", "colour"])
