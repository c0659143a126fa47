"""How official texts number their parts and their documents, as pieces of regular expressions.

The order of the levels is 第一部分, 一、, （一）, 1. What may follow a number depends on where it is looked for,
so each user puts the pieces together.
"""

from __future__ import annotations

import re

NUMERAL = "[一二三四五六七八九十]"
"""One character of a Chinese number; parts of a report are rarely more than 39."""
CHINESE = f"{NUMERAL}{{1,3}}"
"""The number of a first-level heading (一), without what follows it."""
PART = f"第{NUMERAL}+部分"
BRACKETED = f"[（(]{NUMERAL}{{1,3}}[）)]"
"""The number of a second-level heading, in its brackets."""
ARABIC = r"\d{1,2}[、．.]"
"""The number of a third-level heading or of an item of a list, with what follows it."""
HEADING = f"{PART}|{CHINESE}[、．]|{BRACKETED}"
"""What a heading of the first or second level begins with."""
BEGINNING = rf"第?{NUMERAL}+[、部]|[（(](?:{NUMERAL}|\d)+[）)]|\d+[、．.](?!\d)"
"""What begins a numbered line of any level, so that it continues no paragraph."""
DOCUMENT_NUMBER = r"[\u4e00-\u9fff]{2,12}[〔﹝\[［(（]\s*(?:19|20)\d{2}\s*[〕﹞\]］)）]\s*第?\s*\d{1,5}\s*号"
"""The number of a document (文号): the office's word, the year in brackets and a serial number."""
EATEN_BRACKET = r"[〔﹝\[](?P<year>(?:19|20)\d{2})|(?P<other>20\d{2})[〕﹞\]]"
"""The year in the number of a document whose second or first bracket is lost."""
_ORDINAL = re.compile(
    rf"\s*(?:第(?P<part>{NUMERAL}{{1,3}}|\d{{1,2}})(?:部分|章|节)|(?P<chinese>{CHINESE})[、．.]"
    rf"|[（(](?P<bracketed>{NUMERAL}{{1,3}}|\d{{1,2}})[）)]|(?P<arabic>\d{{1,2}})[、．.](?!\d))"
)
_DIGITS = {numeral: value for value, numeral in enumerate("一二三四五六七八九", 1)}


def ordinal(text: str) -> int | None:
    """The number that a heading begins with (3 of 三、依申请公开情况); None where it begins with none."""
    match = _ORDINAL.match(text)
    if match is None:
        return None
    number = next(group for group in match.groups() if group)
    if number.isdecimal():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    return 10 * (_DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)
