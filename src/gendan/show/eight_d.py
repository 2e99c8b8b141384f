"""The 8D report on a complaint: D0 to D8 as Markdown or as a page to print, in either language."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from gendan.core.forms import folded
from gendan.show import html as page
from gendan.show.complaint_parts import minute
from gendan.show.complaints import Case
from gendan.show.eight_d_parts import Fact, Section, sections
from gendan.show.eight_d_tables import Table
from gendan.show.sheet import Says
from gendan.show.words import counted, said, visible
from gendan.text import Lang, Text, joined, listed

SPECIAL = str.maketrans(
    {c: f"\\{c}" for c in "\\`*_[]|~"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
)
"""Marks that Markdown would act on: what people wrote stays text."""

MISSING = Text("missing", "待补充")


class Made(NamedTuple):
    """When a report was made, by which version, by which firm, and whether for us alone."""

    at: datetime
    version: str
    company: str = ""
    internal: bool = False


def title(case: Case, made: Made) -> Text:
    """The title of the report."""
    one = case.complaint
    for_us = Text(" (internal)", "（内部）") if made.internal else Text("", "")
    return Text(
        f"8D report: complaint {one.n} of {one.customer}{for_us.en}",
        f"8D 报告：{one.customer} 的投诉 {one.n}{for_us.zh}",
    )


def written(path: Path) -> Text:
    """Where a report lies now."""
    return Text(f"written: {path}", f"已写入：{path}")


def warnings(case: Case, made: Made) -> Iterator[Text]:
    """What to see to before a report is sent: parts that are missing, the supplier's name in it."""
    facts = [fact for part in _sections(case, made) for fact in part.facts]
    lacking = [fact.name for fact in facts if fact.value is None and fact.wanted]
    if lacking:
        names, many = joined(lacking, ", ", "、"), counted(len(lacking), "part")
        yield Text(f"missing, {many}: {names.en}", f"待补充 {len(lacking)} 项：{names.zh}")
    if not made.company:
        yield Text("who writes it: `gendan config company NAME`",
                   "出具单位：`gendan config company 名称`")  # fmt: skip
    text = "" if made.internal else folded(markdown(case, Lang.EN, made))
    if named := [name for name in case.complaint.suppliers if folded(name) in text]:
        names = listed(named)
        yield Text(
            f"note: the report names the supplier ({names.en}) in what was typed",
            f"注意：报告正文中出现了供应商名称（{names.zh}）",
        )


def _sections(case: Case, made: Made) -> Iterator[Section]:
    return sections(case, company=made.company, internal=made.internal)


def markdown(case: Case, lang: Lang, made: Made) -> str:
    """The report as Markdown."""
    lines = [f"# {_plain(title(case, made), lang)}", ""]
    colon = "：" if lang is Lang.ZH else ":"
    for section in _sections(case, made):
        lines += [f"## {_plain(section.name, lang)}", ""]
        for fact in section.facts:
            lines.append(f"- **{_plain(fact.name, lang)}{colon}** {_told(fact, lang)}")
        if section.facts:
            lines.append("")
        for table in section.tables:
            lines += [*_table(table, lang), ""]
    lines.append(f"*{_plain(_origin(made), lang)}*")
    return "\n".join(lines) + "\n"


def _told(fact: Fact, lang: Lang) -> str:
    if fact.value is None:
        return f"**{_plain(MISSING, lang)}**" if fact.wanted else "–"
    return _plain(fact.value, lang)


def _table(table: Table, lang: Lang) -> Iterator[str]:
    heads = [_plain(head.name, lang) for head in table.heads]
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for row in table.rows:
        yield f"| {' | '.join(_plain(cell, lang) for cell in row)} |"


def _plain(cell: Says, lang: Lang) -> str:
    """A text of which Markdown acts on nothing; lines of one text stay lines."""
    words = cell.into(lang) if isinstance(cell, Text) else said(cell)
    return "<br>".join(visible(line).translate(SPECIAL) for line in words.split("\n"))


def html(case: Case, lang: Lang, made: Made) -> str:
    """The report as one page that can be filed, sent and printed on A4."""
    body = ["<main>", page.element("h1", title(case, made), lang)]
    for section in _sections(case, made):
        body.append(page.element("h2", section.name, lang))
        if section.facts:
            body.append(page.pairs([_pair(fact) for fact in section.facts], lang))
        body += [
            page.table(table.heads, [_stacked(row) for row in table.rows], lang)
            for table in section.tables
        ]
    body += ["</main>", f"<footer>{page.element('p', _origin(made), lang)}</footer>"]
    return page.page(title(case, made), body, lang)


def _pair(fact: Fact) -> tuple[Text, page.Cell, str]:
    if fact.value is None:
        return fact.name, MISSING if fact.wanted else "–", "strong" if fact.wanted else ""
    return fact.name, _lines(fact.value), ""


def _stacked(row: Sequence[Says]) -> Sequence[page.Cell]:
    return [_lines(cell) for cell in row]


def _lines(cell: Says) -> page.Cell:
    """A text of several lines, below each other."""
    if isinstance(cell, Text):
        if "\n" not in cell.en:
            return cell
        pairs = zip(cell.en.split("\n"), cell.zh.split("\n"), strict=True)
        return page.Stack([Text(en, zh) for en, zh in pairs])
    return page.Stack(cell.split("\n")) if "\n" in cell else cell


def _origin(made: Made) -> Text:
    return Text(
        f"Made by gendan {made.version} at {minute(made.at)}.",
        f"由 gendan {made.version} 于 {minute(made.at)} 生成。",
    )
