"""Item numbers that are easily taken for each other: the pairs behind a wrong shipment (L02)."""

from collections.abc import Iterable
from itertools import combinations

from gendan.core.forms import letters

_ALIKE = str.maketrans({"o": "0", "q": "0", "d": "0", "i": "1", "l": "1", "j": "1", "z": "2",
                        "s": "5", "g": "6", "b": "8", "t": "7"})  # fmt: skip
MANY = 2_000
LONG = 24
LEAST_FOR_TWO = 6
"""Shorter item numbers are pairs only at one slip: two of four characters is another item."""


def shape(item: str) -> str:
    """An item number with every look-alike character as the digit that it is taken for."""
    return letters(item).translate(_ALIKE)


def slips(one: str, other: str) -> int | None:
    """
    How many slips of the pen lie between two item numbers, None where they are too many.

    0: only marks, blanks or look-alike characters (O/0, I/1). A swap of neighbours, a character
    more, less or other is one slip; the same characters in another order count as two at most.
    """
    a, b = shape(one), shape(other)
    if a == b:
        return 0
    most = 2 if min(len(a), len(b)) >= LEAST_FOR_TWO else 1
    if sorted(a) == sorted(b) and len(a) > 2:
        return min(_distance(a, b), most)
    distance = _distance(a, b)
    return distance if distance <= most else None


def _distance(a: str, b: str) -> int:
    """Optimal string alignment: insert, delete, replace, swap of neighbours."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        before, last, row = row, before, [i]
        for j, y in enumerate(b, start=1):
            cost = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def pairs(missing: Iterable[str], extra: Iterable[str]) -> dict[str, str]:
    """
    Which extra item was probably shipped for which missing one; each stands in one pair only.

    The closest pairs are taken first. Candidates share a form with up to two characters left out
    (one, where thousands are in question: then it is another list, not a slip of the pen), so that
    ten thousand differences cost no hundred million comparisons.
    """
    wanted, others = sorted(set(missing)), sorted(set(extra))
    gone = 2 if len(wanted) + len(others) <= MANY else 1
    index: dict[str, list[str]] = {}
    for item in wanted:
        for form in _forms(item, gone):
            index.setdefault(form, []).append(item)
    found = sorted(
        (distance, item, other)
        for other in others
        for item in {item for form in _forms(other, gone) for item in index.get(form, ())}
        if (distance := slips(item, other)) is not None
    )
    result: dict[str, str] = {}
    taken: set[str] = set()
    for _, item, other in found:
        if item not in result and other not in taken:
            result[item] = other
            taken.add(other)
    return result


def _forms(item: str, most_gone: int) -> set[str]:
    plain = shape(item)
    forms = {plain, "".join(sorted(plain))}
    for gone in range(1, most_gone + 1 if len(plain) <= LONG else 1):
        for places in combinations(range(len(plain)), gone):
            forms.add("".join(c for place, c in enumerate(plain) if place not in places))
    return forms
