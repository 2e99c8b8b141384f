"""gendan lesson: what an error taught, on the checklist of every later order that it concerns."""

from typing import Annotated

import typer

from gendan.cli import params
from gendan.cli.session import Session, current
from gendan.core.lessons import Lesson, bound, concerning, retirable
from gendan.core.words import NOTE_LIMIT, clean, reason
from gendan.show import lessons as show
from gendan.show import out
from gendan.store import complaints, customers, lessons, orders
from gendan.store.write import Value
from gendan.text import Text

Which = Annotated[str, typer.Argument(metavar="ID", help="Its number: K1 · 教训编号")]

app = params.group("Lessons: add, list, show, retire · 教训：添加、列表、查看、停用")


@app.command()
def add(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What must be looked at from now on · 今后须核对的内容")],
    story: Annotated[str | None, typer.Option("--story", metavar="T", help="What happened, default the complaint · 事情经过，默认投诉内容")] = None,
    customer: Annotated[str | None, typer.Option("--customer", metavar="CODE", help="Orders of this customer · 该客户的订单")] = None,
    item: Annotated[str | None, typer.Option("--item", metavar="SKU", help="Orders with this item · 含该货号的订单")] = None,
    supplier: Annotated[str | None, typer.Option("--supplier", metavar="T", help="Orders with this supplier · 该供应商的订单")] = None,
    check: Annotated[str | None, typer.Option("--check", metavar="CODE", help="About this check; alone: every order · 相关核对项，单用则适用于所有订单")] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="COMPLAINT", help="From this complaint · 来自该投诉")] = None,
) -> None:  # fmt: skip
    """A lesson, for orders of a customer, item or supplier · 添加教训"""
    here = current(ctx)
    text = clean(text, Text("the lesson", "教训"), NOTE_LIMIT, lines=True)
    told = clean(story, Text("the story", "事情经过"), NOTE_LIMIT, lines=True) if story else None
    code = _check(check) if check is not None else None
    sku = clean(item, Text("the item", "货号")) if item is not None else None
    maker = clean(supplier, Text("the supplier", "供应商")) if supplier is not None else None
    with here.write() as work:
        source = complaints.get(here.book, from_) if from_ is not None else None
        whose = customers.find(here.book, customer).id if customer is not None else None
        if source is not None and not any((whose, sku, maker, code)):
            whose = source.customer_id
        bound(whose, sku, maker, code)
        fields: dict[str, Value] = {
            "story": told or (source.text if source is not None else None), "customer": whose,
            "sku": sku, "supplier": maker, "check_code": code,
            "complaint": source.id if source is not None else None,
        }  # fmt: skip
        new = lessons.add(work, text, fields)
    out.emit_lines(show.added(new, _open_orders(here, new)), here.lang)


@app.command("list")
def list_(
    ctx: typer.Context,
    all_: Annotated[bool, typer.Option("--all", help="Retired ones too · 含已停用")] = False,
    customer: Annotated[str | None, typer.Option("--customer", metavar="CODE", help="Only this customer's · 仅某客户")] = None,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Lessons, and which orders they concern · 教训列表"""
    form = params.form(json, csv)
    here = current(ctx)
    whose = customers.find(here.book, customer).id if customer is not None else None
    found = lessons.listed(here.book, customer=whose)
    out.emit(show.sheet([one for one in found if all_ or one.retired is None]), form, here.lang)


@app.command("show")
def show_(
    ctx: typer.Context, ident: Which, json: params.Json = False, csv: params.Csv = False
) -> None:
    """One lesson with its story, and the open orders it concerns · 查看教训"""
    form = params.form(json, csv)
    here = current(ctx)
    found = lessons.get(here.book, ident)
    out.emit_page(show.page(found, _open_orders(here, found)), form, here.lang)


@app.command()
def retire(ctx: typer.Context, ident: Which, why: params.Why) -> None:
    """A lesson is needed no more · 停用教训"""
    here = current(ctx)
    why = reason(why)
    with here.write() as work:
        found = retirable(lessons.get(here.book, ident))
        concerned = _open_orders(here, found)
        lessons.retire(work, found, why)
    out.emit_lines(show.retired(found, concerned), here.lang)


def _open_orders(here: Session, lesson: Lesson) -> list[str]:
    """Numbers of the open orders that a lesson concerns, the earliest first."""
    found = orders.listed(here.book, open_only=True)
    return [order.number for order in reversed(found) if concerning([lesson], order)]


def _check(words: str) -> str:
    """
    The code of a check.

    Raises:
        Unknown: There is none.
    """
    # Only where a check was named: it loads all of them.
    from gendan.core.checks import CHECKS
    from gendan.errors import Unknown

    code = clean(words, Text("the check", "核对项")).upper()
    if code not in CHECKS:
        raise Unknown(
            Text("check", "核对项"),
            words,
            Text("`gendan check-order NUMBER --all` lists them", "用 `gendan check-order 订单号 --all` 查看"),
        )  # fmt: skip
    return code
