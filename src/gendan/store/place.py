"""How a finished file gets its name: never half-made, never over another one."""

import os
from pathlib import Path


def publish(draft: Path, path: Path) -> None:
    """
    Give a finished file its name; of two that do so at once, one fails.

    Raises:
        FileExistsError: The name is taken.
        OSError: The folder cannot be written.
    """
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: claim the name, then take it
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        draft.replace(path)
    else:
        draft.unlink()


def settle(path: Path) -> None:
    """Wait until a file and its name are on the disk, where the system can say so."""
    for place in (path, path.parent):
        try:
            number = os.open(place, os.O_RDONLY)
        except OSError:  # Windows opens no folder
            continue
        try:
            os.fsync(number)
        finally:
            os.close(number)
