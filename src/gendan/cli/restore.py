"""gendan restore: a copy takes the place of the book, which is kept beside it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from gendan import errors
from gendan.cli import params
from gendan.cli.session import Session, current
from gendan.errors import BadCommandLine
from gendan.show import backup as show
from gendan.show import out
from gendan.store import restore as store
from gendan.text import Text

app = params.single()
YES = ("y", "yes", "是", "好")


@app.command()
def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A copy of a book · 账本的备份文件")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask · 不再询问")] = False,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Go back to a copy; the present book is kept · 从备份恢复，现账本另行保留"""
    form = params.form(json, csv)
    here = current(ctx)
    source = file.expanduser()
    with store.prepared(source, here.path) as ready:
        if here.path.exists() and not yes:
            _agreed(here, show.question(here.path, source, ready.entry, ready.day))
        done = store.put(ready, here.path, here.waiting)
    now = done.now
    out.emit_page(
        show.restored(now.path, done.kept, entry=now.entry, size=now.size, head=now.head),
        form,
        here.lang,
    )


def _agreed(here: Session, question: Text) -> None:
    """Ask where somebody can answer; only a yes goes on, and the end of input is none."""
    if not (sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()):
        raise BadCommandLine(
            Text("nobody can be asked here", "此处无法询问"),
            Text("write --yes, if the book is to be replaced", "若确要替换账本，请加 --yes"),
        )
    out.tell(question, here.lang)
    if sys.stdin.readline().strip().lower() not in YES:
        out.tell(Text("nothing was changed", "未作改动"), here.lang)
        raise typer.Exit(errors.NEGATIVE)
