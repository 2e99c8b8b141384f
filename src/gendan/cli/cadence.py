"""gendan cadence: how often each tier is contacted."""

from typing import Annotated

import typer

from gendan.cli import params
from gendan.cli.session import current
from gendan.core.cadence import read_rule
from gendan.core.customers import Tier
from gendan.core.settings import cadence_rules
from gendan.show import out
from gendan.show import tiers as show
from gendan.store import settings

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    help="How often each tier is contacted · 各级联系频率",
)


@app.callback(invoke_without_command=True)
def cadence(ctx: typer.Context, json: params.Json = False, csv: params.Csv = False) -> None:
    """How often each tier is contacted · 各级联系频率"""
    if ctx.invoked_subcommand is None:
        form = params.form(json, csv)
        here = current(ctx)
        out.emit(show.rules(cadence_rules(here.book.settings)), form, here.lang)


@app.command("set")
def set_(
    ctx: typer.Context,
    tier: Annotated[Tier, typer.Argument(help="A, B or C · 级别", case_sensitive=False)],
    rule: Annotated[
        str, typer.Argument(metavar="RULE", help="10d, 2w, 1m, 2/week, 1/month · 频率")
    ],
) -> None:
    """Change how often a tier is contacted · 修改某级的联系频率"""
    here = current(ctx)
    read = read_rule(rule)
    with here.write() as work:
        settings.change(work, f"cadence_{tier}", read.text)
    out.say(show.rule_set(tier, read.text), here.lang)
