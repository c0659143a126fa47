"""Short runs of characters that a collector has dropped between digits: put back where one reading fits, else told.

A collector that throws away text nodes of one character eats 年, 月 and 〕 where a portal puts them into spans of their
own. The digits that are left are put apart only if exactly one date or one document number can be made of them; what
reads in several ways, or what nothing tells, stays as it is and is flagged.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from knowledge import numbering
from parsers.model import Flag
from parsers.repair.log import RepairLog

_SHORTEST = len("1月1起")
"""Characters of the shortest text that has lost one; most cells of a table are shorter."""
_DIGIT = re.compile(r"[0-9]")
_YEAR = r"(?:19[89]|20[0-4])\d"
_YEAR_APART = rf"(?P<year>{_YEAR})(?<![\d.,/〔﹝\[－-]....)"
"""What stands in front of a year is looked at behind it: patterns that begin with a character are found faster."""
_DATE = re.compile(rf"{_YEAR_APART}(?P<y>年?)(?P<digits>\d{{1,4}})(?P<last>[月日])(?![\d.]{{3}}|以?内)")
"""A year with digits behind it, whose 年 or 月 may be lost."""
_END_OF_RANGE = re.compile(r"(?<=日)(?P<to>[起始]?[，,]?(?:截?至|到|—+|－|-|~|～))(?P<digits>\d{3,4})日")
"""The end of a range in the year of its beginning, whose 月 is lost."""
_DAY = re.compile(r"(?P<date>[1-9](?<!\d.)(?:(?<=1)[0-2])?月(?:3[01]|[12]\d|[1-9]))(?=[起止]|至(?:\d{4}年)?\d{1,2}月)")
"""A day whose 日 is lost: 12月31止."""
_YEAR_OF_REPORT = re.compile(rf"{_YEAR_APART}(?=度(?:政府|全|本|县|市|省|区|工作|报告|信息|政务))")
_YEAR_OF_SENTENCE = re.compile(
    r"20[0-4]\d(?:(?:(?<=^....)|(?<=[。；]....))(?=，[\u4e00-\u9fff])"
    r"|(?:(?<=^....)|(?<=[。；，：]....))(?=将|全[市县区省州]|我[市县区局委]))"
)
"""A year that a sentence begins with, whose 年 is lost.

Only the commonest words for who reports tell it, and none with 本: of books, that is what their number is counted in.
"""
_OFFICE = r"[\u4e00-\u9fff]{2,12}"
_ONE_BRACKET = re.compile(rf"(?P<office>{_OFFICE})(?:{numbering.EATEN_BRACKET})(?P<serial>[1-9]\d{{0,3}})号")
_NO_BRACKETS = re.compile(rf"(?P<office>{_OFFICE}[发办函字令])(?P<year>20[0-4]\d)(?P<serial>[1-9]\d{{0,2}})号")
_BRACKET = re.compile(r"[〔﹝\[〕﹞\]]")
_SERIAL = re.compile(r"[发办函字令](?=20[0-4]\d[1-9]\d{0,2}号)")
"""What these two cannot do without; it is found faster than they."""
_NO_NUMBER_WORD = re.compile(
    r"[〔﹝\[](?<=[发办函字令].)20[0-4]\d[〕﹞\]][1-9]\d{0,3}(?=[）)，。；、》]|文|要求|精神|规定|$)"
)
_NO_TO = re.compile(r"(?P<from>1月1日起?)(?=(?:20\d\d年)?12月31日)")
"""Between the first and the last day of a year."""
_NO_ORDINAL = re.compile(rf"(?<=条例》){numbering.NUMERAL}{{1,4}}条(?=规定|要求|的)")
_NO_BRACKET_OF_TITLE = re.compile(
    r"(?P<open>《?)(?P<title>中华人民共和国政府信息公开条例)(?P<close>》?)(?=[（(，。、])"
)
_SHORT_FORM = re.compile(
    r"(?P<short>[（(]以?下简称[：:]?(?:“[^”（()）]{1,12}”|《[^》（()）]{1,12}》))(?P<after>[^（()）。]*)"
)
_PAIRS = {"〔": "〕", "﹝": "﹞", "[": "]"}
_OPENINGS = {closing: opening for opening, closing in _PAIRS.items()}

_EATEN = (
    (
        "年 or 月 between digits",
        re.compile(rf"{_YEAR}(?<!\d....)(?:年\d{{2,4}}日|(?:1[0-2]|[1-9])(?:月\d{{1,2}}日|\d{{1,2}}日))"),
    ),
    (
        "a bracket of a document number",
        re.compile(rf"[\u4e00-\u9fff](?:{numbering.EATEN_BRACKET})\d{{1,4}}号"),
    ),
)
_QUESTION_MARK = re.compile(r"(?<=[\u4e00-\u9fff])？(?=[\u4e00-\u9fff])")
_ASKS = re.compile(r"(?:[吗呢么何哪否谁几]|多少|怎么办|为什么)？(?=[\u4e00-\u9fff])")


def restore(text: str, log: RepairLog) -> str:
    """Puts lost characters back where only one reading of what is left is possible."""
    if len(text) < _SHORTEST:
        return text
    if not _DIGIT.search(text):
        return _titles(text, log)

    def put(kind: str, before: str, after: str) -> str:
        if after != before:
            log.add(kind, before, after)
        return after

    def dates(match: re.Match[str]) -> str:
        return put("lost_date_word", match[0], _date(match))

    def number(match: re.Match[str]) -> str:
        return put("lost_bracket", match[0], _number(match))

    if "月" in text or "日" in text:
        text = _DATE.sub(dates, text)
        text = _END_OF_RANGE.sub(lambda match: put("lost_date_word", match[0], _end_of_range(match)), text)
        text = _DAY.sub(lambda match: put("lost_date_word", match[0], f"{match['date']}日"), text)
        text = _NO_TO.sub(lambda match: put("lost_date_word", match["from"], f"{match['from']}至"), text)
    if "度" in text:
        text = _YEAR_OF_REPORT.sub(lambda match: put("lost_date_word", match[0], f"{match['year']}年"), text)
    text = _YEAR_OF_SENTENCE.sub(lambda match: put("lost_date_word", match[0], f"{match[0]}年"), text)
    if "号" in text:
        if _BRACKET.search(text):
            text = _ONE_BRACKET.sub(number, text)
        if _SERIAL.search(text):
            text = _NO_BRACKETS.sub(
                lambda match: put("lost_bracket", match[0], f"{match['office']}〔{match['year']}〕{match['serial']}号"),
                text,
            )
    text = _NO_NUMBER_WORD.sub(lambda match: put("lost_bracket", match[0], f"{match[0]}号"), text)
    return _titles(text, log)


def _date(match: re.Match[str]) -> str:
    """A year and what follows it, put apart; as it was if nothing is lost or several dates fit."""
    year, digits, last = match["year"], match["digits"], match["last"]
    if last == "月":
        return f"{year}年{digits}月" if _is_month(digits) else match[0]
    days = _days(digits, int(year))
    return f"{year}年{days[0]}" if len(days) == 1 else match[0]


def _end_of_range(match: re.Match[str]) -> str:
    days = _days(match["digits"], None)
    return match["to"] + days[0] if len(days) == 1 else match[0]


def _days(digits: str, year: int | None) -> list[str]:
    """The days of a year that some digits can be: month and day, neither with a zero in front unless both have two."""
    found = []
    for length in (1, 2):
        month, day = digits[:length], digits[length:]
        if not (_is_month(month) and day and len(day) <= 2):
            continue
        padded = len(month) == len(day) == 2
        if (month.startswith("0") or day.startswith("0")) and not padded:
            continue
        if 1 <= int(day) <= calendar.monthrange(year or 2004, int(month))[1]:
            found.append(f"{month}月{day}日")
    return found


def _is_month(digits: str) -> bool:
    return 1 <= int(digits) <= 12


def _number(match: re.Match[str]) -> str:
    """A document number with both its brackets, of the kind of the one that is left."""
    start = match.start("year") if match["year"] else match.start("other")
    end = match.end("year") if match["year"] else match.end("other")
    year = match["year"] or match["other"]
    opening = match.string[start - 1] if match["year"] else _OPENINGS[match.string[end]]
    return f"{match['office']}{opening}{year}{_PAIRS[opening]}{match['serial']}号"


def _titles(text: str, log: RepairLog) -> str:
    """Puts back a bracket of the title of the Regulations, and the one that closes a short form of a title."""

    def title(match: re.Match[str]) -> str:
        if bool(match["open"]) == bool(match["close"]):
            return match[0]
        after = f"《{match['title']}》"
        log.add("lost_bracket", match[0], after)
        return after

    def short_form(match: re.Match[str]) -> str:
        if match.string[match.end() : match.end() + 1] in ("）", ")") or not match["after"]:
            return match[0]
        log.add("lost_bracket", match["short"], f"{match['short']}）")
        return f"{match['short']}）{match['after']}"

    if "条例》" in text:
        text = _NO_ORDINAL.sub(lambda match: _ordinal(match, log), text)
    if "公开条例" in text:
        text = _NO_BRACKET_OF_TITLE.sub(title, text)
    return _SHORT_FORM.sub(short_form, text) if "下简称" in text else text


def _ordinal(match: re.Match[str], log: RepairLog) -> str:
    log.add("lost_number", match[0], f"第{match[0]}")
    return f"第{match[0]}"


def flags(text: str) -> Iterator[Flag]:
    """What seems to be lost in a clean text, one sentence a kind, with the first example."""
    for what, pattern in _EATEN:
        found = [match[0] for match in pattern.finditer(text)]
        if found:
            sentence = f"{what} seems to be lost in {len(found)} places, the first: {found[0]}"
            yield Flag("suspected_loss", sentence, found[0])
    marks = len(_QUESTION_MARK.findall(text)) - len(_ASKS.findall(text)) if "？" in text else 0
    if marks > 0:
        yield Flag(
            "suspected_loss", f"{marks} question marks in the middle of sentences may stand for lost characters", "？"
        )
