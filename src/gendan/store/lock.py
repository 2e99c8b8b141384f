"""How a command waits for its turn to write, and says that it does."""

import os
import sqlite3
import time
from collections.abc import Callable

from gendan.store.guard import primary

LOCK_SECONDS = 10.0
"""How long a command waits for another one before it gives up."""

PATIENCE_SECONDS = 1.0
"""How long it waits before it says so."""

Waiting = Callable[[], None]
"""What tells the user, once, that the book is busy and the command waits."""


def silent() -> None:
    """Nobody is told."""


def begin(conn: sqlite3.Connection, waiting: Waiting, *, patient: bool = True) -> None:
    """
    BEGIN IMMEDIATE, as soon as nobody else writes; who is not patient tries once.

    Polls for the lock with short random sleeps: a plain busy timeout can starve against a writer
    that never pauses (reliability.md §1).

    Raises:
        sqlite3.OperationalError: Somebody else wrote all the time (SQLITE_BUSY), or it failed.
    """
    conn.execute("PRAGMA busy_timeout = 0")
    limit = LOCK_SECONDS if patient else 0
    start = time.monotonic()
    told = False
    while True:
        try:
            conn.execute("BEGIN IMMEDIATE")
            break
        except sqlite3.OperationalError as error:
            waited = time.monotonic() - start
            if primary(error) != sqlite3.SQLITE_BUSY or waited > limit:
                raise
            if waited > PATIENCE_SECONDS and not told:
                told = True
                waiting()
            time.sleep(0.005 + os.urandom(1)[0] / 5000)  # 5 to 56 ms
    conn.execute(f"PRAGMA busy_timeout = {LOCK_SECONDS * 1000:.0f}")
