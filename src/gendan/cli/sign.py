"""gendan sign: somebody answers for it that an order may ship; or takes it back."""

from pathlib import Path
from typing import Annotated

import typer

from gendan.cli import desk as shared
from gendan.cli import params
from gendan.cli.session import Session, current
from gendan.core.acts import level_to_sign
from gendan.core.digest import payload
from gendan.core.policy import policy_of
from gendan.core.signoffs import revocable
from gendan.core.words import reason
from gendan.errors import BadCommandLine, Refused
from gendan.files import ssh
from gendan.show import desk as show
from gendan.show import out
from gendan.store import desk, proof, settings, signoffs
from gendan.store.schema import refuse_strangers
from gendan.store.write import head
from gendan.text import Text

app = params.single()


@app.command()
def sign(
    ctx: typer.Context,
    number: shared.Number,
    why: params.MaybeWhy = None,
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE", help="Your SSH key · 本人的 SSH 密钥")] = None,
    revoke: Annotated[bool, typer.Option("--revoke", help="Take your sign-off back · 撤销本人的签核")] = False,
) -> None:  # fmt: skip
    """Answer for it that this order may ship · 签核：确认订单可以出运"""
    here = current(ctx)
    why = reason(why) if why is not None else None
    if revoke:
        if why is None or key is not None:
            raise BadCommandLine(
                Text("--revoke goes with --why and nothing else", "--revoke 须与 --why 同用"),
                Text("write --revoke --why \"…\"", "请写 --revoke --why \"…\""),
            )  # fmt: skip
        _take_back(here, number, why)
        return
    _sign(here, number, why, key)


def _sign(here: Session, number: str, why: str | None, key: Path | None) -> None:
    # Outside the transaction: it may wait for somebody to type a passphrase.
    signed = _signature(here, number, key) if key is not None else None
    with here.write() as work:
        refuse_strangers(here.book)
        order = desk.order(here.book, number)
        proof.hold(here.book, order.id)
        laid, verdict = shared.verdict_of(here, order)
        level = level_to_sign(laid, verdict, here.who)
        signature, past = signed or (None, work.before)
        if signature is not None:
            _hold(here, payload(order.number, level, here.who, verdict.digest, past), signature)
        elif laid.policy.key_signed:
            raise Refused(
                Text("the policy wants an SSH signature", "签核规则要求 SSH 签名"),
                Text("sign with --key ~/.ssh/id_ed25519", "请用 --key ~/.ssh/id_ed25519 签核"),
            )
        signoffs.add(
            work, order.id, level, verdict.digest, verdict.parts,
            why=why, signature=signature, head=past,
        )  # fmt: skip
    out.emit_lines(show.signed(verdict, level), here.lang)


def _signature(here: Session, number: str, key: Path) -> tuple[str, str]:
    """What the key makes of the order and the journal's head now; it must be this person's."""
    if signoffs.key_of(here.book, here.who) is None:
        raise Refused(
            Text(f"the book has no SSH key of {here.who}", f"账本中没有 {here.who} 的 SSH 公钥"),
            Text(
                f"first `gendan signer add {here.who} FILE.pub`",
                f"请先 `gendan signer add {here.who} 公钥文件.pub`",
            ),
        )
    order = desk.order(here.book, number)
    laid, verdict = shared.verdict_of(here, order)
    level = level_to_sign(laid, verdict, here.who)
    _, past = head(here.book.conn)
    what = payload(order.number, level, here.who, verdict.digest, past)
    signature = ssh.sign(key, what)
    _hold(here, what, signature)
    return signature, past


def _hold(here: Session, what: bytes, signature: str) -> None:
    """Refuse a signature that was not made of this by the key of who signs."""
    key = signoffs.key_of(here.book, here.who)
    if key is None or not ssh.verified(key, what, signature):
        raise Refused(
            Text(
                f"the signature does not hold: it is not by the key of {here.who}, "
                "or the order changed meanwhile",
                f"签名无效：并非 {here.who} 的密钥所签，或订单在此期间有变化",
            ),
            Text("`gendan signer list` shows the keys", "用 `gendan signer list` 查看密钥"),
        )


def _take_back(here: Session, number: str, why: str) -> None:
    with here.write() as work:
        order = desk.order(here.book, number)
        policy = policy_of(settings.policy(here.book))
        found = revocable(signoffs.listed(here.book, order.id), here.who, policy)
        signoffs.revoke(work, found, why)
    out.emit_lines(show.revoked(order, found), here.lang)
