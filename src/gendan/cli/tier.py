"""gendan tier: review, accept, pin, history, explain."""

from datetime import timedelta
from typing import Annotated

import typer

from gendan.cli import params
from gendan.cli.clock import later_day
from gendan.cli.session import Session, current
from gendan.core import tiers as decide
from gendan.core.customers import Customer, Tier
from gendan.core.tiers import Basis, Policy, Proposal
from gendan.core.words import reason
from gendan.dates import shifted, spoken
from gendan.errors import BadCommandLine, Refused
from gendan.show import out
from gendan.show import tiers as show
from gendan.store import customers, tiers
from gendan.text import Text

app = params.group("Tiers A, B, C by what customers buy · 客户分级")

BasisOption = Annotated[
    Basis | None, typer.Option("--basis", help="Default: the book's setting · 依据")
]
Months = Annotated[
    int | None,
    typer.Option("--months", metavar="N", min=1, max=120, help="Months that count · 月数"),
]
Cuts = Annotated[str | None, typer.Option("--cuts", metavar="80,95", help="Cumulative % up to A, up to B · A、B 界线")]  # fmt: skip


@app.command()
def review(
    ctx: typer.Context,
    basis: BasisOption = None,
    months: Months = None,
    cuts: Cuts = None,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:
    """Propose tiers from what was bought · 按采购情况建议级别"""
    form = params.form(json, csv)
    here = current(ctx)
    policy = _policy(here, basis, months, cuts)
    found = _review(here, policy)
    words = show.basis_words(policy, here.book.settings["base_currency"])
    out.emit(show.sheet(found, words), form, here.lang)
    _say_unrated(here, found)


@app.command()
def accept(
    ctx: typer.Context,
    codes: Annotated[list[str] | None, typer.Argument(metavar="[CODE]…", help="Customers · 客户")] = None,
    all_: Annotated[bool, typer.Option("--all", help="All that the review proposes · 全部采纳")] = False,
    why: params.MaybeWhy = None,
    basis: BasisOption = None,
    months: Months = None,
    cuts: Cuts = None,
) -> None:  # fmt: skip
    """Apply what the review proposes · 采纳建议的级别"""
    if bool(codes) == all_:
        raise BadCommandLine(
            Text("name customers, or all with --all", "请指定客户，或用 --all 全部采纳"),
            Text("`gendan tier review` shows what is proposed", "用 `gendan tier review` 查看建议"),
        )
    here = current(ctx)
    why = reason(why) if why is not None else None
    wanted = {customers.active(here.book, code).code for code in codes or []}
    policy = _policy(here, basis, months, cuts)
    with here.write() as work:
        found = _review(here, policy)
        chosen = [p for p in found if p.changes and (all_ or p.code in wanted)]
        listed = customers.listed(here.book, here.today)
        by_code = {row.customer.code: row.customer for row in listed}
        for proposal in chosen:
            tiers.accept(work, by_code[proposal.code], proposal, why)
    out.emit_lines(show.accepted(chosen), here.lang)
    _say_unrated(here, found)


@app.command()
def pin(
    ctx: typer.Context,
    customer: params.Customer,
    tier: Annotated[Tier, typer.Argument(help="A, B or C · 级别", case_sensitive=False)],
    why: params.Why,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Last day, default for good · 截止日")] = None,
) -> None:  # fmt: skip
    """Hold a customer in a tier, whatever a review says · 锁定级别"""
    here = current(ctx)
    last = later_day(here, until) if until is not None else None
    why = reason(why)
    with here.write() as work:
        found = customers.active(here.book, customer)
        tiers.pin(work, found, tier, last, why)
    out.say(show.pinned(found, tier, last), here.lang)


@app.command()
def unpin(ctx: typer.Context, customer: params.Customer) -> None:
    """Let reviews decide again · 解除锁定"""
    here = current(ctx)
    with here.write() as work:
        found = customers.active(here.book, customer)
        if not found.tier_pinned:
            raise Refused(
                Text(f"customer {found.code} is not pinned", f"客户 {found.code} 未锁定级别"),
                Text("`gendan tier history` shows what was", "用 `gendan tier history` 查看历史"),
            )
        tiers.unpin(work, found)
    out.say(show.unpinned(found), here.lang)


@app.command()
def history(
    ctx: typer.Context,
    customer: params.Customer,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:
    """Every decision about a customer's tier · 级别历史"""
    form = params.form(json, csv)
    here = current(ctx)
    found: Customer = customers.find(here.book, customer)
    out.emit(show.history(tiers.history(here.book, found.id)), form, here.lang)


@app.command()
def explain(
    ctx: typer.Context,
    customer: params.Customer,
    basis: BasisOption = None,
    months: Months = None,
    cuts: Cuts = None,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:
    """How a customer's tier comes about, figure by figure · 解释级别的由来"""
    form = params.form(json, csv)
    here = current(ctx)
    found = customers.active(here.book, customer)
    policy = _policy(here, basis, months, cuts)
    proposal = next(p for p in _review(here, policy) if p.code == found.code)
    first, last = (spoken(day) for day in decide.window(here.today, policy.months))
    window = Text(f"{first.en} to {last.en}", f"{first.zh} 至 {last.zh}")
    base = here.book.settings["base_currency"]
    out.emit_page(show.explained(proposal, policy, base, window), form, here.lang)


def _policy(here: Session, basis: Basis | None, months: int | None, cuts: str | None) -> Policy:
    own = decide.tier_policy(here.book.settings)
    return Policy(
        basis or own.basis,
        months or own.months,
        decide.read_cuts(cuts) if cuts is not None else own.cuts,
    )


def _review(here: Session, policy: Policy) -> list[Proposal]:
    # Two windows back for the trend, and the one that ended 90 days ago.
    since = shifted(here.today, -2 * policy.months, "m") - timedelta(days=decide.CONFIRM_DAYS)
    bought = tiers.purchases(here.book, policy.basis, since)
    return decide.review(tiers.members(here.book, here.today), bought, policy, here.today)


def _say_unrated(here: Session, found: list[Proposal]) -> None:
    told = show.unrated(found)
    if told is not None:
        out.tell(told, here.lang)
