"""May this partner get more work? What an order that names it must be told (contract §8)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gendan.core.partners import Directory, Named, Standing
from gendan.core.scorecards import Card


class Concern(NamedTuple):
    """A partner of whom somebody should think again, as the order names it, with its card."""

    named: Named
    card: Card

    @property
    def retired(self) -> bool:
        """Whether somebody has ended the work with it."""
        partner = self.card.who.partner
        return partner is not None and partner.retired is not None

    @property
    def blocks(self) -> bool:
        """Whether it gets no more work: retired, blocked by hand or by its score."""
        return self.retired or self.card.standing is Standing.BLOCKED


def concerns(fresh: Iterable[Named], cards: Sequence[Card]) -> list[Concern]:
    """Those of the named whom the book watches, has blocked or retired; nobody else is told of."""
    directory = Directory(card.who.partner for card in cards if card.who.partner is not None)
    by_who = {card.who: card for card in cards}
    found = [
        Concern(one, card)
        for one in fresh
        if (card := by_who.get(directory.who(one.kind, one.words))) is not None
    ]
    return [one for one in found if one.blocks or one.card.standing is Standing.WATCH]
