"""The 8D report: whatever people wrote stays text, in Markdown and on the page."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gendan.core.complaints import FIELD_WORDS, Complaint, State
from gendan.show.complaints import Case
from gendan.show.eight_d import Made, html, markdown
from gendan.text import Lang

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MADE = Made(NOON, "1", internal=True)
TEXTS = [field for field in FIELD_WORDS if field not in ("decision", "cost", "currency", "quantity", "unit")]  # fmt: skip


def case(words: str) -> Case:
    cells = dict.fromkeys(TEXTS, words)
    return Case(Complaint(1, "ACME", words, State.RECEIVED, NOON, "wang", cells=cells), NOON)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        assert not any(name.startswith("on") or name in ("href", "src") for name, _ in attrs)


@pytest.mark.parametrize("lang", Lang)
@given(words=st.text(min_size=1) | st.sampled_from(["<script>x</script>", "a | b", "**x**", "[a](b)", "</td>", "`x`", "\n# D9"]))  # fmt: skip
def test_what_people_wrote_never_acts(lang: Lang, words: str) -> None:
    parser = Tags()
    parser.feed(html(case(words), lang, MADE))
    assert parser.found <= {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "table", "thead", "tbody", "tr", "th", "td", "br", "p", "footer"}  # fmt: skip
    plain = markdown(case(words), lang, MADE)
    assert plain.count("\n## D") == 9
    assert plain.count("\n# ") == 0
    assert not re.search(r"<(?!br>)", plain)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", plain)


def test_every_field_is_in_it() -> None:
    cells = {field: f"value of {field}" for field in TEXTS}
    complaint = case("x").complaint._replace(cells=cells)
    plain = markdown(Case(complaint, NOON), Lang.EN, MADE)
    for field in TEXTS:
        if field != "supplier":  # the complaint's suppliers, wherever they come from
            assert f"value of {field.replace('_', chr(92) + '_')}" in plain
