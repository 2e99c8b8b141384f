"""Procedures as TOML files: read with all their faults named, written so that they read back."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gendan.core.sop import OUTSIDE_GATES, Anchor, Node, Sop
from gendan.core.sop_faults import faults
from gendan.core.words import BLANKS, CODE_LIMIT, NAME_LIMIT, NOTE_LIMIT
from gendan.errors import Refused
from gendan.files.toml_tables import NOTHING, Told
from gendan.text import Text, same

LARGEST = 1_000_000
MOST_NODES = 300
OF_SOP = ("name", "ships", "title", "node")
OF_NODE = (
    "key", "name", "anchor", "offset", "days", "after", "gates", "tell", "role", "standard",
)  # fmt: skip

HEAD = f"""\
# A procedure of gendan: change it, then `gendan sop import FILE.toml`.
# gendan 标准流程：修改后用 `gendan sop import 文件.toml` 导入。
#
# ships    key of the node on which the goods leave · 出货节点
# anchor   {" or ".join(Anchor)}: from which day the offset counts · 偏移的起算日
# offset   calendar days, negative before that day · 日历天数，负数为之前
# days     working days that it takes after its predecessors, at least · 前置完成后至少所需工作日
# after    keys of its predecessors · 前置节点
# gates    what must be done first: keys, or {", ".join(OUTSIDE_GATES)} · 关卡
# tell     whether the customer is told · 是否须反馈客户
# role     who does it · 负责岗位
# standard what done means and what to look at; also for training · 完成标准与要点（可作培训教材）
"""


def read(path: Path) -> Sop:
    """
    The procedure in a TOML file.

    Raises:
        Refused: Not readable, no TOML, or with faults: all of them, each with its node.
    """
    table = _load(path)
    found: list[Text] = []
    top = Told(table, NOTHING, found)
    top.only(OF_SOP)
    nodes = table.get("node", [])
    if not isinstance(nodes, list) or not all(isinstance(node, dict) for node in nodes):
        top.wrong(Text("each node begins with [[node]]", "每个节点须以 [[node]] 开头"))
        nodes = []
    if len(nodes) > MOST_NODES:
        top.wrong(Text(f"{MOST_NODES} nodes are the most", f"最多 {MOST_NODES} 个节点"))
    name = top.text("name")
    if not name:
        top.wrong(Text("the procedure has no name", "流程没有名称（name）"))
    title = top.both("title", NAME_LIMIT)
    sop = Sop(
        name,
        title if title.en else same(name),
        top.text("ships"),
        tuple(_node(node, n, found) for n, node in enumerate(nodes[:MOST_NODES], start=1)),
    )
    found += faults(sop)
    if found:
        count = len(found)
        raise Refused(
            Text(f"{path.name}: {count} {'fault' if count == 1 else 'faults'}; nothing was written",
                 f"{path.name}：{count} 处错误，未写入任何内容"),
            Text("mend the file and try again; `gendan sop export` writes one to begin with",
                 "请修改文件后再试；可先用 `gendan sop export` 导出一份作底稿"),
            found,
        )  # fmt: skip
    return sop


def _node(table: Mapping[str, Any], n: int, found: list[Text]) -> Node:
    key = table.get("key")
    named = repr(key[:CODE_LIMIT]) if isinstance(key, str) and key.strip() else f"#{n}"
    told = Told(table, Text(f"node {named}", f"节点 {named}"), found)
    told.only(OF_NODE)
    return Node(
        key=told.text("key"),
        name=told.both("name", NAME_LIMIT),
        offset=told.whole("offset", needed=True),
        anchor=told.one_of("anchor", Anchor.SHIP_BY),
        days=told.whole("days", needed=False),
        after=told.keys("after"),
        gates=told.keys("gates"),
        tell=told.yes("tell"),
        role=told.text("role"),
        standard=told.both("standard", NOTE_LIMIT),
    )


def _load(path: Path) -> dict[str, Any]:
    try:
        if not path.is_file():  # a device or a pipe would be read for ever
            raise Refused(
                Text(f"there is no file {path}", f"找不到文件 {path}"),
                Text("check the path", "请检查路径"),
            )
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise Refused(
            Text(f"cannot read {path}: {error.strerror}", f"无法读取 {path}：{error.strerror}"),
            Text("check the path and its rights", "请检查路径及权限"),
        ) from error
    try:
        if len(content) > LARGEST:
            raise ValueError("it is too large")
        return tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refused(
            Text(f"{path.name} is no TOML in UTF-8: {error}",
                 f"{path.name} 不是 UTF-8 编码的 TOML 文件：{error}"),
            Text("`gendan sop export` writes one to begin with",
                 "可先用 `gendan sop export` 导出一份作底稿"),
        ) from error  # fmt: skip


def written(sop: Sop) -> str:
    """A procedure as TOML, with the meaning of every key above it."""
    return "\n".join((HEAD, *_lines(sop)))


def _lines(sop: Sop) -> Iterator[str]:
    yield f"name = {_quoted(sop.name)}"
    yield f"ships = {_quoted(sop.ships)}"
    yield from _both("title", sop.title)
    for node in sop.nodes:
        yield ""
        yield "[[node]]"
        yield f"key = {_quoted(node.key)}"
        yield from _both("name", node.name)
        yield f"anchor = {_quoted(node.anchor)}"
        yield f"offset = {node.offset}"
        yield f"days = {node.days}"
        yield f"after = [{', '.join(map(_quoted, node.after))}]"
        yield f"gates = [{', '.join(map(_quoted, node.gates))}]"
        yield f"tell = {'true' if node.tell else 'false'}"
        yield f"role = {_quoted(node.role)}"
        yield from _both("standard", node.standard)
    yield ""


def _both(key: str, text: Text) -> Iterator[str]:
    yield f"{key}.en = {_quoted(text.en)}"
    yield f"{key}.zh = {_quoted(text.zh)}"


def _quoted(text: str) -> str:
    """A basic string: JSON's escapes are TOML's; whatever else could act is escaped too."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() or c in BLANKS else f"\\U{ord(c):08X}" for c in quoted)


def save(path: Path, sop: Sop) -> None:
    """
    Write a procedure as a new TOML file.

    Raises:
        Refused: Not named as TOML, the name is taken, or it cannot be written.
    """
    if path.suffix.lower() != ".toml":
        raise Refused(
            Text(f"a procedure is no {path.suffix or 'file without an ending'}: {path}",
                 f"流程不能存为 {path.suffix or '无扩展名的文件'}：{path}"),
            Text("end its name in .toml", "文件名须以 .toml 结尾"),
        )  # fmt: skip
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(written(sop))
    except OSError as error:
        raise Refused(
            Text(f"cannot write {path}: {error.strerror}", f"无法写入 {path}：{error.strerror}"),
            Text("name a new file in a folder that you may write to; none is overwritten",
                 "请指定可写文件夹中的新文件，不会覆盖已有文件"),
        ) from error  # fmt: skip
