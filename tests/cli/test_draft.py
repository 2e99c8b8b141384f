"""gendan draft: the message to the customer, in five languages, with own texts (contract §7)."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gendan.cli.app import main
from gendan.core.drafts import PLACEHOLDERS

Run = Callable[..., Any]
Dump = Callable[[], dict[str, Any]]

ORDER = """order,customer,order_date,ship_by,currency,deposit,payment,incoterm,pol,pod,documents,sku,description,quantity,unit,unit_price
PO-1,ACME,2026-02-20,2026-06-30,USD,30,"30% T/T, rest against B/L copy",FOB Ningbo,Ningbo,Hamburg,"CI,PL,BL,CO",MUG,Stoneware mug,12000,PCS,2.50
PO-1,ACME,2026-02-20,2026-06-30,USD,30,"30% T/T, rest against B/L copy",FOB Ningbo,Ningbo,Hamburg,"CI,PL,BL,CO",BOWL,Bowl,1500,SET,4
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with a planned order of a German customer, one without a plan, one cancelled."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "orders.csv").write_text(ORDER, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GENDAN_NOW", "2026-02-20T09:00:00+08:00")
        patch.setenv("GENDAN_DB", str(folder / "book.db"))
        patch.setenv("GENDAN_USER", "wang")
        for words in (
            ["init", "--timezone", "Asia/Shanghai"],
            [
                "customer",
                "add",
                "ACME",
                "Acme Trading GmbH",
                "--country",
                "DE",
                "--language",
                "de-AT",
            ],
            ["customer", "add", "LUX", "Luxor Lda", "--language", "pt"],
            ["contact", "add", "ACME", "Eva Brandt", "--main"],
            ["order", "import", str(folder / "orders.csv")],
            ["order", "add", "PO-2", "ACME"],
            ["order", "add", "PO-3", "LUX", "--ship-by", "2026-06-30"],
            ["order", "add", "PO-9", "ACME"],
            ["order", "cancel", "PO-9", "--why", "no credit"],
            ["plan", "PO-1"],
            ["plan", "PO-3"],
        ):
            assert main(words) == 0, words
    return folder / "book.db"


@pytest.fixture
def desk(made: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run` on a copy of that book, on the day of the order."""
    shutil.copy(made, tmp_path / "book.db")
    monkeypatch.setenv("GENDAN_NOW", "2026-02-20T10:00:00+08:00")
    return run


def said(run: Run, *words: str) -> str:
    ran = run("draft", *words)
    assert ran.code == 0, ran.err
    return str(ran.out)


def test_the_order_in_the_customers_language_ready_to_paste(desk: Run) -> None:
    assert said(desk, "PO-1", "po-review") == (
        "Guten Tag Eva Brandt,\n"
        "\n"
        "vielen Dank für Ihren Auftrag PO-1 vom 20. Februar 2026. Wir haben ihn geprüft und "
        "verstehen ihn so:\n"
        "\n"
        "- MUG, Stoneware mug: 12.000 Stück\n"
        "- BOWL, Bowl: 1.500 Sets\n"
        "Betrag: USD 36.000,00\n"
        "Lieferbedingung: FOB Ningbo\n"
        "Zahlung: 30% T/T, rest against B/L copy\n"
        "Verschiffung bis: 30. Juni 2026\n"
        "Dokumente: Handelsrechnung, Packliste, Konnossement (B/L), Ursprungszeugnis\n"
        "\n"
        "Bitte geben Sie mir Bescheid, falls etwas nicht so gemeint war. Unsere Proformarechnung folgt.\n"
        "\n"
        "Freundliche Grüße\n"
        "wang\n"
    )


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        pytest.param("en", ["Dear Eva Brandt,", "20 February 2026", "12,000 pcs", "USD 36,000.00"], id="en"),
        pytest.param("zh", ["Eva Brandt，您好！", "2026年2月20日", "12,000 件", "商业发票、装箱单"], id="zh"),
        pytest.param("es", ["Buenos días, Eva Brandt:", "20 de febrero de 2026", "12.000 piezas"], id="es"),
        pytest.param("de", ["Guten Tag Eva Brandt,", "20. Februar 2026", "12.000 Stück"], id="de"),
        pytest.param("fr", ["Bonjour Eva Brandt,", "20 février 2026", "12\u00a0000 pièces"], id="fr"),
    ],
)  # fmt: skip
def test_days_and_numbers_in_each_languages_way(desk: Run, language: str, parts: list[str]) -> None:
    text = said(desk, "PO-1", "po-review", "--language", language)
    for part in parts:
        assert part in text
    assert "{" not in text
    assert "U+" not in text


def test_deposit_and_balance(desk: Run) -> None:
    text = said(desk, "PO-1", "pi", "--language", "en")
    assert "Deposit: 30% (USD 10,800.00)" in text
    assert "Balance: USD 25,200.00" in said(desk, "PO-1", "balance-rem", "--language", "en")


def test_before_it_is_done_it_asks_after_it_says_thank_you(desk: Run) -> None:
    ask = said(desk, "PO-1", "pi", "--language", "en")
    assert "Please sign and return it" in ask
    assert desk("done", "PO-1", "pi").code == 0
    thanks = said(desk, "PO-1", "pi", "--language", "en")
    assert "Thank you for the signed proforma invoice" in thanks


def test_a_node_without_its_own_message_is_told_as_it_stands(desk: Run) -> None:
    open_ = said(desk, "PO-1", "materials", "--language", "de")
    assert "Als Nächstes: Material und Zubehör bestellt, " in open_
    desk("done", "PO-1", "materials")
    done = said(desk, "PO-1", "materials", "--language", "zh")
    assert "已完成：原辅料采购下单，2026年2月20日" in done
    assert "下一步：" in done


def test_a_slip_within_the_slack_leaves_the_shipment(desk: Run) -> None:
    desk("slip", "PO-1", "shipment-sample", "2026-06-23", "--why", "photo studio", "--party", "us")
    text = said(desk, "PO-1", "shipment-sample", "--language", "en")
    assert "Planned: 18 June 2026" in text
    assert "New date: 23 June 2026" in text
    assert "Reason: photo studio" in text
    assert "Shipment: 30 June 2026, as agreed." in text
    assert "later" not in text


def test_a_delay_states_reason_new_day_and_what_we_do(desk: Run) -> None:
    desk("slip", "PO-1", "artwork", "2026-06-15", "--why", "染厂停电", "--party", "supplier")
    ran = desk("draft", "PO-1", "artwork")
    assert "Grund: 染厂停电" in ran.out
    assert "Neuer Termin: 15. Juni 2026" in ran.out
    assert " statt 30. Juni 2026, also " in ran.out
    assert "Was wir tun: wir stehen täglich mit dem Werk in Kontakt" in ran.out
    assert "--why" in ran.err
    assert "--action" in ran.err
    better = desk("draft", "PO-1", "artwork", "--why", "Stromausfall", "--action", "zwei Schichten")
    assert "Grund: Stromausfall" in better.out
    assert "Was wir tun: zwei Schichten." in better.out
    assert better.err == ""


def test_no_day_before_the_order_was_ever_promised(desk: Run) -> None:
    ok = desk("order", "add", "PO-5", "ACME", "--ship-by", "2026-03-20")
    assert (ok.code, desk("plan", "PO-5").code) == (0, 0)
    ran = desk("draft", "PO-5", "po-review", "--language", "en", now="2026-02-23T10:00:00+08:00")
    assert "New date: " in ran.out
    assert "Planned: " not in ran.out
    assert "planned" not in ran.err


def test_once_told_it_is_no_news_until_it_slips_again(desk: Run) -> None:
    desk("slip", "PO-1", "artwork", "2026-06-15", "--why", "flood", "--party", "supplier")
    assert desk("told", "PO-1", "artwork").code == 0
    assert "Please find attached the artwork" in said(desk, "PO-1", "artwork", "--language", "en")
    desk("slip", "PO-1", "artwork", "2026-06-18", "--why", "strike", "--party", "supplier")
    again = said(desk, "PO-1", "artwork", "--language", "en")
    assert "Planned: 15 June 2026" in again
    assert "Reason: strike" in again


def test_a_delay_of_theirs_asks_instead_of_excusing(desk: Run) -> None:
    desk("slip", "PO-1", "pi", "2026-06-15", "--why", "signed PI", "--party", "customer")
    text = said(desk, "PO-1", "pi", "--language", "en")
    assert "we are waiting for something from your side" in text
    assert "sorry" not in text


def test_nobody_is_blamed_for_the_delay_of_another(desk: Run) -> None:
    desk("slip", "PO-1", "artwork", "2026-06-15", "--why", "flood", "--party", "supplier")
    desk("slip", "PO-1", "pi", "2026-02-26", "--why", "signed PI", "--party", "customer")
    ran = desk("draft", "PO-1", "pi", "--language", "en")
    assert "Shipment" not in ran.out
    assert "days late as things stand" in ran.err


def test_the_shipping_node_tells_what_holds_it_up(desk: Run) -> None:
    desk("slip", "PO-1", "artwork", "2026-06-15", "--why", "flood", "--party", "supplier")
    text = said(desk, "PO-1", "on-board", "--language", "en")
    assert "Reason: flood" in text
    assert "instead of 30 June 2026" in text


def test_a_vessel_that_leaves_late_is_the_reason(desk: Run) -> None:
    desk("shipment", "add", "PO-1", "--vessel", "EVER ACE", "--etd", "2026-07-08")
    ran = desk("draft", "PO-1", "on-board", "--language", "en")
    assert "ETD 2026-07-08" in ran.out
    assert "8 days" in ran.out
    assert "its day has passed" not in ran.err


def test_the_shipment_and_what_the_book_does_not_know(desk: Run) -> None:
    desk("shipment", "add", "PO-1", "--vessel", "EVER ACE", "--voyage", "012W", "--etd", "2026-06-28",
         "--container", "CSQU3054383", "--seal", "S1", "--si-cutoff", "2026-06-24 16:00")  # fmt: skip
    ran = desk("draft", "PO-1", "draft-bl", "--language", "en")
    assert "Vessel: EVER ACE 012W\n" in ran.out
    assert "Container: CSQU3054383 / S1\n" in ran.out
    assert "The carrier accepts changes until 24 June 2026 16:00." in ran.out
    assert "ETA" not in ran.out
    assert "left out, because the book does not know it: eta" in ran.err
    desk("shipment", "add", "PO-1", "--vessel", "MSC OSCAR", "--eta", "2026-07-30")
    assert "MSC OSCAR" in said(desk, "PO-1", "draft-bl")
    assert "EVER ACE" in said(desk, "PO-1", "draft-bl", "--shipment", "1")
    desk("shipment", "cancel", "PO-1", "2", "--why", "rolled")
    assert "EVER ACE" in said(desk, "PO-1", "draft-bl")


def test_on_board_is_told_in_the_place_of_the_etd(desk: Run) -> None:
    desk("shipment", "add", "PO-1", "--vessel", "EVER ACE", "--etd", "2026-06-28")
    desk("order", "amend", "PO-1", "shipped_date=2026-06-29", now="2026-06-30T09:00:00+08:00")
    text = said(desk, "PO-1", "shipping-advice", "--language", "en")
    assert "On board: 29 June 2026" in text
    assert "ETD" not in text


def test_a_message_for_scripts(desk: Run) -> None:
    found = json.loads(said(desk, "PO-1", "pps", "--json"))
    assert list(found) == ["order", "customer", "node", "kind", "language", "text", "missing"]
    assert (found["kind"], found["language"], found["missing"]) == ("pps-open", "de", [])
    assert found["text"].startswith("Guten Tag Eva Brandt,\n\n")
    assert said(desk, "PO-1", "pps", "--csv").startswith("order,customer,node,")


def test_own_texts_are_used_listed_and_taken_back(desk: Run, tmp_path: Path, dump: Dump) -> None:
    own = tmp_path / "own.txt"
    own.write_text("Moin {contact}!\n{order}: {step}\n{bl}\n", encoding="utf-8")
    before = dump()["draft_templates"]
    assert desk("draft", "--edit", "pps-open", "de", str(own)).code == 0
    assert said(desk, "PO-1", "pps") == "Moin Eva Brandt!\nPO-1: Vorserienmuster freigegeben\n"
    assert said(desk, "--text", "pps-open", "de") == "Moin {contact}!\n{order}: {step}\n{bl}\n"
    rows = {row["kind"]: row for row in json.loads(said(desk, "--list", "--json"))}
    assert rows["pps-open"]["own"] == ["de"]
    assert rows["pps"]["own"] == []
    assert json.loads(said(desk, "--text", "pps-open", "de", "--json"))["own"] is True
    assert desk("draft", "--reset", "pps-open", "de").code == 0
    assert "Vorserienmuster" in said(desk, "PO-1", "pps")
    desk("undo")
    assert said(desk, "PO-1", "pps").startswith("Moin")
    desk("undo")
    assert dump()["draft_templates"] == before


@pytest.mark.parametrize(
    ("words", "name"),
    [
        pytest.param(["PO-3", "po-review"], "Portuguese (pt)", id="the customer's language"),
        pytest.param(["PO-1", "po-review", "--language", "ru-RU"], "Russian (ru)", id="asked for"),
    ],
)
def test_a_language_without_messages_gets_english_and_that_is_said(
    desk: Run, words: list[str], name: str
) -> None:
    ran = desk("draft", *words)
    assert ran.code == 0
    assert ran.out.startswith("Dear ")
    assert "20 February 2026" in ran.out
    assert name in ran.err
    assert "`gendan draft --text po-review en > FILE.txt`" in ran.err
    assert f"`gendan draft --edit po-review {name[-3:-1]} FILE.txt`" in ran.err
    assert json.loads(said(desk, *words, "--json"))["language"] == "en"
    assert "英文" in desk("draft", *words, "--lang", "zh").err


def test_an_own_text_in_a_language_that_is_not_shipped(desk: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("Prezado {contact}: {order}, {order_date}, {ship_by}", encoding="utf-8")
    assert desk("draft", "--edit", "po-review", "pt-BR", str(own)).code == 0
    ran = desk("draft", "PO-3", "po-review")
    assert ran.out == "Prezado Luxor Lda: PO-3, 20 de fevereiro de 2026, 30 de junho de 2026\n"
    assert ran.err == ""
    rows = {row["kind"]: row for row in json.loads(said(desk, "--list", "--json"))}
    assert rows["po-review"]["own"] == ["pt"]
    assert "Prezado" in said(desk, "--text", "po-review", "pt")
    assert desk("draft", "--reset", "po-review", "pt").code == 0
    assert said(desk, "PO-3", "po-review").startswith("Dear ")


def test_the_list_explains_every_name_that_a_text_can_use(desk: Run) -> None:
    ran = desk("draft", "--list")
    for name, about in PLACEHOLDERS.items():
        assert re.search(rf"^\{{{name}\}} +{re.escape(about.en)}$", ran.out, re.MULTILINE), name
    assert "{" not in ran.err


def test_an_own_text_for_a_node_without_a_shipped_one(desk: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("{order} {step}: {day}", encoding="utf-8")
    assert desk("draft", "--edit", "Booking", "zh", str(own)).code == 0
    assert said(desk, "PO-1", "booking", "--language", "zh") == "PO-1 订舱: 2026年2月20日\n"
    assert "booking" in said(desk, "--list")
    assert "gone" in desk("draft", "--reset", "booking", "zh").out


def test_a_shipped_text_can_be_written_to_a_file_and_taken_again(desk: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text(said(desk, "--text", "delay", "fr"), encoding="utf-8")
    shipped = said(desk, "--text", "delay", "fr")
    assert desk("draft", "--edit", "delay", "fr", str(own)).code == 0
    assert said(desk, "--text", "delay", "fr") == shipped


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(["PO-404", "pi"], 3, id="no such order"),
        pytest.param(["PO-9", "pi"], 3, id="a cancelled order"),
        pytest.param(["PO-2", "pi"], 3, id="no plan"),
        pytest.param(["PO-1", "moon"], 3, id="no such node"),
        pytest.param(["PO-1", "ship"], 3, id="two nodes begin so"),
        pytest.param(["PO-1", "pi", "--language", "xx"], 3, id="no language"),
        pytest.param(["PO-1", "pi", "--shipment", "4"], 3, id="no such shipment"),
        pytest.param(["PO-1", "pi", "--why", "strike"], 3, id="a reason without a delay"),
        pytest.param(["PO-1", "pi", "--action", " "], 3, id="an empty measure"),
        pytest.param(["--text", "moon", "en"], 3, id="no such message"),
        pytest.param(["--text", "booking", "en"], 3, id="a node without its own text"),
        pytest.param(["--text", "pi", "it"], 3, id="the text of a language without one"),
        pytest.param(["--text", "pi", "xx"], 3, id="the text of no language"),
        pytest.param(["--reset", "pi", "en"], 3, id="nothing to reset"),
        pytest.param(["--edit", "pi", "en", "nowhere.txt"], 3, id="no file"),
        pytest.param(["--edit", "moon", "en", "good.txt"], 3, id="an own text for nothing"),
        pytest.param(["--edit", "pi", "xx", "good.txt"], 3, id="an own text in no language"),
        pytest.param(["--edit", "pi", "en", "bad.txt"], 3, id="names that no message has"),
        pytest.param([], 2, id="nothing"),
        pytest.param(["PO-1"], 2, id="no node"),
        pytest.param(["PO-1", "pi", "--list"], 2, id="a message and the list"),
        pytest.param(["--list", "--reset", "pi", "en"], 2, id="two things"),
        pytest.param(["--text", "pi"], 2, id="no language"),
        pytest.param(["PO-1", "pi", "--shipment", "0"], 2, id="shipment 0"),
        pytest.param(["--list", "--json", "--csv"], 2, id="two forms"),
    ],
)  # fmt: skip
def test_bad_words_are_refused_and_nothing_is_written(
    desk: Run, dump: Dump, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text("{order}", encoding="utf-8")
    Path("bad.txt").write_text("{order.id}\n{", encoding="utf-8")
    before = dump()
    ran = desk("draft", *words)
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert ran.err.startswith("gendan: ")
    assert "\nhint: " in ran.err
    assert dump() == before
