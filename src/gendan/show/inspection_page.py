"""One inspection, and all of an order: what was found, what passed line by line."""

from collections.abc import Sequence
from typing import NamedTuple

from gendan.core.attached import Attached
from gendan.core.inspection_cover import Cover, Covers
from gendan.core.inspection_needs import changed_goods
from gendan.core.inspections import GRADE_WORDS, STAGE_WORDS, Defect, Grade, Inspection
from gendan.core.orders import Order
from gendan.core.sampling import SamplingPlan, plan_words
from gendan.show.inspection_talk import against, verdict
from gendan.show.inspections import flat_limits, goods_words, limits, sheet
from gendan.show.sheet import Column, Field, Page, Sheet
from gendan.show.words import NOTHING, instant, number
from gendan.text import Text, joined, same

ASKED_WORDS = {
    "none": Text("no inspection", "不要求检验"),
    "final": Text("final inspection", "尾期验货"),
    "all": Text("incoming, in-line and final inspection", "来料、中期、尾期三次检验"),
}
"""What an order or the policy can ask for."""

DEFECTS: Sequence[Column[Defect]] = (
    Column("class", Text("Class", "类别"), lambda d: str(d.grade), says=lambda d: GRADE_WORDS[d.grade]),
    Column("text", Text("Fault", "缺陷"), lambda d: d.text),
    Column("quantity", Text("Units", "件数"), lambda d: d.quantity, right=True),
)  # fmt: skip


def page(one: Inspection, changed: Text | None, lacks: Text | None) -> Page:
    """
    One inspection with its plan, counts, faults and files.

    Args:
        one: The inspection.
        changed: That the order has other goods now, None where it has the same.
        lacks: Why what it took does not count, None where it does.
    """
    fields = [
        Field("order", Text("Order", "订单"), one.order),
        Field("n", None, one.n),
        Field("customer", Text("Customer", "客户"), one.customer),
        Field("stage", Text("Stage", "阶段"), str(one.stage), STAGE_WORDS[one.stage]),
        Field("line", None, one.line),
        Field("goods", Text("Goods", "货物"), one.goods, goods_words(one)),
        Field("goods_changed", Text("Changed", "货物变更") if changed else None, changed, changed),
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
        Field("limits", None, limits(one)),
        *(Field(str(g), _head(g), one.found(g), against(one, g)) for g in Grade),
        Field("decision", Text("Result", "结果"), one.decision, verdict(one)),
        Field("objection", Text("Not counted", "不计合格") if lacks else None, lacks, lacks),
        Field("accepted", None, one.accepted),
        Field("refused", None, one.refused),
        Field("why", Text("Why in part", "部分接收原因"), one.why, one.why or NOTHING),
        Field("note", Text("Note", "备注"), one.note, one.note or NOTHING),
        Field("edition", Text("Values of", "依据"), one.plan.edition),
        Field("who", Text("Answers for it", "负责人"), one.who),
    ]  # fmt: skip
    title = Text(f"Inspection {one.n} of {one.order}", f"订单 {one.order} 检验 {one.n}")
    return Page(title, fields, {"defects": _faults(one), "files": _files(one)})


def flat_page(page: Page, plan: SamplingPlan) -> Page:
    """A page for CSV: the limits of its plan one a field."""
    fields: list[Field] = []
    for field in page.fields:
        if field.key == "limits":
            fields += [Field(key, None, value) for key, value in flat_limits(plan).items()]
        else:
            fields.append(field)
    return page._replace(fields=fields)


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


class Lines(NamedTuple):
    """The goods of some lines, and what is to be said of them: other units, other goods before."""

    cover: Cover
    note: Text | None


COVERS: Sequence[Column[Lines]] = (
    Column("line", Text("Line", "行"), lambda c: c.cover.need.lines[0].line,
           says=lambda c: ", ".join(line.line for line in c.cover.need.lines)),
    Column("goods", Text("Goods", "货物"), lambda c: c.cover.need.goods),
    Column("needed", Text("To inspect", "须验"), lambda c: number(c.cover.need.quantity), right=True),
    Column("passed", Text("Passed", "合格"), lambda c: c.cover.good, says=lambda c: f"{c.cover.good:,}", right=True),
    Column("lacking", Text("Lacking", "尚缺"), lambda c: c.cover.lacking, says=lambda c: f"{c.cover.lacking:,}",
           right=True, style=lambda c: "red" if c.cover.lacking else ""),
    Column("note", Text("Note", "说明"), lambda c: c.note, spare=True),
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
        rows=[Lines(cover, _note(order, cover)) for cover in goods.lines],
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


def _note(order: Order, cover: Cover) -> Text | None:
    told = [cover.need.counted, *(changed_goods(order, lot.last) for lot in cover.former)]
    said = [words for words in told if words is not None]
    return joined(said, "; ", "；") if said else None
