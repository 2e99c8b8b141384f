"""How an order changes: what differs, and what a customer's new list makes of it (contract §5)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from gendan.core.forms import folded
from gendan.core.order_fields import (
    HEADER_WORDS,
    LINE_WORDS,
    Fields,
    GivenLine,
    fields_of,
    header_of,
    line_from,
    next_number,
    order_from,
)
from gendan.core.orders import Difference, Line, Order
from gendan.errors import Duplicate, Refused, Unknown
from gendan.text import Text, listed

NEEDED = ("order_date", "sku", "quantity")
"""Fields that no order and no line is without."""

FACTORS = ("quantity", "unit_price", "discount")
"""What a stated amount was computed from."""


def differences(before: Order, after: Order) -> list[Difference]:
    """
    Every field that differs, the header first, then line by line.

    A line that is new or gone has all its fields named, its number among them.
    """
    found = list(_compared(None, header_of(before), header_of(after), HEADER_WORDS))
    old, new = ({line.line: _whole(line) for line in order.lines} for order in (before, after))
    for name in dict.fromkeys((*old, *new)):
        one, other = old.get(name, {}), new.get(name, {})
        found += _compared(name, one, other, dict.fromkeys((*LINE_WORDS, *one, *other)))
    return found


def check_change(before: Order, after: Order, changes: Sequence[Difference]) -> None:
    """
    Refuse to change an order that is closed, or into one that left before it came.

    Raises:
        Refused: It is cancelled, or it has shipped and more than the shipped date would change; or
            its days would not fit.
    """
    _check_open(before, changes)
    if any(change.field in ("order_date", "shipped_date") for change in changes):
        check_days(after)


def check_days(order: Order) -> None:
    """
    Refuse an order that left before it came.

    Raises:
        Refused: Its shipped date lies before its own date.
    """
    left, came = order.shipped_date, order.order_date
    if left is None or left >= came:
        return
    raise Refused(
        Text(
            f"shipped {left} lies before order {order.number}, which came on {came}",
            f"出运日期 {left} 早于订单 {order.number} 的下单日 {came}",
        ),
        Text("correct whichever of the two days is wrong", "请更正其中有误的日期"),
    )


def amended(order: Order, line: str | None, fields: Mapping[str, str | None]) -> Order:
    """
    The order with fields of the header, or of the line of that number, changed; None empties them.

    Raises:
        Unknown: It has no such line.
    """
    if line is None:
        return _made(order, _merged(header_of(order), fields), order.lines)
    found = line_of(order, line)
    changed = line_from(_line(found, fields), found.extra)
    lines = [changed if one is found else one for one in order.lines]
    return order._replace(lines=tuple(lines))


def without_lines(order: Order, names: Sequence[str]) -> Order:
    """
    The order without the lines of these numbers.

    Raises:
        Unknown: It lacks one of them.
    """
    gone = [line_of(order, name) for name in names]
    return order._replace(lines=tuple(line for line in order.lines if line not in gone))


def with_line(order: Order, fields: Fields) -> Order:
    """
    The order with one line more; its number is the next one where none is given.

    Raises:
        Duplicate: The number is taken.
    """
    taken = [line.line for line in order.lines]
    number = fields.get("line", str(next_number(taken)))
    if folded(number) in map(folded, taken):
        raise Duplicate(
            Text(f"line of order {order.number}", f"订单 {order.number} 的行"),
            number,
            Text(
                f"`gendan order amend {order.number} --line {number} FIELD=VALUE` changes it",
                f"用 `gendan order amend {order.number} --line {number} 字段=新值` 修改",
            ),
        )
    return order._replace(lines=(*order.lines, line_from({**fields, "line": number})))


def _check_open(order: Order, changes: Sequence[Difference]) -> None:
    only_date = all(change.field == "shipped_date" and not change.line for change in changes)
    if not changes or order.open or (only_date and not order.cancelled):
        return
    state = Text("cancelled", "已取消") if order.cancelled else Text("shipped", "已出运")
    raise Refused(
        Text(
            f"order {order.number} is {state.en} and changes no more",
            f"订单 {order.number} {state.zh}，不能再修改",
        ),
        Text(
            "`gendan undo` takes a cancellation back; a wrong shipped date is mended with "
            f"`gendan order amend {order.number} shipped_date=`",
            "取消有误可用 `gendan undo` 撤销；出运日期有误可用 "
            f"`gendan order amend {order.number} shipped_date=` 清空",
        ),
    )


def line_of(order: Order, name: str) -> Line:
    """
    The line of an order that has this number.

    Raises:
        Unknown: It has none.
    """
    for line in order.lines:
        if folded(line.line) == folded(name):
            return line
    names = listed([line.line for line in order.lines])
    raise Unknown(
        Text(f"line of order {order.number}", f"订单 {order.number} 的行"),
        name,
        Text(f"there are {names.en or 'none'}", f"现有：{names.zh or '无'}"),
    )


def updated(
    order: Order, header: Fields, given: Sequence[GivenLine], *, whole: bool = True
) -> Order:
    """
    What a customer's new list makes of an order.

    A line is found by its number where the list has one, else by item, colour and size. Cells
    that the list leaves blank stay as they were, unless the item of a line is another one.

    Args:
        order: As it stands.
        header: What the list gives for the header.
        given: Its lines.
        whole: Whether lines that it lacks are gone, else they stay.
    """
    head, before = header_of(order), order.lines
    if "tolerance" in header or any("tolerance" in line.fields for line in given):
        # The list says what may be more or less: its clauses replace all that stood.
        head.pop("tolerance", None)
        before = [line._replace(cells=_without(line.cells, "tolerance")) for line in before]
    numbers = [line.fields.get("line", "") for line in given]
    free = count(next_number([*(line.line for line in before), *numbers]))
    found = _found(before, given)
    lines = []
    for old, new in zip(found, given, strict=True):
        if new.gone:
            continue
        name = old.line if old is not None else new.fields.get("line") or str(next(free))
        if old is not None and folded(old.sku) == folded(new.fields["sku"]):
            fields, extra = _line(old, new.fields), {**old.extra, **new.extra}
        else:
            fields, extra = dict(new.fields), dict(new.extra)
        lines.append(line_from({**fields, "line": name}, extra))
    if not whole:
        lines += [line for line in before if line not in found]
    return _made(order, {**head, **header}, lines)


def _made(order: Order, header: Fields, lines: Sequence[Line]) -> Order:
    made = order_from(order.number, order.customer, header, lines)
    return made._replace(id=order.id, cancelled=order.cancelled)


def _found(lines: Sequence[Line], given: Sequence[GivenLine]) -> list[Line | None]:
    """The line that each row means: by its number, the rest by what is ordered, in their order."""
    by_number = {folded(line.line): line for line in lines}
    found = [by_number.pop(folded(row.fields.get("line", "")), None) for row in given]
    by_item: dict[tuple[str, ...], list[Line]] = {}
    for line in reversed(by_number.values()):
        by_item.setdefault(_identity(fields_of(line)), []).append(line)
    return [
        by_item[key].pop()
        if old is None and "line" not in row.fields and by_item.get(key := _identity(row.fields))
        else old
        for old, row in zip(found, given, strict=True)
    ]


def _identity(fields: Fields) -> tuple[str, ...]:
    return tuple(folded(fields.get(name, "")) for name in ("sku", "color", "size"))


def _line(line: Line, changes: Mapping[str, str | None]) -> dict[str, str]:
    """The fields of a line, changed; a stated amount does not outlive what it was computed from."""
    before = fields_of(line)
    after = _merged(before, changes)
    if after.get("discount") == "0":
        del after["discount"]
    if "amount" not in changes and any(before.get(f) != after.get(f) for f in FACTORS):
        after.pop("amount", None)
    return after


def _merged(before: Fields, changes: Mapping[str, str | None]) -> dict[str, str]:
    return {k: v for k, v in {**before, **changes}.items() if v is not None}


def _without(cells: Fields, name: str) -> dict[str, str]:
    return {key: value for key, value in cells.items() if key != name}


def _whole(line: Line) -> dict[str, str]:
    """All fields of a line; an unknown column that is called like one of ours is told apart."""
    extra = {f"{name} *" if name in LINE_WORDS else name: v for name, v in line.extra.items()}
    return {**extra, **fields_of(line)}


def _compared(
    line: str | None, old: Fields, new: Fields, names: Mapping[str, object]
) -> Iterator[Difference]:
    return (
        Difference(line, name, old.get(name), new.get(name))
        for name in names
        if old.get(name) != new.get(name)
    )
