"""Sign-off policy: who must sign what, and what an order needs by tier; rows that the boss changes."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import NamedTuple

from gendan.core.customers import Tier
from gendan.core.forms import folded
from gendan.core.papers import paper_code
from gendan.core.settings import Setting
from gendan.core.targets import LIMITS, within
from gendan.core.words import CODE_LIMIT, clean
from gendan.errors import Refused
from gendan.text import Text

INSPECTIONS = ("none", "final", "all")
NOBODY = ("", "none", "-", "无")
"""How people empty a setting."""


class Policy(NamedTuple):
    """
    How strict the book is.

    `levels` always sign; level 3 also signs an order worth more than `level3_amount` (base
    currency), of a customer in `level3_tier` or, where `level3_complaint`, with an open complaint.
    `documents` and `inspection` by tier; `carton_kg` is the gross weight of a carton that people
    can handle; `bank_account` the one that invoices must name, None where none is kept.
    """

    levels: int = 2
    level3_amount: Decimal | None = None
    level3_tier: tuple[Tier, ...] = ()
    level3_complaint: bool = False
    supervisors: tuple[str, ...] = ()
    key_signed: bool = False
    documents: Mapping[Tier, tuple[str, ...]] = MappingProxyType({})
    inspection: Mapping[Tier, str] = MappingProxyType({})
    carton_kg: Decimal = Decimal(25)
    bank_account: str | None = None


class Rule(NamedTuple):
    """One setting of the policy, and how its value is checked and written."""

    setting: Setting
    read: Callable[[str], str]


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(words: str) -> str:
        """The choice, in small letters."""
        chosen = folded(words)
        if chosen not in choices:
            raise Refused(
                Text(f"{words!r} is no choice here", f"不能设为 {words!r}"),
                Text(f"write {' or '.join(choices)}", f"请写 {'、'.join(choices)} 之一"),
            )
        return chosen

    return read


def _positive(words: str) -> str:
    try:
        value = Decimal(words.strip().replace(",", ""))
        good = value.is_finite() and 0 < value < Decimal("1e12")
    except InvalidOperation:
        good = False
    if not good:
        raise Refused(
            Text(f"{words!r} is no amount above zero", f"{words!r} 不是大于零的数"),
            Text("write a number such as 50000", "请写数字，如 50000"),
        )
    return f"{value:f}"


def _or_none(read: Callable[[str], str]) -> Callable[[str], str]:
    return lambda words: "" if folded(words) in NOBODY else read(words)


def _words_of(words: str) -> list[str]:
    parts = words.replace("，", ",").replace("、", ",").replace(";", ",").split(",")
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _tiers(words: str) -> str:
    named = [word.upper() for word in _words_of(words)]
    if not named or not set(named) <= set(Tier):
        raise Refused(
            Text(f"cannot read the tiers {words!r}", f"看不懂级别 {words!r}"),
            Text("write A, or A,B", "请写 A 或 A,B"),
        )
    return ",".join(sorted(set(named)))


def _names(words: str) -> str:
    return ",".join(clean(name, Text("the name", "姓名")) for name in _words_of(words))


def _codes(words: str) -> str:
    codes = [
        clean(paper_code(word), Text("the code", "单证代码"), CODE_LIMIT)
        for word in _words_of(words)
    ]
    return ",".join(codes)


def _account(words: str) -> str:
    return clean(words, Text("the account", "账号"), 100)


YES_NO = ("yes", "no")

RULES: Mapping[str, Rule] = {
    rule.setting.key: rule
    for rule in (
        Rule(
            Setting("levels", "2", Text("sign-offs that every order needs", "每张订单须签核的级数")),
            _one_of("1", "2", "3"),
        ),
        Rule(
            Setting(
                "level3_amount", "",
                Text("level 3 signs above this amount (base currency)", "金额超过此数须第 3 级签核（本位币）"),
            ),
            _or_none(_positive),
        ),
        Rule(
            Setting(
                "level3_tier", "",
                Text("level 3 signs for customers of these tiers", "这些级别的客户须第 3 级签核"),
            ),
            _or_none(_tiers),
        ),
        Rule(
            Setting(
                "level3_complaint", "no",
                Text("level 3 signs while a complaint is open", "有未结投诉时须第 3 级签核"),
            ),
            _one_of(*YES_NO),
        ),
        Rule(
            Setting("supervisors", "", Text("who may sign level 3", "可签第 3 级的主管")),
            _or_none(_names),
        ),
        Rule(
            Setting(
                "key_signed", "no",
                Text("only sign-offs signed with an SSH key count", "仅计入以 SSH 密钥签名的签核"),
            ),
            _one_of(*YES_NO),
        ),
        *(
            Rule(
                Setting(
                    f"documents_{tier}", "",
                    Text(f"documents that go with orders of tier {tier}", f"{tier} 级客户订单须随附的单证"),
                ),
                _or_none(_codes),
            )
            for tier in Tier
        ),
        *(
            Rule(
                Setting(
                    f"inspection_{tier}", "none",
                    Text(f"inspection of orders of tier {tier}", f"{tier} 级客户订单的检验"),
                ),
                _one_of(*INSPECTIONS),
            )
            for tier in Tier
        ),
        Rule(
            Setting(
                "carton_kg", "25",
                Text("gross weight of one carton that people can handle (kg)", "单箱毛重上限（公斤）"),
            ),
            _positive,
        ),
        Rule(
            Setting(
                "bank_account", "",
                Text("our account, which invoices must name", "发票须载明的本公司账号"),
            ),
            _or_none(_account),
        ),
        *(Rule(Setting(*limit), within) for limit in LIMITS),
    )
}  # fmt: skip
"""Every setting of the policy by its key."""


def with_defaults(rows: Mapping[str, str]) -> dict[str, str]:
    """All settings of the policy: those of the book, else their defaults."""
    return {key: rows.get(key, rule.setting.default) for key, rule in RULES.items()}


def policy_of(rows: Mapping[str, str]) -> Policy:
    """The policy that the book's rows describe."""
    values = with_defaults(rows)
    return Policy(
        levels=int(values["levels"]),
        level3_amount=Decimal(values["level3_amount"]) if values["level3_amount"] else None,
        level3_tier=tuple(Tier(tier) for tier in _words_of(values["level3_tier"])),
        level3_complaint=values["level3_complaint"] == "yes",
        supervisors=tuple(_words_of(values["supervisors"])),
        key_signed=values["key_signed"] == "yes",
        documents={tier: tuple(_words_of(values[f"documents_{tier}"])) for tier in Tier},
        inspection={tier: values[f"inspection_{tier}"] for tier in Tier},
        carton_kg=Decimal(values["carton_kg"]),
        bank_account=values["bank_account"] or None,
    )


def stricter(by_order: str, by_policy: str) -> str:
    """
    Which inspection holds: an order may ask for more than the policy, never for less.

    Words of an order that we do not know ask for more than any that we do.
    """
    return max(by_policy, by_order, key=_strictness)


def _strictness(inspection: str) -> int:
    return INSPECTIONS.index(inspection) if inspection in INSPECTIONS else len(INSPECTIONS)
