"""The rows of partners, and the settings by which they are scored."""

import json
import sqlite3
from collections.abc import Mapping

from gendan.core.forms import folded
from gendan.core.partners import Decision, Partner, PartnerKind, Standing, clashes
from gendan.core.scoring import DEFAULTS, Scoring, scoring_of
from gendan.errors import Duplicate, Refused, Unknown
from gendan.store.db import Book
from gendan.store.values import day, json_list, local, utc
from gendan.store.write import Value, Writing
from gendan.text import Text

NOUN = Text("partner", "合作方")


def listed(book: Book, *, kind: PartnerKind | None = None, retired: bool = False) -> list[Partner]:
    """The partners that get work, with `retired` all, by code."""
    rows = book.conn.execute(
        """
        SELECT * FROM partners
        WHERE (:kind IS NULL OR kind = :kind) AND (:retired OR retired IS NULL) ORDER BY code
        """,
        {"kind": kind, "retired": retired},
    )
    return [_from_row(row, book) for row in rows]


def find(book: Book, words: str) -> Partner:
    """
    The one partner of a code, else of an exact name or alias.

    Raises:
        Unknown: There is none.
        Refused: A supplier and a forwarder have that name.
    """
    everybody = listed(book, retired=True)
    key = folded(words)
    for found in (
        [one for one in everybody if folded(one.code) == key],
        [one for one in everybody if key in map(folded, one.words)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            codes = ", ".join(f"{one.code} ({one.kind})" for one in found)
            raise Refused(
                Text(f"{words!r} fits several partners: {codes}", f"{words!r} 对应多个合作方：{codes}"),
                Text("write the code", "请写编号"),
            )  # fmt: skip
    raise Unknown(
        NOUN,
        words,
        Text(
            "`gendan partner list` shows all, `gendan partner add CODE NAME --kind …` adds one",
            "用 `gendan partner list` 查看，用 `gendan partner add 编号 名称 --kind …` 添加",
        ),
    )


def active(book: Book, words: str) -> Partner:
    """
    The one partner of these words that is not retired; raises as `find`.

    Raises:
        Refused: It is retired.
    """
    found = find(book, words)
    if found.retired is not None:
        raise Refused(
            Text(f"partner {found.code} is retired", f"合作方 {found.code} 已停用"),
            Text(
                f"`gendan partner edit {found.code} --active` brings it back",
                f"用 `gendan partner edit {found.code} --active` 恢复",
            ),
        )
    return found


def add(work: Writing, fresh: Partner) -> Partner:
    """
    Add a partner.

    Raises:
        Duplicate: The code is taken, or another of its kind is called so.
    """
    everybody = listed(work.book, retired=True)
    taken = next((one for one in everybody if folded(one.code) == folded(fresh.code)), None)
    if taken is not None:
        raise Duplicate(NOUN, fresh.code, _shows(taken))
    _check_words(work.book, fresh)
    work.insert(
        "partners",
        code=fresh.code,
        name=fresh.name,
        kind=fresh.kind,
        aliases=json_list(fresh.aliases),
        country=fresh.country,
        note=fresh.note,
    )
    return find(work.book, fresh.code)


def edit(work: Writing, before: Partner, fields: Mapping[str, Value]) -> Partner:
    """
    Change fields of a partner.

    Raises:
        Duplicate: Another of its kind is called so.
    """
    aliases = fields.get("aliases")
    _check_words(
        work.book,
        before._replace(
            name=str(fields.get("name", before.name)),
            aliases=before.aliases if aliases is None else json.loads(str(aliases)),
        ),
    )
    work.update("partners", before.id, **fields)
    return find(work.book, before.code)


def retire(work: Writing, partner: Partner, why: str) -> None:
    """It gets no more work; what it did stays."""
    work.update("partners", partner.id, retired=work.now.date().isoformat(), retired_why=why)


def decide(work: Writing, partner: Partner, standing: Standing, why: str) -> None:
    """Set a standing by hand, whatever the score says."""
    work.update(
        "partners",
        partner.id,
        standing=standing,
        standing_why=why,
        standing_by=work.who,
        standing_at=utc(work.now),
    )


def let_score(work: Writing, partner: Partner) -> None:
    """Its standing is as the score says again."""
    cleared = dict.fromkeys(("standing", "standing_why", "standing_by", "standing_at"))
    work.update("partners", partner.id, **cleared)


def scoring(book: Book) -> Scoring:
    """How the book scores its partners."""
    rows = book.conn.execute(
        "SELECT key, value FROM settings WHERE key IN (SELECT value FROM json_each(?))",
        (json_list(DEFAULTS),),
    )
    return scoring_of({row["key"]: row["value"] for row in rows})


def _check_words(book: Book, fresh: Partner) -> None:
    for words, other in clashes(listed(book, retired=True), fresh):
        raise Duplicate(NOUN, words, _shows(other))


def _shows(partner: Partner) -> Text:
    return Text(
        f"`gendan partner show {partner.code}` shows it ({partner.name})",
        f"用 `gendan partner show {partner.code}` 查看（{partner.name}）",
    )


def _from_row(row: sqlite3.Row, book: Book) -> Partner:
    decision = None
    if row["standing"] is not None:
        decision = Decision(
            Standing(row["standing"]),
            row["standing_why"],
            row["standing_by"],
            local(row["standing_at"], book.zone),
        )
    return Partner(
        code=row["code"],
        name=row["name"],
        kind=PartnerKind(row["kind"]),
        aliases=tuple(json.loads(row["aliases"])),
        country=row["country"],
        note=row["note"],
        decision=decision,
        retired=day(row["retired"]),
        retired_why=row["retired_why"],
        id=row["id"],
    )
