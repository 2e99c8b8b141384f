"""gendan inspect plan, list, show, report: what is to be looked at, and what was found."""

from pathlib import Path
from typing import Annotated

import typer

from gendan.cli import inspect_options as o
from gendan.cli import params
from gendan.cli.desk import asked_of
from gendan.cli.session import Session, current
from gendan.core.inspection_care import to_tighten
from gendan.core.inspection_cover import covers, final_passed
from gendan.core.inspection_lots import lot_of, lots
from gendan.core.inspection_made import Terms, planned
from gendan.core.inspection_needs import changed_goods, needs
from gendan.core.inspections import Inspection, by_order, by_supplier
from gendan.core.orders import Order
from gendan.show import inspection_page as show_page
from gendan.show import inspection_talk as say
from gendan.show import inspections as show_
from gendan.show import out, sampling
from gendan.show.out import Form
from gendan.store import inspections, orders
from gendan.text import Text


def plan(
    ctx: typer.Context,
    lot: o.Lot,
    level: o.Level = None,
    aql_major: o.AqlMajor = None,
    aql_minor: o.AqlMinor = None,
    tightened: o.Tightened = False,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:
    """How many units of a lot to look at, and how many faults it may have · AQL 抽样方案"""
    form = params.form(json, csv)
    here = current(ctx)
    found = planned(lot, Terms(level, aql_major, aql_minor, tightened))
    page = sampling.flat_page if form is Form.CSV else sampling.plan_page
    out.emit_page(page(found), form, here.lang)


def list_(
    ctx: typer.Context,
    number: Annotated[str | None, typer.Argument(metavar="[NUMBER]", help="Only this order's · 仅某订单")] = None,
    stage: o.MaybeStage = None,
    waiting: Annotated[bool, typer.Option("--open", help="Only drafts and refused lots that wait · 仅未判定或待复检")] = False,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Inspections, and which suppliers to inspect tightened · 检验列表"""
    form = params.form(json, csv)
    here = current(ctx)
    only = [orders.get(here.book, number).id] if number is not None else None
    found = inspections.listed(here.book, only)
    if waiting:
        found = [lot.last for each in by_order(found) for lot in lots(each) if not lot.settled]
    rows = [one for one in found if stage is None or one.stage is stage]
    tighten = to_tighten(by_supplier(inspections.listed(here.book)))
    table = show_.flat_sheet(rows) if form is Form.CSV else show_.sheet(rows, tighten)
    out.emit(table, form, here.lang)


def show(
    ctx: typer.Context,
    number: o.Number,
    n: Annotated[int | None, typer.Argument(metavar="[N]", help="Which inspection, default all · 第几次检验，默认全部", min=1, max=params.LARGEST)] = None,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """One inspection, or how far the goods of an order passed · 查看检验"""
    form = params.form(json, csv)
    here = current(ctx)
    order = orders.get(here.book, number)
    if n is not None:
        one, lacks = _counted(here, order, n)
        page = show_page.page(one, changed_goods(order, one), lacks)
        flat = show_page.flat_page(page, one.plan) if form is Form.CSV else page
        out.emit_page(flat, form, here.lang)
        return
    found = inspections.of(here.book, order.id)
    goods = covers(needs(order), lots(found))
    asked = asked_of(here.book, order).inspection
    passed = final_passed(order, found)
    out.emit_page(show_page.overview(order, asked, passed, found, goods), form, here.lang)


def report(
    ctx: typer.Context,
    number: o.Number,
    n: o.Which,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE.html", help="As a page to file or send · 存为网页报告")] = None,
    md: Annotated[Path | None, typer.Option("--md", metavar="FILE.md", help="As Markdown; default: on the screen · 存为 Markdown，默认输出到屏幕")] = None,
) -> None:  # fmt: skip
    """The report on an inspection, in the language of --lang · 检验报告"""
    # Only where a report is made.
    from importlib.metadata import version

    from gendan.files import reports
    from gendan.show import inspection_report, papers

    here = current(ctx)
    order = orders.get(here.book, number)
    one, lacks = _counted(here, order, n)
    changed = changed_goods(order, one)
    paper = inspection_report.paper(one, changed, lacks, made=here.now, version=version("gendan"))
    lines = list(papers.markdown(paper, here.lang))
    if html is not None:
        reports.save(html, papers.html(paper, here.lang))
        out.say(say.reported(str(html)), here.lang)
    if md is not None:
        reports.save(md, "\n".join(lines) + "\n", reports.MARKDOWN)
        out.say(say.reported(str(md)), here.lang)
    if html is None and md is None:
        out.emit_lines(lines, here.lang)


def _counted(here: Session, order: Order, n: int) -> tuple[Inspection, Text | None]:
    """An inspection, and why what it took does not count, None where it does."""
    one = inspections.get(here.book, order, n)
    return one, lot_of(lots(inspections.of(here.book, order.id)), n).objection(n)
