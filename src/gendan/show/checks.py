"""The verdict on an order before shipment, for scripts; `screen` has it for people."""

import sys
from collections.abc import Sequence

from gendan.core.checklist import Item
from gendan.core.checks.registry import Finding
from gendan.core.documents import Spot
from gendan.core.signoffs import Standing
from gendan.core.verdict import Needed, Verdict
from gendan.dates import iso
from gendan.show import out, screen
from gendan.show.sheet import Column, Field, Json, Page, Sheet
from gendan.show.words import instant
from gendan.text import Lang, Text, same

TERMINAL_FINDINGS = 30
"""How many findings of a kind a terminal shows; a pipe has all."""


def emit(verdict: Verdict, form: out.Form, lang: Lang, *, every: bool = False) -> None:
    """
    The verdict in the medium that was asked for.

    Args:
        verdict: What to show.
        form: JSON has all of it, CSV the findings.
        lang: Of what people read.
        every: Whether every check is listed, with the reason why it does not apply.
    """
    if form is out.Form.JSON:
        out.emit_page(page(verdict), form, lang)
    elif form is out.Form.CSV:
        out.emit(findings(verdict), form, lang)
    else:
        most = TERMINAL_FINDINGS if out.on_terminal(sys.stdout) else None
        out.emit_text(screen.lines(verdict, every=every, most=most), lang)


COLUMNS: Sequence[Column[Finding]] = (
    Column("code", Text("Code", "代码"), lambda f: f.code),
    Column("check", Text("Check", "核对项"), lambda f: f.check),
    Column("severity", Text("Severity", "级别"), lambda f: f.severity),
    Column("state", Text("State", "状态"), lambda f: f.state),
    Column("line", Text("Line", "行"), lambda f: f.problem.line),
    Column("sku", Text("Item", "货号"), lambda f: f.problem.sku),
    Column("expected", Text("Expected", "应为"), lambda f: f.problem.expected),
    Column("actual", Text("Found", "实为"), lambda f: f.problem.actual),
    Column("delta", Text("Difference", "相差"), lambda f: f.problem.delta),
    Column("source", Text("Where", "位置"), lambda f: _source(f.problem.source)),
    Column("message", Text("What", "问题"), lambda f: f.problem.message),
    Column("fix", Text("What to do", "处理办法"), lambda f: f.problem.fix),
)  # fmt: skip

CHECKLIST: Sequence[Column[Item]] = (
    Column("item", None, lambda i: i.item),
    Column("kind", None, lambda i: i.kind),
    Column("text", None, lambda i: i.text),
    Column("state", None, lambda i: i.state),
    Column("evidence", None, lambda i: i.tick.evidence if i.tick else None),
    Column("file", None, lambda i: i.tick.file if i.tick else None),
    Column("who", None, lambda i: mark.who if (mark := i.tick or i.waiver) else None),
    Column("at", None, lambda i: instant(mark.at) if (mark := i.tick or i.waiver) else None),
    Column("why", None, lambda i: i.waiver.why if i.state == "waived" and i.waiver else None),
    Column("source", None, lambda i: i.source),
    Column("confirmed", None, lambda i: iso(i.confirmed)),
)

SIGNOFFS: Sequence[Column[Standing]] = (
    Column("level", None, lambda s: s.signoff.level),
    Column("who", None, lambda s: s.signoff.who),
    Column("at", None, lambda s: instant(s.signoff.at)),
    Column("digest", None, lambda s: s.signoff.digest),
    Column("valid", None, lambda s: s.valid),
    Column("why", None, lambda s: s.signoff.why),
    Column("changed", None, lambda s: list(s.changed)),
    Column("against", None, lambda s: s.against),
    Column("signed", None, lambda s: s.signed),
    Column("revoked", None, lambda s: _revoked(s)),
)

NEEDED: Sequence[Column[Needed]] = (
    Column("level", None, lambda n: n.level),
    Column("who", None, lambda n: n.who),
)


def page(verdict: Verdict) -> Page:
    """The verdict for scripts (contract §6)."""
    none = Text("None.", "无。")
    return Page(
        title=same(verdict.order.number),
        fields=[
            Field("order", None, verdict.order.number),
            Field("customer", None, verdict.customer),
            Field("verdict", None, verdict.verdict),
            Field("digest", None, verdict.digest),
        ],
        sections={
            "findings": Sheet(Text("Findings", "问题"), COLUMNS, verdict.findings, none),
            "checklist": Sheet(Text("Checklist", "核对清单"), CHECKLIST, verdict.checklist, none),
            "signoffs": Sheet(Text("Sign-offs", "签核"), SIGNOFFS, verdict.signoffs, none),
            "needed": Sheet(Text("Needed", "尚缺签核"), NEEDED, verdict.needed, none),
        },
    )


def findings(verdict: Verdict) -> Sheet[Finding]:
    """The findings, one a row; the place as one cell."""
    columns = [
        column._replace(value=lambda f: _place(f.problem.source))
        if column.key == "source"
        else column
        for column in COLUMNS
    ]
    return Sheet(Text("Findings", "问题"), columns, verdict.findings, Text("None.", "无。"))


def _source(spot: Spot | None) -> Json:
    return None if spot is None else spot._asdict()


def _place(spot: Spot | None) -> str | None:
    return None if spot is None else " ".join(part for part in spot if part)


def _revoked(stands: Standing) -> Json:
    taken = stands.signoff.revoked
    if taken is None:
        return None
    return {"who": taken.who, "at": instant(taken.at), "why": taken.why}
