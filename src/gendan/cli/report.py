"""gendan report: what the book says over a time."""

from pathlib import Path
from typing import Annotated

import typer

from gendan.cli import params
from gendan.cli.session import current
from gendan.core.error_review import By, review
from gendan.dates import shifted
from gendan.files import reports
from gendan.show import error_review as show
from gendan.show import out
from gendan.store import error_review
from gendan.text import Text

app = params.group("Reports over a time · 报表")

Months = Annotated[int | None, typer.Option("--months", metavar="N", min=1, max=120, help="Only the last N months, default all · 仅近 N 个月，默认全部")]  # fmt: skip
Page = Annotated[Path | None, typer.Option("--html", metavar="FILE.html", help="Also as a page to file or send · 另存为网页")]  # fmt: skip


@app.callback()
def reports_of() -> None:
    """Reports over a time · 报表"""


@app.command()
def errors(
    ctx: typer.Context,
    months: Months = None,
    by: Annotated[By | None, typer.Option("--by", case_sensitive=False, help="Only counted so · 仅按此统计")] = None,
    html: Page = None,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Which errors come back, whom to train, which step to revise · 错误统计：培训谁、修订哪一步"""
    form = params.form(json, csv)
    here = current(ctx)
    since = None if months is None else shifted(here.today, -months, "m")
    facts = error_review.facts(here.book, here.today, since=since)
    kinds = [by] if by is not None else list(By)
    found = {kind: review(facts, kind) for kind in kinds}
    span = show.span(since, here.today)
    if html is not None:
        # Only where a page is asked for.
        from importlib.metadata import version

        made = show.origin(here.now, version("gendan"))
        reports.save(html, show.html(found, span, facts.looked, made, here.lang))
        out.tell(Text(f"written: {html}", f"已写入：{html}"), here.lang)
    rows = [row for group in found.values() for row in group]
    if form is not out.Form.TABLE or not rows:
        out.emit(show.sheet(rows, span, facts.looked, by), form, here.lang)
        return
    for sheet in show.by_kind(found, span, facts.looked):
        out.emit(sheet, form, here.lang)
