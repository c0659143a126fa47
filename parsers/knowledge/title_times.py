"""Times that titles of columns, labels of rows and captions of tables name: a year, a part of one, several years."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from knowledge.dates import with_arabic_dates, with_named_dates, with_ranges_in_months
from knowledge.times import (
    ALL_YEARS,
    FIRST_MONTHS,
    HALF_YEAR,
    LAST_YEAR,
    LAST_YEARS,
    MONTH,
    MONTHS,
    PERIOD_OF_A_PLAN,
    QUARTER,
    STRETCH_OF_YEARS,
    THIS_YEAR,
    TO,
    UP_TO_NOW,
    YEAR,
    is_whole_year,
)

_NAMED = re.compile(
    rf"(?P<year>{YEAR})(?P<word>年)?(?:全年|度)?(?:数|数量|数据|统计数|实际|合计|总计|总数|累计|累计数|情况)?"
)
_OF_THIS_YEAR = re.compile(rf"{THIS_YEAR}度?(?:数|数量|统计数|实际|合计|总计|总数|累计|累计数|实绩|发生数)?")
_OF_LAST_YEAR = re.compile(rf"{LAST_YEAR}度?(?:同期)?(?:数|数量|统计数|实际|合计|总计|总数|累计|累计数)?")
_SUM = "累计"
_NEW = re.compile(
    rf"(?:(?P<year>{YEAR})年|(?P<this>{THIS_YEAR})|(?P<last>{LAST_YEAR}))度?(?:新增|增加|发生)(?:数量?|量)?"
)
"""What is new in a year beside what there is in all."""
_PART = re.compile(
    rf"{MONTHS}|{MONTH}月份?(?!\d+[日号]|[报刊])|(?<!\d){FIRST_MONTHS}|(?<!\d){QUARTER}|第[1-4一二三四]季|{HALF_YEAR}"
)
_ONE = re.compile(rf"(?P<year>{YEAR})年|(?P<this>{THIS_YEAR})|(?P<last>{LAST_YEAR})")
_YEAR_IN_FRONT = re.compile(rf"(?:{YEAR}年?|{THIS_YEAR}|{LAST_YEAR})度?")
_FROM_A_YEAR = re.compile(rf"(?P<this>{THIS_YEAR})|(?P<last>{LAST_YEAR})")
_TIME_IN_FRONT = re.compile(
    rf"^(?P<open>[(（])?(?:(?:{YEAR}年|{THIS_YEAR}|{LAST_YEAR})度?)?(?:{_PART.pattern})?(?(open)[)）])"
)
_CITED = re.compile("《[^》]*》")
_DAY = re.compile(rf"(?:{YEAR}年)?(?:\d{{1,2}}月\d{{1,2}}[日号]|12月[底末])")
_DAY_OR_MONTH = rf"(?:{YEAR}年)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?"
_STAMP = re.compile(rf"(?:填表|填报|填写|制表|报送|上报|打印)(?:时间|日期)[:：]{_DAY_OR_MONTH}")
"""When a table was filled in, which is not what its numbers are of."""
_UP_TO_A_DAY = re.compile(
    rf"(?:截[至止]?|[至到])(?:时间|日期)?[:：至到]*(?P<year>{YEAR}年)?(?P<month>\d{{1,2}})月\d{{1,2}}[日号]"
)
"""The day up to which a table counts (截至2016年6月30日)."""
_UP_TO_DECEMBER = re.compile(rf"截[至止]?(?:时间|日期)?[:：至到]*(?P<year>{YEAR}年)?12月[份底末]?(?!\d)")
"""The last month of a year, up to which a table counts all of it (截至2016年12月)."""
_SAME_YEAR = re.compile(rf"(?P<from>(?P<year>{YEAR})年\d{{1,2}}月(?:份|初)?){TO}(?P=year)年(?=\d)")
_YEARS = f"(?:{YEAR}|[上去])年"
_COMPARED = re.compile(
    rf"[比较]{_YEARS}|[与和同]{_YEARS}度?(?:同期)?(?:相比|比较|增减|变化)|[与和同][上去]年度?(?:同期)?(?:对比)?"
)
_CARRIED_IN = re.compile(rf"(?:{YEAR}年|{LAST_YEAR})度?(?:结转|转结|接转|转入|遗留|未办结)")
"""What was carried in is counted in the year that it came into (无上年结转)."""
_SCHOOL_YEAR = "学年"
_SEVERAL = re.compile(
    rf"{STRETCH_OF_YEARS}|{YEAR}年{MONTH}月份?{TO}{YEAR}年|{ALL_YEARS}|{LAST_YEARS}|{UP_TO_NOW}|以来|{PERIOD_OF_A_PLAN}"
    r"|(?:自|截至|截止).*累计"
)


class CaptionTime(NamedTuple):
    """What a caption says of when its numbers are of.

    Attributes:
        kind: A `year`, a `part_of_year`, `several_years`; `none` where it says nothing.
        year: The year, of that kind.
    """

    kind: Literal["year", "part_of_year", "several_years", "none"] = "none"
    year: int | None = None


@functools.lru_cache(maxsize=4096)
def year_of_title(words: str, report_year: int, *, may_be_bare: bool = False) -> int | None:
    """The year that a title names (2016年, 2016年度数, 本年, 上年同期, 2015年1—12月); None for any other title.

    Args:
        words: The title, without spaces.
        report_year: Year of the report, which 本年 is.
        may_be_bare: Whether four digits alone are a year; elsewhere they may be a number.
    """
    named = _NAMED.fullmatch(words)
    if named and (named["word"] or may_be_bare):
        return int(named["year"])
    if _OF_THIS_YEAR.fullmatch(words):
        return report_year
    if _OF_LAST_YEAR.fullmatch(words):
        return report_year - 1
    words = _in_months(words, report_year)
    in_front = _YEAR_IN_FRONT.match(words)
    if not _is_whole(_PART.fullmatch(words, in_front.end() if in_front else 0), report_year):
        return None
    year = _ONE.match(words)
    return _year_of(year, report_year) if year else report_year


def years_from(words: str) -> int | None:
    """How many years a title is from another that is named: 0 for 本年, -1 for 上年; None for any other title."""
    named = _FROM_A_YEAR.match(words)
    return None if named is None else -1 if named["last"] else 0


def sums_beside_their_year(
    paths: Iterable[Sequence[str]], report_year: int, parts: Callable[[str], bool]
) -> frozenset[tuple[str, ...]]:
    """The titles along an axis whose numbers are sums over years, and what they group, each behind its groups.

    2016年累计 is such a sum where 2016年, or 2016年新增, stands beside it; elsewhere, and below that year, it is all of
    that year. Groups part what stands beside each other only where they name what is counted, whose it is, or another
    year (收到 over 2016年, 答复 over 2016年累计; but 历年 over 本年累计, 当年 over 本年).

    Args:
        paths: The titles, each behind those of its groups, without spaces.
        report_year: Year of the report, which 本年 is.
        parts: Whether the title of a group names what is counted or whose it is.
    """
    titles = {tuple(path[:depth]) for path in paths for depth in range(1, len(path) + 1)}
    if not any(_SUM in own for *_, own in titles):
        return frozenset()
    years: dict[tuple[tuple[str, ...], int], list[tuple[str, ...]]] = defaultdict(list)
    sums: dict[tuple[str, ...], tuple[tuple[str, ...], int]] = {}
    for title in titles:
        *groups, own = title
        year = year_of_title(own, report_year, may_be_bare=True)
        if year is None and (new := _NEW.fullmatch(own)):
            year = _year_of(new, report_year)
        if year is None:
            continue
        of_groups = {group: year_of_title(group, report_year, may_be_bare=True) for group in groups}
        parting = tuple(g for g in groups if of_groups[g] != year and (of_groups[g] is not None or parts(g)))
        if _SUM in own:
            sums[title] = (parting, year)
        else:
            years[parting, year].append(title)
    found = {title for title, key in sums.items() if any(title[: len(year)] != year for year in years[key])}
    return frozenset(title for title in titles if any(title[:depth] in found for depth in range(1, len(title) + 1)))


def without_year(title: str) -> str:
    """A title behind the year that it begins with (2018年公开数); the title where nothing else follows."""
    in_front = _YEAR_IN_FRONT.match(title)
    return title[in_front.end() :] or title if in_front and "年" in in_front[0] else title


def without_time(title: str) -> str:
    """A title behind the year, and the part of it, that it begins with, also in brackets (（2018年）, 2018年上半年)."""
    return _TIME_IN_FRONT.sub("", title)


def is_part_of_year(words: str, report_year: int) -> bool:
    """Whether a title or label begins with a part of a year (1季度, 2016年上半年, 7月份公开数, 1至6月).

    Args:
        words: The title or label, without spaces.
        report_year: Year of the report.
    """
    words = _in_months(words, report_year)
    in_front = _YEAR_IN_FRONT.match(words)
    part = _PART.match(words, in_front.end() if in_front else 0)
    return part is not None and not _is_whole(part, report_year)


def time_of_caption(words: str, report_year: int) -> CaptionTime:
    """What a caption says of when the numbers below it are of.

    A year that they are compared with or that something was carried in from, the day on which they were filled in and
    the years of documents that the caption cites are not theirs; a range of days, and the day up to which they count,
    are.

    Args:
        words: The caption, without spaces.
        report_year: Year of the report.
    """
    words = _STAMP.sub("", with_named_dates(with_arabic_dates(_CITED.sub("", words))))
    words = _UP_TO_A_DAY.sub(_up_to_the_end_of_a_month, _in_months(words, report_year))
    words = _DAY.sub("", _UP_TO_DECEMBER.sub(lambda match: _other_year(match["year"], report_year), words))
    if _SCHOOL_YEAR in words:
        return CaptionTime()
    if _SEVERAL.search(words):
        return CaptionTime("several_years")
    words = _CARRIED_IN.sub("", _COMPARED.sub("", words))
    years = {_year_of(match, report_year) for match in _ONE.finditer(words)}
    parts = [part for part in _PART.finditer(words) if not _is_whole(part, report_year)]
    if parts and all(year <= report_year for year in years):
        return CaptionTime("part_of_year")
    if parts or not years:
        return CaptionTime()
    return CaptionTime("year", years.pop()) if len(years) == 1 else CaptionTime("several_years")


def _in_months(words: str, report_year: int) -> str:
    """Words whose ranges are written in months, the year of their ends once (2018年1月至2018年6月)."""
    return _SAME_YEAR.sub(r"\g<from>至", with_ranges_in_months(words, report_year)) if "月" in words else words


def _up_to_the_end_of_a_month(match: re.Match[str]) -> str:
    return f"截至{match['year'] or ''}{match['month']}月底"


def _other_year(named: str | None, report_year: int) -> str:
    """The year up to whose end a caption counts, where that is not the end of the report's own."""
    return named if named and named != f"{report_year}年" else ""


def _year_of(match: re.Match[str], report_year: int) -> int:
    if match["year"]:
        return int(match["year"])
    return report_year if match["this"] else report_year - 1


def _is_whole(part: re.Match[str] | None, report_year: int) -> bool:
    """Whether months are all of a year."""
    return part is not None and bool(part["first"]) and is_whole_year(part["first"], part["last"], report_year)
