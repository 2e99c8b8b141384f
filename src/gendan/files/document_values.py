"""What stands beside a label, as the checks read it: numbers, days, Incoterm and place, codes."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from gendan.errors import Refused
from gendan.files.document_labels import FIGURES
from gendan.files.document_numbers import figure
from gendan.files.document_units import CURRENCIES, INCOTERMS, TO_KG, TO_M3
from gendan.files.fields import full_date

PREPAID = re.compile(
    r"freight\s*+(?:to\s*be\s*+|is\s*+|:\s*+)?(prepaid|collect)|运费\s*+[:：]?\s*+(预付|到付)", re.I
)
CONTAINER = re.compile(r"\b([A-Z]{3}[UJZR]) ?-?(\d{6})-?(\d)\b")
BOX = re.compile(
    r"\b(?:\d{1,2}\s*+[x×*]\s*+)?(?:20|40|45)\s*+[’']?\s*+(?:GP|HQ|HC|DV|DC|OT|FR|RF|RH)\b", re.I
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s.\-/]*([a-z]{3})[a-z]*[\s.,\-/]*(\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]{3})[a-z]*[\s.\-/]*(\d{1,2})(?:st|nd|rd|th)?[\s.,\-/]+(\d{4})")
_PAID = {"预付": "prepaid", "到付": "collect", "prepaid": "prepaid", "collect": "collect"}


def normal(term: str, value: str) -> Iterator[tuple[str, str]]:
    """
    The terms that a value tells, each as text; none where it is not what the label promises.

    Numbers are plain (`1234.5`), weights kilograms, days ISO where they can be read; order
    numbers come one by one, an Incoterm without its place.
    """
    value = value.strip(" :：;；,，").strip()
    if value:
        yield from _READERS.get(term, _plain)(term, value)


def day(value: str) -> str:
    """A day as ISO where its year, month and day are certain, else as it is written."""
    try:
        return full_date(value)
    except Refused:
        pass
    plain = value.strip().casefold()
    if found := _DAY_FIRST.fullmatch(plain):
        number, month, year = found.groups()
    elif found := _MONTH_FIRST.fullmatch(plain):
        month, number, year = found.groups()
    else:
        return value
    try:
        return date(int(year), _MONTHS.index(month) + 1, int(number)).isoformat()
    except ValueError:
        return value


def incoterm(value: str) -> Iterator[tuple[str, str]]:
    """`FOB NINGBO` as its term and its place."""
    words = re.sub(r"\(?\s*incoterms?\s*®?\s*(\d{4})?\s*\)?", " ", value, flags=re.I).split()
    code = next(
        (at for at, word in enumerate(words) if word.strip(",.:").upper() in INCOTERMS), None
    )
    if code is None:
        yield "incoterm", value
        return
    yield "incoterm", words[code].strip(",.:").upper()
    place = " ".join(words[code + 1 :]).strip(" ,.:")
    if place:
        yield "place", place


def alone(text: str) -> Iterator[tuple[str, str]]:
    """What a cell tells without a label: `FOB NINGBO`, `FREIGHT PREPAID`, a container number."""
    words = text.replace(",", " ").split()
    if 1 < len(words) <= 6 and words[0] in INCOTERMS and "=" not in text:
        yield from incoterm(text)
    if found := PREPAID.search(text):
        yield "freight", _PAID[(found[1] or found[2]).casefold()]
    for owner, serial, check in CONTAINER.findall(text):
        yield "container", f"{owner}{serial}{check}"
    if len(words) <= 4 and (box := BOX.fullmatch(text.strip())):
        yield "container_type", box[0]


def _plain(term: str, value: str) -> Iterator[tuple[str, str]]:
    yield term, value


def _orders(term: str, value: str) -> Iterator[tuple[str, str]]:
    for number in re.split(r"\s*[,;、，；&\n]\s*|\s+and\s+", value):
        if number.strip():
            yield term, number.strip()


def _sealed(_term: str, value: str) -> Iterator[tuple[str, str]]:
    container, _, seal = value.partition("/")
    yield "container", container.strip()
    if seal.strip():
        yield "seal", seal.strip()


def _figure(term: str, value: str) -> Iterator[tuple[str, str]]:
    found = figure(value)
    if found is None or found.value is None:
        return
    unit, number = found.unit.casefold(), found.value
    if term in ("gross", "net", "vgm", "tare"):
        number *= TO_KG.get(unit, Decimal(1))
    elif term == "volume":
        number *= TO_M3.get(unit, Decimal(1))
    yield term, f"{number:f}"
    if found.currency:
        yield "currency", found.currency


def _freight(_term: str, value: str) -> Iterator[tuple[str, str]]:
    found = re.search(r"prepaid|collect|预付|到付", value.casefold())
    amount = figure(value)
    if found is not None:
        yield "freight", _PAID[found[0]]
    elif amount is not None and amount.value is not None:
        yield "charges", f"{amount.value:f}"
    else:
        yield "freight", value


_READERS: Mapping[str, Callable[[str, str], Iterator[tuple[str, str]]]] = {
    **dict.fromkeys(FIGURES, _figure),
    "order": _orders,
    "date": lambda term, value: iter([(term, day(value))]),
    "etd": lambda term, value: iter([(term, day(value))]),
    "incoterm": lambda _, value: incoterm(value),
    "currency": lambda term, value: iter([(term, CURRENCIES.get(value.casefold()) or value)]),
    "freight": _freight,
    "freight?": _freight,
    "container/seal": _sealed,
}
