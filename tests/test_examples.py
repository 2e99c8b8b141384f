"""
README and examples are transcripts: every console block is replayed and compared whole.

`UPDATE_EXAMPLES=1 pytest tests/test_examples.py` writes what the program says now into the pages;
read the diff before you commit it.
"""

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from gendan.cli.app import main
from gendan.show import out

ROOT = Path(__file__).parents[1]
MADE = "checks.md"
"""Made from the program: test_check_list.py."""
PAGES = [
    ROOT / "README.md",
    ROOT / "README.zh-CN.md",
    *sorted(page for page in (ROOT / "examples").glob("*.md") if page.name != MADE),
]
BLOCK = re.compile(r"(?<=^```console)( \d+)?\n(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
"""A block of a transcript; with a number, as a terminal of so many columns shows it."""


class Replay:
    """Plays the commands of one page, in their order, in one folder."""

    def __init__(
        self, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch, folder: Path
    ) -> None:
        self.capsys = capsys
        self.patch = patch
        shutil.copytree(ROOT / "examples", folder / "examples", dirs_exist_ok=True)
        patch.chdir(folder)
        patch.setenv("GENDAN_DB", "book.db")

    def block(self, found: re.Match[str]) -> str:
        """A whole block, with what the program says now after each `$ ` line."""
        columns = (found[1] or "").strip()
        self.patch.setattr(out, "on_terminal", lambda s: bool(columns) and s is not sys.stderr)
        self.patch.setenv("COLUMNS", columns or "80")
        lines = [line for line in found[2].splitlines() if line.startswith("$ ")]
        return f"{found[1] or ''}\n" + "".join(f"{line}\n{self.line(line[2:])}" for line in lines)

    def line(self, command: str) -> str:
        """Output of one line: stdout, stderr, and the exit code if it is not 0."""
        words = shlex.split(command)
        if words[0] == "export":
            for assignment in words[1:]:
                name, _, value = assignment.partition("=")
                self.patch.setenv(name, value)
            return ""
        assert words[0] == "gendan", f"only gendan and export can be replayed: {command}"
        self.capsys.readouterr()
        code = main(words[1:])
        said, told = self.capsys.readouterr()
        said = "\n".join(line.rstrip() for line in said.split("\n"))
        return said + told + (f"[exit {code}]\n" if code else "")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page(
    page: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = page.read_text(encoding="utf-8")
    assert BLOCK.search(written), f"{page.name} has no console block"
    replayed = BLOCK.sub(Replay(capsys, monkeypatch, tmp_path).block, written)
    if os.environ.get("UPDATE_EXAMPLES"):
        page.write_text(replayed, encoding="utf-8")
    assert written == replayed
