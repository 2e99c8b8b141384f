"""The table of harmless forms: by name, what is written otherwise."""

from decimal import Decimal
from functools import partial
from random import Random

from . import forms
from .changes import CLOTH, CUP, all_of, head, paper, says, summed
from .forms import (
    CHINESE,
    CHINESE_LABELS,
    NUMBERS,
    OTHER_HEADINGS,
    TEXTS,
    Form,
    as_text,
    between,
    each_cell,
    headed,
    in_the_order,
    labels,
    named,
    terms,
    wide,
    without,
    written,
)  # fmt: skip
from .goods import Shipment
from .line_faults import both

ROW = 24


def fixed(change: object) -> Form:
    """A change that needs no chance."""
    return lambda shipment, _rng: change(shipment)


def numbers_as_items(shipment: Shipment, _rng: Random) -> None:
    """An item number and a size that the sheet holds as numbers."""
    shipment.lines[CUP] |= {"sku": "880120", "size": "42"}
    both(CUP, sku=880120, size=42)(shipment)


def words(change: dict[str, str]) -> Form:
    """The amount in words, otherwise written."""

    def form(shipment: Shipment, _rng: Random) -> None:
        told = paper(shipment, "invoice").foot[0][0]
        for old, new in change.items():
            assert old in told
            told = told.replace(old, new)
        paper(shipment, "invoice").foot = [[told]]

    return form


def marks_in_lines(shipment: Shipment, _rng: Random) -> None:
    """Marks with line breaks, in the order and in every document."""
    lines = "NORDVINTER\nPO-7001\nHAMBURG\nC/NO. 1-UP"
    shipment.head["marks"] = lines
    for kind in ("packing", "invoice", "booking"):
        says(kind, marks=lines)(shipment)


CELLS: dict[str, Form] = {
    "full width": as_text(wide, TEXTS),
    "full-width numbers": as_text(wide, ("quantity", "cartons", "unit_price", "carton_no")),
    "case": as_text(forms.case, TEXTS),
    "blanks": as_text(forms.blanks, TEXTS),
    "line breaks": as_text(lambda value, _: value.replace(" ", "\n") + "\n", TEXTS),
    "dashes": as_text(forms.dashes, TEXTS),
    **{
        f"units {n}": as_text(partial(forms.synonym_at, n), ("unit",))
        for n in range(max(map(len, forms.SYNONYMS.values())))
    },
    "units": as_text(forms.synonym, ("unit",)),
    "thousands": as_text(forms.thousands, ("quantity", "amount", "gross")),
    "numbers as text": as_text(lambda value, _: value, NUMBERS),
    "zeros": as_text(forms.zeros, NUMBERS),
    "floats": each_cell(lambda cell, _: float(cell), NUMBERS),
    "numbers for codes": each_cell(lambda cell, _: int(cell), ("barcode",)),
    "codes in groups": as_text(lambda v, _: f"{v[0]} {v[1:7]} {v[7:]}", ("barcode",)),
    "HS codes of ten digits": as_text(lambda v, _: v.replace(".", "") + "0000", ("hs_code",)),
    "HS codes of eight digits": as_text(lambda v, _: v + ".90", ("hs_code",)),
    "prices with their currency": as_text(lambda v, _: f"US${v}", ("unit_price", "amount")),
    "prices with a sign": as_text(lambda v, _: f"$ {v}", ("unit_price", "amount")),
    "weights with their unit": as_text(lambda v, _: f"{v} KGS", ("net", "gross")),
    "ranges with a tilde": as_text(lambda v, _: v.replace("-", "~"), ("carton_no",)),
    "ranges with a slash": as_text(lambda v, _: v.replace("-", "/"), ("carton_no",)),
    "ranges with blanks": as_text(lambda v, _: v.replace("-", " - "), ("carton_no",)),
    "ranges with another dash": as_text(forms.dashes, ("carton_no",)),
    "ranges with a letter": as_text(
        lambda v, _: "-".join(f"F{number}" for number in v.split("-")), ("carton_no",)
    ),
    "sizes with stars": as_text(lambda v, _: v.replace("x", "*"), ("carton_size",)),
    "sizes with signs": as_text(lambda v, _: v.replace("x", "×") + "CM", ("carton_size",)),
    "sizes with blanks": as_text(lambda v, _: v.replace("x", " X ") + " cm", ("carton_size",)),
    "numbers for items": numbers_as_items,
    "dozens as pieces": forms.dozens_as_pieces,
    "quantity and unit in one cell": forms.quantity_with_unit,
    "order in full width": in_the_order(wide),
    "order in small letters": in_the_order(str.lower),
    "order with blanks": in_the_order(lambda value: f"  {value.replace(' ', '   ')} "),
    "order with other dashes": in_the_order(lambda value: value.replace("-", "–")),
}

LAYOUTS: dict[str, Form] = {
    "row order": forms.rows_shuffled,
    "column order": forms.columns_shuffled,
    "split rows": forms.rows_split,
    "Chinese headings": headed(CHINESE),
    **{f"other headings {n}": headed(names) for n, names in enumerate(OTHER_HEADINGS)},
    "two heading rows": forms.both_languages,
    "both languages in one cell": lambda s, rng: headed(
        {field: f"{name}\n{CHINESE[field]}" for field, name in s.packing.headings.items()}
    )(s, rng),
    "blank rows": between(lambda _: []),
    "rows of blanks": between(lambda _: ["  ", "", " "]),
    "repeated headings": between(lambda found: list(found.headings.values())),
    "subtotals": forms.subtotals,
    **{
        f"total row: {label}": written(total=label)
        for label in ("合计", "总计", "TTL", "Total:", "GRAND TOTAL", "合计 TOTAL", "")
    },
    "no total row": written(no_total=True),
    "no titles": lambda s, rng: (written(plain=True)(s, rng), None)[1],
    "headings far below": written(start=ROW),
    "labels and values in one cell": labels({}, joined=True),
    "Chinese labels": labels(CHINESE_LABELS),
    "Chinese labels and values in one cell": labels(CHINESE_LABELS, joined=True),
    "merged items": written(merged=("sku", "customer_item", "description")),
    "merged cartons": written(merged=("carton_no", "cartons", "gross", "net", "volume")),
    "merged items, colours and cartons": written(
        merged=("sku", "customer_item", "description", "color", "carton_no", "cartons", "gross")
    ),
    "item named once": forms.named_once,
    "unknown columns": forms.unknown_columns,
    "several orders": forms.other_orders,
    "invoice without colours and sizes": forms.without_axes,
    "weights of one carton": forms.each_weight,
    "no codes": without("customer_item", "barcode", "hs_code", "origin"),
    "no words": without("description"),
    "no weights": without("net", "gross", "volume", "carton_size"),
    "no cartons": without("carton_no", "pcs_per_carton"),
    "dashes for nothing": forms.dashes_for_nothing,
    "cartons told again below": forms.below("TOTAL CARTONS:", 81),
    "cartons told again in one cell": forms.below("TOTAL: 81 CTNS"),
    "charges below the line": fixed(forms.charged(Decimal(120), Decimal(120))),
    "no prices, only amounts": lambda s, _: paper(s, "invoice").headings.pop("unit_price"),
    "one workbook": forms.one_workbook,
    "alone": forms.alone,
    "csv": named(".csv"),
    "csv with a mark": named(".csv", encoding="utf-8-sig"),
    "csv in GB18030": lambda s, rng: (headed(CHINESE)(s, rng), named(".csv", encoding="gb18030")(s, rng))[1],
    "csv with semicolons": named(".csv", delimiter=";"),
    "csv with tabs": named(".csv", delimiter="\t"),
    "tsv": named(".tsv"),
}  # fmt: skip

TERMS: dict[str, Form] = {
    "terms in full width": terms(wide, "order", "pol", "pod", "marks", "incoterm"),
    "terms in small letters": terms(str.lower, "order", "pol", "pod", "marks", "incoterm", "consignee"),
    "terms with blanks": terms(lambda v: f" {v.replace(' ', '  ')} ", "order", "marks", "consignee", "notify"),
    "terms with other dashes": terms(lambda v: v.replace("-", "–"), "order", "marks"),
    "an Incoterm with points": fixed(says("invoice", incoterm="F.O.B. NINGBO")),
    "marks in lines": marks_in_lines,
    "no terms": lambda s, _: (s.packing.terms.clear(), paper(s, "invoice").terms.clear())[1],
    "a day as a number": fixed(says("invoice", date=46082)),
    "a day as text": fixed(says("invoice", date="2026-03-01")),
    "a day with slashes": fixed(says("invoice", date="2026/3/1")),
    "a day in Chinese": fixed(says("invoice", date="2026年3月1日")),
    "a day in words": fixed(says("booking", etd="10-Apr-2026")),
    "words in small letters": words({"SAY TOTAL U.S. DOLLARS": "Say total us dollars", "ONLY": "only"}),
    "words with blanks": words({"-": " ", "THOUSAND": " THOUSAND,"}),
    "words with AND": words({"THOUSAND": "THOUSAND AND"}),
    "sums that are rounded": fixed(summed("packing", gross=Decimal(554), volume=Decimal("3.0"))),
    "within the tolerance": forms.in_tolerance,
    "metres less under a letter of credit": fixed(
        all_of(head(payment_kind="L/C"), both(CLOTH, quantity=Decimal(118)))
    ),
}  # fmt: skip

FORMS = CELLS | LAYOUTS | TERMS
TOGETHER = (
    "split rows", "row order", "units", "dashes", "case", "blanks", "numbers as text",
    "prices with a sign", "unknown columns", "column order", "two heading rows", "blank rows",
    "repeated headings", "headings far below", "labels and values in one cell", "Chinese labels",
    "terms in full width", "order in small letters", "order with other dashes", "csv with tabs",
)  # fmt: skip
APART = (
    "row order", "dashes", "blanks", "numbers as text", "unknown columns", "column order",
    "two heading rows", "headings far below", "labels and values in one cell",
    "Chinese labels", "merged items", "csv with semicolons", "order in small letters",
)  # fmt: skip
"""Those that leave a shipment with a fault in it as faulty."""
