"""Facts for a tier review, and the history of what was decided."""

from datetime import date
from decimal import Decimal

from gendan.core.customers import Customer, Tier
from gendan.core.orders import Order, rate_on
from gendan.core.tiers import Basis, Member, Proposal, Purchase, TierChange
from gendan.dates import iso
from gendan.store import customers, orders, settings
from gendan.store.db import Book
from gendan.store.values import local, utc
from gendan.store.write import Writing


def members(book: Book, today: date) -> list[Member]:
    """All active customers, as a review sees them."""
    return [
        Member(c.customer.code, c.customer.name, c.customer.tier, c.pinned)
        for c in customers.listed(book, today)
    ]


def purchases(book: Book, basis: Basis, since: date) -> list[Purchase]:
    """What each order since a day was worth: base currency, or pieces; None if not known."""
    rates = settings.rates(book)
    base = book.settings["base_currency"]
    return [
        purchase(order, basis, rates, base)
        for order in orders.listed(book, since=since)
        if not order.cancelled
    ]


def accept(work: Writing, customer: Customer, proposal: Proposal, why: str | None) -> None:
    """Apply a proposal and keep its figures as history."""
    work.update("customers", customer.id, tier=proposal.proposed)
    _remember(
        work,
        customer,
        "accepted",
        proposal.proposed,
        value=f"{proposal.value:f}",
        share=f"{proposal.share:.4f}",
        cumulative=f"{proposal.cumulative:.4f}",
        previous_value=f"{proposal.previous_value:f}",
        why=why,
    )


def edited(work: Writing, customer: Customer, tier: Tier | None) -> None:
    """Keep as history that a tier was set by hand."""
    _remember(work, customer, "edited", tier)


def pin(work: Writing, customer: Customer, tier: Tier, until: date | None, why: str) -> None:
    """Hold a customer in a tier, whatever a review says, until a day or until unpinned."""
    day = iso(until)
    work.update("customers", customer.id, tier=tier, tier_pinned=1, pinned_until=day)
    _remember(work, customer, "pinned", tier, until=day, why=why)


def unpin(work: Writing, customer: Customer) -> None:
    """Let reviews decide again; the tier stays until the next one."""
    work.update("customers", customer.id, tier_pinned=0, pinned_until=None)
    _remember(work, customer, "unpinned", customer.tier)


def history(book: Book, customer: str) -> list[TierChange]:
    """All decisions about a customer's (id) tier, oldest first."""
    rows = book.conn.execute(
        "SELECT * FROM tier_changes WHERE customer = ? ORDER BY entry", (customer,)
    )
    return [
        TierChange(
            at=local(row["at"], book.zone),
            how=row["how"],
            from_tier=Tier(row["from_tier"]) if row["from_tier"] else None,
            to_tier=Tier(row["to_tier"]) if row["to_tier"] else None,
            value=row["value"],
            share=row["share"],
            cumulative=row["cumulative"],
            previous_value=row["previous_value"],
            until=row["until"],
            why=row["why"],
            by=row["made_by"],
        )
        for row in rows
    ]


def _remember(
    work: Writing, customer: Customer, how: str, to_tier: Tier | None, **figures: str | None
) -> None:
    work.insert(
        "tier_changes",
        customer=customer.id,
        at=utc(work.now),
        how=how,
        from_tier=customer.tier,
        to_tier=to_tier,
        **figures,
    )


def purchase(order: Order, basis: Basis, rates: settings.Rates, base: str) -> Purchase:
    """What one order was worth: base currency, or pieces; None where it lacks a rate or a price."""
    value: Decimal | None
    lacks = None
    if basis is Basis.QUANTITY:
        value = sum((line.quantity for line in order.lines), Decimal(0))
    elif any(line.amount is None and line.unit_price is None for line in order.lines):
        value, lacks = None, "price"
    elif order.currency in (None, base):
        value = order.value
    else:
        rate = rate_on(rates.get(order.currency or "", []), order.order_date)
        value = None if rate is None else order.value * rate
        lacks = order.currency if rate is None else None
    return Purchase(order.customer, order.number, order.order_date, value, lacks)
