"""gendan partner: whom orders mean, scorecards, and who gets no more work (contract §8)."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Dump = Callable[[], dict[str, Any]]

KEYS = [
    "code", "name", "kind", "n", "late", "on_time_rate", "in_full_rate", "reject_rate", "claims",
    "lead_time_days", "score", "standing",
]  # fmt: skip
GLAZE = ("partner", "add", "YW", "Yiwu Glaze Works", "--kind", "supplier", "--alias", "义乌釉彩")
SEA = ("partner", "add", "SEA", "Seagull Lines", "--kind", "forwarder", "--country", "CN")
HEAD = "Order No.,Customer,Order Date,Ship By,Shipped Date,Forwarder,Item No.,Qty,Supplier\n"


def history(late: int, n: int = 10, forwarder: str = "Seagull Lines") -> str:
    """Orders that have shipped, so many of them a day late."""
    return "".join(
        f"H{forwarder[0]}{i},ACME,2025-10-01,2025-12-01,2025-12-{2 if i < late else 1:02},"
        f"{forwarder},M,10,Yiwu glaze works\n"
        for i in range(n)
    )


@pytest.fixture
def trade(book: Run) -> Run:
    assert book("customer", "add", "ACME", "Acme").code == 0
    return book


@pytest.fixture
def shipped(trade: Run, sheet: Callable[..., str]) -> Callable[[int], Run]:
    """A book whose forwarder was late so many times of ten."""

    def of(late: int) -> Run:
        assert trade("import", sheet(HEAD + history(late))).code == 0
        return trade

    return of


def data(ran: Any) -> Any:
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def scored(run: Run, *words: str) -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in data(run("partner", "score", *words, "--json"))}


def test_the_keys_of_the_contract(shipped: Callable[[int], Run]) -> None:
    run = shipped(1)
    rows = data(run("partner", "score", "--json"))
    assert [list(row) for row in rows] == [KEYS, KEYS]
    assert run("partner", "score", "--csv").out.splitlines()[0] == ",".join(KEYS)
    assert rows[1] == {
        "code": "Seagull Lines", "name": "Seagull Lines", "kind": "forwarder", "n": 10, "late": 1,
        "on_time_rate": "90.00", "in_full_rate": None, "reject_rate": None, "claims": 0,
        "lead_time_days": "61.1", "score": "90.00", "standing": "approved",
    }  # fmt: skip


def test_an_empty_book(book: Run) -> None:
    assert book("partner", "score", "--json").out == "[]\n"
    assert book("partner", "list", "--json").out == "[]\n"
    assert "还没有订单" in book("partner", "score", "--lang", "zh").out


def test_a_partner_is_found_by_code_name_and_alias(shipped: Callable[[int], Run]) -> None:
    run = shipped(0)
    assert run(*GLAZE).code == 0
    for words in ("YW", "yw", "ＹＩＷＵ glaze works", "义乌釉彩"):
        assert data(run("partner", "show", words, "--json"))["n"] == 10
    assert set(scored(run)) == {"YW", "Seagull Lines"}


def test_a_former_name_stays_an_alias(shipped: Callable[[int], Run]) -> None:
    run = shipped(0)
    run(*GLAZE)
    run("partner", "edit", "YW", "--name", "Yiwu Ceramics")
    assert scored(run)["YW"]["n"] == 10
    (row,) = data(run("partner", "list", "--json"))
    assert (row["name"], row["aliases"]) == ("Yiwu Ceramics", ["义乌釉彩", "Yiwu Glaze Works"])


def test_below_the_minimum_nobody_is_ranked(trade: Run, sheet: Callable[..., str]) -> None:
    trade("import", sheet(HEAD + history(9, 9)))
    row = scored(trade)["Seagull Lines"]
    assert (row["n"], row["late"], row["score"], row["standing"]) == (9, 9, None, None)
    assert "too few" in trade("partner", "score").out
    assert "样本不足" in trade("partner", "score", "--lang", "zh").out


def test_the_window_of_months(shipped: Callable[[int], Run]) -> None:
    run = shipped(1)
    run("config", now="2026-03-01T09:00:00+08:00")
    assert scored(run, "--months", "4")["Seagull Lines"]["n"] == 10
    assert scored(run, "--months", "3")["Seagull Lines"]["n"] == 1
    assert scored(run, "--months", "2") == {}


def test_each_shipment_counts_for_its_own_forwarder(trade: Run) -> None:
    trade("order", "add", "PO-1", "ACME", "--ship-by", "2026-02-10", "--forwarder", "Seagull Lines", "--date", "2026-01-05")  # fmt: skip
    trade("shipment", "add", "PO-1", "--sailed", "2026-02-10")
    trade("shipment", "add", "PO-1", "--sailed", "2026-02-12", "--forwarder", "Albatros")
    trade("shipment", "add", "PO-1", "--etd", "2026-03-20")
    found = scored(trade)
    assert {code: (row["late"], row["n"]) for code, row in found.items()} == {
        "Seagull Lines": (0, 1),
        "Albatros": (1, 1),
    }


def test_a_standing_by_hand_outdoes_the_score(shipped: Callable[[int], Run]) -> None:
    run = shipped(0)
    run(*SEA)
    ran = run("partner", "standing", "SEA", "blocked", "--why", "rolled us three times")
    assert ran.out == "partner SEA: as scored → blocked\n"
    row = scored(run)["SEA"]
    assert (row["score"], row["standing"]) == ("100.00", "blocked")
    (kept,) = data(run("partner", "list", "--json"))
    assert (kept["standing_why"], kept["standing_by"]) == ("rolled us three times", "wang")
    assert (
        run("partner", "standing", "SEA", "--auto", "--lang", "zh").out
        == "合作方 SEA：停单 → 优选\n"
    )
    assert scored(run)["SEA"]["standing"] == "preferred"


ORDERS = {
    "add": ("order", "add", "N-1", "ACME", "--forwarder", "seagull  lines"),
    "amend": ("order", "amend", "PO-1", "forwarder=Seagull Lines"),
    "line": ("order", "line", "add", "PO-1", "M", "5", "--supplier", "Yiwu Glaze Works"),
    "shipment": ("shipment", "add", "PO-1", "--forwarder", "Seagull Lines"),
}


@pytest.mark.parametrize("words", ORDERS.values(), ids=ORDERS)
def test_a_blocked_partner_gets_no_order(trade: Run, dump: Dump, words: tuple[str, ...]) -> None:
    for add in (GLAZE, SEA):
        trade(*add)
        trade("partner", "standing", add[2], "blocked", "--why", "fraud")
    trade("order", "add", "PO-1", "ACME")
    before = dump()
    for lang, said in (("en", "is blocked: fraud (wang, 2026-03-02)"), ("zh", "已停单：fraud")):
        ran = trade(*words, "--lang", lang)
        assert (ran.code, ran.out) == (3, "")
        assert said in ran.err
        assert "--allow-partner" in ran.err
    assert dump() == before
    ran = trade(*words, "--allow-partner", "the customer names it")
    assert ran.code == 0
    assert "blocked, fraud" in ran.err
    assert "the customer names it" in trade("journal", "--last", "1").out


@pytest.mark.parametrize("why", ["", " "])
def test_an_exception_wants_a_reason(trade: Run, why: str) -> None:
    ran = trade(*ORDERS["add"], "--allow-partner", why)
    assert (ran.code, ran.out) == (3, "")
    assert "the reason is empty" in ran.err


def test_a_score_blocks_too(shipped: Callable[[int], Run]) -> None:
    run = shipped(5)
    assert scored(run)["Seagull Lines"]["standing"] == "blocked"
    ran = run(*ORDERS["add"])
    assert (ran.code, ran.out) == (3, "")
    assert "score 50.0, 5 of 10 shipments late, the last 12 months" in ran.err


def test_one_on_watch_warns(shipped: Callable[[int], Run]) -> None:
    ran = shipped(3)(*ORDERS["add"])
    assert ran.code == 0
    assert ran.err == (
        "note: forwarder seagull  lines: watch, score 70.0, 3 of 10 shipments late, "
        "the last 12 months\n"
    )


def test_a_retired_one_gets_no_order(trade: Run, dump: Dump) -> None:
    trade(*SEA)
    trade("partner", "retire", "SEA", "--why", "closed down")
    before = dump()
    ran = trade(*ORDERS["add"], "--lang", "zh")
    assert (ran.code, ran.out) == (3, "")
    assert "货代 seagull  lines 已停用：closed down（2026-03-02）" in ran.err
    assert dump() == before
    ran = trade(*ORDERS["add"], "--allow-partner", "she closes next month")
    assert ran.code == 0
    assert "note: forwarder seagull  lines: retired, closed down (2026-03-02)" in ran.err


ZHAO = ("inspect", "add", "PO-1", "--stage", "final", "--lot", "100", "--critical", "0", "--major", "0", "--minor", "0", "--inspector", "zhao")  # fmt: skip


def test_a_blocked_inspector_inspects_no_new_order(trade: Run, dump: Dump) -> None:
    trade("partner", "add", "ZH", "Zhao", "--kind", "inspector")
    for number in ("PO-1", "PO-2"):
        trade("order", "add", number, "ACME")
        trade("order", "line", "add", number, "M", "100")
    other = ("inspect", "add", "PO-2", *ZHAO[3:])
    assert trade(*other).code == 0
    trade("partner", "standing", "ZH", "blocked", "--why", "passed what he never saw")
    before = dump()
    for lang, said in (("en", "inspector zhao is blocked"), ("zh", "验货方 zhao 已停单")):
        ran = trade(*ZHAO, "--lang", lang)
        assert (ran.code, ran.out) == (3, "")
        assert said in ran.err
    assert dump() == before
    # He was there before he was blocked.
    assert trade(*other).code == 0
    assert trade("inspect", "add", "PO-1", *ZHAO[3:-1], "li").code == 0
    assert trade("inspect", "edit", "PO-1", "1", "--inspector", "ZH").code == 3
    ran = trade(*ZHAO, "--allow-partner", "nobody else is in town")
    assert ran.code == 0
    assert "blocked, passed what he never saw" in ran.err


def test_one_refused_lot_of_twenty_is_five_percent(trade: Run, sheet: Callable[..., str]) -> None:
    trade("import", sheet(HEAD + history(0, 20)))
    for n in range(20):
        ran = trade("inspect", "add", f"HS{n}", "--stage", "incoming", "--lot", "500", "--critical", "0", "--major", "9" if n == 0 else "0", "--minor", "0", "--supplier", "Yiwu glaze works", "--inspector", "Zhao")  # fmt: skip
        assert ran.code == (1 if n == 0 else 0), ran.err
    row = scored(trade)["Yiwu glaze works"]
    assert (row["reject_rate"], row["score"], row["standing"]) == ("5.00", "97.85", "approved")
    shown = data(trade("partner", "show", "yiwu glaze works", "--json"))
    assert shown["sample_ppm"] == "9000"
    (quality,) = [m for m in shown["measures"] if m["metric"] == "quality"]
    assert (quality["value"], quality["points"], quality["n"]) == ("95.00", "95.00", 20)
    assert "9,000 PPM: 9 of 1,000 units" in trade("partner", "show", "yiwu glaze works").out


def test_a_complaint_is_charged_to_who_answers_for_it(shipped: Callable[[int], Run]) -> None:
    run = shipped(0)
    run("complaint", "open", "ACME", "crushed cartons", "--order", "HS1", "--type", "damage")
    run("complaint", "open", "ACME", "wrong red", "--order", "HS2", "--type", "color")
    run("complaint", "open", "ACME", "wrong invoice", "--order", "HS3", "--type", "price")
    run("complaint", "open", "ACME", "cracks in everything", "--supplier", "yiwu glaze works")
    found = scored(run)
    assert found["Seagull Lines"]["claims"] == 1
    assert found["Yiwu glaze works"]["claims"] == 2


def test_what_is_long_past_does_not_block(trade: Run, sheet: Callable[..., str]) -> None:
    old = history(10).replace("2025-", "2023-").replace("HS", "OLD")
    trade("import", sheet(HEAD + old + history(0)))
    row = scored(trade)["Seagull Lines"]
    assert (row["n"], row["late"], row["score"], row["standing"]) == (20, 10, "50.00", "preferred")
    assert trade(*ORDERS["add"]).code == 0
    said = trade("partner", "score")
    assert "12 mon." in said.out
    assert "standing by the last 12 months" in said.err
    page = data(trade("partner", "show", "seagull lines", "--json"))
    assert [page[key] for key in ("standing_months", "standing_n", "standing_score")] == [12, 10, "100.00"]  # fmt: skip
    assert data(trade("partner", "weights", "--months", "36", "--json"))["months"] == 36
    assert scored(trade)["Seagull Lines"]["standing"] == "blocked"
    assert trade(*ORDERS["amend"][:1], "add", "N-2", "ACME", "--forwarder", "Seagull Lines").code == 3  # fmt: skip


def test_a_score_is_rounded_down(trade: Run, sheet: Callable[..., str]) -> None:
    trade("import", sheet(HEAD + history(3, 148)))  # 145 of 148: 97.973 %
    row = scored(trade)["Seagull Lines"]
    assert (row["score"], row["standing"]) == ("97.97", "approved")
    (line,) = [x for x in trade("partner", "score").out.splitlines() if "Seagull Lines" in x]
    assert "97.9" in line
    assert "98.0%" in line  # the rate, which has no band


@pytest.mark.parametrize(
    ("words", "en", "zh"),
    [
        (["--months", "2"], "in the last 2 months", "近 2 个月没有"),
        (["--months", "1"], "in the last month", "近 1 个月没有"),
        (["--kind", "inspector"], "names an inspector", "写明验货方"),
    ],
    ids=" ".join,
)
def test_nothing_found_says_where(shipped: Callable[[int], Run], words: list[str], en: str, zh: str) -> None:  # fmt: skip
    run = shipped(1)
    run("config", now="2026-03-01T09:00:00+08:00")
    assert en in run("partner", "score", *words).out
    assert zh in run("partner", "score", *words, "--lang", "zh").out


def test_what_an_order_named_already_is_no_new_work(trade: Run) -> None:
    trade(*SEA)
    trade("order", "add", "PO-1", "ACME", "--forwarder", "SEA")
    trade("partner", "standing", "SEA", "blocked", "--why", "fraud")
    ran = trade("order", "amend", "PO-1", "ship_by=2026-05-01")
    assert (ran.code, ran.err) == (0, "")
    assert trade("order", "amend", "PO-1", "forwarder=").code == 0
    assert trade("order", "amend", "PO-1", "forwarder=SEA").code == 3


def test_an_import_names_every_blocked_order_and_writes_nothing(
    trade: Run, sheet: Callable[..., str], dump: Dump
) -> None:
    trade(*SEA)
    trade("partner", "standing", "SEA", "blocked", "--why", "fraud")
    fresh = (
        "N-1,ACME,2026-03-01,2026-05-01,,SEA,M,10,\nN-2,ACME,2026-03-01,2026-05-01,,Other,M,10,\n"
    )
    path = sheet(HEAD + fresh + history(0, 2))
    before = dump()
    ran = trade("order", "import", path)
    assert (ran.code, ran.out) == (3, "")
    assert "row 2" in ran.err
    assert "order N-1: forwarder SEA is blocked: fraud" in ran.err
    assert "--allow-partner WHY takes it all the same" in ran.err
    assert dump() == before
    # What has shipped is history and comes in; the good ones too, if asked for.
    assert data(trade("order", "import", path, "--skip-bad", "--dry-run", "--json"))["added"] == 3
    assert trade("import", path, "--what", "orders").code == 3
    ran = trade("import", path, "--what", "orders", "--allow-partner", "nobody else sails there")
    assert ran.code == 0
    assert "blocked, fraud" in ran.err


@pytest.mark.parametrize(
    ("words", "code", "en", "zh"),
    [
        pytest.param(["show", "X"], 3, "no partner 'X'", "没有合作方 'X'", id="unknown"),
        pytest.param(["add", "yw", "Else", "--kind", "forwarder"], 3, "'yw' exists already", "'yw' 已存在", id="code taken"),
        pytest.param(["add", "ZZ", "义乌 釉彩", "--alias", "义乌釉彩", "--kind", "supplier"], 3, "'义乌釉彩' exists", "已存在", id="alias taken"),
        pytest.param(["edit", "SEA"], 2, "nothing to change", "未指定要修改的内容", id="nothing"),
        pytest.param(["edit", "SEA", "--country", "XX"], 3, "XX", "XX", id="no country"),
        pytest.param(["standing", "SEA"], 2, "name a standing", "请指定等级", id="no standing"),
        pytest.param(["standing", "SEA", "watch"], 2, "wants a reason", "须说明原因", id="no reason"),
        pytest.param(["standing", "SEA", "watch", "--auto"], 2, "name a standing", "请指定等级", id="both"),
        pytest.param(["retire", "OLD", "--why", "again"], 3, "is retired", "已停用", id="retired"),
        pytest.param(["weights", "on_time=40"], 3, "total 110, not 100", "合计为 110", id="weights"),
        pytest.param(["weights", "--bands", "1,2,3"], 3, "cannot read the bands", "看不懂分数线", id="bands"),
    ],
)  # fmt: skip
def test_refusals(trade: Run, dump: Dump, words: list[str], code: int, en: str, zh: str) -> None:
    trade(*GLAZE)
    trade(*SEA)
    trade("partner", "add", "OLD", "Old Works", "--kind", "supplier")
    trade("partner", "retire", "OLD", "--why", "closed down")
    before = dump()
    for lang, said in (("en", en), ("zh", zh)):
        ran = trade("partner", *words, "--lang", lang)
        assert (ran.code, ran.out) == (code, "")
        assert said in ran.err
    assert dump() == before


def test_a_supplier_and_a_forwarder_may_share_a_name(trade: Run) -> None:
    assert trade("partner", "add", "A", "Harbour Co", "--kind", "supplier").code == 0
    assert trade("partner", "add", "B", "Harbour Co", "--kind", "forwarder").code == 0
    ran = trade("partner", "show", "harbour co")
    assert ran.code == 3
    assert "A (supplier), B (forwarder)" in ran.err


def test_weights_bands_and_minimum_are_settings(shipped: Callable[[int], Run]) -> None:
    run = shipped(1)
    page = data(run("partner", "weights", "on_time=20", "lead_time=20", "--bands", "99,50,10", "--minimum", "5", "--json"))  # fmt: skip
    assert (page["bands"], page["minimum"]) == (["99", "50", "10"], 5)
    assert {row["metric"]: row["weight"] for row in page["weights"]} == {
        "on_time": "20", "in_full": "15", "quality": "30", "claims": "10", "lead_time": "20",
        "documents": "5",
    }  # fmt: skip
    # 90 % on time, the lead time always kept; half and half.
    assert scored(run)["Yiwu glaze works"]["score"] == "95.00"


@pytest.mark.parametrize(
    "words",
    [
        ["add", "ZZ", "Zed", "--kind", "inspector"],
        ["edit", "SEA", "--alias", "Sea", "--note", "x", "--clear", "country"],
        ["retire", "SEA", "--why", "closed down"],
        ["edit", "OLD", "--active"],
        ["standing", "SEA", "preferred", "--why", "on time for years"],
        ["weights", "on_time=20", "in_full=25", "--minimum", "3", "--months", "6"],
    ],
    ids=" ".join,
)
def test_undo_restores_exactly(trade: Run, dump: Dump, words: list[str]) -> None:
    def book_of() -> dict[str, Any]:
        return {k: v for k, v in dump().items() if k not in ("journal", "changes")}

    trade(*SEA)
    trade("partner", "add", "OLD", "Old Works", "--kind", "supplier")
    trade("partner", "retire", "OLD", "--why", "closed down")
    before = book_of()
    assert trade("partner", *words).code == 0
    assert book_of() != before
    assert trade("undo").code == 0
    assert book_of() == before


def test_the_page_of_one_has_every_figure(shipped: Callable[[int], Run]) -> None:
    shown = data(shipped(1)("partner", "show", "seagull lines", "--json"))
    assert (shown["state"], shown["n"], shown["late"]) == ("not added", 10, 1)
    by_metric = {row["metric"]: row for row in shown["measures"]}
    assert by_metric["on_time"] == {
        "metric": "on_time", "value": "90.00", "n": 10, "points": "90.00", "weight": "100.00",
    }  # fmt: skip
    assert by_metric["claims"]["value"] is None


def test_goods_and_papers_are_known_from_check_order(trade: Run, sheet: Callable[..., str]) -> None:
    trade("order", "add", "PO-1", "ACME", "--date", "2026-02-20", "--ship-by", "2026-03-20")
    trade("order", "line", "add", "PO-1", "MG-1", "100", "--unit", "PCS", "--supplier", "YW")
    short = sheet("Item No.,Qty,Unit,Cartons,Carton No.\nMG-1,90,PCS,2,1-3\n", "short.csv")
    trade("check-order", "PO-1", "--packing", short)
    trade("order", "amend", "PO-1", "shipped_date=2026-03-01")
    measures = {m["metric"]: m for m in data(trade("partner", "show", "YW", "--json"))["measures"]}
    assert (measures["in_full"]["value"], measures["in_full"]["n"]) == ("0.00", 1)
    assert (measures["documents"]["value"], measures["documents"]["n"]) == ("0.00", 1)


def test_the_same_file_again_is_no_new_check(trade: Run, sheet: Callable[..., str], tmp_path: Path) -> None:  # fmt: skip
    import sqlite3

    def runs() -> int:
        with sqlite3.connect(tmp_path / "book.db") as conn:
            (count,) = conn.execute("SELECT count(*) FROM check_runs").fetchone()
        conn.close()
        return int(count)

    trade("order", "add", "PO-1", "ACME")
    trade("order", "line", "add", "PO-1", "MG-1", "100", "--unit", "PCS")
    one = sheet("Item No.,Qty,Unit\nMG-1,90,PCS\n", "one.csv")
    trade("check-order", "PO-1", "--packing", one)
    assert runs() == 1
    trade("check-order", "PO-1", "--packing", one)
    trade("check-order", "PO-1")
    assert runs() == 1
    trade("check-order", "PO-1", "--packing", sheet("Item No.,Qty,Unit\nMG-1,100,PCS\n", "two.csv"))
    assert runs() == 2
    trade("undo")
    assert runs() == 1
