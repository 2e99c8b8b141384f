"""What people type for a day or a moment, in English and Chinese (contract §1)."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from gendan.errors import UnreadableDate
from gendan.text import Text

NOON = time(12)
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKDAYS_ZH = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")

_NAMED = {
    "today": 0, "tomorrow": 1, "yesterday": -1,
    "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3, "昨天": -1, "前天": -2,
}  # fmt: skip
_ENGLISH_DAYS = {
    name[:length]: index
    for index, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
    for length in range(3, len(name) + 1)
}
_CHINESE_DAYS = dict(zip("一二三四五六日天", (0, 1, 2, 3, 4, 5, 6, 6), strict=True))
_NUMERALS = dict(zip("一二两三四五六七八九十", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
_UNITS = {"天": "d", "日": "d", "周": "w", "星期": "w", "月": "m"}

# Plain strings: `re` compiles them when a date is read, not when the program starts.
_FULL = r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})[日号]?"
_SHORT = r"(\d{1,2})-(\d{1,2})|(\d{1,2})月(\d{1,2})[日号]?"
_OFFSET = r"([+-])(\d{1,4})([dwm])"
_CHINESE_OFFSET = r"(\d{1,4}|[一二两三四五六七八九十])个?(天|日|周|星期|月)(之?后|之?前)"
_CHINESE_WEEKDAY = r"(上|下|本|这)?个?(?:周|星期|礼拜)([一二三四五六日天])"
_TIME = r"(.+?)(?:\s+|(?<=\d)t|(?<=[日号天一二三四五六]))(\d{1,2}):(\d{2})(?::(\d{2}))?"


class When(NamedTuple):
    """A day that somebody typed, with the time of day if one was given."""

    day: date
    time: time | None


def spoken(day: date) -> Text:
    """A date with its weekday, so that a misunderstood date is seen."""
    index = day.weekday()
    return Text(f"{WEEKDAYS_EN[index]} {day}", f"{day} {WEEKDAYS_ZH[index]}")


def iso(day: date | None) -> str | None:
    """A day as it is stored and as scripts read it; None stays None."""
    return None if day is None else day.isoformat()


def read_when(words: str, today: date, *, back: bool = False) -> When:
    """
    The day (and time) that somebody typed.

    Args:
        words: What was typed; full-width digits and letters count.
        today: Day from which relative words are counted.
        back: Incomplete dates look back (`fri` = the last one) instead of forward; today counts.

    Raises:
        UnreadableDate: Unknown or ambiguous words (`03/04`), or a day that does not exist.
    """
    plain, clock = _split(words)
    try:
        day = _day(plain, today, back)
    except (ValueError, OverflowError):
        raise UnreadableDate(
            words, Text(f"there is no day {words!r}", f"不存在日期 {words!r}")
        ) from None
    if day is None:
        raise UnreadableDate(words)
    return When(day, clock)


def read_day(words: str, today: date, *, back: bool = False) -> date:
    """A day, to come or (`back`) that has come; a time of day is refused: it would be lost."""
    when = read_when(words, today, back=back)
    if when.time is not None:
        raise UnreadableDate(
            words, Text(f"only a day is wanted here: {words!r}", f"这里只需要日期：{words!r}")
        )
    return when.day


def read_full(words: str) -> date | None:
    """The day of a date that names its year, with or without a time of day; None for others."""
    # Fractions of a second and the offset are a computer's, not a day's.
    words = re.sub(
        r"(?<=:\d\d)(\.\d+)?\s*(z|[+-]\d\d:?\d\d)?$", "", words.strip(), flags=re.IGNORECASE
    )
    try:
        plain, _ = _split(words)
        return _day(plain, date.min, back=False) if re.fullmatch(_FULL, plain) else None
    except (ValueError, UnreadableDate):
        return None


def read_moment(words: str, now: datetime) -> datetime:
    """
    A moment that has passed; without a time it is noon, or now if noon is still to come.

    Args:
        words: What was typed after `--at`.
        now: The present moment in the book's time zone, which the words are read in.
    """
    when = read_when(words, now.date(), back=True)
    moment = datetime.combine(when.day, when.time or NOON, now.tzinfo)
    if when.time is None and when.day == now.date():
        return min(moment, now)
    return moment


def _split(words: str) -> tuple[str, time | None]:
    """The words of the day, and the time of day behind them."""
    plain = unicodedata.normalize("NFKC", words).strip().casefold()
    found = re.fullmatch(_TIME, plain)
    if found is None:
        return plain, None
    try:
        return found[1].strip(), time(int(found[2]), int(found[3]), int(found[4] or 0))
    except ValueError:
        raise UnreadableDate(
            words, Text(f"there is no such time: {words!r}", f"不存在这个时间：{words!r}")
        ) from None


def _day(plain: str, today: date, back: bool) -> date | None:
    if plain in _NAMED:
        return today + timedelta(days=_NAMED[plain])
    if plain in _ENGLISH_DAYS:
        return _weekday(_ENGLISH_DAYS[plain], today, back)
    if found := re.fullmatch(_FULL, plain):
        year, month, day = (found[1], found[3], found[4]) if found[1] else found.group(5, 6, 7)
        return _known_year(date(int(year), int(month), int(day)))
    if found := re.fullmatch(_SHORT, plain):
        month, day = found.group(1, 2) if found[1] else found.group(3, 4)
        return _nearest(int(month), int(day), today, back)
    if found := re.fullmatch(_OFFSET, plain):
        count = int(found[2]) if found[1] == "+" else -int(found[2])
        return shifted(today, count, found[3])
    if found := re.fullmatch(_CHINESE_OFFSET, plain):
        count = _NUMERALS.get(found[1]) or int(found[1])
        return shifted(today, count if found[3].endswith("后") else -count, _UNITS[found[2]])
    if found := re.fullmatch(_CHINESE_WEEKDAY, plain):
        index = _CHINESE_DAYS[found[2]]
        if found[1] is None:
            return _weekday(index, today, back)
        weeks = {"上": -1, "下": 1}.get(found[1], 0)
        return today + timedelta(days=index - today.weekday(), weeks=weeks)
    return None


def shifted(day: date, count: int, unit: str) -> date:
    """A day moved by days, weeks or calendar months (31 January + 1 month = 28 February)."""
    if unit == "m":
        # Here, not at the top: only rules in months need it.
        from dateutil.relativedelta import relativedelta

        return day + relativedelta(months=count)
    return day + timedelta(days=count) if unit == "d" else day + timedelta(weeks=count)


def _known_year(day: date) -> date:
    if not 1900 <= day.year <= 2199:
        raise ValueError(day.year)
    return day


def _weekday(index: int, today: date, back: bool) -> date:
    if back:
        return today - timedelta(days=(today.weekday() - index) % 7)
    return today + timedelta(days=(index - today.weekday()) % 7)


def _nearest(month: int, day: int, today: date, back: bool) -> date:
    date(2000, month, day)  # a leap year: refuses 31 April, allows 29 February
    step = -1 if back else 1
    for year in range(today.year, today.year + 9 * step, step):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today if back else found >= today:
            return found
    raise ValueError((month, day))
