"""A book with a row, at least, in every table: what commands write, and nothing else."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from .conftest import Bench
from .goods import ORDER

KEY = "AAAAC3NzaC1lZDI1NTE5AAAAI" + "A" * 43
"""A public key of ssh: 32 bytes of nothing."""


def fill(bench: Bench, folder: Path) -> None:
    """A row, at least, in every table that commands fill."""
    (folder / "words.txt").write_text("Dear {contact}, order {order}: {step}.\n", encoding="utf-8")
    (folder / "list.csv").write_text("Customer ID,Company Name,Note\nIMPO,Imported,by file\n")
    (folder / "packed.csv").write_text("Item No.,Quantity,Cartons\nM-1,4,1\n")
    (folder / "li.pub").write_text(f"ssh-ed25519 {KEY} li\n")
    shipped = folder / "shipped.toml"
    for words in (
        ["contact", "add", "NORD", "Frau Petersen", "--role", "Buyer", "--email", "p@example.com", "--main"],
        ["customer", "edit", "NORD", "--alias", "Nordvinter", "--note", "pays late", "--owner", "chen"],
        ["customer", "add", "BETA", "Beta Ltd", "--owner", "lin", "--tier", "B", "--since", "2025-01-05"],
        ["customer", "add", "OLD", "Old Ltd"],
        ["customer", "add", "GONE", "Gone Ltd"],
        ["customer", "retire", "GONE", "--why", "closed"],
        ["customer", "merge", "OLD", "BETA"],
        ["import", "list.csv"],
        ["log", "BETA", "talked", "-c", "phone", "--at", "2026-01-05"],
        ["log", "NORD", "wrote", "--in"],
        ["snooze", "BETA", "2026-03-20", "--why", "fair"],
        ["pause", "IMPO", "2026-04-01", "--why", "stocktaking"],
        ["fx", "set", "EUR", "1.1"],
        ["tier", "pin", "BETA", "A", "--why", "new brand"],
        ["order", "add", "PO-9", "BETA", "--ship-by", "2026-05-30", "--owner", "lin", "--marks", "B / 9"],
        ["order", "line", "add", "PO-9", "M-1", "5", "--price", "2"],
        ["order", "amend", "PO-9", "marks=C / 9", "--why", "their letter"],
        ["order", "require", "PO-9", "no staples", "--source", "mail", "--confirmed", "2026-02-01"],
        ["order", "add", "PO-8", "BETA"],
        ["order", "cancel", "PO-8", "--why", "lost"],
        ["plan", "PO-9"],
        ["done", "PO-9", "po-review", "--evidence", "mail", "--told"],
        ["slip", "PO-9", "on-board", "2026-06-20", "--why", "no ship", "--party", "forwarder"],
        ["shipment", "add", "PO-9", "--forwarder", "Kaiwind", "--vessel", "Ever", "--etd", "2026-06-20",
         "--note", "late"],
        ["sop", "export", "export-order", str(shipped)],
        ["draft", "--edit", "po-review", "en", "words.txt"],
        ["policy", "level3_tier", "A"],
        ["policy", "supervisors", "zhou"],
        ["sign", ORDER],
        ["sign", ORDER, "--revoke", "--why", "a doubt"],
        ["sign", ORDER],
        ["partner", "add", "KW", "Kaiwind", "--kind", "forwarder", "--alias", "Kai", "--note", "slow"],
        ["partner", "add", "FAC", "Factory", "--kind", "supplier"],
        ["partner", "standing", "FAC", "watch", "--why", "late"],
        ["partner", "add", "OLDP", "Old", "--kind", "inspector"],
        ["partner", "retire", "OLDP", "--why", "closed"],
        ["risk", "add", "steel", "--kind", "fx", "--probability", "3", "--impact", "3", "--response", "hedge",
         "--owner", "lin", "--review", "2026-03-20"],
        ["risk", "review", "1", "--note", "seen", "--review", "2026-04-20"],
        ["risk", "add", "cotton", "--kind", "market", "--probability", "2", "--impact", "4", "--response",
         "wait", "--owner", "lin", "--review", "2026-04-20"],
        ["risk", "close", "2", "--why", "over"],
        ["complaint", "open", "BETA", "bad goods", "--order", "PO-9", "--type", "color", "--remedy", "new",
         "--item", "M-1", "--quantity", "5 pcs", "--file", "words.txt"],
        ["complaint", "move", "1", "acknowledged", "--note", "called"],
        ["complaint", "edit", "1", "--team", "lin, zhao", "--containment", "stock held", "--what", "stains",
         "--where", "lid", "--when", "2026-02-01", "--occurrence", "oil", "--escape", "no light",
         "--decision", "replace", "--prevention", "lamp"],
        ["complaint", "targets", "BETA", "acknowledge", "4h"],
        ["action", "add", "1", "seal the sample", "--impact", "wrong", "--department", "QA", "--owner", "zhao",
         "--by", "2026-03-06"],
        ["--as", "zhao", "action", "done", "1", "--evidence", "photo", "--file", "words.txt"],
        ["action", "verify", "1", "--not-effective", "--note", "came again"],
        ["--as", "zhao", "action", "done", "1", "--evidence", "second photo"],
        ["lesson", "add", "look at the glaze", "--customer", "BETA", "--story", "it was dull", "--from", "1"],
        ["lesson", "add", "count twice", "--item", "M-1"],
        ["lesson", "retire", "2", "--why", "known"],
        ["inspect", "add", "PO-9", "--stage", "final", "--lot", "5", "--line", "1", "--critical", "0",
         "--major", "0", "--minor", "0", "--inspector", "OLDP", "--allow-partner", "known", "--note", "dry", "--supplier", "FAC",
         "--file", "words.txt"],
        ["done", "PO-9", "loading", "--waive", "check-order", "--why", "the buyer looked himself"],
        ["told", "PO-9", "on-board"],
        ["signer", "add", "li", "li.pub"],
    ):  # fmt: skip
        bench.do(*words)
    bench.do("check-order", "PO-9", "--packing", "packed.csv", code=1)
    bench.do("waive", "PO-9", "L05", "--why", "the buyer agreed")
    text = shipped.read_text(encoding="utf-8")
    own = folder / "own.toml"
    own.write_text(re.sub(r'"export-order"', '"own"', text), encoding="utf-8")
    bench.do("sop", "import", str(own))
    bench.do("sop", "use", "own", "--customer", "BETA")


def empty(path: Path) -> set[str]:
    """The tables without a row."""
    with closing(sqlite3.connect(path)) as conn:
        names = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        return {
            name for (name,) in names if conn.execute(f"SELECT 1 FROM {name}").fetchone() is None
        }
