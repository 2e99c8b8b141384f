"""Whether `From` and `To` are ports or people."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_COMPANY = re.compile(
    r"\b(ltd|limited|inc|gmbh|llc|corp|co|company|trading|s\.?a|b\.?v|plc)\b|公司", re.I
)


class Found(NamedTuple):
    """A term with its value: `place` is the column of its label, `where` of its value."""

    term: str
    value: str
    row: int
    place: int
    where: int


def routed(raw: Sequence[Found]) -> Iterator[Found]:
    """`From` and `To` are ports where they stand together, else `To` is the buyer."""
    origins = [found for found in raw if found.term == "from?" and not _COMPANY.search(found.value)]
    for found in raw:
        if found.term == "from?":
            if found in origins:
                yield found._replace(term="pol")
        elif found.term == "to?":
            near = any(abs(origin.row - found.row) <= 1 for origin in origins)
            place = near and not _COMPANY.search(found.value)
            yield found._replace(term="pod" if place else "buyer")
        else:
            yield found
