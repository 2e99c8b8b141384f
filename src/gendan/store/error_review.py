"""What the periodic review counts: check runs, steps that were due, complaints."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gendan.core.check_runs import Fault, Run
from gendan.core.error_review import By, Case, Facts, Step, lateness
from gendan.core.export_order import EXPORT_ORDER
from gendan.core.partners import Directory, PartnerKind
from gendan.store import check_runs, complaints, partners, sops, steps
from gendan.store.db import Book
from gendan.store.scores import UNFOUNDED, Taking, taking


class Order(NamedTuple):
    """An order as the review sees it: whose it is; `suppliers` by the key of `takes`."""

    number: str
    customer: str
    owner: str | None
    takes: Taking | None
    suppliers: Mapping[str, str]

    @property
    def only(self) -> Sequence[str]:
        """Its supplier, where it has only one: what is nobody's item in particular is theirs."""
        return tuple(self.suppliers.values()) if len(self.suppliers) == 1 else ()

    def makers(self, faults: Iterable[Fault]) -> Sequence[str]:
        """The suppliers of the items that some faults are about."""
        if self.takes is None:
            return ()
        skus = {fault.sku for fault in faults if fault.sku}
        found = [self.suppliers[key] for key, own in self.takes.skus.items() if own & skus]
        return tuple(dict.fromkeys((*found, *self.only)))


def facts(book: Book, today: date, *, since: date | None = None) -> Facts:
    """
    What was checked, due and complained of, by order.

    Args:
        book: The book.
        today: What is due later has not failed.
        since: What was checked, due or complained of on or before this day does not count.
    """
    orders = _orders(book)
    found = [
        *_checked(orders, check_runs.listed(book, since=since)),
        *_due(book, orders, today, since),
        *_complained(book, orders, since),
    ]
    known = [node for template in sops.listed(book) for node in template.sop.nodes]
    return Facts(
        cases=found,
        steps={n.key: Step(n.name, n.standard) for n in (*known, *EXPORT_ORDER.nodes)},
    )


def _orders(book: Book) -> dict[str, Order]:
    """Every order that is not cancelled, by its id."""
    takes = taking(book)
    directory = Directory(partners.listed(book, retired=True))
    rows = book.conn.execute(
        """
        SELECT o.id, o.number, c.code, coalesce(o.owner, c.owner) AS owner
        FROM orders AS o JOIN customers AS c ON c.id = o.customer WHERE NOT o.cancelled
        """
    )
    return {
        row["id"]: Order(
            row["number"],
            row["code"],
            row["owner"],
            takes.get(row["id"]),
            _named(takes.get(row["id"]), directory),
        )
        for row in rows
    }


def _named(takes: Taking | None, directory: Directory) -> dict[str, str]:
    """The suppliers of an order by the names of the book, else as the order writes them."""
    if takes is None:
        return {}
    found = {}
    for key, words in takes.spelled.items():
        partner = directory.who(PartnerKind.SUPPLIER, words).partner
        found[key] = words if partner is None else partner.name
    return found


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
        suppliers = tuple(order.suppliers.values())
        whole = Case(By.CHECK, "", order.number, False, order.customer, order.owner, suppliers)
        yield whole
        for code, found_by in by_code.items():
            yield whole._replace(key=code, failed=True, suppliers=order.makers(found_by))


def _due(
    book: Book, orders: Mapping[str, Order], today: date, since: date | None
) -> Iterator[Case]:
    """Every step that is done or was due, late or not."""
    for ident, plan in steps.listed(book, list(orders)).items():
        order = orders[ident]
        for step in plan:
            late = lateness(step, today)
            if late is not None and (since is None or step.agreed > since):
                yield Case(
                    By.NODE, step.node.key, order.number, late, order.customer, order.owner,
                    order.only,
                )  # fmt: skip


def _complained(book: Book, orders: Mapping[str, Order], since: date | None) -> Iterator[Case]:
    """Every complaint that was not rejected."""
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
            owner=order.owner if order is not None else None,
            suppliers=tuple(one.suppliers) or (order.only if order is not None else ()),
        )
