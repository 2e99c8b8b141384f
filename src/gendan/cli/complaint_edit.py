"""gendan complaint edit: the fields of the 8D."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import typer

from gendan.cli import complaint_options as o
from gendan.cli.session import Session, current
from gendan.core.action_rules import closed
from gendan.core.complaint_fields import (
    REMEDY_WORDS,
    TEXT_WORDS,
    anew_named,
    both_causes,
    confirmed,
    fields_named,
    item_of,
    merged,
    read_type,
)
from gendan.core.complaint_needs import unmade
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
    confirm: o.Confirm = None,
) -> None:
    """The fields of the 8D, from team to prevention · 填写 8D 各项"""
    typed = {
        "item": item, "supplier": supplier, "quantity": quantity, "team": team, "what": what,
        "where": where, "when": when, "is_not": is_not, "containment": containment,
        "occurrence": occurrence, "escape": escape, "decision": decision,
        "remedy_given": remedy_given, "cost": cost, "prevention": prevention,
        "no_lesson": no_lesson,
    }  # fmt: skip
    columns = {"text": text, "type": type_, "remedy": remedy, "order": order, "caused": caused_at}
    if not any(v is not None for v in (*typed.values(), *columns.values(), file, clear, confirm)):
        raise _nothing()
    edits = Edits(typed, columns, fields_named(clear or []), anew_named(confirm or []))
    _edit(current(ctx), ident, edits, o.load(file))


class Edits(NamedTuple):
    """What was typed: fields of the 8D, other columns, what is emptied, what holds again."""

    cells: Mapping[str, str | None]
    columns: Mapping[str, str | None]
    cleared: Sequence[str]
    confirmed: Sequence[str]


def _edit(here: Session, ident: str, edits: Edits, files: list[o.Kept]) -> None:
    with here.write() as work:
        found = complaints.get(here.book, ident)
        if not found.open:
            raise closed(found.n)
        about = _order(here, found, edits)
        given = {**confirmed(found, edits.confirmed), **o.cells(edits.cells, about)}
        cells = merged(found.cells, given, edits.cleared)
        if about is not None and "item" in cells:
            cells["item"] = item_of(about, cells["item"])  # also where the order alone changed
        if "cost" in cells:
            cells.setdefault("currency", found.currency)
        fields = _columns(here, found, edits, cells)
        fields |= {
            "order_id": about.id if about is not None else None,
            "cells": complaints.cells_of(cells),
        }
        after = complaints.edit(work, found, fields)
        unmade(found, after)
        o.keep(work, "complaint", found.id, files)
    out.emit_lines(talk.edited(found, after, [one.name for one in files]), here.lang)


def _order(here: Session, found: Complaint, edits: Edits) -> Order | None:
    """The order that the complaint is about from now on."""
    if (number := edits.columns["order"]) is not None:
        customer = customers.by_ids(here.book, [found.customer_id])[0]
        return o.order_of(here, number, customer)
    if found.order is None or "order" in edits.cleared:
        return None
    return orders.get(here.book, found.order)


def _columns(
    here: Session, found: Complaint, edits: Edits, cells: dict[str, str]
) -> dict[str, Value]:
    """What of a complaint is no field of the 8D, read; when it was contained, when causes were known."""
    typed = edits.columns
    fields: dict[str, Value] = {name: None for name in ("type", "remedy") if name in edits.cleared}
    if (text := typed["text"]) is not None:
        fields["text"] = clean(text, TEXT_WORDS, NOTE_LIMIT, lines=True)
    if (type_ := typed["type"]) is not None:
        fields["type"] = read_type(type_)
    if (remedy := typed["remedy"]) is not None:
        fields["remedy"] = clean(remedy, REMEDY_WORDS, NOTE_LIMIT, lines=True)
    contained = found.contained or here.now
    fields["contained"] = utc(contained) if "containment" in cells else None
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
        if when < found.since:
            raise Refused(
                Text(f"the complaint came only on {found.since:%Y-%m-%d %H:%M}",
                     f"投诉于 {found.since:%Y-%m-%d %H:%M} 才收到"),
                Text("check --caused-at", "请核对 --caused-at"),
            )  # fmt: skip
        return utc(when)
    return utc(found.caused or here.now)


def _nothing() -> BadCommandLine:
    return BadCommandLine(
        Text("nothing to change was named", "未指定要修改的内容"),
        Text("`gendan complaint edit --help` shows what can be", "用 `gendan complaint edit --help` 查看可修改项"),
    )  # fmt: skip
