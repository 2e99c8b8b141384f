"""Who answers for a complaint: the factory for its goods, the forwarder for the way (contract §8)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from gendan.core.forms import folded
from gendan.core.partners import Directory, PartnerKind, Who
from gendan.core.scorecards import Claim, Facts, Passed

GOODS = frozenset({"item", "color", "quantity", "packing", "quality"})
"""Types of complaints about the goods: the supplier's, and the inspector's who let them pass."""
TRANSPORT = frozenset({"damage", "late"})
"""
Types about the way: the forwarder's. All others are ours.

Most papers are ours too; an error in a B/L is the forwarder's where the complaint names it.
"""


def charged(
    facts: Facts, directory: Directory, known: Collection[Who]
) -> Mapping[Who, Sequence[Claim]]:
    """
    The claims of everybody who answers for one.

    Whoever was put down answers in the place of those whom the type would name. Without a type
    nobody else does, and of several who may have done it none: nobody is guessed.

    Args:
        facts: Of all times, so that who took part in an order is known whole.
        directory: Whom words mean.
        known: Whom orders name, and the partners of the book.
    """
    carriers: dict[str, set[Who]] = defaultdict(set)
    for delivery in facts.deliveries:
        if delivery.kind is PartnerKind.FORWARDER:
            carriers[delivery.order].add(directory.who(delivery.kind, delivery.name))
    passed: dict[str, list[Passed]] = defaultdict(list)
    for one in facts.passed:
        passed[one.order].append(one)
    found: dict[Who, list[Claim]] = defaultdict(list)
    for claim in facts.claims:
        order = claim.order or ""
        answering = {
            *_makers_or_carrier(claim, carriers[order], directory, known),
            *(directory.who(PartnerKind.INSPECTOR, name) for name in _let_pass(claim, passed[order])),
        }  # fmt: skip
        for who in answering:
            found[who].append(claim)
    return found


def supplied(type_: str | None, named: str | None, suppliers: Sequence[str]) -> Sequence[str]:
    """The suppliers that answer for a complaint, of those that it may be about."""
    return suppliers if named is not None or type_ in GOODS else ()


def _makers_or_carrier(
    claim: Claim, carriers: Collection[Who], directory: Directory, known: Collection[Who]
) -> Iterator[Who]:
    if claim.named is not None:
        # The words may be those of a forwarder or inspector.
        people = [directory.who(kind, claim.named) for kind in PartnerKind]
        yield next((who for who in people if who in known), people[0])
    elif claim.type in TRANSPORT:
        yield from carriers if len(carriers) == 1 else ()
    else:
        for name in supplied(claim.type, claim.named, claim.suppliers):
            yield directory.who(PartnerKind.SUPPLIER, name)


def _let_pass(claim: Claim, passed: Sequence[Passed]) -> Iterator[str]:
    """The inspectors who took the goods of a complaint about goods."""
    if claim.type in GOODS:
        for one in passed:
            if None in (one.sku, claim.item) or folded(one.sku or "") == folded(claim.item or ""):
                yield one.name
