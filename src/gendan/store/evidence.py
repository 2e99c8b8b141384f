"""The files that were compared or shown, kept with their order: content under its own hash."""

import hashlib

from gendan.core.desks import Evidence
from gendan.core.documents import DocumentKind
from gendan.errors import BookError
from gendan.store import blobs
from gendan.store.db import Book
from gendan.store.guard import damaged
from gendan.store.values import local, utc
from gendan.store.write import Writing

TICK = "tick"
"""The kind of a file that proves a checklist item."""


def keep(work: Writing, order_id: str, kind: str, name: str, content: bytes) -> str:
    """
    Store a file with an order (id); returns the evidence's id.

    The same content given again as the newest of its kind is not stored again.

    Args:
        work: The open transaction.
        order_id: The order.
        kind: A DocumentKind, or TICK.
        name: The file's own name; data, never a path.
        content: Its bytes.
    """
    sha256 = blobs.put(work, content)
    newest = work.book.conn.execute(
        """
        SELECT id, sha256 FROM evidence WHERE order_id = ? AND kind = ?
        ORDER BY entry DESC, id DESC LIMIT 1
        """,
        (order_id, kind),
    ).fetchone()
    if newest is not None and newest["sha256"] == sha256:
        return str(newest["id"])
    return work.insert(
        "evidence",
        order_id=order_id,
        kind=kind,
        name=name,
        sha256=sha256,
        size=len(content),
        at=utc(work.now),
    )


def newest(book: Book, order_id: str) -> list[Evidence]:
    """The newest file of each kind of document of an order (id)."""
    found: dict[str, Evidence] = {}
    for row in book.conn.execute(
        """
        SELECT kind, name, sha256, size, at, made_by FROM evidence
        WHERE order_id = ? AND kind <> ? ORDER BY entry, id
        """,
        (order_id, TICK),
    ):
        found[row["kind"]] = Evidence(
            kind=DocumentKind(row["kind"]),
            name=row["name"],
            sha256=row["sha256"],
            size=row["size"],
            at=local(row["at"], book.zone),
            who=row["made_by"],
        )
    return [found[kind] for kind in DocumentKind if kind in found]


def content(book: Book, sha256: str) -> bytes:
    """
    What was stored under a hash.

    Raises:
        BookError: It is gone, or is not what was stored.
    """
    row = book.conn.execute("SELECT content FROM blobs WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None or hashlib.sha256(row["content"]).hexdigest() != sha256:
        raise changed(book, sha256)
    return bytes(row["content"])


def unnamed(book: Book) -> int:
    """How many stored files no record names: an undo leaves them, since it can be undone itself."""
    rows = book.conn.execute(
        """
        SELECT count(*) FROM blobs WHERE sha256 NOT IN (SELECT sha256 FROM evidence)
        AND sha256 NOT IN (SELECT sha256 FROM attachments)
        """
    )
    return int(rows.fetchone()[0])


def changed(book: Book, sha256: str) -> BookError:
    """That stored evidence is no longer what was stored."""
    return damaged(book.path, f"the evidence {sha256[:12]} is not what was stored")
