"""What people write into a field, checked: for spreadsheets and the command line alike."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from gendan import places
from gendan.core.cadence import read_rule
from gendan.core.customers import CHANNEL_WORDS, Channel, Tier
from gendan.core.words import NAME_LIMIT, NOTE_LIMIT, clean
from gendan.dates import read_full
from gendan.errors import Refused
from gendan.text import Text

EXCEL_EPOCH = date(1899, 12, 30)
SERIALS = range(20_000, 80_000)
"""Excel's day numbers from 1954 to 2119: a bare number in a date column can be nothing else."""


def aliases(words: str) -> str:
    """Other names in one cell, separated by `;` or `、`, as they are stored."""
    return alias_list(part for part in re.split(r"[;；、]", words) if part.strip())


def alias_list(names: Iterable[str]) -> str:
    """Other names, as they are stored."""
    checked = [clean(name, Text("an alias", "别名")) for name in names]
    return json.dumps(list(dict.fromkeys(checked)), ensure_ascii=False)


def channel(words: str) -> str:
    """A channel by its name in English or Chinese."""
    key = unicodedata.normalize("NFKC", words).strip().casefold()
    for known, text in CHANNEL_WORDS.items():
        if key in (known.value, text.en.casefold(), text.zh.casefold()):
            return known.value
    raise Refused(
        Text(f"there is no channel {words!r}", f"没有联系方式 {words!r}"),
        Text(f"there are {', '.join(Channel)}", f"可选：{'、'.join(Channel)}"),
    )


def tier(words: str) -> str:
    """A tier: A, B or C."""
    key = unicodedata.normalize("NFKC", words).strip().upper().removesuffix("级").removesuffix("类")
    if key not in set(Tier):
        raise Refused(
            Text(f"there is no tier {words!r}", f"没有级别 {words!r}"),
            Text("write A, B or C", "请写 A、B 或 C"),
        )
    return key


def language(words: str) -> str:
    """A language by its ISO code: en, zh, pt-BR."""
    key = words.strip()
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", key):
        raise Refused(
            Text(f"there is no language {words!r}", f"没有语言 {words!r}"),
            Text("write a code: en, zh, es, de, fr", "请写代码：en、zh、es、de、fr"),
        )
    return key


def full_date(words: str) -> str:
    """
    A day in a file, as it is stored: year, month, day, or Excel's day number.

    Raises:
        Refused: Anything else; `03/04/2026` is ambiguous, so it is not guessed.
    """
    text = words.strip()
    if text.isascii() and text.isdigit() and int(text) in SERIALS:
        return (EXCEL_EPOCH + timedelta(days=int(text))).isoformat()
    day = read_full(text)
    if day is None:
        raise Refused(
            Text(f"cannot read the date {words!r}", f"看不懂日期 {words!r}"),
            Text("write year, month, day: 2026-12-01", "请写年月日：2026-12-01"),
        )
    return day.isoformat()


def decimal(words: str) -> Decimal:
    """
    A number in a file: full-width digits count, commas only as thousands separators.

    Raises:
        Refused: Anything else; `1.234,50` is not guessed.
    """
    text = unicodedata.normalize("NFKC", words).strip().replace(" ", "")
    if "," in text:
        if not re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?", text, re.ASCII):
            raise _no_number(words)
        text = text.replace(",", "")
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?", text, re.ASCII):
        raise _no_number(words)
    try:
        return Decimal(text)
    except InvalidOperation:
        raise _no_number(words) from None


def quantity(words: str) -> Decimal:
    """How many: more than nothing."""
    value = decimal(words)
    if value <= 0:
        raise Refused(
            Text(f"a quantity of {words!r} is not above 0", f"数量 {words!r} 不大于 0"),
            Text("leave the line out, or write how many", "请删除该行，或填写数量"),
        )
    return value


def price(words: str) -> Decimal:
    """A price or an amount: nothing or more."""
    value = decimal(words)
    if value < 0:
        raise Refused(
            Text(f"{words!r} is below 0", f"{words!r} 小于 0"),
            Text("write 0 or more; a reduction is a discount", "请写 0 或以上；减价请用折扣"),
        )
    return value


def discount(words: str) -> Decimal:
    """A discount as a fraction: `0.15` or `15%`."""
    text = unicodedata.normalize("NFKC", words).strip()
    value = decimal(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    if not 0 <= value <= 1:
        raise Refused(
            Text(f"{words!r} is no discount", f"{words!r} 不是折扣"),
            Text("write 0.15 or 15%", "请写 0.15 或 15%"),
        )
    return value


def short(what: Text, limit: int = NAME_LIMIT) -> Callable[[str], str]:
    """A check for a text of one line."""
    return lambda words: clean(words, what, limit)


def long(what: Text) -> Callable[[str], str]:
    """A check for a text that may have several lines."""
    return lambda words: clean(words, what, NOTE_LIMIT, lines=True)


CUSTOMER: Mapping[str, Callable[[str], str]] = {
    "aliases": aliases,
    "country": places.country,
    "timezone": places.time_zone,
    "language": language,
    "currency": places.currency,
    "owner": short(Text("the owner", "负责人")),
    "channel": channel,
    "tier": tier,
    "cadence": lambda words: read_rule(words).text,
    "since": full_date,
    "note": long(Text("the note", "备注")),
}
"""How each field of a customer is checked and written."""


def _no_number(words: str) -> Refused:
    return Refused(
        Text(f"{words!r} is not a number", f"{words!r} 不是数字"),
        Text("write 1234.5 or 1,234.5", "请写 1234.5 或 1,234.5"),
    )
