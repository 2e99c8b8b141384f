"""What an amendment changed, in words."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from gendan.core.order_fields import DAYS, HEADER_WORDS, LINE_WORDS
from gendan.core.orders import Amendment, Difference
from gendan.dates import spoken
from gendan.show.sheet import Column, Sheet
from gendan.show.words import instant, said
from gendan.text import Text, joined, same

COLUMNS: Sequence[Column[Amendment]] = (
    Column("n", Text("No.", "序号"), lambda a: a.n, right=True),
    Column("at", Text("When", "时间"), lambda a: instant(a.at), says=lambda a: f"{a.at:%Y-%m-%d %H:%M}"),
    Column("who", Text("Who", "操作人"), lambda a: a.who),
    Column("why", Text("Why", "原因"), lambda a: a.why),
    Column("changes", Text("What changed", "变化"), lambda a: [c._asdict() for c in a.changes],
           says=lambda a: words(a.changes)),
)  # fmt: skip


def sheet(amendments: Sequence[Amendment]) -> Sheet[Amendment]:
    """The amendments of an order, oldest first."""
    return Sheet(
        title=Text(f"Amendments: {len(amendments)}", f"修改记录：{len(amendments)}"),
        columns=COLUMNS,
        rows=amendments,
        empty=Text("No amendments.", "没有修改记录。"),
    )


def words(changes: Sequence[Difference]) -> Text:
    """Every change, line by line: old → new; a new or dropped line with all its fields."""
    return joined(lines(changes), "; ", "；")


def lines(changes: Sequence[Difference]) -> list[Text]:
    """The same, the header and each line apart."""
    return [_one(line, list(group)) for line, group in groupby(changes, lambda c: c.line)]


def _one(line: str | None, changes: Sequence[Difference]) -> Text:
    if line is None:
        return _fields(changes)
    number = next((c for c in changes if c.field == "line"), None)
    if number is None:
        told = _fields(changes)
        return Text(f"line {line}: {told.en}", f"第 {line} 行：{told.zh}")
    verb = Text("added", "新增") if number.old is None else Text("dropped", "删除")
    told = joined(_value(c) for c in changes if c.field != "line")
    return Text(f"line {line} {verb.en}: {told.en}", f"第 {line} 行{verb.zh}：{told.zh}")


def _fields(changes: Sequence[Difference]) -> Text:
    told = []
    for change in changes:
        name, new = _name(change), _day(change)
        old = said(change.old)
        told.append(Text(f"{name.en} {old} → {new.en}", f"{name.zh} {old} → {new.zh}"))
    return joined(told)


def _day(change: Difference) -> Text:
    """The new value; a day with its weekday, so that a misunderstood one is seen."""
    if change.field in DAYS and change.line is None and change.new is not None:
        return spoken(date.fromisoformat(change.new))
    return same(said(change.new))


def _value(change: Difference) -> Text:
    name = _name(change)
    value = change.new if change.old is None else change.old
    return Text(f"{name.en} {value}", f"{name.zh} {value}")


def _name(change: Difference) -> Text:
    known = HEADER_WORDS if change.line is None else LINE_WORDS
    return known.get(change.field) or same(change.field)
