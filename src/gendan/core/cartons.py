"""Carton numbers and carton groups: which cartons there are, and which rows share them (O11, O12)."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from gendan.core.documents import Row

_PIECE = re.compile(
    r"(?P<prefix>[^\d]*?)(?P<first>\d{1,7})"
    r"(?:\s*(?:[-~/]|to|至|到)\s*(?P<again>[^\d]*?)(?P<last>\d{1,7}))?"
)
_LABEL = re.compile(
    r"^(c/?no|ctn ?no|ctn|carton ?no|carton|case ?no|case|no|nos|箱号|第)[.:]?\s*|[箱号#]"
)


FILLERS = " -/"
"""What people write into a cell that says nothing."""


class Cartons(NamedTuple):
    """Cartons that are numbered one after the other: `F134-F136` = prefix `f`, 134 to 136."""

    prefix: str
    first: int
    last: int

    @property
    def size(self) -> int:
        """How many they are."""
        return self.last - self.first + 1


@lru_cache(maxsize=65536)
def numbers(words: str) -> tuple[Cartons, ...] | None:
    """
    The carton numbers that a cell names: `1-25`, `F134-F136`, `1~10`, `1/25`, `1,3,5`, `1 to 10`.

    None where they cannot be read (`1-UP`, a date that Excel made of `1-10`).

    Source: order-check.md O11.
    """
    if words.isascii() and words.isdigit() and len(words) < 8:  # one carton a row is the usual form
        return (Cartons("", int(words), int(words)),)
    text = unicodedata.normalize("NFKC", words).casefold().strip()
    text = re.sub(r"[‐‑–—―−－〜～]", "-", text)
    found = []
    for part in re.split(r"[,;、，\n]+", text):
        match = _PIECE.fullmatch(_LABEL.sub("", part.strip()).strip())
        if match is None:
            return None
        prefix, again = match["prefix"].strip(" -."), (match["again"] or "").strip(" -.#")
        first, last = int(match["first"]), int(match["last"] or match["first"])
        if last < first or again not in ("", prefix):
            return None
        found.append(Cartons(prefix, first, last))
    return tuple(found) or None


class Group(NamedTuple):
    """
    Rows that share their cartons.

    `words` is the carton number as it stands there, `named` what it names, `stated` the counts;
    `size` is how many cartons they are, None where neither tells or both disagree.
    """

    rows: Sequence[Row]
    words: str
    named: tuple[Cartons, ...] | None
    stated: Sequence[Decimal]
    size: Decimal | None

    @property
    def named_size(self) -> Decimal | None:
        """How many cartons the numbers name."""
        return _size(self.named)


def groups(rows: Sequence[Row]) -> list[Group]:
    """The carton groups of a packing list; a row with group 0 stands for itself."""
    if len({(row.sheet, row.group) for row in rows}) == len(rows):  # nothing is shared
        return [_group([row]) for row in rows]
    by_number: dict[tuple[str | None, int], list[Row]] = {}
    for place, row in enumerate(rows):
        by_number.setdefault((row.sheet, row.group or -place - 1), []).append(row)
    return [_group(members) for members in by_number.values()]


def _group(rows: Sequence[Row]) -> Group:
    if len(rows) == 1:
        words, count = rows[0].carton_no.strip(FILLERS), rows[0].cartons
        if count == 1 and words.isascii() and words.isdigit() and len(words) < 8:
            number = int(words)  # one carton a row: the usual form of long lists
            return Group(rows, words, (Cartons("", number, number),), [count], count)
        stated = [] if count is None else [count]
        if count is not None and not words:
            return Group(rows, words, None, stated, count)
    else:
        words = next((w for row in rows if (w := row.carton_no.strip(FILLERS))), "")
        stated = [row.cartons for row in rows if row.cartons is not None]
    named = numbers(words) if words else None
    return Group(rows, words, named, stated, _cartons(words, _size(named), stated))


def _size(named: Sequence[Cartons] | None) -> Decimal | None:
    if named is None:
        return None
    if len(named) == 1:
        return Decimal(named[0].last - named[0].first + 1)
    return Decimal(sum([cartons.size for cartons in named]))


def _cartons(words: str, named: Decimal | None, stated: Sequence[Decimal]) -> Decimal | None:
    """How many cartons a group has, None where it does not say, or says two things."""
    if not stated or (len(stated) == 1 and stated[0] == named):
        return named
    # Rows of a mixed carton repeat its count, or each give their share of it.
    once, together = max(stated), sum(stated, Decimal(0))
    if named is not None:
        return named if named in (once, together) else None
    return once if words and len(set(stated)) == 1 else together


Named = Sequence[tuple[Cartons, Group]]


def sequences(found: Iterable[tuple[Cartons, Group]]) -> list[Named]:
    """Carton numbers in their order, those of one prefix together."""
    by_prefix: dict[str, list[tuple[Cartons, Group]]] = {}
    for cartons, group in found:
        by_prefix.setdefault(cartons.prefix, []).append((cartons, group))
    return [sorted(named, key=lambda pair: pair[0]) for named in by_prefix.values()]


def overlaps(sequence: Named) -> Iterator[tuple[Group, Group, Cartons]]:
    """Carton numbers that two groups name: also where one range encloses the other."""
    widest, owner = sequence[0]
    for cartons, group in sequence[1:]:
        if cartons.first <= widest.last:
            shared = Cartons(cartons.prefix, cartons.first, min(cartons.last, widest.last))
            yield owner, group, shared
        if cartons.last > widest.last:
            widest, owner = cartons, group


def gaps(sequence: Named) -> Iterator[Cartons]:
    """Carton numbers between the first and the last that no group names."""
    reached = sequence[0][0].last
    for cartons, _ in sequence[1:]:
        if cartons.first > reached + 1:
            yield Cartons(cartons.prefix, reached + 1, cartons.first - 1)
        reached = max(reached, cartons.last)


def written(cartons: Cartons) -> str:
    """Carton numbers as people write them."""
    prefix = cartons.prefix.upper()
    first = f"{prefix}{cartons.first}"
    return first if cartons.size == 1 else f"{first}-{prefix}{cartons.last}"
