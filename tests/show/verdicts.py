"""Invented verdicts for the screen and the report: blocked, unsigned, cleared."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from gendan.core.checklist import Item, ItemKind, Tick, Waiver
from gendan.core.checks.registry import (
    Check,
    Finding,
    Outcome,
    Problem,
    Result,
    Severity,
    applies,
)  # fmt: skip
from gendan.core.desks import Evidence
from gendan.core.documents import DocumentKind, Spot
from gendan.core.orders import Line, Order
from gendan.core.signoffs import LEVEL_WORDS, Revocation, Signoff, Standing
from gendan.core.verdict import Needed, Ruling, Verdict
from gendan.text import Text

SHANGHAI = timezone(timedelta(hours=8))
DIGEST, OLD = "0123456789abcdef" * 4, "fedcba9876543210" * 4
BLOCK, WARN, INFO = Severity


def at(hour: int, minute: int = 0) -> datetime:
    """A moment of the day on which everything happens."""
    return datetime(2026, 3, 2, hour, minute, tzinfo=SHANGHAI)


TITLES = {
    "L02": Text("No look-alike item in the place of another", "无相似货号混淆"),
    "L03": Text("Descriptions as ordered", "品名规格与订单一致"),
    "L05": Text("Quantities as ordered, within the tolerance", "数量与订单一致（含溢短装）"),
    "O01": Text("Incoterm and place", "贸易术语与地点"),
    "O13": Text("A carton is not over 25 kg", "单箱不超过 25 公斤"),
    "O20": Text("Every requirement is done", "客户要求均已完成"),
}


def finding(code: str, severity: Severity, waived: Text | None = None, **fields: Any) -> Finding:
    """One finding of a check in TITLES."""
    problem = Problem(**fields)
    return Finding(code, TITLES[code], severity, problem, code, waived)


SHORT = finding(
    "L05", BLOCK, line="3", sku="MUG-350",
    message=Text("MUG-350 (blue): ordered 1200 pcs, packed 1152 pcs (no tolerance)",
                 "MUG-350 (blue)：订购 1200 pcs，装箱 1152 pcs（无溢短装）"),
    fix=Text("count the goods; correct the document, or agree the difference and amend the order",
             "请清点货物；更正单据，或与客户确认后修改订单"),
    expected="1200 pcs", actual="1152 pcs", delta="-48 pcs",
    source=Spot("packing.xlsx", "PL", "C14"),
)  # fmt: skip
SWAPPED = finding(
    "L02", BLOCK, line="1", sku="AB-1234",
    message=Text("AB-1234 missing, AB-1324 shipped: probably one for the other",
                 "缺 AB-1234，却装箱 AB-1324：疑似货号混淆"),
    fix=Text("look at the goods: is it really AB-1234?", "请查看实物：是否确为 AB-1234？"),
    expected="AB-1234", actual="AB-1324", source=Spot("packing.xlsx", "PL", "B7"),
)  # fmt: skip
OPEN_ITEM = finding(
    "O20", BLOCK, item="R2",
    message=Text("Manual in German", "德文说明书"),
    fix=Text("`gendan tick PO-1001 R2 --evidence TEXT`", "`gendan tick PO-1001 R2 --evidence 说明`"),
)  # fmt: skip
WORDS = finding(
    "L03", WARN, line="2", sku="CUP-9",
    message=Text("CUP-9: the description differs", "CUP-9：品名不同"),
    fix=Text("compare the words", "请比较文字"),
    expected="Steel cup", actual="Steel cup with lid", source=Spot("invoice.csv", None, "D5"),
)  # fmt: skip
HEAVY = finding(
    "O13", INFO,
    message=Text("carton 7 weighs 26.5 kg", "第 7 箱重 26.5 公斤"),
    fix=Text("tell the warehouse", "请告知仓库"),
    source=Spot("packing.xlsx", "PL", "H9"),
)  # fmt: skip
LET_PASS = WORDS._replace(
    waived=Text("li, 2026-03-02: the customer agreed", "li，2026-03-02：the customer agreed")
)

ITEMS = (
    Item("R1", ItemKind.REQUIREMENT, Text("Logo on both sides", "Logo on both sides"),
         source="logo both sides pls", confirmed=date(2026, 2, 20),
         tick=Tick("wang", at(8, 30), "photo of the mug", "logo.jpg", OLD)),
    Item("R2", ItemKind.REQUIREMENT, Text("Manual in German", "Manual in German")),
    Item("C1", ItemKind.STANDING, Text("No wood in the cartons", "No wood in the cartons"),
         waiver=Waiver("li", at(9), "no pallets this time")),
    Item("deposit", ItemKind.DEPOSIT, Text("Deposit of 30 % received", "已收 30 % 定金"),
         tick=Tick("zhao", at(8, 45), "bank slip 88")),
)  # fmt: skip
DONE_ITEMS = (
    ITEMS[0],
    ITEMS[1]._replace(tick=Tick("wang", at(9, 5), "manual.pdf seen")),
    *ITEMS[2:],
)

FIRST = Standing(Signoff("a", 1, "wang", at(9, 10), DIGEST, {}), valid=True)
SECOND = Standing(
    Signoff("b", 2, "li", at(9, 20), DIGEST, {}, "seen in the warehouse"), valid=True, signed=True
)
CHANGED = Standing(
    Signoff("c", 1, "wang", at(8), OLD, {}), valid=False,
    changed=[Text("the order", "订单"), Text("the packing list", "装箱单")],
)  # fmt: skip
REVOKED = Standing(
    Signoff("d", 2, "li", at(8, 5), OLD, {}, revoked=Revocation("li", at(8, 6), "wrong order")), valid=False,
)  # fmt: skip

ORDER = Order(
    "PO-1001", "ACME", date(2026, 1, 5), ship_by=date(2026, 3, 20), currency="USD",
    lines=[Line("1", "AB-1234", Decimal(100)), Line("2", "CUP-9", Decimal(60)), Line("3", "MUG-350", Decimal(1200))],
)  # fmt: skip
FILES = (
    Evidence(DocumentKind.PACKING, "packing.xlsx", "a1" * 32, 18_204, at(8, 55), "wang"),
    Evidence(DocumentKind.INVOICE, "invoice.csv", "b2" * 32, 1_204, at(8, 56), "wang"),
)


def results(*findings: Finding) -> list[Result]:
    """Every check of TITLES: O01 does not apply, the others by their findings."""
    found = []
    for code, title in TITLES.items():
        own = [f for f in findings if f.code == code]
        check = Check(code, title, BLOCK, "order-check.md", lambda _: iter(()), applies)
        if code == "O01":
            why = Text("the order names no Incoterm", "订单未列贸易术语")
            found.append(Result(check, Outcome.NOT_APPLICABLE, why=why))
        else:
            fails = any(f.severity is not INFO for f in own)
            found.append(Result(check, Outcome.FAILED if fails else Outcome.PASSED, own))
    return found


def verdict(ruling: Ruling, *findings: Finding, **changes: Any) -> Verdict:
    """A verdict with these findings."""
    fields: dict[str, Any] = {
        "order": ORDER, "customer": "ACME", "verdict": ruling, "digest": DIGEST, "parts": {},
 "buyer": "Nordlicht Haushaltswaren GmbH",
        "results": results(*findings), "findings": list(findings), "checklist": DONE_ITEMS,
        "signoffs": [FIRST, SECOND], "needed": [], "evidence": FILES, "missing": [], "levels": (1, 2),
    }  # fmt: skip
    return Verdict(**(fields | changes))


NEEDED = [Needed(level, LEVEL_WORDS[level]) for level in (1, 2)]
BLOCKED = verdict(
    Ruling.BLOCKED, SWAPPED, SHORT, WORDS, HEAVY, OPEN_ITEM,
    checklist=ITEMS, signoffs=[CHANGED, REVOKED], needed=NEEDED,
)  # fmt: skip
UNSIGNED = verdict(Ruling.UNSIGNED, LET_PASS, HEAVY, signoffs=[FIRST], needed=NEEDED[1:])
CLEARED = verdict(Ruling.CLEARED, LET_PASS)


def many(number: int) -> Verdict:
    """A blocked verdict with so many short lines."""

    def short(n: int) -> Finding:
        problem = SHORT.problem._replace(
            line=str(n), sku=f"MUG-{n:03}",
            message=Text(f"MUG-{n:03}: ordered 1200 pcs, packed 1152 pcs (no tolerance)",
                         f"MUG-{n:03}：订购 1200 pcs，装箱 1152 pcs（无溢短装）"),
            source=Spot("packing.xlsx", "PL", f"C{n + 7}"),
        )  # fmt: skip
        return SHORT._replace(problem=problem, key=str(n))

    found = [short(n) for n in range(1, number + 1)]
    return verdict(Ruling.BLOCKED, *found, signoffs=[], needed=NEEDED)


HOSTILE = {
    "escape": "\x1b]0;owned\x07\x1b[2J",
    "bidi": "\u202egpj.exe\u2066\u200b",
    "C1": "\x9b31m",
    "lines": "a\nBLOCKED: b\r\u2028c\x85d",
    "tag": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": "\" onload=\"alert(1)' x='&lt;",
    "markup": "[bold]x[/b][link=http://x]y[/link] :smile:",
    "formula": '=HYPERLINK("http://x")',
    "style": "</style><style>@import 'http://x'</style>",
    "long": "x" * 300,
    "surrogate": "a\udcffb",
}


def hostile(text: str) -> Verdict:
    """A verdict in which every text that came from outside is this one."""
    say = Text(text, text)
    spot = Spot(text, text, text)
    found = [
        finding(
            "L05", severity, message=say, fix=say, line=text, sku=text, expected=text,
            actual=text, delta=text, source=spot, item=text, waived=waived,
        )
        for severity in Severity
        for waived in (None, say)
    ]  # fmt: skip
    tick, waiver = Tick(text, at(9), text, text, text), Waiver(text, at(9), text)
    item = Item(text, ItemKind.REQUIREMENT, say, source=text)
    sign = Signoff("a", 1, text, at(9), DIGEST, {}, text)
    return verdict(
        Ruling.BLOCKED, *found, customer=text, buyer=text, missing=[say],
        order=ORDER._replace(
            number=text, currency=text,
            lines=[Line(text, text, Decimal(1), text, cells={"description": text, "color": text})],
        ),
        results=[r._replace(why=say) for r in results(*found)],
        checklist=[item, item._replace(tick=tick), item._replace(waiver=waiver), item._replace(item="zz")],
        signoffs=[
            Standing(sign, valid=True, signed=True),
            Standing(sign, valid=False, changed=[say]),
            Standing(sign, valid=False, against=say),
            Standing(sign._replace(revoked=Revocation(text, at(9), text)), valid=False),
        ],
        needed=[Needed(2, say)],
        evidence=[Evidence(DocumentKind.PACKING, text, text, 1, at(9), text)],
    )  # fmt: skip
