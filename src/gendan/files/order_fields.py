"""What people write into a field of an order, checked: for files and the command line alike."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal

from gendan import places
from gendan.core.order_fields import DAYS, HEADER_WORDS, LINE_CELLS, LINE_WORDS, plain
from gendan.core.papers import paper_code
from gendan.core.words import CODE_LIMIT
from gendan.errors import Refused
from gendan.files.fields import decimal, discount, full_date, long, price, quantity, short
from gendan.files.headings import ORDERS, folded
from gendan.text import Text, listed

INSPECTIONS: Mapping[str, str] = {
    "none": "none", "no": "none", "无": "none", "免检": "none", "免验": "none", "不验货": "none",
    "final": "final", "终检": "final", "尾检": "final", "尾期": "final", "终期": "final",
    "尾期检验": "final", "尾期验货": "final",
    "all": "all", "来料、中期、尾期检验": "all", "全检": "all", "全部": "all",
}  # fmt: skip


def deposit(words: str) -> str:
    """
    Percent due before production, 0 to 100: `30` or `30%`.

    A bare `0.3` is refused: a cell that a spreadsheet shows as 30 % arrives so.
    """
    text = unicodedata.normalize("NFKC", words).strip()
    value = decimal(text.removesuffix("%"))
    if not 0 <= value <= 100 or (0 < value <= 1 and not text.endswith("%")):
        raise Refused(
            Text(f"{words!r} is no deposit in percent", f"{words!r} 不是定金百分比"),
            Text("write 30 or 30%", "请写 30 或 30%"),
        )
    return plain(value)


def inspection(words: str) -> str:
    """Which inspection the order asks for: none, final or all."""
    known = INSPECTIONS.get(unicodedata.normalize("NFKC", words).strip().casefold())
    if known is None:
        raise Refused(
            Text(f"there is no inspection {words!r}", f"没有验货方式 {words!r}"),
            Text("write none, final or all", "请写 免检、尾期检验 或 来料、中期、尾期检验"),
        )
    return known


def documents(words: str) -> str:
    """Documents that go with the goods, as codes: `CI,PL,CO`, each once."""
    text = unicodedata.normalize("NFKC", words)
    text = re.sub(r"(?<!\w)([A-Za-z])/([A-Za-z])(?!\w)", r"\1\2", text)  # B/L is one, not two
    names = [" ".join(name.split()) for name in re.split(r"[,;、/+&\n]", text)]
    codes = [paper_code(name) for name in names if name]
    if not codes or max(map(len, codes)) > CODE_LIMIT:
        raise Refused(
            Text(f"{words!r} names no documents", f"{words!r} 不是单据"),
            Text("write codes: CI,PL,BL,CO", "请写代码：CI,PL,BL,CO"),
        )
    return ",".join(dict.fromkeys(codes))


def _number(check: Callable[[str], Decimal]) -> Callable[[str], str]:
    return lambda words: plain(check(words))


HEADER: Mapping[str, Callable[[str], str]] = {
    **{field: long(HEADER_WORDS[field]) for field in HEADER_WORDS},
    **dict.fromkeys(DAYS, full_date),
    **{field: short(HEADER_WORDS[field]) for field in ("owner", "forwarder")},
    "currency": places.currency,
    "deposit": deposit,
    "inspection": inspection,
    "documents": documents,
}
"""How each field of an order's header is checked and written."""

LINE: Mapping[str, Callable[[str], str]] = {
    **{field: long(LINE_WORDS[field]) for field in LINE_CELLS},
    "line": short(LINE_WORDS["line"], CODE_LIMIT),
    "sku": short(LINE_WORDS["sku"]),
    "unit": short(LINE_WORDS["unit"]),
    "quantity": _number(quantity),
    "unit_price": _number(price),
    "discount": _number(discount),
    "amount": _number(price),
    "pcs_per_carton": _number(quantity),
    "cartons": _number(price),
}
"""How each field of a line is checked and written."""


def field_named(words: str) -> str | None:
    """The canonical column that a word names, in English or Chinese; None for an unknown one."""
    meaning = {folded(alias): field for field, names in ORDERS.items() for alias in (field, *names)}
    return meaning.get(folded(words))


def number(words: str) -> str:
    """The number of an order, checked."""
    return short(Text("the order number", "订单号"), CODE_LIMIT)(words)


def all_fields() -> Text:
    """Every field that an amendment can change, for a refusal."""
    names = listed([field for field in dict.fromkeys((*HEADER, *LINE)) if field != "line"])
    return Text(f"write FIELD=VALUE; there are {names.en}", f"请写 字段=新值；可用字段：{names.zh}")
