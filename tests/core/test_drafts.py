"""Which message, in which language, and what becomes of its lines (contract §7)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.core.draft_choice import Chosen, chosen, kind_of, language_of
from gendan.core.drafts import LANGUAGES, PLACEHOLDERS, check, filled
from gendan.errors import Refused

SHIPPED = ("step", "step-open", "delay", "delay-customer", "pps-open", "pps", "final", "po-review")


@pytest.mark.parametrize(
    ("option", "customers", "code"),
    [
        pytest.param("de", "fr", "de", id="the option before the customer's"),
        pytest.param(None, "fr", "fr", id="the customer's"),
        pytest.param(None, None, "en", id="English where nobody said"),
        pytest.param(None, "zh-CN", "zh", id="a country's way of it"),
        pytest.param("ES_mx", None, "es", id="capitals and an underscore"),
        pytest.param(None, "pt-BR", "pt", id="a language without messages"),
        pytest.param("ar", "de", "ar", id="asked for without messages"),
    ],
)
def test_the_language_of_a_message(option: str | None, customers: str | None, code: str) -> None:
    assert language_of(option, customers) == code


@pytest.mark.parametrize(
    ("option", "customers"), [("xx", None), (None, "q"), ("", None), ("../en", None)]
)
def test_what_is_no_language_is_refused(option: str | None, customers: str | None) -> None:
    with pytest.raises(Refused) as caught:
        language_of(option, customers)
    assert all(code in caught.value.hint.en for code in LANGUAGES)


@pytest.mark.parametrize(
    ("key", "done", "late_by", "own", "kind"),
    [
        pytest.param("pps", True, None, (), "pps", id="done"),
        pytest.param("PPS", False, None, (), "pps-open", id="still open: it asks"),
        pytest.param("final", False, None, (), "step-open", id="an open node is never told as done"),
        pytest.param("po-review", False, None, (), "po-review", id="done by sending it"),
        pytest.param("cutting", True, None, (), "step", id="an own node"),
        pytest.param("cutting", False, None, (), "step-open", id="an own node, open"),
        pytest.param("cutting", True, None, ("cutting",), "cutting", id="with an own text"),
        pytest.param("cutting", False, None, ("cutting",), "cutting", id="whoever wrote one wants it"),
        pytest.param("pps", False, "supplier", ("pps",), "delay", id="a delay comes first"),
        pytest.param("pps", False, "customer", (), "delay-customer", id="a delay of theirs"),
    ],
)  # fmt: skip
def test_which_kind_of_message(
    key: str, done: bool, late_by: str | None, own: tuple[str, ...], kind: str
) -> None:
    assert kind_of(key, done=done, late_by=late_by, own=own, shipped=SHIPPED) == kind


SHIPPED_TEXTS = {"en": {kind: f"{kind} en" for kind in SHIPPED}, "fr": {kind: f"{kind} fr" for kind in SHIPPED}}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "own", "found"),
    [
        pytest.param("fr", {}, ("pps", "fr", "pps fr"), id="shipped"),
        pytest.param("fr", {("pps", "fr"): "mien"}, ("pps", "fr", "mien"), id="one's own first"),
        pytest.param("pt", {}, ("pps", "en", "pps en"), id="none in it: English"),
        pytest.param("pt", {("pps", "en"): "mine"}, ("pps", "en", "mine"), id="one's own English"),
        pytest.param("pt", {("pps", "pt"): "meu"}, ("pps", "pt", "meu"), id="one's own in it"),
        pytest.param("pt", {("step", "pt"): "passo"}, ("pps", "en", "pps en"), id="not that kind"),
    ],
)
def test_the_language_in_which_there_is_a_message(
    language: str, own: dict[tuple[str, str], str], found: tuple[str, str, str]
) -> None:
    assert chosen(
        "pps", language, done=True, late_by=None, own=own, shipped=SHIPPED_TEXTS
    ) == Chosen(*found)


def test_a_line_without_its_fact_is_left_out_and_told() -> None:
    text = "Dear {contact},\n\nVessel: {vessel}\nETA: {eta}\n\n{items}\n\nBye {{x}}\n{sender}"
    facts = {"contact": "Ann", "vessel": "EVER ACE", "eta": None, "items": "", "sender": "li"}
    said, missing = filled(text, facts)
    assert said == "Dear Ann,\n\nVessel: EVER ACE\n\nBye {x}\nli"
    assert missing == ["eta", "items"]


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        pytest.param({"ship_kept": "1 May"}, [], id="not late"),
        pytest.param({"days_late": "3 days"}, [], id="late"),
        pytest.param({}, ["ship_kept", "days_late"], id="neither"),
    ],
)
def test_what_is_missing_by_nature_is_not_told(facts: dict[str, str], missing: list[str]) -> None:
    assert filled("{ship_kept}\n{days_late}\n{next_step}", facts)[1] == missing


def test_a_fact_is_never_read_as_a_template() -> None:
    assert filled("{items}", {"items": "{sender} {0}", "sender": "li"})[0] == "{sender} {0}"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param("{foo}", 1, id="an unknown name"),
        pytest.param("{}", 1, id="no name"),
        pytest.param("{0}", 1, id="a number"),
        pytest.param("{order.__class__}", 1, id="an attribute"),
        pytest.param("{order[0]}", 1, id="an item"),
        pytest.param("{order!r}", 1, id="a conversion"),
        pytest.param("{order:>99999999}", 1, id="a width"),
        pytest.param("{order:{eta}}", 1, id="a width in a width"),
        pytest.param("{order", 1, id="an open brace"),
        pytest.param("order}", 1, id="a brace too many"),
        pytest.param("{a}\n{order}\n{b} {c}", 3, id="all are named"),
        pytest.param("Dear customer, {{order}}", 1, id="nothing of the order: another file"),
    ],
)
def test_what_no_message_can_name_is_refused(text: str, faults: int) -> None:
    with pytest.raises(Refused) as caught:
        check(text)
    assert len(caught.value.faults) == faults


@pytest.mark.parametrize("text", ["", "  \n ", "a\x1b[2Jb", "a\u202eb", "x" * 10_001])
def test_no_message_at_all_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        check(text)


@given(
    st.lists(
        st.sampled_from([*(f"{{{name}}}" for name in PLACEHOLDERS), "hello", "{{", "}}", "\n"])
    )
)
def test_what_was_checked_can_always_be_filled(parts: list[str]) -> None:
    text = " ".join(["{order}", *parts])
    whole = dict.fromkeys(PLACEHOLDERS, "x")
    said, missing = filled(check(text), whole)
    assert missing == []
    assert "\n\n\n" not in said
