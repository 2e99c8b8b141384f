"""Whether the journal fits together, in words."""

from collections.abc import Sequence

from gendan.core.chain import Flaw, Verified
from gendan.show.sheet import Column, Field, Page, Sheet
from gendan.show.words import counted
from gendan.text import Text, same

COLUMNS: Sequence[Column[Flaw]] = (
    Column("entry", Text("Entry", "条目"), lambda f: f.entry, right=True),
    Column("table", Text("Table", "数据表"), lambda f: f.table),
    Column("row", Text("Row", "行"), lambda f: f.row),
    Column("what", Text("What does not fit", "不符之处"), lambda f: f.what),
)


def page(found: Verified, since: int | None) -> Page:
    """
    The head of the journal, and all that does not fit.

    Args:
        found: What the look at the journal found.
        since: The entry whose hash was kept elsewhere, where one was given.
    """
    valid = not found.flaws
    verdict = Text("VALID", "有效") if valid else Text("NOT VALID", "无效")
    title = (
        Text(f"VALID: {counted(found.entries, 'entry').replace('entrys', 'entries')} fit together, and every row is as they say",
             f"有效：{found.entries} 条前后相符，各行数据与日志一致")
        if valid
        else Text(f"NOT VALID: {_first(found).en}", f"无效：{_first(found).zh}")
    )  # fmt: skip
    fields = [
        Field("valid", None, valid, verdict),
        Field("entries", Text("Entries", "条数"), found.entries),
        Field("head", Text("Head", "链首哈希"), found.head),
    ]
    if since is not None:
        known = Text(
            f"it is that of entry {since}: nothing up to there was changed since",
            f"即第 {since} 条的哈希：此条及以前未被改动",
        )
        fields.append(Field("kept_head_entry", Text("Kept head", "留存的哈希"), since, known))
    empty = Text("Nothing is amiss.", "未发现问题。")
    return Page(title, fields, {"flaws": Sheet(Text("Flaws", "问题"), COLUMNS, found.flaws, empty)})


def _first(found: Verified) -> Text:
    flaw = found.flaws[0]
    many = len(found.flaws)
    place = (
        Text(f"entry {flaw.entry}", f"第 {flaw.entry} 条")
        if flaw.entry is not None
        else same(f"{flaw.table} {flaw.row}")
        if flaw.table is not None
        else Text("the journal", "日志")
    )
    rest = Text(f" ({many} in all)", f"（共 {many} 处）") if many > 1 else same("")
    return Text(f"{place.en} does not fit{rest.en}", f"{place.zh}不符{rest.zh}")
