"""gendan waive: a finding or an item of the checklist is let pass, with who and why."""

from typing import Annotated

import typer

from gendan.cli import desk as shared
from gendan.cli import params
from gendan.cli.session import current
from gendan.core.acts import waivable
from gendan.core.words import reason
from gendan.show import desk as show
from gendan.show import out
from gendan.store import desk, ticks

app = params.single()


@app.command()
def waive(
    ctx: typer.Context,
    number: shared.Number,
    code: Annotated[str, typer.Argument(metavar="CODE|ITEM", help="Code of findings, or an item · 问题代码或清单项")],
    why: params.Why,
) -> None:  # fmt: skip
    """Let a finding or an item pass; it stays on screen · 豁免一项问题，仍会显示"""
    here = current(ctx)
    why = reason(why)
    with here.write() as work:
        order = desk.order(here.book, number)
        _, verdict = shared.verdict_of(here, order)
        found = waivable(verdict, code)
        for one in found:
            ticks.waive(work, order.id, one, why)
    out.emit_lines(show.waived(found, why), here.lang)
