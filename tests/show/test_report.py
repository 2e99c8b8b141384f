"""The report: one page that needs nothing from outside, runs nothing and leaves nothing out."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gendan.core.verdict import Verdict
from gendan.errors import Refused
from gendan.files.reports import save
from gendan.show.report import html
from gendan.text import Lang

from .verdicts import BLOCKED, CLEARED, DIGEST, HOSTILE, OLD, UNSIGNED, at, hostile, many

VOID = {"meta", "br"}
ATTRIBUTES = {"class", "colspan", "lang", "charset", "http-equiv", "content", "name"}


class Reader(HTMLParser):
    """Tags, attributes and texts of a page; a tag that is closed wrongly fails."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts.setdefault(self.open[-1], []).append(data)

    @property
    def said(self) -> str:
        """All that people read."""
        return " ".join(
            text for tag, texts in self.texts.items() if tag != "style" for text in texts
        )


def page(it: Verdict, lang: Lang = Lang.EN) -> str:
    return html(it, lang, made=at(9, 30), version="0.1.0", journal=(41, "9" * 64))


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize(
    "it", [BLOCKED, UNSIGNED, CLEARED, many(200)], ids=["blocked", "unsigned", "cleared", "200"]
)
def test_a_page_is_well_formed_and_needs_nothing(it: Verdict, lang: Lang) -> None:
    found = page(it, lang)
    reader = Reader(found)
    assert found.startswith("<!DOCTYPE html>")
    assert {name for name, _ in reader.attributes} <= ATTRIBUTES
    assert not {"script", "link", "img", "iframe", "a", "form", "object"} & set(reader.tags)
    assert "url(" not in found
    assert "http:" not in found
    assert "https:" not in found
    assert ("lang", "zh-Hans" if lang is Lang.ZH else "en") in reader.attributes


def test_the_page_forbids_all_but_its_own_style() -> None:
    found = page(BLOCKED)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', found)
    style = re.search("<style>(.*)</style>", found, re.DOTALL)
    assert policy is not None
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert policy[1] == (
        f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-{digest}'"
    )


@pytest.mark.parametrize("lang", list(Lang))
def test_nothing_is_left_out(lang: Lang) -> None:
    said = Reader(page(BLOCKED, lang)).said
    for it in BLOCKED.findings:
        problem = it.problem
        assert problem.message.into(lang) in said
        assert problem.fix.into(lang) in said
        for value in (problem.expected, problem.actual, problem.delta):
            assert value is None or value in said
    for file in BLOCKED.evidence:
        assert {file.name, file.sha256} <= set(said.split())
    for result in BLOCKED.results:
        assert result.check.title.into(lang) in said
    for item in BLOCKED.checklist:
        assert item.text.into(lang) in said
    for words in (
        DIGEST, OLD, "0.1.0", "2026-03-02 09:30+08:00", "no pallets this time", "bank slip 88",
        "photo of the mug", "logo both sides pls", "wrong order", "AB-1234", "the order names no Incoterm" if lang is Lang.EN else "订单未列贸易术语",
    ):  # fmt: skip
        assert words in said


def test_who_signed_and_who_waived_is_there() -> None:
    said = Reader(page(CLEARED)).said
    assert "li, 2026-03-02 09:20" in said
    assert "seen in the warehouse" in said
    assert "signed with the SSH key" in said
    assert "Waived by li, 2026-03-02: the customer agreed" in said
    assert said.count(DIGEST) == 3


def test_the_answer_is_the_heading() -> None:
    for it, kind in ((BLOCKED, "blocked"), (UNSIGNED, "unsigned"), (CLEARED, "cleared")):
        found = page(it)
        assert re.search(rf'<h1 class="{kind}">{kind.upper()}: ', found)


def test_headings_of_tables_are_repeated_and_rows_not_torn() -> None:
    found = page(BLOCKED)
    assert "thead { display: table-header-group }" in found
    assert "tr { break-inside: avoid }" in found
    assert "size: A4" in found
    assert found.count("<thead>") >= 6


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_of_a_user_is_read_as_html(text: str, lang: Lang) -> None:
    plain, evil = Reader(page(hostile("x"), lang)), Reader(page(hostile(text), lang))
    assert evil.tags == plain.tags
    assert evil.attributes == plain.attributes
    assert evil.texts["style"] == plain.texts["style"]
    found = page(hostile(text), lang)
    assert all(char.isprintable() or char == "\n" for char in found)
    found.encode("utf-8")


def test_a_report_is_written_over_an_older_one(tmp_path: Path) -> None:
    path = tmp_path / "报告.html"
    save(path, "one")
    save(path, "二\n")
    assert path.read_bytes() == "二\n".encode()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "name", ["packing.xlsx", "report", "report.html.csv", "nowhere/r.html", "dir.html"]
)
def test_nothing_else_is_overwritten(tmp_path: Path, name: str) -> None:
    (tmp_path / "dir.html").mkdir()
    (tmp_path / "packing.xlsx").write_bytes(b"goods")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Refused):
        save(tmp_path / name, "page")
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "packing.xlsx").read_bytes() == b"goods"
