"""Documents that must go with the goods: their codes, and which an order asks for (contract §5)."""

from collections.abc import Mapping, Sequence

from gendan.core.forms import folded
from gendan.core.orders import Order
from gendan.text import Text

PAPERS: Mapping[str, Text] = {
    "CI": Text("commercial invoice", "商业发票"),
    "PL": Text("packing list", "装箱单"),
    "PI": Text("proforma invoice", "形式发票"),
    "BL": Text("bill of lading", "提单"),
    "AWB": Text("air waybill", "空运单"),
    "CO": Text("certificate of origin", "原产地证"),
    "INS": Text("insurance certificate", "保险单"),
    "FUM": Text("fumigation certificate", "熏蒸证书"),
    "IC": Text("inspection certificate", "检验证书"),
    "TR": Text("test report", "检测报告"),
    "MSDS": Text("safety data sheet", "安全数据表"),
    "EL": Text("export licence", "出口许可证"),
}
"""What the usual codes of documents mean; any other code is taken as it is written."""

OTHER_CODES: Mapping[str, str] = {
    "b/l": "BL", "obl": "BL", "提单": "BL", "海运提单": "BL", "c/o": "CO", "coo": "CO",
    "产地证": "CO", "原产地证书": "CO", "invoice": "CI", "inv": "CI", "发票": "CI",
    "packing": "PL", "箱单": "PL", "insurance": "INS", "insurance policy": "INS", "保单": "INS",
    "fumigation": "FUM", "熏蒸证": "FUM", "检验报告": "IC", "测试报告": "TR", "sds": "MSDS",
}  # fmt: skip
"""What people also call them."""

COMMAS = str.maketrans("，；;、\n", ",,,,,")

COMPARED = ("PL", "CI")
"""Documents that are proved by being compared; nobody ticks them."""


def paper_code(words: str) -> str:
    """The code of a document by its code or name in either language; else as it is written."""
    plain = folded(words)
    for code, text in PAPERS.items():
        if plain in (code.casefold(), text.en, text.zh):
            return code
    return OTHER_CODES.get(plain, plain.upper())


def papers_asked(order: Order, by_policy: Sequence[str]) -> list[str]:
    """Codes of the documents that must go with the goods: the order's, then the policy's."""
    cell = order.cells.get("documents", "")
    named = [*cell.translate(COMMAS).split(","), *by_policy]
    return list(dict.fromkeys(paper_code(words) for words in named if words.strip()))
