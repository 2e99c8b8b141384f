"""Which sheets of a workbook are the packing list, the invoice or the booking."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gendan.core.documents import DOCUMENT_WORDS, DocumentKind, Spot, Told
from gendan.errors import Refused
from gendan.files.document_numbers import figure
from gendan.files.document_table import Table, find
from gendan.files.sheets import Grid
from gendan.text import Text, listed

_WORDS = {
    DocumentKind.PACKING: re.compile(
        r"packing|\bpak\b|\bpl\b|\bp/l\b|packlist|装箱|装柜|delivery note|despatch|dispatch", re.I
    ),
    DocumentKind.INVOICE: re.compile(r"invoice|\binv\b|\bci\b|\bc/i\b|发票", re.I),
    DocumentKind.BOOKING: re.compile(
        r"booking|\bs/?o\b|shipping order|订舱|托书|托运|委托书", re.I
    ),
}
_OTHER = re.compile(
    r"contract|\bcon\b|\bs/c\b|合同|quotation|报价|order form|declaration|报关|draft b/l", re.I
)
_OLD = re.compile(r"\bold\b|\bcopy\b|\bdraft\b|\(\d\)|旧|副本|备份|作废|\bvoid\b|backup", re.I)
_COLUMNS = {
    DocumentKind.PACKING: ("cartons", "gross", "net", "carton_no", "pcs_per_carton", "volume"),
    DocumentKind.INVOICE: ("unit_price", "amount"),
    DocumentKind.BOOKING: ("cartons", "gross", "volume"),
}
TITLE_ROWS = 12
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


class Page(NamedTuple):
    """A sheet: its table, its title and the documents that its name or title says it is."""

    grid: Grid
    table: Table | None
    title: str
    says: frozenset[DocumentKind]
    other: bool

    @property
    def complete(self) -> bool:
        """Whether its table names items and quantities."""
        return self.table is not None and self.table.complete


def page(grid: Grid) -> Page:
    """A sheet, looked at."""
    table = find(grid)
    top = table.top if table is not None else TITLE_ROWS
    titles = [
        cell
        for row in grid.rows[: min(top, TITLE_ROWS)]
        for cell in (_SPACED.sub("", text) for text in row)
        if cell and len(cell) < 60 and not re.search(r"[:：]|\bno\b|\bdate\b|号", cell, re.I)
        and any(pattern.search(cell) for pattern in (*_WORDS.values(), _OTHER))
    ]  # fmt: skip
    name = (grid.sheet or "").strip().replace("_", " ")
    texts = [name, *titles]
    # The name of a tab is the last word only where no title says more.
    for text in texts:
        says = frozenset(kind for kind, words in _WORDS.items() if words.search(text))
        other = bool(_OTHER.search(text)) and not says
        if says or other:
            break
    else:
        says, other = frozenset(), False
    return Page(grid, table, titles[0] if titles else "", says, other)


def choose(grids: Sequence[Grid], kind: DocumentKind) -> list[Page]:
    """
    The sheets that are one document of a kind.

    One that is fit is taken; several only where each says that it is this kind of document and
    none of them is an old one or a copy: which of two counts is not guessed.

    Raises:
        Refused: None fits, or several do and nothing tells them apart.
    """
    visible = [grid for grid in grids if not grid.hidden] or list(grids)
    pages = [page(grid) for grid in visible if grid.rows]
    fit = [found for found in pages if found.complete]
    if kind is DocumentKind.BOOKING and not any(kind in found.says for found in fit):
        fit = [found for found in pages if kind in found.says] or fit or pages
    if not fit:
        raise _nothing(pages, visible)
    named = [found for found in fit if kind in found.says]
    if not named:
        named = list(_by_columns([f for f in fit if not f.says and not f.other] or fit, kind))
    if len(named) > 1 and not _together(named, kind):
        names = listed([found.grid.sheet or "" for found in named])
        word = DOCUMENT_WORDS[kind]
        raise Refused(
            Text(
                f"{named[0].grid.file}: several sheets could be the {word.en}: {names.en}",
                f"{named[0].grid.file}：多个工作表都可能是{word.zh}：{names.zh}",
            ),
            Text(
                f"keep one of them, or name each sheet that belongs to the {word.en} so",
                f"请只保留一个，或将属于{word.zh}的工作表都以此命名",
            ),
        )
    if kind is not DocumentKind.BOOKING:
        _alone(named, fit, kind)
    found = named[0]
    if len(named) == 1 and kind not in found.says and (found.says or found.other):
        _must_have(found, kind)
    return named


def hidden(grids: Sequence[Grid]) -> Iterator[Told]:
    """The hidden sheets with goods: they are left out, and that is told."""
    if all(grid.hidden for grid in grids):
        return
    for grid in grids:
        if grid.hidden and grid.rows and _goods(page(grid)):
            name = grid.sheet or ""
            yield Told(f"{name} (hidden sheet / 隐藏工作表)", Spot(grid.file, grid.sheet, "A1"))


def _goods(found: Page) -> bool:
    """Whether a sheet names an item with its quantity."""
    if found.table is None or not found.complete:
        return False
    columns = found.table.columns
    sku = columns["sku"].place
    count = columns.get("quantity", columns.get("pcs_per_carton", columns["sku"])).place
    return any(
        len(row) > max(sku, count)
        and row[sku]
        and (f := figure(row[count])) is not None
        and f.value
        for row in found.grid.rows[found.table.body :]
    )


def _alone(named: Sequence[Page], fit: Sequence[Page], kind: DocumentKind) -> None:
    """
    No other sheet may hold goods of this document.

    Raises:
        Refused: One does that says neither that it is another document nor an old one.
    """
    others = [field for one, fields in _COLUMNS.items() if one is not kind for field in fields]
    contents = [found.grid.rows for found in named]
    for found in fit:
        columns = found.table.columns if found.table is not None else {}
        mine = any(field in columns for field in _COLUMNS[kind])
        other = (
            found.says or found.other or (not mine and any(field in columns for field in others))
        )
        old = _OLD.search(found.grid.sheet or "") or _OLD.search(found.title)
        if found in named or other or old or found.grid.rows in contents or not _goods(found):
            continue
        names = listed([page.grid.sheet or "" for page in (*named, found)])
        word = DOCUMENT_WORDS[kind]
        raise Refused(
            Text(
                f"{found.grid.file}: several sheets hold goods of the {word.en}: {names.en}",
                f"{found.grid.file}：多个工作表都含有{word.zh}的货物：{names.zh}",
            ),
            Text(
                f"keep one of them, or name each sheet that belongs to the {word.en} so",
                f"请只保留一个，或将属于{word.zh}的工作表都以此命名",
            ),
        )


def _by_columns(pages: Sequence[Page], kind: DocumentKind) -> Sequence[Page]:
    """Of several sheets, those that have the columns of this kind of document."""
    if len(pages) < 2:
        return pages
    having = [
        found
        for found in pages
        if found.table is not None and any(f in found.table.columns for f in _COLUMNS[kind])
    ]
    return having or pages


def _together(pages: Sequence[Page], kind: DocumentKind) -> bool:
    said = all(kind in found.says and not _OLD.search(found.grid.sheet or "") for found in pages)
    contents = {repr([list(row) for row in found.grid.rows]) for found in pages}
    return said and len(contents) == len(pages)


def _must_have(found: Page, kind: DocumentKind) -> None:
    """A document that says it is another is taken only where its columns say otherwise."""
    if found.table is not None and any(f in found.table.columns for f in _COLUMNS[kind]):
        return
    word = DOCUMENT_WORDS[kind]
    where = found.title or found.grid.sheet or ""
    raise Refused(
        Text(
            f"{found.grid.file} is no {word.en}: it says {where!r}",
            f"{found.grid.file} 不是{word.zh}：其标题为 {where!r}",
        ),
        Text(f"give the {word.en}", f"请提供{word.zh}"),
    )


def _nothing(pages: Sequence[Page], grids: Sequence[Grid]) -> Refused:
    """No table with items and quantities: what comes nearest to it."""
    tables = [found.table for found in pages if found.table is not None]
    nearest = max(tables, key=lambda table: len(table.columns), default=None)
    file = grids[0].file if grids else ""
    hint = Text(
        "it needs a column of item numbers and one of quantities (Item No., Qty)",
        "须有货号列和数量列（如 货号、数量）",
    )
    if nearest is None:
        return Refused(
            Text(f"{file}: no headings found", f"{file}：未找到表头"),
            hint,
        )
    lacking = []
    if "sku" not in nearest.columns:
        lacking.append(Text("item number", "货号"))
    if "quantity" not in nearest.columns:
        lacking.append(Text("quantity", "数量"))
    missing = Text(", ".join(t.en for t in lacking), "、".join(t.zh for t in lacking))
    headings = listed([cell for cell in nearest.grid.rows[nearest.top] if cell])
    return Refused(
        Text(f"{file}: no column for: {missing.en}", f"{file}：缺少列：{missing.zh}"),
        Text(f"{hint.en}; found: {headings.en}", f"{hint.zh}；已有：{headings.zh}"),
    )
