"""What a node has to wait for, and passing a gate that is shut with a reason (contract §7)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gendan.core.forms import folded
from gendan.core.milestones import Plan, before_order
from gendan.core.plans import Step
from gendan.core.sop import CHECK_ORDER, FINAL_INSPECTION, reached

NO_INSPECTION = "none"


class Passing(NamedTuple):
    """
    What somebody wants to pass.

    `waived`: gates with the reason of each; `left`: shut gates that were not named; `open_`: words
    that name no shut gate.
    """

    waived: Sequence[tuple[str, str]] = ()
    left: Sequence[str] = ()
    open_: Sequence[str] = ()


def outside(
    *, cleared: bool, inspection: str, final_inspection_passed: bool | None
) -> dict[str, bool]:
    """
    Whether each gate that is no node is open.

    Args:
        cleared: Whether check-order lets the order ship.
        inspection: Which one is asked for: `none`, `final`, `all`.
        final_inspection_passed: Whether all goods passed; None where that is not recorded. Goods
            that were refused keep the gate shut, though nobody asked for an inspection.
    """
    return {
        CHECK_ORDER: cleared,
        FINAL_INSPECTION: final_inspection_passed is True
        or (inspection == NO_INSPECTION and final_inspection_passed is None),
    }


def barred(step: Step, plan: Plan, open_outside: Mapping[str, bool]) -> list[str]:
    """
    The gates of a step that are still shut: keys of nodes not done, and of OUTSIDE_GATES.

    What comes after the shipment waits for it, whether or not the template calls it a gate.

    Args:
        step: What is to be done.
        plan: The steps that apply to the order.
        open_outside: Whether each of OUTSIDE_GATES is open; one that is not named is shut.
    """
    open_gates = {one.node.key for one in plan.steps if one.done is not None}
    open_gates |= {gate for gate, is_open in open_outside.items() if is_open}
    after = reached(plan.nodes, [plan.ships], forward=True) - {plan.ships}
    ships = [plan.ships] if step.node.key in after else []
    return [gate for gate in dict.fromkeys((*ships, *step.node.gates)) if gate not in open_gates]


def skipped(step: Step, plan: Plan) -> list[Step]:
    """The predecessors of a step that are not done and no gates: passed over, which is said."""
    ships = reached(plan.nodes, [plan.ships], forward=True)
    gates = {*step.node.gates, *([plan.ships] if step.node.key in ships else [])}
    return [
        one
        for one in plan.steps
        if one.node.key in step.node.after
        and one.done is None
        and one.node.key not in gates
        and not before_order(one.node)
    ]


def passing(shut: Sequence[str], named: Sequence[str], reasons: Sequence[str]) -> Passing:
    """
    Which gates somebody passes, and why.

    Where one is shut, a reason is enough; where several are, each has to be named, lest a reason
    for one opens all.

    Args:
        shut: The gates that are shut.
        named: The gates that were named.
        reasons: One for all of them, or one for each, in their order.
    """
    gates = {folded(gate): gate for gate in shut}
    if not named and reasons and len(shut) == 1:
        named = shut
    words = list(reasons) * len(named) if len(reasons) == 1 else list(reasons)
    pairs = list(zip(named, words, strict=True)) if named else []
    waived = {gates[folded(name)]: why for name, why in pairs if folded(name) in gates}
    return Passing(
        waived=list(waived.items()),
        left=[gate for gate in shut if gate not in waived],
        open_=[name for name in named if folded(name) not in gates],
    )
