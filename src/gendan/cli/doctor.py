"""gendan doctor: is the book whole, and is it safe where it lies?"""

from datetime import UTC
from typing import Annotated

import typer

from gendan import errors
from gendan.cli import params
from gendan.cli.session import Session, current
from gendan.core.health import Health
from gendan.errors import DamagedBook
from gendan.show import health as show
from gendan.show import out
from gendan.store import doctor as store
from gendan.store.guard import SqliteError, unusable

app = params.single()


@app.command()
def doctor(
    ctx: typer.Context,
    fix: Annotated[bool, typer.Option("--fix", help="Make anew what can be made anew · 重建可重建的内容")] = False,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Is the book whole, and safe where it lies? Exit 1 on damage · 检查账本"""
    form = params.form(json, csv)
    here = current(ctx)
    health = _health(here, fix=fix)
    out.emit_page(show.page(health), form, here.lang)
    if not health.healthy:
        raise typer.Exit(errors.NEGATIVE)


def _health(here: Session, *, fix: bool) -> Health:
    """Of the open book; of its file where it cannot be opened or read to the end."""
    try:
        return store.examine(here.book, here.now, fix=fix)
    except DamagedBook as refusal:
        return store.despite(here.path, refusal, here.moment(UTC).date())
    except (SqliteError, ValueError, LookupError) as error:
        told = unusable(here.path, error) if isinstance(error, SqliteError) else here.damage()
        if not isinstance(told, DamagedBook):
            raise
        return store.despite(here.path, told, here.moment(UTC).date())
