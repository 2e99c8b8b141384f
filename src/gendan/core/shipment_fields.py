"""What people give for the fields of a shipment: read, checked, merged with what stood before."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from gendan.core.identifiers import container_fault
from gendan.core.shipments import FIELD_WORDS, LISTS, Cutoff, Shipment
from gendan.core.words import NOTE_LIMIT, clean
from gendan.errors import Refused
from gendan.text import Text, listed


def read_words(field: str, words: str) -> str:
    """
    The text of a field that is no day, checked.

    Raises:
        Refused: Empty, unprintable, or a container number that is none.
    """
    if field == "note":
        return clean(words, FIELD_WORDS[field], NOTE_LIMIT, lines=True)
    if field not in LISTS:
        return clean(words, FIELD_WORDS[field])
    parts = [part for part in re.split(r"[,;，；、]", words) if part.strip()]
    read = _container if field == "container" else _seal
    return ", ".join(dict.fromkeys(read(part) for part in parts or [words]))


def _seal(words: str) -> str:
    return clean(words, FIELD_WORDS["seal"])


def _container(words: str) -> str:
    plain = re.sub(r"[\s-]", "", clean(words, FIELD_WORDS["container"])).upper()
    if container_fault(plain):
        raise Refused(
            Text(f"{words.strip()} is no container number", f"{words.strip()} 不是有效柜号"),
            Text(
                "four letters and seven digits, the last one a check digit (ISO 6346): look at the "
                "photo of the door again",
                "四个字母加七位数字，末位为校验码（ISO 6346）：请再核对箱门照片",
            ),
        )
    return plain


def check(cells: Mapping[str, str]) -> None:
    """
    Refuse a shipment whose days cannot all be true.

    Raises:
        Refused: With every contradiction named.
    """
    found = Shipment("", "", 0, cells)
    pairs = [("etd", "eta"), ("sailed", "eta"), *((cutoff.field, "etd") for cutoff in Cutoff)]
    faults = []
    for early, late in pairs:
        first, then = found.day(early), found.day(late)
        if first is not None and then is not None and first > then:
            one, other = FIELD_WORDS[early], FIELD_WORDS[late]
            faults.append(
                Text(
                    f"{one.en} {first} is after {other.en} {then}",
                    f"{one.zh} {first} 晚于{other.zh} {then}",
                )
            )
    if faults:
        raise Refused(
            Text("the days of the shipment contradict each other", "出运日期互相矛盾"),
            Text("look at the booking confirmation again", "请再核对订舱确认"),
            faults,
        )


def merged(before: Mapping[str, str], given: Mapping[str, str | None]) -> dict[str, str]:
    """
    The fields changed, None emptied, checked; a cut-off that moved is no longer met.

    Raises:
        Refused: The days contradict each other.
    """
    after = {name: v for name, v in {**before, **given}.items() if v is not None}
    for cutoff in Cutoff:
        if after.get(cutoff.field) != before.get(cutoff.field):
            after.pop(cutoff.met, None)
    check(after)
    return after


def fields_named(names: Sequence[str]) -> list[str]:
    """
    Names of fields as people type them after `--clear`, checked.

    Raises:
        Refused: One is none.
    """
    plain = {name.replace("_", "-"): name for name in FIELD_WORDS}
    unknown = [name for name in names if name.strip().lower().replace("_", "-") not in plain]
    if unknown:
        wrong, known = listed([repr(name) for name in unknown]), listed(list(plain))
        raise Refused(
            Text(f"a shipment has no field {wrong.en}", f"出运没有字段 {wrong.zh}"),
            Text(f"there are {known.en}", f"可选：{known.zh}"),
        )
    return [plain[name.strip().lower().replace("_", "-")] for name in names]


def met(shipment: Shipment, cutoff: Cutoff, day: date) -> dict[str, str]:
    """
    The fields of a shipment of which a cut-off was met.

    Raises:
        Refused: It has no such cut-off, or it was met already.
    """
    name = FIELD_WORDS[cutoff.field]
    where = Text(
        f"shipment {shipment.n} of order {shipment.order}",
        f"订单 {shipment.order} 第 {shipment.n} 批出运",
    )
    if cutoff.field not in shipment.cells:
        raise Refused(
            Text(f"{where.en} has no {name.en}", f"{where.zh}没有{name.zh}"),
            Text(
                f"`gendan shipment edit {shipment.order} {shipment.n} --{cutoff}-cutoff WHEN` sets it",
                f"用 `gendan shipment edit {shipment.order} {shipment.n} --{cutoff}-cutoff 时间` 设置",
            ),
        )
    if cutoff.met in shipment.cells:
        raise Refused(
            Text(
                f"{where.en}: {name.en} was met {shipment.cells[cutoff.met]}",
                f"{where.zh}：{name.zh}已于 {shipment.cells[cutoff.met]} 办妥",
            ),
            Text("`gendan undo` takes it back", "可用 `gendan undo` 撤销"),
        )
    return {**shipment.cells, cutoff.met: day.isoformat()}
