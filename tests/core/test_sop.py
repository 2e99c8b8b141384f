"""Templates: what is refused, the shipped export order, and their form as plain values."""

import json
import re

import pytest

from gendan.core.export_order import EXPORT_ORDER
from gendan.core.sop import (
    OUTSIDE_GATES,
    Anchor,
    Changes,
    Node,
    Sop,
    as_row,
    changes,
    from_row,
    in_order,
    reached,
)
from gendan.core.sop_faults import faults
from gendan.text import Text, same

SHIP = Node("ship", same("Ship"), 0)


def sop(*nodes: Node, ships: str = "ship") -> Sop:
    return Sop("s", same("S"), ships, nodes)


def node(
    key: str, *after: str, gates: tuple[str, ...] = (), offset: int = -1, days: int = 0
) -> Node:
    return Node(key, same("Name"), offset, days=days, after=after, gates=gates)


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        pytest.param(sop(), ["no node is called 'ship'"], id="no node at all"),
        pytest.param(sop(SHIP, ships=""), ["no node is called ''"], id="no shipping node"),
        pytest.param(sop(node("ship")), ["node 'ship': the goods leave on it"], id="it lies elsewhere"),
        pytest.param(
            sop(SHIP._replace(anchor=Anchor.ORDER_DATE)), ["node 'ship': the goods leave on it"],
            id="it counts from the order",
        ),
        pytest.param(sop(SHIP, node("a"), node("a")), ["node 'a': this key stands twice"], id="twice"),
        pytest.param(sop(SHIP, node("a"), node("A")), ["node 'A': this key stands twice"], id="twice in capitals"),
        pytest.param(sop(SHIP, node("")), ["node '': its key is empty"], id="an empty key"),
        pytest.param(sop(SHIP, node("a b")), ["node 'a b': a key has no blanks"], id="a blank"),
        pytest.param(sop(SHIP, node("k" * 41)), ["at most 40 characters"], id="a long key"),
        pytest.param(sop(SHIP, node("check-order")), ["belongs to a gate"], id="the name of a gate"),
        pytest.param(sop(SHIP, node("a")._replace(name=Text(" ", ""))), ["node 'a': it has no name"], id="no name"),
        pytest.param(sop(SHIP, node("a", "b")), ["node 'a': its predecessor 'b' does not exist"], id="an unknown predecessor"),
        pytest.param(sop(SHIP, node("a", gates=("b",))), ["node 'a': its gate 'b' leads nowhere"], id="a gate to nowhere"),
        pytest.param(sop(SHIP, node("a", offset=-1001)), ["offset is -1001; it goes from"], id="an offset of years"),
        pytest.param(sop(SHIP, node("a", days=-1)), ["days is -1; it goes from 0"], id="days before zero"),
        pytest.param(sop(SHIP, node("a", "a")), ["wait for each other: a → a"], id="a node that waits for itself"),
        pytest.param(
            sop(SHIP, node("a", "c"), node("b", "a"), node("c", "b"), node("d", "c")),
            ["wait for each other: a → b → c → a"], id="a cycle, not what follows it",
        ),
        pytest.param(
            sop(SHIP, node("a", "b"), node("b", "a"), node("c", "d"), node("d", "c")),
            ["each other: a → b → a", "each other: c → d → c"], id="two cycles",
        ),
        pytest.param(
            sop(SHIP, node("a", gates=("b",)), node("b", "a")), ["each other: a → b → a"],
            id="a gate that waits for what follows it",
        ),
        pytest.param(
            sop(node("a", "x"), node("a", "y", days=999), ships="z"),
            ["'x' does not exist", "stands twice", "days is 999", "'y' does not exist", "called 'z'"],
            id="all at once",
        ),
    ],
)  # fmt: skip
def test_faults(bad: Sop, told: list[str]) -> None:
    found = faults(bad)
    assert len(found) == len(told), found
    for text, part in zip(found, told, strict=True):
        assert part in text.en
        assert re.search(r"[\u4e00-\u9fff]", text.zh)


def test_a_cycle_through_a_key_that_stands_twice() -> None:
    found = faults(sop(SHIP, node("a", "b"), node("b", "a"), node("a")))
    assert [text.en for text in found] == ["node 'a': this key stands twice"]


def test_the_order_and_what_is_reached() -> None:
    nodes = [node("c", "b"), node("b", "a"), node("a"), node("d", "a")]
    assert [one.key for one in in_order(nodes)] == ["a", "b", "d", "c"]
    assert reached(nodes, ["b"], forward=True) == {"b", "c"}
    assert reached(nodes, ["c"], forward=False) == {"a", "b", "c"}


def test_the_shipped_export_order() -> None:
    assert faults(EXPORT_ORDER) == []
    keys = [one.key for one in EXPORT_ORDER.nodes]
    assert len(keys) == 32
    told = [one.key for one in EXPORT_ORDER.nodes if one.tell]
    assert told == [
        "po-review", "pi", "artwork", "pps", "final", "shipment-sample", "balance-reminder",
        "draft-bl", "shipping-advice", "balance", "after-sales",
    ]  # fmt: skip
    gates = {one.key: list(one.gates) for one in EXPORT_ORDER.nodes if one.gates}
    assert gates == {
        "production-order": ["deposit"],
        "loading": sorted(OUTSIDE_GATES, reverse=True),
        "bl-release": ["balance"],
        "sign-off": ["check-order"],
        "on-board": ["loading"],
    }
    before = reached(EXPORT_ORDER.nodes, [EXPORT_ORDER.ships], forward=False)
    assert {"deposit", "pps", "final", "sign-off", "loading"} <= before


@pytest.mark.parametrize("one", EXPORT_ORDER.nodes, ids=lambda one: str(one.key))
def test_every_node_says_in_both_languages_what_done_means(one: Node) -> None:
    assert one.role
    assert "Look at: " in one.standard.en
    assert "要看：" in one.standard.zh
    assert re.search(r"[\u4e00-\u9fff]", one.name.zh)
    assert one.standard.en.isprintable()
    assert one.standard.zh.isprintable()
    assert "  " not in one.standard.en


@pytest.mark.parametrize("one", EXPORT_ORDER.nodes, ids=lambda one: str(one.key))
def test_a_node_as_plain_values(one: Node) -> None:
    assert from_row(json.loads(json.dumps(as_row(one)))) == one


def test_changes() -> None:
    old, new = sop(SHIP, node("a"), node("b")), sop(SHIP, node("b", days=2), node("c"))
    assert changes(old, new) == Changes(["c"], ["a"], ["b"])
