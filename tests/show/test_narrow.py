"""The screens of orders on narrow terminals: whole dates, no empty columns, what falls away is said."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from .test_out import terminal, wide

Run = Callable[..., Any]

SCREENS = (
    "delays",
    "order show PI-1",
    "order list",
    "shipment list",
    "plan PI-2",
    "sop list",
    "sop show",
)
DATE = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?!\S)")
CUT = re.compile(r"(?<!\S)\d{4}-(?!\d\d-\d\d)")
"""What begins like a date and is none."""


@pytest.fixture
def desk(book: Run) -> Run:
    """An order with a plan, a late step and a shipment; another without; one that is overdue."""
    for words in (
        "customer add NORDHS Nordlicht",
        "order add PI-1 NORDHS --ship-by 2026-05-29 --deposit 30",
        "order line add PI-1 MG-350W-STONEWARE-26-A 12000 --price 1.28 --description Stoneware,350ml,white",
        "order line add PI-1 PL-27S 6000 --price 2.15 --description Plate",
        "order add PI-2 NORDHS --ship-by 2026-05-29",
        "plan PI-1",
        "slip PI-1 pps 2026-05-08 --why kiln-broke-down,-new-samples-are-fired --party supplier",
        "shipment add PI-1 --vessel EVER-ACE --voyage 012W --etd 2026-06-02 --eta 2026-07-01",
        "shipment edit PI-1 1 --si-cutoff 2026-05-29T16:00 --container CSQU3054383 --bl EGLV0012",
    ):
        ran = book(*words.split())
        assert ran.code == 0, ran.err
    return book


def drawn(columns: int, lang: str, screen: str) -> list[str]:
    lines = terminal(columns, *screen.split(), "--lang", lang)
    return [re.sub("\x1b\\[[0-9;]*m", "", line) for line in lines]


@pytest.mark.parametrize("columns", [80, 100])
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_date_breaks_and_no_line_is_too_wide(
    desk: Run, columns: int, lang: str, screen: str
) -> None:
    lines = drawn(columns, lang, screen)
    assert len(lines) > 3
    for line in lines:
        assert wide(line.rstrip()) <= columns, line
        assert not CUT.search(line), line
    if screen not in ("sop list", "sop show"):
        assert DATE.search("\n".join(lines))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_order_on_eighty_columns_keeps_told_and_its_items(desk: Run, lang: str) -> None:
    text = "\n".join(drawn(80, lang, "order show PI-1"))
    assert "MG-350W-STONEWARE-26-A" in text
    assert {"en": "not yet", "zh": "未告知"}[lang] in text
    assert {"en": "Colour", "zh": "颜色"}[lang] not in text


def test_the_bar_falls_away_first_and_that_is_said(desk: Run) -> None:
    assert "◆" not in "\n".join(drawn(80, "en", "order show PI-1"))
    full = "\n".join(drawn(100, "en", "order show PI-1"))
    assert "◆" in full
    assert "too narrow" not in full


def test_a_column_that_is_empty_everywhere_is_for_scripts_alone(desk: Run) -> None:
    (_, head, *_) = desk("order", "show", "PI-1").out.split("Lines: 2")[1].splitlines()
    assert head.split() == ["Line", "Item", "Description", "Qty", "Price", "Value"]
    (first, _) = json.loads(desk("order", "show", "PI-1", "--json").out)["lines"]
    assert (first["color"], first["unit"], first["discount"]) == (None, None, "0")
    assert desk("order", "line", "add", "PI-1", "X", "1", "--color", "red").code == 0
    assert "Colour" in desk("order", "show", "PI-1").out


def test_the_shipments_of_an_order_do_not_name_it_again(desk: Run) -> None:
    section = desk("order", "show", "PI-1").out.split("Shipments: 1")[1]
    assert section.splitlines()[1].split()[:2] == ["#", "State"]
    assert "Customer" in desk("shipment", "list").out


def test_a_plan_that_is_too_short_marks_its_overdue_nodes_and_names_three(desk: Run) -> None:
    assert (
        desk("order", "add", "PI-3", "NORDHS", "--ship-by", "2026-03-20", "--deposit", "30").code
        == 0
    )
    ran = desk("plan", "PI-3")
    (told,) = (line for line in ran.err.splitlines() if line.startswith("the lead is too short"))
    assert ran.out.count("overdue") > 3
    steps = json.loads(desk("order", "show", "PI-3", "--json").out)["plan"]
    unmet = [step for step in steps if not step["can_be_met"]]
    assert all(step["forecast"] > step["plan"] for step in unmet)
    assert f"; {len(unmet)} nodes cannot be met" in told
    assert len(re.findall(r"\d{4}-\d\d-\d\d", told)) == 4
    assert told.endswith("…")


def test_a_list_has_the_same_columns_on_a_pipe_whatever_is_in_it(desk: Run) -> None:
    head = desk("order", "list").out.splitlines()[1]
    assert {"Shipped", "Lines", "Owner"} <= set(head.split())
