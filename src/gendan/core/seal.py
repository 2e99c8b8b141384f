"""The hash that a journal entry carries, made while its changes are written (reliability.md §6)."""

import json
from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

FIRST = 0
"""The number of the entry that a book begins with: its first settings."""

BEFORE_FIRST = ""
"""What stands in the place of a hash before the first entry."""


def _light() -> Callable[[bytes], Any]:
    """SHA-256 without OpenSSL, which `hashlib` loads: a twentieth of a daily command."""
    for name in ("_sha2", "_sha256"):
        try:
            return import_module(name).sha256  # type: ignore[no-any-return]
        except ImportError:
            continue
    return import_module("hashlib").sha256  # type: ignore[no-any-return]


_sha256 = _light()
# Bytes stand in a text column only where somebody has damaged it; a list never does.
_line = json.JSONEncoder(separators=(",", ":"), default=lambda raw: [bytes(raw).hex()]).encode


class Written(NamedTuple):
    """One change as the book keeps it: number in its entry, table, key, JSON before and after."""

    n: int
    table: str
    row: str
    old: str | None
    new: str | None


class Seal:
    """
    The hash of one entry, made while its changes are written.

    Hashed are lines of JSON: the hash before, one line a change, at last the entry itself. JSON
    has no line break within, so no two entries have the same lines.

    Args:
        before: The hash of the entry before.
    """

    def __init__(self, before: str) -> None:
        self._hash = _sha256(before.encode("ascii", "backslashreplace") + b"\n")

    def add(self, change: Written) -> None:
        """The next change."""
        self._hash.update(_line(change).encode("ascii") + b"\n")

    def close(self, seq: int, at: str, who: str, command: str, undoes: int | None) -> str:
        """The entry itself; its hash, in hex."""
        self._hash.update(_line((seq, at, who, command, undoes)).encode("ascii") + b"\n")
        return str(self._hash.hexdigest())
