"""The checklist of an order: what must be ticked before it may ship (contract §2, §5, §6)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from gendan.core.forms import folded
from gendan.core.lessons import Lesson
from gendan.core.orders import Order, OrderRequirement
from gendan.core.papers import COMPARED, PAPERS
from gendan.errors import Refused, Unknown
from gendan.text import Text, listed, same


class ItemKind(StrEnum):
    """Where a checklist item comes from."""

    STANDING = "standing"
    REQUIREMENT = "requirement"
    DOCUMENT = "document"
    DEPOSIT = "deposit"
    LESSON = "lesson"


class Tick(NamedTuple):
    """That somebody saw an item done: `evidence` in words, `file` and `sha256` of what was kept."""

    who: str
    at: datetime
    evidence: str | None = None
    file: str | None = None
    sha256: str | None = None


class Waiver(NamedTuple):
    """That somebody let an item or a finding pass, and why; it stays on screen."""

    who: str
    at: datetime
    why: str


class Item(NamedTuple):
    """
    One thing that must be done or there.

    `item` is the short name that people type (`R1`, `C2`, `K3`, `CO`, `deposit`), `ref` the row of
    the book that it comes from, empty where it has none. `source` holds the customer's own words of
    a requirement of the order, or the story of a lesson; `confirmed` the day on which the customer
    confirmed our reading, of such a requirement alone; `check` the code that a lesson is about.
    """

    item: str
    kind: ItemKind
    text: Text
    ref: str = ""
    source: str | None = None
    confirmed: date | None = None
    check: str | None = None
    tick: Tick | None = None
    waiver: Waiver | None = None

    @property
    def state(self) -> str:
        """`ticked`, `waived` or `open`."""
        if self.tick is not None:
            return "ticked"
        return "waived" if self.waiver is not None else "open"


class Always(NamedTuple):
    """A standing requirement of the customer; `n` counts all of them, `entry` made it."""

    n: int
    id: str
    text: str
    since: date
    entry: int


class Done(NamedTuple):
    """Ticks and waivers of an order by the name and `ref` of their item."""

    ticks: Mapping[tuple[str, str], Tick]
    waivers: Mapping[tuple[str, str], Waiver]


NOTHING_DONE = Done({}, {})


def checklist(
    order: Order,
    entry: int,
    always: Sequence[Always],
    requirements: Sequence[OrderRequirement],
    papers: Sequence[str],
    done: Done = NOTHING_DONE,
    *,
    lessons: Sequence[Lesson] = (),
) -> list[Item]:
    """
    All that must be ticked or waived before an order may ship.

    Args:
        order: The order.
        entry: The journal entry that made it.
        always: All standing requirements of its customer; those noted before the order was
            entered, or on a day up to its date, are its own.
        requirements: What the customer asked for in this order.
        papers: Codes of the documents asked for; packing list and invoice are proved by being
            compared.
        done: Ticks and waivers so far.
        lessons: Those that the order must heed.
    """
    own = [one for one in always if one.entry < entry or order.order_date >= one.since]
    asked = [code for code in papers if code not in COMPARED]
    items = [
        *(Item(f"C{one.n}", ItemKind.STANDING, same(one.text), one.id) for one in own),
        *(Item(w.item, ItemKind.REQUIREMENT, same(w.text), w.id, w.source, w.confirmed) for w in requirements),
        *(Item(code, ItemKind.DOCUMENT, PAPERS.get(code, same(code))) for code in asked),
        *map(_heeded, lessons),
    ]  # fmt: skip
    percent = order.deposit
    if percent is not None:
        # The percentage is the reference: a tick for 30 % does not cover an amended 50 %.
        text = Text(f"deposit of {percent} % received", f"已收到 {percent}% 定金")
        items.append(Item("deposit", ItemKind.DEPOSIT, text, percent))
    return [
        item._replace(
            tick=done.ticks.get((item.item, item.ref)),
            waiver=done.waivers.get((item.item, item.ref)),
        )
        for item in items
    ]


def _heeded(lesson: Lesson) -> Item:
    """The item of a lesson, with the code of its check."""
    about = Text(f" ({lesson.check})", f"（{lesson.check}）") if lesson.check else same("")
    text = Text(f"lesson{about.en}: {lesson.text}", f"教训{about.zh}：{lesson.text}")
    return Item(lesson.name, ItemKind.LESSON, text, lesson.id, lesson.story, check=lesson.check)


def named(items: Sequence[Item], words: str) -> list[Item]:
    """
    The items that these words name, in any case.

    The name, else the beginning of a name or of its text in either language; more than one means
    that nobody can tell which.
    """
    key = folded(words)
    if not key:
        return []
    exact = [item for item in items if folded(item.item) == key]
    return exact or [
        item
        for item in items
        if any(folded(text).startswith(key) for text in (item.item, *item.text))
    ]


def only(items: Sequence[Item], words: str) -> Item:
    """
    The one item that these words name.

    Raises:
        Unknown: None; all that are open are named.
        Refused: Several; all of them are named.
    """
    found = named(items, words)
    if len(found) > 1:
        names = listed([item.item for item in found])
        raise Refused(
            Text(f"{words!r} fits {names.en}", f"{words!r} 对应 {names.zh}"),
            Text("write the name of one", "请写其中一项的编号"),
        )
    if not found:
        raise Unknown(Text("item of the checklist", "清单项"), words, open_words(items))
    return found[0]


def tickable(item: Item, *, ticked: bool) -> Item:
    """
    The item, if it is ticked or not, as the command needs it.

    Raises:
        Refused: It is not.
    """
    if (item.tick is not None) is ticked:
        return item
    if item.tick is None:
        raise Refused(
            Text(f"{item.item} is not ticked", f"{item.item} 未勾选"),
            Text("there is nothing to take back", "没有可取消的内容"),
        )
    raise Refused(
        Text(
            f"{item.item} was ticked by {item.tick.who}", f"{item.item} 已由 {item.tick.who} 勾选"
        ),
        Text("--undo takes it back", "用 --undo 取消"),
    )


def open_words(items: Sequence[Item]) -> Text:
    """All items that are open, with their texts."""
    still = [item for item in items if item.state == "open"]
    if not still:
        return Text("nothing of its checklist is open", "核对清单没有未完成项")
    return Text(
        "open: " + "; ".join(f"{item.item} ({item.text.en})" for item in still),
        "未完成：" + "；".join(f"{item.item}（{item.text.zh}）" for item in still),
    )
