"""gendan customer edit: what of a customer's master data changes."""

from typing import Annotated

import typer

from gendan.cli import master, params
from gendan.cli.session import current
from gendan.core.customers import Customer, State, Tier
from gendan.core.words import NAME_LIMIT, clean
from gendan.errors import BadCommandLine, Refused
from gendan.files.fields import alias_list
from gendan.show import customers as show
from gendan.show import out
from gendan.store import customers, tiers
from gendan.text import Text

Fields = dict[str, str | None]


def edit(
    ctx: typer.Context,
    customer: params.Customer,
    name: Annotated[str | None, typer.Option("--name", metavar="T", help="New name · 新名称")] = None,
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
    clear: Annotated[list[str] | None, typer.Option("--clear", metavar="FIELD", help="Empty a field, may repeat · 清空字段，可重复")] = None,
    state: Annotated[State | None, typer.Option("--state", help="`active` brings a retired one back · 恢复停用客户")] = None,
) -> None:  # fmt: skip
    """Change a customer's master data · 修改客户资料"""
    here = current(ctx)
    fields: Fields = dict(
        master.fields(
            here,
            {
                "country": country, "timezone": timezone, "tier": tier, "owner": owner,
                "channel": channel, "language": language, "currency": currency, "since": since,
                "cadence": cadence, "note": note,
            },
        )
    )  # fmt: skip
    if name is not None:
        fields["name"] = clean(name, Text("the name", "名称"), NAME_LIMIT)
    emptied = master.cleared(clear or [])
    if not (fields or emptied or alias or state):
        raise BadCommandLine(
            Text("nothing to change was named", "未指定要修改的内容"),
            Text("`gendan customer edit --help` shows what can be", "用 `gendan customer edit --help` 查看可修改项"),
        )  # fmt: skip
    with here.write() as work:
        found = customers.find(here.book, customer)
        # The same country again is no reason to forget a zone that was set by hand.
        others = master.take_zone(fields) if fields.get("country") != found.country else ()
        fields |= emptied | _of_its_own(found, alias or [], state)
        changed = customers.edit(work, found.id, fields)
        if "tier" in changed:
            tiers.edited(work, found, Tier(fields["tier"]) if fields["tier"] else None)
    out.emit_lines(show.changes(found, changed), here.lang)
    if others:
        out.tell(show.other_zones(customers.by_ids(here.book, [found.id])[0], others), here.lang)


def _of_its_own(found: Customer, aliases: list[str], state: State | None) -> Fields:
    """What follows from how the customer stands: names are added, a state is changed."""
    fields: Fields = {}
    if aliases:
        fields["aliases"] = alias_list([*found.aliases, *aliases])
    if state is not None:
        fields |= {"state": _state(found, state), "state_why": None}
    return fields


def _state(customer: Customer, wanted: State) -> State:
    if wanted is not State.ACTIVE or customer.state is State.MERGED:
        raise Refused(
            Text(
                f"{customer.code} cannot become {wanted} this way",
                f"{customer.code} 不能这样变为 {wanted}",
            ),
            Text(
                "`gendan customer retire` retires, `gendan undo` takes a merge back",
                "停用请用 `gendan customer retire`；撤销合并请用 `gendan undo`",
            ),
        )
    return wanted
