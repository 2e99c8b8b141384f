"""What is wrong with a template: all of it, so that a file is mended in one go (contract §7)."""

from collections.abc import Collection, Iterator, Sequence

from gendan.core.sop import OUTSIDE_GATES, Anchor, Node, Sop, in_order
from gendan.core.words import CODE_LIMIT
from gendan.text import Text

MOST_OFFSET = 1000
MOST_DAYS = 250


def faults(sop: Sop) -> list[Text]:
    """Everything for which a template is refused, each with the node that it is about."""
    keys = {node.key for node in sop.nodes}
    found = [
        _of(node, what)
        for place, node in enumerate(sop.nodes)
        for what in (*_key_faults(node, sop.nodes[:place]), *_node_faults(node, keys))
    ]
    for names in _cycles(sop.nodes):
        path = " → ".join(names)
        found.append(Text(f"these wait for each other: {path}", f"互相等待，形成循环：{path}"))
    ship = next((node for node in sop.nodes if node.key == sop.ships), None)
    if ship is None:
        found.append(
            Text(
                f"no node is called {sop.ships!r}, on which the goods leave (ships)",
                f"找不到出货节点 {sop.ships!r}（ships）",
            )
        )
    elif ship.anchor is not Anchor.SHIP_BY or ship.offset:
        found.append(
            _of(
                ship,
                Text(
                    "the goods leave on it: its anchor is ship_by and its offset 0",
                    "为出货节点，锚点须为 ship_by，偏移须为 0",
                ),
            )
        )
    return found


def _of(node: Node, what: Text) -> Text:
    return Text(f"node {node.key!r}: {what.en}", f"节点 {node.key!r}：{what.zh}")


def _key_faults(node: Node, earlier: Sequence[Node]) -> Iterator[Text]:
    if not node.key:
        yield Text("its key is empty", "key 为空")
    elif len(node.key) > CODE_LIMIT or not node.key.isprintable() or " " in node.key:
        yield Text(
            f"a key has no blanks and at most {CODE_LIMIT} characters",
            f"key 不能含空格，最多 {CODE_LIMIT} 个字符",
        )
    elif node.key in OUTSIDE_GATES:
        yield Text("this name belongs to a gate", "此名称已用作关卡")
    if node.key.casefold() in {one.key.casefold() for one in earlier}:
        yield Text("this key stands twice", "key 重复")
    if not (node.name.en.strip() and node.name.zh.strip()):
        yield Text("it has no name", "缺少名称")


def _node_faults(node: Node, keys: Collection[str]) -> Iterator[Text]:
    for name, value, least, most in (
        ("offset", node.offset, -MOST_OFFSET, MOST_OFFSET),
        ("days", node.days, 0, MOST_DAYS),
    ):
        if not least <= value <= most:
            yield Text(
                f"{name} is {value}; it goes from {least} to {most}",
                f"{name} 为 {value}，须在 {least} 至 {most} 之间",
            )
    for key in node.after:
        if key not in keys:
            yield Text(f"its predecessor {key!r} does not exist", f"前置节点 {key!r} 不存在")
    for gate in node.gates:
        if gate not in keys and gate not in OUTSIDE_GATES:
            yield Text(f"its gate {gate!r} leads nowhere", f"关卡 {gate!r} 不存在")


def _cycles(nodes: Sequence[Node]) -> Iterator[list[str]]:
    """The cycles of predecessors and gates, each as a way from a key back to itself."""
    waits = {node.key: node.waits for node in nodes}
    left = list(nodes)
    while True:
        ordered = in_order(left)
        stuck = {node.key for node in ordered[_free(ordered) :]}
        if not stuck:
            return
        way = [next(node.key for node in left if node.key in stuck)]
        while way[-1] not in way[:-1]:
            way.append(next(key for key in waits[way[-1]] if key in stuck))
        cycle = way[way.index(way[-1]) :]
        yield cycle[::-1]
        left = [node for node in left if node.key not in cycle]


def _free(ordered: Sequence[Node]) -> int:
    """How many nodes stand after all of their predecessors."""
    keys = {node.key for node in ordered}
    seen: set[str] = set()
    for count, node in enumerate(ordered):
        if any(key in keys and key not in seen for key in node.waits):
            return count
        seen.add(node.key)
    return len(ordered)
