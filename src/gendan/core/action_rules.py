"""What may be done with a corrective action: who does, changes, verifies or cancels it, and when."""

from collections.abc import Collection
from datetime import date

from gendan.core.actions import STAND_WORDS, Action, Stand
from gendan.core.forms import folded
from gendan.errors import BadCommandLine, Refused
from gendan.text import Text


def doable(action: Action, on: date) -> None:
    """
    Whether an action can be noted as done on a day.

    Raises:
        Refused: It is done or cancelled, its complaint is closed, or came later than that day.
    """
    still_open(action)
    if action.opened is not None and on < action.opened:
        raise Refused(
            Text(f"complaint {action.complaint} came only on {action.opened}",
                 f"投诉 {action.complaint} 于 {action.opened} 才收到"),
            Text("what was done before cannot be the answer to it; check --on",
                 "此前完成的不能算纠正措施，请核对 --on"),
        )  # fmt: skip
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

    What was found effective can still be found not effective, while the complaint is open; and
    effective once more after the complaint came again.

    Raises:
        Refused: It is not done or cancelled, its complaint is closed, it was said already, or they
            owned or did it at any time.
    """
    still_open(action)
    if action.owed:
        raise Refused(
            Text(f"action {action.n} is not done, so nobody can verify it",
                 f"措施 {action.n} 尚未完成，不能验证"),
            Text(f"when it is: `gendan action done {action.n} --evidence …`",
                 f"完成后：`gendan action done {action.n} --evidence …`"),
        )  # fmt: skip
    if effective and action.effective and action.round >= action.complaint_round:
        raise Refused(
            Text(f"action {action.n} was found effective by {action.verified_by} on {action.verified}",
                 f"措施 {action.n} 已于 {action.verified} 由 {action.verified_by} 验证有效"),
            Text("there is nothing more to verify", "无须再验证"),
        )  # fmt: skip
    if folded(who) in action.partial:
        raise Refused(
            Text(
                f"{who} owns or did action {action.n}, or once did; its effect is verified by "
                "another person",
                f"{who} 现在或曾经是措施 {action.n} 的负责人或执行人，须由他人验证",
            ),
            Text("ask a colleague, who gives the command (--as NAME)", "请同事验证（--as 姓名）"),
        )


def editable(action: Action, fields: Collection[str]) -> None:
    """
    Whether fields of an action may be changed: what was done or found effective stays what it was.

    Raises:
        Refused: It was found effective or cancelled, or its complaint is closed; or it is done, and
            the change is one of measure or owner.
    """
    still_open(action)
    if action.stand is Stand.DONE and {"text", "owner"} & {*fields}:
        raise Refused(
            Text(f"action {action.n} was done on {action.done}: measure and owner stay as they were",
                 f"措施 {action.n} 已于 {action.done} 完成，内容与负责人不能再改"),
            Text(
                f"it is verified as it was done; another measure: `gendan action add {action.complaint} …`",
                f"请按已完成的措施验证；如需其他措施：`gendan action add {action.complaint} …`",
            ),
        )  # fmt: skip
    if action.effective:
        raise Refused(
            Text(f"action {action.n} was found effective on {action.verified}",
                 f"措施 {action.n} 已于 {action.verified} 验证有效"),
            Text(f"another measure: `gendan action add {action.complaint} …`",
                 f"如需其他措施：`gendan action add {action.complaint} …`"),
        )  # fmt: skip


def cancellable(action: Action) -> None:
    """
    Whether an action may be cancelled: only before it is done, or once it had no effect.

    Raises:
        Refused: It is done or was found effective; it is cancelled; its complaint is closed.
    """
    still_open(action)
    if not action.owed:
        stand = STAND_WORDS[action.stand]
        raise Refused(
            Text(f"action {action.n} is {stand.en}", f"措施 {action.n} {stand.zh}"),
            Text(
                f"what was done is verified: `gendan action verify {action.n} --effective|--not-effective`",
                f"已落实的须验证：`gendan action verify {action.n} --effective|--not-effective`",
            ),
        )


def still_open(action: Action) -> None:
    """
    Whether an action can still change.

    Raises:
        Refused: Its complaint is closed, or it was cancelled.
    """
    if action.closed:
        raise closed(action.complaint)
    if action.cancelled is not None:
        raise Refused(
            Text(f"action {action.n} was cancelled on {action.cancelled}: {action.cancel_why}",
                 f"措施 {action.n} 已于 {action.cancelled} 取消：{action.cancel_why}"),
            Text(f"`gendan undo` takes that back; another one: `gendan action add {action.complaint} …`",
                 f"可用 `gendan undo` 撤销；如需新措施：`gendan action add {action.complaint} …`"),
        )  # fmt: skip


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
