"""What an import did, or would do, row by row."""

from collections.abc import Sequence
from typing import NamedTuple

from gendan.core.faults import Fault, Place
from gendan.core.orders import Difference
from gendan.show import amendments
from gendan.show.sheet import Column, Field, Page, Sheet
from gendan.show.words import counted
from gendan.text import Text, joined, listed, same


class Outcome(NamedTuple):
    """One row of a file (the first of an order): its key, what became of it, what changed."""

    place: Place
    key: str
    outcome: str
    what: Text
    changes: Sequence[Difference] = ()


class Import(NamedTuple):
    """
    A whole import; `what` is what the file holds, as a noun for people and as `kind` for scripts.

    `batch` is None where nothing was written: in a `dry` run, or because nothing changed.
    """

    file: str
    what: Text
    kind: str
    batch: int | None
    outcomes: Sequence[Outcome]
    unknown: Sequence[str]
    dry: bool = False

    def many(self, *outcomes: str) -> int:
        """How many rows had one of these outcomes."""
        return sum(1 for item in self.outcomes if item.outcome in outcomes)


WORDS = {
    "added": Text("added", "已导入"),
    "would add": Text("would be added", "将导入"),
    "amended": Text("amended", "已修改"),
    "would amend": Text("would be amended", "将修改"),
    "unchanged": Text("unchanged", "无变化"),
    "left out": Text("left out", "未导入"),
}
DRY = {"added": "would add", "amended": "would amend"}
"""What an outcome is called while nothing is written."""


def left_out(faults: Sequence[Fault]) -> list[Outcome]:
    """The faulty rows of a file that were left out."""
    return [Outcome(place=f.place, key=f.key, outcome="left out", what=f.told()) for f in faults]


def page(done: Import) -> Page:
    """The whole import for scripts; people read `lines`."""
    columns: Sequence[Column[Outcome]] = (
        Column("row", Text("Row", "行"), lambda o: o.place.row),
        Column("sheet", None, lambda o: o.place.sheet),
        Column("key", Text("Key", "编号"), lambda o: o.key),
        Column(
            "outcome", Text("Outcome", "结果"), lambda o: o.outcome, says=lambda o: WORDS[o.outcome]
        ),
        Column("what", Text("What", "说明"), lambda o: o.what),
        Column("changes", None, lambda o: [change._asdict() for change in o.changes]),
    )
    fields = [
        Field("file", None, done.file),
        Field("what", None, done.kind),
        Field("batch", None, done.batch),
        Field("dry_run", None, done.dry),
        Field("added", None, done.many("added", "would add")),
        Field("amended", None, done.many("amended", "would amend")),
        Field("unchanged", None, done.many("unchanged")),
        Field("left_out", None, done.many("left out")),
        Field("unknown_columns", None, list(done.unknown)),
    ]
    rows = Sheet(same(done.file), columns, done.outcomes, Text("No rows.", "没有数据。"))
    return Page(same(done.file), fields, {"rows": rows})


def became(outcome: str, changes: Sequence[Difference]) -> Text:
    """What became of an order, with all that changed."""
    if not changes:
        return WORDS[outcome]
    return joined([WORDS[outcome], amendments.words(changes)], ": ", "：")


def lines(done: Import) -> list[Text]:
    """What was imported, what was kept without a field, what was left out, how to go back."""
    told = [_whole(done)]
    for outcome in done.outcomes:
        if outcome.changes:
            word = WORDS[outcome.outcome]
            told.append(Text(f"  {outcome.key} {word.en}", f"  {outcome.key} {word.zh}"))
            told += [Text(f"    {t.en}", f"    {t.zh}") for t in amendments.lines(outcome.changes)]
    if done.unknown:
        heads = listed(done.unknown)
        told.append(
            Text(
                f"kept, without a field of their own: {heads.en}",
                f"以下列无对应字段，已保留：{heads.zh}",
            )
        )
    rest = [o for o in done.outcomes if o.outcome == "left out"]
    if rest:
        told.append(Text(f"left out: {counted(len(rest), 'fault')}", f"未导入：{len(rest)} 处错误"))
        told += [Text(f"  {o.what.en}", f"  {o.what.zh}") for o in rest]
    return told


def _whole(done: Import) -> Text:
    """How many of each outcome, and how to go back."""
    parts = []
    added, unchanged = done.many("added", "would add"), done.many("unchanged")
    amended = done.many("amended", "would amend")
    verb = DRY if done.dry else {key: key for key in DRY}
    if added or not (amended or unchanged):
        word = WORDS[verb["added"]]
        things = counted(added, done.what.en)
        parts.append(Text(f"{things} {word.en}", f"{word.zh} {added} 个{done.what.zh}"))
    if amended:
        word = WORDS[verb["amended"]]
        parts.append(Text(f"{amended} {word.en}", f"{word.zh} {amended} 个{done.what.zh}"))
    if unchanged:
        parts.append(Text(f"{unchanged} unchanged", f"{unchanged} 个无变化"))
    what = joined(parts)
    if done.dry:
        return Text(
            f"{done.file}: {what.en}; nothing was written (dry run)",
            f"{done.file}：{what.zh}；未写入（试运行）",
        )
    if done.batch is None:
        return Text(f"{done.file}: {what.en}", f"{done.file}：{what.zh}")
    return Text(
        f"{done.file}: {what.en}, batch {done.batch} (`gendan undo {done.batch}` takes it back)",
        f"{done.file}：{what.zh}，批次 {done.batch}（用 `gendan undo {done.batch}` 撤销）",
    )
