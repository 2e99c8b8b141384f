"""What doctor found, in words."""

from collections.abc import Sequence

from gendan.core.health import Finding, Health, Severity
from gendan.dates import iso
from gendan.show.sheet import Column, Field, Page, Sheet
from gendan.show.words import said
from gendan.text import Text, joined, same

SEVERITY_WORDS = {
    Severity.DAMAGE: Text("damage", "损坏"),
    Severity.WARN: Text("warning", "警告"),
    Severity.INFO: Text("note", "提示"),
}
STYLES = {Severity.DAMAGE: "red", Severity.WARN: "yellow", Severity.INFO: ""}
FIXED = Text("fixed", "已修复")

COLUMNS: Sequence[Column[Finding]] = (
    Column("severity", Text("How bad", "程度"), lambda f: f.severity,
           says=lambda f: FIXED if f.fixed else SEVERITY_WORDS[f.severity],
           style=lambda f: "" if f.fixed else STYLES[f.severity]),
    Column("code", Text("Code", "代码"), lambda f: f.code),
    Column("what", Text("What", "问题"), lambda f: f.what),
    Column("fix", Text("What to do", "处理办法"), lambda f: f.fix,
           says=lambda f: same("–") if f.fixed else f.fix),
    Column("fixed", None, lambda f: f.fixed),
)  # fmt: skip


def page(health: Health) -> Page:
    """The state of the book, then every finding."""
    damage = sum(finding.stands for finding in health.findings)
    fixed = sum(finding.fixed for finding in health.findings)
    title = (
        Text("the book is sound", "账本完好")
        if health.healthy
        else Text(f"the book is damaged: {damage}", f"账本有损坏：{damage} 处")
    )
    if fixed:
        title = joined([title, Text(f"{fixed} fixed", f"已修复 {fixed} 处")])
    newest = iso(health.newest)
    copies = (
        Text(f"{health.copies}, the newest good one ends on {newest}",
             f"{health.copies} 份，最新可用的截至 {newest}")
        if newest is not None
        else Text(f"{health.copies}, none of them good", f"{health.copies} 份，均不可用")
        if health.copies
        else Text("none", "无")
    )  # fmt: skip
    fields = [
        Field("healthy", None, health.healthy),
        Field("schema", None, health.schema),
        Field("entries", Text("Entries", "日志条数"), health.entries, said(health.entries)),
        Field("head", Text("Head", "日志哈希"), health.head, said(health.head)),
        Field("bytes", Text("Bytes", "字节"), health.size, f"{health.size:,}"),
        Field("free_bytes", Text("Disk free", "磁盘剩余"), health.free, f"{health.free:,}"),
        Field("sqlite", same("SQLite"), health.sqlite),
        Field("backups", Text("Own copies", "自动备份"), health.copies, copies),
        Field("newest_backup", None, newest),
    ]
    none = Text("Nothing was found.", "未发现问题。")
    found = Sheet(Text("Findings", "检查结果"), COLUMNS, health.findings, none)
    return Page(title, fields, {"findings": found})
