"""gendan action: corrective actions, from the measure to the proof that it was effective."""

from datetime import date
from typing import Annotated

import typer

from gendan import dates
from gendan.cli import complaint_options as o
from gendan.cli import params
from gendan.cli.cases import proofs_of
from gendan.cli.milestones import past
from gendan.cli.session import Session, current
from gendan.core import action_rules as rules
from gendan.core.actions import Stand
from gendan.core.complaint_fields import read_type
from gendan.core.forms import folded
from gendan.core.words import NOTE_LIMIT, clean, reason
from gendan.errors import BadCommandLine
from gendan.show import actions as show
from gendan.show import out
from gendan.store import actions, complaints
from gendan.store.write import Value
from gendan.text import Text

Which = Annotated[str, typer.Argument(metavar="ID", help="Its number: 1 · 措施编号")]
Impact = Annotated[str, typer.Option("--impact", metavar="T", help="What the problem does · 影响")]
Department = Annotated[str, typer.Option("--department", metavar="T", help="Who is responsible · 责任部门")]  # fmt: skip
Owner = Annotated[str, typer.Option("--owner", metavar="NAME", help="Who does it · 负责人")]
By = Annotated[str, typer.Option("--by", metavar="DATE", help="Until when · 期限")]

app = params.group(
    "Corrective actions: add, done, verify, cancel … · 纠正措施：添加、完成、验证、取消……"
)


@app.command()
def add(
    ctx: typer.Context,
    complaint: Annotated[str, typer.Argument(metavar="COMPLAINT", help="Number of the complaint · 投诉编号")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The measure · 措施")],
    impact: Impact,
    department: Department,
    owner: Owner,
    by: By,
    type_: Annotated[str | None, typer.Option("--type", metavar="T", help="Problem type, default the complaint's · 问题类型，默认同投诉")] = None,
) -> None:  # fmt: skip
    """Somebody does something by a day · 添加纠正措施"""
    here = current(ctx)
    fields = _read(here, {"text": text, "impact": impact, "department": department, "owner": owner, "by": by})  # fmt: skip
    code = read_type(type_) if type_ is not None else None
    with here.write() as work:
        found = complaints.get(here.book, complaint)
        if not found.open:
            raise rules.closed(found.n)
        new = actions.add(work, found, {**fields, "type": rules.type_of(code, found.type)})
    out.say(show.added(new), here.lang)


@app.command()
def edit(
    ctx: typer.Context,
    ident: Which,
    text: Annotated[str | None, typer.Option("--text", metavar="T", help="The measure · 措施")] = None,
    type_: Annotated[str | None, typer.Option("--type", metavar="T", help="Problem type · 问题类型")] = None,
    impact: Annotated[str | None, typer.Option("--impact", metavar="T", help="What the problem does · 影响")] = None,
    department: Annotated[str | None, typer.Option("--department", metavar="T", help="Who is responsible · 责任部门")] = None,
    owner: Annotated[str | None, typer.Option("--owner", metavar="NAME", help="Who does it · 负责人")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="DATE", help="Until when · 期限")] = None,
) -> None:  # fmt: skip
    """Change a corrective action, or its day · 修改纠正措施或期限"""
    here = current(ctx)
    fields = _read(here, {"text": text, "impact": impact, "department": department, "owner": owner, "by": by, "type": type_})  # fmt: skip
    if not fields:
        raise BadCommandLine(
            Text("nothing to change was named", "未指定要修改的内容"),
            Text("`gendan action edit --help` shows what can be", "用 `gendan action edit --help` 查看可修改项"),
        )  # fmt: skip
    with here.write() as work:
        found = actions.get(here.book, ident)
        rules.editable(found, fields)
        after = actions.edit(work, found, fields)
    out.say(show.edited(found, after), here.lang)


@app.command()
def done(
    ctx: typer.Context,
    ident: Which,
    evidence: Annotated[str, typer.Option("--evidence", metavar="T", help="What proves it · 完成凭证")],
    file: o.File = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="When, default today · 完成日期，默认今天")] = None,
) -> None:  # fmt: skip
    """An action was carried out; another person verifies it · 措施已落实，待他人验证"""
    here = current(ctx)
    proof = clean(evidence, Text("the evidence", "凭证"), NOTE_LIMIT, lines=True)
    day, files = past(here, on), o.load(file)
    with here.write() as work:
        found = actions.get(here.book, ident)
        rules.doable(found, day)
        after = actions.done(work, found, day, proof)
        o.keep(work, "action", found.id, files)
    out.emit_lines(show.done(after, after.due(actions.verify_within(here.book))), here.lang)


@app.command()
def verify(
    ctx: typer.Context,
    ident: Which,
    effective: Annotated[bool | None, typer.Option("--effective/--not-effective", help="Did it help? · 有效／无效")] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="T", help="How it was seen · 说明")] = None,
) -> None:  # fmt: skip
    """Was it effective? Not said by who owns or did it · 验证效果（须由他人）"""
    here = current(ctx)
    if effective is None:
        raise BadCommandLine(
            Text("was it effective?", "是否有效？"),
            Text("say --effective or --not-effective", "请写 --effective（有效）或 --not-effective（无效）"),
        )  # fmt: skip
    words = clean(note, Text("the note", "说明"), NOTE_LIMIT, lines=True) if note else None
    with here.write() as work:
        found = actions.get(here.book, ident)
        rules.verifiable(found, here.who, effective=effective)
        after = actions.verify(work, found, words, effective=effective)
    out.say(show.verified(after), here.lang)


@app.command()
def cancel(ctx: typer.Context, ident: Which, why: params.Why) -> None:
    """It is not carried out; it stays in the table · 取消措施，记录保留"""
    here = current(ctx)
    why = reason(why)
    with here.write() as work:
        found = actions.get(here.book, ident)
        rules.cancellable(found)
        after = actions.cancel(work, found, why)
    out.say(show.cancelled(after), here.lang)


@app.command("list")
def list_(
    ctx: typer.Context,
    open_: Annotated[bool, typer.Option("--open", help="Not yet verified as effective · 仅未验证有效")] = False,
    owner: Annotated[str | None, typer.Option("--owner", metavar="NAME", help="Only this owner's · 仅某负责人")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Past their day · 仅逾期")] = False,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """The table of corrective actions · 纠正措施表"""
    form = params.form(json, csv)
    here = current(ctx)
    within = actions.verify_within(here.book)
    found = [
        action
        for action in actions.listed(here.book)
        if (not open_ or action.stand not in (Stand.EFFECTIVE, Stand.CANCELLED))
        and (owner is None or folded(action.owner) == folded(owner))
        and (not overdue or _late(action.due(within), here.today))
    ]
    out.emit(show.sheet(found, here.today, within, proofs_of(here, found)), form, here.lang)


def _late(due: date | None, today: date) -> bool:
    return due is not None and due < today


def _read(here: Session, given: dict[str, str | None]) -> dict[str, Value]:
    """The columns that were typed, read."""
    fields: dict[str, Value] = {}
    for name, words in given.items():
        if words is None:
            continue
        if name == "by":
            fields["by_day"] = dates.read_day(words, here.today).isoformat()
        elif name == "type":
            fields[name] = read_type(words)
        elif name in ("owner", "department"):
            fields[name] = clean(words, show.FIELD_WORDS[name])
        else:
            fields[name] = clean(words, show.FIELD_WORDS[name], NOTE_LIMIT, lines=True)
    return fields
