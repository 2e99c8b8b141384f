"""gendan contact: the people at a customer (contract §2)."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
Shown = Callable[..., dict[str, Any]]


@pytest.fixture
def acme(book: Run) -> Run:
    """A book with ACME."""
    book("customer", "add", "ACME", "Acme Trading")
    return book


def people(run: Run) -> list[dict[str, Any]]:
    ran = run("contact", "list", "ACME", "--json")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert isinstance(found, list)
    return found


def test_nobody_yet(acme: Run) -> None:
    assert people(acme) == []


def test_everything_about_a_person(acme: Run) -> None:
    ran = acme(
        "contact", "add", "ACME", "王芳", "--role", "buyer", "--email", "w@example.com",
        "--phone", "+86 138 0000 0000", "--wechat", "wangf", "--whatsapp", "+49 30 1", "--main",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert people(acme) == [
        {
            "name": "王芳",
            "role": "buyer",
            "email": "w@example.com",
            "phone": "+86 138 0000 0000",
            "wechat": "wangf",
            "whatsapp": "+49 30 1",
            "main": True,
        }
    ]


def test_there_is_one_main_contact(acme: Run, shown: Shown) -> None:
    acme("contact", "add", "ACME", "Anna", "--main")
    acme("contact", "add", "ACME", "Zoe", "--main")
    assert [(p["name"], p["main"]) for p in people(acme)] == [("Zoe", True), ("Anna", False)]
    assert [p["name"] for p in shown("ACME")["people"]] == ["Zoe", "Anna"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_list_for_people(acme: Run, lang: str) -> None:
    acme("contact", "add", "ACME", "Anna [sales]", "--phone", "+49 30 1")
    ran = acme("contact", "list", "acme", "--lang", lang)
    assert ran.code == 0
    assert "Anna [sales]" in ran.out
    assert "+49 30 1" in ran.out


def test_a_phone_number_is_no_formula_in_csv(acme: Run) -> None:
    acme("contact", "add", "ACME", "=1+1", "--role", "+cmd|' /C calc'!A0")
    row = acme("contact", "list", "ACME", "--csv").out.splitlines()[1]
    assert row.startswith("'=1+1,")
    assert ",'+cmd" in row


@pytest.mark.parametrize("words", [["NOBODY", "Anna"], ["ACME", ""], ["ACME", "A\x1bB"]], ids=repr)
def test_refused(acme: Run, words: list[str]) -> None:
    assert acme("contact", "add", *words).code == 3
    assert people(acme) == []
