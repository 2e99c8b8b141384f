"""From where to where, for whom, under which marks, in how many parts (O05–O09)."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from gendan.core.checks.case import Case
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.checks.terms import named_terms
from gendan.core.checks.words import MEND, noun
from gendan.core.documents import DocumentKind
from gendan.core.forms import begins, folded
from gendan.core.order_fields import HEADER_WORDS
from gendan.core.sameness import same_marks, same_place, two_scripts
from gendan.text import Text

NO_TRANSHIPMENT = frozenset(("no", "none", "n/a", "direct", "not allowed", "无", "直达", "不转运"))


def _unless_named(*fields: str) -> Callable[[Case], Text | None]:
    def why(case: Case) -> Text | None:
        """The order has none of these fields."""
        if any(case.order.cells.get(field) for field in fields):
            return None
        names = [HEADER_WORDS[field] for field in fields]
        return Text(
            f"the order names no {' and no '.join(name.en.lower() for name in names)}",
            f"订单未列{'、'.join(name.zh for name in names)}",
        )

    return why


def _compared(
    case: Case, field: str, name: Text, alike: Callable[[str, str], bool]
) -> Iterator[Problem]:
    """One term of the order against every document that says it."""
    wanted = case.order.cells.get(field)
    if not wanted:
        return
    found = list(named_terms(case, field))
    for document, told in found:
        if not alike(told.value, wanted):
            foreign = alike is same_place and two_scripts(told.value, wanted)
            yield Problem(
                Text(f"{name.en}: ordered {wanted!r}, the {noun(document).en} says {told.value!r}",
                     f"{name.zh}：订单为“{wanted}”，{noun(document).zh}为“{told.value}”"),
                Text("another language: is it the same place?", "语言不同，请确认是否同一地点") if foreign else MEND,
                expected=wanted, actual=told.value, source=told.spot,
                severity=Severity.WARN if foreign else None,
            )  # fmt: skip
    if not found:
        yield Problem(
            Text(f"no document names the {name.en}: not compared", f"单据未列{name.zh}，未比较"),
            Text("look at the goods and the forwarder's papers", "请核对实物和货代单据"),
            expected=wanted, severity=Severity.INFO,
        )  # fmt: skip


@check(
    "O07",
    Text("Ports as ordered", "装运港、目的港与订单一致"),
    Severity.BLOCK,
    source="order-check.md O07",
    unless=_unless_named("pol", "pod"),
)
def ports(case: Case) -> Iterator[Problem]:
    """Another port of loading or of discharge."""
    yield from _compared(case, "pol", Text("port of loading", "装运港"), same_place)
    yield from _compared(case, "pod", Text("port of discharge", "目的港"), same_place)


@check(
    "O08",
    Text("Consignee and notify party as ordered", "收货人、通知人与订单一致"),
    Severity.BLOCK,
    source="order-check.md O08",
    unless=_unless_named("consignee", "notify"),
)
def parties(case: Case) -> Iterator[Problem]:
    """Another consignee or notify party; more of the address is no difference."""
    yield from _compared(case, "consignee", Text("consignee", "收货人"), begins)
    yield from _compared(case, "notify", Text("notify party", "通知人"), begins)


@check(
    "O09",
    Text("Shipping marks as ordered", "唛头与订单一致"),
    Severity.BLOCK,
    source="order-check.md O09; UN/ECE Rec 15",
    unless=_unless_named("marks"),
)
def marks(case: Case) -> Iterator[Problem]:
    """Other marks than ordered; the carton number in them is O11's matter."""
    yield from _compared(case, "marks", Text("shipping marks", "唛头"), same_marks)


@check(
    "O05",
    Text("Shipped whole where partial shipment is barred", "不允许分批时一次出齐"),
    Severity.BLOCK,
    source="order-check.md O05; UCP 600 art. 31",
    unless=lambda case: (
        Text("the order does not bar partial shipment", "订单未禁止分批装运")
        if _allowed(case.order.cells.get("partial", ""))
        else None
    ),
)
def partial(case: Case) -> Iterator[Problem]:
    """Something is missing or short although partial shipment is barred."""
    comparison = case.compared.get(DocumentKind.PACKING)
    if comparison is None or comparison.ours.foreign:
        return
    short = {d.lines[0].sku for d in comparison.differences if d.lines and not d.other and _less(d.ordered, d.given)}  # fmt: skip
    if short:
        told = ", ".join(sorted(short)[:5]) + (" …" if len(short) > 5 else "")
        yield Problem(
            Text(f"partial shipment is not allowed, but not all is packed: {told}",
                 f"不允许分批装运，但未全部装箱：{told}"),
            Text("pack the rest, or agree a partial shipment and amend the order",
                 "请补齐；或与客户确认分批后修改订单"),
            expected=case.order.cells.get("partial"), actual=told,
        )  # fmt: skip


def _less(ordered: Decimal | None, given: Decimal | None) -> bool:
    return ordered is None or given is None or given < ordered


def _allowed(words: str) -> bool:
    """Whether partial shipment is allowed: nothing said, or said so; any other word bars it."""
    text = folded(words)
    if any(mark in text for mark in ("not", "no ", "un", "prohibit", "forbid", "不", "禁", "未")):
        return False
    return text in ("", "yes", "y", "true", "1", "ok", "是", "可", "可以") or any(
        mark in text for mark in ("allow", "permit", "允许", "可分批", "可以分批")
    )


@check(
    "O06",
    Text("No transhipment where it is barred", "禁止转运时无转运"),
    Severity.WARN,
    source="order-check.md O06; UCP 600 art. 20(c)",
    unless=lambda case: (
        None
        if any(named_terms(case, "transhipment"))
        else Text("no document names a transhipment", "单据未列转运")
    ),
)
def transhipment(case: Case) -> Iterator[Problem]:
    """A booking with a transhipment under a letter of credit: the credit must allow it."""
    for document, told in named_terms(case, "transhipment"):
        if case.credit and folded(told.value) not in NO_TRANSHIPMENT:
            yield Problem(
                Text(f"the {noun(document).en} names a transhipment: {told.value}",
                     f"{noun(document).zh}列有转运：{told.value}"),
                Text("read the credit: is transhipment allowed?", "请查信用证是否允许转运"),
                actual=told.value, source=told.spot,
            )  # fmt: skip
