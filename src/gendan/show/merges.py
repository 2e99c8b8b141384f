"""What a merge of two customers moved, and what it could not."""

from collections.abc import Sequence

from gendan.core.customers import Customer
from gendan.core.targets import TARGET_WORDS, Target
from gendan.show.words import counted
from gendan.text import Text, joined


def merged(old: Customer, new: Customer, moved: int) -> Text:
    """That one customer became another."""
    return Text(
        f"{old.code} merged into {new.code} {new.name}: {counted(moved, 'row')} moved; "
        f"{old.code} finds {new.code} from now on",
        f"{old.code} 已合并到 {new.code} {new.name}：转移 {moved} 条记录；今后 {old.code} 即指 {new.code}",
    )


def limits_dropped(old: Customer, new: Customer, dropped: Sequence[tuple[str, str]]) -> Text:
    """Which time limits for complaints of a merged customer hold no more."""
    told = joined(
        [
            Text(f"{TARGET_WORDS[Target(target)].en} {within or 'no limit'}",
                 f"{TARGET_WORDS[Target(target)].zh} {within or '不限'}")
            for target, within in dropped
        ],
        ", ",
        "、",
    )  # fmt: skip
    return Text(
        f"note: {new.code} has its own time limits for complaints; those of {old.code} are gone: {told.en}",
        f"注意：{new.code} 已有自己的投诉时限，{old.code} 的以下时限不再保留：{told.zh}",
    )
