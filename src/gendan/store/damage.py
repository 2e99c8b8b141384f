"""When something failed that cannot fail: is it a bug of ours, or is the book damaged?"""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from gendan.errors import BookError
from gendan.store import chain
from gendan.store.guard import damaged, look_at
from gendan.store.schema import strangers


def damage(path: Path) -> BookError | None:
    """
    What is wrong with a book whose rows made a command fail; None where nothing can be found.

    Reads the whole file, so it is asked only where the answer would otherwise be "a bug".
    """
    try:
        look_at(path)
        uri = f"file:{quote(str(path.resolve()))}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as conn:
            conn.row_factory = sqlite3.Row
            # Read as bytes: what is no text any more must not hide what is wrong.
            conn.text_factory = lambda content: content.decode("utf-8", "replace")
            told = conn.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if told != "ok":
                return damaged(path, told)
            if strange := strangers(conn):
                return damaged(path, ", ".join(strange))
            broken = conn.execute("PRAGMA foreign_key_check").fetchone()
            if broken is not None:
                return damaged(path, f"{broken[0]} points to a row of {broken[2]} that is gone")
            flaws = chain.verify(conn).flaws
            return damaged(path, flaws[0].what) if flaws else None
    except BookError as error:
        return error
    except (sqlite3.Error, UnicodeDecodeError) as error:  # SQLite's own words quote the damage
        return damaged(path, str(error))
