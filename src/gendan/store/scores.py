"""The facts behind scorecards: who shipped what when, what was inspected, claimed and found."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from gendan.core.check_runs import Run
from gendan.core.forms import folded
from gendan.core.inspections import Decision, Stage
from gendan.core.partners import PartnerKind
from gendan.core.sampling import from_row
from gendan.core.scorecards import Card, Claim, Delivery, Facts, Lot, Passed, sample
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


def cards(book: Book, today: date, *, months: int | None = None) -> list[Card]:
    """The scorecards of all partners, by the last months (all, without them)."""
    known, scoring = partners.listed(book, retired=True), partners.scoring(book)
    return reckon(facts(book, today), known, scoring, today, months)


def facts(book: Book, today: date) -> Facts:
    """What the book knows of everybody whom its orders name; what is dated later has not happened."""
    suppliers = taking(book)
    runs: dict[str, list[Run]] = defaultdict(list)
    for run in check_runs.listed(book):
        runs[run.order].append(run)
    complained = complaints.listed(book)
    return Facts(
        deliveries=[
            delivery
            for delivery in _deliveries(book, suppliers)
            if delivery.shipped is None or delivery.shipped <= today
        ],
        lots=list(_lots(book, suppliers, today)),
        passed=list(_passed(book, today)),
        claims=[
            Claim(
                on=one.at.date(),
                order=one.order_id,
                type=one.type,
                item=one.cells.get("item"),
                named=one.cells.get("supplier"),
                suppliers=one.suppliers,
            )
            for one in complained
            if one.cells.get("decision") != UNFOUNDED and one.at.date() <= today
        ],
        complaints=bool(complained),
        runs=runs,
    )


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


def _lots(book: Book, suppliers: Mapping[str, Taking], today: date) -> Iterator[Lot]:
    """First decisions: what was sorted out and shown again is no new lot."""
    rows = book.conn.execute(
        """
        SELECT i.*, coalesce(i.supplier, json_extract(l.cells, '$.supplier')) AS maker
        FROM inspections AS i
        LEFT JOIN order_lines AS l ON l.order_id = i.order_id AND l.line = i.line
        WHERE i.round = 1 AND i.decision IS NOT NULL AND i.on_day <= ?
        ORDER BY i.on_day, i.entry
        """,
        (today.isoformat(),),
    )
    for row in rows:
        whole = Lot(
            kind=PartnerKind.INSPECTOR,
            name=row["inspector"] or "",
            on=date.fromisoformat(row["on_day"]),
            decision=Decision(row["decision"]),
            sample=sample(
                from_row(row["lot"], json.loads(row["plan"])),
                [row["critical"], row["major"], row["minor"]],
            ),
        )
        supplier = _supplier(row["maker"], suppliers.get(row["order_id"]))
        if supplier is not None:
            yield whole._replace(kind=PartnerKind.SUPPLIER, name=supplier)
        if row["inspector"] is not None:
            yield whole


def _passed(book: Book, today: date) -> Iterator[Passed]:
    """What inspectors took at final inspections, in whatever round."""
    for row in book.conn.execute(
        """
        SELECT i.inspector, i.order_id, l.sku FROM inspections AS i
        LEFT JOIN order_lines AS l ON l.order_id = i.order_id AND l.line = i.line
        WHERE i.stage = ? AND i.accepted > 0 AND i.inspector IS NOT NULL AND i.on_day <= ?
        """,
        (Stage.FINAL, today.isoformat()),
    ):
        yield Passed(row["inspector"], row["order_id"], row["sku"])


def _supplier(named: str | None, known: Taking | None) -> str | None:
    """Whose lot it was: the one that was named, the line's, else the order's only one."""
    if named is not None:
        return named
    if known is None or len(known.spelled) != 1 or not known.every:
        return None
    return next(iter(known.spelled.values()))
