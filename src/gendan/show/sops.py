"""The screens of procedures: which there are, their nodes, and what done means at each."""

from collections.abc import Mapping, Sequence

from gendan.core.sop import Anchor, Changes, Node, Sop, Template
from gendan.show.sheet import Column, Field, Line, Page, Sheet
from gendan.show.words import NOTHING
from gendan.text import Text, listed, same

ROLES: Mapping[str, Text] = {
    "sales": Text("sales", "业务"),
    "merchandiser": Text("merchandiser", "跟单"),
    "finance": Text("finance", "财务"),
    "purchasing": Text("purchasing", "采购"),
    "factory": Text("factory", "工厂"),
    "qc": Text("QC", "质检"),
    "checker": Text("second checker", "复核人"),
    "shipping": Text("shipping", "船务"),
    "documents": Text("documents", "单证"),
    "forwarder": Text("forwarder", "货代"),
    "broker": Text("customs broker", "报关行"),
    "carrier": Text("carrier", "船公司"),
}
"""Roles of the shipped procedures; any other is shown as it was written."""

ORIGINS = {True: Text("own", "自建"), False: Text("shipped with gendan", "自带")}


def sheet(found: Sequence[Template]) -> Sheet[Template]:
    """Every procedure, and what it is used for."""
    columns: Sequence[Column[Template]] = (
        Column("name", Text("Name", "名称"), lambda t: t.sop.name),
        Column("title", Text("Title", "标题"), lambda t: t.sop.title),
        Column("nodes", Text("Nodes", "节点数"), lambda t: len(t.sop.nodes), right=True),
        Column("origin", Text("Origin", "来源"), _origin, lambda t: ORIGINS[t.own]),
        Column(
            "customers",
            Text("For customers", "适用客户"),
            lambda t: list(t.customers),
            lambda t: _listed(t.customers),
        ),
        Column(
            "skus",
            Text("For items", "适用货号"),
            lambda t: list(t.skus),
            lambda t: _listed(t.skus),
            wide=True,
        ),
    )
    return Sheet(
        title=Text(f"Procedures: {len(found)}", f"标准流程：{len(found)}"),
        columns=columns,
        rows=found,
        empty=Text("No procedures.", "没有标准流程。"),
        foot=[
            Text(
                "an order takes that of its item, else of its customer, else export-order",
                "订单依次采用其货号、客户指定的流程，否则用 export-order",
            )
        ],
    )


def page(template: Template) -> Page:
    """One procedure with all its nodes."""
    sop = template.sop
    fields = [
        Field("name", None, sop.name),
        Field("title", None, sop.title),
        Field("ships", Text("Goods leave on", "出货节点"), sop.ships),
        Field("origin", Text("Origin", "来源"), _origin(template), ORIGINS[template.own]),
        Field("customers", Text("For customers", "适用客户"), list(template.customers), _listed(template.customers)),
        Field("skus", Text("For items", "适用货号"), list(template.skus), _listed(template.skus)),
    ]  # fmt: skip
    title = Text(f"{sop.name}: {sop.title.en}", f"{sop.name}：{sop.title.zh}")
    return Page(title, fields, {"nodes": nodes(sop)})


def nodes(sop: Sop) -> Sheet[Node]:
    """The nodes of a procedure, in its order."""
    columns: Sequence[Column[Node]] = (
        Column("key", Text("Key", "节点"), lambda n: n.key),
        Column("name", Text("Name", "名称"), lambda n: n.name, _starred),
        Column("anchor", None, lambda n: str(n.anchor)),
        Column("offset", Text("Day", "日程"), lambda n: n.offset, day_words),
        Column("days", Text("Takes", "工作日"), lambda n: n.days, right=True, wide=True),
        Column("after", Text("After", "前置"), lambda n: list(n.after), lambda n: _listed(n.after), wide=True),
        Column("gates", Text("Gates", "关卡"), lambda n: list(n.gates), lambda n: _listed(n.gates)),
        Column("tell", None, lambda n: n.tell),
        Column("role", Text("Who", "负责"), lambda n: n.role, lambda n: role_words(n.role)),
        Column("standard", None, lambda n: n.standard),
    )  # fmt: skip
    return Sheet(
        title=Text(f"Nodes: {len(sop.nodes)}", f"节点：{len(sop.nodes)}"),
        columns=columns,
        rows=sop.nodes,
        empty=Text("No nodes.", "没有节点。"),
        foot=[
            Text(
                f"★ the customer is told; what done means: `gendan sop show {sop.name} --standards`",
                f"★ 须反馈客户；完成标准：`gendan sop show {sop.name} --standards`",
            )
        ],
    )


def standards(sop: Sop) -> list[Line]:
    """What done means at each node and what to look at: to train people with."""
    lines = [
        Line(says=Text(f"{sop.name}: {sop.title.en}", f"{sop.name}：{sop.title.zh}"), style="bold")
    ]
    for count, node in enumerate(sop.nodes, start=1):
        name, day, who = _starred(node), day_words(node), role_words(node.role)
        lines += [
            Line(),
            Line(
                f"{count:>2}  ",
                Text(
                    f"{name.en} ({node.key}) · {day.en} · {who.en}",
                    f"{name.zh}（{node.key}）· {day.zh} · {who.zh}",
                ),
                "bold",
            ),
            Line("    ", node.standard),
        ]
        if node.gates:
            gates = listed(node.gates)
            lines.append(Line("    ", Text(f"Gate: {gates.en}", f"关卡：{gates.zh}")))
    return lines


def day_words(node: Node) -> Text:
    """When a node lies: so many days before or after its anchor."""
    count = f" {node.offset:+d}".replace("-", "−") if node.offset else ""
    if node.anchor is Anchor.ORDER_DATE:
        return Text(f"order{count}", f"接单{count}")
    return Text(f"ship{count}", f"出货{count}")


def role_words(role: str) -> Text:
    """A role as people call it."""
    return ROLES.get(role, same(role or "–"))


def exported(sop: Sop, file: str) -> Text:
    """That a procedure is in a file now."""
    return Text(
        f"{sop.name}: {len(sop.nodes)} nodes written to {file}",
        f"{sop.name}：{len(sop.nodes)} 个节点已写入 {file}",
    )


def imported(sop: Sop, done: Changes | None) -> list[Text]:
    """That a procedure is in the book now, and what it changes."""
    if done is None:
        return [
            Text(
                f"new procedure {sop.name}: {len(sop.nodes)} nodes",
                f"新流程 {sop.name}：{len(sop.nodes)} 个节点",
            )
        ]
    parts = (
        (Text("new", "新增"), done.new),
        (Text("gone", "删除"), done.gone),
        (Text("changed", "修改"), done.other),
    )
    lines = [
        Text(f"{word.en}: {listed(keys).en}", f"{word.zh}：{listed(keys).zh}")
        for word, keys in parts
        if keys
    ]
    lines = lines or [Text("no node differs", "节点无差异")]
    return [
        Text(
            f"{sop.name} replaced: {len(sop.nodes)} nodes; plans that exist stay as they are",
            f"{sop.name} 已替换：{len(sop.nodes)} 个节点；已有计划不变",
        ),
        *lines,
    ]


def used(sop: Sop, whom: str) -> Text:
    """After which procedure orders are planned from now on."""
    return Text(
        f"{whom}: new plans after {sop.name}; plans that exist stay as they are",
        f"{whom}：新计划采用 {sop.name}，已有计划不变",
    )


def removed(sop: Sop) -> Text:
    """That an own procedure is gone."""
    return Text(
        f"{sop.name} removed; plans made after it stay", f"已移除 {sop.name}，据此制定的计划不变"
    )


def _listed(words: Sequence[str]) -> Text:
    return listed(words) if words else NOTHING


def _origin(template: Template) -> str:
    return "own" if template.own else "shipped"


def _starred(node: Node) -> Text:
    star = " ★" if node.tell else ""
    return Text(f"{node.name.en}{star}", f"{node.name.zh}{star}")
