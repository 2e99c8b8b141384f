"""What is said after something was ticked, waived or signed, and whose key is whose."""

from collections.abc import Sequence

from gendan.core.checklist import Item, open_words
from gendan.core.checks.registry import Finding
from gendan.core.orders import Order
from gendan.core.signoffs import Signer, Signoff
from gendan.core.verdict import Verdict
from gendan.show.sheet import Column, Sheet
from gendan.text import Text, joined

SHORT = 12
"""How many characters of a digest people compare."""


def ticked(item: Item, left: Sequence[Item], *, undone: bool) -> list[Text]:
    """That an item is done, or not after all, and what is still open."""
    done = Text("open again", "已改回未完成") if undone else Text("done", "已完成")
    return [
        Text(f"{item.item} ({item.text.en}): {done.en}", f"{item.item}（{item.text.zh}）：{done.zh}"),
        open_words(left),
    ]  # fmt: skip


def waived(found: Sequence[Item | Finding], why: str) -> list[Text]:
    """What was let pass, and why."""
    return [
        Text(f"waived {words.en} ({why})", f"已豁免 {words.zh}（{why}）")
        for words in map(_named, found)
    ]


def signed(verdict: Verdict, level: int) -> list[Text]:
    """Which level was signed under a verdict, and who must sign still."""
    number, digest = verdict.order.number, verdict.digest[:SHORT]
    still = [
        Text(f"level {need.level}, {need.who.en}", f"第 {need.level} 级，{need.who.zh}")
        for need in verdict.needed
        if need.level != level
    ]
    rest = joined(still, en="; ", zh="；")
    return [
        Text(
            f"order {number}: level {level} signed, digest {digest}",
            f"订单 {number}：已签第 {level} 级，摘要 {digest}",
        ),
        Text(f"still needed: {rest.en}", f"尚缺：{rest.zh}")
        if still
        else Text("it may ship", "可以出运"),
    ]


def revoked(order: Order, found: Sequence[Signoff]) -> list[Text]:
    """Whose sign-offs no longer count."""
    return [
        Text(
            f"order {order.number}: level {signoff.level} by {signoff.who} revoked",
            f"订单 {order.number}：{signoff.who} 的第 {signoff.level} 级签核已撤销",
        )
        for signoff in found
    ]


def signers(found: Sequence[Signer]) -> Sheet[Signer]:
    """Everybody whose key the book has."""
    columns: Sequence[Column[Signer]] = (
        Column("name", Text("Name", "姓名"), lambda s: s.name),
        Column("key", Text("Key", "公钥"), lambda s: s.key),
        Column("noted_by", Text("Noted by", "登记人"), lambda s: s.noted_by),
    )
    return Sheet(
        title=Text(f"Signers: {len(found)}", f"签核人：{len(found)}"),
        columns=columns,
        rows=found,
        empty=Text("No signers.", "没有登记的签核人。"),
    )


def signer_added(name: str) -> Text:
    """That the book has somebody's key."""
    return Text(
        f"{name}'s key is noted; `gendan policy key_signed yes` makes keys count",
        f"已登记 {name} 的公钥；用 `gendan policy key_signed yes` 要求以密钥签名",
    )


def signer_removed(gone: Signer, why: str) -> Text:
    """That a key is forgotten."""
    return Text(f"{gone.name}'s key is removed ({why})", f"已移除 {gone.name} 的公钥（{why}）")


def _named(what: Item | Finding) -> Text:
    if isinstance(what, Item):
        return Text(f"{what.item}: {what.text.en}", f"{what.item}：{what.text.zh}")
    message = what.problem.message
    return Text(f"{what.code}: {message.en}", f"{what.code}：{message.zh}")
