"""gendan due: who is due for follow-up today."""

import sys
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from gendan.cli import params
from gendan.cli.session import Session, current
from gendan.core import dues as decide
from gendan.core.customers import Tier
from gendan.core.kinds import Kind
from gendan.core.workdays import office_open
from gendan.errors import BadCommandLine
from gendan.show import due as show
from gendan.show import out
from gendan.show.words import unpublished
from gendan.store import calendars, dues
from gendan.text import Text

TERMINAL_ROWS = 50
MOST_DAYS = 3660

app = params.single()


@app.command()
def due(
    ctx: typer.Context,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The list of another day · 指定日期")] = None,
    days: Annotated[int, typer.Option("--days", metavar="N", min=0, max=MOST_DAYS, help="Look ahead N days · 向后看 N 天")] = 0,
    owner: Annotated[str | None, typer.Option("--owner", metavar="NAME", help="Only this owner's · 仅某负责人")] = None,
    tier: Annotated[Tier | None, typer.Option("--tier", case_sensitive=False, help="Only this tier · 仅某级别")] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", case_sensitive=False, help="Only this kind of row · 仅某类事项")] = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, max=params.LARGEST, help="At most N rows · 最多 N 条")] = None,
    count: Annotated[bool, typer.Option("--count", help="Only their number · 仅显示条数")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Short lines for a chat · 纯文本，便于粘贴到聊天")] = False,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Who is due for follow-up today, and why · 今日待跟进客户及原因"""
    form = params.form(json, csv)
    if sum((form is not out.Form.TABLE, count, plain)) > 1:
        raise BadCommandLine(
            Text("--json, --csv, --count and --plain exclude each other", "--json、--csv、--count、--plain 不能同时使用"),
            Text("choose one", "请选择其一"),
        )  # fmt: skip
    here = current(ctx)
    today = here.day(on) or here.today
    kinds = tuple(Kind) if kind is None else (kind,)
    found = _fetch(here, today, days, owner, tier, kinds)
    if count:
        out.emit_lines([str(len(found))], here.lang)
        return
    if limit is None and form is out.Form.TABLE and not plain and out.on_terminal(sys.stdout):
        limit = TERMINAL_ROWS
    rows = _with_clocks(here, found[:limit], today)
    if plain:
        out.emit_lines(show.plain(rows, today), here.lang)
    else:
        out.emit(show.sheet(rows, today, len(found)), form, here.lang)


def greet(here: Session) -> None:
    """What `gendan` alone does: today's list where there is a book, else how to begin."""
    if not here.path.exists():
        out.emit_lines(show.how_to_begin(), here.lang)
        return
    today = here.today
    found = _fetch(here, today, 0, None, None, tuple(Kind))
    limit = TERMINAL_ROWS if out.on_terminal(sys.stdout) else None
    rows = _with_clocks(here, found[:limit], today)
    out.emit(show.sheet(rows, today, len(found)), out.Form.TABLE, here.lang)


def _fetch(
    here: Session,
    today: date,
    days: int,
    owner: str | None,
    tier: Tier | None,
    kinds: Sequence[Kind],
) -> list[decide.Due]:
    if dues.stale(here.book, here.today):
        # Once a week or less: a daily list does not load the rules that made it.
        from gendan.store import agenda

        if not agenda.upkeep(here.book, here.now):
            out.tell(show.not_kept_up(), here.lang)
    until = today + timedelta(days=days)
    found = dues.showing(here.book, until, today=today, owner=owner, tier=tier, kinds=kinds)
    return decide.morning(found, today)


def _with_clocks(here: Session, found: Sequence[decide.Due], today: date) -> list[show.Row]:
    """The rows with the customers' local time; calendars that were looked up are kept."""
    days = calendars.Calendars(here.book.conn, here.today)
    rows = []
    for item in found:
        local = here.now.astimezone(ZoneInfo(item.timezone)) if item.timezone else None
        is_open = office_open(local, item.country, days) if local is not None else None
        rows.append(show.Row(item, today, local, is_open))
    home = here.book.settings["home_country"]
    if days.unpublished(home, today.year):
        out.tell(unpublished(today.year, home), here.lang)
    days.keep(here.book)
    return rows
