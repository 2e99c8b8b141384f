"""The rows of what was ticked and what was waived."""

from gendan.core.checklist import Done, Item, Tick, Waiver
from gendan.core.checks.registry import Finding
from gendan.store.db import Book
from gendan.store.values import local, utc
from gendan.store.write import Writing


def done(book: Book, order_id: str) -> Done:
    """Ticks and waivers of an order (id), the last of each item or finding."""
    ticks = book.conn.execute(
        """
        SELECT t.*, e.name, e.sha256 FROM ticks AS t LEFT JOIN evidence AS e ON e.id = t.file
        WHERE t.order_id = ? ORDER BY t.entry, t.id
        """,
        (order_id,),
    )
    waivers = book.conn.execute(
        "SELECT * FROM waivers WHERE order_id = ? ORDER BY entry, id", (order_id,)
    )
    return Done(
        {
            (row["item"], row["ref"]): Tick(
                who=row["made_by"],
                at=local(row["at"], book.zone),
                evidence=row["evidence"],
                file=row["name"],
                sha256=row["sha256"],
            )
            for row in ticks
        },
        {
            (row["code"], row["key"]): Waiver(
                who=row["made_by"], at=local(row["at"], book.zone), why=row["why"]
            )
            for row in waivers
        },
    )


def tick(work: Writing, order_id: str, item: Item, evidence: str | None, file: str | None) -> None:
    """Note that an item was seen done; `file` is the id of its evidence."""
    work.insert(
        "ticks",
        order_id=order_id,
        item=item.item,
        ref=item.ref,
        evidence=evidence,
        file=file,
        at=utc(work.now),
    )


def waive(work: Writing, order_id: str, what: Item | Finding, why: str) -> None:
    """Let an item or a finding, as it stands, pass."""
    code, key = (what.item, what.ref) if isinstance(what, Item) else (what.code, what.key)
    work.insert("waivers", order_id=order_id, code=code, key=key, why=why, at=utc(work.now))


def untick(work: Writing, order_id: str, item: Item) -> None:
    """Take the ticks of an item back; the journal keeps them."""
    rows = work.book.conn.execute(
        "SELECT id FROM ticks WHERE order_id = ? AND item = ? AND ref = ?",
        (order_id, item.item, item.ref),
    ).fetchall()
    for row in rows:
        work.delete("ticks", row["id"])
