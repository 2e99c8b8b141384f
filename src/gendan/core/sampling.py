"""
How many units of a lot are looked at, and how many faults it may have: AQL single sampling.

ISO 2859-1 (= ANSI Z1.4, MIL-STD-105E, GB/T 2828.1), normal and tightened. The master tables are one
diagonal each, checked cell by cell against the printed ones (order-check.md §2.2, §2.3).
"""

import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, NamedTuple

from gendan.core.sampling_tables import AQLS, CODES, LETTERS, LOTS, TIGHTENED_AQLS, cell
from gendan.errors import Refused
from gendan.text import Text, listed


class Level(StrEnum):
    """Inspection level: how much is looked at for a lot; II unless something else was agreed."""

    I = "I"  # noqa: E741 - its name in the standard
    II = "II"
    III = "III"
    S1 = "S-1"
    S2 = "S-2"
    S3 = "S-3"
    S4 = "S-4"


BY_SIZE = (Level.S1, Level.S2, Level.S3, Level.S4, Level.I, Level.II, Level.III)
"""The levels from the smallest sample to the largest."""

EDITIONS = {
    False: "ISO 2859-1:1999 Table 2-A = MIL-STD-105E Table II-A (normal inspection)",
    True: "ISO 2859-1:1999 Table 2-B = MIL-STD-105E Table II-B (tightened inspection)",
}
"""Whose values they are, by whether inspection is tightened."""


class Limit(NamedTuple):
    """Look at `n` units: up to `ac` faults accept the lot, `re` and more reject it."""

    n: int
    ac: int
    re: int


class SamplingPlan(NamedTuple):
    """
    The plan for one lot: its code letter (None for a lot of one, which has none) and limits by class.

    A class may have another `n` than its letter (arrows); `critical` faults are never accepted, and
    are looked for in the largest sample.
    """

    lot: int
    level: Level
    letter: str | None
    critical: Limit
    major: Limit
    minor: Limit
    aql_major: str
    aql_minor: str
    tightened: bool = False

    @property
    def edition(self) -> str:
        """The edition whose values they are."""
        return EDITIONS[self.tightened]


def plan(
    lot: int,
    level: Level = Level.II,
    aql_major: str = "2.5",
    aql_minor: str = "4.0",
    *,
    tightened: bool = False,
) -> SamplingPlan:
    """
    The single sampling plan for a lot.

    Args:
        lot: Units in the lot, at least 1.
        level: Inspection level.
        aql_major: One of AQLS, for major faults.
        aql_minor: One of AQLS, for minor faults.
        tightened: By the tightened table.

    Raises:
        Refused: The tightened table has no plan for it.

    Source: ISO 2859-1:1999 Tables 1, 2-A, 2-B (order-check.md §2).
    """
    letter = code_letter(lot, level)
    row = letter or LETTERS[0]
    major = limit(lot, row, aql_major, tightened=tightened)
    minor = limit(lot, row, aql_minor, tightened=tightened)
    critical = Limit(max(major.n, minor.n), 0, 1)
    return SamplingPlan(lot, level, letter, critical, major, minor, aql_major, aql_minor, tightened)


def code_letter(lot: int, level: Level) -> str | None:
    """The sample size code letter of Table 1; None for a lot of one unit, which it does not have."""
    if lot < 2:
        return None
    return CODES[level][sum(lot > last for last in LOTS)]


def limit(lot: int, letter: str, aql: str, *, tightened: bool = False) -> Limit:
    """
    Sample and acceptance number of one letter and AQL, arrows followed: they change all three.

    Where the sample would not be smaller than the lot, every unit is looked at.

    Raises:
        Refused: The tightened table has no such plan.
    """
    found = _cell(letter, aql, tightened=tightened)
    if found is None:
        raise _no_tightened(letter, aql)
    n, accepted = found
    return Limit(min(n, lot), accepted, accepted + 1)


def _cell(letter: str, aql: str, *, tightened: bool) -> tuple[int, int] | None:
    """Sample and acceptance number, None where there is no plan."""
    if tightened and aql not in TIGHTENED_AQLS:
        return None
    return cell(letter, aql, tightened=tightened)


def looser(one: SamplingPlan, other: SamplingPlan) -> bool:
    """Whether a plan is looser than another in anything: its level, an AQL, the normal table."""
    return (
        BY_SIZE.index(one.level) < BY_SIZE.index(other.level)
        or AQLS.index(one.aql_major) > AQLS.index(other.aql_major)
        or AQLS.index(one.aql_minor) > AQLS.index(other.aql_minor)
        or (other.tightened and not one.tightened)
    )


def plan_words(plan: SamplingPlan) -> Text:
    """A plan in one line: level, letter, AQLs."""
    tight = Text(", tightened", "，加严") if plan.tightened else Text("", "")
    letter = plan.letter or "–"
    return Text(
        f"level {plan.level}, letter {letter}, AQL 0 / {plan.aql_major} / {plan.aql_minor}{tight.en}",
        f"水平 {plan.level}，字码 {letter}，AQL 0 / {plan.aql_major} / {plan.aql_minor}{tight.zh}",
    )


def as_row(plan: SamplingPlan) -> dict[str, object]:
    """A plan as plain values beside its lot, for JSON in the book."""
    return {
        "level": plan.level,
        "letter": plan.letter,
        "critical": list(plan.critical),
        "major": list(plan.major),
        "minor": list(plan.minor),
        "aql_major": plan.aql_major,
        "aql_minor": plan.aql_minor,
        "tightened": plan.tightened,
    }


def from_row(lot: int, row: Mapping[str, Any]) -> SamplingPlan:
    """The plan that `as_row` wrote: as it was used, whatever the tables say later."""
    return SamplingPlan(
        lot,
        Level(row["level"]),
        row["letter"],
        Limit(*row["critical"]),
        Limit(*row["major"]),
        Limit(*row["minor"]),
        row["aql_major"],
        row["aql_minor"],
        row["tightened"],
    )


def level_named(words: str) -> Level:
    """
    The level that somebody typed: `ii`, `S2`, `s-2`.

    Raises:
        Refused: There is no such level; all are named.
    """
    typed = unicodedata.normalize("NFKC", words).strip().upper().replace("-", "")
    for level in Level:
        if typed == level.replace("-", ""):
            return level
    raise Refused(
        Text(f"there is no inspection level {words!r}", f"没有检验水平 {words!r}"),
        _choices("levels", "检验水平", list(Level)),
    )


def aql_named(words: str) -> str:
    """
    The AQL that somebody typed, as the table writes it: `4` is 4.0.

    Raises:
        Refused: No table has such an AQL; all are named.
    """
    try:
        typed = Decimal(unicodedata.normalize("NFKC", words).strip().removesuffix("%"))
    except InvalidOperation:
        typed = Decimal("NaN")
    found = next((aql for aql in AQLS if Decimal(aql) == typed), None)
    if found is None:
        raise Refused(
            Text(f"there is no AQL {words!r}", f"没有 AQL {words!r}"),
            _choices("AQLs", "AQL", AQLS),
        )
    return found


def _no_tightened(letter: str, aql: str) -> Refused:
    there = listed([one for one in AQLS if _cell(letter, one, tightened=True) is not None])
    return Refused(
        Text(
            f"the tightened table here has no plan for letter {letter} and AQL {aql}",
            f"加严表中没有字码 {letter}、AQL {aql} 的方案",
        ),
        Text(
            f"tightened, letter {letter}: AQL {there.en}; leave --tightened out for others",
            f"加严检验字码 {letter} 可用 AQL：{there.zh}；其他请不用 --tightened",
        ),
    )


def _choices(en: str, zh: str, names: Sequence[str]) -> Text:
    words = listed(names)
    return Text(f"{en}: {words.en}", f"{zh}：{words.zh}")
