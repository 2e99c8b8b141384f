"""Which rows of a table only add up others, and what they say."""

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from gendan.files import document_headings
from gendan.files.document_headings import key
from gendan.files.document_labels import FIGURES, label
from gendan.files.document_numbers import figure
from gendan.files.document_units import CURRENCIES, UNITS

CHARGES = ("charges", "freight?")
"""Labels of what an invoice adds below its goods."""
TOTALLED = ("quantity", "cartons", "gross", "net", "volume", "amount")

_PURE = frozenset(
    key(word)
    for word in (
        "total", "totals", "grand total", "subtotal", "sub total", "ttl", "g.total", "gtotal", "total amount",
        "total value", "total quantity", "total qty", "totally", "sum", "in total", "sub-total", "page total",
        "合计", "总计", "小计", "共计", "总合计", "本页合计", "总数", "本页小计", "累计", "本页累计", "总金额", "合计金额", "合計", "總計", "小計",
        "g total", "sum total", "total sum", "carried forward", "carried over", "brought forward", "balance forward",
        "c/f", "b/f", "承前页", "承上页", "接上页", "接前页", "过次页", "转下页", "转次页",
        "合计total", "total合计", "总计total", "total总计", "小计subtotal", "subtotal小计",
    )
)  # fmt: skip
_BEGINS = re.compile(
    r"\s*(grand\s*total|sub[\s-]*total|totals?|ttl|合\s*计|总\s*计|小\s*计|共\s*计|合\s*計|總\s*計|小\s*計|"
    r"共\s*\d+\s*[项款种行件箱个])(?![a-z]|-\w)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\s*[(（]\s*([^()（）]*?)\s*[)）][\s:：]*$")
_WORD = re.compile(r"\d[\d,.]*|[^\W\d_]+")
_FILL = ("in", "of", "and", "for", "this", "only", "packed", "order", "page", "all", "the", "value", "as", "above",
         "style", "styles", "items", "models", "kinds", "colors", "colours", "skus", "lines")  # fmt: skip
_DIGIT = re.compile(r"\d")
_PART = re.compile(
    r"(?<![\d,])([\d,]++(?:\.\d*+)?+)\s*+([A-Za-z$.³]{1,20}+[23]?|[\u4e00-\u9fff]{1,3})"
)


INITIALS = frozenset(
    (*(word[0] for word in _PURE), *(word[0].upper() for word in _PURE), *"gGsStT總共 ")
)
"""How a word for a total can begin: most item numbers need not be looked at any further."""


def suspicious(item: str, first: str) -> bool:
    """Whether a row of goods, by its item and its first cell, could be a total after all."""
    if item[0] in INITIALS or first[:1] in INITIALS or _DIGIT.search(item) is None:
        return pure(first) or pure(item) or begins(first) or begins(item) or stated(item)
    return False


@lru_cache(maxsize=4096)
def pure(text: str) -> bool:
    """Whether a cell says `total` and nothing else, but for a unit or a currency in brackets."""
    if not 0 < len(text) < 30 or text[-1].isdigit():
        return False
    if (note := _NOTE.search(text)) and (key(note[1]) in UNITS or note[1].casefold() in CURRENCIES):
        text = text[: note.start()]
    return key(text) in _PURE


@lru_cache(maxsize=4096)
def begins(text: str) -> bool:
    """Whether a cell begins with `total`: `TOTAL: 25 CTNS`, `合计 500 件`."""
    return _BEGINS.match(text) is not None


@lru_cache(maxsize=4096)
def stated(text: str, *, charges: bool = True) -> bool:
    """Whether a cell names a total below the table, or a charge: `Total cartons`, `Freight`."""
    named = (*CHARGES, *FIGURES) if charges else FIGURES
    return _DIGIT.search(text) is None and label(text) in named


def phrase(text: str) -> bool:
    """Whether a cell says `total` and of what, and no name of goods: `TOTAL: 25 CTNS`."""
    found = _BEGINS.match(text)
    words = _WORD.findall(text, found.end()) if found is not None else []
    known = [
        word.casefold() in (*UNITS, *CURRENCIES, *_FILL)
        or label(word) is not None
        or document_headings.read(word).known
        for word in words
    ]
    figures = [word[0].isdigit() for word in words]
    units = [*(one and not digit for one, digit in zip(known, figures, strict=True)), False]
    return found is not None and all(
        units[at + 1] if digit else known[at] for at, digit in enumerate(figures)
    )


def adds_up(
    texts: Sequence[str], goods: Collection[str], given: Collection[str], item: str = ""
) -> bool:
    """
    Whether a row says that it adds up others.

    Args:
        texts: Its filled cells.
        goods: Those that tell which goods a row is about.
        item: What stands in the column of items.
        given: Fields that have a figure in their column: what a label names must be
            among them, else it stands beside its value: `TOTAL CTNS:`, `25`.
    """
    if item and not pure(item) and "quantity" in given and not phrase(item):
        return False
    if any(map(pure, texts)):
        return True
    said = [text for text in texts if begins(text)]
    parts = {part for text in said for part in (text, text.replace("：", ":").split(":")[0])}
    named = {label(part) for part in parts if not pure(part)} - {None}
    return bool(said) and set(goods) <= {"", *said} and named <= set(given)


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
