"""gendan shipment: forwarder, booking, vessel, containers, B/L and cut-offs of an order."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

import typer

from gendan import dates
from gendan.cli import params
from gendan.cli import shipment_options as o
from gendan.cli.partner_guard import Allow, Guard
from gendan.cli.session import Session, current
from gendan.core import shipment_fields as fields
from gendan.core import shipments as rules
from gendan.core.partners import Named, PartnerKind
from gendan.core.words import reason
from gendan.errors import BadCommandLine, Refused
from gendan.show import out
from gendan.show import shipments as show
from gendan.store import desk, orders, shipments
from gendan.text import Text

app = params.group("Booking, vessel, containers, cut-offs of an order · 订舱、船期、柜号与截止时间")


@app.command()
def add(
    ctx: typer.Context,
    number: o.Number,
    forwarder: o.Forwarder = None,
    booking: o.Booking = None,
    vessel: o.Vessel = None,
    voyage: o.Voyage = None,
    etd: o.Etd = None,
    eta: o.Eta = None,
    sailed: o.Sailed = None,
    bl: o.Bl = None,
    container: o.Container = None,
    seal: o.Seal = None,
    si_cutoff: o.SiCutoff = None,
    vgm_cutoff: o.VgmCutoff = None,
    cy_cutoff: o.CyCutoff = None,
    customs_cutoff: o.CustomsCutoff = None,
    note: o.Note = None,
    allow_partner: Allow = None,
) -> None:
    """Add a shipment to an order; it may have several · 添加出运，一单可分多批"""
    here = current(ctx)
    given = _read(
        here,
        {
            "forwarder": forwarder, "booking": booking, "vessel": vessel, "voyage": voyage,
            "etd": etd, "eta": eta, "sailed": sailed, "bl": bl,
            "container": _joined(container), "seal": _joined(seal), "si_cutoff": si_cutoff,
            "vgm_cutoff": vgm_cutoff, "cy_cutoff": cy_cutoff, "customs_cutoff": customs_cutoff,
            "note": note,
        },
    )  # fmt: skip
    if not given:
        raise _nothing("add")
    guard = Guard(here, allow_partner)
    with here.write() as work:
        order = desk.order(here.book, number)
        default = {"forwarder": order.forwarder} if order.forwarder else {}
        guard.check_named(_booked(default | given))
        added = shipments.add(work, order.id, fields.merged({}, {**default, **given}))
    out.emit_lines(show.added(added), here.lang)
    guard.tell()
    _warn(here, added, order.ship_by)


@app.command()
def edit(
    ctx: typer.Context,
    number: o.Number,
    n: o.Which,
    forwarder: o.Forwarder = None,
    booking: o.Booking = None,
    vessel: o.Vessel = None,
    voyage: o.Voyage = None,
    etd: o.Etd = None,
    eta: o.Eta = None,
    sailed: o.Sailed = None,
    bl: o.Bl = None,
    container: o.Container = None,
    seal: o.Seal = None,
    si_cutoff: o.SiCutoff = None,
    vgm_cutoff: o.VgmCutoff = None,
    cy_cutoff: o.CyCutoff = None,
    customs_cutoff: o.CustomsCutoff = None,
    note: o.Note = None,
    allow_partner: Allow = None,
    clear: Annotated[list[str] | None, typer.Option("--clear", metavar="FIELD", help="Empty a field, may repeat · 清空字段，可重复")] = None,
) -> None:  # fmt: skip
    """Change a shipment: rolled to another vessel, B/L come … · 修改出运：改船、出提单……"""
    here = current(ctx)
    given: dict[str, str | None] = dict.fromkeys(fields.fields_named(clear or []))
    given |= _read(
        here,
        {
            "forwarder": forwarder, "booking": booking, "vessel": vessel, "voyage": voyage,
            "etd": etd, "eta": eta, "sailed": sailed, "bl": bl,
            "container": _joined(container), "seal": _joined(seal), "si_cutoff": si_cutoff,
            "vgm_cutoff": vgm_cutoff, "cy_cutoff": cy_cutoff, "customs_cutoff": customs_cutoff,
            "note": note,
        },
    )  # fmt: skip
    if not given:
        raise _nothing("edit")
    guard = Guard(here, allow_partner)
    with here.write() as work:
        order = desk.order(here.book, number)
        before = shipments.alive(here.book, order.id, order.number, n)
        if given.get("forwarder") != before.cells.get("forwarder"):
            guard.check_named(_booked(given))
        after = shipments.edit(work, before, fields.merged(before.cells, given))
    out.emit_lines(show.edited(before, after), here.lang)
    guard.tell()
    _warn(here, after, order.ship_by)


@app.command()
def met(
    ctx: typer.Context,
    number: o.Number,
    n: o.Which,
    cutoff: Annotated[rules.Cutoff, typer.Argument(metavar="si|vgm|cy|customs", help="Which cut-off · 哪个截止时间", case_sensitive=False)],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="Default: today · 默认今天")] = "today",
) -> None:  # fmt: skip
    """A cut-off was met; it is due no more · 已按时提交，不再提醒"""
    here = current(ctx)
    day = _past(here, on)
    with here.write() as work:
        order = desk.order(here.book, number)
        before = shipments.alive(here.book, order.id, order.number, n)
        after = shipments.edit(work, before, fields.met(before, cutoff, day))
    out.say(show.met(after, cutoff), here.lang)


@app.command()
def cancel(ctx: typer.Context, number: o.Number, n: o.Which, why: params.Why) -> None:
    """The booking is cancelled; its cut-offs are due no more · 取消出运（退舱）"""
    here = current(ctx)
    why = reason(why)
    with here.write() as work:
        order = desk.order(here.book, number)
        found = shipments.alive(here.book, order.id, order.number, n)
        shipments.edit(work, found, {**found.cells, "cancelled": why})
    out.say(show.cancelled(found, why), here.lang)


@app.command("list")
def list_(
    ctx: typer.Context,
    number: Annotated[str | None, typer.Argument(metavar="[NUMBER]", help="Only this order's · 仅某订单")] = None,
    open_: Annotated[bool, typer.Option("--open", help="Only those that have not sailed · 仅未开航")] = False,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Shipments with their vessels and cut-offs · 出运列表"""
    form = params.form(json, csv)
    here = current(ctx)
    named = orders.get(here.book, number).number if number is not None else None
    found = shipments.listed(here.book, number=named, open_only=open_)
    out.emit(show.sheet(found), form, here.lang)


@app.command("show")
def show_(
    ctx: typer.Context,
    number: o.Number,
    n: o.Which,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:
    """One shipment · 查看一批出运"""
    form = params.form(json, csv)
    here = current(ctx)
    order = orders.get(here.book, number)
    out.emit_page(show.page(shipments.get(here.book, order.id, order.number, n)), form, here.lang)


def _read(here: Session, given: Mapping[str, str | None]) -> dict[str, str]:
    """The fields that were typed, checked; a cut-off keeps its time in the book's zone."""
    read = {}
    cutoffs = {cutoff.field for cutoff in rules.Cutoff}
    for field, words in given.items():
        if words is None:
            continue
        if field == "sailed":
            read[field] = _past(here, words).isoformat()
        elif field in rules.DAYS:
            read[field] = dates.read_day(words, here.today).isoformat()
        elif field in cutoffs:
            when = dates.read_when(words, here.today)
            read[field] = when.day.isoformat()
            if when.time is not None:
                moment = datetime.combine(when.day, when.time, here.book.zone)
                read[field] = moment.isoformat(timespec="minutes")
        else:
            read[field] = fields.read_words(field, words)
    return read


def _booked(given: Mapping[str, str | None]) -> list[Named]:
    """The forwarder that gets the booking."""
    name = given.get("forwarder")
    return [Named(PartnerKind.FORWARDER, name)] if name else []


def _past(here: Session, words: str) -> date:
    """A day that has come; what is left out of it looks back."""
    day = dates.read_day(words, here.today, back=True)
    if day > here.today:
        said = dates.spoken(day)
        raise Refused(
            Text(f"{said.en} is in the future", f"{said.zh} 是将来的日期"),
            Text("what is planned is --etd", "计划日期请用 --etd"),
        )
    return day


def _joined(words: list[str] | None) -> str | None:
    return ",".join(words) if words else None


def _nothing(verb: str) -> BadCommandLine:
    return BadCommandLine(
        Text("nothing of the shipment was named", "未指定出运内容"),
        Text(
            f"`gendan shipment {verb} --help` shows what can be",
            f"用 `gendan shipment {verb} --help` 查看可填内容",
        ),
    )


def _warn(here: Session, shipment: rules.Shipment, ship_by: date | None) -> None:
    late = rules.later_than(shipment, ship_by)
    if late is not None and ship_by is not None:
        out.tell(show.late(late, ship_by), here.lang)
