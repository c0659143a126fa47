"""Which year a report is on: by its title, its period, its first sentences, and the day on which it was signed."""

from __future__ import annotations

import datetime as dt
import re

from knowledge.dates import first_date, small_number, with_arabic_dates
from knowledge.times import LAST_YEAR, MONTH, THIS_YEAR
from parsers.body.finding import Body
from parsers.errors import NotAReport
from parsers.identify.addressees import before_list_of_receivers
from parsers.identify.citations import without_citations
from parsers.identify.opening import before_headings, titles_in_lead
from parsers.identify.periods import year_of_end
from parsers.model import Paragraph, Period

_SPOKEN_YEAR = re.compile(
    r"(?:^|[。\n]|[一1][、．.]\s*[^，。；：\n]{0,12}(?:概述|概况|情况)\s*)(?P<year>20\d{2})年"
    rf"(?!\s*{MONTH}\s*月(?!份?\s*[至到—－～-]))"
    r"(?P<behind>[^。；\n]{0,20})"
)
"""A sentence that begins with a year or a span of months; one month tells what happened once (2005年9月，…)."""
_PLAN = re.compile(
    r"度?[，,]?[^，,]{0,8}?(?:(?<![按划])计划|打算|拟(?![稿定])|预计|力争|争取|下一步|工作(?:安排|思路|要点|重点)|"
    r"将(?=[要再继陆召举会以从]|进一步|不断|加[强大快]|着[力重]|重点|努力|围绕|坚持|认真|积极|严格|推进|完善|深[入化]"
    r"|全面|切实|按照|根据|[做抓]好|逐步|健全|优化|开展))"
)
"""What a sentence says behind the year that it is a plan of (2017年我局将进一步规范流程)."""
_YEAR_SPOKEN_OF = (
    r"(?:^|[，。；：\n])(?![^，。；\n]*(?:每年|应[当于在]))[^，。；\n]{0,24}?"
    r"(?:将|公布|编制|发布|报告|汇报|总结|通报|对)[^，。；\n比较]{0,24}?"
    r"%s度?[^，。；\n]{0,20}?公开[^，。；\n]{0,16}(?:情况|工作|报告|年报|总结)"
)
_LAST_YEAR = re.compile(_YEAR_SPOKEN_OF % LAST_YEAR)
"""How a report says that it is on the year before (现将上一年度政府信息公开工作情况公布如下)."""
_THIS_YEAR = re.compile(_YEAR_SPOKEN_OF % THIS_YEAR)
"""How it says that it is on the year in which it is signed."""
_ANNOUNCED = re.compile(
    r"现[将就](?P<whose>[^，。；：\n\d]{0,20}?)(?<!\d)(?P<year>20\d{2})年度?(?:的|全年)?(?:开展|推进)?(?:政府|政务)?信息公开"
    r"(?:工作)?(?:的)?(?:开展|完成|落实|实施|执行)?(?:情况|总结|工作)?(?:予以|向社会)?(?:公布|公告|报告|汇报|通报|总结)?如下"
)
"""How a report announces what it is on (现将我局2012年度政府信息公开工作总结如下)."""
_CLAUSE_OF_YEAR = re.compile(rf"[，：](?P<year>20\d{{2}})年(?!\s*{MONTH}\s*月)(?P<behind>[^。；\n]{{0,20}})")
"""A clause that begins with a year, behind what a sentence begins with (按照要求，2014年我局…)."""
_SIGNED = re.compile(rf"[^，。；：:\d]{{0,40}}(?P<year>20\d{{2}})年(?P<month>{MONTH})月(?:\d{{1,2}}日?)?[)）]?")
_LAST_LINES = 10
_LAST_MONTH = 12
"""The month in which a report may be signed that is still of its own year."""
_DUE = 3
"""The month by whose end reports are due; what a page was published on later may be a copy of an older one."""


def report_year(body: Body, period: Period | None, opening: str) -> int:
    """The year that a report is on.

    The title's year, unless it is that of its printing; failing that, the year of the period; failing both, what the
    text says that it is about: a title in its first sentences, the end of the period, the year before its day, or the
    first year that a sentence begins with.

    Args:
        body: The report.
        period: Its statistical period, where it states one.
        opening: First words of its text.

    Raises:
        NotAReport: The text names no year that it reports on.
    """
    if body.title and body.title.year and not (period and _is_of_printing(body, body.title.year, period)):
        return body.title.year
    if period:
        return period.start.year
    in_lead = next((title.year for title in titles_in_lead(body, opening) if title.year), None)
    year = (
        in_lead
        or year_of_end(opening)
        or _announced_year(opening)
        or _year_of_day(body, opening)
        or _spoken_year(body, opening)
    )
    if year is None:
        raise NotAReport("The text names no year that it reports on.")
    return year


def _is_of_printing(body: Body, year: int, period: Period) -> bool:
    """Whether a title names the year in which the report was printed: the period is the year before, and so is its day.

    A period that was left from the report before stands in one that was signed a year later.
    """
    day = _signed(body) or _published_in_time(body)
    return period.start.year == year - 1 and day is not None and day.year == year and day.month < _LAST_MONTH


def _announced_year(opening: str) -> int | None:
    """The year that the first sentences announce the report of."""
    match = _ANNOUNCED.search(with_arabic_dates(without_citations(before_headings(opening))))
    return int(match["year"]) if match else None


def _year_of_day(body: Body, opening: str) -> int | None:
    """The year before the day of a report that says in its first sentences that it is on that, or the day's own.

    This year is the one of a report's day only in its last month: later it may be the one before.
    """
    signed = _signed(body)
    day = signed or _published_in_time(body)
    lead = without_citations(before_headings(opening))
    if day is not None and _LAST_YEAR.search(lead):
        return day.year - 1
    return signed.year if signed is not None and signed.month == _LAST_MONTH and _THIS_YEAR.search(lead) else None


def _spoken_year(body: Body, opening: str) -> int | None:
    """The first year that a sentence begins with and that is none of a plan.

    Where the report was signed, it is on the year before: an older one is that of what happened once. Where it was
    signed before reports are due, a clause may begin with that year, too.
    """
    day = _signed(body)
    of_day = () if day is None else (day.year - 1, day.year) if day.month == _LAST_MONTH else (day.year - 1,)
    for match in _SPOKEN_YEAR.finditer(with_arabic_dates(opening)):
        year = int(match["year"])
        if (day is None or year in of_day) and not _PLAN.match(match["behind"]):
            return year
    if day is None or day.month > _DUE:
        return None
    clauses = _CLAUSE_OF_YEAR.finditer(with_arabic_dates(without_citations(opening)))
    years = {int(match["year"]) for match in clauses if not _PLAN.match(match["behind"])}
    return day.year - 1 if day.year - 1 in years else None


def _signed(body: Body) -> dt.date | None:
    """The day, or the first of the month, that one of the last lines gives behind the name of who signs, or alone."""
    last = [block.text if isinstance(block, Paragraph) else "" for block in body.blocks[-_LAST_LINES:]]
    for line in reversed(before_list_of_receivers(last)):
        match = _SIGNED.fullmatch(with_arabic_dates(re.sub(r"\s+", "", line)).lstrip("（("))
        if match is not None:
            return dt.date(int(match["year"]), small_number(match["month"]), 1)
    return None


def _published_in_time(body: Body) -> dt.date | None:
    """The day on which the page was written or published, where that is before reports are due."""
    days = (first_date(body.metadata.get(field, "")) for field in ("issued_date", "published_date"))
    day = next((day for day in days if day is not None), None)
    return day if day is not None and day.month <= _DUE else None
