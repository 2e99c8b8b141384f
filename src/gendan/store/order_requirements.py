"""What a customer asked for in one order: noted, and confirmed by them."""

from datetime import date

from gendan.core.forms import folded
from gendan.core.orders import Order, OrderRequirement
from gendan.dates import iso, spoken
from gendan.errors import Duplicate, Refused, Unknown
from gendan.store import orders
from gendan.store.db import Book
from gendan.store.write import Writing
from gendan.text import Text, listed

NOUN = Text("requirement", "要求")


def add(
    work: Writing, order: Order, text: str, *, source: str | None, confirmed: date | None
) -> OrderRequirement:
    """
    Note what a customer asked for in an order.

    Raises:
        Duplicate: The order has it already.
    """
    known = orders.requirements(work.book, order.id)
    for before in known:
        if folded(before.text) == folded(text):
            raise Duplicate(
                NOUN,
                text,
                Text(
                    f"it is {before.item} of order {order.number}; `gendan order confirm "
                    f"{order.number} {before.item}` notes that the customer confirmed it",
                    f"即订单 {order.number} 的 {before.item}；客户确认后用 "
                    f"`gendan order confirm {order.number} {before.item}`",
                ),
            )
    n = max((before.n for before in known), default=0) + 1
    ident = work.insert(
        "order_requirements",
        order_id=order.id,
        n=n,
        text=text,
        source=source,
        confirmed=iso(confirmed),
    )
    return OrderRequirement(n, ident, text, source, confirmed, work.who, work.entry)


def confirm(work: Writing, order: Order, item: str, on: date) -> OrderRequirement:
    """
    Note that the customer confirmed our reading of a requirement (`R1`).

    Raises:
        Unknown: The order has no such requirement.
        Refused: It was confirmed already.
    """
    found = _named(work.book, order, item)
    if found.confirmed is not None:
        day = spoken(found.confirmed)
        raise Refused(
            Text(f"{found.item} was confirmed already, {day.en}", f"{found.item} 已于 {day.zh} 确认"),
            Text("`gendan undo` takes it back if it was wrong", "如有误可用 `gendan undo` 撤销"),
        )  # fmt: skip
    work.update("order_requirements", found.id, confirmed=on.isoformat())
    return found._replace(confirmed=on)


def _named(book: Book, order: Order, item: str) -> OrderRequirement:
    known = orders.requirements(book, order.id)
    for requirement in known:
        if requirement.item == item.strip().upper():
            return requirement
    names = listed([requirement.item for requirement in known])
    raise Unknown(
        NOUN,
        item,
        Text(
            f"order {order.number} has {names.en or 'none'}",
            f"订单 {order.number} 有：{names.zh or '无'}",
        ),
    )
