"""Harmless forms: changes of how a shipment is written, never of what it says."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from .changes import paper
from .goods import ADDED, LABELS, Cell, Mutation, Paper, Row, Shipment, groups, spelled
from .writers import text

Form = Callable[[Shipment, Random], None]
TEXTS = ("sku", "customer_item", "description", "color", "size", "unit", "origin")
NUMBERS = (
    "quantity",
    "pcs_per_carton",
    "cartons",
    "net",
    "gross",
    "volume",
    "unit_price",
    "amount",
)
DASHES = "－–—‐‑−﹣"
SYNONYMS = {
    "PCS": ("pcs", "PC", "pc", "Pcs.", "piece", "pieces", "件", "个", "只", "PCE", "C62", "EA"),
    "PR": ("prs", "pair", "Pairs", "PAIR(S)", "双", "对"),
    "DOZ": ("doz.", "DZ", "dozen", "Dozens", "打", "DZN"),
    "MTR": ("m", "mtr", "MTRS", "meter", "metres", "米"),
    "SET": ("set", "sets", "SETS", "套"),
}
CHINESE = {
    "carton_no": "箱号", "sku": "货号", "customer_item": "客户货号", "description": "品名",
    "color": "颜色", "size": "尺码", "quantity": "数量", "unit": "单位", "unit_price": "单价",
    "amount": "金额", "pcs_per_carton": "每箱数量", "cartons": "箱数", "net": "净重",
    "gross": "毛重", "carton_size": "外箱尺寸", "volume": "体积", "barcode": "条形码",
    "hs_code": "海关编码", "origin": "原产地",
}  # fmt: skip
OTHER_HEADINGS: Sequence[Mapping[str, str]] = (
    {"sku": "Art. No.", "quantity": "Quantity", "color": "Color", "carton_no": "CTN NO.",
     "cartons": "No. of pkgs", "gross": "Gross Weight", "net": "Nett Wt", "volume": "Measurement",
     "barcode": "EAN-13", "amount": "Amount (USD)", "unit_price": "Unit Price (USD)"},
    {"sku": "STYLE", "quantity": "Qauntity", "color": "Shade", "carton_no": "Case No.",
     "cartons": "Packages", "gross": "G.W (KG)", "net": "NW (KG)", "volume": "(CBM)",
     "barcode": "GTIN", "description": "Cargo Descprition", "pcs_per_carton": "PCS/CTN"},
    {"sku": "Item\nNo.", "quantity": "Q'TY", "carton_no": "Carton NO.", "cartons": "Ctn",
     "gross": "G.W.", "net": "N.W.", "volume": "Meas.", "description": "Name of Commodity",
     "hs_code": "Tariff Code", "amount": "Total value(USD)"},
    {"sku": "型号", "quantity": "数量 QTY", "carton_no": "箱号 C/NO.", "cartons": "件数",
     "gross": "总毛重", "net": "总净重", "volume": "材积", "description": "品名 Description",
     "amount": "总价", "unit_price": "单价(USD)"},
)  # fmt: skip
CHINESE_LABELS = {
    "order": "订单号", "invoice_no": "发票号", "date": "日期", "consignee": "收货人",
    "notify": "通知人", "pol": "装运港", "pod": "目的港", "incoterm": "价格条款",
    "payment": "付款方式", "marks": "唛头", "currency": "币种", "vessel": "船名",
    "container": "集装箱号", "cartons": "总箱数", "gross": "总毛重", "volume": "总体积",
}  # fmt: skip


def tables(shipment: Shipment) -> list[Paper]:
    """The documents that have rows of goods."""
    return [found for found in (shipment.packing, shipment.invoice) if found is not None]


def each_cell(change: Callable[[Cell, Random], Cell], fields: Sequence[str]) -> Form:
    """Change the cells of some fields that are not empty, in every row of both lists."""

    def form(shipment: Shipment, rng: Random) -> None:
        for found in tables(shipment):
            for row in found.rows:
                row |= {name: change(row[name], rng) for name in fields if row.get(name)}

    return form


def as_text(change: Callable[[str, Random], str], fields: Sequence[str]) -> Form:
    """The same, of cells as text."""
    return each_cell(lambda cell, rng: change(text(cell), rng), fields)


def in_the_order(change: Callable[[str], str]) -> Form:
    """The same, where the order was entered."""

    def form(shipment: Shipment, _rng: Random) -> None:
        for row in shipment.lines:
            row |= {name: change(row[name]) for name in TEXTS if row[name]}

    return form


def terms(change: Callable[[str], str], *names: str) -> Form:
    """Change what the documents say outside their tables."""

    def form(shipment: Shipment, _rng: Random) -> None:
        for kind in ("packing", "invoice", "booking"):
            found = paper(shipment, kind)
            found.terms |= {
                name: change(found.terms[name]) for name in names if name in found.terms
            }

    return form


def written(**how: Any) -> Form:
    """How both lists are laid out (see writers.py)."""

    def form(shipment: Shipment, _rng: Random) -> None:
        for found in tables(shipment):
            found.form |= how

    return form


def named(ending: str, **how: Any) -> Form:
    """Another kind of file."""

    def form(shipment: Shipment, rng: Random) -> None:
        for found in tables(shipment):
            found.name = found.name.rsplit(".", 1)[0] + ending
        written(**how)(shipment, rng)

    return form


def headed(names: Mapping[str, str]) -> Form:
    """Other headings."""

    def form(shipment: Shipment, _rng: Random) -> None:
        for found in tables(shipment):
            found.headings = {field: names.get(field, old) for field, old in found.headings.items()}

    return form


def both_languages(shipment: Shipment, _rng: Random) -> None:
    """English headings over Chinese ones."""
    for found in tables(shipment):
        found.form["second"] = CHINESE


def without(*fields: str) -> Form:
    """Columns that both lists lack."""

    def form(shipment: Shipment, _rng: Random) -> None:
        for found in tables(shipment):
            found.headings = {f: name for f, name in found.headings.items() if f not in fields}
            found.total = {f: value for f, value in found.total.items() if f not in fields}

    return form


def wide(value: str, _rng: Random | None = None) -> str:
    """In full-width characters."""
    return "".join(
        chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "　" if c == " " else c for c in value
    )


def blanks(value: str, rng: Random) -> str:
    """With blanks of all kinds around it and doubled inside."""
    kinds = [" ", "  ", "\u00a0", "\u3000", " \u00a0"]
    return rng.choice(kinds) + value.replace(" ", rng.choice(kinds) + " ") + rng.choice(kinds)


def case(value: str, rng: Random) -> str:
    """In other case."""
    return rng.choice([value.lower(), value.upper(), value.swapcase(), value.title()])


def dashes(value: str, rng: Random) -> str:
    """With other dashes."""
    return value.replace("-", rng.choice(DASHES))


def synonym(value: str, rng: Random) -> str:
    """Another word for a unit."""
    return rng.choice(SYNONYMS[value])


def synonym_at(place: int, value: str, _rng: Random) -> str:
    """One of the words for a unit, by its place among them."""
    return SYNONYMS[value][place % len(SYNONYMS[value])]


def thousands(value: str, _rng: Random) -> str:
    """With thousands separators."""
    return f"{Decimal(value):,}"


def zeros(value: str, rng: Random) -> str:
    """With zeros behind the point."""
    return f"{Decimal(value):f}" + (
        rng.choice(["0", "00"]) if "." in value else rng.choice([".0", ".000"])
    )


def dozens_as_pieces(shipment: Shipment, _rng: Random) -> None:
    """Twenty dozen as 240 pieces, in the packing list."""
    for row in shipment.packing.rows:
        if row["unit"] == "DOZ":
            row |= {"unit": "PCS", "quantity": row["quantity"] * 12, "pcs_per_carton": 24}
    shipment.packing.total["quantity"] += 220


def rows_shuffled(shipment: Shipment, rng: Random) -> None:
    """In another order; what shares a carton stays together."""
    for found in tables(shipment):
        together = groups(found.rows)
        rng.shuffle(together)
        found.rows = [row for group in together for row in group]


def columns_shuffled(shipment: Shipment, rng: Random) -> None:
    """Columns in another order."""
    for found in tables(shipment):
        pairs = list(found.headings.items())
        rng.shuffle(pairs)
        found.headings = dict(pairs)


def rows_split(shipment: Shipment, rng: Random) -> None:
    """Rows of several cartons in two parts, with the carton numbers of each."""
    parted: list[Row] = []
    for row in shipment.packing.rows:
        cartons = int(row["cartons"] or 0)
        if cartons < 2 or rng.random() < 0.3:
            parted.append(row)
            continue
        start, cut = int(str(row["carton_no"]).split("-")[0]), rng.randrange(1, cartons)
        parted += [_part(row, start, cut), _part(row, start + cut, cartons - cut)]
    shipment.packing.rows = parted


def _part(row: Row, start: int, cartons: int) -> Row:
    last = start + cartons - 1
    each = {name: row[name] / row["cartons"] for name in ("quantity", "net", "gross", "volume")}
    part = {name: value * cartons for name, value in each.items()}
    number = f"{start}-{last}" if cartons > 1 else str(start)
    return row | part | {"cartons": Decimal(cartons), "carton_no": number}


def between(make: Callable[[Paper], list[Cell]]) -> Form:
    """A further row here and there, made from the document."""

    def form(shipment: Shipment, rng: Random) -> None:
        for found in tables(shipment):
            places = [at for at, row in enumerate(found.rows) if at and not row["shared"]]
            for at in rng.sample(places, 3):
                found.form.setdefault("between", {}).setdefault(at, []).append(make(found))

    return form


def subtotals(shipment: Shipment, _rng: Random) -> None:
    """A row of sums after the shirts, and one after the rest."""
    for found in tables(shipment):
        for at, part in ((4, found.rows[:4]), (len(found.rows), found.rows[4:])):
            sums = {
                name: sum((row[name] for row in part if row.get(name)), Decimal(0))
                for name in ADDED
                if name in found.headings
            }
            cells = [sums.get(name) for name in found.headings]
            cells[list(found.headings).index("sku")] = "SUB TOTAL"
            found.form.setdefault("between", {}).setdefault(at, []).append(cells)


def other_orders(shipment: Shipment, _rng: Random) -> None:
    """A list of two orders, each row naming its own."""
    found = shipment.packing
    found.terms.pop("order")
    found.headings = {"order": "PO NO."} | found.headings
    for row in found.rows:
        row["order"] = shipment.head["order"]
    last = dict(found.rows[0]) | {
        "order": "PO-9999",
        "carton_no": "82-93",
        "quantity": Decimal(500),
    }
    last["pcs_per_carton"] = None
    found.rows.append(last)
    for name in ("quantity", "cartons", "net", "gross", "volume"):
        found.total[name] += last[name]


def unknown_columns(shipment: Shipment, _rng: Random) -> None:
    """Columns that gendan has no field for."""
    for found in tables(shipment):
        found.headings = {"a": "REMARKS"} | found.headings | {"b": "内部备注", "c": "PALLET"}
        for at, row in enumerate(found.rows):
            row |= {"a": "see photo", "b": f"第{at}批", "c": at + 1}


def named_once(shipment: Shipment, _rng: Random) -> None:
    """The item on the first of its rows only, colours and sizes below."""
    for found in tables(shipment):
        before = ""
        for row in found.rows:
            same, before = row["sku"] == before, row["sku"]
            if same:
                row |= dict.fromkeys(("sku", "customer_item", "description"))


def without_axes(shipment: Shipment, _rng: Random) -> None:
    """An invoice without colours and sizes, one row for each price."""
    found = paper(shipment, "invoice")
    by_price: dict[tuple[str, Decimal], Row] = {}
    for row in found.rows:
        key = (row["sku"], row["unit_price"])
        if key in by_price:
            by_price[key]["quantity"] += row["quantity"]
            by_price[key]["amount"] += row["amount"]
        else:
            by_price[key] = row
    found.rows = list(by_price.values())
    gone = ("color", "size", "barcode")
    found.headings = {name: told for name, told in found.headings.items() if name not in gone}


def each_weight(shipment: Shipment, _rng: Random) -> None:
    """Weights of one carton, not of all in a row."""
    found = shipment.packing
    found.headings = {
        {"net": "net_each", "gross": "gross_each"}.get(field, field): {
            "net": "N.W./CTN (KGS)", "gross": "G.W./CTN (KGS)"}.get(field, name)
        for field, name in found.headings.items()
    }  # fmt: skip


def quantity_with_unit(shipment: Shipment, _rng: Random) -> None:
    """`240 PCS` in one cell."""
    for found in tables(shipment):
        found.headings.pop("unit")
        for row in found.rows:
            row["quantity"] = f"{text(row['quantity'])} {row['unit']}"


def one_workbook(shipment: Shipment, _rng: Random) -> None:
    """Packing list and invoice as two sheets of one workbook, and an empty one."""
    from .writers import grid

    packing, invoice = shipment.packing, paper(shipment, "invoice")
    packing.form |= {"sheet": " PL ", "sheets": {"INV": grid(invoice), "Sheet3": []}}
    invoice.form |= {"sheet": "INV", "sheets": {" PL ": grid(packing)}}


def in_tolerance(shipment: Shipment, _rng: Random) -> None:
    """A set more than ordered, which the order allows."""
    from .changes import RING
    from .line_faults import both

    shipment.head["tolerance"] = "+3/-0 %"
    both(RING, quantity=Decimal(41))(shipment)


def alone(shipment: Shipment, _rng: Random) -> None:
    """A packing list and nothing else."""
    shipment.invoice = shipment.booking = None


def labels(names: Mapping[str, str], *, joined: bool = False) -> Form:
    """Other labels of the terms, in a cell of their own or before the value in the same."""

    def form(shipment: Shipment, _rng: Random) -> None:
        for kind in ("packing", "invoice", "booking"):
            paper(shipment, kind).form |= {"labels": LABELS | names, "joined": joined}

    return form


def dashes_for_nothing(shipment: Shipment, _rng: Random) -> None:
    """A dash in every cell of a mixed carton's second row that its first row fills."""
    for row in shipment.packing.rows:
        if row["shared"]:
            row |= dict.fromkeys(("carton_no", "cartons", "net", "gross", "volume"), "-")


def below(*cells: Cell) -> Form:
    """A row below the packing list."""

    def form(shipment: Shipment, _rng: Random) -> None:
        shipment.packing.foot.append(list(cells))

    return form


def charged(freight: Decimal, stated: Decimal) -> Mutation:
    """Freight below the line, and what the sum is then said to be."""

    def change(shipment: Shipment) -> None:
        found = paper(shipment, "invoice")
        at = list(found.headings).index("amount")
        total = found.total["amount"] + stated
        found.foot = [
            ["ADD: FREIGHT", *[""] * (at - 1), freight],
            ["GRAND TOTAL", *[""] * (at - 1), total],
            [f"SAY TOTAL U.S. DOLLARS {spelled(total)} ONLY"],
        ]

    return change
