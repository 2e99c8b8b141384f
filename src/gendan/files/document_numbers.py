"""Numbers as cells of a packing list write them: `1,234.50`, `US$1.25`, `12.5 KGS`, `100 PCS`."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from gendan.files.document_units import CURRENCIES, UNITS

LONGEST = 40
"""Characters of a cell that may still be a number."""

_NUMBER = re.compile(
    r"(?P<before>[^\d+.\-]*)"
    r"(?P<number>[+-]?(?:\d{1,3}(?:[, ]\d{3})+(?:\.\d*)?|\d+\.?\d*(?:e[+-]?\d{1,2})?|\.\d+))"
    r"(?P<after>[^\d]*[23]?)"
)
_RAISED = re.compile(r"(?<![^\W\d_])[²³¹⁰⁴-⁹₀-₉①-⓿❶-➓]")
"""Figures of a footnote, which are no digits of the number before them; `m²` is a unit."""
_NOTHING = frozenset(
    (
        "",
        "-",
        "--",
        "---",
        "–",
        "—",
        "——",
        "/",
        "\\",
        "//",
        "n/a",
        "na",
        "nil",
        "无",
        "mix",
        "mixed",
        "混装",
        "拼箱",
        "混箱",
        "同上",
    )
)
"""What people write where there is no number, or where it stands in the row above."""


class Figure(NamedTuple):
    """
    A number with what stands beside it: its unit as it is written, and an ISO currency.

    `rate` tells that it is of one of something: `100 PCS/CTN`, `1.25/PC`.
    """

    value: Decimal | None
    unit: str = ""
    currency: str = ""
    rate: bool = False


@lru_cache(maxsize=4096)
def figure(text: str) -> Figure | None:
    """
    A cell as a number; None where it is none, an empty figure where it says that there is none.

    Commas are thousands separators or nothing: `1.234,50` and `1,5` are not guessed.
    """
    plain = unicodedata.normalize("NFKC", text).strip().casefold().replace("−", "-")
    if plain in _NOTHING:
        return Figure(None)
    if _RAISED.search(text) or len(plain) > LONGEST or (found := _NUMBER.fullmatch(plain)) is None:
        return None
    before, after = found["before"].strip(), found["after"].strip(" .")
    if before.endswith("-"):
        return None
    unit, _, per = after.lstrip("/").strip().partition("/")
    rate = "/" in after
    currency = CURRENCIES.get(before) if before else ""
    if currency is None:
        return None
    if unit and unit in CURRENCIES:
        unit, currency = "", CURRENCIES[unit] or currency
    if any(word and word.strip(" .") not in UNITS for word in (unit, per)):
        return None
    value = Decimal(found["number"].replace(",", "").replace(" ", ""))
    return Figure(value, unit.upper(), currency, rate)


class Numbers(NamedTuple):
    """
    A column of numbers: `values` by row, None where the cell is blank.

    `odd` are the figures, by row, that a unit or currency stands beside, `bad` the cells that
    are no numbers.
    """

    values: list[Decimal | None]
    odd: Mapping[int, Figure]
    bad: Mapping[int, str]


def numbers(cells: Sequence[str]) -> Numbers:
    """A column as numbers; equal cells are read once."""
    values: dict[str, Decimal | None] = {"": None}
    odd: dict[str, Figure] = {}
    bad: set[str] = set()
    for text in set(cells):
        if text.isascii() and text.isdigit() and len(text) <= LONGEST:
            values[text] = Decimal(text)
            continue
        found = figure(text)
        values[text] = found.value if found is not None else None
        if found is None:
            bad.add(text)
        elif found.unit or found.currency or found.rate:
            odd[text] = found
    return Numbers(
        values=[values[text] for text in cells],
        odd={row: odd[text] for row, text in enumerate(cells) if text in odd} if odd else {},
        bad={row: text for row, text in enumerate(cells) if text in bad} if bad else {},
    )
