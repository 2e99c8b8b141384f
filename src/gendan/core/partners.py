"""Suppliers, forwarders, inspectors: who they are, and whom an order means by its words (contract §8)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from gendan.core.forms import folded
from gendan.core.orders import Order


class PartnerKind(StrEnum):
    """What somebody does for us."""

    SUPPLIER = "supplier"
    FORWARDER = "forwarder"
    INSPECTOR = "inspector"


class Standing(StrEnum):
    """Whether we give them more work; the best first."""

    PREFERRED = "preferred"
    APPROVED = "approved"
    WATCH = "watch"
    BLOCKED = "blocked"


class Decision(NamedTuple):
    """A standing that a person set, whatever the score says."""

    standing: Standing
    why: str
    who: str
    at: datetime


class Partner(NamedTuple):
    """
    One partner of the book.

    `decision` None: its standing is as the score says; `retired` the day since which it gets no
    more work, with its reason.
    """

    code: str
    name: str
    kind: PartnerKind
    aliases: Sequence[str] = ()
    country: str | None = None
    note: str | None = None
    decision: Decision | None = None
    retired: date | None = None
    retired_why: str | None = None
    id: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """All that orders may call it: code, name, aliases."""
        return (self.code, self.name, *self.aliases)


class Who(NamedTuple):
    """Whom an order means: `key` tells one from another, `partner` None if never added."""

    kind: PartnerKind
    key: str
    partner: Partner | None


class Directory:
    """
    Whom the words of orders mean: by code, name or alias, beside case, width and blanks.

    A word that fits nobody stands for itself; nobody is guessed.
    """

    def __init__(self, partners: Iterable[Partner]) -> None:
        self._known: dict[tuple[PartnerKind, str], Partner] = {}
        for partner in partners:
            for word in partner.words:
                self._known[partner.kind, folded(word)] = partner

    def who(self, kind: PartnerKind, words: str) -> Who:
        """The partner of these words."""
        partner = self._known.get((kind, folded(words)))
        return Who(kind, folded(words if partner is None else partner.code), partner)


class Named(NamedTuple):
    """A partner as an order names it."""

    kind: PartnerKind
    words: str


def named(order: Order) -> list[Named]:
    """Whom an order names: its forwarder and the suppliers of its lines, each once."""
    found: dict[tuple[PartnerKind, str], Named] = {}
    words = [(PartnerKind.FORWARDER, order.forwarder)]
    words += [(PartnerKind.SUPPLIER, line.cells.get("supplier")) for line in order.lines]
    for kind, text in words:
        if text and text.strip():
            found.setdefault((kind, folded(text)), Named(kind, text.strip()))
    return list(found.values())


def newly_named(before: Order | None, after: Order) -> list[Named]:
    """
    Whom an order names that it did not name before.

    Nobody, once it has shipped: nothing is to be decided any more.
    """
    if not after.open:
        return []
    old = {(one.kind, folded(one.words)) for one in named(before)} if before is not None else set()
    return [one for one in named(after) if (one.kind, folded(one.words)) not in old]


def newly_inspecting(before: Iterable[str | None], name: str | None) -> list[Named]:
    """An inspector who has not inspected an order before, as the one who is to do it now."""
    known = {folded(one) for one in before if one is not None}
    if name is None or folded(name) in known:
        return []
    return [Named(PartnerKind.INSPECTOR, name)]


def clashes(partners: Iterable[Partner], fresh: Partner) -> list[tuple[str, Partner]]:
    """Words of a partner that name another one of its kind already, with whom they name."""
    words = {folded(word): word for word in fresh.words}
    return [
        (words[folded(word)], other)
        for other in partners
        if other.kind is fresh.kind and other.id != fresh.id
        for word in other.words
        if folded(word) in words
    ]
