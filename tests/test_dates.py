"""What people may type for a day, in both languages, forward and backward (contract §1)."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gendan.dates import iso, read_day, read_full, read_moment, read_when, shifted, spoken
from gendan.errors import UnreadableDate
from gendan.text import Text

MONDAY = date(2026, 3, 2)
SHANGHAI = ZoneInfo("Asia/Shanghai")
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
EVENING = datetime(2026, 3, 2, 18, 30, tzinfo=SHANGHAI)
DAYS = st.dates(date(1990, 1, 1), date(2150, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


FORWARD = {
    "2026-12-01": "2026-12-01",
    "2026-3-9": "2026-03-09",
    "2025-12-01": "2025-12-01",
    "12-01": "2026-12-01",
    "3-9": "2026-03-09",
    "03-02": "2026-03-02",
    "03-01": "2027-03-01",
    "01-15": "2027-01-15",
    "today": "2026-03-02",
    "tomorrow": "2026-03-03",
    "TODAY": "2026-03-02",
    "  Tomorrow ": "2026-03-03",
    "+0d": "2026-03-02",
    "+3d": "2026-03-05",
    "+10d": "2026-03-12",
    "+2w": "2026-03-16",
    "+1m": "2026-04-02",
    "+12m": "2027-03-02",
    "+3D": "2026-03-05",
    "mon": "2026-03-02",
    "tue": "2026-03-03",
    "wed": "2026-03-04",
    "thu": "2026-03-05",
    "fri": "2026-03-06",
    "sat": "2026-03-07",
    "sun": "2026-03-08",
    "Fri": "2026-03-06",
    "friday": "2026-03-06",
    "今天": "2026-03-02",
    "明天": "2026-03-03",
    "后天": "2026-03-04",
    "周一": "2026-03-02",
    "周二": "2026-03-03",
    "周三": "2026-03-04",
    "周四": "2026-03-05",
    "周五": "2026-03-06",
    "周六": "2026-03-07",
    "周日": "2026-03-08",
    "周天": "2026-03-08",
    "星期五": "2026-03-06",
    "下周一": "2026-03-09",
    "下周五": "2026-03-13",
    "下周日": "2026-03-15",
    "3天后": "2026-03-05",
    "10天后": "2026-03-12",
    "三天后": "2026-03-05",
    "2周后": "2026-03-16",
    "1个月后": "2026-04-02",
    "12月1日": "2026-12-01",
    "3月2日": "2026-03-02",
    "3月1日": "2027-03-01",
    "2026年12月1日": "2026-12-01",
    "2026年3月9日": "2026-03-09",
}


@pytest.mark.parametrize(("words", "expected"), FORWARD.items(), ids=FORWARD.keys())
def test_a_day_to_come(words: str, expected: str) -> None:
    assert read_when(words, MONDAY) == (day(expected), None)
    assert read_day(words, MONDAY) == day(expected)


BACK = {
    "2026-02-27": "2026-02-27",
    "2025年12月1日": "2025-12-01",
    "12-01": "2025-12-01",
    "12月1日": "2025-12-01",
    "03-01": "2026-03-01",
    "03-02": "2026-03-02",
    "03-03": "2025-03-03",
    "3月3日": "2025-03-03",
    "today": "2026-03-02",
    "今天": "2026-03-02",
    "mon": "2026-03-02",
    "周一": "2026-03-02",
    "tue": "2026-02-24",
    "fri": "2026-02-27",
    "周五": "2026-02-27",
    "sun": "2026-03-01",
    "周日": "2026-03-01",
}


@pytest.mark.parametrize(("words", "expected"), BACK.items(), ids=BACK.keys())
def test_a_day_that_has_passed(words: str, expected: str) -> None:
    assert read_when(words, MONDAY, back=True) == (day(expected), None)


@pytest.mark.parametrize(
    ("words", "today", "back", "expected"),
    [
        pytest.param("下周一", "2026-03-08", False, "2026-03-09", id="next Monday on a Sunday"),
        pytest.param("下周一", "2026-03-06", False, "2026-03-09", id="next Monday on a Friday"),
        pytest.param("下周五", "2026-03-06", False, "2026-03-13", id="next Friday on a Friday"),
        pytest.param("fri", "2026-03-06", False, "2026-03-06", id="Friday on a Friday"),
        pytest.param("fri", "2026-03-06", True, "2026-03-06", id="the last Friday on a Friday"),
        pytest.param("fri", "2026-03-07", False, "2026-03-13", id="Friday on a Saturday"),
        pytest.param("周日", "2026-03-08", False, "2026-03-08", id="Sunday on a Sunday"),
        pytest.param("fri", "2026-12-28", False, "2027-01-01", id="into the next year"),
        pytest.param("wed", "2026-01-01", True, "2025-12-31", id="into the last year"),
        pytest.param("tomorrow", "2026-12-31", False, "2027-01-01", id="New Year's Day"),
        pytest.param("后天", "2028-02-28", False, "2028-03-01", id="over a leap day"),
        pytest.param("后天", "2026-02-28", False, "2026-03-02", id="over no leap day"),
        pytest.param("+1m", "2026-01-31", False, "2026-02-28", id="a month from 31 January"),
        pytest.param("+1m", "2028-01-31", False, "2028-02-29", id="the same in a leap year"),
        pytest.param("+12m", "2028-02-29", False, "2029-02-28", id="a year from a leap day"),
        pytest.param("1个月后", "2026-03-31", False, "2026-04-30", id="a month from 31 March"),
        pytest.param("+1m", "2026-12-31", False, "2027-01-31", id="a month over New Year"),
        pytest.param("12-31", "2026-12-31", False, "2026-12-31", id="the last day of the year"),
        pytest.param("01-01", "2026-12-31", False, "2027-01-01", id="the first day of the next"),
        pytest.param("12-31", "2026-01-01", True, "2025-12-31", id="the last day of the last"),
        pytest.param("02-29", "2026-03-02", False, "2028-02-29", id="the next leap day"),
        pytest.param("2月29日", "2026-03-02", False, "2028-02-29", id="the next leap day, zh"),
        pytest.param("02-29", "2026-03-02", True, "2024-02-29", id="the last leap day"),
        pytest.param("02-29", "2028-02-29", False, "2028-02-29", id="a leap day today"),
        pytest.param("02-29", "2028-02-29", True, "2028-02-29", id="a leap day today, back"),
        pytest.param("02-29", "2096-03-01", False, "2104-02-29", id="2100 has no leap day"),
        pytest.param("2028-02-29", "2026-03-02", False, "2028-02-29", id="a leap day with year"),
        pytest.param("2000-02-29", "2026-03-02", False, "2000-02-29", id="2000 has a leap day"),
    ],
)
def test_borders_of_weeks_months_and_years(
    words: str, today: str, back: bool, expected: str
) -> None:
    assert read_when(words, day(today), back=back).day == day(expected)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("２０２６-１２-０１", "2026-12-01", id="digits"),
        pytest.param("２０２６－１２－０１", "2026-12-01", id="digits and dashes"),
        pytest.param("１２－０１", "2026-12-01", id="without year"),
        pytest.param("１２月１日", "2026-12-01", id="month and day"),
        pytest.param("２０２６年１２月１日", "2026-12-01", id="year, month and day"),
        pytest.param("３天后", "2026-03-05", id="days"),
        pytest.param("＋３ｄ", "2026-03-05", id="plus, digit and letter"),
        pytest.param("\u3000今天\u3000", "2026-03-02", id="blanks around"),
    ],
)
def test_full_width_counts(words: str, expected: str) -> None:
    assert read_day(words, MONDAY) == day(expected)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("2026-12-01 15:30", "2026-12-01T15:30", id="after a blank"),
        pytest.param("2026-12-01T15:30", "2026-12-01T15:30", id="after a T"),
        pytest.param("2026-12-01t15:30", "2026-12-01T15:30", id="after a small t"),
        pytest.param("2026-12-01   9:05", "2026-12-01T09:05", id="hour of one digit"),
        pytest.param("12-01 15:30", "2026-12-01T15:30", id="without year"),
        pytest.param("12-01T15:30", "2026-12-01T15:30", id="without year, T"),
        pytest.param("today 00:00", "2026-03-02T00:00", id="midnight"),
        pytest.param("tomorrow 23:59", "2026-03-03T23:59", id="last minute"),
        pytest.param("+3d 15:30", "2026-03-05T15:30", id="offset"),
        pytest.param("fri 9:00", "2026-03-06T09:00", id="weekday"),
        pytest.param("今天 15:30", "2026-03-02T15:30", id="zh today"),
        pytest.param("后天 8:00", "2026-03-04T08:00", id="zh day after tomorrow"),
        pytest.param("周五 15:30", "2026-03-06T15:30", id="zh weekday"),
        pytest.param("下周一 9:00", "2026-03-09T09:00", id="zh next week"),
        pytest.param("3天后 9:00", "2026-03-05T09:00", id="zh offset"),
        pytest.param("12月1日 15:30", "2026-12-01T15:30", id="zh date"),
        pytest.param("2026年12月1日 15:30", "2026-12-01T15:30", id="zh date with year"),
        pytest.param("１２月１日\u3000１５：３０", "2026-12-01T15:30", id="full width"),
    ],
)
def test_a_time_may_follow(words: str, expected: str) -> None:
    moment = datetime.fromisoformat(expected)
    assert read_when(words, MONDAY) == (moment.date(), moment.time())


AMBIGUOUS = (
    "03/04", "3/4", "12/01", "13/12", "03.04", "03/04/2026", "12/31/2026", "03/04/26", "03-04-2026",
    "26-12-01", "０３／０４", "03/04 15:30",
)  # fmt: skip


@pytest.mark.parametrize("back", [False, True], ids=["forward", "back"])
@pytest.mark.parametrize("words", AMBIGUOUS)
def test_ambiguous_forms_are_refused_with_the_accepted_ones_named(words: str, back: bool) -> None:
    with pytest.raises(UnreadableDate) as caught:
        read_when(words, MONDAY, back=back)
    hint = caught.value.hint
    assert hint is not None
    assert words in caught.value.text.en
    assert words in caught.value.text.zh
    for form in ("2026-12-01", "12-01", "+3d"):
        assert form in hint.en
        assert form in hint.zh


NO_SUCH_DAY = (
    "2026-02-29", "2026-02-30", "2026-04-31", "2026-13-01", "2026-00-10", "2026-12-00", "2026-12-32",
    "2100-02-29", "02-30", "04-31", "13-01", "00-10", "12-00", "2月30日", "13月1日", "0月1日",
    "2026年2月29日", "２０２６－０２－３０", "9999-12-31", "0000-01-01",
)  # fmt: skip


@pytest.mark.parametrize("back", [False, True], ids=["forward", "back"])
@pytest.mark.parametrize("words", NO_SUCH_DAY)
def test_days_that_do_not_exist_are_refused(words: str, back: bool) -> None:
    with pytest.raises(UnreadableDate):
        read_when(words, MONDAY, back=back)


@pytest.mark.parametrize(
    "words",
    ["today 24:00", "today 12:60", "2026-12-01T99:99", "今天 25:00", "2026-12-01 15", "15:30"],
)
def test_times_that_do_not_exist_are_refused(words: str) -> None:
    with pytest.raises(UnreadableDate):
        read_when(words, MONDAY)


UNKNOWN = (
    "", " ", "soon", "next friday", "fr", "m", "3", "3d", "3天", "+d", "+3", "+3x", "++3d", "+3.5d",
    "下周", "周", "周七", "周八", "下下下周一", "12月", "1日", "2026", "2026-12", "20261201",
    "2026-12-01-", "2026-12/01", "2026-12-01x", "2026-12-01T", "today tomorrow", "今天明天", "-", "\x00",
)  # fmt: skip


@pytest.mark.parametrize("words", UNKNOWN, ids=repr)
def test_unknown_words_are_refused(words: str) -> None:
    with pytest.raises(UnreadableDate):
        read_when(words, MONDAY)


@pytest.mark.parametrize("words", ["2026-12-01", "12-01", "today", "tomorrow", "+3d", "+2w", "+1m"])
def test_the_hint_names_every_accepted_form(words: str) -> None:
    with pytest.raises(UnreadableDate) as caught:
        read_when("03/04", MONDAY)
    hint = caught.value.hint
    assert hint is not None
    assert words in hint.en


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("2026-03-02", Text("Mon 2026-03-02", "2026-03-02 周一"), id="Monday"),
        pytest.param("2026-03-06", Text("Fri 2026-03-06", "2026-03-06 周五"), id="Friday"),
        pytest.param("2026-03-08", Text("Sun 2026-03-08", "2026-03-08 周日"), id="Sunday"),
    ],
)
def test_a_day_is_echoed_with_its_weekday(value: str, expected: Text) -> None:
    assert spoken(day(value)) == expected


@pytest.mark.parametrize(
    ("words", "now", "expected"),
    [
        pytest.param("2026-02-27 15:30", NINE, "2026-02-27T15:30", id="the time is taken"),
        pytest.param("2026-02-27", NINE, "2026-02-27T12:00", id="noon without a time"),
        pytest.param("02-27", NINE, "2026-02-27T12:00", id="without year"),
        pytest.param("12-01", NINE, "2025-12-01T12:00", id="looks back over New Year"),
        pytest.param("fri", NINE, "2026-02-27T12:00", id="the last Friday"),
        pytest.param("周五 9:10", NINE, "2026-02-27T09:10", id="the last Friday, zh"),
        pytest.param("today", EVENING, "2026-03-02T12:00", id="noon of today"),
        pytest.param("mon", EVENING, "2026-03-02T12:00", id="today counts"),
        pytest.param("today 08:59", NINE, "2026-03-02T08:59", id="this morning"),
        pytest.param("今天 8:00", NINE, "2026-03-02T08:00", id="this morning, zh"),
    ],
)
def test_at_looks_back(words: str, now: datetime, expected: str) -> None:
    moment = read_moment(words, now)
    assert moment == datetime.fromisoformat(expected).replace(tzinfo=SHANGHAI)
    assert moment.tzinfo is SHANGHAI


@pytest.mark.parametrize("words", ["tomorrow", "2026-03-03", "today 23:00", "+1d", "明天 9:00"])
def test_at_in_the_future_is_never_made_a_moment_of_the_past(words: str) -> None:
    assert read_moment(words, NINE) > NINE


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("2026-12-01", date(2026, 12, 1), id="day"),
        pytest.param("2026-12-01 00:00:00", date(2026, 12, 1), id="day with a time"),
        pytest.param("2026年12月1日", date(2026, 12, 1), id="zh"),
        pytest.param("12-01", None, id="no year"),
        pytest.param("03/04/2026", None, id="ambiguous"),
        pytest.param("2026-02-30", None, id="no such day"),
        pytest.param("today", None, id="a word"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_date_of_a_file_names_its_year(words: str, expected: date | None) -> None:
    assert read_full(words) == expected


@pytest.mark.parametrize(
    ("start", "count", "unit", "expected"),
    [
        pytest.param("2026-01-31", 1, "m", "2026-02-28", id="31 January + 1m"),
        pytest.param("2028-01-31", 1, "m", "2028-02-29", id="31 January + 1m in a leap year"),
        pytest.param("2026-03-31", -1, "m", "2026-02-28", id="31 March - 1m"),
        pytest.param("2028-02-29", 12, "m", "2029-02-28", id="leap day + 12m"),
        pytest.param("2026-02-27", 2, "d", "2026-03-01", id="days"),
        pytest.param("2026-12-28", 1, "w", "2027-01-04", id="weeks"),
    ],
)
def test_a_day_moves_by_days_weeks_and_calendar_months(
    start: str, count: int, unit: str, expected: str
) -> None:
    assert shifted(day(start), count, unit) == day(expected)


def test_iso_of_nothing_is_nothing() -> None:
    assert (iso(None), iso(MONDAY)) == (None, "2026-03-02")


PIECES = st.sampled_from(
    ["2026", "12", "01", "3", "9999", "-", "/", ".", "+", "d", "w", "m", "t", " ", ":", "15:30", "年",
     "月", "日", "天", "后", "前", "周", "星期", "下", "上", "个", "一", "十", "fri", "today", "明天", "０", "\n"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=8).map("".join)), DAYS, st.booleans())
@example("+9999m", date(2150, 1, 1), False)
@example("+9999w", date(9999, 12, 31), False)
@example("9999个月前", date(1990, 1, 1), True)
@example("tomorrow", date.max, False)
@example("昨天", date.min, True)
@example("٣天后", MONDAY, False)
@example("²-³", MONDAY, False)
def test_no_text_breaks_it(words: str, today: date, back: bool) -> None:
    with suppress(UnreadableDate):
        assert isinstance(read_when(words, today, back=back).day, date)


@given(DAYS, DAYS, st.booleans())
def test_a_date_with_its_year_means_itself_in_every_form(
    wanted: date, today: date, back: bool
) -> None:
    forms = (f"{wanted}", f"{wanted.year}年{wanted.month}月{wanted.day}日")
    assert [read_when(form, today, back=back).day for form in forms] == [wanted, wanted]


@given(DAYS, DAYS)
def test_a_date_without_year_is_the_nearest_on_its_side(wanted: date, today: date) -> None:
    for words in (f"{wanted:%m-%d}", f"{wanted.month}月{wanted.day}日"):
        ahead, behind = read_when(words, today).day, read_when(words, today, back=True).day
        assert behind <= today <= ahead
        assert {(d.month, d.day) for d in (ahead, behind)} == {(wanted.month, wanted.day)}


@given(st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), DAYS)
def test_a_weekday_is_at_most_six_days_away_and_today_counts(word: str, today: date) -> None:
    ahead, behind = read_when(word, today).day, read_when(word, today, back=True).day
    assert timedelta(0) <= ahead - today <= timedelta(days=6)
    assert timedelta(0) <= today - behind <= timedelta(days=6)
    assert f"{ahead:%a}".lower() == f"{behind:%a}".lower() == word


@given(st.times(), DAYS)
def test_a_time_of_day_is_kept_to_the_minute(clock: time, today: date) -> None:
    assert read_when(f"today {clock:%H:%M}", today).time == clock.replace(second=0, microsecond=0)
