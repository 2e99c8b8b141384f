"""
`gendan`, killed with signal 9 at a chosen place: python killer.py FD PLACE WORDS…

PLACE is `nowhere`, `statement:N` (before the N-th statement of its transaction), or `commit:SECONDS`,
`close:SECONDS`, `copy:SECONDS` and `over:SECONDS` (so long after COMMIT, the closing of the book, its
copying, or its overwriting by a copy has begun). What it has come
to is written to FD, one letter each: B begun, S a statement, C commit begun, D committed, E closing;
`nowhere` also writes how many seconds each of these took, as JSON.
"""

import json
import os
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

FD = int(sys.argv[1])
PLACE, _, NUMBER = sys.argv[2].partition(":")
TOOK: dict[str, float] = {}


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_after(seconds: float) -> None:
    time.sleep(seconds)
    die()


class Mortal(sqlite3.Connection):
    """A connection that tells where it is, and dies there."""

    statements = 0
    watched = False

    def __init__(self, database: Any, *args: Any, **options: Any) -> None:
        super().__init__(database, *args, **options)
        self.watched = str(database) == os.environ["GENDAN_DB"]

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        return self._pass(sql, partial(super().execute, sql, *values))

    def executemany(self, sql: str, values: Any) -> sqlite3.Cursor:
        return self._pass(sql, partial(super().executemany, sql, values))

    def close(self) -> None:
        if not self.watched:
            super().close()
            return
        os.write(FD, b"E")
        self._timed("close", super().close)

    def backup(self, target: sqlite3.Connection, **options: Any) -> None:
        run = partial(super().backup, target, **options)
        if isinstance(target, Mortal) and target.watched:
            self._timed("over", run)
        elif self.watched:
            self._timed("copy", run)
        else:
            run()

    def _pass(self, sql: str, run: Callable[[], Any]) -> Any:
        if not self.watched:
            return run()
        if sql == "BEGIN IMMEDIATE":
            done = run()
            os.write(FD, b"B")
            return done
        if sql == "COMMIT":
            os.write(FD, b"C")
            done = self._timed("commit", run)
            os.write(FD, b"D")
            return done
        if self.in_transaction:
            os.write(FD, b"S")
            Mortal.statements += 1
            if PLACE == "statement" and Mortal.statements == int(NUMBER):
                die()
        return run()

    def _timed(self, what: str, run: Callable[[], Any]) -> Any:
        if what == PLACE:
            threading.Thread(target=die_after, args=(float(NUMBER),), daemon=True).start()
        start = time.perf_counter()
        done = run()
        TOOK[what] = time.perf_counter() - start
        return done


if __name__ == "__main__":
    sys.argv[1:] = sys.argv[3:]
    sqlite3.connect = partial(sqlite3.connect, factory=Mortal)  # type: ignore[assignment]
    from gendan.cli.app import main
    from gendan.show import out

    out.prepare()
    code = main()
    sys.stdout.flush()
    if PLACE == "nowhere":
        os.write(FD, json.dumps(TOOK).encode())
    os._exit(code)
