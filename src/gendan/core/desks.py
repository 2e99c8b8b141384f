"""What lies on the desk beside an order's documents when its verdict is made (contract §6)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from gendan.core.checklist import Item, Waiver
from gendan.core.documents import DocumentKind
from gendan.core.inspections import Inspection
from gendan.core.orders import Amendment, Order, OrderRequirement
from gendan.core.policy import Policy
from gendan.core.signoffs import Signoff


class Evidence(NamedTuple):
    """A file that was compared: who gave it when, its size in bytes and its SHA-256 in hex."""

    kind: DocumentKind
    name: str
    sha256: str
    size: int
    at: datetime
    who: str


class Desk(NamedTuple):
    """
    What people laid on the desk beside the documents.

    `evidence`: the newest file of each kind; `amendments` and `requirements` as the book has them;
    `waivers` of findings by `Finding.key`; `makers` entered or amended the order; `levels` that
    must sign; `verified`: ids of the sign-offs whose SSH signature was found good; `inspections`
    of the order, at every stage; `buyer`: the name of the customer.
    """

    order: Order
    evidence: Sequence[Evidence]
    amendments: Sequence[Amendment]
    requirements: Sequence[OrderRequirement]
    checklist: Sequence[Item]
    waivers: Mapping[str, Waiver]
    signoffs: Sequence[Signoff]
    makers: Collection[str]
    levels: Sequence[int]
    policy: Policy
    verified: Collection[str] = ()
    inspections: Sequence[Inspection] = ()
    buyer: str = ""
