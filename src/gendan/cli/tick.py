"""gendan tick: an item of an order's checklist was seen done."""

from pathlib import Path
from typing import Annotated

import typer

from gendan.cli import desk as shared
from gendan.cli import params
from gendan.cli.session import current
from gendan.core.checklist import only, tickable
from gendan.core.words import NOTE_LIMIT, clean
from gendan.files import attachments
from gendan.show import desk as show
from gendan.show import out
from gendan.store import desk, evidence, ticks
from gendan.text import Text

app = params.single()


@app.command()
def tick(
    ctx: typer.Context,
    number: shared.Number,
    item: shared.ItemName,
    seen: Annotated[str | None, typer.Option("--evidence", metavar="T", help="What proves it · 凭证说明")] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="F", help="A photo or document that proves it · 凭证文件")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="It is not done after all · 取消")] = False,
) -> None:  # fmt: skip
    """An item of the checklist is done · 勾选核对清单中的一项"""
    here = current(ctx)
    told = clean(seen, Text("the evidence", "凭证"), NOTE_LIMIT, lines=True) if seen else None
    content = attachments.load(file) if file is not None else None
    with here.write() as work:
        order = desk.order(here.book, number)
        items = shared.asked_of(here.book, order).items
        found = only(items, item)
        if undo:
            ticks.untick(work, order.id, tickable(found, ticked=True))
        else:
            kept = None
            if file is not None and content is not None:
                kept = evidence.keep(work, order.id, evidence.TICK, file.name, content)
            ticks.tick(work, order.id, tickable(found, ticked=False), told, kept)
        left = shared.asked_of(here.book, order).items
    out.emit_lines(show.ticked(found, left, undone=undo), here.lang)
