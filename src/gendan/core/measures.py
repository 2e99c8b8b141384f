"""What cartons weigh and how much room they take, and how near is near enough (O13, O14)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from gendan.core.cartons import Group
from gendan.core.documents import Document, Row
from gendan.core.forms import number

NONE = Decimal(0)
WEIGHT_SHARE, WEIGHT_LEAST = Decimal("0.005"), Decimal(1)
ONE = Decimal(1)
FIELDS = ("gross", "net", "volume")
VOLUME_SHARE, VOLUME_LEAST = Decimal("0.01"), Decimal("0.01")


def near_weight(stated: Decimal, reckoned: Decimal) -> bool:
    """Within 0.5 % or 1 kg, which is rounding (order-check.md O13)."""
    return abs(stated - reckoned) <= max(WEIGHT_LEAST, reckoned * WEIGHT_SHARE)


def near_volume(stated: Decimal, reckoned: Decimal) -> bool:
    """Within 1 % or 0.01 m³ (order-check.md O14)."""
    return abs(stated - reckoned) <= max(VOLUME_LEAST, reckoned * VOLUME_SHARE)


class Load(NamedTuple):
    """What one carton group weighs (kg) and takes (m³), all its cartons together."""

    gross: Decimal
    net: Decimal
    volume: Decimal


class Measures(NamedTuple):
    """Gross, net (kg) and volume (m³) of each row, and of each carton group in its order."""

    gross: list[Decimal]
    net: list[Decimal]
    volume: list[Decimal]
    loads: list[Load]


def measures(document: Document, found: Sequence[Group]) -> Measures:
    """
    What the rows of a packing list with these carton groups weigh and take.

    A column that is not said to be per carton is the row's total, unless only row × cartons adds
    up to the stated total: then it was meant per carton.
    """
    size = {id(row): group.size or ONE for group in found for row in group.rows}
    gross, net, volume = columns = [_column(document, field, size) for field in FIELDS]
    if len(found) == len(document.rows):  # every row has its own cartons
        return Measures(gross, net, volume, list(map(Load, gross, net, volume)))
    place = {id(row): n for n, row in enumerate(document.rows)}
    loads = []
    for group in found:
        if len(group.rows) == 1:
            n = place[id(group.rows[0])]
            loads.append(Load(*[column[n] for column in columns]))
        else:
            rows = [place[id(row)] for row in group.rows]
            loads.append(Load(*[sum([column[n] for n in rows], NONE) for column in columns]))
    return Measures(gross, net, volume, loads)


def _column(document: Document, field: str, size: Mapping[int, Decimal]) -> list[Decimal]:
    rows = document.rows
    plain: list[Decimal | None] = [getattr(row, field) for row in rows]
    amounts = [
        value if value is not None else _each(row, field, size[id(row)])
        for value, row in zip(plain, rows, strict=True)
    ]
    stated = [total.values[field] for total in document.totals if field in total.values]
    stated += [value for told in document.said(field) if (value := number(told.value)) is not None]
    near = near_volume if field == "volume" else near_weight
    if not stated or any(near(value, sum(amounts, NONE)) for value in stated):
        return amounts
    times = [
        NONE if value is None else value * size[id(row)]
        for value, row in zip(plain, rows, strict=True)
    ]
    return times if any(near(value, sum(times, NONE)) for value in stated) else amounts


def _each(row: Row, field: str, cartons: Decimal) -> Decimal:
    value: Decimal | None = getattr(row, f"{field}_each")
    return NONE if value is None else value * cartons


def box(words: str) -> Decimal | None:
    """The volume in m³ of a carton of `50x40x30` centimetres (mm, m and inches where they say so)."""
    text = unicodedata.normalize("NFKC", words).casefold()
    sides = re.findall(r"\d+(?:\.\d+)?", text)
    if len(sides) != 3:
        return None
    factor = Decimal("0.01")
    if "mm" in text:
        factor = Decimal("0.001")
    elif "inch" in text or '"' in text or re.search(r"\din\b", text):
        factor = Decimal("0.0254")
    elif re.search(r"(?<!c)m\b", text):
        factor = Decimal(1)
    length, width, height = (Decimal(side) * factor for side in sides)
    return length * width * height
