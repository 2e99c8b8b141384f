"""gendan signer: whose SSH key is whose."""

from pathlib import Path
from typing import Annotated

import typer

from gendan.cli import params
from gendan.cli.session import current
from gendan.core.words import clean, reason
from gendan.files import ssh
from gendan.show import desk as show
from gendan.show import out
from gendan.store import signoffs
from gendan.text import Text

app = params.group("Whose SSH key is whose · 签核人的 SSH 公钥")

Name = Annotated[str, typer.Argument(metavar="NAME", help="As in --as · 姓名（同 --as）")]


@app.command()
def add(
    ctx: typer.Context,
    name: Name,
    file: Annotated[Path, typer.Argument(metavar="PUBLIC_KEY_FILE", help="Such as id_ed25519.pub · 公钥文件")],
) -> None:  # fmt: skip
    """Note somebody's public key · 登记公钥"""
    here = current(ctx)
    name = clean(name, Text("the name", "姓名"))
    key = ssh.public_key(file)
    with here.write() as work:
        signoffs.add_signer(work, name, key)
    out.say(show.signer_added(name), here.lang)


@app.command("list")
def list_(ctx: typer.Context, json: params.Json = False, csv: params.Csv = False) -> None:
    """Everybody whose key the book has · 公钥列表"""
    form = params.form(json, csv)
    here = current(ctx)
    out.emit(show.signers(signoffs.signers(here.book)), form, here.lang)


@app.command()
def remove(ctx: typer.Context, name: Name, why: params.Why) -> None:
    """Forget a key; what it signed is no longer backed by it · 移除公钥"""
    here = current(ctx)
    why = reason(why)
    with here.write() as work:
        gone = signoffs.remove_signer(work, name)
    out.say(show.signer_removed(gone, why), here.lang)
