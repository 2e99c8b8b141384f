"""Corrective actions: who does what by when, what proves it, and whether it was effective."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from gendan.core.care import Care
from gendan.core.forms import folded
from gendan.core.kinds import Kind
from gendan.errors import BadCommandLine, Refused
from gendan.text import Text


class Stand(StrEnum):
    """How far an action has come; one that was not effective has to be done again."""

    OPEN = "open"
    DONE = "done"
    EFFECTIVE = "effective"
    NOT_EFFECTIVE = "not effective"


STAND_WORDS: Mapping[Stand, Text] = {
    Stand.OPEN: Text("open", "未完成"),
    Stand.DONE: Text("done, to be verified", "已完成，待验证"),
    Stand.EFFECTIVE: Text("effective", "有效"),
    Stand.NOT_EFFECTIVE: Text("not effective", "无效"),
}


class Try(NamedTuple):
    """How an action was done once and what its verification said; days as ISO text."""

    done: str
    done_by: str
    evidence: str
    verified: str
    verified_by: str
    note: str | None


class Action(NamedTuple):
    """
    One corrective action; `n` names it for people.

    `type` is the problem type, `by` the day until which `owner` does it; `done` and `verified` are
    days; `tries`: earlier times that it was done and found not effective.
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
    evidence: str | None = None
    verified: date | None = None
    verified_by: str | None = None
    effective: bool | None = None
    note: str | None = None
    tries: Sequence[Try] = ()
    order: str | None = None
    closed: bool = False
    id: str = ""
    customer_id: str = ""
    order_id: str | None = None

    @property
    def stand(self) -> Stand:
        """How far it has come."""
        if self.effective is not None:
            return Stand.EFFECTIVE if self.effective else Stand.NOT_EFFECTIVE
        return Stand.OPEN if self.done is None else Stand.DONE

    @property
    def owed(self) -> bool:
        """Whether its owner has to do it, for the first time or again."""
        return self.stand in (Stand.OPEN, Stand.NOT_EFFECTIVE)

    def due(self, verify: timedelta | None) -> date | None:
        """
        The day by which the next step is owed: doing it, then verifying it; None for nothing.

        Args:
            verify: How long after it was done its effect must be verified; None: never due.
        """
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


def doable(action: Action) -> None:
    """
    Whether an action can be noted as done.

    Raises:
        Refused: It is done, or its complaint is closed.
    """
    still_open(action)
    if not action.owed:
        raise Refused(
            Text(f"action {action.n} was done on {action.done}", f"措施 {action.n} 已于 {action.done} 完成"),
            Text(
                f"`gendan action verify {action.n}` says whether it was effective; `gendan undo` takes it back",
                f"用 `gendan action verify {action.n}` 验证效果；有误可用 `gendan undo` 撤销",
            ),
        )  # fmt: skip


def verifiable(action: Action, who: str, *, effective: bool) -> None:
    """
    Whether somebody may say that an action was effective or not.

    What was found effective can still be found not effective, while the complaint is open.

    Raises:
        Refused: It is not done, its complaint is closed, it was said already, or they own or did it.
    """
    still_open(action)
    if action.owed:
        raise Refused(
            Text(f"action {action.n} is not done, so nobody can verify it",
                 f"措施 {action.n} 尚未完成，不能验证"),
            Text(f"when it is: `gendan action done {action.n} --evidence …`",
                 f"完成后：`gendan action done {action.n} --evidence …`"),
        )  # fmt: skip
    if effective and action.effective:
        raise Refused(
            Text(f"action {action.n} was found effective by {action.verified_by} on {action.verified}",
                 f"措施 {action.n} 已于 {action.verified} 由 {action.verified_by} 验证有效"),
            Text("there is nothing more to verify", "无须再验证"),
        )  # fmt: skip
    if folded(who) in {folded(name) for name in (action.owner, action.done_by) if name}:
        raise Refused(
            Text(
                f"{who} owns or did action {action.n}; its effect is verified by another person",
                f"{who} 是措施 {action.n} 的负责人或执行人，须由他人验证",
            ),
            Text("ask a colleague, who gives the command (--as NAME)", "请同事验证（--as 姓名）"),
        )


def editable(action: Action) -> None:
    """
    Whether an action may be changed: what was found effective stays what it was.

    Raises:
        Refused: It was found effective, or its complaint is closed.
    """
    still_open(action)
    if action.effective:
        raise Refused(
            Text(f"action {action.n} was found effective on {action.verified}",
                 f"措施 {action.n} 已于 {action.verified} 验证有效"),
            Text(f"another measure: `gendan action add {action.complaint} …`",
                 f"如需其他措施：`gendan action add {action.complaint} …`"),
        )  # fmt: skip


def still_open(action: Action) -> None:
    """
    Whether an action's complaint still lets it change.

    Raises:
        Refused: The complaint is closed.
    """
    if action.closed:
        raise closed(action.complaint)


def type_of(given: str | None, of_complaint: str | None) -> str:
    """
    The problem type of a new action: its own, else its complaint's.

    Raises:
        BadCommandLine: Neither is known.
    """
    found = given or of_complaint
    if found is None:
        raise BadCommandLine(
            Text("the problem type is missing", "未写问题类型"),
            Text("give --type, or give the complaint one", "请写 --type，或先为投诉填写问题类型"),
        )
    return found


def closed(complaint: int) -> Refused:
    """That a complaint is closed, so that nothing of it changes."""
    return Refused(
        Text(f"complaint {complaint} is closed", f"投诉 {complaint} 已结案"),
        Text(
            f"`gendan complaint move {complaint} reopened --note WHY` opens it again",
            f"用 `gendan complaint move {complaint} reopened --note 原因` 重开",
        ),
    )


def wanted(action: Action, verify: timedelta | None) -> Care | None:
    """What an action puts on the morning list; see Action.due."""
    due = action.due(verify)
    if due is None or action.closed:
        return None
    about = Text(f"action {action.n}: {action.text}", f"措施 {action.n}：{action.text}")
    if action.stand is Stand.DONE:
        why = Text(
            f"{about.en}: done {action.done} by {action.done_by}; somebody else verifies the effect",
            f"{about.zh}：{action.done_by} 已于 {action.done} 完成，须由他人验证效果",
        )
        return Care(Kind.ACTION, str(action.n), due, why, action.customer_id, action.order_id)
    again = action.stand is Stand.NOT_EFFECTIVE
    why = Text(
        f"{about.en}: " + (f"not effective ({action.verified_by}), do it again" if again else f"by {action.by}"),
        f"{about.zh}：" + (f"{action.verified_by} 验证无效，须重做" if again else f"{action.by} 前完成"),
    )  # fmt: skip
    return Care(
        Kind.ACTION, str(action.n), due, why, action.customer_id, action.order_id, action.owner
    )
