"""What an import did, or would do, row by row."""

from collections.abc import Sequence
from typing import NamedTuple

from gendan.core.faults import Fault, Place
from gendan.show.sheet import Column, Field, Page, Sheet
from gendan.show.words import counted
from gendan.text import Text, listed, same


class Outcome(NamedTuple):
    """One row of a file (the first of an order): its key, and what became of it."""

    place: Place
    key: str
    outcome: str
    what: Text


class Import(NamedTuple):
    """A whole import; `batch` is None for a dry run, `what` customers or orders."""

    file: str
    what: Text
    kind: str
    batch: int | None
    outcomes: Sequence[Outcome]
    unknown: Sequence[str]

    def many(self, outcome: str) -> int:
        """How many rows had one outcome."""
        return sum(1 for item in self.outcomes if item.outcome == outcome)


WORDS = {
    "added": Text("added", "已导入"),
    "would add": Text("would be added", "将导入"),
    "left out": Text("left out", "未导入"),
}


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
    )
    fields = [
        Field("file", None, done.file),
        Field("what", None, done.kind),
        Field("batch", None, done.batch),
        Field("dry_run", None, done.batch is None),
        Field("added", None, done.many("added") + done.many("would add")),
        Field("left_out", None, done.many("left out")),
        Field("unknown_columns", None, list(done.unknown)),
    ]
    rows = Sheet(same(done.file), columns, done.outcomes, Text("No rows.", "没有数据。"))
    return Page(same(done.file), fields, {"rows": rows})


def lines(done: Import) -> list[Text]:
    """What was imported, what was kept without a field, what was left out, how to go back."""
    added = done.many("added") + done.many("would add")
    things = counted(added, done.what.en)
    told = []
    if done.batch is None:
        told.append(
            Text(
                f"{done.file}: {things} would be added; nothing was written (dry run)",
                f"{done.file}：将导入 {added} 个{done.what.zh}；未写入（试运行）",
            )
        )
    else:
        told.append(
            Text(
                f"{done.file}: {things} added, batch {done.batch} "
                f"(`gendan undo {done.batch}` takes it back)",
                f"{done.file}：已导入 {added} 个{done.what.zh}，批次 {done.batch}"
                f"（用 `gendan undo {done.batch}` 撤销）",
            )
        )
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
