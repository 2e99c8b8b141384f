"""gendan order add, line add, amend, require, confirm (contract §5): every field, and what stood before."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
Dump = Callable[[], dict[str, Any]]


@pytest.fixture
def acme(book: Run) -> Run:
    """A customer who pays in euros, with an order of two lines."""
    book("customer", "add", "ACME", "Acme Trading", "--currency", "EUR")
    for words in (
        ["order", "add", "PO-1", "acme", "--ship-by", "2026-04-20", "--incoterm", "FOB"],
        ["order", "line", "add", "PO-1", "M-1", "100", "--unit", "PCS", "--price", "2.50"],
        ["order", "line", "add", "PO-1", "M-2", "50", "--amount", "99.50", "--color", "red"],
    ):
        ran = book(*words)
        assert ran.code == 0, ran.err
    return book


def shown(run: Run, number: str = "PO-1") -> dict[str, Any]:
    ran = run("order", "show", number, "--json")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert isinstance(found, dict)
    return found


def told(amendment: dict[str, Any]) -> list[tuple[str | None, str, str | None, str | None]]:
    return [(c["line"], c["field"], c["old"], c["new"]) for c in amendment["changes"]]


HEADER = {
    "ship-by": ("fri", "ship_by", "2026-03-06"),
    "currency": ("usd", "currency", "USD"),
    "incoterm": ("FOB Ningbo", "incoterm", "FOB Ningbo"),
    "place": ("Ningbo", "place", "Ningbo"),
    "payment": ("30% T/T, 70% against B/L copy", "payment", "30% T/T, 70% against B/L copy"),
    "payment-kind": ("T/T", "payment_kind", "T/T"),
    "pol": ("Ningbo", "pol", "Ningbo"),
    "pod": ("Hamburg", "pod", "Hamburg"),
    "marks": ("ACME\nHAMBURG\n1-25", "marks", "ACME\nHAMBURG\n1-25"),
    "consignee": ("Acme Lager GmbH", "consignee", "Acme Lager GmbH"),
    "notify": ("same as consignee", "notify", "same as consignee"),
    "partial": ("not allowed", "partial", "not allowed"),
    "tolerance": ("±5%", "tolerance", "±5%"),
    "owner": ("li", "owner", "li"),
    "forwarder": ("Seahorse", "forwarder", "Seahorse"),
    "deposit": ("30%", "deposit", "30"),
    "inspection": ("终检", "inspection", "final"),
    "documents": ("ci; PL、B/L/c/o，保险单", "documents", "CI,PL,BL,CO,INS"),
}


def test_an_order_with_every_field(acme: Run) -> None:
    options = [word for name, (typed, _, _) in HEADER.items() for word in (f"--{name}", typed)]
    ran = acme("order", "add", "PO-9", "ACME", "--date", "fri", *options)
    assert ran.code == 0, ran.err
    found = shown(acme, "po-9")
    assert found["order_date"] == "2026-02-27", "what is left out of the order date looks back"
    for _, field, expected in HEADER.values():
        assert found[field] == expected
    assert "Fri 2026-02-27" in ran.out
    assert "Fri 2026-03-06" in ran.out


def test_today_and_the_customers_currency_are_the_usual_ones(acme: Run) -> None:
    assert (shown(acme)["order_date"], shown(acme)["currency"]) == ("2026-03-02", "EUR")


LINE = {
    "unit": ("SET", "SET"), "discount": ("15%", "0.15"), "customer-item": ("B-7", "B-7"),
    "description": ("Mug [no lid]", "Mug [no lid]"), "spec": ("330 ml", "330 ml"),
    "color": ("red", "red"), "size": ("L", "L"), "pcs-per-carton": ("２４", "24"),
    "cartons": ("1,000", "1000"), "barcode": ("4006381333931", "4006381333931"),
    "hs-code": ("6912.00", "6912.00"), "origin": ("CN", "CN"), "supplier": ("Kiln 3", "Kiln 3"),
    "tolerance": ("+3/-0%", "+3/-0%"), "line": ("10a", "10a"), "amount": ("8.00", "8"),
}  # fmt: skip


def test_a_line_with_every_field(acme: Run) -> None:
    options = [word for name, (typed, _) in LINE.items() for word in (f"--{name}", typed)]
    ran = acme("order", "line", "add", "PO-1", "M-3", "24,000", "--price", "1.25", *options)
    assert ran.code == 0, ran.err
    found = shown(acme)["lines"][2]
    assert (found["sku"], found["quantity"], found["unit_price"]) == ("M-3", "24000", "1.25")
    for name, (_, expected) in LINE.items():
        assert found[name.replace("-", "_")] == expected


def test_lines_are_counted_on(acme: Run) -> None:
    assert [line["line"] for line in shown(acme)["lines"]] == ["1", "2"]
    acme("order", "line", "add", "PO-1", "M-3", "1", "--line", "10")
    acme("order", "line", "add", "PO-1", "M-4", "1")
    assert [line["line"] for line in shown(acme)["lines"]] == ["1", "2", "10", "11"]


def test_a_line_that_was_added_is_an_amendment(acme: Run) -> None:
    found = shown(acme)["amendments"]
    assert [(a["n"], a["who"], a["why"]) for a in found] == [(1, "wang", None), (2, "wang", None)]
    assert told(found[0]) == [
        ("1", "line", None, "1"),
        ("1", "sku", None, "M-1"),
        ("1", "quantity", None, "100"),
        ("1", "unit", None, "PCS"),
        ("1", "unit_price", None, "2.5"),
    ]


def test_what_stood_before_is_kept(acme: Run) -> None:
    words = ["ship_by=2026-05-01", "唛头=ACME / HAMBURG", "incoterm="]
    ran = acme("order", "amend", "PO-1", *words, "--why", "they asked", "--as", "li")
    assert ran.code == 0, ran.err
    for word in ("2026-04-20 → Fri 2026-05-01", "FOB → –", "– → ACME / HAMBURG"):
        assert word in ran.out
    found = shown(acme)
    assert (found["ship_by"], found["marks"], found["incoterm"]) == (
        "2026-05-01", "ACME / HAMBURG", None,
    )  # fmt: skip
    last = found["amendments"][-1]
    assert (last["n"], last["who"], last["why"], last["at"]) == (
        3, "li", "they asked", "2026-03-02T09:00:00+08:00",
    )  # fmt: skip
    assert told(last) == [
        (None, "ship_by", "2026-04-20", "2026-05-01"),
        (None, "incoterm", "FOB", None),
        (None, "marks", None, "ACME / HAMBURG"),
    ]


def test_fields_of_a_line(acme: Run) -> None:
    assert acme("order", "amend", "PO-1", "quantity=1,200", "color=", "--line", "2").code == 0
    line = shown(acme)["lines"][1]
    assert (line["quantity"], line["color"]) == ("1200", None)


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        (["quantity=60"], None),
        (["unit_price=2"], None),
        (["quantity=60", "amount=120"], "120"),
        (["color=blue"], "99.5"),
        (["quantity=50.0", "color=blue"], "99.5"),
    ],
    ids=str,
)
def test_a_stated_amount_does_not_outlive_what_it_was_computed_from(
    acme: Run, words: list[str], amount: str | None
) -> None:
    ran = acme("order", "amend", "PO-1", *words, "--line", "2")
    assert ran.code == 0, ran.err
    assert shown(acme)["lines"][1]["amount"] == amount
    assert (amount is None) == ("Amount 99.5 → –" in ran.out)


def test_lines_are_dropped(acme: Run) -> None:
    ran = acme("order", "amend", "PO-1", "--drop-line", "1", "ship_by=2026-05-01")
    assert ran.code == 0, ran.err
    assert [line["sku"] for line in shown(acme)["lines"]] == ["M-2"]
    assert "line 1 dropped: Item M-1, Quantity 100" in ran.out
    assert acme("order", "line", "add", "PO-1", "M-9", "1").code == 0
    assert [line["line"] for line in shown(acme)["lines"]] == ["2", "3"]


def test_a_closed_order_changes_no_more_but_for_its_date(acme: Run, dump: Dump) -> None:
    now = "2026-03-04T09:00:00+08:00"
    assert acme("order", "amend", "PO-1", "shipped_date=yesterday", now=now).code == 0
    assert shown(acme)["state"] == "shipped"
    before = dump()
    for words in (
        ["amend", "PO-1", "marks=X"],
        ["amend", "PO-1", "shipped_date=", "marks=X"],
        ["line", "add", "PO-1", "M-3", "1"],
        ["require", "PO-1", "label"],
    ):
        ran = acme("order", *words)
        assert (ran.code, ran.out) == (3, "")
    assert dump() == before
    assert acme("order", "amend", "PO-1", "shipped_date=2026-03-02").code == 0
    assert acme("order", "amend", "PO-1", "shipped_date=").code == 0
    assert acme("order", "cancel", "PO-1", "--why", "no money").code == 0
    assert acme("order", "amend", "PO-1", "shipped_date=2026-02-28").code == 3


@pytest.mark.parametrize("words", ["shipped_date=2026-03-01", "shipped_date=yesterday"])
def test_nothing_left_before_it_was_ordered(acme: Run, dump: Dump, words: str) -> None:
    before = dump()
    ran = acme("order", "amend", "PO-1", words)
    assert (ran.code, ran.out) == (3, "")
    assert "shipped 2026-03-01 lies before order PO-1, which came on 2026-03-02" in ran.err
    assert "hint:" in ran.err
    assert dump() == before
    assert acme("order", "amend", "PO-1", words, "order_date=2026-02-20").code == 0


def test_nothing_changed_is_refused(acme: Run, dump: Dump) -> None:
    before = dump()
    for words in (["ship_by=2026-04-20"], ["quantity=100.00", "--line", "1"]):
        assert acme("order", "amend", "PO-1", *words).code == 3
    assert dump() == before


COMMANDS = [
    ["order", "add", "PO-2", "ACME"],
    ["order", "line", "add", "PO-1", "M-3", "7"],
    ["order", "amend", "PO-1", "ship_by=2026-05-01", "marks=X", "order_date=2026-02-01"],
    ["order", "amend", "PO-1", "quantity=60", "--line", "2"],
    ["order", "amend", "PO-1", "--drop-line", "1", "--drop-line", "2", "deposit=30"],
    ["order", "require", "PO-1", "label", "--confirmed", "today"],
    ["order", "confirm", "PO-1", "R1"],
]


def rows(found: dict[str, Any]) -> dict[str, Any]:
    """All but the journal, which only grows."""
    return {name: found[name] for name in found if name not in ("journal", "changes")}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_can_be_taken_back(acme: Run, dump: Dump, words: list[str]) -> None:
    if "confirm" in words:
        acme("order", "require", "PO-1", "label")
    before = rows(dump())
    assert acme(*words).code == 0
    after = rows(dump())
    assert after != before
    ran = acme("undo")
    assert ran.code == 0, ran.err
    assert rows(dump()) == before
    seq = json.loads(acme("journal", "--json").out)[0]["seq"]
    assert acme("undo", str(seq)).code == 0
    assert rows(dump()) == after


def test_an_amendment_is_never_taken_back_by_half(acme: Run, dump: Dump) -> None:
    acme("order", "amend", "PO-1", "quantity=60", "unit=SET", "--line", "2")
    entry = str(json.loads(acme("journal", "--json").out)[0]["seq"])
    acme("order", "amend", "PO-1", "quantity=70", "--line", "2")
    before = dump()
    ran = acme("undo", entry)
    assert ran.code == 3
    assert dump() == before
    acme("order", "amend", "PO-1", "--drop-line", "2")
    assert acme("undo", entry).code == 3, "nor where the line is gone"


def test_an_undo_whose_number_was_given_again_stays(acme: Run, dump: Dump) -> None:
    acme("order", "amend", "PO-1", "marks=X")
    acme("undo")
    undo = str(json.loads(acme("journal", "--json").out)[0]["seq"])
    acme("order", "amend", "PO-1", "pol=Ningbo")
    before = dump()
    assert acme("undo", undo).code == 3
    assert dump() == before


def test_a_dropped_line_whose_number_was_given_again_stays_dropped(acme: Run, dump: Dump) -> None:
    acme("order", "amend", "PO-1", "--drop-line", "1")
    dropped = str(json.loads(acme("journal", "--json").out)[0]["seq"])
    acme("order", "line", "add", "PO-1", "M-7", "3", "--line", "1")
    before = dump()
    assert acme("undo", dropped).code == 3
    assert dump() == before


def test_the_import_that_made_an_amended_order_stays(acme: Run, dump: Dump) -> None:
    made = next(
        e["seq"]
        for e in json.loads(acme("journal", "--json").out)
        if e["command"].startswith("order add")
    )
    before = dump()
    assert acme("undo", str(made)).code == 3
    assert dump() == before


def test_requirements_in_two_readings(acme: Run) -> None:
    first = acme("order", "require", "PO-1", "one label on each box", "--source", "Etikett!")
    assert first.code == 0
    assert "R1" in first.out
    assert "gendan order confirm PO-1 R1" in first.out
    acme("order", "require", "PO-1", "no wood", "--confirmed", "fri")
    found = shown(acme)["requirements"]
    assert [(r["item"], r["text"], r["source"], r["confirmed"], r["who"]) for r in found] == [
        ("R1", "one label on each box", "Etikett!", None, "wang"),
        ("R2", "no wood", None, "2026-02-27", "wang"),
    ]
    ran = acme("order", "confirm", "po-1", "r1", "--on", "yesterday")
    assert ran.code == 0
    assert "Sun 2026-03-01" in ran.out
    assert shown(acme)["requirements"][0]["confirmed"] == "2026-03-01"


def test_the_same_requirement_twice(acme: Run, dump: Dump) -> None:
    acme("order", "require", "PO-1", "No  wood")
    before = dump()
    ran = acme("order", "require", "PO-1", "no wood")
    assert ran.code == 3
    assert "R1" in ran.err
    assert dump() == before


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_file_of_an_order_for_people(acme: Run, lang: str) -> None:
    acme("order", "require", "PO-1", "no wood", "--source", "kein Holz")
    acme("order", "amend", "PO-1", "inspection=all", "deposit=30")
    out = acme("order", "show", "PO-1", "--lang", lang).out
    for en, zh in (
        ("Deposit %", "定金 %"),
        ("Inspection", "验货"),
        ("Amendments: 3", "修改记录：3"),
        ("not yet", "未确认"),
        ("kein Holz", "kein Holz"),
    ):
        assert (en if lang == "en" else zh) in out
    assert ("Named place" if lang == "en" else "指定地点") not in out, "only what was given"
    asked = {"en": "incoming, in-line and final", "zh": "来料、中期、尾期检验"}
    assert asked[lang] in out
