"""gendan order amend, require, confirm: what changed, and what the customer asked for."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from gendan import dates
from gendan.cli import order_options as o
from gendan.cli import params
from gendan.cli.partner_guard import Allow, Guard
from gendan.cli.session import Session, current
from gendan.core import amendments as rules
from gendan.core.words import NOTE_LIMIT, clean, reason
from gendan.errors import BadCommandLine, Refused
from gendan.files import order_fields
from gendan.show import milestones, out
from gendan.show import orders as show
from gendan.store import amendments, order_requirements, orders, steps
from gendan.text import Text, listed

Fields = dict[str, str | None]


def amend(
    ctx: typer.Context,
    number: o.Number,
    changes: Annotated[list[str] | None, typer.Argument(metavar="FIELD=VALUE …", help="What changes, empty clears: ship_by=2026-12-01 marks= · 字段=新值，留空即清除")] = None,
    line: Annotated[str | None, typer.Option("--line", metavar="N", help="The line whose fields these are · 明细行号")] = None,
    drop_line: Annotated[list[str] | None, typer.Option("--drop-line", metavar="N", help="Take a line out, may repeat · 删除明细行，可重复")] = None,
    why: params.MaybeWhy = None,
    allow_partner: Allow = None,
) -> None:  # fmt: skip
    """Change an order; what stood before is kept · 修改订单，保留原内容"""
    here = current(ctx)
    fields = _fields(here, changes or [], of_line=line is not None)
    if not fields and not drop_line:
        raise BadCommandLine(
            Text("nothing to change was named", "未指定要修改的内容"),
            Text("write FIELD=VALUE, or --drop-line N", "请写 字段=新值，或 --drop-line 行号"),
        )
    why = reason(why) if why is not None else None
    guard = Guard(here, allow_partner)
    with here.write() as work:
        before = orders.get(here.book, number)
        after = rules.without_lines(before, drop_line or [])
        after = rules.amended(after, line, fields)
        guard.check(before, after)
        done = amendments.amend(work, before, after, why=why)
        if not done:
            raise Refused(
                Text(
                    f"order {before.number} has these values already",
                    f"订单 {before.number} 已是这些内容",
                ),
                Text(
                    f"`gendan order show {before.number}` shows it",
                    f"用 `gendan order show {before.number}` 查看",
                ),
            )
        moved = before.ship_by != after.ship_by and steps.plan_of(here.book, before.id) is not None
    out.emit_lines(show.amended(before, done), here.lang)
    guard.tell()
    if moved:
        out.tell(milestones.plan_again([before.number]), here.lang)


def require(
    ctx: typer.Context,
    number: o.Number,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What they asked for, as we read it · 我方理解的要求")],
    source: Annotated[str | None, typer.Option("--source", metavar="T", help="The customer's own words · 客户原话")] = None,
    confirmed: Annotated[str | None, typer.Option("--confirmed", metavar="DATE", help="When they confirmed our reading · 客户确认日期")] = None,
) -> None:  # fmt: skip
    """What the customer asked for in this order · 本单客户要求，列入核对"""
    here = current(ctx)
    wanted = clean(text, Text("the requirement", "要求"), NOTE_LIMIT, lines=True)
    words = None
    if source is not None:
        words = clean(source, Text("the customer's words", "客户原话"), NOTE_LIMIT, lines=True)
    day = _past(here, confirmed) if confirmed is not None else None
    with here.write() as work:
        order = orders.still_open(here.book, number)
        noted = order_requirements.add(work, order, wanted, source=words, confirmed=day)
    out.say(show.required(order, noted), here.lang)


def confirm(
    ctx: typer.Context,
    number: o.Number,
    item: Annotated[str, typer.Argument(metavar="R1", help="Which requirement · 要求编号")],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="Default: today · 默认今天")] = "today",
) -> None:  # fmt: skip
    """The customer confirmed our reading of a requirement · 客户已确认我方理解"""
    here = current(ctx)
    day = _past(here, on)
    with here.write() as work:
        order = orders.still_open(here.book, number)
        found = order_requirements.confirm(work, order, item, day)
    out.say(show.required(order, found), here.lang)


def _past(here: Session, words: str) -> date:
    """A day that has come; what is left out of it looks back."""
    day = dates.read_day(words, here.today, back=True)
    if day > here.today:
        said = dates.spoken(day)
        raise Refused(
            Text(f"{said.en} is in the future", f"{said.zh} 是将来的日期"),
            Text("name the day on which they confirmed it", "请写客户确认的日期"),
        )
    return day


def _fields(here: Session, changes: Sequence[str], *, of_line: bool) -> Fields:
    """The changes that were typed, checked; all unknown fields are named."""
    typed: dict[str, str] = {}
    unknown, twice, elsewhere = [], [], []
    for words in changes:
        name, equals, value = words.partition("=")
        field = order_fields.field_named(name) if equals else None
        if field is None or field == "line":
            unknown.append(words if not equals else name)
        elif field not in (order_fields.LINE if of_line else order_fields.HEADER):
            elsewhere.append(field)
        elif field in typed:
            twice.append(field)
        else:
            typed[field] = value
    _refuse(unknown, twice, elsewhere, of_line=of_line)
    return {field: _checked(here, field, value, of_line) for field, value in typed.items()}


def _checked(here: Session, field: str, words: str, of_line: bool) -> str | None:
    if not words.strip():
        if field in rules.NEEDED:
            raise Refused(
                Text(f"{field} cannot be emptied", f"{field} 不能清空"),
                Text("write its new value", "请填写新值"),
            )
        return None
    return order_fields.LINE[field](words) if of_line else o.header_field(here, field, words)


def _refuse(
    unknown: Sequence[str], twice: Sequence[str], elsewhere: Sequence[str], *, of_line: bool
) -> None:
    if unknown:
        names = listed([repr(name) for name in unknown])
        raise Refused(
            Text(f"no field {names.en}", f"没有字段 {names.zh}"), order_fields.all_fields()
        )
    if twice:
        names = listed(twice)
        raise Refused(
            Text(f"named twice: {names.en}", f"重复指定：{names.zh}"),
            Text("write each field once", "每个字段只写一次"),
        )
    if elsewhere:
        names = listed(elsewhere)
        fixed = {"order", "customer"} & set(elsewhere)
        raise Refused(
            Text(f"cannot be changed so: {names.en}", f"不能这样修改：{names.zh}"),
            Text("number and customer never change: cancel the order and add another", "订单号和客户不能修改：请取消后另建")
            if fixed
            else Text("these belong to the whole order: leave --line out", "这些属于整个订单：请去掉 --line")
            if of_line
            else Text("these belong to a line: say which with --line N", "这些属于明细行：请用 --line 指定行号"),
        )  # fmt: skip
