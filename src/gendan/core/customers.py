"""Who a customer is: tier, channel, state and master data (contract §2)."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from gendan.text import Text


class Tier(StrEnum):
    """A by what they buy at the top, then B, then C."""

    A = "A"
    B = "B"
    C = "C"


class Channel(StrEnum):
    """How a contact took place."""

    PHONE = "phone"
    EMAIL = "email"
    WECHAT = "wechat"
    WHATSAPP = "whatsapp"
    MEETING = "meeting"
    VISIT = "visit"
    FAIR = "fair"
    VIDEO = "video"
    SOCIAL = "social"
    OTHER = "other"

    @property
    def two_way(self) -> bool:
        """Whether the other side was certainly heard, not only written to."""
        return self in (
            Channel.PHONE,
            Channel.MEETING,
            Channel.VISIT,
            Channel.FAIR,
            Channel.VIDEO,
        )


CHANNEL_WORDS: Mapping[Channel, Text] = {
    Channel.PHONE: Text("phone", "电话"),
    Channel.EMAIL: Text("email", "邮件"),
    Channel.WECHAT: Text("WeChat", "微信"),
    Channel.WHATSAPP: Text("WhatsApp", "WhatsApp"),
    Channel.MEETING: Text("meeting", "会面"),
    Channel.VISIT: Text("visit", "拜访"),
    Channel.FAIR: Text("fair", "展会"),
    Channel.VIDEO: Text("video", "视频"),
    Channel.SOCIAL: Text("social", "社交平台"),
    Channel.OTHER: Text("other", "其他"),
}


class State(StrEnum):
    """Whether a customer is followed up at all."""

    ACTIVE = "active"
    RETIRED = "retired"
    MERGED = "merged"


class RequirementKind(StrEnum):
    """What a standing requirement of a customer is about."""

    LABEL = "label"
    PACKING = "packing"
    DOCUMENT = "document"
    QUALITY = "quality"
    PAYMENT = "payment"
    OTHER = "other"


class Customer(NamedTuple):
    """
    Master data of one customer.

    `id` is the key between tables, `code` the name that people use. `cadence` is this customer's
    own rule, None where the tier's applies. `extra` holds what a file said that gendan has no
    field for.
    """

    id: str
    code: str
    name: str
    since: date
    aliases: tuple[str, ...] = ()
    country: str | None = None
    timezone: str | None = None
    language: str | None = None
    currency: str | None = None
    owner: str | None = None
    channel: Channel | None = None
    tier: Tier | None = None
    tier_pinned: bool = False
    pinned_until: date | None = None
    cadence: str | None = None
    state: State = State.ACTIVE
    note: str | None = None
    extra: Mapping[str, str] = MappingProxyType({})

    def pinned(self, today: date) -> bool:
        """Whether the tier is held by hand on this day."""
        return self.tier_pinned and (self.pinned_until is None or today <= self.pinned_until)


class Listed(NamedTuple):
    """
    A customer with where its clock stands.

    `next_due` is the day of the cadence or of the promise that replaced it; `paused_until` a day
    to come, None if not paused; `pinned` whether the tier is held by hand today.
    """

    customer: Customer
    last_contact: datetime | None
    next_due: date | None
    paused_until: date | None
    pinned: bool

    @property
    def state(self) -> str:
        """The customer's state, `paused` while a pause holds."""
        return "paused" if self.paused_until is not None else str(self.customer.state)


class Person(NamedTuple):
    """Somebody who works at a customer; `main` is the one to contact first."""

    id: str
    name: str
    role: str | None = None
    email: str | None = None
    phone: str | None = None
    wechat: str | None = None
    whatsapp: str | None = None
    main: bool = False


class Requirement(NamedTuple):
    """What a customer always wants; a checklist item of every later order."""

    id: str
    kind: RequirementKind
    text: str
    since: date
