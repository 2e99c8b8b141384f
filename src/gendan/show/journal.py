"""The journal, and what an undo takes back, in words."""

from collections.abc import Sequence

from gendan.core.journal import Change, Entry, How, Undone
from gendan.show.sheet import Column, Json, Sheet
from gendan.show.words import first_words, instant, said
from gendan.text import Text

HOW_WORDS = {
    How.ADDED: Text("added", "新增"),
    How.CHANGED: Text("changed", "修改"),
    How.REMOVED: Text("removed", "删除"),
}
TABLE_WORDS = {
    "customers": Text("customer", "客户"),
    "people": Text("person", "联系人"),
    "requirements": Text("requirement", "要求"),
    "interactions": Text("contact", "联系记录"),
    "marks": Text("decision", "跟进决定"),
    "orders": Text("order", "订单"),
    "order_lines": Text("order line", "订单明细"),
    "amendments": Text("amendment of order", "订单修改"),
    "order_requirements": Text("requirement of order", "订单要求"),
    "evidence": Text("file of order", "订单文件"),
    "ticks": Text("tick of order", "订单勾选"),
    "waivers": Text("waiver of order", "订单豁免"),
    "signoffs": Text("sign-off of order", "订单签核"),
    "signers": Text("signer", "签核人"),
    "sops": Text("procedure", "标准流程"),
    "sop_uses": Text("use of procedure", "流程适用"),
    "steps": Text("milestone of order", "订单节点"),
    "slips": Text("new day of milestone", "节点改期"),
    "gate_waivers": Text("gate passed, order", "豁免前置条件，订单"),
    "ship_days_told": Text("ship day told, order", "已告知出运日，订单"),
    "shipments": Text("shipment of order", "订单出运"),
    "draft_templates": Text("message template", "消息模板"),
    "rates": Text("rate", "汇率"),
    "settings": Text("setting", "设置"),
    "tier_changes": Text("tier decision", "级别记录"),
    "complaints": Text("complaint", "投诉"),
    "complaint_moves": Text("move of complaint", "投诉状态变更"),
    "complaint_targets": Text("time limit for complaints of", "投诉时限"),
    "actions": Text("corrective action", "纠正措施"),
    "lessons": Text("lesson", "教训"),
    "attachments": Text("file of no.", "附件，编号"),
    "partners": Text("partner", "合作方"),
    "risks": Text("risk", "风险"),
    "risk_reviews": Text("review of risk", "风险复核"),
    "check_runs": Text("check of order", "订单核对记录"),
    "inspections": Text("inspection of order", "订单检验"),
}
SHOWN_CHANGES = 12
"""More rows than this are counted, not listed: an import has thousands."""


def _undone(entry: Entry) -> Text:
    if entry.undone_by is not None:
        return Text(f"undone by {entry.undone_by}", f"已被 {entry.undone_by} 撤销")
    if entry.undoes is not None:
        return Text(f"undoes {entry.undoes}", f"撤销 {entry.undoes}")
    return Text("", "")


def _rows(entry: Entry) -> Json:
    return [
        {"table": c.table, "row": c.row, "name": c.name, "old": c.old, "new": c.new}
        for c in entry.changes
    ]


COLUMNS: Sequence[Column[Entry]] = (
    Column("seq", Text("No.", "编号"), lambda e: e.seq, right=True),
    Column("at", Text("When", "时间"), lambda e: instant(e.at), says=lambda e: f"{e.at:%Y-%m-%d %H:%M}"),
    Column("who", Text("Who", "操作人"), lambda e: e.who),
    Column("command", Text("Command", "命令"), lambda e: e.command, brief=2),
    Column("rows", Text("Rows", "行数"), lambda e: e.rows, right=True),
    Column("undoes", None, lambda e: e.undoes),
    Column("undone_by", None, lambda e: e.undone_by),
    Column("note", Text("Note", "说明"), lambda e: None, says=_undone, table_only=True),
    Column("hash", None, lambda e: e.hash),
    Column("changes", None, _rows),
)  # fmt: skip


def sheet(entries: Sequence[Entry]) -> Sheet[Entry]:
    """Commands, newest first."""
    return Sheet(
        title=Text("Journal", "操作日志"),
        columns=COLUMNS,
        rows=entries,
        empty=Text("Nothing was written yet.", "尚无记录。"),
    )


def change(item: Change) -> Text:
    """One changed row: what, whose, and the fields."""
    how, noun = HOW_WORDS[item.how], TABLE_WORDS[item.table]
    if item.how is How.CHANGED:
        parts = [f"{key} {said(old)} → {said(new)}" for key, old, new in item.fields]
    else:
        parts = [f"{k} {said(b if item.how is How.ADDED else a)}" for k, a, b in item.fields]
    if not parts:  # only keys of other rows changed
        if "customer" in {**(item.old or {}), **(item.new or {})}:
            how = Text("changed: now of another customer", "修改：改属其他客户")
        return Text(f"  {noun.en} {item.name} {how.en}", f"  {noun.zh} {item.name} {how.zh}")
    fields = first_words("; ".join(parts), 160)
    return Text(
        f"  {noun.en} {item.name} {how.en}: {fields}", f"  {noun.zh} {item.name} {how.zh}：{fields}"
    )


def entry(item: Entry) -> list[Text]:
    """An entry with all its changes, for reading."""
    head = Text(
        f"{item.seq}  {item.at:%Y-%m-%d %H:%M}  {item.who}  {item.command}",
        f"{item.seq}  {item.at:%Y-%m-%d %H:%M}  {item.who}  {item.command}",
    )
    return [head, *_listed(item.changes)]


def undone(result: Undone) -> list[Text]:
    """What was taken back, and what was kept because it was changed or used since."""
    item = result.entry
    lines = [
        Text(
            f"taken back: entry {item.seq} of {item.at:%Y-%m-%d %H:%M} by {item.who}: {item.command}",
            f"已撤销：第 {item.seq} 条（{item.at:%Y-%m-%d %H:%M}，{item.who}）：{item.command}",
        ),
        *_listed(result.back),
    ]
    if result.kept:
        lines.append(
            Text(
                f"kept, because changed or used since: {len(result.kept)}",
                f"以下内容之后被修改或引用，予以保留：{len(result.kept)}",
            )
        )
        lines += [_name(c) for c in result.kept]
    return lines


def _listed(changes: Sequence[Change]) -> list[Text]:
    lines = [change(c) for c in changes[:SHOWN_CHANGES]]
    rest = len(changes) - SHOWN_CHANGES
    if rest > 0:
        lines.append(Text(f"  … and {rest} rows more", f"  …… 另有 {rest} 行"))
    return lines


def _name(item: Change) -> Text:
    noun = TABLE_WORDS[item.table]
    return Text(f"  {noun.en} {item.name}", f"  {noun.zh} {item.name}")
