"""What a document says around its table: labels with their values, and sentences that tell."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from gendan.core.amount_words import read_count
from gendan.files.document_headings import key
from gendan.files.document_labels import FIGURES, TERM_BY_KEY, label
from gendan.files.document_numbers import figure
from gendan.files.document_routes import Found, routed
from gendan.files.document_values import alone, normal

WHOLE = ("marks", "amount_words", "bank", "consignee", "notify", "buyer", "sample")
"""Terms whose value runs to the end of its cell, colons and all."""
BARE = ("order", "invoice_no", "date", "pol", "pod", "container", "seal", "etd", *FIGURES)
"""Terms that a cell may name without a colon: `PORT OF LOADING NINGBO`, `订单号 PO-1001`."""
MOST_LINES = 12
"""Lines that marks may have."""
MOST_CELL = 2000
"""Characters of a cell that is searched for labels; a longer one is told as it stands."""
MOST_SENTENCE = 300
"""Characters of a cell that may be a sentence such as `FROM … TO …`."""
MOST_LABEL = 80
"""Characters of a label before its colon."""

_COLON = re.compile(r"[:：]")
_START = re.compile(r"(?<!\S)\S|(?<=[\s,;，；/])\S")
_APART = ("  ", "\n", ",", ";", "，", "；")
_ROUTE = re.compile(
    r"(?:ship(?:ped|ment)\s+)?from\s+(?P<pol>.+?)\s+to\s+(?P<pod>.+?)(?:\s+by\s+(?P<mode>\w+))?\.?|"
    r"[从自由](?P<zpol>.+?)[到至](?P<zpod>.+)",
    re.IGNORECASE,
)
_SAY = re.compile(r"say\b[\s:：]*(?:total\b)?[\s:：]*(.*)", re.I | re.S)
_MONEY = re.compile(r"dollar|usd|us\$|cent|euro|eur|pound|rmb|yuan|[元圆角分]", re.I)
_PIECES = re.compile(r"carton|package|case|pallet|\bctn|piece|\bpcs", re.I)
_PACKED = re.compile(r"carton|package|case|pallet|\bctn", re.I)
_LESS = re.compile(r"less|discount|deposit|减|折扣|扣", re.I)


class Said(NamedTuple):
    """All terms of some rows, the cells whose label is not known, and the rows that were read."""

    terms: Sequence[Found]
    unknown: Sequence[tuple[str, int, int]]
    rows: Collection[int]


def labelled(row: Sequence[str]) -> list[tuple[str, str, int]]:
    """What the cells of one row say by themselves: term, value and place of each."""
    return [
        (name, told, place)
        for place, cell in enumerate(row)
        for term, value in _inside(cell)
        for name, told in normal(term, value)
    ]


def said(rows: Sequence[Sequence[str]], numbers: Collection[int]) -> Said:
    """
    The terms in some rows of a sheet.

    Args:
        rows: All rows of the sheet.
        numbers: Which of them to read: titles and notes.
    """
    raw: list[Found] = []
    unknown: list[tuple[str, int, int]] = []
    used: set[tuple[int, int]] = set()
    for number in sorted(numbers):
        for place, cell in enumerate(rows[number]):
            if not cell or (number, place) in used:
                continue
            where, term = place, label(cell)
            if term is None:
                found = list(_inside(cell))
            else:
                value, where = _beside(rows, number, place, numbers, used, term)
                found = [(term, value)]
            raw += [Found(term, value, number, place, where) for term, value in found]
            if not found and (_strange(cell) or len(cell) > MOST_CELL):
                unknown.append((cell, number, place))
    terms = [
        found._replace(term=name, value=told)
        for found in routed(raw)
        if found.term != "-"
        for name, told in _told(found, rows[found.row])
    ]
    seen = {found.row for found in raw} | {row for _, row, _ in unknown} | {row for row, _ in used}
    return Said(terms, unknown, seen)


def _told(found: Found, row: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A value as its term wants it; charges take the last figure of their row and its sign."""
    if found.term not in ("charges", "freight?"):
        yield from normal(found.term, found.value)
        return
    if found.term == "freight?" and figure(found.value) is None and found.value:
        yield from normal("freight", found.value)
        return
    cells = [found.value, *row[found.place + 1 :]]
    figures = [f.value for cell in cells if (f := figure(cell)) is not None and f.value is not None]
    if figures:
        amount = figures[-1]
        less = _LESS.search(row[found.place]) is not None and amount > 0
        yield "charges", f"{-amount if less else amount:f}"


def _inside(cell: str) -> Iterator[tuple[str, str]]:
    """Labels and values within one cell."""
    if not 4 <= len(cell) <= MOST_CELL or not any(map(str.isalpha, cell)):
        return
    if say := _SAY.fullmatch(cell):
        if _MONEY.search(say[1]) or (say[1] and not _PIECES.search(say[1])):
            yield "amount_words", say[1].strip()
        elif _PACKED.search(say[1]) and (count := read_count(say[1])) is not None:
            yield "cartons", f"{count:f}"
        return
    parts = list(_labels(cell))
    if parts:
        for at, (term, _, start) in enumerate(parts):
            end = parts[at + 1][1] if at + 1 < len(parts) else len(cell)
            if term in WHOLE:
                yield term, cell[start:].strip()
                break
            yield term, cell[start:end].strip(" ,;，；\n")
    elif len(cell) <= MOST_SENTENCE and (route := _ROUTE.fullmatch(cell.strip())):
        yield "from?", route["pol"] or route["zpol"]
        yield "to?", route["pod"] or route["zpod"]
        if route["mode"]:
            yield "mode", route["mode"]
    else:
        yield from _bare(cell)
    yield from alone(cell)


def _labels(cell: str) -> Iterator[tuple[str, int, int]]:
    """Labels before colons: term, where it begins, where its value begins."""
    past = last = 0
    for colon in _COLON.finditer(cell, 0, MOST_CELL):
        before = cell[past : colon.start()]
        first = max(last - past, len(before) - MOST_LABEL, 0)
        starts = [found.start() for found in _START.finditer(before, first)]
        if past == 0:
            starts = [start for start in starts if not start or before.endswith(_APART, 0, start)]
        last = colon.end()
        for start in starts:
            term = TERM_BY_KEY.get(key(before[start:].split("(")[0])) or TERM_BY_KEY.get(
                key(before[start:])
            )
            if term is None and start == 0 and past == 0:
                term = label(before)
            if term is not None:
                yield term, past + start, colon.end()
                past = colon.end()
                break


def _bare(cell: str) -> Iterator[tuple[str, str]]:
    """A label and its value without a colon between them."""
    if len(cell) > 60 or label(cell) is not None:
        return
    han = re.match(r"[\u3400-\u9fff/]+", cell)
    words = cell.split()
    cuts = [(han[0], cell[han.end() :])] if han else []
    cuts += [
        (" ".join(words[:n]), " ".join(words[n:])) for n in range(min(5, len(words) - 1), 0, -1)
    ]
    for name, value in cuts:
        term = TERM_BY_KEY.get(key(name))
        if term not in BARE or not value:
            continue
        digits = any(map(str.isdigit, value))
        if term in ("pol", "pod"):
            fits = len(name) > 8 or han is not None
        elif term in FIGURES:
            fits = (f := figure(value)) is not None and f.value is not None
        else:
            fits = digits and len(value.split()) <= 3
        if fits:
            yield term, value
            return


def _beside(
    rows: Sequence[Sequence[str]],
    number: int,
    place: int,
    numbers: Collection[int],
    used: set[tuple[int, int]],
    term: str,
) -> tuple[str, int]:
    """The value of a label alone and its column: the next filled cell, else what stands below."""
    row = rows[number]
    for right in range(place + 1, len(row)):
        if row[right]:
            if label(row[right]) is None and not any(_labels(row[right])):
                used.add((number, right))
                below = []
                if term == "marks":
                    # Beside another label, the cell below is that label's value.
                    last = number + 1
                    while last < len(rows) and not any(rows[last][:right]):
                        last += 1
                    below = _below(rows[:last], number, right, numbers, used)
                return "\n".join([row[right], *below]), right
            break
    lines = _below(rows, number, place, numbers, used, most=MOST_LINES if term == "marks" else 1)
    return "\n".join(lines), place


def _below(
    rows: Sequence[Sequence[str]],
    number: int,
    place: int,
    numbers: Collection[int],
    used: set[tuple[int, int]],
    most: int = MOST_LINES,
) -> list[str]:
    lines: list[str] = []
    for row in range(number + 1, number + 1 + most):
        known = row in numbers and row < len(rows) and place < len(rows[row])
        cell = rows[row][place] if known else ""
        if not cell or label(cell) is not None or any(_labels(cell)):
            break
        lines.append(cell)
        used.add((row, place))
    return lines


def _strange(cell: str) -> bool:
    """Whether a cell is a label and a value that gendan has no field for."""
    if _SAY.fullmatch(cell):
        return True
    before, colon, _ = cell.replace("：", ":").partition(":")
    return (
        bool(colon)
        and 0 < len(before.split()) <= 4
        and len(before) <= 30
        and not any(map(str.isdigit, before))
    )
