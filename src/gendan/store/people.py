"""The rows of the people at customers, and of what customers always want."""

from collections.abc import Mapping
from datetime import date

from gendan.core.customers import Person, Requirement, RequirementKind
from gendan.core.forms import folded
from gendan.errors import Duplicate
from gendan.store.db import Book
from gendan.store.write import Value, Writing
from gendan.text import Text


def listed(book: Book, customer: str) -> list[Person]:
    """The people at a customer (id), the main one first."""
    rows = book.conn.execute(
        "SELECT * FROM people WHERE customer = ? ORDER BY main DESC, name, id", (customer,)
    )
    return [
        Person(
            id=row["id"],
            name=row["name"],
            role=row["role"],
            email=row["email"],
            phone=row["phone"],
            wechat=row["wechat"],
            whatsapp=row["whatsapp"],
            main=bool(row["main"]),
        )
        for row in rows
    ]


def add(work: Writing, customer: str, name: str, fields: Mapping[str, Value]) -> str:
    """Add somebody at a customer (id); a new main contact replaces the one before."""
    if fields.get("main"):
        rows = work.book.conn.execute(
            "SELECT id FROM people WHERE customer = ? AND main", (customer,)
        ).fetchall()
        for row in rows:
            work.update("people", row["id"], main=0)
    return work.insert("people", customer=customer, name=name, **fields)


def requirements(book: Book, customer: str) -> list[Requirement]:
    """What a customer (id) always wants, oldest first."""
    rows = book.conn.execute(
        "SELECT * FROM requirements WHERE customer = ? ORDER BY entry, id", (customer,)
    )
    return [
        Requirement(
            id=row["id"],
            kind=RequirementKind(row["kind"]),
            text=row["text"],
            since=date.fromisoformat(row["since"]),
        )
        for row in rows
    ]


def require(work: Writing, customer: str, kind: RequirementKind, text: str) -> str:
    """
    Note what a customer (id) always wants; returns its id.

    Raises:
        Duplicate: It is noted already.
    """
    for known in requirements(work.book, customer):
        if folded(known.text) == folded(text):
            raise Duplicate(
                Text("requirement", "要求"),
                known.text,
                Text("`gendan customer show` lists them", "用 `gendan customer show` 查看"),
            )
    return work.insert(
        "requirements", customer=customer, kind=kind, text=text, since=work.now.date().isoformat()
    )
