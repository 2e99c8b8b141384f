"""What people give for the fields of a complaint: read, checked, merged with what stood before."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from gendan.core.complaints import ANEW, DECISION_WORDS, FIELD_WORDS, TYPE_WORDS, Complaint
from gendan.core.forms import figure, folded
from gendan.core.numbered import chosen
from gendan.core.orders import Order
from gendan.core.words import NAME_LIMIT, NOTE_LIMIT, clean
from gendan.errors import Refused
from gendan.text import Text, listed

TEXT_WORDS = Text("the complaint", "投诉内容")
REMEDY_WORDS = Text("the remedy asked for", "客户要求的补救")
TYPE = Text("problem type", "问题类型")
SHORT = ("item", "supplier", "team")
"""Fields of one line; the others may have several."""

FIGURE = (
    r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(\.[0-9]{1,6})?"
    r"\s*([^\W\d_]\D*|(?<=\s)[^\W\d_].*)?"
)
"""A number, and words behind it that no number can be: `1e5` is none."""

CLEARABLE = ("type", "remedy", "order", *FIELD_WORDS)
TOGETHER = {"quantity": ("unit",), "cost": ("currency",)}
"""What is cleared with a field."""


def read_type(words: str) -> str:
    """The code of a problem type; see `chosen` for its errors."""
    return chosen(words, TYPE_WORDS, TYPE)


def read_words(field: str, words: str) -> dict[str, str]:
    """
    A field of the 8D as it is stored: a decision by its code, a quantity with its unit.

    Raises:
        Refused: Empty, unprintable, no decision, no quantity.
    """
    what = FIELD_WORDS[field]
    if field == "decision":
        return {field: chosen(words, DECISION_WORDS, what)}
    if field == "quantity":
        number, unit = _figure(words, what, "240 pcs")
        return {field: number, "unit": clean(unit, what) if unit else ""}
    if field in SHORT:
        return {field: clean(words, what, NAME_LIMIT)}
    return {field: clean(words, what, NOTE_LIMIT, lines=True)}


def read_cost(words: str) -> tuple[str, str | None]:
    """
    An amount of money and the currency that was typed with it: `350`, `USD 350.00`, `350 EUR`.

    Raises:
        Refused: It is none.
    """
    plain = unicodedata.normalize("NFKC", words).strip()
    if found := re.fullmatch(r"([A-Za-z]{3})\s*(.+)", plain):
        plain = f"{found[2]} {found[1]}"
    number, unit = _figure(plain, FIELD_WORDS["cost"], "USD 350.00")
    return number, unit or None


def _figure(words: str, what: Text, example: str) -> tuple[str, str]:
    """A number that is not negative, and the words behind it."""
    plain = unicodedata.normalize("NFKC", words).strip()
    found = re.fullmatch(FIGURE, plain)
    if found is None:
        raise Refused(
            Text(f"{what.en}: cannot read {words!r}", f"{what.zh}：看不懂 {words!r}"),
            Text(f"write it like {example}", f"请写成 {example} 这样"),
        )
    number = Decimal(found[1].replace(",", "") + (found[2] or ""))
    return figure(number), found[3] or ""


def item_of(order: Order | None, words: str) -> str:
    """
    The item that words name in an order: our number or the customer's; as typed without an order.

    Raises:
        Refused: The order has no such item.
    """
    typed = clean(words, FIELD_WORDS["item"])
    if order is None:
        return typed
    for line in order.lines:
        if folded(typed) in (folded(line.sku), folded(line.cells.get("customer_item", ""))):
            return line.sku
    items = listed(list(dict.fromkeys(line.sku for line in order.lines))[:20])
    raise Refused(
        Text(f"order {order.number} has no item {typed!r}", f"订单 {order.number} 没有货号 {typed!r}"),
        Text(f"it has {items.en or 'no lines'}", f"该订单货号：{items.zh or '无明细'}"),
    )  # fmt: skip


def merged(
    before: Mapping[str, str], given: Mapping[str, str], cleared: Sequence[str]
) -> dict[str, str]:
    """The fields with what was given, and without what was cleared."""
    gone = {name for field in cleared for name in (field, *TOGETHER.get(field, ()))}
    kept = {name: value for name, value in before.items() if name not in gone}
    return {name: value for name, value in {**kept, **given}.items() if value}


def fields_named(names: Sequence[str]) -> list[str]:
    """
    Names of fields as people type them after `--clear`, checked.

    Raises:
        Refused: One is none, or one that a complaint cannot be without.
    """
    return _known(names, {name: (name,) for name in CLEARABLE})


def anew_named(names: Sequence[str]) -> list[str]:
    """
    Names of fields as people type them after `--confirm`, checked; `cause` is both of them.

    Raises:
        Refused: One is none that has to be said anew.
    """
    return _known(names, {**{name: (name,) for name in ANEW}, "cause": ("occurrence", "escape")})


def _known(names: Sequence[str], choices: Mapping[str, Sequence[str]]) -> list[str]:
    """The fields that were typed, with dashes or underscores."""
    plain = {name.replace("_", "-"): fields for name, fields in choices.items()}
    typed = [name.strip().lower().replace("_", "-") for name in names]
    if unknown := [name for name in typed if name not in plain]:
        wrong, known = listed([repr(name) for name in unknown]), listed(list(plain))
        raise Refused(
            Text(f"a complaint has no field {wrong.en}", f"投诉没有该字段：{wrong.zh}"),
            Text(f"there are {known.en}", f"可选：{known.zh}"),
        )
    return [field for name in typed for field in plain[name]]


def confirmed(complaint: Complaint, names: Sequence[str]) -> dict[str, str]:
    """
    Fields that hold again, as they were said before the complaint came again.

    Raises:
        Refused: It did not come again, or nothing was said there.
    """
    before = complaint.rounds[-1].cells if complaint.rounds else {}
    if unknown := [name for name in names if name not in before]:
        wrong = listed([name.replace("_", "-") for name in unknown])
        known = listed([name.replace("_", "-") for name in before])
        raise Refused(
            Text(f"complaint {complaint.n}: nothing to confirm for {wrong.en}",
                 f"投诉 {complaint.n}：{wrong.zh} 没有可沿用的内容"),
            Text(f"from before it was reopened: {known.en or 'nothing'}",
                 f"重开前已填写：{known.zh or '无'}"),
        )  # fmt: skip
    return {name: before[name] for name in names}


def both_causes(cells: Mapping[str, str]) -> bool:
    """Whether it is known why it happened and why nobody saw it."""
    return "occurrence" in cells and "escape" in cells


class Goods(NamedTuple):
    """What a line of its order says: our item, its supplier, the customer's number of the item."""

    sku: str
    supplier: str | None = None
    customer_item: str | None = None


def customer_item_of(cells: Mapping[str, str], ordered: Sequence[Goods]) -> str | None:
    """The customer's number of the item that a complaint is about, where its order has one."""
    item = folded(cells.get("item", ""))
    return next((one.customer_item for one in ordered if folded(one.sku) == item), None)


def suppliers_of(cells: Mapping[str, str], ordered: Sequence[Goods]) -> tuple[str, ...]:
    """
    The suppliers that a complaint is about: the one named, else those of its item in the order.

    Without an item, the order's supplier where it has one alone.

    Args:
        cells: The fields of the complaint.
        ordered: Every line of its order.
    """
    if named := cells.get("supplier"):
        return (named,)
    item = cells.get("item")
    found = {
        folded(one.supplier): one.supplier
        for one in ordered
        if one.supplier and (item is None or folded(one.sku) == folded(item))
    }
    return tuple(found.values()) if item is not None or len(found) == 1 else ()
