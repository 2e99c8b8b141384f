"""gendan plan: the milestones of an order, back from its ship-by date over working days."""

import sys
from datetime import date, timedelta
from typing import Annotated

import typer

from gendan.cli import milestones as shared
from gendan.cli import params
from gendan.cli.session import Session, current
from gendan.core import plans
from gendan.core.milestones import Plan, replanned, ship_by_of, soonest
from gendan.core.orders import Order
from gendan.core.plans import Step
from gendan.core.sop import Sop
from gendan.core.stands import Stand
from gendan.errors import BadCommandLine, Duplicate
from gendan.show import milestones as say
from gendan.show import out
from gendan.show import plans as show
from gendan.store import orders, sops, step_changes, steps
from gendan.store.calendars import Calendars
from gendan.store.write import Writing
from gendan.text import Text, same

PLAN = Text("plan of order", "订单计划")
Moves = list[tuple[Step, date]]

app = params.single()


@app.command()
def plan(
    ctx: typer.Context,
    number: Annotated[str | None, typer.Argument(metavar="[NUMBER]", help="Order number · 订单号")] = None,
    sop: Annotated[str | None, typer.Option("--sop", metavar="NAME", help="Which procedure, see `gendan sop list` · 指定流程")] = None,
    all_open: Annotated[bool, typer.Option("--all-open", help="Every open order without a plan · 所有未出运且无计划的订单")] = False,
    again: Annotated[bool, typer.Option("--again", help="Plan anew, e.g. after ship_by was amended · 重新排期，如交期修改后")] = False,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Plan the milestones of an order back from its ship-by date · 按交期倒排订单节点"""
    form = params.form(json, csv)
    if (number is None) is not all_open:
        raise BadCommandLine(
            Text("name an order, or write --all-open", "请写订单号，或使用 --all-open"),
            Text("gendan plan NUMBER", "gendan plan 订单号"),
        )
    here = current(ctx)
    if number is None:
        out.emit(show.made(_all(here, sop, again)), form, here.lang)
        return
    with here.write() as work:
        days = shared.calendars(here)
        order = orders.still_open(here.book, number)
        stand, moved = _one(here, work, order, sop, again, days)
        days.save()
    foot = say.moved(moved) if moved is not None else []
    by, first = ship_by_of(order, stand.plan), soonest(order, stand.plan, shared.home(here, days))
    if min(first, stand.leaves) > by:
        foot.append(say.too_short(stand, first))
    elif stand.past:
        foot.append(say.in_the_past(stand))
    bars = out.on_terminal(sys.stdout)
    out.emit(show.sheet(stand, order.number, bars=bars, foot=foot), form, here.lang)
    if moved:
        shared.remind(here, stand, None, days)


def _all(here: Session, sop: str | None, again: bool) -> list[Stand]:
    """Plan every open order, those with a plan only `again`; in one transaction."""
    with here.write() as work:
        days = shared.calendars(here)
        found = orders.listed(here.book, open_only=True)
        known = set() if again else set(steps.planned(here.book))
        wanted = [order for order in found if order.id not in known]
        label = Text("planning", "排期")
        made = [
            _one(here, work, order, sop, again, days)[0]
            for order in out.track(wanted, label, here.lang)
        ]
        days.save()
    return made


def _one(
    here: Session, work: Writing, order: Order, named: str | None, again: bool, days: Calendars
) -> tuple[Stand, Moves | None]:
    """
    Plan one order, or plan it again; returns how it stands and what moved.

    Raises:
        Duplicate: It has a plan, and nobody asked for another.
    """
    before = steps.plan_of(here.book, order.id)
    if before is not None and not again:
        raise Duplicate(
            PLAN,
            order.number,
            Text(
                f"`gendan order show {order.number}` shows it; "
                f"`gendan plan {order.number} --again` plans what is open anew",
                f"用 `gendan order show {order.number}` 查看；"
                f"用 `gendan plan {order.number} --again` 重排未完成节点",
            ),
        )
    sop = _procedure(here, order, named, before)
    ship_by = order.ship_by or order.order_date + timedelta(days=plans.lead(sop))
    fresh = plans.schedule(sop, order.order_date, ship_by, shared.home(here, days))
    if before is None:
        made = Plan(sop.name, sop.ships, fresh)
        step_changes.add(work, order.id, made)
        return shared.stand(here, order, made, days), None
    after, gone = replanned(before, sop, fresh)
    moved = plans.moved(after.steps, fresh)
    moves = {step.node.key: day for step, day in moved}
    why = f"ship_by {ship_by}" if after.ships in moves else f"plan --again, sop {sop.name}"
    step_changes.replan(work, order.id, after, gone, moves, why)
    return shared.stand(here, order, steps.needed(here.book, order.id, order.number), days), moved


def _procedure(here: Session, order: Order, named: str | None, before: Plan | None) -> Sop:
    """The template that was named, else the one that the plan keeps, else the order's."""
    if named is not None:
        return sops.get(here.book, named)
    if before is not None:
        return Sop(before.sop, same(before.sop), before.ships, before.nodes)
    return sops.for_order(here.book, order)
