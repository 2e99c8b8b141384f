"""What must be ticked before an order may ship, and what the words of people name (contract §2, §5)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from gendan.core.checklist import Always, Done, Item, ItemKind, Tick, Waiver, checklist, named, only
from gendan.core.orders import Order, OrderRequirement
from gendan.core.papers import paper_code, papers_asked
from gendan.core.policy import stricter
from gendan.errors import Refused, Unknown
from gendan.text import Text, same

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
ORDER = Order("PO-1", "ACME", date(2026, 3, 1))
LABEL = OrderRequirement(1, "r1", "label on each box", "put lable pls", None, "wang", 12)


def items(order: Order = ORDER, **given: Any) -> list[Item]:
    facts: dict[str, Any] = {"entry": 10, "always": [], "requirements": [], "papers": []}
    return checklist(order, **(facts | given))


@pytest.mark.parametrize(
    ("entry", "since", "applies"),
    [
        pytest.param(9, date(2026, 3, 2), True, id="noted before the order was entered"),
        pytest.param(11, date(2026, 3, 1), True, id="noted on the day of the order"),
        pytest.param(11, date(2026, 2, 1), True, id="noted before the day of the order"),
        pytest.param(11, date(2026, 3, 2), False, id="noted later"),
    ],
)
def test_standing_requirements(entry: int, since: date, applies: bool) -> None:
    always = [Always(3, "s3", "no plastic", since, entry)]
    assert [item.item for item in items(always=always)] == (["C3"] if applies else [])


def test_requirements_keep_the_customers_words() -> None:
    (item,) = items(requirements=[LABEL])
    assert (item.item, item.kind, item.ref) == ("R1", ItemKind.REQUIREMENT, "r1")
    assert (item.text.en, item.source, item.state) == ("label on each box", "put lable pls", "open")


def test_documents_that_are_compared_are_no_items() -> None:
    found = items(papers=["CI", "PL", "CO", "FORM X"])
    assert [(item.item, item.text) for item in found] == [
        ("CO", Text("certificate of origin", "原产地证")),
        ("FORM X", same("FORM X")),
    ]


@pytest.mark.parametrize(
    ("cell", "asked"),
    [("30", True), ("30 %", True), ("0.5", True), ("0", False), ("0 %", False), ("0.00", False), ("", False), ("a third", True)],
)  # fmt: skip
def test_the_deposit(cell: str, asked: bool) -> None:
    found = items(ORDER._replace(cells={"deposit": cell}))
    assert [item.item for item in found] == (["deposit"] if asked else [])


def test_ticks_and_waivers_find_their_item() -> None:
    done = Done({("R1", "r1"): Tick("li", AT)}, {("CO", ""): Waiver("li", AT, "not asked")})
    other = Done({("R1", "another"): Tick("li", AT)}, {("CO", "x"): Waiver("li", AT, "?")})
    given: Any = {"requirements": [LABEL], "papers": ["CO"]}
    assert [item.state for item in items(**given, done=done)] == ["ticked", "waived"]
    assert [item.state for item in items(**given, done=other)] == ["open", "open"]


LIST = [
    Item("R1", ItemKind.REQUIREMENT, same("label on each box")),
    Item("R10", ItemKind.REQUIREMENT, same("label on each pallet")),
    Item("CO", ItemKind.DOCUMENT, Text("certificate of origin", "原产地证")),
    Item("deposit", ItemKind.DEPOSIT, Text("deposit of 30 % received", "已收到 30% 定金")),
]


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("R1", ["R1"]),
        ("ｒ１", ["R1"]),
        (" co ", ["CO"]),
        ("Deposit", ["deposit"]),
        ("label on each b", ["R1"]),
        ("LABEL  ON EACH P", ["R10"]),
        ("label", ["R1", "R10"]),
        ("原产地", ["CO"]),
        ("R", ["R1", "R10"]),
        ("each box", []),
        ("", []),
        ("  ", []),
    ],
)
def test_what_words_name(words: str, items: list[str]) -> None:
    assert [item.item for item in named(LIST, words)] == items
    if len(items) == 1:
        assert only(LIST, words).item == items[0]
    else:
        with pytest.raises(Refused if items else Unknown):
            only(LIST, words)


@pytest.mark.parametrize(
    ("words", "code"),
    [("co", "CO"), ("提单", "BL"), ("B/L", "BL"), ("Certificate of Origin", "CO"), ("form a", "FORM A")],
)  # fmt: skip
def test_codes_of_documents(words: str, code: str) -> None:
    assert paper_code(words) == code


def test_the_order_and_the_policy_ask() -> None:
    order = ORDER._replace(cells={"documents": "CI，PL、B/L;"})
    assert papers_asked(order, ("BL", "CO")) == ["CI", "PL", "BL", "CO"]


@pytest.mark.parametrize(
    ("order", "policy", "holds"),
    [
        ("none", "final", "final"),
        ("all", "final", "all"),
        ("none", "none", "none"),
        ("by SGS", "all", "by SGS"),
    ],
)
def test_the_stricter_inspection(order: str, policy: str, holds: str) -> None:
    assert stricter(order, policy) == holds
