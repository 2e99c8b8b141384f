"""The settings of a book, with what they mean."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from gendan.core.policy import RULES
from gendan.core.settings import SETTINGS, Setting
from gendan.dates import spoken
from gendan.show.sheet import Column, Field, Page, Sheet
from gendan.show.words import number
from gendan.text import Text


def sheet(values: Mapping[str, str]) -> Sheet[Setting]:
    """Every setting of the book with its value."""
    foot = Text("sign-off policy: `gendan policy`", "签核规则：`gendan policy`")
    return _sheet(Text("Settings", "设置"), list(SETTINGS.values()), values, foot)


def policy(values: Mapping[str, str]) -> Sheet[Setting]:
    """Every setting of the sign-off policy with its value."""
    foot = Text(
        "a firm of one person: `gendan policy levels 1`", "一人公司：`gendan policy levels 1`"
    )
    settings = [rule.setting for rule in RULES.values()]
    return _sheet(Text("Sign-off policy", "签核规则"), settings, values, foot)


def _sheet(
    title: Text, settings: Sequence[Setting], values: Mapping[str, str], foot: Text
) -> Sheet[Setting]:
    columns: Sequence[Column[Setting]] = (
        Column("key", Text("Key", "设置项"), lambda s: s.key),
        Column(
            "value", Text("Value", "值"), lambda s: values[s.key], lambda s: values[s.key] or "–"
        ),
        Column("default", None, lambda s: s.default),
        Column("meaning", Text("Meaning", "含义"), lambda s: s.meaning),
    )
    return Sheet(
        title=title,
        columns=columns,
        rows=settings,
        empty=Text("No settings.", "没有设置。"),
        foot=[foot],
    )


def page(setting: Setting, value: str) -> Page:
    """One setting, for scripts."""
    fields = [
        Field("key", None, setting.key),
        Field("value", None, value),
        Field("default", None, setting.default),
        Field("meaning", None, setting.meaning),
    ]
    return Page(setting.meaning, fields)


def rates(
    found: Mapping[str, Sequence[tuple[date, Decimal]]], base: str
) -> Sheet[tuple[str, date, Decimal]]:
    """Every exchange rate of the book."""
    columns: Sequence[Column[tuple[str, date, Decimal]]] = (
        Column("currency", Text("Currency", "币种"), lambda r: r[0]),
        Column("on", Text("From", "生效日"), lambda r: r[1].isoformat()),
        Column(
            "rate", Text(f"{base} for 1", f"1 单位折合 {base}"), lambda r: number(r[2]), right=True
        ),
    )
    rows = [(currency, on, rate) for currency, pairs in found.items() for on, rate in pairs]
    return Sheet(
        title=Text("Exchange rates", "汇率"),
        columns=columns,
        rows=rows,
        empty=Text("No exchange rates.", "没有汇率。"),
    )


def rate_set(currency: str, rate: Decimal, base: str, on: date) -> Text:
    """What a currency is worth from a day on."""
    day = spoken(on)
    return Text(
        f"1 {currency} = {rate:f} {base} from {day.en} on",
        f"自 {day.zh} 起 1 {currency} = {rate:f} {base}",
    )


def new_book(path: Path, values: Mapping[str, str]) -> list[Text]:
    """Where a new book lies, what it takes for granted, and what to do next."""
    country, zone, base = values["home_country"], values["timezone"], values["base_currency"]
    return [
        Text(f"new book: {path}", f"已新建账本：{path}"),
        Text(
            f"home country {country}, time zone {zone}, base currency {base} "
            "(`gendan config` changes them)",
            f"国家 {country}，时区 {zone}，本位币 {base}（可用 `gendan config` 修改）",
        ),
        Text(
            "next: gendan import customers.xlsx · gendan customer add CODE NAME",
            "下一步：gendan import customers.xlsx · gendan customer add 编号 名称",
        ),
        Text(
            "two people sign that an order may ship; a firm of one: gendan policy levels 1",
            "出货须两人签核；一人公司请设：gendan policy levels 1",
        ),
    ]


def demo_book(path: Path) -> Text:
    """That the book is invented, and how to try it."""
    command = f'gendan --db {path} log NORD "called about the samples"'
    return Text(f"an invented book, yours to try: {command}", f"示例账本，可随意试用：{command}")
