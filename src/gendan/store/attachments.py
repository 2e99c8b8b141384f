"""Photos and reports of inspections, complaints and actions: content under its own hash."""

from collections.abc import Sequence
from typing import Literal

from gendan.core.attached import Attached
from gendan.store import blobs
from gendan.store.db import Book
from gendan.store.values import json_list, local, utc
from gendan.store.write import Writing

Owner = Literal["inspection", "complaint", "action"]
"""What a file can belong to."""


def keep(work: Writing, owner: Owner, ident: str, name: str, content: bytes) -> None:
    """
    Store a file with what it belongs to; the same content given again is not stored again.

    Args:
        work: The open transaction.
        owner: What it belongs to.
        ident: Its id.
        name: The file's own name; data, never a path.
        content: Its bytes.
    """
    sha256 = blobs.put(work, content)
    if any(one.sha256 == sha256 for one in of(work.book, owner, [ident]).get(ident, [])):
        return
    work.insert(
        "attachments",
        **{owner: ident},
        name=name,
        sha256=sha256,
        size=len(content),
        at=utc(work.now),
    )


def of(book: Book, owner: Owner, ids: Sequence[str]) -> dict[str, list[Attached]]:
    """The files of some things (ids) that have any, in the order in which they came."""
    found: dict[str, list[Attached]] = {}
    for row in book.conn.execute(
        f"""
        SELECT * FROM attachments WHERE {owner} IN (SELECT value FROM json_each(?))
        ORDER BY entry, id
        """,
        (json_list(ids),),
    ):
        found.setdefault(row[owner], []).append(
            Attached(
                name=row["name"],
                sha256=row["sha256"],
                size=row["size"],
                at=local(row["at"], book.zone),
                who=row["made_by"],
            )
        )
    return found
