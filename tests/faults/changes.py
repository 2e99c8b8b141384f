"""Small changes of the good shipment, from which faults and harmless forms are made."""

from .goods import Cell, Mutation, Paper, Shipment, settle

BLACK_S, BLACK_M, WHITE_M, WHITE_XL, SOCKS, CUP, CLOTH, RING, LONG_RING = range(9)
"""The places of the lines in the order, and of the rows in the packing list and the invoice."""


def head(**fields: str) -> Mutation:
    """Fields of the order's header."""

    def change(shipment: Shipment) -> None:
        shipment.head |= fields

    return change


def line(place: int, **fields: Cell) -> Mutation:
    """Fields of one line of the order."""

    def change(shipment: Shipment) -> None:
        shipment.lines[place] |= fields

    return change


def packed(place: int, **fields: Cell) -> Mutation:
    """What was really packed: the list is right about it in all its sums."""

    def change(shipment: Shipment) -> None:
        shipment.packing.rows[place] |= fields
        settle(shipment)

    return change


def invoiced(place: int, **fields: Cell) -> Mutation:
    """What was really invoiced: the invoice is right about it in all its sums."""

    def change(shipment: Shipment) -> None:
        paper(shipment, "invoice").rows[place] |= fields
        settle(shipment)

    return change


def written(kind: str, place: int, **fields: Cell) -> Mutation:
    """A slip of the pen: one row says something else, all the others and the sums stay."""

    def change(shipment: Shipment) -> None:
        paper(shipment, kind).rows[place] |= fields

    return change


def summed(kind: str, **fields: Cell) -> Mutation:
    """A slip of the pen in the row of totals."""

    def change(shipment: Shipment) -> None:
        paper(shipment, kind).total |= fields

    return change


def says(kind: str, **terms: Cell) -> Mutation:
    """What a document says outside its table; None takes it away."""

    def change(shipment: Shipment) -> None:
        found = paper(shipment, kind)
        found.terms |= terms
        found.terms = {name: value for name, value in found.terms.items() if value is not None}

    return change


def asks(*argv: str) -> Mutation:
    """A command that is given after the order was entered."""

    def change(shipment: Shipment) -> None:
        shipment.asks.append(argv)

    return change


def all_of(*changes: Mutation) -> Mutation:
    """Several changes, one after the other."""

    def change(shipment: Shipment) -> None:
        for each in changes:
            each(shipment)

    return change


def paper(shipment: Shipment, kind: str) -> Paper:
    """One of the three documents, which must be there."""
    found: Paper | None = getattr(shipment, kind)
    assert found is not None
    return found
