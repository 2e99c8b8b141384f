"""gendan lesson: what an error taught, on the checklist of every later order that it concerns."""

from typing import Annotated

import typer

from gendan.cli import params
from gendan.cli.session import Session, current
from gendan.core.lessons import Lesson, bound, concerning, living
from gendan.core.words import NOTE_LIMIT, clean, reason
from gendan.errors import BadCommandLine, Refused, Unknown
from gendan.show import lessons as show
from gendan.show import out
from gendan.store import complaints, customers, lessons, orders
from gendan.store.write import Value
from gendan.text import Text, listed

Which = Annotated[str, typer.Argument(metavar="ID", help="Its number: K1 · 教训编号")]

Story = Annotated[str | None, typer.Option("--story", metavar="T", help="What happened, default the complaint · 事情经过，默认投诉内容")]  # fmt: skip
Customer = Annotated[str | None, typer.Option("--customer", metavar="CODE", help="Orders of this customer · 该客户的订单")]  # fmt: skip
Item = Annotated[str | None, typer.Option("--item", metavar="SKU", help="Orders with this item · 含该货号的订单")]  # fmt: skip
Supplier = Annotated[str | None, typer.Option("--supplier", metavar="T", help="Orders with this supplier · 该供应商的订单")]  # fmt: skip
Check = Annotated[str | None, typer.Option("--check", metavar="CODE", help="About this check; alone: every order · 相关核对项，单用则适用于所有订单")]  # fmt: skip
FIELDS = {"sku": "item", "check_code": "check"}
"""Columns that people call otherwise."""
BOUND = ("customer", "sku", "supplier", "check_code")
"""Columns that say which orders a lesson concerns."""

app = params.group("Lessons: add, edit, list, show, retire · 教训：添加、修改、列表、查看、停用")


@app.command()
def add(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What must be looked at from now on · 今后须核对的内容")],
    story: Story = None,
    customer: Customer = None,
    item: Item = None,
    supplier: Supplier = None,
    check: Check = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="COMPLAINT", help="From this complaint · 来自该投诉")] = None,
) -> None:  # fmt: skip
    """A lesson, for orders of a customer, item or supplier · 添加教训"""
    here = current(ctx)
    text = clean(text, show.FIELD_WORDS["text"], NOTE_LIMIT, lines=True)
    typed = _read({"story": story, "sku": item, "supplier": supplier, "check_code": check})
    with here.write() as work:
        source = complaints.get(here.book, from_) if from_ is not None else None
        whose = customers.find(here.book, customer).id if customer is not None else None
        if source is not None:
            typed = {"story": source.text, "complaint": source.id, "round": source.round, **typed}
            if not any((whose, typed.get("sku"), typed.get("supplier"))):
                whose = source.customer_id
        typed["customer"] = whose
        bound(*(typed.get(column) for column in BOUND))
        new = lessons.add(work, text, typed)
    out.emit_lines(show.added(new, _open_orders(here, new)), here.lang)
    _warn(here, typed)


@app.command()
def edit(
    ctx: typer.Context,
    ident: Which,
    text: Annotated[str | None, typer.Option("--text", metavar="T", help="What must be looked at · 须核对的内容")] = None,
    story: Story = None,
    customer: Customer = None,
    item: Item = None,
    supplier: Supplier = None,
    check: Check = None,
    clear: Annotated[list[str] | None, typer.Option("--clear", metavar="FIELD", help="story customer item supplier check, may repeat · 清空字段，可重复")] = None,
) -> None:  # fmt: skip
    """Other words or orders; what was ticked before is asked again · 修改教训，须重新核对"""
    here = current(ctx)
    gone = _cleared(clear or [])
    typed = _read({"text": text, "story": story, "sku": item, "supplier": supplier, "check_code": check})  # fmt: skip
    if not (typed or gone or customer is not None):
        raise BadCommandLine(
            Text("nothing to change was named", "未指定要修改的内容"),
            Text("`gendan lesson edit --help` shows what can be", "用 `gendan lesson edit --help` 查看可修改项"),
        )  # fmt: skip
    with here.write() as work:
        found = living(lessons.get(here.book, ident))
        if customer is not None:
            typed["customer"] = customers.find(here.book, customer).id
        new: dict[str, Value] = {**gone, **typed}
        bound(*(new.get(column, getattr(found, FIELDS.get(column, column))) for column in BOUND))
        after = lessons.edit(work, found, new)
        concerned = {*_open_orders(here, found), *_open_orders(here, after)}
    out.emit_lines(show.edited(found, after, sorted(concerned)), here.lang)
    _warn(here, typed)


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
    *before, found = lessons.wordings(here.book, lessons.get(here.book, ident))
    out.emit_page(show.page(found, _open_orders(here, found), before), form, here.lang)


@app.command()
def retire(ctx: typer.Context, ident: Which, why: params.Why) -> None:
    """A lesson is needed no more · 停用教训"""
    here = current(ctx)
    why = reason(why)
    with here.write() as work:
        found = living(lessons.get(here.book, ident))
        concerned = _open_orders(here, found)
        lessons.retire(work, found, why)
    out.emit_lines(show.retired(found, concerned), here.lang)


def _open_orders(here: Session, lesson: Lesson) -> list[str]:
    """Numbers of the open orders that a lesson concerns, the earliest first."""
    found = orders.listed(here.book, open_only=True)
    return [order.number for order in reversed(found) if concerning([lesson], order)]


def _read(given: dict[str, str | None]) -> dict[str, Value]:
    """The columns that were typed, read."""
    read: dict[str, Value] = {}
    for column, words in given.items():
        if words is None:
            continue
        what = show.FIELD_WORDS[FIELDS.get(column, column)]
        if column == "check_code":
            read[column] = _check(words)
        elif column in ("sku", "supplier"):
            read[column] = clean(words, what)
        else:
            read[column] = clean(words, what, NOTE_LIMIT, lines=True)
    return read


def _cleared(names: list[str]) -> dict[str, Value]:
    """
    The columns that are emptied.

    Raises:
        Refused: One is none that a lesson can be without.
    """
    columns = {field: column for column, field in FIELDS.items()} | {"story": "story", "customer": "customer", "supplier": "supplier"}  # fmt: skip
    typed = [name.strip().lower() for name in names]
    if unknown := [name for name in typed if name not in columns]:
        wrong, known = listed([repr(name) for name in unknown]), listed(list(columns))
        raise Refused(
            Text(
                f"a lesson has no field {wrong.en} to be emptied",
                f"教训没有可清空的字段 {wrong.zh}",
            ),
            Text(f"there are {known.en}", f"可选：{known.zh}"),
        )
    return {columns[name]: None for name in typed}


def _warn(here: Session, typed: dict[str, Value]) -> None:
    """Say which of an item and a supplier nobody knows."""
    item, supplier = (str(typed[key]) if key in typed else None for key in ("sku", "supplier"))
    if strange := lessons.strange(here.book, item, supplier):
        out.tell(show.unknown(strange), here.lang)


def _check(words: str) -> str:
    """
    The code of a check.

    Raises:
        Unknown: There is none.
    """
    # Only where a check was named: it loads all of them.
    from gendan.core.checks import CHECKS

    code = clean(words, show.FIELD_WORDS["check"]).upper()
    if code not in CHECKS:
        raise Unknown(
            Text("check", "核对项"),
            words,
            Text("`gendan check-order NUMBER --all` lists them", "用 `gendan check-order 订单号 --all` 查看"),
        )  # fmt: skip
    return code
