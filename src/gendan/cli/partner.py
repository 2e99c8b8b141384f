"""gendan partner: suppliers, forwarders and inspectors, and how well they do."""

from typing import Annotated

import typer

from gendan import places
from gendan.cli import params, partner_score
from gendan.cli.session import Session, current
from gendan.core.partners import Partner, PartnerKind
from gendan.core.scorecards import Card
from gendan.core.words import CODE_LIMIT, NAME_LIMIT, NOTE_LIMIT, clean, reason
from gendan.errors import BadCommandLine
from gendan.files.fields import alias_list
from gendan.show import out, scorecard
from gendan.show import partners as show
from gendan.store import partners, scores
from gendan.text import Text

app = params.group("Suppliers, forwarders, inspectors: who does well · 供应商、货代、验货方与评分")
app.command()(partner_score.score)
app.command()(partner_score.standing)
app.command()(partner_score.weights)

Code = Annotated[str, typer.Argument(metavar="CODE", help="Code, name or alias · 编号、名称或别名")]
Alias = Annotated[list[str] | None, typer.Option("--alias", metavar="T", help="Another name, as orders write it, may repeat · 订单中的其他写法，可重复")]  # fmt: skip
Country = Annotated[str | None, typer.Option("--country", metavar="CC", help="ISO code or name · 国家")]  # fmt: skip
Note = Annotated[str | None, typer.Option("--note", metavar="T", help="Note · 备注")]


@app.command()
def add(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="Short code · 编号")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name, as orders write it · 名称，与订单写法一致")],
    kind: Annotated[PartnerKind, typer.Option("--kind", case_sensitive=False, help="What they do · 类别")],
    alias: Alias = None,
    country: Country = None,
    note: Note = None,
) -> None:  # fmt: skip
    """Add a supplier, forwarder or inspector · 添加供应商、货代或验货方"""
    here = current(ctx)
    fresh = Partner(
        code=clean(code, Text("the code", "编号"), CODE_LIMIT),
        name=clean(name, Text("the name", "名称"), NAME_LIMIT),
        kind=kind,
        aliases=_names(alias),
        country=places.country(country) if country is not None else None,
        note=_note(note),
    )
    with here.write() as work:
        added = partners.add(work, fresh)
    out.say(show.added(added), here.lang)


@app.command()
def edit(
    ctx: typer.Context,
    code: Code,
    name: Annotated[str | None, typer.Option("--name", metavar="T", help="New name · 新名称")] = None,
    alias: Alias = None,
    country: Country = None,
    note: Note = None,
    clear: Annotated[list[show.Clearable] | None, typer.Option("--clear", help="Empty a field, may repeat · 清空字段，可重复")] = None,
    active: Annotated[bool, typer.Option("--active", help="Bring a retired one back · 恢复已停用的合作方")] = False,
) -> None:  # fmt: skip
    """Change a partner; its former name stays an alias · 修改合作方，原名称保留为别名"""
    here = current(ctx)
    if not (name or alias or country or note or clear or active):
        raise BadCommandLine(
            Text("nothing to change was named", "未指定要修改的内容"),
            Text(
                "`gendan partner edit --help` shows what can be",
                "用 `gendan partner edit --help` 查看可修改项",
            ),
        )
    fields: dict[str, str | None] = {str(field): None for field in clear or []}
    if name is not None:
        fields["name"] = clean(name, Text("the name", "名称"), NAME_LIMIT)
    if country is not None:
        fields["country"] = places.country(country)
    if note is not None:
        fields["note"] = _note(note)
    if active:
        fields |= {"retired": None, "retired_why": None}
    with here.write() as work:
        before = partners.find(here.book, code)
        fields["aliases"] = _aliases(before, fields, alias)
        after = partners.edit(work, before, fields)
    out.emit_lines(show.edited(before, after), here.lang)


@app.command()
def retire(ctx: typer.Context, code: Code, why: params.Why) -> None:
    """Give a partner no more work; its history stays · 停用合作方，保留历史"""
    here = current(ctx)
    why = reason(why)
    with here.write() as work:
        found = partners.active(here.book, code)
        partners.retire(work, found, why)
    out.say(show.retired(found, why), here.lang)


@app.command("list")
def list_(
    ctx: typer.Context,
    kind: partner_score.Kind = None,
    all_: Annotated[bool, typer.Option("--all", help="Retired ones too · 含已停用")] = False,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """The partners of the book · 合作方列表"""
    form = params.form(json, csv)
    here = current(ctx)
    out.emit(show.sheet(partners.listed(here.book, kind=kind, retired=all_)), form, here.lang)


@app.command("show")
def show_(
    ctx: typer.Context,
    code: Code,
    months: partner_score.Months = None,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:
    """One partner and its whole scorecard, figure by figure · 查看合作方及评分明细"""
    form = params.form(json, csv)
    here = current(ctx)
    card = _card(here, code, months)
    scoring = partners.scoring(here.book)
    out.emit_page(scorecard.page(card, scoring), form, here.lang)


def _card(here: Session, words: str, months: int | None) -> Card:
    """The card of a partner, or of somebody whom orders name without being one."""
    cards = scores.cards(here.book, here.today, months=months)
    fits = [card for card in cards if card.who.partner is None and card.called(words)]
    if len(fits) == 1:
        return fits[0]
    found = partners.find(here.book, words)
    return next(c for c in cards if c.who.partner is not None and c.who.partner.id == found.id)


def _names(alias: list[str] | None) -> tuple[str, ...]:
    return tuple(clean(one, Text("an alias", "别名")) for one in dict.fromkeys(alias or []))


def _aliases(before: Partner, fields: dict[str, str | None], alias: list[str] | None) -> str:
    """Other names as they are stored; old orders still write the former name."""
    kept = [] if "aliases" in fields else list(before.aliases)
    former = [before.name] if fields.get("name", before.name) != before.name else []
    return alias_list([*kept, *former, *_names(alias)])


def _note(note: str | None) -> str | None:
    if note is None:
        return None
    return clean(note, Text("the note", "备注"), NOTE_LIMIT, lines=True)
