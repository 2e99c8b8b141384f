"""gendan told: the customer knows how a milestone stands; it counts as a contact."""

from typing import Annotated

import typer

from gendan.cli import milestones as shared
from gendan.cli import params
from gendan.cli.session import current
from gendan.core.customers import Channel
from gendan.core.delays import heard, owed, ship_told
from gendan.core.milestones import ship_by_of
from gendan.errors import Refused
from gendan.show import milestones as say
from gendan.show import out
from gendan.store import desk
from gendan.text import Text

app = params.single()


@app.command()
def told(
    ctx: typer.Context,
    number: shared.Number,
    node: shared.NodeName,
    channel: Annotated[Channel | None, typer.Option("-c", "--channel", case_sensitive=False, help="How · 联系方式")] = None,
) -> None:  # fmt: skip
    """The customer was told of a milestone or its new day; counts as a contact · 已告知客户，计为一次联系"""
    here = current(ctx)
    with here.write() as work:
        order = desk.order(here.book, number)
        plan, step = shared.telling(here, order, node)
        days = shared.calendars(here)
        stand = shared.stand(here, order, plan, days)
        ship = ship_told(step, plan, shared.delay(here, stand, days), stand.leaves)
        news = ship is not None and owed(ship, ship_by_of(order, plan), plan.told)
        known = heard(step, here.today) if plan.made else True
        if known and not news:
            raise Refused(
                Text(
                    f"{order.customer} was told of {step.node.name.en} on {step.told:%Y-%m-%d}",
                    f"{step.told:%Y-%m-%d} 已告知 {order.customer}：{step.node.name.zh}",
                )
                if step.told is not None
                else Text(
                    f"{order.customer} knows by when order {order.number} ships: {stand.leaves}",
                    f"{order.customer} 已知订单 {order.number} 的出运日：{stand.leaves}",
                ),
                Text(
                    f"`gendan log {order.customer}` logs another contact",
                    f"其他联系请用 `gendan log {order.customer}` 记录",
                ),
            )
        shared.tell(here, work, stand, step, channel, days)
        days.save()
    out.say(say.told(order.number, step, order.customer), here.lang)
