"""Lessons as a list, one of them, and what a command says of it."""

from collections.abc import Mapping, Sequence

from gendan.core.lessons import Lesson, about
from gendan.dates import iso
from gendan.show.sheet import Column, Field, Page, Says, Sheet
from gendan.show.verdict import stamped
from gendan.show.words import NOTHING, instant, said
from gendan.text import Text, listed

COLUMNS: Sequence[Column[Lesson]] = (
    Column("id", Text("No.", "编号"), lambda n: n.name),
    Column("text", Text("Lesson", "教训"), lambda n: n.text),
    Column("about", Text("Concerns", "适用于"), lambda n: None, says=about, table_only=True),
    Column("customer", None, lambda n: n.customer),
    Column("item", None, lambda n: n.item),
    Column("supplier", None, lambda n: n.supplier),
    Column("check", Text("Check", "核对项"), lambda n: n.check, wide=True),
    Column("story", Text("What happened", "事情经过"), lambda n: n.story, brief=2),
    Column("complaint", Text("Compl.", "投诉"), lambda n: n.complaint, right=True),
    Column("at", Text("Since", "起始"), lambda n: instant(n.at), says=lambda n: f"{n.at:%Y-%m-%d}"),
    Column("who", None, lambda n: n.who),
    Column("retired", Text("Retired", "停用"), lambda n: iso(n.retired), wide=True),
    Column("retired_why", None, lambda n: n.retired_why),
)  # fmt: skip


FIELD_WORDS: Mapping[str, Text] = {
    "text": Text("Lesson", "教训"),
    "story": Text("What happened", "事情经过"),
    "customer": Text("Customer", "客户"),
    "item": Text("Item", "货号"),
    "supplier": Text("Supplier", "供应商"),
    "check": Text("Check", "核对项"),
}


def sheet(rows: Sequence[Lesson]) -> Sheet[Lesson]:
    """Lessons, one a row."""
    return Sheet(
        title=Text(f"Lessons: {len(rows)}", f"教训：{len(rows)}"),
        columns=COLUMNS,
        rows=rows,
        empty=Text("No lessons.", "没有教训。"),
    )


def page(lesson: Lesson, orders: Sequence[str], before: Sequence[Lesson]) -> Page:
    """One lesson, which open orders it concerns now, and how it was worded before."""
    source = lesson.complaint
    retired: Says = NOTHING
    if lesson.retired is not None:
        retired = Text(
            f"{lesson.retired} ({lesson.retired_why})", f"{lesson.retired}（{lesson.retired_why}）"
        )
    return Page(
        Text(f"Lesson {lesson.name}", f"教训 {lesson.name}"),
        [
            Field("id", None, lesson.name),
            Field("text", Text("Lesson", "教训"), lesson.text),
            Field("story", Text("What happened", "事情经过"), lesson.story, lesson.story or NOTHING),
            Field("about", Text("Concerns", "适用于"), about(lesson), about(lesson)),
            Field("customer", None, lesson.customer),
            Field("item", None, lesson.item),
            Field("supplier", None, lesson.supplier),
            Field("check", Text("Check", "核对项"), lesson.check, lesson.check or NOTHING),
            Field("complaint", Text("Complaint", "投诉"), source, NOTHING if source is None else str(source)),
            Field("at", Text("Since", "起始"), instant(lesson.at), stamped(lesson.who, lesson.at)),
            Field("who", None, lesson.who),
            Field("retired", Text("Retired", "停用"), iso(lesson.retired), retired),
            Field("retired_why", None, lesson.retired_why),
            Field("open_orders", Text("Open orders", "未出运订单"), list(orders), listed(orders) if orders else NOTHING),
        ],
        {"before": sheet(before)._replace(title=Text("Worded before", "曾用表述"), empty=Text("Never changed.", "未曾修改。"))},
    )  # fmt: skip


def added(lesson: Lesson, orders: Sequence[str]) -> list[Text]:
    """That a lesson is on the checklist of later orders, and which open ones it stops now."""
    whom = about(lesson)
    return [
        Text(
            f"lesson {lesson.name}: {lesson.text}; on the checklist of {whom.en} from now on",
            f"教训 {lesson.name}：{lesson.text}；今后列入核对清单：{whom.zh}",
        ),
        *_stopped(orders, Text("open orders that must heed it", "须吸取该教训的未出运订单")),
    ]


def edited(before: Lesson, after: Lesson, orders: Sequence[str]) -> list[Text]:
    """What changed of a lesson, and whose sign-offs that changes."""
    told = [
        Text(f"  {words.en}: {said(old)} → {said(new)}", f"  {words.zh}：{said(old)} → {said(new)}")
        for field, words in FIELD_WORDS.items()
        if (old := getattr(before, field)) != (new := getattr(after, field))
    ]
    if not told:
        return [Text(f"lesson {after.name}: nothing changed", f"教训 {after.name}：没有变化")]
    return [
        Text(f"lesson {after.name}: changed", f"教训 {after.name}：已修改"),
        *told,
        *_stopped(orders, Text("open orders whose checklist changed", "核对清单因此变化的未出运订单")),
    ]  # fmt: skip


def unknown(names: Sequence[str]) -> Text:
    """That an item or supplier is in no order; the lesson may never be asked for."""
    found = listed([repr(name) for name in names])
    return Text(
        f"note: no order, partner or complaint knows {found.en}; if it is a slip: `gendan lesson edit`",
        f"注意：订单、合作方、投诉中都没有 {found.zh}；如有笔误请用 `gendan lesson edit` 修改",
    )


def retired(lesson: Lesson, orders: Sequence[str]) -> list[Text]:
    """That a lesson concerns no order any more, and whose sign-offs that changes."""
    return [
        Text(f"lesson {lesson.name} retired; history stays", f"教训 {lesson.name} 已停用，历史保留"),
        *_stopped(orders, Text("open orders whose checklist changed", "核对清单因此变化的未出运订单")),
    ]  # fmt: skip


def _stopped(orders: Sequence[str], what: Text) -> list[Text]:
    if not orders:
        return []
    names = listed(orders)
    return [
        Text(
            f"{what.en}: {names.en}; sign-offs made before are void",
            f"{what.zh}：{names.zh}；此前的签核失效",
        )
    ]
