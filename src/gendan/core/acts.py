"""What somebody may do with a verdict: sign it, or let a part of it pass (contract §6)."""

from gendan.core.checklist import Item, named, only, open_words
from gendan.core.checks.registry import Finding, Outcome, Severity
from gendan.core.desks import Desk
from gendan.core.forms import folded
from gendan.core.signoffs import may_not_sign
from gendan.core.verdict import Ruling, Verdict, seen_by
from gendan.errors import Refused, Unknown
from gendan.text import Text


def level_to_sign(desk: Desk, verdict: Verdict, who: str) -> int:
    """
    The level that somebody would sign now: the lowest that is needed and not covered.

    Raises:
        Refused: Something stops the order, nothing is left to sign, or it is not theirs to sign.
    """
    number = verdict.order.number
    if verdict.verdict is Ruling.BLOCKED:
        raise Refused(
            Text(f"order {number} is blocked; nobody can sign it", f"订单 {number} 不可出运，不能签核"),
            Text(
                f"`gendan check-order {number}` tells what to do about each",
                f"用 `gendan check-order {number}` 查看处理办法",
            ),
            [*verdict.missing, *map(_told, verdict.blocking), *map(_open, verdict.open_items)],
        )  # fmt: skip
    if not verdict.needed:
        raise Refused(
            Text(f"order {number} has all its signatures", f"订单 {number} 已签核完毕"),
            Text("it may ship", "可以出运"),
        )
    needed = verdict.needed[0]
    why_not = may_not_sign(
        who, needed.level, desk.signoffs, seen_by(desk, verdict.parts), desk.policy
    )
    if why_not is not None:
        raise Refused(
            why_not,
            Text(
                f"level {needed.level} is for {needed.who.en}"
                + (
                    "; a firm of one person sets `gendan policy levels 1`"
                    if needed.level == 2
                    else ""
                ),
                f"第 {needed.level} 级：{needed.who.zh}"
                + ("；一人公司可设 `gendan policy levels 1`" if needed.level == 2 else ""),
            ),
        )
    return needed.level


def waivable(verdict: Verdict, words: str) -> list[Item | Finding]:
    """
    What is open under a code or the name of an item, each as it stands.

    A finding that is about an item of the checklist stands for the item.

    Raises:
        Unknown: Nothing of that name is open; what is, is named.
        Refused: The check broke off, or the item is done.
    """
    items = {item.item: item for item in verdict.open_items}
    code = folded(words).upper()
    found: dict[str, Item | Finding] = {}
    for result in verdict.results:
        if result.check.code != code:
            continue
        if result.outcome is Outcome.BROKEN:
            raise Refused(
                Text(f"{code} broke off; that cannot be waived", f"{code} 程序出错，不能豁免"),
                Text("report it as a bug in gendan", "请作为 gendan 的程序错误上报"),
            )
        if verdict.empty and code in ("D03", "L01"):
            raise Refused(
                Text(f"{code}: there is nothing to compare; that cannot be waived",
                     f"{code}：没有可核对的内容，不能豁免"),
                Text(f"give a packing list, and lines: `gendan check-order {verdict.order.number} --packing FILE`",
                     f"请提供装箱单和明细：`gendan check-order {verdict.order.number} --packing 文件`"),
            )  # fmt: skip
        for finding in result.findings:
            item = items.get(finding.problem.item or "")
            if _waits(finding):
                about = item if finding.severity is Severity.BLOCK else None
                found[finding.key if about is None else about.item] = about or finding
    if found:
        return list(found.values())
    if not named(verdict.checklist, words):
        codes = sorted({f.code for f in verdict.findings if _waits(f)})
        still = open_words(verdict.checklist)
        raise Unknown(
            Text("open finding or item", "未处理的问题或清单项"),
            words,
            Text(f"{', '.join(codes)}; {still.en}", f"{'、'.join(codes)}；{still.zh}")
            if codes
            else still,
        )
    item = only(verdict.checklist, words)
    if item.state != "open":
        raise Refused(
            Text(f"{item.item} is {item.state} already", f"{item.item} 已完成或已豁免"),
            open_words(verdict.checklist),
        )
    return [item]


def _waits(finding: Finding) -> bool:
    return finding.waived is None and finding.severity is not Severity.INFO


def _told(finding: Finding) -> Text:
    message = finding.problem.message
    return Text(f"{finding.code}: {message.en}", f"{finding.code}：{message.zh}")


def _open(item: Item) -> Text:
    return Text(f"{item.item} is open: {item.text.en}", f"{item.item} 未完成：{item.text.zh}")
