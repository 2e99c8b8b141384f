"""Countries, time zones, currencies, days and numbers as people write them; facts from Unicode's CLDR."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gendan.errors import Refused
from gendan.text import Text

CAPITALS: Mapping[str, str] = {
    "AR": "America/Argentina/Buenos_Aires", "AU": "Australia/Sydney", "BR": "America/Sao_Paulo",
    "CA": "America/Toronto", "CD": "Africa/Kinshasa", "CL": "America/Santiago",
    "CN": "Asia/Shanghai", "CY": "Asia/Nicosia", "DE": "Europe/Berlin", "EC": "America/Guayaquil",
    "ES": "Europe/Madrid", "FM": "Pacific/Pohnpei", "GL": "America/Nuuk", "ID": "Asia/Jakarta",
    "KI": "Pacific/Tarawa", "KZ": "Asia/Almaty", "MH": "Pacific/Majuro", "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City", "MY": "Asia/Kuala_Lumpur", "NZ": "Pacific/Auckland",
    "PF": "Pacific/Tahiti", "PG": "Pacific/Port_Moresby", "PS": "Asia/Hebron",
    "PT": "Europe/Lisbon", "RU": "Europe/Moscow", "UA": "Europe/Kyiv", "US": "America/New_York",
    "UZ": "Asia/Tashkent",
}  # fmt: skip
"""The capital's zone of every country that has several."""

SPOKEN: Mapping[str, str] = {
    "America": "US", "United States of America": "US", "Great Britain": "GB", "England": "GB",
    "Korea": "KR", "Republic of Korea": "KR", "Korea, Republic of": "KR", "南韩": "KR",
    "大韩民国": "KR", "Russian Federation": "RU", "Viet Nam": "VN", "Czech Republic": "CZ",
    "捷克共和国": "CZ", "Turkey": "TR", "Holland": "NL", "Ivory Coast": "CI", "UAE": "AE",
    "阿联酋": "AE", "Hong Kong": "HK", "Hong Kong SAR": "HK", "香港": "HK", "中国香港": "HK",
    "Macau": "MO", "Macao": "MO", "Macau SAR": "MO", "Macao SAR": "MO", "澳门": "MO",
    "中国澳门": "MO", "中国台湾": "TW", "Taiwan, China": "TW", "沙特": "SA", "KSA": "SA",
    "中国大陆": "CN", "Mainland China": "CN", "P.R. China": "CN", "P.R.China": "CN", "PRC": "CN",
    "People's Republic of China": "CN", "中华人民共和国": "CN", "Burma": "MM", "Myanmar": "MM",
    "Macedonia": "MK", "Swaziland": "SZ", "Bosnia": "BA", "波黑": "BA", "Palestine": "PS",
    "多米尼加": "DO", "巴新": "PG", "特多": "TT", "孟加拉": "BD", "Cabo Verde": "CV",
    "DR Congo": "CD", "Democratic Republic of the Congo": "CD", "DRC": "CD",
    "Republic of the Congo": "CG", "Brunei Darussalam": "BN", "Syrian Arab Republic": "SY",
    "Iran, Islamic Republic of": "IR", "Lao People's Democratic Republic": "LA",
    "Moldova, Republic of": "MD", "Tanzania, United Republic of": "TZ",
    "Bolivia, Plurinational State of": "BO", "Venezuela, Bolivarian Republic of": "VE",
}  # fmt: skip
"""What people call a country beside its names in CLDR."""

WELL_KNOWN = frozenset(
    (
        "America/Anchorage", "America/Chicago", "America/Denver", "America/Edmonton",
        "America/Halifax", "America/Los_Angeles", "America/Manaus", "America/Rio_Branco",
        "America/Tijuana", "America/Vancouver", "America/Winnipeg", "Asia/Irkutsk",
        "Asia/Kamchatka", "Asia/Krasnoyarsk", "Asia/Novosibirsk", "Asia/Vladivostok",
        "Asia/Yakutsk", "Asia/Yekaterinburg", "Europe/Samara",
    )
)  # fmt: skip
"""The name that stands for a zone of a country where several names show the same time."""

NOT_KEPT = frozenset(("Asia/Urumqi",))
"""Zones that exist, but not at work: all of China keeps Beijing time."""

NO_COUNTRIES = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
)
"""Two-letter codes of CLDR that are no ISO 3166 country."""


LOCALES: Mapping[str, str] = {"en": "en_GB", "zh": "zh_Hans_CN"}
"""How a language writes days and numbers, where it does so in several ways."""


class Zones(NamedTuple):
    """A country's zone: the capital's, and the others where clocks there show another time."""

    zone: str
    others: tuple[str, ...]


def country(words: str) -> str:
    """
    ISO 3166-1 alpha-2 code of a country, from a code or an English or Chinese name.

    Raises:
        Refused: There is no such country.
    """
    code = _names().get(_folded(words))
    if code is None:
        raise Refused(
            Text(f"there is no country {words!r}", f"没有国家 {words!r}"),
            Text(
                "write the ISO code or the name: DE, Germany, 德国",
                "请写代码或名称：DE、Germany、德国",
            ),
        )
    return code


def country_name(code: str) -> Text:
    """A country's name in both languages; the code where it has none."""
    return Text(*(_locale(lang).territories.get(code, code) for lang in ("en", "zh")))


def language_name(code: str) -> Text | None:
    """The name of a language in both languages by its ISO 639 code, None where there is none."""
    names = [_locale(lang).languages.get(code) for lang in ("en", "zh")]
    return Text(names[0], names[1] or names[0]) if names[0] else None


def zones(code: str) -> Zones | None:
    """The capital's time zone of a country, and those in which it is another time of day."""
    known = [zone for zone in _zones().get(code, ()) if zone not in NOT_KEPT]
    all_zones = sorted(known, key=lambda zone: (zone not in WELL_KNOWN, zone.count("/"), zone))
    if not all_zones:
        return None
    capital = CAPITALS.get(code, all_zones[0])
    different = {_clock(zone): zone for zone in reversed(all_zones)}
    different.pop(_clock(capital), None)
    return Zones(capital, tuple(sorted(different.values())))


def capital_zone(code: str | None) -> str | None:
    """The capital's time zone of a country, None where there is no country or no zone."""
    found = zones(code) if code is not None else None
    return found.zone if found is not None else None


def time_zone(words: str) -> str:
    """
    The name of a time zone, checked.

    Raises:
        Refused: There is no such zone.
    """
    name = words.strip()
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused(
            Text(f"there is no time zone {words!r}", f"没有时区 {words!r}"),
            Text("write a name such as Asia/Shanghai", "请写时区名称，如 Asia/Shanghai"),
        ) from None
    return name


def currency(words: str) -> str:
    """
    An ISO 4217 currency code, checked.

    Raises:
        Refused: There is no such currency.
    """
    code = unicodedata.normalize("NFKC", words).strip().upper()
    code = {"RMB": "CNY", "人民币": "CNY", "美元": "USD", "欧元": "EUR"}.get(code, code)
    if code not in _locale("en").currencies:
        raise Refused(
            Text(f"there is no currency {words!r}", f"没有货币 {words!r}"),
            Text("write the ISO code: USD, EUR, CNY", "请写货币代码：USD、EUR、CNY"),
        )
    return code


@cache
def _locale(lang: str) -> Any:
    # Only when a country or currency was typed; it is no part of a daily start-up.
    from babel import Locale

    return Locale.parse(lang)


def _folded(name: str) -> str:
    """A name as it is compared: words alone, without accents, dots and `the`; `st` is saint."""
    plain = unicodedata.normalize("NFKD", name.casefold()).replace("&", " and ").replace(".", "")
    words = re.sub(r"[^\w\s]|_", " ", "".join(c for c in plain if not unicodedata.combining(c)))
    return " ".join("saint" if w == "st" else w for w in words.split() if w != "the")


@cache
def _names() -> dict[str, str]:
    from babel.core import get_global

    english, chinese = _locale("en").territories, _locale("zh").territories
    codes = {code for code in chinese if len(code) == 2 and code.isalpha()} - NO_COUNTRIES
    names = {_folded(name): code for code in codes for name in (english[code], chinese[code])}
    for alias, targets in get_global("territory_aliases").items():
        if len(targets) == 1 and len(alias) in (2, 3) and alias.isalpha() and targets[0] in codes:
            names[_folded(alias)] = targets[0]
    names |= {_folded(name): code for name, code in SPOKEN.items()}
    names |= {_folded(code): code for code in codes}
    return names


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    from babel.core import get_global

    found: dict[str, tuple[str, ...]] = {}
    for zone, code in get_global("zone_territories").items():
        found[code] = (*found.get(code, ()), zone)
    return found


@cache
def _clock(zone: str) -> tuple[object, ...]:
    """What clocks show in winter and summer: zones that agree in both need no second mention."""
    days = (datetime(2026, month, 1, tzinfo=ZoneInfo(zone)) for month in (1, 7))
    return tuple(day.utcoffset() for day in days)


def day_in(day: date, language: str) -> str:
    """A day in full, as people of a language write it: 1 December 2026, 1er décembre 2026."""
    from babel.dates import format_date

    words = _written(format_date(day, "long", locale=LOCALES.get(language, language)))
    return words.replace("1", "1er", 1) if language == "fr" and day.day == 1 else words


def number_in(value: Decimal, language: str) -> str:
    """A number as people of a language write it: 12,000 or 12.000."""
    from babel.numbers import format_decimal

    return _written(
        format_decimal(value, locale=LOCALES.get(language, language), decimal_quantization=False)
    )


def percent_in(value: Decimal, language: str) -> str:
    """A percentage as people of a language write it: 30% or 30 %."""
    from babel.numbers import format_percent

    locale = LOCALES.get(language, language)
    return _written(format_percent(value / 100, locale=locale, decimal_quantization=False))


def money_in(value: Decimal, currency: str, language: str) -> str:
    """An amount with its currency code and as many decimals as that has: USD 30,000.00."""
    from babel.numbers import format_currency

    locale = LOCALES.get(language, language)
    return _written(format_currency(value, currency, "¤¤ #,##0.00", locale=locale))


def _written(words: str) -> str:
    """With blanks that every chat shows as one."""
    return words.replace("\u202f", "\u00a0")
