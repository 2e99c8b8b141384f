"""What `gendan doctor` finds in a book and around it."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gendan.text import Text

OLD_COPY_DAYS = 7
"""From this age on the newest copy is called old."""

LEAST_FREE = 100_000_000
"""Bytes that should be free where a book lies; three times its size, if that is more."""


class Severity(StrEnum):
    """How bad a finding is: only damage makes the answer no."""

    DAMAGE = "damage"
    WARN = "warn"
    INFO = "info"


class Finding(NamedTuple):
    """One thing that is found; `fix` says what to do, `fixed` that it was done just now."""

    code: str
    severity: Severity
    what: Text
    fix: Text
    fixed: bool = False

    @property
    def stands(self) -> bool:
        """Whether it is damage that is still there."""
        return self.severity is Severity.DAMAGE and not self.fixed


class Health(NamedTuple):
    """
    The state of a book.

    `size` and `free` are bytes; `copies` are those that gendan made by itself, `newest` the day on
    which the newest whole one of them ends; what cannot be read is None.
    """

    findings: Sequence[Finding]
    sqlite: str
    size: int
    free: int
    schema: int | None = None
    entries: int | None = None
    head: str | None = None
    copies: int = 0
    newest: date | None = None

    @property
    def healthy(self) -> bool:
        """Whether there is no damage left."""
        return not any(finding.stands for finding in self.findings)


def around(size: int, free: int, newest: date | None, today: date) -> list[Finding]:
    """Findings about the disk and the copies on it; `newest`: up to when there is a good copy."""
    found = []
    if free < max(LEAST_FREE, 3 * size):
        what = Text(
            f"{free // 1_000_000} MB are free on its disk", f"磁盘仅剩 {free // 1_000_000} MB"
        )
        how = Text(
            "a copy needs as much as the book: free some", "备份需与账本同样大的空间，请清理磁盘"
        )
        found.append(Finding("free-space", Severity.WARN, what, how))
    if newest is None or (today - newest).days >= OLD_COPY_DAYS:
        what = (
            Text("gendan has no good copy of it", "没有可用的自动备份")
            if newest is None
            else Text(f"the newest good copy ends on {newest}", f"最新可用的自动备份截至 {newest}")
        )
        how = Text(
            "`gendan backup FILE` makes one; keep it on another disk",
            "用 `gendan backup 文件` 备份，并存到另一块磁盘",
        )
        found.append(Finding("backups", Severity.INFO, what, how))
    return found
