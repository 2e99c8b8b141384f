"""Books in places where locks do nothing: each is told, once; every other place is silent."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from gendan.store import folders
from gendan.store.folders import concern, file_system, sync_client

Run = Callable[..., Any]

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /tmp tmpfs rw 0 0
server:/home /home nfs4 rw,vers=4.2 0 0
//server/share /mnt/team\\040share cifs rw 0 0
me@host: /home/wang/far fuse.sshfs rw 0 0
/dev/sdb1 /home/wang/local ext4 rw 0 0
C:\\134 /mnt/c 9p rw 0 0
damaged
"""


@pytest.mark.parametrize(
    ("path", "kind", "far"),
    [
        ("/srv/book.db", "ext4", False),
        ("/tmp/book.db", "tmpfs", False),
        ("/home/wang/book.db", "nfs4", True),
        ("/homes/book.db", "ext4", False),
        ("/home/wang/far/book.db", "fuse.sshfs", True),
        ("/home/wang/local/book.db", "ext4", False),
        ("/mnt/team share/deep/down/book.db", "cifs", True),
        ("/mnt/c/Users/wang/book.db", "9p", True),
    ],
)
def test_the_mount_that_holds_a_place(path: str, kind: str, far: bool) -> None:
    assert file_system(Path(path), MOUNTS) == kind
    assert (kind in folders.NETWORKS) == far


def test_no_mount_table_is_no_concern(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(folders, "MOUNTS", tmp_path / "nowhere")
    assert concern(tmp_path / "book.db") is None


@pytest.mark.parametrize(
    ("path", "client"),
    [
        ("/home/wang/Dropbox/book.db", "Dropbox"),
        ("/home/wang/Dropbox (Acme)/a/book.db", "Dropbox"),
        ("/Users/wang/Library/CloudStorage/Dropbox-Acme/book.db", "Dropbox"),
        ("/mnt/c/Users/wang/OneDrive - Acme/book.db", "OneDrive"),
        ("/Users/wang/Library/CloudStorage/OneDrive-Acme/book.db", "OneDrive"),
        ("/Users/wang/Library/Mobile Documents/com~apple~CloudDocs/book.db", "iCloud Drive"),
        ("/c/Users/wang/iCloudDrive/book.db", "iCloud Drive"),
        ("/home/wang/Nutstore Files/我的坚果云/book.db", "Nutstore"),
        ("/home/wang/坚果云/book.db", "Nutstore"),
        ("/Users/wang/Library/CloudStorage/GoogleDrive-wang@example.com/My Drive/book.db", "Google Drive"),
        ("/g/我的云端硬盘/book.db", "Google Drive"),
        ("/d/BaiduSyncdisk/book.db", "Baidu Netdisk"),
        ("/d/百度网盘同步空间/book.db", "Baidu Netdisk"),
        ("/d/WPS云盘/book.db", "WPS Drive"),
        ("/home/wang/dropboxes/book.db", None),
        ("/home/wang/books/book.db", None),
        ("/home/wang/books/dropbox.db", None),
        ("/home/wang/books/dropbox-2026.db", None),
    ],
)  # fmt: skip
def test_the_folders_of_sync_clients(path: str, client: str | None) -> None:
    found = sync_client(Path(path))
    assert (found.en if found else None) == client


@pytest.mark.parametrize("marker", folders.MARKERS)
def test_what_a_sync_client_leaves(tmp_path: Path, marker: str) -> None:
    place = tmp_path / "synced" / "deep" / "down"
    place.mkdir(parents=True)
    assert concern(place / "book.db") is None
    (tmp_path / "synced" / marker).mkdir()
    assert sync_client(place / "book.db") == folders.MARKERS[marker]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "books").symlink_to(tmp_path / "Dropbox")
    assert concern(tmp_path / "books" / "book.db") is not None


@pytest.fixture
def synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of a book to be, in a folder that is synced."""
    path = tmp_path / "Dropbox" / "book.db"
    path.parent.mkdir()
    monkeypatch.setenv("GENDAN_DB", str(path))
    return path


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_is_told_when_the_book_is_made_and_not_again(run: Run, synced: Path, lang: str) -> None:
    made = run("init", "--timezone", "Asia/Shanghai", "--lang", lang)
    assert made.code == 0
    assert made.err.startswith({"en": "warning: ", "zh": "警告："}[lang])
    assert "Dropbox" in made.err
    assert made.err.count("\n") == 1
    assert [run(*words).err for words in (["due"], ["customer", "add", "ACME", "Acme"])] == ["", ""]
    assert "told of" not in run("config", "--json").out


def test_it_is_told_again_where_the_book_has_moved(run: Run, synced: Path, tmp_path: Path) -> None:
    run("init", "--timezone", "Asia/Shanghai")
    other = tmp_path / "OneDrive" / "book.db"
    other.parent.mkdir()
    synced.rename(other)
    assert "OneDrive" in run("due", "--db", str(other)).err
    assert run("due", "--db", str(other)).err == ""


def test_a_reader_is_told_and_does_not_wait_to_remember_it(run: Run, synced: Path) -> None:
    run("init", "--timezone", "Asia/Shanghai")
    with closing(sqlite3.connect(synced, isolation_level=None)) as other:
        other.execute("DELETE FROM settings WHERE key LIKE 'told of %'")
        other.execute("BEGIN IMMEDIATE")
        busy = run("due", "--json")
    assert (busy.code, busy.out) == (0, "[]\n")
    assert "Dropbox" in busy.err
    assert "Dropbox" in run("due", "--json").err
    assert run("due", "--json").err == ""


def test_it_is_no_entry_of_the_journal(run: Run, synced: Path) -> None:
    run("init", "--timezone", "Asia/Shanghai")
    run("customer", "add", "ACME", "Acme")
    assert run("journal", "--verify").code == 0
    assert run("undo").code == 0


def test_an_ordinary_place_leaves_nothing(run: Run, tmp_path: Path) -> None:
    assert run("init", "--timezone", "Asia/Shanghai").err == ""
    run("due")
    with closing(sqlite3.connect(tmp_path / "book.db")) as conn:
        found = conn.execute("SELECT key FROM settings WHERE key LIKE 'told of %'").fetchall()
    assert found == []
