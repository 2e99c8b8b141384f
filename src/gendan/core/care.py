"""What complaints, corrective actions, risks and inspections put on the morning list."""

from datetime import date
from typing import NamedTuple

from gendan.core.kinds import Kind
from gendan.text import Text


class Care(NamedTuple):
    """
    One thing that somebody must see to.

    `item` names it for people and is its own within its kind (`3`, `PO-1/2`); `customer` and
    `order_id` are keys of rows, None where it belongs to nobody (a risk); `owner` None: whoever
    owns the order, else the customer; empty: nobody. It is shown from `shows` on, None: from `due`.
    """

    kind: Kind
    item: str
    due: date
    why: Text
    customer: str | None = None
    order_id: str | None = None
    owner: str | None = None
    shows: date | None = None
