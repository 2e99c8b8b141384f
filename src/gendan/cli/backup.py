"""gendan backup: a copy of the book, made while others work and looked at; exit 1 if not whole."""

from pathlib import Path
from typing import Annotated

import typer

from gendan import errors
from gendan.cli import params
from gendan.cli.session import current
from gendan.show import backup as show
from gendan.show import out
from gendan.store import backup as store
from gendan.store.place import is_folder

app = params.single()


@app.command()
def backup(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy, or a folder for it · 备份文件或文件夹")],
    force: Annotated[bool, typer.Option("--force", help="Replace a file of that name · 覆盖同名文件")] = False,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Copy the book, and check the copy · 备份账本并检查备份"""
    form = params.form(json, csv)
    here = current(ctx)
    book = here.book.path
    target = file.expanduser()
    if is_folder(target):
        target = target / f"{book.stem}-{here.now:%Y-%m-%d-%H%M%S}.db"
    done = store.write(book, target, force=force)
    copy, damage = done.found, done.damage
    page = show.copied(
        done.path,
        entry=None if copy is None else copy.entry,
        size=done.size,
        head=None if copy is None else copy.head,
        faults=() if damage is None else [damage.text, *damage.faults],
    )
    out.emit_page(page, form, here.lang)
    if damage is not None:
        raise typer.Exit(errors.NEGATIVE)
