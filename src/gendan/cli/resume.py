"""gendan resume: end a pause before its date."""

import typer

from gendan.cli import params
from gendan.cli.clock import next_due
from gendan.cli.session import current
from gendan.core.interactions import MarkKind
from gendan.errors import Refused
from gendan.show import interactions as show
from gendan.show import out
from gendan.store import customers, interactions
from gendan.text import Text

app = params.single()


@app.command()
def resume(ctx: typer.Context, customer: params.Customer) -> None:
    """End a pause before its date · 提前结束暂停"""
    here = current(ctx)
    with here.write() as work:
        found = customers.active(here.book, customer)
        if customers.listed(here.book, here.today, ids=[found.id])[0].paused_until is None:
            raise Refused(
                Text(f"customer {found.code} is not paused", f"客户 {found.code} 未暂停"),
                Text(
                    "`gendan customer show` tells its state", "用 `gendan customer show` 查看状态"
                ),
            )
        interactions.mark(work, found.id, MarkKind.RESUME, why=None)
    out.say(show.resumed(found, next_due(here, found)), here.lang)
