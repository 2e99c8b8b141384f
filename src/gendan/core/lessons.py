"""Lessons: what an error taught, and which later orders it concerns."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from gendan.core.forms import folded
from gendan.core.orders import Order
from gendan.errors import Refused
from gendan.text import Text, joined


class Lesson(NamedTuple):
    """
    One lesson, in one wording; `n` names it for people.

    `story` is what happened; it concerns orders by `customer` (code), `item` or `supplier`, any one
    of them; with none of these, by `check` alone, every order. `complaint` is the one it came from,
    `round` how often that had come by then. It holds from its journal entry `entry` on, until
    `ended`: it was retired or worded anew.
    """

    n: int
    text: str
    at: datetime
    who: str
    story: str | None = None
    customer: str | None = None
    item: str | None = None
    supplier: str | None = None
    check: str | None = None
    complaint: int | None = None
    round: int | None = None
    retired: date | None = None
    retired_why: str | None = None
    id: str = ""
    entry: int = 0
    ended: int | None = None

    @property
    def name(self) -> str:
        """Its name on the checklist; no check has such a code."""
        return f"K{self.n}"

    @property
    def everywhere(self) -> bool:
        """Whether it concerns every order."""
        return self.customer is None and self.item is None and self.supplier is None


def concerning(lessons: Iterable[Lesson], order: Order, left: int | None = None) -> list[Lesson]:
    """
    The lessons that an order must heed: any of its customer, items and suppliers fits.

    An open order heeds every lesson that stands, also one that came after it; an order that has
    shipped those that stood when that was entered, so that its signatures stay what they were, and
    so that no day that is typed later excuses it.

    Args:
        lessons: In all their wordings.
        order: The order, with its lines.
        left: The journal entry by which it had shipped.
    """
    there = [] if order.cancelled else [one for one in lessons if stood(one, left)]
    if not there:
        return []
    customer = folded(order.customer)
    items = {folded(line.sku) for line in order.lines}
    items |= {folded(name) for line in order.lines if (name := line.cells.get("customer_item"))}
    suppliers = {folded(name) for line in order.lines if (name := line.cells.get("supplier"))}
    return [
        lesson
        for lesson in there
        if lesson.everywhere
        or (lesson.customer is not None and folded(lesson.customer) == customer)
        or (lesson.item is not None and folded(lesson.item) in items)
        or (lesson.supplier is not None and folded(lesson.supplier) in suppliers)
    ]


def stood(lesson: Lesson, entry: int | None) -> bool:
    """Whether a wording held at a journal entry; None: whether it holds now."""
    if entry is None:
        return lesson.ended is None
    return lesson.entry < entry and (lesson.ended is None or lesson.ended > entry)


def bound(*fields: object) -> None:
    """
    Whether a lesson says which orders it concerns: customer, item, supplier, check.

    Raises:
        Refused: It says nothing.
    """
    if not any(fields):
        raise Refused(
            Text("which orders does the lesson concern?", "该教训适用于哪些订单？"),
            Text(
                "name --customer, --item, --supplier, --check (every order), or --from COMPLAINT",
                "请指定 --customer、--item、--supplier、--check（所有订单）或 --from 投诉编号",
            ),
        )


def about(lesson: Lesson) -> Text:
    """Which orders a lesson concerns, in words."""
    parts = [
        Text(f"{en} {value}", f"{zh} {value}")
        for en, zh, value in (
            ("customer", "客户", lesson.customer),
            ("item", "货号", lesson.item),
            ("supplier", "供应商", lesson.supplier),
        )
        if value is not None
    ]
    if not parts:
        return Text("every order", "所有订单")
    return joined(parts, " or ", " 或 ")


def living(lesson: Lesson) -> Lesson:
    """
    A lesson that can be retired or worded anew.

    Raises:
        Refused: It is retired already.
    """
    if lesson.retired is not None:
        raise Refused(
            Text(f"lesson {lesson.name} was retired on {lesson.retired}: {lesson.retired_why}",
                 f"教训 {lesson.name} 已于 {lesson.retired} 停用：{lesson.retired_why}"),
            Text("`gendan undo` takes that back", "可用 `gendan undo` 撤销"),
        )  # fmt: skip
    return lesson
