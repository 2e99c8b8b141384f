"""Which message is written, and in which language (contract §7)."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from gendan import places
from gendan.core.drafts import BY_CUSTOMER, BY_MESSAGE, DELAY, ENGLISH, LANGUAGES, OPEN, STEP
from gendan.core.forms import folded
from gendan.errors import Refused
from gendan.text import Text, listed


class Chosen(NamedTuple):
    """A kind of message, the language in which there is one, and its text."""

    kind: str
    language: str
    text: str


def language_of(option: str | None, customers: str | None) -> str:
    """
    The language that is wanted: the option, else the customer's, else English; pt-BR is pt.

    Raises:
        Refused: There is no such language.
    """
    wanted = option if option is not None else customers or ENGLISH
    code = folded(wanted).partition("-")[0].partition("_")[0]
    if places.language_name(code) is not None:
        return code
    whose = (
        Text("", "") if option is not None else Text(", the customer's language", "（客户语言）")
    )
    codes = listed(LANGUAGES)
    raise Refused(
        Text(f"there is no language {wanted!r}{whose.en}", f"没有语言 {wanted!r}{whose.zh}"),
        Text(
            f"write its ISO code with --language; there are messages in {codes.en}",
            f"请用 --language 写 ISO 语言代码；自带消息：{codes.zh}",
        ),
    )


def chosen(
    key: str,
    language: str,
    *,
    done: bool,
    late_by: str | None,
    own: Mapping[tuple[str, str], str],
    shipped: Mapping[str, Mapping[str, str]],
) -> Chosen:
    """
    The message of a node: in the language that is wanted, else in English.

    Args:
        key: The node.
        language: The one that is wanted.
        done: Whether the node is done.
        late_by: The party of a delay that the customer was not told, None without one.
        own: Own texts, by kind and language.
        shipped: The shipped texts by language and kind, of English always.
    """
    mine = {kind: text for (kind, code), text in own.items() if code == language}
    kind = kind_of(key, done=done, late_by=late_by, own=mine, shipped=shipped[ENGLISH])
    text = mine.get(kind) or shipped.get(language, {}).get(kind)
    if text is not None:
        return Chosen(kind, language, text)
    return chosen(key, ENGLISH, done=done, late_by=late_by, own=own, shipped=shipped)


def kind_of(key: str, *, done: bool, late_by: str | None, own: Iterable[str], shipped: Iterable[str]) -> str:  # fmt: skip
    """
    Which kind of message a node needs.

    Args:
        key: The node.
        done: Whether it is done.
        late_by: The party of a delay that the customer was not told, None without one.
        own: Kinds with a text of one's own in the language.
        shipped: Kinds with a shipped text.
    """
    if late_by is not None:
        return BY_CUSTOMER if late_by == "customer" else DELAY
    key, mine = key.casefold(), set(own)
    has = mine | set(shipped)
    if done:
        return key if key in has else STEP
    if key + OPEN in has:
        return key + OPEN
    return key if key in mine or (key in BY_MESSAGE and key in has) else STEP + OPEN
