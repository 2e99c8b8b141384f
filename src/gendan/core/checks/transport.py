"""Container, weight and volume of the transport."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from gendan.core.checks.case import Case
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.checks.words import MEND, no_packing, noun
from gendan.core.documents import Document, Told
from gendan.core.forms import figure, folded, letters, number
from gendan.core.identifiers import container_fault
from gendan.text import Text

NONE = Decimal(0)


class Capacity(NamedTuple):
    """What a container takes: m³ in theory and in practice, kg at most and on careful roads."""

    volume: Decimal
    practical: Decimal
    payload: Decimal
    careful: Decimal


CONTAINERS: Mapping[str, Capacity] = {
    "20GP": Capacity(Decimal("33.1"), Decimal(28), Decimal(28_000), Decimal(17_500)),
    "40GP": Capacity(Decimal("67.5"), Decimal(58), Decimal(26_800), Decimal(22_000)),
    "40HQ": Capacity(Decimal("76.2"), Decimal(68), Decimal(28_000), Decimal(22_000)),
    "45HQ": Capacity(Decimal(86), Decimal(78), Decimal(29_000), Decimal(29_000)),
}
"""Source: order-check.md §1.3; sources disagree by carrier and road law."""


UNNAMED = frozenset(("tba", "tbc", "tbd", "tbn", "lcl", "fcl", "n/a", "-", "待定", "拼箱", "整箱"))
"""What stands in the place of a container number while there is none."""


def _all(case: Case, field: str) -> list[tuple[Document, Told]]:
    """What the documents say; a type in the place of a container number counts as the type."""
    told = [(d, t) for d in case.documents.values() for t in d.said(field)]
    if field not in ("container", "container_type"):
        return told
    if field == "container_type":
        return told + [(d, t) for d in case.documents.values() for t in _numbers(d, types=True)]
    return [(d, t) for d in case.documents.values() for t in _numbers(d, types=False)]


def _numbers(document: Document, *, types: bool) -> list[Told]:
    named = [told for told in document.said("container") if folded(told.value) not in UNNAMED]
    return [told for told in named if _is_type(told.value) is types]


def _is_type(words: str) -> bool:
    return len(letters(words)) < 10 and bool(read_containers(words))


def _unsaid(what: Text) -> Text:
    return Text(f"no document names {what.en}", f"单据未列{what.zh}")


def read_containers(words: str) -> list[tuple[int, str]]:
    """How many containers of which type: `1x40HQ`, `2*20'GP`, `40HC`."""
    text = folded(words).upper().replace("'", "").replace("×", "X").replace("*", "X")
    pattern = r"(?:(?<!\d)(\d{1,3})\s*X\s*)?(?<!\d)(20|40|45)(?!\d)\s*(?:FT)?\s*(GP|DC|DV|HQ|HC|H)?"
    found = re.findall(pattern, text)
    return [
        (int(count or 1), size + ("HQ" if (kind or "GP").startswith("H") else "GP"))
        for count, size, kind in found
    ]


@check(
    "O15",
    Text("The goods fit the container", "货物可装入所订箱型"),
    Severity.BLOCK,
    source="order-check.md O15, §1.3",
    unless=lambda case: (
        no_packing(case)
        or (None if _all(case, "container_type") else _unsaid(Text("a container type", "箱型")))
    ),
)  # fmt: skip
def container_fit(case: Case) -> Iterator[Problem]:
    """More volume or weight than the booked containers take."""
    assert case.packing is not None  # noqa: S101 - else it does not apply
    found = case.measured
    volume, gross = sum(found.volume, NONE), sum(found.gross, NONE)
    for _, told in _all(case, "container_type"):
        booked = read_containers(told.value)
        known = [(count, CONTAINERS[kind]) for count, kind in booked if kind in CONTAINERS]
        if not known or len(known) < len(booked):
            yield Problem(
                Text(f"the container type {told.value!r} is not known: not compared",
                     f"箱型“{told.value}”未知，未比较"),
                Text("reckon it by hand", "请人工核算"), actual=told.value, source=told.spot,
                severity=Severity.INFO,
            )  # fmt: skip
            continue
        limits = [sum((count * value for count, value in pairs), NONE) for pairs in (
            [(n, c.volume) for n, c in known], [(n, c.practical) for n, c in known],
            [(n, c.payload) for n, c in known], [(n, c.careful) for n, c in known])]  # fmt: skip
        for value, most, usual, unit in ((volume, limits[0], limits[1], "m³"), (gross, limits[2], limits[3], "kg")):  # fmt: skip
            if value > usual:
                yield Problem(
                    Text(f"{figure(value)} {unit} into {told.value}: at most {figure(most)}, usually {figure(usual)}",
                         f"{figure(value)} {unit} 装 {told.value}：最多 {figure(most)}，通常 {figure(usual)}"),
                    Text("book another container", "请改订箱型"), expected=f"≤ {figure(usual)}",
                    actual=figure(value), source=told.spot,
                    severity=Severity.BLOCK if value > most else Severity.WARN,
                )  # fmt: skip


@check(
    "O16",
    Text("Container numbers are right and the same everywhere", "柜号校验位正确且一致"),
    Severity.BLOCK,
    source="order-check.md O16; ISO 6346",
    unless=lambda case: (
        None
        if _all(case, "container") or _all(case, "seal")
        else _unsaid(Text("a container or seal", "柜号或封号"))
    ),
)
def containers(case: Case) -> Iterator[Problem]:
    """A wrong check digit; another container or seal in another document."""
    for _, told in _all(case, "container"):
        if container_fault(told.value):
            yield Problem(
                Text(f"container {told.value}: check digit or form is wrong",
                     f"柜号 {told.value} 校验位或格式有误"),
                Text("read it again on the door", "请重新核对柜门"), actual=told.value,
                source=told.spot,
            )  # fmt: skip
    for field, name in (("container", Text("container", "柜号")), ("seal", Text("seal", "封号"))):
        named = _with(case, field)
        for first, document in pairwise(named):
            if _letters(document, field) != _letters(first, field):
                one, other = _named(first, field)[0], _named(document, field)[0]
                yield Problem(
                    Text(f"{name.en}: the {noun(first).en} says {one.value}, the {noun(document).en} {other.value}",
                         f"{name.zh}：{noun(first).zh}为 {one.value}，{noun(document).zh}为 {other.value}"),
                    MEND, expected=one.value, actual=other.value, source=other.spot,
                )  # fmt: skip


def _letters(document: Document, field: str) -> set[str]:
    return {letters(told.value) for told in _named(document, field)}


def _named(document: Document, field: str) -> Sequence[Told]:
    return _numbers(document, types=False) if field == "container" else document.said(field)


def _with(case: Case, field: str) -> list[Document]:
    return [document for document in case.documents.values() if _named(document, field)]


@check(
    "O17",
    Text("VGM = goods + tare", "VGM=货重+箱重"),
    Severity.WARN,
    source="order-check.md O17; SOLAS VI/2: ±5 % or 1 t, whichever is smaller",
    unless=lambda case: (
        no_packing(case) or (None if _all(case, "vgm") else _unsaid(Text("a VGM", "VGM")))
    ),
)
def vgm(case: Case) -> Iterator[Problem]:
    """A verified gross mass that the goods and the tare do not make."""
    assert case.packing is not None  # noqa: S101 - else it does not apply
    gross = sum(case.measured.gross, NONE)
    tares = [value for _, told in _all(case, "tare") if (value := number(told.value)) is not None]
    for _, told in _all(case, "vgm"):
        stated = number(told.value)
        if stated is None or not gross:
            continue
        reckoned = gross + sum(tares, NONE)
        allowed = min(reckoned * Decimal("0.05"), Decimal(1000))
        low = stated < reckoned - allowed if tares else stated <= gross
        if low or (tares and stated > reckoned + allowed):
            yield Problem(
                Text(f"VGM {figure(stated)} kg, goods{' and tare' if tares else ''} {figure(reckoned)} kg",
                     f"VGM {figure(stated)} kg，货重{'加箱重' if tares else ''} {figure(reckoned)} kg"),
                Text("weigh again", "请重新称重"), expected=figure(reckoned),
                actual=figure(stated), delta=figure(stated - reckoned), source=told.spot,
            )  # fmt: skip


def _by_air(case: Case) -> bool:
    words = " ".join(folded(t.value) for field in ("mode", "vessel") for _, t in _all(case, field))
    return bool(re.search(r"\b(air|awb|flight)\b|空运|航班", words))


@check(
    "O18",
    Text("Chargeable weight by air", "空运计费重量"),
    Severity.INFO,
    source="order-check.md O18: cm³ ÷ 6000, 167 kg/m³",
    unless=lambda case: (
        no_packing(case) or (None if _by_air(case) else Text("it does not go by air", "非空运"))
    ),
)
def chargeable(case: Case) -> Iterator[Problem]:
    """What the airline charges for: the larger of weight and volume ÷ 6000 cm³/kg."""
    assert case.packing is not None  # noqa: S101 - else it does not apply
    found = case.measured
    gross, volume = sum(found.gross, NONE), sum(found.volume, NONE)
    weight = max(gross, round(volume * 1_000_000 / 6000, 1))
    yield Problem(
        Text(f"chargeable weight by air: {figure(weight)} kg (actual {figure(gross)} kg)",
             f"空运计费重量 {figure(weight)} kg（实重 {figure(gross)} kg）"),
        Text("compare it with the forwarder's quote", "请与货代报价核对"),
        actual=figure(weight),
    )  # fmt: skip
