"""Incoterms 2020: the eleven rules, who pays the freight, and the named place (O01, O02)."""

import re
import unicodedata
from typing import NamedTuple

SEA = frozenset(("FAS", "FOB", "CFR", "CIF"))
"""Only for sea and inland water."""
ANY = frozenset(("EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP"))
RULES = SEA | ANY
BUYER_PAYS = frozenset(("EXW", "FCA", "FAS", "FOB"))
"""The main carriage: freight collect; with the others it is prepaid."""
INSURED = frozenset(("CIF", "CIP"))
OLD = {"DAT": "DPU", "DDU": "DAP", "DAF": "DAP", "DES": "DAP", "DEQ": "DPU", "CNF": "CFR", "C&F": "CFR", "CANDF": "CFR"}  # fmt: skip
"""Terms that are no more, or never were, and what stands for them."""


class Term(NamedTuple):
    """A trade term with its named place, both as written; `rule` in capitals."""

    rule: str
    place: str


def read_term(words: str) -> Term | None:
    """
    A trade term in a few words (`FOB Ningbo, China (Incoterms 2020)`); None where there is none.

    Source: order-check.md O01; ICC Incoterms 2020.
    """
    text = unicodedata.normalize("NFKC", words).strip()
    text = re.sub(r"[,(\s]*incoterms?\W*(®|\(r\))?\s*(20\d\d)?\)?", " ", text, flags=re.IGNORECASE)
    text = re.sub(r"\b([A-Za-z])\.([A-Za-z])\.([A-Za-z])\b\.?", r"\1\2\3", text)
    known = "|".join(map(re.escape, sorted(RULES | OLD.keys(), key=len, reverse=True)))
    found = re.search(rf"(?<![A-Za-z])({known})(?![A-Za-z])\s*[:,/\-]?\s*(.*)", text, re.IGNORECASE | re.DOTALL)  # fmt: skip
    if found is None:
        return None
    return Term(found[1].upper(), re.sub(r"\s+", " ", found[2]).strip(" ,.;()"))
