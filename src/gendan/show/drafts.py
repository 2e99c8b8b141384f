"""Messages to customers: one to paste, the kinds there are, and what is said beside them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gendan import places
from gendan.core.drafts import PLACEHOLDERS, Draft, Listed, Template
from gendan.show.sheet import Column, Field, Page, Sheet
from gendan.text import Text, listed, same


class Doubts(NamedTuple):
    """
    Why a message may not be right as it is.

    `lacks`: the language that was wanted, where there is no text in it; `open_`: it speaks of a
    node as done that is open; `foreign`: the reason was typed for ourselves, probably in another
    language; `general`: nobody said what we do about the delay; `causeless`: the node of which
    nobody said why it is late, `over`: though it is done; `late`: by how many days the shipment is
    late, where the message is about something else, else 0.
    """

    lacks: str | None
    open_: bool
    foreign: bool
    general: bool
    causeless: str | None
    over: bool
    late: int


def page(draft: Draft) -> Page:
    """A message, for scripts."""
    fields = [
        Field("order", None, draft.order),
        Field("customer", None, draft.customer),
        Field("node", None, draft.node),
        Field("kind", None, draft.kind),
        Field("language", None, draft.language),
        Field("text", None, draft.text),
        Field("missing", None, list(draft.missing)),
    ]
    return Page(Text("Message", "消息"), fields)


def template(found: Template) -> Page:
    """The text of a kind of message, for scripts."""
    fields = [
        Field("kind", None, found.kind),
        Field("language", None, found.language),
        Field("own", None, found.own),
        Field("text", None, found.text),
    ]
    return Page(Text("Message", "消息"), fields)


def sheet(rows: Sequence[Listed]) -> Sheet[Listed]:
    """Every kind of message, and what a text can name."""
    columns: Sequence[Column[Listed]] = (
        Column("kind", Text("Kind", "类型"), lambda r: r.kind),
        Column("about", Text("Of what", "用途"), lambda r: r.about),
        Column("languages", Text("Shipped in", "自带语言"), lambda r: list(r.shipped), says=lambda r: " ".join(r.shipped) or "–"),
        Column("own", Text("Your own", "自定义"), lambda r: list(r.own), says=lambda r: " ".join(r.own) or "–"),
    )  # fmt: skip
    return Sheet(
        title=Text(f"Messages: {len(rows)}", f"消息模板：{len(rows)}"),
        columns=columns,
        rows=rows,
        empty=Text("No messages.", "没有消息模板。"),
        foot=[
            Text(
                "to change one: `gendan draft --text KIND LANGUAGE > FILE.txt`, edit it, "
                "`gendan draft --edit KIND LANGUAGE FILE.txt`",
                "修改方法：`gendan draft --text 类型 语言 > 文件.txt`，编辑后 "
                "`gendan draft --edit 类型 语言 文件.txt`",
            ),
        ],
    )


def placeholders() -> Sheet[tuple[str, Text]]:
    """What a text can name."""
    columns: Sequence[Column[tuple[str, Text]]] = (
        Column("name", Text("A text can name", "可用占位"), lambda p: f"{{{p[0]}}}"),
        Column("about", Text("Which is", "含义"), lambda p: p[1]),
    )
    return Sheet(
        title=Text("", ""),
        columns=columns,
        rows=list(PLACEHOLDERS.items()),
        empty=Text("", ""),
    )


def notes(draft: Draft, doubts: Doubts) -> list[Text]:
    """What whoever sends a message should know before."""
    found = []
    if doubts.lacks is not None:
        found.append(_in_english(draft, doubts.lacks))
    if draft.missing:
        names = listed(draft.missing)
        found.append(
            Text(
                f"left out, because the book does not know it: {names.en}",
                f"账本缺少以下内容，相应行已略去：{names.zh}",
            )
        )
    if doubts.open_:
        found.append(
            Text(
                f"note: {draft.node} is not done yet (`gendan done {draft.order} {draft.node}`)",
                f"注意：{draft.node} 尚未完成（`gendan done {draft.order} {draft.node}`）",
            )
        )
    return [*found, *_of_delay(doubts)]


def _in_english(draft: Draft, code: str) -> Text:
    """That there is no text in a language, and how one is made."""
    name = places.language_name(code) or same(code)
    how = f"`gendan draft --text {draft.kind} {draft.language} > FILE.txt`"
    then = f"`gendan draft --edit {draft.kind} {code} FILE.txt`"
    return Text(
        f"note: there is no message in {name.en} ({code}), so this one is in English; to make "
        f"one: {how}, translate it, {then}",
        f"注意：没有{name.zh}（{code}）消息，故用英文；自建方法：{how}，翻译后 {then}",
    )


def _of_delay(doubts: Doubts) -> Iterator[Text]:
    if doubts.general:
        yield Text(
            "note: what we do is said in general words; `--action` says what you really do",
            "注意：措施为通用说法；可用 `--action` 写明实际措施",
        )
    if doubts.causeless and doubts.over:
        yield Text(
            f"note: {doubts.causeless} was done late, and nobody said why: `--why` says it",
            f"注意：{doubts.causeless} 完成较晚，未登记原因：请用 `--why` 写明",
        )
    elif doubts.causeless:
        yield Text(
            f"note: {doubts.causeless} is open and its day has passed: done (`gendan done`), or "
            "moved, and why (`gendan slip`)?",
            f"注意：{doubts.causeless} 未完成且已过期：是否已完成（`gendan done`），或已改期及原因（`gendan slip`）？",
        )
    if doubts.foreign:
        yield Text(
            "note: the reason stands as it was typed; `--why` says it in the customer's language",
            "注意：原因为内部录入原文；可用 `--why` 改写为客户语言",
        )
    if doubts.late > 0:
        yield Text(
            f"note: the shipment is {doubts.late} days late as things stand; this is not the "
            "message that says so (`gendan delays`)",
            f"注意：目前出货将晚 {doubts.late} 天，本消息未说明延误（见 `gendan delays`）",
        )


def edited(kind: str, language: str, *, changed: bool) -> Text:
    """That an own text holds from now on."""
    if not changed:
        return Text(f"{kind} {language}: this text already", f"{kind} {language}：内容没有变化")
    return Text(
        f"{kind} {language}: your own text from now on (`gendan draft --reset {kind} {language}`)",
        f"{kind} {language}：已改用自定义内容（恢复：`gendan draft --reset {kind} {language}`）",
    )


def reset(kind: str, language: str, *, shipped: bool) -> Text:
    """That the own text is gone."""
    if shipped:
        return Text(
            f"{kind} {language}: the shipped text again", f"{kind} {language}：已恢复自带内容"
        )
    return Text(f"{kind} {language}: your own text is gone", f"{kind} {language}：已删除自定义内容")
