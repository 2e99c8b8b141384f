"""Is the schema of a book ours, and nothing else?"""

import sqlite3

from gendan.errors import BookError
from gendan.store.db import SCHEMA_VERSION, Book, migrate
from gendan.text import Text


def refuse_strangers(book: Book) -> None:
    """
    Make sure that the schema of a book is ours and nothing else.

    A trigger, or a view in the place of a table, could answer in the name of people
    (reliability.md §6).

    Raises:
        BookError: Something in it is more, less or otherwise than in a new book.
    """
    strange = strangers(book.conn)
    if strange:
        raise BookError(
            Text(
                f"{book.path} was altered by something else: {', '.join(strange)}",
                f"{book.path} 的结构被其他程序改动：{'、'.join(strange)}",
            ),
            Text("go back to a copy that you kept", "请改用您保留的副本"),
        )


def strangers(conn: sqlite3.Connection, version: int = SCHEMA_VERSION) -> list[str]:
    """The names in the schema of a book that are more, less or otherwise than in a new one."""
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    fresh.row_factory = sqlite3.Row
    try:
        migrate(fresh, version=version)
        return sorted({str(name) for _, name, _ in _schema(conn) ^ _schema(fresh)})
    finally:
        fresh.close()


def _schema(conn: sqlite3.Connection) -> set[tuple[str, str, str | None]]:
    # By kind, not by the beginning of the name: a trigger can be called sqlite_… too.
    rows = conn.execute(
        """
        SELECT type, name, sql FROM sqlite_schema
        WHERE NOT (type = 'index' AND sql IS NULL)
          AND NOT (type = 'table' AND name IN (
            'sqlite_sequence', 'sqlite_stat1', 'sqlite_stat2', 'sqlite_stat3', 'sqlite_stat4'))
        """
    )
    return {(row["type"], row["name"], row["sql"]) for row in rows}
