"""Shipments as a list, and one of them."""

from collections.abc import Sequence
from datetime import date

from gendan.core.shipments import (
    DAYS,
    FIELD_WORDS,
    LISTS,
    STATE_WORDS,
    Cutoff,
    Shipment,
    moment,
    waiting,
)
from gendan.dates import spoken
from gendan.show.sheet import Column, Field, Json, Page, Says, Sheet
from gendan.show.words import NOTHING
from gendan.text import Text, joined

NUMBERS = ("bl", "container")
TABLE = ("etd", "eta", *NUMBERS)
"""Fields with a column of their own for people."""

DATED = (*DAYS, *(cutoff.field for cutoff in Cutoff))


def _value(shipment: Shipment, field: str) -> Json:
    return shipment.several(field) if field in LISTS else shipment.cells.get(field)


def _column(field: str) -> Column[Shipment]:
    return Column(
        field,
        FIELD_WORDS[field] if field in TABLE else None,
        lambda s: _value(s, field),
        says=lambda s: s.cells.get(field, NOTHING),
        wide=field in NUMBERS,
    )


def _cell(field: str) -> Column[Shipment]:
    return Column(field, None, lambda s: s.cells.get(field))


def _next(shipment: Shipment) -> Says:
    """The next cut-off that is still to be met."""
    rows = waiting("", shipment)
    if not rows:
        return NOTHING
    return rows[0].what


def _columns() -> Sequence[Column[Shipment]]:
    fields = {field: _column(field) for field in FIELD_WORDS}
    return (
        Column("order", Text("Order", "订单号"), lambda s: s.order),
        Column("n", Text("#", "批次"), lambda s: s.n, right=True),
        Column("customer", Text("Customer", "客户"), lambda s: s.customer, wide=True),
        Column("state", Text("State", "状态"), lambda s: str(s.state), says=lambda s: STATE_WORDS[s.state]),
        Column("ship", Text("Vessel", "船名航次"), lambda s: s.ship, table_only=True),
        *fields.values(),
        *(_cell(cutoff.met) for cutoff in Cutoff),
        _cell("cancelled"),
        Column("next", Text("Next cut-off", "最近截止"), lambda s: None, says=_next, table_only=True),
    )  # fmt: skip


def sheet(found: Sequence[Shipment], *, of_one: bool = False) -> Sheet[Shipment]:
    """Shipments, one a row; `of_one`: they are those of an order that was named above."""
    columns = [
        column._replace(head=None) if of_one and column.key in ("order", "customer") else column
        for column in _columns()
    ]
    return Sheet(
        title=Text(f"Shipments: {len(found)}", f"出运：{len(found)} 批"),
        columns=columns,
        rows=found,
        empty=Text("No shipments.", "没有出运记录。"),
    )


def page(shipment: Shipment) -> Page:
    """One shipment with all its fields."""
    state = STATE_WORDS[shipment.state]
    why = shipment.cells.get("cancelled")
    fields = [
        Field("order", Text("Order", "订单号"), shipment.order),
        Field("n", None, shipment.n),
        Field("customer", Text("Customer", "客户"), shipment.customer),
        Field("state", Text("State", "状态"), str(shipment.state),
              Text(f"{state.en} ({why})", f"{state.zh}（{why}）") if why else state),
        Field("cancelled", None, why),
    ]  # fmt: skip
    for field, words in FIELD_WORDS.items():
        fields.append(Field(field, words, _value(shipment, field), _says(shipment, field)))
        if field.endswith("_cutoff"):
            done = field.replace("_cutoff", "_met")
            fields.append(Field(done, None, shipment.cells.get(done)))
    title = Text(
        f"Shipment {shipment.n} of order {shipment.order}",
        f"订单 {shipment.order} 第 {shipment.n} 批出运",
    )
    return Page(title, fields)


def _says(shipment: Shipment, field: str) -> Says:
    words = shipment.cells.get(field)
    if words is None:
        return NOTHING
    if field not in DATED:
        return words
    when = moment(words)
    met = shipment.cells.get(field.replace("_cutoff", "_met")) if field not in DAYS else None
    if met is None:
        return when
    return Text(f"{when.en} (met {met})", f"{when.zh}（{met} 已办）")


def added(shipment: Shipment) -> list[Text]:
    """That an order has a shipment more, with all that was understood."""
    head = Text(
        f"order {shipment.order}: shipment {shipment.n} added",
        f"订单 {shipment.order}：已添加第 {shipment.n} 批出运",
    )
    return [head, *_changes(Shipment(shipment.order, shipment.customer, shipment.n), shipment)]


def edited(before: Shipment, after: Shipment) -> list[Text]:
    """What changed of a shipment, old and new."""
    changes = _changes(before, after)
    if not changes:
        return [
            Text(
                f"order {after.order}, shipment {after.n}: nothing changed",
                f"订单 {after.order} 第 {after.n} 批：没有变化",
            )
        ]
    head = Text(
        f"order {after.order}: shipment {after.n} changed",
        f"订单 {after.order}：第 {after.n} 批出运已修改",
    )
    return [head, *changes]


def _changes(before: Shipment, after: Shipment) -> list[Text]:
    parts = []
    for field, words in FIELD_WORDS.items():
        if before.cells.get(field) != after.cells.get(field):
            old, new = _text(_says(before, field)), _text(_says(after, field))
            first = field not in before.cells
            parts.append(
                Text(
                    f"{words.en} {new.en}" if first else f"{words.en} {old.en} → {new.en}",
                    f"{words.zh} {new.zh}" if first else f"{words.zh} {old.zh} → {new.zh}",
                )
            )
    together = joined(parts)
    return [Text(f"  {together.en}", f"  {together.zh}")] if parts else []


def _text(says: Says) -> Text:
    return says if isinstance(says, Text) else Text(says, says)


def met(shipment: Shipment, cutoff: Cutoff) -> Text:
    """That a cut-off was met, and which come next."""
    name, day = FIELD_WORDS[cutoff.field], spoken(date.fromisoformat(shipment.cells[cutoff.met]))
    left = [row.why for row in waiting("", shipment)][:1]
    rest = joined([Text(f"; next: {t.en}", f"；接下来：{t.zh}") for t in left], en="", zh="")
    return Text(
        f"order {shipment.order}, shipment {shipment.n}: {name.en} met {day.en}{rest.en}",
        f"订单 {shipment.order} 第 {shipment.n} 批：{name.zh}已于 {day.zh} 办妥{rest.zh}",
    )


def cancelled(shipment: Shipment, why: str) -> Text:
    """That a shipment does not take place."""
    return Text(
        f"order {shipment.order}: shipment {shipment.n} cancelled ({why})",
        f"订单 {shipment.order}：第 {shipment.n} 批出运已取消（{why}）",
    )


def all_sailed(number: str, key: str | None, day: date) -> Text:
    """That all shipments have sailed, and how to say that the goods are gone (`key` of a plan)."""
    how = (
        f"`gendan done {number} {key} --on {day}`"
        if key is not None
        else f"`gendan order amend {number} shipped_date={day}`"
    )
    return Text(
        f"all shipments have sailed; if the goods were on board: {how}",
        f"各批均已开航；如货已装船：{how}",
    )


def late(leaves: date, ship_by: date) -> Text:
    """That a shipment leaves after the day that the customer was promised."""
    days = (leaves - ship_by).days
    return Text(
        f"note: {leaves} is {days} days after ship by {ship_by}: tell the customer",
        f"注意：{leaves} 晚于交期 {ship_by} {days} 天：请告知客户",
    )
