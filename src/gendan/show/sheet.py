"""A table, a text, or the file of one thing, before any medium."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from gendan.show.words import NOTHING
from gendan.text import Text

T = TypeVar("T")
Json = str | int | float | bool | None | Text | Sequence["Json"] | Mapping[str, "Json"]
Says = str | Text
WORD = 24
"""A word up to this is broken only where nothing else gives: the number of an order or an item."""


class Column(NamedTuple, Generic[T]):
    """
    One column.

    Args:
        key: Its name for scripts; never changes.
        head: Its heading for people; None keeps it out of the table.
        value: The cell for scripts.
        says: The cell for people; the value as it is where it is None.
        right: Aligned to the right.
        brief: On a terminal, only so many lines of it; 0 for all.
        style: A Rich style for the cell.
        table_only: Not for scripts: it only says again what other columns have.
        wide: On a terminal, only where there is room for it.
        spare: For people, only where some row says something in it.
        least: On a terminal, narrowed to this before wide ones fall away; 0: never before.
    """

    key: str
    head: Text | None
    value: Callable[[T], Json]
    says: Callable[[T], Says] | None = None
    right: bool = False
    brief: int = 0
    style: Callable[[T], str] | None = None
    table_only: bool = False
    wide: bool = False
    spare: bool = False
    least: int = 0

    def cell(self, row: T) -> Says:
        """The cell as people read it."""
        if self.says is not None:
            return self.says(row)
        value = self.value(row)
        if isinstance(value, Text):
            return value
        if value is None:
            return NOTHING
        return str(value)


class Sheet(NamedTuple, Generic[T]):
    """
    Rows under columns.

    Args:
        title: One line above the table.
        columns: See Column.
        rows: One object a row.
        empty: What to say when there are none.
        foot: Lines below the table: counts, what was left out.
    """

    title: Text
    columns: Sequence[Column[T]]
    rows: Sequence[T]
    empty: Text
    foot: Sequence[Text] = ()

    def shown(self) -> list[Column[T]]:
        """The columns for people: those with a heading, of the spare ones those that say something."""
        return [c for c in self.columns if c.head is not None and not (c.spare and self._silent(c))]

    def _silent(self, column: Column[T]) -> bool:
        return all(column.cell(row) in (NOTHING, NOTHING.en, "") for row in self.rows)

    def objects(self) -> list[dict[str, Any]]:
        """The rows for scripts."""
        columns = [c for c in self.columns if not c.table_only]
        return [{c.key: c.value(row) for c in columns} for row in self.rows]


class Line(NamedTuple):
    """
    One line of a text.

    `lead` begins it; on a narrow terminal what `says` goes on below itself, not below the lead.
    `style` is a Rich style, never the only carrier of a meaning.
    """

    lead: Says = ""
    says: Says = ""
    style: str = ""


class Field(NamedTuple):
    """One line of a file: key and value for scripts, heading and words for people."""

    key: str
    head: Text | None
    value: Json
    says: Says | None = None


class Page(NamedTuple):
    """The file of one thing: its fields, then tables of what belongs to it, by key."""

    title: Text
    fields: Sequence[Field]
    sections: Mapping[str, Sheet[Any]] = MappingProxyType({})

    def object(self) -> dict[str, Any]:
        """The file for scripts."""
        own = {f.key: f.value for f in self.fields}
        return own | {key: sheet.objects() for key, sheet in self.sections.items()}
