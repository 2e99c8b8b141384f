"""Small pieces of speech that several screens share; stored text made harmless."""

import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING

from gendan.core.cadence import read_rule
from gendan.core.words import BLANKS
from gendan.text import Text, same

if TYPE_CHECKING:
    from decimal import Decimal

NOTHING = same("–")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that Excel would run."""

_PERIODS = {
    "week": Text("a week", "每周"),
    "month": Text("a month", "每月"),
    "quarter": Text("a quarter", "每季度"),
    "year": Text("a year", "每年"),
}
_UNITS = {"d": Text("day", "天"), "w": Text("week", "周"), "m": Text("month", "个月")}


def visible(text: str) -> str:
    """
    Text with every character that could act on a terminal turned into a visible mark.

    Controls, C1, bidi overrides, zero-width characters, line separators (reliability.md §5).
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in BLANKS else _mark(c) for c in text)


def _mark(char: str) -> str:
    if char == "\n":
        return "↵"
    if char == "\t":
        return " "
    code = ord(char)
    return chr(0x2400 + code) if code < 0x20 else f"<U+{code:04X}>"


def no_formula(text: str) -> str:
    """A cell that Excel cannot run; a negative number stays one."""
    return f"'{text}" if text.startswith(FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def width(text: str) -> int:
    """Columns that a text takes on a terminal: a Chinese character takes two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def first_words(text: str, columns: int) -> str:
    """The beginning of a text that fits into so many columns, with a mark where it was cut."""
    if width(text) <= columns:
        return text
    taken, used = "", 0
    for char in text:
        used += width(char)
        if used > columns - 1:
            break
        taken += char
    return taken.rstrip() + "…"


def rule_words(rule: str) -> Text:
    """A cadence as people say it: `2/month` → twice a month."""
    cadence = read_rule(rule)
    count = cadence.times
    if cadence.per is not None:
        period = _PERIODS[cadence.per]
        times = {1: "once", 2: "twice"}.get(count, f"{count} times")
        return Text(f"{times} {period.en}", f"{period.zh}{count}次")
    unit = _UNITS[cadence.unit]
    if count == 1:
        return Text(f"every {unit.en}", f"每{unit.zh}")
    return Text(f"every {count} {unit.en}s", f"每{count}{unit.zh}")


def said(value: object) -> str:
    """A value as people read it; a dash for nothing."""
    return "–" if value is None or value == "" else str(value)


def counted(count: int, noun: str) -> str:
    """A number of things in English: `1 order`, `12 orders`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def days_words(count: int) -> Text:
    """A number of days: `1 day`, `12 days`."""
    return Text(counted(count, "day"), f"{count} 天")


def instant(moment: datetime | None) -> str | None:
    """A moment for scripts, with its offset."""
    return None if moment is None else moment.isoformat(timespec="seconds")


def amount(value: "Decimal") -> str:
    """A number for people: thousands separated, two decimals."""
    return f"{value:,.2f}"


def number(value: "Decimal | None") -> str | None:
    """A decimal for scripts, never with an exponent, without needless zeros after the point."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def unpublished(year: int, country: str) -> Text:
    """That make-up days of a year are not known yet."""
    return Text(
        f"note: the make-up working days of {year} in {country} are not announced yet; "
        "weekends count as days off until they are",
        f"注意：{country} {year} 年调休安排尚未公布，暂按普通周末计算",
    )
