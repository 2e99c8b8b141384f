"""Two columns that mean the same: they must agree, for nobody can tell which of them is meant."""

import re
import unicodedata
from collections.abc import Sequence

from gendan.core.faults import Fault, Place
from gendan.files.document_choice import Choice, Column
from gendan.files.document_numbers import figure
from gendan.files.flaws import column_name
from gendan.text import Text

FREE = (
    "description",
    "spec",
    "line",
    "hs_code",
    "origin",
    "carton_size",
    "discount",
    "unit",
    "amount",
)
"""Fields of which two columns may differ: words in two languages, sums in two currencies."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[a-z]")
_COLOURS = {
    "红": "red", "蓝": "blue", "白": "white", "黑": "black", "绿": "green", "黄": "yellow", "灰": "grey",
    "粉": "pink", "紫": "purple", "橙": "orange", "棕": "brown", "金": "gold", "银": "silver", "米": "beige",
}  # fmt: skip


def agreeing(choice: Choice, field: str, kept: Column, others: Sequence[Column]) -> None:
    """A fault for the first row in which a column differs from the one that counts."""
    choice.doubled(kept, others)
    if field in FREE:
        return
    for other in others:
        alike = (kept.head.rank, kept.head.scope, kept.head.units, kept.head.currency)
        head = other.head
        if alike == (head.rank, head.scope, head.units, head.currency):
            _compared(choice, kept, other)


def _compared(choice: Choice, kept: Column, other: Column) -> None:
    said: dict[str, str] = {}
    grid = choice.grid
    for number, row in enumerate(grid.rows[choice.body :], start=grid.first + choice.body):
        one, two = (row[c.place] if c.place < len(row) else "" for c in (kept, other))
        if not one or not two:
            continue
        first, second = _folded(one), _folded(two)
        if first == second or _translated(first, second, said):
            continue
        cells = [
            (f"{column_name(grid.left + column.place + 1)}{number}", cell)
            for column, cell in ((kept, one), (other, two))
        ]
        names = ", ".join(f"{cell} {text!r}" for cell, text in cells)
        what = Text(
            f"two columns mean the same and differ: {names}", f"两列含义相同但内容不同：{names}"
        )
        choice.faults.append(Fault(Place(grid.file, grid.sheet, number), kept.heading, "", what))
        return


def _folded(cell: str) -> str:
    found = figure(cell)
    if found is not None and found.value is not None:
        return f"{found.value.normalize()}"
    return " ".join(unicodedata.normalize("NFKC", cell).casefold().split())


def _translated(one: str, two: str, said: dict[str, str]) -> bool:
    """Whether a Chinese and a Latin word may mean the same, and did so in the rows above."""
    if bool(_HAN.search(one)) == bool(_HAN.search(two)) or not _LATIN.search(one + two):
        return False
    han, latin = (one, two) if _HAN.search(one) else (two, one)
    named = {word for sign, word in _COLOURS.items() if sign in han}
    others = {word for word in _COLOURS.values() if word in latin.replace("gray", "grey")}
    if named and others and not named & others:
        return False
    return said.setdefault(han, latin) == latin and said.setdefault(latin, han) == han
