"""Which of several quantities is the packed one: never the ordered one in place of another."""

import re
from collections.abc import Sequence

from gendan.files.document_choice import Choice, Column
from gendan.files.document_numbers import figure
from gendan.files.document_units import UNITS

_COUNTS = re.compile(
    r"qty|qnty|quant|\b(?:pcs|pieces?|sets?|units?|pairs?)\b|pack|ship|load|deliver|dispatch|despatch|\bsent\b|actual|"
    r"\breal\b|final|short|balance|\brest\b|remain|extra|foc|free|count|bonus|spare|"
    r"数量|个数|数$|实|余|欠|缺|赠|补|备|出货|发货|装柜",
    re.IGNORECASE,
)
_RATES = re.compile(
    r"/|\bper\b|每|@|inner|内|中盒|中包|pallet|\bplts?\b|托|layer|层|moq|起订|net|gross|weight|\bwt\b|重|size|尺|"
    r"cbm|体积|price|价|amount|金额|code|\bno\b|carton|\bctns?\b|箱|barcode|date|日|率|min",
    re.IGNORECASE,
)


def counted(choice: Choice) -> None:
    """Of several quantities: what was shipped, then the total, then the one in pieces."""
    shipped = choice.by.pop("shipped", [])
    if shipped:
        for other in list(choice.by.get("quantity", ())):
            choice.move(other, "")
        choice.by["quantity"] = [
            column._replace(head=column.head._replace(field="quantity")) for column in shipped
        ]
    choice.decide("packed?", lambda _: "pcs_per_carton" if choice.has("quantity") else "quantity")
    made = choice.has("pcs_per_carton") and choice.has("cartons")
    ordered = not made and not choice.has("quantity")
    choice.decide("ordered", lambda _: "quantity" if ordered else "")
    several = list(choice.by.get("quantity", ()))
    kept = _one_quantity(choice, several) if len(several) > 1 else None
    for column in several if kept is not None else ():
        if column is not kept:
            total = kept is not None and kept.head.scope == "total" != column.head.scope
            choice.move(column, "pcs_per_carton" if total and choice.has("cartons") else "")
    if several and not shipped:
        _sole(choice, kept or several[0], ordered=ordered)


def _one_quantity(choice: Choice, several: Sequence[Column]) -> Column:
    totals = [column for column in several if column.head.scope == "total"]
    if len(totals) == 1:
        return totals[0]
    if len({tuple(choice.values(column)) for column in several}) == 1:
        return several[0]
    pieces = [
        column for column in several if "count" in {UNITS.get(unit) for unit in column.head.units}
    ]
    others = {UNITS.get(unit, "") for c in several if c not in pieces for unit in c.head.units}
    if len(pieces) == 1 and others and others <= {"measure", "package", "space"}:
        return pieces[0]
    choice.fault(several[0], several)
    return several[0]


def _sole(choice: Choice, kept: Column, *, ordered: bool) -> None:
    """A column without a known heading could be what was packed: beside an ordered quantity any."""
    values = choice.values(kept)
    for other in choice.strange:
        cells = choice.cells(other)
        figures = [found.value for cell in cells if (found := figure(cell)) is not None]
        if not any(figures) or not choice.numeric(other):
            continue
        meant = ordered or _COUNTS.search(other.heading)
        if meant and not _RATES.search(other.heading) and choice.values(other) != values:
            choice.fault(kept, [kept, other])
