"""The rows of inspections, and what they put on the morning list."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date

from gendan.core import inspection_care, inspection_cover
from gendan.core.attached import Attached
from gendan.core.care import Care
from gendan.core.customers import Tier
from gendan.core.inspections import Decision, Defect, Grade, Inspection, Stage
from gendan.core.orders import Order
from gendan.core.policy import policy_of, stricter
from gendan.core.sampling import as_row, from_row
from gendan.errors import Refused, Unknown
from gendan.store import attachments, orders, settings
from gendan.store.db import Book
from gendan.store.values import day, json_list
from gendan.store.write import Value, Writing
from gendan.text import Text

NOUN = Text("inspection", "检验")


def of(book: Book, order_id: str) -> list[Inspection]:
    """The inspections of an order (id), in their order."""
    return listed(book, [order_id])


def listed(book: Book, order_ids: Sequence[str] | None = None) -> list[Inspection]:
    """The inspections of some orders (ids), of all where none are named: newest order first."""
    rows = book.conn.execute(
        """
        SELECT i.*, o.number, c.code FROM inspections AS i
        JOIN orders AS o ON o.id = i.order_id JOIN customers AS c ON c.id = o.customer
        WHERE :ids IS NULL OR i.order_id IN (SELECT value FROM json_each(:ids))
        ORDER BY o.order_date DESC, o.number, i.n
        """,
        {"ids": None if order_ids is None else json_list(order_ids)},
    ).fetchall()
    files = attachments.of(book, "inspection", [row["id"] for row in rows])
    first: dict[str, int] = {}
    for row in rows:  # a round comes after the one before it
        first[row["id"]] = first.get(row["again"], row["n"])
    return [_from_row(row, first[row["id"]], files.get(row["id"], ())) for row in rows]


def get(book: Book, order: Order, n: int) -> Inspection:
    """
    One inspection of an order.

    Raises:
        Unknown: It has no such inspection.
    """
    for one in of(book, order.id):
        if one.n == n:
            return one
    raise Unknown(
        Text(f"{NOUN.en} of order {order.number}", f"订单 {order.number} 的{NOUN.zh}"),
        str(n),
        Text(
            f"`gendan inspect list {order.number}` shows them",
            f"用 `gendan inspect list {order.number}` 查看",
        ),
    )


def next_number(book: Book, order_id: str) -> int:
    """The number of the next inspection of an order (id)."""
    found = book.conn.execute(
        "SELECT coalesce(max(n), 0) + 1 FROM inspections WHERE order_id = ?", (order_id,)
    ).fetchone()
    return int(found[0])


def add(work: Writing, order_id: str, one: Inspection, before: Inspection | None) -> str:
    """Keep an inspection of an order (id), the round after `before` of one lot; returns its id."""
    return work.insert(
        "inspections",
        order_id=order_id,
        again=None if before is None else before.id,
        **_row(one),
    )


def change(work: Writing, before: Inspection, after: Inspection) -> None:
    """Make a stored inspection what it is to be; who decides it anew answers for it."""
    if after == before:
        return
    answers = (after.decision, after.accepted, after.why)
    stays = answers == (before.decision, before.accepted, before.why)
    who = before.who if stays else work.who
    # Its entry follows: what was signed before it is void.
    work.update("inspections", after.id, **_row(after), entry=work.entry, made_by=who)


def remove(work: Writing, one: Inspection, later: Sequence[Inspection]) -> None:
    """
    Take an inspection away with its files; the journal keeps it.

    Args:
        work: The open transaction.
        one: The inspection.
        later: All of its order.

    Raises:
        Refused: A later round of its lot is there.
    """
    following = [other for other in later if other.first == one.first and other.round > one.round]
    if following:
        other = following[0]
        raise Refused(
            Text(
                f"inspection {other.n} is the next round of inspection {one.n}",
                f"检验 {other.n} 是检验 {one.n} 的复检",
            ),
            Text(f"remove {other.n} first", f"请先删除 {other.n}"),
        )
    rows = work.book.conn.execute("SELECT id FROM attachments WHERE inspection = ?", (one.id,))
    for row in rows.fetchall():
        work.delete("attachments", row["id"])
    work.delete("inspections", one.id)


def final_passed(book: Book, order_id: str) -> bool | None:
    """
    Whether all goods of an order (id) passed their final inspection.

    False while refused goods wait for a re-inspection; None where none is recorded, or not all of
    it was inspected and decided.
    """
    row = book.conn.execute("SELECT number FROM orders WHERE id = ?", (order_id,)).fetchone()
    order = orders.get(book, row["number"])
    return inspection_cover.final_passed(order, of(book, order_id))


def wanted(book: Book) -> list[Care]:
    """What the inspections of open orders ask for, and orders that ask for one."""
    policy = policy_of(settings.policy(book))
    rows = book.conn.execute(
        """
        SELECT o.id, o.number, o.order_date, o.ship_by, o.cells, c.code, c.tier,
               EXISTS (SELECT 1 FROM steps WHERE order_id = o.id) AS planned
        FROM orders AS o JOIN customers AS c ON c.id = o.customer
        WHERE o.shipped_date IS NULL AND NOT o.cancelled
        """
    ).fetchall()
    found: dict[str, list[Inspection]] = {}
    for one in listed(book, [row["id"] for row in rows]):
        found.setdefault(one.order, []).append(one)
    care: list[Care] = []
    for row in rows:
        order, mine = _head(row), found.get(row["number"], [])
        by_policy = policy.inspection[Tier(row["tier"] or Tier.C)]
        asked = stricter(order.cells.get("inspection", "none"), by_policy) != "none"
        lacking = (
            asked
            and not row["planned"]
            and row["ship_by"] is not None
            and (not mine or not final_passed(book, order.id))
        )
        care += inspection_care.wanted(order, mine, lacking=lacking)
    return care


def _head(row: sqlite3.Row) -> Order:
    """An order without its lines."""
    return Order(
        id=row["id"],
        number=row["number"],
        customer=row["code"],
        order_date=date.fromisoformat(row["order_date"]),
        ship_by=day(row["ship_by"]),
        cells=json.loads(row["cells"]),
    )


def _row(one: Inspection) -> dict[str, Value]:
    """An inspection as it is stored, beside its order and the round before."""
    return {
        "n": one.n,
        "stage": one.stage,
        "line": one.line,
        "goods": one.goods,
        "supplier": one.supplier,
        "round": one.round,
        "on_day": one.on.isoformat(),
        "lot": one.lot,
        "plan": json.dumps(as_row(one.plan)),
        "critical": one.critical,
        "major": one.major,
        "minor": one.minor,
        "defects": json.dumps(
            [{"class": d.grade, "text": d.text, "quantity": d.quantity} for d in one.defects],
            ensure_ascii=False,
        ),
        "decision": one.decision,
        "accepted": one.accepted,
        "refused": one.refused,
        "why": one.why,
        "inspector": one.inspector,
        "note": one.note,
    }


def _from_row(row: sqlite3.Row, first: int, files: Sequence[Attached]) -> Inspection:
    return Inspection(
        order=row["number"],
        customer=row["code"],
        n=row["n"],
        stage=Stage(row["stage"]),
        line=row["line"],
        goods=row["goods"],
        first=first,
        round=row["round"],
        on=date.fromisoformat(row["on_day"]),
        lot=row["lot"],
        plan=from_row(row["lot"], json.loads(row["plan"])),
        supplier=row["supplier"],
        critical=row["critical"],
        major=row["major"],
        minor=row["minor"],
        defects=[
            Defect(Grade(one["class"]), one["text"], one["quantity"])
            for one in json.loads(row["defects"])
        ],
        decision=Decision(row["decision"]) if row["decision"] else None,
        accepted=row["accepted"],
        refused=row["refused"],
        why=row["why"],
        inspector=row["inspector"],
        note=row["note"],
        files=tuple(files),
        who=row["made_by"],
        id=row["id"],
    )
