"""gendan risk: what may go wrong, and what we do about it."""

import sys
from datetime import date
from typing import Annotated

import typer

from gendan import dates
from gendan.cli import params
from gendan.cli.session import Session, current
from gendan.core.risks import RiskKind
from gendan.core.words import NOTE_LIMIT, clean, reason
from gendan.errors import BadCommandLine, Refused
from gendan.show import out
from gendan.show import risks as show
from gendan.store import risks
from gendan.text import Text

app = params.group("Risk register: what may go wrong, what we do · 风险登记：风险、对策与复核")

Id = Annotated[
    int,
    typer.Argument(metavar="ID", min=1, max=params.LARGEST, help="Number of the risk · 风险编号"),
]
Words = Annotated[str, typer.Argument(metavar="TEXT", help="What may happen · 风险内容")]
Scale = Annotated[int, typer.Option("--probability", metavar="1-5", min=1, max=5, help="How likely, 5 most · 可能性，5 最高")]  # fmt: skip
Impact = Annotated[int, typer.Option("--impact", metavar="1-5", min=1, max=5, help="How bad, 5 worst · 影响，5 最重")]  # fmt: skip
Kind = Annotated[RiskKind, typer.Option("--kind", case_sensitive=False, help="Where it comes from · 类别")]  # fmt: skip
MaybeKind = Annotated[RiskKind | None, typer.Option("--kind", case_sensitive=False, help="Where it comes from · 类别")]  # fmt: skip
MaybeScale = Annotated[int | None, typer.Option("--probability", metavar="1-5", min=1, max=5, help="Default: as before · 默认不变")]  # fmt: skip
MaybeImpact = Annotated[int | None, typer.Option("--impact", metavar="1-5", min=1, max=5, help="Default: as before · 默认不变")]  # fmt: skip
Next = Annotated[str, typer.Option("--review", metavar="DATE", help="When to look at it again · 下次复核日期")]  # fmt: skip
MaybeResponse = Annotated[str | None, typer.Option("--response", metavar="T", help="What we do about it · 应对措施")]  # fmt: skip
MaybeOwner = Annotated[str | None, typer.Option("--owner", metavar="NAME", help="Who watches it · 负责人")]  # fmt: skip


@app.command()
def add(
    ctx: typer.Context,
    text: Words,
    kind: Kind,
    probability: Scale,
    impact: Impact,
    response: Annotated[str, typer.Option("--response", metavar="T", help="What we do about it · 应对措施")],
    owner: Annotated[str, typer.Option("--owner", metavar="NAME", help="Who watches it · 负责人")],
    review: Next,
) -> None:  # fmt: skip
    """Note a risk; its review comes onto the morning list · 登记风险，到期提醒复核"""
    here = current(ctx)
    fields = _fields(text, response, owner)
    fields |= {"kind": kind, "probability": probability, "impact": impact}
    fields["review"] = _to_come(here, review).isoformat()
    with here.write() as work:
        added = risks.add(work, fields)
    out.say(show.added(added), here.lang)


@app.command()
def edit(
    ctx: typer.Context,
    n: Id,
    text: Annotated[str | None, typer.Option("--text", metavar="T", help="What may happen · 风险内容")] = None,
    kind: MaybeKind = None,
    response: MaybeResponse = None,
    owner: MaybeOwner = None,
) -> None:  # fmt: skip
    """Change what a risk says or whose it is; figures: `review` · 修改风险，评分用 review"""
    here = current(ctx)
    fields = _fields(text, response, owner)
    if kind is not None:
        fields["kind"] = kind
    if not fields:
        raise BadCommandLine(
            Text("nothing to change was named", "未指定要修改的内容"),
            Text(
                "`gendan risk edit --help` shows what can be",
                "用 `gendan risk edit --help` 查看可修改项",
            ),
        )
    with here.write() as work:
        before = risks.still_open(here.book, n)
        after = risks.edit(work, before, fields)
    out.emit_lines(show.edited(before, after), here.lang)


@app.command()
def review(
    ctx: typer.Context,
    n: Id,
    review: Next,
    probability: MaybeScale = None,
    impact: MaybeImpact = None,
    response: MaybeResponse = None,
    note: Annotated[str | None, typer.Option("--note", metavar="T", help="What was found · 复核说明")] = None,
) -> None:  # fmt: skip
    """Look at a risk again: figures, response, next day · 复核风险"""
    here = current(ctx)
    fields = _fields(None, response, None) | {"review": _to_come(here, review).isoformat()}
    fields |= {
        field: figure
        for field, figure in (("probability", probability), ("impact", impact))
        if figure is not None
    }
    said = None
    if note is not None:
        said = clean(note, Text("the note", "说明"), NOTE_LIMIT, lines=True)
    with here.write() as work:
        before = risks.still_open(here.book, n)
        after = risks.review(work, before, fields, said)
    out.say(show.reviewed(before, after), here.lang)


@app.command()
def close(ctx: typer.Context, n: Id, why: params.Why) -> None:
    """It is a risk no more; it stays in the register · 关闭风险，保留记录"""
    here = current(ctx)
    why = reason(why)
    with here.write() as work:
        found = risks.still_open(here.book, n)
        risks.close(work, found, why)
    out.say(show.closed(found, why), here.lang)


@app.command("list")
def list_(
    ctx: typer.Context,
    kind: MaybeKind = None,
    owner: MaybeOwner = None,
    all_: Annotated[bool, typer.Option("--all", help="Closed ones too · 含已关闭")] = False,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Risks, the gravest first, and their matrix · 风险列表与矩阵"""
    form = params.form(json, csv)
    here = current(ctx)
    found = risks.listed(here.book, closed=all_, kind=kind, owner=owner)
    out.emit(show.sheet(found, here.today), form, here.lang)
    if form is out.Form.TABLE and out.on_terminal(sys.stdout) and found:
        out.emit(show.matrix(found), form, here.lang)


@app.command("show")
def show_(ctx: typer.Context, n: Id, json: params.Json = False, csv: params.Csv = False) -> None:
    """One risk with all its reviews · 查看风险及历次复核"""
    form = params.form(json, csv)
    here = current(ctx)
    found = risks.get(here.book, n)
    out.emit_page(show.page(found, risks.reviews(here.book, found)), form, here.lang)


def _fields(
    text: str | None, response: str | None, owner: str | None
) -> dict[str, str | int | None]:
    """The words that were given, checked."""
    fields: dict[str, str | int | None] = {}
    if text is not None:
        fields["text"] = clean(text, Text("the risk", "风险内容"), NOTE_LIMIT, lines=True)
    if response is not None:
        what = Text("the response", "应对措施")
        fields["response"] = clean(response, what, NOTE_LIMIT, lines=True)
    if owner is not None:
        fields["owner"] = clean(owner, Text("the owner", "负责人"))
    return fields


def _to_come(here: Session, words: str) -> date:
    """The day of a review: today or later."""
    day = dates.read_day(words, here.today)
    if day < here.today:
        said = dates.spoken(day)
        raise Refused(
            Text(f"{said.en} has passed", f"{said.zh} 已过"),
            Text("name the day of the next review: +1m, fri", "请写下次复核的日期：+1m、周五"),
        )
    return day
