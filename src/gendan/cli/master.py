"""A customer's master data on the command line: one option a field, checked alike everywhere."""

from collections.abc import Mapping
from typing import Annotated

import typer

from gendan import dates, places
from gendan.cli.session import Session
from gendan.core.customers import Channel, Tier
from gendan.errors import Refused
from gendan.files.fields import CUSTOMER
from gendan.text import Text

Alias = Annotated[
    list[str] | None,
    typer.Option("--alias", metavar="T", help="Another name, may repeat · 别名，可重复"),
]
Country = Annotated[str | None, typer.Option("--country", metavar="CC", help="Code or name · 国家")]
Timezone = Annotated[
    str | None,
    typer.Option("--timezone", metavar="TZ", help="Default: the capital's · 时区，默认首都时区"),
]
TierOption = Annotated[
    Tier | None, typer.Option("--tier", help="A, B or C · 级别", case_sensitive=False)
]
Owner = Annotated[
    str | None, typer.Option("--owner", metavar="NAME", help="Who follows up · 负责人")
]
ChannelOption = Annotated[
    Channel | None, typer.Option("--channel", help="Usual way of contact · 常用联系方式")
]
Language = Annotated[
    str | None, typer.Option("--language", metavar="xx", help="en, zh, es … · 语言")
]
Currency = Annotated[str | None, typer.Option("--currency", metavar="CUR", help="ISO code · 币种")]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Customer since · 合作起始日")
]
Cadence = Annotated[
    str | None, typer.Option("--cadence", metavar="RULE", help="10d, 2w, 1m, 2/week … · 联系频率")
]
Note = Annotated[str | None, typer.Option("--note", metavar="T", help="Note · 备注")]  # fmt: skip


def fields(here: Session, given: Mapping[str, str | None]) -> dict[str, str]:
    """The fields that were given, checked; `since` in the words that people type."""
    checked = {}
    for key, words in given.items():
        if words is None:
            continue
        if key == "since":
            checked[key] = dates.read_when(words, here.today, back=True).day.isoformat()
        else:
            checked[key] = CUSTOMER[key](words)
    return checked


def take_zone(given: dict[str, str] | dict[str, str | None]) -> tuple[str, ...]:
    """Take the capital's zone where a country but no zone was given; the others come back."""
    country = given.get("country")
    if not country or given.get("timezone"):
        return ()
    zones = places.zones(country)
    if zones is None:
        return ()
    given["timezone"] = zones.zone
    return zones.others


def cleared(names: list[str]) -> dict[str, str | None]:
    """The named fields, empty."""
    emptied: dict[str, str | None] = {}
    for name in names:
        if name not in CUSTOMER or name == "since":
            raise Refused(
                Text(f"{name!r} cannot be emptied", f"{name!r} 不能清空"),
                Text(
                    f"there are {', '.join(k for k in CUSTOMER if k != 'since')}",
                    "请用 --help 查看字段",
                ),
            )
        emptied[name] = "[]" if name == "aliases" else None
    return emptied
