"""Whether two places, or two shipping marks, are one and the same, however they are written."""

import re

from gendan import places
from gendan.core.forms import folded, letters
from gendan.errors import Refused

PORTS = {
    "宁波": "ningbo", "上海": "shanghai", "深圳": "shenzhen", "盐田": "yantian", "蛇口": "shekou",
    "广州": "guangzhou", "南沙": "nansha", "黄埔": "huangpu", "青岛": "qingdao", "天津": "tianjin",
    "新港": "xingang", "厦门": "xiamen", "大连": "dalian", "连云港": "lianyungang", "福州": "fuzhou",
    "香港": "hongkong", "汉堡": "hamburg", "鹿特丹": "rotterdam", "安特卫普": "antwerp",
    "费利克斯托": "felixstowe", "南安普顿": "southampton", "勒阿弗尔": "lehavre", "热那亚": "genoa",
    "巴塞罗那": "barcelona", "洛杉矶": "losangeles", "长滩": "longbeach", "纽约": "newyork",
    "西雅图": "seattle", "温哥华": "vancouver", "迪拜": "dubai", "杰贝阿里": "jebelali",
    "新加坡": "singapore", "东京": "tokyo", "横滨": "yokohama", "大阪": "osaka", "神户": "kobe",
    "釜山": "busan", "悉尼": "sydney", "墨尔本": "melbourne", "桑托斯": "santos",
}  # fmt: skip
"""Ports that orders name in Chinese and documents in English; others are told, not guessed."""


def same_place(one: str, other: str) -> bool:
    """
    Whether two places are one: their first part is, and what else both say does not differ.

    `NINGBO` is `Ningbo, China`; `Port of` and `Port` are left out. A UN/LOCODE stands for itself.
    """
    a, b = _parts(one), _parts(other)
    return bool(a) and bool(b) and all(x == y for x, y in zip(a, b, strict=False))


def two_scripts(one: str, other: str) -> bool:
    """Whether one is in Chinese and the other is not, and the port is none that we know."""
    chinese = [bool(re.search(r"[\u3400-\u9fff]", text)) for text in (one, other)]
    known = any(name in text for name in PORTS for text in (one, other))
    return chinese[0] != chinese[1] and not known


def _parts(words: str) -> list[str]:
    text = folded(words).replace("，", ",")
    for name, latin in PORTS.items():
        text = text.replace(name, latin)
    parts = [letters(re.sub(r"\b(sea ?port|port of|port|city)\b|港口?$", "", part)) for part in re.split(r"[,;/()]", text)]  # fmt: skip
    parts = [part for part in parts if part]
    if len(parts) == 1 and " " in text:
        head, _, tail = text.rpartition(" ")
        try:
            places.country(tail)
        except Refused:
            return parts
        return [letters(head), letters(tail)]
    return parts


def same_marks(given: str, wanted: str) -> bool:
    """Whether two marks are the same, element by element, beside the carton numbers."""
    return _elements(given) == _elements(wanted)


def _elements(words: str) -> str:
    plain = folded(words.replace("\n", " / "))
    if re.sub(r"[\W_]", "", plain) in ("nm", "nomark", "nomarks", "无唛头", "无"):
        return "nm"
    plain = re.sub(r"(c|ctn|case|carton)s?\s*/?\s*no\.?s?\s*[:.]?\s*[\w]*(\s*[-~/]\s*\w+)?|箱号\s*[:：]?\s*\d*(\s*[-~/]\s*\w+)?", " ", plain)  # fmt: skip
    plain = re.sub(r"(?<![\w-])\d+\s*[-~/]\s*(up|\d+)\s*$", " ", plain)
    # Dashes are part of an order number; all else between words is layout.
    return " ".join(re.findall(r"[\w-]*\w[\w-]*", re.sub(r"\s*-\s*", "-", plain)))
