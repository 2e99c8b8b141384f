"""The rows of the morning list, with what a person needs beside them."""

import sqlite3
from collections.abc import Sequence
from datetime import date

from gendan.core.customers import Channel, Tier
from gendan.core.dues import Due
from gendan.core.kinds import Kind
from gendan.core.settings import cadence_rules
from gendan.store import calendars
from gendan.store.db import Book
from gendan.store.values import json_list, local
from gendan.text import Text

ORDER_INTERVAL = 7
"""Days that stand for one interval where no cadence applies (contract §3)."""


def stale(book: Book, today: date) -> bool:
    """Whether time alone has changed the agenda, so that `agenda.upkeep` has to be called."""
    come = book.conn.execute(
        "SELECT 1 FROM agenda WHERE stale_on <= ? LIMIT 1", (today.isoformat(),)
    ).fetchone()
    return come is not None or calendars.outdated(book.conn, today)


def showing(
    book: Book,
    until: date,
    *,
    today: date,
    owner: str | None = None,
    tier: Tier | None = None,
    kinds: Sequence[Kind] = tuple(Kind),
) -> list[Due]:
    """Every row that is due and shown by a day; which of a customer's wins is core's to say."""
    rows = book.conn.execute(
        """
        SELECT a.*, c.code, c.name, c.tier, c.owner, c.country, c.timezone, c.channel, c.cadence,
               l.at AS last_at, l.channel AS last_channel, l.note AS last_note,
               s.at AS said_at, s.note AS said, s.promised_time
        FROM agenda AS a
        JOIN customers AS c ON c.id = a.customer
        LEFT JOIN interactions AS l ON l.id = (
            SELECT id FROM interactions
            WHERE customer = a.customer AND kind = 'contact'
            ORDER BY at DESC, entry DESC LIMIT 1
        )
        LEFT JOIN interactions AS s ON s.id = a.source
        WHERE a.shows_on <= :until
          AND (:owner IS NULL OR c.owner = :owner COLLATE NOCASE)
          AND (:tier IS NULL OR c.tier = :tier)
          AND a.kind IN (SELECT value FROM json_each(:kinds))
        """,
        {
            "until": until.isoformat(),
            "owner": owner,
            "tier": tier,
            "kinds": json_list(kinds),
        },
    )
    rules = cadence_rules(book.settings)
    found = [_from_row(row, book, rules) for row in rows]
    return found + _of_things(book, today, until, owner, tier, kinds)


def _of_things(
    book: Book,
    today: date,
    until: date,
    owner: str | None,
    tier: Tier | None,
    kinds: Sequence[Kind],
) -> list[Due]:
    """
    What orders, complaints, actions, risks and inspections ask for.

    What has no owner of its own is the order's owner's, else the customer's; an empty one is nobody.

    That the customer will have to be told if nothing happens is no row before its day.
    """
    rows = book.conn.execute(
        """
        SELECT a.kind, a.item, a.due, a.why_en, a.why_zh, o.number,
               nullif(coalesce(a.owner, o.owner, c.owner), '') AS owner, c.code, c.name, c.tier,
               c.country, c.timezone, c.channel,
               l.at AS last_at, l.channel AS last_channel, l.note AS last_note
        FROM (
            SELECT kind, item, NULL AS customer, order_id, NULL AS owner, due, shows_on, why_en, why_zh
            FROM order_agenda
            UNION ALL
            SELECT kind, item, customer, order_id, owner, due, shows_on, why_en, why_zh FROM care_agenda
        ) AS a
        LEFT JOIN orders AS o ON o.id = a.order_id
        LEFT JOIN customers AS c ON c.id = coalesce(a.customer, o.customer)
        LEFT JOIN interactions AS l ON l.id = (
            SELECT id FROM interactions
            WHERE customer = c.id AND kind = 'contact'
            ORDER BY at DESC, entry DESC LIMIT 1
        )
        WHERE a.shows_on <= CASE a.kind WHEN 'feedback' THEN :today ELSE :until END
        """,
        {"today": today.isoformat(), "until": until.isoformat()},
    )
    return [
        _of_thing(row, book)
        for row in rows
        if row["kind"] in kinds
        and (owner is None or (row["owner"] or "").lower() == owner.lower())
        and (tier is None or row["tier"] == tier)
    ]


def _of_thing(row: sqlite3.Row, book: Book) -> Due:
    due = date.fromisoformat(row["due"])
    return Due(
        kind=Kind(row["kind"]),
        due=due,
        interval_days=ORDER_INTERVAL,
        customer=row["code"],
        name=row["name"],
        tier=Tier(row["tier"]) if row["tier"] else None,
        owner=row["owner"],
        rule="",
        base=due,
        order=row["number"],
        item=row["item"],
        asks=Text(row["why_en"], row["why_zh"]),
        last_contact=local(row["last_at"], book.zone) if row["last_at"] else None,
        last_channel=Channel(row["last_channel"]) if row["last_channel"] else None,
        last_note=row["last_note"],
        country=row["country"],
        timezone=row["timezone"],
        channel=Channel(row["channel"]) if row["channel"] else None,
    )


def _from_row(row: sqlite3.Row, book: Book, rules: dict[Tier, str]) -> Due:
    tier = Tier(row["tier"]) if row["tier"] else None
    return Due(
        kind=Kind(row["kind"]),
        due=date.fromisoformat(row["due"]),
        interval_days=row["interval_days"],
        customer=row["code"],
        name=row["name"],
        tier=tier,
        owner=row["owner"],
        rule=row["cadence"] or rules[tier or Tier.C],
        base=date.fromisoformat(row["base"]),
        last_contact=local(row["last_at"], book.zone) if row["last_at"] else None,
        last_channel=Channel(row["last_channel"]) if row["last_channel"] else None,
        last_note=row["last_note"],
        said_on=local(row["said_at"], book.zone).date() if row["said_at"] else None,
        said=row["said"],
        promised_time=row["promised_time"],
        attempts=row["attempts"],
        snoozes=row["snoozes"],
        country=row["country"],
        timezone=row["timezone"],
        channel=Channel(row["channel"]) if row["channel"] else None,
    )
