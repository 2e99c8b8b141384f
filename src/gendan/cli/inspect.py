"""gendan inspect: sampling plans, inspections of an order's lots, reports on them."""

from typing import Annotated

import typer

from gendan import errors
from gendan.cli import inspect_options as o
from gendan.cli import inspect_show, milestones, params
from gendan.cli.inspect_said import answer, clearable, found_in, keep, said_in, undecided
from gendan.cli.partner_guard import Allow, Guard
from gendan.cli.session import current
from gendan.core import inspection_made as made
from gendan.core.inspection_lots import decided, lot_again, lots, repeated
from gendan.core.inspection_made import Terms
from gendan.core.partners import newly_inspecting
from gendan.core.words import reason
from gendan.errors import BadCommandLine
from gendan.show import inspection_talk as say
from gendan.show import out
from gendan.store import desk, inspections
from gendan.text import Text

app = params.group("Inspections by AQL: plan, result, report · 验货：AQL 抽样方案、结果与报告")
app.command("plan")(inspect_show.plan)


@app.command()
def add(
    ctx: typer.Context,
    number: o.Number,
    stage: o.StageName,
    lot: o.Lot,
    line: o.Line = None,
    level: o.Level = None,
    aql_major: o.AqlMajor = None,
    aql_minor: o.AqlMinor = None,
    tightened: o.MaybeTightened = None,
    critical: o.Critical = None,
    major: o.Major = None,
    minor: o.Minor = None,
    defect: o.Defects = None,
    file: o.Files = None,
    on: o.On = None,
    inspector: o.Inspector = None,
    supplier: o.Supplier = None,
    accept: o.Accept = None,
    why: params.MaybeWhy = None,
    draft: Annotated[bool, typer.Option("--draft", help="Not to be decided yet · 暂不判定")] = False,
    again: Annotated[int | None, typer.Option("--again", metavar="N", help="Re-inspection of the lot of inspection N · 复检第 N 次检验的批", min=1, max=params.LARGEST)] = None,
    new_lot: Annotated[bool, typer.Option("--new-lot", help="Another lot, though one waits · 另一批，非复检")] = False,
    note: o.Note = None,
    allow_partner: Allow = None,
) -> None:  # fmt: skip
    """Enter an inspection; exit 0 only if the lot is accepted · 录入检验，合格时退出码为 0"""
    here = current(ctx)
    if again is not None and new_lot:
        raise BadCommandLine(
            Text("--again and --new-lot exclude each other", "--again 与 --new-lot 不能同时使用"),
            Text("choose one", "请选择其一"),
        )
    terms = Terms(level, aql_major, aql_minor, tightened)
    sampling = made.planned(lot, terms)
    found = found_in(critical, major, minor, defect, accept, why)
    said = said_in(file, inspector=inspector, supplier=supplier, note=note)
    day = milestones.past(here, on)
    guard = Guard(here, allow_partner)
    with here.write() as work:
        order = desk.order(here.book, number)
        every = inspections.of(here.book, order.id)
        guard.check_named(newly_inspecting((done.inspector for done in every), inspector))
        n, line = inspections.next_number(here.book, order.id), repeated(every, line, again)
        one = made.begun(order, n, stage, line, sampling, day)
        mine = made.same_goods(order, lots(every), one)
        before = lot_again(mine, again, fresh=new_lot)
        one = made.described(made.following(one, before, terms), said.words)
        one = made.concluded(made.counted(one, found), found, draft=draft)
        ident = inspections.add(work, order.id, one, None if before is None else before.last)
        keep(work, ident, said)
    guard.tell()
    if not answer(here, order, n) and not draft:
        raise typer.Exit(errors.NEGATIVE)


@app.command()
def decide(
    ctx: typer.Context,
    number: o.Number,
    n: o.Which,
    critical: o.Critical = None,
    major: o.Major = None,
    minor: o.Minor = None,
    defect: o.Defects = None,
    file: o.Files = None,
    accept: o.Accept = None,
    why: params.MaybeWhy = None,
) -> None:
    """Decide a draft; exit 0 only if the lot is accepted · 判定草稿，合格时退出码为 0"""
    here = current(ctx)
    found = found_in(critical, major, minor, defect, accept, why)
    said = said_in(file)
    with here.write() as work:
        order = desk.order(here.book, number)
        before = undecided(inspections.get(here.book, order, n))
        after = decided(made.counted(before, found), found.take, found.why)
        inspections.change(work, before, after)
        keep(work, after.id, said)
    if not answer(here, order, n):
        raise typer.Exit(errors.NEGATIVE)


@app.command()
def edit(
    ctx: typer.Context,
    number: o.Number,
    n: o.Which,
    lot: o.MaybeLot = None,
    level: o.Level = None,
    aql_major: o.AqlMajor = None,
    aql_minor: o.AqlMinor = None,
    tightened: o.MaybeTightened = None,
    critical: o.Critical = None,
    major: o.Major = None,
    minor: o.Minor = None,
    defect: o.Defects = None,
    file: o.Files = None,
    on: o.MaybeOn = None,
    inspector: o.Inspector = None,
    supplier: o.Supplier = None,
    accept: o.Accept = None,
    why: params.MaybeWhy = None,
    note: o.Note = None,
    clear: Annotated[list[str] | None, typer.Option("--clear", metavar="FIELD", help="accept, inspector, note, supplier; may repeat · 清空字段，可重复")] = None,
    allow_partner: Allow = None,
) -> None:  # fmt: skip
    """Correct an inspection; a decided one is decided anew · 更正检验，已判定的重新判定"""
    here = current(ctx)
    terms = Terms(level, aql_major, aql_minor, tightened)
    found = found_in(critical, major, minor, defect, accept, why)
    said = said_in(file, inspector=inspector, supplier=supplier, note=note)
    day = milestones.past(here, on) if on is not None else None
    cleared = clearable(clear or [])
    guard = Guard(here, allow_partner)
    with here.write() as work:
        order = desk.order(here.book, number)
        before = inspections.get(here.book, order, n)
        every = inspections.of(here.book, order.id)
        guard.check_named(newly_inspecting((done.inspector for done in every), inspector))
        after = made.corrected(before, terms, found, lot=lot, on=day, cleared=cleared)
        after = made.described(after, said.words)
        inspections.change(work, before, after)
        keep(work, after.id, said)
        changed = bool(work.changed)
    guard.tell()
    if changed:
        passed = answer(here, order, n)
    else:
        out.say(say.unchanged(after), here.lang)
        passed = after.passed
    if after.decision is not None and not passed:
        raise typer.Exit(errors.NEGATIVE)


@app.command()
def remove(ctx: typer.Context, number: o.Number, n: o.Which, why: params.Why) -> None:
    """Take out an inspection entered by mistake · 删除误录的检验"""
    here = current(ctx)
    why = reason(why)
    with here.write() as work:
        order = desk.order(here.book, number)
        found = made.standing(inspections.get(here.book, order, n))
        inspections.remove(work, found, inspections.of(here.book, order.id))
    out.say(say.removed(found, why), here.lang)


app.command("list")(inspect_show.list_)
app.command("show")(inspect_show.show)
app.command("report")(inspect_show.report)
