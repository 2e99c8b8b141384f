"""The desk that all commands around a shipment share: the order, its files, and the verdict."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from gendan.cli.session import Session
from gendan.core.checklist import Item, checklist
from gendan.core.checks import registry
from gendan.core.checks.case import Case, Limits
from gendan.core.customers import Customer, Tier
from gendan.core.desks import Desk, Evidence
from gendan.core.digest import payload
from gendan.core.documents import DOCUMENT_WORDS, Document, DocumentKind
from gendan.core.forms import folded
from gendan.core.orders import Order
from gendan.core.papers import papers_asked
from gendan.core.policy import Policy, policy_of, stricter
from gendan.core.signoffs import Signoff, levels_needed
from gendan.core.tiers import Basis
from gendan.core.verdict import Verdict, judge
from gendan.errors import Refused
from gendan.files import ssh
from gendan.store import (
    amendments,
    desk,
    evidence,
    inspections,
    lessons,
    orders,
    settings,
    signoffs,
    ticks,
    tiers,
)
from gendan.store.db import Book
from gendan.text import Text

Number = Annotated[str, typer.Argument(metavar="NUMBER", help="Order number · 订单号")]
ItemName = Annotated[
    str,
    typer.Argument(
        metavar="ITEM", help="Its name, or how its text begins · 清单项编号或其内容开头"
    ),
]


class Given(NamedTuple):
    """A file that was named on the command line, read."""

    kind: DocumentKind
    name: str
    content: bytes
    document: Document


class Asked(NamedTuple):
    """What an order must bring with it: its checklist, documents by code, inspection."""

    customer: Customer
    policy: Policy
    items: Sequence[Item]
    papers: Sequence[str]
    inspection: str


def read(files: Mapping[DocumentKind, Path | None]) -> list[Given]:
    """
    The documents that were named, read.

    Raises:
        Refused: One cannot be read; of several, all faults of all are told.
    """
    # Only where a file was given: a spreadsheet's reader is heavy.
    from gendan.files import documents, sheets

    given: list[Given] = []
    refusals: list[Refused] = []
    for kind, path in files.items():
        if path is None:
            continue
        try:
            content = sheets.load(path)
            document = documents.read(content, path.name, kind)
            given.append(Given(kind, path.name, content, document))
        except Refused as refusal:
            refusals.append(refusal)
    if len(refusals) > 1:
        raise Refused(
            Text(f"{len(refusals)} files cannot be used", f"{len(refusals)} 个文件无法使用"),
            refusals[0].hint,
            [fault for refusal in refusals for fault in (refusal.text, *refusal.faults)],
        )
    if refusals:
        raise refusals[0]
    return given


def verdict_of(here: Session, order: Order, fresh: Sequence[Given] = ()) -> tuple[Desk, Verdict]:
    """
    What lies on the desk for an order, and the verdict on it.

    Args:
        here: The session.
        order: The order.
        fresh: Documents that this command has read and stored already.
    """
    book = here.book
    asked = asked_of(book, order)
    kept = evidence.newest(book, order.id)
    inspected = inspections.of(book, order.id)
    read_already = {given.kind: given.document for given in fresh}
    case = Case(
        order,
        {one.kind: read_already.get(one.kind) or _again(book, one) for one in kept},
        asked.items,
        here.today,
        limits=Limits(asked.policy.carton_kg, asked.policy.bank_account),
        buyer=(asked.customer.name, *asked.customer.aliases),
        documents_asked=asked.papers,
        inspection_asked=asked.inspection,
        inspections=inspected,
    )
    signed = signoffs.listed(book, order.id)
    laid = Desk(
        order=order,
        buyer=asked.customer.name,
        evidence=kept,
        amendments=amendments.listed(book, order.id),
        requirements=orders.requirements(book, order.id),
        checklist=asked.items,
        waivers={key: waiver for (_, key), waiver in ticks.done(book, order.id).waivers.items()},
        signoffs=signed,
        makers=orders.makers(book, order.id),
        levels=_levels(book, order, asked),
        policy=asked.policy,
        verified=_verified(book, order, signed),
        inspections=inspected,
    )
    verdict = judge(laid, registry.run(case))
    if verdict.cleared:
        # Only where the answer is yes: it must not rest on a flipped bit.
        from gendan.store import proof

        proof.hold(book, order.id)
    return laid, verdict


def asked_of(book: Book, order: Order) -> Asked:
    """What an order must bring with it, by its own words, its customer's and the policy's."""
    entry, customer = desk.origin(book, order.id)
    policy = policy_of(settings.policy(book))
    tier = customer.tier or Tier.C  # as its cadence (contract §3)
    papers = papers_asked(order, policy.documents[tier])
    inspection = stricter(order.cells.get("inspection", "none"), policy.inspection[tier])
    items = checklist(
        order,
        entry,
        desk.always(book, customer.id),
        orders.requirements(book, order.id),
        papers,
        ticks.done(book, order.id),
        lessons=lessons.of_order(book, order),
    )
    return Asked(customer, policy, items, papers, inspection)


def _again(book: Book, kept: Evidence) -> Document:
    """
    A stored document, read again.

    Raises:
        Refused: This version cannot read it.
    """
    from gendan.files import documents

    try:
        return documents.read(evidence.content(book, kept.sha256), kept.name, kept.kind)
    except Refused as refusal:
        words = DOCUMENT_WORDS[kept.kind]
        raise Refused(
            Text(
                f"the stored {words.en} {kept.name} cannot be read again: {refusal.text.en}",
                f"已存的{words.zh} {kept.name} 无法再次读取：{refusal.text.zh}",
            ),
            Text(f"give it again with --{kept.kind}", f"请用 --{kept.kind} 重新提供"),
            refusal.faults,
        ) from refusal


def _levels(book: Book, order: Order, asked: Asked) -> tuple[int, ...]:
    base = book.settings["base_currency"]
    worth = tiers.purchase(order, Basis.AMOUNT, settings.rates(book), base).value
    complaint = desk.open_complaint(book, asked.customer.id)
    tier = asked.customer.tier or Tier.C
    return levels_needed(asked.policy, worth, tier, open_complaint=complaint)


def _verified(book: Book, order: Order, signed: Sequence[Signoff]) -> Collection[str]:
    """
    Ids of the sign-offs that were made with the key that the book has for that person.

    A key that somebody noted who signs another level themselves proves nothing about two people.
    """
    keys = {folded(signer.name): signer for signer in signoffs.signers(book)}
    standing = [one for one in signed if one.revoked is None]
    found = set()
    for one in standing:
        signer = keys.get(folded(one.who))
        if signer is None or one.signature is None:
            continue
        others = {folded(other.who) for other in standing if other.level != one.level}
        what = payload(order.number, one.level, one.who, one.digest, one.head)
        if folded(signer.noted_by) not in others and ssh.verified(signer.key, what, one.signature):
            found.add(one.id)
    return found
