"""`bench`: a shipment goes in, what `gendan check-order` says comes out."""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from .goods import ORDER, Paper, Shipment, good
from .writers import order_csv, write

Run = Callable[..., Any]
Key = tuple[str, str]
BOOKS: dict[Key | None, bytes] = {}
"""Books that hold nothing but one order, so that equal orders are entered once; None: no order."""


@dataclass(frozen=True)
class Answer:
    """What one run said: exit code, the object of `--json` (empty where refused), stderr."""

    code: int
    told: dict[str, Any]
    err: str

    @property
    def verdict(self) -> str:
        """`cleared`, `blocked`, `unsigned`, or `refused`."""
        return str(self.told.get("verdict", "refused"))

    def codes(self, *severities: str) -> set[str]:
        """The codes of the open findings of these severities; of all where none is named."""
        return {
            finding["code"]
            for finding in self.told.get("findings", ())
            if finding["state"] == "open" and finding["severity"] in (severities or SEVERITIES)
        }

    def lines(self) -> str:
        """All findings, one a line, for a failing test to show."""
        found = self.told.get("findings", ())
        keys = ("code", "severity", "state", "line", "sku", "expected", "actual")
        return "\n".join(
            [f"exit {self.code} {self.verdict} {self.err}"]
            + [" | ".join(str(f[key]) for key in keys) + " " + f["message"]["en"] for f in found]
        )


SEVERITIES = ("block", "warn", "info")


class Bench:
    """Books and files of one test."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.run = run
        self._folder = folder
        self._order = ""

    def do(self, *argv: str, now: str | None = None, code: int = 0) -> str:
        """Run a command that must end with a code; its output."""
        ran = self.run(*argv, now=now)
        assert ran.code == code, f"{argv}: {ran.code} {ran.err}{ran.out}"
        return str(ran.out)

    def enter(self, shipment: Shipment) -> None:
        """Make the book the one that holds this order and what is asked of it, and nothing else."""
        key = (order_csv(shipment), repr((shipment.first, shipment.asks)))
        if key not in BOOKS:
            self.put(None)
            for argv in shipment.first:
                self.do(*argv)
            path = self._folder / "order.csv"
            path.write_text(key[0], encoding="utf-8")
            self.do("order", "import", str(path))
            for argv in shipment.asks:
                assert self.run(*argv).code in (0, 1), argv  # 1: the answer is no
            BOOKS[key] = self._book.read_bytes()
        self.put(key)
        self._order = shipment.head["order"]

    def check(self, shipment: Shipment, *argv: str) -> Answer:
        """Enter the order, write the documents, compare them."""
        self.enter(shipment)
        return self.compare(shipment, *argv)

    def compare(self, shipment: Shipment, *argv: str) -> Answer:
        """Write the documents and compare them with the order that stands in the book."""
        papers = {"packing": shipment.packing, "invoice": shipment.invoice}
        files = self.files(papers | {"booking": shipment.booking})
        return self.ask(*files, *argv, now=shipment.now)

    def files(self, papers: dict[str, Paper | None]) -> list[str]:
        """Write documents; the options that name them."""
        return [
            word
            for kind, paper in papers.items()
            if paper is not None
            for word in (f"--{kind}", str(write(paper, self._folder)))
        ]

    def ask(self, *argv: str, now: str | None = None, order: str | None = None) -> Answer:
        """One run of `gendan check-order --json`."""
        number = self._order if order is None else order
        ran = self.run("check-order", number, *argv, "--json", now=now)
        return Answer(ran.code, json.loads(ran.out) if ran.out else {}, ran.err)

    def clear(self, answer: Answer) -> Answer:
        """Tick every item and sign every level, each by another person; then ask again."""
        for item in answer.told["checklist"]:
            if item["state"] == "open":
                self.do("tick", self._order, item["item"], "--evidence", "seen")
        for who in ("wang", "li", "zhou")[: len(answer.told["needed"])]:
            self.do("sign", self._order, "--as", who)
        return self.ask()

    @property
    def _book(self) -> Path:
        return self._folder / "book.db"

    def put(self, key: Key | None) -> None:
        """Make the book one of those that were kept."""
        for old in self._folder.glob("book.db*"):
            old.unlink()
        if None not in BOOKS:
            self.do("init", "--timezone", "Asia/Shanghai")
            self.do("customer", "add", "NORD", "Nordvinter Handel GmbH", "--country", "DE")
            self.do("policy", "levels", "1")
            BOOKS[None] = self._book.read_bytes()
        self._book.write_bytes(BOOKS[key])


@pytest.fixture
def bench(run: Run, tmp_path: Path) -> Bench:
    """A bench of its own for every test."""
    return Bench(run, tmp_path)


@pytest.fixture
def desk(bench: Bench, tmp_path: Path) -> Path:
    """A book with one order that only waits for its signature; the bench looks at it."""
    shipment = good()
    shipment.first = [("customer", "require", "NORD", "labels in German", "--kind", "label")]
    shipment.asks = [("order", "require", ORDER, "no wood", "--confirmed", "2026-02-01")]
    answer = bench.check(shipment)
    for item in answer.told["checklist"]:
        if item["state"] == "open":
            bench.do("tick", ORDER, item["item"], "--evidence", "seen")
    return tmp_path / "book.db"


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str]) -> Callable[..., None]:
    """Say a figure of the bench: also where output is captured."""

    def say(what: str, of: str, figures: Mapping[str, int]) -> None:
        told = ", ".join(f"{name} {number}" for name, number in sorted(figures.items()))
        with capsys.disabled():
            sys.stderr.write(f"\n{what}, {of}: {told}\n")

    return say
