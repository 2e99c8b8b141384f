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
    def blocks(self) -> bool:
        """Whether it gets no more work, by hand or by its score."""
        return self.card.standing is Standing.BLOCKED


def concerns(fresh: Iterable[Named], cards: Sequence[Card]) -> list[Concern]:
    """Those of the named whom the book watches, has blocked or retired; nobody else is told of."""
    directory = Directory(card.who.partner for card in cards if card.who.partner is not None)
    by_who = {card.who: card for card in cards}
    found = []
    for one in fresh:
        card = by_who.get(directory.who(one.kind, one.words))
        if card is not None and _doubtful(card):
            found.append(Concern(one, card))
    return found


def _doubtful(card: Card) -> bool:
    retired = card.who.partner is not None and card.who.partner.retired is not None
    return retired or card.standing in (Standing.WATCH, Standing.BLOCKED)
