"""Which rows of a table only add up others, and what they say."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from gendan.files.document_headings import key
from gendan.files.document_labels import FIGURES, label
from gendan.files.document_numbers import figure
from gendan.files.document_units import CURRENCIES, UNITS

TOTALLED = ("quantity", "cartons", "gross", "net", "volume", "amount")

_PURE = frozenset(
    key(word)
    for word in (
        "total", "totals", "grand total", "subtotal", "sub total", "ttl", "g.total", "gtotal", "total amount",
        "total value", "total quantity", "total qty", "totally", "sum", "in total", "sub-total", "page total",
        "合计", "总计", "小计", "共计", "总合计", "本页合计", "总数", "总金额", "合计金额", "合計", "總計", "小計",
        "合计total", "total合计", "总计total", "total总计", "小计subtotal", "subtotal小计",
    )
)  # fmt: skip
_BEGINS = re.compile(
    r"\s*(grand\s*total|sub[\s-]*total|totals?|ttl|合\s*计|总\s*计|小\s*计|共\s*计|合\s*計|總\s*計|小\s*計)(?![a-z])",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_PART = re.compile(r"([\d,]+\.?\d*)\s*([A-Za-z$.³]+[23]?|[\u4e00-\u9fff]{1,3})")


INITIALS = frozenset(
    (*(word[0] for word in _PURE), *(word[0].upper() for word in _PURE), *"gGsStT總共 ")
)
"""How a word for a total can begin: most item numbers need not be looked at any further."""


def suspicious(item: str, first: str) -> bool:
    """Whether a row of goods, by its item and its first cell, could be a total after all."""
    if item[0] in INITIALS or first[:1] in INITIALS or _DIGIT.search(item) is None:
        return pure(first) or begins(item) or begins(first) or stated(item)
    return False


@lru_cache(maxsize=4096)
def pure(text: str) -> bool:
    """Whether a cell says `total` and nothing else."""
    return 0 < len(text) < 30 and not text[-1].isdigit() and key(text) in _PURE


@lru_cache(maxsize=4096)
def begins(text: str) -> bool:
    """Whether a cell begins with `total`: `TOTAL: 25 CTNS`, `合计 500 件`."""
    return _BEGINS.match(text) is not None


@lru_cache(maxsize=4096)
def stated(text: str) -> bool:
    """Whether a cell names a total or a charge below the table: `Freight`, `Total cartons`."""
    return _DIGIT.search(text) is None and label(text) in ("charges", "freight?", *FIGURES)


def spoken(text: str) -> dict[str, Decimal]:
    """Totals inside a cell, by their units: `TOTAL: 25 CTNS / 500 PCS`; weights say not which."""
    found: dict[str, Decimal] = {}
    for number, unit in _PART.findall(text):
        read = figure(number)
        kind = UNITS.get(unit.casefold().rstrip("."), "")
        field = {"package": "cartons", "count": "quantity", "space": "volume"}.get(kind)
        if unit.casefold() in CURRENCIES:
            field = "amount"
        if field and read is not None and read.value is not None:
            found.setdefault(field, read.value)
    return found


def values(
    row: int, texts: Sequence[str], figures: Mapping[str, list[Decimal | None]]
) -> dict[str, Decimal]:
    """What a row adds up: the figures of its columns, else those inside its label."""
    found = {
        field: value
        for field in TOTALLED
        if field in figures and (value := figures[field][row]) is not None
    }
    for text in texts:
        if begins(text) or figure(text) is None:
            for field, value in spoken(text).items():
                found.setdefault(field, value)
    return found
