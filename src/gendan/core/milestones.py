"""The plan of an order as people work with it: which node they mean, how it stands today."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from gendan.core.forms import folded
from gendan.core.orders import Order
from gendan.core.plans import Forecast, Light, Step, forecast
from gendan.core.sop import Anchor, Node, Sop
from gendan.core.workdays import Works
from gendan.errors import Refused, Unknown
from gendan.text import Text, listed

NODE = Text("node", "节点")
NAMED = 6
"""How many nodes a refusal names."""


class Plan(NamedTuple):
    """The plan of one order: after which template it was made, which node ships, its steps."""

    sop: str
    ships: str
    steps: Sequence[Step]

    @property
    def nodes(self) -> list[Node]:
        """The nodes of its steps."""
        return [step.node for step in self.steps]


def ship_by_of(order: Order, plan: Plan) -> date:
    """The day by which an order must leave: its own, else the one that its plan found."""
    if order.ship_by is not None:
        return order.ship_by
    return step_of(plan, plan.ships).planned


def as_shipped(order: Order, plan: Plan) -> Plan:
    """The plan, its shipping node done where the order has a shipped date."""
    ships = step_of(plan, plan.ships)
    if order.shipped_date is None or ships.done is not None:
        return plan
    left = ships._replace(done=order.shipped_date)
    return plan._replace(steps=[left if step is ships else step for step in plan.steps])


def outlook(order: Order, plan: Plan, today: date, works: Works) -> list[Forecast]:
    """
    Where every step of an order will end as things stand.

    What lies before the order by its nature is behind us, done or not: it delays nothing.
    """
    steps = as_shipped(order, plan).steps
    ahead = [step for step in steps if not before_order(step.node)]
    by, since = ship_by_of(order, plan), order.order_date
    found = {f.step.node.key: f for f in forecast(ahead, plan.ships, by, since, today, works)}
    return [found.get(step.node.key) or _behind(step) for step in steps]


def before_order(node: Node) -> bool:
    """Whether a node lies before the order by its nature, as the quotation does."""
    return node.anchor is Anchor.ORDER_DATE and node.offset < 0


def step_of(plan: Plan, key: str) -> Step:
    """The step of a key that the plan has."""
    return next(step for step in plan.steps if step.node.key == key)


def step_named(number: str, plan: Plan, words: str) -> Step:
    """
    The step that these words name: its key, its name, or a unique beginning of either.

    Raises:
        Unknown: None does.
        Refused: Several do; they are named.
    """
    key = folded(words)
    found: list[Step] = []
    if key:
        found = [s for s in plan.steps if key in _names(s)] or [
            s for s in plan.steps if any(name.startswith(key) for name in _names(s))
        ]
    if len(found) == 1:
        return found[0]
    if not found:
        keys = listed([step.node.key for step in plan.steps])
        raise Unknown(
            NODE, words, Text(f"order {number} has {keys.en}", f"订单 {number} 的节点：{keys.zh}")
        )
    names = [
        Text(f"{s.node.key} ({s.node.name.en})", f"{s.node.key}（{s.node.name.zh}）") for s in found
    ]
    more = "…" if len(names) > NAMED else ""
    raise Refused(
        Text(
            f"{words!r} fits several nodes: {', '.join(n.en for n in names[:NAMED])}{more}",
            f"{words!r} 对应多个节点：{'、'.join(n.zh for n in names[:NAMED])}{more}",
        ),
        Text("write the key, or more of the name", "请写节点代码，或多写几个字"),
    )


def replanned(plan: Plan, sop: Sop, fresh: Sequence[Step]) -> tuple[Plan, list[str]]:
    """
    The plan under a new schedule, and the keys that it loses.

    What is done or was ever revised stays; an open node that the template no longer has
    goes. The days that move become revised days (plans.moved).

    Args:
        plan: As it stands.
        sop: The template of the new schedule.
        fresh: The new schedule.
    """
    stands = {step.node.key: step for step in plan.steps}
    steps = []
    for new in fresh:
        old = stands.pop(new.node.key, None)
        steps.append(new if old is None else old._replace(node=new.node))
    kept = [step for step in stands.values() if step.done is not None or step.slips]
    gone = [key for key, step in stands.items() if step not in kept]
    return Plan(sop.name, sop.ships, [*steps, *kept]), gone


def _behind(step: Step) -> Forecast:
    light = Light.GREEN if step.done is None else Light.DONE
    return Forecast(step, step.done or step.promised, 0, light)


def _names(step: Step) -> list[str]:
    node = step.node
    return [folded(node.key), folded(node.name.en), folded(node.name.zh)]
