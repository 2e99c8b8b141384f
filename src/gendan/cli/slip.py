"""gendan slip: a milestone gets another day; the one before is kept, and what hangs on it moves."""

from typing import Annotated

import typer

from gendan.cli import milestones as shared
from gendan.cli import params
from gendan.cli.done import still_to_do
from gendan.cli.session import current
from gendan.core.delays import knock_on
from gendan.core.milestones import step_named
from gendan.core.plans import Party
from gendan.core.words import reason
from gendan.dates import read_day, spoken
from gendan.errors import Refused
from gendan.show import milestones as say
from gendan.show import out
from gendan.store import desk, step_changes, steps
from gendan.text import Text

app = params.single()


@app.command()
def slip(
    ctx: typer.Context,
    number: shared.Number,
    node: shared.NodeName,
    to: Annotated[str, typer.Argument(metavar="DATE", help="The new day · 新日期")],
    why: params.Why,
    party: Annotated[Party, typer.Option("--party", case_sensitive=False, help="On whose side it arose · 责任方")],
) -> None:  # fmt: skip
    """A milestone gets another day; shows what moves with it · 节点改期，并显示影响"""
    here = current(ctx)
    day = read_day(to, here.today)
    why = reason(why)
    with here.write() as work:
        days = shared.calendars(here)
        order = desk.order(here.book, number)
        plan = steps.needed(here.book, order.id, order.number)
        step = still_to_do(order, step_named(order.number, plan, node))
        if day == step.promised or day < here.today:
            said = spoken(day)
            raise Refused(
                Text(f"{said.en} has passed", f"{said.zh} 已过去")
                if day < here.today
                else Text(
                    f"{step.node.name.en} is promised for {said.en} already",
                    f"{step.node.name.zh}的日期已是 {said.zh}",
                ),
                Text("name another day from today on", "请写今天或之后的另一日期"),
            )
        before = shared.stand(here, order, plan, days)
        step_changes.slip(work, order.id, step.node.key, day, why, party)
        after = shared.again(here, before, days)
        days.save()
    out.say(say.slipped(order.number, step, day), here.lang)
    moved = [
        one for one in knock_on(before.found, after.found) if one[0].step.node.key != step.node.key
    ]
    out.emit_lines(say.effects(after, moved, before.leaves), here.lang)
    now = next(one for one in after.found if one.step.node.key == step.node.key)
    if now.day > day:
        out.tell(say.cannot_be_kept(day, now), here.lang)
    if step.node.key != plan.ships and not shared.home(here, days)(day):
        out.tell(say.day_off(day), here.lang)
    shared.remind(here, after, step if step.node.tell else None, days)
