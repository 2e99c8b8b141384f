"""Columns that fit a terminal: how wide each is, and where a cell breaks, Chinese included."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from gendan.show.sheet import WORD, Column
from gendan.show.words import first_words, width
from gendan.text import Text

GAP = "  "
LEAST = 8
"""No column of text is narrowed below this or its heading, while there is another way."""

LAST = 4
"""And below this never: on a terminal so narrow, the lines wrap."""

DATE = r"\d{4}-\d\d-\d\d"
"""Never broken: half a date is another date."""

STOPS = r"[\uff0c\u3002\uff1b\uff1a\uff01\uff1f\u3001\uff09\u300b\u201d]*"
"""Punctuation that no Chinese line begins with: ，。；：！？、）》”"""

PIECE = rf"\s+|[\u2e80-\uffef]{STOPS}|[^\s\u2e80-\uffef]+{STOPS}"
"""What stays together: a Latin word, or a Chinese character with the punctuation behind it."""


def kept(sizes: Sequence[int], wide: Sequence[bool], room: int) -> list[int]:
    """
    Places of the columns that stay: the wide ones fall away, the last first, until the table fits.

    Args:
        sizes: How wide each column is with its longest cell.
        wide: Which may fall away.
        room: Columns of the terminal.
    """
    stay = list(range(len(sizes)))
    for place in reversed(range(len(sizes))):
        if wide[place] and _excess([sizes[n] for n in stay], room) > 0:
            stay.remove(place)
    return stay


def fitted(
    heads: Sequence[str], cells: Sequence[Sequence[str]], rigid: Sequence[bool], room: int
) -> list[int]:
    """
    Widths of columns: as wide as their cells, the widest narrowed until the table fits.

    Words give way before columns do, dates never.

    Args:
        heads: One heading a column.
        cells: Rows of cells.
        rigid: Which columns are never narrowed (numbers).
        room: Columns of the terminal.
    """
    widths = sizes(heads, cells)
    if _excess(widths, room) <= 0:
        return widths
    columns = list(zip(*cells, strict=True)) or [()] * len(heads)
    dates = [_longest(DATE, column) for column in columns]
    words = [min(_longest(PIECE, column), WORD) for column in columns]
    for floor, unbroken in ((LEAST, words), (LEAST, dates), (LAST, dates)):
        least = [
            natural
            if fixed
            else min(natural, max(width(head) if floor == LEAST else 0, floor, whole))
            for head, natural, fixed, whole in zip(heads, widths, rigid, unbroken, strict=True)
        ]
        _narrow(widths, least, _excess(widths, room))
    return widths


def sizes(heads: Sequence[str], cells: Sequence[Sequence[str]]) -> list[int]:
    """How wide each column is with its longest cell."""
    return [max(map(width, column)) for column in zip(heads, *cells, strict=True)]


def _excess(widths: Sequence[int], room: int) -> int:
    return sum(widths) + len(GAP) * (len(widths) - 1) - room


def _longest(what: str, cells: Iterable[str]) -> int:
    found = (width(piece) for cell in cells for piece in re.findall(what, cell))
    return max(found, default=0)


def _narrow(widths: list[int], least: Sequence[int], excess: int) -> None:
    """Take from the widest column, a blank at a time, until nothing is too much or none gives."""
    while excess > 0:
        spare = [now if now > low else 0 for now, low in zip(widths, least, strict=True)]
        widest = spare.index(max(spare))
        if not spare[widest]:
            return
        widths[widest] -= 1
        excess -= 1


def wrapped(text: str, room: int) -> list[str]:
    """Lines of a text: broken at blanks, between Chinese characters, and in words that are too long."""
    if width(text) <= room:
        return [text]
    lines, line, used = [], "", 0
    for piece in re.findall(PIECE, text):
        size = width(piece)
        if used + size > room and line:
            lines.append(line.rstrip())
            line, used = "", 0
        if piece.isspace() and not line:
            continue
        while size > room:
            head = _beginning(piece, room)
            lines.append(head)
            piece = piece[len(head) :]
            size = width(piece)
        line, used = line + piece, used + size
    return [*lines, line.rstrip()] if line.strip() else lines


def hung(lead: str, text: str, room: int) -> list[str]:
    """Lines of a text behind its lead; what does not fit hangs below the text."""
    indent = width(lead) if width(lead) <= room // 2 else 0
    if not indent and lead:
        return wrapped(f"{lead}{text}", room)
    first, *rest = wrapped(text, room - indent) or [""]
    return [f"{lead}{first}".rstrip(), *(f"{' ' * indent}{line}" for line in rest)]


def shortened(lines: Sequence[str], room: int, most: int) -> Sequence[str]:
    """The first lines of a cell, with a mark where the rest was left out."""
    if len(lines) <= most:
        return lines
    rest = lines[most - 1]
    for line in lines[most:]:
        rest += line if width(rest[-1:]) == 2 or width(line[:1]) == 2 else f" {line}"
    return [*lines[: most - 1], first_words(rest, room)]


def _beginning(text: str, room: int) -> str:
    used = 0
    for place, char in enumerate(text):
        used += width(char)
        if used > room:
            return text[: max(place, 1)]
    return text


def padded(text: str, room: int, *, right: bool) -> str:
    """A text with blanks up to a width."""
    blank = " " * (room - width(text))
    return blank + text if right else text + blank


def drawn(
    cells: Sequence[str], columns: Sequence[Column[Any]], widths: Sequence[int]
) -> Iterable[str]:
    """A row, line by line and in each line cell by cell, with its gaps and line ends."""
    parts = [
        shortened(wrapped(cell, room), room, column.brief) if column.brief else wrapped(cell, room)
        for cell, room, column in zip(cells, widths, columns, strict=True)
    ]
    last = len(columns) - 1
    for n in range(max(map(len, parts))):
        for place, (lines, room, column) in enumerate(zip(parts, widths, columns, strict=True)):
            text = padded(lines[n] if n < len(lines) else "", room, right=column.right)
            yield f"{text}\n" if place == last else text + GAP


def aligned(texts: Sequence[Text]) -> list[Text]:
    """Texts with blanks up to the widest of them, in each language."""
    en, zh = (
        max(map(width, words), default=0)
        for words in ([t.en for t in texts], [t.zh for t in texts])
    )
    return [Text(padded(t.en, en, right=False), padded(t.zh, zh, right=False)) for t in texts]
