"""A shipment of an order: who carries it, when, in what, and until when papers must be in."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from gendan.core.orders import NOTHING
from gendan.dates import spoken
from gendan.text import Text, joined


class Cutoff(StrEnum):
    """What must be in by a moment that the carrier sets."""

    SI = "si"
    VGM = "vgm"
    CY = "cy"
    CUSTOMS = "customs"

    @property
    def field(self) -> str:
        """The field that holds its moment."""
        return f"{self}_cutoff"

    @property
    def met(self) -> str:
        """The field that holds the day on which it was met."""
        return f"{self}_met"


class State(StrEnum):
    """Where a shipment stands."""

    OPEN = "open"
    SAILED = "sailed"
    CANCELLED = "cancelled"


STATE_WORDS: Mapping[State, Text] = {
    State.OPEN: Text("open", "未开航"),
    State.SAILED: Text("sailed", "已开航"),
    State.CANCELLED: Text("cancelled", "已取消"),
}

FIELD_WORDS: Mapping[str, Text] = {
    "forwarder": Text("Forwarder", "货代"),
    "booking": Text("Booking", "订舱号"),
    "vessel": Text("Vessel", "船名"),
    "voyage": Text("Voyage", "航次"),
    "etd": Text("ETD", "预计开航"),
    "eta": Text("ETA", "预计到港"),
    "sailed": Text("Sailed", "实际开航"),
    "bl": Text("B/L", "提单号"),
    "container": Text("Container", "柜号"),
    "seal": Text("Seal", "封号"),
    Cutoff.SI.field: Text("SI cut-off", "截单（SI）"),
    Cutoff.VGM.field: Text("VGM cut-off", "截 VGM"),
    Cutoff.CY.field: Text("CY cut-off", "截港（CY）"),
    Cutoff.CUSTOMS.field: Text("Customs cut-off", "截关"),
    "note": Text("Note", "备注"),
}
"""Every field that people give, in the order in which they are shown."""

DAYS = ("etd", "eta", "sailed")
LISTS = ("container", "seal")
"""Fields that hold several words: a shipment may fill more than one container."""


class Shipment(NamedTuple):
    """
    One shipment of an order, `n` counted from 1.

    `order` and `customer` as people name them; `cells` checked texts by field: days as
    `2026-12-01`, cut-offs as a day or, where the time is known, a moment with its offset.
    """

    order: str
    customer: str
    n: int
    cells: Mapping[str, str] = NOTHING
    id: str = ""

    @property
    def state(self) -> State:
        """Where it stands."""
        if "cancelled" in self.cells:
            return State.CANCELLED
        return State.SAILED if "sailed" in self.cells else State.OPEN

    @property
    def ship(self) -> str | None:
        """Vessel and voyage in one."""
        words = [self.cells[name] for name in ("vessel", "voyage") if name in self.cells]
        return " ".join(words) or None

    @property
    def leaves(self) -> date | None:
        """The day on which the vessel left, else its ETD."""
        return self.day("sailed") or self.day("etd")

    def day(self, field: str) -> date | None:
        """The day of a field: of a cut-off too."""
        words = self.cells.get(field)
        return date.fromisoformat(words[:10]) if words is not None else None

    def several(self, field: str) -> list[str]:
        """The words of a field that may hold several."""
        words = self.cells.get(field)
        return words.split(", ") if words else []


class Voyage(NamedTuple):
    """
    What the shipments of an order that were not cancelled say together.

    `etd`: the latest departure, actual or expected; `sailed`: the day on which the last one
    sailed, None while one has not; `eta`: the latest arrival.
    """

    etd: date | None = None
    sailed: date | None = None
    eta: date | None = None


class Waiting(NamedTuple):
    """
    A cut-off that is still to be met: a row of the morning list.

    `what` is the cut-off with its moment, `why` that and what it belongs to.
    """

    order_id: str
    item: str
    due: date
    what: Text
    why: Text


def voyage(shipments: Iterable[Shipment]) -> Voyage:
    """What the shipments of an order say together of departure and arrival."""
    alive = [one for one in shipments if one.state is not State.CANCELLED]
    leaves = [day for one in alive if (day := one.leaves) is not None]
    sailed = [day for one in alive if (day := one.day("sailed")) is not None]
    comes = [day for one in alive if (day := one.day("eta")) is not None]
    return Voyage(
        etd=max(leaves, default=None),
        sailed=max(sailed) if sailed and len(sailed) == len(alive) else None,
        eta=max(comes, default=None),
    )


def moment(words: str) -> Text:
    """A stored day or moment as people read it, with its weekday."""
    day = spoken(date.fromisoformat(words[:10]))
    if len(words) == len("2026-12-01"):
        return day
    clock = f"{datetime.fromisoformat(words):%H:%M}"
    return Text(f"{day.en} {clock}", f"{day.zh} {clock}")


def waiting(order_id: str, shipment: Shipment) -> list[Waiting]:
    """The cut-offs of a shipment that are still to be met, the earliest first."""
    if shipment.state is not State.OPEN:
        return []
    found = []
    for cutoff in Cutoff:
        words = shipment.cells.get(cutoff.field)
        day = shipment.day(cutoff.field)
        if words is None or day is None or cutoff.met in shipment.cells:
            continue
        name, until = FIELD_WORDS[cutoff.field], moment(words)
        about = [
            Text(f"{FIELD_WORDS[field].en} {said}", f"{FIELD_WORDS[field].zh} {said}")
            for field, said in (
                ("vessel", shipment.ship),
                ("etd", shipment.cells.get("etd")),
                ("booking", shipment.cells.get("booking")),
            )
            if said is not None
        ]
        what = Text(f"{name.en} {until.en}", f"{name.zh} {until.zh}")
        row = Waiting(order_id, f"{name.en} #{shipment.n}", day, what, joined([what, *about]))
        found.append((words, row))
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


def later_than(shipment: Shipment, ship_by: date | None) -> date | None:
    """The day of departure, where it is later than the order's `ship_by`."""
    leaves = shipment.leaves if shipment.state is not State.CANCELLED else None
    return leaves if leaves is not None and ship_by is not None and leaves > ship_by else None
