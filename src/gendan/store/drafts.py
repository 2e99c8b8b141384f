"""The rows of own messages to customers."""

from gendan.errors import Unknown
from gendan.store.db import Book
from gendan.store.write import Writing
from gendan.text import Text

NOUN = Text("own message", "自定义消息")


def own(book: Book) -> dict[tuple[str, str], str]:
    """The own texts, by kind and language."""
    rows = book.conn.execute(
        "SELECT kind, language, text FROM draft_templates ORDER BY kind, language"
    )
    return {(row["kind"], row["language"]): row["text"] for row in rows}


def keys(book: Book) -> set[str]:
    """The keys of all nodes in the book's plans."""
    return {row["key"] for row in book.conn.execute("SELECT DISTINCT key FROM steps")}


def put(work: Writing, kind: str, language: str, text: str) -> bool:
    """Keep an own text in the place of what stood; whether that changed anything."""
    ident = _id(work.book, kind, language)
    if ident is None:
        work.insert("draft_templates", kind=kind, language=language, text=text)
        return True
    return bool(work.update("draft_templates", ident, text=text))


def reset(work: Writing, kind: str, language: str) -> None:
    """
    Go back to the shipped text.

    Raises:
        Unknown: There is no own one.
    """
    ident = _id(work.book, kind, language)
    if ident is None:
        raise Unknown(
            NOUN,
            f"{kind} {language}",
            Text(
                "`gendan draft --list` shows which are your own",
                "用 `gendan draft --list` 查看自定义消息",
            ),
        )
    work.delete("draft_templates", ident)


def _id(book: Book, kind: str, language: str) -> str | None:
    row = book.conn.execute(
        "SELECT id FROM draft_templates WHERE kind = ? AND language = ?", (kind, language)
    ).fetchone()
    return str(row["id"]) if row is not None else None
