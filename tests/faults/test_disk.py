"""A disk that is full, a limit, a book that may not be written: it works, or says so and wrote nothing."""

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .goods import ORDER
from .process import gendan, refused, state, without_privileges

pytestmark = pytest.mark.faults
Run = Callable[..., Any]
PAGE = 4096
DISK = 4 * 1024 * 1024
ROWS = 400
LOG = ["log", "ACME", "hello"]


@pytest.fixture
def full_book(book: Run, tmp_path: Path) -> Path:
    """A book with a customer, and a list beside it whose import needs room."""
    book("customer", "add", "ACME", "Acme", "--country", "DE")
    book("due")
    lines = [f"K{n},Customer {n} Trading\n" for n in range(ROWS)]
    (tmp_path / "many.csv").write_text("Customer ID,Company Name\n" + "".join(lines))
    return tmp_path / "book.db"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes, of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(place)]
    try:
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("no `mount` here; RLIMIT_FSIZE is tried in its place")
    if done.returncode != 0:
        pytest.skip(f"nothing can be mounted here ({done.stderr.strip()}); RLIMIT_FSIZE is tried")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("words", [LOG, ["import", "many.csv"]], ids=["log", "import"])
def test_a_full_disk(
    full_book: Path,
    small_disk: Path,
    words: list[str],
    rounds: Callable[[int, int], int],
    monkeypatch: pytest.MonkeyPatch,
    report: Callable[..., None],
) -> None:
    """With ever more pages left, from none on: refused and unchanged, until it is done and there."""
    monkeypatch.chdir(full_book.parent)
    path, filler = small_disk / "book.db", small_disk / "filler"
    monkeypatch.setenv("GENDAN_DB", str(path))
    ended = {"refused": 0, "done": 0}
    for left in range(0, 420, rounds(4, 60)):
        for old in small_disk.iterdir():
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        shutil.copy(full_book, path)
        before = state(path)
        room = os.statvfs(small_disk)
        filler.write_bytes(b"x" * (room.f_bavail * room.f_frsize - left * PAGE))
        done = gendan(*words)
        seen = gendan("due", "--json")
        filler.unlink()
        after = state(path)
        if done.returncode == 0:
            assert after != before, f"said to be done with {left} pages left"
            ended["done"] += 1
        else:
            refused(done, 4)
            assert "damaged" not in done.stderr, "a full disk is no damage"
            assert after == before, f"half-done with {left} pages left"
            ended["refused"] += 1
        assert seen.returncode in (0, 4), seen.stderr
        assert "Traceback" not in seen.stderr
        assert gendan("log", "ACME", "again").returncode == 0, "there is room again"
    report("full disk", words[0], ended)
    assert all(ended.values()), "both were to be seen"


@pytest.mark.parametrize("words", [LOG, ["import", "many.csv"]], ids=["log", "import"])
def test_a_limit_of_what_may_be_written(
    full_book: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A quota says no in another way than a full disk."""
    monkeypatch.chdir(full_book.parent)
    before = state(full_book)
    codes = set()
    for limit in (0, PAGE, 8 * PAGE, 16 * PAGE, 40 * PAGE):

        def bound(size: int = limit) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        done = gendan(*words, preexec_fn=bound)
        if done.returncode != 0:
            refused(done, 4)
            assert "damaged" not in done.stderr, "a limit is no damage"
            assert state(full_book) == before
        codes.add(done.returncode)
        if done.returncode == 0:
            break
    assert 4 in codes


def test_a_report_that_does_not_fit_is_no_clearance(
    desk: Path, small_disk: Path, tmp_path: Path
) -> None:
    gendan("sign", ORDER)
    assert gendan("check-order", ORDER).returncode == 0
    room = os.statvfs(small_disk)
    (small_disk / "filler").write_bytes(b"x" * (room.f_bavail * room.f_frsize))
    report = small_disk / "report.html"
    done = gendan("check-order", ORDER, "--report", str(report))
    assert done.returncode not in (0, 70), done.stderr
    assert "\nhint: " in done.stderr
    assert not report.exists() or not report.read_bytes()


@pytest.mark.parametrize(
    ("file", "folder"),
    [(0o400, 0o700), (0o600, 0o500), (0o400, 0o500), (0o000, 0o700), (0o600, 0o000)],
    ids=["a file to read", "a folder to read", "both", "a closed file", "a closed folder"],
)
@pytest.mark.parametrize(
    "words", [LOG, ["due", "--json"], ["customer", "list", "--json"]], ids=" ".join
)
def test_rights_that_are_missing(
    full_book: Path,
    tmp_path: Path,
    words: list[str],
    file: int,
    folder: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    right = gendan(*words)
    place = tmp_path / "locked"
    place.mkdir()
    path = place / "book.db"
    shutil.copy(full_book, path)
    before = path.read_bytes()
    monkeypatch.setenv("GENDAN_DB", str(path))
    path.chmod(file)
    place.chmod(folder)
    try:
        done = gendan(*words, preexec_fn=without_privileges())
    finally:
        place.chmod(0o700)
        path.chmod(0o600)
    if words[0] == "log" or done.returncode != 0:
        refused(done, 4)
    else:
        assert done.stdout == right.stdout
    assert path.read_bytes() == before


def test_a_book_on_a_disk_to_read_only(
    full_book: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = small_disk / "book.db"
    shutil.copy(full_book, path)
    monkeypatch.setenv("GENDAN_DB", str(path))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    refused(gendan(*LOG), 4)
    seen = gendan("due", "--json")
    if seen.returncode != 0:
        refused(seen, 4)


def test_init_on_a_full_disk_leaves_nothing(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = os.statvfs(small_disk)
    (small_disk / "filler").write_bytes(b"x" * (room.f_bavail * room.f_frsize - 3 * PAGE))
    monkeypatch.setenv("GENDAN_DB", str(small_disk / "book.db"))
    refused(gendan("init", "--timezone", "UTC"), 4)
    assert [path.name for path in small_disk.iterdir()] == ["filler"]
