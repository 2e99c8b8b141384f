"""Does a book lie where locks do nothing: on a network share, or in a folder that a program syncs?"""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from gendan.store.db import Book
from gendan.text import Text, same

MOUNTS = Path("/proc/self/mounts")

NETWORKS = frozenset((
    "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs",
    "davfs2", "drvfs", "fuse.davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.sshfs",
    "fuse.vmhgfs-fuse", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "prl_fs", "smb2",
    "smb3", "smbfs", "vboxsf", "vmhgfs", "webdav",
))  # fmt: skip
"""File systems of another machine, by the name that the mount table has for them."""

CLIENTS = {
    "baidusyncdisk": Text("Baidu Netdisk", "百度网盘"),
    "baidunetdiskworkspace": Text("Baidu Netdisk", "百度网盘"),
    "百度网盘同步空间": Text("Baidu Netdisk", "百度网盘"),
    "百度云同步盘": Text("Baidu Netdisk", "百度网盘"),
    "box sync": same("Box"),
    "dropbox": same("Dropbox"),
    "google drive": same("Google Drive"),
    "google 云端硬盘": same("Google Drive"),
    "googledrive": same("Google Drive"),
    "my drive": same("Google Drive"),
    "我的云端硬盘": same("Google Drive"),
    "icloud drive": same("iCloud Drive"),
    "icloud~com~apple~clouddocs": same("iCloud Drive"),
    "iclouddrive": same("iCloud Drive"),
    "mobile documents": same("iCloud Drive"),
    "nextcloud": same("Nextcloud"),
    "nutstore": Text("Nutstore", "坚果云"),
    "nutstore files": Text("Nutstore", "坚果云"),
    "我的坚果云": Text("Nutstore", "坚果云"),
    "坚果云": Text("Nutstore", "坚果云"),
    "onedrive": same("OneDrive"),
    "owncloud": same("ownCloud"),
    "synologydrive": same("Synology Drive"),
    "wpsdrive": Text("WPS Drive", "WPS 云盘"),
    "wps云盘": Text("WPS Drive", "WPS 云盘"),
}
"""Sync clients by the name of their folder, in small letters; it may go on with ` (`, ` -` or `-`."""

MARKERS = {
    ".dropbox.cache": same("Dropbox"),
    ".tmp.drivedownload": same("Google Drive"),
    ".stfolder": same("Syncthing"),
    ".SynologyWorkingDirectory": same("Synology Drive"),
}
"""What a sync client leaves in its folder, whatever that is called."""

VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""What the environment of Windows names the folders of OneDrive by."""


def concern(path: Path) -> Text | None:
    """
    What threatens a book in its place; None where nothing is known to.

    Args:
        path: The book's file, which need not exist.
    """
    place = path.resolve()
    client = sync_client(place)
    if client is not None:
        return Text(
            f"{place} lies in a folder that {client.en} syncs: it may mix two states of the book or "
            "bring back an old one; move it out and keep backups there instead",
            f"{place} 位于 {client.zh} 的同步文件夹：同步可能混合新旧账本或恢复旧版本；"
            "请移出，该文件夹只放备份",
        )
    if on_network(place):
        return Text(
            f"{place} lies on a network drive, where locks often do nothing: two commands at once can "
            "damage it; keep it on this machine's own disk",
            f"{place} 位于网络磁盘，文件锁可能无效，同时操作会损坏账本；请放在本机磁盘",
        )
    return None


def first_concern(book: Book) -> Text | None:
    """The same for an open book, once for each place; that it was told is kept in the book."""
    told = f"told of {book.path.resolve().parent}"
    if book.conn.execute("SELECT 1 FROM settings WHERE key = ?", (told,)).fetchone():
        return None
    found = concern(book.path)
    if found is not None:
        # Past the journal, and not waited for: who cannot be reminded now is told again.
        book.conn.execute("PRAGMA busy_timeout = 0")
        with suppress(sqlite3.OperationalError):
            book.conn.execute("INSERT OR IGNORE INTO settings VALUES (?, '')", (told,))
    return found


def sync_client(place: Path) -> Text | None:
    """The sync client whose folder this is: by names, by what it left there, by the environment."""
    for name in (part.lower() for part in place.parent.parts):
        known = CLIENTS.get(name) or CLIENTS.get(_stem(name))
        if known is not None:
            return known
    for folder in place.parents:
        for marker, client in MARKERS.items():
            if os.path.lexists(f"{folder}{os.sep}{marker}"):
                return client
    if sys.platform == "win32" and any(_within(place, folder) for folder in _variables()):
        return CLIENTS["onedrive"]
    return None


def on_network(place: Path) -> bool:
    """Whether a place is on another machine's disk, as far as this system tells."""
    if sys.platform == "win32":
        return _remote_drive(place)
    if sys.platform == "darwin":
        return _remote_volume(place)
    try:
        mounts = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return file_system(place, mounts) in NETWORKS


def file_system(place: Path, mounts: str) -> str:
    """
    The kind of file system that a place is on.

    Args:
        place: An absolute path.
        mounts: Linux's mount table: device, folder, kind …, blanks in them as `\\040`.
    """
    kind, longest = "", 0
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        folder = parts[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        if len(folder) >= longest and _within(place, folder):
            kind, longest = parts[2], len(folder)
    return kind


def _stem(name: str) -> str:
    """`dropbox (acme)`, `onedrive - acme`, `googledrive-me@example.com` without what follows."""
    return name.partition(" (")[0].partition(" - ")[0].partition("-")[0]


def _within(place: Path, folder: str) -> bool:
    return str(place).startswith(folder.rstrip(os.sep) + os.sep)


def _variables() -> Iterator[str]:
    return (os.environ[name] for name in VARIABLES if os.environ.get(name))


def _remote_drive(place: Path) -> bool:
    """Whether Windows has mapped this drive from another machine, or it is a `\\\\server` path."""
    drive = place.drive
    if drive.startswith("\\\\"):
        return True
    if drive.upper() == os.environ.get("SystemDrive", "").upper():  # noqa: SIM112 - as Windows has it
        return False
    import ctypes

    remote = 4  # DRIVE_REMOTE
    kernel: object = getattr(ctypes, "windll").kernel32  # noqa: B009 - only Windows has it
    return bool(getattr(kernel, "GetDriveTypeW")(f"{drive}\\") == remote)  # noqa: B009


def _remote_volume(place: Path) -> bool:
    """Whether macOS says that a volume is not local; its own disk is not asked."""
    if not _within(place, "/Volumes") and not _within(place, "/Network"):
        return False
    import ctypes

    local = 0x1000  # MNT_LOCAL
    flags_at = 64  # of `struct statfs` with 64-bit inodes
    room = ctypes.create_string_buffer(4096)
    system = ctypes.CDLL(None)
    ask = getattr(system, "statfs$INODE64", None) or system.statfs
    if ask(os.fsencode(place.parent), room) != 0:
        return False
    return not int.from_bytes(room.raw[flags_at : flags_at + 4], sys.byteorder) & local
