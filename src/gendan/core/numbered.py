"""What people type for a complaint, an action or a lesson: its number, with or without its letter."""

from collections.abc import Mapping

from gendan.core.forms import folded
from gendan.errors import Refused, Unknown
from gendan.text import Text


def number_of(words: str, letter: str, noun: Text, command: str) -> int:
    """
    The number of a thing: `1`, `#1`, `C1`.

    Args:
        words: What was typed.
        letter: The letter that may stand before it.
        noun: What it is, for the refusal.
        command: What lists all of them.

    Raises:
        Unknown: It is no such number.
    """
    plain = folded(words).removeprefix("#").removeprefix(letter.casefold())
    if not (plain.isascii() and plain.isdecimal() and len(plain) < 10):
        raise unknown(noun, words, command)
    return int(plain)


def unknown(noun: Text, words: str, command: str) -> Unknown:
    """That there is no such thing, and what lists all of them."""
    hint = Text(f"`gendan {command}` shows them", f"用 `gendan {command}` 查看")
    return Unknown(noun, words, hint)


def chosen(words: str, choices: Mapping[str, Text], noun: Text) -> str:
    """
    The code of the one choice that these words name: the code, the words in a language, a beginning.

    Raises:
        Refused: None or several; all are named.
    """
    key = folded(words)
    names = {
        code: {code, folded(text.en), folded(text.zh)} for code, text in choices.items()
    }  # fmt: skip
    found = [code for code, known in names.items() if key in known] or [
        code for code, known in names.items() if key and any(name.startswith(key) for name in known)
    ]
    if len(found) == 1:
        return found[0]
    en = ", ".join(f"{code} ({t.en})" if t.en != code else code for code, t in choices.items())
    zh = "、".join(f"{code}（{t.zh}）" for code, t in choices.items())
    raise Refused(
        Text(f"no {noun.en} {words!r}", f"没有{noun.zh} {words!r}"),
        Text(f"there are {en}", f"可选：{zh}"),
    )
