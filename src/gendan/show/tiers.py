"""Tier reviews, their history, and the reasons in words."""

from collections.abc import Sequence
from datetime import date

from gendan.core.customers import Customer, Tier
from gendan.core.tiers import Basis, Policy, Proposal, TierChange
from gendan.dates import spoken
from gendan.show.sheet import Column, Field, Page, Sheet
from gendan.show.words import NOTHING, amount, instant, number, rule_words
from gendan.text import Text, joined, same

HOW_WORDS = {
    "accepted": Text("review accepted", "复核通过"),
    "pinned": Text("pinned", "锁定"),
    "unpinned": Text("unpinned", "解除锁定"),
    "edited": Text("set by hand", "手工设定"),
}


def why(item: Proposal) -> Text:
    """Why a review proposes this tier, in one sentence."""
    parts = [_place(item)]
    if item.pinned:
        parts.append(Text(f"pinned to {item.tier}", f"已锁定为 {item.tier} 级"))
    elif item.tier is None:
        parts.append(Text("first tier", "首次分级"))
    elif item.proposed is item.tier and item.earned > item.tier:
        if item.unrated:
            parts.append(Text(f"kept: {_missing(item).en}", f"暂不降级：{_missing(item).zh}"))
        else:
            parts.append(
                Text(
                    f"kept: 90 days ago still {item.confirmed}",
                    f"暂不降级：90 天前仍为 {item.confirmed} 级",
                )
            )
    elif item.proposed is item.tier:
        parts.append(Text("unchanged", "不变"))
    elif item.proposed < item.tier:
        parts.append(Text("up", "升级"))
    else:
        parts.append(Text("down, as 90 days ago", "降级（90 天前的窗口亦确认）"))
    if item.unrated and not (item.tier and item.earned > item.tier):
        parts.append(_missing(item))
    return joined(parts, "; ", "；")


def _place(item: Proposal) -> Text:
    if item.value <= 0:
        return Text("bought nothing in the window", "窗口期内无采购")
    trend = _trend(item)
    return Text(
        f"no. {item.rank}, {item.share:.1f} % of all, {trend.en}",
        f"第 {item.rank} 名，占 {item.share:.1f}%，{trend.zh}",
    )


def _trend(item: Proposal) -> Text:
    if item.previous_value <= 0:
        return Text("nothing in the window before", "上一窗口期无采购")
    change = (item.value / item.previous_value - 1) * 100
    return Text(f"{change:+.0f} % on the window before", f"较上一窗口期 {change:+.0f}%")


def _missing(item: Proposal) -> Text:
    orders = ", ".join(item.unrated)
    return Text(f"value not known for {orders}", f"以下订单价值未知：{orders}")


COLUMNS: Sequence[Column[Proposal]] = (
    Column("code", Text("Code", "编号"), lambda p: p.code),
    Column("name", Text("Name", "名称"), lambda p: p.name, brief=2),
    Column("tier", Text("Now", "现级"), lambda p: p.tier),
    Column("proposed", Text("Proposed", "建议"), lambda p: p.proposed,
           style=lambda p: "bold" if p.changes else ""),
    Column("value", Text("Value", "金额"), lambda p: number(p.value), says=lambda p: amount(p.value), right=True),
    Column("share", Text("Share %", "占比%"), lambda p: f"{p.share:.4f}", says=lambda p: f"{p.share:.2f}", right=True),
    Column("cumulative", Text("Cum. %", "累计%"), lambda p: f"{p.cumulative:.4f}",
           says=lambda p: f"{p.cumulative:.2f}", right=True, wide=True),
    Column("previous_value", Text("Before", "上期"), lambda p: number(p.previous_value),
           says=lambda p: amount(p.previous_value), right=True, wide=True),
    Column("why", Text("Why", "原因"), why),
)  # fmt: skip


def basis_words(policy: Policy, base_currency: str) -> Text:
    """What a review adds up: amount in USD over 12 months."""
    if policy.basis is Basis.AMOUNT:
        what = Text(f"amount in {base_currency}", f"金额（{base_currency}）")
    else:
        what = Text("quantity", "数量")
    return Text(f"{what.en} over {policy.months} months", f"近 {policy.months} 个月{what.zh}")


def sheet(items: Sequence[Proposal], basis: Text) -> Sheet[Proposal]:
    """The proposals of a review, best customer first."""
    count = sum(1 for item in items if item.changes)
    return Sheet(
        title=Text(
            f"Tier review by {basis.en}: {len(items)} customers, {count} to change",
            f"客户分级复核（{basis.zh}）：{len(items)} 个客户，{count} 个需调整",
        ),
        columns=COLUMNS,
        rows=items,
        empty=Text("No customers to review.", "没有可复核的客户。"),
        foot=[
            Text(
                "`gendan tier accept --all` applies it, `gendan tier accept CODE` one",
                "用 `gendan tier accept --all` 全部采纳，`gendan tier accept 编号` 采纳单个",
            )
        ]
        if count
        else [],
    )


def unrated(items: Sequence[Proposal]) -> Text | None:
    """The orders that a review could not value; they are named, not guessed."""
    names = [name for item in items for name in item.unrated]
    if not names:
        return None
    orders = ", ".join(names)
    return Text(
        f"note: left out, value not known: {orders}. `gendan fx set CUR RATE` sets a rate",
        f"注意：以下订单价值未知，未计入：{orders}。可用 `gendan fx set 币种 汇率` 设置汇率",
    )


def accepted(items: Sequence[Proposal]) -> list[Text]:
    """What was applied, a line each."""
    if not items:
        return [Text("no tier changes", "没有级别变化")]
    return [
        Text(f"{p.code} {p.name}: {p.tier or '–'} → {p.proposed}", f"{p.code} {p.name}：{p.tier or '–'} → {p.proposed}")
        for p in items
    ]  # fmt: skip


def decision(item: TierChange) -> Text:
    """One decision of the history, in words."""
    how = HOW_WORDS[item.how]
    reason = f" ({item.why})" if item.why else ""
    return Text(
        f"{how.en} {item.at:%Y-%m-%d} by {item.by}{reason}",
        f"{item.at:%Y-%m-%d} 由 {item.by} {how.zh}{reason}",
    )


def history(items: Sequence[TierChange]) -> Sheet[TierChange]:
    """Every decision about a customer's tier."""
    columns: Sequence[Column[TierChange]] = (
        Column("at", Text("When", "时间"), lambda t: instant(t.at), says=lambda t: f"{t.at:%Y-%m-%d %H:%M}"),
        Column("how", Text("What", "事项"), lambda t: t.how, says=lambda t: HOW_WORDS[t.how]),
        Column("from", Text("From", "原级"), lambda t: t.from_tier),
        Column("to", Text("To", "新级"), lambda t: t.to_tier),
        Column("value", Text("Value", "金额"), lambda t: t.value, right=True),
        Column("share", Text("Share %", "占比%"), lambda t: t.share, right=True),
        Column("cumulative", Text("Cum. %", "累计%"), lambda t: t.cumulative, right=True),
        Column("previous_value", Text("Before", "上期"), lambda t: t.previous_value, right=True),
        Column("until", Text("Until", "截止"), lambda t: t.until),
        Column("why", Text("Why", "原因"), lambda t: t.why),
        Column("by", Text("By", "操作人"), lambda t: t.by),
    )  # fmt: skip
    return Sheet(
        title=Text("Tier history", "级别历史"),
        columns=columns,
        rows=items,
        empty=Text("No decision yet.", "尚无记录。"),
    )


def explained(item: Proposal, policy: Policy, base_currency: str, window: Text) -> Page:
    """How a customer's tier comes about, figure by figure."""
    basis = basis_words(policy, base_currency)
    ahead = item.cumulative - item.share
    first, second = policy.cuts
    rule = Text(
        f"A while those ahead have less than {first} %, B below {second} %, else C",
        f"排在前面的客户累计占比低于 {first}% 为 A，低于 {second}% 为 B，其余为 C",
    )
    fields = [
        Field("code", None, item.code),
        Field("name", None, item.name),
        Field("tier", Text("Tier now", "现级"), item.tier, str(item.tier or "–")),
        Field("proposed", Text("Proposed", "建议"), item.proposed, str(item.proposed)),
        Field("why", Text("Why", "原因"), why(item), why(item)),
        Field("basis", Text("Reckoned by", "计算依据"), policy.basis, basis),
        Field("window", Text("Window", "窗口期"), window, window),
        Field("value", Text("Bought", "采购"), number(item.value), amount(item.value)),
        Field("previous_value", Text("Window before", "上一窗口期"), number(item.previous_value), amount(item.previous_value)),
        Field("share", Text("Share", "占比"), f"{item.share:.4f}", f"{item.share:.2f} %"),
        Field("ahead", Text("Those ahead", "前面客户累计"), f"{ahead:.4f}", f"{ahead:.2f} %"),
        Field("cumulative", Text("With it", "含本客户累计"), f"{item.cumulative:.4f}", f"{item.cumulative:.2f} %"),
        Field("earned", Text("Earned", "应得级别"), item.earned, str(item.earned)),
        Field("confirmed", Text("90 days ago", "90 天前"), item.confirmed, str(item.confirmed)),
        Field("pinned", Text("Pinned", "锁定"), item.pinned, _yes(item.pinned)),
        Field("rule", Text("Rule", "规则"), rule, rule),
    ]  # fmt: skip
    return Page(same(f"{item.code} {item.name}"), fields)


def rules(by_tier: dict[Tier, str]) -> Sheet[Tier]:
    """How often each tier is contacted."""
    columns: Sequence[Column[Tier]] = (
        Column("tier", Text("Tier", "级别"), lambda t: t),
        Column("rule", Text("Rule", "频率"), lambda t: by_tier[t]),
        Column("meaning", Text("Meaning", "含义"), lambda t: rule_words(by_tier[t])),
    )
    return Sheet(Text("Cadence", "联系频率"), columns, list(Tier), NOTHING)


def _yes(value: bool) -> Text:
    return Text("yes", "是") if value else Text("no", "否")


def pinned(customer: Customer, tier: Tier, until: date | None) -> Text:
    """That a customer is held in a tier."""
    who, day = f"{customer.code} {customer.name}", spoken(until) if until is not None else None
    return Text(
        f"{who}: pinned to {tier}" + (f" until {day.en}" if day else ""),
        f"{who}：锁定为 {tier} 级" + (f"，至 {day.zh}" if day else ""),
    )


def unpinned(customer: Customer) -> Text:
    """That reviews decide again."""
    who = f"{customer.code} {customer.name}"
    return Text(
        f"{who}: unpinned, tier {customer.tier} until the next review",
        f"{who}：已解除锁定，下次复核前仍为 {customer.tier} 级",
    )


def rule_set(tier: Tier, rule: str) -> Text:
    """How often a tier is contacted from now on."""
    words = rule_words(rule)
    return Text(f"{tier}: {words.en} ({rule})", f"{tier} 级：{words.zh}（{rule}）")
