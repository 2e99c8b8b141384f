"""What is signed: an exact text of everything compared, and its hash (reliability.md §6)."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

AS_THEY_ARE = frozenset((str, int, bool, type(None)))


def canonical(value: object) -> str:
    """
    A value as JSON that no other value has: sorted keys, decimals and days as text.

    Raises:
        TypeError: Something that has no exact text, like a float.
    """
    return json.dumps(
        _plain(value), sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False
    )


def hashed(value: object) -> str:
    """SHA-256 of the canonical form, in hex."""
    return hashlib.sha256(canonical(value).encode("ascii")).hexdigest()


def hashed_records(records: Sequence[NamedTuple]) -> str:
    """
    SHA-256 of many records of one kind, in hex: their fields once, then their values.

    Ten thousand lines would cost more here than in their comparison; so records stay the tuples
    that they are, with their cells in the order in which the book keeps them, and `str` writes what
    `json` does not know: decimals, which it writes exactly.
    """
    fields = records[0]._fields if records else ()
    text = json.dumps([fields, records], separators=(",", ":"), allow_nan=False, default=str)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def digest_of(parts: Mapping[str, str]) -> str:
    """The digest that is signed: SHA-256 over the names and hashes of all parts."""
    return hashed(parts)


def payload(order: str, level: int, who: str, digest: str, head: str | None) -> bytes:
    """
    What an SSH key signs: nothing of it can be moved to another order, level or person.

    Args:
        order: The order's number.
        level: The level that is signed.
        who: Who signs.
        digest: Of all that was compared.
        head: The hash of the journal's last entry, so that who signs answers for its past too;
            None in sign-offs that are older than the chain.
    """
    parts = {"order": order, "level": level, "who": who, "digest": digest}
    return canonical(parts if head is None else parts | {"head": head}).encode("ascii")


def _plain(value: Any) -> Any:
    """What `json` writes exactly; a record is an object of its fields."""
    if type(value) in AS_THEY_ARE:
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()  # the same moment in any time zone
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return _object(zip(value._fields, value, strict=True))
    if isinstance(value, Mapping):
        return _object((str(key), item) for key, item in value.items())
    if isinstance(value, Sequence):
        return [_plain(item) for item in value]
    raise TypeError(f"no exact text for {type(value).__name__}")


def _object(items: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    # An order has ten thousand lines of a dozen fields: most of them need no call.
    return {key: v if type(v) in AS_THEY_ARE else _plain(v) for key, v in items}
