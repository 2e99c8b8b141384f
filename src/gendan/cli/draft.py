"""gendan draft: the message to the customer about a milestone, ready to paste."""

from pathlib import Path
from typing import Annotated

import typer

from gendan.cli import draft_templates as templates
from gendan.cli import milestones as shared
from gendan.cli import params
from gendan.cli.session import Session, current
from gendan.core.delays import delay_of
from gendan.core.draft_facts import Known, facts, moves, party_of, untold
from gendan.core.drafts import BY_MESSAGE, OPEN, Draft, filled, kind_of, language_of
from gendan.core.milestones import step_named
from gendan.core.orders import Order
from gendan.core.shipments import Shipment, State
from gendan.core.words import clean
from gendan.errors import BadCommandLine, Refused
from gendan.files import drafts as shipped
from gendan.show import drafts as show
from gendan.show import out
from gendan.store import desk, drafts, people, shipments, steps
from gendan.text import Text

app = params.single()


@app.command()
def draft(
    ctx: typer.Context,
    number: Annotated[str | None, typer.Argument(metavar="[NUMBER]", help="Order number · 订单号")] = None,
    node: Annotated[str | None, typer.Argument(metavar="[NODE]", help="Its key, or how its name begins · 节点代码或名称开头")] = None,
    language: Annotated[str | None, typer.Option("--language", metavar="xx", help="en zh es de fr; default: the customer's · 语言，默认客户语言")] = None,
    shipment: Annotated[int | None, typer.Option("--shipment", metavar="N", min=1, help="Default: the latest · 第几批出运，默认最近一批")] = None,
    why: Annotated[str | None, typer.Option("--why", metavar="T", help="The reason, as the customer is to read it · 给客户看的延误原因")] = None,
    action: Annotated[str | None, typer.Option("--action", metavar="T", help="What we do about a delay · 我方措施")] = None,
    list_: Annotated[bool, typer.Option("--list", help="Every kind of message · 全部消息模板")] = False,
    text: Annotated[tuple[str, str] | None, typer.Option("--text", metavar="KIND LANGUAGE", help="The text of a kind · 显示模板内容")] = None,
    edit: Annotated[tuple[str, str, Path] | None, typer.Option("--edit", metavar="KIND LANGUAGE FILE", help="Your own text for a kind · 使用自定义内容")] = None,
    reset: Annotated[tuple[str, str] | None, typer.Option("--reset", metavar="KIND LANGUAGE", help="The shipped text again · 恢复自带内容")] = None,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """The message to the customer, ready to paste; or its templates · 给客户的消息，可直接粘贴；或管理模板"""
    form = params.form(json, csv)
    here = current(ctx)
    if (number is not None) + list_ + sum(given is not None for given in (text, edit, reset)) != 1:
        raise _which()
    if list_:
        templates.listed(here, form)
    elif text is not None:
        templates.text(here, *text, form)
    elif edit is not None:
        templates.edit(here, *edit)
    elif reset is not None:
        templates.reset(here, *reset)
    elif number is None or node is None:
        raise _which()
    else:
        reason = clean(why, Text("the reason", "原因")) if why is not None else None
        measure = clean(action, Text("what we do", "措施")) if action is not None else None
        made, notes = _draft(here, (number, node), language, shipment, (reason, measure))
        if form is out.Form.TABLE:
            out.emit_lines(made.text.split("\n"), here.lang)
        else:
            out.emit_page(show.page(made), form, here.lang)
        for note in notes:
            out.tell(note, here.lang)


def _draft(
    here: Session,
    of: tuple[str, str],
    language: str | None,
    shipment: int | None,
    typed: tuple[str | None, str | None],
) -> tuple[Draft, list[Text]]:
    order = desk.order(here.book, of[0])
    customer = desk.origin(here.book, order.id).customer
    code = language_of(language, customer.language)
    plan = steps.needed(here.book, order.id, order.number)
    step = step_named(order.number, plan, of[1])
    days = shared.calendars(here)
    stand = shared.stand(here, order, plan, days)
    delay = delay_of(order, plan, here.today, shared.home(here, days))
    late = untold(step, plan, delay)
    if late is None and any(typed):
        raise _no_delay(order.number, step.node.key)
    staff = people.listed(here.book, customer.id)
    known = Known(
        order=order,
        customer=customer.name,
        contact=staff[0].name if staff else customer.name,
        sender=here.who,
        today=here.today,
        plan=stand.plan,
        found=stand.found,
        step=step,
        late=late,
        moves=moves(late, plan, delay),
        shipment=_shipment(here, order, shipment),
        why=typed[0],
        action=typed[1],
    )
    speech = shipped.speech(code)
    own = {kind: words for (kind, lang), words in drafts.own(here.book).items() if lang == code}
    party = party_of(late) if late is not None else None
    kind = kind_of(step.node.key, done=step.done is not None, late_by=party, own=own, shipped=speech.messages)  # fmt: skip
    words = own.get(kind) or speech.messages[kind]
    told, missing = filled(words, facts(known, speech))
    made = Draft(order.number, order.customer, step.node.key, kind, code, told, missing)
    doubts = show.Doubts(
        open_=late is None and step.done is None and not kind.endswith(OPEN) and kind not in BY_MESSAGE,
        foreign=late is not None and typed[0] is None and bool(late.slips) and here.lang != code,
        general=late is not None and typed[1] is None,
        causeless=late.node.key if late is not None and not late.slips else None,
    )  # fmt: skip
    silent = delay is not None and not delay.told and (late is None or not known.moves)
    notes = show.notes(made, doubts=doubts, late=delay.days_late if delay and silent else 0)
    days.keep(here.book)
    return made, notes


def _shipment(here: Session, order: Order, n: int | None) -> Shipment | None:
    """The shipment that a message is about: the one that was named, else the latest."""
    if n is not None:
        return shipments.alive(here.book, order.id, order.number, n)
    found = [s for s in shipments.of(here.book, order.id) if s.state is not State.CANCELLED]
    return found[-1] if found else None


def _which() -> BadCommandLine:
    return BadCommandLine(
        Text("name an order and a node, or one of --list, --text, --edit, --reset", "请写订单号和节点，或 --list、--text、--edit、--reset 之一"),
        Text("`gendan draft NUMBER NODE`, such as `gendan draft PI-2601 pps`", "`gendan draft 订单号 节点`，如 `gendan draft PI-2601 pps`"),
    )  # fmt: skip


def _no_delay(number: str, key: str) -> Refused:
    return Refused(
        Text(
            f"order {number}, {key}: there is no delay that the customer was not told",
            f"订单 {number} 的 {key} 没有尚未告知客户的延误",
        ),
        Text(
            f"leave --why and --action out, or `gendan slip {number} {key} DATE --why …`",
            f"请去掉 --why 与 --action，或先用 `gendan slip {number} {key} 日期 --why …`",
        ),
    )
