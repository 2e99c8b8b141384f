"""A standard procedure: its nodes, who does them, what done means, what waits for what (contract §7)."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from gendan.text import Text


class Anchor(StrEnum):
    """From which day of the order a node's offset counts."""

    ORDER_DATE = "order_date"
    SHIP_BY = "ship_by"


CHECK_ORDER = "check-order"
"""A gate that is no node: check-order must have cleared the order."""
FINAL_INSPECTION = "final-inspection"
"""A gate that is no node: a final inspection that is asked for must have been passed."""
OUTSIDE_GATES = (CHECK_ORDER, FINAL_INSPECTION)
DEPOSIT = "deposit"
"""The node on which the deposit comes in; it does not apply to an order that asks for none."""
ARRIVAL = "arrival"
"""The node on which the goods arrive; an ETA of the shipments is its day."""


class Node(NamedTuple):
    """
    One step of a procedure.

    `offset` in calendar days from `anchor`, negative before it; `days`: working days that the step
    itself takes after the last of its predecessors (0: it can follow on the same day); `after`:
    keys of its predecessors; `gates`: keys of nodes, or OUTSIDE_GATES, without which it cannot be
    done unless waived; `tell`: the customer must be told; `role` who does it.
    """

    key: str
    name: Text
    offset: int
    anchor: Anchor = Anchor.SHIP_BY
    days: int = 0
    after: Sequence[str] = ()
    gates: Sequence[str] = ()
    tell: bool = False
    role: str = ""
    standard: Text = Text("", "")

    @property
    def waits(self) -> tuple[str, ...]:
        """All that has to come before it: its predecessors and its gates, those outside too."""
        return tuple(dict.fromkeys((*self.after, *self.gates)))


class Sop(NamedTuple):
    """
    A template: `name` as people type it, `ships`: the key of the node on which the goods leave.
    """

    name: str
    title: Text
    ships: str
    nodes: Sequence[Node]


class Template(NamedTuple):
    """
    A template as the book knows it: `own` or shipped with the program, and what it is used for.

    `customers` are codes, `skus` item numbers.
    """

    sop: Sop
    own: bool = False
    customers: Sequence[str] = ()
    skus: Sequence[str] = ()


class Changes(NamedTuple):
    """What a new version of a template changes: keys of nodes that come, go, and differ."""

    new: Sequence[str]
    gone: Sequence[str]
    other: Sequence[str]


def changes(old: Sop, new: Sop) -> Changes:
    """How two versions of a template differ, node by node."""
    before = {node.key: node for node in old.nodes}
    after = {node.key: node for node in new.nodes}
    return Changes(
        [key for key in after if key not in before],
        [key for key in before if key not in after],
        [key for key, node in after.items() if key in before and before[key] != node],
    )


def in_order(nodes: Sequence[Node]) -> list[Node]:
    """The nodes, each after all it waits for; what stands in a cycle comes last, as written."""
    by_key = {node.key: node for node in nodes}
    followers: dict[str, list[str]] = {key: [] for key in by_key}
    waits = dict.fromkeys(by_key, 0)
    for key, node in by_key.items():
        for before in followers.keys() & set(node.waits):
            followers[before].append(key)
            waits[key] += 1
    placed = [key for key, count in waits.items() if not count]
    for key in placed:  # it grows while it is walked
        for follower in followers[key]:
            waits[follower] -= 1
            if not waits[follower]:
                placed.append(follower)
    stuck = [key for key, count in waits.items() if count]
    return [by_key[key] for key in (*placed, *stuck)]


def reached(nodes: Sequence[Node], start: Iterable[str], *, forward: bool) -> set[str]:
    """The keys of some nodes and of all that waits for them (forward) or that they wait for."""
    pairs = [(key, node.key) for node in nodes for key in node.waits]
    steps = pairs if forward else [(after, before) for before, after in pairs]
    onward: dict[str, list[str]] = {}
    for here, there in steps:
        onward.setdefault(here, []).append(there)
    found: set[str] = set()
    todo = list(start)
    while todo:
        key = todo.pop()
        if key not in found:
            found.add(key)
            todo.extend(onward.get(key, ()))
    return found


def as_row(node: Node) -> dict[str, object]:
    """A node as plain values, for JSON: in the book (sops, steps) and for scripts."""
    return {
        "key": node.key,
        "name": node.name._asdict(),
        "anchor": str(node.anchor),
        "offset": node.offset,
        "days": node.days,
        "after": list(node.after),
        "gates": list(node.gates),
        "tell": node.tell,
        "role": node.role,
        "standard": node.standard._asdict(),
    }


def from_row(row: Mapping[str, Any]) -> Node:
    """The node that `as_row` wrote."""
    return Node(
        key=row["key"],
        name=Text(**row["name"]),
        offset=row["offset"],
        anchor=Anchor(row["anchor"]),
        days=row["days"],
        after=tuple(row["after"]),
        gates=tuple(row["gates"]),
        tell=row["tell"],
        role=row["role"],
        standard=Text(**row["standard"]),
    )
