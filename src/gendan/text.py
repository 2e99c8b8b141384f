"""Words in two languages, side by side where they are used."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple


class Lang(StrEnum):
    """A language that people read; scripts never depend on it."""

    EN = "en"
    ZH = "zh"


class Text(NamedTuple):
    """One sentence in both languages; a missing one is a type error."""

    en: str
    zh: str

    def into(self, lang: Lang) -> str:
        """The sentence in one language. Only `show` calls this."""
        return self.zh if lang is Lang.ZH else self.en


def same(words: str) -> Text:
    """What users typed reads the same in both languages."""
    return Text(words, words)


def joined(parts: Iterable[Text], en: str = ", ", zh: str = "，") -> Text:
    """Several texts as one, with each language's own separator."""
    items = list(parts)
    return Text(en.join(t.en for t in items), zh.join(t.zh for t in items))


def listed(words: Sequence[str]) -> Text:
    """Words in a row, with each language's comma."""
    return Text(", ".join(words), "、".join(words))
