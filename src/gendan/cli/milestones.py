"""What all commands around a plan share: the order, its node, how it stands, who was told."""

from datetime import date
from typing import Annotated

import typer

from gendan import dates
from gendan.cli.session import Session
from gendan.core.customers import Channel
from gendan.core.delays import Delay, delay_of, owed, ship_told
from gendan.core.interactions import InteractionKind
from gendan.core.milestones import Plan, idle, outlook, ship_by_of, shipment_named, step_named
from gendan.core.orders import Order
from gendan.core.plans import Step
from gendan.core.stands import Stand
from gendan.core.workdays import Works, works
from gendan.errors import Refused
from gendan.show import milestones as say
from gendan.show import out
from gendan.store import desk, interactions, orders, step_changes, steps
from gendan.store.calendars import Calendars
from gendan.store.write import Writing
from gendan.text import Text

Number = Annotated[str, typer.Argument(metavar="NUMBER", help="Order number · 订单号")]
NodeName = Annotated[
    str,
    typer.Argument(metavar="NODE", help="Its key, or how its name begins · 节点代码或名称开头"),
]


def home(here: Session, days: Calendars) -> Works:
    """On which days the home country works: the factory's calendar."""
    return works(here.book.settings["home_country"], days)


def calendars(here: Session) -> Calendars:
    """The calendars of this command."""
    return Calendars(here.book.conn, here.today)


def stand(here: Session, order: Order, plan: Plan, days: Calendars) -> Stand:
    """How the plan of an order stands today."""
    return Stand(order, plan, outlook(order, plan, here.today, home(here, days)), here.today)


def stand_of(here: Session, order: Order, days: Calendars) -> Stand | None:
    """How an order stands today, None where it has neither a plan nor a ship-by date."""
    plan = steps.standing(here.book, [order]).get(order.id)
    return None if plan is None else stand(here, order, plan, days)


def telling(here: Session, order: Order, words: str) -> tuple[Plan, Step]:
    """
    The step of which a customer is told, and the plan that it is of.

    Of an order without a plan that is the shipment alone.

    Raises:
        Unknown: No step is called so.
        Refused: Several are, or there is no plan.
    """
    plan = steps.standing(here.book, [order]).get(order.id)
    bare = shipment_named(plan, words) if plan is not None and not plan.made else None
    if plan is not None and bare is not None:
        return plan, bare
    plan = steps.needed(here.book, order.id, order.number)
    return plan, applies(order, step_named(order.number, plan, words))


def past(here: Session, words: str | None) -> date:
    """
    A day that has come, default today; what is left out of it looks back.

    Raises:
        Refused: It is still to come.
    """
    if words is None:
        return here.today
    day = dates.read_day(words, here.today, back=True)
    if day > here.today:
        said = dates.spoken(day)
        raise Refused(
            Text(f"{said.en} is in the future", f"{said.zh} 是将来的日期"),
            Text("name the day on which it was done", "请写实际完成的日期"),
        )
    return day


def applies(order: Order, step: Step) -> Step:
    """
    A step that applies to its order.

    Raises:
        Refused: It does not.
    """
    why = idle(order, step)
    if why is None:
        return step
    name = step.node.name
    raise Refused(
        Text(f"{name.en} does not apply: {why.en}", f"{name.zh}不适用：{why.zh}"),
        Text(
            f"if a deposit was agreed: `gendan order amend {order.number} deposit=30`",
            f"如已约定定金：`gendan order amend {order.number} deposit=30`",
        ),
    )


def again(here: Session, before: Stand, days: Calendars) -> Stand:
    """How the same order stands after it or its plan was changed."""
    order = orders.get(here.book, before.order.number)
    return stand(here, order, steps.needed(here.book, order.id, order.number), days)


def delay(here: Session, found: Stand, days: Calendars) -> Delay | None:
    """The delay of an order that stands so, None where it can leave in time."""
    return delay_of(found.order, found.plan, here.today, home(here, days))


def tell(
    here: Session,
    work: Writing,
    found: Stand,
    step: Step,
    channel: Channel | None,
    days: Calendars,
) -> None:
    """
    Keep that the customer was told how a step stands; it is a contact and restarts the clock.

    Args:
        here: The session.
        work: The open transaction.
        found: How the order stands.
        step: The step of which they were told.
        channel: How; default the customer's own.
        days: The calendars of this command.
    """
    order = found.order
    customer = desk.origin(here.book, order.id).customer
    if found.plan.made:
        step_changes.told(work, order.id, step)
    ship = ship_told(step, found.plan, delay(here, found, days), found.leaves)
    if ship is not None:
        step_changes.ship_told(work, order.id, ship)
    ends = next(one for one in found.found if one.step.node.key == step.node.key)
    interactions.add(
        work,
        customer.id,
        InteractionKind.CONTACT,
        here.now,
        channel or customer.channel or Channel.PHONE,
        note=say.told_note(order.number, ends, here.lang),
    )


def remind(here: Session, found: Stand, step: Step | None, days: Calendars) -> None:
    """
    Say of which nodes the customer is to be told now: of this one, and of the day of shipment.

    Args:
        here: The session.
        found: How the order stands.
        step: The step that changed, where the customer is owed that; None where not.
        days: The calendars of this command.
    """
    keys = [step.node.key] if step is not None else []
    if found.order.open and owed(
        found.leaves, ship_by_of(found.order, found.plan), found.plan.told
    ):
        late = delay(here, found, days)
        hangs = late.cause if late is not None else None
        keys.append(hangs.key if hangs is not None else found.plan.ships)
    for key in dict.fromkeys(keys):
        out.tell(say.to_tell(found.order.number, key), here.lang)
