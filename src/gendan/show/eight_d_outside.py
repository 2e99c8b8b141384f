"""What of a complaint its customer may read: the case from which the 8D that is sent is written."""

from gendan.core.actions import Action, Stand
from gendan.core.complaints import Complaint
from gendan.core.repeats import known_to
from gendan.show.complaints import Case

OURS = ("supplier", "cost", "currency")
"""Fields that do not leave the house: a trading firm does not name its factory."""


def outside(case: Case) -> Case:
    """
    A case without our cost, supplier and notes, our missed targets and failed tries.

    Of earlier complaints the customer's own alone.
    """
    one = case.complaint
    return case._replace(
        complaint=_told(one),
        targets=(),
        actions=[_succeeded(action) for action in case.actions],
        repeats=[
            repeat._replace(actions=[a for a in repeat.actions if a.stand is Stand.EFFECTIVE])
            for repeat in known_to(case.repeats, one.customer)
        ],
    )


def _told(one: Complaint) -> Complaint:
    return one._replace(
        suppliers=(),
        cells={field: words for field, words in one.cells.items() if field not in OURS},
        moves=[move._replace(note=move.said, said=None) for move in one.moves],
    )


def _succeeded(action: Action) -> Action:
    """An action as far as it succeeded: what had no effect is being done again."""
    action = action._replace(tries=())
    if action.stand is Stand.NOT_EFFECTIVE:
        return action._replace(
            done=None, done_by=None, evidence=None, verified=None, verified_by=None,
            effective=None, note=None,
        )  # fmt: skip
    if action.stand is Stand.CANCELLED:
        return action._replace(cancel_why=None, note=None)
    return action
