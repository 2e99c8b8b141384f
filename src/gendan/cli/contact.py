"""gendan contact: the people at a customer."""

from typing import Annotated

import typer

from gendan.cli import params
from gendan.cli.session import current
from gendan.core.words import clean
from gendan.show import customers as show
from gendan.show import out
from gendan.store import customers, people
from gendan.text import Text

app = params.group("The people at a customer · 客户联系人")


@app.command("add")
def add(
    ctx: typer.Context,
    customer: params.Customer,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name · 姓名")],
    role: Annotated[str | None, typer.Option("--role", help="Role · 职务")] = None,
    email: Annotated[str | None, typer.Option("--email", help="Email · 邮箱")] = None,
    phone: Annotated[str | None, typer.Option("--phone", help="Phone · 电话")] = None,
    wechat: Annotated[str | None, typer.Option("--wechat", help="WeChat ID · 微信号")] = None,
    whatsapp: Annotated[str | None, typer.Option("--whatsapp", help="WhatsApp number · WhatsApp 号码")] = None,
    main: Annotated[bool, typer.Option("--main", help="The one to contact first · 主要联系人")] = False,
) -> None:  # fmt: skip
    """Add somebody at a customer · 添加联系人"""
    here = current(ctx)
    given = {"role": role, "email": email, "phone": phone, "wechat": wechat, "whatsapp": whatsapp}
    fields = {
        key: clean(value, Text(key, key)) for key, value in given.items() if value is not None
    }
    who = clean(name, Text("the name", "姓名"))
    with here.write() as work:
        found = customers.active(here.book, customer)
        people.add(work, found.id, who, {**fields, "main": int(main)})
    out.say(show.person_added(found, who), here.lang)


@app.command("list")
def list_(
    ctx: typer.Context,
    customer: params.Customer,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:
    """The people at a customer, the main one first · 联系人列表"""
    form = params.form(json, csv)
    here = current(ctx)
    found = customers.find(here.book, customer)
    out.emit(show.people(people.listed(here.book, found.id)), form, here.lang)
