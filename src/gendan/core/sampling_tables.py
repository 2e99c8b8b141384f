"""The tables of ISO 2859-1 single sampling: letters, sample sizes, AQLs, acceptance numbers."""

from collections.abc import Mapping
from enum import Enum

LETTERS = "ABCDEFGHJKLMNPQR"
SIZES = (2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000)
"""Units in the sample of each letter."""

AQLS = (
    "0.010", "0.015", "0.025", "0.040", "0.065", "0.10", "0.15", "0.25", "0.40", "0.65", "1.0",
    "1.5", "2.5", "4.0", "6.5", "10", "15", "25", "40", "65", "100", "150", "250", "400", "650",
    "1000",
)  # fmt: skip
"""Acceptance quality limits: faulty units in a hundred, above 10 faults in a hundred units."""

TIGHTENED_AQLS = AQLS[: AQLS.index("6.5") + 1]
"""Those for which the rule of the tightened table was checked against the printed one."""

LOTS = (8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10_000, 35_000, 150_000, 500_000)
"""The largest lot of each row of Table 1; the last row has no end."""

CODES: Mapping[str, str] = {
    "S-1": "AAAABBBBCCCCDDD",
    "S-2": "AAABBBCCCDDDEEE",
    "S-3": "AABBCCDDEEFFGGH",
    "S-4": "AABCCDEEFGGHJJK",
    "I": "AABCCDEFGHJKLMN",
    "II": "ABCDEFGHJKLMNPQ",
    "III": "BCDEFGHJKLMNPQR",
}
"""Table 1: the letter of each level for each row of LOTS."""

NORMAL = (1, 2, 3, 5, 7, 10, 14, 21)
TIGHTENED = (1, 2, 3, 5, 8, 12, 18)
SMALL = {11: 30, 12: 44}
"""Cells beyond the diagonal that the letters A to E have as well."""


class Arrow(Enum):
    """A cell that has no plan of its own: the first plan above or below holds."""

    UP = -1
    DOWN = 1


def cell(letter: str, aql: str, *, tightened: bool) -> tuple[int, int] | None:
    """
    Units in the sample and acceptance number of a letter and an AQL, arrows followed.

    None where the tightened table ends before a plan (its plan S: order-check.md §2.3).

    A normal table has a plan in every column: an arrow that leaves it turns round.
    """
    row, column = LETTERS.index(letter), AQLS.index(aql)
    printed = _printed(row, column, tightened=tightened)
    if isinstance(printed, int):
        return SIZES[row], printed
    ways = (printed.value,) if tightened else (printed.value, -printed.value)
    for way in ways:
        place = row + way
        while 0 <= place < len(LETTERS):
            other = _printed(place, column, tightened=tightened)
            if isinstance(other, int):
                return SIZES[place], other
            place += way
    return None


def _printed(row: int, column: int, *, tightened: bool) -> int | Arrow:
    """A cell of the master table; all cells of one diagonal are alike (order-check.md §2.3)."""
    diagonal = row + column
    first, numbers = (15, TIGHTENED) if tightened else (14, NORMAL)
    past = diagonal - first
    if past < 0:
        return Arrow.DOWN
    if past == 0:
        return 0
    if past == 1 and not tightened:
        return Arrow.UP
    if past < 3:
        return Arrow.DOWN
    if past - 3 < len(numbers):
        return numbers[past - 3]
    if not tightened and row <= LETTERS.index("E") and past in SMALL:
        return SMALL[past]
    return Arrow.UP
