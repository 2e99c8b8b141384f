"""The texts behind gendan draft: listed, shown, edited, reset."""

from pathlib import Path

from gendan.cli.session import Session
from gendan.core.draft_choice import language_of
from gendan.core.drafts import ENGLISH, GENERAL, LANGUAGES, OPEN, Listed, Template, check
from gendan.core.forms import folded
from gendan.errors import Unknown
from gendan.files import drafts as shipped
from gendan.show import drafts as show
from gendan.show import out
from gendan.store import drafts, sops
from gendan.text import Text, same

KIND = Text("message", "消息")


def listed(here: Session, form: out.Form) -> None:
    """Every kind of message."""
    own = drafts.own(here.book)
    names = {node.key.casefold(): node.name for t in sops.listed(here.book) for node in t.sop.nodes}
    spoken = {code: shipped.speech(code).messages for code in LANGUAGES}
    rows = [
        Listed(
            kind,
            _about(kind, names),
            [code for code in LANGUAGES if kind in spoken[code]],
            [code for k, code in own if k == kind],
        )
        for kind in dict.fromkeys((*spoken[ENGLISH], *(kind for kind, _ in own)))
    ]
    out.emit(show.sheet(rows), form, here.lang)
    if form is out.Form.TABLE:
        out.emit(show.placeholders(), form, here.lang)


def text(here: Session, kind: str, language: str, form: out.Form) -> None:
    """The text of one kind in one language, as it holds now."""
    kind, code = _kind(here, kind), language_of(language, None)
    own_text = drafts.own(here.book).get((kind, code))
    words = own_text or shipped.speech(code).messages.get(kind)
    if words is None:
        raise Unknown(
            KIND,
            f"{kind} {code}",
            Text(
                f"`gendan draft --edit {kind} {code} FILE.txt` makes one",
                f"可用 `gendan draft --edit {kind} {code} 文件.txt` 新建",
            ),
        )
    found = Template(kind, code, words.strip("\n"), own_text is not None)
    if form is out.Form.TABLE:
        out.emit_lines(found.text.split("\n"), here.lang)
    else:
        out.emit_page(show.template(found), form, here.lang)


def edit(here: Session, kind: str, language: str, file: Path) -> None:
    """Take an own text for one kind in one language."""
    code = language_of(language, None)
    words = check(shipped.load(file))
    with here.write() as work:
        kind = _kind(here, kind)
        changed = drafts.put(work, kind, code, words)
    out.say(show.edited(kind, code, changed=changed), here.lang)


def reset(here: Session, kind: str, language: str) -> None:
    """Go back to the shipped text of one kind in one language."""
    code = language_of(language, None)
    with here.write() as work:
        kind = _kind(here, kind)
        drafts.reset(work, kind, code)
    out.say(show.reset(kind, code, shipped=kind in shipped.speech(code).messages), here.lang)


def _kind(here: Session, words: str) -> str:
    """
    A kind of message: a general one, or the key of a node of any procedure or plan.

    Raises:
        Unknown: There is no such node.
    """
    kind = folded(words)
    kinds = set(shipped.speech(ENGLISH).messages)
    keys = {node.key for template in sops.listed(here.book) for node in template.sop.nodes}
    keys = {key.casefold() for key in keys | drafts.keys(here.book)}
    own = {kind for kind, _ in drafts.own(here.book)}
    if kind in kinds | keys | own | {key + OPEN for key in keys}:
        return kind
    raise Unknown(
        KIND,
        words,
        Text(
            f"there are {', '.join(kinds_in_order())}, and the key of every node",
            f"可选 {'、'.join(kinds_in_order())}，以及任一节点代码",
        ),
    )


def kinds_in_order() -> list[str]:
    """The kinds that are shipped."""
    return list(shipped.speech(ENGLISH).messages)


def _about(kind: str, names: dict[str, Text]) -> Text:
    if kind in GENERAL:
        return GENERAL[kind]
    name = names.get(kind.removesuffix(OPEN), same(kind.removesuffix(OPEN)))
    if not kind.endswith(OPEN):
        return name
    return Text(f"{name.en}: before it is done", f"{name.zh}（完成前）")
