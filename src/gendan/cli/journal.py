"""gendan journal: who changed what and when, and whether nobody changed that."""

from typing import Annotated

import typer

from gendan import errors
from gendan.cli import params
from gendan.cli.session import Session, current
from gendan.core.chain import Flaw, known_head
from gendan.core.seal import FIRST
from gendan.errors import BadCommandLine, Unknown
from gendan.show import journal as show
from gendan.show import out
from gendan.store import journal as store
from gendan.text import Text

app = params.single()
LEAST = 12
"""So many digits of a hash name it."""


@app.command()
def journal(
    ctx: typer.Context,
    entry: Annotated[int | None, typer.Argument(metavar="[ENTRY]", min=FIRST, max=params.LARGEST, help="One entry with all its changes · 查看某条")] = None,
    last: Annotated[int, typer.Option("--last", metavar="N", min=1, max=params.LARGEST, help="How many, newest first · 最近 N 条")] = 50,
    verify: Annotated[bool, typer.Option("--verify", help="Was any entry or row changed past it? · 检查日志与数据有无被改动")] = False,
    head: Annotated[str | None, typer.Option("--head", metavar="HASH", help="Verify against a head kept elsewhere · 与另处留存的哈希比对")] = None,
    json: params.Json = False,
    csv: params.Csv = False,
) -> None:  # fmt: skip
    """Who changed what and when · 操作日志"""
    form = params.form(json, csv)
    here = current(ctx)
    if verify or head is not None:
        if entry is not None:
            raise BadCommandLine(
                Text("--verify looks at all entries", "--verify 检查全部条目"),
                Text("leave the number out", "请去掉编号"),
            )
        _verify(here, head, form)
        return
    whole = entry is not None or form is out.Form.JSON
    found = store.entries(here.book, last=last, seq=entry, whole=whole)
    if entry is not None and not found:
        raise Unknown(
            store.NOUN,
            str(entry),
            Text("`gendan journal` shows all", "用 `gendan journal` 查看全部"),
        )
    if entry is not None and form is out.Form.TABLE:
        out.emit_lines(show.entry(found[0]), here.lang)
    else:
        out.emit(show.sheet(found), form, here.lang)


def _verify(here: Session, head: str | None, form: out.Form) -> None:
    """
    Say whether the journal fits together; exit 1 if not.

    A plain chain finds any single edit. Somebody who makes all later hashes anew, or cuts the end
    off, is found only by a head that was kept elsewhere.
    """
    from gendan.show import chain as words
    from gendan.store import chain

    kept = _hash(head) if head is not None else None
    found = chain.verify(here.book.conn)
    since = known_head(found, kept) if kept is not None else None
    if kept is not None and since is None:
        other = Text(
            f"no entry has the hash {kept[:LEAST]} that was kept: the journal was made anew, cut off "
            "at its end, or the book was restored from an older copy",
            f"没有条目的哈希为留存的 {kept[:LEAST]}：日志被重做、截去了末尾，或账本由较旧的备份恢复",
        )
        found = found._replace(flaws=[*found.flaws, Flaw(other)])
    out.emit_page(words.page(found, since), form, here.lang)
    if found.flaws:
        raise typer.Exit(errors.NEGATIVE)


def _hash(words: str) -> str:
    """A hash as it was typed, or its beginning."""
    kept = words.strip().lower()
    if not LEAST <= len(kept) <= 64 or set(kept) - set("0123456789abcdef"):
        raise BadCommandLine(
            Text(f"{words!r} is no hash of the journal", f"{words!r} 不是日志哈希"),
            Text(
                f"write it as it was printed, or its first {LEAST} digits or more",
                f"请照原样填写，或至少写前 {LEAST} 位",
            ),
        )
    return kept
