"""Scorecards on narrow terminals: no number and no word is broken, what says least falls away."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gendan.show.scores import score_exact, score_words

from .test_narrow import drawn
from .test_out import wide

Run = Callable[..., Any]

NAMES = ("Lanfeng Stoneware", "Nordost-Tonwarenfabrik", "合源陶瓷制品有限公司景德镇分公司")
HEAD = "Order No.,Customer,Order Date,Ship By,Shipped Date,Item No.,Qty,Supplier\n"


@pytest.fixture
def scored(book: Run, tmp_path: Path) -> Run:
    """Three suppliers with long names, lots, a packing list and a complaint."""
    book("customer", "add", "ACME", "Acme")
    lines = (
        f"H{place}-{n},ACME,2025-10-01,2025-12-01,2025-12-0{2 if n < place else 1},M,10,{name}\n"
        for place, name in enumerate(NAMES)
        for n in range(12)
    )
    path = tmp_path / "history.csv"
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    assert book("import", str(path)).code == 0
    for number in ("H0-1", "H1-1"):
        words = "--stage incoming --lot 100 --critical 0 --major 0 --minor 0"
        assert book("inspect", "add", number, *words.split()).code == 0
    assert book("complaint", "open", "ACME", "red", "--order", "H1-2", "--type", "color").code == 0
    return book


@pytest.mark.parametrize("columns", [80, 100, 120])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_is_broken(scored: Run, columns: int, lang: str) -> None:
    lines = drawn(columns, lang, "partner score")
    assert all(wide(line.rstrip()) <= columns for line in lines)
    text = "\n".join(lines)
    standings = {"en": ["preferred", "approved"], "zh": ["优选", "合格"]}[lang]
    for whole in ("Stoneware", "0/12", "2/12", "100.0%", "83.3%", *standings):
        assert whole in text
    assert NAMES[1] in text


def test_what_says_nothing_stands_nowhere(scored: Run) -> None:
    head = scored("partner", "score").out.splitlines()[1]
    assert "Rejected" in head
    assert "In full" not in head
    assert "Rejected" in "\n".join(drawn(140, "en", "partner score"))
    narrow = "\n".join(drawn(80, "en", "partner score"))
    assert "Rejected" not in narrow
    assert "Standing" in narrow


@pytest.mark.parametrize(
    ("score", "script", "people"),
    [("97.97", "97.97", "97.9"), ("97.9999", "97.99", "97.9"), ("98", "98.00", "98.0")],
)
def test_no_score_looks_as_if_it_had_reached_a_band(score: str, script: str, people: str) -> None:
    assert (score_exact(Decimal(score)), score_words(Decimal(score))) == (script, people)
