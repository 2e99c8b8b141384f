"""Who must sign that an order may ship, who may, and which sign-offs still hold (contract §6)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from gendan.core.customers import Tier
from gendan.core.digest import digest_of
from gendan.core.forms import folded
from gendan.core.policy import Policy
from gendan.errors import Refused
from gendan.text import Text, listed

LEVEL_WORDS: Mapping[int, Text] = {
    1: Text("the merchandiser", "跟单员"),
    2: Text(
        "another person, who neither entered nor amended the order nor supplied its files",
        "另一人（未录入、未修改订单，也未提供文件）",
    ),
    3: Text("a supervisor", "主管"),
}

PART_WORDS: Mapping[str, Text] = {
    "order": Text("the order", "订单"),
    "lines": Text("the lines of the order", "订单明细"),
    "amendments": Text("the amendments", "订单修改"),
    "requirements": Text("the requirements", "客户要求"),
    "inspections": Text("the inspections", "检验记录"),
    "packing": Text("the packing list", "装箱单"),
    "invoice": Text("the invoice", "发票"),
    "booking": Text("the booking", "订舱单"),
    "checklist": Text("the checklist", "核对清单"),
    "waivers": Text("the waivers", "豁免"),
    "findings": Text("the findings", "核对结果"),
}
"""The parts of what is signed, each with its own hash, so that a change can be named."""


class Revocation(NamedTuple):
    """That a sign-off was taken back."""

    who: str
    at: datetime
    why: str


class Signoff(NamedTuple):
    """
    One signature under an order.

    `digest` is the SHA-256 of all that was compared, `parts` the hash of each part of it,
    `signature` an armored SSH signature where one was given, `head` the hash of the journal's last
    entry when it was signed.
    """

    id: str
    level: int
    who: str
    at: datetime
    digest: str
    parts: Mapping[str, str]
    why: str | None = None
    signature: str | None = None
    head: str | None = None
    revoked: Revocation | None = None


class Signer(NamedTuple):
    """Whose SSH key the book has: `key` as `type base64`, and who noted it."""

    id: str
    name: str
    key: str
    noted_by: str


class Standing(NamedTuple):
    """
    A sign-off as it stands now.

    `signed`: its SSH signature was made by the key that the book has for this person;
    `changed`: what is no longer as it was signed; `against`: another reason why it does not count.
    """

    signoff: Signoff
    valid: bool
    signed: bool = False
    changed: Sequence[Text] = ()
    against: Text | None = None


class Seen(NamedTuple):
    """
    What a sign-off is held against.

    `parts`: hashes of what is compared now; `makers` entered or amended the order, `suppliers`
    gave its files; `verified`: ids of the sign-offs whose SSH signature was found good.
    """

    parts: Mapping[str, str]
    makers: Collection[str] = ()
    suppliers: Collection[str] = ()
    verified: Collection[str] = ()


def levels_needed(
    policy: Policy, value_in_base: Decimal | None, tier: Tier | None, *, open_complaint: bool
) -> tuple[int, ...]:
    """
    Which levels must sign, ascending.

    Args:
        policy: The book's sign-off policy.
        value_in_base: Worth of the order in the base currency; None where it is not known,
            which counts as above any limit.
        tier: The customer's tier.
        open_complaint: Whether the customer has a complaint that is not closed.
    """
    limit = policy.level3_amount
    third = (
        (limit is not None and (value_in_base is None or value_in_base > limit))
        or tier in policy.level3_tier
        or (policy.level3_complaint and open_complaint)
    )
    return tuple(sorted({*range(1, policy.levels + 1), *((3,) if third else ())}))


def level_words(level: int, policy: Policy) -> Text:
    """Whose signature a level is, with the names where the policy has them."""
    if level != 3 or not policy.supervisors:
        return LEVEL_WORDS[level]
    names, words = listed(policy.supervisors), LEVEL_WORDS[level]
    return Text(f"{words.en} ({names.en})", f"{words.zh}（{names.zh}）")


def unfit(who: str, level: int, seen: Seen, policy: Policy) -> Text | None:
    """Why somebody cannot sign a level of this order, whatever was signed before; None if fit."""
    if level >= 2 and _among(who, seen.makers):
        return Text(
            f"{who} entered or amended the order; level {level} needs another person",
            f"{who} 录入或修改过该订单，第 {level} 级须由他人签核",
        )
    if level >= 2 and _among(who, seen.suppliers):
        return Text(
            f"{who} supplied its files; level {level} needs another person",
            f"{who} 提供了核对文件，第 {level} 级须由他人签核",
        )
    if level == 3 and policy.supervisors and not _among(who, policy.supervisors):
        names = listed(policy.supervisors)
        return Text(f"level 3 is a supervisor's: {names.en}", f"第 3 级须由主管签核：{names.zh}")
    return None


def may_not_sign(
    who: str, level: int, signoffs: Sequence[Signoff], seen: Seen, policy: Policy
) -> Text | None:
    """
    Why somebody may not sign this level; None if they may.

    Whoever signed another level of this order may not, even where that sign-off was voided by a
    change since: only revoking it makes them free again.
    """
    for signoff in signoffs:
        same = folded(signoff.who) == folded(who)
        if same and signoff.level != level and signoff.revoked is None:
            return two_levels(who, signoff.level)
    return unfit(who, level, seen, policy)


def revocable(signoffs: Sequence[Signoff], who: str, policy: Policy) -> list[Signoff]:
    """
    What somebody may take back: their own sign-offs; a supervisor whom the policy names, all.

    Raises:
        Refused: There is none.
    """
    stand = [signoff for signoff in signoffs if signoff.revoked is None]
    own = [signoff for signoff in stand if folded(signoff.who) == folded(who)]
    found = own or (stand if _among(who, policy.supervisors) else [])
    if not found:
        names = listed([f"{signoff.who} ({signoff.level})" for signoff in stand])
        raise Refused(
            Text(f"{who} has not signed this order", f"{who} 未签核该订单"),
            Text(f"signed by {names.en}", f"已签：{names.zh}")
            if stand
            else Text("nobody has", "尚无人签核"),
        )
    return found


def two_levels(who: str, level: int) -> Text:
    """That nobody signs two levels of one order."""
    return Text(
        f"{who} has signed level {level}; nobody signs two levels of one order",
        f"{who} 已签第 {level} 级，同一订单不得签两级",
    )


def standing(signoffs: Sequence[Signoff], seen: Seen, policy: Policy) -> list[Standing]:
    """Every sign-off with whether it counts now, by level and then in the order in which they came."""
    taken: dict[str, int] = {}
    found = []
    for signoff in sorted(signoffs, key=lambda s: s.level):
        stands = _stands(signoff, seen, policy)
        before = taken.get(folded(signoff.who), signoff.level)
        if stands.valid and before != signoff.level:
            stands = stands._replace(valid=False, against=two_levels(signoff.who, before))
        if stands.valid:
            taken[folded(signoff.who)] = signoff.level
        found.append(stands)
    return found


def changed(then: Mapping[str, str], now: Mapping[str, str]) -> list[Text]:
    """Which parts are no longer what they were."""
    names = [*PART_WORDS, *sorted({*then, *now} - PART_WORDS.keys())]
    return [
        PART_WORDS.get(name, Text(name, name)) for name in names if then.get(name) != now.get(name)
    ]


def _stands(signoff: Signoff, seen: Seen, policy: Policy) -> Standing:
    signed = signoff.id in seen.verified
    stands = Standing(signoff, valid=False, signed=signed)
    if signoff.revoked is not None:
        return stands._replace(against=Text("it was revoked", "已撤销"))
    if signoff.digest != digest_of(seen.parts):
        parts = changed(signoff.parts, seen.parts)
        return stands._replace(changed=parts or [Text("what was compared", "核对内容")])
    if policy.key_signed and not signed:
        return stands._replace(
            against=Text(
                f"no valid signature by a key of {signoff.who} that no other signer noted",
                f"没有 {signoff.who} 密钥的有效签名（密钥不得由另一签核人登记）",
            )
        )
    against = unfit(signoff.who, signoff.level, seen, policy)
    return stands._replace(valid=against is None, against=against)


def _among(who: str, names: Collection[str]) -> bool:
    return folded(who) in {folded(name) for name in names}
