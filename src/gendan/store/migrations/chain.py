"""Step 5: the journal as evidence."""

import json
import sqlite3

from sqlite_utils import Database

KEPT = {"journal": ("UPDATE", "DELETE"), "changes": ("UPDATE", "DELETE")}
"""What can only be added to."""


def m005_chain(db: Database) -> None:
    """The journal is append-only, and each entry carries the hash of all before it."""
    conn = db.conn
    conn.execute("ALTER TABLE journal ADD COLUMN hash TEXT NOT NULL DEFAULT ''")
    # What the journal said when somebody signed; a signature made with a key covers it.
    conn.execute("ALTER TABLE signoffs ADD COLUMN head TEXT")
    if conn.execute("SELECT 1 FROM settings").fetchone() is not None:
        _chain_up(conn)
    for table, verbs in KEPT.items():
        for verb in verbs:
            conn.execute(
                f"""
                CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
                BEGIN SELECT raise(ABORT, '{table}: append only'); END
                """
            )
    conn.execute(
        """
        CREATE TRIGGER journal_in_order BEFORE INSERT ON journal
        WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM journal)
        BEGIN SELECT raise(ABORT, 'journal: append only'); END
        """
    )
    # An entry is written after its changes, and closes them.
    conn.execute(
        """
        CREATE TRIGGER changes_of_open_entry BEFORE INSERT ON changes
        WHEN EXISTS (SELECT 1 FROM journal WHERE seq = NEW.entry)
        BEGIN SELECT raise(ABORT, 'changes: append only'); END
        """
    )


def _chain_up(conn: sqlite3.Connection) -> None:
    """The entry that an older book should have begun with, and the hash of every one."""
    from gendan.core.chain import hash_of
    from gendan.core.seal import BEFORE_FIRST
    from gendan.store import chain

    first = dict(conn.execute("SELECT key, value FROM settings").fetchall())
    told: set[str] = set()
    for key, old in conn.execute(
        "SELECT row, old FROM changes WHERE tbl = 'settings' ORDER BY entry, n"
    ):
        if key not in told:
            told.add(key)
            first.pop(key, None)
            if old is not None:
                first[key] = json.loads(old)["value"]
    first = {key: value for key, value in first.items() if not key.startswith(chain.REMINDER)}
    since = conn.execute("SELECT min(at) FROM journal").fetchone()[0]
    chain.begin(conn, first, since or "1970-01-01T00:00:00Z", "unknown", "init")
    before = BEFORE_FIRST
    for link in list(chain.links(conn)):
        before = hash_of(before, link)
        conn.execute("UPDATE journal SET hash = ? WHERE seq = ?", (before, link.seq))
