"""gendan config: the settings of the book."""

from collections.abc import Callable, Mapping
from typing import Annotated

import typer

from gendan import places
from gendan.cli import params
from gendan.cli.session import current
from gendan.core.cadence import read_rule
from gendan.core.policy import RULES
from gendan.core.settings import SETTINGS
from gendan.core.tiers import Basis, read_cuts
from gendan.core.words import NAME_LIMIT, clean
from gendan.errors import Refused, Unknown
from gendan.show import out
from gendan.show import settings as show
from gendan.store import settings
from gendan.text import Text, same

app = params.single()


def _months(words: str) -> str:
    if not (words.isascii() and words.isdigit() and 1 <= int(words) <= 120):
        raise Refused(
            Text(f"{words!r} is no number of months", f"{words!r} 不是月数"),
            Text("write 1 to 120", "请写 1 到 120"),
        )
    return str(int(words))


def _basis(words: str) -> str:
    if words not in set(Basis):
        raise Refused(
            Text(f"there is no basis {words!r}", f"没有分级依据 {words!r}"),
            Text("write amount or quantity", "请写 amount（金额）或 quantity（数量）"),
        )
    return words


def _cuts(words: str) -> str:
    return ",".join(f"{cut:f}" for cut in read_cuts(words))


CHECKED: Mapping[str, Callable[[str], str]] = {
    "home_country": places.country,
    "company": lambda words: clean(words, Text("the name of the firm", "公司名称"), NAME_LIMIT),
    "timezone": places.time_zone,
    "base_currency": places.currency,
    "tier_basis": _basis,
    "tier_months": _months,
    "tier_cuts": _cuts,
    **{f"cadence_{tier}": lambda words: read_rule(words).text for tier in "ABC"},
}
"""How the value of each setting is checked and written."""


@app.command()
def config(
    ctx: typer.Context,
    key: Annotated[str | None, typer.Argument(metavar="[KEY]", help="Setting · 设置项")] = None,
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", help="New value · 新值")] = None,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:
    """Show or change the settings of the book · 查看或修改设置"""
    form = params.form(json, csv)
    here = current(ctx)
    if key is None:
        out.emit(show.sheet(here.book.settings), form, here.lang)
        return
    if key in RULES:
        raise Unknown(
            Text("setting", "设置项"),
            key,
            Text(f"it is policy: `gendan policy {key}`", f"属签核规则：`gendan policy {key}`"),
        )
    if key not in SETTINGS:
        raise Unknown(
            Text("setting", "设置项"),
            key,
            Text(f"there are {', '.join(SETTINGS)}", f"可选：{'、'.join(SETTINGS)}"),
        )
    if value is None:
        if form is out.Form.TABLE:
            out.emit_lines([here.book.settings[key]], here.lang)
        else:
            out.emit_page(show.page(SETTINGS[key], here.book.settings[key]), form, here.lang)
        return
    checked = CHECKED[key](value)
    before = here.book.settings[key]
    with here.write() as work:
        settings.change(work, key, checked)
    out.say(same(f"{key}: {before or '–'} → {checked}"), here.lang)
