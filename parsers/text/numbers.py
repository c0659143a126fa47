"""Numbers as officials write them: 14万余条, 14万9000条, 近1.5万, 二十三件, 8，764, 1.35亿元, 3400人次左右."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from parsers.knowledge.units import magnitudes, units
from parsers.model import Span

_DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_AT_LEAST = "超过|突破|超|逾|不少于|不低于|至少|多于"
_AT_MOST = "接近|将近|近|不足|不到|不超过|少于|低于"
_ABOUT = "大约|大概|约为|约|左右|上下"
_WORDS_AT_LEAST = frozenset({*_AT_LEAST.split("|"), "上"})
_WORDS_AT_MOST = frozenset(_AT_MOST.split("|"))
_WORDS_ABOUT = frozenset(_ABOUT.split("|"))
_NUMERAL = "零〇○一二两三四五六七八九十百千"
_LEAD = rf"(?P<before>(?:{_AT_LEAST}|{_AT_MOST}|{_ABOUT}))?(?:了|约)?"
_DIGITS_PRINTED = r"\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = (
    rf"(?:(?<!\d[万亿千百])(?P<digits>{_DIGITS_PRINTED})"
    rf"|(?<![数几万亿{_NUMERAL}])(?P<numeral>[{_NUMERAL}]+(?:亿[{_NUMERAL}]*)?(?:万[{_NUMERAL}]*)?))"
    r"(?P<more>[余多](?=[百千万亿]))?(?P<magnitude>[百千]?[万亿]|[百千](?=[余多]))?"
    r"(?:(?<=\d万)(?P<rest>\d{3,4})(?![\d.]))?(?P<plus>[余多](?!种|样|次召开))?"
)
_OF_A_NUMBER = ("before", "digits", "numeral", "more", "magnitude", "rest", "plus", "unit", "after")
"""Groups of a number that is printed."""
_NOT_BEFORE = r"(?<!一式)(?<![\d.,A-Za-z*×第每某同任逐专统])(?<![\d][-—–－~～/／:：至到])"
_NOT_AFTER = r"(?![\d.A-Za-z*×]|[,，]\d{3}(?!\d)|[-—–－~～/／:]\d)"
_LONGEST_LEAD = max(map(len, _WORDS_AT_LEAST | _WORDS_AT_MOST | _WORDS_ABOUT)) + len("了（")
"""Characters of a number in front of its first digit or numeral."""
_BOUNDARY = re.compile(r"[\s\u3000、，,。；;：）)（(及和与]|$")

_SESSION = re.compile("(?:全体)?会议|全会")
_IN_SESSION = ("届", "人大", "人民代表大会", "政协", "常委会", "党代会")
"""What the number of a session follows (十三届人大三次会议), which counts nothing."""

_UNIT_IN_FRONT = re.compile("（(?:单位：)?(?P<magnitude>[百千]?[万亿])?元）(?:[：:]|共?[为是计]|共)?$")
"""Names in brackets in front of an amount what it is counted in (本年收费金额（单位：万元）12.5)."""
_LONGEST_UNIT_IN_FRONT = len("（单位：百万元）共为")
LARGEST = 1e15
"""No amount is larger: longer runs of digits are names of something, and floating-point numbers tell them not apart."""


class Quantity(NamedTuple):
    """A number with its measure word.

    Attributes:
        span: Where it stands, from a word such as 近 to one such as 左右.
        value: The amount, in the printed measure word (万元 counts as 元).
        unit: Measure word; empty where none is printed.
        approx: The text itself calls it inexact.
        bound: `ge` (余, 多, 以上, 突破), `le` (近, 不到) or None.
        printed: The words of the amount.
    """

    span: Span
    value: float
    unit: str
    approx: bool
    bound: str | None
    printed: str


_CHANGE = re.compile(r"(?=.角|.分)(?:(?P<jiao>[\d一二三四五六七八九])角)?(?:(?P<fen>[\d一二三四五六七八九])分)?")


def find_quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """Yields the numbers of a text that count something, with the brackets of a blank that was filled in (（12）条).

    Left out are dates, ordinals, numbers of documents and telephones, spans of time, and Chinese numerals that are part
    of a word (一是, 两微一端, 三公经费).
    """
    end = len(text) if end is None else end
    while (amount := _amount().search(text, start, end)) is not None:
        match = _pattern().search(text, max(start, amount.start() - _LONGEST_LEAD), end)
        if match is None:
            return
        quantity = _quantity(match, text, end)
        if quantity is not None:
            yield quantity
        start = match.end()


def numeral_value(numeral: str) -> float | None:
    """The value of a Chinese numeral, or None where it is none (万 alone, 一二三)."""
    total, section, digit = 0, 0, None
    for character in numeral:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif character in _POWERS:
            section += (1 if digit is None else digit) * _POWERS[character]
            digit = None
        else:
            # 亿 multiplies all that stands before it (三万亿), 万 only what stands behind 亿 (三亿零五万).
            held = total if character == "亿" else 0
            total = total - held + (held + section + (digit or 0)) * magnitudes()[character]
            section, digit = 0, None
    return float(total + section + (digit or 0))


@functools.cache
def _measure() -> str:
    return "|".join(unit.pattern for unit in sorted(units().values(), key=lambda unit: -len(unit.unit)))


@functools.cache
def _amount() -> re.Pattern[str]:
    """What every number holds: a digit, or a numeral with a measure word. It is found much faster than a number."""
    return re.compile(rf"[\d{_NUMERAL}万亿](?:(?<=\d)|[{_NUMERAL}万亿余多]*(?:{_measure()}))")


@functools.cache
def _pattern() -> re.Pattern[str]:
    measure = _measure()
    tail = rf"(?:(?P<unit>{measure})(?P<after>左右|上下|以上|之多)?|{_NOT_AFTER})"
    bare = rf"(?P<limit>{_AT_LEAST}|{_AT_MOST}|上)?(?P<bare>[百千]?万|[百千])(?P<over>[余多])?(?P<counted>{measure})"
    # What is followed by another such number only counts on (（1）件、（2）件).
    is_filled_in = rf"(?=(?:{_DIGITS_PRINTED})）(?:{measure})(?:[，、。；（）](?!（\d)|$))"
    blank = rf"(?P<blank>(?<=[\u4e00-\u9fff])（{is_filled_in})?"
    return re.compile(rf"{_NOT_BEFORE}(?:{_LEAD}{blank}{_NUMBER}(?(blank)）){tail}|{bare})")


def _quantity(match: re.Match[str], text: str, end: int) -> Quantity | None:
    if match["bare"]:
        return _bare(match)
    before, digits, numeral, more, magnitude, rest, plus, unit, after = match.group(*_OF_A_NUMBER)
    if not unit:
        is_bare = not numeral and not _is_of_a_table(text, match)
        if not is_bare or _BOUNDARY.match(text, match.end(), end) is None:
            return None
    if numeral and unit == "次" and _is_of_a_session(text, match, end):
        return None
    amount = numeral_value(numeral) if numeral else float(digits.replace(",", "").replace("，", ""))
    if amount is None or (rest and not amount.is_integer()):
        return None
    value = amount
    if magnitude or rest or not amount.is_integer():
        value = round(amount * magnitudes().get(magnitude, 1) + float(rest or 0), 6)
    if value > LARGEST:
        return None
    start = match.start("before" if before else "blank" if match["blank"] else "digits" if digits else "numeral")
    bound = _bound(before or "", bool(more or plus or after in ("以上", "之多")))
    about = before in _WORDS_ABOUT or after in ("左右", "上下")
    if not unit and (named := _UNIT_IN_FRONT.search(text, max(0, start - _LONGEST_UNIT_IN_FRONT), start)):
        unit, value = "元", round(value * magnitudes().get(named["magnitude"] or "", 1), 6)
    unit = unit or ""
    stop = match.end() if unit in ("", "元") or after else match.start("unit")
    if unit in ("%", "％", "﹪"):
        stop, unit = match.end("unit"), "%"
    behind = match.end()
    if unit == "元" and (change := _CHANGE.match(text, behind, end)):
        value = round(value + _digit(change["jiao"]) / 10 + _digit(change["fen"]) / 100, 6)
        stop = behind = change.end()
    return Quantity(
        span=Span(start, behind),
        value=value,
        unit=unit,
        approx=about or bound is not None,
        bound=bound,
        printed=text[start:stop],
    )


def _is_of_a_session(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a numeral tells which session of a congress or committee (十五届人大六次会议, 市委五届六次全会)."""
    return _SESSION.match(text, match.end("unit"), end) is not None and text.endswith(_IN_SESSION, 0, match.start())


def _is_of_a_table(text: str, match: re.Match[str]) -> bool:
    """Whether a number without a measure is that of a table or a picture (见表2)."""
    return text.endswith(("表", "图"), 0, match.start("digits"))


def _digit(digit: str | None) -> float:
    """The value of one digit; 0 where there is none."""
    return (numeral_value(digit) or 0.0) if digit and not digit.isdecimal() else float(digit or 0)


def _bare(match: re.Match[str]) -> Quantity | None:
    """A magnitude without a number (近万条, 万余件); without a word that makes it one it is part of another word."""
    limit, over = match["limit"] or "", match["over"]
    if not limit and not over:
        return None
    value = 1
    for character in match["bare"]:
        value *= magnitudes()[character]
    start = match.start("limit") if limit else match.start("bare")
    return Quantity(
        span=Span(start, match.end()),
        value=float(value),
        unit=match["counted"],
        approx=True,
        bound=_bound(limit, bool(over)),
        printed=match.string[start : match.start("counted")],
    )


def _bound(before: str, more: bool) -> str | None:
    if more or before in _WORDS_AT_LEAST:
        return "ge"
    return "le" if before in _WORDS_AT_MOST else None
