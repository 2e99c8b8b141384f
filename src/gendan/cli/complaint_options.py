"""The fields of a complaint on the command line: one option a field."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from gendan import dates, places
from gendan.cli.session import Session
from gendan.core.complaint_fields import item_of, read_cost, read_words
from gendan.core.customers import Customer
from gendan.core.orders import Order
from gendan.dates import spoken
from gendan.errors import Refused
from gendan.files import attachments as files
from gendan.store import attachments, orders
from gendan.store.write import Writing
from gendan.text import Text

Which = Annotated[str, typer.Argument(metavar="ID", help="Its number: 1 · 投诉编号")]
OrderNumber = Annotated[str | None, typer.Option("--order", metavar="N", help="Its order · 订单号")]
Type = Annotated[str | None, typer.Option("--type", metavar="T", help="item color quantity packing quality damage late document price certificate service · 问题类型")]  # fmt: skip
Remedy = Annotated[str | None, typer.Option("--remedy", metavar="T", help="What they ask for · 客户要求的补救")]  # fmt: skip
Item = Annotated[str | None, typer.Option("--item", metavar="SKU", help="Item · 货号")]
Supplier = Annotated[str | None, typer.Option("--supplier", metavar="T", help="Default: the item's in the order · 供应商，默认订单所列")]  # fmt: skip
Quantity = Annotated[str | None, typer.Option("--quantity", metavar="Q", help="How many: 240 pcs · 数量")]  # fmt: skip
At = Annotated[str | None, typer.Option("--at", metavar="WHEN", help="When it was, default now · 时间，默认现在")]  # fmt: skip
File = Annotated[list[Path] | None, typer.Option("--file", metavar="F", help="Photo or document, may repeat · 照片或文件，可重复")]  # fmt: skip
TextOption = Annotated[str | None, typer.Option("--text", metavar="T", help="The complaint itself · 投诉内容")]  # fmt: skip
Team = Annotated[
    str | None, typer.Option("--team", metavar="T", help="D1: who works on it · 小组成员")
]
What = Annotated[str | None, typer.Option("--what", metavar="T", help="D2: what is wrong · 何事")]
Where = Annotated[
    str | None, typer.Option("--where", metavar="T", help="D2: where it was seen · 何地")
]
When = Annotated[
    str | None, typer.Option("--when", metavar="T", help="D2: when it was seen · 何时")
]
IsNot = Annotated[str | None, typer.Option("--is-not", metavar="T", help="D2: what is not affected · 不涉及范围")]  # fmt: skip
Containment = Annotated[str | None, typer.Option("--containment", metavar="T", help="D3: stock, goods in transit and at the customer · 临时措施")]  # fmt: skip
Occurrence = Annotated[str | None, typer.Option("--occurrence", metavar="T", help="D4: why it happened · 发生原因")]  # fmt: skip
Escape = Annotated[str | None, typer.Option("--escape", metavar="T", help="D4: why no check saw it · 流出原因")]  # fmt: skip
CausedAt = Annotated[str | None, typer.Option("--caused-at", metavar="WHEN", help="When both causes were known, default now · 查明时间，默认现在")]  # fmt: skip
Decision = Annotated[str | None, typer.Option("--decision", metavar="T", help="replace refund credit repair reject · 处理决定")]  # fmt: skip
RemedyGiven = Annotated[str | None, typer.Option("--remedy-given", metavar="T", help="What they got · 实际补救")]  # fmt: skip
Cost = Annotated[
    str | None, typer.Option("--cost", metavar="M", help="What it cost us: USD 350 · 费用")
]
Prevention = Annotated[str | None, typer.Option("--prevention", metavar="T", help="D7: so that it cannot come back · 预防措施")]  # fmt: skip
NoLesson = Annotated[str | None, typer.Option("--no-lesson", metavar="WHY", help="Why there is nothing to learn · 无教训的理由")]  # fmt: skip
Clear = Annotated[list[str] | None, typer.Option("--clear", metavar="FIELD", help="Empty a field, may repeat · 清空字段，可重复")]  # fmt: skip

Confirm = Annotated[list[str] | None, typer.Option("--confirm", metavar="FIELD", help="Reopened: holds as it was, may repeat · 重开后沿用原内容，可重复")]  # fmt: skip


class Kept(NamedTuple):
    """A file that was named, read."""

    name: str
    content: bytes


def load(paths: list[Path] | None) -> list[Kept]:
    """The files that were named; see `files.attachments.load` for errors."""
    return [Kept(path.name, files.load(path)) for path in paths or []]


def keep(work: Writing, owner: attachments.Owner, ident: str, given: list[Kept]) -> None:
    """Store the files that were named with what they belong to."""
    for one in given:
        attachments.keep(work, owner, ident, one.name, one.content)


def cells(given: Mapping[str, str | None], order: Order | None) -> dict[str, str]:
    """
    The fields of the 8D that were typed, read.

    Args:
        given: By field; None for what was not typed.
        order: The order of the complaint, whose item it is about.
    """
    read: dict[str, str] = {}
    for field, words in given.items():
        if words is None:
            continue
        if field == "item":
            read[field] = item_of(order, words)
        elif field == "cost":
            amount, currency = read_cost(words)
            read[field] = amount
            if currency is not None:
                read["currency"] = places.currency(currency)
        else:
            read |= read_words(field, words)
    return read


def order_of(here: Session, number: str, customer: Customer) -> Order:
    """
    The order that a complaint of a customer is about.

    Raises:
        Unknown: No order has this number.
        Refused: It is another customer's.
    """
    order = orders.get(here.book, number)
    if order.customer != customer.code:
        raise Refused(
            Text(f"order {order.number} is {order.customer}'s, not {customer.code}'s",
                 f"订单 {order.number} 属于 {order.customer}，不属于 {customer.code}"),
            Text("check the order number and the customer", "请核对订单号与客户"),
        )  # fmt: skip
    return order


def past(here: Session, words: str | None) -> datetime:
    """
    The moment that somebody typed, now where nothing was.

    Raises:
        Refused: It is to come.
    """
    if words is None:
        return here.now
    when = dates.read_moment(words, here.now)
    if when > here.now:
        day = spoken(when.date())
        raise Refused(
            Text(f"{day.en} {when:%H:%M} is in the future", f"{day.zh} {when:%H:%M} 是将来的时间"),
            Text("--at says when it was", "--at 是已发生的时间"),
        )
    return when
