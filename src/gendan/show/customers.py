"""Customers as a list, and the file of one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gendan.core.customers import (
    CHANNEL_WORDS,
    Customer,
    Listed,
    Person,
    Requirement,
    RequirementKind,
)
from gendan.core.interactions import Interaction
from gendan.core.lessons import Lesson
from gendan.core.orders import Order
from gendan.core.tiers import TierChange
from gendan.dates import iso, spoken
from gendan.show import complaints, interactions, lessons, orders, tiers
from gendan.show.sheet import Column, Field, Page, Says, Sheet
from gendan.show.words import NOTHING, counted, instant, rule_words, said
from gendan.text import Text, listed, same

STATE_WORDS = {
    "active": Text("active", "跟进中"),
    "paused": Text("paused", "暂停"),
    "retired": Text("retired", "已停用"),
    "merged": Text("merged", "已合并"),
}

COLUMNS: Sequence[Column[Listed]] = (
    Column("code", Text("Code", "编号"), lambda c: c.customer.code),
    Column("name", Text("Name", "名称"), lambda c: c.customer.name),
    Column("aliases", None, lambda c: list(c.customer.aliases)),
    Column("country", Text("Country", "国家"), lambda c: c.customer.country),
    Column("timezone", None, lambda c: c.customer.timezone),
    Column("language", None, lambda c: c.customer.language),
    Column("currency", None, lambda c: c.customer.currency),
    Column("owner", Text("Owner", "负责人"), lambda c: c.customer.owner),
    Column("channel", None, lambda c: c.customer.channel),
    Column("tier", Text("Tier", "级别"), lambda c: c.customer.tier, says=lambda c: _tier(c)),
    Column("tier_pinned", None, lambda c: c.pinned),
    Column("cadence", None, lambda c: c.customer.cadence),
    Column("since", None, lambda c: iso(c.customer.since)),
    Column("last_contact", Text("Last contact", "上次联系"), lambda c: instant(c.last_contact),
           says=lambda c: f"{c.last_contact:%Y-%m-%d}" if c.last_contact else "–"),
    Column("next_due", Text("Next due", "下次联系"), lambda c: iso(c.next_due)),
    Column("state", Text("State", "状态"), lambda c: c.state, says=lambda c: STATE_WORDS[c.state]),
    Column("note", None, lambda c: c.customer.note),
)  # fmt: skip


class Folder(NamedTuple):
    """All that the file of one customer shows."""

    listed: Listed
    rule: str
    people: Sequence[Person]
    requirements: Sequence[Requirement]
    contacts: Sequence[Interaction]
    orders: Sequence[Order]
    tiers: Sequence[TierChange]
    complaints: Sequence[complaints.Case]
    lessons: Sequence[Lesson]


def sheet(rows: Sequence[Listed]) -> Sheet[Listed]:
    """Customers, one a row."""
    return Sheet(
        title=Text(f"Customers: {len(rows)}", f"客户：{len(rows)}"),
        columns=COLUMNS,
        rows=rows,
        empty=Text("No customers.", "没有客户。"),
    )


def people(rows: Sequence[Person]) -> Sheet[Person]:
    """The people at a customer."""
    columns: Sequence[Column[Person]] = (
        Column("name", Text("Name", "姓名"), lambda p: p.name),
        Column("role", Text("Role", "职务"), lambda p: p.role),
        Column("email", Text("Email", "邮箱"), lambda p: p.email),
        Column("phone", Text("Phone", "电话"), lambda p: p.phone),
        Column("wechat", Text("WeChat", "微信"), lambda p: p.wechat),
        Column("whatsapp", Text("WhatsApp", "WhatsApp"), lambda p: p.whatsapp),
        Column(
            "main", Text("Main", "主要"), lambda p: p.main, says=lambda p: "✓" if p.main else ""
        ),
    )
    return Sheet(
        title=Text("People", "联系人"),
        columns=columns,
        rows=rows,
        empty=Text("No people yet.", "尚无联系人。"),
    )


def requirements(rows: Sequence[Requirement]) -> Sheet[Requirement]:
    """What a customer always wants."""
    columns: Sequence[Column[Requirement]] = (
        Column("kind", Text("Kind", "类别"), lambda r: r.kind),
        Column("text", Text("Requirement", "要求"), lambda r: r.text),
        Column("since", Text("Since", "起始"), lambda r: iso(r.since)),
    )
    return Sheet(
        title=Text("Standing requirements", "固定要求"),
        columns=columns,
        rows=rows,
        empty=Text("No standing requirements.", "没有固定要求。"),
    )


def page(folder: Folder) -> Page:
    """The file of one customer."""
    row, customer = folder.listed, folder.listed.customer
    says: dict[str, Says] = {
        "aliases": listed(customer.aliases) if customer.aliases else NOTHING,
        "channel": CHANNEL_WORDS[customer.channel] if customer.channel else NOTHING,
        "tier": _tier_and_why(row, folder.tiers),
        "cadence": rule_words(folder.rule),
        "next_due": spoken(row.next_due) if row.next_due else NOTHING,
        "state": _state_until(row),
    }
    fields = [
        Field(c.key, c.head or HEADS.get(c.key), c.value(row), says.get(c.key, c.cell(row)))
        for c in COLUMNS
    ]
    if customer.extra:
        also = "; ".join(f"{key}: {value}" for key, value in customer.extra.items())
        fields.append(Field("extra", Text("Also", "其他"), dict(customer.extra), also))
    return Page(
        title=same(f"{customer.code} {customer.name}"),
        fields=fields,
        sections={
            "people": people(folder.people),
            "requirements": requirements(folder.requirements),
            "contacts": interactions.sheet(folder.contacts),
            "open_orders": orders.sheet(folder.orders),
            "open_complaints": complaints.sheet(folder.complaints, still_open=True),
            "lessons": lessons.sheet(folder.lessons),
        },
    )


HEADS = {
    "aliases": Text("Also called", "别名"),
    "timezone": Text("Time zone", "时区"),
    "language": Text("Language", "语言"),
    "currency": Text("Currency", "币种"),
    "channel": Text("Channel", "联系方式"),
    "cadence": Text("Cadence", "联系频率"),
    "since": Text("Since", "合作起始"),
    "note": Text("Note", "备注"),
}


def _tier(row: Listed) -> Text:
    tier, until = row.customer.tier or "–", row.customer.pinned_until
    if not row.pinned:
        return same(str(tier))
    day = f" until {until}" if until else ""
    return Text(f"{tier} (pinned{day})", f"{tier}（已锁定{f'至 {until}' if until else ''}）")


def _tier_and_why(row: Listed, history: Sequence[TierChange]) -> Text:
    tier = _tier(row)
    if not history:
        return tier
    told = tiers.decision(history[-1])
    return Text(f"{tier.en}, {told.en}", f"{tier.zh}，{told.zh}")


def _state_until(row: Listed) -> Text:
    words = STATE_WORDS[row.state]
    if row.paused_until is None:
        return words
    day = spoken(row.paused_until)
    return Text(f"{words.en} until {day.en}", f"{words.zh}至 {day.zh}")


def added(customer: Customer, next_due: date | None) -> Text:
    """What was added, with its zone and the first date."""
    then = spoken(next_due) if next_due is not None else NOTHING
    place = f", {customer.timezone}" if customer.timezone else ""
    where = f"，时区 {customer.timezone}" if customer.timezone else ""
    return Text(
        f"{customer.code} {customer.name} added{place}; next due {then.en}",
        f"{customer.code} {customer.name} 已添加{where}；下次应联系 {then.zh}",
    )


def other_zones(customer: Customer, others: Sequence[str]) -> Text:
    """That a country has several zones, and that the capital's was taken."""
    names = ", ".join(others)
    return Text(
        f"note: {customer.country} has several time zones; {customer.timezone} (the capital's) was "
        f"taken. Others: {names}. `gendan customer edit {customer.code} --timezone NAME` changes it",
        f"注意：{customer.country} 有多个时区，已取首都时区 {customer.timezone}；其他：{names}。"
        f"可用 `gendan customer edit {customer.code} --timezone 时区` 修改",
    )


def changes(customer: Customer, fields: Mapping[str, tuple[object, object]]) -> list[Text]:
    """What an edit changed, field by field, old and new."""
    if not fields:
        return [Text(f"{customer.code}: nothing changed", f"{customer.code}：没有变化")]
    return [
        Text(
            f"{customer.code}: {key} {said(old)} → {said(new)}",
            f"{customer.code}：{key} {said(old)} → {said(new)}",
        )
        for key, (old, new) in fields.items()
    ]


def retired(customer: Customer, why: str) -> Text:
    """That a customer is followed up no more."""
    who = f"{customer.code} {customer.name}"
    return Text(f"{who} retired ({why})", f"{who} 已停用（{why}）")


def handed_over(codes: Sequence[str], from_owner: str, to_owner: str) -> Text:
    """Which customers somebody took over."""
    names = listed(codes)
    return Text(
        f"{counted(len(codes), 'customer')} from {from_owner} to {to_owner}: {names.en}",
        f"{len(codes)} 个客户由 {from_owner} 移交给 {to_owner}：{names.zh}",
    )


def required(customer: Customer, kind: RequirementKind, text: str) -> Text:
    """What a customer wants in every order."""
    return Text(
        f"{customer.code} always wants ({kind}): {text}",
        f"{customer.code} 固定要求（{kind}）：{text}",
    )


def person_added(customer: Customer, name: str) -> Text:
    """That somebody is known at a customer now."""
    return Text(f"{customer.code}: {name} added", f"{customer.code}：已添加联系人 {name}")
