"""What is said of an inspection on the command line, checked, and what the commands answer."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from gendan.cli.session import Session
from gendan.core import inspection_made as made
from gendan.core.inspection_care import to_tighten
from gendan.core.inspection_lots import lot_of, lots
from gendan.core.inspection_made import Found
from gendan.core.inspection_needs import units_in
from gendan.core.inspection_oddities import oddities
from gendan.core.inspections import Grade, Inspection, by_supplier, defect_named
from gendan.core.orders import Order
from gendan.core.words import NAME_LIMIT, NOTE_LIMIT, clean, reason
from gendan.errors import BadCommandLine, Refused
from gendan.show import inspection_talk as say
from gendan.show import out
from gendan.store import attachments, inspections
from gendan.store.write import Writing
from gendan.text import Text, listed


class Said(NamedTuple):
    """What stands beside the counts, checked; None: as it stands."""

    files: Sequence[tuple[str, bytes]]
    words: dict[str, str]


def found_in(
    critical: int | None,
    major: int | None,
    minor: int | None,
    defects: list[str] | None,
    take: int | None,
    why: str | None,
) -> Found:
    """
    What was found, as it was typed.

    Raises:
        BadCommandLine: A reason without the part that it is for.
        Refused: A fault without its class.
    """
    if why is not None and take is None:
        raise BadCommandLine(
            Text("--why tells why a part is taken", "--why 用于说明部分接收的原因"),
            Text("add --accept N, or write it as --note", "请加 --accept N，或写为 --note"),
        )
    return Found(
        {Grade.CRITICAL: critical, Grade.MAJOR: major, Grade.MINOR: minor},
        [defect_named(words) for words in defects] if defects else None,
        take,
        reason(why) if why is not None else None,
    )


def said_in(files: list[Path] | None, **words: str | None) -> Said:
    """The files and words that were given, read and checked before anything is written."""
    # Only where a file was given: nothing else here reads the disk.
    from gendan.files import attachments as loader

    names = {
        "inspector": (Text("the inspector", "验货员"), NAME_LIMIT),
        "supplier": (Text("the supplier", "供应商"), NAME_LIMIT),
        "note": (Text("the note", "备注"), NOTE_LIMIT),
    }
    checked = {
        field: clean(typed, *names[field], lines=field == "note")
        for field, typed in words.items()
        if typed is not None
    }
    return Said([(path.name, loader.load(path)) for path in files or []], checked)


def clearable(fields: Sequence[str]) -> list[str]:
    """
    The fields to empty.

    Raises:
        Refused: One of them cannot be.
    """
    unknown = [field for field in fields if field not in made.CLEARABLE]
    if unknown:
        names, all_names = listed(unknown), listed(made.CLEARABLE)
        raise Refused(
            Text(f"{names.en} cannot be cleared", f"{names.zh} 不能清空"),
            Text(f"there are {all_names.en}", f"可清空：{all_names.zh}"),
        )
    return list(fields)


def undecided(one: Inspection) -> Inspection:
    """
    A draft.

    Raises:
        Refused: It is decided.
    """
    if one.decision is not None:
        answer = say.verdict(one)
        raise Refused(
            Text(
                f"inspection {one.n} of order {one.order} is decided: {answer.en}",
                f"订单 {one.order} 检验 {one.n} 已判定：{answer.zh}",
            ),
            Text(
                f"`gendan inspect edit {one.order} {one.n}` corrects it",
                f"更正请用 `gendan inspect edit {one.order} {one.n}`",
            ),
        )
    return one


def keep(work: Writing, ident: str, said: Said) -> None:
    """Store the files of an inspection (id)."""
    for name, content in said.files:
        attachments.keep(work, "inspection", ident, name, content)


def answer(here: Session, order: Order, n: int) -> bool:
    """
    Say what became of an inspection, what comes next, and what looks odd.

    Args:
        here: The session.
        order: The order.
        n: The inspection, as it is stored now.

    Returns:
        Whether its lot was accepted, by a plan that counts.
    """
    mine = lots(inspections.of(here.book, order.id))
    lot = lot_of(mine, n)
    one = next(one for one in lot.rounds if one.n == n)
    lacks = lot.objection(n)
    out.emit_lines(say.entered(one, units_in(order, one), lacks), here.lang)
    for words in oddities(order, one, made.same_goods(order, mine, one)):
        out.tell(say.odd(words), here.lang)
    for supplier in _to_tighten(here, one):
        out.tell(say.tighten([supplier]), here.lang)
    step = say.next_step(one, lot)
    if step is not None:
        out.tell(step, here.lang)
    return one.passed and lacks is None


def _to_tighten(here: Session, one: Inspection) -> Sequence[str]:
    """The supplier of a new lot by the normal table, where its lots are to be inspected tightened."""
    if one.supplier is None or one.plan.tightened or one.round > 1:
        return ()
    history = by_supplier(inspections.listed(here.book))
    return to_tighten(
        {
            name: found
            for name, found in history.items()
            if any(other.id == one.id for other in found)
        }
    )
