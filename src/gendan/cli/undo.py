"""gendan undo: take a command back."""

from typing import Annotated

import typer

from gendan.cli import params
from gendan.cli.session import current
from gendan.core.seal import FIRST
from gendan.show import journal as show
from gendan.show import out
from gendan.store import journal as store

app = params.single()


@app.command()
def undo(
    ctx: typer.Context,
    batch: Annotated[int | None, typer.Argument(metavar="[BATCH]", min=FIRST, max=params.LARGEST, help="Entry or batch number, default the last · 条目或批次编号，默认最近一条")] = None,
) -> None:  # fmt: skip
    """Take a command or an import back · 撤销操作或整批导入"""
    here = current(ctx)
    with here.write() as work:
        result = store.undo(work, store.undoable(here.book, batch))
    out.emit_lines(show.undone(result), here.lang)
