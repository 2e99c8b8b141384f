"""Partners as a list, and what became of one."""

from collections.abc import Sequence
from enum import StrEnum

from gendan.core.partners import Partner, PartnerKind, Standing
from gendan.dates import iso
from gendan.show.sheet import Column, Says, Sheet
from gendan.show.words import NOTHING, instant, said
from gendan.text import Text, joined, listed, same

KIND_WORDS = {
    PartnerKind.SUPPLIER: Text("supplier", "供应商"),
    PartnerKind.FORWARDER: Text("forwarder", "货代"),
    PartnerKind.INSPECTOR: Text("inspector", "验货方"),
}
STANDING_WORDS = {
    Standing.PREFERRED: Text("preferred", "优选"),
    Standing.APPROVED: Text("approved", "合格"),
    Standing.WATCH: Text("watch", "观察"),
    Standing.BLOCKED: Text("blocked", "停单"),
}
STANDING_STYLES = {Standing.WATCH: "yellow", Standing.BLOCKED: "bold red"}


class Clearable(StrEnum):
    """The fields of a partner that can be emptied."""

    ALIASES = "aliases"
    COUNTRY = "country"
    NOTE = "note"


def decision(partner: Partner) -> Says:
    """What a person decided about a partner, and why."""
    made = partner.decision
    if made is None:
        return NOTHING
    word = STANDING_WORDS[made.standing]
    return Text(
        f"{word.en}: {made.why} ({made.who}, {made.at:%Y-%m-%d})",
        f"{word.zh}：{made.why}（{made.who}，{made.at:%Y-%m-%d}）",
    )


def state(partner: Partner) -> Says:
    """Whether it gets work, else since when and why not."""
    if partner.retired is None:
        return Text("active", "合作中")
    return Text(
        f"retired {partner.retired}: {partner.retired_why}",
        f"{partner.retired} 停用：{partner.retired_why}",
    )


def sheet(rows: Sequence[Partner]) -> Sheet[Partner]:
    """Partners, one a row."""
    columns: Sequence[Column[Partner]] = (
        Column("code", Text("Code", "编号"), lambda p: p.code),
        Column("name", Text("Name", "名称"), lambda p: p.name),
        Column("kind", Text("Kind", "类别"), lambda p: str(p.kind), says=lambda p: KIND_WORDS[p.kind]),
        Column("aliases", Text("Also called", "别名"), lambda p: list(p.aliases),
               says=lambda p: listed(p.aliases) if p.aliases else NOTHING),
        Column("country", Text("Country", "国家"), lambda p: p.country),
        Column("standing", Text("Set by hand", "人工等级"), lambda p: p.decision and str(p.decision.standing), says=decision),
        Column("standing_why", None, lambda p: p.decision and p.decision.why),
        Column("standing_by", None, lambda p: p.decision and p.decision.who),
        Column("standing_at", None, lambda p: instant(p.decision.at) if p.decision else None),
        Column("retired", Text("State", "状态"), lambda p: iso(p.retired), says=state),
        Column("retired_why", None, lambda p: p.retired_why),
        Column("note", Text("Note", "备注"), lambda p: p.note, brief=2, wide=True),
    )  # fmt: skip
    return Sheet(
        title=Text(f"Partners: {len(rows)}", f"合作方：{len(rows)}"),
        columns=columns,
        rows=rows,
        empty=Text(
            "No partners; `gendan partner score` shows whom orders name.",
            "没有合作方；用 `gendan partner score` 查看订单中出现的名称。",
        ),
        foot=[Text("scores: `gendan partner score`", "评分：`gendan partner score`")],
    )


def added(partner: Partner) -> Text:
    """That the book has a partner more, and under which words orders may name it."""
    kind, words = KIND_WORDS[partner.kind], listed(list(dict.fromkeys(partner.words)))
    return Text(
        f"{kind.en} {partner.code} {partner.name} added; orders may call it {words.en}",
        f"已添加{kind.zh} {partner.code} {partner.name}；订单中可写作 {words.zh}",
    )


def edited(before: Partner, after: Partner) -> list[Text]:
    """What changed of a partner, old and new."""
    pairs = (
        (Text("Name", "名称"), before.name, after.name),
        (Text("Also called", "别名"), ", ".join(before.aliases), ", ".join(after.aliases)),
        (Text("Country", "国家"), before.country, after.country),
        (Text("Note", "备注"), before.note, after.note),
        (Text("Retired", "停用"), iso(before.retired), iso(after.retired)),
    )
    parts = [
        joined([head, same(f"{said(old)} → {said(new)}")], " ", " ")
        for head, old, new in pairs
        if old != new
    ]
    if not parts:
        return [Text(f"partner {after.code}: nothing changed", f"合作方 {after.code}：没有变化")]
    head = Text(f"partner {after.code} changed", f"合作方 {after.code} 已修改")
    return [head, *(Text(f"  {part.en}", f"  {part.zh}") for part in parts)]


def retired(partner: Partner, why: str) -> Text:
    """That a partner gets no more work."""
    return Text(
        f"partner {partner.code} {partner.name} retired ({why})",
        f"合作方 {partner.code} {partner.name} 已停用（{why}）",
    )


def decided(before: Partner, now: Standing | None) -> Text:
    """What the standing of a partner was by hand, and what it is now."""
    old = STANDING_WORDS[before.decision.standing] if before.decision else AS_SCORED
    new = STANDING_WORDS[now] if now is not None else TOO_FEW
    return Text(
        f"partner {before.code}: {old.en} → {new.en}", f"合作方 {before.code}：{old.zh} → {new.zh}"
    )


AS_SCORED = Text("as scored", "按评分")
TOO_FEW = Text("too few", "样本不足")
