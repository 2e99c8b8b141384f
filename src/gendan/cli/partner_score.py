"""gendan partner score, standing, weights: how well they do, and who gets more work."""

from typing import Annotated

import typer

from gendan.cli import params
from gendan.cli.session import current
from gendan.core import scoring as rules
from gendan.core.forms import figure
from gendan.core.partners import PartnerKind, Standing
from gendan.core.words import reason
from gendan.errors import BadCommandLine
from gendan.show import out, scorecard
from gendan.show import partners as show
from gendan.show import scores as show_scores
from gendan.store import partners, scores, settings
from gendan.text import Text

Kind = Annotated[PartnerKind | None, typer.Option("--kind", case_sensitive=False, help="Only these · 仅此类")]  # fmt: skip
Months = Annotated[int | None, typer.Option("--months", metavar="N", min=1, max=120, help="Only the last N months, default all · 仅近 N 个月，默认全部")]  # fmt: skip


def score(
    ctx: typer.Context,
    kind: Kind = None,
    months: Months = None,
    all_: Annotated[bool, typer.Option("--all", help="Retired ones too · 含已停用")] = False,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Scorecards from the facts of the book, each rate with its n · 评分表，各指标附样本数"""
    form = params.form(json, csv)
    here = current(ctx)
    cards = scores.cards(here.book, here.today, months=months)
    shown = [
        card
        for card in cards
        if kind in (None, card.who.kind)
        and (all_ or card.who.partner is None or card.who.partner.retired is None)
    ]
    scoring = partners.scoring(here.book)
    if form is not out.Form.TABLE or not shown:
        out.emit(show_scores.sheet(shown, kind, months), form, here.lang)
        return
    for sheet in show_scores.by_kind(shown, scoring, months):
        out.emit(sheet, form, here.lang)


def standing(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code, name or alias · 编号、名称或别名")],
    to: Annotated[Standing | None, typer.Argument(metavar="[preferred|approved|watch|blocked]", help="The standing · 等级", case_sensitive=False)] = None,
    auto: Annotated[bool, typer.Option("--auto", help="As the score says again · 恢复按评分")] = False,
    why: params.MaybeWhy = None,
) -> None:  # fmt: skip
    """Set who gets more work, whatever the score says · 人工设定等级（优选、合格、观察、停单）"""
    if (to is None) != auto:
        raise BadCommandLine(
            Text("name a standing, or --auto", "请指定等级，或用 --auto"),
            Text(
                "gendan partner standing CODE blocked --why T, or: … CODE --auto",
                "gendan partner standing 编号 blocked --why 原因，或 … 编号 --auto",
            ),
        )
    if to is not None and why is None:
        raise BadCommandLine(
            Text("a standing set by hand wants a reason", "人工设定等级须说明原因"),
            Text("add --why", "请加 --why"),
        )
    here = current(ctx)
    with here.write() as work:
        found = partners.active(here.book, code)
        if to is None:
            partners.let_score(work, found)
        else:
            partners.decide(work, found, to, reason(why or ""))
        after = partners.find(here.book, found.code)
    card = next(
        card
        for card in scores.cards(here.book, here.today)
        if card.who.partner is not None and card.who.partner.id == after.id
    )
    out.say(show.decided(found, card.standing), here.lang)


def weights(
    ctx: typer.Context,
    changes: Annotated[list[str] | None, typer.Argument(metavar="[METRIC=N]…", help="New weights, 100 in all: on_time=40 in_full=5 · 新权重，合计 100")] = None,
    bands: Annotated[str | None, typer.Option("--bands", metavar="98,78,60", help="Least score of preferred, approved, watch · 优选、合格、观察的最低分")] = None,
    minimum: Annotated[int | None, typer.Option("--minimum", metavar="N", min=1, max=10_000, help="No standing below so many shipments · 少于此数不评级")] = None,
    months: Annotated[int | None, typer.Option("--months", metavar="N", min=1, max=120, help="Standing by the last N months · 等级按近 N 个月")] = None,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Show or set what counts how much, the bands, the time · 查看或设置权重、分数线、统计期"""
    form = params.form(json, csv)
    here = current(ctx)
    if changes or any(given is not None for given in (bands, minimum, months)):
        with here.write() as work:
            if changes:
                before = partners.scoring(here.book).weights
                fresh = rules.read_weights(changes, before)
                words = ",".join(f"{name}={figure(weight)}" for name, weight in fresh.items())
                settings.change(work, "partner_weights", words)
            if bands is not None:
                words = ",".join(map(figure, rules.read_bands(bands)))
                settings.change(work, "partner_bands", words)
            if minimum is not None:
                settings.change(work, "partner_minimum", str(minimum))
            if months is not None:
                settings.change(work, "partner_months", str(months))
    out.emit_page(scorecard.weights(partners.scoring(here.book)), form, here.lang)
