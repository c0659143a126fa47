"""Dates and years as officials write them."""

from __future__ import annotations

import datetime as dt
import re

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
_DAY = re.compile(r"(?P<year>(?:19|20)\d{2})\s*[-年./]\s*(?P<month>\d{1,2})\s*[-月./]\s*(?P<day>\d{1,2})\s*日?")
_CHINESE_DAY = re.compile(rf"({CHINESE})月({CHINESE})日")


def with_arabic_dates(text: str) -> str:
    """Writes 二○○八年五月一日 as 2008年5月1日."""
    text = _YEAR_WORDS.sub(lambda match: "".join(_DIGITS[character] for character in match[0]), text)
    return _CHINESE_DAY.sub(lambda match: f"{small_number(match[1])}月{small_number(match[2])}日", text)


def first_date(text: str) -> dt.date | None:
    """The first calendar date in a text, or None."""
    for match in _DAY.finditer(with_arabic_dates(text)):
        try:
            return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
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
