"""Until when a complaint must be acknowledged, contained, understood, answered, closed."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from gendan.core.forms import folded
from gendan.errors import Refused
from gendan.text import Text

NOBODY = ("", "none", "-", "无")
"""How people say that there is no limit."""
MOST_DAYS = 3650


class Target(StrEnum):
    """What a complaint must have by a time; see complaint_dues for what meets it."""

    ACKNOWLEDGE = "acknowledge"
    CONTAINMENT = "containment"
    CAUSE = "cause"
    ANSWER = "answer"
    CLOSE = "close"

    @property
    def key(self) -> str:
        """Its setting in the policy."""
        return f"complaint_{self}"


class Limit(NamedTuple):
    """A setting of the policy that is a time: its key, its default and what it means."""

    key: str
    default: str
    meaning: Text


VERIFY = "action_verify"

LIMITS: Sequence[Limit] = (
    Limit(Target.ACKNOWLEDGE.key, "24h", Text("a complaint is acknowledged within", "投诉须在此时限内确认收到")),
    Limit(Target.CONTAINMENT.key, "48h", Text("a complaint is contained within", "投诉须在此时限内采取临时措施")),
    Limit(Target.CAUSE.key, "14d", Text("both causes of a complaint are found within", "投诉的两种原因须在此时限内查明")),
    Limit(Target.ANSWER.key, "14d", Text("the customer has our decision within", "须在此时限内答复客户处理决定")),
    Limit(Target.CLOSE.key, "60d", Text("a complaint is closed within", "投诉须在此时限内结案")),
    Limit(VERIFY, "7d", Text("after an action is done, its effect is verified within", "措施完成后须在此时限内验证效果")),
)  # fmt: skip
"""
Times in hours, days or weeks of the calendar; each book and each customer may have others.

Source: order-check.md §6.2: acknowledged in 24 h (common default); contained in 2 days, cause and
plan in 2 weeks, closed in 2 months (one plant's rule; car makers want 24 h, 14 d, 60 d). That an
effect shows within a week of the action is our own choice.
"""

TARGET_WORDS: Mapping[Target, Text] = {
    Target.ACKNOWLEDGE: Text("acknowledge", "确认收到"),
    Target.CONTAINMENT: Text("contain", "采取临时措施"),
    Target.CAUSE: Text("find the cause", "查明原因"),
    Target.ANSWER: Text("answer", "答复处理决定"),
    Target.CLOSE: Text("close", "结案"),
}


class Standing(NamedTuple):
    """
    One target of one complaint: `within` as in the policy, until `deadline`; when it was met.

    `needed`: a complaint that was rejected needs neither containment nor cause.
    """

    target: Target
    within: str
    deadline: datetime
    met: datetime | None
    needed: bool = True

    @property
    def owed(self) -> bool:
        """Whether it still has to be met."""
        return self.met is None and self.needed

    def missed(self, now: datetime) -> bool:
        """Whether it was met late, or is owed past its deadline."""
        return (self.needed or self.met is not None) and (self.met or now) > self.deadline

    def state(self, now: datetime) -> str:
        """`met`, `met late`, `not needed`, `open` or `overdue`."""
        if self.met is not None:
            return "met late" if self.missed(now) else "met"
        if not self.needed:
            return "not needed"
        return "overdue" if self.missed(now) else "open"


def within(words: str) -> str:
    """
    A time limit as it is stored: `24h`, `14d`, `2w`, empty for none.

    Raises:
        Refused: It is none of these, or longer than ten years.
    """
    plain = folded(words).replace(" ", "")
    if plain in NOBODY:
        return ""
    found = re.fullmatch(r"([0-9]{1,5})(h|d|w|小时|天|周)", plain)
    if found is not None:
        unit = {"小时": "h", "天": "d", "周": "w"}.get(found[2], found[2])
        read = f"{int(found[1])}{unit}"
        if timedelta() < length(read) <= timedelta(days=MOST_DAYS):
            return read
    raise Refused(
        Text(f"{words!r} is no time limit", f"{words!r} 不是时限"),
        Text("write 24h, 14d, 2w, or none", "请写 24h、14d、2w；不限请写 none"),
    )


def length(limit: str) -> timedelta:
    """How long a stored time limit is."""
    count, unit = int(limit[:-1]), limit[-1]
    return (
        timedelta(hours=count) if unit == "h" else timedelta(days=count * (7 if unit == "w" else 1))
    )


def standing(
    limits: Mapping[Target, str], since: datetime, met: Mapping[Target, datetime]
) -> list[Standing]:
    """
    Every target that has a limit.

    Args:
        limits: Time limits; empty for none.
        since: When the clock began: the complaint came, or came again.
        met: When each target was met, those that were.
    """
    return [
        Standing(target, limits[target], since + length(limits[target]), met.get(target))
        for target in Target
        if limits[target]
    ]
