"""What all commands around a plan share: the order, its node, how it stands, who was told."""

from datetime import date
from typing import Annotated

import typer

from gendan import dates
from gendan.cli.session import Session
from gendan.core.customers import Channel
from gendan.core.interactions import InteractionKind
from gendan.core.milestones import Plan, outlook
from gendan.core.orders import Order
from gendan.core.plans import Step, too_early
from gendan.core.workdays import Works, works
from gendan.errors import Refused
from gendan.show import milestones as say
from gendan.show.plans import Stand
from gendan.store import desk, interactions, steps
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
    found = outlook(order, plan, here.today, home(here, days))
    early = too_early([one.step for one in found], order.order_date, here.today)
    return Stand(order, plan, found, [step.node.key for step in early])


def stand_of(here: Session, order: Order, days: Calendars) -> Stand | None:
    """How an order stands today, None where it has no plan."""
    plan = steps.plan_of(here.book, order.id)
    return None if plan is None else stand(here, order, plan, days)


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


def tell(here: Session, work: Writing, order: Order, step: Step, channel: Channel | None) -> None:
    """Keep that the customer was told how a step stands; it is a contact and restarts the clock."""
    customer = desk.origin(here.book, order.id).customer
    steps.told(work, order.id, step)
    interactions.add(
        work,
        customer.id,
        InteractionKind.CONTACT,
        here.now,
        channel or customer.channel or Channel.PHONE,
        note=say.told_note(order.number, step, here.lang),
    )
