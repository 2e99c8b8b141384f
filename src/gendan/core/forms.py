"""What differs only in form is the same: width, case, blanks, dashes (contract §6)."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
SILENT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
TIMES = str.maketrans({"×": "x", "*": "x", "✕": "x"})


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """
    A text as it is compared: NFKC, small letters, one kind of dash, single blanks.

    A missing dash or a look-alike character is not form and stays different.
    """
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", text).translate(DASHES).translate(SILENT).casefold()
    return " ".join(plain.split())


@lru_cache(maxsize=65536)
def letters(text: str) -> str:
    """Letters and digits alone: for sentences and addresses, where marks and blanks are style."""
    return "".join(c for c in folded(text).translate(TIMES) if c.isalnum())


def scripts(text: str) -> tuple[str, str]:
    """The letters of a text apart: what is Chinese, and the rest."""
    plain = letters(text)
    chinese = "".join(re.findall(r"[\u3400-\u9fff]+", plain))
    return chinese, re.sub(r"[\u3400-\u9fff]+", "", plain)


def alike(one: str, other: str) -> bool | None:
    """
    Whether two descriptions say the same, beside case, marks and blanks.

    A description in two languages is compared in the language that both have; None where they
    have none in common, so that nothing can be said.
    """
    (chinese, latin), (chinese_too, latin_too) = scripts(one), scripts(other)
    if latin and latin_too:
        return latin == latin_too and (not (chinese and chinese_too) or chinese == chinese_too)
    if chinese and chinese_too:
        return chinese == chinese_too
    return None


def begins(whole: str, part: str) -> bool:
    """Whether a name or address says at least what the other says, word by word from its beginning."""
    if re.search(r"[\u3400-\u9fff]", part):  # Chinese has no blanks between words
        return letters(whole).startswith(letters(part))
    mine, theirs = (re.findall(r"\w+", folded(text)) for text in (part, whole))
    return theirs[: len(mine)] == mine


def figure(value: Decimal) -> str:
    """A number as people write it: no exponent, no needless zeros after the point."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def number(words: str) -> Decimal | None:
    """The one number in a few words (`USD 1,250.00`, `250 KGS`); None for none or several."""
    plain = unicodedata.normalize("NFKC", words)
    found = re.findall(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?", plain)
    return Decimal(found[0].replace(",", "")) if len(found) == 1 else None
