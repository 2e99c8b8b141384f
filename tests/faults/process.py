"""What the reliability bench shares: `gendan` in processes of its own, and the whole book as data."""

import fcntl
import json
import os
import pty
import sqlite3
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from gendan.store.guard import APPLICATION_ID
from gendan.store.migrations import ALL

GENDAN = (sys.executable, "-m", "gendan")
SECONDS = 60
State = dict[str, list[tuple[Any, ...]]]
SECOND = "m002_check_order"
KEPT = ("calendars",)
"""Tables of kept look-ups, which a reader may fill."""

DAC_OVERRIDE, DAC_READ_SEARCH = 1, 2
CAPBSET_DROP = 24


def gendan(*words: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """One command in a process of its own, heard to its end."""
    return subprocess.run(
        [*GENDAN, *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
        **options,
    )


def state(path: Path) -> State:
    """Every row of every table; fails where the file is not sound."""
    with closing(sqlite3.connect(path, timeout=SECONDS)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
        version = conn.execute("PRAGMA user_version").fetchall()
        names = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        tables = {
            name: sorted(conn.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for (name,) in names
            if name not in KEPT
        }
    return {"user_version": version, **tables}


def counts(found: State) -> dict[str, int]:
    """How many rows each table has."""
    return {name: len(rows) for name, rows in found.items()}


def refused(done: subprocess.CompletedProcess[str], *codes: int) -> None:
    """A refusal as the contract wants it: its exit code, what, a hint, no traceback."""
    assert done.returncode in codes, (done.returncode, done.stderr)
    assert done.stdout == ""
    assert done.stderr.startswith("gendan: "), done.stderr
    assert "\nhint: " in done.stderr
    assert "Traceback" not in done.stderr


def old_book(path: Path) -> None:
    """A book as the first version made it, with a customer."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        ALL.apply(Database(conn), stop_before=SECOND)
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        conn.execute("PRAGMA user_version = 1")
        conn.execute("INSERT INTO settings VALUES ('timezone', 'Asia/Shanghai')")
        conn.execute(
            "INSERT INTO journal (seq, at, who, command)"
            " VALUES (1, '2026-01-05T01:00:00Z', 'wang', 'customer add ACME Acme')"
        )
        conn.execute(
            "INSERT INTO customers (id, code, name, since, entry, made_by)"
            " VALUES ('c1', 'ACME', 'Acme', '2026-01-05', 1, 'wang')"
        )
        row = conn.execute("SELECT * FROM customers")
        names = [column[0] for column in row.description]
        new = json.dumps(dict(zip(names, row.fetchone(), strict=True)))
        conn.execute("INSERT INTO changes VALUES (1, 0, 'customers', 'c1', NULL, ?)", (new,))


def on_terminal(*words: str, TERM: str = "xterm-256color") -> tuple[int, str]:  # noqa: N803 - its name
    """Exit code, and all that a terminal of 100 columns gets, raw."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
    child = subprocess.Popen(
        [*GENDAN, *words],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": TERM},
    )
    os.close(theirs)
    said = b""
    try:
        while block := os.read(ours, 65536):
            said += block
    except OSError:  # how a pty says that nobody writes any more
        pass
    os.close(ours)
    return child.wait(timeout=SECONDS), said.decode("utf-8").replace("\r\n", "\n")


def without_privileges() -> Callable[[], None] | None:
    """A `preexec_fn` after which rights of files bind root too; None where nobody is root."""
    if os.geteuid() != 0:
        return None
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)

    def drop() -> None:
        for capability in (DAC_OVERRIDE, DAC_READ_SEARCH):
            if libc.prctl(CAPBSET_DROP, capability, 0, 0, 0) != 0:
                os._exit(99)

    return drop
