"""What was copied and what was restored, in words."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from gendan.dates import iso
from gendan.show.sheet import Column, Field, Page, Sheet
from gendan.show.words import said, visible
from gendan.text import Text, same

FAULTS: Sequence[Column[Text]] = (Column("what", Text("What", "问题"), lambda fault: fault),)


def copied(
    path: Path, *, entry: int | None, size: int, head: str | None, faults: Sequence[Text] = ()
) -> Page:
    """A copy that was made and looked at; with faults it is as damaged as the book."""
    title = (
        Text(
            f"copied, but it is NOT WHOLE, like the book: {path}",
            f"已备份，但与账本一样不完整：{path}",
        )
        if faults
        else Text(f"copied and checked: {path}", f"已备份并检查：{path}")
    )
    whole = Field("whole", None, not faults)
    none = Text("Nothing is amiss.", "未发现问题。")
    sheet = Sheet(Text("Faults", "问题"), FAULTS, faults, none)
    return Page(
        title, [whole, *_fields(path, entry, size, head)], {"faults": sheet} if faults else {}
    )


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


def _fields(path: Path, entry: int | None, size: int, head: str | None) -> list[Field]:
    return [
        Field("file", None, str(path)),
        Field("last_entry", Text("Last entry", "最后条目"), entry, said(entry)),
        Field("bytes", Text("Bytes", "字节"), size, f"{size:,}"),
        Field("head", Text("Journal head", "日志哈希"), head, said(head)),
    ]
