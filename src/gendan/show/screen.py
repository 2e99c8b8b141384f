"""A verdict as people read it in ten seconds: the answer, what stops it, then all the rest."""

from collections.abc import Iterator, Sequence

from gendan.core.checklist import Item
from gendan.core.checks.registry import Finding
from gendan.core.signoffs import Standing
from gendan.core.verdict import Ruling, Verdict
from gendan.show import verdict as words
from gendan.show.layout import aligned
from gendan.show.sheet import Line
from gendan.show.taught import taught
from gendan.text import Text, joined, same

BODY = " " * 7
"""Below the code of a finding, which has three characters, stand its sentences."""

HEAT = {Ruling.BLOCKED: "bold red", Ruling.UNSIGNED: "bold yellow", Ruling.CLEARED: "bold green"}
TINT = {"block": "red", "warn": "yellow"}
"""Sections that somebody must act on; what to do is said there."""


def lines(verdict: Verdict, *, every: bool = False, most: int | None = None) -> Iterator[Line]:
    """
    The verdict from its answer to its checks.

    Args:
        verdict: What to show.
        every: Whether every check is listed.
        most: How many findings of a kind are shown; all where it is None.
    """
    yield Line(says=words.headline(verdict), style=HEAT[verdict.verdict])
    for n, file in enumerate(verdict.evidence):
        lead = Text("compared with  ", "核对文件  ")
        yield Line(aligned([same(""), lead])[0] if n else lead, words.compared(file))
    found = words.sections(verdict)
    yield from _stopping(verdict, found["block"], most)
    for name in ("warn", "waived", "info"):
        yield from _section(verdict, name, found[name], most)
    yield from _checklist(verdict)
    yield from _signoffs(verdict)
    yield Line()
    yield from _checks(verdict, every)


def _stopping(verdict: Verdict, found: Sequence[Finding], most: int | None) -> Iterator[Line]:
    many = words.stops(verdict)
    if not many:
        return
    yield from _head(words.SECTION_WORDS["block"], str(many), TINT["block"])
    for text in verdict.missing:
        yield Line("  –    ", text, "bold red")
    for item in words.unnamed(verdict):
        yield Line("  –    ", joined([same(item.item), item.text], ": ", "："), "bold red")
        yield _arrow(_tick(verdict, item))
    yield from _findings(verdict, "block", found, most)


def _section(
    verdict: Verdict, name: str, found: Sequence[Finding], most: int | None
) -> Iterator[Line]:
    if found:
        yield from _head(words.SECTION_WORDS[name], str(len(found)), TINT.get(name, ""))
        yield from _findings(verdict, name, found, most)


def _head(title: Text, many: str, tint: str = "") -> Iterator[Line]:
    yield Line()
    yield Line(
        says=Text(f"{title.en}: {many}", f"{title.zh}：{many}"), style=f"bold {tint}".strip()
    )


def _findings(
    verdict: Verdict, name: str, found: Sequence[Finding], most: int | None
) -> Iterator[Line]:
    """What was learnt and what to do stand once below all findings of a check that say the same."""
    for fix, run in words.runs(found[:most]):
        for finding in run:
            yield from _finding(name, finding)
        for story in taught(verdict, run[0]):
            yield Line(BODY, story)
        if name in TINT:
            yield _arrow(fix, len(run))
    rest = len(found) - len(found[:most])
    if rest:
        yield Line(
            "  …    ",
            Text(f"and {rest} more: a pipe, --csv and --report have all",
                 f"另有 {rest} 项：管道、--csv 或 --report 可查看全部"),
        )  # fmt: skip


def _finding(name: str, finding: Finding) -> Iterator[Line]:
    problem = finding.problem
    yield Line(f"  {finding.code}  ", words.told(finding), "bold" if name == "block" else "")
    parts = [words.facts(problem), words.where(problem.source) if problem.source else same("")]
    if below := [part for part in parts if part.en]:
        yield Line(BODY, joined(below, "; ", "；"))
    if finding.waived is not None:
        by = finding.waived
        yield Line(BODY, Text(f"waived by {by.en}", f"豁免：{by.zh}"))


def _arrow(fix: Text, many: int = 1) -> Line:
    return Line(f"{BODY}→ ", words.to_do(fix, many))


def _tick(verdict: Verdict, item: Item) -> Text:
    order = verdict.order.number
    return Text(
        f"`gendan tick {order} {item.item} --evidence TEXT` when it is done",
        f"完成后执行 `gendan tick {order} {item.item} --evidence 说明`",
    )


def _checklist(verdict: Verdict) -> Iterator[Line]:
    items = verdict.checklist
    if not items:
        return
    done = sum(item.state != "open" for item in items)
    yield from _head(Text("Checklist", "核对清单"), f"{done}/{len(items)}")
    names = aligned([same(item.item) for item in items])
    states = aligned([words.STATE_WORDS[item.state] for item in items])
    for item, name, state in zip(items, names, states, strict=True):
        lead = Text(f"  {name.en}  {state.en}  ", f"  {name.zh}  {state.zh}  ")
        yield Line(lead, item.text, "bold red" if item.state == "open" else "")
        by = words.by_whom(item)
        below = aligned([lead, same("")])[1]
        for text in ([by] if by else []) + words.reading(item):
            yield Line(below, text)


def _signoffs(verdict: Verdict) -> Iterator[Line]:
    valid = len(verdict.levels) - len(verdict.needed)
    yield from _head(Text("Sign-offs", "签核"), f"{valid}/{len(verdict.levels)}")
    short = verdict.digest[:12]
    yield Line("  ", Text(f"digest of all that was compared: {short}", f"核对内容摘要：{short}"))
    for stands in verdict.signoffs:
        yield from _signoff(stands)
    for need in verdict.needed:
        yield Line(_level(need.level, words.MISSING), need.who)
    if verdict.verdict is Ruling.UNSIGNED:
        order = verdict.order.number
        yield _arrow(Text(f"`gendan sign {order}`", f"执行 `gendan sign {order}`"))
        if len(verdict.levels) > 1:
            yield _arrow(
                Text("a firm of one person: `gendan policy levels 1`",
                     "只有一人的公司：`gendan policy levels 1`")
            )  # fmt: skip


def _signoff(stands: Standing) -> Iterator[Line]:
    sign = stands.signoff
    key = Text(", with a key", "，密钥签名") if stands.signed else same("")
    why = Text(f": {sign.why}", f"：{sign.why}") if sign.why else same("")
    by, short = words.stamped(sign.who, sign.at), sign.digest[:12]
    told = Text(
        f"{by.en}, digest {short}{key.en}{why.en}", f"{by.zh}，摘要 {short}{key.zh}{why.zh}"
    )
    yield Line(_level(sign.level, words.holds(stands)), told)
    if (reason := words.against(stands)) is not None:
        yield Line(_level(None, same("")), reason)


def _level(level: int | None, state: Text) -> Text:
    name = Text(f"level {level}", f"第 {level} 级") if level is not None else same("")
    widest = Text("level 1  missing", "第 1 级  尚缺")
    cells = Text(f"{name.en}  {state.en}".strip(), f"{name.zh}  {state.zh}".strip())
    shown = aligned([cells, widest])[0]
    return Text(f"  {shown.en}  ", f"  {shown.zh}  ")


def _checks(verdict: Verdict, every: bool) -> Iterator[Line]:
    told = words.tally(verdict)
    if not every:
        yield Line(says=Text(f"{told.en}; --all lists them", f"{told.zh}；加 --all 逐项列出"))
        return
    yield Line(says=told, style="bold")
    keys = [words.ending(result) for result in verdict.results]
    ends = aligned([words.ENDING_WORDS[key] for key in keys])
    for result, key, end in zip(verdict.results, keys, ends, strict=True):
        lead = Text(f"  {result.check.code}  {end.en}  ", f"  {result.check.code}  {end.zh}  ")
        said = [result.check.title] + ([result.why] if result.why else [])
        yield Line(lead, joined(said, ": ", "："), "bold" if key in ("failed", "broken") else "")
