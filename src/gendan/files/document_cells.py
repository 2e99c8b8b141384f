"""The columns of a table below its headings, as lists of texts and numbers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from gendan.errors import Refused
from gendan.files.document_choice import Column
from gendan.files.document_numbers import Numbers, numbers
from gendan.files.document_table import Table
from gendan.files.document_units import TO_KG, TO_M3
from gendan.files.fields import discount

TEXTS = ("sku", "order", "line", "customer_item", "description", "spec", "color", "size", "unit",
         "carton_no", "carton_size", "barcode", "hs_code", "origin")  # fmt: skip
FIGURES = ("quantity", "unit_price", "discount", "amount", "cartons", "pcs_per_carton", "gross", "net",
           "volume", "gross_each", "net_each", "volume_each")  # fmt: skip
IDENTITY = ("sku", "customer_item", "description", "spec", "color", "size", "barcode")
"""Texts that tell which goods a row is about."""
FILLED_DOWN = frozenset((*IDENTITY, "order", "unit", "hs_code", "origin", "line"))
"""What a merged cell says of all its rows; numbers it says once, for all of them together."""
CARTON = ("carton_no", "cartons", "gross", "net", "volume", "gross_each", "volume_each")
CODES = ("sku", "customer_item", "order", "line", "barcode", "hs_code")
"""Texts that other programs write as `12345.0`."""
TOTALLED = ("quantity", "amount", "cartons", "gross", "net", "volume")
"""Figures of a whole row: `100 PCS/CTN` is none of them."""
DITTO = frozenset(("同上", "ditto", "do", "do.", '"', "''", "″", "〃", "“", "”"))

UNNUMBERED = DITTO | {"-", "--", "---", "–", "—", "——", "/", "//", "n/a", "na", "nil", "无"}
"""What stands instead of a carton number where a row shares the cartons of the row above."""


class Cells(NamedTuple):
    """
    A table below its headings, by field.

    `bad` are cells that should be numbers and are none, by field and row; `tied` the rows that
    share a merged carton cell with the row above; `currency` what cells say beside prices.
    """

    height: int
    texts: Mapping[str, list[str]]
    figures: Mapping[str, list[Decimal | None]]
    bad: Mapping[str, Mapping[int, str]]
    tied: frozenset[int]
    currency: Mapping[str, int]

    def packed(self, row: int) -> bool:
        """Whether a row names cartons, weights, volumes or a price, as only goods do."""
        numbers = self.texts.get("carton_no")
        return bool(numbers and numbers[row]) or any(
            column[row] is not None
            for field, column in self.figures.items()
            if field not in ("quantity", "discount", "amount")
        )


def cells(table: Table) -> Cells:
    """All columns of a table; the texts of merged cells reach all their rows."""
    rows = table.grid.rows[table.body :]
    texts: dict[str, list[str]] = {}
    figures: dict[str, list[Decimal | None]] = {}
    bad: dict[str, Mapping[int, str]] = {}
    currency: dict[str, int] = {}
    orders = [column for column in table.terms if column.head.field == "order"]
    named = dict(table.columns) | ({"order": orders[0]} if orders else {})
    for field in TEXTS:
        if (column := named.get(field)) is not None:
            texts[field] = _down(table, column, field, _column(rows, column.place))
    for field in FIGURES:
        if (column := named.get(field)) is None:
            continue
        raw = _column(rows, column.place)
        if field == "discount":
            figures[field], bad[field] = _discounts(raw)
            continue
        read = _whole(raw) if field in TOTALLED else numbers(raw)
        figures[field], bad[field] = read.values, read.bad
        for row, figure in read.odd.items():
            if field == "quantity" and figure.unit:
                texts.setdefault("unit", [""] * len(rows))[row] = figure.unit
            if figure.currency:
                currency.setdefault(figure.currency, row)
        _converted(figures[field], column, field, {r: f.unit for r, f in read.odd.items()})
    if {"length", "width", "height"} <= set(named):
        sides = [_column(rows, named[side].place) for side in ("length", "width", "height")]
        texts["carton_size"] = ["x".join(s) if all(s) else "" for s in zip(*sides, strict=True)]
    return Cells(len(rows), texts, figures, bad, _tied(table), currency)


def _column(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    try:
        return [row[place] for row in rows]
    except IndexError:
        return [row[place] if place < len(row) else "" for row in rows]


def _down(table: Table, column: Column, field: str, texts: list[str]) -> list[str]:
    """Merged cells and ditto marks filled down."""
    merged = table.grid.merged if field in FILLED_DOWN else ()
    for top, left, bottom, right in merged:
        if left <= column.place <= right and bottom > top >= table.body:
            start, end = top - table.body, min(bottom - table.body + 1, len(texts))
            texts[start:end] = [texts[start]] * (end - start) if start < len(texts) else []
    if field in FILLED_DOWN and not DITTO.isdisjoint(texts):
        for row, text in enumerate(texts):
            if row and text.casefold() in DITTO:
                texts[row] = texts[row - 1]
    if field == "carton_no":
        return ["" if text.casefold() in UNNUMBERED else text for text in texts]
    if field in CODES:
        for row, text in enumerate(texts):
            if text.endswith(".0") and text[:-2].isdecimal() and len(text) > 4:
                texts[row] = text[:-2]
    return texts


def _tied(table: Table) -> frozenset[int]:
    places = {table.columns[field].place for field in CARTON if field in table.columns}
    return frozenset(
        row - table.body
        for top, left, bottom, right in table.grid.merged
        if bottom > top >= table.body and any(left <= place <= right for place in places)
        for row in range(top + 1, min(bottom + 1, len(table.grid.rows)))
    )


def _whole(raw: Sequence[str]) -> Numbers:
    """A column of numbers that are not of one carton: `100 PCS/CTN` is a bad cell."""
    read = numbers(raw)
    rates = {row: raw[row] for row, figure in read.odd.items() if figure.rate}
    for row in rates:
        read.values[row] = None
    return read._replace(bad={**read.bad, **rates}) if rates else read


def _discounts(raw: Sequence[str]) -> tuple[list[Decimal | None], dict[int, str]]:
    values: list[Decimal | None] = []
    bad = {}
    for row, text in enumerate(raw):
        try:
            values.append(discount(text) if text else None)
        except Refused:
            values.append(None)
            bad[row] = text
    return values, bad


def _converted(
    values: list[Decimal | None], column: Column, field: str, units: Mapping[int, str]
) -> None:
    """Grams, pounds and tonnes as kilograms, cubic feet as cubic metres."""
    known = TO_M3 if field.startswith("volume") else TO_KG if field[:3] in ("gro", "net") else {}
    if not known:
        return
    heading = next((known[unit] for unit in column.head.units if unit in known), None)
    if heading is None and not units:
        return
    for row, value in enumerate(values):
        unit = units.get(row, "").casefold()
        factor = known.get(unit) if unit else heading
        if value is not None and factor is not None:
            values[row] = value * factor
