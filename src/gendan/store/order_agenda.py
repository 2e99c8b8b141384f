"""The index of what orders ask for, made anew from their plans, papers and shipments."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from gendan.core.asks import Wanted
from gendan.core.customers import Tier
from gendan.core.kinds import Kind
from gendan.core.lessons import concerning
from gendan.core.order_dues import unsigned, wanted
from gendan.core.orders import Order
from gendan.core.policy import Policy, policy_of
from gendan.core.signoffs import level_words, levels_needed
from gendan.core.tiers import Basis
from gendan.core.workdays import works
from gendan.store import calendars, desk, lessons, orders, settings, shipments, steps, tiers
from gendan.store.db import Book
from gendan.store.values import day, json_list, local


def refresh(book: Book, today: date, only: Iterable[str] | None = None) -> None:
    """
    Make the rows of some orders anew; call it inside a transaction.

    Args:
        book: The open book.
        today: The present day in the book's time zone.
        only: Orders (ids) to do; None for all.
    """
    only = None if only is None else list(only)
    ids = _asking(book, only)
    if only is None:
        book.conn.execute("DELETE FROM order_agenda")
    else:
        book.conn.executemany("DELETE FROM order_agenda WHERE order_id = ?", [(i,) for i in only])
    if ids:
        days = calendars.Calendars(book.conn, today)
        book.conn.executemany(
            "INSERT INTO order_agenda VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (order, row.kind, row.item, row.due.isoformat(), row.due.isoformat(), row.why.en, row.why.zh)
                for order, row in _rows(book, ids, days)
            ],
        )  # fmt: skip
        days.save()


def _asking(book: Book, only: Sequence[str] | None) -> list[str]:
    """
    Those of some orders (ids) that can ask for anything.

    One that is open has to leave by its day; the others, most, need a plan, a paper or a shipment.
    """
    rows = book.conn.execute(
        """
        SELECT id FROM orders
        WHERE NOT cancelled AND (:only IS NULL OR id IN (SELECT value FROM json_each(:only)))
          AND ((shipped_date IS NULL AND ship_by IS NOT NULL)
            OR EXISTS (SELECT 1 FROM steps WHERE order_id = orders.id)
            OR EXISTS (SELECT 1 FROM evidence WHERE order_id = orders.id AND kind = 'packing')
            OR EXISTS (SELECT 1 FROM shipments WHERE order_id = orders.id))
        ORDER BY id
        """,
        {"only": None if only is None else json_list(only)},
    )
    return [row["id"] for row in rows]


def _rows(
    book: Book, ids: Sequence[str], days: calendars.Calendars
) -> Iterator[tuple[str, Wanted]]:
    home = works(book.settings["home_country"], days)
    found = _heads(book, ids)
    plans = steps.standing(book, found.values())
    for ident, plan in plans.items():
        for row in wanted(found[ident], plan, home):
            yield ident, row
    policy = policy_of(settings.policy(book))
    for ident, order in found.items():
        if order.open and (waits := _unsigned(book, order, policy)) is not None:
            yield ident, waits
    for cutoff in shipments.cutoffs(book, ids):
        yield cutoff.order_id, Wanted(Kind.NODE, cutoff.item, cutoff.due, cutoff.why)


def _heads(book: Book, ids: Sequence[str]) -> dict[str, Order]:
    """The orders of some ids without their lines: an order may have ten thousand."""
    rows = book.conn.execute(
        """
        SELECT o.*, c.code FROM orders AS o JOIN customers AS c ON c.id = o.customer
        WHERE o.id IN (SELECT value FROM json_each(?)) ORDER BY o.id
        """,
        (json_list(ids),),
    )
    return {
        row["id"]: Order(
            id=row["id"],
            number=row["number"],
            customer=row["code"],
            order_date=date.fromisoformat(row["order_date"]),
            ship_by=day(row["ship_by"]),
            shipped_date=day(row["shipped_date"]),
            cancelled=bool(row["cancelled"]),
            cells=json.loads(row["cells"]),
        )
        for row in rows
    }


def _unsigned(book: Book, order: Order, policy: Policy) -> Wanted | None:
    """
    That an order waits for sign-offs: it has a packing list, and a level has not signed since.

    A sign-off is taken as void once anything that it covers was entered after it, or was taken
    away that stood when it was made. check-order compares the contents and has the last word;
    that would read every file again, each time.
    """
    at = book.conn.execute(
        "SELECT max(at) FROM evidence WHERE order_id = ? AND kind = 'packing'", (order.id,)
    ).fetchone()[0]
    if at is None:
        return None
    signed = {
        row["level"]
        for row in book.conn.execute(
            """
            SELECT level FROM signoffs
            WHERE order_id = :id AND revoked_at IS NULL AND entry > (
                SELECT max(entry) FROM (
                    SELECT :lesson AS entry
                    UNION ALL SELECT entry FROM evidence WHERE order_id = :id AND kind <> 'tick'
                    UNION ALL SELECT entry FROM amendments WHERE order_id = :id
                    UNION ALL SELECT entry FROM order_lines WHERE order_id = :id
                    UNION ALL SELECT entry FROM order_requirements WHERE order_id = :id
                    UNION ALL SELECT entry FROM ticks WHERE order_id = :id
                    UNION ALL SELECT entry FROM waivers WHERE order_id = :id
                    UNION ALL SELECT entry FROM inspections WHERE order_id = :id
                )
            ) AND NOT EXISTS (
                SELECT 1 FROM changes AS c
                WHERE c.entry > signoffs.entry AND c.new IS NULL AND c.tbl IN ('ticks', 'waivers')
                  AND json_extract(c.old, '$.order_id') = :id
                  AND json_extract(c.old, '$.entry') < signoffs.entry
                  AND c.row NOT IN (SELECT id FROM ticks UNION ALL SELECT id FROM waivers)
            )
            """,
            {"id": order.id, "lesson": _last_lesson(book, order)},
        )
    }
    missing = [level for level in _levels(book, order, policy) if level not in signed]
    since = local(at, book.zone).date()
    words = [level_words(level, policy) for level in missing]
    return unsigned(since, words) if missing else None


def _last_lesson(book: Book, order: Order) -> int:
    """The journal entry of the latest lesson that an order must heed, 0 where there is none."""
    if not (known := lessons.listed(book)):
        return 0
    heeded = concerning(known, orders.get(book, order.number))
    return max((lesson.entry for lesson in heeded), default=0)


def _levels(book: Book, order: Order, policy: Policy) -> tuple[int, ...]:
    """The levels that must sign; what the order is worth is asked only where it counts."""
    worth = None
    if policy.level3_amount is not None:
        whole, base = orders.get(book, order.number), book.settings["base_currency"]
        worth = tiers.purchase(whole, Basis.AMOUNT, settings.rates(book), base).value
    row = book.conn.execute(
        """
        SELECT c.id, c.tier FROM orders AS o JOIN customers AS c ON c.id = o.customer
        WHERE o.id = ?
        """,
        (order.id,),
    ).fetchone()
    tier = Tier(row["tier"]) if row["tier"] else Tier.C
    complaint = desk.open_complaint(book, row["id"])
    return levels_needed(policy, worth, tier, open_complaint=complaint)
