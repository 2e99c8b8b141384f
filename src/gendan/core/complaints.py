"""A complaint: its states, its problem types, the fields of the 8D (order-check.md §6.1)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from gendan.text import Text

NO_CELLS: Mapping[str, str] = MappingProxyType({})


class State(StrEnum):
    """How far a complaint has come."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    CONTAINED = "contained"
    INVESTIGATING = "investigating"
    DECIDED = "decided"
    REMEDIED = "remedied"
    CONFIRMED = "customer-confirmed"
    CLOSED = "closed"
    REJECTED = "rejected"
    ESCALATED = "escalated"
    REOPENED = "reopened"


STATE_WORDS: Mapping[State, Text] = {
    State.RECEIVED: Text("received", "已收到"),
    State.ACKNOWLEDGED: Text("acknowledged", "已确认收到"),
    State.CONTAINED: Text("contained", "已采取临时措施"),
    State.INVESTIGATING: Text("investigating", "调查中"),
    State.DECIDED: Text("decided", "已决定"),
    State.REMEDIED: Text("remedied", "已补救"),
    State.CONFIRMED: Text("confirmed by the customer", "客户已认可"),
    State.CLOSED: Text("closed", "已结案"),
    State.REJECTED: Text("rejected", "已驳回"),
    State.ESCALATED: Text("escalated", "已升级"),
    State.REOPENED: Text("reopened", "已重开"),
}

DECISION_WORDS: Mapping[str, Text] = {
    "replace": Text("replace", "换货"),
    "refund": Text("refund", "退款"),
    "credit": Text("credit note", "贷记抵扣"),
    "repair": Text("repair", "返修"),
    "reject": Text("reject", "驳回"),
}

TYPE_WORDS: Mapping[str, Text] = {
    "item": Text("wrong item", "错货"),
    "color": Text("wrong colour or size", "颜色尺码错误"),
    "quantity": Text("short or over quantity", "数量短溢"),
    "packing": Text("wrong packing, label or barcode", "包装标签条码错误"),
    "quality": Text("quality defect", "质量缺陷"),
    "damage": Text("damage", "破损"),
    "late": Text("late", "交货延误"),
    "document": Text("document error", "单证错误"),
    "price": Text("wrong price or amount", "价格金额错误"),
    "certificate": Text("certificate", "证书问题"),
    "service": Text("service", "服务问题"),
}
"""Problem types (order-check.md §6.1); corrective actions have them too."""

FIELD_WORDS: Mapping[str, Text] = {
    "item": Text("Item", "货号"),
    "supplier": Text("Supplier", "供应商"),
    "quantity": Text("How many", "数量"),
    "unit": Text("Unit", "单位"),
    "team": Text("Team", "小组成员"),
    "what": Text("What", "何事"),
    "where": Text("Where", "何地"),
    "when": Text("When", "何时"),
    "is_not": Text("What it is not", "不涉及范围"),
    "containment": Text("Containment", "临时措施"),
    "occurrence": Text("Cause of occurrence", "发生原因"),
    "escape": Text("Cause of escape", "流出原因"),
    "decision": Text("Decision", "处理决定"),
    "remedy_given": Text("Remedy given", "实际补救"),
    "cost": Text("Cost", "费用"),
    "currency": Text("Currency", "币种"),
    "prevention": Text("Prevention", "预防措施"),
    "no_lesson": Text("Why no lesson", "无教训的理由"),
}
"""The fields of the 8D that are texts: `cells` of a complaint."""

ANEW = (
    "containment",
    "occurrence",
    "escape",
    "decision",
    "remedy_given",
    "prevention",
    "no_lesson",
)
"""Fields that must be said anew when a complaint comes again; what was said did not hold."""


class Move(NamedTuple):
    """
    One move: to which state, when, by whom; `note` is for us, `said` what the customer was told.
    """

    state: State
    at: datetime
    who: str
    note: str | None = None
    said: str | None = None


class Round(NamedTuple):
    """What was said of a complaint (`cells`: fields of ANEW) until it came again, at `until`."""

    cells: Mapping[str, str]
    until: datetime
    contained: datetime | None = None
    caused: datetime | None = None


class Complaint(NamedTuple):
    """
    One complaint; `n` names it for people.

    `customer` and `order` are code and number, `name` the customer's; `text` and `remedy` (asked
    for) their own words; `type` None until somebody says; `moves` after it came, oldest first;
    `suppliers`: the one that was named, else those of its item in the order; `contained` and
    `caused`: when containment and both causes were known; `currency`: of a cost that names none;
    `customer_item`: the customer's number of its item, where the order has it. `rounds`: what was
    said before it came again, oldest first; all other fields are about this round.
    """

    n: int
    customer: str
    text: str
    state: State
    at: datetime
    who: str
    order: str | None = None
    type: str | None = None
    remedy: str | None = None
    cells: Mapping[str, str] = NO_CELLS
    moves: Sequence[Move] = ()
    suppliers: Sequence[str] = ()
    contained: datetime | None = None
    caused: datetime | None = None
    currency: str = ""
    customer_item: str | None = None
    rounds: Sequence[Round] = ()
    name: str = ""
    id: str = ""
    customer_id: str = ""
    order_id: str | None = None

    @property
    def open(self) -> bool:
        """Whether it is not closed; a rejection waits for the customer's word."""
        return self.state is not State.CLOSED

    @property
    def round(self) -> int:
        """How many times it has come: 1, and one more with each reopening."""
        return 1 + sum(move.state is State.REOPENED for move in self.moves)

    @property
    def lately(self) -> Sequence[Move]:
        """Its moves since it came, or came again."""
        again = [n for n, move in enumerate(self.moves, 1) if move.state is State.REOPENED]
        return self.moves[again[-1] :] if again else self.moves

    @property
    def since(self) -> datetime:
        """When its clock began: it came, or came again."""
        again = [move.at for move in self.moves if move.state is State.REOPENED]
        return again[-1] if again else self.at
