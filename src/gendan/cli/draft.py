"""gendan draft: the message to the customer about a milestone, ready to paste."""

from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from gendan.cli import draft_templates as templates
from gendan.cli import milestones as shared
from gendan.cli import params
from gendan.cli.session import Session, current
from gendan.core.draft_choice import Chosen, chosen, language_of
from gendan.core.draft_facts import Known, facts, moves, reason_of, untold
from gendan.core.drafts import BY_MESSAGE, ENGLISH, OPEN, Draft, filled
from gendan.core.orders import Order
from gendan.core.plans import Step
from gendan.core.shipments import Shipment, State
from gendan.core.words import clean
from gendan.errors import BadCommandLine, Refused
from gendan.files import drafts as shipped
from gendan.show import drafts as show
from gendan.show import out
from gendan.store import desk, drafts, people, shipments
from gendan.store.calendars import Calendars
from gendan.text import Text

app = params.single()


class Asked(NamedTuple):
    """What was typed: order, node, language, shipment, reason and measure of a delay."""

    number: str
    node: str
    language: str | None
    shipment: int | None
    why: str | None
    action: str | None


@app.command()
def draft(
    ctx: typer.Context,
    number: Annotated[str | None, typer.Argument(metavar="[NUMBER]", help="Order number · 订单号")] = None,
    node: Annotated[str | None, typer.Argument(metavar="[NODE]", help="Its key, or how its name begins · 节点代码或名称开头")] = None,
    language: Annotated[str | None, typer.Option("--language", metavar="xx", help="Default: the customer's; English where there is no text · 默认客户语言，无模板则英文")] = None,
    shipment: Annotated[int | None, typer.Option("--shipment", metavar="N", min=1, max=params.LARGEST, help="Default: the latest · 第几批出运，默认最近一批")] = None,
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
        made, notes = _draft(here, Asked(number, node, language, shipment, why, action))
        if form is out.Form.TABLE:
            out.emit_lines(made.text.split("\n"), here.lang)
        else:
            out.emit_page(show.page(made), form, here.lang)
        for note in notes:
            out.tell(note, here.lang)


def _draft(here: Session, asked: Asked) -> tuple[Draft, list[Text]]:
    """The message that was asked for, and what to know before it is sent."""
    order = desk.order(here.book, asked.number)
    customers = desk.origin(here.book, order.id).customer.language
    wanted = language_of(asked.language, customers)
    days = shared.calendars(here)
    known = _known(here, asked, order, days)
    step, late = known.step, known.late
    texts = {code: shipped.speech(code).messages for code in (wanted, ENGLISH)}
    found = chosen(
        step.node.key,
        wanted,
        done=step.done is not None,
        late_by=reason_of(late, known.plan, order)[1] if late is not None else None,
        own=drafts.own(here.book),
        shipped=texts,
    )
    told, missing = filled(found.text, facts(known, shipped.speech(found.language)))
    made = Draft(
        order.number, order.customer, step.node.key, found.kind, found.language, told, missing
    )
    notes = show.notes(made, _doubts(here, known, found, wanted))
    days.keep(here.book)
    return made, notes


def _known(here: Session, asked: Asked, order: Order, days: Calendars) -> Known:
    """All that the message can be made of."""
    plan, step = shared.telling(here, order, asked.node)
    stand = shared.stand(here, order, plan, days)
    delay = shared.delay(here, stand, days)
    late = untold(step, plan, delay)
    why = clean(asked.why, Text("the reason", "原因")) if asked.why is not None else None
    action = clean(asked.action, Text("what we do", "措施")) if asked.action is not None else None
    if late is None and (why or action):
        raise _no_delay(order.number, step.node.key)
    customer = desk.origin(here.book, order.id).customer
    staff = people.listed(here.book, customer.id)
    return Known(
        order=order,
        customer=customer.name,
        contact=staff[0].name if staff else customer.name,
        sender=here.who,
        today=here.today,
        plan=stand.plan,
        found=stand.found,
        step=step,
        late=late,
        delay=delay,
        moves=moves(late, plan, delay),
        shipment=_shipment(here, order, asked.shipment),
        why=why,
        action=action,
    )


def _doubts(here: Session, known: Known, found: Chosen, wanted: str) -> show.Doubts:
    step, late, delay = known.step, known.late, known.delay
    causeless = late if late is not None and not _reason(known, late) else None
    ready = found.kind.endswith(OPEN) or found.kind in BY_MESSAGE
    silent = delay is not None and not delay.told and (late is None or not known.moves)
    return show.Doubts(
        lacks=wanted if found.language != wanted else None,
        open_=late is None and step.done is None and not ready,
        foreign=late is not None
        and not known.why
        and late.said is not None
        and here.lang != found.language,
        general=late is not None and known.action is None,
        causeless=causeless.node.key if causeless is not None else None,
        over=causeless is not None and causeless.done is not None,
        late=delay.days_late if delay is not None and silent else 0,
    )


def _reason(known: Known, late: Step) -> str | None:
    """The reason that the message can give."""
    return known.why or reason_of(late, known.plan, known.order)[0]


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
