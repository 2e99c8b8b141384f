"""gendan journal: who changed what and when."""

from typing import Annotated

import typer

from gendan.cli import params
from gendan.cli.session import current
from gendan.errors import Unknown
from gendan.show import journal as show
from gendan.show import out
from gendan.store import journal as store
from gendan.text import Text

app = params.single()


@app.command()
def journal(
    ctx: typer.Context,
    entry: Annotated[int | None, typer.Argument(metavar="[ENTRY]", help="One entry with all its changes · 查看某条")] = None,
    last: Annotated[int, typer.Option("--last", metavar="N", min=1, help="How many, newest first · 最近 N 条")] = 50,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Who changed what and when · 操作日志"""
    form = params.form(json, csv)
    here = current(ctx)
    whole = entry is not None or form is out.Form.JSON
    found = store.entries(here.book, last=last, seq=entry, whole=whole)
    if entry is not None and not found:
        raise Unknown(
            store.NOUN,
            str(entry),
            Text("`gendan journal` shows all", "用 `gendan journal` 查看全部"),
        )
    if entry is not None and form is out.Form.TABLE:
        out.emit_lines(show.entry(found[0]), here.lang)
    else:
        out.emit(show.sheet(found), form, here.lang)
