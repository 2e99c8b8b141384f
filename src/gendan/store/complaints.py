"""The rows of complaints, their moves and time limits, and what of them is due."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from gendan.core.care import Care
from gendan.core.complaint_dues import clocks, wanted_of
from gendan.core.complaint_fields import suppliers_of
from gendan.core.complaints import Complaint, Move, State
from gendan.core.numbered import number_of, unknown
from gendan.core.policy import with_defaults
from gendan.core.targets import Standing, Target
from gendan.store import settings
from gendan.store.db import Book
from gendan.store.values import json_list, local, utc
from gendan.store.write import Value, Writing
from gendan.text import Text

NOUN = Text("complaint", "投诉")
ALL = "complaint list --all"


def listed(
    book: Book,
    *,
    customer_id: str | None = None,
    order_id: str | None = None,
    ns: Collection[int] | None = None,
) -> list[Complaint]:
    """Complaints with their moves, by number: of a customer, of an order, of some numbers, or all."""
    rows = book.conn.execute(
        """
        SELECT p.*, c.code, c.name, o.number, o.currency AS order_currency, c.currency FROM complaints AS p
        JOIN customers AS c ON c.id = p.customer LEFT JOIN orders AS o ON o.id = p.order_id
        WHERE (:customer IS NULL OR p.customer = :customer)
          AND (:order IS NULL OR p.order_id = :order)
          AND (:ns IS NULL OR p.n IN (SELECT value FROM json_each(:ns)))
        ORDER BY p.n
        """,
        {
            "customer": customer_id,
            "order": order_id,
            "ns": None if ns is None else json.dumps(list(ns)),
        },
    ).fetchall()
    moves = _moves(book, [row["id"] for row in rows])
    ordered = _ordered(book, {row["order_id"] for row in rows if row["order_id"]})
    return [
        _from_row(book, row, moves.get(row["id"], []), ordered.get(row["order_id"], []))
        for row in rows
    ]


def get(book: Book, words: str) -> Complaint:
    """
    The one complaint that these words name: `1`, `#1`, `C1`.

    Raises:
        Unknown: There is none.
    """
    found = listed(book, ns=[number_of(words, "C", NOUN, ALL)])
    if not found:
        raise unknown(NOUN, words, ALL)
    return found[0]


def open_(
    work: Writing,
    customer_id: str,
    text: str,
    at: datetime,
    fields: Mapping[str, Value],
    cells: Mapping[str, str],
) -> Complaint:
    """A new complaint of a customer (id), with the columns and the fields of the 8D it came with."""
    n = work.book.conn.execute("SELECT coalesce(max(n), 0) + 1 FROM complaints").fetchone()[0]
    work.insert(
        "complaints",
        n=n,
        customer=customer_id,
        text=text,
        state=State.RECEIVED,
        at=utc(at),
        cells=_json(cells),
        **fields,
    )
    return listed(work.book, ns=[n])[0]


def edit(work: Writing, complaint: Complaint, fields: Mapping[str, Value]) -> Complaint:
    """The complaint with other columns; `cells` as `cells_of` makes them."""
    work.update("complaints", complaint.id, **fields)
    return listed(work.book, ns=[complaint.n])[0]


def cells_of(cells: Mapping[str, str]) -> str:
    """The fields of the 8D as they are stored."""
    return _json(cells)


def move(work: Writing, complaint: Complaint, to: State, at: datetime, note: str | None) -> None:
    """Note a move, which `core` has allowed."""
    work.insert("complaint_moves", complaint=complaint.id, state=to, at=utc(at), note=note)
    work.update("complaints", complaint.id, state=to)


def limits(book: Book, customer_id: str) -> dict[Target, tuple[str, bool]]:
    """The time limits of a customer (id), each with whether it is the customer's own."""
    values = with_defaults(settings.policy(book))
    own = _limits(book).get(customer_id, {})
    return {
        target: (own[target], True) if target in own else (values[target.key], False)
        for target in Target
    }


def limit(work: Writing, customer_id: str, target: Target, within: str | None) -> None:
    """Give a customer (id) a time limit of its own; None: the policy's holds again."""
    row = work.book.conn.execute(
        "SELECT id FROM complaint_targets WHERE customer = ? AND target = ?", (customer_id, target)
    ).fetchone()
    if row is None and within is not None:
        work.insert("complaint_targets", customer=customer_id, target=target, within=within)
    elif row is not None and within is None:
        work.delete("complaint_targets", row["id"])
    elif row is not None:
        work.update("complaint_targets", row["id"], within=within)


def targets(book: Book, found: Iterable[Complaint]) -> dict[int, list[Standing]]:
    """The targets of complaints, by their numbers."""
    values, own = with_defaults(settings.policy(book)), _limits(book)
    general = {target: values[target.key] for target in Target}
    return {c.n: clocks(c, {**general, **own.get(c.customer_id, {})}) for c in found}


def wanted(book: Book) -> list[Care]:
    """Every target that is not met of complaints that are open, for the morning list."""
    still = [complaint for complaint in listed(book) if complaint.open]
    standing = targets(book, still)
    return [care for complaint in still for care in wanted_of(complaint, standing[complaint.n])]


def _limits(book: Book) -> dict[str, dict[Target, str]]:
    found: dict[str, dict[Target, str]] = {}
    for row in book.conn.execute("SELECT * FROM complaint_targets"):
        found.setdefault(row["customer"], {})[Target(row["target"])] = row["within"]
    return found


def _moves(book: Book, ids: Sequence[str]) -> dict[str, list[Move]]:
    found: dict[str, list[Move]] = {}
    for row in book.conn.execute(
        """
        SELECT * FROM complaint_moves WHERE complaint IN (SELECT value FROM json_each(?))
        ORDER BY entry, id
        """,
        (json_list(ids),),
    ):
        found.setdefault(row["complaint"], []).append(
            Move(State(row["state"]), local(row["at"], book.zone), row["made_by"], row["note"])
        )
    return found


def _ordered(book: Book, orders: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Item and supplier of the lines of some orders (ids) that name one."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in book.conn.execute(
        """
        SELECT order_id, sku, json_extract(cells, '$.supplier') AS supplier FROM order_lines
        WHERE order_id IN (SELECT value FROM json_each(?)) AND supplier IS NOT NULL
        ORDER BY order_id, position
        """,
        (json_list(orders),),
    ):
        found.setdefault(row["order_id"], []).append((row["sku"], row["supplier"]))
    return found


def _from_row(
    book: Book, row: sqlite3.Row, moves: Sequence[Move], ordered: Sequence[tuple[str, str]]
) -> Complaint:
    cells = json.loads(row["cells"])
    return Complaint(
        n=row["n"],
        customer=row["code"],
        text=row["text"],
        state=State(row["state"]),
        at=local(row["at"], book.zone),
        who=row["made_by"],
        order=row["number"],
        type=row["type"],
        remedy=row["remedy"],
        cells=cells,
        moves=moves,
        suppliers=suppliers_of(cells, ordered),
        caused=local(row["caused"], book.zone) if row["caused"] else None,
        currency=row["order_currency"] or row["currency"] or book.settings["base_currency"],
        name=row["name"],
        id=row["id"],
        customer_id=row["customer"],
        order_id=row["order_id"],
    )


def _json(cells: Mapping[str, str]) -> str:
    return json.dumps(dict(cells), ensure_ascii=False)
