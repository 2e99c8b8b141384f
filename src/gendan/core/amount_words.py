"""An amount in words: `SAY US DOLLARS ONE THOUSAND AND CENTS FIFTY ONLY`, `壹仟元伍角整` (L09)."""

import re
import unicodedata
from decimal import Decimal

_SMALL = {
    word: value
    for value, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
    )
} | {
    word: value
    for value, word in zip(
        range(20, 100, 10),
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        strict=True,
    )
} | {"fourty": 40}  # fmt: skip
_LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_DIGITS = {char: n for n, pair in enumerate(["零〇", "壹一", "贰二", "叁三", "肆四", "伍五", "陆六", "柒七", "捌八", "玖九"]) for char in pair}  # fmt: skip
_STEPS = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_CENTS = re.compile(r"\b(?:and )?(?:us )?cents?\b")


_CURRENCIES = {
    "dollar": ("USD", "HKD", "AUD", "CAD", "SGD", "NZD", "TWD"), "euro": ("EUR",), "欧元": ("EUR",),
    "pound": ("GBP",), "sterling": ("GBP",), "英镑": ("GBP",), "yen": ("JPY",), "日元": ("JPY",),
    "renminbi": ("CNY",), "yuan": ("CNY",), "人民币": ("CNY",), "美元": ("USD",), "usd": ("USD",),
    "eur": ("EUR",), "gbp": ("GBP",), "jpy": ("JPY",), "rmb": ("CNY",), "cny": ("CNY",),
}  # fmt: skip


def currencies(words: str) -> tuple[str, ...]:
    """Which currencies the words can mean (`DOLLARS` many, `EUROS` one); none where they name none."""
    text = unicodedata.normalize("NFKC", words).casefold()
    return next((codes for word, codes in _CURRENCIES.items() if re.search(rf"(?<![a-z]){word}s?(?![a-z])", text)), ())  # fmt: skip


def read_count(words: str) -> Decimal | None:
    """How many: `EIGHTY-TWO (82) CARTONS`; the figure in brackets, else the words."""
    found = re.search(r"[(（]\s*(\d[\d,]*)\s*[)）]", words)
    return Decimal(found[1].replace(",", "")) if found else read_amount(words)


def read_amount(words: str) -> Decimal | None:
    """
    The amount that is written in words, English or Chinese; None where it cannot be read.

    Cents may follow as words (`CENTS FIFTY`, `FIFTY CENTS`, `POINT FIVE ZERO`) or figures (`50/100`).
    """
    text = unicodedata.normalize("NFKC", words).casefold()
    return _chinese(text) if re.search(r"[壹贰叁肆伍陆柒捌玖拾佰仟元圆]", text) else _english(text)


def _english(text: str) -> Decimal | None:
    text = re.sub(r"[-,.:;()]", " ", text)
    hundredths = re.search(r"\b(\d{1,2}) ?/ ?100\b", text)
    text = re.sub(r"\b\d{1,2} ?/ ?100\b", " ", text)
    if re.search(r"\d", text):
        return None
    if re.search(r"\bpoint\b", text):
        whole, _, rest = text.partition("point")
        cents = _digits(rest)
    else:
        whole, rest = _split(text)
        cents = _count(rest) if rest.strip() else Decimal(0)
        cents = None if cents is None else cents / 100
    value = _count(whole)
    if hundredths:
        cents = Decimal(hundredths[1]) / 100
    return None if value is None or cents is None else value + cents


def _digits(text: str) -> Decimal | None:
    """Digits said one by one after the point: `THREE EIGHT` = 0.38."""
    said = [_SMALL[word] for word in text.split() if word in _SMALL]
    if not said or any(digit > 9 for digit in said):
        return None
    return Decimal("0." + "".join(map(str, said)))


def _split(text: str) -> tuple[str, str]:
    """What stands for whole units and what for cents: `… AND CENTS FIFTY`, `… AND FIFTY CENTS`."""
    found = _CENTS.search(text)
    if found is None:
        return text, ""
    before, after = text[: found.start()], text[found.end() :]
    if _count(after) is not None:
        return before, after
    whole, _, cents = before.rpartition(" and ")
    return whole, cents


def _count(text: str) -> Decimal | None:
    """The number that the words name; words that are none (currencies, `only`) are left out."""
    total = current = 0
    seen = False
    for word in text.split():
        if word in _SMALL:
            current += _SMALL[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _LARGE:
            total += (current or 1) * _LARGE[word]
            current = 0
        else:
            continue
        seen = True
    return Decimal(total + current) if seen else None


def _chinese(text: str) -> Decimal | None:
    whole, mark, rest = re.sub(r"[整正\s]", "", text).rpartition("元" if "元" in text else "圆")
    if not mark:
        return None
    tens, cents = re.search(r"(\w)角", rest), re.search(r"(\w)分", rest)
    value = _chinese_count(
        re.sub(r"^.*?(?=[零〇壹一贰二叁三肆四伍五陆六柒七捌八玖九拾十])", "", whole)
    )
    if value is None:
        return None
    small = [_DIGITS.get(part[1], 0) if part else 0 for part in (tens, cents)]
    return Decimal(value) + Decimal(small[0]) / 10 + Decimal(small[1]) / 100


def _chinese_count(text: str) -> int | None:
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _STEPS:
            section += (digit or 1) * _STEPS[char]
            digit = 0
        elif char in "万萬亿億":
            total = (total + section + digit) * (10**4 if char in "万萬" else 10**8)
            section = digit = 0
        else:
            return None
    return total + section + digit
