"""gendan inspect: sampling plans, inspections of an order's lots, reports on them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from gendan import errors
from gendan.cli import inspect_options as o
from gendan.cli import inspect_show, milestones, params
from gendan.cli.session import Session, current
from gendan.core import inspection_made as made
from gendan.core.inspection_lots import decided, lot_again, lots, repeated
from gendan.core.inspection_made import Found, Terms
from gendan.core.inspections import Grade, Inspection, defect_named
from gendan.core.orders import Order
from gendan.core.words import NAME_LIMIT, NOTE_LIMIT, clean, reason
from gendan.errors import BadCommandLine, Refused
from gendan.show import inspection_talk as say
from gendan.show import out
from gendan.store import attachments, desk, inspections
from gendan.store.write import Writing
from gendan.text import Text, listed

app = params.group("Inspections by AQL: plan, result, report · 验货：AQL 抽样方案、结果与报告")
app.command("plan")(inspect_show.plan)


class Said(NamedTuple):
    """What stands beside the counts, checked; None: as it stands."""

    files: Sequence[tuple[str, bytes]]
    words: dict[str, str]


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
    tightened: o.Tightened = False,
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
) -> None:  # fmt: skip
    """Enter an inspection; exit 0 only if the lot is accepted · 录入检验，合格时退出码为 0"""
    here = current(ctx)
    if again is not None and new_lot:
        raise BadCommandLine(
            Text("--again and --new-lot exclude each other", "--again 与 --new-lot 不能同时使用"),
            Text("choose one", "请选择其一"),
        )
    sampling = made.planned(lot, Terms(level, aql_major, aql_minor, tightened))
    found = _found(critical, major, minor, defect, accept, why)
    said = _said(file, inspector=inspector, supplier=supplier, note=note)
    day = milestones.past(here, on)
    with here.write() as work:
        order = desk.order(here.book, number)
        every = inspections.of(here.book, order.id)
        n, line = inspections.next_number(here.book, order.id), repeated(every, line, again)
        one = made.begun(order, n, stage, line, sampling, day)
        mine = made.same_goods(lots(every), one)
        before = lot_again(mine, again, fresh=new_lot)
        one = made.described(made.following(one, before), said.words)
        one = made.concluded(made.counted(one, found), found, draft=draft)
        ident = inspections.add(work, order.id, one, None if before is None else before.last)
        _keep(work, ident, said)
    _tell(here, order, one)
    if not one.passed and not draft:
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
    found = _found(critical, major, minor, defect, accept, why)
    said = _said(file)
    with here.write() as work:
        order = desk.order(here.book, number)
        before = _undecided(inspections.get(here.book, order, n))
        after = decided(made.counted(before, found), found.take, found.why)
        inspections.change(work, before, after)
        _keep(work, after.id, said)
    _tell(here, order, after)
    if not after.passed:
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
) -> None:  # fmt: skip
    """Correct an inspection; a decided one is decided anew · 更正检验，已判定的重新判定"""
    here = current(ctx)
    terms = Terms(level, aql_major, aql_minor, tightened)
    found = _found(critical, major, minor, defect, accept, why)
    said = _said(file, inspector=inspector, supplier=supplier, note=note)
    day = milestones.past(here, on) if on is not None else None
    cleared = _clearable(clear or [])
    with here.write() as work:
        order = desk.order(here.book, number)
        before = inspections.get(here.book, order, n)
        after = made.corrected(before, terms, found, lot=lot, on=day, cleared=cleared)
        after = made.described(after, said.words)
        inspections.change(work, before, after)
        _keep(work, after.id, said)
        changed = bool(work.changed)
    if changed:
        _tell(here, order, after)
    else:
        out.say(say.unchanged(after), here.lang)
    if after.decision is not None and not after.passed:
        raise typer.Exit(errors.NEGATIVE)


@app.command()
def remove(ctx: typer.Context, number: o.Number, n: o.Which, why: params.Why) -> None:
    """Take out an inspection entered by mistake · 删除误录的检验"""
    here = current(ctx)
    why = reason(why)
    with here.write() as work:
        order = desk.order(here.book, number)
        found = inspections.get(here.book, order, n)
        inspections.remove(work, found, inspections.of(here.book, order.id))
    out.say(say.removed(found, why), here.lang)


app.command("list")(inspect_show.list_)
app.command("show")(inspect_show.show)
app.command("report")(inspect_show.report)


def _found(
    critical: int | None,
    major: int | None,
    minor: int | None,
    defects: list[str] | None,
    take: int | None,
    why: str | None,
) -> Found:
    if why is not None and take is None:
        raise BadCommandLine(
            Text("--why tells why a part is taken", "--why 用于说明部分接收的原因"),
            Text("add --accept N, or write it as --note", "请加 --accept N，或写为 --note"),
        )
    return Found(
        {Grade.CRITICAL: critical, Grade.MAJOR: major, Grade.MINOR: minor},
        [defect_named(words) for words in defects] if defects else None,
        take,
        reason(why) if why is not None else None,
    )


def _said(files: list[Path] | None, **words: str | None) -> Said:
    """The files and words that were given, read and checked before anything is written."""
    # Only where a file was given: nothing else here reads the disk.
    from gendan.files import attachments as loader

    names = {
        "inspector": (Text("the inspector", "验货员"), NAME_LIMIT),
        "supplier": (Text("the supplier", "供应商"), NAME_LIMIT),
        "note": (Text("the note", "备注"), NOTE_LIMIT),
    }
    checked = {
        field: clean(typed, *names[field], lines=field == "note")
        for field, typed in words.items()
        if typed is not None
    }
    return Said([(path.name, loader.load(path)) for path in files or []], checked)


def _clearable(fields: Sequence[str]) -> list[str]:
    unknown = [field for field in fields if field not in made.CLEARABLE]
    if unknown:
        names, all_names = listed(unknown), listed(made.CLEARABLE)
        raise Refused(
            Text(f"{names.en} cannot be cleared", f"{names.zh} 不能清空"),
            Text(f"there are {all_names.en}", f"可清空：{all_names.zh}"),
        )
    return list(fields)


def _undecided(one: Inspection) -> Inspection:
    if one.decision is not None:
        answer = say.verdict(one)
        raise Refused(
            Text(
                f"inspection {one.n} of order {one.order} is decided: {answer.en}",
                f"订单 {one.order} 检验 {one.n} 已判定：{answer.zh}",
            ),
            Text(
                f"`gendan inspect edit {one.order} {one.n}` corrects it",
                f"更正请用 `gendan inspect edit {one.order} {one.n}`",
            ),
        )
    return one


def _keep(work: Writing, ident: str, said: Said) -> None:
    for name, content in said.files:
        attachments.keep(work, "inspection", ident, name, content)


def _tell(here: Session, order: Order, one: Inspection) -> None:
    """The answer, what comes next, and what looks odd."""
    out.emit_lines(say.entered(one), here.lang)
    mine = made.same_goods(lots(inspections.of(here.book, order.id)), one)
    for words in made.oddities(order, one, mine):
        out.tell(say.odd(words), here.lang)
    step = say.next_step(one)
    if step is not None:
        out.tell(step, here.lang)
