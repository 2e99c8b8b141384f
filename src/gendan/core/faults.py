"""A fault in a file: where it stands and what is wrong; all are reported, not the first."""

from typing import NamedTuple

from gendan.text import Text


class Place(NamedTuple):
    """
    Where a row of a file stands.

    `sheet` is None for CSV; `row` as a spreadsheet counts, 0 where there are no rows (XML).
    """

    file: str
    sheet: str | None
    row: int


class Fault(NamedTuple):
    """
    One thing that is wrong with one row.

    `column` is the heading as it stands in the file (in XML the element), `key` the code or number that the row is
    about, so that all rows of one order can be left out together.
    """

    place: Place
    column: str | None
    key: str
    what: Text

    def told(self) -> Text:
        """File, sheet, row, column and what is wrong."""
        sheet = self.place.sheet
        where = Text(
            self.place.file + (f", sheet {sheet}" if sheet else ""),
            self.place.file + (f"，工作表 {sheet}" if sheet else ""),
        )
        if not self.place.row:
            return Text(
                f"{where.en}, {self.column}: {self.what.en}",
                f"{where.zh}，{self.column}：{self.what.zh}",
            )
        column = (
            Text(f", column {self.column!r}", f"“{self.column}”列") if self.column else Text("", "")
        )
        return Text(
            f"{where.en}, row {self.place.row}{column.en}: {self.what.en}",
            f"{where.zh}，第 {self.place.row} 行{column.zh}：{self.what.zh}",
        )
