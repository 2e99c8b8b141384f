"""Under which words a customer is found: code, name, alias, pinyin and its initials."""

import unicodedata
from collections.abc import Iterable

from gendan.errors import AmbiguousCustomer, UnknownCustomer
from gendan.store.db import Book
from gendan.store.values import json_list
from gendan.store.write import Writing


def folded(words: str) -> str:
    """Words as they are compared: full width, case and doubled spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


def rebuild(work: Writing, customer: str, code: str, names: Iterable[str]) -> None:
    """Write anew under which words a customer is found. Derived, so not journaled."""
    rows = {(folded(code), "code")}
    for name in names:
        rows.add((folded(name), "name"))
        rows.update((key, "pinyin") for key in pinyin_keys(name))
    conn = work.book.conn
    conn.execute("DELETE FROM lookup WHERE customer = ?", (customer,))
    conn.executemany(
        "INSERT INTO lookup VALUES (?, ?, ?)", [(key, kind, customer) for key, kind in rows if key]
    )


def pinyin_keys(name: str) -> tuple[str, ...]:
    """How a Chinese name is typed in Latin letters: whole pinyin, and initials."""
    if not any("\u3400" <= char <= "\u9fff" for char in name):
        return ()
    # Only when a Chinese name is saved: the dictionary is large.
    from pypinyin import lazy_pinyin

    syllables = [folded(s).replace(" ", "") for s in lazy_pinyin(name)]
    syllables = [s for s in syllables if s]
    return "".join(syllables), "".join(s[0] for s in syllables)


def find(book: Book, words: str) -> str:
    """
    The id of the one customer that these words name.

    The code, else an exact name or alias, else a unique beginning of any of them, pinyin and
    initials included (contract §1).

    Raises:
        UnknownCustomer: Nobody; near names are offered.
        AmbiguousCustomer: Several; they are named, none is taken.
    """
    key = folded(words)
    if not key:
        raise UnknownCustomer(words, [])
    for question in (
        "SELECT customer FROM lookup WHERE key = :key AND kind = 'code'",
        "SELECT DISTINCT customer FROM lookup WHERE key = :key AND kind = 'name'",
        """
        SELECT DISTINCT l.customer FROM lookup AS l
        JOIN customers AS c ON c.id = l.customer AND c.state = 'active'
        WHERE l.key >= :key AND l.key < :key || char(1114111)
        """,
    ):
        rows = book.conn.execute(question, {"key": key}).fetchall()
        if len(rows) == 1:
            return str(rows[0]["customer"])
        if rows:
            raise AmbiguousCustomer(words, _named(book, [row["customer"] for row in rows]))
    raise UnknownCustomer(words, _near(book, key))


def _named(book: Book, ids: list[str], most: int = 5) -> list[str]:
    rows = book.conn.execute(
        """
        SELECT code, name FROM customers WHERE id IN (SELECT value FROM json_each(?))
        ORDER BY code LIMIT ?
        """,
        (json_list(ids), most),
    ).fetchall()
    named = [f"{row['code']} ({row['name']})" for row in rows]
    return named + (["…"] if len(ids) > most else [])


def _near(book: Book, key: str) -> list[str]:
    # Only for a refusal: a guess may suggest, it never decides (demands.md U42).
    from rapidfuzz import fuzz, process

    rows = book.conn.execute(
        """
        SELECT l.key, c.code FROM lookup AS l
        JOIN customers AS c ON c.id = l.customer AND c.state = 'active'
        """
    ).fetchall()
    best = process.extract(
        key, [row["key"] for row in rows], scorer=fuzz.WRatio, score_cutoff=65, limit=8
    )
    return list(dict.fromkeys(rows[index]["code"] for _, _, index in best))[:3]
