"""The shipped messages: complete in every language, and each can be filled."""

import re
from pathlib import Path

import pytest

from gendan.core.drafts import (
    BY_MESSAGE,
    GENERAL,
    LANGUAGES,
    OPEN,
    PLACEHOLDERS,
    Speech,
    check,
    filled,
)
from gendan.core.export_order import EXPORT_ORDER
from gendan.core.papers import PAPERS
from gendan.core.plans import Party
from gendan.errors import Refused
from gendan.files.drafts import load, speech

NAMES = re.compile(r"\{(\w+)\}")
KEYS = {node.key for node in EXPORT_ORDER.nodes}


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> Speech:
    return speech(request.param)


def test_every_language_has_every_kind_and_tells_the_same_facts(spoken: Speech) -> None:
    english = speech("en").messages
    assert list(spoken.messages) == list(english)
    for kind, text in spoken.messages.items():
        assert sorted(NAMES.findall(text)) == sorted(NAMES.findall(english[kind])), kind


def test_every_message_passes_the_check_and_can_be_filled(spoken: Speech) -> None:
    for text in spoken.messages.values():
        assert check(text) == text.strip()
        said, missing = filled(text, {name: f"<{name}>" for name in PLACEHOLDERS})
        assert missing == []
        assert "{" not in said
        assert said.endswith("<sender>")


def test_every_message_names_its_order_and_its_people(spoken: Speech) -> None:
    for kind, text in spoken.messages.items():
        assert {"contact", "order", "sender"} <= set(NAMES.findall(text)), kind


def test_a_delay_states_reason_new_day_and_what_we_do(spoken: Speech) -> None:
    for kind in ("delay", "delay-customer"):
        named = set(NAMES.findall(spoken.messages[kind]))
        assert {"reason", "revised", "ship_day", "ship_by", "days_late", "action"} <= named


@pytest.mark.parametrize("code", ["en", "es", "fr"])
def test_a_message_begins_with_a_capital_after_its_salutation(code: str) -> None:
    for kind, text in speech(code).messages.items():
        assert text.strip().split("\n")[2][0].isupper(), kind


def test_whoever_asks_for_money_warns_of_forged_bank_details(spoken: Speech) -> None:
    for kind in ("pi-open", "deposit-open", "balance-reminder", "balance-open"):
        text = spoken.messages[kind]
        assert any(word in text.lower() for word in ("bank", "账户", "bancar", "bancair")), kind


def test_every_flagged_node_of_the_export_order_has_its_message(spoken: Speech) -> None:
    flagged = {node.key for node in EXPORT_ORDER.nodes if node.tell}
    assert flagged <= set(spoken.messages)
    assert set(BY_MESSAGE) <= set(spoken.messages)
    kinds = {kind.removesuffix(OPEN) for kind in spoken.messages if kind not in GENERAL}
    assert kinds <= KEYS


def test_the_words_of_facts_are_complete(spoken: Speech) -> None:
    assert set(spoken.papers) == set(PAPERS)
    assert set(spoken.actions) == set(Party)
    assert len(spoken.days) == 2
    assert set(spoken.steps) == (set() if spoken.language in ("en", "zh") else KEYS)
    assert not any(words.endswith((".", "。")) for words in spoken.actions.values())


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030"])
def test_an_own_text_in_the_encodings_of_an_editor(tmp_path: Path, code: str) -> None:
    path = tmp_path / "own.txt"
    path.write_bytes("您好，{contact}\r\n{sender}".encode(code))
    assert load(path) == "您好，{contact}\n{sender}"


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"\xff\xfe\xfd"], ids=repr)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "own.txt"
    path.write_bytes(content)
    with pytest.raises(Refused):
        load(path)
    with pytest.raises(Refused):
        load(tmp_path / "nowhere.txt")
    with pytest.raises(Refused):
        load(tmp_path)
