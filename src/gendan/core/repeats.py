"""Has this happened before? Earlier complaints about the same item, supplier or type, or of the same customer."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gendan.core.actions import Action
from gendan.core.complaints import Complaint
from gendan.core.forms import folded
from gendan.dates import shifted
from gendan.text import Text

MONTHS = 12
"""How far back an earlier complaint is looked for (mission: errors that do not come back)."""


CUSTOMER = Text("customer", "客户")
SUPPLIER = Text("supplier", "供应商")


class Repeat(NamedTuple):
    """An earlier complaint, what both have in common, and what was done about it then."""

    earlier: Complaint
    same: Sequence[Text]
    actions: Sequence[Action] = ()

    @property
    def again(self) -> bool:
        """Whether the error is back; the same customer with another one has only a history."""
        return any(what != CUSTOMER for what in self.same)


def known_to(found: Iterable[Repeat], customer: str) -> list[Repeat]:
    """
    The errors that came back with a customer (code) itself, as far as the customer may see it.

    Which goods have one maker is not for its eyes.
    """
    own = [one._replace(same=[w for w in one.same if w != SUPPLIER]) for one in found]
    return [one for one in own if one.again and one.earlier.customer == customer]


def repeats(
    complaint: Complaint, others: Iterable[Complaint], actions: Sequence[Action] = ()
) -> list[Repeat]:
    """
    The complaints of the twelve months before this one that have something in common with it.

    The same error first, then those with most in common, then the latest.

    Args:
        complaint: The one that is looked at.
        others: All that may be earlier ones; itself may be among them.
        actions: The corrective actions of all of them.
    """
    first = shifted(complaint.at.date(), -MONTHS, "m")
    found = [
        Repeat(other, same, [action for action in actions if action.complaint == other.n])
        for other in others
        if first <= other.at.date()
        and (other.at, other.n) < (complaint.at, complaint.n)
        and (same := _common(complaint, other))
    ]
    return sorted(
        found, key=lambda r: (not r.again, -len(r.same), -r.earlier.at.timestamp(), -r.earlier.n)
    )


def _common(one: Complaint, other: Complaint) -> list[Text]:
    """What two complaints have in common, in words."""
    same = []
    if one.customer == other.customer:
        same.append(CUSTOMER)
    item = one.cells.get("item")
    if item is not None and folded(item) == folded(other.cells.get("item", "")):
        same.append(Text("item", "货号"))
    if {folded(s) for s in one.suppliers} & {folded(s) for s in other.suppliers}:
        same.append(SUPPLIER)
    if one.type is not None and one.type == other.type:
        same.append(Text("type", "类型"))
    return same
