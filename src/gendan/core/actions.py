"""Corrective actions: who does what by when, what proves it, and whether it was effective."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from gendan.core.care import Care
from gendan.core.forms import folded
from gendan.core.kinds import Kind
from gendan.text import Text, same

VERIFY = "verify"
"""What of an action is owed once it is done, behind its number on the morning list."""


class Stand(StrEnum):
    """How far an action has come; one that was not effective has to be done again."""

    OPEN = "open"
    DONE = "done"
    EFFECTIVE = "effective"
    NOT_EFFECTIVE = "not effective"
    CANCELLED = "cancelled"


STAND_WORDS: Mapping[Stand, Text] = {
    Stand.OPEN: Text("open", "未完成"),
    Stand.DONE: Text("done, to be verified", "已完成，待验证"),
    Stand.EFFECTIVE: Text("effective", "有效"),
    Stand.NOT_EFFECTIVE: Text("not effective", "无效"),
    Stand.CANCELLED: Text("cancelled", "已取消"),
}


class Try(NamedTuple):
    """How an action was done and verified once, worded and owned as it was then; days as ISO text."""

    done: str
    done_by: str
    evidence: str
    verified: str
    verified_by: str
    note: str | None
    text: str
    owner: str
    effective: bool


class Action(NamedTuple):
    """
    One corrective action; `n` names it for people.

    `type` is the problem type, `by` the day until which `owner` does it; `done` and `verified` are
    days, `done_text` and `done_owner` its words and owner as it was done; `tries`: earlier times that it was done and verified; `owners`: who owned it before.
    `opened` is the day of its complaint, `desk` the owner of that one's order, else customer;
    `complaint_round`: how often that has come, `round`: the one in which this was added or last
    verified.
    """

    n: int
    complaint: int
    customer: str
    text: str
    type: str
    impact: str
    department: str
    owner: str
    by: date
    done: date | None = None
    done_by: str | None = None
    done_text: str | None = None
    done_owner: str | None = None
    evidence: str | None = None
    verified: date | None = None
    verified_by: str | None = None
    effective: bool | None = None
    note: str | None = None
    tries: Sequence[Try] = ()
    owners: Sequence[str] = ()
    cancelled: date | None = None
    cancelled_by: str | None = None
    cancel_why: str | None = None
    round: int = 1
    complaint_round: int = 1
    opened: date | None = None
    desk: str | None = None
    order: str | None = None
    closed: bool = False
    id: str = ""
    customer_id: str = ""
    order_id: str | None = None

    @property
    def stand(self) -> Stand:
        """How far it has come."""
        if self.cancelled is not None:
            return Stand.CANCELLED
        if self.effective is not None:
            return Stand.EFFECTIVE if self.effective else Stand.NOT_EFFECTIVE
        return Stand.OPEN if self.done is None else Stand.DONE

    @property
    def owed(self) -> bool:
        """Whether its owner has to do it, for the first time or again."""
        return self.stand in (Stand.OPEN, Stand.NOT_EFFECTIVE)

    @property
    def partial(self) -> frozenset[str]:
        """Who may not verify it, folded: whoever ever owned or did it."""
        names = [self.owner, self.done_by, *self.owners]
        names += [name for one in self.tries for name in (one.owner, one.done_by)]
        return frozenset(folded(name) for name in names if name)

    def due(self, verify: timedelta | None) -> date | None:
        """
        The day by which the next step is owed: doing it, then verifying it; None for nothing.

        Args:
            verify: How long after it was done its effect must be verified; None: never due.
        """
        if self.cancelled is not None:
            return None
        if self.verified is not None and not self.effective:
            return max(self.by, self.verified)
        if self.done is None:
            return self.by
        return None if self.effective or verify is None else self.done + verify

    def wanting(self) -> Text:
        """What it still needs, with the command that adds it."""
        if self.owed:
            return Text(
                f"action {self.n} ({self.text}) is {STAND_WORDS[self.stand].en}: "
                f"`gendan action done {self.n} --evidence …`",
                f"措施 {self.n}（{self.text}）{STAND_WORDS[self.stand].zh}："
                f"`gendan action done {self.n} --evidence …`",
            )
        return Text(
            f"action {self.n} ({self.text}) is not verified, which another person than "
            f"{self.owner} does: `gendan action verify {self.n} --effective`",
            f"措施 {self.n}（{self.text}）尚未由 {self.owner} 以外的人验证："
            f"`gendan action verify {self.n} --effective`",
        )


def wanted(action: Action, verify: timedelta | None) -> Care | None:
    """
    What an action puts on the morning list; see Action.due.

    Its verification is no matter of those who own or did it.
    """
    due = action.due(verify)
    if due is None or action.closed:
        return None
    name, owner = str(action.n), action.owner
    why = Text(f"by {action.by}", f"{action.by} 前完成")
    if action.stand is Stand.NOT_EFFECTIVE:
        why = Text(
            f"not effective ({action.verified_by}), do it again",
            f"{action.verified_by} 验证无效，须重做",
        )
    if action.stand is Stand.DONE:
        name = f"{action.n} {VERIFY}"
        owner = "" if folded(action.desk or "") in action.partial else action.desk or ""
        why = Text(
            f"somebody else verifies the effect, done {action.done} by {action.done_by}",
            f"须由他人验证效果（{action.done_by} 已于 {action.done} 完成）",
        )
    order = Text(f" ({action.order})", f"（{action.order}）") if action.order else same("")
    told = Text(
        f"action {action.n}: {why.en}{order.en}: {action.text}",
        f"措施 {action.n}：{why.zh}{order.zh}：{action.text}",
    )
    return Care(Kind.ACTION, name, due, told, action.customer_id, action.order_id, owner)
