"""The rows of complaints, their moves and time limits, and what of them is due."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from gendan.core.care import Care
from gendan.core.complaint_dues import clocks, wanted_of
from gendan.core.complaint_fields import Goods, customer_item_of, suppliers_of
from gendan.core.complaints import Complaint, Move, Round, State
from gendan.core.numbered import number_of, unknown
from gendan.core.policy import with_defaults
from gendan.core.targets import Standing, Target
from gendan.core.workdays import Days, works
from gendan.store import complaint_limits, settings
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


def move(
    work: Writing, after: Complaint, at: datetime, *, note: str | None, said: str | None
) -> None:
    """Note a move, which `core` has allowed, to the state that the complaint has after it."""
    work.insert(
        "complaint_moves", complaint=after.id, state=after.state, at=utc(at), note=note, said=said
    )
    work.update(
        "complaints",
        after.id,
        state=after.state,
        cells=_json(after.cells),
        contained=_utc(after.contained),
        caused=_utc(after.caused),
        rounds=json.dumps(
            [
                {**one._asdict(), "until": utc(one.until), "contained": _utc(one.contained),
                 "caused": _utc(one.caused)}
                for one in after.rounds
            ],
            ensure_ascii=False,
        ),
    )  # fmt: skip


def targets(book: Book, found: Iterable[Complaint]) -> dict[int, list[Standing]]:
    """The targets of complaints, by their numbers."""
    values, own = with_defaults(settings.policy(book)), complaint_limits.own(book)
    general = {target: values[target.key] for target in Target}
    return {c.n: clocks(c, {**general, **own.get(c.customer_id, {})}) for c in found}


def wanted(book: Book, days: Days) -> list[Care]:
    """Every target that is not met of complaints that are open, for the morning list."""
    still = [complaint for complaint in listed(book) if complaint.open]
    standing, home = targets(book, still), works(book.settings["home_country"], days)
    return [care for one in still for care in wanted_of(one, standing[one.n], home)]


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
            Move(
                State(row["state"]),
                local(row["at"], book.zone),
                row["made_by"],
                row["note"],
                row["said"],
            )
        )
    return found


def _ordered(book: Book, orders: Iterable[str]) -> dict[str, list[Goods]]:
    """What the lines of some orders (ids) say of supplier and customer's item."""
    found: dict[str, list[Goods]] = {}
    for row in book.conn.execute(
        """
        SELECT order_id, sku, json_extract(cells, '$.supplier') AS supplier,
               json_extract(cells, '$.customer_item') AS customer_item
        FROM order_lines WHERE order_id IN (SELECT value FROM json_each(?))
        ORDER BY order_id, position
        """,
        (json_list(orders),),
    ):
        goods = Goods(row["sku"], row["supplier"], row["customer_item"])
        found.setdefault(row["order_id"], []).append(goods)
    return found


def _rounds(book: Book, rounds: str) -> list[Round]:
    return [
        Round(
            one["cells"],
            local(one["until"], book.zone),
            _local(book, one["contained"]),
            _local(book, one["caused"]),
        )
        for one in json.loads(rounds)
    ]


def _local(book: Book, at: str | None) -> datetime | None:
    return local(at, book.zone) if at is not None else None


def _utc(at: datetime | None) -> str | None:
    return utc(at) if at is not None else None


def _from_row(
    book: Book, row: sqlite3.Row, moves: Sequence[Move], ordered: Sequence[Goods]
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
        contained=_local(book, row["contained"]),
        caused=_local(book, row["caused"]),
        currency=row["order_currency"] or row["currency"] or book.settings["base_currency"],
        customer_item=customer_item_of(cells, ordered),
        rounds=_rounds(book, row["rounds"]),
        name=row["name"],
        id=row["id"],
        customer_id=row["customer"],
        order_id=row["order_id"],
    )


def _json(cells: Mapping[str, str]) -> str:
    return json.dumps(dict(cells), ensure_ascii=False)
