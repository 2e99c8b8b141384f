"""The content of files, each under its own SHA-256: past the journal, which names it by that."""

import hashlib
import sqlite3
from collections.abc import Iterator

from gendan.store.write import Writing


def put(work: Writing, content: bytes) -> str:
    """
    Store a file's bytes in the open transaction; returns their SHA-256.

    What no longer fits its hash is replaced: a file that is given again mends it.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    work.book.conn.execute(
        """
        INSERT INTO blobs VALUES (?, ?)
        ON CONFLICT (sha256) DO UPDATE SET content = excluded.content
        WHERE content <> excluded.content
        """,
        (sha256, content),
    )
    return sha256


def unsound(conn: sqlite3.Connection) -> Iterator[str]:
    """The hashes under which something else lies than was stored, or nothing any more."""
    for sha256, content in conn.execute("SELECT sha256, content FROM blobs ORDER BY sha256"):
        if not isinstance(content, bytes) or hashlib.sha256(content).hexdigest() != sha256:
            yield str(sha256)
    gone = conn.execute(
        """
        SELECT sha256 FROM evidence UNION SELECT sha256 FROM attachments
        EXCEPT SELECT sha256 FROM blobs
        """
    )
    yield from (str(row[0]) for row in gone.fetchall())
