"""A report to file or send, before it is HTML or Markdown: a title, and parts with rows."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gendan.show import html as page
from gendan.show.html import Cell, Head, Stack
from gendan.show.words import said, visible
from gendan.text import Lang, Text

MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
"""What Markdown would take for more than text."""


class Part(NamedTuple):
    """
    One part of a report.

    `heads` are the columns of its rows; without them each row is a name and its value, or one
    sentence alone. `empty` stands where there is no row.
    """

    title: Text | None
    heads: Sequence[Head]
    rows: Sequence[Sequence[Cell]]
    empty: Text | None = None


class Paper(NamedTuple):
    """A report: its title, the class of its headline in HTML, its parts, and how it was made."""

    title: Text
    kind: str
    parts: Sequence[Part]
    made: Text


def html(paper: Paper, lang: Lang) -> str:
    """The report as one page that can be filed, sent and printed on A4."""
    body = ["<main>", page.element("h1", paper.title, lang, paper.kind)]
    for part in paper.parts:
        if part.title is not None:
            body.append(page.element("h2", part.title, lang))
        if not part.rows and part.empty is not None:
            body.append(page.element("p", part.empty, lang))
        elif part.heads:
            body.append(page.table(part.heads, part.rows, lang))
        else:
            body.extend(_loose(part.rows, lang))
    body += ["</main>", f"<footer>{page.element('p', paper.made, lang)}</footer>"]
    return page.page(paper.title, body, lang)


def _loose(rows: Sequence[Sequence[Cell]], lang: Lang) -> Iterable[str]:
    named = [(row[0], row[1], "") for row in rows if len(row) > 1 and isinstance(row[0], Text)]
    if named:
        yield page.pairs(named, lang)
    yield from (page.element("p", row[0], lang) for row in rows if len(row) == 1)


def markdown(paper: Paper, lang: Lang) -> Iterable[str]:
    """The report as lines of Markdown."""
    yield f"# {_words(paper.title, lang)}"
    for part in paper.parts:
        yield ""
        if part.title is not None:
            yield f"## {_words(part.title, lang)}"
            yield ""
        if not part.rows and part.empty is not None:
            yield _words(part.empty, lang)
        elif part.heads:
            yield from _table([head.name for head in part.heads], part.rows, lang)
        else:
            for row in part.rows:
                name, *value = (_words(cell, lang) for cell in row)
                yield f"- **{name}**: {value[0]}" if value else name
    yield ""
    yield _words(paper.made, lang)


def _table(heads: Sequence[Text], rows: Iterable[Sequence[Cell]], lang: Lang) -> Iterable[str]:
    yield f"| {' | '.join(_words(head, lang) for head in heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(_words(cell, lang) for cell in row)} |"


def _words(cell: Cell, lang: Lang) -> str:
    """A cell in one language, so that nothing in it acts as Markdown."""
    if isinstance(cell, Stack):
        parts = (_words(line, lang) for line in cell.lines if line is not None)
        return "<br>".join(part for part in parts if part)
    plain = cell.into(lang) if isinstance(cell, Text) else said(cell)
    return "<br>".join(MARKS.sub(r"\\\1", visible(line)) for line in plain.split("\n"))
