"""The rows of own procedures, what each is used for, and those that are shipped."""

import json
import sqlite3

from gendan.core.export_order import EXPORT_ORDER
from gendan.core.forms import folded
from gendan.core.orders import Order
from gendan.core.sop import Changes, Sop, Template, as_row, changes, from_row
from gendan.errors import Duplicate, Refused, Unknown
from gendan.store.db import Book
from gendan.store.write import Writing
from gendan.text import Text

NOUN = Text("procedure", "标准流程")
SHIPPED = (EXPORT_ORDER,)
DEFAULT = EXPORT_ORDER.name
"""The procedure of an order for which nothing else was said; an own one may take its name."""


def listed(book: Book) -> list[Template]:
    """Every procedure by name, those of the book before those shipped under the same name."""
    own = {folded(row["name"]): _from_row(row) for row in book.conn.execute("SELECT * FROM sops")}
    shipped = {folded(sop.name): sop for sop in SHIPPED}
    uses = book.conn.execute(
        """
        SELECT u.sop, c.code, u.sku FROM sop_uses AS u LEFT JOIN customers AS c ON c.id = u.customer
        ORDER BY c.code, u.sku
        """
    ).fetchall()
    return [
        Template(
            sop,
            name in own,
            [row["code"] for row in uses if row["code"] and folded(row["sop"]) == name],
            [row["sku"] for row in uses if row["sku"] and folded(row["sop"]) == name],
        )
        for name, sop in sorted((shipped | own).items())
    ]


def find(book: Book, name: str) -> Template:
    """
    The procedure of a name.

    Raises:
        Unknown: There is none; those that there are are named.
    """
    found = listed(book)
    for template in found:
        if folded(template.sop.name) == folded(name):
            return template
    names = [template.sop.name for template in found]
    raise Unknown(NOUN, name, Text(f"there are {', '.join(names)}", f"现有：{'、'.join(names)}"))


def get(book: Book, name: str) -> Sop:
    """The procedure of a name; raises as `find`."""
    return find(book, name).sop


def for_order(book: Book, order: Order) -> Sop:
    """
    The procedure of an order: that of its first item that has one, else its customer's.

    Where nothing was said, DEFAULT.
    """
    rows = book.conn.execute("SELECT sop, sku FROM sop_uses WHERE sku IS NOT NULL").fetchall()
    by_sku = {folded(row["sku"]): str(row["sop"]) for row in rows}
    for line in order.lines:
        if (name := by_sku.get(folded(line.sku))) is not None:
            return get(book, name)
    row = book.conn.execute(
        """
        SELECT u.sop FROM sop_uses AS u JOIN orders AS o ON o.customer = u.customer
        WHERE o.id = ? ORDER BY u.entry DESC LIMIT 1
        """,
        (order.id,),
    ).fetchone()
    return get(book, row["sop"] if row is not None else DEFAULT)


def save(work: Writing, sop: Sop, *, update: bool) -> Changes | None:
    """
    Keep an own procedure; what it changes where it replaces one of its name, else None.

    Args:
        work: The open transaction.
        sop: The procedure, without faults.
        update: Whether it may take the place of one of its name, shipped ones included.

    Raises:
        Duplicate: The name is taken.
    """
    names = {folded(template.sop.name): template for template in listed(work.book)}
    before = names.get(folded(sop.name))
    if before is not None and not update:
        raise Duplicate(
            NOUN,
            before.sop.name,
            Text(
                "--update replaces it; or give yours another name in the file",
                "用 --update 替换，或在文件中另取名称",
            ),
        )
    cells = {
        "name": sop.name,
        "title": json.dumps(sop.title._asdict(), ensure_ascii=False),
        "ships": sop.ships,
        "nodes": json.dumps([as_row(node) for node in sop.nodes], ensure_ascii=False),
    }
    row = _row(work.book, sop.name)
    if row is None:
        work.insert("sops", **cells)
    else:
        work.update("sops", row["id"], **cells)
    return None if before is None else changes(before.sop, sop)


def remove(work: Writing, name: str) -> Sop:
    """
    Forget an own procedure; plans that were made after it stay.

    Raises:
        Unknown: There is none of this name.
        Refused: It is shipped with the program, or in use.
    """
    found = find(work.book, name)
    sop, row = found.sop, _row(work.book, name)
    if row is None:
        raise Refused(
            Text(f"{sop.name} comes with gendan", f"{sop.name} 为 gendan 自带"),
            Text("only own procedures can be removed", "只能移除自建的流程"),
        )
    used = [*found.customers, *found.skus]
    if used and all(folded(sop.name) != folded(shipped.name) for shipped in SHIPPED):
        raise Refused(
            Text(
                f"{sop.name} is used for {', '.join(used)}", f"{sop.name} 正用于 {'、'.join(used)}"
            ),
            Text(
                f"give them another first: `gendan sop use {DEFAULT} …`",
                f"请先改用其他流程：`gendan sop use {DEFAULT} …`",
            ),
        )
    work.delete("sops", row["id"])
    return sop


def use(work: Writing, name: str, *, customer: str | None = None, sku: str | None = None) -> Sop:
    """
    Plan the orders of a customer (id), or of an item, after a procedure from now on.

    Raises:
        Unknown: There is none of this name.
    """
    sop = get(work.book, name)
    rows = work.book.conn.execute("SELECT * FROM sop_uses").fetchall()
    for row in rows:
        same_item = sku is not None and row["sku"] and folded(row["sku"]) == folded(sku)
        if same_item or (customer is not None and row["customer"] == customer):
            work.delete("sop_uses", row["id"])
    work.insert("sop_uses", sop=sop.name, customer=customer, sku=sku)
    return sop


def _row(book: Book, name: str) -> sqlite3.Row | None:
    """The row of an own procedure."""
    rows: list[sqlite3.Row] = book.conn.execute("SELECT * FROM sops").fetchall()
    return next((row for row in rows if folded(row["name"]) == folded(name)), None)


def _from_row(row: sqlite3.Row) -> Sop:
    return Sop(
        row["name"],
        Text(**json.loads(row["title"])),
        row["ships"],
        tuple(from_row(node) for node in json.loads(row["nodes"])),
    )
