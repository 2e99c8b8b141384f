"""What was copied and what was restored, in words."""

from datetime import date
from pathlib import Path

from gendan.dates import iso
from gendan.show.sheet import Field, Page
from gendan.show.words import visible
from gendan.text import Text, same


def copied(path: Path, *, entry: int, size: int, head: str | None) -> Page:
    """A copy that was made and looked at."""
    title = Text(f"copied and checked: {path}", f"已备份并检查：{path}")
    return Page(title, _fields(path, entry, size, head))


def restored(path: Path, kept: Path | None, *, entry: int, size: int, head: str | None) -> Page:
    """A copy that has taken the place of the book."""
    title = Text(f"restored: {path}", f"已恢复：{path}")
    was = same(str(kept)) if kept is not None else Text("there was none", "原无账本")
    before = Field("kept", Text("Before", "原账本"), None if kept is None else str(kept), was)
    return Page(title, [*_fields(path, entry, size, head), before])


def question(path: Path, source: Path, entry: int, day: date | None) -> Text:
    """What is asked before a book is replaced."""
    book, copy = visible(str(path)), visible(str(source))
    return Text(
        f"{book} becomes what {copy} is (entry {entry} of {iso(day) or '–'}); the present one is kept beside it. "
        "Go on? [y/N]",
        f"将用 {copy}（截至 {iso(day) or '–'} 第 {entry} 条）替换 {book}，现账本另存于旁。继续？[y/N]",
    )


def _fields(path: Path, entry: int, size: int, head: str | None) -> list[Field]:
    return [
        Field("file", None, str(path)),
        Field("last_entry", Text("Last entry", "最后条目"), entry),
        Field("bytes", Text("Bytes", "字节"), size, f"{size:,}"),
        Field("head", Text("Journal head", "日志哈希"), head),
    ]
