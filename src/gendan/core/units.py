"""Units of quantity: what is the same unit, and how many base units one of them is (L06)."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from gendan.core.forms import folded

PIECES = "pcs"
CARTONS = "ctn"
MEASURED = frozenset(("kg", "m", "m2", "m3", "l"))
"""Base units of weight, length, area and volume: UCP 600 art. 30(b) gives them ±5 %."""

_WORDS: Mapping[str, tuple[str, str, str]] = {
    # name: base unit, how many of it, every spelling (UN/ECE Rec 20 and 21 codes among them)
    "piece": (PIECES, "1", "pcs pc pce pces piece pieces ea each unit units nos no c62 h87 nar"),
    "one of a kind": (PIECES, "1", "个 件 只 支 条 块 片 台 把 张 枚 根 顶 本 颗 粒 辆 幅 面"),
    "pair": ("pair", "1", "pr prs pair pairs 双 对 副 npr"),
    "set": ("set", "1", "set sets kit kits 套 组"),
    "dozen": (PIECES, "12", "doz dozen dozens dz dzn 打"),
    "dozen pairs": ("pair", "12", "dpr dozen-pairs 打双"),
    "gross": (PIECES, "144", "gross gro grs 罗"),
    "hundred": (PIECES, "100", "cen hundred 百个 百件"),
    "thousand": (PIECES, "1000", "mil thousand mpcs kpcs 千个 千件 千只"),
    "kilogram": ("kg", "1", "kg kgs kgm kilogram kilograms kilo kilos 公斤 千克"),
    "gram": ("kg", "0.001", "g gr grm gram grams 克"),
    "tonne": ("kg", "1000", "mt t ton tons tonne tonnes tne m/t 吨 公吨"),
    "pound": ("kg", "0.45359237", "lb lbs lbr pound pounds 磅"),
    "metre": ("m", "1", "m mtr mtrs meter meters metre metres 米"),
    "centimetre": ("m", "0.01", "cm cmt 厘米"),
    "millimetre": ("m", "0.001", "mm mmt 毫米"),
    "kilometre": ("m", "1000", "km kmt 千米 公里"),
    "yard": ("m", "0.9144", "yd yds yrd yard yards 码"),
    "foot": ("m", "0.3048", "ft fot foot feet 英尺"),
    "inch": ("m", "0.0254", "in inh inch inches 英寸"),
    "square metre": ("m2", "1", "m2 sqm sq.m mtk 平方米 平米 平方"),
    "square foot": ("m2", "0.09290304", "sf sqft sq.ft ft2 ftk 平方英尺"),
    "square yard": ("m2", "0.83612736", "sy sqyd yd2 ydk 平方码"),
    "cubic metre": ("m3", "1", "m3 cbm mtq cu.m 立方米 立方"),
    "litre": ("l", "1", "l ltr ltrs liter liters litre litres 升"),
    "millilitre": ("l", "0.001", "ml mlt 毫升"),
    "carton": (CARTONS, "1", "ctn ctns ct carton cartons xct 箱 纸箱"),
    "box": ("box", "1", "bx box boxes xbx 盒"),
    "bag": ("bag", "1", "bg bag bags xbg 袋"),
    "drum": ("drum", "1", "dr drum drums xdr 桶"),
    "roll": ("roll", "1", "ro roll rolls rl rls xro 卷"),
    "pack": ("pack", "1", "pk pack packs packet packets pkt xpk 包"),
    "pallet": ("pallet", "1", "plt plts pallet pallets px xpx 托 托盘"),
    "case": ("case", "1", "cs case cases xcs 木箱"),
    "bale": ("bale", "1", "bale bales xbl"),
    "bundle": ("bundle", "1", "bdl bundle bundles be xbe 捆 扎"),
    "bottle": ("bottle", "1", "bot bottle bottles btl xbo 瓶"),
    "sheet": ("sheet", "1", "sht sheet sheets xst"),
}  # fmt: skip


class Unit(NamedTuple):
    """A unit as it is compared: its base unit and how many of that one of it is."""

    base: str
    factor: Decimal


_UNITS: Mapping[str, Unit] = {
    folded(word): Unit(base, Decimal(factor))
    for base, factor, words in _WORDS.values()
    for word in words.split()
}


@lru_cache(maxsize=1024)
def unit(words: str) -> Unit | None:
    """
    The unit that somebody wrote; an unknown one is its own base unit, None where nothing is.

    `PCS/件` and `PCS (件)` say one unit twice.

    Source: UN/ECE Recommendation 20 and 21, order-check.md L06.
    """
    key = folded(words).rstrip(".").replace("(s)", "s")
    if not key:
        return None
    if known := _UNITS.get(key):
        return known
    parts = {_UNITS.get(part.rstrip(".")) for part in re.split(r"[\s/()（）]+", key) if part}
    common = parts.pop() if len(parts) == 1 else None
    return common or Unit(key, Decimal(1))
