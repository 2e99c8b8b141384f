"""Countries, zones and currencies, as people name them (contract §2, §5)."""

from contextlib import suppress
from datetime import date
from zoneinfo import available_timezones

import pytest
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from gendan.errors import REFUSED, Refused
from gendan.places import (
    CAPITALS,
    country,
    country_name,
    currency,
    day_in,
    language_name,
    time_zone,
    zones,
)
from gendan.text import Text

WITHOUT_CAPITAL = {"001", "ZZ", "AQ", "UM"}
"""The world, nowhere, Antarctica and the outlying islands: nobody's head office is there."""

NO_COUNTRY = {"001", "ZZ", "AC", "CP", "DG", "EA", "IC", "TA", "EU", "UN"}
"""Regions and reserved codes that are no country of ISO 3166."""


def zones_of_the_library() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for zone, code in get_global("zone_territories").items():
        found.setdefault(code, []).append(zone)
    return found


COUNTRIES = {
    "DE": "DE",
    "de": "DE",
    " de ": "DE",
    "ＤＥ": "DE",
    "DEU": "DE",
    "Germany": "DE",
    "GERMANY": "DE",
    "德国": "DE",
    "China": "CN",
    "中国": "CN",
    "United States": "US",
    "United States of America": "US",
    "USA": "US",
    "美国": "US",
    "United Kingdom": "GB",
    "UK": "GB",
    "英国": "GB",
    "France": "FR",
    "法国": "FR",
    "Japan": "JP",
    "日本": "JP",
    "South Korea": "KR",
    "韩国": "KR",
    "Russia": "RU",
    "俄罗斯": "RU",
    "Brazil": "BR",
    "巴西": "BR",
    "Australia": "AU",
    "澳大利亚": "AU",
    "Canada": "CA",
    "加拿大": "CA",
    "Mexico": "MX",
    "墨西哥": "MX",
    "Indonesia": "ID",
    "印度尼西亚": "ID",
    "Vietnam": "VN",
    "Viet Nam": "VN",
    "越南": "VN",
    "Türkiye": "TR",
    "Turkey": "TR",
    "土耳其": "TR",
    "United Arab Emirates": "AE",
    "UAE": "AE",
    "阿拉伯联合酋长国": "AE",
    "阿联酋": "AE",
    "Saudi Arabia": "SA",
    "沙特阿拉伯": "SA",
    "Netherlands": "NL",
    "The Netherlands": "NL",
    "荷兰": "NL",
    "Hong Kong": "HK",
    "香港": "HK",
    "Taiwan": "TW",
    "台湾": "TW",
    "Czechia": "CZ",
    "Czech Republic": "CZ",
    "Philippines": "PH",
    "菲律宾": "PH",
    "Myanmar": "MM",
    "缅甸": "MM",
    "Bosnia and Herzegovina": "BA",
    "Trinidad and Tobago": "TT",
    "Côte d'Ivoire": "CI",
    "Georgia": "GE",
}


@pytest.mark.parametrize(("words", "code"), COUNTRIES.items(), ids=COUNTRIES.keys())
def test_a_country_by_code_or_name(words: str, code: str) -> None:
    assert country(words) == code


@pytest.mark.parametrize(
    "words", ["", "Mars", "XX", "ZZ", "EU", "001", "Germ", "德", "D E", "DE;FR", "火星"], ids=repr
)
def test_an_unknown_country_is_refused_with_a_hint(words: str) -> None:
    with pytest.raises(Refused) as caught:
        country(words)
    assert caught.value.exit_code == REFUSED
    assert caught.value.hint is not None
    assert words in caught.value.text.zh


def code_of(words: str) -> str | None:
    try:
        return country(words)
    except Refused:
        return None


def test_every_country_of_the_library_is_found_by_its_own_names() -> None:
    codes = sorted(zones_of_the_library().keys() - NO_COUNTRY)
    names = [(name, code) for code in codes for name in (code, *country_name(code))]
    assert [(name, code) for name, code in names if code_of(name) != code] == []


@pytest.mark.parametrize(
    ("code", "name"),
    [
        pytest.param("DE", Text("Germany", "德国"), id="Germany"),
        pytest.param("US", Text("United States", "美国"), id="United States"),
        pytest.param("QQ", Text("QQ", "QQ"), id="a code without a name"),
    ],
)
def test_a_code_has_a_name_in_both_languages(code: str, name: Text) -> None:
    assert country_name(code) == name


@pytest.mark.parametrize(
    ("code", "capital", "others"),
    [
        pytest.param(
            "US",
            "America/New_York",
            {"America/Chicago", "America/Los_Angeles", "Pacific/Honolulu"},
            id="US",
        ),
        pytest.param("RU", "Europe/Moscow", {"Europe/Kaliningrad", "Asia/Yekaterinburg"}, id="RU"),
        pytest.param("BR", "America/Sao_Paulo", {"America/Noronha"}, id="BR"),
        pytest.param("AU", "Australia/Sydney", {"Australia/Perth", "Australia/Brisbane"}, id="AU"),
        pytest.param("CA", "America/Toronto", {"America/Vancouver", "America/St_Johns"}, id="CA"),
        pytest.param("MX", "America/Mexico_City", {"America/Tijuana", "America/Cancun"}, id="MX"),
        pytest.param("ID", "Asia/Jakarta", {"Asia/Makassar", "Asia/Jayapura"}, id="ID"),
    ],
)
def test_a_wide_country_has_its_capitals_zone_and_names_the_others(
    code: str, capital: str, others: set[str]
) -> None:
    found = zones(code)
    assert found is not None
    assert found.zone == capital
    assert others <= set(found.others)
    assert capital not in found.others


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        pytest.param("DE", "Europe/Berlin", id="DE"),
        pytest.param("FR", "Europe/Paris", id="FR"),
        pytest.param("TR", "Europe/Istanbul", id="TR"),
        pytest.param("JP", "Asia/Tokyo", id="JP"),
        pytest.param("AE", "Asia/Dubai", id="AE"),
    ],
)
def test_a_country_with_one_time_of_day_has_one_zone(code: str, zone: str) -> None:
    found = zones(code)
    assert found is not None
    assert available_timezones() >= {found.zone}
    assert found.others == ()
    assert found.zone == zone


def test_every_country_with_several_zones_has_a_capital() -> None:
    several = {code for code, found in zones_of_the_library().items() if len(found) > 1}
    assert several - WITHOUT_CAPITAL <= CAPITALS.keys()


def test_every_capital_is_a_zone_of_its_country() -> None:
    library = zones_of_the_library()
    assert {code: zone for code, zone in CAPITALS.items() if zone not in library[code]} == {}


def test_every_zone_that_is_offered_is_known_to_python() -> None:
    known = available_timezones()
    found = [zones(code) for code in zones_of_the_library().keys() - NO_COUNTRY]
    assert {z for f in found if f is not None for z in (f.zone, *f.others)} <= known


def test_an_unknown_country_has_no_zones() -> None:
    assert zones("QQ") is None


@pytest.mark.parametrize("words", ["Asia/Shanghai", " Europe/Berlin ", "UTC"])
def test_a_time_zone_by_its_name(words: str) -> None:
    assert time_zone(words) == words.strip()


@pytest.mark.parametrize(
    "words", ["", "Asia/Nowhere", "Europe", "../etc/passwd", "/etc/passwd", "a\x00b"], ids=repr
)
def test_an_unknown_time_zone_is_refused(words: str) -> None:
    with pytest.raises(Refused) as caught:
        time_zone(words)
    assert caught.value.hint is not None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param("USD", "USD", id="code"),
        pytest.param(" eur ", "EUR", id="small letters"),
        pytest.param("ＣＮＹ", "CNY", id="full width"),
        pytest.param("RMB", "CNY", id="RMB"),
        pytest.param("人民币", "CNY", id="zh"),
    ],
)
def test_a_currency_by_its_code(words: str, code: str) -> None:
    assert currency(words) == code


@pytest.mark.parametrize("words", ["", "$", "US", "QQQ", "USDT"], ids=repr)
def test_an_unknown_currency_is_refused(words: str) -> None:
    with pytest.raises(Refused):
        currency(words)


@given(st.text())
def test_no_text_breaks_the_reading_of_a_place(words: str) -> None:
    for read in (country, time_zone, currency):
        with suppress(Refused):
            assert read(words)


@pytest.mark.parametrize(
    ("language", "first", "eleventh"),
    [
        ("en", "1 June 2026", "11 June 2026"),
        ("fr", "1er juin 2026", "11 juin 2026"),
        ("es", "1 de junio de 2026", "11 de junio de 2026"),
        ("de", "1. Juni 2026", "11. Juni 2026"),
        ("zh", "2026年6月1日", "2026年6月11日"),
    ],
)
def test_a_day_as_people_of_a_language_write_it(language: str, first: str, eleventh: str) -> None:
    assert day_in(date(2026, 6, 1), language) == first
    assert day_in(date(2026, 6, 11), language) == eleventh


def test_languages_have_names_and_nonsense_has_none() -> None:
    assert language_name("pt") == Text("Portuguese", "葡萄牙语")
    assert [language_name(code) for code in ("xx", "", "../en")] == [None] * 3
