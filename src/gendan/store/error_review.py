"""What the periodic review counts: check runs, steps that were due, complaints."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gendan.core.check_runs import Fault, Run
from gendan.core.claims import supplied
from gendan.core.error_review import By, Case, Facts, Step, lateness
from gendan.core.error_steps import suppliers_do, we_do
from gendan.core.export_order import EXPORT_ORDER
from gendan.core.inspections import Decision
from gendan.core.partners import Directory, PartnerKind
from gendan.core.plans import Step as PlanStep
from gendan.core.score_measures import SUPPLIER_CODES
from gendan.core.sop import Node
from gendan.store import check_runs, complaints, partners, sops, steps
from gendan.store.db import Book
from gendan.store.scores import UNFOUNDED, Taking, taking
from gendan.store.values import day

LEAVING = Node(EXPORT_ORDER.ships, EXPORT_ORDER.title, 0)
"""The one step of an order without a plan: that it left by its ship-by day."""


class Order(NamedTuple):
    """An order as the review sees it: whose it is, its days; `suppliers` by the key of `takes`."""

    number: str
    customer: str
    owner: str | None
    ship_by: date | None
    shipped: date | None
    takes: Taking | None
    suppliers: Mapping[str, str]

    @property
    def case(self) -> Case:
        """The order itself, which has not failed."""
        everybody = tuple(self.suppliers.values())
        return Case(None, "", self.number, False, self.customer, self.owner, everybody)

    @property
    def only(self) -> Sequence[str]:
        """Its supplier, where it has only one: what is nobody's item in particular is theirs."""
        return tuple(self.suppliers.values()) if len(self.suppliers) == 1 else ()

    def makers(self, code: str, faults: Iterable[Fault]) -> Sequence[str]:
        """The suppliers of the items that faults of a check are about, where it is about goods."""
        if self.takes is None or code not in SUPPLIER_CODES:
            return ()
        skus = {fault.sku for fault in faults if fault.sku}
        found = [self.suppliers[key] for key, own in self.takes.skus.items() if own & skus]
        return tuple(dict.fromkeys((*found, *self.only)))


def facts(book: Book, today: date, *, since: date | None = None) -> Facts:
    """
    What was shipped, checked, due, inspected and complained of, by order.

    Args:
        book: The book.
        today: What is due later has not failed.
        since: What happened or was due on or before this day does not count.
    """
    orders = _orders(book)
    runs = check_runs.listed(book, since=since)
    shipped = {
        ident: order.case
        for ident, order in orders.items()
        if order.shipped is not None
        and order.shipped <= today
        and (since is None or order.shipped > since)
    }
    checked = {run.order: orders[run.order].case for run in runs if run.order in orders}
    known = [node for template in sops.listed(book) for node in template.sop.nodes]
    return Facts(
        cases=[
            *(shipped | checked).values(),
            *_checked(orders, runs),
            *_due(book, orders, today, since),
            *_complained(book, orders, since),
            *_inspected(book, orders, today, since),
        ],
        steps={n.key: Step(n.name, n.standard) for n in (*known, *EXPORT_ORDER.nodes)},
        shipped=len(shipped),
    )


def _orders(book: Book) -> dict[str, Order]:
    """Every order that is not cancelled, by its id."""
    takes = taking(book)
    directory = Directory(partners.listed(book, retired=True))
    rows = book.conn.execute(
        """
        SELECT o.id, o.number, o.ship_by, o.shipped_date, c.code, coalesce(o.owner, c.owner) AS owner
        FROM orders AS o JOIN customers AS c ON c.id = o.customer WHERE NOT o.cancelled
        """
    )
    return {
        row["id"]: Order(
            number=row["number"],
            customer=row["code"],
            owner=row["owner"],
            ship_by=day(row["ship_by"]),
            shipped=day(row["shipped_date"]),
            takes=takes.get(row["id"]),
            suppliers=_named(takes.get(row["id"]), directory),
        )
        for row in rows
    }


def _named(takes: Taking | None, directory: Directory) -> dict[str, str]:
    """The suppliers of an order by the names of the book, else as the order writes them."""
    if takes is None:
        return {}
    return {key: _called(words, directory) for key, words in takes.spelled.items()}


def _called(words: str, directory: Directory) -> str:
    """A supplier by its name in the book, else as it is written."""
    partner = directory.who(PartnerKind.SUPPLIER, words).partner
    return words if partner is None else partner.name


def _checked(orders: Mapping[str, Order], runs: Iterable[Run]) -> Iterator[Case]:
    """Every order that was checked, once, and every check that found a fault in it."""
    faults: dict[str, dict[str, list[Fault]]] = {}
    for run in runs:
        found = faults.setdefault(run.order, {})
        for fault in run.faults:
            if fault.counts:
                found.setdefault(fault.code, []).append(fault)
    for ident, by_code in faults.items():
        order = orders.get(ident)
        if order is None:
            continue
        whole = order.case._replace(what=By.CHECK)
        yield whole
        for code, found_by in by_code.items():
            yield whole._replace(key=code, failed=True, suppliers=order.makers(code, found_by))


def _due(
    book: Book, orders: Mapping[str, Order], today: date, since: date | None
) -> Iterator[Case]:
    """
    Every step that is done or was due, late or not.

    An order without a plan has the one step that its dates prove: leaving. As nobody has divided
    its work, that is ours.
    """
    plans = steps.listed(book, list(orders))
    for ident, order in orders.items():
        leaving = []
        if order.ship_by is not None:
            leaving.append(PlanStep(LEAVING, order.ship_by, done=order.shipped))
        for step in plans.get(ident, leaving):
            late = lateness(step, today)
            if late is None or (since is not None and step.agreed <= since):
                continue
            role = step.node.role
            yield order.case._replace(
                what=By.NODE,
                key=step.node.key,
                failed=late,
                suppliers=order.only if suppliers_do(role) else (),
                ours=we_do(role),
            )


def _complained(book: Book, orders: Mapping[str, Order], since: date | None) -> Iterator[Case]:
    """Every complaint that was not rejected."""
    directory = Directory(partners.listed(book, retired=True))
    owners = {row["id"]: row["owner"] for row in book.conn.execute("SELECT * FROM customers")}
    for one in complaints.listed(book):
        order = orders.get(one.order_id or "")
        old = since is not None and one.at.date() <= since
        if old or one.cells.get("decision") == UNFOUNDED:
            continue
        yield Case(
            what=By.COMPLAINT,
            key=one.type or "",
            order=order.number if order is not None else f"#{one.n}",
            failed=True,
            customer=one.customer,
            owner=order.owner if order is not None else owners[one.customer_id],
            suppliers=tuple(
                _called(name, directory)
                for name in supplied(one.type, one.cells.get("supplier"), one.suppliers)
            ),
        )


def _inspected(
    book: Book, orders: Mapping[str, Order], today: date, since: date | None
) -> Iterator[Case]:
    """Every first decision about a lot; what was sorted out and shown again is no new one."""
    rows = book.conn.execute(
        """
        SELECT i.order_id, i.stage, i.decision,
               coalesce(i.supplier, json_extract(l.cells, '$.supplier')) AS supplier
        FROM inspections AS i
        LEFT JOIN order_lines AS l ON l.order_id = i.order_id AND l.line = i.line
        WHERE i.round = 1 AND i.decision IS NOT NULL AND i.on_day <= :today
          AND (:since IS NULL OR i.on_day > :since)
        ORDER BY i.on_day, i.entry
        """,
        {"today": today.isoformat(), "since": None if since is None else since.isoformat()},
    )
    directory = Directory(partners.listed(book, retired=True))
    for row in rows:
        order = orders.get(row["order_id"])
        if order is not None:
            yield order.case._replace(
                what=By.INSPECTION,
                key=row["stage"],
                failed=row["decision"] != Decision.ACCEPTED,
                suppliers=order.only
                if row["supplier"] is None
                else (_called(row["supplier"], directory),),
            )
