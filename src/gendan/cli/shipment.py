"""gendan shipment: forwarder, booking, vessel, containers, B/L and cut-offs of an order."""

from collections.abc import Mapping
from typing import Annotated

import typer

from gendan.cli import milestones, params
from gendan.cli import shipment_options as o
from gendan.cli.partner_guard import Allow, Guard
from gendan.cli.session import Session, current
from gendan.core import shipment_fields as fields
from gendan.core import shipments as rules
from gendan.core.delays import knock_on
from gendan.core.orders import Order
from gendan.core.partners import Named, PartnerKind
from gendan.core.stands import Stand
from gendan.core.words import reason
from gendan.errors import BadCommandLine
from gendan.show import milestones as say
from gendan.show import out
from gendan.show import shipments as show
from gendan.store import desk, orders, shipments
from gendan.store.calendars import Calendars
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
    given = o.read(
        here,
        {
            "forwarder": forwarder, "booking": booking, "vessel": vessel, "voyage": voyage,
            "etd": etd, "eta": eta, "sailed": sailed, "bl": bl,
            "container": o.joined(container), "seal": o.joined(seal), "si_cutoff": si_cutoff,
            "vgm_cutoff": vgm_cutoff, "cy_cutoff": cy_cutoff, "customs_cutoff": customs_cutoff,
            "note": note,
        },
    )  # fmt: skip
    if not given:
        raise _nothing("add")
    guard = Guard(here, allow_partner)
    with here.write() as work:
        order = desk.order(here.book, number)
        days = milestones.calendars(here)
        stand = milestones.stand_of(here, order, days)
        default = {"forwarder": order.forwarder} if order.forwarder else {}
        guard.check_named(_booked(default | given))
        added = shipments.add(work, order.id, fields.merged({}, {**default, **given}))
        after = milestones.stand_of(here, order, days)
        days.save()
    out.emit_lines(show.added(added), here.lang)
    guard.tell()
    _effects(here, order, added, (stand, after), days)


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
    given |= o.read(
        here,
        {
            "forwarder": forwarder, "booking": booking, "vessel": vessel, "voyage": voyage,
            "etd": etd, "eta": eta, "sailed": sailed, "bl": bl,
            "container": o.joined(container), "seal": o.joined(seal), "si_cutoff": si_cutoff,
            "vgm_cutoff": vgm_cutoff, "cy_cutoff": cy_cutoff, "customs_cutoff": customs_cutoff,
            "note": note,
        },
    )  # fmt: skip
    if not given:
        raise _nothing("edit")
    guard = Guard(here, allow_partner)
    with here.write() as work:
        order = desk.order(here.book, number)
        days = milestones.calendars(here)
        stand = milestones.stand_of(here, order, days)
        before = shipments.alive(here.book, order.id, order.number, n)
        if given.get("forwarder") != before.cells.get("forwarder"):
            guard.check_named(_booked(given))
        edited = shipments.edit(work, before, fields.merged(before.cells, given))
        after = milestones.stand_of(here, order, days)
        days.save()
    out.emit_lines(show.edited(before, edited), here.lang)
    guard.tell()
    _effects(here, order, edited, (stand, after), days)


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
    day = o.past(here, on)
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
        days = milestones.calendars(here)
        stand = milestones.stand_of(here, order, days)
        found = shipments.alive(here.book, order.id, order.number, n)
        gone = shipments.edit(work, found, {**found.cells, "cancelled": why})
        after = milestones.stand_of(here, order, days)
        days.save()
    out.say(show.cancelled(found, why), here.lang)
    _effects(here, order, gone, (stand, after), days)


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


def _booked(given: Mapping[str, str | None]) -> list[Named]:
    """The forwarder that gets the booking."""
    name = given.get("forwarder")
    return [Named(PartnerKind.FORWARDER, name)] if name else []


def _nothing(verb: str) -> BadCommandLine:
    return BadCommandLine(
        Text("nothing of the shipment was named", "未指定出运内容"),
        Text(
            f"`gendan shipment {verb} --help` shows what can be",
            f"用 `gendan shipment {verb} --help` 查看可填内容",
        ),
    )


def _effects(
    here: Session,
    order: Order,
    shipment: rules.Shipment,
    stands: tuple[Stand | None, Stand | None],
    days: Calendars,
) -> None:
    """What a departure or arrival moves, and that somebody has to say that the goods have left."""
    before, after = stands
    if before is None or after is None:
        return
    late = rules.later_than(shipment, order.ship_by)
    if late is not None and order.ship_by is not None and not after.plan.made:
        out.tell(show.late(late, order.ship_by), here.lang)
    moved = knock_on(before.found, after.found)
    if after.plan.made and (moved or late is not None or before.leaves != after.leaves):
        out.emit_lines(say.effects(after, moved, before.leaves), here.lang)
    if late is not None or before.leaves != after.leaves:
        milestones.remind(here, after, None, days)
    sailed = after.plan.voyage.sailed
    if order.open and sailed is not None and sailed != before.plan.voyage.sailed:
        key = after.plan.ships if after.plan.made else None
        out.tell(show.all_sailed(order.number, key, sailed), here.lang)
