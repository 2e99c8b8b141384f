"""
What `gendan check-order` costs on ten thousand lines, as a multiple of a bare script.

The bare script reads the same two files (the order as CSV, the packing list as .xlsx) with csv and
python-calamine and joins them in a dict. Both run in turn, each in a process of its own; what is
compared is CPU time (user + system), never the clock on the wall. See README.md here.
"""

import argparse
import csv
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

LINES = 10_000
ROUNDS = 7
LIMIT = 3.0
ENV = {"GENDAN_NOW": "2026-03-02T09:00:00+08:00", "GENDAN_USER": "bench", "GENDAN_LANG": "en",
       "PYTHONDONTWRITEBYTECODE": ""}  # fmt: skip
ENTRY = "from gendan.cli.app import entry; entry()"
BARE = """
import csv, sys
from python_calamine import CalamineWorkbook
packed = {}
for row in CalamineWorkbook.from_path(sys.argv[2]).get_sheet_by_index(0).to_python()[1:]:
    key = row[2], row[4], row[5]
    packed[key] = packed.get(key, 0) + row[6]
ordered = {}
with open(sys.argv[1], newline="") as file:
    for row in csv.DictReader(file):
        key = row["sku"], row["color"], row["size"]
        ordered[key] = ordered.get(key, 0) + float(row["quantity"])
print(sum(ordered.get(key) != packed.get(key) for key in ordered.keys() | packed.keys()))
"""
PACKING_HEAD = ("C/No.", "PO No.", "Item No.", "Description", "Colour", "Size", "Qty", "Unit",
                "CTNS", "PCS/CTN", "G.W.", "N.W.", "CBM")  # fmt: skip
ORDER_HEAD = ("order", "customer", "order_date", "ship_by", "currency", "line", "sku",
              "description", "color", "size", "quantity", "unit", "unit_price")  # fmt: skip


def write_files(folder: Path, lines: int) -> tuple[Path, Path]:
    """The order and its packing list, equal line by line."""
    order, packing = folder / "order.csv", folder / "packing.xlsx"
    with order.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(ORDER_HEAD)
        for n in range(lines):
            writer.writerow(["PO-1", "ACME", "2026-01-05", "2026-12-01", "USD", n + 1,
                             f"AB-{n:05d}", f"Ceramic mug {n}", "Red", "M", 24, "PCS", "1.25"])  # fmt: skip
    book = xlsxwriter.Workbook(packing)
    sheet = book.add_worksheet("PL")
    sheet.write_row(0, 0, PACKING_HEAD)
    for n in range(lines):
        sheet.write_row(n + 1, 0, [str(n + 1), "PO-1", f"AB-{n:05d}", f"Ceramic mug {n}", "Red",
                                   "M", 24, "PCS", 1, 24, 12.5, 11, 0.05])  # fmt: skip
    book.close()
    return order, packing


def cpu(words: Sequence[str], env: dict[str, str]) -> float:
    """Seconds of CPU that a process takes, its children included."""
    process = subprocess.Popen([sys.executable, *words], env=env, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{words} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def gendan(env: dict[str, str], *words: str) -> None:
    """One command, which must succeed."""
    subprocess.run([sys.executable, "-c", ENTRY, *words], env=env, check=True, capture_output=True)


def main() -> int:
    """Measure; 1 if the median is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=LINES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        order, packing = write_files(folder, options.lines)
        first, book = folder / "first.db", folder / "book.db"
        env = {**os.environ, **ENV, "GENDAN_DB": str(first)}
        gendan(env, "init", "--timezone", "Asia/Shanghai")
        gendan(env, "customer", "add", "ACME", "Acme")
        gendan(env, "order", "import", str(order))
        env["GENDAN_DB"] = str(book)
        checked = ["-c", ENTRY, "check-order", "PO-1", "--packing", str(packing)]
        figures = []
        for n in range(options.rounds + 1):
            shutil.copy(first, book)  # each time the packing list is a new one
            bare = cpu(["-c", BARE, str(order), str(packing)], dict(os.environ))
            ours = cpu(checked, env)
            if n:  # the first round only compiles the modules
                figures.append((ours / bare, ours, bare))
    ratio, ours, bare = (statistics.median(column) for column in zip(*figures, strict=True))
    spread = max(figures)[0] - min(figures)[0]
    print(f"{options.lines} lines: gendan {ours:.2f} s, bare {bare:.2f} s of CPU; "
          f"median of {options.rounds} ratios {ratio:.2f} (spread {spread:.2f}), limit {LIMIT}")  # fmt: skip
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
