"""What the heading of a column in a packing list or invoice means, with its unit (§5.1)."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from gendan.files.document_names import NAMES, RANKS
from gendan.files.document_units import CURRENCIES, INCOTERMS, UNITS

_EACH_END = ("/ctn", "/carton", "/ctns", "/case", "/box", "/pkg", "perctn", "percarton", "percase",
             "perbox", "perpackage", "each", "/箱", "/件", "percartons")  # fmt: skip
_EACH_START = (
    "percarton",
    "percase",
    "perctn",
    "unit",
    "ctn",
    "carton",
    "each",
    "per",
    "每箱",
    "单箱",
    "单件",
    "每件",
    "箱",
    "单",
)
_TOTAL_START = ("total", "ttl", "totals", "tot", "t", "总", "合计", "共")
_TOTAL_END = ("total", "ttl", "合计", "小计", "总计")
_SCOPED = ("gross", "net", "volume", "measure?", "weight?", "quantity", "cartons", "amount",
           "unit_price", "pieces?", "carton_size", "ruler?")  # fmt: skip
_FILLERS = re.compile(r"^(in|of|the|by)|(in|of|unit|单位)$")


class Head(NamedTuple):
    """
    What a heading says: `field` as in NAMES, empty where it only names a unit or a scope.

    `scope` is `each` (of one carton), `total` or empty; `units` are small, `currency` an ISO
    code; `incoterm` and `place` where the price is named by them.
    """

    field: str = ""
    scope: str = ""
    units: tuple[str, ...] = ()
    currency: str = ""
    incoterm: str = ""
    place: str = ""
    rank: int = 0

    @property
    def known(self) -> bool:
        """Whether it says anything that gendan knows."""
        return bool(self.field or self.scope or self.units or self.currency)


def key(text: str) -> str:
    """A heading as it is looked up: letters, digits and `/ # & %`, nothing else."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum() or c in "/#&%")


_FIELD = {key(name): field for field, names in NAMES.items() for name in names}
_HAN = re.compile(r"[\u3400-\u9fff]+")


@lru_cache(maxsize=4096)
def read(text: str) -> Head:
    """What a heading says; all parts are empty where gendan knows nothing of it."""
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    if not plain or len(plain) > 80:
        return Head()
    notes = [note.strip() for note in re.findall(r"[(\[【]([^)\]】]*)[)\]】]?", plain)]
    base = re.sub(r"[(\[【][^)\]】]*[)\]】]?", " ", plain).strip(" :")
    head = _trade(base) or _plain(base) or (_plain(plain) or Head())
    for note in notes:
        head = _noted(head, note)
    if "@" in plain and head.field in ("gross", "net", "volume", "measure?"):
        head = head._replace(scope=head.scope or "each")
    if head.scope == "each" and head.field in ("quantity", "pieces?"):
        field = "quantity" if re.search(r"/\s*件", plain) else "pcs_per_carton"
        head = head._replace(field=field, scope="")
    if head.scope == "total" and head.field == "unit_price":
        head = head._replace(field="amount")
    return head


def _plain(base: str) -> Head | None:
    """By the whole, its Latin half, its Chinese half, and what stands between bars and lines."""
    latin, han = _HAN.sub(" ", base), "".join(_HAN.findall(base))
    found = [_worded(part) for part in (base, latin, han) if key(part)]
    found += [_worded(part) for part in re.split(r"[\n/|、,]", base) if key(part)]
    heads = [head for head in found if head is not None]
    heads.sort(key=lambda head: head.field.endswith("?"))
    named = next((head for head in heads if head.field), None)
    if named is None:
        return next(iter(heads), None)
    for head in heads[:3]:
        named = named._replace(
            scope=named.scope or head.scope,
            units=named.units or head.units,
            currency=named.currency or head.currency,
        )
    return named


def _worded(part: str) -> Head | None:
    """A heading without brackets: as it is, or behind its unit, currency and scope."""
    word = key(part)
    if word in _FIELD:
        return Head(_FIELD[word], scope=_total(word), units=_own(word), rank=_rank(word))
    only, head = _unit(part.strip()), _scoped(word)
    if only is not None:
        # `CBM per carton` is a volume; `KGS per carton` may be of either weight.
        return head if head is not None and head.field == "volume" else only
    if head is not None and head.field:
        return head
    pieces = [p for p in re.split(r"[\s\-]+|(?<=[\w.])/(?=[a-z$¥€]{2,4}$)", part) if key(p)]
    for cut in range(len(pieces) - 1, 0, -1):
        rest, unit = "".join(pieces[:cut]), _unit(" ".join(pieces[cut:]))
        if unit is not None and (head := _scoped(_FILLERS.sub("", key(rest)))) is not None:
            return _merged(head, unit)
    if (head := _scoped(word)) is not None:
        return head
    for token, code in CURRENCIES.items():
        if (
            len(token) > 1
            and word.endswith(key(token))
            and (head := _scoped(word.removesuffix(key(token)).rstrip("/")))
        ):
            return head._replace(currency=code)
    return None


def _own(word: str) -> tuple[str, ...]:
    """`PCS` as a heading is a quantity and its unit."""
    return (
        (word,) if word in ("pcs", "ctns", "cbm", "m3", "kgs", "kg", "pkgs", "cuft", "cft") else ()
    )


def _total(word: str) -> str:
    return "total" if word.startswith(("total", "总")) else ""


def _rank(word: str) -> int:
    for place, starts in enumerate(RANKS, start=1):
        if word.startswith(tuple(starts)):
            return place
    return 0


def _scoped(word: str) -> Head | None:
    """A field of which the heading says that it is of one carton, or of all."""
    if word in _FIELD:
        return Head(_FIELD[word], scope=_total(word), rank=_rank(word))
    for ends, starts, name in (
        (_EACH_END, _EACH_START, "each"),
        (_TOTAL_END, _TOTAL_START, "total"),
    ):
        if word in (*ends, *starts) and word not in ("t", "unit", "per", "单", "总"):
            return Head(scope=name)
        for mark in starts:
            rest = word.removeprefix(mark).lstrip("/")
            if word.startswith(mark) and _FIELD.get(_FILLERS.sub("", rest)) in _SCOPED:
                return Head(_FIELD[_FILLERS.sub("", rest)], scope=name, units=_own(rest))
        for mark in ends:
            rest = word.removesuffix(mark)
            if rest != word and _FIELD.get(rest) in _SCOPED:
                return Head(_FIELD[rest], scope=name, units=_own(rest))
    return None


def _unit(note: str) -> Head | None:
    """A unit or a currency alone, with `/CTN` or `/PC` behind it."""
    first, _, second = note.replace(" per ", "/").replace("每", "/").partition("/")
    first, second = first.strip(" ."), second.strip(" .")
    scope = "each" if second in ("ctn", "ctns", "carton", "箱", "件", "case", "box") else ""
    if first and key(first) not in UNITS and first not in CURRENCIES:
        return None
    units = tuple(key(part) for part in (first, second) if key(part) in UNITS)
    currency = CURRENCIES.get(first, "")
    if not units and not currency and not (note and first == "" and scope):
        return None
    if second and not (key(second) in UNITS or second in CURRENCIES or scope):
        return None
    return Head(scope=scope, units=units, currency=currency or CURRENCIES.get(second, ""))


def _noted(head: Head, note: str) -> Head:
    """A heading with what its brackets add; a note that names no unit adds nothing."""
    found = _unit(note) or _scoped(key(note)) or _trade(note)
    if found is None:
        return head
    return _merged(head, found._replace(field=head.field or found.field))


def _merged(head: Head, more: Head) -> Head:
    return head._replace(
        field=head.field or more.field,
        scope=head.scope or more.scope,
        units=head.units + more.units,
        currency=head.currency or more.currency,
        incoterm=head.incoterm or more.incoterm,
        place=head.place or more.place,
    )


def _trade(base: str) -> Head | None:
    """A price that is named by its Incoterm: `FCA SVAY RIENG USD/PC`, `Unit Price FOB NINGBO`."""
    words = base.replace(",", " ").split()
    code = next((place for place, word in enumerate(words) if word.upper() in INCOTERMS), None)
    if code is None:
        return None
    head = Head("unit_price", incoterm=words[code].upper())
    if words[:code]:
        before = _plain(" ".join(words[:code]))
        if before is None:
            return None
        head = _merged(before, head)
    place: list[str] = []
    rest = words[code + 1 :]
    for at, word in enumerate(rest):
        named = _worded(" ".join(rest[at:]))
        if named is not None and named.field in ("amount", "unit_price"):
            head = _merged(head._replace(field=named.field), named)
            break
        found = _unit(word) or (_worded(word) if not place else None)
        if found is None:
            place.append(word)
        else:
            head = _merged(head, found)
    return head._replace(place=" ".join(place).upper())
