"""Settings of a book: rows that the boss changes (contract §1)."""

from collections.abc import Mapping
from typing import NamedTuple

from gendan.core.customers import Tier
from gendan.text import Text


class Setting(NamedTuple):
    """One setting: its default and what it means."""

    key: str
    default: str
    meaning: Text


SETTINGS: Mapping[str, Setting] = {
    s.key: s
    for s in (
        Setting(
            "home_country",
            "CN",
            Text("country whose working days are ours", "本公司所在国家（决定工作日）"),
        ),
        Setting("company", "", Text("name of our firm, on reports", "本公司名称（用于报告）")),
        Setting("timezone", "UTC", Text("time zone of the book", "账本时区")),
        Setting(
            "base_currency", "USD", Text("currency in which tiers are reckoned", "客户分级的本位币")
        ),
        Setting("tier_basis", "amount", Text("tiers by amount or quantity", "按金额或数量分级")),
        Setting("tier_months", "12", Text("months of purchases that count", "计入的采购月数")),
        Setting(
            "tier_cuts",
            "80,95",
            Text("cumulative share up to A, up to B (%)", "A、B 级累计占比界线（%）"),
        ),
        Setting("cadence_A", "1/week", Text("how often A is contacted", "A 级联系频率")),
        Setting("cadence_B", "2/month", Text("how often B is contacted", "B 级联系频率")),
        Setting("cadence_C", "1/month", Text("how often C is contacted", "C 级联系频率")),
    )
}


def with_defaults(rows: Mapping[str, str]) -> dict[str, str]:
    """All settings: those of the book, else their defaults."""
    return {key: rows.get(key, setting.default) for key, setting in SETTINGS.items()}


def cadence_rules(settings: Mapping[str, str]) -> dict[Tier, str]:
    """The rule of each tier."""
    return {tier: settings[f"cadence_{tier}"] for tier in Tier}
