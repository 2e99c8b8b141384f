"""gendan sop: list, show, export, import, use, remove procedures."""

from pathlib import Path
from typing import Annotated

import typer

from gendan.cli import params
from gendan.cli.session import current
from gendan.core.words import CODE_LIMIT, clean
from gendan.errors import BadCommandLine
from gendan.show import out
from gendan.show import sops as show
from gendan.store import customers, sops
from gendan.text import Text

app = params.group("Standard procedures: who does what by when · 标准作业流程")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The procedure · 流程名称")]
File = Annotated[Path, typer.Argument(metavar="FILE.toml", help="The file · 文件")]


@app.command("list")
def list_(ctx: typer.Context, json: params.Json = False, csv: params.Csv = False) -> None:
    """Which procedures there are, and for whom · 流程列表"""
    form = params.form(json, csv)
    here = current(ctx)
    out.emit(show.sheet(sops.listed(here.book)), form, here.lang)


@app.command("show")
def show_(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="The procedure · 流程名称")] = sops.DEFAULT,
    standards: Annotated[bool, typer.Option("--standards", help="What done means at every node · 各节点的完成标准")] = False,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """The nodes of a procedure; with --standards to read and train · 流程节点与完成标准"""
    form = params.form(json, csv)
    here = current(ctx)
    found = sops.find(here.book, name)
    if form is out.Form.CSV:
        out.emit(show.nodes(found.sop), form, here.lang)
    elif standards and form is out.Form.TABLE:
        out.emit_text(show.standards(found.sop), here.lang)
    else:
        out.emit_page(show.page(found), form, here.lang)


@app.command()
def export(
    ctx: typer.Context,
    first: Annotated[str, typer.Argument(metavar="[NAME]", help="The procedure, default export-order · 流程名称，默认 export-order")],
    second: Annotated[Path | None, typer.Argument(metavar="FILE.toml", help="The file · 文件")] = None,
) -> None:  # fmt: skip
    """Write a procedure to a file, to change it · 导出流程以便修改"""
    # Only here and at import: a daily command reads no TOML.
    from gendan.files import sops as files

    here = current(ctx)
    name, file = (sops.DEFAULT, Path(first)) if second is None else (first, second)
    sop = sops.get(here.book, name)
    files.save(file, sop)
    out.say(show.exported(sop, str(file)), here.lang)


@app.command("import")
def import_(
    ctx: typer.Context,
    file: File,
    update: Annotated[bool, typer.Option("--update", help="Replace the one of this name · 替换同名流程")] = False,
) -> None:  # fmt: skip
    """Take a procedure from a file into the book · 导入流程"""
    from gendan.files import sops as files
    from gendan.store import backup

    here = current(ctx)
    sop = files.read(file)
    with here.write() as work:
        changes = sops.save(work, sop, update=update)
        if work.changed:
            backup.keep(here.path, "import")
    out.emit_lines(show.imported(sop, changes), here.lang)


@app.command()
def use(
    ctx: typer.Context,
    name: Name,
    customer: Annotated[str | None, typer.Option("--customer", metavar="CODE", help="For orders of this customer · 用于此客户的订单")] = None,
    sku: Annotated[str | None, typer.Option("--sku", metavar="SKU", help="For orders of this item · 用于此货号的订单")] = None,
) -> None:  # fmt: skip
    """Plan the orders of a customer or an item after it · 指定客户或货号采用的流程"""
    if (customer is None) == (sku is None):
        raise BadCommandLine(
            Text("name a customer or an item", "请指定客户或货号之一"),
            Text("write --customer CODE or --sku SKU", "请写 --customer 编号 或 --sku 货号"),
        )
    here = current(ctx)
    item = clean(sku, Text("the item number", "货号"), CODE_LIMIT) if sku is not None else None
    with here.write() as work:
        found = customers.active(here.book, customer) if customer is not None else None
        sop = sops.use(work, name, customer=found.id if found else None, sku=item)
    out.say(show.used(sop, found.code if found else str(item)), here.lang)


@app.command()
def remove(ctx: typer.Context, name: Name) -> None:
    """Forget an own procedure; plans stay · 移除自建流程"""
    here = current(ctx)
    with here.write() as work:
        gone = sops.remove(work, name)
    out.say(show.removed(gone), here.lang)
