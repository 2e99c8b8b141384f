"""README and examples are transcripts: every console block is replayed and compared whole."""

import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gendan.cli.app import main
from gendan.show import out

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "examples").glob("*.md"))]
BLOCK = re.compile(r"^```console(?: (\d+))?\n(.*?)^```", re.MULTILINE | re.DOTALL)
"""A block of a transcript; with a number, as a terminal of so many columns shows it."""


def steps(page: Path) -> Iterator[tuple[str, str, str]]:
    """Columns, command and what must follow it, of each `$ ` line of a page's console blocks."""
    for columns, block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, expected = part.partition("\n")
            yield columns, command, expected


def replayed(
    columns: str, command: str, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
) -> str:
    """Output of one line: stdout, stderr, and the exit code if not 0."""
    words = shlex.split(command)
    patch.setattr(out, "on_terminal", lambda stream: bool(columns) and stream is not sys.stderr)
    patch.setenv("COLUMNS", columns or "80")
    if words[0] == "export":
        for assignment in words[1:]:
            name, _, value = assignment.partition("=")
            patch.setenv(name, value)
        return ""
    assert words[0] == "gendan", f"only gendan and export can be replayed: {command}"
    capsys.readouterr()
    code = main(words[1:])
    said, told = capsys.readouterr()
    said = "\n".join(line.rstrip() for line in said.split("\n"))
    return said + told + (f"[exit {code}]\n" if code else "")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page(
    page: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples", dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GENDAN_DB", "book.db")
    found = list(steps(page))
    assert found, f"{page.name} has no console block"
    for command, expected in found:
        assert (
            f"$ {command}\n" + replayed(command, capsys, monkeypatch) == f"$ {command}\n{expected}"
        )
