"""The plan of an order as people work with it: which node they mean, how it stands today."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from gendan.core.forecasts import UNKNOWN, Forecast, Light, forecast, forecast_ship
from gendan.core.forms import folded
from gendan.core.orders import Order
from gendan.core.plans import Step
from gendan.core.shipments import Voyage
from gendan.core.sop import DEPOSIT, Anchor, Node, Sop
from gendan.core.workdays import Works
from gendan.errors import Refused, Unknown
from gendan.text import Text, listed

NODE = Text("node", "节点")
NAMED = 6
"""How many nodes a refusal names."""
SHIPMENT = Node("on-board", Text("On board, vessel departed", "装船开航"), 0)
"""The one node of an order that nobody planned."""
ITS_WORD = "ship"
"""Another word for it."""


class Told(NamedTuple):
    """That the customer was told on which day (`ship`) the goods leave, and when."""

    ship: date
    at: datetime


class Plan(NamedTuple):
    """
    The plan of one order: after which template it was made, which node ships, its steps.

    `voyage`: what its shipments say; `told`: what the customer was last told of the day of
    shipment, kept from the first time on that it was a late one. `sop` is empty where nobody made
    a plan (`unplanned`).
    """

    sop: str
    ships: str
    steps: Sequence[Step]
    voyage: Voyage = UNKNOWN
    told: Told | None = None

    @property
    def made(self) -> bool:
        """Whether somebody made it."""
        return bool(self.sop)

    @property
    def nodes(self) -> list[Node]:
        """The nodes of its steps."""
        return [step.node for step in self.steps]


def unplanned(order: Order, voyage: Voyage = UNKNOWN, told: Told | None = None) -> Plan | None:
    """
    What stands for the plan of an order that has none: that it leaves on its ship-by date.

    None where it names no such date.
    """
    if order.ship_by is None:
        return None
    step = Step(SHIPMENT, order.ship_by, done=order.shipped_date)
    return Plan("", SHIPMENT.key, [step], voyage, told)


def ship_by_of(order: Order, plan: Plan) -> date:
    """The day by which an order must leave: its own, else the one that its plan found."""
    if order.ship_by is not None:
        return order.ship_by
    return step_of(plan, plan.ships).agreed


def idle(order: Order, step: Step) -> Text | None:
    """Why a step does not apply to an order, None where it does: a deposit that is not asked for."""
    if step.node.key.casefold() == DEPOSIT and step.done is None and order.deposit is None:
        return Text("the order asks for no deposit", "订单无定金要求")
    return None


def applying(order: Order, plan: Plan) -> Plan:
    """
    The plan without the steps that do not apply to the order.

    What came after one of them comes after its predecessors, and no gate waits for it.
    """
    gone = {step.node.key: step.node for step in plan.steps if idle(order, step) is not None}
    if not gone:
        return plan
    steps = []
    for step in plan.steps:
        if step.node.key not in gone:
            after = tuple(dict.fromkeys(_standing(step.node.after, gone)))
            gates = tuple(gate for gate in step.node.gates if gate not in gone)
            steps.append(step._replace(node=step.node._replace(after=after, gates=gates)))
    return plan._replace(steps=steps)


def outlook(order: Order, plan: Plan, today: date, works: Works) -> list[Forecast]:
    """
    Where every step of an order will end as things stand.

    What lies before the order by its nature is behind us, done or not, and what does not apply
    never happens: neither delays anything.
    """
    ahead = [step for step in applying(order, plan).steps if not before_order(step.node)]
    by, since = ship_by_of(order, plan), order.order_date
    found = forecast(ahead, plan.ships, by, since, today, works, plan.voyage)
    by_key = {one.step.node.key: one for one in found}
    return [by_key.get(step.node.key) or _aside(order, step) for step in plan.steps]


def soonest(order: Order, plan: Plan, works: Works) -> date:
    """The first day on which an order could leave, had every step been done at once from its day on."""
    since = order.order_date
    steps = [step._replace(planned=since, slips=(), done=None) for step in plan.steps]
    fresh = Plan(plan.sop, plan.ships, steps)
    return forecast_ship(outlook(order, fresh, since, works), plan.ships)


def before_order(node: Node) -> bool:
    """Whether a node lies before the order by its nature, as the quotation does."""
    return node.anchor is Anchor.ORDER_DATE and node.offset < 0


def step_of(plan: Plan, key: str) -> Step:
    """The step of a key that the plan has."""
    return next(step for step in plan.steps if step.node.key == key)


def shipment_named(plan: Plan, words: str) -> Step | None:
    """The shipment of an order that nobody planned, where these words mean it."""
    step, key = step_of(plan, plan.ships), folded(words)
    known = bool(key) and any(name.startswith(key) for name in (*_names(step), ITS_WORD))
    return step if known else None


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
    return plan._replace(sop=sop.name, ships=sop.ships, steps=[*steps, *kept]), gone


def _standing(keys: Sequence[str], gone: Mapping[str, Node]) -> Iterator[str]:
    """These keys, each that is gone replaced by its own predecessors."""
    for key in keys:
        if key in gone:
            yield from _standing(gone[key].after, gone)
        else:
            yield key


def _aside(order: Order, step: Step) -> Forecast:
    """A step that is not on the way: it does not apply, or lies before the order."""
    why = idle(order, step)
    light = Light.IDLE if why else Light.GREEN if step.done is None else Light.DONE
    return Forecast(step, step.done or step.promised, 0, light, why)


def _names(step: Step) -> list[str]:
    node = step.node
    return [folded(node.key), folded(node.name.en), folded(node.name.zh)]
