"""The periodic review of errors: tables by check, step, complaint, customer, supplier and person."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from gendan.core.error_review import By, Looked, Row
from gendan.show.html import Cell, Head, Stack, element, page, table
from gendan.show.sheet import Column, Says, Sheet
from gendan.show.words import NOTHING, counted
from gendan.text import Lang, Text

TITLES = {
    By.CHECK: Text("Checks that failed, of the orders checked", "未通过的核对项（占已核对订单）"),
    By.NODE: Text("Steps that were late, of those due", "延误的节点（占到期节点）"),
    By.COMPLAINT: Text("Complaints by type", "投诉类型"),
    By.INSPECTION: Text("Lots not accepted, of those inspected", "检验未合格的批（占已判定批）"),
    By.CUSTOMER: Text("Customers: orders with an error", "按客户：有错误的订单"),
    By.SUPPLIER: Text("Suppliers: orders with an error", "按供应商：有错误的订单"),
    By.OWNER: Text("Owners: orders with an error", "按负责人：有错误的订单"),
}
NAMES = {
    By.CHECK: Text("Check", "核对项"),
    By.NODE: Text("Step", "节点"),
    By.COMPLAINT: Text("Type", "类型"),
    By.INSPECTION: Text("Inspection", "检验"),
    By.CUSTOMER: Text("Customer", "客户"),
    By.SUPPLIER: Text("Supplier", "供应商"),
    By.OWNER: Text("Owner", "负责人"),
}
KINDS = (By.CHECK, By.NODE, By.COMPLAINT, By.INSPECTION)
"""What is about an error itself, not about whose it is."""


def looked(found: Looked) -> Text:
    """What a review rests on."""
    return Text(
        f"looked at: {counted(found.checked, 'order')} checked, {found.shipped} shipped, "
        f"{counted(found.due, 'step')} due, {counted(found.lots, 'lot')} inspected, "
        f"{counted(found.complaints, 'complaint')}",
        f"统计范围：核对订单 {found.checked}，出运订单 {found.shipped}，到期节点 {found.due}，"
        f"检验批 {found.lots}，投诉 {found.complaints}",
    )


def _empty(found: Looked, by: By | None) -> Text:
    said = looked(found)
    if not any(found):
        return Text(f"Nothing to look at yet; {said.en}.", f"尚无可统计的记录；{said.zh}。")
    if by is not None:
        title = TITLES[by]
        return Text(f"{title.en}: none; {said.en}.", f"{title.zh}：无；{said.zh}。")
    return Text(f"No errors were found; {said.en}.", f"未发现错误；{said.zh}。")


def span(since: date | None, today: date) -> Text:
    """The time that a report covers."""
    if since is None:
        return Text(f"all until {today}", f"截至 {today} 的全部记录")
    return Text(f"after {since} until {today}", f"{since}（不含）至 {today}")


def todo(row: Row) -> Text | None:
    """What to do about a line: revise the step, or train people in it."""
    if row.step is None:
        return None
    if row.by in KINDS:
        return Text(f"revise the step: {row.step.name.en}", f"修订步骤：{row.step.name.zh}")
    if row.by is By.OWNER:
        return Text(f"train: {row.step.name.en}", f"培训：{row.step.name.zh}")
    return Text(f"go through with them: {row.step.name.en}", f"共同梳理：{row.step.name.zh}")


def _rate(value: Decimal) -> str:
    return f"{value:.1f}%"


def _name(row: Row) -> Says:
    if row.by is By.CHECK:
        return Text(f"{row.key} {row.name.en}", f"{row.key} {row.name.zh}")
    return row.name


def _most(row: Row) -> Says:
    if row.most is None:
        return NOTHING
    name, times = row.most
    return Text(f"{name.en} ({times}×)", f"{name.zh}（{times} 次）")


def _columns(by: By | None) -> Sequence[Column[Row]]:
    """For people those of one kind; for scripts always all."""
    most = Text("Most often", "最常见") if by not in KINDS else None
    return (
        Column("by", None, lambda r: str(r.by)),
        Column("key", None, lambda r: r.key),
        Column("name", NAMES[by] if by is not None else None, lambda r: r.name, says=_name),
        Column("failed", Text("Errors", "错误"), lambda r: r.failed, right=True),
        Column("n", Text("Of n", "总数"), lambda r: r.n, right=True),
        Column("rate", Text("Rate", "比率"), lambda r: f"{r.rate:.2f}", says=lambda r: _rate(r.rate), right=True),
        Column("most", most, lambda r: r.most and r.most[0], says=_most),
        Column("most_times", None, lambda r: r.most and r.most[1]),
        Column("todo", Text("What to do", "建议"), todo, says=lambda r: todo(r) or NOTHING),
        Column("standard", None, lambda r: r.step and r.step.standard),
    )  # fmt: skip


def sheet(rows: Sequence[Row], about: Text, rests: Looked, by: By | None) -> Sheet[Row]:
    """All lines, for scripts, and what is said where there is none."""
    title = Text(f"Errors, {about.en}", f"错误统计，{about.zh}")
    return Sheet(title, _columns(None), rows, _empty(rests, by))


def by_kind(found: Mapping[By, Sequence[Row]], about: Text, rests: Looked) -> list[Sheet[Row]]:
    """A table for each kind that has a line; below the last what done means at the worst step."""
    sheets = [
        Sheet(
            Text(f"{TITLES[by].en} ({about.en})", f"{TITLES[by].zh}（{about.zh}）"),
            _columns(by),
            rows,
            _empty(rests, by),
        )
        for by, rows in found.items()
        if rows
    ]
    worst = next((row.step for rows in found.values() for row in rows if row.step), None)
    foot = [] if worst is None else [_standard(worst.name, worst.standard)]
    foot.append(looked(rests))
    return [*sheets[:-1], sheets[-1]._replace(foot=foot)]


def _standard(name: Text, standard: Text) -> Text:
    return Text(
        f"what done means at “{name.en}”: {standard.en}", f"“{name.zh}”的完成标准：{standard.zh}"
    )


def origin(made: datetime, version: str) -> Text:
    """Who made a page, and when."""
    when = made.isoformat(" ", "minutes")
    return Text(f"Made by gendan {version} at {when}.", f"由 gendan {version} 于 {when} 生成。")


def html(
    found: Mapping[By, Sequence[Row]], about: Text, rests: Looked, made: Text, lang: Lang
) -> str:
    """The review as one page to file, send and print."""
    title = Text(f"Review of errors, {about.en}", f"错误复盘，{about.zh}")
    body = ["<main>", element("h1", title, lang)]
    for by, rows in found.items():
        if rows:
            body.append(element("h2", TITLES[by], lang))
            body.append(table(_heads(by), map(_cells, rows), lang))
    only = next(iter(found)) if len(found) == 1 else None
    rest = looked(rests) if any(found.values()) else _empty(rests, only)
    body.append(element("p", rest, lang))
    body += [*_standards(found, lang), "</main>", f"<footer>{element('p', made, lang)}</footer>"]
    return page(title, body, lang)


def _heads(by: By) -> Sequence[Head]:
    return (
        Head(NAMES[by], 30),
        Head(Text("Errors", "错误"), 9),
        Head(Text("Of n", "总数"), 9),
        Head(Text("Rate", "比率"), 9),
        Head(Text("Most often; what to do", "最常见；建议"), 43),
    )


def _cells(row: Row) -> Sequence[Cell]:
    most = _most(row) if row.most is not None else None
    return _name(row), str(row.failed), str(row.n), _rate(row.rate), Stack([most, todo(row)])


def _standards(found: Mapping[By, Sequence[Row]], lang: Lang) -> Iterator[str]:
    """What done means at every step that is to be revised or trained, each once."""
    steps = dict.fromkeys(row.step for rows in found.values() for row in rows if row.step)
    if steps:
        yield element("h2", Text("What done means at these steps", "相关步骤的完成标准"), lang)
        heads = (Head(Text("Step", "步骤"), 25), Head(Text("Standard", "标准"), 75))
        yield table(heads, [(step.name, step.standard) for step in steps], lang)
