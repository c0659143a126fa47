"""Dates and years as officials write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from knowledge.numbering import CHINESE

_DIGITS = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "Ｏ": "0",
    "O": "0",
    "Ο": "0",
    "О": "0",
    "0": "0",
}
_YEAR_WORDS = re.compile(r"[二一][〇零○ＯOΟО0一二三四五六七八九]{3}(?=年)")
_FIRST_MONTH = re.compile(r"(?<=年)元月")
_DAY = re.compile(r"(?P<year>(?:19|20)\d{2})\s*[-年./]\s*(?P<month>\d{1,2})\s*[-月./]\s*(?P<day>\d{1,2})\s*日?")
_POINTED_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})[./](?P<month>\d{1,2})(?:[./](?P<day>\d{1,2}))?(?![\d./])")
_POINTED_END = re.compile(r"(?<=[月日])(?P<to>[-－—–~～至到]+)(?P<month>\d{1,2})[./](?P<day>\d{1,2})(?![\d./])")
_CHINESE_DAY = re.compile(rf"({CHINESE})月({CHINESE})日")


_BETWEEN = (
    r"\s*(?:《[^》\d]{1,20}》实施之日)?(?:算起|起始?|开始)?\s*[，,]?\s*(?:截?至|截止(?:到|至)?|到|—+|－|-|~|～)\s*"
)
_RANGE = re.compile(
    r"(?:(?P<y1>(?:19|20)\d{2})\s*年?\s*[（(]?\s*)?(?P<m1>\d{1,2})\s*月\s*(?P<d1>\d{1,2})\s*日?"
    rf"{_BETWEEN}(?:(?P<y2>(?:19|20)\d{{2}})\s*年\s*)?(?P<m2>\d{{1,2}})\s*月\s*(?P<d2>\d{{1,2}})\s*日"
)


class DateRange(NamedTuple):
    """A range of days that a text names.

    Attributes:
        start: The first day.
        end: The last day.
        begin: Where its words begin.
        printed: Its words.
    """

    start: dt.date
    end: dt.date
    begin: int
    printed: str


def with_arabic_dates(text: str) -> str:
    """Writes 二○○八年五月一日 as 2008年5月1日."""
    text = _YEAR_WORDS.sub(lambda match: "".join(_DIGITS[character] for character in match[0]), text)
    text = _FIRST_MONTH.sub("一月", text)
    return _CHINESE_DAY.sub(lambda match: f"{small_number(match[1])}月{small_number(match[2])}日", text)


def with_named_dates(text: str) -> str:
    """Writes 2018.1.1—6.30 as 2018年1月1日—6月30日, and 2018.1 as 2018年1月; not for amounts (2018.5万元)."""
    text = _POINTED_DAY.sub(
        lambda match: f"{match['year']}年{match['month']}月" + (f"{match['day']}日" if match["day"] else ""), text
    )
    return _POINTED_END.sub(lambda match: f"{match['to']}{match['month']}月{match['day']}日", text)


def first_date(text: str) -> dt.date | None:
    """The first calendar date in a text, or None."""
    for match in _DAY.finditer(with_arabic_dates(text)):
        try:
            return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
    return None


def date_ranges(text: str, year: int | None = None) -> Iterator[DateRange]:
    """The ranges from one day to a later one that a text names (2017年1月1日起至12月31日), which the calendar has.

    Args:
        text: The text, with its dates in Arabic figures.
        year: The year of ranges that name none (1月1日至6月30日); without it these are passed over.
    """
    for match in _RANGE.finditer(text):
        first = int(match["y1"]) if match["y1"] else year
        if first is None:
            continue
        start = _day(first, match["m1"], match["d1"])
        end = _day(int(match["y2"]) if match["y2"] else first, match["m2"], match["d2"])
        if start and end and start < end:
            yield DateRange(start, end, match.start(), match[0])


def with_ranges_in_months(text: str, year: int | None = None, shortest: int = 0) -> str:
    """Writes 2018年1月1日至6月30日 as 2018年1月至6月, and a range over years as 2008年至2018年.

    Args:
        text: The text, with its dates in Arabic figures.
        year: The year of ranges that name none; without it these stay as they are.
        shortest: Days that a range must have; events of a few days stay as they are.
    """
    if "日" not in text:
        return text
    for found in reversed(list(date_ranges(text, year))):
        start, end = found.start, found.end
        if (end - start).days >= shortest:
            within = f"{start.year}年{start.month}月至{end.month}月"
            written = within if start.year == end.year else f"{start.year}年至{end.year}年"
            text = text[: found.begin] + written + text[found.begin + len(found.printed) :]
    return text


def _day(year: int, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(year, int(month), int(day))
    except ValueError:
        return None


def small_number(word: str) -> int:
    """A number up to 39, in digits or in Chinese (12, 十二)."""
    if word.isdecimal():
        return int(word)
    tens, _, units = word.rpartition("十")
    if "十" not in word:
        return _value(word)
    return (_value(tens) if tens else 1) * 10 + (_value(units) if units else 0)


def _value(word: str) -> int:
    return "〇一二三四五六七八九".index(word)
