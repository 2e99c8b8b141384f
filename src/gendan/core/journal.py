"""Who changed what and when: the records of the journal (contract §9)."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

QUIET = ("id", "entry", "made_by", "customer", "order_id", "step", "risk", "again", "ended")
"""Columns that say nothing to people who read what changed."""


class How(StrEnum):
    """What happened to a row."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Change(NamedTuple):
    """One row that an entry changed: only the fields that differ, old and new."""

    table: str
    row: str
    name: str
    old: dict[str, Any] | None
    new: dict[str, Any] | None

    @property
    def how(self) -> How:
        """Whether the row was added, changed or removed."""
        if self.old is None:
            return How.ADDED
        return How.REMOVED if self.new is None else How.CHANGED

    @property
    def fields(self) -> list[tuple[str, Any, Any]]:
        """What people would call the changed fields: name, old, new."""
        keys = [k for k in {**(self.old or {}), **(self.new or {})} if k not in QUIET]
        pairs = [(k, (self.old or {}).get(k), (self.new or {}).get(k)) for k in keys]
        return [(k, a, b) for k, a, b in pairs if a != b]


class Entry(NamedTuple):
    """
    One command: who, when, its words, how many rows it changed, and these where asked for.

    `hash` covers it and, by the hash of the entry before, all that came earlier.
    """

    seq: int
    at: datetime
    who: str
    command: str
    undoes: int | None
    undone_by: int | None
    rows: int
    hash: str
    changes: Sequence[Change] = ()


class Undone(NamedTuple):
    """What an undo took back, and the rows it kept because they were changed or used since."""

    entry: Entry
    back: Sequence[Change]
    kept: Sequence[Change]
