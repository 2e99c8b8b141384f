"""The journal as a chain: every entry carries the hash of all before it (reliability.md §6)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from gendan.core.seal import BEFORE_FIRST, FIRST, Seal, Written
from gendan.text import Text

Where = tuple[str, str]
"""Table and key of one row."""


class Link(NamedTuple):
    """One entry as the book keeps it, with its changes in their order, and its hash."""

    seq: int
    at: str
    who: str
    command: str
    undoes: int | None
    hash: str
    changes: Sequence[Written] = ()


class Flaw(NamedTuple):
    """Something that does not fit: in an entry, or in a row (table and key) of the book."""

    what: Text
    entry: int | None = None
    table: str | None = None
    row: str | None = None


class Verified(NamedTuple):
    """What a look at the whole journal found; `heads`: each entry by its hash."""

    entries: int
    head: str
    flaws: Sequence[Flaw]
    heads: Mapping[str, int]


def known_head(found: Verified, kept: str) -> int | None:
    """The entry that a head belongs to which was kept elsewhere; None: the past is another one."""
    return next((seq for head, seq in found.heads.items() if head.startswith(kept)), None)


def hash_of(before: str, link: Link) -> str:
    """The hash that an entry should have after the one before."""
    seal = Seal(before)
    for change in link.changes:
        seal.add(change)
    return seal.close(link.seq, link.at, link.who, link.command, link.undoes)


def verified(links: Iterable[Link]) -> Verified:
    """
    Look at all entries, in the order of their numbers.

    After one that does not fit, the hash that it carries is believed, so that one edit is told
    once and not again at every later entry.
    """
    flaws: list[Flaw] = []
    heads: dict[str, int] = {}
    before, older, expected = BEFORE_FIRST, BEFORE_FIRST, FIRST
    for link in links:
        if hash_of(before, link) != link.hash or link.seq != expected:
            flaws += [Flaw(why, link.seq) for why in _reasons(link, older, expected)]
        heads[link.hash] = link.seq
        before, older, expected = link.hash, before, link.seq + 1
    if not heads:
        flaws.append(Flaw(Text("the journal is empty: it was removed", "日志为空：已被删除")))
    return Verified(len(heads), before, flaws, heads)


def _reasons(link: Link, older: str, expected: int) -> Iterator[Text]:
    """Why an entry does not fit: what is missing, what came between, or that it was edited."""
    if link.seq > expected:
        gap = f"{expected}" if link.seq == expected + 1 else f"{expected}–{link.seq - 1}"
        yield Text(
            f"removed before it: entry {gap}, which it was chained to",
            f"其前的第 {gap} 条已被删除",
        )
    if link.seq < expected:
        yield Text("inserted before the first entry", "被插入到首条之前")
    numbers = [change.n for change in link.changes]
    if numbers != list(range(len(numbers))):
        yield Text("a change of it was removed or inserted", "其中的变更有删除或插入")
    if hash_of(older, link._replace(seq=link.seq - 1)) == link.hash:
        yield Text("the entry before it was inserted", "其前一条是后来插入的")
    elif link.seq == expected:
        yield Text(
            "it is not what was written: edited, or an entry before it was removed or inserted",
            "与写入时不符：被编辑，或其前有条目被删除或插入",
        )


def last_written(changes: Iterable[tuple[Any, Any]]) -> dict[str, Any] | None:
    """What a row is after its changes, each old and new; None where it was taken away."""
    state: dict[str, Any] | None = None
    for old, new in changes:
        before = {} if old is None else state or {}
        state = None if new is None else {**before, **new}
    return state


def differing(
    told: Iterable[tuple[Where, int, dict[str, Any] | None]],
    found: Iterable[tuple[Where, Mapping[str, Any]]],
) -> Iterator[Flaw]:
    """
    Rows that are not what the journal says was last written to them.

    Args:
        told: Each row of the journal with its last entry and what it should be, by table and key.
        found: Each row of the book, in the same order.
    """
    rows = iter(found)
    row = next(rows, None)
    for where, entry, state in told:
        while row is not None and row[0] < where:
            yield _unknown(row[0])
            row = next(rows, None)
        here = None
        if row is not None and row[0] == where:
            here, row = row[1], next(rows, None)
        if (why := _unlike(entry, state, here)) is not None:
            yield Flaw(why, entry, *where)
    while row is not None:
        yield _unknown(row[0])
        row = next(rows, None)


def _unknown(where: Where) -> Flaw:
    what = Text("no entry of the journal wrote this row", "日志中没有写入该行的记录")
    return Flaw(what, None, *where)


def _unlike(
    entry: int, state: dict[str, Any] | None, here: Mapping[str, Any] | None
) -> Text | None:
    if state is None:
        if here is None:
            return None
        return Text(f"entry {entry} removed this row", f"第 {entry} 条已删除该行，但它仍在")
    if here is None:
        return Text(f"the row that entry {entry} wrote is gone", f"第 {entry} 条写入的行已不在")
    edited = [k for k, v in state.items() if k not in here or here[k] != v]
    if not edited:
        return None
    named = ", ".join(edited)
    return Text(
        f"not as entry {entry} or one before it wrote it: {named}",
        f"与第 {entry} 条或此前写入的不符：{named}",
    )
