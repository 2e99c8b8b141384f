"""How days, moments, lists and ids are stored."""

import json
import os
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo


def utc(moment: datetime) -> str:
    """A moment as it is stored: UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local(text: str, zone: tzinfo) -> datetime:
    """A stored moment in the book's time zone."""
    return datetime.fromisoformat(text).astimezone(zone)


def day(text: str | None) -> date | None:
    """A stored day."""
    return date.fromisoformat(text) if text is not None else None


def json_list(values: Iterable[str]) -> str:
    """Values as one JSON parameter, for `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(list(values), ensure_ascii=False)


def new_id(now: datetime) -> str:
    """A UUIDv7 (RFC 9562): sorts by time, never collides when two books are merged."""
    millis = (now - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    noise = int.from_bytes(os.urandom(10), "big")
    value = (millis & (1 << 48) - 1) << 80 | noise
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
