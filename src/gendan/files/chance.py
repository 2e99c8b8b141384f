"""Whether text that decodes as UTF-8 does so by chance, and is GB18030 (crm-formats.md §2.4)."""

import re
import unicodedata
from collections.abc import Iterator

_STRANGE = re.compile(r"[^\x00-\x7f]")
_ALONE = re.compile(r"[\u00d7\u0391-\u03c9\u0410-\u045f]")
"""Letters that stand alone in lists of other countries: `Ω`, `μ`, `м`."""
_COUNTED = "\u00f6"
"""枚, a unit; the one letter of western Europe that is a unit in GB18030."""
_BEFORE = ("", *',;\t\n\r" 0123456789')
_AFTER = ("", *',;\t\n\r"')
"""Between which a unit stands: alone in its cell, or behind a number."""


def by_chance(text: str) -> bool:
    """
    Whether GB18030 is meant though the bytes are valid UTF-8.

    Two bytes of GB18030 can be one letter in UTF-8: 只 is a Hebrew point, 双 a tone mark. It is
    taken where every such letter is a common ideograph and none makes sense where it stands:
    letters beside others of their script do, accents above a letter, symbols, `Ω` and `м` alone.

    Args:
        text: What the bytes say as UTF-8, read without a byte order mark.
    """
    found = False
    for before, char, after in _strange(text):
        if not _common(char) or _sensible(before, char, after):
            return False
        found = True
    return found


def _strange(text: str) -> Iterator[tuple[str, str, str]]:
    """Each character that is not ASCII, with its neighbours."""
    for match in _STRANGE.finditer(text):
        at = match.start()
        yield text[at - 1 : at], match[0], text[at + 1 : at + 2]


def _common(char: str) -> bool:
    """Whether the bytes are one of the 3755 ideographs that GB 2312 calls common."""
    data = char.encode()
    return len(data) == 2 and data[0] <= 0xD7 and data[1] >= 0xA1


def _sensible(before: str, char: str, after: str) -> bool:
    kind, script = unicodedata.category(char), _script(char)
    beside = [_script(near) for near in (before, after) if near.isalpha()]
    if kind == "Mn":
        # A Hebrew point stands on a Hebrew letter, an accent on any.
        return before.isalpha() and script in ("COMBINING", _script(before))
    if kind == "Lm":
        return before.isalpha()
    if char == _COUNTED:
        return not (before in _BEFORE and after in _AFTER)
    if char < "\u0180" or _ALONE.match(char):
        return True
    return kind in ("Ll", "Lu", "Lo") and script in beside


def _script(char: str) -> str:
    """The alphabet of a letter, as the first word of its name."""
    return unicodedata.name(char, "").partition(" ")[0]
