"""All that a check may look at: the order, the documents, the checklist and the limits."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from gendan.core.cartons import Group, groups
from gendan.core.checklist import Item
from gendan.core.documents import Document, DocumentKind
from gendan.core.inspection_lots import Lot, lots
from gendan.core.inspection_needs import Need, needs
from gendan.core.inspections import Inspection
from gendan.core.matching import Comparison, by_credit, compare
from gendan.core.measures import Measures, measures
from gendan.core.orders import Order


class Limits(NamedTuple):
    """
    What the book's policy says.

    `carton_kg`: gross weight of one carton that people can handle; `bank_account`: the account
    that invoices must name, None where the book keeps none.
    """

    carton_kg: Decimal = Decimal(25)
    bank_account: str | None = None


class Case:
    """
    One order before shipment.

    Args:
        order: The order with its lines.
        documents: What was given, by kind.
        checklist: What must be ticked, with its ticks.
        today: In the book's time zone.
        limits: What the policy says.
        buyer: The customer's name and its aliases.
        documents_asked: Codes of documents (`CO`) that the order or the policy asks for.
        inspection_asked: `none`, `final` or `all`.
        inspections: All that are in the book.
    """

    def __init__(
        self,
        order: Order,
        documents: Mapping[DocumentKind, Document],
        checklist: Sequence[Item],
        today: date,
        *,
        limits: Limits = Limits(),  # noqa: B008 - it cannot change
        buyer: Sequence[str] = (),
        documents_asked: Sequence[str] = (),
        inspection_asked: str = "none",
        inspections: Sequence[Inspection] = (),
    ) -> None:
        self.order = order
        self.documents = documents
        self.checklist = checklist
        self.today = today
        self.limits = limits
        self.buyer = buyer
        self.documents_asked = documents_asked
        self.inspection_asked = inspection_asked
        self.lots: Sequence[Lot] = lots(inspections)

    @property
    def packing(self) -> Document | None:
        """The packing list."""
        return self.documents.get(DocumentKind.PACKING)

    @property
    def invoice(self) -> Document | None:
        """The commercial invoice."""
        return self.documents.get(DocumentKind.INVOICE)

    @property
    def booking(self) -> Document | None:
        """The booking."""
        return self.documents.get(DocumentKind.BOOKING)

    @property
    def credit(self) -> bool:
        """Whether it is paid by a letter of credit, under UCP 600."""
        return by_credit(self.order)

    @cached_property
    def compared(self) -> Mapping[DocumentKind, Comparison]:
        """The packing list and the invoice against the order; the expensive part, made once."""
        return {
            kind: compare(self.order, document, credit=self.credit)
            for kind, document in self.documents.items()
            if kind is not DocumentKind.BOOKING
        }

    @cached_property
    def cartons(self) -> list[Group]:
        """The carton groups of the packing list."""
        return [] if self.packing is None else groups(self.packing.rows)

    @cached_property
    def measured(self) -> Measures:
        """What the rows of the packing list weigh and take."""
        return (
            Measures([], [], [], [])
            if self.packing is None
            else measures(self.packing, self.cartons)
        )

    @property
    def to_inspect(self) -> list[Need]:
        """The goods that must have been inspected: those packed, else the least that may be shipped."""
        packed = self.compared.get(DocumentKind.PACKING)
        ours = packed is not None and not packed.ours.foreign
        return needs(self.order, packed if ours else None)

    def joined(self) -> Iterator[tuple[Document, Comparison]]:
        """The documents that are of this order, with their comparison."""
        for kind, comparison in self.compared.items():
            if not comparison.ours.foreign:
                yield self.documents[kind], comparison
