"""gendan check-order: does what was packed, invoiced and booked match what was ordered?"""

from pathlib import Path
from typing import Annotated

import typer

from gendan import errors
from gendan.cli import desk as shared
from gendan.cli import params
from gendan.cli.session import Session, current
from gendan.core.documents import DocumentKind
from gendan.core.orders import Order
from gendan.core.verdict import Verdict
from gendan.files import reports
from gendan.show import checks as show
from gendan.store import check_runs, desk, evidence
from gendan.store.write import head

app = params.single()


@app.command()
def check_order(
    ctx: typer.Context,
    number: shared.Number,
    packing: Annotated[Path | None, typer.Option("--packing", metavar="FILE", help="Packing list · 装箱单")] = None,
    invoice: Annotated[Path | None, typer.Option("--invoice", metavar="FILE", help="Commercial invoice · 商业发票")] = None,
    booking: Annotated[Path | None, typer.Option("--booking", metavar="FILE", help="Booking · 订舱单")] = None,
    report: Annotated[Path | None, typer.Option("--report", metavar="FILE.html", help="Also as a page to file or send · 另存为网页报告")] = None,
    every: Annotated[bool, typer.Option("--all", help="List every check · 列出全部核对项")] = False,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """May this order ship? Exit 0 only if it may · 核对订单，可出运时退出码为 0"""
    form = params.form(json, csv)
    here = current(ctx)
    files = {
        DocumentKind.PACKING: packing,
        DocumentKind.INVOICE: invoice,
        DocumentKind.BOOKING: booking,
    }
    if any(files.values()):
        desk.known(here.book, number)  # a wrong number is told before a file is read
        given = shared.read(files)
        with here.write() as work:
            order = desk.order(here.book, number)
            for one in given:
                evidence.keep(work, order.id, one.kind, one.name, one.content)
            verdict = _judged(here, order, given, report)
            if work.changed:  # the same files again are no new submission
                check_runs.keep(work, verdict, [one.kind for one in given])
    else:
        verdict = _judged(here, desk.order(here.book, number), [], report)
    show.emit(verdict, form, here.lang, every=every)
    if not verdict.cleared:
        raise typer.Exit(errors.NEGATIVE)


def _judged(here: Session, order: Order, given: list[shared.Given], report: Path | None) -> Verdict:
    """The verdict; where its report cannot be written, nothing is stored either."""
    _, verdict = shared.verdict_of(here, order, given)
    if report is not None:
        # Only where a page is asked for.
        from importlib.metadata import version

        from gendan.show.report import html

        page = html(
            verdict, here.lang,
            made=here.now, version=version("gendan"), journal=head(here.book.conn),
        )  # fmt: skip
        reports.save(report, page)
    return verdict
