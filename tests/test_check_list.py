"""examples/checks.md is made from the checks; `UPDATE_EXAMPLES=1` writes it anew."""

import os
from pathlib import Path

from gendan.core.checks import CHECKS
from gendan.core.checks.registry import in_order

PAGE = Path(__file__).parents[1] / "examples" / "checks.md"
HEAD = """# What `gendan check-order` checks

L: line by line. O: the order as a whole. D: its documents. `block` stops the shipment, `warn` asks
for a look, `info` only tells; some findings of a check are milder than the check itself. This page
is made from the program.

| code | it proves that | 核对内容 | severity | source |
|---|---|---|---|---|
"""


def test_the_page_is_what_the_program_checks() -> None:
    rows = [
        f"| {check.code} | {check.title.en} | {check.title.zh} | {check.severity} | {check.source} |"
        for check in in_order(CHECKS)
    ]
    made = HEAD + "\n".join(rows) + "\n"
    if os.environ.get("UPDATE_EXAMPLES"):
        PAGE.write_text(made, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == made
