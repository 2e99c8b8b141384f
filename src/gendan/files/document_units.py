"""Units, currencies and Incoterms as headings and cells write them."""

from collections.abc import Mapping
from decimal import Decimal

_COUNTED = (
    "pcs pc pce pces piece pieces ea each unit units set sets kit kits pr prs pair pairs doz dozen dozens dz "
    "gross grs roll rolls sheet sheets bottle bottles bag bags pack packs tin tins 个 件 只 双 套 打 条 台 支 把 张 "
    "块 片 对 瓶 盒 包 本 卷 根 顶 枚 付 副 串 袋 罐 桶 株 枝"
)  # fmt: skip
_MEASURED = (
    "m mtr mtrs meter meters metre metres yd yds yard yards ft sf sqf sqft ft2 sqm sqmtr m2 l ltr litre liter "
    "litres liters ml kg kgs kgm kilo kilos g gm gms gram grams lb lbs t mt mts ton tons tonne tonnes "
    "米 码 平方 平方米 升 公斤 千克 克 吨 磅 平米 英尺"
)  # fmt: skip
_PACKAGES = (
    "ctn ctns carton cartons case cases box boxes pkg pkgs package packages plt plts pallet pallets bale bales "
    "drum drums crate crates 箱 托 纸箱 托盘"
)  # fmt: skip
_SPACE = "cbm m3 cft cuft ft3 立方 立方米 方"
_LENGTH = "cm mm inch inches in cms 厘米 毫米 公分"

UNITS: Mapping[str, str] = {
    word: kind
    for kind, words in (
        ("count", _COUNTED), ("measure", _MEASURED), ("package", _PACKAGES),
        ("space", _SPACE), ("length", _LENGTH),
    )
    for word in words.split()
}  # fmt: skip
"""Every unit by what it counts, small and without dots."""

TO_KG: Mapping[str, Decimal] = {
    **dict.fromkeys(("g", "gm", "gms", "gram", "grams", "克"), Decimal("0.001")),
    **dict.fromkeys(("lb", "lbs", "磅"), Decimal("0.45359237")),
    **dict.fromkeys(("t", "mt", "mts", "ton", "tons", "tonne", "tonnes", "吨"), Decimal(1000)),
}
"""Weights that are no kilograms."""

TO_M3: Mapping[str, Decimal] = dict.fromkeys(("cft", "cuft", "ft3"), Decimal("0.028316846592"))
"""Volumes that are no cubic metres."""

CURRENCIES: Mapping[str, str] = {
    "usd": "USD", "us$": "USD", "u.s.$": "USD", "u.s. dollars": "USD", "us dollars": "USD",
    "美元": "USD", "美金": "USD", "$": "", "rmb": "CNY", "cny": "CNY", "人民币": "CNY", "元": "CNY",
    "rmb¥": "CNY", "¥": "", "eur": "EUR", "euro": "EUR", "euros": "EUR", "€": "EUR", "欧元": "EUR",
    "gbp": "GBP", "£": "GBP", "英镑": "GBP", "jpy": "JPY", "日元": "JPY", "hkd": "HKD", "hk$": "HKD",
    "港币": "HKD", "港元": "HKD", "aud": "AUD", "a$": "AUD", "澳元": "AUD", "cad": "CAD", "加元": "CAD",
    "chf": "CHF", "sgd": "SGD", "nzd": "NZD", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "pln": "PLN",
    "inr": "INR", "aed": "AED", "sar": "SAR", "zar": "ZAR", "thb": "THB", "krw": "KRW", "twd": "TWD",
    "brl": "BRL", "mxn": "MXN", "rub": "RUB", "卢布": "RUB", "try": "TRY", "myr": "MYR", "vnd": "VND",
}  # fmt: skip
"""ISO codes by how people write them; empty where the sign belongs to several (`$`, `¥`)."""

INCOTERMS = frozenset(
    (
        "EXW",
        "FCA",
        "FAS",
        "FOB",
        "CFR",
        "CNF",
        "CIF",
        "CPT",
        "CIP",
        "DAP",
        "DPU",
        "DDP",
        "DAT",
        "DDU",
    )
)
"""Delivery terms, also of older editions and `CNF`, so that a check can name them."""
