"""gendan policy: who must sign, and what an order needs before it may ship."""

from typing import Annotated

import typer

from gendan.cli import params
from gendan.cli.session import current
from gendan.core.policy import RULES, with_defaults
from gendan.errors import Unknown
from gendan.show import out
from gendan.show import settings as show
from gendan.store import settings
from gendan.text import Text, same

app = params.single()


@app.command()
def policy(
    ctx: typer.Context,
    key: Annotated[str | None, typer.Argument(metavar="[KEY]", help="Rule · 规则")] = None,
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", help='New value, "none" empties · 新值，"none" 清空')] = None,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Who must sign that an order may ship, and what it needs · 签核规则"""
    form = params.form(json, csv)
    here = current(ctx)
    values = with_defaults(settings.policy(here.book))
    if key is None:
        out.emit(show.policy(values), form, here.lang)
        return
    if key not in RULES:
        raise Unknown(
            Text("rule", "规则"),
            key,
            Text(f"there are {', '.join(RULES)}", f"可选：{'、'.join(RULES)}"),
        )
    if value is None:
        if form is out.Form.TABLE:
            out.emit_lines([values[key] or "–"], here.lang)
        else:
            out.emit_page(show.page(RULES[key].setting, values[key]), form, here.lang)
        return
    checked = RULES[key].read(value)
    with here.write() as work:
        before = with_defaults(settings.policy(here.book))[key]
        settings.change(work, key, checked)
    out.say(same(f"{key}: {before or '–'} → {checked or '–'}"), here.lang)
