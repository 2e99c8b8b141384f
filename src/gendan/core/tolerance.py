"""How much more or less than ordered may be shipped: the ladder of order-check.md §1.4."""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from gendan.core.forms import folded
from gendan.core.units import MEASURED
from gendan.text import Text

HUNDRED = Decimal(100)
_NUMBER = r"(\d+(?:\.\d+)?)"
_BOTH = re.compile(rf"^(?:±|\+/-|\+-|-/\+){_NUMBER}(%?)$|^{_NUMBER}(%)$")
_APART = re.compile(rf"^\+{_NUMBER}(%?)[/,;]?-{_NUMBER}(%?)$|^-{_NUMBER}(%?)[/,;]?\+{_NUMBER}(%?)$")
_ONE = re.compile(rf"^([+-]){_NUMBER}(%?)$")
_WORDS = re.compile(
    r"more or less|moreorless|m/l|plus or minus|seller'?s option|buyer'?s option|at (the )?|"
    r"allowed|allowance|tolerance|in quantity|quantity|pieces|pcs|pc|允许|可|溢短装|增减|上下|"
    r"数量|卖方选择|买方选择|由卖方决定|件|个"
)
ABOUT = re.compile(r"^\s*(about|approx\.?|approximately)\b|^\s*(大?约|左右)")
"""Next to a quantity (UCP 600 art. 30(a)); `not about` and 合约 (contract) are something else."""
NONE = frozenset(("0", "0%", "none", "nil", "no", "not allowed", "无", "不允许", "零"))


class Clause(NamedTuple):
    """What may be more and less: a fraction of the quantity, or base units where not `percent`."""

    less: Decimal
    more: Decimal
    percent: bool = True


class Bounds(NamedTuple):
    """Least and most that may be shipped, inclusive, and by which rule."""

    least: Decimal
    most: Decimal
    rule: Text


ZERO = Clause(Decimal(0), Decimal(0))


def read_clause(words: str) -> Clause | None:
    """
    A more-or-less clause: `±5%`, `+3/-0%`, `5% more or less`, `溢短装5%`, `±2 pcs`, `0`.

    None where it cannot be read; a bare number could be percent or pieces and is not guessed.
    """
    text = unicodedata.normalize("NFKC", words).casefold().strip()
    if folded(text) in NONE:
        return ZERO
    plain = re.sub(r"\s+", "", _WORDS.sub("", text.replace("−", "-").replace("percent", "%")))
    plain = plain.strip(".,;()")
    if found := _BOTH.match(plain):
        size, percent = found[1] or found[3], found[2] or found[4]
        return _clause(size, percent, size, percent)
    if found := _APART.match(plain):
        if found[1]:
            return _clause(found[3], found[4] or found[2], found[1], found[2] or found[4])
        return _clause(found[5], found[6] or found[8], found[7], found[8] or found[6])
    if found := _ONE.match(plain):
        less, more = (found[2], "0") if found[1] == "-" else ("0", found[2])
        return _clause(less, found[3], more, found[3])
    return None


def _clause(less: str, less_sign: str, more: str, more_sign: str) -> Clause | None:
    if less_sign != more_sign:
        return None
    if not less_sign:
        return Clause(Decimal(less), Decimal(more), percent=False)
    down, up = Decimal(less) / HUNDRED, Decimal(more) / HUNDRED
    return Clause(down, up) if max(down, up) < 1 else None


def about(words: str) -> bool:
    """Whether a clause says about or approximately, and does not deny it."""
    plain = words.casefold()
    return bool(ABOUT.search(plain)) and not re.search(r"\b(not?|none|never)\b|不|无|禁", plain)


def bounds(
    quantity: Decimal, base_unit: str, *, line: str | None, order: str | None, credit: bool
) -> Bounds:
    """
    Least and most of one quantity; the first rule of the ladder that fits.

    Args:
        quantity: Ordered, in base units.
        base_unit: As units.unit gives it.
        line: The line's own clause.
        order: The order's clause.
        credit: Whether it is paid by a letter of credit under UCP 600.

    Source: order-check.md §1.4: UCP 600 art. 30(a), (b). Goods in pieces without a clause: 0.
    """
    for words, whose in ((line, Text("line's clause", "明细条款")), (order, Text("order's clause", "订单条款"))):  # fmt: skip
        clause = read_clause(words) if words else None
        if clause is not None:
            rule = Text(f"{whose.en} {words}", f"{whose.zh} {words}")
            return _bounds(quantity, clause, rule)
        if words and credit and about(words):
            tenth = Clause(Decimal("0.1"), Decimal("0.1"))
            return _bounds(
                quantity, tenth, Text("UCP 600 art. 30(a) ±10 %", "UCP 600 第30条a款 ±10%")
            )
        if words:  # it cannot be read: nothing more or less is proved to be allowed
            return _bounds(quantity, ZERO, Text("clause not understood: 0", "条款无法识别，按 0"))
    if credit and base_unit in MEASURED:
        five = Clause(Decimal("0.05"), Decimal("0.05"))
        return _bounds(quantity, five, Text("UCP 600 art. 30(b) ±5 %", "UCP 600 第30条b款 ±5%"))
    return _bounds(quantity, ZERO, Text("no clause: exact", "无溢短装条款，须相等"))


def _bounds(quantity: Decimal, clause: Clause, rule: Text) -> Bounds:
    if clause.percent:
        return Bounds(quantity * (1 - clause.less), quantity * (1 + clause.more), rule)
    return Bounds(max(quantity - clause.less, Decimal(0)), quantity + clause.more, rule)
