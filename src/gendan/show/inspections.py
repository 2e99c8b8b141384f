"""Inspections: the plan for a lot, what was entered, lists, and one of them."""

from collections.abc import Sequence

from gendan.core.attached import Attached
from gendan.core.inspection_cover import Cover, Covers
from gendan.core.inspections import (
    GRADE_WORDS,
    STAGE_WORDS,
    Decision,
    Defect,
    Grade,
    Inspection,
    limit_of,
)
from gendan.core.orders import Order
from gendan.show.inspection_talk import against, plan_words, verdict
from gendan.show.sheet import Column, Field, Json, Page, Says, Sheet
from gendan.show.words import NOTHING, instant, number
from gendan.text import Text, listed, same

STYLES = {
    Decision.ACCEPTED: "green",
    Decision.PARTIAL: "yellow",
    Decision.REJECTED: "red",
    None: "yellow",
}
WHOLE_ORDER = Text("whole order", "整单")
ASKED_WORDS = {
    "none": Text("no inspection", "不要求检验"),
    "final": Text("final inspection", "尾期验货"),
    "all": Text("incoming, in-line and final inspection", "来料、中期、尾期三次检验"),
}
"""What an order or the policy can ask for."""


def _goods(one: Inspection) -> Says:
    return same(one.goods) if one.goods is not None else WHOLE_ORDER


def _stage(one: Inspection) -> Text:
    """The stage in a word, for a table."""
    words = STAGE_WORDS[one.stage]
    return Text(words.en, words.zh[:2])


def _result(one: Inspection) -> Text:
    """What became of the lot, short enough for a table."""
    if one.decision is not Decision.PARTIAL:
        return verdict(one)
    return Text(f"{one.accepted:,} taken", f"收 {one.accepted:,}")


def _counts(one: Inspection) -> str:
    return " / ".join("–" if one.found(g) is None else str(one.found(g)) for g in Grade)


def _limits(one: Inspection) -> Json:
    return {str(grade): limit_of(one.plan, grade)._asdict() for grade in Grade}


def _defects(one: Inspection) -> Json:
    return [{"class": str(d.grade), "text": d.text, "quantity": d.quantity} for d in one.defects]


COLUMNS: Sequence[Column[Inspection]] = (
    Column("order", Text("Order", "订单号"), lambda i: i.order),
    Column("n", Text("#", "号"), lambda i: i.n, right=True),
    Column("customer", None, lambda i: i.customer),
    Column("stage", Text("Stage", "阶段"), lambda i: str(i.stage), says=_stage),
    Column("line", None, lambda i: i.line),
    Column("goods", Text("Goods", "货物"), lambda i: i.goods, says=_goods),
    Column("supplier", Text("Supplier", "供应商"), lambda i: i.supplier, wide=True),
    Column("first", None, lambda i: i.first),
    Column("round", Text("Round", "次数"), lambda i: i.round, right=True, wide=True),
    Column("on", Text("On", "日期"), lambda i: i.on.isoformat()),
    Column("lot", Text("Lot", "批量"), lambda i: i.lot, says=lambda i: f"{i.lot:,}", right=True),
    Column("level", None, lambda i: str(i.plan.level)),
    Column("letter", None, lambda i: i.plan.letter),
    Column("aql_major", None, lambda i: i.plan.aql_major),
    Column("aql_minor", None, lambda i: i.plan.aql_minor),
    Column("tightened", None, lambda i: i.plan.tightened),
    Column("limits", None, _limits),
    Column("found", Text("Cr/Maj/Min", "致命/主/次"), lambda i: None, says=_counts, table_only=True),
    Column("critical", None, lambda i: i.critical),
    Column("major", None, lambda i: i.major),
    Column("minor", None, lambda i: i.minor),
    Column("defects", None, _defects),
    Column("decision", Text("Result", "结果"), lambda i: i.decision, says=_result,
           style=lambda i: STYLES[i.decision]),
    Column("accepted", None, lambda i: i.accepted),
    Column("refused", None, lambda i: i.refused),
    Column("why", None, lambda i: i.why),
    Column("inspector", Text("Inspector", "验货员"), lambda i: i.inspector, wide=True),
    Column("note", None, lambda i: i.note),
    Column("files", None, lambda i: [file.name for file in i.files]),
    Column("edition", None, lambda i: i.plan.edition),
    Column("who", None, lambda i: i.who),
)  # fmt: skip


def sheet(found: Sequence[Inspection], tighten: Sequence[str] = ()) -> Sheet[Inspection]:
    """Inspections, one a row; below, the suppliers that are to be inspected tightened."""
    names = listed(tighten)
    foot = [
        Text(
            f"inspect tightened (--tightened): {names.en}: 2 of 5 lots in a row were refused",
            f"建议加严检验（--tightened）：{names.zh}，连续 5 批内有 2 批不合格",
        )
    ]
    return Sheet(
        title=Text(f"Inspections: {len(found)}", f"检验：{len(found)} 次"),
        columns=COLUMNS,
        rows=found,
        empty=Text("No inspections.", "没有检验记录。"),
        foot=foot if tighten else [],
    )


DEFECTS: Sequence[Column[Defect]] = (
    Column("class", Text("Class", "类别"), lambda d: str(d.grade), says=lambda d: GRADE_WORDS[d.grade]),
    Column("text", Text("Fault", "缺陷"), lambda d: d.text),
    Column("quantity", Text("Units", "件数"), lambda d: d.quantity, right=True),
)  # fmt: skip


def page(one: Inspection) -> Page:
    """One inspection with its plan, counts, faults and files."""
    fields = [
        Field("order", Text("Order", "订单"), one.order),
        Field("n", None, one.n),
        Field("customer", Text("Customer", "客户"), one.customer),
        Field("stage", Text("Stage", "阶段"), str(one.stage), STAGE_WORDS[one.stage]),
        Field("line", None, one.line),
        Field("goods", Text("Goods", "货物"), one.goods, _goods(one)),
        Field("supplier", Text("Supplier", "供应商"), one.supplier, one.supplier or NOTHING),
        Field("lot", Text("Lot", "批量"), one.lot, f"{one.lot:,}"),
        Field("first", None, one.first),
        Field("round", Text("Round", "次数"), one.round),
        Field("on", Text("On", "日期"), one.on.isoformat()),
        Field("inspector", Text("Inspector", "验货员"), one.inspector, one.inspector or NOTHING),
        Field("level", Text("Plan", "方案"), str(one.plan.level), plan_words(one.plan)),
        Field("letter", None, one.plan.letter),
        Field("aql_major", None, one.plan.aql_major),
        Field("aql_minor", None, one.plan.aql_minor),
        Field("tightened", None, one.plan.tightened),
        Field("limits", None, _limits(one)),
        *(Field(str(g), _head(g), one.found(g), against(one, g)) for g in Grade),
        Field("decision", Text("Result", "结果"), one.decision, verdict(one)),
        Field("accepted", None, one.accepted),
        Field("refused", None, one.refused),
        Field("why", Text("Why in part", "部分接收原因"), one.why, one.why or NOTHING),
        Field("note", Text("Note", "备注"), one.note, one.note or NOTHING),
        Field("edition", Text("Values of", "依据"), one.plan.edition),
        Field("who", Text("Entered by", "录入人"), one.who),
    ]  # fmt: skip
    title = Text(f"Inspection {one.n} of {one.order}", f"订单 {one.order} 检验 {one.n}")
    return Page(title, fields, {"defects": _faults(one), "files": _files(one)})


def _head(grade: Grade) -> Text:
    name = GRADE_WORDS[grade]
    return Text(name.en.capitalize(), f"{name.zh}缺陷")


def _faults(one: Inspection) -> Sheet[Defect]:
    return Sheet(
        title=Text(f"Faults: {len(one.defects)}", f"缺陷：{len(one.defects)} 种"),
        columns=DEFECTS,
        rows=one.defects,
        empty=Text("No faults are listed.", "未列缺陷明细。"),
    )


FILES: Sequence[Column[Attached]] = (
    Column("name", Text("File", "文件"), lambda f: f.name),
    Column("size", Text("Bytes", "字节"), lambda f: f.size, says=lambda f: f"{f.size:,}", right=True),
    Column("sha256", Text("SHA-256", "SHA-256"), lambda f: f.sha256, says=lambda f: f.sha256[:12]),
    Column("at", None, lambda f: instant(f.at)),
    Column("who", Text("Given by", "提供人"), lambda f: f.who),
)  # fmt: skip


def _files(one: Inspection) -> Sheet[Attached]:
    return Sheet(
        title=Text(f"Photos and reports: {len(one.files)}", f"照片与报告：{len(one.files)} 个"),
        columns=FILES,
        rows=one.files,
        empty=Text("No files.", "没有文件。"),
    )


COVERS: Sequence[Column[Cover]] = (
    Column("line", Text("Line", "行"), lambda c: c.need.lines[0].line,
           says=lambda c: ", ".join(line.line for line in c.need.lines)),
    Column("goods", Text("Goods", "货物"), lambda c: c.need.goods),
    Column("needed", Text("To inspect", "须验"), lambda c: number(c.need.quantity), right=True),
    Column("passed", Text("Passed", "合格"), lambda c: c.good, says=lambda c: f"{c.good:,}", right=True),
    Column("lacking", Text("Lacking", "尚缺"), lambda c: c.lacking, says=lambda c: f"{c.lacking:,}",
           right=True, style=lambda c: "red" if c.lacking else ""),
)  # fmt: skip


def overview(
    order: Order, asked: str, passed: bool | None, found: Sequence[Inspection], goods: Covers
) -> Page:
    """All inspections of an order: what is asked for, what passed, what lacks line by line."""
    state = {
        True: Text("passed", "合格"),
        False: Text("refused goods wait", "有货未接收，待复检"),
        None: Text("not yet", "尚未完成"),
    }[passed]
    lines = Sheet(
        title=Text("Final inspection, line by line", "尾期验货（逐行）"),
        columns=COVERS,
        rows=goods.lines,
        empty=Text("The order has no lines.", "订单没有明细。"),
    )
    title = Text(f"Inspections of order {order.number}", f"订单 {order.number} 的检验")
    fields = [
        Field("order", Text("Order", "订单"), order.number),
        Field("customer", Text("Customer", "客户"), order.customer),
        Field("asked", Text("Asked for", "要求"), asked, ASKED_WORDS.get(asked, same(asked))),
        Field("final_passed", Text("Final", "尾期验货"), passed, state),
        Field(
            "whole_order",
            Text("Lots of the whole order", "整单批合格数"),
            goods.whole,
            f"{goods.whole:,}",
        ),
    ]
    return Page(title, fields, {"inspections": sheet(found), "lines": lines})
