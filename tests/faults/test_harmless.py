"""What differs only in form raises nothing: no finding but info, and after the signature exit 0."""

from random import Random

import pytest

from .conftest import Bench
from .goods import Shipment, good, varied
from .harmless import FORMS, TOGETHER


def must_pass(bench: Bench, shipment: Shipment) -> None:
    """Nothing but info, and cleared as soon as it is signed."""
    answer = bench.check(shipment)
    assert not answer.codes("block", "warn"), answer.lines()
    assert answer.verdict == "unsigned", answer.lines()
    cleared = bench.clear(answer)
    assert (cleared.code, cleared.verdict) == (0, "cleared"), cleared.lines()


@pytest.mark.parametrize("name", FORMS)
def test_a_harmless_form(bench: Bench, name: str) -> None:
    shipment = good()
    FORMS[name](shipment, Random(name))
    must_pass(bench, shipment)


@pytest.mark.parametrize("seed", range(48))
def test_several_forms_together(bench: Bench, seed: int) -> None:
    rng = Random(seed)
    shipment = good() if seed % 2 else varied(rng)
    for name in sorted(rng.sample(TOGETHER, 5), key=TOGETHER.index):
        FORMS[name](shipment, rng)
    must_pass(bench, shipment)
