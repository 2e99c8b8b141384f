"""Messages to customers: which one, and its text with the facts of the order (contract §7)."""

import string
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from gendan.core.words import NOTE_LIMIT, clean
from gendan.errors import Refused
from gendan.text import Text, listed

LANGUAGES = ("en", "zh", "es", "de", "fr")
"""The languages in which messages are shipped."""

STEP = "step"
DELAY = "delay"
BY_CUSTOMER = "delay-customer"
OPEN = "-open"
"""Behind the key of a node: what is written before it is done."""

ENGLISH = LANGUAGES[0]
"""The language of a message where there is none in the customer's."""

BY_MESSAGE = ("po-review", "shipment-sample", "balance-reminder", "shipping-advice", "documents")
"""Nodes that are done by sending their message: it says the same before and after."""

GENERAL: Mapping[str, Text] = {
    STEP: Text("any other node, done", "其他节点，完成后"),
    STEP + OPEN: Text("any other node, before it is done", "其他节点，完成前"),
    DELAY: Text("a delay: reason, new day, what we do", "延误：原因、新日期、措施"),
    BY_CUSTOMER: Text("a delay on the customer's side", "因客户方原因的延误"),
}

PLACEHOLDERS: Mapping[str, Text] = {
    "contact": Text("the customer's main contact, else its name", "客户主要联系人，没有则为客户名称"),
    "customer": Text("the customer's name", "客户名称"),
    "sender": Text("who writes (--as)", "发信人（--as）"),
    "order": Text("order number", "订单号"),
    "order_date": Text("day of the order", "下单日期"),
    "ship_by": Text("ship by, as agreed", "约定交期"),
    "ship_day": Text("day of shipment as things stand", "目前预计出货日"),
    "ship_kept": Text("the same, only if it is not late", "同上，仅在未延误时"),
    "days_late": Text("by how many days it is late, only then", "晚几天，仅在延误时"),
    "items": Text("items and quantities, one a line", "货号与数量，每行一款"),
    "quantity": Text("quantity of all lines", "总数量"),
    "amount": Text("value of the order", "订单金额"),
    "deposit": Text("deposit, in percent and money", "定金比例与金额"),
    "balance": Text("what is left to pay after the deposit", "扣除定金后的尾款"),
    "payment": Text("terms of payment", "付款条件"),
    "incoterm": Text("Incoterm and place", "贸易术语及地点"),
    "documents": Text("documents that go with the goods", "随附单据"),
    "step": Text("name of the node", "节点名称"),
    "day": Text("day on which it was done, else today", "完成日期，未完成为今天"),
    "planned": Text("the day that the customer knows", "客户已知的日期"),
    "revised": Text("its day as things stand", "目前预计日期"),
    "reason": Text("reason of the delay", "延误原因"),
    "action": Text("what we do about it", "我方措施"),
    "evidence": Text("evidence that was noted with `gendan done`", "`gendan done` 记录的凭证"),
    "next_step": Text("the next node of which the customer is told", "下一个需告知客户的节点"),
    "next_day": Text("the day of that node", "该节点的日期"),
    "forwarder": Text("forwarder", "货代"),
    "booking": Text("booking number", "订舱号"),
    "vessel": Text("vessel and voyage", "船名航次"),
    "etd": Text("ETD, until it has sailed", "预计开航日（开航前）"),
    "sailed": Text("on board on", "实际开航日"),
    "eta": Text("ETA", "预计到港日"),
    "bl": Text("B/L number", "提单号"),
    "containers": Text("containers with their seals", "柜号与封号"),
    "pol": Text("port of loading", "装运港"),
    "pod": Text("port of discharge", "目的港"),
    "si_cutoff": Text("SI cut-off", "截单时间"),
}  # fmt: skip
"""Every fact that a message can name, and what it is."""

Facts = Mapping[str, str | None]
"""What stands for each placeholder, None where the book does not know it."""

EITHER = (("days_late", "ship_kept"), ("etd", "sailed"))
"""Of these one is missing by nature, and nobody needs to be told."""
BY_NATURE = ("next_step", "next_day", "planned")
"""These too: there is no next step at the end, and none was planned before the order."""


class Speech(NamedTuple):
    """
    One language: its code, the messages by kind, and the words that facts are told with.

    Attributes:
        language: Its code.
        messages: Text of each kind of message.
        steps: Names of shipped nodes by key; empty where nodes have a name in this language.
        papers: Names of documents by code.
        units: Names of units by base unit.
        actions: What we do about a delay, by the party it arose with.
        days: One day, several days.
        more: How many items are left out.
        comma: What stands between words in a row.
    """

    language: str
    messages: Mapping[str, str]
    steps: Mapping[str, str]
    papers: Mapping[str, str]
    units: Mapping[str, str]
    actions: Mapping[str, str]
    days: Sequence[str]
    more: str
    comma: str


class Draft(NamedTuple):
    """A message, ready to be sent; `missing`: facts whose lines had to be left out."""

    order: str
    customer: str
    node: str
    kind: str
    language: str
    text: str
    missing: Sequence[str]


class Template(NamedTuple):
    """The text of one kind of message in one language; `own`: not the shipped one."""

    kind: str
    language: str
    text: str
    own: bool


class Listed(NamedTuple):
    """A kind of message, what it is about, and in which languages it is shipped or one's own."""

    kind: str
    about: Text
    shipped: Sequence[str]
    own: Sequence[str]


def check(text: str) -> str:
    """
    The text of a template, checked.

    Raises:
        Refused: It is empty, names nothing of an order, or what no message can name (all places).
    """
    text = clean(text, Text("the message", "消息"), NOTE_LIMIT, lines=True)
    faults = [
        Text(f"line {n}: {fault.en}", f"第 {n} 行：{fault.zh}")
        for n, line in enumerate(text.split("\n"), start=1)
        for fault in _faults(line)
    ]
    if not faults and not any(name for _, name, _, _ in string.Formatter().parse(text)):
        faults = [
            Text(
                "it names nothing of the order, not even {order}",
                "没有引用订单的任何内容，连 {order} 也没有",
            )
        ]
    if faults:
        names = listed([f"{{{name}}}" for name in PLACEHOLDERS])
        raise Refused(
            Text("the message cannot be used", "该消息无法使用"),
            Text(f"there are {names.en}; a brace itself is {{{{ or }}}}", f"可用：{names.zh}；花括号本身写作 {{{{ 或 }}}}"),
            faults,
        )  # fmt: skip
    return text


def filled(text: str, facts: Facts) -> tuple[str, list[str]]:
    """
    A message with its facts, and the names of those that are missing.

    A line that names a missing fact is left out; so are the blank lines that it leaves behind.
    """
    lines: list[str] = []
    missing: list[str] = []
    for line in text.strip("\n").split("\n"):
        parts = list(string.Formatter().parse(line))
        lacks = [name for _, name, _, _ in parts if name is not None and not facts.get(name)]
        missing += lacks
        if lacks:
            continue
        words = "".join(said + (facts[name] or "" if name else "") for said, name, _, _ in parts)
        if words.strip() or (lines and lines[-1]):
            lines.append(words.rstrip())
    return "\n".join(lines).strip("\n"), _worth_telling(dict.fromkeys(missing), facts)


def _worth_telling(missing: Iterable[str], facts: Facts) -> list[str]:
    quiet = {name for pair in EITHER if any(facts.get(one) for one in pair) for name in pair}
    return [name for name in missing if name not in quiet and name not in BY_NATURE]


def _faults(line: str) -> list[Text]:
    try:
        parts = list(string.Formatter().parse(line))
    except ValueError:
        return [Text("a brace has no partner", "花括号不成对")]
    return [
        Text(f"there is no {{{_whole(name, spec, turn)}}}", f"没有 {{{_whole(name, spec, turn)}}}")
        for _, name, spec, turn in parts
        if name is not None and (name not in PLACEHOLDERS or spec or turn)
    ]


def _whole(name: str, spec: str | None, turn: str | None) -> str:
    return name + (f"!{turn}" if turn else "") + (f":{spec}" if spec else "")
