"""gendan customer: master data, standing requirements, merge and handover."""

from typing import Annotated

import typer

from gendan import places
from gendan.cli import master, params
from gendan.cli.cases import open_cases
from gendan.cli.clock import next_due
from gendan.cli.customer_edit import edit
from gendan.cli.session import current
from gendan.core.cadence import rule_of
from gendan.core.customers import RequirementKind, State
from gendan.core.settings import cadence_rules
from gendan.core.words import CODE_LIMIT, NAME_LIMIT, NOTE_LIMIT, clean, reason
from gendan.errors import Refused
from gendan.files.fields import alias_list
from gendan.show import customers as show
from gendan.show import merges as shown
from gendan.show import out
from gendan.store import customers, interactions, lessons, merges, orders, people, tiers
from gendan.text import Text

LAST_CONTACTS = 10

app = params.group(
    "Customers: add, edit, list, show, merge … · 客户：添加、修改、列表、查看、合并……"
)


@app.command()
def add(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="Short code · 编号")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Full name · 名称")],
    alias: master.Alias = None,
    country: master.Country = None,
    timezone: master.Timezone = None,
    tier: master.TierOption = None,
    owner: master.Owner = None,
    channel: master.ChannelOption = None,
    language: master.Language = None,
    currency: master.Currency = None,
    since: master.Since = None,
    cadence: master.Cadence = None,
    note: master.Note = None,
) -> None:
    """Add a customer · 添加客户"""
    here = current(ctx)
    fields = master.fields(
        here,
        {
            "country": country, "timezone": timezone, "tier": tier, "owner": owner, "channel": channel,
            "language": language, "currency": currency, "since": since, "cadence": cadence,
            "note": note,
        },
    )  # fmt: skip
    others = master.take_zone(fields)
    fields.setdefault("since", here.today.isoformat())
    if alias:
        fields["aliases"] = alias_list(alias)
    with here.write() as work:
        ident = customers.add(
            work,
            clean(code, Text("the code", "编号"), CODE_LIMIT),
            clean(name, Text("the name", "名称"), NAME_LIMIT),
            fields,
        )
    added = customers.by_ids(here.book, [ident])[0]
    out.say(show.added(added, next_due(here, added)), here.lang)
    if others:
        out.tell(show.other_zones(added, others), here.lang)


app.command()(edit)


@app.command("list")
def list_(
    ctx: typer.Context,
    owner: master.Owner = None,
    tier: master.TierOption = None,
    country: master.Country = None,
    state: Annotated[State | None, typer.Option("--state", help="Default: active · 状态，默认跟进中")] = State.ACTIVE,
    all_: Annotated[bool, typer.Option("--all", help="Retired and merged ones too · 含停用与合并")] = False,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Customers with their clocks · 客户列表"""
    form = params.form(json, csv)
    here = current(ctx)
    found = customers.listed(
        here.book,
        here.today,
        owner=owner,
        tier=tier,
        country=places.country(country) if country is not None else None,
        state=None if all_ else state,
    )
    out.emit(show.sheet(found), form, here.lang)


@app.command("show")
def show_(
    ctx: typer.Context,
    customer: params.Customer,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:
    """The file of one customer · 客户档案"""
    form = params.form(json, csv)
    here = current(ctx)
    found = customers.find(here.book, customer)
    still = orders.listed(here.book, customer_id=found.id, open_only=True)
    folder = show.Folder(
        listed=customers.listed(here.book, here.today, ids=[found.id], state=None)[0],
        rule=rule_of(found, cadence_rules(here.book.settings)).text,
        people=people.listed(here.book, found.id),
        requirements=people.requirements(here.book, found.id),
        contacts=interactions.of(here.book, [found.id])[found.id][: -LAST_CONTACTS - 1 : -1],
        orders=still,
        tiers=tiers.history(here.book, found.id),
        complaints=open_cases(here, found.id),
        lessons=lessons.of_customer(here.book, found, still),
    )
    out.emit_page(show.page(folder), form, here.lang)


@app.command()
def retire(ctx: typer.Context, customer: params.Customer, why: params.Why) -> None:
    """Follow up no more; history stays · 停止跟进，保留历史"""
    here = current(ctx)
    why = reason(why)
    with here.write() as work:
        found = customers.active(here.book, customer)
        customers.edit(work, found.id, {"state": State.RETIRED, "state_why": why})
    out.say(show.retired(found, why), here.lang)


@app.command()
def merge(
    ctx: typer.Context,
    gone: Annotated[str, typer.Argument(metavar="FROM", help="The one that goes · 被合并的客户")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The one that stays · 保留的客户")],
) -> None:
    """Two entries are one customer: merge them · 合并重复客户"""
    here = current(ctx)
    with here.write() as work:
        old, new = customers.find(here.book, gone), customers.active(here.book, into)
        if old.id == new.id:
            raise Refused(
                Text(f"both words name {old.code}", f"两者都是 {old.code}"),
                Text("name two different customers", "请指定两个不同的客户"),
            )
        merged = merges.merge(work, old, new)
    out.say(shown.merged(old, new, merged.moved), here.lang)
    if merged.dropped:
        out.tell(shown.limits_dropped(old, new, merged.dropped), here.lang)


@app.command()
def handover(
    ctx: typer.Context,
    from_owner: Annotated[
        str, typer.Argument(metavar="FROM_OWNER", help="Who hands over · 移交人")
    ],
    to_owner: Annotated[str, typer.Argument(metavar="TO_OWNER", help="Who takes over · 接手人")],
) -> None:
    """Give an owner's customers to another · 移交客户"""
    here = current(ctx)
    new = clean(to_owner, Text("the new owner", "接手人"))
    with here.write() as work:
        codes = customers.handover(work, from_owner, new)
        if not codes:
            raise Refused(
                Text(
                    f"{from_owner!r} owns no active customer",
                    f"{from_owner!r} 名下没有跟进中的客户",
                ),
                Text(
                    "`gendan customer list` shows the owners",
                    "用 `gendan customer list` 查看负责人",
                ),
            )
    out.say(show.handed_over(codes, from_owner, new), here.lang)


@app.command()
def require(
    ctx: typer.Context,
    customer: params.Customer,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="In the customer's words · 客户原话")],
    kind: Annotated[RequirementKind, typer.Option("--kind", help="What it is about · 类别")] = RequirementKind.OTHER,
) -> None:  # fmt: skip
    """What they want in every order · 固定要求，列入每单核对"""
    here = current(ctx)
    wanted = clean(text, Text("the requirement", "要求"), NOTE_LIMIT, lines=True)
    with here.write() as work:
        found = customers.active(here.book, customer)
        people.require(work, found.id, kind, wanted)
    out.say(show.required(found, kind, wanted), here.lang)
