"""The rows of customers, their people and their standing requirements."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from gendan.core.customers import (
    Channel,
    Customer,
    Listed,
    State,
    Tier,
)
from gendan.core.kinds import CLOCK_KINDS
from gendan.errors import Duplicate, Refused
from gendan.store import lookup
from gendan.store.db import Book
from gendan.store.values import day, json_list, local
from gendan.store.write import Value, Writing
from gendan.text import Text

NOUN = Text("customer", "客户")


def find(book: Book, words: str) -> Customer:
    """The one customer that these words name, active or not; see `lookup.find` for errors."""
    return by_ids(book, [lookup.find(book, words)])[0]


def active(book: Book, words: str) -> Customer:
    """
    The one active customer that these words name.

    Raises:
        Refused: It is retired or merged.
    """
    found = find(book, words)
    if found.state is not State.ACTIVE:
        raise Refused(
            Text(f"customer {found.code} is {found.state}", f"客户 {found.code} 已停用"),
            Text(
                f"`gendan customer edit {found.code} --state active` brings it back",
                f"用 `gendan customer edit {found.code} --state active` 恢复",
            ),
        )
    return found


def by_ids(book: Book, ids: Sequence[str]) -> list[Customer]:
    """Customers by their ids, in the order of their codes."""
    rows = book.conn.execute(
        "SELECT * FROM customers WHERE id IN (SELECT value FROM json_each(?)) ORDER BY code",
        (json_list(ids),),
    )
    return [_from_row(row) for row in rows]


def listed(
    book: Book,
    today: date,
    *,
    ids: Sequence[str] | None = None,
    owner: str | None = None,
    tier: Tier | None = None,
    country: str | None = None,
    state: State | None = State.ACTIVE,
) -> list[Listed]:
    """Customers with their clocks, by code; None means any."""
    clocks = ", ".join(f"'{kind}'" for kind in CLOCK_KINDS)
    rows = book.conn.execute(
        f"""
        SELECT c.*, a.due AS next_due, a.paused_until,
               (SELECT max(at) FROM interactions AS i
                WHERE i.customer = c.id AND i.kind = 'contact') AS last_contact
        FROM customers AS c
        LEFT JOIN agenda AS a ON a.customer = c.id AND a.kind IN ({clocks})
        WHERE (:ids IS NULL OR c.id IN (SELECT value FROM json_each(:ids)))
          AND (:owner IS NULL OR c.owner = :owner COLLATE NOCASE)
          AND (:tier IS NULL OR c.tier = :tier)
          AND (:country IS NULL OR c.country = :country)
          AND (:state IS NULL OR c.state = :state)
        ORDER BY c.code
        """,
        {
            "ids": None if ids is None else json_list(ids),
            "owner": owner,
            "tier": tier,
            "country": country,
            "state": state,
        },
    )
    found = []
    for row in rows:
        paused, customer = day(row["paused_until"]), _from_row(row)
        found.append(
            Listed(
                customer=customer,
                pinned=customer.pinned(today),
                last_contact=local(row["last_contact"], book.zone) if row["last_contact"] else None,
                next_due=day(row["next_due"]),
                paused_until=paused if paused is not None and paused > today else None,
            )
        )
    return found


def codes(book: Book) -> dict[str, str]:
    """Ids by folded code, and by folded name or alias where it names only one customer."""
    by_code: dict[str, str] = {}
    by_name: dict[str, set[str]] = {}
    for row in book.conn.execute("SELECT key, kind, customer FROM lookup WHERE kind <> 'pinyin'"):
        if row["kind"] == "code":
            by_code[row["key"]] = row["customer"]
        else:
            by_name.setdefault(row["key"], set()).add(row["customer"])
    single = {key: next(iter(ids)) for key, ids in by_name.items() if len(ids) == 1}
    return single | by_code


def taken(book: Book, wanted: Iterable[str]) -> set[str]:
    """Which of these codes name a customer already, as a code, a name or an alias."""
    keys = {lookup.folded(code): code for code in wanted}
    rows = book.conn.execute(
        """
        SELECT DISTINCT key FROM lookup
        WHERE key IN (SELECT value FROM json_each(?)) AND kind <> 'pinyin'
        """,
        (json_list(keys),),
    )
    return {keys[row["key"]] for row in rows}


def add(work: Writing, code: str, name: str, fields: Mapping[str, Value]) -> str:
    """
    Add a customer; returns its id.

    Raises:
        Duplicate: The code is taken, as a code, a name or an alias.
    """
    if taken(work.book, [code]):
        raise Duplicate(
            NOUN,
            code,
            Text(
                f"`gendan customer show {code}` shows it", f"用 `gendan customer show {code}` 查看"
            ),
        )
    ident = work.insert("customers", code=code, name=name, **fields)
    _index(work, ident)
    return ident


def edit(work: Writing, ident: str, fields: Mapping[str, Value]) -> dict[str, tuple[Value, Value]]:
    """Change fields of a customer (id); returns those that really changed, old and new."""
    changed = work.update("customers", ident, **fields)
    if {"name", "aliases", "state"} & changed.keys():
        _index(work, ident)
    return changed


def handover(work: Writing, from_owner: str, to_owner: str) -> list[str]:
    """Give all active customers of one owner to another; returns their codes."""
    rows = work.book.conn.execute(
        "SELECT id, code FROM customers WHERE owner = ? COLLATE NOCASE AND state = 'active'"
        " ORDER BY code",
        (from_owner,),
    ).fetchall()
    for row in rows:
        work.update("customers", row["id"], owner=to_owner)
    return [row["code"] for row in rows]


def reindex(work: Writing, ids: Iterable[str]) -> None:
    """Make the look-up words of customers anew, after rows came or went by an undo."""
    for ident in ids:
        work.book.conn.execute("DELETE FROM lookup WHERE customer = ?", (ident,))
        _index(work, ident)


def _index(work: Writing, ident: str) -> None:
    row = work.book.conn.execute(
        "SELECT code, name, aliases, state FROM customers WHERE id = ?", (ident,)
    ).fetchone()
    if row is not None and row["state"] != State.MERGED:
        lookup.rebuild(work, ident, row["code"], [row["name"], *json.loads(row["aliases"])])


def _from_row(row: sqlite3.Row) -> Customer:
    return Customer(
        id=row["id"],
        code=row["code"],
        name=row["name"],
        aliases=tuple(json.loads(row["aliases"])),
        country=row["country"],
        timezone=row["timezone"],
        language=row["language"],
        currency=row["currency"],
        owner=row["owner"],
        channel=Channel(row["channel"]) if row["channel"] else None,
        tier=Tier(row["tier"]) if row["tier"] else None,
        tier_pinned=bool(row["tier_pinned"]),
        pinned_until=day(row["pinned_until"]),
        cadence=row["cadence"],
        since=date.fromisoformat(row["since"]),
        state=State(row["state"]),
        note=row["note"],
        extra=json.loads(row["extra"]),
    )
