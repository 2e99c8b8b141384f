"""
What a daily command costs, counted in instructions, as multiples of `python -c pass`.

A book of customers × 20 contacts is made in a temporary folder; the commands run under valgrind.
Nothing is timed: counts repeat where the clock of a busy machine does not. See README.md here.
"""

import argparse
import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from gendan.store import agenda, customers, db
from gendan.store.transaction import writing
from gendan.store.values import utc

NOW = datetime.fromisoformat("2026-11-20T09:00:00+08:00")  # a Friday on which China works
CONTACTS = 20
DUE = 40
"""Rows on the morning list, in a book of any size: only then is growth the book's alone."""

BASE_SIZE = 1_000
GROWTH_SIZES = (100, 10_000, 100_000)
QUICK_SIZES = (100, 1_000)
GROWTH_LIMIT = 1.15

HOMES = (
    ("DE", "Europe/Berlin"), ("US", "America/New_York"), ("BR", "America/Sao_Paulo"),
    ("FR", "Europe/Paris"), ("GB", "Europe/London"), ("AE", "Asia/Dubai"),
    ("JP", "Asia/Tokyo"), ("MX", "America/Mexico_City"), ("AU", "Australia/Sydney"),
    ("PL", "Europe/Warsaw"),
)  # fmt: skip
CHANNELS = ("phone", "email", "wechat", "whatsapp")

# The console script is this call behind a launcher, which differs from installer to installer and
# adds less than 0.1. So it is left out.
ENTRY = "from gendan.cli.app import entry; entry()"


class Command(NamedTuple):
    """A command that is measured: its words, whether on a terminal, and its limit."""

    words: tuple[str, ...]
    terminal: bool
    limit: float

    @property
    def label(self) -> str:
        said = " ".join(f'"{word}"' if " " in word else word for word in self.words)
        return f"gendan {said}" + (" (terminal)" if self.terminal else "")


DUE_JSON = Command(("due", "--json"), terminal=False, limit=8)
DUE_TERMINAL = Command(("due",), terminal=True, limit=13)
LOG = Command(("log", "C000100", "asked for a sample"), terminal=False, limit=8.5)
LOG_WARM = LOG._replace(words=("log", "C000099", "asked for a sample"))
"""Another customer: the one that is counted must still have its 20 contacts."""


def make_book(path: Path, size: int) -> None:
    """A book in which exactly `DUE` customers, the first ones, are due on the day of `NOW`."""
    settings = {"timezone": "Asia/Shanghai", "home_country": "CN"}
    db.create_book(path, settings, db.Opening(NOW, "bench", "init"))
    book = db.open_book(path)
    with writing(book, NOW, "bench", "bench") as work:
        ids = []
        for n in range(1, size + 1):
            country, zone = HOMES[n % len(HOMES)]
            fields = {
                "country": country,
                "timezone": zone,
                "owner": "bench",
                "channel": CHANNELS[n % len(CHANNELS)],
                "tier": "ABC"[n % 3],
                "since": "2020-01-01",
            }
            ids.append(customers.add(work, f"C{n:06}", f"Customer {n} Trading Co.", fields))
        # Past the journal: 2 million journaled rows would only make the script slow.
        book.conn.executemany(
            "INSERT INTO interactions"
            " (id, customer, kind, at, recorded_at, channel, note, entry, made_by)"
            " VALUES (?, ?, 'contact', ?, ?, ?, ?, ?, 'bench')",
            _contacts(ids, work.entry),
        )
        # The transaction's end would do it for all it touched; here it is said, and for all.
        work.touched.clear()
        agenda.refresh(book, NOW.date())
    day = NOW.date().isoformat()
    count = "SELECT count(*) FROM agenda WHERE shows_on <= ?"
    due = book.conn.execute(count, (day,)).fetchone()[0]
    book.close()
    if due != DUE:
        sys.exit(f"the book of {size} customers has {due} rows due, not {DUE}: its dates are off")


def _contacts(ids: Sequence[str], entry: int) -> Iterator[tuple[str | int, ...]]:
    for n, customer in enumerate(ids):
        # Every tier's gap has passed after 32 days, and none after 3.
        last = NOW - timedelta(days=32 + n % 10 if n < DUE else 3)
        for k in range(CONTACTS):
            at = utc(last - timedelta(days=30 * k))
            channel = CHANNELS[(n + k) % len(CHANNELS)]
            note = f"talked about offer {k} and the next shipment"
            yield f"{customer}-{k:02}", customer, at, at, channel, note, entry


def environment(book: Path) -> dict[str, str]:
    """Fixed where it would change the count or the rows; bytecode may be written and is used."""
    fixed = {
        "PYTHONHASHSEED": "0",
        "GENDAN_DB": str(book),
        "GENDAN_NOW": NOW.isoformat(),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "LOGNAME": "bench",
    }
    dropped = {
        "PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME", "COLUMNS", "LINES", "NO_COLOR",
        "FORCE_COLOR", "COLORTERM", "LC_ALL", "LC_MESSAGES", "GENDAN_LANG", "GENDAN_USER",
    }  # fmt: skip
    return {key: value for key, value in os.environ.items() if key not in dropped} | fixed


def run(argv: Sequence[str], env: dict[str, str], *, terminal: bool = False) -> bytes:
    """Run to the end; returns what it said on stdout, or on a terminal of 100 columns."""
    if not terminal:
        return subprocess.run(
            argv, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True
        ).stdout
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    process = subprocess.Popen(argv, env=env, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    said = b""
    try:
        while block := os.read(ours, 65536):
            said += block
    except OSError:  # how a pty says that nobody writes any more
        pass
    os.close(ours)
    if process.wait():
        sys.exit(f"{' '.join(argv)} ended with {process.returncode}:\n{said.decode()}")
    return said


def count(code: str, env: dict[str, str], command: Command | None = None) -> tuple[int, bytes]:
    """Instructions of `python -c CODE`, and what it said."""
    words = command.words if command else ()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log")  # a file: on a terminal valgrind's words would mix with ours
        valgrind = [
            "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", f"--log-file={log}",
        ]  # fmt: skip
        said = run(
            [*valgrind, sys.executable, "-c", code, *words],
            env,
            terminal=command is not None and command.terminal,
        )
        found = re.search(r"Collected : (\d+)", log.read_text())
    if found is None:
        sys.exit("valgrind did not say how many instructions it saw")
    return int(found[1]), said


def measure(command: Command, env: dict[str, str]) -> tuple[int, bytes]:
    """Instructions of a command, after one run that compiles modules and fills calendars."""
    warm = LOG_WARM if command is LOG else command
    run([sys.executable, "-c", ENTRY, *warm.words], env, terminal=warm.terminal)
    return count(ENTRY, env, command)


class Table:
    """Lines of figures; remembers whether any was over its limit."""

    def __init__(self, one: int) -> None:
        self.one = one
        self.over = False

    def head(self, title: str, growth: str = "") -> None:
        print(f"\n{title}\n{'':<46}{'million':>9}{'x pass':>8}{growth:>8}{'limit':>7}")

    def line(self, label: str, found: int, limit: float | None = None, start: int = 0) -> None:
        """One count; `limit` is for its multiple of `start` if that is given, else of `pass`."""
        growth = f"{found / start:.3f}" if start else ""
        text = f"{label:<46}{found / 1e6:>9.1f}{found / self.one:>8.2f}{growth:>8}"
        if limit is not None:
            over = found / (start or self.one) > limit
            self.over |= over
            text += f"{limit:>7g}  {'OVER' if over else 'ok'}"
        print(text, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument(
        "--sizes", metavar="N", type=int, nargs="+", help="customers in the books of the growth"
    )
    parser.add_argument("--quick", action="store_true", help="growth over 100 and 1 000 only")
    options = parser.parse_args()
    sizes = sorted(options.sizes or (QUICK_SIZES if options.quick else GROWTH_SIZES))
    if sizes[0] < 100:
        parser.error("100 customers are the least: 40 of them are due, and one more is logged")
    if shutil.which("valgrind") is None:
        parser.error("valgrind is not installed")

    with tempfile.TemporaryDirectory(prefix="gendan-bench-") as folder:
        book = Path(folder, "base.db")
        make_book(book, BASE_SIZE)
        env = environment(book)
        run([sys.executable, "-c", "pass"], env)
        table = Table(count("pass", env)[0])
        table.head(f"{BASE_SIZE:,} customers x {CONTACTS} contacts, {DUE} rows due")
        table.line("python -c pass", table.one)
        for command in (DUE_JSON, DUE_TERMINAL, LOG):
            table.line(command.label, measure(command, env)[0], command.limit)

        table.head(f"Growth: {DUE} rows due whatever the size", f"x {sizes[0]}")
        first: dict[Command, tuple[int, bytes]] = {}
        for size in sizes:
            book = Path(folder, f"{size}.db")
            make_book(book, size)
            for command in (DUE_JSON, LOG):
                found, said = measure(command, environment(book))
                start, before = first.setdefault(command, (found, said))
                if said != before:
                    sys.exit(f"{command.label} says something else at {size}: not comparable")
                table.line(f"{size:>7,}  {command.label}", found, GROWTH_LIMIT, start)
            book.unlink()  # half a gigabyte at 100 000
    return int(table.over)


if __name__ == "__main__":
    sys.exit(main())
