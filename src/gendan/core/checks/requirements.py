"""What was promised beside the goods: deposit, requirements, the approved sample."""

from collections.abc import Iterator

from gendan.core.checklist import Item, ItemKind
from gendan.core.checks.case import Case
from gendan.core.checks.papers import open_item
from gendan.core.checks.registry import Problem, Severity, check
from gendan.core.checks.words import MEND, noun
from gendan.core.forms import folded
from gendan.text import Text

WISHES = (ItemKind.STANDING, ItemKind.REQUIREMENT, ItemKind.LESSON)


def _items(case: Case, *kinds: ItemKind) -> list[Item]:
    return [item for item in case.checklist if item.kind in kinds]


@check(
    "O03",
    Text("Deposit received as agreed", "定金已按约定到账"),
    Severity.BLOCK,
    source="order-check.md O03; contract §5, §6",
    unless=lambda case: _no_deposit(case),
)
def deposit(case: Case) -> Iterator[Problem]:
    """The agreed deposit is not ticked as received: the money, not the bank slip."""
    for item in _items(case, ItemKind.DEPOSIT):
        if item.tick is None:
            yield open_item(case, item)


def _no_deposit(case: Case) -> Text | None:
    if _items(case, ItemKind.DEPOSIT):
        return None
    if payment := case.order.cells.get("payment"):
        return Text(f"the order names no deposit in percent (payment: {payment})",
                    f"订单未列定金比例（付款方式：{payment}）")  # fmt: skip
    return Text("the order asks for no deposit", "订单无定金要求")


@check(
    "O20",
    Text(
        "Every requirement of the customer is done, every lesson heeded",
        "客户要求均已落实，教训均已吸取",
    ),
    Severity.BLOCK,
    source="order-check.md O20, §0 fact 7; contract §2, §5, §8",
    unless=lambda case: (
        None
        if _items(case, *WISHES)
        else Text("no requirement and no lesson is noted", "没有记录客户要求或教训")
    ),
)
def wishes(case: Case) -> Iterator[Problem]:
    """Requirements and lessons that are not ticked; readings that the customer has not confirmed."""
    for item in _items(case, *WISHES):
        if item.tick is None:
            yield open_item(case, item)
        if item.kind is ItemKind.REQUIREMENT and item.confirmed is None:
            yield Problem(
                Text(f"{item.item}: the customer has not confirmed our reading: {item.text.en}",
                     f"{item.item}：客户尚未确认我方理解：{item.text.zh}"),
                Text(f"ask them, then `gendan order confirm {case.order.number} {item.item}`",
                     f"请客户确认后：`gendan order confirm {case.order.number} {item.item}`"),
                expected=item.source, severity=Severity.WARN,
            )  # fmt: skip


@check(
    "O22",
    Text("Shipped as the approved sample", "与确认样一致"),
    Severity.BLOCK,
    source="order-check.md O22",
    unless=lambda case: (
        None
        if _samples(case) and any(document.said("sample") for document in case.documents.values())
        else Text("order and documents do not both name a sample", "订单与单据未同时列明确认样")
    ),
)
def sample(case: Case) -> Iterator[Problem]:
    """Another sample number than the one that the order names."""
    wanted = _samples(case)
    for document in case.documents.values():
        for told in document.said("sample"):
            if folded(told.value) not in {folded(words) for words in wanted}:
                yield Problem(
                    Text(f"sample {told.value} in the {noun(document).en}, approved {wanted[0]}",
                         f"{noun(document).zh}样品号 {told.value}，确认样为 {wanted[0]}"),
                    MEND, expected=wanted[0], actual=told.value, source=told.spot,
                )  # fmt: skip


SAMPLE_HEADINGS = frozenset(("sample", "sample no", "sample no.", "approved sample", "pps", "pps no", "样品号", "确认样", "产前样", "封样号"))  # fmt: skip


def _samples(case: Case) -> list[str]:
    """What the order's own columns say of the approved sample."""
    return sorted({
        words
        for line in case.order.lines
        for heading, words in line.extra.items()
        if folded(heading) in SAMPLE_HEADINGS and words
    })  # fmt: skip
