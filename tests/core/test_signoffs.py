"""Who must sign, who may, and what makes a sign-off void (contract §6)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.core.customers import Tier
from gendan.core.digest import canonical, digest_of, hashed, payload
from gendan.core.policy import Policy
from gendan.core.signoffs import (
    PART_WORDS,
    Revocation,
    Seen,
    Signoff,
    changed,
    level_words,
    levels_needed,
    may_not_sign,
    revocable,
    standing,
)
from gendan.errors import Refused

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
PARTS = dict.fromkeys(("order", "lines", "packing", "checklist"), "0" * 64)
SEEN = Seen(PARTS, makers={"Wang"}, suppliers={"Zhou"})
POLICY = Policy()
GONE = Revocation("li", AT, "a slip")


def signoff(level: int, who: str, **changes: Any) -> Signoff:
    base = Signoff(f"{level}-{who}", level, who, AT, digest_of(PARTS), PARTS)
    return base._replace(**changes)


@pytest.mark.parametrize(
    ("policy", "value", "tier", "complaint", "levels"),
    [
        pytest.param(Policy(), 100, Tier.A, False, (1, 2), id="two by default"),
        pytest.param(Policy(levels=1), 100, None, False, (1,), id="a firm of one"),
        pytest.param(Policy(levels=3), None, None, False, (1, 2, 3), id="always three"),
        pytest.param(Policy(level3_amount=Decimal(99)), 100, None, False, (1, 2, 3), id="above"),
        pytest.param(Policy(level3_amount=Decimal(100)), 100, None, False, (1, 2), id="not above"),
        pytest.param(Policy(level3_amount=Decimal(1)), None, None, False, (1, 2, 3), id="worth unknown"),
        pytest.param(Policy(levels=1, level3_tier=(Tier.A,)), 1, Tier.A, False, (1, 3), id="one and a supervisor"),
        pytest.param(Policy(level3_tier=(Tier.A,)), 1, Tier.B, False, (1, 2), id="another tier"),
        pytest.param(Policy(level3_tier=(Tier.A,)), 1, None, False, (1, 2), id="no tier"),
        pytest.param(Policy(level3_complaint=True), 1, None, True, (1, 2, 3), id="a complaint"),
        pytest.param(Policy(level3_complaint=True), 1, None, False, (1, 2), id="no complaint"),
        pytest.param(Policy(), 1, None, True, (1, 2), id="complaints do not count"),
    ],
)  # fmt: skip
def test_levels_needed(
    policy: Policy, value: int | None, tier: Tier | None, complaint: bool, levels: tuple[int, ...]
) -> None:
    worth = None if value is None else Decimal(value)
    assert levels_needed(policy, worth, tier, open_complaint=complaint) == levels


@pytest.mark.parametrize(
    ("who", "level", "before", "policy", "may"),
    [
        pytest.param("wang", 1, [], POLICY, True, id="who entered it signs level 1"),
        pytest.param("wang", 2, [], POLICY, False, id="but not level 2"),
        pytest.param("ＷＡＮＧ ", 2, [], POLICY, False, id="nor in full width"),
        pytest.param("zhou", 2, [], POLICY, False, id="nor who gave the files"),
        pytest.param("zhou", 1, [], POLICY, True, id="who gave the files signs level 1"),
        pytest.param("li", 2, [], POLICY, True, id="somebody else"),
        pytest.param("Li", 2, [signoff(1, "li")], POLICY, False, id="not two levels"),
        pytest.param("li", 1, [signoff(2, "LI")], POLICY, False, id="not two levels downwards"),
        pytest.param("li", 2, [signoff(1, "li", digest="f" * 64)], POLICY, False, id="not after a change either"),
        pytest.param("li", 2, [signoff(1, "li", revoked=GONE)], POLICY, True, id="after revoking"),
        pytest.param("li", 2, [signoff(2, "li", digest="f" * 64)], POLICY, True, id="the same level again"),
        pytest.param("li", 3, [], POLICY, True, id="level 3 without supervisors"),
        pytest.param("wang", 3, [], POLICY, False, id="level 3 by who entered it"),
        pytest.param("li", 3, [], Policy(supervisors=("chen",)), False, id="no supervisor"),
        pytest.param("CHEN", 3, [], Policy(supervisors=("chen",)), True, id="a supervisor"),
    ],
)  # fmt: skip
def test_who_may_sign(
    who: str, level: int, before: list[Signoff], policy: Policy, may: bool
) -> None:
    assert (may_not_sign(who, level, before, SEEN, policy) is None) is may


@pytest.mark.parametrize(
    ("one", "policy", "verified", "valid"),
    [
        pytest.param(signoff(1, "wang"), POLICY, False, True, id="as it was"),
        pytest.param(signoff(2, "li"), POLICY, False, True, id="another person"),
        pytest.param(signoff(2, "wang"), POLICY, False, False, id="who entered it"),
        pytest.param(signoff(2, "zhou"), POLICY, False, False, id="who gave the files"),
        pytest.param(signoff(1, "wang", digest="f" * 64), POLICY, False, False, id="another digest"),
        pytest.param(signoff(1, "wang", revoked=GONE), POLICY, False, False, id="revoked"),
        pytest.param(signoff(1, "wang"), Policy(key_signed=True), False, False, id="a key is wanted"),
        pytest.param(signoff(1, "wang"), Policy(key_signed=True), True, True, id="signed with a key"),
        pytest.param(signoff(1, "wang", digest="f" * 64), Policy(key_signed=True), True, False, id="a key under something else"),
        pytest.param(signoff(3, "li"), Policy(supervisors=("chen",)), False, False, id="no supervisor any more"),
    ],
)  # fmt: skip
def test_what_stands(one: Signoff, policy: Policy, verified: bool, valid: bool) -> None:
    seen = SEEN._replace(verified={one.id} if verified else ())
    (found,) = standing([one], seen, policy)
    assert (found.valid, found.signed) == (valid, verified)
    assert valid or found.changed or found.against


def test_one_person_never_counts_twice() -> None:
    found = standing([signoff(1, "li"), signoff(2, "LI"), signoff(3, "chen")], SEEN, POLICY)
    assert [stands.valid for stands in found] == [True, False, True]


def test_a_change_is_named() -> None:
    then = PARTS | {"packing": "1" * 64, "invoice": "2" * 64}
    (found,) = standing([signoff(1, "wang", parts=then, digest=digest_of(then))], SEEN, POLICY)
    assert [words.en for words in found.changed] == ["the packing list", "the invoice"]
    assert not found.valid


def test_a_forged_list_of_parts_helps_nobody() -> None:
    """Where the digest differs but the parts do not, something was written by hand."""
    (found,) = standing([signoff(1, "wang", digest="f" * 64)], SEEN, POLICY)
    assert not found.valid
    assert found.changed


@given(
    st.dictionaries(st.sampled_from(sorted(PART_WORDS)), st.text("0123456789abcdef", max_size=3)),
    st.dictionaries(st.sampled_from(sorted(PART_WORDS)), st.text("0123456789abcdef", max_size=3)),
)
def test_the_digest_is_the_parts(one: dict[str, str], other: dict[str, str]) -> None:
    assert (digest_of(one) == digest_of(other)) is (one == other)
    assert bool(changed(one, other)) is (one != other)


def test_what_may_be_taken_back() -> None:
    both = [signoff(1, "wang"), signoff(2, "li"), signoff(1, "zhao", revoked=GONE)]
    policy = Policy(supervisors=("chen",))
    assert revocable(both, "LI", policy) == [both[1]]
    assert revocable(both, "chen", policy) == both[:2]
    for nobody in ("zhou", "zhao"):
        with pytest.raises(Refused):
            revocable(both, nobody, policy)


def test_a_level_names_its_supervisors() -> None:
    assert "chen" in level_words(3, Policy(supervisors=("chen",))).zh
    assert "chen" not in level_words(2, Policy(supervisors=("chen",))).en


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("1", "00"), ("10", "0")),
        (["1,2"], ["1", "2"]),
        ({"a": "b"}, {"a": ["b"]}),
        (None, "null"),
        ("", None),
        (1, "1"),
        (True, "true"),
        ([], {}),
        ([[], []], [[]]),
        ("a\nb", "a\\nb"),
        ("é", "e\u0301"),
    ],
)
def test_no_two_things_have_one_text(one: object, other: object) -> None:
    assert canonical(one) != canonical(other)
    assert hashed(one) != hashed(other)


@given(
    st.recursive(st.text() | st.integers() | st.none() | st.booleans(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)),
    st.recursive(st.text() | st.integers() | st.none() | st.booleans(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)),
)  # fmt: skip
def test_the_text_is_unambiguous(one: object, other: object) -> None:
    assert (canonical(one) == canonical(other)) is (_typed(one) == _typed(other))


def _typed(value: object) -> object:
    """True is not 1 here."""
    if isinstance(value, list):
        return [_typed(item) for item in value]
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    return type(value), value


def test_one_moment_has_one_text() -> None:
    there = AT.astimezone(datetime.strptime("+0800", "%z").tzinfo)
    assert canonical(AT) == canonical(there)
    assert canonical(AT) != canonical(AT + timedelta(seconds=1))
    assert canonical(Decimal("1.0")) != canonical(Decimal(1))
    assert canonical(date(2026, 3, 2)) == '"2026-03-02"'


def test_a_float_has_no_exact_text() -> None:
    with pytest.raises(TypeError):
        canonical({"price": 0.1})


def test_a_signature_cannot_be_moved() -> None:
    signed = {
        payload(order, level, who, digest, head)
        for order in ("PO-1", "PO-11")
        for level in (1, 2)
        for who in ("li", "wang")
        for digest in ("a" * 64, "b" * 64)
        for head in ("c" * 64, "d" * 64, None)
    }
    assert len(signed) == 48
