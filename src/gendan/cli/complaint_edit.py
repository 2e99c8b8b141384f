"""gendan complaint edit: the fields of the 8D."""

import typer

from gendan.cli import complaint_options as o
from gendan.cli.session import Session, current
from gendan.core.actions import closed
from gendan.core.complaint_fields import (
    REMEDY_WORDS,
    TEXT_WORDS,
    both_causes,
    causes_of,
    fields_named,
    item_of,
    merged,
    read_type,
)
from gendan.core.complaints import Complaint
from gendan.core.orders import Order
from gendan.core.words import NOTE_LIMIT, clean
from gendan.errors import BadCommandLine, Refused
from gendan.show import complaint_talk as talk
from gendan.show import out
from gendan.store import complaints, customers, orders
from gendan.store.values import utc
from gendan.store.write import Value
from gendan.text import Text


def edit(
    ctx: typer.Context,
    ident: o.Which,
    text: o.TextOption = None,
    order: o.OrderNumber = None,
    type_: o.Type = None,
    remedy: o.Remedy = None,
    item: o.Item = None,
    supplier: o.Supplier = None,
    quantity: o.Quantity = None,
    team: o.Team = None,
    what: o.What = None,
    where: o.Where = None,
    when: o.When = None,
    is_not: o.IsNot = None,
    containment: o.Containment = None,
    occurrence: o.Occurrence = None,
    escape: o.Escape = None,
    caused_at: o.CausedAt = None,
    decision: o.Decision = None,
    remedy_given: o.RemedyGiven = None,
    cost: o.Cost = None,
    prevention: o.Prevention = None,
    no_lesson: o.NoLesson = None,
    file: o.File = None,
    clear: o.Clear = None,
) -> None:
    """The fields of the 8D, from team to prevention · 填写 8D 各项"""
    here = current(ctx)
    typed = {
        "item": item, "supplier": supplier, "quantity": quantity, "team": team, "what": what,
        "where": where, "when": when, "is_not": is_not, "containment": containment,
        "occurrence": occurrence, "escape": escape, "decision": decision,
        "remedy_given": remedy_given, "cost": cost, "prevention": prevention,
        "no_lesson": no_lesson,
    }  # fmt: skip
    columns = {"text": text, "type": type_, "remedy": remedy, "order": order, "caused": caused_at}
    if not any(v is not None for v in (*typed.values(), *columns.values(), file, clear)):
        raise _nothing()
    cleared, files = fields_named(clear or []), o.load(file)
    with here.write() as work:
        found = complaints.get(here.book, ident)
        if not found.open:
            raise closed(found.n)
        about = _order(here, found, order, cleared)
        cells = merged(found.cells, o.cells(typed, about), cleared)
        if about is not None and "item" in cells:
            cells["item"] = item_of(about, cells["item"])  # also where the order alone changed
        if "cost" in cells:
            cells.setdefault("currency", found.currency)
        fields = _columns(here, found, columns, cleared, cells)
        fields |= {
            "order_id": about.id if about is not None else None,
            "cells": complaints.cells_of(cells),
        }
        after = complaints.edit(work, found, fields)
        o.keep(work, "complaint", found.id, files)
    out.emit_lines(talk.edited(found, after, [one.name for one in files]), here.lang)


def _order(here: Session, found: Complaint, number: str | None, cleared: list[str]) -> Order | None:
    """The order that the complaint is about from now on."""
    if number is not None:
        customer = customers.by_ids(here.book, [found.customer_id])[0]
        return o.order_of(here, number, customer)
    if found.order is None or "order" in cleared:
        return None
    return orders.get(here.book, found.order)


def _columns(
    here: Session,
    found: Complaint,
    typed: dict[str, str | None],
    cleared: list[str],
    cells: dict[str, str],
) -> dict[str, Value]:
    """What of a complaint is no field of the 8D, read; when both causes were known, once they are."""
    fields: dict[str, Value] = {name: None for name in ("type", "remedy") if name in cleared}
    if (text := typed["text"]) is not None:
        fields["text"] = clean(text, TEXT_WORDS, NOTE_LIMIT, lines=True)
    if (type_ := typed["type"]) is not None:
        fields["type"] = read_type(type_)
    if (remedy := typed["remedy"]) is not None:
        fields["remedy"] = clean(remedy, REMEDY_WORDS, NOTE_LIMIT, lines=True)
    fields["caused"] = _caused(here, found, cells, typed["caused"])
    return fields


def _caused(
    here: Session, found: Complaint, cells: dict[str, str], typed: str | None
) -> str | None:
    """When both causes were known; the first time they are in the book, unless it was typed."""
    if not both_causes(cells):
        if typed is not None:
            raise Refused(
                Text(f"complaint {found.n} has not both causes", f"投诉 {found.n} 的两种原因未齐"),
                Text("give --occurrence and --escape too", "请同时填写 --occurrence 与 --escape"),
            )
        return None
    if typed is not None:
        when = o.past(here, typed)
        if when < found.at:
            raise Refused(
                Text(f"the complaint came only on {found.at:%Y-%m-%d %H:%M}",
                     f"投诉于 {found.at:%Y-%m-%d %H:%M} 才收到"),
                Text("check --caused-at", "请核对 --caused-at"),
            )  # fmt: skip
        return utc(when)
    known = found.caused
    new = causes_of(cells) != causes_of(found.cells)
    if known is None or (known < found.since and new):
        return utc(here.now)
    return utc(known)


def _nothing() -> BadCommandLine:
    return BadCommandLine(
        Text("nothing to change was named", "未指定要修改的内容"),
        Text("`gendan complaint edit --help` shows what can be", "用 `gendan complaint edit --help` 查看可修改项"),
    )  # fmt: skip
