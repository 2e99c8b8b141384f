"""One HTML page that needs nothing from outside and runs nothing: escaping, tables, its style."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from typing import NamedTuple

from gendan.show.sheet import Says
from gendan.show.words import said, visible
from gendan.text import Lang, Text

TAGS = {Lang.EN: "en", Lang.ZH: "zh-Hans"}

STYLE = (
    "".join(f".w{n} {{ width: {n}% }}\n" for n in range(5, 100))
    + """
@page { size: A4; margin: 14mm 12mm }
:root { color-scheme: light }
* { box-sizing: border-box }
body { font: 14px/1.45 system-ui, "Segoe UI", "PingFang SC", "Microsoft YaHei",
  "Noto Sans CJK SC", sans-serif; color: #111; background: #fff; overflow-wrap: anywhere;
  max-width: 62rem; margin: 0 auto; padding: 1.5rem }
h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 1rem; padding: .6rem .9rem;
  border: 3px solid; break-inside: avoid }
h1.blocked { color: #a40000; border: 7px double }
h1.unsigned { color: #7a4b00; border-style: dashed }
h1.cleared { color: #0b5d1e }
h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; break-after: avoid }
p { margin: .3rem 0 }
table { width: 100%; table-layout: fixed; margin-bottom: .4rem; border-collapse: collapse; font-size: .9rem }
thead { display: table-header-group }
tr { break-inside: avoid }
tr:has(.span) { break-before: avoid }
th, td { text-align: left; vertical-align: top; padding: .28rem .4rem; border: 1px solid #999 }
thead th { background: #eee; font-size: .95em }
td.hash { font: .85em ui-monospace, Consolas, "DejaVu Sans Mono", monospace }
.span { padding-left: 2rem }
.strong { font-weight: 700 }
footer { margin-top: 1.6rem; padding-top: .5rem; border-top: 1px solid #999; font-size: .88rem }
@media screen and (max-width: 40rem) {
  body { padding: .7rem }
  main { overflow-x: auto }
  table:has(thead) { min-width: 36rem }
  th.w15 { width: 34% }
}
@media print {
  body { font-size: 9.5pt; max-width: none; padding: 0 }
  h1.blocked, h1.unsigned, h1.cleared { color: #000 }
}
"""
)
"""A border that differs by verdict, so that a copy in black and white says the same."""

POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-"
    + b64encode(sha256(STYLE.encode()).digest()).decode()
    + "'"
)
"""No network, no script, and no style but ours, whatever stands in the text."""


class Head(NamedTuple):
    """A column: its heading, its share of the width in percent, the class of its cells."""

    name: Text
    share: int
    kind: str = ""


class Stack(NamedTuple):
    """Sentences below each other in one cell; empty ones are left out."""

    lines: Sequence[Says | None]


Cell = Says | Stack | None


def words(cell: Cell, lang: Lang) -> str:
    """A cell in one language, escaped and without a character that acts."""
    if isinstance(cell, Stack):
        parts = (words(line, lang) for line in cell.lines if line is not None)
        return "<br>".join(part for part in parts if part)
    return escape(visible(cell.into(lang) if isinstance(cell, Text) else said(cell)))


def element(name: str, cell: Cell, lang: Lang, kind: str = "") -> str:
    """A cell in an element."""
    mark = f' class="{kind}"' if kind else ""
    return f"<{name}{mark}>{words(cell, lang)}</{name}>"


def table(heads: Sequence[Head], rows: Iterable[Sequence[Cell]], lang: Lang) -> str:
    """A table whose heading is printed again on every page; a row of one cell spans it all."""
    top = "".join(element("th", head.name, lang, f"w{head.share}") for head in heads)
    lines = [f"<tr>{_cells(heads, row, lang)}</tr>" for row in rows]
    return "\n".join(
        ["<table>", f"<thead><tr>{top}</tr></thead>", "<tbody>", *lines, "</tbody>", "</table>"]
    )


def _cells(heads: Sequence[Head], row: Sequence[Cell], lang: Lang) -> str:
    if len(row) == 1:
        return f'<td colspan="{len(heads)}" class="span">{words(row[0], lang)}</td>'
    cells = zip(row, heads, strict=True)
    return "".join(element("td", cell, lang, head.kind) for cell, head in cells)


def pairs(rows: Iterable[tuple[Text, Cell, str]], lang: Lang) -> str:
    """A table of names and values; the third of each row is the class of its value."""
    lines = [
        f"<tr>{element('th', name, lang, 'w15')}{element('td', cell, lang, kind)}</tr>"
        for name, cell, kind in rows
    ]
    return "\n".join(["<table>", "<tbody>", *lines, "</tbody>", "</table>"])


def page(title: Says, body: Iterable[str], lang: Lang) -> str:
    """The whole document."""
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{TAGS[lang]}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{words(title, lang)}</title>",
            f"<style>{STYLE}</style>",
            "</head>",
            "<body>",
            *body,
            "</body>",
            "</html>",
            "",
        ]
    )
