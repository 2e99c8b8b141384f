"""The report on an order before shipment: what was compared, found, let pass and signed."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from gendan.core.checklist import Item
from gendan.core.checks.registry import Finding, Result
from gendan.core.documents import DOCUMENT_WORDS
from gendan.core.orders import Line
from gendan.core.signoffs import Standing
from gendan.core.verdict import Needed, Verdict
from gendan.dates import iso
from gendan.show import verdict as words
from gendan.show.html import Cell, Head, Stack, element, page, pairs, table
from gendan.show.taught import taught
from gendan.show.words import amount, counted, number
from gendan.text import Lang, Text, joined, same

FINDING_HEADS = (
    Head(Text("Code", "代码"), 9),
    Head(Text("What is wrong, what to do", "问题与处理办法"), 35),
    Head(Text("Expected", "应为"), 13),
    Head(Text("Found", "实为"), 12),
    Head(Text("Difference", "相差"), 15),
    Head(Text("Where", "位置"), 16),
)
FILE_HEADS = (
    Head(Text("Document", "单据"), 14),
    Head(Text("File", "文件"), 19),
    Head(Text("Given", "提供"), 19),
    Head(Text("Bytes", "字节"), 11),
    Head(Text("SHA-256", "SHA-256"), 37, "hash"),
)
ITEM_HEADS = (
    Head(Text("Item", "项目"), 12),
    Head(Text("What", "内容"), 39),
    Head(Text("State", "状态"), 12),
    Head(Text("By whom, when, evidence", "经办、时间、凭证"), 37),
)
SIGN_HEADS = (
    Head(Text("Level", "级别"), 10),
    Head(Text("State", "状态"), 12),
    Head(Text("Who, when", "签核人、时间"), 38),
    Head(Text("Digest that was signed", "所签摘要"), 40, "hash"),
)
CHECK_HEADS = (
    Head(Text("Code", "代码"), 9),
    Head(Text("Outcome", "结果"), 16),
    Head(Text("Check", "核对项"), 40),
    Head(Text("Why it does not apply, or broke off", "不适用或出错的原因"), 35),
)
LINE_HEADS = (
    Head(Text("Line", "行"), 10),
    Head(Text("Item", "货号"), 20),
    Head(Text("Goods", "品名规格"), 42),
    Head(Text("Quantity", "数量"), 14),
    Head(Text("Unit price", "单价"), 14),
)
GOODS = ("customer_item", "description", "spec", "color", "size")


def html(
    verdict: Verdict, lang: Lang, *, made: datetime, version: str, journal: tuple[int, str]
) -> str:
    """
    The report as one page that can be filed, sent and printed on A4.

    Args:
        verdict: What to report.
        lang: Of its labels; what users wrote stays as it is.
        made: The moment of the verdict.
        version: Of gendan.
        journal: The number of the last journal entry and its hash: a copy that an edit of the book
            cannot reach.
    """
    title = Text(
        f"{verdict.order.number}: check before shipment",
        f"{verdict.order.number}：出运前核对",
    )
    parts = [
        _compared(verdict, lang, made),
        *_findings(verdict, lang),
        *_checklist(verdict, lang),
        *_signoffs(verdict, lang),
        *_checks(verdict, lang),
        *_lines(verdict, lang),
    ]
    body = [
        "<main>",
        element("h1", words.headline(verdict), lang, str(verdict.verdict)),
        *parts,
        "</main>",
        f"<footer>{element('p', _origin(made, version), lang)}",
        f"{element('p', _past(*journal), lang)}</footer>",
    ]
    return page(title, body, lang)


def _origin(made: datetime, version: str) -> Text:
    when = made.isoformat(" ", "minutes")
    return Text(
        f"Made by gendan {version} at {when}. The digest covers the order with its amendments and "
        "requirements, the content of every file named here, the checklist, the waivers and the "
        "findings that are open; whatever changes makes another digest, and sign-offs void.",
        f"由 gendan {version} 于 {when} 生成。摘要涵盖订单及其修改与客户要求、上列文件的全部内容、"
        "核对清单、豁免及未解决的问题；其中任何一项变更，摘要即不同，签核即失效。",
    )


def _past(entry: int, head: str) -> Text:
    return Text(
        f"The journal of the book ended with entry {entry}; its head was {head}. "
        f"`gendan journal --verify --head {head[:16]}` tells whether anything up to there was changed.",
        f"账本日志截至第 {entry} 条，其哈希为 {head}。"
        f"用 `gendan journal --verify --head {head[:16]}` 可查明此前内容有无改动。",
    )


def _head(name: Text, lang: Lang) -> str:
    return element("h2", name, lang)


def _compared(verdict: Verdict, lang: Lang, made: datetime) -> str:
    order = verdict.order
    value = f"{order.currency or ''} {amount(order.value)}".strip()
    many = len(order.lines)
    terms = [Text(f"of {iso(order.order_date)}", f"{iso(order.order_date)} 下单")]
    if order.ship_by is not None:
        terms.append(Text(f"ship by {iso(order.ship_by)}", f"交期 {iso(order.ship_by)}"))
    terms.append(Text(f"{counted(many, 'line')}, {value}", f"{many} 行，{value}"))
    about = joined(terms)
    rows: list[tuple[Text, Cell, str]] = [
        (Text("Customer", "客户"), f"{verdict.customer} {verdict.buyer}".rstrip(), "strong"),
        (
            Text("Order", "订单"),
            Text(f"{order.number} {about.en}", f"{order.number}，{about.zh}"),
            "",
        ),
        (Text("Checked", "核对时间"), made.isoformat(" ", "minutes"), ""),
        (Text("Checks", "核对项"), words.tally(verdict), ""),
        (Text("Digest", "摘要"), verdict.digest, "hash"),
    ]
    files = [
        (DOCUMENT_WORDS[e.kind], e.name, words.stamped(e.who, e.at), f"{e.size:,}", e.sha256)
        for e in verdict.evidence
    ]
    told = [
        pairs(rows, lang),
        _head(Text("Files that were compared", "核对的文件"), lang),
        table(FILE_HEADS, files, lang) if files else element("p", Text("None.", "无。"), lang),
    ]
    return "\n".join(told)


def _findings(verdict: Verdict, lang: Lang) -> Iterator[str]:
    """Sections as on the screen; every finding with both sides and its place."""
    for name, found in words.sections(verdict).items():
        others = words.beside_findings(verdict) if name == "block" else []
        many = len(found) + len(others)
        if not many:
            continue
        title = words.SECTION_WORDS[name]
        yield _head(Text(f"{title.en}: {many}", f"{title.zh}：{many}"), lang)
        yield from (element("p", text, lang, "strong") for text in others)
        if found:
            yield table(FINDING_HEADS, _rows(verdict, name, found), lang)


def _rows(verdict: Verdict, name: str, found: Sequence[Finding]) -> Iterator[Sequence[Cell]]:
    """A row each; what was learnt and what to do stand once below all that say the same."""
    for fix, run in words.runs(found):
        for finding in run:
            yield _finding(finding)
        yield from ((story,) for story in taught(verdict, run[0]))
        if name != "waived":
            yield (joined([same("→"), words.to_do(fix, len(run))], " ", " "),)


def _finding(finding: Finding) -> Sequence[Cell]:
    problem, by = finding.problem, finding.waived
    waived = Text(f"Waived by {by.en}", f"豁免：{by.zh}") if by is not None else None
    spot = problem.source
    cell = words.where(spot._replace(file="")) if spot is not None else None
    place = Stack([spot.file, cell]) if spot is not None else None
    return (
        finding.code, Stack([words.told(finding), waived]),
        problem.expected, problem.actual, problem.delta, place,
    )  # fmt: skip


def _checklist(verdict: Verdict, lang: Lang) -> Iterator[str]:
    if verdict.checklist:
        yield _head(Text("Checklist", "核对清单"), lang)
        yield table(ITEM_HEADS, map(_item, verdict.checklist), lang)


def _item(item: Item) -> Sequence[Cell]:
    proof = item.tick.sha256 if item.tick is not None and item.tick.sha256 else None
    hashed = f"SHA-256 {proof}" if proof else None
    return (
        item.item, Stack([item.text, *words.reading(item)]), words.STATE_WORDS[item.state],
        Stack([words.by_whom(item) or same("–"), hashed]),
    )  # fmt: skip


def _signoffs(verdict: Verdict, lang: Lang) -> Iterator[str]:
    yield _head(Text("Sign-offs", "签核"), lang)
    rows = [*map(_signoff, verdict.signoffs), *map(_needed, verdict.needed)]
    yield table(SIGN_HEADS, rows, lang)


def _signoff(stands: Standing) -> Sequence[Cell]:
    sign = stands.signoff
    key = Text("signed with the SSH key in the book", "以账本登记的 SSH 密钥签名")
    lines = [
        words.stamped(sign.who, sign.at),
        sign.why,
        key if stands.signed else None,
        words.against(stands),
    ]
    return str(sign.level), words.holds(stands), Stack(lines), sign.digest


def _needed(need: Needed) -> Sequence[Cell]:
    return str(need.level), words.MISSING, need.who, None


def _checks(verdict: Verdict, lang: Lang) -> Iterator[str]:
    yield _head(Text("All checks", "全部核对项"), lang)
    yield table(CHECK_HEADS, map(_check, verdict.results), lang)


def _check(result: Result) -> Sequence[Cell]:
    check = result.check
    return check.code, words.ENDING_WORDS[words.ending(result)], check.title, result.why or same("")


def _lines(verdict: Verdict, lang: Lang) -> Iterator[str]:
    yield _head(Text("The order as it was compared", "核对时的订单明细"), lang)
    yield table(LINE_HEADS, map(_line, verdict.order.lines), lang)


def _line(line: Line) -> Sequence[Cell]:
    goods = joined([same(line.cells[key]) for key in GOODS if line.cells.get(key)], "; ", "；")
    quantity = f"{number(line.quantity)} {line.unit or ''}".strip()
    return line.line, line.sku, goods, quantity, number(line.unit_price)
