"""The fields of a shipment on the command line: one option a field, and how it is read."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

import typer

from gendan import dates
from gendan.cli.params import LARGEST
from gendan.cli.session import Session
from gendan.core import shipment_fields as fields
from gendan.core import shipments as rules
from gendan.errors import Refused
from gendan.text import Text

Number = Annotated[str, typer.Argument(metavar="NUMBER", help="Order number · 订单号")]
Which = Annotated[
    int, typer.Argument(metavar="N", help="Which shipment: 1, 2 … · 第几批", min=1, max=LARGEST)
]
Forwarder = Annotated[str | None, typer.Option("--forwarder", metavar="NAME", help="Default: the order's · 货代，默认订单货代")]  # fmt: skip
Booking = Annotated[
    str | None, typer.Option("--booking", metavar="T", help="Booking number, S/O · 订舱号")
]
Vessel = Annotated[str | None, typer.Option("--vessel", metavar="T", help="Vessel · 船名")]
Voyage = Annotated[str | None, typer.Option("--voyage", metavar="T", help="Voyage · 航次")]
Etd = Annotated[str | None, typer.Option("--etd", metavar="DATE", help="Departure · 预计开航日")]
Eta = Annotated[str | None, typer.Option("--eta", metavar="DATE", help="Arrival · 预计到港日")]
Sailed = Annotated[
    str | None, typer.Option("--sailed", metavar="DATE", help="On board on · 实际开航日")
]
Bl = Annotated[str | None, typer.Option("--bl", metavar="T", help="B/L number · 提单号")]
Container = Annotated[
    list[str] | None,
    typer.Option("--container", metavar="T", help="Container number, may repeat · 柜号，可重复"),
]
Seal = Annotated[
    list[str] | None,
    typer.Option("--seal", metavar="T", help="Seal, in the containers' order · 封号，按柜号顺序"),
]
SiCutoff = Annotated[
    str | None,
    typer.Option("--si-cutoff", metavar="WHEN", help="2026-12-01 16:00 · 截单（SI）时间"),
]
VgmCutoff = Annotated[
    str | None, typer.Option("--vgm-cutoff", metavar="WHEN", help="As --si-cutoff · 截 VGM 时间")
]
CyCutoff = Annotated[
    str | None, typer.Option("--cy-cutoff", metavar="WHEN", help="As --si-cutoff · 截港时间")
]
CustomsCutoff = Annotated[
    str | None, typer.Option("--customs-cutoff", metavar="WHEN", help="As --si-cutoff · 截关时间")
]
Note = Annotated[str | None, typer.Option("--note", metavar="T", help="Note · 备注")]


def read(here: Session, given: Mapping[str, str | None]) -> dict[str, str]:
    """The fields that were typed, checked; a cut-off keeps its time in the book's zone."""
    read = {}
    cutoffs = {cutoff.field for cutoff in rules.Cutoff}
    for field, words in given.items():
        if words is None:
            continue
        if field == "sailed":
            read[field] = past(here, words).isoformat()
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


def past(here: Session, words: str) -> date:
    """A day that has come; what is left out of it looks back."""
    day = dates.read_day(words, here.today, back=True)
    if day > here.today:
        said = dates.spoken(day)
        raise Refused(
            Text(f"{said.en} is in the future", f"{said.zh} 是将来的日期"),
            Text("what is planned is --etd", "计划日期请用 --etd"),
        )
    return day


def joined(words: list[str] | None) -> str | None:
    """The words of an option that may repeat, as its field keeps them."""
    return ",".join(words) if words else None
