"""Who places an order with a partner is told what the book thinks of it; a blocked one is refused."""

from collections.abc import Sequence
from functools import cached_property
from typing import Annotated

import typer

from gendan.cli.session import Session
from gendan.core.orders import Order
from gendan.core.partners import Named, newly_named
from gendan.core.placing import Concern, concerns
from gendan.core.scorecards import Card
from gendan.core.words import reason
from gendan.errors import Refused
from gendan.show import out
from gendan.show import placing as show
from gendan.store import scores
from gendan.text import Text

Allow = Annotated[str | None, typer.Option("--allow-partner", metavar="WHY", help="Even a blocked partner, for this reason · 仍用被停单的合作方，须写原因")]  # fmt: skip


class Guard:
    """
    Looks at every partner that the orders of one command newly name.

    Args:
        here: The session.
        allow: The reason for which a blocked partner is taken all the same; the journal keeps it.
    """

    def __init__(self, here: Session, allow: str | None = None) -> None:
        self._here = here
        self._allowed = allow is not None and bool(reason(allow))
        self._told: dict[Named, Text] = {}

    @cached_property
    def _cards(self) -> list[Card]:
        """Read once, before the command changes anything, and only where somebody is named."""
        return scores.cards(self._here.book, self._here.today)

    def refusals(self, before: Order | None, after: Order) -> list[Text]:
        """Why an order cannot name whom it names; what is only doubtful is kept for `tell`."""
        return [show.blocked(one) for one in self._stopped(newly_named(before, after))]

    def check(self, before: Order | None, after: Order) -> None:
        """
        Let an order pass, or not; call it inside the transaction, before it is written.

        Raises:
            Refused: It newly names a blocked partner and no reason was given.
        """
        self.check_named(newly_named(before, after))

    def check_named(self, fresh: Sequence[Named]) -> None:
        """The same for partners that are named by something else than an order."""
        stopped = self._stopped(fresh)
        if stopped:
            faults = [show.blocked(one) for one in stopped]
            raise Refused(faults[0], show.HINT, faults[1:])

    def tell(self) -> None:
        """Say on stderr what is doubtful."""
        for text in self._told.values():
            out.tell(text, self._here.lang)

    def _stopped(self, fresh: Sequence[Named]) -> list[Concern]:
        if not fresh:
            return []
        found = concerns(fresh, self._cards)
        stopped = [one for one in found if one.blocks and not self._allowed]
        for one in found:
            if one not in stopped:
                self._told[one.named] = show.doubtful(one)
        return stopped
