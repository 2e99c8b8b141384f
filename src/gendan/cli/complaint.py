"""gendan complaint: what customers complain of, from receipt to the closed 8D."""

from pathlib import Path
from typing import Annotated

import typer

from gendan.cli import complaint_options as o
from gendan.cli import params
from gendan.cli.cases import case_of, cases_of
from gendan.cli.complaint_edit import edit
from gendan.cli.session import current
from gendan.core.complaint_fields import REMEDY_WORDS, TEXT_WORDS, merged, read_type
from gendan.core.complaint_moves import movable, moved
from gendan.core.complaint_needs import Around
from gendan.core.complaints import STATE_WORDS, State
from gendan.core.numbered import chosen
from gendan.core.targets import TARGET_WORDS, Target, within
from gendan.core.words import NOTE_LIMIT, clean
from gendan.errors import BadCommandLine
from gendan.files import reports
from gendan.show import complaint_parts as parts
from gendan.show import complaint_talk as talk
from gendan.show import complaints as show
from gendan.show import out
from gendan.store import actions, complaint_limits, complaints, customers, lessons
from gendan.text import Text

app = params.group("Complaints: open, move, edit, 8D report … · 投诉：登记、变更状态、8D 报告……")
app.command()(edit)


@app.command("open")
def open_(
    ctx: typer.Context,
    customer: params.Customer,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="In the customer's words · 客户原话")],
    order: o.OrderNumber = None,
    type_: o.Type = None,
    remedy: o.Remedy = None,
    item: o.Item = None,
    supplier: o.Supplier = None,
    quantity: o.Quantity = None,
    at: o.At = None,
    file: o.File = None,
) -> None:
    """A complaint has come · 登记投诉"""
    here = current(ctx)
    text = clean(text, TEXT_WORDS, NOTE_LIMIT, lines=True)
    remedy = clean(remedy, REMEDY_WORDS, NOTE_LIMIT, lines=True) if remedy is not None else None
    code = read_type(type_) if type_ is not None else None
    when, files = o.past(here, at), o.load(file)
    with here.write() as work:
        found = customers.find(here.book, customer)
        about = o.order_of(here, order, found) if order is not None else None
        typed = {"item": item, "supplier": supplier, "quantity": quantity}
        cells = merged({}, o.cells(typed, about), [])
        fields = {"order_id": about.id if about else None, "type": code, "remedy": remedy}
        new = complaints.open_(work, found.id, text, when, fields, cells)
        o.keep(work, "complaint", new.id, files)
    case = case_of(here, new)
    out.emit_lines(talk.opened(new, case.targets, case.repeats), here.lang)


@app.command()
def move(
    ctx: typer.Context,
    ident: o.Which,
    state: Annotated[str, typer.Argument(metavar="STATE", help="acknowledged contained investigating decided remedied customer-confirmed closed rejected escalated reopened · 新状态")],
    note: Annotated[str | None, typer.Option("--note", metavar="T", help="How, why, to whom; for us alone · 内部说明")] = None,
    say: Annotated[str | None, typer.Option("--say", metavar="T", help="What the customer is told; in the 8D · 告知客户的内容，列入 8D")] = None,
    at: o.At = None,
) -> None:  # fmt: skip
    """A complaint comes to another state · 变更投诉状态"""
    here = current(ctx)
    to = State(chosen(state, {str(key): text for key, text in STATE_WORDS.items()}, Text("state", "状态")))  # fmt: skip
    note = clean(note, Text("the note", "说明"), NOTE_LIMIT, lines=True) if note else None
    said = (
        clean(say, Text("what the customer is told", "告知客户的内容"), NOTE_LIMIT, lines=True)
        if say
        else None
    )
    when = o.past(here, at)
    with here.write() as work:
        found = complaints.get(here.book, ident)
        taught = lessons.listed(here.book, complaint=found.id)
        around = Around(actions.listed(here.book, complaint=found.id), taught)
        movable(found, to, when, note or said, around)
        complaints.move(work, moved(found, to, when), when, note=note, said=said)
    out.emit_lines(talk.moved(found, to), here.lang)


@app.command()
def targets(
    ctx: typer.Context,
    customer: Annotated[str | None, typer.Argument(metavar="[CUSTOMER]", help="Default: the policy's · 默认显示通用时限")] = None,
    target: Annotated[str | None, typer.Argument(metavar="[TARGET]", help="acknowledge containment cause answer close · 时限项")] = None,
    value: Annotated[str | None, typer.Argument(metavar="[WITHIN]", help='4h, 2d, 2w, "none", or "policy" again · 限时，policy 恢复通用时限')] = None,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Time limits of one customer · 某客户的投诉时限"""
    form = params.form(json, csv)
    here = current(ctx)
    if target is None or customer is None:
        found = customers.find(here.book, customer) if customer is not None else None
        rows = complaint_limits.limits(here.book, found.id if found is not None else "")
        out.emit(parts.limits(found.code if found is not None else None, rows), form, here.lang)
        return
    which = Target(chosen(target, {str(key): text for key, text in TARGET_WORDS.items()}, Text("target", "时限项")))  # fmt: skip
    if value is None:
        raise BadCommandLine(
            Text("the time limit is missing", "未写时限"),
            Text("write 24h, 14d, 2w, none, or policy", "请写 24h、14d、2w、none（不限）或 policy（通用）"),
        )  # fmt: skip
    limit = None if value.strip().lower() == "policy" else within(value)
    with here.write() as work:
        owner = customers.active(here.book, customer)
        complaint_limits.limit(work, owner.id, which, limit)
    out.say(talk.limited(owner.code, which, limit), here.lang)


@app.command("list")
def list_(
    ctx: typer.Context,
    open_: Annotated[bool, typer.Option("--open", help="Only open ones, the default · 仅未结案（默认）")] = False,
    all_: Annotated[bool, typer.Option("--all", help="Closed ones too · 含已结案")] = False,
    customer: Annotated[str | None, typer.Option("--customer", metavar="CODE", help="Only this customer's · 仅某客户")] = None,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Complaints, what is due next, what happened before · 投诉列表"""
    form = params.form(json, csv)
    if open_ and all_:
        raise BadCommandLine(
            Text("--open and --all exclude each other", "--open 与 --all 不能同时使用"),
            Text("choose one", "请选择其一"),
        )
    here = current(ctx)
    whose = customers.find(here.book, customer).id if customer is not None else None
    found = complaints.listed(here.book, customer_id=whose)
    out.emit(show.sheet(cases_of(here, [c for c in found if all_ or c.open])), form, here.lang)


@app.command("show")
def show_(
    ctx: typer.Context, ident: o.Which, json: params.Json = False, csv: params.Csv = False
) -> None:
    """One complaint with all that belongs to it · 查看投诉"""
    form = params.form(json, csv)
    here = current(ctx)
    out.emit_page(show.page(case_of(here, complaints.get(here.book, ident))), form, here.lang)


@app.command()
def report(
    ctx: typer.Context,
    ident: o.Which,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE.html", help="As a page to print or send · 存为网页")] = None,
    md: Annotated[Path | None, typer.Option("--md", metavar="FILE.md", help="As Markdown, default: stdout · 存为 Markdown，默认输出")] = None,
    internal: Annotated[bool, typer.Option("--internal", help="With cost, supplier, notes, others' complaints: not to be sent · 含费用、供应商、内部说明等，勿外发")] = False,
) -> None:  # fmt: skip
    """The 8D report, English or Chinese (--lang) · 8D 报告"""
    # Only where a report is asked for.
    from importlib.metadata import version

    from gendan.show import eight_d

    here = current(ctx)
    case = case_of(here, complaints.get(here.book, ident))
    made = eight_d.Made(here.now, version("gendan"), here.book.settings["company"], internal)
    if html is not None:
        reports.save(html, eight_d.html(case, here.lang, made))
    if md is not None:
        reports.save(md, eight_d.markdown(case, here.lang, made), reports.MARKDOWN)
    if html is None and md is None:
        out.emit_lines(eight_d.markdown(case, here.lang, made).splitlines(), here.lang)
    for path in (html, md):
        if path is not None:
            out.say(eight_d.written(path), here.lang)
    for warning in eight_d.warnings(case, made):
        out.tell(warning, here.lang)
