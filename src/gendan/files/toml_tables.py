"""One table of a TOML file, read value by value; what is wrong is noted, not raised."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from gendan.core.words import CODE_LIMIT, NOTE_LIMIT, clean
from gendan.errors import Refused
from gendan.text import Text, listed, same

E = TypeVar("E", bound=StrEnum)
NOTHING = Text("", "")


class Told(NamedTuple):
    """What is read of a table; what is wrong with it goes to `faults`."""

    table: Mapping[str, Any]
    where: Text
    faults: list[Text]

    def wrong(self, what: Text) -> None:
        """Note a fault, with its place."""
        self.faults.append(
            Text(f"{self.where.en}: {what.en}", f"{self.where.zh}：{what.zh}")
            if self.where.en
            else what
        )

    def only(self, known: Sequence[str]) -> None:
        """Note every key that means nothing."""
        for key in self.table:
            if key not in known:
                names = listed(known)
                self.wrong(
                    Text(
                        f"{key!r} means nothing here (there are {names.en})",
                        f"未知的键 {key!r}（可用：{names.zh}）",
                    )
                )

    def text(self, key: str, limit: int = CODE_LIMIT) -> str:
        """A text on one line; empty where it is missing."""
        value = self.table.get(key, "")
        if not isinstance(value, str):
            self.wrong(Text(f"{key} must be a text", f"{key} 须为文本"))
            return ""
        return self._cleaned(key, value, limit)

    def both(self, key: str, limit: int) -> Text:
        """A text in both languages; one that is given alone serves for both."""
        value = self.table.get(key, "")
        if isinstance(value, str):
            return same(self._cleaned(key, value, limit))
        words: Mapping[str, Any] = value if isinstance(value, dict) else {"": None}
        if not set(words) <= {"en", "zh"} or not all(isinstance(w, str) for w in words.values()):
            self.wrong(
                Text(f"{key} must be a text, or {key}.en and {key}.zh",
                     f"{key} 须为文本，或 {key}.en 与 {key}.zh")
            )  # fmt: skip
            return NOTHING
        en, zh = (self._cleaned(key, words.get(lang, ""), limit) for lang in ("en", "zh"))
        return Text(en or zh, zh or en)

    def whole(self, key: str, *, needed: bool) -> int:
        """A whole number of days."""
        value = self.table.get(key, None if needed else 0)
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 10**6:
            self.wrong(Text(f"{key} must be a whole number of days", f"{key} 须为整数天数"))
            return 0
        return value

    def keys(self, key: str) -> tuple[str, ...]:
        """A list of keys."""
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.wrong(
                Text(f'{key} must be a list such as ["deposit"]', f'{key} 须为列表，如 ["deposit"]')
            )
            return ()
        return tuple(value)

    def yes(self, key: str) -> bool:
        """True or false."""
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            self.wrong(Text(f"{key} must be true or false", f"{key} 须为 true 或 false"))
        return value is True

    def one_of(self, key: str, default: E) -> E:
        """One of the words of an enumeration."""
        value, known = self.table.get(key, default), list(type(default))
        if value not in known:
            self.wrong(
                Text(
                    f"there is no {key} {str(value)[:40]!r} (write {' or '.join(known)})",
                    f"{key} 不能为 {str(value)[:40]!r}（可写 {listed(known).zh}）",
                )
            )
            return default
        return type(default)(value)

    def _cleaned(self, key: str, value: str, limit: int) -> str:
        if not value.strip():
            return ""
        try:
            return clean(value, same(key), limit, lines=limit == NOTE_LIMIT)
        except Refused as refusal:
            self.wrong(refusal.text)
            return ""
