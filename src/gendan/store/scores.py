"""The facts behind scorecards: who shipped what when, what was inspected, claimed and found."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from gendan.core.check_runs import Run
from gendan.core.forms import folded
from gendan.core.partners import PartnerKind
from gendan.core.scorecards import Card, Delivery, Facts, Lot
from gendan.core.scores import cards as reckon
from gendan.store import check_runs, complaints, partners
from gendan.store.db import Book
from gendan.store.values import day

UNFOUNDED = "reject"
"""The decision about a complaint that is no claim."""


class Taking(NamedTuple):
    """Who takes part in an order with which items, as its lines write it: `skus` by supplier."""

    spelled: Mapping[str, str]
    skus: Mapping[str, frozenset[str]]
    every: bool

    def own(self, key: str) -> frozenset[str] | None:
        """The items of a supplier (folded), None where all lines are its own."""
        return None if self.every and len(self.skus) == 1 else self.skus[key]


def cards(book: Book, today: date, *, since: date | None = None) -> list[Card]:
    """The scorecards of all partners, by what was shipped after a day (all, without it)."""
    return reckon(
        facts(book, today, since=since),
        partners.listed(book, retired=True),
        partners.scoring(book),
        today,
    )


def facts(book: Book, today: date, *, since: date | None = None) -> Facts:
    """
    What the book knows of everybody whom its orders name.

    Args:
        book: The book.
        today: What is dated later has not happened yet.
        since: Shipments and inspections on or before this day do not count.
    """
    suppliers = taking(book)
    runs: dict[str, list[Run]] = defaultdict(list)
    for run in check_runs.listed(book):
        runs[run.order].append(run)
    claims: dict[str, list[frozenset[str]]] = defaultdict(list)
    complained = complaints.listed(book)
    for complaint in complained:
        if complaint.order_id is not None and complaint.cells.get("decision") != UNFOUNDED:
            claims[complaint.order_id].append(frozenset(complaint.suppliers))
    found = [
        delivery
        for delivery in _deliveries(book, suppliers)
        if delivery.shipped is None
        or ((since is None or delivery.shipped > since) and delivery.shipped <= today)
    ]
    return Facts(found, list(_lots(book, suppliers, today, since)), claims, bool(complained), runs)


def taking(book: Book) -> dict[str, Taking]:
    """The suppliers of each order (id) with their items."""
    lines = book.conn.execute(
        "SELECT order_id, sku, json_extract(cells, '$.supplier') AS supplier FROM order_lines"
    )
    spelled: dict[str, dict[str, str]] = defaultdict(dict)
    skus: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    open_lines = set()
    for row in lines:
        if row["supplier"] is None:
            open_lines.add(row["order_id"])
        else:
            key = folded(row["supplier"])
            spelled[row["order_id"]].setdefault(key, row["supplier"])
            skus[row["order_id"]][key].add(row["sku"])
    return {
        order: Taking(
            names,
            {key: frozenset(items) for key, items in skus[order].items()},
            order not in open_lines,
        )
        for order, names in spelled.items()
    }


def _deliveries(book: Book, suppliers: Mapping[str, Taking]) -> Iterator[Delivery]:
    shipments: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in book.conn.execute("SELECT order_id, cells FROM shipments ORDER BY order_id, n"):
        cells = json.loads(row["cells"])
        if "cancelled" not in cells:
            shipments[row["order_id"]].append(cells)
    inspectors: dict[str, dict[str, str]] = defaultdict(dict)
    for row in book.conn.execute(
        "SELECT order_id, inspector FROM inspections WHERE inspector IS NOT NULL ORDER BY n"
    ):
        inspectors[row["order_id"]].setdefault(folded(row["inspector"]), row["inspector"])
    for row in book.conn.execute(
        "SELECT id, order_date, ship_by, shipped_date, forwarder FROM orders WHERE NOT cancelled"
    ):
        whole = Delivery(
            kind=PartnerKind.SUPPLIER,
            name="",
            order=row["id"],
            ordered=date.fromisoformat(row["order_date"]),
            ship_by=day(row["ship_by"]),
            shipped=day(row["shipped_date"]),
        )
        known = suppliers.get(row["id"])
        for key, name in known.spelled.items() if known is not None else ():
            own = known.own(key) if known is not None else None
            yield whole._replace(name=name, skus=own)
        for name in inspectors[row["id"]].values():
            yield whole._replace(kind=PartnerKind.INSPECTOR, name=name)
        yield from _carried(whole, row["forwarder"], shipments[row["id"]])


def _carried(
    whole: Delivery, forwarder: str | None, shipments: list[dict[str, str]]
) -> Iterator[Delivery]:
    """Each shipment by its own forwarder and departure; the order itself where there are none."""
    for cells in shipments or [{}]:
        name = cells.get("forwarder", forwarder)
        if name:
            sailed = day(cells.get("sailed")) or whole.shipped
            yield whole._replace(kind=PartnerKind.FORWARDER, name=name, shipped=sailed)


def _lots(
    book: Book, suppliers: Mapping[str, Taking], today: date, since: date | None
) -> Iterator[Lot]:
    """First decisions: what was sorted out and shown again is no new lot."""
    rows = book.conn.execute(
        """
        SELECT i.order_id, i.lot, i.refused, i.decision, i.inspector,
               coalesce(i.supplier, json_extract(l.cells, '$.supplier')) AS supplier
        FROM inspections AS i
        LEFT JOIN order_lines AS l ON l.order_id = i.order_id AND l.line = i.line
        WHERE i.round = 1 AND i.decision IS NOT NULL AND i.on_day <= :today
          AND (:since IS NULL OR i.on_day > :since)
        ORDER BY i.on_day, i.entry
        """,
        {"today": today.isoformat(), "since": None if since is None else since.isoformat()},
    )
    for row in rows:
        units, refused, accepted = row["lot"], row["refused"], row["decision"] == "accepted"
        supplier = _supplier(row, suppliers.get(row["order_id"]))
        if supplier is not None:
            yield Lot(PartnerKind.SUPPLIER, supplier, units, refused, accepted)
        if row["inspector"] is not None:
            yield Lot(PartnerKind.INSPECTOR, row["inspector"], units, refused, accepted)


def _supplier(row: sqlite3.Row, known: Taking | None) -> str | None:
    """Whose lot it was: the one that was named, the line's, else the order's only one."""
    if row["supplier"] is not None:
        return str(row["supplier"])
    if known is None or len(known.spelled) != 1 or not known.every:
        return None
    return next(iter(known.spelled.values()))
