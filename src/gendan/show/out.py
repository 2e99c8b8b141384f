"""The only file that knows Rich, JSON, CSV and print: facts leave the program here."""

import os
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import IO, Any, TypeVar

from gendan.core.words import BLANKS
from gendan.errors import GendanError
from gendan.show.layout import GAP, drawn, fitted, hung, kept, padded, sizes, wrapped
from gendan.show.sheet import Column, Line, Page, Says, Sheet
from gendan.show.words import no_formula, visible, width
from gendan.text import Lang, Text, listed

T = TypeVar("T")
WIDE = 100
"""Columns of a terminal from which on a table shows all columns, whatever must be narrowed."""


class Form(StrEnum):
    """Which medium was asked for."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def prepare() -> bool:
    """
    Streams that can say anything: UTF-8, and a mark instead of a crash (reliability.md §7).

    Returns:
        Whether there is a stdout at all; where it was closed, nothing that is said arrives.
    """
    heard = sys.stdout is not None
    if sys.stdout is None or sys.stderr is None:
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for all the run
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    return heard


def on_terminal(stream: IO[str]) -> bool:
    """Whether people look at a stream directly, on a terminal that can draw."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def say(text: Text, lang: Lang) -> None:
    """A result, one line on stdout."""
    print(_into(text, lang))


def tell(text: Text, lang: Lang) -> None:
    """Talk beside the result, one line on stderr."""
    print(_into(text, lang), file=sys.stderr)


def complain(error: GendanError, lang: Lang) -> None:
    """A refusal: what, all single faults, and what can be done."""
    print(f"gendan: {visible(error.text.into(lang))}", file=sys.stderr)
    for fault in error.faults:
        print(f"  {visible(fault.into(lang))}", file=sys.stderr)
    print(f"hint: {visible(error.hint.into(lang))}", file=sys.stderr)


def emit(sheet: Sheet[Any], form: Form, lang: Lang) -> None:
    """A table: drawn on a terminal, plain on a pipe, or as JSON or CSV."""
    if form is Form.JSON:
        _json(sheet.objects())
    elif form is Form.CSV:
        _csv([c.key for c in sheet.columns if not c.table_only], sheet.objects(), lang)
    elif not sheet.rows:
        say(sheet.empty, lang)
    else:
        _table(sheet, lang)
        for line in sheet.foot:
            tell(line, lang)


def emit_page(page: Page, form: Form, lang: Lang) -> None:
    """The file of one thing, in any medium; CSV has its fields alone."""
    if form is Form.JSON:
        _json(page.object())
    elif form is Form.CSV:
        _csv([f.key for f in page.fields], [{f.key: f.value for f in page.fields}], lang)
    else:
        print(_into(page.title, lang))
        shown = [(f.head.into(lang), f) for f in page.fields if f.head is not None]
        label = max((width(head) for head, _ in shown), default=0)
        for head, item in shown:
            says = item.says if item.says is not None else str(item.value)
            print(f"  {head}{' ' * (label - width(head))}  {_into(says, lang)}")
        for sheet in page.sections.values():
            print()
            emit(sheet, form, lang)


def emit_lines(lines: Iterable[Says], lang: Lang) -> None:
    """Plain lines, to paste into a chat."""
    for line in lines:
        print(_into(line, lang))


def emit_text(lines: Iterable[Line], lang: Lang) -> None:
    """A text: wrapped under its leads and coloured on a terminal, whole lines on a pipe."""
    said = [(_into(line.lead, lang), _into(line.says, lang), line.style) for line in lines]
    if not on_terminal(sys.stdout):
        emit_lines([f"{lead}{says}".rstrip() for lead, says, _ in said], lang)
        return
    from rich.console import Console
    from rich.segment import Segment, Segments
    from rich.style import Style

    console = Console(highlight=False)
    pieces = [
        piece
        for lead, says, style in said
        for text in hung(lead, says, console.width)
        for piece in (Segment(text, Style.parse(style)), Segment.line())
    ]
    console.print(Segments(pieces), end="", crop=False)


def track(items: Sequence[T], label: Text, lang: Lang) -> Iterable[T]:
    """The items, with a progress bar on stderr if that is a terminal and they are many."""
    if len(items) < 200 or not on_terminal(sys.stderr):
        return items
    from rich.console import Console
    from rich.progress import track as rich_track

    return rich_track(items, description=label.into(lang), console=Console(stderr=True))


def _into(says: Says, lang: Lang) -> str:
    return visible(says.into(lang) if isinstance(says, Text) else says)


def _table(sheet: Sheet[Any], lang: Lang) -> None:
    columns = sheet.shown()
    if on_terminal(sys.stdout):
        _drawn(sheet, columns, lang)
        return
    heads = [c.head.into(lang) for c in columns if c.head is not None]
    rows = [[_into(c.cell(row), lang) for c in columns] for row in sheet.rows]
    widths = [max(map(width, cells)) for cells in zip(heads, *rows, strict=True)]
    print(_into(sheet.title, lang))
    for row in [heads, *rows]:
        cells = zip(row, widths, columns, strict=True)
        print(GAP.join(padded(cell, room, right=c.right) for cell, room, c in cells).rstrip())


def _drawn(sheet: Sheet[Any], columns: Sequence[Column[Any]], lang: Lang) -> None:
    """
    The table on a terminal, laid out by `layout`; Rich knows the terminal and gives the colour.

    Its own Table measures and wraps every cell several times: 40 rows of it cost more than five
    starts of Python (performance.md §6, bench/).
    """
    # Rich costs a quarter of a daily command: only where somebody looks.
    from rich.console import Console
    from rich.segment import Segment, Segments
    from rich.style import Style

    console = Console(highlight=False)
    heads = [c.head.into(lang) for c in columns if c.head is not None]
    rows = [[_into(c.cell(row), lang) for c in columns] for row in sheet.rows]
    narrow = [c.wide and console.width < WIDE for c in columns]
    natural = sizes(heads, rows)
    least = [min(size, c.least or size) for size, c in zip(natural, columns, strict=True)]
    stay = kept(least, narrow, console.width)
    gone = [head for place, head in enumerate(heads) if place not in stay]
    columns, heads = [columns[n] for n in stay], [heads[n] for n in stay]
    rows = [[cells[n] for n in stay] for cells in rows]
    widths = fitted(heads, rows, [c.right for c in columns], console.width)
    bold = Style(bold=True)
    title = wrapped(_into(sheet.title, lang), console.width)
    said = [Segment(f"{line}\n", bold) for line in title]
    said += [Segment(text, bold) for text in drawn(heads, columns, widths)]
    said.append(Segment("─" * (sum(widths) + len(GAP) * (len(widths) - 1)) + "\n"))
    for row, cells in zip(sheet.rows, rows, strict=True):
        styles = [Style.parse(c.style(row)) if c.style else None for c in columns]
        for n, text in enumerate(drawn(cells, columns, widths)):
            said.append(Segment(text, styles[n % len(columns)]))
    console.print(Segments(said), end="", crop=False)  # a cut number is another number
    if gone:
        tell(_too_narrow(listed(gone)), lang)


def _too_narrow(gone: Text) -> Text:
    return Text(
        f"this terminal is too narrow for: {gone.en} ({WIDE} columns have all)",
        f"终端较窄，未显示：{gone.zh}（宽 {WIDE} 列可显示全部）",
    )


def _json(value: object) -> None:
    """One object a line: with `indent`, Python's slow encoder would be used."""
    import json

    plain = _plain(value)
    if isinstance(plain, list):
        lines = [_escaped(json.dumps(item, ensure_ascii=False)) for item in plain]
        print("[\n" + ",\n".join(lines) + "\n]" if lines else "[]")
    else:
        print(_escaped(json.dumps(plain, ensure_ascii=False)))


def _escaped(line: str) -> str:
    """JSON that does nothing on a terminal: `json` escapes C0, but neither C1 nor bidi."""
    if line.isprintable():
        return line
    import json

    return "".join(c if c.isprintable() or c in BLANKS else json.dumps(c)[1:-1] for c in line)


def _plain(value: object) -> object:
    if isinstance(value, Text):
        return {"en": value.en, "zh": value.zh}
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _csv(keys: Sequence[str], rows: Sequence[dict[str, Any]], lang: Lang) -> None:
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(keys)
    for row in rows:
        writer.writerow([_csv_cell(row[key], lang) for key in keys])


def _csv_cell(value: object, lang: Lang) -> object:
    """A cell that Excel cannot run; numbers stay numbers."""
    if isinstance(value, Text):
        value = value.into(lang)
    elif isinstance(value, list | tuple):
        value = "; ".join(str(item) for item in value)
    elif isinstance(value, dict):
        value = "; ".join(f"{key}: {item}" for key, item in value.items())
    if not isinstance(value, str):
        return value
    return no_formula("\n".join(visible(line) for line in value.split("\n")))
